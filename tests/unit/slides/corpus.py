"""Decks as presenters send them back, holding one of everything; and a deck of our own to merge them into."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pptx
from lxml import etree
from PIL import Image, ImageDraw
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE, PROG_ID
from pptx.presentation import Presentation
from pptx.util import Emu, Pt

from mottepakke.model.document import Slide
from tests.unit.convert.packages import OFFICE, edited, parts_of, related, typed, with_parts
from tests.unit.write import pptx_parts

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DSP = "http://schemas.microsoft.com/office/drawing/2008/diagram"
NS = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{OFFICE}" xmlns:p14="{P14}" xmlns:mc="{MC}" xmlns:dgm="{DGM}" xmlns:dsp="{DSP}"'
MAIN = "ppt/presentation.xml"
WIDE = (12192000, 6858000)
SMALL = (9144000, 5143500)
FOUR_THREE = (9144000, 6858000)
STYLE = "{11111111-2222-3333-4444-555555555555}"
TITLES = (
    *("Tittel", "Punkter", "Tabell", "Diagram", "SmartArt", "Grupper", "Film", "Animasjon", "Skjult", "Lenker"),
    *("Tekstboks", "Bakgrunn", "Objekt", "Takk"),
)
HIDDEN = 9
"""The number of the hidden slide."""


def xml(text: str) -> Any:
    """An element, written with the usual prefixes."""
    return etree.fromstring(f"<prefixes {NS}>{text}</prefixes>")[0]


@cache
def picture(colour: str = "#0a5a6e", size: tuple[int, int] = (240, 160), text: str = "") -> bytes:
    image = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(image)
    draw.ellipse((10, 10, size[1] - 10, size[1] - 10), fill="white")
    draw.text((size[0] // 2, 5), text, fill="white")
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def saved(presentation: Presentation) -> bytes:
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


def started(size: tuple[int, int] = FOUR_THREE, template: bytes | None = None) -> Any:
    """An empty deck; the library's template, its masters and layouts stretched to ``size``."""
    deck: Any = pptx.Presentation(io.BytesIO(template) if template else None)
    if template:
        return deck
    across, down = size[0] / deck.slide_width, size[1] / deck.slide_height
    deck.slide_width, deck.slide_height = Emu(size[0]), Emu(size[1])
    for sheet in (deck.slide_masters[0], *deck.slide_layouts):
        for shape in [one for one in sheet.shapes if one._element.spPr.xfrm is not None]:
            left, top, width, height = shape.left, shape.top, shape.width, shape.height
            shape.left, shape.width = Emu(round(left * across)), Emu(round(width * across))
            shape.top, shape.height = Emu(round(top * down)), Emu(round(height * down))
    return deck


def add(deck: Presentation, title: str, layout: int = 5) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    slide.shapes.title.text = title
    return slide


def rich(size: tuple[int, int] = FOUR_THREE, accent: str = "B3471D", *, extras: bool = True) -> bytes:
    """A slide for each of `TITLES`."""
    deck: Any = started(size)
    unit = size[1] / 7.5 / 914400

    def at(*inches: float) -> list[Emu]:
        return [Emu(round(one * unit * 914400)) for one in inches]

    logo = io.BytesIO(picture("#" + accent, (120, 60), "LOGO"))
    master = deck.slide_masters[0]
    _, relation = master.part.get_or_add_image_part(logo)
    master.shapes._spTree.append(_picture(relation, at(0.2, 6.7, 1.2, 0.6), 900))
    first = add(deck, "Tittel", 0)
    first.placeholders[1].text = "Undertittel"
    first.notes_slide.notes_text_frame.text = "TALEMANUS"
    points = add(deck, "Punkter", 1)
    points.placeholders[1].text = "Første punkt\nAndre punkt"
    points.shapes.add_picture(io.BytesIO(picture(text="A")), *at(5, 4)).name = "Bilde"
    _table(add(deck, "Tabell"), at)
    add_chart(add(deck, "Diagram"), at)
    add(deck, "SmartArt")
    _groups(add(deck, "Grupper"), at, accent)
    film = add(deck, "Film")
    film.shapes.add_movie(io.BytesIO(b"\0\0\0\x18ftypmp42" + b"film" * 5000), *at(1, 2, 4, 3), mime_type="video/mp4",
                          poster_frame_image=io.BytesIO(picture("#333333")))  # fmt: skip
    moving = add(deck, "Animasjon")
    moving.shapes.add_shape(MSO_SHAPE.STAR_5_POINT, *at(2, 3, 2, 2))
    hidden = add(deck, "Skjult")
    hidden._element.set("show", "0")
    links = add(deck, "Lenker")
    box = add(deck, "Tekstboks").shapes.add_textbox(*at(1, 2, 6, 1))
    box.text_frame.text = "Tekst som tar størrelsen fra presentasjonen"
    add(deck, "Bakgrunn")
    thing = add(deck, "Objekt")
    thing.shapes.add_ole_object(io.BytesIO(b"PK\3\4" + b"regneark" * 20), PROG_ID.XLSX, *at(1, 2, 2, 1.5),
                                icon_file=io.BytesIO(picture("#777777")))  # fmt: skip
    last = add(deck, "Takk")
    last.shapes.add_picture(io.BytesIO(picture(text="A")), *at(4, 3))
    _links(links, at, points, hidden)
    data = saved(deck)
    data = _with_smart_art(data, [round(one) for one in at(1, 2, 6, 3)])
    data = _with_background(data, "#" + accent)
    data = _with_animation(data)
    data = with_table_style(data)
    data = _with_chart_looks(data)
    return _with_extras(data) if extras else data


def _picture(relation: str, box: Sequence[int], number: int) -> Any:
    left, top, width, height = map(round, box)
    return xml(
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Logo" descr="Logo"/><p:cNvPicPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></p:spPr></p:pic>"
    )


def _table(slide: Any, at: Callable[..., list[Emu]]) -> None:
    table = slide.shapes.add_table(3, 3, *at(1, 2, 7, 2)).table
    for number, cell in enumerate(table.iter_cells()):
        cell.text = f"Celle {number}"
    table._tbl.find(f"{{{A}}}tblPr/{{{A}}}tableStyleId").text = STYLE


def inches(*box: float) -> list[Emu]:
    return [Emu(round(one * 914400)) for one in box]


def add_chart(slide: Any, at: Callable[..., list[Emu]] = inches) -> None:
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["Nord", "Sør", "Vest"]
    data.add_series("Andel", (40, 60, 20))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *at(1, 1.8, 7, 4.5), data).chart
    chart.font.size = Pt(14)


def _groups(slide: Any, at: Callable[..., list[Emu]], accent: str) -> None:
    outer = slide.shapes.add_group_shape()
    inner = outer.shapes.add_group_shape()
    shape = inner.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *at(1, 2, 3, 1.5))
    shape.text_frame.text = "I en gruppe"
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(accent)  # type: ignore[no-untyped-call]
    shape.line.width = Pt(3)
    outer.shapes.add_picture(io.BytesIO(picture("#204060", (100, 100))), *at(5, 2, 2, 2))
    outer.rotation = 10
    slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *at(1, 5, 7, 6)).line.width = Pt(4)


def _links(slide: Any, at: Callable[..., list[Emu]], inside: Any, other: Any) -> None:
    frame = slide.shapes.add_textbox(*at(1, 2, 7, 3)).text_frame
    for number, address in enumerate(("https://www.regjeringen.no", "mailto:post@utvalg.no", "file:///C:/plan.docx")):
        run = (frame.paragraphs[0] if number == 0 else frame.add_paragraph()).add_run()
        run.text = f"Lenke {number}"
        run.hyperlink.address = address
    for number, target in enumerate((inside, other)):
        button = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *at(1 + 3 * number, 5, 2, 1))
        button.text_frame.text = "Hopp"
        button.click_action.target_slide = target
    program = slide.shapes.add_shape(MSO_SHAPE.OVAL, *at(7, 5, 1, 1))
    program._element.nvSpPr.cNvPr.append(xml('<a:hlinkClick r:id="" action="ppaction://program"/>'))


def _slide(number: int) -> str:
    return f"ppt/slides/slide{number}.xml"


def _with_smart_art(data: bytes, box: Sequence[int]) -> bytes:
    """SmartArt with its five parts (ECMA-376 part 1 §21.4); programs that cannot lay it out show the drawing."""
    left, top, width, height = box
    slide = _slide(TITLES.index("SmartArt") + 1)
    kinds = {"Data": "data", "Layout": "layout", "QuickStyle": "quickStyle", "Colors": "colors"}
    frame = xml(
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="40" name="SmartArt" descr="To trinn"/>'
        "<p:cNvGraphicFramePr/><p:nvPr/>"
        f'</p:nvGraphicFramePr><p:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="{DGM}"><dgm:relIds r:dm="rId11" r:lo="rId12" r:qs="rId13" r:cs="rId14"/></a:graphicData>'
        "</a:graphic></p:graphicFrame>"
    )
    data = edited(data, slide, lambda root: root.find(f"{{{P}}}cSld/{{{P}}}spTree").append(frame))
    shapes = "".join(
        f'<dsp:sp modelId="{{0000000{n}-0000-0000-0000-000000000000}}"><dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/>'
        f'</dsp:nvSpPr><dsp:spPr><a:xfrm><a:off x="{n * width // 2}" y="0"/><a:ext cx="{width // 2 - 90000}" cy="{height}"/>'
        '</a:xfrm><a:prstGeom prst="homePlate"><a:avLst/></a:prstGeom><a:solidFill>'
        '<a:schemeClr val="accent1"/></a:solidFill>'
        f'</dsp:spPr><dsp:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="nb-NO" sz="2400"/>'
        f"<a:t>Trinn {n + 1}</a:t></a:r>"
        f'</a:p></dsp:txBody><dsp:txXfrm><a:off x="{n * width // 2}" y="0"/><a:ext cx="{width // 2 - 90000}" cy="{height}"/>'
        "</dsp:txXfrm></dsp:sp>"
        for n in (0, 1)
    )
    parts = {
        "data": '<dgm:dataModel><dgm:ptLst><dgm:pt modelId="{00000000-0000-0000-0000-000000000000}" type="doc"/></dgm:ptLst>'
        "<dgm:cxnLst/><dgm:bg/><dgm:whole/><dgm:extLst>"
        '<a:ext uri="http://schemas.microsoft.com/office/drawing/2008/diagram">'
        '<dsp:dataModelExt relId="rId15" minVer="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></a:ext>'
        "</dgm:extLst></dgm:dataModel>",
        "layout": '<dgm:layoutDef uniqueId="urn:microsoft.com/office/officeart/2005/8/layout/default"><dgm:layoutNode/>'
        "</dgm:layoutDef>",
        "quickStyle": '<dgm:styleDef uniqueId="urn:microsoft.com/office/officeart/2005/8/quickstyle/simple1"/>',
        "colors": '<dgm:colorsDef uniqueId="urn:microsoft.com/office/officeart/2005/8/colors/accent1_2"/>',
    }
    for number, (kind, name) in enumerate(kinds.items(), 11):
        part = f"ppt/diagrams/{name}1.xml"
        data = with_parts(data, {part: etree.tostring(xml(parts[name]))})
        ending = {"data": "diagramData", "layout": "diagramLayout", "quickStyle": "diagramStyle", "colors": "diagramColors"}[
            name
        ]
        data = typed(data, part, f"application/vnd.openxmlformats-officedocument.drawingml.{ending}+xml")
        data = related(data, slide, f"rId{number}", f"diagram{kind}", f"../diagrams/{name}1.xml")
    drawing = xml(f"<dsp:drawing><dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id=\"0\" name=\"\"/><dsp:cNvGrpSpPr/></dsp:nvGrpSpPr>"
                  f"<dsp:grpSpPr/>{shapes}</dsp:spTree></dsp:drawing>")  # fmt: skip
    data = with_parts(data, {"ppt/diagrams/drawing1.xml": etree.tostring(drawing)})
    data = typed(data, "ppt/diagrams/drawing1.xml", "application/vnd.ms-office.drawingml.diagramDrawing+xml")
    return related(data, slide, "rId15", "diagramDrawing", "../diagrams/drawing1.xml")


def _with_background(data: bytes, colour: str) -> bytes:
    slide = _slide(TITLES.index("Bakgrunn") + 1)
    background = xml(
        '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="rId77"/><a:stretch><a:fillRect/></a:stretch></a:blipFill><a:effectLst/>'
        "</p:bgPr></p:bg>"
    )
    data = edited(data, slide, lambda root: root.find(f"{{{P}}}cSld").insert(0, background))
    data = with_parts(data, {"ppt/media/bakgrunn.png": picture(colour, (400, 300), "BAKGRUNN")})
    return related(data, slide, "rId77", "image", "../media/bakgrunn.png")


def _with_animation(data: bytes) -> bytes:
    """A transition with a sound, in an alternative as PowerPoint writes it, and a motion path."""
    slide = _slide(TITLES.index("Animasjon") + 1)
    transition = xml(
        '<mc:AlternateContent><mc:Choice Requires="p14"><p:transition spd="slow" p14:dur="2000">'
        '<p14:vortex dir="r"/><p:sndAc>'
        '<p:stSnd><p:snd r:embed="rId66" name="lyd.wav"/></p:stSnd></p:sndAc></p:transition></mc:Choice><mc:Fallback>'
        '<p:transition spd="slow"><p:fade/></p:transition></mc:Fallback></mc:AlternateContent>'
    )
    timing = xml(
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">'
        "<p:childTnLst><p:animMotion "
        'origin="layout" path="M 0 0 L 0.25 0.5 E" pathEditMode="relative"><p:cBhvr><p:cTn id="2" dur="500"/><p:tgtEl>'
        '<p:spTgt spid="3"/></p:tgtEl><p:attrNameLst><p:attrName>ppt_x</p:attrName><p:attrName>ppt_y</p:attrName>'
        "</p:attrNameLst></p:cBhvr></p:animMotion></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )
    data = edited(data, slide, lambda root: root.extend([transition, timing]))
    data = with_parts(data, {"ppt/media/lyd.wav": b"RIFF\x24\0\0\0WAVEfmt " + bytes(200)})
    data = typed(data, "ppt/media/lyd.wav", "audio/x-wav")
    return related(data, slide, "rId66", "audio", "../media/lyd.wav")


def with_table_style(data: bytes, fill: str = "EAD7CC") -> bytes:
    def change(root: Any) -> None:
        root.append(xml(
            f'<a:tblStyle styleId="{STYLE}" styleName="Innlederens"><a:wholeTbl><a:tcTxStyle/><a:tcStyle><a:tcBdr/><a:fill>'
            f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill></a:fill></a:tcStyle></a:wholeTbl></a:tblStyle>'
        ))  # fmt: skip

    return edited(data, "ppt/tableStyles.xml", change)


def _with_chart_looks(data: bytes) -> bytes:
    chart = next(name for name in parts_of(data) if name.startswith("ppt/charts/chart"))
    microsoft = "http://schemas.microsoft.com/office/drawing/2012/chartStyle"
    for name, kind, ending in (("style1", "chartStyle", "chartstyle"), ("colors1", "chartColorStyle", "chartcolorstyle")):
        part = f"ppt/charts/{name}.xml"
        root = "chartStyle" if name == "style1" else "colorStyle"
        data = with_parts(data, {part: f'<cs:{root} xmlns:cs="{microsoft}" id="201"/>'})
        data = typed(data, part, f"application/vnd.ms-office.{ending}+xml")
        data = related(data, chart, f"rId9{len(name)}", kind, f"{name}.xml")
    return data


def _with_extras(data: bytes) -> bytes:
    """What is not carried: comments with their authors, sections, a custom show, an embedded font, custom XML."""
    first = _slide(1)
    prefix = "application/vnd.openxmlformats-officedocument.presentationml"
    data = with_parts(data, {
        "ppt/comments/comment1.xml": f'<p:cmLst {NS}><p:cm authorId="0" idx="1"><p:pos x="1" y="1"/><p:text>INTERNT</p:text>'
        "</p:cm></p:cmLst>",
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst {NS}><p:cmAuthor id="0" name="HEMMELIG NAVN" initials="H" lastIdx="1" '
        'clrIdx="0"/></p:cmAuthorLst>',
        "ppt/fonts/font1.fntdata": b"skrift" * 50,
        "customXml/item1.xml": "<egenskaper>INTERN</egenskaper>",
    })  # fmt: skip
    data = typed(data, "ppt/comments/comment1.xml", f"{prefix}.comments+xml")
    data = typed(data, "ppt/commentAuthors.xml", f"{prefix}.commentAuthors+xml")
    data = typed(data, "ppt/fonts/font1.fntdata", "application/x-fontdata")
    data = related(data, first, "rId55", "comments", "../comments/comment1.xml")
    data = related(data, first, "rId56", "customXml", "../../customXml/item1.xml")
    data = related(data, MAIN, "rId155", "commentAuthors", "commentAuthors.xml")
    data = related(data, MAIN, "rId156", "font", "fonts/font1.fntdata")

    def change(root: Any) -> None:
        ids = [one.get("id") for one in root.iter(f"{{{P}}}sldId")]
        root.insert(root.index(root.find(f"{{{P}}}notesSz")) + 1, xml(
            '<p:embeddedFontLst><p:embeddedFont><p:font typeface="Egen Grotesk"/><p:regular r:id="rId156"/></p:embeddedFont>'
            "</p:embeddedFontLst>"
        ))  # fmt: skip
        relation = next(root.iter(f"{{{P}}}sldId")).get(f"{{{OFFICE}}}id")
        root.insert(root.index(root.find(f"{{{P}}}embeddedFontLst")) + 1, xml(
            f'<p:custShowLst><p:custShow name="Kortversjon" id="0"><p:sldLst><p:sld r:id="{relation}"/>'
            f'</p:sldLst></p:custShow>'
            "</p:custShowLst>"
        ))  # fmt: skip
        members = "".join(f'<p14:sldId id="{one}"/>' for one in ids)
        listing = (
            '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst><p14:section name="INNLEDERENS" '
            f'id="{{6F2B8A2C-0000-4000-8000-000000000001}}"><p14:sldIdLst>{members}</p14:sldIdLst></p14:section>'
            "</p14:sectionLst></p:ext></p:extLst>"
        )
        for old in root.findall(f"{{{P}}}extLst"):
            root.remove(old)
        root.append(xml(listing))

    return edited(data, MAIN, change)


@cache
def rich_deck(size: tuple[int, int] = FOUR_THREE, accent: str = "B3471D") -> bytes:
    """`rich`, made once."""
    return rich(size, accent)


def plain(*titles: str, size: tuple[int, int] = WIDE, template: bytes | None = None, layout: int = 1) -> bytes:
    """A deck with a title and a line of text a slide."""
    deck = started(size, template)
    for title in titles:
        add(deck, title, layout).placeholders[1].text = f"Tekst om {title}"
    return saved(deck)


@cache
def own() -> bytes:
    """Our deck: opening, agenda, and for each of two cases a divider, a slide to give way and the proposal; close."""
    case_slides = [
        Slide(role, f"{title} {number}/25", section=f"Sak {number}/25", notes=(pptx_parts.para("Våre notater"),))
        for number in (17, 18)
        for role, title in (("sak", "Sak"), ("plassholder", "Plass for sak"), ("vedtak", "Forslag i sak"))
    ]
    slides = (Slide("tittel", "Møte"), *case_slides, Slide("avslutning", "Takk for i dag", section="Avslutning"))
    return pptx_parts.write(pptx_parts.deck(*slides)).data
