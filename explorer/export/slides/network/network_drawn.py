"""A sheet of a network and the numbers of its sources in; lanes, ties, nodes and words as drawn things out."""

from __future__ import annotations

from explorer.draw.primitives import (
    ASCENT,
    LEADING,
    Connector,
    Dash,
    DrawnBox,
    DrawnGroup,
    DrawnText,
    DrawnThing,
    Line,
    Run,
    Sign,
    Stroke,
    line_of,
)
from explorer.export.slides.footnotes import Numbers
from explorer.export.slides.frame import Frame
from explorer.export.slides.network.joined import joined_by, on_its_line
from explorer.export.slides.network.network_sheets import NetworkLayout, PageScale, heart_of
from explorer.network.pane.pane_edges import PaneEdge
from explorer.network.pane.pane_nodes import BESIDE, DATE_SIZE, DOES_SIZE, STEP_SIZE, PaneNode, symbol_room
from explorer.network.pane.pane_scene import LANE_SIZE, LANE_X, PaneBand
from explorer.network.pick.pick_words import CHIP_HEIGHT


def network_items(layout: NetworkLayout, frame: Frame, numbers: Numbers) -> tuple[DrawnThing, ...]:
    """Lanes, then actors, events and the ties between them, then the steps of a path: as it is read aloud.

    A tie that has a number runs through it, so that its words stay on it when what it ties is moved.
    """
    at, sheet = layout.at, layout.sheet
    lines = tuple(((frame.left, at.y(band.top)), (frame.right, at.y(band.top))) for band in sheet.bands)
    items: list[DrawnThing] = []
    if lines:  # among actors there is no lane where there is no actor
        items.append(DrawnGroup("paper", "Lane lines", "", (Stroke(lines, "rule", name="Lane lines"),)))
    items += [_lane(band, at) for band in sheet.bands]
    items += [_node(node, layout, at, numbers) for node in sorted(sheet.nodes, key=lambda node: node.kind != "actor")]
    words = {edge.id: _step_words(edge, layout, numbers) for edge, _ in layout.connectors if layout.tells(edge)}
    taken = [at.box(node.box) for node in sheet.nodes] + [text.bounds for text in words.values()]
    inside = (frame.left, at.top, frame.right, at.y(sheet.pane.height))
    steps: list[DrawnThing] = []
    for edge, connector in layout.connectors:
        if edge.number:
            ring = on_its_line(_ring(edge, connector, at), connector, inside, taken)
            taken.append(ring.bounds)
            items += joined_by(ring, connector)
            beside = (words[edge.id],) if edge.id in words else ()
            steps.append(DrawnGroup(ring.id, f"Step {edge.number}: {edge.label}", "", (ring, *beside)))
        else:
            items.append(connector)
    return (*items, *steps)


def _lane(band: PaneBand, at: PageScale) -> DrawnGroup:
    size = LANE_SIZE * at.scale
    y = at.y(band.top + 18.5)
    key = DrawnBox(at.x(0), at.y(band.top + 8), 4 * at.scale, 12 * at.scale, fill=f"lane-{band.look}", name="Key")
    words = tuple(line_of(line, size, f"text-{band.look}", bold=True) for line in band.lines)
    name = DrawnText(at.x(LANE_X), y, words, name="Lane name", ground="page")
    return DrawnGroup(f"lane-{band.id}", f"Lane: {' '.join(band.lines)}", "", (key, name))


def _node(node: PaneNode, layout: NetworkLayout, at: PageScale, numbers: Numbers) -> DrawnThing:
    drawn = layout.drawn
    grey = layout.is_grey(node)
    cited = "" if grey or not node.does else numbers.of(drawn.cited.get(node.id, ()))
    picked = node.id in (drawn.focus, drawn.goal)
    return (_actor if node.kind == "actor" else _event)(node, at, cited, _Look(grey, picked, bool(drawn.lit)))


class _Look:
    """Whether a node is pale, is what is picked, and stands out among pale ones."""

    def __init__(self, grey: bool, picked: bool, chosen: bool) -> None:
        self.grey, self.picked = grey, picked
        self.bold = chosen and not grey

    def hue(self, node: PaneNode) -> str:
        return "dim-mark" if self.grey else f"lane-{node.look}"

    def ink(self, usual: str) -> str:
        return "dim-text" if self.grey else usual


def _lines(node: PaneNode, at: PageScale, cited: str, look: _Look, ink: str, soft: str) -> tuple[Line, ...]:
    """Its name, and below it what it does to the record picked, or its date; the numbers of what that rests on."""
    bold = look.bold or (not look.grey and (node.key or node.hub or node.guest))
    lines = [line_of(line, node.size * at.scale, look.ink(ink), bold) for line in node.lines]
    does = (Run(node.does, DOES_SIZE * at.scale, look.ink(ink)),) if node.does else ()
    when = (Run(node.when, DATE_SIZE * at.scale, look.ink(soft), italic=node.hollow),) if node.when else ()
    second: Line = does or when
    if second and cited:
        second = (*second, Run(f" {cited}", DOES_SIZE * at.scale, "on-lane" if ink == "on-lane" else "link"))
    return (*lines, second) if second else tuple(lines)


def _actor(node: PaneNode, at: PageScale, cited: str, look: _Look) -> DrawnBox | DrawnGroup:
    hue = look.hue(node)
    filled = node.hub and not look.grey
    left, top, right, bottom = at.box(node.box)
    pill = DrawnBox(
        left,
        top,
        right - left,
        bottom - top,
        fill=hue if filled else "page" if look.grey else "guest" if node.guest else "raised",
        stroke="ink" if look.picked else hue,
        stroke_width=4.5 if look.picked else 2.0 if look.grey else 3.6 if node.key else 2.6,
        radius=min((bottom - top) / 2, at.scale * node.actor.corner),
        inside=_lines(node, at, cited, look, "on-lane" if filled else "ink", "ink-2"),
        id=node.id,
        name=f"Actor: {node.title}",
        alt=node.name,
    )
    if not node.actor.many:
        return pill
    shift = 3 * at.scale
    behind = DrawnBox(
        left + shift, top - shift, right - left, bottom - top, pill.fill, hue, 2.0, radius=pill.radius, name="Many"
    )
    return DrawnGroup(f"{node.id}-group", pill.name, "", (behind, pill))


def _event(node: PaneNode, at: PageScale, cited: str, look: _Look) -> DrawnGroup:
    """A plate as large as it is, which its ties are fixed to; on it the symbol and the words beside it."""
    left, top, right, bottom = at.box(node.box)
    plate = DrawnBox(
        left,
        top,
        right - left,
        bottom - top,
        fill="guest" if node.guest and not look.grey else "page",
        radius=4 * at.scale,
        id=node.id,
        name="Plate",
    )
    hue, (x, y), radius = look.hue(node), heart_of(node, at), node.radius * at.scale
    cross = node.symbol == "cross"
    width = 7.0 if cross else 4.5 if look.picked else 3.4 if node.hollow else 2.0
    fill = "" if cross else "page" if node.hollow else hue
    dash: Dash = "hollow" if node.hollow else ""
    stroke = "ink" if look.picked else hue
    sign = Sign(node.symbol, x, y, radius, fill, stroke, width, dash, name=f"Mark: {node.form}", alt=node.name)
    lines = _lines(node, at, cited, look, "ink", "ink-2" if node.hollow else "muted")
    reach = (symbol_room(node.radius) / 2 + BESIDE) * at.scale
    size = max(run.size for line in lines for run in line)
    first = y - len(lines) * size * LEADING / 2 + ASCENT * size
    words = DrawnText(
        x - reach if node.left else x + reach,
        first,
        lines,
        "end" if node.left else "start",
        name=f"Label: {node.lines[0]}",
    )
    return DrawnGroup(f"{node.id}-group", f"Event: {node.title}", "", (plate, sign, words))


def _ring(edge: PaneEdge, connector: Connector, at: PageScale) -> DrawnBox:
    """The number of a path's step: before its words, or at the middle of its tie where no place was found for any."""
    chain = connector.chain
    x, y = chain[len(chain) // 2 - len(chain) // 2 % 2]
    high = CHIP_HEIGHT * at.scale
    left, top, *_ = at.box(edge.label_box) if edge.label_box else (x - high / 2, y - high / 2)
    size = STEP_SIZE * at.scale
    return DrawnBox(
        left,
        top,
        high,
        high,
        fill="ink",
        radius=high / 2,
        inside=(line_of(str(edge.number), size * 0.92, "page", bold=True),),
        id=f"step-{edge.id}",
        name=f"Step {edge.number}",
        alt=f"Step {edge.number}",
    )


def _step_words(edge: PaneEdge, layout: NetworkLayout, numbers: Numbers) -> DrawnText:
    """What a path's step says, behind the room for its number."""
    assert edge.label_box
    left, top, _, bottom = layout.at.box(edge.label_box)
    size = STEP_SIZE * layout.at.scale
    cited = numbers.of(edge.sources)
    line: Line = (Run(edge.label, size), *((Run(f" {cited}", size, "link"),) if cited else ()))
    baseline = (top + bottom) / 2 - size * LEADING / 2 + ASCENT * size
    start = left + bottom - top + 3 * layout.at.scale
    return DrawnText(start, baseline, (line,), ground="page", name=f"Words: {edge.label}")
