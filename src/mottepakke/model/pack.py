"""A meeting with everything computed: numbers, times, attachments, earlier treatments. Nothing is filled in later."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from msgspec import Struct

from mottepakke.model.document import Block
from mottepakke.model.meeting import Attachment, BreakRow, CaseRow, Committee, LedgerEntry, Meeting
from mottepakke.model.minutes import ActionPoint


class Slot(Struct, frozen=True):
    """Clock times of a row; None where durations are missing."""

    start: dt.time | None = None
    end: dt.time | None = None


class ResolvedAttachment(Struct, frozen=True):
    """An attachment with its number (``9A``, ``1`` or '' where attachments carry none), document id and key.

    The key stays the same in every version of the pack, where the id changes with number and title.
    """

    label: str
    title: str
    source: Attachment
    id: str
    key: str = ""


class EarlierTreatment(Struct, frozen=True):
    """How a case was treated before, as the ledger of ``committee`` (its short name) tells.

    ``found`` is false where no ledger has the number: the row stays, so that nothing is lost in silence. ``reference`` is
    what the note names it by, ``source`` the decision's Markdown.
    """

    committee: str
    number: str
    date: dt.date | None
    title: str
    decision: tuple[Block, ...]
    found: bool = True
    reference: str = ""
    source: str = ""


class ListedAction(Struct, frozen=True):
    """An action point with the meeting and the case (its number, else its title) it comes from."""

    meeting: str
    case: str
    point: ActionPoint


class ResolvedCase(Struct, frozen=True):
    """A case of the meeting.

    ``number`` is '' where the committee does not number cases; ``stem`` is the start of its file names (``17-25``, ``01``).
    ``note_id`` is None for a case without a note; ``note_label`` is the note's attachment number or ''.
    ``entry`` is the case's own line in the ledger. ``carried_from`` is the date (or the meeting's key) of the meeting it
    was postponed from.
    """

    row: CaseRow
    number: str
    slot: Slot
    stem: str
    anchor: str
    note_id: str | None
    note_label: str
    template_id: str
    attachments: tuple[ResolvedAttachment, ...]
    entry: LedgerEntry | None = None
    earlier: tuple[EarlierTreatment, ...] = ()
    carried_from: dt.date | str | None = None
    note_key: str = ""


class ResolvedBreak(Struct, frozen=True):
    """A break; ``slot.end`` is when the meeting goes on."""

    row: BreakRow
    slot: Slot


class ResolvedMeeting(Struct, frozen=True, dict=True):
    """The whole meeting, rows in agenda order. ``number`` is the meeting's number as printed.

    ``minutes_approved``: a later meeting has approved the minutes of this one.
    """

    meeting: Meeting
    committee: Committee
    number: str
    rows: tuple[ResolvedCase | ResolvedBreak, ...]
    draft: bool
    minutes_approved: bool = False
    actions: tuple[ListedAction, ...] = ()
    """The status of action points, where a case of the meeting shows it."""

    @property
    def version(self) -> int:
        """Which version of the pack was sent last, 0 for a draft."""
        return self.meeting.sent.version.number if self.meeting.sent else 0

    def counted_within(self, case: ResolvedCase) -> str:
        """The number of ``case`` where attachments are counted within their case, else ''."""
        return case.number if self.committee.attachment_numbering == "per sak" else ""

    @property
    def lists_actions(self) -> bool:
        """Whether a case of the meeting shows the status of action points."""
        return any(case.row.case.lists_actions for case in self.cases)

    @cached_property
    def cases(self) -> tuple[ResolvedCase, ...]:
        """The rows that are cases."""
        return tuple(row for row in self.rows if isinstance(row, ResolvedCase))
