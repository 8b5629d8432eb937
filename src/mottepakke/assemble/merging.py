"""Bringing one part into the merged file: clean it, give its names a meaning of their own, copy it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from mottepakke.assemble.budget import Budget
from mottepakke.assemble.cleaning import (
    FILES,
    HOLDER_EXTRAS,
    Removed,
    active_content,
    clean_object,
    clean_page,
    embedded_files,
)
from mottepakke.assemble.content import drop_stamps, strip_stamps
from mottepakke.assemble.deep import with_deep_stack
from mottepakke.assemble.destinations import Places, Target, places_of
from mottepakke.assemble.facts import PdfFacts
from mottepakke.assemble.forms import join_fields, prepare_fields
from mottepakke.assemble.ink import Ink, ink_of
from mottepakke.assemble.layers import JoinedLayers, layers_of
from mottepakke.assemble.objects import entry, inherited, items_of, mapping
from mottepakke.assemble.outline import Bookmark, read_outline
from mottepakke.assemble.structure import Renaming, Trees, number_headings, rename_element, rename_keys
from mottepakke.assemble.untagged import balance_page, mark_page, tag_pages

INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page takes from the nodes above it in the page tree (ISO 32000-1, table 30)."""
ROOM_FOR_MARKS = (20_000_000, 12_000_000)
"""Bytes read of a file and of a page for what its content leaves open; a page of vector maps has 5 to 10 million."""
ROOM_FOR_INK = (1_500_000, 300_000)
"""Bytes read of a file and of a page for where it has ink."""


class Source(Struct, frozen=True):
    """One PDF on its way into the pack. ``language`` is its own or the one it is taken to have."""

    number: int
    pdf: Pdf
    facts: PdfFacts
    title: str
    language: str


class MergedPart(Struct, frozen=True):
    """Where a part stands in the merged file (pages counted from 0), and what became of it."""

    first: int
    count: int
    named: Mapping[bytes, Target]
    outline: tuple[Bookmark, ...]
    removed: Removed
    was_stamped: bool
    ink: list[Ink]


def nowhere() -> MergedPart:
    """A part of no pages: the contents of a file that has none."""
    return MergedPart(0, 0, {}, (), Removed(Counter()), was_stamped=False, ink=[])


@dataclass(slots=True)
class Merger:
    """The merged file while it grows. ``pages`` are the dictionaries of its pages in order."""

    title: str
    language: str
    out: Pdf = field(default_factory=Pdf.new)
    trees: Trees = field(init=False)
    layers: JoinedLayers = field(default_factory=JoinedLayers)
    pages: list[Object] = field(default_factory=list)
    has_untagged: bool = False

    def __post_init__(self) -> None:
        self.trees = Trees.start(self.out, self.title, self.language)

    def add(self, source: Source) -> MergedPart:
        """Append the pages of a source, with tags, links, fields and layers. Changes the source.

        All that survives goes over in one copy by qpdf, in C++, with every reference between its objects whole. For that
        the pages stop being pages for a moment: qpdf copies no page that another object refers to.
        """
        pdf, tagged = source.pdf, source.facts.tagged
        places = places_of(pdf)
        removed = Removed(active_content(pdf))
        outline = read_outline(pdf, places)
        renaming = self.trees.renaming(pdf, source.number)
        was_stamped = self._clean(source, places, removed)
        fields = prepare_fields(pdf, places.objects, source.number)
        layers = layers_of(pdf)
        _rewrite_objects(pdf, renaming, removed)
        number_headings(renaming)
        removed.counts[FILES] = max(removed.counts[FILES], embedded_files(pdf))
        ink = _ink(source, places.objects)
        marked = self._mark(source, places.objects)
        bundle = Dictionary(
            Pages=Array([_loose(page) for page in places.objects]),
            Tree=entry(pdf.Root, "/StructTreeRoot") if tagged else None,
            Elements=Array([element for _, element in renaming.identified] if tagged else []),
            Fields=fields,
            FieldResources=mapping(entry(entry(pdf.Root, "/AcroForm"), "/DR")) if fields is not None else None,
            Layers=Array(layers.groups),
            HiddenLayers=Array(layers.hidden),
        )
        whole = pdf.make_indirect(bundle)
        copied = with_deep_stack(len(pdf.objects), lambda: self.out.copy_foreign(whole))
        pages = self._append_pages(items_of(copied.Pages))
        if tagged:
            self.trees.join(copied.get("/Tree"), list(copied.Elements), renaming, source.title, source.language)
        else:
            self.has_untagged = True
            tag_pages(self.trees, pages, marked, source.title, source.language)
        join_fields(self.out, copied.get("/Fields"), copied.get("/FieldResources"))
        self.layers.join(list(copied.Layers), list(copied.HiddenLayers), source.title)
        return MergedPart(len(self.pages) - len(pages), len(pages), places.named, outline, removed, was_stamped, ink)

    def add_front(self, source: Source, parts: Sequence[MergedPart]) -> list[MergedPart]:
        """Put a source before ``parts``, all that is there; gives it and them with their new places."""
        front = self.add(source)
        self.pages[:] = self.pages[front.first :] + self.pages[: front.first]
        self.trees.last_first()
        return [replace(front, first=0), *(replace(part, first=part.first + front.count) for part in parts)]

    def finish(self) -> None:
        """Write what belongs to the whole. Pages are entered first: from here on the file has a page tree."""
        root = self.out.Root.Pages
        root.Kids, root.Count = Array(self.pages), len(self.pages)
        self.trees.finish()
        self.layers.finish(self.out, self.title)
        self.out.Root.MarkInfo = Dictionary(Marked=True, Suspects=self.has_untagged)

    def _clean(self, source: Source, places: Places, removed: Removed) -> bool:
        """Take out what acts, and stamps of an earlier pack; says whether there were such stamps."""
        budget, stamped = Budget(*ROOM_FOR_MARKS), []
        for page in places.objects:
            clean_page(source.pdf, page, places, removed)
            stamped.append(strip_stamps(source.pdf, page, budget))
        for forms in filter(None, stamped):
            drop_stamps(forms)
        return any(forms is not None for forms in stamped)

    def _mark(self, source: Source, pages: Sequence[Object]) -> list[bool]:
        """Close what the content leaves open; says for each page of an untagged file whether it is marked."""
        budget = Budget(*ROOM_FOR_MARKS)
        if not source.facts.tagged:
            return [mark_page(source.pdf, page, budget) for page in pages]
        if not source.facts.is_balanced:
            for page in pages:
                balance_page(source.pdf, page, budget)
        return []

    def _append_pages(self, copies: Iterable[Object]) -> list[Object]:
        root = self.out.Root.Pages
        pages: list[Object] = list(copies)
        for page in pages:
            page.Type = Name.Page
            page.Parent = root
            if "/Annots" in page:
                page.Tabs = Name.S
        self.pages += pages
        return pages


def _ink(source: Source, pages: Sequence[Object]) -> list[Ink]:
    """Where each page has ink; the pages of our own documents have free margins."""
    if source.facts.is_balanced:
        return [Ink()] * len(pages)
    budget = Budget(*ROOM_FOR_INK)
    return [ink_of(page, budget) for page in pages]


def _loose(page: Object) -> Object:
    """The page out of its tree, with what it inherited."""
    for key in INHERITED:
        if key not in page:
            value = inherited(page, key)
            if value is not None:
                page[key] = value
    for key in ("/Parent", "/Type"):
        if key in page:
            del page[key]
    return page


def _rewrite_objects(pdf: Pdf, renaming: Renaming, removed: Removed) -> None:
    """One walk over all objects, for everything that is not reached through a page."""
    catalog = pdf.Root.objgen
    for item in pdf.objects:
        if not isinstance(item, (Dictionary, Stream)):
            continue
        keys = item.keys()
        if "/P" in keys and "/S" in keys and "/Rect" not in keys:
            rename_element(item, keys, renaming)
        if "/StructParent" in keys or "/StructParents" in keys:
            rename_keys(item, renaming)
        if not keys.isdisjoint(HOLDER_EXTRAS) and item.objgen != catalog:
            clean_object(item, keys, removed)
