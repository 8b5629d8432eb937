"""Keys and values of a YAML text: the spelling of keys, the one form of dates and times, a full stop after a proposal."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from mottepakke.mend.edit import Edit
from mottepakke.mend.stops import needs_stop
from mottepakke.read.fields import (
    AnyOf,
    Free,
    Keyed,
    Listed,
    Schema,
    Shape,
    Text,
    normal_key,
)
from mottepakke.read.marks import Mark, read_marks
from mottepakke.read.times import parse_clock, parse_date

ALIKE = 0.8
"""How like a known key another must be to be mended; what findings suggest may be further off."""
PROPOSAL = "forslag_til_vedtak"
SHORT_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
FOUR_DIGITS = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
DASH = re.compile(r"\s*[-–—]\s*")


Prose = Callable[[str], Iterable[Edit]]
"""The edits of a Markdown text."""


def value_edits(text: str, shape: Shape, prose: Prose = lambda _text: ()) -> list[Edit]:
    """What to mend in a YAML ``text`` of ``shape``; nothing where it cannot be read."""
    root = read_marks(text)
    return list(_Mender(text, prose).edits(root, shape)) if root else []


class _Mender:
    """Walks a text's marks beside the shapes of what should stand there."""

    def __init__(self, text: str, prose: Prose) -> None:
        self.text = text
        self.prose = prose

    def edits(self, mark: Mark, shape: Shape) -> Iterator[Edit]:
        """The edits in one node."""
        match shape:
            case Listed(items=items):
                for one in mark.parts if mark.kind == "sequence" else (mark,):
                    yield from self.edits(one, items)
            case AnyOf(shapes=shapes) if mark.kind == "mapping":
                yield from self.of_any(mark, shapes)
            case Keyed(schema=schema) if mark.kind == "mapping":
                yield from self.of_mapping(mark, schema)
            case Free(values=values) if mark.kind == "mapping":
                for _, value in mark.pairs:
                    yield from self.edits(value, values)
            case Text(means=means) if means and mark.kind == "scalar":
                yield from self.of_scalar(mark, means)
            case _:
                pass

    def of_scalar(self, mark: Mark, means: str) -> Iterator[Edit]:
        """A value that means a date or a time, or is Markdown."""
        if means == "prose":
            written = self.text[mark.start : mark.end] if mark.style.startswith("|") else ""
            yield from (edit.moved(mark.start) for edit in self.prose(written))
        elif mark.style in ("", "'", '"') and (new := canonical(mark.text, means)) and new != mark.text:
            yield Edit(mark.start, mark.end, new)

    def of_any(self, mark: Mark, shapes: Sequence[Shape]) -> Iterator[Edit]:
        """The edits by the schema that a mapping is most like; none where several would differ."""
        likeness = {shape: _likeness(mark, shape.schema) for shape in shapes if isinstance(shape, Keyed)}
        best = [shape for shape, alike in likeness.items() if alike == max(likeness.values())]
        found = {tuple(self.edits(mark, shape)) for shape in best}
        if len(found) == 1:
            yield from found.pop()

    def of_mapping(self, mark: Mark, schema: Schema) -> Iterator[Edit]:
        """Keys that are spelt wrong, and what is to mend in the values."""
        spelt = [spelling(key.text, schema) for key, _ in mark.pairs]
        there = [field.key for key, _ in mark.pairs if (field := schema.field(key.text))]
        for (key, value), right in zip(mark.pairs, spelt, strict=True):
            if right and ((*there, *spelt).count(right) > 1 or key.style):
                continue
            if right:
                yield Edit(key.start, key.end, right)
            if field := schema.field(right or key.text):
                yield from self.edits(value, field.convert.shape)
                yield from _stop(field.key, value)


def _likeness(mark: Mark, schema: Schema) -> tuple[bool, int]:
    """Whether a mapping has the keys that it must have, and how many it has that are known."""
    there = [field.key for key, _ in mark.pairs if (field := schema.field(key.text))]
    return all(field.key in there for field in schema.fields if field.required), len(there)


def _stop(key: str, value: Mark) -> Iterator[Edit]:
    """The full stop of a proposal."""
    if key == PROPOSAL and value.kind == "scalar" and needs_stop(value.text):
        end = value.end - (value.style in ("'", '"'))
        yield Edit(end, end, ".")


def spelling(key: str, schema: Schema) -> str:
    """The only known key that an unknown one is nearly like, or ''."""
    if schema.field(key):
        return ""
    known = {normal_key(field.key): field.key for field in schema.fields}
    found = difflib.get_close_matches(normal_key(key), list(known), n=2, cutoff=ALIKE)
    return known[found[0]] if len(found) == 1 else ""


def canonical(written: str, means: str) -> str:
    """A date or time in its one form, or '' where it is none."""
    written = " ".join(written.split())
    if means == "date":
        day = parse_date(written) or _short_date(written)
        return day.isoformat() if day else ""
    times = [_time(part) for part in (DASH.split(written) if means == "hours" else [written])]
    return "-".join(times) if all(times) and len(times) <= 2 else ""


def _short_date(written: str) -> dt.date | None:
    """``2025-5-1``, which the reader refuses."""
    found = SHORT_ISO.fullmatch(written)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _time(written: str) -> str:
    found = FOUR_DIGITS.fullmatch(written)
    time = dt.time(int(found[1]), int(found[2])) if found else parse_clock(written)
    return f"{time:%H:%M}" if time else ""
