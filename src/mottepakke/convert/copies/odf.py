"""OpenDocument files (OpenDocument 1.3): a copy that holds only what is printed, and names nothing outside itself."""

from __future__ import annotations

import re

from lxml import etree

from mottepakke.convert import codes
from mottepakke.convert.copies.kinds import MIMETYPES, Kind
from mottepakke.convert.copies.odf_content import HREF, MISSING, clean, set_language
from mottepakke.convert.copies.odf_slides import fix_dates, note_hidden_slides
from mottepakke.convert.copies.odf_tables import fit_tables, note_hidden_tables
from mottepakke.convert.copies.package import MIMETYPE, Parts
from mottepakke.convert.copies.pictures import MISSING_PICTURE, safe_picture
from mottepakke.convert.copies.xml import named, parse, remove, sibling_name
from mottepakke.convert.files import Refused
from mottepakke.convert.notes import Notes
from mottepakke.safe_xml import Element, serialise

MANIFEST = "META-INF/manifest.xml"
XML_PART = re.compile(r"(?:[^/]+/)*(?:content|styles|meta|settings)\.xml")
PICTURE = re.compile(r"(?:[^/]+/)*(?:Pictures|ObjectReplacements)/[^/]+")
FONT = re.compile(r"Fonts/[^/]+")
MACRO = re.compile(r"(?:Basic|Dialogs|Scripts)/.+/(?!script-l[bc]\.xml|dialog-l[bc]\.xml)[^/]+")
"""Modules and dialogs; their folders alone stand in many files that hold none."""
SIGNATURES = "META-INF/documentsignatures.xml"
SILENT = re.compile(
    r"mimetype|META-INF/.*|Thumbnails/.*|Configurations2/.*|Basic/.*|Dialogs/.*|Scripts/.*|Versions/.*|VersionList\.xml"
    r"|layout-cache|.*\.rdf|.*/mimetype|.*/META-INF/.*"
)
"""Left out without a word: nothing in them is printed."""


def safe_opendocument(parts: Parts, kind: Kind, language: str, notes: Notes) -> Parts:
    """The safe copy.

    Raises:
        Refused: encrypted, or not a whole OpenDocument package.
    """
    if MANIFEST not in parts or "content.xml" not in parts:
        raise Refused(codes.BROKEN, part=MANIFEST)
    manifest = parse(parts[MANIFEST], MANIFEST)
    if named(manifest, "encryption-data"):
        raise Refused(codes.ENCRYPTED)
    trees: dict[str, Element] = {}
    copy: Parts = {}
    for name, data in parts.items():
        if XML_PART.fullmatch(name):
            trees[name] = parse(data, name)
        elif FONT.fullmatch(name):
            copy[name] = data
        elif PICTURE.fullmatch(name):
            _copy_picture(copy, name, data, notes)
        else:
            _note_left_out(name, notes)
    _clean_trees(trees, kind, language, notes)
    if any(one.get(HREF) == MISSING for tree in trees.values() for one in tree.iter("{*}image")):
        copy[MISSING] = MISSING_PICTURE
    copy |= {name: serialise(tree) for name, tree in trees.items()}
    copy[MANIFEST] = _written_manifest(manifest, copy, kind)
    copy[MIMETYPE] = _mimetype(kind).encode("ascii")
    return copy


def _copy_picture(copy: Parts, name: str, data: bytes, notes: Notes) -> None:
    picture = safe_picture(data, name, notes)
    if picture is not None:
        copy[name] = picture


def _note_left_out(name: str, notes: Notes) -> None:
    if MACRO.fullmatch(name):
        notes.macros = True
    elif name == SIGNATURES:
        notes.signed = True
    elif not SILENT.fullmatch(name):
        notes.objects.append(name)


def _clean_trees(trees: dict[str, Element], kind: Kind, language: str, notes: Notes) -> None:
    content, styles = trees["content.xml"], trees.get("styles.xml")
    if "meta.xml" in trees:
        notes.modified = next((one.text or "" for one in named(trees["meta.xml"], "date")), "")
    for tree in trees.values():
        clean(tree, notes)
    if styles is not None:
        set_language(styles, language, notes)
    if kind is Kind.ODP:
        note_hidden_slides(content, notes)
        fix_dates(content, notes)
    elif kind is Kind.ODS:
        note_hidden_tables(content, notes)
        fit_tables(content, styles, notes)


def _written_manifest(manifest: Element, copy: Parts, kind: Kind) -> bytes:
    """The manifest (part 2, 4.3) of what is left: every part, for LibreOffice refuses a package with others."""
    space_name = sibling_name(manifest, "")
    media_type, full_path = f"{space_name}media-type", f"{space_name}full-path"
    listed = {"/"}
    for entry in named(manifest, "file-entry"):
        path = entry.get(full_path, "")
        if path == "/":
            entry.set(media_type, _mimetype(kind))
        elif path in copy or (path.endswith("/") and any(name.startswith(path) for name in copy)):
            listed.add(path)
        else:
            remove(entry)
    for path in sorted(copy.keys() - listed):
        etree.SubElement(manifest, f"{space_name}file-entry", {full_path: path, media_type: ""})
    return serialise(manifest)


def _mimetype(kind: Kind) -> str:
    return next(name for name, one in MIMETYPES.items() if one is kind)
