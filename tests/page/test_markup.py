"""Components written as HTML before React is there."""

from __future__ import annotations

from dash import dcc, html

from explorer.page.markup import Markup, Plain, html_of


def test_text_is_escaped_in_elements_and_in_attributes() -> None:
    written = html_of(html.P("<b>&", title='"><script>'))
    assert written == '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;</p>'


def test_names_of_attributes_are_those_of_html() -> None:
    written = html_of(html.Label("x", htmlFor="y", className="z"))
    assert written == '<label class="z" for="y">x</label>'


def test_markup_stands_as_it_is() -> None:
    assert html_of(html.Div([Markup("<svg></svg>"), "<"])) == "<div><svg></svg>&lt;</div>"


def test_an_element_that_dash_lacks_is_written_plainly() -> None:
    written = html_of(Plain("input", {"type": "radio", "checked": True, "disabled": False, "name": "a"}))
    assert written == '<input type="radio" checked name="a">'


def test_a_graph_is_an_empty_box_until_it_can_be_drawn() -> None:
    assert html_of(dcc.Graph(id="graph")) == '<div id="graph"></div>'
