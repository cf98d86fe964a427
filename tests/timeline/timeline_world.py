"""Tiny worlds for the timeline's tests: one lane or two, a few events."""

from __future__ import annotations

from datetime import date

from explorer.edtf import parse_when
from explorer.landscape import Landscape
from explorer.model import Claim, Event, Lane, Standing, Status, Weight

AS_OF = date(2025, 7, 25)


def event(
    id: str,
    when: str,
    title: str = "",
    lane: str = "city",
    kind: str = "order",
    status: Status = "occurred",
    weight: Weight = 1,
    short_title: str = "",
) -> Event:
    title = title or id.capitalize()
    return Event(
        id=id,
        title=title,
        short_title=short_title or title,
        date=parse_when(when),
        lane=lane,
        kind=kind,
        status=status,
        weight=weight,
        instrument="",
        summary="",
        sources=(),
    )


def claim(about: str, property: str, value: str, standing: Standing) -> Claim:
    return Claim(
        id=f"{about}-{value}",
        about=about,
        property=property,
        value=value,
        standing=standing,
        attributed_to=(),
        note="",
        sources=(),
    )


def world(*events: Event, claims: tuple[Claim, ...] = (), as_of: date = AS_OF) -> Landscape:
    return Landscape(
        id="riverton",
        title="Riverton",
        summary="",
        as_of=as_of,
        licence="",
        default_view="",
        lanes=(Lane(id="state", label="State"), Lane(id="city", label="City")),
        sources=(),
        actors=(),
        events=events,
        instruments=(),
        provisions=(),
        relations=(),
        claims=claims,
        verbs=(),
    )
