"""What an archive asks about a file: formats by number, kinds and variants in Noark's words."""

import io
import zipfile

import pytest

from mottepakke.assemble.facts import PDFA_LEVELS
from mottepakke.build.artifacts import Artifact
from mottepakke.build.records import OFFICE_FORMS, PDFA, identified, variant


def open_document(attribute: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("content.xml", f"<office:document-content {attribute}/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("form", "data", "number"),
    [
        ("pdf", b"%PDF-1.7\n", "fmt/276"),
        ("pdf", b"\n\n%PDF-1.4\n", "fmt/18"),
        ("pdf", b"%PDF-2.0\n", "fmt/1129"),
        ("pdf", b"%PDF-9.9\n", ""),
        ("pdf", b" " * 1024 + b"%PDF-1.7\n", ""),
        ("docx", b"", "fmt/412"),
        ("pptx", b"", "fmt/215"),
        ("xlsx", b"", "fmt/214"),
        ("odt", open_document('office:version="1.2"'), "fmt/291"),
        ("ods", open_document("office:version='1.3'"), "fmt/1755"),
        ("odp", open_document('office:version="1.1"'), "fmt/292"),
        ("odt", open_document('office:version="7.0"'), ""),
        ("odt", open_document(""), ""),
        ("odt", b"PK\x03\x04", ""),
        ("md", b"", ""),
    ],
)
def test_formats_are_known_by_their_number_in_pronom(form: str, data: bytes, number: str) -> None:
    assert identified(form, data) == number


def test_a_level_of_pdf_a_goes_before_the_version_of_pdf() -> None:
    plain = Artifact.of(b"%PDF-1.7\n", "a.pdf", "vedlegg", "rad/2025-2", "A")
    level = Artifact.of(b"%PDF-1.7\n", "a.pdf", "vedlegg", "rad/2025-2", "A", conformance=("PDF/A-2a", "PDF/UA-1"))
    assert (plain.pronom, level.pronom) == ("fmt/276", "fmt/476")


def test_every_level_that_a_file_can_claim_has_a_number() -> None:
    assert {f"PDF/A-{level}" for level in PDFA_LEVELS} == set(PDFA)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (("PDF/A-2a", "PDF/UA-1"), "Arkivformat"),
        (("PDF/A-1b",), "Arkivformat"),
        (("PDF/A-3b",), "Produksjonsformat"),
        (("PDF/UA-1",), "Produksjonsformat"),
        ((), "Produksjonsformat"),
    ],
)
def test_only_what_an_archive_takes_is_called_an_archive_format(claims: tuple[str, ...], expected: str) -> None:
    assert variant(claims) == expected


def test_numbers_of_formats_belong_to_one_format_each() -> None:
    from mottepakke.build import records

    numbers = [*records.PDFA.values(), *records.PDF.values(), *records.OFFICE.values()]
    numbers += [number for versions in records.OPEN_DOCUMENT.values() for number in versions.values()]
    assert len(numbers) == len(set(numbers))
    assert set(OFFICE_FORMS) == {"docx", "pptx", "xlsx", "odt", "ods", "odp"}
