"""The structure tree of one PDF (ISO 32000-1, 14.7), so that elements can be put into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

Id = tuple[int, int]


class Tree:
    """A structure tree and its parent tree; both are written back by `finish`."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.is_new = "/StructTreeRoot" not in pdf.Root
        if self.is_new:
            pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        self.root: Any = pdf.Root.StructTreeRoot
        self.document, self.tops = self._opened()
        self._parents: dict[int, Any] = dict(_numbers(self.root.get("/ParentTree")))
        self._next_key = max(self._parents, default=-1) + 1

    def _opened(self) -> tuple[Any, list[Any]]:
        """The one /Document (a new one where there is none), and the elements that are to stand right under it."""
        tops = [one for one in items(self.root.get("/K")) if isinstance(one, Dictionary)]
        if len(tops) == 1 and tops[0].get("/S") == Name.Document:
            return tops[0], [one for one in items(tops[0].get("/K")) if isinstance(one, Dictionary)]
        document = self.element("Document", self.root, tops)
        self.root.K = document
        return document, tops

    def parents_of(self, page: Any) -> dict[int, Any]:
        """The element that each mark of a page belongs to."""
        found = self._parents.get(int(page.get("/StructParents", -1)))
        if not isinstance(found, Array):
            return {}
        return {mcid: element for mcid, element in enumerate(found) if isinstance(element, Dictionary)}

    def set_parents(self, page: Any, parents: dict[int, Any]) -> None:
        """Say which element each mark of a page belongs to; a mark without element gets null."""
        if not parents:
            return
        if "/StructParents" not in page:
            page.StructParents = self._new_key()
        array = Array([parents.get(mcid) for mcid in range(max(parents) + 1)])
        self._parents[int(page.StructParents)] = self.pdf.make_indirect(array)

    def take_out(self, element: Any) -> None:
        """Remove an element from what it stands in."""
        own, parent = id_of(element), element.get("/P")
        self.tops = [top for top in self.tops if id_of(top) != own]
        if not isinstance(parent, Dictionary):
            return
        parent.K = Array([kid for kid in items(parent.get("/K")) if not _is(kid, own)])

    def element(self, kind: str, parent: Any, kids: Iterable[Any] = (), **entries: Any) -> Any:
        """A new element; its kids get it as their parent."""
        held = list(kids)
        one = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent, K=Array(held), **entries)
        )
        for kid in held:
            if isinstance(kid, Dictionary) and "/S" in kid:
                kid.P = one
        return one

    def tag_link(self, annotation: Any, page: Any, paragraph: Any | None, parents: dict[int, Any]) -> Any:
        """A link's element, inside ``paragraph`` around what that shows where there is one (14.8.4.4.2)."""
        annotation.StructParent = self._new_key()
        if "/Contents" not in annotation:
            address = annotation.get("/A", Dictionary()).get("/URI", "")
            annotation.Contents = String(str(address))
        reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)
        if paragraph is None:
            link = self.element("Link", self.document, [reference], Pg=page)
        else:
            shown = items(paragraph.get("/K"))
            link = self.element("Link", paragraph, [*shown, reference], Pg=page)
            paragraph.K = Array([link])
            parents |= {mcid: link for mcid in shown if isinstance(mcid, int)}
        self._parents[int(annotation.StructParent)] = link
        return link

    def _new_key(self) -> int:
        self._next_key += 1
        return self._next_key - 1

    def finish(self, tops: Iterable[Any]) -> None:
        """Write the tree back with ``tops`` right under the document."""
        self.document.K = Array(list(tops))
        for one in self.document.K:
            one.P = self.document
        numbers = Array([value for key in sorted(self._parents) for value in (key, self._parents[key])])
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=numbers))
        self.root.ParentTreeNextKey = self._next_key
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)


def elements_below(root: Any) -> Iterator[Any]:
    """All elements of a structure tree (None: none), in reading order; each may be changed when it is given."""
    waiting = [] if root is None else [root]
    while waiting:
        current = waiting.pop()
        if current is not root:
            yield current
        kids = [kid for kid in items(current.get("/K")) if isinstance(kid, Dictionary) and "/S" in kid]
        waiting += reversed(kids)


def _is(value: Any, wanted: Id) -> bool:
    return isinstance(value, Dictionary) and id_of(value) == wanted


def id_of(value: Any) -> Id:
    """What tells an indirect object from all others of its file."""
    number, generation = value.objgen
    return number, generation


def page_of(element: Any) -> Id | None:
    """The page that an element begins on."""
    waiting = [element]
    while waiting:
        current = waiting.pop(0)
        if "/Pg" in current:
            return id_of(current.Pg)
        waiting = [kid for kid in items(current.get("/K")) if isinstance(kid, Dictionary)] + waiting
    return None


def items(value: Any) -> list[Any]:
    """What an entry holds that may be nothing, one thing or an array."""
    return [] if value is None else list(value) if isinstance(value, Array) else [value]


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    """The pairs of a number tree (7.9.7)."""
    if tree is None:
        return
    numbers = items(tree.get("/Nums"))
    yield from zip(map(int, numbers[::2]), numbers[1::2], strict=False)
    for kid in items(tree.get("/Kids")):
        yield from _numbers(kid)
