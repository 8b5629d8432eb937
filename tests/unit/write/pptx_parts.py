"""Writes decks for the PowerPoint writer's tests and takes the files apart again."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image

from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import (
    Block,
    Cell,
    Deck,
    Footnote,
    Items,
    Paragraph,
    Picture,
    Properties,
    Row,
    Slide,
    Table,
    Text,
)
from mottepakke.model.look import Look
from mottepakke.write.pptx import write_pptx
from tests.support.looks import standard_look

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}
EMBED = f"{{{NS['r']}}}embed"
LINK = f"{{{NS['r']}}}id"
POINT = 12700
LOOK = standard_look()
PROPERTIES = Properties("Møte i utvalget", "nb-NO", "Sekretariatet", "Presentasjon", ("møte", "utvalg"), date(2025, 5, 15))
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def para(value: str, role: str = "text") -> Paragraph:
    return Paragraph((Text(value),), role)


def items(*entries: str | Sequence[Block], ordered: bool = False, start: int = 1, role: str = "list") -> Items:
    held = tuple((para(entry),) if isinstance(entry, str) else tuple(entry) for entry in entries)
    return Items(held, ordered, start, role)


def cell(*blocks: str | Block, header: bool = False, colspan: int = 1) -> Cell:
    return Cell(tuple(para(block) if isinstance(block, str) else block for block in blocks), header, colspan)


def row(*cells: str | Cell, role: str = "row") -> Row:
    return Row(tuple(cell(one) if isinstance(one, str) else one for one in cells), role)


def table(*rows: Sequence[str] | Row, head: Sequence[str] = ("A", "B"), widths: tuple[float, ...] = (0.3, 0.7)) -> Table:
    body = tuple(one if isinstance(one, Row) else row(*one) for one in rows)
    return Table(widths, (Row(tuple(cell(one, header=True) for one in head)),), body)


def footnote(label: str, value: str) -> Footnote:
    return Footnote(label, (para(value),))


def picture(folder: Path, width: int = 200, height: int = 100, name: str = "figur.png") -> Picture:
    path = folder / name
    Image.new("RGB", (width, height), (0, 86, 107)).save(path)
    return Picture(path, "png", width, height)


def content(*blocks: Block, title: str = "Innhold", role: str = "innhold") -> Slide:
    return Slide(role, title, blocks=blocks)


def deck(*slides: Slide, foot: str = "Utvalget 2/2025", draft: bool = False) -> Deck:
    return Deck("presentasjon/samlet", "presentasjon", PROPERTIES, slides, foot, draft=draft)


@dataclass(frozen=True)
class Package:
    """A written deck, taken apart."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...]

    @property
    def names(self) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.namelist()

    def read(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.read(name)

    def part(self, name: str) -> Any:
        return etree.fromstring(self.read(name))

    @property
    def slides(self) -> list[Shown]:
        """The slides in the order of the presentation."""
        presentation = self.part("ppt/presentation.xml")
        targets = dict(self.targets("ppt/presentation.xml"))
        return [Shown(self, targets[entry.get(LINK)]) for entry in presentation.iter(f"{{{NS['p']}}}sldId")]

    def targets(self, name: str) -> Iterator[tuple[str, str]]:
        """Relationship ids and the parts or addresses they lead to."""
        folder, leaf = posixpath.split(name)
        rels = f"{folder}/_rels/{leaf}.rels"
        if rels not in self.names:
            return
        for relation in self.part(rels).iter(RELATIONSHIPS):
            target = relation.get("Target")
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            yield relation.get("Id"), target

    @property
    def codes(self) -> set[str]:
        return {diagnostic.code.name for diagnostic in self.diagnostics}

    @property
    def titles(self) -> list[str]:
        return [slide.title for slide in self.slides]

    @property
    def words(self) -> str:
        """Everything the slides show, titles and furniture left out."""
        return " ".join(line for slide in self.slides for line in slide.lines)


@dataclass(frozen=True)
class Shown:
    """One slide of a written deck."""

    package: Package
    name: str

    @property
    def root(self) -> Any:
        return self.package.part(self.name)

    def all(self, path: str) -> list[Any]:
        return list(self.root.xpath(path, namespaces=NS))

    @property
    def layout(self) -> str:
        target = next(target for _, target in self.package.targets(self.name) if "slideLayout" in target)
        return str(self.package.part(target).find("p:cSld", NS).get("name"))

    @property
    def title(self) -> str:
        (shape,) = self.all("//p:sp[.//p:ph[@type='title' or @type='ctrTitle']]")
        return text_of(shape)

    @property
    def paragraphs(self) -> list[Any]:
        """Paragraphs of the content: not of title, footer and number."""
        furniture = "p:ph[@type='title' or @type='ctrTitle' or @type='ftr' or @type='sldNum']"
        return self.all(f"//p:sp[not(.//{furniture})]//a:p | //p:graphicFrame//a:p")

    @property
    def lines(self) -> list[str]:
        return [text_of(paragraph) for paragraph in self.paragraphs if text_of(paragraph)]

    @property
    def notes(self) -> list[str]:
        target = [target for _, target in self.package.targets(self.name) if "notesSlide" in target]
        if not target:
            return []
        body = self.package.part(target[0]).xpath("//p:sp[.//p:ph[@type='body']]//a:p", namespaces=NS)
        return [text_of(paragraph) for paragraph in body]

    @property
    def sizes(self) -> list[float]:
        """Sizes in points that the slide itself sets."""
        return [int(value) / 100 for value in self.all("//@sz") if value.isdigit()]

    def links(self) -> dict[str, str]:
        """Text to address."""
        targets = dict(self.package.targets(self.name))
        runs = self.all("//a:r[a:rPr/a:hlinkClick]")
        return {text_of(run): targets[run.find("a:rPr/a:hlinkClick", NS).get(LINK)] for run in runs}


def text_of(element: Any) -> str:
    """The characters of ``element``, breaks as line feeds."""
    nodes = element.iter(f"{{{NS['a']}}}t", f"{{{NS['a']}}}br")
    return "".join(node.text or "" if node.tag.endswith("}t") else "\n" for node in nodes)


def write(source: Deck, look: Look = LOOK, links: Mapping[str, str] | None = None) -> Package:
    written = write_pptx(source, look, links or {})
    return Package(written.data, written.diagnostics)


def show(*blocks: Block, role: str = "innhold") -> Package:
    """A deck of one slide before splitting."""
    return write(deck(content(*blocks, role=role)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def sentences(count: int, form: str = "Dette er setning nummer {n} om saken.") -> str:
    return " ".join(form.format(n=number) for number in range(1, count + 1))
