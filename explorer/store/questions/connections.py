"""Shortest paths in a store: what lies around both ends is read, ring after ring, until a way is surely shortest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from explorer.query.columns import Ints
from explorer.query.graph import NotInGraph
from explorer.query.paths import Adjacency, Paths, StepDays, paths_told, routes
from explorer.store.opened import Store

_COLUMNS = (
    "row",
    "subject",
    "object",
    "dated",
    "earliest",
    "latest",
    "s_earliest",
    "s_latest",
    "o_earliest",
    "o_latest",
)


def paths_between(store: Store, ends: tuple[str, str], along: str, in_order: bool, most: int) -> Paths:
    """As `paths.shortest_paths` finds them. `along` says in SQL which relations may be walked. Raises NotInGraph.

    After so many rings around both ends all ways of twice as many steps are there: a way that is no longer is shortest.
    """
    ring = np.array([_node(store, id) for id in ends])
    start, goal = ring.tolist()
    if start == goal:
        return Paths(0, (), False)
    read, rings, found = np.array([], dtype=np.int64), 0, pd.DataFrame()
    while True:
        around = "row IN (SELECT relation FROM halves WHERE node IN (SELECT unnest(?)))"
        more = _table(store, _COLUMNS, f"relations WHERE {around} AND {along}", ring)
        found = pd.concat([found, more]).drop_duplicates("row").sort_values("row")
        read, rings = np.union1d(read, ring), rings + 1
        nodes = np.union1d(read, found[["subject", "object"]].to_numpy().ravel())
        ring = np.setdiff1d(nodes, read)
        ties = _adjacency(store, found, nodes)
        here, there = np.searchsorted(nodes, [start, goal]).tolist()
        ways = routes(ties, (here, there), in_order, None, most)
        if not len(ring) or 0 < ways.steps <= 2 * rings:
            known = store.relations_at(row for legs in ways.legs for leg in legs for row in leg.relations)
            return paths_told(ties, ways, known.__getitem__)


def _table(store: Store, columns: Sequence[str], of: str, nodes: Ints) -> pd.DataFrame:
    found = store.arrays(f"SELECT {', '.join(columns)} FROM {of}", [nodes.tolist()])
    return pd.DataFrame(dict(zip(columns, found, strict=True)))


def _node(store: Store, id: str) -> int:
    found = store.rows("SELECT node FROM nodes WHERE id = ?", [id])
    if not found:
        raise NotInGraph(id)
    return int(found[0][0])


def _adjacency(store: Store, relations: pd.DataFrame, nodes: Ints) -> Adjacency:
    """Some relations as halves, with the nodes at their ends; see `paths.adjacency`."""
    known = _table(store, ("id", "earliest"), "nodes WHERE node IN (SELECT unnest(?)) ORDER BY node", nodes)
    ids = tuple(known["id"])
    relations = relations[relations["subject"] != relations["object"]]
    other_way = relations.rename(columns=lambda name: _TURNED.get(name, name))
    halves = pd.concat([relations, other_way[relations.columns]])
    halves = halves.sort_values(["subject", "row"], kind="stable")
    this, other = (np.searchsorted(nodes, halves[end].to_numpy()).astype(np.int32) for end in ("subject", "object"))
    return Adjacency(
        ids=ids,
        place={id: at for at, id in enumerate(ids)},
        start=np.searchsorted(this, np.arange(len(ids) + 1)).astype(np.int32),
        other=other,
        relation=halves["row"].to_numpy(),
        away=_step_days(store, halves, "s", "o"),
        back=_step_days(store, halves, "o", "s"),
        dawn=known["earliest"].to_numpy(),
    )


_TURNED = {
    "subject": "object",
    "object": "subject",
    "s_earliest": "o_earliest",
    "s_latest": "o_latest",
    "o_earliest": "s_earliest",
    "o_latest": "s_latest",
}


def _step_days(store: Store, halves: pd.DataFrame, here: str, there: str) -> StepDays:
    """When a step is taken from one end to the other: on its own date; else on that of the event it leads to; else of
    the one it comes from. An actor's days bind nothing."""
    to_event = halves["object" if there == "o" else "subject"] >= store.actors

    def day(which: str) -> Ints:
        of_event = np.where(to_event, halves[f"{there}_{which}"], halves[f"{here}_{which}"])
        return np.where(halves["dated"].astype(bool), halves[which], of_event).astype(np.int32)

    return StepDays(day("earliest"), day("latest"))
