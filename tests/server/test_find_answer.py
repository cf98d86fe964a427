"""What the server answers to what is typed into a search field."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient


def found(client: FlaskClient, query: str) -> Any:
    return client.get("/find?" + query).json


def test_a_hit_says_what_it_is_where_it_leads_and_what_fits(client: FlaskClient) -> None:
    told = found(client, "q=ana")
    assert told["said"] == "1 result."
    assert told["groups"] == [
        {
            "name": "Actors",
            "count": 1,
            "hits": [
                {"type": "actor", "id": "ana-reyes", "name": [["Ana", 1], [" Reyes"]], "kind": [["Mayor of Riverton"]]}
            ],
        }
    ]


def test_a_source_leads_to_its_place_in_the_list(client: FlaskClient) -> None:
    hits = [hit for group in found(client, "q=council+minutes")["groups"] for hit in group["hits"]]
    assert [hit["place"] for hit in hits if hit["type"] == "source"] == ["source-2"]


def test_the_filters_of_the_address_say_what_is_hidden(client: FlaskClient) -> None:
    (group,) = found(client, "q=assembly&lanes=city")["groups"]
    assert group["hits"][0]["hidden"] is True
    assert "hidden" not in found(client, "q=assembly")["groups"][0]["hits"][0]


def test_ends_of_a_connection_are_asked_for_alone(client: FlaskClient) -> None:
    assert [group["name"] for group in found(client, "q=night+bus&ends=1")["groups"]] == ["Events"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("qqqqzz", "Nothing here is called that. Try a name or a number, such as a bill’s."),
        ("counicl+minutes", "Nothing here is called just that; 1 result comes near."),
        ("", "Nothing here is called that. Try a name or a number, such as a bill’s."),
    ],
)
def test_what_is_not_found_is_said_plainly(client: FlaskClient, typed: str, said: str) -> None:
    assert found(client, f"q={typed}")["said"] == said


def test_a_hundred_letters_may_be_typed_and_no_more(client: FlaskClient) -> None:
    assert client.get("/find?q=" + "a" * 100).status_code == 200
    answer = client.get("/find?q=" + "a" * 101)
    assert (answer.status_code, answer.json["error"]) == (400, "What is looked for must be at most 100 characters.")


@pytest.mark.parametrize(
    "query", ["q=%00%ff", "q=%E2%80%AE", "q=<script>", "q=a&q=b", "q=.*(", "lanes=x&q=a", "q=%F0%9F%9A%8C"]
)
def test_whatever_is_typed_is_answered(client: FlaskClient, query: str) -> None:
    assert client.get("/find?" + query).status_code == 200


def test_an_answer_may_be_kept_for_a_minute_by_this_browser_alone(client: FlaskClient) -> None:
    assert client.get("/find?q=ana").headers["Cache-Control"] == "private, max-age=60"


def test_both_fields_are_comboboxes_of_a_box_that_is_there(client: FlaskClient) -> None:
    page = client.get("/").text
    for field, list_ in (("search-field", "search-list"), ("ask-field", "ask-list")):
        assert f'id="{field}"' in page
        assert f'aria-controls="{list_}"' in page
        assert f'<div id="{list_}"' in page
