"""The extras, and what they bring along: locked with their hashes, beside what runs without them, and free to use."""

from __future__ import annotations

import re

from packaging.version import Version

from tests.test_supply import HOUSE, PERMISSIVE, PROJECT, READ_BY_US, SHARED_ALIKE, installed, licence, pinned, plain

LOCK = (HOUSE / "requirements-engines.txt").read_text(encoding="utf-8")
LOCKED = {plain(name): version for name, version in re.findall(r"(?m)^([A-Za-z0-9_.-]+)==(\S+)", LOCK)}
READ = READ_BY_US | {
    "orjson": "MPL-2.0; trino's client brings it, and it is not changed",
    "psycopg": "LGPL-3.0; only for who asks PostgreSQL and installs it for that, and not changed",
    "psycopg-binary": "the same",
}


def test_every_extra_is_locked_as_it_is_pinned_and_nothing_of_it_without() -> None:
    wanted = [one for some in PROJECT["project"]["optional-dependencies"].values() for one in some]
    for name, version in (one.split("==") for one in [*wanted, *PROJECT["dependency-groups"]["engines"]]):
        bare = plain(name.partition("[")[0])
        assert LOCKED[bare] == version
        assert bare not in pinned()


def test_what_runs_without_extras_is_the_same_with_them() -> None:
    assert {name: version for name, (version, _) in pinned().items()}.items() <= LOCKED.items()
    assert LOCK.count("==") <= LOCK.count("--hash=sha256:")
    assert not re.search(r"://|@ |file:", LOCK)


def test_everything_installed_is_locked_and_may_be_used_by_anybody() -> None:
    for found in installed():
        name = plain(found.name)
        assert Version(LOCKED.get(name, "0")) == Version(found.version), name
        free = PERMISSIVE.search(licence(found)) and not SHARED_ALIKE.search(licence(found))
        assert free or name in READ, f"{found.name} is under “{licence(found)}”"
