"""What templates see: every value already in words of the committee's målform, author text as fragments.

Absent values are empty (false), so that a template prints no label without a value. docs/layouts.md lists all names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from markupsafe import Markup
from msgspec import Struct

NOTHING = Markup()

COLUMN_WIDTHS = {"sak": 10, "presenterer": 25, "tid": 12, "start": 9, "slutt": 9, "varighet": 14, "sakstype": 16}
"""Percent of the text width that a column of the agenda needs for its longest usual word; the title takes the rest."""
TITLE_WIDTH = 30
"""The least the title is given; with more columns than that leaves room for, all shrink in proportion."""


class PersonView(Struct, frozen=True):
    """A person: ``text`` is «Kari Nordmann, Helse Nord RHF (leder)», ``function`` the word in brackets."""

    name: str
    organisation: str
    function: str
    text: str


class CommitteeView(Struct, frozen=True):
    """The committee."""

    name: str
    short_name: str
    body: str
    called_by: str


class ColumnView(Struct, frozen=True):
    """A column of the agenda."""

    key: str
    head: str
    width: int


class AttachmentView(Struct, frozen=True):
    """An attachment in a list: ``label`` is «Vedlegg 9A» or ''."""

    label: str
    title: str
    href: str
    exempt: str


class EarlierView(Struct, frozen=True):
    """An earlier treatment as a table row."""

    number: str
    committee_and_date: str
    title: str
    decision: Markup


class SectionView(Struct, frozen=True):
    """A section of a case note. ``earlier`` holds the rows of the table of earlier treatments."""

    title: Markup
    anchor: str
    blocks: Markup
    exempt: str
    earlier: tuple[EarlierView, ...]


class CaseView(Struct, frozen=True, dict=True):
    """A case. ``heading`` is «Sak 17/25: Title»; ``state`` «trukket», «utsatt» or where it was carried over from.

    ``has_slides``: the presenter's slides stand in place of what the layout makes; ``slides_problem`` why they cannot.
    """

    number: str
    anchor: str
    heading: str
    title: str
    title_suffix: str
    type: str
    owners: tuple[str, ...]
    officers: tuple[str, ...]
    presenters: tuple[str, ...]
    points: tuple[str, ...]
    summary: Markup
    summary_exempt: str
    proposal: Markup
    proposal_exempt: str
    purpose: Markup
    purpose_exempt: str
    purpose_title: str
    questions: Markup
    questions_exempt: str
    questions_title: str
    make_sections: Callable[[], tuple[SectionView, ...]]
    listed_attachments: tuple[AttachmentView, ...]
    note_number: str
    href: str
    state: str
    state_sentence: str
    is_treated: bool
    lists_actions: bool
    exempt: str
    unreadable: str
    reasons: tuple[str, ...]
    clock: str
    has_slides: bool
    slides_problem: str
    divider_lines: tuple[str, ...]
    footer: str
    template_file: str

    @property
    def is_listed(self) -> bool:
        """Whether the case list has anything to say about the case."""
        said = self.summary or self.proposal or self.listed_attachments or self.points
        return bool(self.number or said or self.lists_actions)

    @cached_property
    def sections(self) -> tuple[SectionView, ...]:
        """The note's sections; most documents never ask."""
        return self.make_sections()


class RowView(Struct, frozen=True):
    """A row of the agenda: a case, or a break with ``break_title`` «Lunsj – vi fortsetter kl. 12.20»."""

    is_break: bool
    title: str
    state: str
    href: str
    points: tuple[str, ...]
    cells: Mapping[str, tuple[str, ...]]
    break_title: str
    case: CaseView | None

    def cell(self, key: str) -> tuple[str, ...]:
        """The lines of a column other than the title."""
        return self.cells.get(key, ())


class MeetingView(Struct, frozen=True, dict=True):
    """The meeting."""

    title: str
    number: str
    number_and_name: str
    date: str
    weekday_date: str
    time: str
    place: str
    version: str
    next_meeting: str
    committee: CommitteeView
    members: tuple[PersonView, ...]
    columns: tuple[ColumnView, ...]
    number_width: int
    make_rows: Callable[[], tuple[RowView, ...]]
    numbered: bool
    lists_actions: bool
    actions: tuple[ActionView, ...]

    @cached_property
    def rows(self) -> tuple[RowView, ...]:
        """The agenda's rows; a case note never asks."""
        return self.make_rows()

    @cached_property
    def case_list(self) -> tuple[CaseView, ...]:
        """The cases that the case list shows."""
        return tuple(row.case for row in self.rows if row.case and row.case.is_listed)

    @cached_property
    def has_attachments(self) -> bool:
        """Whether any case of the case list has attachments to show."""
        return any(case.listed_attachments for case in self.case_list)

    @cached_property
    def has_types(self) -> bool:
        """Whether any case of the case list has a type."""
        return any(case.type for case in self.case_list)


class AttachmentPage(Struct, frozen=True):
    """A Markdown attachment, or a placeholder for one that cannot be shown."""

    title: str
    footer: str
    file: str = ""
    reason: str = ""
    version: str = ""
    occasion: str = ""
    meta: tuple[str, ...] = ()
    contents: bool = False
    blocks: Markup = NOTHING


class ActionView(Struct, frozen=True):
    """An action point in the table of their status: ``case`` is «3/25», ``status`` «Åpent» or «Utført»."""

    what: Markup
    who: str
    due: str
    case: str
    status: str


class SupplementPart(Struct, frozen=True):
    """Documents of a supplement that are new, replaced or withdrawn."""

    title: str
    lines: tuple[str, ...]


class SupplementPage(Struct, frozen=True):
    """The cover of a supplement."""

    title: str
    sent: str
    parts: tuple[SupplementPart, ...]


class MinutesCaseView(Struct, frozen=True):
    """A case of the minutes. ``decision_title`` is «Vedtak», or «Vedtak oppdatert» where it differs from the proposal."""

    number: str
    anchor: str
    heading: str
    title: str
    type: str
    state: str
    exempt: str
    blocks: Markup
    remarks: Markup
    actions: Markup
    decision: Markup
    decision_title: str


class MinutesView(Struct, frozen=True):
    """The minutes of a meeting. ``differences`` explains the marks of changed decisions, '' where there are none."""

    title: str
    approved: bool
    differences: str
    present: tuple[PersonView, ...]
    absent: tuple[str, ...]
    substitutes: tuple[str, ...]
    secretariat: tuple[str, ...]
    cases: tuple[MinutesCaseView, ...]
