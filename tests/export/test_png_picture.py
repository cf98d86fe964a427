"""The picture as PNG: drawn without a browser or a system font, with its sources inside, read back with Pillow."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from explorer.export.options import Options
from explorer.export.slides.picture import picture_png
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.sweeps import one_in

pytestmark = pytest.mark.slow


def drawn(landscape: Landscape, **options: Any) -> Any:
    image: Any = Image.open(BytesIO(picture_png(visible(landscape, Selection()), "timeline", Options(**options))))
    image.load()
    return image


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1920, 1080)), (1.5, (2880, 1620)), (3.0, (5760, 3240))])
def test_a_scale_gives_so_many_pixels_on_the_same_paper(
    small_world: Landscape, scale: float, size: tuple[int, int]
) -> None:
    image = drawn(small_world, scale=scale)
    assert image.size == size
    assert image.info["dpi"][0] == pytest.approx(144 * scale, abs=0.1)


def test_the_title_is_written_in_ink_on_the_page(small_world: Landscape) -> None:
    image = drawn(small_world).convert("RGB")
    title = {colour for _, colour in image.crop((60, 30, 900, 100)).getcolors(1_000_000)}
    assert {(0x1B, 0x1E, 0x23), (0xFB, 0xFA, 0xF7)} <= title


def test_its_sources_are_told_inside_the_file(small_world: Landscape) -> None:
    told = drawn(small_world).text
    assert told["Title"] == "Riverton and the night buses: 5 events, 2000 to 2025"
    assert "[1] Riverton Herald, Night buses to run, 22 July 2025" in told["Description"]


def test_the_same_selection_gives_the_same_bytes(small_world: Landscape) -> None:
    one, other = (picture_png(visible(small_world, Selection(focus="ana-reyes")), "network") for _ in range(2))
    assert one == other


@pytest.mark.parametrize("title", one_in(3, ["夜行バス", "قرار", "रात", "🚌", "รถเมล์"]))
def test_a_script_that_arimo_lacks_is_drawn_and_no_box_stands_for_it(small_world: Landscape, title: str) -> None:
    def headed(words: str) -> bytes:
        image = drawn(replace(small_world, title=words))
        assert image.size == (1920, 1080)
        return bytes(image.crop((60, 30, 900, 100)).tobytes())

    assert headed(title) not in {headed("\ufffd" * len(title)), headed("")}


def test_a_strip_below_the_picture_names_what_no_font_has(small_world: Landscape) -> None:
    told: list[str] = []
    strange = visible(replace(small_world, title="\U00012000"), Selection())
    image: Any = Image.open(BytesIO(picture_png(strange, "timeline", Options(), told.append)))
    assert image.size[0] == 1920 and 1080 < image.size[1] < 1500
    assert "U+12000 cuneiform sign a" in image.text["Description"]
    assert len(told) == 1
