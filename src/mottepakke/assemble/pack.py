"""Assembling a pack: contents first, then the parts in order, as one accessible PDF."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Self

from msgspec import field
from msgspec.structs import replace
from pikepdf import Object, Pdf

from mottepakke.assemble import codes
from mottepakke.assemble.contents import contents_pages, tag_contents
from mottepakke.assemble.facts import PdfFacts, facts_of
from mottepakke.assemble.findings import character_findings, lowering, lowest_claim, part_findings
from mottepakke.assemble.labels import page_labels, total_pages
from mottepakke.assemble.lacks import Shortcomings, shortcomings_of
from mottepakke.assemble.links import Place, resolve_links
from mottepakke.assemble.merging import MergedPart, Merger, Source, nowhere
from mottepakke.assemble.metadata import write_metadata
from mottepakke.assemble.navigation import write_navigation
from mottepakke.assemble.opening import Sources, saved
from mottepakke.assemble.plan import Claim, PackPart, PackPlan
from mottepakke.assemble.stamps import Stamped, stamp_pages
from mottepakke.assemble.typesetting import Press, Remember, anew
from mottepakke.diagnostics import Diagnostic
from mottepakke.write.written import Written


class AssembledPack(Written, frozen=True):
    """The merged file, what it claims to conform to, its page count, and by id each part's first page (from 1) and facts.

    ``lacking`` says by id what parts from elsewhere lack, ``lowered_by`` which parts keep the pack from a higher claim.
    """

    claim: Claim = field(default_factory=Claim)
    pages: int = 0
    starts: tuple[tuple[str, int], ...] = ()
    facts: tuple[tuple[str, PdfFacts], ...] = ()
    lacking: tuple[tuple[str, Shortcomings], ...] = ()
    lowered_by: tuple[str, ...] = ()
    labels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The numbers printed on each document's pages, by key; the contents' first, under ''."""
    total: str = ""


def assemble_pack(plan: PackPlan) -> AssembledPack:
    """Merge the parts of a pack. Files that `open_attachment` calls unusable must have been replaced before.

    Raises:
        pikepdf.PdfError: a part cannot be read.
        MissingStop: a template or font is missing.
        BugStop: Typst fails on a template.
    """
    with Packer(replace(plan, parts=())) as packer:
        for part in plan.parts:
            packer.add(part)
        return packer.finish()


class Packer:
    """A pack while it grows: each part is merged as it comes, so that merging goes on while later parts are being set.

    `add` and `finish` raise what `assemble_pack` does.
    """

    def __init__(self, plan: PackPlan, remember: Remember = anew) -> None:
        """``plan`` is one without parts; ``remember`` may know the pages and stamps that are set."""
        self._plan = plan
        self._files = Sources()
        try:
            self._press = Press(plan, self._files.folder("sats"), remember)
        except BaseException:
            self._files.close()
            raise
        self._merger = Merger(plan.title, plan.language)
        self._parts: list[PackPart] = []
        self._facts: list[PdfFacts] = []
        self._merged: list[MergedPart] = []
        self._lacking: list[Shortcomings] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def add(self, part: PackPart) -> None:
        """Append a part."""
        pdf = self._files.open(part.data)
        facts = facts_of(pdf)
        source = Source(len(self._parts) + 1, pdf, facts, part.name, facts.language or part.language)
        proven = part.conformance
        self._lacking.append(shortcomings_of(pdf, facts) if proven is None else Shortcomings(proven))
        self._parts.append(part)
        self._facts.append(facts)
        self._merged.append(self._merger.add(source))

    def finish(self, *, with_contents: bool = True) -> AssembledPack:
        """The pack, with its contents pages before the parts, or without any."""
        plan = replace(self._plan, parts=tuple(self._parts))
        merger, pages = self._merger, self._merger.pages
        contents = contents_pages(self._press, plan, [facts.pages for facts in self._facts])
        front = _front(plan, self._files.open(contents.data))
        merged = merger.add_front(front, self._merged) if with_contents else [nowhere(), *self._merged]
        dangling = list(_resolve_links(plan, pages, merged))
        keys = ("", *(part.key for part in plan.parts))
        labels = page_labels([(key, place.count) for key, place in zip(keys, merged, strict=True)], plan.kept)
        stamped = _stamped(plan, pages, merged, labels)
        total = total_pages(labels, plan.kept)
        missing = {*contents.missing, *stamp_pages(self._press, self._files, merger.out, stamped, total)}
        merger.finish()
        write_navigation(plan, merger.out, pages, merged, [label for own in labels for label in own])
        claim = lowest_claim(plan, self._lacking)
        write_metadata(merger.out, front.pdf, plan, claim)
        data = saved(merger.out)
        lost = part_findings(plan, self._facts, merged[1:], self._lacking)
        found = (*lost, *dangling, *character_findings(plan, missing))
        starts = tuple((part.id, place.first + 1) for part, place in zip(plan.parts, merged[1:], strict=True))
        facts = tuple((part.id, seen) for part, seen in zip(plan.parts, self._facts, strict=True))
        lacking = tuple((part.id, lacks) for part, lacks in zip(plan.parts, self._lacking, strict=True))
        numbers = tuple(zip(keys, labels, strict=True))
        lowered = lowering(plan, self._lacking)
        return AssembledPack(data, found, claim, len(pages), starts, facts, lacking, lowered, numbers, total)


def _front(plan: PackPlan, pdf: Pdf) -> Source:
    tag_contents(pdf)
    return Source(0, pdf, facts_of(pdf), plan.words.contents, plan.language)


def _resolve_links(plan: PackPlan, pages: Sequence[Object], merged: Sequence[MergedPart]) -> Iterator[Diagnostic]:
    """Links of the contents and of every part; those that name no document of the pack are reported."""
    places = {part.id: Place(part.name, place) for part, place in zip(plan.parts, merged[1:], strict=True)}
    list(resolve_links(pages, merged[0], "", places))
    for part, place in zip(plan.parts, merged[1:], strict=True):
        for address in resolve_links(pages, place, posixpath.dirname(part.id), places):
            yield Diagnostic.at(codes.LINK_NOT_IN_PACK, part.place, title=part.name, address=address)


def _stamped(
    plan: PackPlan, pages: Sequence[Object], merged: Sequence[MergedPart], labels: Sequence[tuple[str, ...]]
) -> list[Stamped]:
    """Each page with the name and the number that are printed on it."""
    names = [plan.words.contents, *(part.name for part in plan.parts)]
    found = [
        (name, label, ink)
        for name, place, own in zip(names, merged, labels, strict=True)
        for label, ink in zip(own, place.ink, strict=True)
    ]
    return [Stamped(page, *printed) for page, printed in zip(pages, found, strict=True)]
