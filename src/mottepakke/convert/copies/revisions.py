"""Tracked changes of Word files (ECMA-376 part 1 §17.13.5), accepted as Word's «Godta alle endringer» does."""

from __future__ import annotations

from lxml import etree

from mottepakke.convert.copies.xml import child, named, remove, remove_all, sibling_name, space, unwrap
from mottepakke.safe_xml import Element, local

TAKEN_OUT = ("del", "moveFrom")
PUT_IN = ("ins", "moveTo")
MARKED = frozenset(("rPr", "trPr", "ctrlPr", "numPr"))
"""Where a change is only a mark on what stands around it: a paragraph's end, a table row, a formula."""

LEFTOVERS = (
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "tcPrChange", "trPrChange"),
    *("numberingChange", "cellIns", "cellMerge", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart"),
    *("moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
    *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
    *("delText", "delInstrText", "trackRevisions"),
)
PASSED_OVER = frozenset(("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"))
"""May stand between two paragraphs that become one."""
VISIBLE = ("t", "drawing", "pict", "object", "sym", "fldChar", "fldSimple", "br", "tab", "footnoteReference", "oMath", "sdt")
WORD = "wordprocessingml"


def accept_changes(root: Element) -> int:
    """Accept every tracked change of a part; gives how many insertions, deletions and moves there were."""
    changes = [one for one in named(root, *TAKEN_OUT, *PUT_IN) if WORD in space(one)]
    cells = named(root, "cellDel")
    if changes or cells:
        _remove_content(changes)
        _remove_rows(changes)
        remove_all([cell.getparent().getparent() for cell in cells])
        _join_paragraphs(changes)
        for one in changes:
            if local(one) in PUT_IN and not _is_mark(one):
                unwrap(one)
        remove_all(one for one in changes if one.getparent() is not None)
        _close_cells(root)
    remove_all(one for one in named(root, *LEFTOVERS) if WORD in space(one))
    return len(changes) + len(cells)


def _around(element: Element) -> str:
    """The name of what an element stands in; '' where it has been removed."""
    parent = element.getparent()
    return "" if parent is None else local(parent)


def _is_mark(change: Element) -> bool:
    return _around(change) in MARKED


def _remove_content(changes: list[Element]) -> None:
    for one in changes:
        if local(one) in TAKEN_OUT and not _is_mark(one):
            remove(one)


def _remove_rows(changes: list[Element]) -> None:
    """Remove deleted table rows, and tables without rows."""
    for one in changes:
        if local(one) not in TAKEN_OUT or _around(one) != "trPr":
            continue
        row = one.getparent().getparent()
        table = row.getparent()
        remove(row)
        if table is not None and child(table, "tr") is None:
            remove(table)


def _join_paragraphs(changes: list[Element]) -> None:
    """Where the end of a paragraph is deleted, its text begins the next one, whose look the whole takes."""
    for one in changes:
        if local(one) in TAKEN_OUT and _around(one) == "rPr" and _around(one.getparent()) == "pPr":
            paragraph = one.getparent().getparent().getparent()
            if paragraph is not None and paragraph.getparent() is not None:
                _join_with_next(paragraph)


def _join_with_next(paragraph: Element) -> None:
    after = paragraph.getnext()
    while after is not None and local(after) in PASSED_OVER:
        after = after.getnext()
    if after is not None and local(after) == "p":
        start = 0 if child(after, "pPr") is None else 1
        content = [one for one in paragraph if local(one) != "pPr"]
        for index, element in enumerate(content):
            after.insert(start + index, element)
        remove(paragraph)
    elif not named(paragraph, *VISIBLE):
        remove(paragraph)


def _close_cells(root: Element) -> None:
    """A cell ends with a paragraph (§17.4.65), also where its last one was deleted."""
    for cell in named(root, "tc"):
        if len(cell) == 0 or local(cell[-1]) not in ("p", "sdt"):
            etree.SubElement(cell, sibling_name(cell, "p"))
