"""A row «Sum» or «Totalt» that is not the sum of the rows above it (R36).

Members add up, and the rest of the figures lose their trust. A column is added up where every cell above is a number or a
dash, to the first such row; with decimals, half a unit a row is allowed for rounding. Not matched: tables with «herav»
rows, percentages, averages, years, and texts that say that figures are rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from mottepakke import codes
from mottepakke.check.passages import prose, said
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject, Writing
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Cell, Paragraph, Row, Table
from mottepakke.model.source import Span

TOTAL = re.compile(r"(?:sum|totalt?|i alt|til sammen|tilsammen|til saman|samlet|samla)\b", re.IGNORECASE)
NO_SUM = re.compile(
    r"%|prosent|andel|andelen|del av|snitt|gjennomsnitt|gjennomsnittleg|per |pr\. ?|\bår\b|indeks|rate|margin", re.IGNORECASE
)
NUMBER = re.compile(r"[-−–]?\d{1,3}(?:[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}.]?\d{3})*(?:,\d+)?")
PART = re.compile(r"(?:herav|hvorav|derav|av dette|av disse|av desse|delsum|mellomsum|netto|brutto)\b", re.IGNORECASE)
"""A row that is a part of another, or a sum of some."""
NOTHING = frozenset({"", "–", "-", "—"})
ROUNDED = re.compile(r"avrund", re.IGNORECASE)
FEWEST_ROWS = 2


def find(subject: Subject) -> Iterator[Diagnostic]:
    """The tables of sources."""
    for writing in subject.writings:
        tables = [node for node in writing.nodes if isinstance(node, Table)] if writing.case else []
        found = [item for table in tables for item in _in_table(table, writing, subject)]
        if found and not any(ROUNDED.search(text) for text in _texts(writing)):
            yield from found


def _texts(writing: Writing) -> Iterator[str]:
    return (prose(node.children) for node in writing.nodes if isinstance(node, Paragraph))


def _in_table(table: Table, writing: Writing, subject: Subject) -> Iterator[Diagnostic]:
    rows = [[_text(cell) for cell in row.cells] for row in table.rows]
    place = next((n for n, row in enumerate(rows) if row and TOTAL.match(row[0])), 0)
    if any(PART.match(row[0]) for row in rows[:place] if row):
        return
    heads = [_text(cell) for cell in table.head[-1].cells] if table.head else []
    for column in range(1, len(rows[place])) if place >= FEWEST_ROWS else ():
        if column < len(heads) and NO_SUM.search(heads[column]):
            continue
        wanted = _sum([row[column] for row in rows[:place] if column < len(row)])
        total = _number(rows[place][column])
        if wanted is None or total is None or ("," in rows[place][column] and "%" in rows[place][column]):
            continue
        if abs(total - wanted[0]) > wanted[1]:
            span = _span(table.rows[place]) or table.span or Span("")
            passage = Passage(rows[place][column], span, writing.case, "cell")
            shown = str(wanted[0]).replace(".", ",").replace("-", "−")
            column_name = heads[column] if column < len(heads) else str(column + 1)
            yield said(
                codes.SUM_DIFFERS, passage, rows[place][column], subject.source, sum=shown, column=column_name or column + 1
            )


def _sum(cells: Sequence[str]) -> tuple[Decimal, Decimal] | None:
    """The sum of a column and how much a total may differ by rounding; None where it is no column of numbers."""
    numbers = [_number(cell) for cell in cells if cell not in NOTHING]
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers) or len(known) < FEWEST_ROWS:
        return None
    exponent = min(int(number.as_tuple().exponent) for number in known)
    allowed = Decimal(len(known)).scaleb(exponent) / 2 if exponent < 0 else Decimal(0)
    return sum(known, Decimal(0)), allowed


def _number(text: str) -> Decimal | None:
    if not NUMBER.fullmatch(text):
        return None
    plain = re.sub(r"[ .\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", "", text).replace(",", ".")
    return Decimal(plain.replace("−", "-").replace("–", "-"))


def _text(cell: Cell) -> str:
    return " ".join(prose(block.children) for block in cell.blocks if isinstance(block, Paragraph)).strip()


def _span(row: Row) -> Span | None:
    return next((block.span for cell in row.cells for block in cell.blocks if isinstance(block, Paragraph)), None)


RULE = Rule(codes.SUM_DIFFERS, find)
