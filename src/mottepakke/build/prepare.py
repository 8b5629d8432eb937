"""One meeting from sources to tables and findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.judging import judged
from mottepakke.build.returned import RefusedDeck, Returned, returned_decks
from mottepakke.check.consequences import without_consequences
from mottepakke.check.subject import Subject, Writing
from mottepakke.check.suppression import left, unused
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.model.clock import is_treated
from mottepakke.model.document import Block
from mottepakke.model.meeting import (
    STANDARD_LAYOUT,
    Committee,
    FileAttachment,
    Ledger,
    MarkdownAttachment,
    Meeting,
    MinutesAttachment,
)
from mottepakke.model.minutes import Minutes
from mottepakke.model.pack import ListedAction, ResolvedAttachment, ResolvedCase, ResolvedMeeting
from mottepakke.model.references import Elsewhere, ReferenceTable, case_blocks, references
from mottepakke.model.settings import Ignored
from mottepakke.model.slides import ReturnedCase
from mottepakke.model.source import Span
from mottepakke.read.folders import copies, same_files, unlisted_files
from mottepakke.read.sources import Sources
from mottepakke.resolve.actions import sent_actions, status_of_actions
from mottepakke.resolve.approval import minutes_approved, with_minutes_to_approve
from mottepakke.resolve.meeting import cited_entry, resolve_meeting
from mottepakke.resolve.numbers import LedgerIndex, Numbers, given_numbers

if TYPE_CHECKING:
    from mottepakke.build.cache import Cache


class PreparedMinutes(Struct, frozen=True):
    """Minutes attached to a meeting, with the meeting they are of and what their references mean."""

    minutes: Minutes
    references: ReferenceTable


class Prepared(Struct, frozen=True):
    """A resolved meeting with its look-ups, the content of its readable attachments, and every finding so far.

    ``contents`` and ``problems`` go by the attachment's document id; a file has a problem when it could not be read.
    ``returned`` are the presenters' decks by the key of their case.
    """

    meeting: ResolvedMeeting
    references: ReferenceTable
    contents: Mapping[str, MarkdownAttachment]
    problems: Mapping[str, Diagnostic]
    minutes: Mapping[str, PreparedMinutes]
    diagnostics: tuple[Diagnostic, ...]
    """Every finding of the check; none while rules have not been run."""
    found: tuple[Diagnostic, ...]
    """What readers found."""
    returned: Mapping[str, Returned] = field(default_factory=dict)
    ignored: tuple[Ignored, ...] = ()
    """What sources want left out of their own findings."""

    def told(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """``found``, with what a build adds to the findings of the check left out or weighed as those have been."""
        items, known = tuple(found), set(self.diagnostics)
        added = (item for item in items if item not in known)
        return (*filter(known.__contains__, items), *left(added, self.meeting.committee.rules, self.ignored))


Reading: TypeAlias = tuple[Prepared | None, tuple[Diagnostic, ...]]
"""A meeting ready for layout, or None where it cannot be read, with its findings."""


class Preparer(Struct):
    """Prepares meetings of one workspace; what all meetings of a committee share is computed once."""

    sources: Sources
    today: dt.date | None = None
    """For rules about deadlines; without it they are silent."""
    cache: Cache | None = None
    """Of findings; without it the rules always run."""
    _numbers: dict[str, Numbers] = field(default_factory=dict)
    _used: set[Ignored] = field(default_factory=set)

    def prepare(self, key: str) -> Reading:
        """Read, resolve and check the meeting ``key``."""
        prepared, check = self.read(key)
        diagnostics = check()
        return replace(prepared, diagnostics=diagnostics) if prepared else None, diagnostics

    def read(self, key: str) -> tuple[Prepared | None, Callable[[], tuple[Diagnostic, ...]]]:
        """Read and resolve the meeting ``key``; what it is laid out from, and what checks it."""
        sources = self.sources
        slug = key.partition("/")[0]
        committee, meeting = sources.committee(slug), sources.meeting(key)
        scope = {slug, key, f"{slug}/saksregister"}
        if committee is None or meeting is None:
            return None, lambda: tuple(sources.findings(scope))
        self._read_before(key)
        committees = self._cited(meeting, committee)
        resolved = self._resolved(meeting, committees)
        table = ReferenceTable(resolved, self._elsewhere(committees) | sent_references(meeting))
        contents = dict(self._contents(resolved))
        minutes = dict(self._minutes(resolved, committees, table.elsewhere))
        scope |= {str(item.source.path) for item in _attachments(resolved) if isinstance(item.source, FileAttachment)}
        scope |= {f"{other}.referat" for other in (key, *minutes)}
        sources.minutes(key)
        returned = returned_decks(resolved, table)
        refused = [item.problem for item in returned.values() if isinstance(item, RefusedDeck)]
        found = [*sources.findings(scope), *refused, *self._layout_problems(committee)]
        subject = self._subject(resolved, table, contents, committees)
        decks = tuple(item for item in returned.values() if isinstance(item, ReturnedCase))
        unread = frozenset(item.span.path for item in found if item.code in codes.UNREAD)
        subject = replace(subject, returned=decks, unread=unread)
        ignored = tuple(sorted(sources.ignored(scope), key=repr))
        problems = dict(self._problems(resolved, contents, found))
        told = tuple(Report(set(found)))

        def check() -> tuple[Diagnostic, ...]:
            settled = judged(subject, told, ignored, _own(resolved, contents), self.cache, sources.texts)
            self._used |= settled.used
            return tuple(Report(set(without_consequences(settled.diagnostics))))

        return Prepared(resolved, table, contents, problems, minutes, (), told, returned, ignored), check

    def case_numbers(self, slugs: Iterable[str]) -> Elsewhere:
        """Numbers and titles of the cases of the committees ``slugs``, by key."""
        known = {slug: found for slug in slugs if (found := self.sources.committee(slug)) is not None}
        return self._elsewhere(known)

    def unused(self, slug: str) -> tuple[Diagnostic, ...]:
        """Wishes of committee ``slug`` that left nothing out of its meetings, all of which have been prepared."""
        committee = self.sources.committee(slug)
        in_files = self.sources.ignored({slug, f"{slug}/saksregister"})
        return tuple(unused({*committee.rules.ignored, *in_files} - self._used)) if committee else ()

    def _read_before(self, key: str) -> None:
        """Read the meeting before whole at once, since its minutes are mostly attached; of others an outline is enough."""
        keys = self.sources.meeting_keys(key.partition("/")[0])
        before = keys[: keys.index(key)]
        if before and self.sources.has_minutes(before[-1]):
            self.sources.meeting(before[-1])

    # -- what meetings share ----------------------------------------------------------------------------------

    def _meetings(self, slug: str) -> list[Meeting]:
        keys = self.sources.meeting_keys(slug)
        return [meeting for key in keys if (meeting := self.sources.outline(key)) is not None]

    def _numbers_of(self, committee: Committee) -> Numbers:
        if committee.slug not in self._numbers:
            ledger = self.sources.ledger(committee.slug)
            self._numbers[committee.slug] = given_numbers(committee, ledger, self._meetings(committee.slug))
        return self._numbers[committee.slug]

    def _ledgers(self, committees: Mapping[str, Committee]) -> dict[str, Ledger]:
        return {slug: self.sources.ledger(slug) for slug in committees}

    def _resolved(self, meeting: Meeting, committees: Mapping[str, Committee]) -> ResolvedMeeting:
        numbers = self._numbers_of(committees[meeting.committee])
        meetings = self._meetings(meeting.committee)
        meeting = with_minutes_to_approve(meeting, meetings, self._has_minutes)
        resolved = resolve_meeting(meeting, committees, self._ledgers(committees), meetings, numbers)
        return replace(resolved, actions=self._actions(meeting, meetings)) if resolved.lists_actions else resolved

    def _actions(self, meeting: Meeting, meetings: list[Meeting]) -> tuple[ListedAction, ...]:
        """The status of the action points of meetings before ``meeting``, or as it was sent."""
        if meeting.sent:
            return sent_actions(meeting.sent)
        before = [other for other in meetings if other.date < meeting.date]
        written = [(other, minutes) for other in before if (minutes := self.sources.minutes(other.key))]
        return status_of_actions(written)

    def _elsewhere(self, committees: Mapping[str, Committee]) -> dict[str, tuple[str, str]]:
        """Numbers and titles by case key: what the ledgers know, then what other meetings give."""
        found = {
            entry.key: (entry.number, entry.title)
            for ledger in self._ledgers(committees).values()
            for entry in ledger.entries
            if entry.key
        }
        for slug, committee in committees.items():
            numbers = self._numbers_of(committee)
            for meeting in self._meetings(slug):
                for row in meeting.cases:
                    found.setdefault(row.case.key, (numbers.get((meeting.key, row.case.key), ""), row.case.title))
        return found

    def _cited(self, meeting: Meeting, committee: Committee) -> dict[str, Committee]:
        """The committee and those that its cases name."""
        slugs = {committee.slug}
        for row in meeting.cases:
            slugs |= {reference.committee for reference in row.case.earlier}
            blocks = [*case_blocks(row.case)]
            for item in row.case.attachments:
                content = self.sources.attachment_content(item) if isinstance(item, FileAttachment) else None
                blocks += content.blocks if content else ()
            targets = (href.removeprefix("ref:sak/") for href, _ in references(blocks))
            slugs |= {target.split("/")[0] for target in targets if target.count("/") == 2}
        known = slugs & set(self.sources.committee_slugs())
        return {slug: found for slug in sorted(known) if (found := self.sources.committee(slug)) is not None}

    # -- attachments ------------------------------------------------------------------------------------------

    def _contents(self, resolved: ResolvedMeeting) -> Iterator[tuple[str, MarkdownAttachment]]:
        for item in _attachments(resolved):
            content = self.sources.attachment_content(item.source) if isinstance(item.source, FileAttachment) else None
            if content is not None:
                yield item.id, content

    def _problems(
        self, resolved: ResolvedMeeting, contents: Mapping[str, MarkdownAttachment], found: list[Diagnostic]
    ) -> Iterator[tuple[str, Diagnostic]]:
        """Why a file of ours could not be read: the finding at its place, or the first one about the file itself."""
        for item in _attachments(resolved):
            if not isinstance(item.source, FileAttachment) or item.id in contents:
                continue
            if item.source.path is None:
                span = item.source.origin.of("fil")
                yield from ((item.id, problem) for problem in found if problem.span == span)
            elif self.sources.is_content(item.source):
                yield from ((item.id, problem) for problem in reversed(self.sources.findings({str(item.source.path)})))

    def _minutes(
        self, resolved: ResolvedMeeting, committees: Mapping[str, Committee], elsewhere: Elsewhere
    ) -> Iterator[tuple[str, PreparedMinutes]]:
        for item in _attachments(resolved):
            if not isinstance(item.source, MinutesAttachment) or item.source.meeting == resolved.meeting.key:
                continue
            key = item.source.meeting
            minutes = self.sources.minutes(key) if self.sources.has_meeting(key) else None
            meeting = self.sources.meeting(key) if minutes else None
            committee = self.sources.committee(meeting.committee) if meeting else None
            if minutes and meeting and committee:
                of = self._resolved(meeting, {**committees, committee.slug: committee})
                approved = self._approved_for(resolved.meeting, meeting)
                yield key, PreparedMinutes(minutes, ReferenceTable(replace(of, minutes_approved=approved), elsewhere))

    def _approved_for(self, later: Meeting, meeting: Meeting) -> bool:
        """Whether the minutes of ``meeting`` had been approved before ``later``, or when its pack was sent."""
        if later.sent and any(source.path == f"packs/{meeting.key}.referat.md" for source in later.sent.version.sources):
            return meeting.key in later.sent.version.approved
        held = [other for other in self._meetings(meeting.committee) if other.date < later.date]
        return minutes_approved(meeting, held, LedgerIndex(self.sources.ledger(meeting.committee)))

    # -- for the rules ----------------------------------------------------------------------------------------

    def _subject(
        self,
        resolved: ResolvedMeeting,
        table: ReferenceTable,
        contents: Mapping[str, MarkdownAttachment],
        committees: Mapping[str, Committee],
    ) -> Subject:
        ledgers = self._ledgers(committees)
        earlier = frozenset(
            (reference.committee, reference.number)
            for case in resolved.cases
            for reference in case.row.case.earlier
            if reference.committee in committees
            and cited_entry(committees[reference.committee], ledgers[reference.committee], reference.number)
        )
        attached = {item.source.meeting for item in _attachments(resolved) if isinstance(item.source, MinutesAttachment)}
        minutes = self.sources.minutes(resolved.meeting.key)
        files = [item.source for item in _attachments(resolved) if isinstance(item.source, FileAttachment)]
        return Subject(
            meeting=resolved,
            references=table,
            ledger=ledgers[resolved.committee.slug],
            ledgers=tuple(ledgers.values()),
            known_earlier=earlier,
            minutes=minutes,
            meetings_with_minutes=frozenset(key for key in attached if self._has_minutes(key)),
            writings=tuple(_writings(resolved, contents, minutes)),
            sent_numbers=frozenset(self._sent_numbers(resolved.committee.slug)),
            changes=self.sources.changes(resolved.meeting.sent) if resolved.meeting.sent else (),
            today=self.today,
            contents=contents,
            same_files=tuple(same_files(files)),
            unlisted=tuple(unlisted_files([case.row.case for case in resolved.cases], self.sources.root)),
            copies=tuple(copies(resolved.meeting, self.sources.root)),
            source=self.sources.lines,
        )

    def _layout_problems(self, committee: Committee) -> Iterator[Diagnostic]:
        """What is wrong with the committee's own layout."""
        if committee.layout == STANDARD_LAYOUT:
            return
        from mottepakke.read.layout import read_layout  # for those who have one

        report = Report()
        read_layout(committee.layout, self.sources.root, committee.origin.of("layout"), report, self.sources.parser)
        yield from report.found

    def _sent_numbers(self, slug: str) -> Iterator[str]:
        for meeting in self._meetings(slug):
            if meeting.sent and meeting.key not in self.sources.assumed:
                yield from meeting.sent.reserved

    def _has_minutes(self, key: str) -> bool:
        return self.sources.has_meeting(key) and self.sources.minutes(key) is not None


def sent_references(meeting: Meeting) -> dict[str, tuple[str, str]]:
    """Numbers and titles of other meetings' cases as a sent meeting referred to them."""
    return {item.key: (item.number, item.title) for item in meeting.sent.version.references} if meeting.sent else {}


def _attachments(resolved: ResolvedMeeting) -> list[ResolvedAttachment]:
    return [item for case in resolved.cases for item in case.attachments]


def _own(resolved: ResolvedMeeting, contents: Mapping[str, MarkdownAttachment]) -> frozenset[str]:
    """The files that only this meeting is checked by: wishes there are to be of use."""
    treated = (case.row.case.origin for case in resolved.cases if is_treated(case.row))
    minutes = Span(f"packs/{resolved.meeting.key}.referat.md")
    origins = (resolved.meeting.origin, *treated, *(content.origin for content in contents.values()))
    return frozenset({minutes.path, *(origin.span.path for origin in origins)})


def _writings(
    resolved: ResolvedMeeting, contents: Mapping[str, MarkdownAttachment], minutes: Minutes | None
) -> Iterator[Writing]:
    """Everything authors wrote for the meeting, with the case it was written in."""
    for case in resolved.cases:
        yield Writing(case.row.case, tuple(_blocks_of(case, contents)))
    named = {name: case.row.case for case in resolved.cases for name in (case.number, case.row.case.slug)}
    for part in minutes.cases if minutes else ():
        yield Writing(named.get(part.name), (*part.blocks, *part.remarks, *part.actions, *part.decision))


def _blocks_of(case: ResolvedCase, contents: Mapping[str, MarkdownAttachment]) -> Iterator[Block]:
    yield from case_blocks(case.row.case)
    for item in case.attachments:
        if item.id in contents:
            yield from contents[item.id].blocks
