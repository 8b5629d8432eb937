"""A later version of a sent pack: what is new in it, replaced and withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from mottepakke.build.produce import Sheet
from mottepakke.model.pack import ResolvedCase, ResolvedMeeting
from mottepakke.model.sent import SentDocument, SentVersion

COVER = "tillegg-"
"""What the keys of covers begin with."""


class Supplement(Struct, frozen=True):
    """How a version differs from the one before it, by documents' keys.

    ``new_cases`` (those without a note, which is a document itself) and ``withdrawn`` are lines to print.
    """

    version: SentVersion
    new: frozenset[str]
    new_cases: tuple[str, ...]
    replaced: frozenset[str]
    withdrawn: tuple[str, ...]

    @property
    def changed(self) -> frozenset[str]:
        """What a reader of the version before needs."""
        return self.new | self.replaced


def supplement_of(meeting: ResolvedMeeting, sheets: Sequence[Sheet]) -> Supplement | None:
    """How the last version sent differs from the one before; None where there is only one."""
    sent = meeting.meeting.sent
    if sent is None or len(sent.versions) < 2:
        return None
    before, now = sent.versions[-2:]
    known = {document.key: document for document in before.documents}
    was, is_now = ({source.path: source.sha256 for source in version.sources} for version in (before, now))
    common = [sheet for sheet in sheets if sheet.key in known]
    here = {sheet.key for sheet in sheets}
    gone = [found for key, found in known.items() if key and not key.startswith(COVER) and key not in here]
    return Supplement(
        version=now,
        new=frozenset(here - set(known)),
        new_cases=tuple(_new_cases(meeting, before)),
        replaced=frozenset(sheet.key for sheet in common if was.get(sheet.source) != is_now.get(sheet.source)),
        withdrawn=(*_withdrawn_cases(meeting, before), *(_name(found.label, found.title) for found in gone)),
    )


def _new_cases(meeting: ResolvedMeeting, before: SentVersion) -> Iterator[str]:
    known = {case.key for case in before.cases}
    for case in meeting.cases:
        if case.row.case.key not in known and not case.note_id:
            yield _case_line(case)


def _case_line(case: ResolvedCase) -> str:
    return f"{case.number} {case.row.case.title}".strip()


def _withdrawn_cases(meeting: ResolvedMeeting, before: SentVersion) -> list[str]:
    statuses = {case.key: case.status for case in before.cases}
    return [_case_line(case) for case in meeting.cases if case.row.status and statuses.get(case.row.case.key) == ""]


def cover_parts(supplement: Supplement, sheets: Sequence[Sheet], page_words: str) -> list[tuple[str, list[str]]]:
    """The groups of the cover: word and lines. Pages are named once they are known, that is, sealed."""
    pages = {document.key: document for document in supplement.version.documents}

    def lines(keys: frozenset[str]) -> list[str]:
        return [_line(sheet, pages.get(sheet.key), page_words) for sheet in sheets if sheet.key in keys]

    return [
        ("tillegg_nye_saker", list(supplement.new_cases)),
        ("tillegg_nye", lines(supplement.new)),
        ("tillegg_erstattet", lines(supplement.replaced)),
        ("tillegg_trukket", list(supplement.withdrawn)),
    ]


def _line(sheet: Sheet, sealed: SentDocument | None, page_words: str) -> str:
    name = _name(sheet.label, sheet.title)
    pages = sealed.pages if sealed else ()
    if not pages:
        return name
    span = pages[0] if len(pages) == 1 else f"{pages[0]}–{pages[-1]}"
    return page_words.format(navn=name, sider=span)


def _name(label: str, title: str) -> str:
    return f"{label}: {title}" if label else title
