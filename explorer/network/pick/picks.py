"""A resting scene and a record in; what its pick draws out: guests, lines, words and stacks. Nothing at rest moves.

    ties stated -> one way to draw them after the other, the most telling first -> the first clean one, or the best

Every tie that the record states is drawn: by a line of its own, or as a member of a stack that says how many it holds.
Where there is no room for that, whoever stands in the way and is not tied to the record gives way while it is picked.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from explorer.draw.text_metrics import text_width
from explorer.landscape import Landscape
from explorer.model import Actor, Event, Instrument
from explorer.network.edges import life_of
from explorer.network.geometry.bezier import sampled
from explorer.network.nodes import day_of
from explorer.network.pane.pane_edges import PaneEdge, edge_of
from explorer.network.pane.pane_nodes import STEP_SIZE, PaneNode
from explorer.network.pane.pane_scene import PaneScene, ground_of
from explorer.network.pick.pick_board import Board, Coming, Strand
from explorer.network.pick.pick_coming import NOWHERE, StackMark, guest_of, look_of, stack_box, stack_edge
from explorer.network.pick.pick_plan import LAST, STEPS, Link, Plan, links_of, plan_of
from explorer.network.pick.pick_under import under_of, yielding
from explorer.network.pick.pick_words import CHIP_HEIGHT, Box, words_beside, words_on

BUDGET, LEAST = 240, 30  # curves that are traced for one way to draw a pick, at most about
ROUNDS, DETOURS = 4, 6
MANY_WORDS = 16  # above so many ties their words are not even tried on the lines
MANY_GUESTS = 26  # above so many guests they are not tried one by one
TANGLED = (42.0, 30.0, 5.0)  # px beside other lines: of one line at most; of all together, and for each more
ONE_BOX, FILLED = 4_600.0, 0.62  # px² that a guest takes with what is round it, and how full a lane may become
IN_BOXES = 3  # so many verbs may stand in boxes where the others stand on lines


@dataclass(frozen=True)
class Pick:
    """What is drawn beside what rests, while a record is picked."""

    focus: str
    step: str  # which way it is drawn: see `pick_plan`
    nodes: tuple[PaneNode, ...]  # guests, and those at rest whose words change
    lit: tuple[str, ...]  # whatever is drawn and belongs to it
    edges: tuple[PaneEdge, ...]
    stacks: tuple[StackMark, ...]
    yields: tuple[str, ...]  # nodes at rest in whose place something is drawn; they are not tied to what is picked
    under: tuple[str, ...]  # ties at rest that would run under what is drawn, or end at a node that gives way
    drawn: int  # relations that its lines and stacks stand for
    stated: int  # relations that the record states
    joined: int  # names that joined, in stacks, too
    clean: bool  # no line through a foreign box, nobody left out, all words in a place of their own


def pick_of(landscape: Landscape, scene: PaneScene, focus: str) -> Pick:
    """The pick of any actor, event or instrument. Raises KeyError for an unknown id."""
    record = landscape.selectable[focus]
    links = links_of(landscape, focus, scene.mode)
    resting = {node.id for node in scene.nodes}
    stated = sum(len(link.bundle.relations) for link in links)
    best: _Drawn | None = None
    if isinstance(record, Instrument) or not _can_be_drawn(record, scene):
        best = _thread(landscape, scene, record)
    else:
        left = BUDGET
        tied = {link.other for link in links} | {focus}
        free = replace(scene, nodes=tuple(node for node in scene.nodes if node.id in tied))
        for stage in (scene, free) if len(free.nodes) < len(scene.nodes) else (scene,):
            for plan in _plans(landscape, stage, links, resting, focus):
                if best and best.board.unplaced and plan.step == "b":
                    continue  # boxes with verbs need more room than those without
                drawn = _tried(landscape, stage, focus, plan, max(LEAST, left))
                left -= drawn.board.spent
                if best is None or drawn.worth < best.worth:
                    best = drawn
                if best.clean:
                    break
            if best and not best.is_wrong:
                break
            left = BUDGET
    assert best is not None
    return _pick(landscape, scene, focus, _whole(best), stated)


def _whole(drawn: _Drawn) -> _Drawn:
    """The same with everybody in a place; words stand on lines as they run then."""
    if not drawn.board.unplaced:
        return drawn
    drawn.board.force()
    words, _ = words_on(drawn.board.ground, drawn.board.curves, drawn.wide)
    return replace(drawn, words=words)


def _can_be_drawn(record: Actor | Event | Instrument, scene: PaneScene) -> bool:
    return isinstance(record, Actor) or (isinstance(record, Event) and scene.mode == "all")


def _plans(
    landscape: Landscape, scene: PaneScene, links: Sequence[Link], resting: set[str], focus: str
) -> Iterable[Plan]:
    """The ways that are worth trying, in their order; without guests, stacks change nothing."""
    guests = len({link.other for link in links} - resting)
    offered: set[tuple[object, ...]] = set()
    for step in STEPS:
        if (step == "c" and len(links) > MANY_WORDS) or (step in ("c", "b") and guests > MANY_GUESTS):
            continue
        plan = plan_of(landscape, step, links, resting | {focus})
        if step not in LAST and _too_many(landscape, scene, plan):
            continue
        if step in ("v", "g", "h", "s") and not plan.stacks and guests <= MANY_GUESTS:
            continue
        same = (plan.guests, tuple(stack.members for stack in plan.stacks), plan.chips, step == "c")
        if same not in offered:
            offered.add(same)
            yield plan
    if not offered:
        yield plan_of(landscape, LAST[0], links, resting | {focus})


def _too_many(landscape: Landscape, scene: PaneScene, plan: Plan) -> bool:
    """Whether the guests of some lane need more than its free room, by area."""
    need: dict[str, float] = {}
    for id in plan.guests:
        lane = landscape.records[id].lane
        need[lane] = need.get(lane, 0.0) + (ONE_BOX if plan.step == "c" else 1.25 * ONE_BOX)
    for stack in plan.stacks:
        need[stack.lane] = need.get(stack.lane, 0.0) + 1.25 * ONE_BOX
    for band in scene.bands:
        if band.id in need:
            there = sum((n.width + 10) * (n.height + 10) for n in scene.nodes if n.lane == band.id)
            free = (scene.width - scene.pane.gutter) * (band.bottom - band.top) - there
            if need[band.id] > FILLED * free:
                return True
    return False


@dataclass(frozen=True)
class _Drawn:
    """One way tried out."""

    plan: Plan
    board: Board
    words: Mapping[str, Box]
    wide: Mapping[str, float]  # px of the words on each
    edges: Mapping[str, PaneEdge]  # by the strand's id, without curves yet
    worth: float
    clean: bool

    @property
    def is_wrong(self) -> bool:
        """Whether somebody found no place, or a line no way but through a box."""
        return bool(self.board.unplaced) or any(curve.hit for curve in self.board.curves.values())


def _tried(landscape: Landscape, scene: PaneScene, focus: str, plan: Plan, budget: int) -> _Drawn:
    """One way, with up to a few verbs in boxes where the lines have no room for them."""
    inside: dict[str, str] = dict(plan.does)
    best: _Drawn | None = None
    for _ in range(3 if plan.chips else 1):
        drawn, missing = _attempt(landscape, scene, focus, plan, inside, budget // 2)
        if best is None or drawn.worth < best.worth:
            best = drawn
        if not missing or best.clean or len(inside) + len(missing) > IN_BOXES or drawn.board.unplaced:
            break
        for link in plan.lone:
            if link.bundle.id in missing:
                words = [mine.bundle.label for mine in plan.lone if mine.other == link.other]
                inside[link.other] = ", ".join(dict.fromkeys(words))
    assert best is not None
    return best


def _attempt(
    landscape: Landscape, scene: PaneScene, focus: str, plan: Plan, inside: Mapping[str, str], budget: int
) -> tuple[_Drawn, list[str]]:
    board, edges, wide = _board(landscape, scene, focus, plan, inside)
    random = Random(zlib.crc32(f"{focus} {plan.step}".encode()))
    board.budget, board.focus = budget, focus
    board.settle()
    hopeless = len(board.unplaced) > 2 and plan.step not in LAST
    if not hopeless:
        board.redraw()
        board.improve(ROUNDS, random)
        board.mend(DETOURS)
    words, missing = words_on(board.ground, board.curves, wide)
    hits = [id for id, curve in board.curves.items() if curve.hit]
    worth = board.worth() + 400.0 * len(missing)
    clean = not board.unplaced and not missing and not hits and not _tangled(board)
    return _Drawn(plan, board, words, wide, edges, worth, clean), missing


def _tangled(board: Board) -> bool:
    """Whether lines run along each other, or cross too often to be followed."""
    met = [curve.met for curve in board.curves.values()]
    return bool(met) and (max(met) > TANGLED[0] or sum(met) > TANGLED[1] + TANGLED[2] * len(met))


def _board(
    landscape: Landscape, scene: PaneScene, focus: str, plan: Plan, inside: Mapping[str, str]
) -> tuple[Board, dict[str, PaneEdge], dict[str, float]]:
    """The board with all that rests on it; the edges by strand; how wide the words on each are."""
    nodes = {node.id: node.doing(inside.get(node.id, "")) for node in scene.nodes}
    coming: dict[str, Coming] = {}
    if focus not in nodes:
        coming[focus] = guest_of(landscape, scene, focus, "")
    for id in plan.guests:
        coming[id] = guest_of(landscape, scene, id, inside.get(id, ""))
    strands: dict[str, Strand] = {}
    edges: dict[str, PaneEdge] = {}
    wide: dict[str, float] = {}
    for link in plan.lone:
        edge = edge_of(landscape, link.bundle, NOWHERE, look_of(landscape, link.bundle.subject))
        if plan.chips and link.other not in inside:
            wide[edge.id] = text_width(edge.label, STEP_SIZE) + 7.0
        strands[edge.id] = Strand(edge.id, edge.subject, edge.object, wide.get(edge.id, 0.0))
        edges[edge.id] = edge
    for stack in plan.stacks:
        coming[stack.id] = stack_box(landscape, scene, stack)
        edge = stack_edge(landscape, focus, stack)
        strands[edge.id] = Strand(edge.id, edge.subject, edge.object)
        edges[edge.id] = edge
    return _laid(landscape, scene, nodes, coming, strands), edges, wide


def _laid(
    landscape: Landscape,
    scene: PaneScene,
    nodes: dict[str, PaneNode],
    coming: dict[str, Coming],
    strands: dict[str, Strand],
) -> Board:
    ground = ground_of(scene.pane, scene.bands)
    for node in nodes.values():
        ground.put(node.box)
    days = {id: day for id in nodes if (day := day_of(landscape.records[id])) is not None}
    return Board(scene.pane, ground, nodes, days, strands, coming, BUDGET)


def _thread(landscape: Landscape, scene: PaneScene, record: Actor | Event | Instrument) -> _Drawn:
    """The pick of what is no node here: an instrument's steps, one after the other."""
    life = life_of(landscape, record.id, landscape.steps_of.get(record.id, ())) if scene.mode == "all" else []
    return _chain(
        landscape,
        scene,
        record.id,
        [(tie.subject, tie.object, edge_of(landscape, tie, NOWHERE, look_of(landscape, tie.subject))) for tie in life],
        [step.id for step in landscape.steps_of.get(record.id, ())] if scene.mode == "all" else [],
    )


def _chain(
    landscape: Landscape,
    scene: PaneScene,
    key: str,
    ties: Sequence[tuple[str, str, PaneEdge]],
    ids: Sequence[str],
    most: int = MANY_GUESTS,
) -> _Drawn:
    """Nodes tied one to the next, of which so many join at most; numbers where the ties have any."""
    nodes = {node.id: node for node in scene.nodes}
    guests = [id for id in dict.fromkeys(ids) if id not in nodes][:most]
    there = nodes.keys() | set(guests)
    edges = {edge.id: edge for one, other, edge in ties if one in there and other in there}
    wide = {id: 18.0 for id, edge in edges.items() if edge.number}
    strands = {id: Strand(id, edge.subject, edge.object, wide.get(id, 0.0)) for id, edge in edges.items()}
    coming = {id: guest_of(landscape, scene, id, "") for id in guests}
    board = _laid(landscape, scene, nodes, coming, strands)
    board.settle()
    board.redraw()
    board.improve(ROUNDS, Random(zlib.crc32(key.encode())))
    clean = not board.unplaced
    board.force()
    words, missing = words_on(board.ground, board.curves, wide)
    if missing:
        words |= words_beside(board.ground, board.curves, {id: wide[id] for id in missing}, words)
    told = {edges[id].number for id in words}
    for id in missing:
        if edges[id].number not in told:  # no step of a path is without its number, wherever that has to stand
            line = sampled(board.curves[id].chain, 8)
            x, y = map(float, line[len(line) // 2])
            words[id] = (x - wide[id] / 2, y - CHIP_HEIGHT / 2, x + wide[id] / 2, y + CHIP_HEIGHT / 2)
            told.add(edges[id].number)
    hits = [id for id, curve in board.curves.items() if curve.hit]
    clean = clean and not missing and not hits
    return _Drawn(Plan("c", tuple(guests)), board, words, wide, edges, board.worth(), clean)


def _pick(landscape: Landscape, scene: PaneScene, focus: str, drawn: _Drawn, stated: int) -> Pick:
    board, plan = drawn.board, drawn.plan
    rest = {node.id: node for node in scene.nodes}
    edges = tuple(
        replace(drawn.edges[id], curve=curve, label_box=drawn.words.get(id))
        for id, curve in sorted(board.curves.items())
    )
    stacks = tuple(
        StackMark(s.id, s.lane, s.label, s.does, s.members, board.nodes[s.id], f"{s.id}-line")
        for s in plan.stacks
        if s.id in board.nodes
    )
    ours = {stack.id for stack in plan.stacks}
    changed = tuple(node for id, node in sorted(board.nodes.items()) if id not in ours and node is not rest.get(id))
    ends = {end for edge in edges for end in (edge.subject, edge.object)} | {node.id for node in changed if node.guest}
    lit = (ends | {focus}) & (board.nodes.keys() | set(plan.guests)) - ours
    members = {member for stack in plan.stacks for member in stack.members}
    guests = {node.id for node in changed if node.guest} - {focus}
    here = [*changed, *(stack.node for stack in stacks)]
    yields = yielding(scene, edges, here, {*lit, focus})
    return Pick(
        focus=focus,
        step=plan.step,
        nodes=changed,
        lit=tuple(sorted(lit)),
        edges=edges,
        stacks=stacks,
        yields=yields,
        under=under_of(scene, edges, here, yields),
        drawn=sum(len(edge.relations) for edge in edges),
        stated=stated,
        joined=len(members | guests),
        clean=drawn.clean,
    )


def pick_of_path(landscape: Landscape, scene: PaneScene, paths: Sequence[Sequence[str]]) -> Pick:
    """The shortest paths between two records: whoever is not drawn joins, their ties bear the number of the step. So
    do events where actors are drawn alone: a path goes along them."""
    ids = [id for path in paths for id in path if id in landscape.records]
    ties: dict[str, tuple[str, str, PaneEdge]] = {}
    for path in paths:
        for step, (one, other) in enumerate(pairwise(path), 1):
            for link in links_of(landscape, one, "all") if one in landscape.records else ():
                if link.other == other and link.bundle.id not in ties:
                    b = link.bundle
                    edge = edge_of(landscape, b, NOWHERE, look_of(landscape, b.subject))
                    ties[b.id] = (b.subject, b.object, replace(edge, number=step))
    key = " ".join(ids)
    drawn = _chain(landscape, scene, key, list(ties.values()), ids, len(ids))
    stated = sum(len(edge.relations) for _, _, edge in ties.values())
    return _pick(landscape, scene, paths[0][0] if paths and paths[0] else "", drawn, stated)
