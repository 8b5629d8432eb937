"""Reading a merged pack apart."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf


@dataclass(frozen=True)
class Jump:
    """A link or bookmark: what it says and the page (from 0) it leads to; None where it leads nowhere."""

    page: int
    words: str
    target: int | None
    rect: tuple[float, ...] = ()
    address: str = ""


def opened(data: bytes) -> Any:
    """The file, typed loosely: tests reach into it as they know it to be."""
    return Pdf.open(io.BytesIO(data))


def page_numbers(pdf: Any) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: index for index, page in enumerate(pdf.pages)}


def links(pdf: Any) -> list[Jump]:
    numbers = page_numbers(pdf)
    found = []
    for index, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", []):
            if annotation.Subtype != Name.Link:
                continue
            action = annotation.get("/A", Dictionary())
            destination = annotation.get("/Dest", action.get("/D"))
            target = numbers.get(destination[0].objgen) if isinstance(destination, Array) else None
            rect = tuple(float(value) for value in annotation.Rect)
            found.append(Jump(index, str(annotation.get("/Contents", "")), target, rect, str(action.get("/URI", ""))))
    return found


def bookmarks(pdf: Any) -> list[tuple[int, str, int | None]]:
    """Depth, title and page of every outline entry, in order."""
    numbers = page_numbers(pdf)
    found = []

    def walk(parent: Any, depth: int) -> None:
        item = parent.get("/First")
        while item is not None:
            destination = item.get("/Dest")
            target = numbers.get(destination[0].objgen) if destination is not None else None
            found.append((depth, str(item.Title), target))
            walk(item, depth + 1)
            item = item.get("/Next")

    walk(pdf.Root.Outlines, 0)
    return found


def elements(pdf: Any) -> Iterator[tuple[int, Any]]:
    """Every structure element with its depth, in reading order."""
    pending = [(0, pdf.Root.StructTreeRoot.K)]
    while pending:
        depth, element = pending.pop()
        if isinstance(element, Array):
            pending += [(depth, kid) for kid in reversed(list(element))]
        elif isinstance(element, Dictionary) and "/S" in element:
            yield depth, element
            if "/K" in element:
                pending.append((depth + 1, element.K))


def outline_of_tags(pdf: Any, depth: int) -> list[str]:
    return [f"{'  ' * level}{str(element.S)[1:]}" for level, element in elements(pdf) if level <= depth]


def parent_tree(pdf: Any) -> dict[int, Any]:
    found: dict[int, Any] = {}
    pending: list[Any] = [pdf.Root.StructTreeRoot.ParentTree]
    while pending:
        node = pending.pop()
        numbers = list(node.get("/Nums", []))
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            assert key not in found
            found[key] = value
        pending += list(node.get("/Kids", []))
    return found


def texts(data: bytes) -> list[str]:
    """The text of each page, stamps included."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def text_in(data: bytes, page: int, rect: tuple[float, ...]) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        found: str = document[page].get_textpage().get_text_bounded(*rect)
        return found
    finally:
        document.close()


def pictures(data: bytes, scale: float = 1.0) -> list[Any]:
    """Each page as a grey picture, as seen."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil().copy() for page in document]
    finally:
        document.close()


def info(pdf: Any) -> dict[str, str]:
    return {key: str(value) for key, value in pdf.trailer.Info.items()}


def xmp(pdf: Any) -> Any:
    return pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
