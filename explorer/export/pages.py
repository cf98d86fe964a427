"""A landscape, a selection and options in; the pages of a deck or of one picture out, sources numbered for all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from explorer.dates import parse_when, words
from explorer.export.citing import Numbers, footnotes, numbers
from explorer.export.drawing import Page
from explorer.export.frame import SMALL, Frame, Foot, foot, frame_of, heading, link_of, most_notes, note_width, subtitle
from explorer.export.options import Options
from explorer.export.slide_timeline import TimelineLayout, timeline_drawn, timeline_layout
from explorer.model import Actor, Landscape
from explorer.selection import Selection
from explorer.views.details import name_of
