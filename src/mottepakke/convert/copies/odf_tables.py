"""OpenDocument spreadsheets: hidden sheets named, and pages a person can read."""

from __future__ import annotations

import re

from mottepakke.convert.copies.odf_content import FO, OFFICE, TABLE
from mottepakke.convert.copies.package import Parts
from mottepakke.convert.copies.paper import A4, INCH, MARGIN, Fit, Paper, fitted
from mottepakke.convert.copies.xml import attribute, child, named, parse
from mottepakke.convert.notes import Notes
from mottepakke.safe_xml import Element, local, serialise

STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
LENGTH = re.compile(r"([\d.]+)(cm|mm|in|pt)$")
MILLIMETRES = {"cm": 10.0, "mm": 1.0, "in": INCH, "pt": INCH / 72}
USUAL_WIDTH = 22.58 / INCH
DECIDED = ("scale-to", "scale-to-pages", "scale-to-X", "scale-to-Y")
PRINT, USUALLY_PRINTED = f"{{{STYLE}}}print", "charts drawings objects zero-values"
VALUE_TYPE = f"{{{OFFICE}}}value-type"
MOST_COLUMNS = 16_384


def note_hidden_tables(content: Element, notes: Notes) -> None:
    """Take note of the names of sheets that are not displayed (part 3, 20.151)."""
    hidden = {
        style.get(f"{{{STYLE}}}name")
        for style in named(content, "style")
        if any(attribute(one, "display") == "false" for one in named(style, "table-properties"))
    }
    for table in _tables(content):
        if table.get(f"{{{TABLE}}}style-name") in hidden:
            notes.hidden_sheets.append(table.get(f"{{{TABLE}}}name", ""))


def fit_tables(content: Element, styles: Element | None, notes: Notes) -> None:
    """Shrink sheets that are wider than their paper, unless the author has decided how they go onto pages."""
    if styles is None:
        return
    widths = {style.get(f"{{{STYLE}}}name"): _column_width(style) for style in named(content, "style")}
    for table in _tables(content):
        name = table.get(f"{{{TABLE}}}name", "")
        if _has_heads(table):
            notes.headed.add(name)
        layout = _layout(table, content, styles)
        if layout is None or any(f"{{{STYLE}}}{name}" in layout.attrib for name in DECIDED[:2]):
            continue
        fit = fitted(_width(table, widths), _paper(layout))
        if name in notes.hidden_sheets:
            continue
        if fit:
            _write_fit(layout, fit)
        if fit and fit.pages > 1:
            notes.wide.append((name, fit.pages))
        else:
            notes.narrow.add(name)


def with_printed_grid(parts: Parts) -> Parts:
    """The twin of a spreadsheet: pages that print no grid (part 3, 20.335) print it, and the others do not."""
    root = parse(parts["styles.xml"], "styles.xml") if "styles.xml" in parts else None
    if root is None:
        return parts
    for layout in named(root, "page-layout-properties"):
        printed = layout.get(PRINT, USUALLY_PRINTED).split()
        layout.set(PRINT, " ".join([one for one in printed if one != "grid"] if "grid" in printed else [*printed, "grid"]))
    return {**parts, "styles.xml": serialise(root)}


def _tables(content: Element) -> list[Element]:
    return [one for body in named(content, "spreadsheet") for one in body if local(one) == "table"]


def _column_width(style: Element) -> float:
    found = next((attribute(one, "column-width") for one in named(style, "table-column-properties")), "")
    return _inches(found) or USUAL_WIDTH


def _layout(table: Element, content: Element, styles: Element) -> Element | None:
    """The properties of the page (part 3, 17.2) that a sheet is printed on."""
    own = table.get(f"{{{TABLE}}}style-name")
    master = next(
        (attribute(s, "master-page-name") for s in named(content, "style") if s.get(f"{{{STYLE}}}name") == own), ""
    )
    page = next((p for p in named(styles, "master-page") if p.get(f"{{{STYLE}}}name") == (master or "Default")), None)
    wanted = attribute(page, "page-layout-name") if page is not None else ""
    layout = next((p for p in named(styles, "page-layout") if p.get(f"{{{STYLE}}}name") == wanted), None)
    return child(layout, "page-layout-properties")


def _paper(layout: Element) -> Paper:
    sides = sorted(filter(None, (_inches(layout.get(f"{{{FO}}}page-{side}", "")) for side in ("width", "height"))))
    margins = [layout.get(f"{{{FO}}}margin-{side}") or layout.get(f"{{{FO}}}margin", "") for side in ("left", "right")]
    space = sum(_inches(margin) for margin in margins) or 2 * MARGIN
    orientation = layout.get(f"{{{STYLE}}}print-orientation", "")
    return Paper((sides[0], sides[1]) if len(sides) == 2 else A4, space, orientation)


def _width(table: Element, widths: dict[str, float]) -> float:
    """The width of all columns up to the last one that holds something, in inches."""
    used = max((_used_columns(row) for row in named(table, "table-row")), default=0)
    total, column = 0.0, 0
    for one in named(table, "table-column"):
        count = min(_repeated(one), max(used - column, 0))
        column += count
        if attribute(one, "visibility") in ("", "visible"):
            total += count * widths.get(one.get(f"{{{TABLE}}}style-name", ""), USUAL_WIDTH)
    return total


def _has_heads(table: Element) -> bool:
    """Whether the first row that holds something holds two or more texts, and nothing else, and others follow."""
    rows = [[cell for cell in row if local(cell) == "table-cell" and len(cell)] for row in named(table, "table-row")]
    filled = [row for row in rows if row]
    heads = filled[0] if len(filled) > 1 else []
    return len(heads) > 1 and all(cell.get(VALUE_TYPE, "string") == "string" for cell in heads)


def _used_columns(row: Element) -> int:
    last = column = 0
    for cell in row:
        if local(cell) in ("table-cell", "covered-table-cell"):
            column += _repeated(cell)
            if len(cell) and column <= MOST_COLUMNS:
                last = column
    return last


def _repeated(element: Element) -> int:
    text = attribute(element, "number-columns-repeated")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 1


def _inches(text: str) -> float:
    found = LENGTH.match(text)
    return float(found[1]) * MILLIMETRES[found[2]] / INCH if found and found[1].count(".") <= 1 else 0.0


def _write_fit(layout: Element, fit: Fit) -> None:
    """Set a page to shrink to so many pages across; sheets may share it, and the widest decides."""
    key = f"{{{STYLE}}}scale-to-X"
    already = layout.get(key, "0")
    layout.set(key, str(max(fit.pages, int(already) if already.isdigit() else 0)))
    if fit.landscape and layout.get(f"{{{STYLE}}}print-orientation") != "landscape":
        layout.set(f"{{{STYLE}}}print-orientation", "landscape")
        short, long = _paper(layout).sides
        layout.set(f"{{{FO}}}page-width", f"{long}in")
        layout.set(f"{{{FO}}}page-height", f"{short}in")
