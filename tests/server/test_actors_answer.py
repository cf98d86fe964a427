"""What is answered when actors are compared: a table, a chart for each theme, and where Plotly is."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from explorer.data.load import load_landscape
from explorer.network.pane.sizes import PANES
from explorer.server import create_app
from tests.conftest import WriteWorld


def compared(client: FlaskClient, address: str = "") -> Any:
    return client.get("/actors?" + address).json


def test_the_table_and_the_chart_have_the_same_actors_in_the_same_order(client: FlaskClient) -> None:
    answer = compared(client)
    names = ["Riverton Council", "Ana Reyes", "Night riders", "State Assembly"]
    places = [answer["table"].index(f">{name}</a>") for name in names]
    assert places == sorted(places)
    assert answer["figures"]["light"]["layout"]["yaxis"]["ticktext"] == names
    assert set(answer["figures"]) == {"light", "dark"}


def test_the_filters_hold_for_the_comparison(client: FlaskClient) -> None:
    assert "State Assembly" not in compared(client, "lanes=city")["table"]
    assert compared(client, "lanes=-") | {"figures": {}} == compared(client, "lanes=-")


def test_what_is_selected_changes_no_comparison(client: FlaskClient) -> None:
    first, other = client.get("/actors?sel=council&axis=true"), client.get("/actors?rows=kind&steps=2")
    assert first.headers["ETag"] == other.headers["ETag"]
    assert client.get("/actors", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_plotly_is_the_one_that_dash_serves(client: FlaskClient) -> None:
    client.get("/")
    answer = client.get(compared(client)["plotly"])
    assert answer.status_code == 200
    assert "javascript" in answer.content_type


def test_the_chart_offers_no_way_to_send_data_away(client: FlaskClient) -> None:
    config = compared(client)["config"]
    assert (config["showSendToCloud"], config["displaylogo"], config["displayModeBar"]) == (False, False, False)


def test_a_name_in_the_table_is_text_and_never_markup(write_world: WriteWorld) -> None:
    folder = write_world(actors=("Riverton Council,", "<img src=x>,"))
    answer = compared(create_app(load_landscape(folder)).server.test_client())
    assert "<img" not in answer["table"]
    assert "&lt;img src=x&gt;" in answer["table"]


def test_a_networks_picture_is_sent_once(client: FlaskClient) -> None:
    first = client.get("/network/358.svg", headers={"Accept-Encoding": "br"})
    assert (first.status_code, first.headers["Content-Encoding"]) == (200, "br")
    again = client.get("/network/358.svg?sel=council", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_first_page_carries_the_network_for_every_desk_and_keeps_a_place_for_the_one_for_phones(
    client: FlaskClient,
) -> None:
    page = client.get("/").text
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="network') == len(PANES)
    assert '<div class="picture narrow-only" data-width="358"></div>' in page
