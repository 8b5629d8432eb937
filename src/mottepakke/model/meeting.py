"""What sources say: committees, meetings, cases, ledgers and minutes, as written and before anything is computed."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from pathlib import Path
from typing import Literal

from msgspec import Struct

from mottepakke.model.document import Block, Inline
from mottepakke.model.sent import Sent
from mottepakke.model.settings import RuleSettings
from mottepakke.model.source import Origin, Span

Language = Literal["nb", "nn"]
SlideLook = Literal["innleders", "husets"]
AttachmentNumbering = Literal["toppnotat", "fortløpende", "per sak", "ingen"]
Column = Literal["sak", "tittel", "presenterer", "tid", "sakstype", "start", "slutt", "varighet"]
NO_NUMBERS = "ingen"


class Person(Struct, frozen=True):
    """A person with organisation and function where known."""

    name: str
    organisation: str = ""
    function: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}" if self.organisation else self.name


class Exemption(Struct, frozen=True):
    """Exempt from public access. ``basis`` is empty where the writer did not give a readable one: still exempt."""

    basis: str
    public_title: str = ""


OFFICE_ENDINGS = (".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods")
"""Attachments that are converted."""


class FileAttachment(Struct, frozen=True):
    """A file named by a case. ``path`` is None when the file is missing or may not be read (reported by the reader)."""

    file: str
    path: Path | None
    title: str
    exempt: Exemption | None
    origin: Origin

    @property
    def ending(self) -> str:
        """The file name's ending in small letters, with its dot."""
        return "." + self.file.rpartition(".")[2].lower()

    @property
    def is_office(self) -> bool:
        """Whether its ending says that it is to be converted to PDF."""
        return self.ending in OFFICE_ENDINGS

    @property
    def slug(self) -> str:
        """The file name without ending, as `[[vedlegg:slug]]` names it."""
        return self.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]


class MinutesAttachment(Struct, frozen=True):
    """The minutes of another meeting (``nuit/2025-1``) as an attachment."""

    meeting: str
    title: str
    exempt: Exemption | None
    origin: Origin

    @property
    def slug(self) -> str:
        """``referat-2025-1``."""
        return "referat-" + self.meeting.rsplit("/", 1)[-1]


Attachment = FileAttachment | MinutesAttachment


class SlidesFile(Struct, frozen=True):
    """The presenter's own slides. ``path`` is None where there is no such file to read (reported by the reader)."""

    file: str
    path: Path | None
    span: Span


class SectionKind(Enum):
    """Sections a case note is known to have, whatever their heading is called."""

    PROPOSAL = "forslag_til_vedtak"
    PURPOSE = "hensikt_med_saken"
    BACKGROUND = "bakgrunn"
    QUESTIONS = "drøftingsspørsmål"
    PROCESS = "videre_saksprosess"
    EARLIER = "tidligere_behandlinger"


class Section(Struct, frozen=True):
    """A part of a case note under a level 2 heading (``title`` is empty for text before the first one)."""

    kind: SectionKind | None
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    exempt: Exemption | None
    span: Span
    anchor: str | None = None


class EarlierReference(Struct, frozen=True):
    """An earlier treatment by committee and printed number: ``nufa 7/25``."""

    committee: str
    number: str
    span: Span


class Case(Struct, frozen=True):
    """A case as its note or its inline row describes it. ``key`` is ``committee/year/slug``."""

    key: str
    title: str
    short_title: str
    type: str
    owners: tuple[Person, ...]
    officers: tuple[Person, ...]
    presenters: tuple[Person, ...]
    summary: tuple[Block, ...]
    proposal: tuple[Block, ...]
    earlier: tuple[EarlierReference, ...]
    attachments: tuple[Attachment, ...]
    slides: SlidesFile | None
    exempt: Exemption | None
    points: tuple[str, ...]
    sections: tuple[Section, ...]
    has_note: bool
    origin: Origin
    proposal_exempt: Exemption | None = None
    """The section of the proposal is exempt."""
    lists_actions: bool = False
    """The pack shows the status of the committee's action points under this case."""
    unreadable: str = ""
    """The source that is missing or broken: drafts carry a marked placeholder in its place."""

    @property
    def slug(self) -> str:
        """The last part of the key."""
        return self.key.rsplit("/", 1)[-1]

    def section(self, kind: SectionKind) -> Section | None:
        """The first section of ``kind``."""
        return next((section for section in self.sections if section.kind is kind), None)


def unreadable_case(key: str, title: str, source: str, span: Span, *, has_note: bool) -> Case:
    """A case that keeps the place and number of one whose ``source`` cannot be read."""
    return Case(
        key=key,
        title=title,
        short_title=title,
        type="",
        owners=(),
        officers=(),
        presenters=(),
        summary=(),
        proposal=(),
        earlier=(),
        attachments=(),
        slides=None,
        exempt=None,
        points=(),
        sections=(),
        has_note=has_note,
        origin=Origin(span),
        unreadable=source,
    )


class CaseRow(Struct, frozen=True):
    """A case on the agenda. ``minutes`` is its duration, ``start`` a fixed start, ``number`` one given by hand."""

    case: Case
    minutes: int | None
    start: dt.time | None
    number: str
    status: Literal["", "trukket", "utsatt"]
    carried_from: str
    origin: Origin


class BreakRow(Struct, frozen=True):
    """A break of ``minutes``."""

    kind: Literal["pause", "lunsj"]
    minutes: int
    title: str
    start: dt.time | None
    origin: Origin


AgendaRow = CaseRow | BreakRow


class TimeRange(Struct, frozen=True):
    """From ``start`` to ``end`` (None: open) on one day."""

    start: dt.time
    end: dt.time | None = None


class NextMeeting(Struct, frozen=True):
    """When and where the committee meets next."""

    date: dt.date
    time: TimeRange | None = None
    place: str = ""


class SlideSettings(Struct, frozen=True):
    """What a committee wants of slides: as PDF, with notes, as handouts; and in whose looks presenters' slides are shown."""

    pdf: bool = True
    notes: bool = False
    handout: bool = False
    look: SlideLook = "innleders"


class Committee(Struct, frozen=True):
    """A committee and how it numbers, prints and calls its meetings."""

    slug: str
    name: str
    short_name: str
    body: str
    language: Language
    layout: str
    number_pattern: str
    series: tuple[tuple[str, str], ...]
    meeting_pattern: str
    attachment_numbering: AttachmentNumbering
    columns: tuple[Column, ...]
    case_types: tuple[str, ...]
    deadline_days: int | None
    called_by: str
    members: tuple[Person, ...]
    origin: Origin
    rules: RuleSettings = RuleSettings()
    slides: SlideSettings = SlideSettings()
    notified: tuple[str, ...] = ()
    """Addresses that get mail about coming meetings."""

    @property
    def numbers_cases(self) -> bool:
        """Whether cases carry numbers at all."""
        return self.number_pattern != NO_NUMBERS

    def pattern_for(self, case_type: str) -> str:
        """The number pattern of a case type: its own series, else the committee's."""
        return dict(self.series).get(case_type, self.number_pattern)


class Meeting(Struct, frozen=True):
    """A meeting. ``key`` is ``committee/year-number``, ``year`` and ``number`` come from the file name."""

    key: str
    committee: str
    year: int
    number: int
    title: str
    date: dt.date
    time: TimeRange | None
    place: str
    members: tuple[Person, ...]
    next_meeting: NextMeeting | None
    version: str
    rows: tuple[AgendaRow, ...]
    origin: Origin
    frozen: bool = False
    """The meeting has been sent: ``packs/<committee>/<year>-<number>.sendt.yaml`` exists."""
    sent: Sent | None = None
    """What that file seals; None where it cannot be read."""

    @property
    def cases(self) -> tuple[CaseRow, ...]:
        """The rows that are cases."""
        return tuple(row for row in self.rows if isinstance(row, CaseRow))


class HistoryLine(Struct, frozen=True):
    """What happened to a number, when (None: the line gives no date of its own) and why."""

    when: dt.date | None
    what: str
    why: str = ""


class LedgerEntry(Struct, frozen=True):
    """One number in a committee's ledger. ``decision`` is the adopted text as blocks, ``decision_text`` as written."""

    number: str
    key: str
    title: str
    type: str
    meeting: str
    date: dt.date | None
    status: str
    decision: tuple[Block, ...]
    origin: Origin
    decision_text: str = ""
    history: tuple[HistoryLine, ...] = ()
    exempt: Exemption | None = None


class Ledger(Struct, frozen=True):
    """All numbers of a committee, in file order."""

    committee: str
    entries: tuple[LedgerEntry, ...] = ()


class MarkdownAttachment(Struct, frozen=True):
    """An attachment written in Markdown, set as a document of its own."""

    title: str
    version: str
    date: dt.date | None
    author: tuple[str, ...]
    contents: bool
    blocks: tuple[Block, ...]
    origin: Origin
    is_picture: bool = False
    """A picture set as a document: it has no words to edit, so it is not written as a Word file."""
