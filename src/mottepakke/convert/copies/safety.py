"""A copy of an Office file that LibreOffice may open."""

from __future__ import annotations

from dataclasses import dataclass

from mottepakke.convert import codes
from mottepakke.convert.copies.kinds import check_outside, described, kind_of_mimetype
from mottepakke.convert.copies.odf import safe_opendocument
from mottepakke.convert.copies.odf_tables import with_printed_grid
from mottepakke.convert.copies.ooxml import safe_ooxml
from mottepakke.convert.copies.package import Parts, read_bytes, read_package, write_package
from mottepakke.convert.copies.relations import CONTENT_TYPES
from mottepakke.convert.copies.sheets import with_grid
from mottepakke.convert.files import OfficeFile, Refused
from mottepakke.convert.notes import Notes

REGIONS = {"nb": "nb-NO", "nn": "nn-NO", "no": "nb-NO", "en": "en-GB"}
MALFORMED = (AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError)
"""What elements raise that stand where no format has them."""


@dataclass(frozen=True, slots=True)
class SafeCopy:
    """The bytes to convert, their ending, and what was found and left out; ``twin`` is a spreadsheet with its grid."""

    data: bytes
    twin: bytes | None
    ending: str
    notes: Notes


def full_language(language: str) -> str:
    """The language with its region, which LibreOffice wants."""
    return REGIONS.get(language, language)


def safe_copy(file: OfficeFile) -> SafeCopy:
    """Read a file and take out what is dangerous or not to be printed.

    Raises:
        Refused: not what its ending says, encrypted, broken, or too large.
    """
    wanted = file.path.suffix.lower().lstrip(".")
    data = read_bytes(file.path)
    check_outside(data, wanted)
    parts = read_package(data)
    try:
        return _copy(parts, wanted, file.path.name, full_language(file.language))
    except MALFORMED as error:
        raise Refused(codes.BROKEN, part="") from error


def _copy(parts: Parts, wanted: str, name: str, language: str) -> SafeCopy:
    notes = Notes()
    kind = kind_of_mimetype(parts)
    if kind is not None and kind.value == wanted:
        safe = safe_opendocument(parts, kind, language, notes)
    elif kind is None and CONTENT_TYPES in parts:
        safe = safe_ooxml(parts, wanted, name, language, notes)
    else:
        raise Refused(codes.WRONG_TYPE, wanted=wanted, found=kind.value if kind else described(parts, ""))
    twin = with_grid(safe) if wanted == "xlsx" else with_printed_grid(safe) if wanted == "ods" else None
    return SafeCopy(write_package(safe), write_package(twin) if twin else None, wanted, notes)
