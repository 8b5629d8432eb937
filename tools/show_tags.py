"""What a screen reader meets in a PDF: its structure elements in reading order, indented, each with its text.

python tools/show_tags.py output/arena/2020-2/motepakke-arena-2020-2.pdf
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf
from pypdfium2 import raw

Texts = dict[tuple[int, int], str]
"""Text by page, from 0, and the number of its mark (ISO 32000-1, 14.7.4.2)."""
INLINE = frozenset(("Span", "Strong", "Em", "Code", "Quote", "Reference", "Link", "Note", "Lbl", "LBody", "NonStruct"))
"""Elements that are part of a line of text."""
CALLED = {"Link": "lenke", "Note": "fotnote"}
"""What a screen reader announces in the middle of a text."""


def tag_lines(file: Path) -> list[str]:
    """A line an element: role, what it says beside its text, and the text."""
    texts = _marked_texts(file)
    with Pdf.open(file) as pdf:
        root: Any = pdf.Root
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        return list(_Walk(texts, pages).lines(root.StructTreeRoot.K, 0))


class _Walk:
    """A walk through the tree of one file."""

    def __init__(self, texts: Texts, pages: dict[tuple[int, int], int]) -> None:
        self.texts = texts
        self.pages = pages

    def lines(self, element: Any, depth: int) -> Iterator[str]:
        """A line for the element, and below it those of its parts unless they are all one text."""
        name = role(element)
        if _is_text(element):
            text = " ".join(self.text(element).split())
            if text or name not in INLINE:
                yield f"{'  ' * depth}{name}{''.join(_notes(element))}{': ' * bool(text)}{text}"
            return
        shown = name not in INLINE | {"Div"}
        if shown:
            yield f"{'  ' * depth}{name}{''.join(_notes(element))}"
        for kid in filter(_is_element, _kids(element)):
            yield from self.lines(kid, depth + shown)

    def text(self, element: Any) -> str:
        """The text of an element and all in it, in reading order."""
        if "/ActualText" in element:
            return str(element.ActualText)
        parts = [
            self.text(kid) if _is_element(kid) else self.texts.get(self.mark(kid, element), "") for kid in _kids(element)
        ]
        gap = " " if role(element) == "LI" else ""
        called = CALLED.get(role(element))
        return f"‹{called}: {''.join(parts).strip()}›" if called else gap.join(parts)

    def mark(self, kid: Any, element: Any) -> tuple[int, int]:
        """Page and number of a piece of content; (-1, -1) for a reference to an annotation."""
        if isinstance(kid, int):
            return (self.pages[element.Pg.objgen], kid)
        if isinstance(kid, Dictionary) and "/MCID" in kid:
            return (self.pages[kid.get("/Pg", element.get("/Pg")).objgen], int(kid.MCID))
        return (-1, -1)


def role(element: Any) -> str:
    """What an element is, without the slash."""
    return str(element.S)[1:]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _is_text(element: Any) -> bool:
    """Whether nothing but pieces of text is in it."""
    return all(role(kid) in INLINE and _is_text(kid) for kid in filter(_is_element, _kids(element)))


def _notes(element: Any) -> Iterator[str]:
    """Title, language, alternative text, and the scope of a table's head."""
    if "/T" in element and element.S in (Name.Document, Name.Part):
        yield f" «{element.T}»"
    if "/Lang" in element:
        yield f" [{element.Lang}]"
    if "/Alt" in element:
        yield f" (alternativ tekst: {element.Alt})"
    attributes = element.get("/A", Dictionary())
    for item in attributes if isinstance(attributes, Array) else (attributes,):
        if "/Scope" in item:
            yield f" ({str(item.Scope)[1:].lower()})"


def _marked_texts(file: Path) -> Texts:
    found: defaultdict[tuple[int, int], str] = defaultdict(str)
    document = pypdfium2.PdfDocument(file)
    try:
        for index, page in enumerate(document):
            text_page = page.get_textpage()
            for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,)):
                mark = raw.FPDFPageObj_GetMarkedContentID(item)
                found[index, mark] += _text_of(item, text_page)
    finally:
        document.close()
    return dict(found)


def _text_of(item: Any, page: Any) -> str:
    """The text of one text object: UTF-16 with a closing zero, measured in bytes (fpdf_edit.h)."""
    size = raw.FPDFTextObj_GetText(item, page, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFTextObj_GetText(item, page, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


if __name__ == "__main__":
    print("\n".join(tag_lines(Path(sys.argv[1]))))
