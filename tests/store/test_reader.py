"""What a store works out for a reader who has left is broken off, and nobody else notices."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from explorer.cache import Abandoned, Cache
from explorer.server import create_app
from explorer.store.engines.reader import asked_by
from explorer.store.opened import Store, open_store
from explorer.store.questions.part_view import Whole
from explorer.store.questions.parts import Parts

ENDLESS = "SELECT count(*) FROM range(1000000000) one, range(1000000000) other WHERE one.range <> other.range"


@pytest.fixture
def store(riverton: Path) -> Store:
    return open_store(riverton)


def test_a_statement_ends_when_its_reader_leaves(store: Store) -> None:
    looks = count()
    with asked_by(lambda: next(looks) > 3), pytest.raises(Abandoned):
        store.number(ENDLESS)
    assert store.number("SELECT count(*) FROM events") == store.counts["events"], "the store answers others as before"


def test_nothing_is_begun_for_a_reader_who_has_left(store: Store) -> None:
    with asked_by(lambda: True), pytest.raises(Abandoned):
        store.number("SELECT 1")


def test_a_reader_who_stays_is_answered(store: Store) -> None:
    with asked_by(lambda: False):
        assert store.number("SELECT count(*) FROM range(30000000)") == 30_000_000


def test_what_was_broken_off_is_not_kept(store: Store) -> None:
    cache, looks = Cache(), count()
    with asked_by(lambda: next(looks) > 1), pytest.raises(Abandoned):
        cache.get("answer", lambda: store.number(ENDLESS), lambda _: 1)
    assert cache.get("answer", lambda: store.number("SELECT 7"), lambda _: 1) == 7


@pytest.mark.parametrize("place", ["/view?lanes=city", "/find?q=night", "/take/actors?lanes=city"])
def test_a_request_of_a_reader_who_has_left_is_no_fault(
    store: Store, place: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = create_app(Whole(store, Parts(store, 3, 1)).home).server.test_client()
    store.kept.limit = 0
    answer = client.get(place, environ_overrides={"waitress.client_disconnected": lambda: True})
    assert answer.status_code == 499
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    assert client.get(place).status_code == 200
