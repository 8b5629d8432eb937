"""Tags for what LibreOffice leaves without: the cells of spreadsheets as tables, their links, and painting as artifacts.

ISO 14289-1, 7.1 wants everything on a page either tagged or marked as an artifact; 7.5 wants tables as tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from mottepakke.convert.files import DECORATION
from mottepakke.convert.finish.grid import Grid, grid_of
from mottepakke.convert.finish.marks import Survey, marked, survey
from mottepakke.convert.finish.tree import Id, Tree, elements_below, id_of, items, page_of

Place = tuple[int, int]
"""Row and column of a cell on a page."""
MOST_TEXTS = 60_000
"""Some 150 pages full of cells; a longer sheet is no reading matter, and is left as it is."""


@dataclass(slots=True)
class _Page:
    """A page with what stands on it.

    ``cells`` gives the marks and elements in each cell, ``moved`` the elements among them, ``loose`` new elements that are
    in none; ``decoration`` holds marks that are to be artifacts; ``tables`` are those that begin on the page.
    """

    obj: Any
    instructions: list[Any]
    found: Survey
    grid: Grid | None = None
    sheet: str = ""
    cells: dict[Place, list[Any]] = field(default_factory=dict)
    moved: set[Id] = field(default_factory=set)
    parents: dict[int, Any] = field(default_factory=dict)
    loose: list[Any] = field(default_factory=list)
    decoration: set[int] = field(default_factory=set)
    tables: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is known of a workbook's sheets, by name: those with a row of headings, and those one page wide."""

    headed: frozenset[str] = frozenset()
    narrow: frozenset[str] = frozenset()


NO_SHEETS = Sheets()


def tag(pdf: Pdf, twin: Pdf | None, sheets: Sheets = NO_SHEETS) -> bool:
    """Tag what is not tagged yet; ``twin`` shows the grid of a spreadsheet. False where there is too much."""
    pages = [_read(page) for page in pdf.pages]
    if sum(len(page.found.texts) for page in pages) > MOST_TEXTS:
        return False
    if twin is not None and len(twin.pages) == len(pages):
        for page, other in zip(pages, twin.pages, strict=True):
            page.grid = grid_of(page.found, _read(other).found)
    tree = Tree(pdf)
    _drop_decoration(pages, tree)
    tops = frozenset(id_of(top) for top in tree.tops)
    _name_sheets(pdf, pages)
    for page in pages:
        _mark(page, tree, tops)
    seen: set[str] = set()
    for table in _tables(pages, sheets.narrow):
        sheet = table[0].sheet
        _build_table(table, tree, has_heads=sheet in sheets.headed and sheet not in seen)
        seen.add(sheet)
    for page in pages:
        _tag_links(page, tree)
    if any(page.tables or page.loose or page.decoration for page in pages):
        for page in pages:
            tree.set_parents(page.obj, page.parents)
        tree.finish(_tops(pages, tree))
    return True


def _read(page: pikepdf.Page) -> _Page:
    instructions = list(pikepdf.parse_content_stream(page))
    return _Page(page.obj, instructions, survey(instructions))


def _drop_decoration(pages: Sequence[_Page], tree: Tree) -> None:
    """Take what the author calls decoration out of the tree."""
    by_id = {id_of(page.obj): page for page in pages}
    for element in list(elements_below(tree.root)):
        if DECORATION not in str(element.get("/Alt", "")):
            continue
        del element["/Alt"]
        page, kids = by_id.get(page_of(element) or (0, 0)), items(element.get("/K"))
        if page is not None and all(isinstance(kid, int) for kid in kids):
            page.decoration |= set(kids)
            tree.take_out(element)


def _name_sheets(pdf: Pdf, pages: Sequence[_Page]) -> None:
    """Which sheet each page shows, by the outline that LibreOffice writes."""
    first: dict[Id, str] = {}
    with pdf.open_outline() as outline:
        for item in outline.root:
            target = item.destination if isinstance(item.destination, Array) else None
            if target is not None and isinstance(target[0], Dictionary):
                first.setdefault(id_of(target[0]), item.title)
    sheet = ""
    for page in pages:
        sheet = page.sheet = first.get(id_of(page.obj), sheet)


def _mark(page: _Page, tree: Tree, tops: frozenset[Id]) -> None:
    """Mark the texts of a page that are not, and know for every text which cell it is in.

    Texts that have a mark are those of cells with more than one line or format, and those of drawings. The former stand
    right under the root (``tops``), and so move into their cell; the latter stand in the drawing's element, and stay there.
    """
    names: dict[int, tuple[str, int]] = {}
    page.parents = {mcid: one for mcid, one in tree.parents_of(page.obj).items() if mcid not in page.decoration}
    lines: dict[Id, list[Place]] = {}
    elements: dict[Id, Any] = {}
    for number, text in enumerate(page.found.texts):
        cell = page.grid.cell(text.x, text.y) if page.grid else None
        if text.mcid is None:
            mcid = page.found.next_mcid + len(names)
            names[number] = ("P" if cell is None else "TD", mcid)
            if cell is None:
                page.parents[mcid] = tree.element("P", tree.document, [mcid], Pg=page.obj)
                page.loose.append(page.parents[mcid])
            else:
                page.cells.setdefault(cell, []).append(mcid)
        elif cell is not None and text.mcid in page.parents:
            key = id_of(page.parents[text.mcid])
            if key in tops:
                elements[key] = page.parents[text.mcid]
                lines.setdefault(key, []).append(cell)
    for key, cells in lines.items():
        page.cells.setdefault(_chosen(cells), []).append(elements[key])
    page.moved = set(elements)
    if names or page.found.paints or page.decoration:
        content = pikepdf.unparse_content_stream(marked(page.instructions, page.found, names, page.decoration))
        page.obj.Contents = tree.pdf.make_stream(content)


def _chosen(cells: list[Place]) -> Place:
    """The cell that most lines of a text stand in: what is too high for its row runs over into others."""
    counted = Counter(cells)
    return max(reversed(cells), key=lambda cell: counted[cell])


def _tables(pages: Sequence[_Page], narrow: frozenset[str]) -> Iterator[list[_Page]]:
    """Pages that show one table: one sheet, the same columns, one below the other and not side by side."""
    with_cells = [page for page in pages if page.cells]
    for sheet, group in groupby(with_cells, key=lambda page: page.sheet):
        table: list[_Page] = []
        for page in group:
            if table and not (sheet in narrow and _go_on(table[0].grid, page.grid)):
                yield table
                table = []
            table.append(page)
        yield table


def _go_on(first: Grid | None, then: Grid | None) -> bool:
    return first is not None and then is not None and first.has_same_columns(then)


def _build_table(pages: Sequence[_Page], tree: Tree, *, has_heads: bool) -> None:
    """The table (14.8.4.3.4) of rows that hold something, with a cell for each column that does."""
    columns = sorted({column for page in pages for _, column in page.cells})
    table = tree.element("Table", tree.document)
    rows: list[Any] = []
    for page in pages:
        for row in sorted({row for row, _ in page.cells}):
            kind, entries = "TD", {}
            if has_heads and not rows:
                kind, entries = "TH", {"A": Dictionary(O=Name.Table, Scope=Name.Column)}
            line = tree.element("TR", table)
            line.K = Array([_cell(page, (row, column), line, tree, kind, entries) for column in columns])
            rows.append(line)
    table.K = Array(rows)
    pages[0].tables.append(table)


def _cell(page: _Page, place: Place, line: Any, tree: Tree, kind: str, entries: dict[str, Any]) -> Any:
    held = page.cells.get(place, [])
    cell = tree.element(kind, line, held, Pg=page.obj, **entries)
    page.parents |= {mcid: cell for mcid in held if isinstance(mcid, int)}
    return cell


def _tag_links(page: _Page, tree: Tree) -> None:
    """Put links (14.8.4.4.2) around what the cell under them shows."""
    for annotation in page.obj.get("/Annots", Array()):
        if annotation.get("/Subtype") != Name.Link or "/StructParent" in annotation:
            continue
        left, bottom, right, top = (float(side) for side in annotation.Rect)
        cell = page.grid.cell((left + right) / 2, (bottom + top) / 2) if page.grid else None
        held = page.cells.get(cell, []) if cell else []
        around = next((one for one in held if not isinstance(one, int)), None)
        if around is None and held:
            around = page.parents[held[0]]
        link = tree.tag_link(annotation, page.obj, around, page.parents)
        if around is None:
            page.loose.append(link)


def _tops(pages: Sequence[_Page], tree: Tree) -> Iterator[Any]:
    """What stands right under the document: page by page its tables, then everything else in the order it had."""
    moved = {key for page in pages for key in page.moved}
    others: dict[Id | None, list[Any]] = {}
    last: Id | None = None
    for top in tree.tops:
        last = page_of(top) or last
        if id_of(top) not in moved:
            others.setdefault(last, []).append(top)
    yield from others.get(None, ())
    for page in pages:
        yield from page.tables
        yield from others.get(id_of(page.obj), ())
        yield from page.loose
