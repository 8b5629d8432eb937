"""Word, Excel and PowerPoint files: a copy that holds only what is printed, and names nothing outside itself.

The package is walked from its root along the relationships that printing needs; what is not reached is not copied. So code,
embedded files, controls and whatever a later program may put beside them stay out without being known one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mottepakke.convert import codes
from mottepakke.convert.copies import sheets, slides, word
from mottepakke.convert.copies.addresses import is_safe_link
from mottepakke.convert.copies.kinds import MAIN_TYPES, RELATED_TYPES, Kind, described
from mottepakke.convert.copies.package import Parts
from mottepakke.convert.copies.pictures import MISSING_PICTURE, safe_picture
from mottepakke.convert.copies.relations import (
    CONTENT_TYPES,
    MISSING,
    PACKAGE_ROOT,
    Relationship,
    content_types,
    main_part,
    read_relations,
    relations_name,
    rewritten_relations,
    written_types,
)
from mottepakke.convert.copies.setting import Setting
from mottepakke.convert.copies.xml import attribute, named, parse, remove
from mottepakke.convert.files import DECORATION, Refused
from mottepakke.convert.notes import Notes
from mottepakke.safe_xml import Element, local, serialise

PICTURES = frozenset(("image", "hdphoto"))
NEEDED = PICTURES | frozenset(
    (
        *(
            "officeDocument",
            "core-properties",
            "extended-properties",
            "customXml",
            "customXmlProps",
            "theme",
            "themeOverride",
        ),
        *("styles", "numbering", "settings", "fontTable", "font", "header", "footer", "footnotes"),
        *("endnotes", "chart", "chartUserShapes", "chartStyle", "chartColorStyle", "diagramData", "diagramLayout"),
        *("diagramQuickStyle", "diagramColors", "diagramDrawing", "slide", "slideLayout", "slideMaster", "notesSlide"),
        *("notesMaster", "presProps", "viewProps", "tableStyles", "worksheet", "chartsheet", "sharedStrings", "table"),
        *("drawing", "vmlDrawing", "pivotTable", "pivotCacheDefinition", "pivotCacheRecords", "sheetMetadata", "ctrlProp"),
    )
)
"""The kinds of relationships that lead to something printed, or to what its look depends on."""

MACROS = frozenset(("vbaProject", "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet", "dialogsheet", "attachedToolbars"))
OBJECTS = frozenset(("oleObject", "package", "control", "audio", "video", "media", "model3d"))
TEMPLATES = frozenset(("attachedTemplate",))
LINKS = frozenset(("hyperlink", "externalHyperlink"))
COUNTED_ELSEWHERE = frozenset(("audio", "video"))
"""A film in a presentation is named by two relationships, one of them of the kind «media»."""

GO_WITH_TARGET = frozenset(
    (
        *("hlinkClick", "hlinkHover", "hlinkMouseOver", "OLEObject", "control", "externalData", "audioFile", "videoFile"),
        *("wavAudioFile", "media", "snd", "subDoc", "attachedTemplate", "externalReference", "oleObject", "dataSource"),
    )
)
"""Elements that mean nothing without what they relate to; others only lose the attribute."""

PROGRAM_ACTION = re.compile(r"ppaction://(?!hlinksldjump|hlinkshowjump|hlinkpres|noaction)", re.I)
BINARY = PICTURES | {"font"}
"""Kinds of relationships whose targets are copied as they are; everything else is read as XML and written anew."""
LINK_ELEMENTS = frozenset(("hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"))
VML = tuple(f"{{urn:schemas-microsoft-com:{name}}}*" for name in ("vml", "office:office", "office:word", "office:excel"))


Cleaner = Callable[[Element, str], None]
CLEANERS: Mapping[Kind, Callable[[Setting], Cleaner]] = {
    Kind.DOCX: word.cleaner,
    Kind.PPTX: slides.cleaner,
    Kind.XLSX: sheets.cleaner,
}


@dataclass(slots=True)
class Copy:
    """The copy of one package while it is made."""

    source: Parts
    notes: Notes
    clean: Cleaner
    parts: Parts = field(default_factory=dict)


def safe_ooxml(parts: Parts, wanted: str, file: str, language: str, notes: Notes) -> Parts:
    """The safe copy; ``wanted`` is the ending, ``file`` the name of the file.

    Raises:
        Refused: not an OOXML package of the kind its ending says, or one that cannot be made safe.
    """
    main = main_part(parts)
    main_type = content_types(parts).get(main, "")
    kind = RELATED_TYPES.get(main_type)
    if kind is None or kind.value != wanted:
        raise Refused(codes.WRONG_TYPE, wanted=wanted, found=kind.value if kind else described(parts, main_type))
    notes.macros = "macroEnabled" in main_type
    notes.modified = _modified(parts)
    copy = Copy(dict(parts), notes, CLEANERS[kind](Setting(file, parts, main, language, notes)))
    _copy_from_root(copy)
    plain = next(name for name, one in MAIN_TYPES.items() if one is kind)
    copy.parts[CONTENT_TYPES] = written_types({**copy.parts, CONTENT_TYPES: parts[CONTENT_TYPES]}, main, plain)
    return copy.parts


def _modified(parts: Parts) -> str:
    """When the file was saved, as it says itself (ECMA-376 part 2, 11.1); '' where it does not."""
    for one in read_relations(parts, PACKAGE_ROOT):
        if one.kind == "core-properties" and one.target in parts:
            return next((el.text or "" for el in named(parse(parts[one.target], one.target), "modified")), "")
    return ""


def _copy_from_root(copy: Copy) -> None:
    """Copy every part that is reached, each once, in the order they are found."""
    waiting = [(PACKAGE_ROOT, False)]
    seen = set(waiting)
    while waiting:
        part, is_binary = waiting.pop()
        if is_binary:
            copy.parts.setdefault(part, copy.source[part])
            continue
        relations = read_relations(copy.source, part)
        kept = [one for one in relations if _keep(copy, part, one)]
        _copy_part(copy, part, relations, kept)
        targets = {(one.target, one.kind in BINARY) for one in kept if not one.external}
        waiting += sorted(targets - seen, reverse=True)
        seen |= targets


def _copy_part(copy: Copy, part: str, relations: list[Relationship], kept: list[Relationship]) -> None:
    """Copy one part and its relationships."""
    missing = {one.id for one in relations if one.external and one.kind == "image"}
    dropped = {one.id for one in relations} - {one.id for one in kept} - missing
    if relations:
        name = relations_name(part)
        copy.parts[name] = rewritten_relations(copy.source[name], name, dropped, missing)
    if missing:
        copy.parts[MISSING] = MISSING_PICTURE
    if part:
        root = parse(copy.source[part], part, lenient=part.lower().endswith(".vml"))
        _embed_missing(root, missing)
        _drop_references(root, dropped, {one.id for one in kept if one.external})
        _drop_addresses(root, copy.notes)
        _name_decoration(root)
        copy.clean(root, part)
        copy.parts[part] = serialise(root)


def _keep(copy: Copy, part: str, one: Relationship) -> bool:
    """Whether a relationship goes into the copy; takes note of what is left out."""
    notes = copy.notes
    if one.kind in LINKS:
        return one.external and _keep_link(one.target, notes)
    if one.external:
        (notes.templates if one.kind in TEMPLATES else notes.external).add(one.target)
        return False
    if one.kind == "aFChunk":
        raise Refused(codes.NESTED, part=one.target)
    if one.kind in MACROS:
        notes.macros = True
    elif one.kind in OBJECTS and one.kind not in COUNTED_ELSEWHERE and "/charts/" not in f"/{part}":
        notes.objects.append(one.target.rpartition("/")[2])
    elif one.kind == "externalLink":
        notes.external |= {link.target for link in read_relations(copy.source, one.target) if link.external}
    elif one.kind == "comments":
        notes.comments += _comment_count(copy.source, one.target)
    elif one.kind == "origin":
        notes.signed = True
    return one.kind in NEEDED and one.target in copy.source and _keep_picture(copy, one)


def _keep_link(target: str, notes: Notes) -> bool:
    if is_safe_link(target):
        return True
    notes.links.add(target)
    return False


def _keep_picture(copy: Copy, one: Relationship) -> bool:
    """Whether what a relationship leads to is no picture, or one that may be shown; puts its safe form in place."""
    if one.kind not in PICTURES:
        return True
    data = safe_picture(copy.source[one.target], one.target, copy.notes)
    if data is None:
        return False
    copy.source[one.target] = data
    return True


def _comment_count(parts: Parts, part: str) -> int:
    return len(named(parse(parts[part], part), "comment", "cm")) if part in parts else 0


def _embed_missing(root: Element, missing: set[str]) -> None:
    """Turn links to pictures (§20.1.8.13) into pictures in the file."""
    for blip in root.iter("{*}blip"):
        for key, value in list(blip.attrib.items()):
            if key.endswith("/relationships}link"):
                del blip.attrib[key]
                embedded = key.removesuffix("link") + "embed"
                if value in missing and embedded not in blip.attrib:
                    blip.set(embedded, value)


def _name_decoration(root: Element) -> None:
    """Say of pictures marked as decorative (MS-ODRAWXML 2.34) what they are in the one place LibreOffice 7.4 reads."""
    for mark in named(root, "decorative"):
        holder = next(mark.iterancestors("{*}cNvPr", "{*}docPr"), None)
        if holder is not None and attribute(mark, "val") in ("1", "true"):
            holder.set("descr", DECORATION)


def _drop_references(root: Element, dropped: set[str], links: set[str]) -> None:
    """Take out what names a relationship that is not copied, and what names one to a page without being a link."""
    if not dropped and not links:
        return
    for element in list(root.iter("{*}*")):
        refused = dropped if local(element) in LINK_ELEMENTS else dropped | links
        keys = [key for key, value in element.attrib.items() if "/relationships}" in key and value in refused]
        if keys and local(element) in GO_WITH_TARGET:
            remove(element)
        for key in keys:
            del element.attrib[key]


def _drop_addresses(root: Element, notes: Notes) -> None:
    """Take out addresses that stand in the text of a part itself: those of VML, and the actions of slides."""
    for element in named(root, "hlinkClick", "hlinkHover"):
        if PROGRAM_ACTION.match(attribute(element, "action")):
            remove(element)
    for element in root.iter(*VML):
        for key, value in list(element.attrib.items()):
            name = key.rpartition("}")[2]
            if name in ("src", "href", "althref") and value and "/relationships}" not in key:
                _drop_address(element, key, value, notes, is_link=name == "href" and local(element) != "imagedata")


def _drop_address(element: Element, key: str, value: str, notes: Notes, *, is_link: bool) -> None:
    if is_link and is_safe_link(value):
        return
    if ":" in value or value.startswith(("/", "\\")):
        (notes.links if is_link else notes.external).add(value)
    del element.attrib[key]
