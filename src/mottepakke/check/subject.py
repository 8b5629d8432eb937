"""What a rule looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct, field

from mottepakke.model.document import Block
from mottepakke.model.meeting import Case, FileAttachment, Ledger, MarkdownAttachment, MinutesAttachment
from mottepakke.model.minutes import Minutes
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.references import ReferenceTable
from mottepakke.model.sent import SourceChange
from mottepakke.model.slides import ReturnedCase


class Writing(Struct, frozen=True):
    """Blocks an author wrote, and the case they were written in (None: in a section of the minutes that is no case)."""

    case: Case | None
    blocks: tuple[Block, ...]


class Subject(Struct, frozen=True):
    """One meeting with everything a rule may need."""

    meeting: ResolvedMeeting
    references: ReferenceTable
    ledger: Ledger
    ledgers: tuple[Ledger, ...]
    """Those of the committee and of every committee its cases name."""
    known_earlier: frozenset[tuple[str, str]]
    """(committee, number as written) of each earlier treatment that a ledger knows."""
    minutes: Minutes | None
    meetings_with_minutes: frozenset[str]
    writings: tuple[Writing, ...]
    sent_numbers: frozenset[str] = frozenset()
    """Every number that the committee's meetings have been sent with."""
    changes: tuple[SourceChange, ...] = ()
    """What is not as it was sent."""

    @property
    def attached_minutes(self) -> tuple[MinutesAttachment, ...]:
        """The minutes that cases attach."""
        attached = (item.source for case in self.meeting.cases for item in case.attachments)
        return tuple(source for source in attached if isinstance(source, MinutesAttachment))

    returned: tuple[ReturnedCase, ...] = ()
    """The presenters' decks that could be read."""
    today: dt.date | None = None
    """The day of the check, for deadlines; None where it plays no part."""
    contents: Mapping[str, MarkdownAttachment] = field(default_factory=dict)
    """The attachments that become documents of ours, by document id."""
    same_files: tuple[tuple[FileAttachment, FileAttachment], ...] = ()
    """Attachments with the content of an earlier one, each with that one."""
    unlisted: tuple[tuple[Case, str], ...] = ()
    """Documents that lie in a case's folder and are nobody's attachment or slides, by name."""
