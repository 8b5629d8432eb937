"""What finished files say, taken apart with other libraries than those that wrote them where there is one."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pypdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MIN_PART = 12
"""The shortest part of a passage, in characters, that is not a coincidence."""
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def part(path: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(path) as package:
        return ElementTree.fromstring(package.read(name))


def has_part(path: Path, name: str) -> bool:
    with zipfile.ZipFile(path) as package:
        return name in package.namelist()


def docx_paragraphs(path: Path) -> Iterator[tuple[str, str]]:
    """Style id and text of every paragraph of the body and the footnotes, in order; breaks and tabs as spaces."""
    for name in ("word/document.xml", "word/footnotes.xml"):
        if not has_part(path, name):
            continue
        for paragraph in part(path, name).iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            yield (style.get(f"{W}val", "") if style is not None else ""), docx_text(paragraph)


def docx_text(element: ElementTree.Element) -> str:
    parts = []
    for node in element.iter():
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{W}br", f"{W}tab"):
            parts.append(" ")
    return "".join(parts)


def pptx_slides(path: Path) -> list[ElementTree.Element]:
    """The slides in the order of the show."""
    relations = {
        node.get("Id", ""): node.get("Target", "")
        for node in part(path, "ppt/_rels/presentation.xml.rels").iter(f"{PACKAGE}Relationship")
    }
    ids = [
        node.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "")
        for node in part(path, "ppt/presentation.xml").iter(f"{P}sldId")
    ]
    return [part(path, "ppt/" + relations[identity].removeprefix("/ppt/")) for identity in ids]


def slide_lines(slide: ElementTree.Element) -> list[str]:
    """The paragraphs of a slide, in shape order, without footer and number placeholders."""
    lines = []
    for shape in slide.iter():
        if shape.tag not in (f"{P}sp", f"{P}graphicFrame"):
            continue
        placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if placeholder is not None and placeholder.get("type") in ("ftr", "sldNum", "dt"):
            continue
        for paragraph in shape.iter(f"{A}p"):
            text = "".join(node.text or "" for node in paragraph.iter(f"{A}t"))
            if text.strip():
                lines.append(text)
    return lines


def slide_title(slide: ElementTree.Element) -> str:
    for shape in slide.iter(f"{P}sp"):
        placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if placeholder is not None and placeholder.get("type") in ("title", "ctrTitle"):
            return "".join(node.text or "" for node in shape.iter(f"{A}t"))
    return ""


def pdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def outline(reader: pypdf.PdfReader) -> Iterator[tuple[int, str, int]]:
    """Depth, title and page index of every bookmark."""

    def walk(items: list[object], depth: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                assert isinstance(item, pypdf.generic.Destination)
                yield depth, str(item.title), reader.get_destination_page_number(item) or 0

    yield from walk(list(reader.outline), 0)


def holds(text: str, passage: str, parts: int = 4) -> bool:
    """Whether ``text`` holds ``passage``, which page ends and footnotes may have cut into a few parts."""
    if passage in text:
        return True
    low, high = 0, len(passage)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if passage[:middle] in text else (low, middle - 1)
    return low >= MIN_PART and parts > 1 and holds(text, passage[low:], parts - 1)


def squeezed(text: str) -> str:
    """Letters, digits and signs alone: how lines were broken and words divided does not matter."""
    return re.sub(r"[\s\N{SOFT HYPHEN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}-]+", "", text)
