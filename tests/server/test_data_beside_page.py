"""The data page beside the page of what it changes: each knows the way to the other, and what is saved is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from werkzeug.test import Client

from explorer.server.doors.security import CALLBACK_PATH
from explorer.server.live.edited import served_with_data_page
from explorer.server.settings import DEFAULT_SETTINGS
from tests.conftest import WriteWorld
from tests.server.data_page import HERE, HOST, OURS, body, said


def below_data(client: Client, **asked: Any) -> dict[str, Any]:
    """What the data page below the page shows after an act."""
    answer = client.post(f"/data{CALLBACK_PATH}", json=body(**asked), headers=OURS, environ_base=HERE)
    told: dict[str, Any] = (answer.json or {})["response"]
    return told


def test_a_saved_change_is_on_the_page_at_once_and_a_new_landscape_on_one_of_its_own(
    write_world: WriteWorld, tmp_path: Path
) -> None:
    folder = write_world()
    served = served_with_data_page(folder, DEFAULT_SETTINGS, local=True)
    client = Client(served)
    assert 'href="data/"' in client.get("/").text
    assert client.get("/data", headers={"Host": HOST}, environ_base=HERE).headers["Location"] == "data/"
    draft = below_data(client, do="served")["data-stand"]["data"]["draft"]
    below_data(client, do="cell", draft=draft, table="events", row=2, column="title", value="Council likes buses")
    told = below_data(client, do="save", draft=draft, value="into")
    assert told["data-stand"]["data"]["link"] == "../"
    assert "Council likes buses" in client.get("/").text
    told = below_data(client, do="save", draft=draft, value="new", name="riverton-two")
    assert told["data-stand"]["data"]["link"] == "../riverton-two/"
    assert "Council likes buses" in client.get("/riverton-two/").text
    assert f'{folder.name}/"' in client.get("/").text, "the start page has both"


def test_a_page_that_others_can_ask_has_no_way_there_and_the_way_is_closed(
    write_world: WriteWorld, tmp_path: Path
) -> None:
    client = Client(served_with_data_page(write_world(), DEFAULT_SETTINGS, local=False))
    assert 'href="data/"' not in client.get("/").text
    assert client.get("/data/", headers={"Host": HOST}).status_code == 403


def test_a_broken_landscape_is_mended_on_its_data_page_where_a_setting_lets_it(
    write_world: WriteWorld, tmp_path: Path
) -> None:
    folder = write_world(events=("2025-03-22", "Mar-25"))
    client = Client(served_with_data_page(folder, replace(DEFAULT_SETTINGS, edit=True), local=True))
    assert 'href="data/"' in client.get("/", headers={"Host": HOST}).text
    draft = below_data(client, do="served")["data-stand"]["data"]["draft"]
    below_data(client, do="mend", draft=draft)
    told = below_data(client, do="save", value="into", draft=draft)
    assert said(told).startswith("Saved")
    assert client.get("/", headers={"Host": HOST}).status_code == 200
