"""What LibreOffice's PDFs lack for PDF/A-2a and PDF/UA-1 and can be given without changing what is seen."""

from __future__ import annotations

import re
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from mottepakke.convert.finish.tree import elements_below

PRIVATE = re.compile(rb"(<[0-9A-Fa-f]+>\s*)<(F0[0-9A-Fa-f]{2})>")
SYMBOLS = {
    **{b"F0B7": b"2022", b"F0A7": b"25AA", b"F0D8": b"27A2", b"F0FC": b"2713", b"F0FB": b"2717", b"F076": b"2756"},
    **{b"F0A8": b"25FB", b"F0E0": b"2192", b"F0E8": b"2794", b"F095": b"2022", b"F0FE": b"2611"},
}
"""Bullets and boxes of Wingdings and OpenSymbol, which stand in the private use area, and the signs they are (ISO 19005-2,
6.2.11.7.3). Codes that are Greek letters in the font Symbol are left out: the PDF does not tell which font it was."""
MAPPED = re.compile(rb"<[0-9A-Fa-f]+>\s*<((?:[0-9A-Fa-f]{4})+)>")
NO_CHARACTERS = re.compile("[\\0\ufeff\ufffe\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""What a code may not stand for (ISO 19005-2, 6.2.11.7.2 and 6.2.11.7.3)."""
PARTS_OF_FONTS = (Name.CIDFontType0, Name.CIDFontType2)

STANDARD_TYPES = frozenset(
    (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private"),
        *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead"),
        *("TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT"),
        *("RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    )
)
"""ISO 32000-1, 14.8.4."""
HEADING = re.compile(r"/H([1-6]?)$")
NOTE_ID = "note-{}"


def mend(pdf: Pdf, title: str) -> None:
    """Mend a PDF; ``title`` is for one that has none."""
    _show_title(pdf, title)
    root = pdf.Root.get("/StructTreeRoot")
    if root is not None:
        _plain_roles(root)
        _level_headings(root)
        _name_notes(pdf, root)
    for page in pdf.pages:
        if "/Annots" in page:
            page.Tabs = Name.S
    for one in pdf.objects:
        mapping = one.get("/ToUnicode") if isinstance(one, Dictionary) else None
        if isinstance(mapping, Stream):
            _name_bullets(mapping)


def claim_level_a(pdf: Pdf) -> None:
    """Raise the claim from PDF/A-2b to 2a where all that 2a adds is there.

    That is tags, and a real character for each code of each font. The tests hold this rule against veraPDF's.
    """
    if not (_is_tagged(pdf) and _is_legible(pdf)):
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["pdfaid:conformance"] = "A"


def _is_tagged(pdf: Pdf) -> bool:
    """Whether the file says so, and its tree holds more than the document itself."""
    says_so = bool(pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False))
    return says_so and any(str(element.S) != "/Document" for element in elements_below(pdf.Root.get("/StructTreeRoot")))


def _is_legible(pdf: Pdf) -> bool:
    fonts = [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == Name.Font]
    return all(_is_mapped(font.get("/ToUnicode")) for font in fonts if font.get("/Subtype") not in PARTS_OF_FONTS)


def _is_mapped(mapping: Any) -> bool:
    if not isinstance(mapping, Stream):
        return False
    targets = (bytes.fromhex(found[1].decode("ascii")) for found in MAPPED.finditer(mapping.read_bytes()))
    return not any(NO_CHARACTERS.search(target.decode("utf-16-be", "replace")) for target in targets)


def _show_title(pdf: Pdf, title: str) -> None:
    """ISO 14289-1, 7.1: a title, and viewers that show it."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if not str(metadata.get("dc:title", "")).strip():
            metadata["dc:title"] = title
            pdf.docinfo["/Title"] = title
    preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle = True
    pdf.Root.ViewerPreferences = preferences


def _plain_roles(root: Any) -> None:
    """Styles that are called as a standard type is: their elements get the type they are mapped to (ISO 14289-1, 7.1)."""
    roles = root.get("/RoleMap")
    if not isinstance(roles, Dictionary):
        return
    remapped = {key: value for key, value in roles.items() if key[1:] in STANDARD_TYPES}
    for element in elements_below(root):
        if str(element.S) in remapped:
            element.S = remapped[str(element.S)]
    for key in remapped:
        del roles[key]


def _level_headings(root: Any) -> None:
    """Number headings so that none is skipped (ISO 14289-1, 7.4.2); slide titles come without a number."""
    last = 0
    for element in elements_below(root):
        found = HEADING.match(str(element.S))
        if found:
            last = min(int(found[1] or 1), last + 1)
            element.S = Name(f"/H{last}")


def _name_notes(pdf: Pdf, root: Any) -> None:
    """Each note gets a name of its own (ISO 14289-1, 7.9), and the tree of names (ISO 32000-1, 7.9.6) holds them."""
    notes = [element for element in elements_below(root) if str(element.S) == "/Note"]
    names = {NOTE_ID.format(number): note for number, note in enumerate(notes, 1)}
    for name, note in names.items():
        note.ID = String(name)
    if names:
        pairs = [one for name in sorted(names) for one in (String(name), names[name])]
        limits = Array([String(min(names)), String(max(names))])
        leaf = pdf.make_indirect(Dictionary(Names=Array(pairs), Limits=limits))
        root.IDTree = pdf.make_indirect(Dictionary(Kids=Array([leaf])))


def _name_bullets(mapping: Stream) -> None:
    data = mapping.read_bytes()
    mended = PRIVATE.sub(lambda found: found[1] + b"<" + SYMBOLS.get(found[2].upper(), found[2]) + b">", data)
    if mended != data:
        mapping.write(mended)
