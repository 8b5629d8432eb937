"""What a rule looks at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct, field

from mottepakke.model.document import Block
from mottepakke.model.meeting import Case, FileAttachment, Ledger, MarkdownAttachment, MinutesAttachment
from mottepakke.model.minutes import Minutes
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.references import ReferenceTable, references
from mottepakke.model.sent import SourceChange
from mottepakke.model.slides import ReturnedCase
from mottepakke.model.source import Span
from mottepakke.model.walk import Node, every

DIGIT = re.compile(r"\d")
DATED = re.compile(r"\d\.\s?[^\W_]|\d[/-]\d|[Kk]l[ .]?\d|\d [a-z]{3,9} (?:19|20)\d")


class Writing(Struct, frozen=True, dict=True):
    """Blocks an author wrote, and the case they were written in (None: in a section of the minutes that is no case)."""

    case: Case | None
    blocks: tuple[Block, ...]

    @cached_property
    def nodes(self) -> list[Node]:
        """Everything in them, in reading order."""
        return every(self.blocks)

    @cached_property
    def references(self) -> list[tuple[str, Span | None]]:
        """The references in them with their places."""
        return list(references(self.blocks))


PassageKind = Literal["title", "heading", "text", "item", "cell", "caption", "quote", "page", "slide", "unreadable"]
UNREADABLE: PassageKind = "unreadable"
"""The kind of the empty passage that stands for a file nobody can open."""
OF_MEETING = ("/toppnotat.md", ".yaml", ".referat.md")
"""How the paths of what is written for a meeting end."""
SourceLines = Callable[[str], Sequence[str]]
"""The lines of a source by its path as printed, for telling on which line of a paragraph something stands."""


class Passage(Struct, frozen=True):
    """A paragraph, heading or the like of prose. ``span`` is where it begins in a source.

    What stands in an attached file or a returned deck has the ``file``'s name and a ``place`` in it («@in_page:3», or ''
    in a file without pages), and its ``span`` is the line that names the file. A «page» is the text of a whole PDF page
    with its line breaks, where nobody knows what is a paragraph.
    """

    text: str
    span: Span
    case: Case | None
    kind: PassageKind
    file: str = ""
    place: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether an author wrote it in a source, where it can be mended at once."""
        return not self.file

    @property
    def is_of_meeting(self) -> bool:
        """Whether it was written for the meeting: in a note, in a file of YAML or in the minutes, not in an attachment."""
        return self.is_ours and self.case is not None and self.span.path.endswith(OF_MEETING)

    @property
    def is_returned(self) -> bool:
        """Whether it stands on a slide that a presenter returned, which has rules of its own."""
        return bool(self.file and self.case and self.case.slides and self.file == self.case.slides.file)

    @property
    def flows(self) -> bool:
        """Whether it is running text, in which forms of writing matter."""
        return self.kind in ("text", "item", "caption")


def no_lines(_path: str) -> Sequence[str]:
    """For subjects without sources."""
    return ()


class Subject(Struct, frozen=True, dict=True):
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
    lacking: tuple[tuple[FileAttachment, tuple[str, ...]], ...] = ()
    """PDF attachments that lack something, with words of the message catalogues for it."""
    unlisted: tuple[tuple[Case, str], ...] = ()
    """Documents that lie in a case's folder and are nobody's attachment or slides, by name."""
    copies: tuple[tuple[str, str], ...] = ()
    """Files that look like copies of sources and are not read, by path, each with the name of its source."""
    passages: tuple[Passage, ...] = ()
    """All prose, in order: that of sources, then that of attached files and returned decks."""
    source: SourceLines = no_lines
    unread: frozenset[str] = frozenset()
    """The sources whose Markdown is too much to be read, wholly or in a paragraph."""

    @cached_property
    def with_digits(self) -> tuple[Passage, ...]:
        """Looked for once, since a dozen rules ask; fewer than a third of all."""
        return tuple(passage for passage in self.passages if DIGIT.search(passage.text))

    @cached_property
    def with_dates(self) -> tuple[Passage, ...]:
        """Those of them with what stands in every date, and in every time after «kl.»."""
        return tuple(passage for passage in self.with_digits if DATED.search(passage.text))
