"""The outline (bookmarks): case, its documents, and under each document its own headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace
from pikepdf import Dictionary, Name, Object, Pdf, String

from mottepakke.assemble.destinations import Places, Target
from mottepakke.assemble.objects import chain, entry, text_of

MAX_DEPTH = 20
MAX_ITEMS = 20_000
MAX_TITLE = 500
BOLD = 2


class Bookmark(Struct, frozen=True):
    """One entry: its words, where it leads (page from 0), and the entries below it."""

    title: str
    target: Target | None
    children: tuple[Bookmark, ...] = ()
    is_open: bool = False
    is_bold: bool = False

    def with_child(self, child: Bookmark) -> Bookmark:
        """The same entry with one more below it."""
        return replace(self, children=(*self.children, child))


def read_outline(pdf: Pdf, places: Places) -> tuple[Bookmark, ...]:
    """The outline of a source, leading to its own pages."""
    budget = iter(range(MAX_ITEMS))

    def level(parent: object, depth: int) -> Iterator[Bookmark]:
        if depth > MAX_DEPTH:
            return
        for item in chain(entry(parent, "/First"), "/Next"):
            if next(budget, None) is None:
                return
            yield Bookmark(text_of(item.get("/Title"))[:MAX_TITLE], _target(item, places), tuple(level(item, depth + 1)))

    return tuple(level(entry(pdf.Root, "/Outlines"), 0))


def _target(item: Dictionary, places: Places) -> Target | None:
    found = item.get("/Dest")
    if found is None and entry(item.get("/A"), "/S") == Name.GoTo:
        found = entry(item.get("/A"), "/D")
    return places.target(found)


def shifted(outline: Sequence[Bookmark], first: int) -> tuple[Bookmark, ...]:
    """The outline of a source whose page 0 is page ``first`` of the merged file."""
    return tuple(
        replace(
            bookmark,
            target=bookmark.target and replace(bookmark.target, page=bookmark.target.page + first),
            children=shifted(bookmark.children, first),
        )
        for bookmark in outline
    )


def write_outline(out: Pdf, bookmarks: Sequence[Bookmark], pages: Sequence[Object]) -> None:
    """Put the outline into the merged file (ISO 32000-1, 12.3.3)."""
    root = out.make_indirect(Dictionary(Type=Name.Outlines))
    _write_level(out, root, bookmarks, pages)
    out.Root.Outlines = root


def _write_level(out: Pdf, parent: Object, bookmarks: Sequence[Bookmark], pages: Sequence[Object]) -> int:
    """Write the children of ``parent``; gives the number of entries to be seen below it when it is open."""
    items = [out.make_indirect(_item(bookmark, parent, pages)) for bookmark in bookmarks]
    for before, after in pairwise(items):
        before.Next, after.Prev = after, before
    seen = len(items)
    for item, bookmark in zip(items, bookmarks, strict=True):
        below = _write_level(out, item, bookmark.children, pages)
        if below:
            item.Count = below if bookmark.is_open else -below
            seen += below if bookmark.is_open else 0
    if items:
        parent.First, parent.Last = items[0], items[-1]
        if parent.get("/Type") == Name.Outlines:
            parent.Count = seen
    return seen


def _item(bookmark: Bookmark, parent: Object, pages: Sequence[Object]) -> Dictionary:
    item = Dictionary(Title=String(bookmark.title), Parent=parent)
    if bookmark.target:
        item.Dest = bookmark.target.on(pages, 0)
    if bookmark.is_bold:
        item.F = BOLD
    return item
