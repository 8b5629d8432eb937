"""The contents pages: set with Typst in the look of the other documents, however many pages they take themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import ceil

from pikepdf import Array, Dictionary, Name, Pdf

from mottepakke.assemble.codes import TYPST_FAILED
from mottepakke.assemble.labels import page_labels
from mottepakke.assemble.objects import entry, items_of, name_of
from mottepakke.assemble.opening import opened
from mottepakke.assemble.plan import PackPart, PackPlan
from mottepakke.assemble.typesetting import Press, Typeset
from mottepakke.diagnostics import BugStop, Diagnostic
from mottepakke.model.source import Span

TEMPLATE = "innhold.typ"
ENTRIES_A_PAGE = 46
ENTRIES_A_CASE = 1.6
ENTRIES_A_TITLE = 3
"""How much room the standard layout takes for a case and for the title, in entries of one line."""
MAX_ROUNDS = 6
CONTENTS_ROLES = {"L": Name.TOC, "LI": Name.TOCI, "LBody": Name.Reference, "Div": Name.Span}
"""A list becomes a table of contents, and the cells of an entry parts of its line."""


def contents_pages(press: Press, plan: PackPlan, pages: Sequence[int]) -> Typeset:
    """The contents with the right page numbers.

    ``pages`` are the parts' page counts. The numbers depend on the contents' own length, and that on the numbers only
    where a layout lets their width change the line breaks; the length is right once it agrees with itself.
    """
    own = _likely_length(plan)
    result = press.typeset(TEMPLATE, _data(plan, pages, own))
    for _ in range(MAX_ROUNDS):
        found = _page_count(result.data)
        if found == own:
            return result
        own = found
        result = press.typeset(TEMPLATE, _data(plan, pages, own))
    raise BugStop(Diagnostic.at(TYPST_FAILED, Span(TEMPLATE), error="the contents' length does not settle"))


def _likely_length(plan: PackPlan) -> int:
    """The pages of the contents if every entry is one line; each wrong guess costs a setting more."""
    cases = sum(1 for case, _ in groupby(plan.parts, key=lambda part: part.case) if case is not None)
    return ceil((ENTRIES_A_TITLE + len(plan.parts) + ENTRIES_A_CASE * cases) / ENTRIES_A_PAGE)


def tag_contents(pdf: Pdf) -> None:
    """Tag the lists of the contents pages as tables of contents (ISO 32000-1, table 333), which Typst cannot say."""
    for element in pdf.objects:
        role = name_of(element.get("/S")) if isinstance(element, Dictionary) and "/P" in element else ""
        if role in CONTENTS_ROLES:
            element.S = CONTENTS_ROLES[role]
            if "/A" in element:
                del element["/A"]
        if role == "LI":
            element.K = Array([kid for kid in items_of(element.get("/K")) if name_of(entry(kid, "/S")) != "Lbl"])


def _data(plan: PackPlan, pages: Sequence[int], own: int) -> dict[str, object]:
    keys = [("", own), *((part.key, count) for part, count in zip(plan.parts, pages, strict=True))]
    labels = page_labels(keys, plan.kept)[1:]
    starts = {part.id: own_labels[0] for part, own_labels in zip(plan.parts, labels, strict=True)}
    groups = [
        {"case": case, "entries": [_entry(part, starts[part.id]) for part in parts]}
        for case, parts in groupby(plan.parts, key=lambda part: part.case)
    ]
    return {"heading": plan.words.contents, "groups": groups}


def _entry(part: PackPart, page: str) -> dict[str, object]:
    label = part.listed if part.case and part.listed else part.label
    return {"label": label, "name": part.title, "level": part.level, "page": page, "target": part.id}


def _page_count(data: bytes) -> int:
    with opened(data) as pdf:
        return len(pdf.pages)
