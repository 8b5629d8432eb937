"""Which sources of meetings have something with one right answer, and what they say once it is mended."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

from msgspec import Struct

from mottepakke import codes
from mottepakke.build.prepare import Preparer
from mottepakke.diagnostics import Diagnostic, Report, UsageStop
from mottepakke.mend.edit import Edit, diff, edited
from mottepakke.mend.numbers import number_edits
from mottepakke.mend.proof import same_prose, same_values
from mottepakke.mend.stops import stop_edits
from mottepakke.mend.values import value_edits
from mottepakke.model.meeting import Case, FileAttachment
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.references import ReferenceTable
from mottepakke.model.source import Span
from mottepakke.read.attachment import ATTACHMENT
from mottepakke.read.committee import COMMITTEE
from mottepakke.read.fields import Keyed, Schema
from mottepakke.read.meeting import MEETING
from mottepakke.read.minutes import MINUTES
from mottepakke.read.note import NOTE
from mottepakke.read.paths import Found, look_at, shown_path
from mottepakke.read.sources import MARKDOWN, Sources
from mottepakke.read.text import BYTE_ORDER_MARK, read_raw

HEAD = re.compile(r"\A---[ \t]*\r?\n(?P<head>.*?)^(?:---[ \t]*|\.\.\.\s*?)\r?$\n?", re.MULTILINE | re.DOTALL)


class Mended(Struct, frozen=True):
    """A source before and after; ``shown`` is its path in the workspace."""

    path: Path
    shown: str
    old: str
    new: str

    @property
    def diff(self) -> str:
        """The change."""
        return diff(self.old, self.new, self.shown)


class _Source(Struct, frozen=True):
    """A file with what its YAML may hold; with a ``table``, its prose is read as that of ``case``."""

    path: Path
    schema: Schema
    case: Case | None = None
    table: ReferenceTable | None = None


def mended_sources(keys: Sequence[str], sources: Sources) -> tuple[Mended, ...]:
    """The sources of meetings ``keys`` that change when what has one right answer is mended.

    Nothing that went into a pack that has been sent is touched, nor ledgers and seals.
    """
    sent = _sent_paths(sources)
    found: dict[Path, Mended] = {}
    for source in _sources_of(keys, sources):
        shown = shown_path(source.path, sources.root)
        if shown not in sent and source.path not in found and look_at(source.path, sources.root) is Found.FILE:
            old = read_raw(source.path, shown, Report())
            if old is not None and (new := _mended(old, source)) != old:
                found[source.path] = Mended(source.path, shown, old, new)
    return tuple(found.values())


def _sent_paths(sources: Sources) -> frozenset[str]:
    """Every file that went into what has been sent."""
    keys = [key for slug in sources.committee_slugs() for key in sources.meeting_keys(slug) if sources.is_sent(key)]
    paths = set()
    for key in keys:
        file = sources.sent_file(key)
        paths |= {source.path for version in file.versions for source in version.sources} if file else set()
        paths |= {f"packs/{key}.yaml", f"packs/{key.partition('/')[0]}/utvalg.yaml"}
        meeting = sources.meeting(key)
        paths |= {row.case.origin.span.path for row in meeting.cases} if meeting else set()
    return frozenset(paths)


def _sources_of(keys: Sequence[str], sources: Sources) -> Iterator[_Source]:
    preparer = Preparer(sources)
    packs = sources.root / "packs"
    for slug in dict.fromkeys(key.partition("/")[0] for key in keys):
        yield _Source(packs / slug / "utvalg.yaml", COMMITTEE)
    for key in keys:
        yield _Source(packs / f"{key}.yaml", MEETING)
        yield _Source(packs / f"{key}.referat.md", MINUTES)
        prepared, _ = preparer.prepare(key)
        if prepared:
            yield from _of_cases(prepared.meeting, prepared.references, sources.root)


def _of_cases(meeting: ResolvedMeeting, table: ReferenceTable, root: Path) -> Iterator[_Source]:
    for resolved in meeting.cases:
        case = resolved.row.case
        if case.has_note:
            yield _Source(root / "sources" / case.key / "toppnotat.md", NOTE, case, table)
        for item in case.attachments:
            if isinstance(item, FileAttachment) and item.path and item.ending in MARKDOWN:
                yield _Source(item.path, ATTACHMENT, case, table)


def _mended(old: str, source: _Source) -> str:
    """The new text, or the old one where a change cannot be proved to change nothing else."""
    mark = BYTE_ORDER_MARK if old.startswith(BYTE_ORDER_MARK) else ""
    text = old.removeprefix(mark)
    if source.path.suffix == ".yaml":
        return mark + _values(text, source)
    found = HEAD.match(text)
    head, body = (found["head"], text[found.end() :]) if found else ("", text)
    between = text[: found.start("head")] if found else "", text[found.end("head") : found.end()] if found else ""
    return mark + between[0] + _values(head, source) + between[1] + _prose(body, source)


def _values(text: str, source: _Source) -> str:
    case, table = source.case, source.table
    edits = value_edits(text, Keyed(source.schema), lambda prose: number_edits(prose, case, table) if table else ())
    return next((new for new in _tried(text, edits) if same_values(text, new, _renamed(text, edits), case, table)), text)


def _renamed(text: str, edits: Iterable[Edit]) -> frozenset[tuple[str, str]]:
    return frozenset((text[edit.start : edit.end], edit.new) for edit in edits)


def _prose(body: str, source: _Source) -> str:
    if source.table is None:
        return body
    numbers = list(number_edits(body, source.case, source.table))
    stops = list(stop_edits(body)) if source.schema is NOTE else []
    tried = (*_tried(body, [*numbers, *stops]), *_tried(body, numbers))
    return next((new for new in tried if same_prose(body, new, source.case, source.table)), body)


def _tried(text: str, edits: Sequence[Edit]) -> tuple[str, ...]:
    return (edited(text, edits),) if edits else ()


def write_mended(mended: Iterable[Mended]) -> None:
    """Put the new sources in the place of the old, each whole.

    Raises:
        UsageStop: one cannot be written, or somebody has changed it meanwhile.
    """
    for one in mended:
        try:
            _replace(one)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UsageStop(Diagnostic.at(codes.CANNOT_WRITE, Span(one.shown), reason=reason)) from None


def _replace(one: Mended) -> None:
    target = one.path.resolve()
    with target.open("r+b") as file:
        if file.read() != one.old.encode():
            raise OSError(0, "@changed_meanwhile")
        rights = S_IMODE(os.fstat(file.fileno()).st_mode)
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(one.new.encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(rights)
        fresh.replace(target)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
