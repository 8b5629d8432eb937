"""What was sent: the seal that keeps a meeting's numbers and look-ups as they stood (FORMAT.md, «States»)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from msgspec import Struct

from mottepakke.model.document import Block

PART_START = re.compile(r"^(?:## +(?P<section>[^{\n]*[^{\s])|(?P<key>[^\W\d][\w ]*):(?=\s|$))", re.MULTILINE)
"""Where a part of a source begins that people know by name: a section of a note, a key at the margin."""
SLIDES_LINE = re.compile(r"^ *presentasjon:[^\n]*(?:\n|\Z)", re.MULTILINE | re.IGNORECASE)
"""What names a presenter's slides. They come after the pack is sent, and are no part of what members hold."""
HEAD = re.compile(r"---\n.*?^---$", re.MULTILINE | re.DOTALL)
DIGEST_LENGTH = 12
COMMITTEE_FILE = "/utvalg.yaml"
CHECKS_ONLY = ("regler",)
"""The part of a committee that checks read and no document shows."""


class SentCase(
    Struct,
    frozen=True,
    omit_defaults=True,
    rename={"key": "nøkkel", "number": "sak", "carried_from": "fra", "title": "tittel", "status": "status"},
):
    """A case's number as sent. ``carried_from`` is the date (or the key) of the meeting it was postponed from, or ''."""

    key: str
    number: str
    carried_from: str = ""
    title: str = ""
    status: str = ""


class SentDocument(
    Struct,
    frozen=True,
    omit_defaults=True,
    rename={"key": "dokument", "title": "tittel", "label": "etikett", "number": "nummer", "file": "fil", "pages": "sider"},
):
    """A document of the pack: its key in every version, title, label as printed («Vedlegg 9A») and attachment number (9A).

    ``file`` is the source it is made of, by its path in the workspace; ``pages`` are the numbers on its pages.
    """

    key: str
    title: str
    label: str = ""
    number: str = ""
    file: str = ""
    pages: tuple[str, ...] = ()


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
        "documents": "dokumenter",
        "total": "sidetall",
        "approved": "godkjente_referater",
        "words": "ordlyd",
    },
):
    """One sending of a meeting's pack.

    ``approved`` are the meetings whose attached minutes had been approved by then. ``words`` is the pack in words, packed
    (`mottepakke.build.sealed_words`); '' in seals from before there was such a thing, and in all versions but the last.
    """

    number: int
    date: dt.date
    cases: tuple[SentCase, ...]
    references: tuple[SentReference, ...] = ()
    earlier: tuple[SentEarlier, ...] = ()
    sources: tuple[SentSource, ...] = ()
    actions: tuple[SentAction, ...] = ()
    documents: tuple[SentDocument, ...] = ()
    total: str = ""
    approved: tuple[str, ...] = ()
    words: str = ""


class KeptPages(Struct, frozen=True):
    """Page numbers that stay: those of each document by its key ('' for the contents), all ever used, «of how many»."""

    labels: Mapping[str, tuple[str, ...]]
    used: frozenset[str]
    total: str


class SentFile(Struct, frozen=True, rename={"meeting": "møte", "versions": "versjoner"}):
    """A whole ``.sendt.yaml``: the versions sent, oldest first."""

    meeting: str
    versions: tuple[SentVersion, ...]


class Sent(Struct, frozen=True):
    """What holds for a sent meeting: its versions, every number it ever sent, and the decisions quoted as trees."""

    versions: tuple[SentVersion, ...]
    reserved: frozenset[str]
    decisions: Mapping[str, tuple[Block, ...]]

    @property
    def version(self) -> SentVersion:
        """The last one."""
        return self.versions[-1]

    @property
    def documents(self) -> dict[str, SentDocument]:
        """Every document ever sent, as last sent, by its key."""
        return {document.key: document for version in self.versions for document in version.documents}

    @property
    def kept_pages(self) -> KeptPages | None:
        """The page numbers that stay, or None before any have been sealed."""
        known = [version for version in self.versions if version.documents]
        if not known:
            return None
        used = frozenset(page for version in known for document in version.documents for page in document.pages)
        return KeptPages({key: found.pages for key, found in self.documents.items()}, used, known[0].total)


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
        return SentSource(path, _digest(data))
    sealed = _without_slides(path, text)
    if sealed != text:
        data = sealed.encode()
    return SentSource(path, _digest(data), _parts(sealed))


def _digest(data: bytes) -> str:
    from hashlib import sha256  # OpenSSL, which few checks need

    return sha256(data).hexdigest()


def _without_slides(path: str, text: str) -> str:
    """A source without the lines that name presenters' slides: in YAML anywhere, in Markdown in its head."""
    if path.endswith((".yaml", ".yml")):
        return SLIDES_LINE.sub("", text)
    head = HEAD.match(text)
    return SLIDES_LINE.sub("", head[0]) + text[head.end() :] if head else text


def _parts(text: str) -> dict[str, str]:
    starts = list(PART_START.finditer(text))
    ends = [found.start() for found in starts[1:]] + [len(text)] * bool(starts)
    parts: dict[str, str] = {}
    for found, end in zip(starts, ends, strict=True):
        name = (found["section"] or found["key"]).strip()
        content = parts.get(name, "") + text[found.start() : end]
        parts[name] = _digest(content.encode())[:DIGEST_LENGTH]
    return parts


def change_of(sent: SentSource, data: bytes | None) -> SourceChange | None:
    """How a file differs from what was sent; None where it does not. ``data`` is None where the file is gone."""
    if data is None:
        return SourceChange(sent.path, (), is_gone=True)
    now = source_of(sent.path, data)
    if now.sha256 == sent.sha256:
        return None
    names = dict.fromkeys((*sent.parts, *now.parts))
    parts = tuple(name for name in names if sent.parts.get(name) != now.parts.get(name))
    return None if parts == CHECKS_ONLY and sent.path.endswith(COMMITTEE_FILE) else SourceChange(sent.path, parts)
