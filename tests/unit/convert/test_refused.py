"""Files that are not converted, each for a reason that is told. None of these reaches LibreOffice."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from mottepakke.convert.converter import convert
from mottepakke.convert.files import Failed, OfficeFile
from mottepakke.model.source import Span
from tests.unit.convert import corpus_odf, corpus_sheets, corpus_slides, corpus_word, packages

NOWHERE = Path("/finnes/ikke/soffice")


def outcome(data: bytes | None, name: str, folder: Path) -> tuple[str, dict[str, str]]:
    path = folder / name
    if data is not None:
        path.write_bytes(data)
    result = convert([OfficeFile("1", path, Span("packs/møte.md", 3), "nb")], NOWHERE)["1"]
    assert isinstance(result, Failed)
    return result.diagnostic.code.name, dict(result.diagnostic.args)


def with_entry(data: bytes, name: str = "word/media/stor.xml") -> bytes:
    target = io.BytesIO(corpus_word.plain())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


def many_parts() -> bytes:
    target = io.BytesIO(corpus_word.plain())
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"word/{number}", b"")
    return target.getvalue()


def twice_the_same() -> bytes:
    return with_entry(b"<x/>", "WORD/document.xml")


def locked_zip() -> bytes:
    """A zip whose directory says that its entries are encrypted."""
    data = bytearray(corpus_word.plain())
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        data[start + 8] |= 1
        start = data.find(b"PK\x01\x02", start + 1)
    return bytes(data)


def locked_opendocument() -> bytes:
    parts = packages.parts_of(corpus_odf.note())
    parts.pop(corpus_odf.MANIFEST)
    encryption = '<manifest:encryption-data manifest:checksum="x" manifest:checksum-type="SHA1/1K"/>'
    return corpus_odf.sealed(parts, "application/vnd.oasis.opendocument.text", encryption)


def with_entities() -> bytes:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    document = f'{entities}<w:document xmlns:w="{corpus_word.W}"><w:body>&b;</w:body></w:document>'
    return packages.with_parts(corpus_word.plain(), {corpus_word.DOCUMENT: document})


def huge_picture() -> bytes:
    """A picture of 30 000 × 30 000 points in a few hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    parts = packages.parts_of(corpus_word.report())
    return packages.packed({name: png if name.endswith(".png") else data for name, data in parts.items()})


def plain_zip() -> bytes:
    return packages.packed({"liste.txt": b"ikke et dokument"})


def without_main_part() -> bytes:
    return packages.with_parts(corpus_word.plain(), {corpus_word.DOCUMENT: None})


def binary_workbook() -> bytes:
    return packages.typed(
        corpus_sheets.budget(), corpus_sheets.MAIN, "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    )


RTF = rb"{\rtf1\ansi Tekst}"
HTML = b"<!-- laget av et fagsystem --><html><body><img src='http://example.org/x.png'></body></html>"
FLAT = b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'

REFUSED: dict[str, tuple[Callable[[], bytes], str, str, dict[str, str]]] = {
    "a workbook named docx": (corpus_sheets.empty, "a.docx", "office-wrong-type", {"wanted": "docx", "found": "xlsx"}),
    "a document named pptx": (corpus_word.plain, "a.pptx", "office-wrong-type", {"wanted": "pptx", "found": "docx"}),
    "a deck named xlsx": (corpus_slides.deck, "a.xlsx", "office-wrong-type", {"wanted": "xlsx", "found": "pptx"}),
    "an odt named docx": (corpus_odf.note, "a.docx", "office-wrong-type", {"wanted": "docx", "found": "odt"}),
    "a docx named odt": (corpus_word.plain, "a.odt", "office-wrong-type", {"wanted": "odt", "found": "docx"}),
    "an odp named ods": (corpus_odf.deck, "a.ods", "office-wrong-type", {"wanted": "ods", "found": "odp"}),
    "a zip named docx": (plain_zip, "a.docx", "office-wrong-type", {"wanted": "docx", "found": "zip"}),
    "a binary workbook": (
        binary_workbook,
        "a.xlsx",
        "office-wrong-type",
        {"found": "ms-excel.sheet.binary.macroEnabled.main"},
    ),
    "a flat odt": (lambda: FLAT, "a.odt", "office-wrong-type", {"wanted": "odt", "found": "xml"}),
    "a pdf named docx": (lambda: b"%PDF-1.7\n", "a.docx", "office-wrong-type", {"found": "pdf"}),
    "a picture named pptx": (corpus_word.picture, "a.pptx", "office-wrong-type", {"found": "png"}),
    "an unknown compound file": (lambda: packages.compound_file("Noe"), "a.docx", "office-wrong-type", {"found": "ole"}),
    "old Word": (lambda: packages.compound_file("WordDocument", "1Table"), "a.docx", "office-old-format", {"found": "doc"}),
    "old Excel": (lambda: packages.compound_file("Workbook"), "a.xlsx", "office-old-format", {"found": "xls"}),
    "old PowerPoint": (
        lambda: packages.compound_file("PowerPoint Document"),
        "a.pptx",
        "office-old-format",
        {"found": "ppt"},
    ),
    "rich text": (lambda: RTF, "a.docx", "office-old-format", {"found": "rtf"}),
    "a web page": (lambda: HTML, "a.docx", "office-old-format", {"found": "html"}),
    "a password on a docx": (
        lambda: packages.compound_file("EncryptionInfo", "EncryptedPackage"),
        "a.docx",
        "office-encrypted",
        {},
    ),
    "a password on an odt": (locked_opendocument, "a.odt", "office-encrypted", {}),
    "a password on the zip": (locked_zip, "a.docx", "office-encrypted", {}),
    "an empty file": (lambda: b"", "a.docx", "office-broken", {}),
    "a file of zeros": (lambda: bytes(5000), "a.odt", "office-broken", {}),
    "half a docx": (lambda: corpus_word.report()[:5000], "a.docx", "office-broken", {}),
    "a docx without its text": (without_main_part, "a.docx", "office-wrong-type", {"wanted": "docx", "found": "zip"}),
    "broken XML": (
        lambda: packages.with_parts(corpus_word.plain(), {corpus_word.DOCUMENT: "<w:document"}),
        "a.docx",
        "office-broken",
        {"part": "word/document.xml"},
    ),
    "entities": (with_entities, "a.docx", "office-broken", {"part": "word/document.xml"}),
    "two parts of one name": (twice_the_same, "a.docx", "office-broken", {"part": "WORD/document.xml"}),
    "a part that unpacks to a thousandfold": (
        lambda: with_entry(bytes(30_000_000)),
        "a.docx",
        "office-decompression-bomb",
        {"part": "word/media/stor.xml"},
    ),
    "ten thousand parts": (many_parts, "a.docx", "office-too-large", {"limit": "@package_parts:10000"}),
    "a picture of 900 megapixels": (huge_picture, "a.docx", "office-too-large", {"limit": "100 Mpx"}),
    "text in another file inside": (corpus_word.with_chunk, "a.docx", "office-nested-document", {"part": "word/bit.html"}),
    "a deck with hidden slides only": (corpus_slides.all_hidden, "a.pptx", "office-nothing-shown", {}),
    "an odp with hidden slides only": (lambda: corpus_odf.deck(all_hidden=True), "a.odp", "office-nothing-shown", {}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(case: str, tmp_path: Path) -> None:
    make, name, code, args = REFUSED[case]
    found, given = outcome(make(), name, tmp_path)
    assert found == code
    assert given["file"] == name
    assert args.items() <= given.items()


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    assert outcome(None, "borte.docx", tmp_path)[0] == "office-unreadable"


def test_a_bomb_is_refused_without_unpacking_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> bytes:
        raise AssertionError("unpacked")

    data = with_entry(bytes(30_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "read", read)
    assert outcome(data, "a.docx", tmp_path)[0] == "office-decompression-bomb"


def test_a_missing_converter_is_no_crash(tmp_path: Path) -> None:
    assert outcome(corpus_word.plain(), "a.docx", tmp_path) == ("office-not-converted", {"file": "a.docx"})
