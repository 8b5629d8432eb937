"""Word, Excel and PowerPoint files: a copy that holds only what is printed, and names nothing outside itself.

The package is walked from its root along the relationships that printing needs; what is not reached is not copied. So code,
embedded files, controls and whatever a later program may put beside them stay out without being known one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mottepakke.convert import codes, sheets, slides, word
from mottepakke.convert.addresses import is_safe_link
from mottepakke.convert.files import Refused
from mottepakke.convert.kinds import MAIN_TYPES, RELATED_TYPES, Kind, described
from mottepakke.convert.notes import Notes
from mottepakke.convert.package import Parts
from mottepakke.convert.pictures import MISSING_PICTURE, safe_picture
from mottepakke.convert.relations import (
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
from mottepakke.convert.setting import Setting
from mottepakke.convert.xml import Element, attribute, local, named, parse, remove, serialise, space

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
XML_KINDS = re.compile(r"\.(xml|vml)$", re.I)
VML = "urn:schemas-microsoft-com:"


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
    waiting = [PACKAGE_ROOT]
    seen = {PACKAGE_ROOT}
    while waiting:
        part = waiting.pop()
        relations = read_relations(copy.source, part)
        dropped = {one.id for one in relations if not _keep(copy, part, one)}
        missing = {one.id for one in relations if one.external and one.kind == "image"}
        if relations:
            name = relations_name(part)
            copy.parts[name] = rewritten_relations(copy.source[name], name, dropped, missing)
        if missing:
            copy.parts[MISSING] = MISSING_PICTURE
        if part:
            copy.parts[part] = _clean_part(copy, part, dropped - missing, missing)
        targets = {one.target for one in relations if one.id not in dropped and not one.external}
        waiting += sorted(targets - seen, reverse=True)
        seen |= targets


def _keep(copy: Copy, part: str, one: Relationship) -> bool:
    """Whether a relationship goes into the copy; takes note of what is left out."""
    notes = copy.notes
    if one.kind in LINKS:
        return not one.external or _keep_link(one.target, notes)
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
    if one.kind not in PICTURES or one.target in copy.parts:
        return True
    data = safe_picture(copy.source[one.target], one.target, copy.notes)
    if data is None:
        return False
    copy.source[one.target] = data
    return True


def _comment_count(parts: Parts, part: str) -> int:
    return len(named(parse(parts[part], part), "comment", "cm")) if part in parts else 0


def _clean_part(copy: Copy, part: str, dropped: set[str], missing: set[str]) -> bytes:
    data = copy.source[part]
    if not XML_KINDS.search(part):
        return data
    root = parse(data, part, lenient=part.lower().endswith(".vml"))
    _embed_missing(root, missing)
    _drop_references(root, dropped)
    _drop_addresses(root, copy.notes)
    copy.clean(root, part)
    return serialise(root)


def _embed_missing(root: Element, missing: set[str]) -> None:
    """Turn links to pictures (§20.1.8.13) into pictures in the file."""
    for blip in root.iter("{*}blip"):
        for key, value in list(blip.attrib.items()):
            if key.endswith("/relationships}link"):
                del blip.attrib[key]
                embedded = key.removesuffix("link") + "embed"
                if value in missing and embedded not in blip.attrib:
                    blip.set(embedded, value)


def _drop_references(root: Element, dropped: set[str]) -> None:
    """Take out what names a relationship that is not copied."""
    for element in list(root.iter("{*}*")):
        keys = [key for key, value in element.attrib.items() if "/relationships}" in key and value in dropped]
        if keys and local(element) in GO_WITH_TARGET:
            remove(element)
        for key in keys:
            del element.attrib[key]


def _drop_addresses(root: Element, notes: Notes) -> None:
    """Take out addresses that stand in the text of a part itself: those of VML, and the actions of slides."""
    for element in list(root.iter("{*}*")):
        if local(element) in ("hlinkClick", "hlinkHover") and PROGRAM_ACTION.match(attribute(element, "action")):
            remove(element)
        if space(element).startswith(VML):
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
