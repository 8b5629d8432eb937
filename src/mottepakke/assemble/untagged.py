"""Parts without tags.

A reader that follows the tags of the pack would pass over the pages of an untagged part as if they were not there. So
each of its pages becomes one paragraph, in the order in which its content is drawn, and its links and form fields are
named after it: whatever text the page holds can be heard. That is help, not conformance: headings, tables and pictures
stay unknown, so the structure tree is marked as having /Suspects, and the pack claims neither PDF/UA nor level A. No
picture gets an invented alternative text, which would satisfy a validator and tell a listener nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError

from mottepakke.assemble.budget import Budget
from mottepakke.assemble.content import Balance, balance_of, drop_ids, wrap_content
from mottepakke.assemble.objects import entry, items_of, mapping, name_of
from mottepakke.assemble.structure import Trees

ELEMENT_OF = {"Link": Name.Link, "Widget": Name.Form}
PARAGRAPH = b"/P <</MCID 0>> BDC\n"


def balance_page(pdf: Pdf, page: Object, budget: Budget) -> None:
    """Close what the content of a tagged page leaves open, so that what is drawn after it stands by itself."""
    balance = _balance(page, budget)
    if balance and (balance.prefix or len(balance.suffix) > 1):
        wrap_content(pdf, page, balance.prefix, balance.suffix)


def mark_page(pdf: Pdf, page: Object, budget: Budget) -> bool:
    """Mark the whole content of an untagged page as one paragraph; says whether that was possible."""
    for key in ("/StructParents", "/Tabs"):
        if key in page:
            del page[key]
    balance = _balance(page, budget)
    if balance and balance.has_ids:
        drop_ids(pdf, page)
        balance = _balance(page, budget)
    if balance is None or balance.stray_ends:
        return False
    wrap_content(pdf, page, PARAGRAPH + balance.prefix, balance.suffix + b"EMC\n")
    return True


def tag_pages(trees: Trees, pages: Sequence[Object], marked: Sequence[bool], title: str, language: str) -> None:
    """Add a /Part with a paragraph a page and an element for each link and form field."""
    part = trees.new_part(title, language)
    for page, is_marked in zip(pages, marked, strict=True):
        if is_marked:
            element = _element(trees, part, Name.P, page)
            element.K = 0
            page.StructParents = trees.add_parent(Array([element]))
        annotations = [item for item in items_of(page.get("/Annots")) if mapping(item) is not None and item.is_indirect]
        for annotation in annotations:
            _tag_annotation(trees, part, page, annotation)


def _tag_annotation(trees: Trees, part: Object, page: Object, annotation: Object) -> None:
    kind = name_of(entry(annotation, "/Subtype"))
    if kind == "Popup":
        return
    element = _element(trees, part, ELEMENT_OF.get(kind, Name.Annot), page)
    element.K = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)
    annotation.StructParent = trees.add_parent(element)


def _element(trees: Trees, part: Object, kind: Name, page: Object) -> Object:
    element = trees.out.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=part, Pg=page))
    part.K.append(element)
    return element


def _balance(page: Object, budget: Budget) -> Balance | None:
    """What the content leaves open; None where it cannot or should not be read."""
    try:
        return balance_of(page) if budget.allows(page) else None
    except PdfError:
        return None
