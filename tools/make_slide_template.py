"""Make the standard layout's slide template again: ``python -m tools.make_slide_template`` from the project's folder.

The template is written from nothing, so that it holds only what the decks use: one master, nine layouts, one notes
master, two themes and one table style. Colours and fonts are theme slots; the writer fills them from the look.
Lengths below are points; the slide is 960 by 540 (16:9, 13.333 by 7.5 inches as PowerPoint makes it).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from tools.slide_template_xml import (
    NS,
    Box,
    Child,
    Holder,
    Level,
    bar,
    el,
    emu,
    holder_shape,
    level_styles,
    scheme,
    slide_data,
)

from mottepakke.write.office_package import fixed_zip

TARGET = Path(__file__).resolve().parent.parent / "src" / "mottepakke" / "layouts" / "standard" / "mal.pptx"

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
TYPES = "application/vnd.openxmlformats-officedocument."
TABLE_STYLE = "{7B1D2B6E-3C54-5E0B-9F0A-4D4F54544550}"

BODY = (
    Level(24, 24, 24, 9, "•"),
    Level(22, 48, 24, 6, "–"),
    Level(20, 72, 24, 5, "•"),
    *(Level(20, 96 + 24 * step, 24, 5, "–") for step in range(6)),
)
TABLE_BODY = (Level(20, 24, 24, 8, "•"), Level(20, 48, 24, 5, "–"), *BODY[2:])
TITLE = Level(32, colour="accent1", bold=True, line=90, font="mj")
SUBTITLE = (Level(24, before=6), *(Level(20, before=5) for _ in range(8)))


PROMPT_TITLE = ("Klikk for å legge til tittel",)
PROMPT_SUBTITLE = ("Klikk for å legge til undertittel",)
PROMPT_CONTENT = ("Klikk for å legge til innhold",)
MASTER_LEVELS = ("Klikk for å redigere tekststilene", "Andre nivå", "Tredje nivå", "Fjerde nivå", "Femte nivå")


TITLE_BOX: Box = (54, 24, 822, 84)
BODY_BOX: Box = (54, 122, 852, 366)
FOOT_BOX: Box = (54, 503, 640, 24)
NUMBER_BOX: Box = (834, 503, 72, 24)
FOOT = Level(12, colour="tx2")


def title(box: Box | None = None, size: float = 32, anchor: str = "", kind: str = "title") -> Holder:
    """A title; without a place of its own it follows the master."""
    levels = () if box is None else (Level(size, colour="accent1", bold=True, line=90, font="mj"),)
    return Holder(kind, 0, "Tittel", PROMPT_TITLE, box, levels, anchor)


def subtitle(box: Box, kind: str = "body", size: float = 24) -> Holder:
    """A line or two under a large title."""
    levels = (Level(size, before=6), *SUBTITLE[1:])
    name = "Undertittel" if kind == "subTitle" else "Plassholder for tekst"
    return Holder(kind, 1, name, PROMPT_SUBTITLE, box, levels, "t")


def content(box: Box | None = None, levels: tuple[Level, ...] = (), autofit: str = "", anchor: str = "t") -> Holder:
    """A content placeholder: text, table or picture."""
    own = anchor if box or autofit else ""
    return Holder("", 1, "Plassholder for innhold", PROMPT_CONTENT, box, levels, own, autofit)


def foot_holders(left: float) -> tuple[Holder, Holder]:
    """Footer and slide number; the footer begins where the layout's text does."""
    _, top, width, height = FOOT_BOX
    place = None if left == FOOT_BOX[0] else (left, top, width, height)
    return (
        Holder("ftr", 10, "Plassholder for bunntekst", (), place),
        Holder("sldNum", 11, "Plassholder for lysbildenummer", (), None),
    )


@dataclass(frozen=True)
class Layout:
    """A slide layout; ``bars`` are name, place and fill, ``master_shapes`` says whether the master's bars show."""

    name: str
    holders: tuple[Holder, ...]
    bars: tuple[tuple[str, Box, str], ...] = ()
    background: str = ""
    kind: str = ""
    master_shapes: bool = True
    foot_left: float = 54


FRONT_BARS = (("Aksentfelt", (0, 0, 84, 540), "accent1"), ("Aksentstrek", (132, 285, 84, 5), "accent1"))
LAYOUTS = (
    Layout(
        "Tittel",
        (title((132, 90, 774, 180), 44, "b", "ctrTitle"), subtitle((132, 306, 774, 170), "subTitle")),
        FRONT_BARS,
        kind="title",
        master_shapes=False,
        foot_left=132,
    ),
    Layout("Agenda", (title(), content(levels=TABLE_BODY))),
    Layout(
        "Sak",
        (title((90, 90, 816, 180), 40, "b"), subtitle((90, 305, 816, 170))),
        (("Aksentfelt", (0, 0, 42, 540), "accent1"), ("Aksentstrek", (90, 285, 84, 4), "accent1")),
        background="bg2",
        kind="secHead",
        master_shapes=False,
        foot_left=90,
    ),
    Layout("Innhold", (title(), content()), kind="obj"),
    Layout("Tabell", (title(), content(levels=TABLE_BODY))),
    Layout(
        "Vedtak",
        (title(), content((86, 138, 796, 334), anchor="ctr")),
        (("Vedtaksfelt", BODY_BOX, "bg2"), ("Aksentstrek", (54, 122, 7, 366), "accent1")),
    ),
    Layout(
        "Pause",
        (title((90, 90, 816, 180), 48, "b"), subtitle((90, 305, 816, 170), size=32)),
        (("Aksentstrek", (90, 285, 84, 4), "accent1"),),
        background="bg2",
        master_shapes=False,
        foot_left=90,
    ),
    Layout(
        "Avslutning",
        (title((132, 90, 774, 180), 44, "b"), subtitle((132, 306, 774, 170))),
        FRONT_BARS,
        master_shapes=False,
        foot_left=132,
    ),
    Layout("Eget innhold", (title(), content(autofit="normAutofit"))),
)


def layout_part(layout: Layout) -> Child:
    """``p:sldLayout`` (§19.3.1.39)."""
    shapes = [bar(number, *spec) for number, spec in enumerate(layout.bars, 2)]
    first = len(shapes) + 2
    holders = layout.holders + foot_holders(layout.foot_left)
    shapes += [holder_shape(number, holder) for number, holder in enumerate(holders, first)]
    attributes: dict[str, object] = {"type": layout.kind} if layout.kind else {}
    if not layout.master_shapes:
        attributes["showMasterSp"] = 0
    attributes |= {"preserve": 1} if layout.kind else {"preserve": 1, "userDrawn": 1}
    mapping = el("p:clrMapOvr", None, el("a:masterClrMapping"))
    return el("p:sldLayout", attributes, slide_data(layout.name, shapes, layout.background), mapping)


COLOUR_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"} | {
    slot: slot for slot in ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
}


def master_part() -> Child:
    """``p:sldMaster`` (§19.3.1.42)."""
    foot_right = Level(12, colour="tx2", align="r")
    shapes = [
        bar(2, "Aksentstrek", (0, 0, 14, 540), "accent1"),
        bar(3, "Skillelinje", (54, 496, 852, 0.75), "accent3"),
        holder_shape(4, Holder("title", 0, "Plassholder for tittel", PROMPT_TITLE, TITLE_BOX, anchor="b")),
        holder_shape(5, Holder("body", 1, "Plassholder for tekst", MASTER_LEVELS, BODY_BOX, anchor="t")),
        holder_shape(6, Holder("ftr", 3, "Plassholder for bunntekst", (), FOOT_BOX, (FOOT,), "ctr")),
        holder_shape(7, Holder("sldNum", 4, "Plassholder for lysbildenummer", (), NUMBER_BOX, (foot_right,), "ctr")),
    ]
    layouts = el("p:sldLayoutIdLst")
    for number in range(1, len(LAYOUTS) + 1):
        layouts.append(el("p:sldLayoutId", {"id": 2147483648 + number, "r:id": f"rId{number}"}))
    styles = el(
        "p:txStyles",
        None,
        level_styles("p:titleStyle", (TITLE,)),
        level_styles("p:bodyStyle", BODY),
        level_styles("p:otherStyle", [Level(20)] * 9),
    )
    flags = el("p:hf", {"hdr": 0, "dt": 0})
    return el(
        "p:sldMaster",
        {"preserve": 1},
        slide_data("", shapes, "bg1"),
        el("p:clrMap", COLOUR_MAP),
        layouts,
        flags,
        styles,
    )


def notes_master_part() -> Child:
    """``p:notesMaster`` (§19.3.1.27): the slide above, the notes below, the number at the foot."""
    image = Holder("sldImg", 2, "Plassholder for lysbilde", (), (54, 36, 432, 243))
    notes = Holder("body", 3, "Plassholder for notater", MASTER_LEVELS, (54, 300, 432, 372), anchor="t")
    number = Holder("sldNum", 5, "Plassholder for lysbildenummer", (), (414, 684, 72, 20), (Level(12, align="r"),), "ctr")
    shapes = [holder_shape(index, holder) for index, holder in enumerate((image, notes, number), 2)]
    locks = shapes[0].find(".//a:spLocks", NS)
    assert locks is not None
    locks.attrib.update({"noRot": "1", "noChangeAspect": "1"})
    shapes[0].remove(shapes[0].find("p:txBody", NS))
    levels = [Level(12, 14 * step, 0, 3) for step in range(9)]
    return el(
        "p:notesMaster",
        None,
        slide_data("", shapes, "bg1"),
        el("p:clrMap", COLOUR_MAP),
        level_styles("p:notesStyle", levels),
    )


COLOURS = {
    "dk1": "1A1A1A", "lt1": "FFFFFF", "dk2": "56606B", "lt2": "EEF3F5", "accent1": "00566B", "accent2": "4C8997",
    "accent3": "C9D1D6", "accent4": "9B1C1C", "accent5": "003C4B", "accent6": "56606B", "hlink": "00566B",
    "folHlink": "56606B",
}  # fmt: skip


def theme_part() -> Child:
    """``a:theme`` (§20.1.6.9) with plain fills, lines and no effects."""
    colours = el("a:clrScheme", {"name": "Møtepakke"})
    for slot, value in COLOURS.items():
        colours.append(el(f"a:{slot}", None, el("a:srgbClr", {"val": value})))
    fonts = el("a:fontScheme", {"name": "Møtepakke"})
    for tag in ("majorFont", "minorFont"):
        scripts = (el("a:latin", {"typeface": "Calibri"}), el("a:ea", {"typeface": ""}), el("a:cs", {"typeface": ""}))
        fonts.append(el(f"a:{tag}", None, *scripts))
    fills = [scheme("phClr") for _ in range(3)]
    lines = [el("a:ln", {"w": width}, scheme("phClr"), el("a:prstDash", {"val": "solid"})) for width in (6350, 12700, 19050)]
    effects = [el("a:effectStyle", None, el("a:effectLst")) for _ in range(3)]
    formats = el(
        "a:fmtScheme",
        {"name": "Møtepakke"},
        el("a:fillStyleLst", None, *fills),
        el("a:lnStyleLst", None, *lines),
        el("a:effectStyleLst", None, *effects),
        el("a:bgFillStyleLst", None, *(scheme("phClr") for _ in range(3))),
    )
    return el("a:theme", {"name": "Møtepakke"}, el("a:themeElements", None, colours, fonts, formats))


def table_styles_part() -> Child:
    """``a:tblStyleLst`` (§20.1.4.2.27) with one style: thin rules between rows, an accent rule under a bold head."""

    def text(slot: str, **attributes: str) -> Child:
        font = el("a:fontRef", {"idx": "minor"}, el("a:prstClr", {"val": "black"}))
        return el("a:tcTxStyle", attributes, font, el("a:schemeClr", {"val": slot}))

    def edge(side: str, width: float, slot: str) -> Child:
        return el(f"a:{side}", None, el("a:ln", {"w": emu(width), "cmpd": "sng"}, scheme(slot)))

    def cell(*edges: Child) -> Child:
        return el("a:tcStyle", None, el("a:tcBdr", None, *edges), el("a:fill", None, el("a:noFill")))

    whole = el("a:wholeTbl", None, text("tx1"), cell(edge("bottom", 0.75, "accent3"), edge("insideH", 0.75, "accent3")))
    column = el("a:firstCol", None, text("tx1", b="on"), cell())
    head = el("a:firstRow", None, text("accent1", b="on"), cell(edge("bottom", 1.5, "accent1")))
    style = el("a:tblStyle", {"styleId": TABLE_STYLE, "styleName": "Møtepakke"}, whole, column, head)
    return el("a:tblStyleLst", {"def": TABLE_STYLE}, style)


def presentation_part() -> Child:
    """``p:presentation`` (§19.2.1.26) without slides."""
    return el(
        "p:presentation",
        {"saveSubsetFonts": 1},
        el("p:sldMasterIdLst", None, el("p:sldMasterId", {"id": 2147483648, "r:id": "rId1"})),
        el("p:notesMasterIdLst", None, el("p:notesMasterId", {"r:id": "rId2"})),
        el("p:sldSz", {"cx": emu(960), "cy": emu(540)}),
        el("p:notesSz", {"cx": emu(540), "cy": emu(720)}),
        level_styles("p:defaultTextStyle", [Level(20)] * 9),
    )


def properties_part() -> Child:
    """Core properties (ECMA-376 part 2 §11) of the template itself."""
    names = {
        "cp": PACKAGE + "metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    root = etree.Element(f"{{{names['cp']}}}coreProperties", nsmap=names)
    etree.SubElement(root, f"{{{names['dc']}}}title").text = "Presentasjonsmal"
    etree.SubElement(root, f"{{{names['dc']}}}language").text = "nb-NO"
    return root


def relationships(targets: tuple[tuple[str, str], ...]) -> Child:
    """``Relationships`` with ids rId1, rId2 …; a type is written without its common beginning."""
    space = PACKAGE + "relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
    for number, (kind, target) in enumerate(targets, 1):
        full = space + "/metadata/core-properties" if kind == "core" else OFFICE + kind
        etree.SubElement(root, f"{{{space}}}Relationship", Id=f"rId{number}", Type=full, Target=target)
    return root


def content_types(parts: dict[str, str]) -> Child:
    """``[Content_Types].xml`` for part names and their types."""
    space = PACKAGE + "content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    for ending, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{space}}}Default", Extension=ending, ContentType=kind)
    for name, kind in parts.items():
        etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{name}", ContentType=kind)
    return root


def template() -> bytes:
    """The whole package."""
    slides = TYPES + "presentationml."
    numbers = range(1, len(LAYOUTS) + 1)
    parts: dict[str, tuple[Child, str, tuple[tuple[str, str], ...]]] = {
        "docProps/core.xml": (properties_part(), "application/vnd.openxmlformats-package.core-properties+xml", ()),
        "ppt/presentation.xml": (
            presentation_part(),
            slides + "presentation.main+xml",
            (
                ("slideMaster", "slideMasters/slideMaster1.xml"),
                ("notesMaster", "notesMasters/notesMaster1.xml"),
                ("presProps", "presProps.xml"),
                ("theme", "theme/theme1.xml"),
                ("tableStyles", "tableStyles.xml"),
            ),
        ),
        "ppt/presProps.xml": (el("p:presentationPr"), slides + "presProps+xml", ()),
        "ppt/tableStyles.xml": (table_styles_part(), slides + "tableStyles+xml", ()),
        "ppt/theme/theme1.xml": (theme_part(), TYPES + "theme+xml", ()),
        "ppt/theme/theme2.xml": (theme_part(), TYPES + "theme+xml", ()),
        "ppt/notesMasters/notesMaster1.xml": (
            notes_master_part(),
            slides + "notesMaster+xml",
            (("theme", "../theme/theme2.xml"),),
        ),
        "ppt/slideMasters/slideMaster1.xml": (
            master_part(),
            slides + "slideMaster+xml",
            (
                *(("slideLayout", f"../slideLayouts/slideLayout{number}.xml") for number in numbers),
                ("theme", "../theme/theme1.xml"),
            ),
        ),
    }
    for number, layout in zip(numbers, LAYOUTS, strict=True):
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        master = (("slideMaster", "../slideMasters/slideMaster1.xml"),)
        parts[name] = (layout_part(layout), slides + "slideLayout+xml", master)
    return package(parts)


def package(parts: dict[str, tuple[Child, str, tuple[tuple[str, str], ...]]]) -> bytes:
    """The zip of ``parts``: name to element, content type and relationships."""
    files = {"[Content_Types].xml": content_types({name: kind for name, (_, kind, _) in parts.items()})}
    files["_rels/.rels"] = relationships((("officeDocument", "ppt/presentation.xml"), ("core", "docProps/core.xml")))
    for name, (element, _, targets) in parts.items():
        files[name] = element
        if targets:
            folder, _, leaf = name.rpartition("/")
            files[f"{folder}/_rels/{leaf}.rels"] = relationships(targets)
    for name, element in files.items():
        etree.cleanup_namespaces(element, keep_ns_prefixes=list(NS) if name.startswith("ppt/") else None)
    return fixed_zip(
        (name, etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))
        for name, element in files.items()
    )


def main() -> None:
    """Write the template to the standard layout's folder."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(template())
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
