"""What was sent: the seal that keeps a meeting's numbers and look-ups as they stood (FORMAT.md, «States»)."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping

from msgspec import Struct

from mottepakke.model.document import Block

PART_START = re.compile(r"^(?:## +(?P<section>[^{\n]*[^{\s])|(?P<key>[^\W\d][\w ]*):(?=\s|$))", re.MULTILINE)
"""Where a part of a source begins that people know by name: a section of a note, a key at the margin."""
DIGEST_LENGTH = 12


class SentCase(Struct, frozen=True, rename={"key": "nøkkel", "number": "sak", "carried_from": "fra"}):
    """A case's number as sent. ``carried_from`` is the date (or the key) of the meeting it was postponed from, or ''."""

    key: str
    number: str
    carried_from: str = ""


class SentReference(Struct, frozen=True, rename={"key": "nøkkel", "number": "sak", "title": "tittel"}):
    """Number and title under which a case of another meeting was referred to."""

    key: str
    number: str
    title: str


class SentEarlier(
    Struct,
    frozen=True,
    rename={
        "reference": "sak",
        "committee": "utvalg",
        "number": "nummer",
        "date": "dato",
        "title": "tittel",
        "decision": "vedtak",
    },
):
    """An earlier treatment as quoted.

    ``reference`` is what the note names it by («nufa 7/25»), ``committee`` its short name, ``decision`` its Markdown.
    """

    reference: str
    committee: str
    number: str
    date: dt.date | None
    title: str
    decision: str


class SentAction(
    Struct,
    frozen=True,
    rename={"meeting": "møte", "case": "sak", "who": "hvem", "due": "frist", "what": "hva", "done": "utført"},
):
    """An action point as its status was shown; ``case`` is the number or title of the case it comes from."""

    meeting: str
    case: str
    who: str
    due: dt.date | None
    what: str
    done: bool


class SentSource(Struct, frozen=True, rename={"path": "fil", "parts": "deler"}):
    """A file that went in, by its path in the workspace: SHA-256 of the whole, and of its parts by name where it is text."""

    path: str
    sha256: str
    parts: Mapping[str, str] = {}


class SentVersion(
    Struct,
    frozen=True,
    rename={
        "number": "versjon",
        "date": "sendt",
        "cases": "saker",
        "references": "viser_til",
        "earlier": "tidligere",
        "sources": "kilder",
        "actions": "aksjoner",
    },
):
    """One sending of a meeting's pack."""

    number: int
    date: dt.date
    cases: tuple[SentCase, ...]
    references: tuple[SentReference, ...] = ()
    earlier: tuple[SentEarlier, ...] = ()
    sources: tuple[SentSource, ...] = ()
    actions: tuple[SentAction, ...] = ()


class SentFile(Struct, frozen=True, rename={"meeting": "møte", "versions": "versjoner"}):
    """A whole ``.sendt.yaml``: the versions sent, oldest first."""

    meeting: str
    versions: tuple[SentVersion, ...]


class Sent(Struct, frozen=True):
    """What holds for a sent meeting: its last version, every number it ever sent, and the decisions quoted as trees."""

    version: SentVersion
    reserved: frozenset[str]
    decisions: Mapping[str, tuple[Block, ...]]


class SourceChange(Struct, frozen=True):
    """A source that is not as it was sent; ``parts`` names what differs, empty where that cannot be told."""

    path: str
    parts: tuple[str, ...]
    is_gone: bool = False


def source_of(path: str, data: bytes) -> SentSource:
    """The seal of a file."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return SentSource(path, hashlib.sha256(data).hexdigest())
    return SentSource(path, hashlib.sha256(data).hexdigest(), _parts(text))


def _parts(text: str) -> dict[str, str]:
    starts = list(PART_START.finditer(text))
    ends = [found.start() for found in starts[1:]] + [len(text)] * bool(starts)
    parts: dict[str, str] = {}
    for found, end in zip(starts, ends, strict=True):
        name = (found["section"] or found["key"]).strip()
        content = parts.get(name, "") + text[found.start() : end]
        parts[name] = hashlib.sha256(content.encode()).hexdigest()[:DIGEST_LENGTH]
    return parts


def change_of(sent: SentSource, data: bytes | None) -> SourceChange | None:
    """How a file differs from what was sent; None where it does not. ``data`` is None where the file is gone."""
    if data is None:
        return SourceChange(sent.path, (), is_gone=True)
    now = source_of(sent.path, data)
    if now.sha256 == sent.sha256:
        return None
    names = dict.fromkeys((*sent.parts, *now.parts))
    return SourceChange(sent.path, tuple(name for name in names if sent.parts.get(name) != now.parts.get(name)))
