"""What running text says, for comparing what people write with what sources say: words, dates, case numbers."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from mottepakke.model.document import Block, CodeBlock, Inline, Paragraph
from mottepakke.model.document import Heading as HeadingBlock
from mottepakke.model.walk import inside, plain_text

LONGEST = 80
"""Characters of a text that a finding repeats."""
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
WEEKDAYS = (
    *(("mandag", "måndag"), ("tirsdag", "tysdag"), ("onsdag",), ("torsdag",)),
    *(("fredag",), ("lørdag", "laurdag"), ("søndag", "sundag")),
)
"""From Monday, in both målformer."""
WEEKDAY_OF = {name: day for day, names in enumerate(WEEKDAYS) for name in names}
"""The same in both målformer."""
WORD = re.compile(r"[^\W_]+")
HIDDEN = re.compile("[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}]")
DATES = (
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})(?![\d.]*\d)"),
    re.compile(rf"(?<![\d.])(?P<day>\d{{1,2}})\.? ?(?P<name>{'|'.join(MONTHS)})\b(?: (?P<year>\d{{4}})\b)?", re.IGNORECASE),
    re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])"),
)
NUMBER = re.compile(r"(?<![\w/.,:–-])(?P<nr>\d{1,5})/(?P<year>\d{4}|\d{2})(?![\w/]| ?%|[-–.,:]\d)")


class WrittenDate(Struct, frozen=True):
    """A date as it stands in a text from ``start``; the year may be left out."""

    text: str
    start: int
    day: int
    month: int
    year: int | None

    def is_day(self, day: dt.date) -> bool:
        """Whether it is ``day``, as far as it says."""
        return (self.day, self.month) == (day.day, day.month) and self.year in (None, day.year)


class WrittenNumber(Struct, frozen=True):
    """Something of the form n/yy or n/yyyy as it stands in a text from ``start``."""

    text: str
    start: int
    number: int
    year: int

    @property
    def end(self) -> int:
        """Where the text goes on."""
        return self.start + len(self.text)


def folded(text: str) -> str:
    """The words of ``text`` in small letters with single spaces: without punctuation, marks and soft hyphens."""
    return " ".join(WORD.findall(HIDDEN.sub("", unicodedata.normalize("NFKC", text)).casefold()))


def folded_words(text: str) -> frozenset[str]:
    """The words of ``text``, folded."""
    return frozenset(folded(text).split())


def shortened(text: str) -> str:
    """``text`` as a finding repeats it: on one line, printable, cut where it is long."""
    line = "".join(letter if letter.isprintable() else " " for letter in " ".join(text[: 4 * LONGEST].split()))
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def dates_in(text: str) -> Iterator[WrittenDate]:
    """The dates in ``text`` that can be days: 15.05.2025, 15. mai, 15. mai 2025, 2025-05-15."""
    for pattern in DATES:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = MONTHS.index(parts["name"].lower()) + 1 if parts.get("name") else int(parts["month"])
            year = parts["year"]
            full = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
            if 1 <= month <= 12 and 1 <= int(parts["day"]) <= 31:
                yield WrittenDate(found.group(), found.start(), int(parts["day"]), month, full)


def numbers_in(text: str) -> Iterator[WrittenNumber]:
    """What has the form of a case number in ``text``: 17/25, 17/2025."""
    for found in NUMBER.finditer(text):
        year = int(found["year"])
        yield WrittenNumber(found.group(), found.start(), int(found["nr"]), year if year > 99 else 2000 + year)


def lines_of(blocks: Iterable[Block | Inline]) -> Iterator[str]:
    """The text of ``blocks``, a line a paragraph, heading or cell."""
    for node in blocks:
        match node:
            case Paragraph() | HeadingBlock():
                yield plain_text(node.children)
            case CodeBlock():
                yield node.value
            case _:
                yield from lines_of(inside(node))


def without(text: str, phrases: Iterable[str]) -> str:
    """What is left of ``text`` (folded) without ``phrases`` (folded), the longest taken out first."""
    rest = f" {text} "
    for phrase in sorted({phrase for phrase in phrases if phrase}, key=lambda phrase: (-len(phrase), phrase)):
        while f" {phrase} " in rest:
            rest = rest.replace(f" {phrase} ", " ")
    return rest.strip()


def says(text: str, phrase: str) -> bool:
    """Whether ``phrase`` stands in ``text`` as whole words, both folded."""
    return bool(phrase) and f" {phrase} " in f" {text} "


def likeness(words: Sequence[str], others: Sequence[str]) -> float:
    """How many of ``words`` stand in ``others`` too, as a share; each of ``others`` counts once."""
    if not words:
        return 0.0
    left: dict[str, int] = {}
    for word in others:
        left[word] = left.get(word, 0) + 1
    shared = 0
    for word in words:
        if left.get(word, 0):
            left[word] -= 1
            shared += 1
    return shared / len(words)


def ranges(numbers: Iterable[int]) -> str:
    """«2, 4–6»."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs)
