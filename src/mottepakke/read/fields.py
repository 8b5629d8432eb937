"""Declared fields of source files, and the conversion of text to values.

A `Schema` lists the keys a mapping may hold; `read_mapping` converts what is there, reports what is not right at its line,
and goes on. Converters take a node and give the value, or None after a finding; their shape says what may stand there, for
editors that complete and for those who mend.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property, lru_cache
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from msgspec import Struct

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.meeting import Person, TimeRange
from mottepakke.model.source import Origin, Span
from mottepakke.read.nodes import Mapping, Node, Scalar, Sequence, Unreadable
from mottepakke.read.times import DAY, TIME, parse_clock, parse_date


class Text(Struct, frozen=True):
    """Text, which must match ``pattern`` (ECMA 262 and Python alike; '' for any).

    ``means``: dates and times have one canonical form, prose is Markdown.
    """

    pattern: str = ""
    means: Literal["", "date", "clock", "hours", "prose"] = ""


class Number(Struct, frozen=True):
    """A whole number from ``low`` to ``high``."""

    low: int
    high: int


class OneWord(Struct, frozen=True):
    """One of some words; ``also`` are those that nynorsk has instead of some of them."""

    words: tuple[str, ...]
    also: tuple[str, ...] = ()


class Keyed(Struct, frozen=True):
    """A mapping with the keys of a schema."""

    schema: Schema


class Free(Struct, frozen=True):
    """A mapping with keys of the author's own, and such values."""

    values: Shape


class Listed(Struct, frozen=True):
    """A list of such values; ``or_one``: a single one may stand in its place."""

    items: Shape
    or_one: bool = True


class AnyOf(Struct, frozen=True):
    """A value of one of some shapes."""

    shapes: tuple[Shape, ...]


Shape: TypeAlias = Text | Number | OneWord | Keyed | Free | Listed | AnyOf
TEXT = Text()

T = TypeVar("T")


class Converter(Struct, Generic[T], frozen=True):
    """How a node becomes a value, or None after a finding; and what may stand there."""

    read: Callable[[Node, Report], T]
    shape: Shape

    def __call__(self, node: Node, report: Report) -> T:
        """The value of ``node``."""
        return self.read(node, report)


def reads(shape: Shape) -> Callable[[Callable[[Node, Report], T]], Converter[T]]:
    """Declare the shape of what a function reads."""
    return lambda function: Converter(function, shape)


FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", " ": "_", "-": "_"})
MAX_MINUTES = 24 * 60
NEARLY = 0.81
"""How like a key another must be that has more than one slip."""
MAX_SHOWN = 80
"""Characters of a value that a finding repeats."""


@lru_cache(maxsize=1_000)
def normal_key(key: str) -> str:
    """``Forslag til vedtak``, ``forslag_til_vedtak`` → one form; æ ø å become ae o a."""
    return unicodedata.normalize("NFC", key).strip().lower().translate(FOLDED)


def brief(written: str) -> str:
    """``written`` as a finding repeats it: on one line, cut where it is long."""
    folded = " ".join(written[: 4 * MAX_SHOWN].split())
    return folded if len(folded) <= MAX_SHOWN else folded[: MAX_SHOWN - 1] + "…"


class Field(Struct, frozen=True):
    """A key (as printed in messages and manuals), how its value is read, and what it means."""

    key: str
    convert: Converter[Any]
    help: str = ""
    required: bool = False


class Schema(Struct, frozen=True, dict=True):
    """The keys of one kind of mapping."""

    name: str
    fields: tuple[Field, ...]

    @cached_property
    def _by_key(self) -> dict[str, Field]:
        return {normal_key(field.key): field for field in reversed(self.fields)}

    def field(self, key: str) -> Field | None:
        """The field of a key as somebody wrote it."""
        return self._by_key.get(normal_key(key))

    def meant(self, key: str, written: Collection[str] = ()) -> Field | None:
        """The field whose key ``key`` is a slip of, if it is not among those ``written`` (printed keys) already."""
        found = self.field(self.nearest(key))
        is_slip = found and _is_slip(normal_key(key), normal_key(found.key))
        return found if found and is_slip and found.key not in written else None

    def nearest(self, key: str) -> str:
        """The known key most like ``key``, or ''."""
        known = {normal_key(field.key): field.key for field in self.fields}
        found = get_close_matches(normal_key(key), list(known), n=1, cutoff=0.5)
        return known[found[0]] if found else ""


def _is_slip(written: str, key: str) -> bool:
    """Whether ``written`` is ``key`` with a letter wrong, too many or too few, or two that have changed places.

    A long key may have another slip.
    """
    start = _alike(written, key)
    end = _alike(written[start:][::-1], key[start:][::-1])
    one, other = written[start : len(written) - end], key[start : len(key) - end]
    is_one = max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
    return is_one or SequenceMatcher(None, written, key).ratio() >= NEARLY


def _alike(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


class Values(Struct, frozen=True):
    """Converted values by printed key, with places. Missing and refused values are absent; ``unknown`` are other keys."""

    values: dict[str, Any]
    origin: Origin
    unknown: frozenset[str] = frozenset()

    def get(self, key: str, default: Any = None) -> Any:
        """The value of ``key``."""
        return self.values.get(key, default)

    def wrote(self, key: str) -> bool:
        """Whether the key stands in the file, readable or not."""
        return key in self.origin.fields


def read_mapping(node: Node | Unreadable | None, schema: Schema, report: Report, span: Span) -> Values:
    """The values of ``node`` by ``schema``. ``span`` is the place named when required keys are missing altogether.

    The value of a key that is spelt wrong is read as that of the key it was meant to be: one slip is one finding, and nobody
    is told that what stands there is missing.
    """
    if isinstance(node, Unreadable):
        return Values({}, Origin(span))
    if node is not None and not isinstance(node, Mapping):
        report.add(codes.WRONG_TYPE, node.span, key=schema.name, expected="@key_value")
        return Values({}, Origin(node.span))
    values: dict[str, Any] = {}
    places: dict[str, Span] = {}
    unknown = set()
    entries = node.entries if node else ()
    right = {field.key for key, _ in entries if (field := schema.field(key.text))}
    for key, value in entries:
        field = schema.field(key.text)
        if field is None:
            unknown.add(key.text)
            report.add(codes.UNKNOWN_KEY, key.span, key=brief(key.text), nearest=schema.nearest(key.text))
            field = schema.meant(key.text, right | places.keys())
        if field is None:
            continue
        if field.key in places:
            report.add(codes.DUPLICATE_KEY, key.span, key=field.key, line=places[field.key].line)
        else:
            places[field.key] = key.span
            places |= _places_of_items(field.key, value)
            converted = _converted(key, value, field, report)
            if converted is not None:
                values[field.key] = converted
    origin = Origin(node.span if node else span, places)
    for field in schema.fields:
        if field.required and field.key not in places and field.key not in map(schema.nearest, unknown):
            report.add(codes.MISSING_KEY, origin.span, key=field.key, file=schema.name)
    return Values(values, origin, frozenset(unknown))


def _places_of_items(key: str, value: Node) -> dict[str, Span]:
    """Where each item of a list stands, under ``key`` and its number from 1 (see `Origin.item`)."""
    items = value.items if isinstance(value, Sequence) else ()
    return {f"{key} {number}": item.span for number, item in enumerate(items, 1)}


def _converted(key: Scalar, value: Node, field: Field, report: Report) -> Any:
    """The value of one key, or None where there is none (reported when the key is required)."""
    empty = isinstance(value, Scalar) and value.empty
    converted = None if empty else field.convert(value, report)
    if field.required and (empty or converted == ""):
        report.add(codes.EMPTY_VALUE, key.span, key=field.key)
        return None
    return converted


@reads(TEXT)
def text(node: Node, report: Report) -> str | None:
    """One line of text (line breaks folded)."""
    if not isinstance(node, Scalar):
        report.add(codes.WRONG_TYPE, node.span, key="", expected="@plain_text")
        return None
    return " ".join(node.text.split())


def integer(low: int, high: int) -> Converter[int | None]:
    """A whole number from ``low`` to ``high``."""

    @reads(Number(low, high))
    def convert(node: Node, report: Report) -> int | None:
        written = text(node, report)
        if written is None:
            return None
        if not re.fullmatch(r"\d{1,6}", written) or not low <= int(written) <= high:
            report.add(codes.INVALID_NUMBER, node.span, value=brief(written), low=low, high=high)
            return None
        return int(written)

    return convert


minutes = integer(1, MAX_MINUTES)


def choice(*allowed: str, **also: str) -> Converter[str | None]:
    """One of the given words, case and the spelling of æ ø å left open; ``also`` gives the word that another stands for."""
    known = {normal_key(word): word for word in allowed} | also

    @reads(OneWord(allowed, tuple(also)))
    def convert(node: Node, report: Report) -> str | None:
        written = text(node, report)
        if written is None:
            return None
        if normal_key(written) not in known:
            report.add(codes.INVALID_CHOICE, node.span, value=brief(written), allowed=", ".join(allowed))
            return None
        return known[normal_key(written)]

    return convert


YES_OR_NO = choice("ja", "nei", "true", "false", "yes", "no")


@reads(YES_OR_NO.shape)
def flag(node: Node, report: Report) -> bool | None:
    """Yes or no, in words."""
    chosen = YES_OR_NO(node, report)
    return None if chosen is None else chosen in ("ja", "true", "yes")


def list_of(convert: Converter[Any]) -> Converter[tuple[Any, ...]]:
    """A list, or a single value in place of a list of one."""

    @reads(Listed(convert.shape))
    def convert_all(node: Node, report: Report) -> tuple[Any, ...]:
        nodes = node.items if isinstance(node, Sequence) else (node,)
        converted = (convert(item, report) for item in nodes)
        return tuple(value for value in converted if value is not None and value != "")

    return convert_all


@reads(Text(DAY, "date"))
def date(node: Node, report: Report) -> dt.date | None:
    """A day that exists; see `parse_date`."""
    written = text(node, report)
    if written is None:
        return None
    day = parse_date(written)
    if day is None:
        report.add(codes.INVALID_DATE, node.span, value=brief(written))
    return day


@reads(Text(TIME, "clock"))
def clock(node: Node, report: Report) -> dt.time | None:
    """A time of day."""
    written = text(node, report)
    if written is None:
        return None
    time = parse_clock(written)
    if time is None:
        report.add(codes.INVALID_TIME, node.span, value=brief(written))
    return time


@reads(Text(f"{TIME}(?: *[-–—] *{TIME})?", "hours"))
def time_range(node: Node, report: Report) -> TimeRange | None:
    """``09:00-16:00`` with hyphen or dash; an end is not required."""
    written = text(node, report)
    if written is None:
        return None
    parts = [parse_clock(part) for part in re.split(r"\s*[-–—]\s*", written)]
    if not 1 <= len(parts) <= 2 or parts[0] is None or (len(parts) == 2 and parts[1] is None):
        report.add(codes.INVALID_TIME, node.span, value=brief(written))
        return None
    end = parts[1] if len(parts) == 2 else None
    if end is not None and end <= parts[0]:
        report.add(codes.END_BEFORE_START, node.span, value=brief(written))
        return TimeRange(parts[0])
    return TimeRange(parts[0], end)


FUNCTION = choice(
    *("leder", "nestleder", "medlem", "vara", "observatør", "sekretær"),
    leiar="leder",
    nestleiar="nestleder",
    skrivar="sekretær",
)
PERSON = Schema(
    "person",
    (
        Field("navn", text, "Fullt navn.", required=True),
        Field("virksomhet", text, "Virksomheten personen kommer fra."),
        Field("funksjon", FUNCTION, "Personens funksjon i utvalget."),
    ),
)


@reads(AnyOf((TEXT, Keyed(PERSON))))
def person(node: Node, report: Report) -> Person | None:
    """«Name», «Name, Organisation» or a mapping with ``navn`` and ``virksomhet``."""
    if isinstance(node, Mapping):
        values = read_mapping(node, PERSON, report, node.span)
        name = values.get("navn")
        return Person(name, values.get("virksomhet", ""), values.get("funksjon", "")) if name else None
    written = text(node, report)
    if not written:
        return None
    name, _, organisation = written.partition(",")
    if not name.strip():
        report.add(codes.EMPTY_VALUE, node.span, key="navn")
        return None
    return Person(name.strip(), organisation.strip())


people = list_of(person)
