"""One tie of the network's pane as plain data: its curve, its words, and the sentence that it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.edtf import short_words
from explorer.landscape import Landscape
from explorer.network.edges import Bundle, shared_sentence
from explorer.network.geometry.tracing import Curve, End
from explorer.network.pane.pane_nodes import PaneNode
from explorer.prose.phrases import name_of
from explorer.query.around import index_of
from explorer.wording import how_many

Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class PaneEdge(Bundle):
    """One drawn tie: what it stands for, its curve, its words, and the sentence that it says."""

    look: str  # of the subject's lane
    curve: Curve
    said: str
    label_box: Box | None = None  # of its words; None where they stand in a box, or nowhere
    number: int = 0  # of the step of a path
    stack: str = ""  # the stack whose members it ties

    @property
    def path(self) -> str:
        return self.curve.path


def end_of(node: PaneNode) -> End:
    """Where ties may aim at a node: an event's symbol or its words, a wide actor at more than one place."""
    x, y = node.heart
    if node.kind == "event":
        far = node.x + (node.x - x) * 0.8
        return End(node.box, ((x, y), (node.x, y), (far, y)))
    reach = max(0.0, node.width / 2 - 15)
    if reach < 8:
        return End(node.box, ((x, y),))
    return End(node.box, tuple((x + share * reach, y) for share in (-0.8, 0.0, 0.8)))


def edge_of(landscape: Landscape, bundle: Bundle, curve: Curve, look: str) -> PaneEdge:
    return PaneEdge(**vars(bundle), look=look, curve=curve, said=tie_sentence(landscape, bundle))


def tie_sentence(landscape: Landscape, bundle: Bundle) -> str:
    """Who did what to whom, when, how it is known, and by how many citations."""
    names = [name_of(landscape.records[id]) for id in (bundle.subject, bundle.object)]
    if bundle.events:
        return shared_sentence(landscape, bundle.subject, bundle.object, bundle.events)
    if bundle.thread:
        return f"{names[0]}, then {names[1]}"
    verbs = {verb.id: verb.label for verb in landscape.verbs}
    told = [index_of(landscape).relations[id] for id in bundle.relations]
    words = []
    for relation in told:
        day = f" ({short_words(relation.date)})" if relation.date else ""
        words.append(f"{verbs[relation.verb]}{day}")
    basis = "" if bundle.basis == "reported" else f", {bundle.basis}"
    said = f"{names[0]} {' and '.join(dict.fromkeys(words))} {names[1]}{basis}"
    return f"{said}; {how_many(len(set(bundle.sources)), 'citation')}"
