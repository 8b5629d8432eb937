"""The slide template as the writer uses it: emptied, in the look's colours and font, its layouts measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

from lxml import etree
from msgspec import Struct
from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from mottepakke.diagnostics import Diagnostic, MissingStop
from mottepakke.model.look import Look
from mottepakke.model.source import Span
from mottepakke.write.office_package import packed
from mottepakke.write.pptx.codes import LAYOUT_MISSING
from mottepakke.write.pptx.layouts import Element, Layout, read_layouts
from mottepakke.write.pptx.theme import theme_colours, themed
from mottepakke.write.pptx.values import Page

STALE = (RT.THUMBNAIL, RT.EXTENDED_PROPERTIES)
"""What a template says about itself and not about the decks made from it."""

UNREADABLE = (BadZipFile, PackageNotFoundError, etree.XMLSyntaxError, KeyError, AttributeError, ValueError, TypeError)
"""What python-pptx raises for a file that is not a whole presentation."""

Stamp = tuple[int, int]
"""A file's time of change in nanoseconds and its size: another stamp is another file."""


class Template(Struct, frozen=True):
    """A template ready for decks. ``pages`` has every role; ``table_style`` is the id of its default table style."""

    data: bytes
    pages: Mapping[str, Page]
    table_style: str


class _Read(Struct, frozen=True):
    data: bytes
    layouts: Mapping[str, Layout]
    table_style: str


def load_template(look: Look) -> Template:
    """The look's slide template.

    Raises:
        MissingStop: the template cannot serve a role.
    """
    colours = tuple(sorted(theme_colours(look.colours).items()))
    read = _read_if_whole(look.slide_template, colours, look.office_font)
    pages = dict(_pages(read.layouts, look.slide_layouts))
    missing = [role for role in look.slide_layouts if role not in pages]
    if missing:
        raise MissingStop(Diagnostic.at(LAYOUT_MISSING, Span(look.slide_template.name), role=", ".join(missing)))
    return Template(read.data, pages, read.table_style)


def missing_slide_layouts(template: Path, layouts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The roles of ``layouts`` that ``template`` cannot serve, in their order.

    A role needs a slide layout of one of its names with a title placeholder and, where blocks are expected, a body
    placeholder. A file that is no presentation serves none.
    """
    pages = dict(_pages(_read_if_whole(template, (), "").layouts, layouts))
    return tuple(role for role in layouts if role not in pages)


def _read_if_whole(path: Path, slots: tuple[tuple[str, str], ...], font: str) -> _Read:
    """The template; one without layouts where the file is no presentation."""
    try:
        return _read(path, _stamp(path), slots, font)
    except UNREADABLE:
        return _Read(b"", {}, "")


def _stamp(path: Path) -> Stamp:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def _pages(layouts: Mapping[str, Layout], names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Page]]:
    for role, wanted in names.items():
        layout = next((layouts[name] for name in wanted if name in layouts), None)
        page = layout.page(role) if layout else None
        if page:
            yield role, page


@lru_cache(maxsize=8)
def _read(path: Path, stamp: Stamp, slots: tuple[tuple[str, str], ...], font: str) -> _Read:
    del stamp  # part of the cache's key
    deck = Presentation(str(path))
    _empty(deck)
    table_style = ""
    for part in deck.part.package.iter_parts():
        if slots and part.content_type.endswith(".theme+xml"):
            part.blob = themed(part.blob, dict(slots), font)
        if part.content_type.endswith(".tableStyles+xml"):
            table_style = etree.fromstring(part.blob).get("def", "")
    return _Read(packed(deck.part.package, compressed=False), _layouts(deck), table_style)


def _layouts(deck: Element) -> dict[str, Layout]:
    """The layouts by name; of two with one name the first master's counts."""
    found: dict[str, Layout] = {}
    for master in deck.slide_masters:
        elements = [layout._element for layout in master.slide_layouts]
        for layout in read_layouts(master._element, elements):
            found.setdefault(layout.name, layout)
    return found


def _empty(deck: Element) -> None:
    """Without the template's own slides, sections, picture of itself and application properties."""
    slides = deck.slides._sldIdLst
    for slide in list(slides):
        deck.part.rels.pop(slide.rId)
        slides.remove(slide)
    element = deck.part._element
    for extensions in element.findall(qn("p:extLst")):
        element.remove(extensions)
    relations = deck.part.package._rels
    for key in [key for key, relation in relations.items() if relation.reltype in STALE]:
        relations.pop(key)
