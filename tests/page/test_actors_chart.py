"""The chart of actors: what its bars and dots stand for, and that names in it are text."""

from __future__ import annotations

from dataclasses import replace

from explorer.draw.palette import colour
from explorer.landscape import Landscape
from explorer.page.actors.actors_chart import GRAPH_CONFIG, MAX_ACTORS_DRAWN, actors_figure, figure_words, share_words
from explorer.prose.comparison import ActorRow, actors_table


def a_row(place: int = 0, **changes: object) -> ActorRow:
    row = ActorRow(f"a{place}", f"Actor {place}", "City", "1", 3, (1, 2, 0, 0, 0, 0), 2, (), None, 0.25, False)
    return replace(row, **changes)  # type: ignore[arg-type]


def test_a_bar_is_as_long_as_there_are_ties_of_its_kind_and_knows_its_actor(small_world: Landscape) -> None:
    rows = actors_table(small_world)
    bars = [trace for trace in actors_figure(rows).data if trace.type == "bar"]
    assert [bar.name for bar in bars] == ["did", "for or against", "belongs to"]
    assert [sum(bar.x[place] for bar in bars) for place in range(len(rows))] == [row.ties for row in rows]
    assert all(list(bar.customdata) == [row.id for row in rows] for bar in bars)


def test_the_best_connected_stands_on_top(small_world: Landscape) -> None:
    axis = actors_figure(actors_table(small_world)).layout.yaxis
    assert axis.ticktext[0] == "Riverton Council"
    assert axis.range[0] > axis.range[1]


def test_only_the_first_rows_are_drawn() -> None:
    figure = actors_figure([a_row(place) for place in range(MAX_ACTORS_DRAWN + 9)])
    assert len(figure.layout.yaxis.ticktext) == MAX_ACTORS_DRAWN


def test_a_name_is_text_and_never_markup() -> None:
    figure = actors_figure([a_row(name="<b>R&D</b>")])
    assert figure.layout.yaxis.ticktext[0] == "&lt;b&gt;R&amp;D&lt;/b&gt;"
    assert "<b>" not in figure.to_json()


def test_without_betweenness_there_is_no_panel_for_it() -> None:
    figure = actors_figure([a_row(between=None)])
    assert [title.text for title in figure.layout.annotations] == ["Recorded ties, by what they are"]
    assert all(trace.xaxis in (None, "x") for trace in figure.data)


def test_each_theme_has_its_own_colours() -> None:
    for theme in ("light", "dark"):
        bars = [trace for trace in actors_figure([a_row()], theme).data if trace.type == "bar"]
        assert [bar.marker.color for bar in bars] == [colour("act", theme), colour("stance", theme)]


def test_a_share_is_said_as_exactly_as_it_is_known() -> None:
    said = [share_words(a_row(between=value)) for value in (0.266, 0.0712, 0.0001, 0.0, None)]
    assert said == ["27%", "7.1%", "< 0.1%", "0", ""]
    assert share_words(a_row(estimated=True)) == "≈ 25%"


def test_who_cannot_see_the_chart_hears_what_it_shows(small_world: Landscape) -> None:
    assert "Riverton Council 3, Ana Reyes 2" in figure_words(actors_table(small_world))


def test_nothing_is_ever_sent_to_a_cloud() -> None:
    assert GRAPH_CONFIG["showSendToCloud"] is False
    assert GRAPH_CONFIG["displaylogo"] is False
