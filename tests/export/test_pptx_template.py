"""Decks on somebody's masters: his type, his colours, his placeholders; and files that are no templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from itertools import combinations
from struct import pack
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Emu, Inches

from explorer.draw.text_metrics import text_width
from explorer.export.options import BadExport, Options, Template
from explorer.export.refresh.traits import shapes_in, traits_of, words_of
from explorer.export.renderers.fonts import font_folders
from explorer.export.slides.deck import deck_bytes
from explorer.export.template.design import Design, design_of
from explorer.export.template.faces import A, P, R
from explorer.export.template.grounds import Ground, Scheme, contrast, ground_of, rgb_of
from explorer.export.template.inks import chosen_inks
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.export.packages import faults_of
from tests.export.worked_decks import saved
from tests.sweeps import swept

pytestmark = pytest.mark.slow


MARKS, WORDS = 3.0, 4.5
PX = 6350


def theme(deck: Any, change: Callable[[Any], None]) -> None:
    part = deck.slide_master.part.part_related_by(RT.THEME)
    root = etree.fromstring(part.blob)
    change(root)
    part._blob = etree.tostring(root)


def in_face(family: str) -> Callable[[Any], None]:
    def change(root: Any) -> None:
        for latin in root.iterfind(f".//{{{A}}}fontScheme/*/{{{A}}}latin"):
            latin.set("typeface", family)

    return change


def darkened(deck: Any) -> None:
    colours = deck.slide_master._element.find(f"{{{P}}}clrMap")
    for name, value in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        colours.set(name, value)


def with_logo(deck: Any) -> None:
    """A bar at the foot of every slide, over the words' place."""
    box = deck.slide_master.shapes._spTree
    other = Presentation()
    place = (Inches(0), Inches(6.1), Inches(10), Inches(0.3))
    bar = other.slides.add_slide(other.slide_layouts[6]).shapes.add_shape(1, *place)._element
    bar[0][0].set("id", "99")
    box.append(bar)


@cache
def template(kind: str) -> Template:
    """A light one with serifs, a dark one without, one in a wide face on a gradient, each with its footers."""
    deck = Presentation()
    if kind == "light serif":
        theme(deck, in_face("Times New Roman"))
    elif kind == "dark sans":
        theme(deck, in_face("Segoe UI"))
        darkened(deck)
        deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    else:
        theme(deck, in_face("Verdana"))
        deck.slide_master.background.fill.gradient()
        with_logo(deck)
    return Template(f"{kind}.pptx", saved(deck))


KINDS = ("light serif", "dark sans", "wide face")


@pytest.fixture(scope="module", params=swept(KINDS, often=KINDS[1:]))
def looked(request: pytest.FixtureRequest, small_world: Landscape) -> tuple[Design, Any, bytes]:
    given = template(request.param)
    view = visible(small_world, Selection(focus="ana-reyes"))
    data = deck_bytes(view, Options(template=given))
    return design_of(given, Options()), Presentation(BytesIO(data)), data


def texts(slide: Any) -> Iterator[Any]:
    """The shapes with words, but for placeholders, which are the template's."""
    for shape in shapes_in(slide.shapes._spTree):
        if words_of(shape) and shape.find(f".//{{{P}}}ph") is None:
            yield shape


def lines_of(shape: Any) -> list[list[Any]]:
    """The runs of each line."""
    lines: list[list[Any]] = []
    for paragraph in shape.iter(f"{{{A}}}p"):
        lines.append([])
        for part in paragraph:
            if part.tag == f"{{{A}}}br":
                lines.append([])
            elif part.tag == f"{{{A}}}r":
                lines[-1].append(part)
    return lines


def width_in(design: Design, line: list[Any]) -> float:
    """px of a line in the template's own type, with what its letters were moved together."""
    wide = 0.0
    for run in line:
        look, text = run.find(f"{{{A}}}rPr"), run.findtext(f"{{{A}}}t") or ""
        size = int(look.get("sz")) / 50
        wide += design.words.width(text, size, look.get("b") == "1") + len(text) * int(look.get("spc", "0")) / 50
    return wide


def test_no_words_run_out_of_their_box_or_off_the_slide_in_the_templates_own_type(looked: Any) -> None:
    design, deck, _ = looked
    for slide in deck.slides:
        for shape in texts(slide):
            box = traits_of(shape)
            assert box.left >= 0 and (box.left + box.width) * PX <= deck.slide_width + PX
            assert box.top >= 0 and (box.top + box.height) * PX <= deck.slide_height + PX
            if shape.find(f".//{{{A}}}bodyPr").get("wrap") == "none" and not shape.find(f".//{{{A}}}bodyPr").get(
                "vert"
            ):
                assert max(width_in(design, line) for line in lines_of(shape)) <= box.width + 2, words_of(shape)


def test_no_two_words_of_a_picture_overlap(looked: Any) -> None:
    _, deck, _ = looked
    for slide in list(deck.slides)[1:3]:
        boxes = [(traits_of(shape), words_of(shape)) for shape in texts(slide)]
        met = [
            (a, b)
            for (one, a), (other, b) in combinations(boxes, 2)
            if one.left + 1 < other.left + other.width - 1
            and other.left + 1 < one.left + one.width - 1
            and one.top + 1 < other.top + other.height - 1
            and other.top + 1 < one.top + one.height - 1
        ]
        assert met == []


def test_nothing_is_set_under_twelve_points_but_a_network_without_room(looked: Any) -> None:
    for slide in looked[1].slides:
        network = any(shape.name.startswith("Actor") for shape in slide.shapes)
        sizes = [int(look.get("sz")) for shape in texts(slide) for look in shape.iter(f"{{{A}}}rPr")]
        assert min(sizes, default=1200) >= (900 if network else 1200)


def colours_in(parent: Any, scheme: Scheme) -> list[Any]:
    return [scheme.of(node) for node in parent.iter(f"{{{A}}}schemeClr", f"{{{A}}}srgbClr")]


def test_words_and_marks_stand_out_from_what_they_stand_on(looked: Any) -> None:
    design, deck, _ = looked
    for slide in deck.slides:
        ground = ground_of(slide.slide_layout)
        plate = [shape for shape in slide.shapes if shape.name == "Plate"]
        below = colours_in(plate[0]._element, ground.scheme) if plate else list(ground.colours)
        for shape in texts(slide):
            fill = shape.find(f"{{{P}}}spPr/{{{A}}}solidFill")
            on = colours_in(fill, ground.scheme) if fill is not None else below
            for look in shape.iter(f"{{{A}}}rPr"):
                for ink in colours_in(look, ground.scheme):
                    assert min(contrast(ink, one) for one in on) >= WORDS, words_of(shape)
        greys = {rgb_for(design.inks[1].inks["dim-mark"], ground.scheme)}
        for shape in (s for s in shapes_in(slide.shapes._spTree) if s[0][0].get("name").startswith("Mark: ")):
            outline = colours_in(shape.find(f"{{{P}}}spPr/{{{A}}}ln"), ground.scheme)
            for ink in (one for one in outline if one not in greys):
                assert min(contrast(ink, one) for one in below) >= MARKS, "a mark that is not greyed"


@pytest.mark.parametrize("kind", KINDS)
def test_every_colour_of_ours_has_one_that_stands_out_on_every_template(kind: str) -> None:
    design = design_of(template(kind), Options())
    for chosen, layout in zip(design.inks, design.layouts, strict=True):
        scheme = ground_of(layout).scheme
        rgb = {name: rgb_for(ink, scheme) for name, ink in chosen.inks.items()}
        grounds = [rgb[name] for name in ("page", "raised", "strip", "future", "guest")]
        for token in ("ink", "ink-2", "muted", "dim-text", "link", *(f"text-{n}" for n in (1, 2, 3, 4, "more"))):
            assert min(contrast(rgb[token], ground) for ground in grounds) >= WORDS, token
        marks = ("act", "stance", "affiliation", "lineage", "service", "context", "edge-rule")
        for token in (*marks, *(f"lane-{n}" for n in (1, 2, 3, 4, "more"))):
            assert min(contrast(rgb[token], ground) for ground in grounds) >= MARKS, token
        assert all(contrast(rgb[f"lane-{n}"], rgb["on-lane"]) >= WORDS for n in (1, 2, 3, 4))
        assert len({rgb[f"lane-{n}"] for n in (1, 2, 3, 4)}) == 4, "lanes are told apart"
        assert chosen.theme == ("dark" if kind == "dark sans" else "light")


def rgb_for(ink: Any, scheme: Scheme) -> Any:
    element = etree.Element(f"{{{A}}}{'schemeClr' if ink.scheme else 'srgbClr'}", val=ink.scheme or ink.hex)
    for name, value in (("lumMod", ink.modulated), ("lumOff", ink.offset)):
        if value:
            etree.SubElement(element, f"{{{A}}}{name}", val=str(value))
    return scheme.of(element)


HEXES = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06X}")


@given(ground=HEXES, ink=HEXES, accents=st.lists(HEXES, min_size=6, max_size=6))
def test_whatever_a_themes_colours_are_words_and_marks_can_be_told(ground: str, ink: str, accents: list[str]) -> None:
    named = {"bg1": rgb_of(ground), "tx1": rgb_of(ink), "hlink": rgb_of(accents[0])}
    scheme = Scheme(named | {f"accent{n}": rgb_of(hex) for n, hex in enumerate(accents, 1)})
    chosen = chosen_inks(Ground((named["bg1"],), True, scheme))
    rgb = {name: rgb_for(one, scheme) for name, one in chosen.inks.items()}
    for token in ("ink", "muted", "link", "lane-1", "lane-4", "text-2", "dim-text"):
        assert contrast(rgb[token], rgb["page"]) >= WORDS - 0.01, token
    assert contrast(rgb["stance"], rgb["page"]) >= MARKS - 0.01


def test_the_title_the_footer_and_the_number_stand_in_their_placeholders(looked: Any) -> None:
    _, deck, _ = looked
    timeline = deck.slides[1]
    kinds = {shape.placeholder_format.type.name: shape for shape in timeline.placeholders}
    assert kinds.keys() >= {"TITLE", "FOOTER", "SLIDE_NUMBER"}
    assert kinds["TITLE"].text_frame.text.startswith("Ana Reyes: tied to 1 of 5 events, 2000 to 2025")
    assert kinds["FOOTER"].text_frame.text == "As of 25 July 2025"
    assert list(kinds["SLIDE_NUMBER"]._element.iter(f"{{{A}}}fld")), "it counts by itself"
    top = kinds["TITLE"].top + kinds["TITLE"].height
    ours = [shape for shape in timeline.shapes if not shape.is_placeholder]
    assert all(shape.top >= top - PX for shape in ours)
    assert all(shape.top + shape.height <= kinds["FOOTER"].top + PX for shape in ours)


def test_what_stands_on_a_master_is_left_in_sight(looked: Any) -> None:
    _, deck, _ = looked
    bars = [shape for shape in deck.slide_master.shapes if not shape.is_placeholder]
    for slide, bar in ((slide, bar) for slide in deck.slides for bar in bars):
        for shape in slide.shapes:
            assert shape.top + shape.height <= bar.top + PX or shape.top >= bar.top + bar.height - PX


def test_a_deck_on_a_template_is_sound(looked: Any) -> None:
    assert faults_of(looked[2]) == []


def test_a_background_that_is_not_plain_gets_a_plate_and_its_owner_is_told() -> None:
    design = design_of(template("wide face"), Options())
    assert design.inks[1].plate
    assert any("plate" in line for line in design.said)
    assert any("Verdana could not be measured" in line for line in design.said)
    assert len(design_of(template("light serif"), Options()).said) == 1, "Times is measured by its twin"


@pytest.mark.parametrize("wrapped", [False, True], ids=["as it is", "in an Embedded OpenType file"])
def test_an_embedded_font_is_measured(wrapped: bool) -> None:
    font = (font_folders()[0] / "Arimo[wght].ttf").read_bytes()
    head = pack("<IIII", 82 + len(font), len(font), 0x20001, 0) + bytes(18) + b"LP" + bytes(46)
    deck = Presentation()
    theme(deck, in_face("House Sans"))
    with ZipFile(BytesIO(saved(deck))) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    parts["ppt/fonts/font1.fntdata"] = head + font if wrapped else font
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"<Default", b'<Default Extension="fntdata" ContentType="application/x-fontdata"/><Default', 1
    )
    rels = parts["ppt/_rels/presentation.xml.rels"]
    kind = f"{R}/font".encode()
    parts["ppt/_rels/presentation.xml.rels"] = rels.replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="' + kind + b'" Target="fonts/font1.fntdata"/></Relationships>',
    )
    listed = (
        '<p:embeddedFontLst><p:embeddedFont><p:font typeface="House Sans"/><p:regular r:id="rId99"/>'
        "</p:embeddedFont></p:embeddedFontLst><p:defaultTextStyle"
    )
    parts["ppt/presentation.xml"] = parts["ppt/presentation.xml"].replace(b"<p:defaultTextStyle", listed.encode(), 1)
    face = design_of(Template("house.pptx", zipped(parts)), Options()).words
    assert (face.family, face.how) == ("House Sans", "measured")
    assert face.width("Albuquerque", 10, False) == pytest.approx(text_width("Albuquerque", 10), rel=0.01)


# --- what is refused -----------------------------------------------------------------------------------------------


def zipped(parts: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return written.getvalue()


@cache
def plain() -> bytes:
    return saved(Presentation())


def changed(**more: tuple[bytes, bytes] | bytes) -> bytes:
    """A plain file with parts replaced, or with a piece of one."""
    with ZipFile(BytesIO(plain())) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    for name, change in more.items():
        parts[name] = change if isinstance(change, bytes) else parts[name].replace(*change)
    return zipped(parts)


MASTER_RELS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
OUT = '<Relationship Id="rId88" Type="{}" Target="{}" TargetMode="External"/></Relationships>'
IMAGE, WEB = OUT.format(RT.IMAGE, "file:///x.png"), OUT.format(RT.HYPERLINK, "https://x.example")
ENTITY = b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"
STRICT = (b"schemas.openxmlformats.org/presentationml", b"purl.oclc.org/ooxml")


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: b"not a deck", "cannot be read as a PowerPoint file"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "is protected by a password, or of before 2007"),
        (lambda: zipped({"a.txt": b"x"}), "cannot be read as a PowerPoint file"),
        (lambda: zipped({f"{n}.xml": b"" for n in range(4_001)}), "unpacks to more than a template holds"),
        (lambda: changed(**{"ppt/media/bomb.xml": bytes(31_000_000)}), "unpacks to more than a template holds"),
        (lambda: changed(**{"ppt/vbaProject.bin": b"x"}), "holds macros or embedded programs"),
        (
            lambda: changed(**{"[Content_Types].xml": (b"presentationml.presentation.main", b"x.macroEnabled.main")}),
            "holds macros or embedded programs",
        ),
        (lambda: changed(**{MASTER_RELS: (b"</Relationships>", IMAGE.encode())}), "has a link to a file elsewhere"),
        (lambda: changed(**{MASTER_RELS: (b"</Relationships>", WEB.encode())}), "has a web link on its masters"),
        (lambda: changed(**{"ppt/presentation.xml": ENTITY}), "holds a document type"),
        (lambda: changed(**{"../ppt/evil.xml": b"<x/>"}), "cannot be read as a PowerPoint file"),
        (lambda: changed(**{"ppt/presentation.xml": b"<p:x"}), "cannot be read as a PowerPoint file"),
        (lambda: changed(**{"ppt/presentation.xml": STRICT}), "is saved as Strict Open XML"),
        (lambda: plain()[:-300], "cannot be read as a PowerPoint file"),
    ],
)  # fmt: skip
def test_what_is_no_template_is_refused_in_one_sentence(made: Callable[[], bytes], said: str) -> None:
    with pytest.raises(BadExport, match=said) as refused:
        design_of(Template("theirs.pptx", made()), Options())
    assert str(refused.value).startswith("theirs.pptx ") and "\n" not in str(refused.value)
    assert " — " in str(refused.value), "how to mend it"


def test_a_potx_is_a_template_and_its_slides_are_not_taken(small_world: Landscape) -> None:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Their secret"
    types = saved(deck)
    with ZipFile(BytesIO(types)) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"presentation.main", b"template.main")
    data = deck_bytes(visible(small_world, Selection()), Options(template=Template("house.potx", zipped(parts))))
    with ZipFile(BytesIO(data)) as after:
        assert not [name for name in after.namelist() if b"Their secret" in after.read(name)]
        assert b"presentation.main" in after.read("[Content_Types].xml")
    assert faults_of(data) == []
    assert Emu(Presentation(BytesIO(data)).slide_width) == Presentation().slide_width
