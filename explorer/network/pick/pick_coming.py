"""Who joins a pick: guests and stacks as boxes that have no place yet, and the line of a stack."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.draw.palette import lane_look
from explorer.draw.text_metrics import text_width
from explorer.landscape import Landscape
from explorer.model import Basis
from explorer.network.geometry.tracing import Curve
from explorer.network.nodes import day_of
from explorer.network.pane.pane_edges import PaneEdge, edge_of, tie_sentence
from explorer.network.pane.pane_layout import THIN
from explorer.network.pane.pane_nodes import DOES_SIZE, Box, PaneNode, pane_mark
from explorer.network.pane.pane_scene import PaneScene
from explorer.network.pick.pick_board import Coming
from explorer.network.pick.pick_plan import Stack
from explorer.prose.phrases import name_of
from explorer.wording import how_many

UNSURE: tuple[Basis, ...] = ("inferred", "opinion", "claimed", "planned", "reported")
"""The line of a stack says of all its ties how sure the least sure is."""


@dataclass(frozen=True)
class StackMark:
    """A stack in its place, and the line that ties its members."""

    id: str
    lane: str
    label: str
    does: str
    members: tuple[str, ...]
    node: PaneNode
    edge: str  # the id of its line

    @property
    def box(self) -> Box:
        return self.node.box


NOWHERE = Curve(((0.0, 0.0), (0.0, 0.0), (0.0, 0.0)), 0.0, 0.0, 0.0)


def look_of(landscape: Landscape, id: str) -> str:
    return lane_look(landscape.lanes, landscape.records[id].lane)


def guest_of(landscape: Landscape, scene: PaneScene, id: str, does: str) -> Coming:
    record = landscape.records[id]
    ties = how_many(len(landscape.relations_of[id]), "connection")
    bands = bands_of_lane(scene, record.lane)
    flat = all(bottom - top < THIN for top, bottom in bands)
    node = replace(pane_mark(landscape, record, False, ties, flat=flat).doing(does), guest=True)
    return Coming(node, bands, day_of(record), scene.times.get(id))


def bands_of_lane(scene: PaneScene, lane: str) -> tuple[tuple[float, float], ...]:
    return tuple((band.top, band.bottom) for band in scene.bands if band.id == lane)


def stack_box(landscape: Landscape, scene: PaneScene, stack: Stack) -> Coming:
    """The box of a stack: as an actor's, with how many it holds and what they do."""
    wide = max(text_width(stack.label, 12.0, True), text_width(stack.does, DOES_SIZE))
    node = PaneNode(
        id=stack.id,
        kind="actor",
        form="community",
        lane=stack.lane,
        look=lane_look(landscape.lanes, stack.lane),
        x=0,
        y=0,
        width=round(wide) + 20.0,
        height=31.0,
        lines=(stack.label,),
        when="",
        key=False,
        hub=False,
        hollow=False,
        symbol="circle",
        radius=0,
        title=f"{stack.label}: {stack.does}",
        name=f"{stack.label}: {stack.does}, opens a list",
        guest=True,
        does=stack.does,
    )
    lanes = {landscape.records[member].lane for member in stack.members}
    bands = bands_of_lane(scene, stack.lane) if len(lanes) == 1 else tuple((b.top, b.bottom) for b in scene.bands)
    return Coming(node, bands)


def stack_edge(landscape: Landscape, focus: str, stack: Stack) -> PaneEdge:
    """The line of a stack, which stands for all of its members' ties."""
    first = min(stack.links, key=lambda link: (UNSURE.index(link.bundle.basis), link.bundle.id))
    outward = all(link.outward for link in stack.links)
    subject, object = (focus, stack.id) if outward else (stack.id, focus)
    name = name_of(landscape.records[focus])
    one, other = (name, stack.label) if outward else (stack.label, name)
    said = "; ".join(tie_sentence(landscape, link.bundle) for link in stack.links[:12])
    more = len(stack.links) - 12
    edge = edge_of(landscape, first.bundle, NOWHERE, look_of(landscape, first.bundle.subject))
    return replace(
        edge,
        id=f"{stack.id}-line",
        subject=subject,
        object=object,
        label=stack.does,
        sources=tuple(dict.fromkeys(citation for link in stack.links for citation in link.bundle.sources)),
        relations=tuple(id for link in stack.links for id in link.bundle.relations),
        said=f"{one} {stack.does} {other}: {said}" + (f"; and {more} more" if more > 0 else ""),
        stack=stack.id,
    )
