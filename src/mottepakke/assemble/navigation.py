"""The ways through a pack: outline, page labels and named destinations, which agree with the printed numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from mottepakke.assemble.destinations import Target
from mottepakke.assemble.merging import MergedPart
from mottepakke.assemble.outline import Bookmark, shifted, write_outline
from mottepakke.assemble.plan import PackPart, PackPlan


def write_navigation(
    plan: PackPlan, out: Pdf, pages: Sequence[Object], merged: Sequence[MergedPart], labels: Sequence[str]
) -> None:
    """Write all three; ``merged`` begins with the contents pages, ``labels`` are the numbers of all pages."""
    write_outline(out, bookmarks(plan, merged), pages)
    _write_names(plan, out, pages, merged[1:])
    out.Root.PageLabels = Dictionary(Nums=Array(list(_page_labels(labels))))
    out.Root.PageMode = Name.UseOutlines


def _page_labels(labels: Sequence[str]) -> Iterator[int | Dictionary]:
    """Runs of whole numbers, and every other label by itself (ISO 32000-1, 12.4.2)."""
    following = ""
    for index, label in enumerate(labels):
        if label != following or not label.isdigit():
            yield index
            yield Dictionary(S=Name.D, St=int(label)) if label.isdigit() else Dictionary(P=label)
        following = str(int(label) + 1) if label.isdigit() else ""


def bookmarks(plan: PackPlan, merged: Sequence[MergedPart]) -> list[Bookmark]:
    """Contents, then case by case its documents, with the documents' own headings below them."""
    found = [Bookmark(plan.words.contents, Target(0))] if merged[0].count else []
    pairs = zip(plan.parts, merged[1:], strict=True)
    for case, group in groupby(pairs, key=lambda pair: pair[0].case):
        documents = _nested(list(group))
        if case is None:
            found += documents
        else:
            found.append(Bookmark(case, documents[0].target, tuple(documents), is_open=True, is_bold=True))
    return found


def _nested(pairs: Sequence[tuple[PackPart, MergedPart]]) -> list[Bookmark]:
    """The documents of one case, those of level 2 under the one before them."""
    found: list[Bookmark] = []
    for part, place in pairs:
        mark = Bookmark(part.name, Target(place.first), shifted(place.outline, place.first))
        if part.level > 1 and found:
            found[-1] = found[-1].with_child(mark)
        else:
            found.append(mark)
    return found


def _write_names(plan: PackPlan, out: Pdf, pages: Sequence[Object], merged: Sequence[MergedPart]) -> None:
    """One named destination a document, its id, for links from outside (``pack.pdf#toppnotat/17-25-x``)."""
    named = sorted({part.id.encode(): place.first for part, place in zip(plan.parts, merged, strict=True)}.items())
    values = [value for name, first in named for value in (String(name), Array([pages[first], Name.Fit]))]
    out.Root.Names = Dictionary(Dests=out.make_indirect(Dictionary(Names=Array(values))))
