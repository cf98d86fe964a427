"""Markup: what is text stays text, wherever it stands."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from explorer.draw.markup import Markup, html_of, svg_tag, tag

HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onclick='x", "&lt;b&gt; & ]]>", "a\nb\tc")


class Seen(HTMLParser):
    """The elements of some markup, each with its attributes, and all of its text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_an_element_of_html_and_in_its_attributes(text: str) -> None:
    seen = Seen(tag("p", {"title": text}, [text, None, (text,)]))
    assert seen.elements == [("p", {"title": text})]
    assert seen.text == text * 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_a_picture_its_attributes_and_its_title(text: str) -> None:
    svg = ET.fromstring(svg_tag("svg", {"aria-label": text}, svg_tag("title", {}, text), svg_tag("text", {}, text)))
    assert svg.get("aria-label") == text
    assert [part.text for part in svg] == [text, text]
    assert len(list(svg.iter())) == 3


def test_markup_is_not_escaped_again_and_what_is_put_together_by_hand_is() -> None:
    inner = tag("b", {}, "&")
    assert tag("p", {}, inner) == "<p><b>&amp;</b></p>"
    assert tag("p", {}, "1 < " + inner) == "<p>1 &lt; &lt;b&gt;&amp;amp;&lt;/b&gt;</p>"


def test_lists_are_told_in_order_and_none_is_nothing() -> None:
    assert html_of(["a", None, (1, [tag("br", {})]), map(str, (2, 3))]) == "a1<br>23"
    assert html_of(None) == ""
    assert isinstance(html_of("x"), Markup)


def test_an_attribute_that_is_true_stands_alone_and_one_that_is_false_or_none_not_at_all() -> None:
    written = tag("input", {"type": "radio", "checked": True, "disabled": False, "id": None, "value": 0, "title": ""})
    assert written == '<input type="radio" checked value="0" title="">'


def test_an_empty_element_is_ended_as_its_language_has_it() -> None:
    assert tag("div", {}) == "<div></div>"
    assert tag("br", {}) == "<br>"
    assert svg_tag("path", {"d": ""}) == '<path d="" />'
    assert svg_tag("text", {}, "") == "<text />"
