"""OpenDocument spreadsheets: hidden sheets named, and pages a person can read."""

from __future__ import annotations

import re

from mottepakke.convert.notes import Notes
from mottepakke.convert.odf_content import FO, TABLE
from mottepakke.convert.paper import A4, INCH, MARGIN, Fit, Paper, fitted
from mottepakke.convert.xml import Element, attribute, child, local, named

STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
LENGTH = re.compile(r"([\d.]+)(cm|mm|in|pt)$")
MILLIMETRES = {"cm": 10.0, "mm": 1.0, "in": INCH, "pt": INCH / 72}
USUAL_WIDTH = 22.58 / INCH
DECIDED = ("scale-to", "scale-to-pages", "scale-to-X", "scale-to-Y")
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
        layout = _layout(table, content, styles)
        if layout is None or any(f"{{{STYLE}}}{name}" in layout.attrib for name in DECIDED[:2]):
            continue
        fit = fitted(_width(table, widths), _paper(layout))
        name = table.get(f"{{{TABLE}}}name", "")
        if fit and name not in notes.hidden_sheets:
            _write_fit(layout, fit)
            if fit.pages > 1:
                notes.wide.append((name, fit.pages))


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
