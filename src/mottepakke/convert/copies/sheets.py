"""Excel files (ECMA-376 part 1 §18): nothing computed from outside or from the clock, and pages a person can read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from mottepakke.convert.copies.formulas import changing, outside, unsafe_link, with_saved_date
from mottepakke.convert.copies.package import Parts
from mottepakke.convert.copies.paper import A4, MARGIN, Fit, Paper, fitted
from mottepakke.convert.copies.relations import read_relations
from mottepakke.convert.copies.setting import Setting
from mottepakke.convert.copies.xml import attribute, child, named, parse, remove, remove_all, sibling_name
from mottepakke.convert.notes import Notes
from mottepakke.safe_xml import Element, local, serialise

HIDDEN = frozenset(("hidden", "veryHidden"))
TRUE = frozenset(("1", "true", "on"))
TEXTS = frozenset(("s", "str", "inlineStr"))
SHEET_PART = re.compile(r".*sheets/[^/]+\.xml")
HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
HEADER_CODE = re.compile(r"&([&DTFZ])")
HEADER_FIELDS = {"D": "DATE", "T": "TIME", "Z": "PATH"}
COLUMN = re.compile(r"[A-Z]+")
PAPERS = {"": A4, "8": (11.69, 16.54), "9": A4, "11": (5.83, 8.27), "1": (8.5, 11.0)}
"""Sides in inches by ``paperSize`` (§18.3.1.63)."""
PIXELS_A_CHARACTER, PADDING, PIXELS_AN_INCH = 7, 5, 96
"""Of Calibri 11 and Arial 10, the fonts of nearly all sheets (§18.3.1.13)."""
USUAL_WIDTH = 8.43
EMU_AN_INCH = 914_400
MOST_COLUMNS = 16_384
AFTER_PAGE_SETUP = frozenset(
    (
        *("headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
        *("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
        *("webPublishItems", "tableParts", "extLst"),
    )
)
AFTER_PRINT_OPTIONS = AFTER_PAGE_SETUP | {"pageMargins", "pageSetup"}


def cleaner(setting: Setting) -> Callable[[Element, str], None]:
    """What makes each part of a workbook ready to print."""
    workbook = parse(setting.parts[setting.main], setting.main)
    targets = {one.id: one.target for one in read_relations(setting.parts, setting.main)}
    names: dict[str, str] = {}
    for sheet in named(workbook, "sheet"):
        if attribute(sheet, "state") in HIDDEN:
            setting.notes.hidden_sheets.append(attribute(sheet, "name"))
        else:
            relation = next((value for key, value in sheet.attrib.items() if "/relationships}" in key), "")
            names[targets.get(relation, "")] = attribute(sheet, "name")

    def clean(root: Element, part: str) -> None:
        _freeze_cells(root, setting.notes)
        _freeze_rules(root, setting.notes)
        _clean_links(root)
        _clean_headers(root, setting)
        _remove_shown_comments(root)
        if local(root) == "worksheet" and part in names:
            _fit(root, names[part], _drawings(setting, part), setting.notes)
            if _has_heads(root):
                setting.notes.headed.add(names[part])

    return clean


def _drawings(setting: Setting, part: str) -> list[Element]:
    """The anchors of what is drawn on a sheet."""
    found = (one.target for one in read_relations(setting.parts, part) if one.kind == "drawing" and not one.external)
    trees = (parse(setting.parts[target], target) for target in found if target in setting.parts)
    return [anchor for tree in trees for anchor in named(tree, "twoCellAnchor", "oneCellAnchor")]


def _reason(formula: str, notes: Notes) -> bool:
    """Whether a formula has to go; takes note why."""
    fetched, clock, link = outside(formula), changing(formula), unsafe_link(formula)
    if fetched:
        notes.external.add(fetched)
    elif clock:
        notes.frozen.add(clock)
    elif link:
        notes.links.add(link)
    return bool(fetched or clock or link)


def _freeze_cells(root: Element, notes: Notes) -> None:
    """Take formulas away that may not be computed; the value they had when saved stays."""
    formulas = [one for one in root.iter("{*}f") if local(one.getparent()) == "c"]
    refused = {one for one in formulas if one.text and _reason(one.text, notes)}
    shared = {attribute(one, "si") for one in refused if attribute(one, "t") == "shared"}
    for one in formulas:
        if one in refused or (attribute(one, "t") == "shared" and attribute(one, "si") in shared):
            remove(one)


def _freeze_rules(root: Element, notes: Notes) -> None:
    """Rules of colouring that ask for today's date get the day the file was saved; what would fetch goes."""
    for rule in named(root, "cfRule", "dataValidation", "definedName"):
        formulas = [rule] if local(rule) == "definedName" else named(rule, "formula", "formula1", "formula2", "f")
        if attribute(rule, "type") == "timePeriod":
            notes.frozen.add("DATE")
            remove(rule)
        for one in formulas:
            text = one.text or ""
            if changing(text) in ("TODAY", "NOW") and not outside(text):
                one.text = with_saved_date(text, notes.modified) or "0"
                notes.frozen.add("TODAY")
            elif _reason(text, notes) and rule.getparent() is not None:
                remove(rule)


def _clean_links(root: Element) -> None:
    """A link without an address and without a place in the workbook leads nowhere (§18.3.1.47)."""
    for link in named(root, "hyperlink"):
        if not attribute(link, "id") and not attribute(link, "location"):
            remove(link)


def _clean_headers(root: Element, setting: Setting) -> None:
    """Headers and footers (§18.3.1.46) name the file as its author does, and neither a folder nor the time."""

    def replaced(found: re.Match[str]) -> str:
        if found[1] == "&":
            return found[0]
        if found[1] == "F":
            return setting.file.replace("&", "&&")
        setting.notes.frozen.add(HEADER_FIELDS[found[1]])
        return ""

    for element in named(root, *HEADERS):
        element.text = HEADER_CODE.sub(replaced, element.text or "")


def _remove_shown_comments(root: Element) -> None:
    """The frames of comments that are set to be always visible."""
    if local(root) == "xml":
        remove_all(one.getparent() for one in named(root, "ClientData") if attribute(one, "ObjectType").lower() == "note")


def _fit(root: Element, name: str, drawings: Sequence[Element], notes: Notes) -> None:
    setup, properties = child(root, "pageSetup"), child(root, "sheetPr")
    if _is_set(root, setup, properties):
        return
    fit = fitted(_width(root, drawings), _paper(root, setup))
    if fit:
        _write_fit(root, fit)
    if fit and fit.pages > 1:
        notes.wide.append((name, fit.pages))
    else:
        notes.narrow.add(name)


def _has_heads(root: Element) -> bool:
    """Whether the first row that holds something holds two or more texts, and nothing else, and others follow."""
    rows = [[cell for cell in row if len(cell)] for row in root.iter("{*}row") if attribute(row, "hidden") not in TRUE]
    filled = [row for row in rows if row]
    return len(filled) > 1 and len(filled[0]) > 1 and all(attribute(cell, "t") in TEXTS for cell in filled[0])


def with_grid(parts: Parts) -> Parts:
    """The twin of a workbook: sheets that print no grid (§18.3.1.70) print it, and the others do not."""
    return {name: _toggled(data, name) if SHEET_PART.fullmatch(name) else data for name, data in parts.items()}


def _toggled(data: bytes, part: str) -> bytes:
    root = parse(data, part)
    if local(root) != "worksheet":
        return data
    options = child(root, "printOptions")
    if options is None:
        options = etree.Element(sibling_name(root, "printOptions"))
        following = next((one for one in root if local(one) in AFTER_PRINT_OPTIONS), None)
        root.insert(len(root) if following is None else root.index(following), options)
    options.set("gridLines", "0" if attribute(options, "gridLines") in TRUE else "1")
    return serialise(root)


def _is_set(root: Element, setup: Element | None, properties: Element | None) -> bool:
    """Whether the author has decided how the sheet goes onto pages."""
    fits = properties is not None and any(attribute(one, "fitToPage") in TRUE for one in properties)
    scaled = setup is not None and attribute(setup, "scale") not in ("", "100")
    return fits or scaled or child(root, "colBreaks") is not None


def _paper(root: Element, setup: Element | None) -> Paper:
    margins = child(root, "pageMargins")
    sides = PAPERS.get(attribute(setup, "paperSize") if setup is not None else "", A4)
    space = 2 * MARGIN if margins is None else _number(attribute(margins, "left")) + _number(attribute(margins, "right"))
    orientation = attribute(setup, "orientation") if setup is not None else ""
    return Paper(sides, space, orientation if orientation in ("landscape", "portrait") else "")


def _width(root: Element, drawings: Sequence[Element]) -> float:
    """How far to the right the cells and drawings of a sheet reach, in inches."""
    used = max(_used_columns(root), default=0)
    widths = _widths(root, max([used, *(_number_of(anchor, "to", "col") + 1 for anchor in drawings)]))
    right = sum(widths[:used])
    for anchor in drawings:
        column, offset = _number_of(anchor, "from", "col"), _number_of(anchor, "from", "colOff")
        size = child(anchor, "ext")
        if child(anchor, "to") is not None:
            column, offset = _number_of(anchor, "to", "col"), _number_of(anchor, "to", "colOff")
        elif size is not None:
            offset += int(_number(attribute(size, "cx")))
        right = max(right, sum(widths[:column]) + offset / EMU_AN_INCH)
    return right


def _number_of(anchor: Element, corner: str, name: str) -> int:
    """A column, or the way into it, of one corner of a drawing (ECMA-376 part 1 §20.5.2.5)."""
    found = child(child(anchor, corner), name)
    return min(int(_number(found.text or "")), EMU_AN_INCH * 100) if found is not None else 0


def _widths(root: Element, count: int) -> list[float]:
    """The widths of the first ``count`` columns, in inches; hidden ones have none."""
    count = min(count, MOST_COLUMNS)
    usual = child(root, "sheetFormatPr")
    default = (_number(attribute(usual, "defaultColWidth")) if usual is not None else 0) or USUAL_WIDTH
    widths = [default] * count
    for column in named(root, "col"):
        first, last = int(_number(attribute(column, "min"))), int(_number(attribute(column, "max")))
        own = 0.0 if attribute(column, "hidden") in TRUE else _number(attribute(column, "width")) or default
        for index in range(max(first, 1), min(last, count) + 1):
            widths[index - 1] = own
    return [(width * PIXELS_A_CHARACTER + PADDING) / PIXELS_AN_INCH if width else 0.0 for width in widths]


def _used_columns(root: Element) -> Iterator[int]:
    for cell in root.iter("{*}c"):
        found = COLUMN.match(attribute(cell, "r"))
        if found and len(found[0]) <= 3 and len(cell):
            yield sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(found[0])))


def _number(text: str) -> float:
    try:
        return max(float(text), 0.0)
    except ValueError:
        return 0.0


def _write_fit(root: Element, fit: Fit) -> None:
    """Set the sheet to shrink to so many pages across, and as many down as it takes (§18.3.1.63, §18.3.1.65)."""
    properties = child(root, "sheetPr")
    if properties is None:
        properties = etree.Element(sibling_name(root, "sheetPr"))
        root.insert(0, properties)
    page = child(properties, "pageSetUpPr")
    if page is None:
        page = etree.SubElement(properties, sibling_name(root, "pageSetUpPr"))
    page.set("fitToPage", "1")
    setup = child(root, "pageSetup")
    if setup is None:
        setup = etree.Element(sibling_name(root, "pageSetup"))
        setup.set("paperSize", "9")
        following = next((one for one in root if local(one) in AFTER_PAGE_SETUP), None)
        root.insert(len(root) if following is None else root.index(following), setup)
    setup.set("orientation", "landscape" if fit.landscape else "portrait")
    setup.set("fitToWidth", str(fit.pages))
    setup.set("fitToHeight", "0")
