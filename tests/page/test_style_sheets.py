"""What the page of one's data wears is not sent to the explorer's, whose classes may bear the same names."""

from __future__ import annotations

import re

from flask import Flask
from rcssmin import cssmin

from explorer.page.assets import ASSETS, DATA_PAGE
from explorer.server import create_app
from explorer.server.doors.cached_response import AssetBundle
from tests.bundled import albuquerque


def rules_of(names: str) -> list[str]:
    """The beginning of each rule of some style sheets as it is sent."""
    text = "".join(path.read_text(encoding="utf-8") for path in (ASSETS / "css").glob(names))
    return [cssmin(f"{rule} {{a: b}}").removesuffix("a:b}") for rule in re.findall(r"(?m)^([.#][^{}\n]+) \{", text)]


def test_the_explorer_is_sent_no_style_of_the_page_of_ones_data() -> None:
    reader = create_app(albuquerque()).server.test_client()
    own = re.search(r'href="/?(bundle/[^"]*page.css)"', reader.get("/").text)
    assert own
    sent = reader.get(f"/{own[1]}").text
    rules = rules_of("data/*.css")
    assert len(rules) > 50 and [rule for rule in rules if f"}}{rule}" in sent] == []
    assert "svg.network" in sent


def test_the_page_of_ones_data_is_sent_all_styles() -> None:
    bundle, server = AssetBundle(DATA_PAGE), Flask("data")
    bundle.serve(server)
    sent = server.test_client().get("/" + bundle.links["page.css"]).text
    assert [rule for rule in rules_of("page/regions.css") + rules_of("data/*.css") if rule not in sent] == []
