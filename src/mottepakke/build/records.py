"""What an archive asks about a file: its format's number in PRONOM, and its kind and variant in the words of Noark 5.

Where each number was read is in docs/arkivformater.md.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence

PDFA: Mapping[str, str] = {
    "PDF/A-1a": "fmt/95",
    "PDF/A-1b": "fmt/354",
    "PDF/A-2a": "fmt/476",
    "PDF/A-2b": "fmt/477",
    "PDF/A-2u": "fmt/478",
    "PDF/A-3a": "fmt/479",
    "PDF/A-3b": "fmt/480",
    "PDF/A-3u": "fmt/481",
    "PDF/A-4": "fmt/1910",
    "PDF/A-4e": "fmt/1911",
    "PDF/A-4f": "fmt/1912",
}
PDF: Mapping[str, str] = {
    "1.0": "fmt/14",
    "1.1": "fmt/15",
    "1.2": "fmt/16",
    "1.3": "fmt/17",
    "1.4": "fmt/18",
    "1.5": "fmt/19",
    "1.6": "fmt/20",
    "1.7": "fmt/276",
    "2.0": "fmt/1129",
}
OFFICE: Mapping[str, str] = {"docx": "fmt/412", "pptx": "fmt/215", "xlsx": "fmt/214"}
OPEN_DOCUMENT: Mapping[str, Mapping[str, str]] = {
    "odt": {"1.0": "fmt/136", "1.1": "fmt/290", "1.2": "fmt/291", "1.3": "fmt/1756"},
    "ods": {"1.0": "fmt/137", "1.1": "fmt/294", "1.2": "fmt/295", "1.3": "fmt/1755"},
    "odp": {"1.0": "fmt/138", "1.1": "fmt/292", "1.2": "fmt/293", "1.3": "fmt/1754"},
}
OFFICE_FORMS = frozenset({*OFFICE, *OPEN_DOCUMENT})

DEPOSIT = ("PDF/A-1a", "PDF/A-1b", "PDF/A-2a", "PDF/A-2b", "PDF/A-2u")
"""Levels that an archive takes without conditions."""

DOCUMENT_TYPES: Mapping[str, str] = {
    "innkalling": "Møteinnkallelse",
    "toppnotat": "Saksframlegg",
    "vedlegg": "Vedlegg til møtesak",
    "referat": "Møteprotokoll",
    "møtepakke": "Møtepakke",
    "presentasjon": "Presentasjon",
    "presentasjonsmal": "Presentasjonsmal",
    "rapport": "Rapport",
}
"""By kind: the values that Noark's M085 suggests and Fiks Arkiv lists, where they have one; the field is free text."""

HEADER = re.compile(rb"%PDF-(\d\.\d)")
ODF_VERSION = re.compile(rb"office:version=[\"'](\d\.\d)[\"']")
HEADER_WITHIN = 1024
ODF_VERSION_WITHIN = 16_384
UNREADABLE = (zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError, ValueError, EOFError)


def identified(form: str, data: bytes) -> str:
    """The PRONOM number of a file of format ``form`` (its ending) by what it begins with, or '' where it tells none."""
    if form == "pdf":
        found = HEADER.search(data[:HEADER_WITHIN])
        return PDF.get(found[1].decode(), "") if found else ""
    if form in OPEN_DOCUMENT:
        return OPEN_DOCUMENT[form].get(_odf_version(data), "")
    return OFFICE.get(form, "")


def _odf_version(data: bytes) -> str:
    """The version of OpenDocument that the root element names (ODF 1.2 part 1, 19.386)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("content.xml") as content:
            found = ODF_VERSION.search(content.read(ODF_VERSION_WITHIN))
    except UNREADABLE:
        return ""
    return found[1].decode() if found else ""


def variant(conformance: Sequence[str]) -> str:
    """Noark's variantformat (M700) of a file."""
    return "Arkivformat" if any(level in DEPOSIT for level in conformance) else "Produksjonsformat"
