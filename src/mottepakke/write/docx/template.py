"""The Word template as the ground of a document: emptied, in the document's language, in the look's colours."""

from __future__ import annotations

import io
from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml

from mottepakke.diagnostics import Diagnostic, MissingStop
from mottepakke.model.look import Look
from mottepakke.model.source import Span
from mottepakke.write.docx.codes import TEMPLATE_UNREADABLE
from mottepakke.write.docx.elements import (
    SECTION_ORDER,
    SETTINGS_ORDER,
    Element,
    add,
    name,
    remove_children,
    root,
    set_child,
    sort_in,
)

OWN_COLOURS = "mottepakke"
"""The name of the theme's colour scheme that says: these colours are the layout's.

A secretariat that chooses other colours in Word renames the scheme by that, and its template's colours then stand.
"""

THEME_COLOURS: Mapping[str, tuple[str, ...]] = {
    "text": ("dk1",),
    "muted": ("dk2", "accent2"),
    "shade": ("lt2", "accent5"),
    "accent": ("accent1", "hlink", "folHlink"),
    "rule": ("accent3",),
    "warning": ("accent4",),
    "on_accent": ("accent6",),
}
"""The layout's colour roles and their places in a theme (ECMA-376 part 1 §20.1.6.2)."""

STYLE_COLOURS = {"text1": "dk1", "tx1": "dk1", "dark1": "dk1", "text2": "dk2", "dark2": "dk2"} | {
    "background2": "lt2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""Names of theme colours in styles (§17.18.97) where they differ from the theme's own."""

KEPT_PARTS = frozenset(
    {
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.SETTINGS,
        RELATIONSHIP_TYPE.FONT_TABLE,
        RELATIONSHIP_TYPE.THEME,
        RELATIONSHIP_TYPE.ENDNOTES,
    }
)
"""What a document takes from its template; text, pictures, comments and statistics stay behind."""

STALE_PROPERTIES = frozenset({RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL})

ATTACHED_TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"

NORWEGIAN = frozenset({"nb-NO", "nn-NO", "no-NO", "no"})


def open_template(look: Look, language: str) -> Any:
    """The template as a document of python-docx without content, with the look's colours and font, in ``language``."""
    document = read_template(look.word_template)
    _empty(document)
    for relationship in _related(document.part.package, STALE_PROPERTIES):
        del document.part.package.rels[relationship]
    theme = _theme(document.part)
    styles = document.part.styles.element
    if theme is not None:
        _set_colours(theme, styles, look.colours)
        _set_fonts(theme, look.office_font)
    _set_default_font(styles, look.office_font)
    _set_language(styles, document.part.settings.element, language)
    _tidy_settings(document.part)
    return document


def read_template(path: Path) -> Any:
    """A Word file as a document of python-docx.

    Raises:
        MissingStop: It is not there, or not a Word file that can be read.
    """
    try:
        status = path.stat()
        return docx.Document(io.BytesIO(_content(path, status.st_mtime_ns, status.st_size)))
    except (OpcError, BadZipFile, OSError, KeyError, SyntaxError, ValueError) as error:
        raise MissingStop(Diagnostic.at(TEMPLATE_UNREADABLE, Span(path.name), template=path.name)) from error


@lru_cache(maxsize=8)
def _content(path: Path, _changed: int, _size: int) -> bytes:
    return path.read_bytes()


def _empty(document: Any) -> None:
    """Remove the template's text; its last section's page, heads and feet stay."""
    body = document.element.body
    section = body.find(name("w:sectPr"))
    section = add(body, "w:sectPr") if section is None else section
    for earlier in reversed(list(body.iter(name("w:sectPr")))):
        _inherit(section, earlier)
    for child in list(body):
        if child is not section:
            body.remove(child)
    used = {value for element in section for key, value in element.items() if key == name("r:id")}
    part = document.part
    for relationship in [key for key, rel in part.rels.items() if rel.reltype not in KEPT_PARTS and key not in used]:
        del part.rels[relationship]


def _inherit(section: Element, earlier: Element) -> None:
    """Heads and feet that a section takes from the one before (§17.10.5)."""
    for tag in ("w:headerReference", "w:footerReference"):
        own = {reference.get(name("w:type")) for reference in section.findall(name(tag))}
        for reference in earlier.findall(name(tag)):
            if earlier is not section and reference.get(name("w:type")) not in own:
                section.append(deepcopy(reference))
                sort_in(section, section[-1], SECTION_ORDER)


def _related(source: Any, kinds: frozenset[str]) -> list[str]:
    return [key for key, relationship in source.rels.items() if relationship.reltype in kinds]


def _theme(part: Any) -> Element | None:
    """The theme's element, made part of the package as a tree so that it can be changed."""
    keys = _related(part, frozenset({RELATIONSHIP_TYPE.THEME}))
    if not keys:
        return None
    old = part.rels[keys[0]].target_part
    tree = XmlPart(old.partname, old.content_type, parse_xml(old.blob), part.package)
    for key, relationship in old.rels.items():
        tree.load_rel(relationship.reltype, relationship._target, key, relationship.is_external)
    del part.rels[keys[0]]
    part.load_rel(RELATIONSHIP_TYPE.THEME, tree, keys[0])
    return tree.element


def _set_colours(theme: Element, styles: Element, colours: Mapping[str, str]) -> None:
    """The look's colours in the theme, and where styles repeat a theme colour for programs without themes."""
    scheme = theme.find(f"{name('a:themeElements')}/{name('a:clrScheme')}")
    if scheme is None or scheme.get("name") != OWN_COLOURS:
        return
    slots = {slot: colours[role].upper() for role, slots in THEME_COLOURS.items() for slot in slots}
    for slot, colour in slots.items():
        element = scheme.find(name(f"a:{slot}"))
        if element is not None:
            for child in list(element):
                element.remove(child)
            add(element, "a:srgbClr", {"val": colour})
    for element in styles.xpath("//*[@w:themeColor or @w:themeFill]"):
        for theme_key, key in _colour_keys(element):
            named = element.get(theme_key)
            slot = STYLE_COLOURS.get(named, named)
            if slot in slots:
                element.set(key, slots[slot])


def _colour_keys(element: Element) -> tuple[tuple[str, str], ...]:
    """Attributes of a style element that name a theme colour, with the one that repeats it."""
    if element.tag == name("w:color"):
        return ((name("w:themeColor"), name("w:val")),)
    if element.tag == name("w:shd"):
        return ((name("w:themeFill"), name("w:fill")), (name("w:themeColor"), name("w:color")))
    return ((name("w:themeColor"), name("w:color")),)


def _set_fonts(theme: Element, font: str) -> None:
    fonts = theme.find(f"{name('a:themeElements')}/{name('a:fontScheme')}")
    if fonts is None:
        return
    for kind in ("a:majorFont", "a:minorFont"):
        latin = fonts.find(f"{name(kind)}/{name('a:latin')}")
        if latin is not None and latin.get("typeface") != font:
            latin.attrib.clear()
            latin.set("typeface", font)


def _set_default_font(styles: Element, font: str) -> None:
    """The font of the document's defaults, unless they take it from the theme (§17.3.2.26)."""
    fonts = styles.find(f"{name('w:docDefaults')}/{name('w:rPrDefault')}/{name('w:rPr')}/{name('w:rFonts')}")
    if fonts is None:
        return
    for key in ("ascii", "hAnsi", "cs"):
        if fonts.get(name(f"w:{key}")) and not fonts.get(name(f"w:{key}Theme")):
            fonts.set(name(f"w:{key}"), font)


def _set_language(styles: Element, settings: Element, language: str) -> None:
    defaults = styles.find(name("w:docDefaults"))
    if defaults is None:
        defaults = add(styles, "w:docDefaults")
        styles.insert(0, defaults)
    run = _child(_child(defaults, "w:rPrDefault"), "w:rPr")
    _child(run, "w:lang").set(name("w:val"), language)
    for element in styles.iter(name("w:lang")):
        if element.get(name("w:val")) in NORWEGIAN:
            element.set(name("w:val"), language)
    set_child(settings, "w:themeFontLang", SETTINGS_ORDER, {"w:val": language})


def _child(parent: Element, tag: str) -> Element:
    found = parent.find(name(tag))
    return add(parent, tag) if found is None else found


def _tidy_settings(main: Any) -> None:
    """Nothing that makes Word ask, and no path of the machine the template was made on."""
    part = main.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    for tag in ("w:updateFields", "w:attachedTemplate", "w:trackRevisions", "w:documentProtection", "w:rsids"):
        remove_children(part.element, tag)
    for key in _related(part, frozenset({ATTACHED_TEMPLATE})):
        del part.rels[key]


def numbering_of(part: Any) -> Element:
    """The root of the template's numbering part, which is made where it is missing."""
    if not _related(part, frozenset({RELATIONSHIP_TYPE.NUMBERING})):
        made = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, root("w:numbering"), part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made.element
    return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
