"""All style sheets are one to a browser: what is meant for the page of one's data may not reach the explorer's."""

from __future__ import annotations

import re

from explorer.page.assets import ASSETS
from explorer.server import create_app
from tests.bundled import albuquerque

ADDRESSES = ("", "sel=karen-bass&to=tim-keller", "sel=tim-keller&vs=city-council", "tour=story&step=2", "at=1999-01-01")


def test_a_class_of_the_page_of_ones_data_is_none_of_the_explorers() -> None:
    reader = create_app(albuquerque()).server.test_client()
    pages = "".join(reader.get(f"/?{address}").text for address in ADDRESSES)
    there = {name for found in re.findall(r'class=\\?"([^"\\]*)', pages) for name in found.split()}
    text = re.sub(r"/\*.*?\*/", "", (ASSETS / "css" / "data_page.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    reach = []
    for selector in re.findall(r"([^{}@;]+)\{", text):
        for one in re.split(r",(?![^(]*\))", selector):
            names = re.findall(r"\.([a-zA-Z][\w-]*)", one)
            if names and "data-page" not in names and {*names} <= there:
                reach.append(one.strip())
    assert len(there) > 100 and reach == []
