"""Places in a part: explicit, by page index, so that they survive the merge and never meet those of another part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from mottepakke.assemble.objects import entry, mapping, name_of, number_of, pairs_of, tree_pairs

VIEWS = {"XYZ": 3, "Fit": 0, "FitH": 1, "FitV": 1, "FitR": 4, "FitB": 0, "FitBH": 1, "FitBV": 1}
"""Ways to show a page and the number of their coordinates (ISO 32000-1, table 151)."""


class Target(Struct, frozen=True):
    """A page of a part, counted from 0, and the rest of the destination array."""

    page: int
    view: tuple[object, ...] = (Name.Fit,)

    def on(self, pages: Sequence[Object], first: int) -> Array:
        """The destination in the merged file, whose page ``first`` is the part's page 0."""
        return Array([pages[first + self.page], *self.view])


class Places(Struct, frozen=True):
    """The pages and named destinations of one source."""

    objects: list[Object]
    pages: Mapping[tuple[int, int], int]
    named: Mapping[bytes, Target]

    def target(self, value: object) -> Target | None:
        """The target of a destination: an array, a name, a string or a dictionary with /D."""
        if isinstance(value, String):
            return self.named.get(bytes(value))
        if isinstance(value, Name):
            return self.named.get(name_of(value).encode())
        return explicit_target(value, self.pages)


def places_of(pdf: Pdf) -> Places:
    """Read the pages and named destinations (ISO 32000-1, 12.3.2.3)."""
    objects: list[Object] = [page.obj for page in pdf.pages]
    pages = {page.objgen: index for index, page in enumerate(objects)}
    named: dict[bytes, Target] = {}
    pairs: list[tuple[bytes, object]] = [(name[1:].encode(), value) for name, value in pairs_of(entry(pdf.Root, "/Dests"))]
    tree = tree_pairs(entry(entry(pdf.Root, "/Names"), "/Dests"), "/Names")
    pairs += [(bytes(name), value) for name, value in tree if isinstance(name, String)]
    for name, value in pairs:
        target = explicit_target(value, pages)
        if target:
            named[name] = target
    return Places(objects, pages, named)


def explicit_target(value: object, pages: Mapping[tuple[int, int], int]) -> Target | None:
    """The target of a destination array or of a dictionary that holds one; None where it leads nowhere."""
    array = entry(value, "/D") if mapping(value) is not None else value
    if not isinstance(array, Array) or len(array) == 0:
        return None
    items = list(array)
    page = _page_index(items[0], pages)
    if page is None or not 0 <= page < len(pages):
        return None
    return Target(page, _view(items[1:]))


def _page_index(page: object, pages: Mapping[tuple[int, int], int]) -> int | None:
    if isinstance(page, int):
        return page
    return pages.get(page.objgen) if isinstance(page, Dictionary) else None


def _view(items: Sequence[object]) -> tuple[object, ...]:
    kind = name_of(items[0]) if items else ""
    if kind not in VIEWS:
        return (Name.Fit,)
    numbers = [item if number_of(item) is not None else None for item in items[1 : 1 + VIEWS[kind]]]
    numbers += [None] * (VIEWS[kind] - len(numbers))
    return (items[0], *numbers)
