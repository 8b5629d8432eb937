"""From a resolved meeting to the view that templates see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup

from mottepakke.layout.dates import NO_BREAK, clock, clock_range, long_date, slot_text, weekday_date
from mottepakke.layout.html import Fragments
from mottepakke.layout.references import attachment_label, attachment_title, numbered
from mottepakke.layout.view import (
    COLUMN_WIDTHS,
    TITLE_WIDTH,
    ActionView,
    AttachmentView,
    CaseView,
    ColumnView,
    CommitteeView,
    EarlierView,
    MeetingView,
    PersonView,
    RowView,
    SectionView,
)
from mottepakke.model.document import Block, Items, Paragraph, Text
from mottepakke.model.meeting import Case, Exemption, NextMeeting, Person, Section, SectionKind
from mottepakke.model.pack import (
    EarlierTreatment,
    ListedAction,
    ResolvedAttachment,
    ResolvedBreak,
    ResolvedCase,
    ResolvedMeeting,
)
from mottepakke.model.walk import plain_text, with_links

Words = Mapping[str, str]
Reasons = Mapping[str, tuple[str, ...]]
"""Why a source could not be read, in words, by its path."""
ReturnedSlides = Mapping[str, str]
"""By the key of each case whose presenter has sent slides: '' where they are shown, else why they cannot be."""
LETTER = 1
"""Percent of the text width that a letter of a case number takes."""
CELL_ROOM = 5
"""Percent that the space within a cell takes, with some to spare."""
WIDEST_NUMBER = 22
Prepare = Callable[[Sequence[Block], Case | None], tuple[Block, ...]]
"""Makes author blocks ready for print: references in words, tables with widths, figures with numbers."""


def person_view(person: Person, words: Words) -> PersonView:
    """A person with the function in words."""
    function = words.get(person.function, "")
    text = str(person) + (f" ({function})" if function else "")
    return PersonView(person.name, person.organisation, function, text)


def presenter_lines(people: Iterable[Person], words: Words) -> tuple[str, ...]:
    """Presenters line by line; those of one organisation share a line: «A og B, Norsk helsenett SF»."""
    groups: dict[str, list[str]] = {}
    for person in people:
        groups.setdefault(person.organisation, []).append(person.name)
    lines = []
    for organisation, names in groups.items():
        joined = ", ".join(names[:-1]) + (f" {words['og']} " if names[1:] else "") + names[-1]
        lines.append(f"{joined}, {organisation}" if organisation else joined)
    return tuple(lines)


def exempt_text(exemption: Exemption | None, words: Words) -> str:
    """«Unntatt offentlighet, jf. offl. § 13», or ''."""
    if exemption is None:
        return ""
    if not exemption.basis:
        return words["unntatt_uten_hjemmel"]
    return words["unntatt"].format(hjemmel=exemption.basis.replace("§ ", "§\N{NO-BREAK SPACE}"))


def case_heading(case: ResolvedCase, words: Words) -> str:
    """«Sak 17/25: Title», or the title alone where cases carry no numbers."""
    return numbered(case.number, case.row.case.title, words)


class Viewer:
    """Builds the views of one meeting; fragments are collected for one rendering."""

    def __init__(
        self,
        meeting: ResolvedMeeting,
        words: Words,
        prepare: Prepare,
        fragments: Fragments,
        reasons: Reasons,
    ) -> None:
        self.resolved = meeting
        self.words = words
        self.prepare = prepare
        self.fragments = fragments
        self.reasons = reasons
        self.returned: ReturnedSlides = {}

    # -- meeting ----------------------------------------------------------------------------------------------

    def meeting(self) -> MeetingView:
        """The whole meeting."""
        meeting, committee = self.resolved.meeting, self.resolved.committee
        return MeetingView(
            title=meeting_title(self.resolved, self.words),
            number=self.resolved.number,
            number_and_name=f"{self.resolved.number} {committee.short_name}",
            date=long_date(meeting.date, self.words),
            weekday_date=weekday_date(meeting.date, self.words),
            time=clock_range(meeting.time, self.words),
            place=meeting.place,
            version=self.version(),
            next_meeting=next_meeting_text(meeting.next_meeting, self.words),
            committee=CommitteeView(committee.name, committee.short_name, committee.body, committee.called_by),
            members=tuple(person_view(person, self.words) for person in meeting.members),
            columns=self.columns(),
            number_width=self.number_width(),
            make_rows=lambda: tuple(map(self.row, self.resolved.rows)),
            numbered=committee.numbers_cases,
            lists_actions=self.resolved.lists_actions,
            actions=tuple(map(self.action, self.resolved.actions)),
        )

    def action(self, item: ListedAction) -> ActionView:
        """A row of the status of action points."""
        point = item.point
        due = long_date(point.due, self.words) if point.due else ""
        status = self.words["utført"] if point.done else self.words["åpent"]
        (what,) = self.prepare((Paragraph(with_links(point.what[:1].upper() + point.what[1:])),), None)
        assert isinstance(what, Paragraph)
        return ActionView(self.fragments.place(what.children), point.who, due, item.case, status)

    def version(self) -> str:
        """«Utkast, versjon 0.9» while the meeting is a draft with a version."""
        version = self.resolved.meeting.version
        if not self.resolved.draft or not version:
            return ""
        return self.words["utkast_versjon"].format(versjon=version)

    def columns(self) -> tuple[ColumnView, ...]:
        """The agenda's columns with their heads; columns that would be empty in every row are left out."""
        heads = {"tid": "tidspunkt", "tittel": "tittel"}
        keys = [key for key in self.resolved.committee.columns if key == "tittel" or self._has(key)]
        widths = {**COLUMN_WIDTHS, "sak": self.number_width()}
        rest = max(100 - sum(widths.get(key, 0) for key in keys), TITLE_WIDTH)
        return tuple(ColumnView(key, self.words[heads.get(key, key)], widths.get(key, rest)) for key in keys)

    def number_width(self) -> int:
        """Percent of the text width that the longest case number needs: «PS 17/25» does not break."""
        longest = max((len(case.number) for case in self.resolved.cases), default=0)
        return min(max(COLUMN_WIDTHS["sak"], LETTER * longest + CELL_ROOM), WIDEST_NUMBER)

    def _has(self, key: str) -> bool:
        return any(self._cells(row).get(key) for row in self.resolved.rows)

    def row(self, row: ResolvedCase | ResolvedBreak) -> RowView:
        """A row of the agenda."""
        if isinstance(row, ResolvedBreak):
            title = row.row.title or self.words[row.row.kind]
            until = clock(row.slot.end)
            goes_on = self.words["fortsetter"].format(tittel=title, tid=until) if until else title
            return RowView(True, title, "", "", (), self._cells(row), goes_on, None)
        case = self.case(row)
        return RowView(False, case.title, case.state, f"#{case.anchor}", case.points, self._cells(row), "", case)

    def _cells(self, row: ResolvedCase | ResolvedBreak) -> dict[str, tuple[str, ...]]:
        start = clock(row.slot.start)
        cells = {
            "tid": start,
            "start": start,
            "slutt": clock(row.slot.end),
            "varighet": self._minutes(row),
        }
        if isinstance(row, ResolvedCase):
            case = row.row.case
            cells |= {"sak": row.number, "sakstype": case.type}
            lines = presenter_lines(case.presenters, self.words)
            return {key: (value,) for key, value in cells.items() if value} | ({"presenterer": lines} if lines else {})
        return {key: (value,) for key, value in cells.items() if value}

    def _minutes(self, row: ResolvedCase | ResolvedBreak) -> str:
        if row.row.minutes is None or _state_of(row):
            return ""
        return self.words["min"].format(antall=row.row.minutes).replace(" ", NO_BREAK)

    # -- cases ------------------------------------------------------------------------------------------------

    def case(self, resolved: ResolvedCase) -> CaseView:
        """A case with its note."""
        case = resolved.row.case
        purpose, questions = case.section(SectionKind.PURPOSE), case.section(SectionKind.QUESTIONS)
        lines = presenter_lines(case.presenters, self.words)
        return CaseView(
            number=resolved.number,
            anchor=resolved.anchor,
            heading=case_heading(resolved, self.words),
            title=case.title,
            title_suffix=f" – {self.words['sak'].lower()} {resolved.number}"
            if resolved.number
            else f" – {case.short_title}",
            type=case.type,
            owners=tuple(map(str, case.owners)),
            officers=tuple(map(str, case.officers)),
            presenters=lines,
            points=case.points,
            summary=self.blocks(case.summary or _running_text(purpose), case),
            summary_exempt=exempt_text(purpose.exempt if purpose and not case.summary else None, self.words),
            proposal_exempt=exempt_text(case.proposal_exempt, self.words),
            purpose_exempt=exempt_text(purpose.exempt if purpose else None, self.words),
            questions_exempt=exempt_text(questions.exempt if questions else None, self.words),
            proposal=self.blocks(case.proposal, case),
            purpose=self.blocks(purpose.blocks if purpose else (), case),
            purpose_title=self._section_title(purpose, SectionKind.PURPOSE),
            questions=self.blocks(questions.blocks if questions else (), case),
            questions_title=self._section_title(questions, SectionKind.QUESTIONS),
            make_sections=lambda: self.sections(resolved),
            listed_attachments=self.attachments(resolved),
            note_number=resolved.note_label,
            href=f"pakke:{resolved.note_id}" if resolved.note_id else "",
            state=self.state(resolved),
            state_sentence=self.state(resolved).capitalize(),
            is_treated=not resolved.row.status,
            lists_actions=case.lists_actions,
            exempt=exempt_text(case.exempt, self.words),
            unreadable=case.unreadable,
            reasons=self.reasons.get(case.unreadable, ()),
            clock=slot_text(resolved.slot, resolved.row.minutes, self.words),
            has_slides=self.returned.get(case.key) == "",
            slides_problem=self.returned.get(case.key, ""),
            divider_lines=(*lines, exempt_text(case.exempt, self.words)) if case.exempt else lines,
            footer=_footer(resolved, self.words),
            template_file=f"{resolved.template_id.rpartition('/')[2]}.pptx",
        )

    def blocks(self, blocks: Sequence[Block], case: Case | None) -> Markup:
        """Author text as a fragment."""
        return self.fragments.place(self.prepare(blocks, case))

    def state(self, resolved: ResolvedCase) -> str:
        """«trukket», «utsatt» or where the case was carried over from, or ''."""
        if resolved.row.status:
            return self.words[resolved.row.status]
        carried = resolved.carried_from
        if carried is None:
            return ""
        meeting = long_date(carried, self.words) if isinstance(carried, dt.date) else carried
        return self.words["utsatt_fra"].format(møte=meeting)

    def _section_title(self, section: Section | None, kind: SectionKind) -> str:
        if section and self.resolved.committee.language == "nb":
            return plain_text(section.title)
        return self.words[kind.value]

    def sections(self, resolved: ResolvedCase) -> tuple[SectionView, ...]:
        """The note's sections in order, without the proposal, with the earlier treatments where they belong."""
        case = resolved.row.case
        views = []
        for section in case.sections:
            if section.kind is SectionKind.PROPOSAL:
                continue
            views.append(self._section(section, resolved))
        if resolved.earlier and case.section(SectionKind.EARLIER) is None:
            title = Markup.escape(self.words[SectionKind.EARLIER.value])
            views.append(SectionView(title, "", Markup(), "", self._earlier(resolved.earlier)))
        return tuple(views)

    def _section(self, section: Section, resolved: ResolvedCase) -> SectionView:
        blocks = section.blocks
        earlier: tuple[EarlierView, ...] = ()
        if section.kind is SectionKind.EARLIER:
            earlier = self._earlier(resolved.earlier)
            blocks = blocks or (() if earlier else _sentence(self.words["ikke_behandlet"]))
        return SectionView(
            title=self._heading(section, resolved.row.case),
            anchor=section.anchor or "",
            blocks=self.blocks(blocks, resolved.row.case),
            exempt=exempt_text(section.exempt, self.words),
            earlier=earlier,
        )

    def _heading(self, section: Section, case: Case) -> Markup:
        if section.kind and self.resolved.committee.language == "nn":
            return Markup.escape(self.words[section.kind.value])
        (heading,) = self.prepare((Paragraph(section.title),), case)
        assert isinstance(heading, Paragraph)
        return self.fragments.place(heading.children)

    def _earlier(self, treatments: Sequence[EarlierTreatment]) -> tuple[EarlierView, ...]:
        return tuple(
            EarlierView(
                number=item.number,
                committee_and_date=" ".join(
                    part for part in (item.committee, long_date(item.date, self.words) if item.date else "") if part
                ),
                title=item.title,
                decision=self.blocks(item.decision if item.found else _sentence(self.words["ikke_funnet"]), None),
            )
            for item in treatments
        )

    def attachments(self, resolved: ResolvedCase) -> tuple[AttachmentView, ...]:
        """The note (where notes are numbered) and the files of a case."""
        note = []
        if resolved.note_id and resolved.note_label:
            title = self.words["toppnotat_tittel"].format(tittel=resolved.row.case.title)
            note = [AttachmentView(self._numbered(resolved.note_label), title, f"pakke:{resolved.note_id}", "")]
        return (*note, *(self._attachment(item) for item in resolved.attachments))

    def _attachment(self, item: ResolvedAttachment) -> AttachmentView:
        exempt = exempt_text(item.source.exempt, self.words)
        return AttachmentView(self._numbered(item.label), attachment_title(item, self.words), f"pakke:{item.id}", exempt)

    def _numbered(self, label: str) -> str:
        """The label in a case's own list, where the case need not be said."""
        return attachment_label(label, "", self.words).replace(" ", NO_BREAK)


def meeting_title(meeting: ResolvedMeeting, words: Words) -> str:
    """The meeting's own title, else «Møte i …»."""
    return meeting.meeting.title or words["møte_i"].format(utvalg=meeting.committee.name)


def next_meeting_text(following: NextMeeting | None, words: Words) -> str:
    """«torsdag 4. september 2025 kl. 09.00–16.00, sted»."""
    if following is None:
        return ""
    when = " ".join(part for part in (weekday_date(following.date, words), clock_range(following.time, words)) if part)
    return f"{when}, {following.place}" if following.place else when


def _footer(case: ResolvedCase, words: Words) -> str:
    number = words["sak_nummer"].format(nummer=case.number) if case.number else ""
    return " – ".join(part for part in (number, case.row.case.short_title) if part)


def _state_of(row: ResolvedCase | ResolvedBreak) -> str:
    return row.row.status if isinstance(row, ResolvedCase) else ""


def _sentence(text: str) -> tuple[Block, ...]:
    return (Paragraph((Text(text),)),)


def _running_text(section: Section | None) -> tuple[Block, ...]:
    """What of a section fits in the narrow column of the case list: paragraphs and lists."""
    return tuple(block for block in section.blocks if isinstance(block, Paragraph | Items)) if section else ()
