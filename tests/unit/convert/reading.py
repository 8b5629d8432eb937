"""Reads the PDFs that conversions make."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw

from mottepakke.convert.files import Converted, Failed


@dataclass(frozen=True, slots=True)
class Canary:
    """A web server's address, and the paths it was asked for."""

    address: str
    asked: list[str]


def pdf_of(results: Mapping[str, Converted | Failed], name: str) -> bytes:
    result = results[name]
    assert isinstance(result, Converted), result
    return result.pdf


def text_of(pdf: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return "\n".join(page.extract_text() for page in reader.pages)


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def findings_of(results: Mapping[str, Converted | Failed], name: str) -> dict[str, dict[str, str]]:
    """The findings of a converted file: name to arguments."""
    result = results[name]
    assert isinstance(result, Converted), result
    return {one.code.name: dict(one.args) for one in result.diagnostics}


def elements(pdf: bytes) -> list[dict[str, str]]:
    """The structure elements of a PDF in order, each with its standard type, alternative text and language."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root: Any = opened.Root.get("/StructTreeRoot")
        if root is None:
            return []
        roles = {str(key): str(value) for key, value in dict(root.get("/RoleMap", {})).items()}
        return [
            {
                "type": roles.get(str(element.S), str(element.S)).lstrip("/"),
                "alt": str(element.get("/Alt", "")),
                "lang": str(element.get("/Lang", "")),
            }
            for element in _walk(root)
        ]


def _walk(element: Any) -> Iterator[Any]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _walk(kid)


def types_of(pdf: bytes) -> Counter[str]:
    return Counter(element["type"] for element in elements(pdf))


def language_of(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return str(opened.Root.Lang)


def everything_in(pdf: bytes) -> bytes:
    """Every string and stream of a PDF, unpacked."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        target = io.BytesIO()
        opened.save(target, qdf=True)
        return target.getvalue()


def table_rows(pdf: bytes) -> list[list[list[str]]]:
    """The text of each cell of each row of each table, by the marks that the structure names."""
    texts = _marked_texts(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        tables = [element for element in _walk(opened.Root.StructTreeRoot) if str(element.S) == "/Table"]
        rows = [[element for element in _walk(table) if str(element.S) == "/TR"] for table in tables]
        return [
            [[_text(cell, texts, numbers) for cell in _walk(row) if str(cell.S) in CELLS] for row in one] for one in rows
        ]


CELLS = ("/TH", "/TD")


def _text(element: Any, texts: Mapping[tuple[int, int], str], numbers: Mapping[tuple[int, int], int]) -> str:
    kids = element.get("/K", pikepdf.Array())
    found = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            found.append(texts.get((numbers[element.Pg.objgen], kid), ""))
        elif "/S" in kid:
            found.append(_text(kid, texts, numbers))
    return "".join(found).strip()


def _marked_texts(pdf: bytes) -> dict[tuple[int, int], str]:
    """What is shown under each mark: page number and MCID to text."""
    raw = pypdfium2.raw
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        text_page = page.get_textpage()
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            mcid = raw.FPDFPageObj_GetMarkedContentID(item.raw)
            size = raw.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
            buffer = (raw.FPDF_WCHAR * size)()
            raw.FPDFTextObj_GetText(item.raw, text_page.raw, buffer, size)
            text = bytes(buffer).decode("utf-16-le").rstrip("\0")
            found[number, mcid] = found.get((number, mcid), "") + text
    document.close()
    return found
