"""Content streams of parts: what a page leaves open, marks without a tree, stamps of an earlier pack.

What is drawn is never touched; only marks are, and drawings of stamps.
"""

from __future__ import annotations

from collections.abc import Iterable

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Object, Page, Pdf, Stream

from mottepakke.assemble.budget import Budget, is_bounded
from mottepakke.assemble.objects import entry, items_of, mapping

STAMP_PREFIX = "/MpStempel"
STAMP_BEGIN = b"\nQ\n/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC"
STAMP_END = b"EMC\n"
MAX_STAMP = 10_000
SAVE = b"q\n"
MAX_STAMP = 10_000
SAVE = b"q\n"
MAX_CONTENT = 12_000_000
"""Bytes of one page's content, unpacked; a page of vector maps has 5 to 10 million."""
Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
STRUCTURE = "q Q BT ET BMC BDC EMC"


class Balance(Struct, frozen=True):
    """What a page's content leaves open, and how many graphics states and marks it closes that it never opened."""

    stray_restores: int = 0
    open_states: int = 0
    stray_ends: int = 0
    open_marks: int = 0
    in_text: bool = False
    has_ids: bool = False

    @property
    def prefix(self) -> bytes:
        """What goes before the content so that its restores find a state."""
        return b"q\n" * self.stray_restores

    @property
    def suffix(self) -> bytes:
        """What closes all that the content leaves open."""
        return b"\n" + b"ET\n" * self.in_text + b"EMC\n" * self.open_marks + b"Q\n" * self.open_states


def balance_of(page: Object) -> Balance:
    """Count what a page's content opens and closes.

    Raises:
        pikepdf.PdfError: the content cannot be read.
    """
    states, marks = _Depth(), _Depth()
    in_text = has_ids = False
    for instruction in pikepdf.parse_content_stream(Page(page), STRUCTURE):
        match bytes(instruction.operator):
            case b"q":
                states.open()
            case b"Q":
                states.close()
            case b"BT":
                in_text = True
            case b"ET":
                in_text = False
            case b"EMC":
                marks.close()
            case _:
                marks.open()
                has_ids = has_ids or _has_id(instruction)
    return Balance(states.stray, states.depth, marks.stray, marks.depth, in_text, has_ids)


def wrap_content(pdf: Pdf, page: Object, before: bytes, after: bytes) -> None:
    """Put operators before and after a page's content."""
    streams = items_of(page.get("/Contents"))
    page.Contents = Array([pdf.make_stream(before), *streams, pdf.make_stream(after)])


def drop_ids(pdf: Pdf, page: Object) -> None:
    """Remove the marks that tie content to a structure tree, for a page whose tree is lost."""
    kept, dropped = [], []
    for instruction in pikepdf.parse_content_stream(Page(page)):
        operator = bytes(instruction.operator)
        if operator in (b"BDC", b"BMC"):
            dropped.append(_has_id(instruction))
            if dropped[-1]:
                continue
        elif operator == b"EMC" and dropped and dropped.pop():
            continue
        kept.append(instruction)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def strip_stamps(pdf: Pdf, page: Object, budget: Budget) -> Dictionary | None:
    """Take the stamps of an earlier assembly off a page; gives the resources that hold their drawings, if any."""
    resources = mapping(page.get("/Resources"))
    forms = mapping(entry(resources, "/XObject"))
    stamps = [name for name in forms.keys() if name.startswith(STAMP_PREFIX)] if forms else []  # noqa: SIM118
    if forms is None or not stamps:
        return None
    streams = items_of(page.get("/Contents"))
    if len(streams) > 2 and _data(streams[0]) == SAVE and _data(streams[-1]).startswith(STAMP_BEGIN):
        page.Contents = Array(streams[1:-1])
    elif budget.allows(page):
        page.Contents = pdf.make_stream(_without_drawings(page, stamps))
    return forms


def drop_stamps(forms: Dictionary) -> None:
    """Remove the drawings of stamps from resources whose pages have all been stripped; pages share them."""
    for name in list(forms.keys()):
        if name.startswith(STAMP_PREFIX):
            del forms[name]


class _Depth:
    """Counts openings and closings."""

    def __init__(self) -> None:
        self.depth = self.stray = 0

    def open(self) -> None:
        self.depth += 1

    def close(self) -> None:
        if self.depth:
            self.depth -= 1
        else:
            self.stray += 1


def _has_id(instruction: Instruction) -> bool:
    return any(entry(operand, "/MCID") is not None for operand in instruction.operands)


def _without_drawings(page: Object, names: Iterable[str]) -> bytes:
    unwanted = set(names)
    kept = [
        instruction
        for instruction in pikepdf.parse_content_stream(Page(page))
        if not (bytes(instruction.operator) == b"Do" and str(instruction.operands[0]) in unwanted)
    ]
    return bytes(pikepdf.unparse_content_stream(kept))


def _data(stream: object) -> bytes:
    return stream.read_bytes() if isinstance(stream, Stream) and is_bounded(stream, MAX_STAMP) else b""
