"""The meeting's slides as one PDF: our own pages, and between them those of presenters' files.

Tags are joined in the order of the pages; the outline has a case over the titles of its slides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace
from pikepdf import Array, Name, Object

from mottepakke.assemble.destinations import Target
from mottepakke.assemble.facts import PdfFacts, facts_of
from mottepakke.assemble.findings import lowering, lowest_claim, part_findings
from mottepakke.assemble.lacks import Shortcomings, shortcomings_of
from mottepakke.assemble.links import resolve_links
from mottepakke.assemble.merging import MergedPart, Merger, Source
from mottepakke.assemble.metadata import write_metadata
from mottepakke.assemble.objects import items_of, mapping
from mottepakke.assemble.opening import Sources, saved
from mottepakke.assemble.outline import Bookmark, write_outline
from mottepakke.assemble.plan import ARCHIVE_AND_ACCESS, Claim, PackPart, PackPlan
from mottepakke.assemble.selecting import fit_page, keep_pages, page_size
from mottepakke.assemble.structure import Trees
from mottepakke.model.source import Span
from mottepakke.write.written import Written

DEEPEST = 400
Entry = tuple[int, str, int]
"""Depth, title and page (from 0) of a bookmark."""


class PresentersSlides(Struct, frozen=True):
    """Slides from elsewhere that come after page ``after`` of ours (0: before the first).

    ``pages`` are those taken, counted from 1; all where it is empty. ``titles`` are what the outline calls the pages
    taken, empty for none. ``name`` is what tags and findings call the file, ``span`` where the workspace names it.
    ``conformance`` is what was proven about it; where it is None the file's own word is taken.
    """

    name: str
    data: bytes | Path
    after: int
    pages: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()
    language: str = ""
    conformance: Claim | None = None
    span: Span | None = None

    @property
    def part(self) -> PackPart:
        """The file as a part of a pack, for findings."""
        return PackPart(self.name, self.name, self.data, conformance=self.conformance, span=self.span)


class JoinedSlides(Written, frozen=True):
    """The file, what it claims to conform to, and the names of the files that keep it from a higher claim."""

    claim: Claim = field(default_factory=Claim)
    pages: int = 0
    lowered_by: tuple[str, ...] = ()


def join_slides(plan: PackPlan, ours: bytes, theirs: Sequence[PresentersSlides]) -> JoinedSlides:
    """``ours`` with ``theirs`` between its pages, all of the size of our first page.

    ``plan`` says what the file says about itself; its parts do not count.

    Raises:
        pikepdf.PdfError: a file cannot be read.
    """
    with closing(Sources()) as files:
        return _Joiner(plan, files).joined(ours, sorted(theirs, key=lambda one: one.after))


class _Joiner:
    def __init__(self, plan: PackPlan, files: Sources) -> None:
        self.plan = plan
        self.files = files
        self.merger = Merger(plan.title, plan.language)
        self.facts: list[PdfFacts] = []
        self.lacking: list[Shortcomings] = []

    def joined(self, ours: bytes, theirs: Sequence[PresentersSlides]) -> JoinedSlides:
        plan, merger = self.plan, self.merger
        own = self.files.open(ours)
        size = page_size(own.pages[0].obj)
        first = merger.add(Source(1, own, facts_of(own), plan.title, plan.language))
        list(resolve_links(merger.pages, first, "", {}))
        parts = [self.add(number, slides, size) for number, slides in enumerate(theirs, 2)]
        order = list(_order(first.count, theirs, parts))
        self.join_tags(first, theirs)
        pages = [merger.pages[place] for place, _ in order]
        merger.pages[:] = pages
        merger.finish()
        write_outline(merger.out, _nested(_entries(first.outline, order, theirs)), pages)
        merger.out.Root.PageMode = Name.UseOutlines
        plan = _with_parts(plan, theirs)
        claim = lowest_claim(plan, self.lacking)
        write_metadata(merger.out, own, plan, claim)
        found = tuple(part_findings(plan, self.facts, parts, self.lacking))
        return JoinedSlides(saved(merger.out), found, claim, len(pages), lowering(plan, self.lacking))

    def add(self, number: int, slides: PresentersSlides, size: tuple[float, float]) -> MergedPart:
        """A presenter's pages after all others; where they belong is settled when all are there."""
        pdf = self.files.open(slides.data)
        if slides.pages:
            keep_pages(pdf, slides.pages)
        for page in pdf.pages:
            fit_page(pdf, page.obj, size)
        facts = facts_of(pdf)
        proven = slides.conformance
        self.facts.append(facts)
        self.lacking.append(shortcomings_of(pdf, facts) if proven is None else Shortcomings(proven))
        language = facts.language or slides.language or self.plan.language
        part = self.merger.add(Source(number, pdf, facts, slides.name, language))
        list(resolve_links(self.merger.pages, part, "", {}))
        return part

    def join_tags(self, first: MergedPart, theirs: Sequence[PresentersSlides]) -> None:
        """The tags of presenters' pages between those of ours, which are cut into a part for each stretch."""
        trees = self.merger.trees
        own, *parts = list(trees.document.K)
        pages = {page.objgen: index for index, page in enumerate(self.merger.pages[first.first :][: first.count])}
        stretches: list[list[Object]] = [[] for _ in range(len(theirs) + 1)]
        now = 0
        for element in items_of(own.K):
            page = _page_of(element, pages, 0)
            now = now if page is None else sum(slides.after <= page for slides in theirs)
            stretches[now].append(element)
        order = [_stretch(trees, own, stretches[0], self.plan)]
        for part, stretch in zip(parts, stretches[1:], strict=True):
            order.append(part)
            if stretch:
                order.append(_stretch(trees, None, stretch, self.plan))
        trees.document.K = Array(order)


def _stretch(trees: Trees, part: Object | None, elements: Sequence[Object], plan: PackPlan) -> Object:
    """A part with ``elements``: the one given, or a new one."""
    part = trees.new_part(plan.title, plan.language) if part is None else part
    part.K = Array(elements)
    for element in elements:
        element.P = part
    return part


def _page_of(element: object, pages: dict[tuple[int, int], int], depth: int) -> int | None:
    """The index of the page where an element begins."""
    holder = mapping(element)
    if holder is None or depth > DEEPEST:
        return None
    page = mapping(holder.get("/Pg"))
    if page is not None:
        return pages.get(page.objgen)
    found = (_page_of(kid, pages, depth + 1) for kid in items_of(holder.get("/K")))
    return next((page for page in found if page is not None), None)


def _order(
    count: int, theirs: Sequence[PresentersSlides], parts: Sequence[MergedPart]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """The pages in the order of the show: where each stands now, and which file it is of (0: ours) and which there."""
    for after in range(count + 1):
        if after:
            yield after - 1, (0, after - 1)
        for number, (slides, part) in enumerate(zip(theirs, parts, strict=True), 1):
            if min(slides.after, count) == after:
                yield from ((part.first + index, (number, index)) for index in range(part.count))


def _entries(
    outline: Sequence[Bookmark], order: Sequence[tuple[int, tuple[int, int]]], theirs: Sequence[PresentersSlides]
) -> Iterator[Entry]:
    """Bookmarks in the order of pages; presenters' hang under the case they come after."""
    own: dict[int, list[tuple[int, str]]] = {}
    for depth, title, page in _flat(outline, 0):
        own.setdefault(page, []).append((depth, title))
    below = 0
    for place, (_, (file, page)) in enumerate(order):
        if file == 0:
            yield from ((depth, title, place) for depth, title in own.get(page, []))
            below = 1 if own.get(page) or below else 0
        elif page < len(theirs[file - 1].titles) and theirs[file - 1].titles[page]:
            yield below, theirs[file - 1].titles[page], place


def _flat(outline: Sequence[Bookmark], depth: int) -> Iterator[Entry]:
    for bookmark in outline:
        if bookmark.target:
            yield depth, bookmark.title, bookmark.target.page
        yield from _flat(bookmark.children, depth + 1)


def _nested(entries: Iterator[Entry]) -> list[Bookmark]:
    """Bookmarks of two levels."""
    found: list[Bookmark] = []
    for depth, title, page in entries:
        mark = Bookmark(title, Target(page))
        if depth and found:
            found[-1] = found[-1].with_child(mark)
        else:
            found.append(mark)
    return found


def _with_parts(plan: PackPlan, theirs: Sequence[PresentersSlides]) -> PackPlan:
    return replace(plan, parts=tuple(slides.part for slides in theirs), claim=ARCHIVE_AND_ACCESS)
