"""PowerPoint files of every kind, made on the spot."""

from __future__ import annotations

import io
from typing import Any

import pptx
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PROG_ID
from pptx.presentation import Presentation
from pptx.util import Inches

from tests.unit.convert import packages
from tests.unit.convert.corpus_word import picture

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
MAIN = "ppt/presentation.xml"
SLIDE = "ppt/slides/slide1.xml"


def saved(presentation: Presentation) -> bytes:
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


def _slide(presentation: Presentation, title: str, text: str) -> Any:
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = title, text
    return slide


DECORATIVE = (
    f'<a:extLst xmlns:a="{A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def deck(language: str | None = None) -> bytes:
    """Titles, points, a table, a picture with alt text and one for decoration, notes; the second of three slides hidden."""
    presentation = pptx.Presentation()
    first = _slide(presentation, "Strategi", "Første punkt\nAndre punkt")
    first.notes_slide.notes_text_frame.text = "TALEMANUS"
    ornament = first.shapes.add_picture(io.BytesIO(picture((50, 50))), Inches(8), Inches(0))
    ornament._element.nvPicPr.cNvPr.append(etree.fromstring(DECORATIVE))
    _slide(presentation, "SKJULTLYSBILDE", "Ikke vis dette")._element.set("show", "0")
    last = _slide(presentation, "Tall", "Oversikt")
    last.shapes.add_picture(io.BytesIO(picture()), Inches(1), Inches(4))._element.nvPicPr.cNvPr.set("descr", "Blå flate")
    table = last.shapes.add_table(2, 2, Inches(4), Inches(4), Inches(4), Inches(1)).table
    for cell, text in zip(table.iter_cells(), ("Post", "Sum", "Drift", "40"), strict=True):
        cell.text = text
    if language:
        for slide in presentation.slides:
            for run in slide._element.iter(f"{{{A}}}r"):
                run.get_or_add_rPr().set("lang", language)
    return saved(presentation)


def all_hidden() -> bytes:
    presentation = pptx.Presentation()
    _slide(presentation, "SKJULT", "Alt er skjult")._element.set("show", "0")
    return saved(presentation)


def remote(address: str) -> bytes:
    """A linked picture, a film, a sound on a click, a program action, a link to a file, today's date, a comment."""
    presentation = pptx.Presentation()
    slide = _slide(presentation, "Utenfra", "Tekst")
    slide.shapes.add_picture(io.BytesIO(picture()), Inches(1), Inches(4))
    package = saved(presentation)

    def change(root: Any) -> None:
        for blip in root.iter(f"{{{A}}}blip"):
            blip.attrib.clear()
            blip.set(f"{{{packages.OFFICE}}}link", "rBilde")
        video = etree.SubElement(next(root.iter(f"{{{P}}}nvPr")), f"{{{A}}}videoFile")
        video.set(f"{{{packages.OFFICE}}}link", "rFilm")
        texts = list(root.iter(f"{{{A}}}r"))
        for run, relation, action in (
            (texts[0], "rProgram", "ppaction://program"),
            (texts[1], "rFil", ""),
        ):
            click = etree.SubElement(_properties(run), f"{{{A}}}hlinkClick")
            click.set(f"{{{packages.OFFICE}}}id", relation)
            if action:
                click.set("action", action)
        paragraph = next(root.iter(f"{{{A}}}p"))
        date = etree.SubElement(paragraph, f"{{{A}}}fld", id="{5BCAD085-E8A6-8845-BD4E-CB4CCA059FC4}", type="datetime1")
        etree.SubElement(date, f"{{{A}}}rPr", lang="nb-NO")
        etree.SubElement(date, f"{{{A}}}t").text = " FELTDATO"

    package = packages.edited(package, SLIDE, change)
    package = packages.related(package, SLIDE, "rBilde", "image", f"{address}/lysbilde.png", external=True)
    package = packages.related(package, SLIDE, "rFilm", "video", f"{address}/film.mp4", external=True)
    package = packages.related(package, SLIDE, "rProgram", "hyperlink", "file:///bin/sh", external=True)
    package = packages.related(package, SLIDE, "rFil", "hyperlink", "../rapport.docx", external=True)
    comment = (
        f'<p:cmLst xmlns:p="{P}"><p:cm authorId="0" idx="1"><p:pos x="10" y="10"/><p:text>MERKNAD</p:text></p:cm></p:cmLst>'
    )
    package = packages.with_parts(package, {"ppt/comments/comment1.xml": comment})
    package = packages.typed(
        package, "ppt/comments/comment1.xml", "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
    )
    return packages.related(package, SLIDE, "rKomm", "comments", "../comments/comment1.xml")


def _properties(run: Any) -> Any:
    found = run.find(f"{{{A}}}rPr")
    if found is None:
        found = etree.Element(f"{{{A}}}rPr")
        run.insert(0, found)
    return found


def with_object() -> bytes:
    """An embedded workbook shown by a picture, and a chart with its workbook."""
    presentation = pptx.Presentation()
    slide = _slide(presentation, "Objekt", "Tekst")
    slide.shapes.add_ole_object(
        io.BytesIO(b"PK\x03\x04"), PROG_ID.XLSX, Inches(1), Inches(3), icon_file=io.BytesIO(picture())
    )
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["Nord", "Sør"]
    data.add_series("Andel", (40, 60))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(4), Inches(3), Inches(4), Inches(3), data)
    return saved(presentation)
