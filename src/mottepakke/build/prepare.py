"""One meeting from sources to tables and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mottepakke.check.catalogue import findings
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.model.meeting import (
    Committee,
    FileAttachment,
    Ledger,
    MarkdownAttachment,
    Meeting,
    Minutes,
    MinutesAttachment,
)
from mottepakke.model.pack import ResolvedAttachment, ResolvedMeeting
from mottepakke.model.references import ReferenceTable, case_blocks, cases_elsewhere, references
from mottepakke.read.sources import Sources
from mottepakke.resolve.meeting import find_entry, resolve_meeting


@dataclass(frozen=True, slots=True)
class PreparedMinutes:
    """Minutes attached to a meeting, with the meeting they are of."""

    meeting: ResolvedMeeting
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A resolved meeting with its look-ups, the content of its readable attachments, and every finding so far."""

    meeting: ResolvedMeeting
    references: ReferenceTable
    contents: Mapping[str, MarkdownAttachment]
    minutes: Mapping[str, PreparedMinutes]
    diagnostics: tuple[Diagnostic, ...]


def prepare(key: str, sources: Sources) -> tuple[Prepared | None, tuple[Diagnostic, ...]]:
    """The meeting ``key`` ready for layout, or None where it cannot be read, with its findings."""
    slug = key.partition("/")[0]
    committee, meeting = sources.committee(slug), sources.meeting(key)
    scope = {slug, key, f"{slug}/saksregister"}
    if committee is None or meeting is None:
        return None, tuple(sources.findings(scope))
    committees, ledgers = _cited(meeting, committee, sources)
    resolved = resolve_meeting(meeting, committees, ledgers, _all_meetings(slug, sources))
    table = ReferenceTable(resolved, cases_elsewhere(ledgers, _others(resolved, committees, ledgers, sources)))
    contents = _contents(resolved, sources)
    minutes = _minutes(resolved, committees, ledgers, sources)
    scope |= {str(item.source.path) for item in _attachments(resolved) if isinstance(item.source, FileAttachment)}
    scope |= {f"{other}.referat" for other in (key, *minutes)}
    subject = _subject(resolved, table, committees, ledgers, sources)
    report = Report({*sources.findings(scope), *findings(subject)})
    diagnostics = tuple(report)
    return Prepared(resolved, table, contents, minutes, diagnostics), diagnostics


def _all_meetings(slug: str, sources: Sources) -> list[Meeting]:
    return [meeting for key in sources.meeting_keys(slug) if (meeting := sources.meeting(key)) is not None]


def _cited(meeting: Meeting, committee: Committee, sources: Sources) -> tuple[dict[str, Committee], dict[str, Ledger]]:
    """The committees and ledgers that the meeting's cases name."""
    slugs = {committee.slug}
    for row in meeting.cases:
        slugs |= {reference.committee for reference in row.case.earlier}
        targets = (href.removeprefix("ref:sak/") for href, _ in references(tuple(case_blocks(row.case))))
        slugs |= {target.split("/")[0] for target in targets if target.count("/") == 2}
    known = set(sources.committee_slugs())
    committees = {slug: found for slug in sorted(slugs & known) if (found := sources.committee(slug)) is not None}
    return committees, {slug: sources.ledger(slug) for slug in committees}


def _others(
    resolved: ResolvedMeeting, committees: Mapping[str, Committee], ledgers: Mapping[str, Ledger], sources: Sources
) -> list[ResolvedMeeting]:
    """The other meetings that a reference may reach: of this committee, and of those cited by key."""
    others = []
    for slug in committees:
        meetings = _all_meetings(slug, sources)
        for meeting in meetings:
            if meeting.key != resolved.meeting.key:
                own = {committee: sources.ledger(committee) for committee in {slug, *ledgers}}
                others.append(resolve_meeting(meeting, committees, own, meetings))
    return others


def _attachments(resolved: ResolvedMeeting) -> list[ResolvedAttachment]:
    return [item for case in resolved.cases for item in case.attachments]


def _contents(resolved: ResolvedMeeting, sources: Sources) -> dict[str, MarkdownAttachment]:
    files = ((item.id, item.source) for item in _attachments(resolved) if isinstance(item.source, FileAttachment))
    found = ((name, sources.attachment_content(source)) for name, source in files)
    return {name: content for name, content in found if content is not None}


def _minutes(
    resolved: ResolvedMeeting, committees: Mapping[str, Committee], ledgers: Mapping[str, Ledger], sources: Sources
) -> dict[str, PreparedMinutes]:
    found = {}
    for item in _attachments(resolved):
        if not isinstance(item.source, MinutesAttachment) or item.source.meeting == resolved.meeting.key:
            continue
        key = item.source.meeting
        slug = key.partition("/")[0]
        minutes = sources.minutes(key) if sources.has_meeting(key) else None
        meeting, committee = (sources.meeting(key), sources.committee(slug)) if minutes else (None, None)
        if minutes and meeting and committee:
            known = {**committees, slug: committee}
            registers = {**ledgers, slug: sources.ledger(slug)}
            found[key] = PreparedMinutes(resolve_meeting(meeting, known, registers, _all_meetings(slug, sources)), minutes)
    return found


def _subject(
    resolved: ResolvedMeeting,
    table: ReferenceTable,
    committees: Mapping[str, Committee],
    ledgers: Mapping[str, Ledger],
    sources: Sources,
) -> Subject:
    earlier = frozenset(
        (reference.committee, reference.number)
        for case in resolved.cases
        for reference in case.row.case.earlier
        if reference.committee in committees
        and find_entry(committees[reference.committee], ledgers[reference.committee], reference.number)
    )
    wanted = {item.source.meeting for item in _attachments(resolved) if isinstance(item.source, MinutesAttachment)}
    written = frozenset(key for key in wanted if sources.has_meeting(key) and sources.minutes(key) is not None)
    return Subject(
        meeting=resolved,
        references=table,
        ledger=ledgers[resolved.committee.slug],
        known_earlier=earlier,
        minutes=sources.minutes(resolved.meeting.key),
        meetings_with_minutes=written,
    )
