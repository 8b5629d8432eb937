"""What LibreOffice's PDFs lack for PDF/A-2a and PDF/UA-1 and can be given without changing what is seen."""

from __future__ import annotations

import re

from pikepdf import Dictionary, Name, Pdf, Stream

PRIVATE = re.compile(rb"(<[0-9A-Fa-f]+>\s*)<(F0[0-9A-Fa-f]{2})>")
SYMBOLS = {
    **{b"F0B7": b"2022", b"F0A7": b"25AA", b"F0D8": b"27A2", b"F0FC": b"2713", b"F0FB": b"2717", b"F076": b"2756"},
    **{b"F0A8": b"25FB", b"F071": b"2751", b"F06C": b"25CF", b"F06E": b"25A0", b"F0E0": b"2192", b"F0E8": b"2794"},
}
"""Bullets of the fonts Symbol and Wingdings, which Word places in the private use area, and the signs they are. ISO
19005-2, 6.2.11.7.3 wants real characters."""


def mend(pdf: Pdf, title: str) -> None:
    """Mend a PDF; ``title`` is for one that has none."""
    _show_title(pdf, title)
    _drop_circular_roles(pdf)
    for page in pdf.pages:
        if "/Annots" in page:
            page.Tabs = Name.S
    for one in pdf.objects:
        mapping = one.get("/ToUnicode") if isinstance(one, Dictionary) else None
        if isinstance(mapping, Stream):
            _name_bullets(mapping)


def _show_title(pdf: Pdf, title: str) -> None:
    """ISO 14289-1, 7.1: a title, and viewers that show it."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if not str(metadata.get("dc:title", "")).strip():
            metadata["dc:title"] = title
            pdf.docinfo["/Title"] = title
    preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle = True
    pdf.Root.ViewerPreferences = preferences


def _drop_circular_roles(pdf: Pdf) -> None:
    """A standard type that is mapped to itself is a circle (ISO 14289-1, 7.1)."""
    roles = pdf.Root.get("/StructTreeRoot", Dictionary()).get("/RoleMap")
    if isinstance(roles, Dictionary):
        for name in [key for key, value in roles.items() if str(value) == key]:
            del roles[name]


def _name_bullets(mapping: Stream) -> None:
    data = mapping.read_bytes()
    mended = PRIVATE.sub(lambda found: found[1] + b"<" + SYMBOLS.get(found[2].upper(), found[2]) + b">", data)
    if mended != data:
        mapping.write(mended)
