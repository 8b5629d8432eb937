"""What the page of one meeting says: agenda, debts, findings, documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from mottepakke import codes
from mottepakke.build.artifacts import format_name
from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.layout.dates import NO_BREAK, weekday_date
from mottepakke.layout.references import numbered
from mottepakke.messages import hint, message
from mottepakke.model.snapshot import BreakSnapshot, CaseSnapshot
from mottepakke.nightly.changes_view import changes_views
from mottepakke.nightly.debts import NAMES
from mottepakke.nightly.night import SENT_PACKS, Debt, Document, Drafted, Night
from mottepakke.nightly.phrases import (
    COUNTS,
    WEIGHTS,
    Words,
    amount,
    committee_name,
    counts,
    deadline_text,
    is_read,
    joined,
    link,
    meeting_name,
    meeting_title,
    shown_state,
    size_text,
    state_text,
    urgency,
    when,
)
from mottepakke.nightly.views import (
    AgendaRow,
    Debtor,
    DocumentGroup,
    DocumentRow,
    FileView,
    Finding,
    FindingGroup,
    MeetingView,
    PictureView,
)

UP = "../"
"""From a meeting's page to the run's folder."""
OVERVIEW = "index.html"
MISSING = {
    "ST001": "natt_mangler_toppnotat",
    "ST003": "natt_mangler_forslag",
    "ST004": "natt_mangler_sakstype",
    "ST005": "natt_mangler_sakseier",
    "ST008": "natt_mangler_del",
    "ST010": "natt_mangler_innleder",
    "ST025": "natt_mangler_del",
    "AG004": "natt_mangler_varighet",
    "AT001": "natt_mangler_fil",
    "SL021": "natt_mangler_lysbilder",
}
"""What a case lacks, by the code that says so."""
KINDS = ("møtepakke", "innkalling", "toppnotat", "vedlegg", "referat", "presentasjon", "presentasjonsmal")
"""Kinds that have a name, in the order they are shown; others come after them."""
NAMED_BY_CASE = ("toppnotat", "presentasjonsmal")
CALENDAR = "ics"
MANIFEST = "manifest"


def meeting_view(drafted: Drafted, night: Night, words: Words) -> MeetingView:
    """The page of ``drafted`` in the language of ``words``."""
    page = _Page(drafted, words)
    has_new = is_read(drafted)
    title = meeting_title(drafted, words)
    was_sent = not has_new and any(document.href.startswith(f"{SENT_PACKS}/") for document in drafted.documents)
    is_former = not has_new and not was_sent and bool(drafted.documents)
    return MeetingView(
        language=drafted.language,
        title=f"{meeting_name(drafted)}: {title}" if title else meeting_name(drafted),
        committee=committee_name(drafted),
        state=shown_state(drafted),
        state_text=state_text(drafted, words),
        note=_note(drafted, words),
        urgency=urgency(drafted, night.date),
        deadline=deadline_text(drafted, night.date, words),
        facts=tuple(_facts(drafted, night, words)),
        counts=counts(drafted.diagnostics, words),
        updated=words["natt_oppdatert"].format(dato=weekday_date(night.date, words)),
        overview=UP + OVERVIEW,
        is_read=has_new,
        agenda=tuple(page.agenda()),
        debtors=tuple(page.debtors()),
        findings=tuple(page.findings()),
        changes=tuple(changes_views(drafted, words)),
        documents_heading=words["natt_tidligere_utkast"] if is_former else words["natt_dokumenter"],
        documents_note=words["natt_tidligere_utkast_hjelp"] if is_former else words["natt_sendte"] if was_sent else "",
        documents=tuple(_documents(_papers(drafted), page.by_number, words)),
        calendar=tuple(_documents(_calendar(drafted), page.by_number, words)),
        pictures=tuple(
            PictureView(link(path, UP), title, words["natt_bilde"].format(tittel=title)) for path, title in drafted.pictures
        ),
    )


def _note(drafted: Drafted, words: Words) -> str:
    """What the state means for who reads the page; a sent pack that is not there is not promised."""
    if drafted.state in ("sent", "changed") and not drafted.documents:
        return words["natt_sendt_borte"].format(møte=drafted.meeting)
    return words.get(f"natt_hjelp_{shown_state(drafted)}", "")


def _calendar(drafted: Drafted) -> list[Document]:
    return [item for item in drafted.documents if item.format == CALENDAR]


def _papers(drafted: Drafted) -> list[Document]:
    return [item for item in drafted.documents if item.format != CALENDAR and item.kind != MANIFEST]


def _facts(drafted: Drafted, night: Night, words: Words) -> Iterator[tuple[str, str]]:
    if drafted.date:
        relative = when(drafted.date, night.date, words)
        yield words["dato"], words["natt_frist_når"].format(dato=weekday_date(drafted.date, words), når=relative)
    snapshot = drafted.snapshot
    if snapshot is not None:
        times = "–".join(clock(time) for time in (snapshot.start, snapshot.end) if time)
        yield from ((words["tid"], words["kl"].format(tid=times).replace(" ", NO_BREAK, 1)) for _ in (1,) if times)
        yield from ((words["sted"], snapshot.place) for _ in (1,) if snapshot.place)


def clock(written: str) -> str:
    """``09.00`` of ``09:00``."""
    return written.replace(":", ".")


class _Page(Struct, frozen=True, dict=True):
    """A meeting with the headings of its cases by key."""

    drafted: Drafted
    words: Words

    @property
    def cases(self) -> tuple[CaseSnapshot, ...]:
        return self.drafted.snapshot.cases if self.drafted.snapshot else ()

    @cached_property
    def headings(self) -> dict[str, str]:
        """Of cases by key, «Sak 14/25: Plan»."""
        return {case.key: numbered(case.number, case.title, self.words, NO_BREAK) for case in self.cases}

    @property
    def by_number(self) -> dict[str, str]:
        """The same headings by the cases' numbers."""
        return {case.number: self.headings[case.key] for case in self.cases if case.number}

    # -- agenda ---------------------------------------------------------------------------------------------

    def agenda(self) -> Iterator[AgendaRow]:
        """Cases and breaks in the order they come; cases that are not treated keep their place."""
        snapshot = self.drafted.snapshot
        breaks = list(snapshot.breaks) if snapshot else []
        for case in self.cases:
            while breaks and breaks[0].start and case.start and breaks[0].start <= case.start:
                yield self._break(breaks.pop(0))
            yield self._case(case)
        yield from map(self._break, breaks)

    def _break(self, row: BreakSnapshot) -> AgendaRow:
        return AgendaRow(clock(row.start), "", row.title[:1].upper() + row.title[1:], is_break=True)

    def _case(self, case: CaseSnapshot) -> AgendaRow:
        words = self.words
        anchor = self.anchors.get(case.key, "")
        lacks = () if case.state else tuple(self._lacks(case))
        times = (clock(case.start), clock(case.end)) if not case.state else ()
        people = joined(case.presenters, words) if case.presenters else ""
        return AgendaRow(
            time="–".join(filter(None, times)),
            number=words["sak_nummer"].format(nummer=case.number).replace(" ", NO_BREAK) if case.number else "",
            title=case.title,
            people=words["natt_presenteres"].format(navn=people) if people else "",
            is_out=bool(case.state),
            is_exempt=case.exempt,
            is_ready=not lacks and not case.state,
            state=words[f"natt_{case.state}"] if case.state else "",
            lacks=lacks,
            href=f"#{anchor}" if anchor else "",
        )

    def _lacks(self, case: CaseSnapshot) -> Iterator[str]:
        words = self.words
        owed = [debt.finding for debt in self.drafted.debts if debt.case == case.key]
        missing = dict.fromkeys(words[MISSING[item.code.code]] for item in owed if item.code.code in MISSING)
        if missing:
            yield words["natt_sak_mangler"].format(hva=joined(list(missing), words))
        others = [item for item in owed if item.code.code not in MISSING]
        yield from (one.text for one in counts(others, words))

    # -- who owes what --------------------------------------------------------------------------------------

    def debtors(self) -> Iterator[Debtor]:
        """Everybody who owes, presenters first."""
        order = {"presenter": 0, "officer": 1, "secretariat": 2}
        owed = sorted(self.drafted.debts, key=lambda debt: (order[debt.role], debt.who))
        words, headings = self.words, self.headings
        for (role, who), debts in groupby(owed, key=lambda debt: (debt.role, debt.who)):
            items = tuple((headings.get(debt.case) or self._part(debt), self._owed(debt.finding)) for debt in debts)
            name = joined(who.split(NAMES), words)
            if role == "secretariat":
                yield Debtor(words["natt_rolle_secretariat"], "", items)
            else:
                yield Debtor(name, words[f"natt_av_rolle_{role}"], items)

    def _part(self, debt: Debt) -> str:
        """What of the meeting a debt that is of no case is about."""
        about = self.drafted.places.about(debt.finding.span)
        return self.drafted.places.heading(about, self.words)

    def _owed(self, item: Diagnostic) -> str:
        """What is owed, to one whose name stands beside it."""
        if item.code == codes.SLIDES_NOT_RECEIVED:
            return self.words["natt_lysbilder_mangler"]
        return message(item, self.drafted.language)

    # -- findings -------------------------------------------------------------------------------------------

    @cached_property
    def found(self) -> dict[str, list[Diagnostic]]:
        """Findings by what they are about, in order."""
        return self.drafted.places.groups(self.drafted.diagnostics)

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Where on the page the findings about a case or part stand."""
        return {name: f"funn-{number}" for number, name in enumerate(self.found, 1)}

    def findings(self) -> Iterator[FindingGroup]:
        """The findings under their headings."""
        for name, items in self.found.items():
            yield self._group(self.anchors[name], self.drafted.places.heading(name, self.words), items)

    def _group(self, anchor: str, title: str, found: Sequence[Diagnostic]) -> FindingGroup:
        shown = [self._finding(item) for item in found]
        hints = tuple(item for item in shown if item.weight == Severity.HINT.label)
        show = self.words["natt_vis_tips"].format(tips=amount(self.words[COUNTS[Severity.HINT]], len(hints)))
        return FindingGroup(anchor, title, tuple(shown[: len(shown) - len(hints)]), hints, show)

    def _finding(self, item: Diagnostic) -> Finding:
        language = self.drafted.language
        place = self.words["funn_linje"].format(fil=item.span.path, linje=item.span.line)
        label = self.words[WEIGHTS[item.severity]]
        return Finding(item.severity.label, label, message(item, language), hint(item, language), place)


def _documents(items: Sequence[Document], headings: Mapping[str, str], words: Words) -> Iterator[DocumentGroup]:
    """The meeting's documents, then those of each case."""
    by_case: dict[str, list[Document]] = {"": [], **{number: [] for number in headings}}
    by_case.update(
        (item.case, []) for item in sorted(items, key=lambda item: _counted(item.case)) if item.case not in by_case
    )
    for item in sorted(items, key=lambda item: KINDS.index(item.kind) if item.kind in KINDS else len(KINDS)):
        by_case[item.case].append(item)
    for case, documents in by_case.items():
        title = headings.get(case, words["sak_nummer"].format(nummer=case)) if case else words["natt_om_møtet"]
        if documents:
            yield DocumentGroup(title, tuple(_rows(documents, words)))


def _counted(number: str) -> tuple[str | int, ...]:
    """A case's number as people count: 9/25 before 10/25, PS 17/25 before RS 3/25."""
    return tuple(int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", number))


def _rows(items: Sequence[Document], words: Words) -> Iterator[DocumentRow]:
    same: dict[tuple[str, str], list[Document]] = {}
    for item in items:
        same.setdefault((item.kind, item.title), []).append(item)
    for (kind, title), documents in same.items():
        shown = words[f"natt_slag_{kind}"] if kind in KINDS else ""
        name = shown if kind in NAMED_BY_CASE else title
        files = sorted(documents, key=lambda item: (item.format != "pdf", item.href))
        yield DocumentRow(name, shown, title, tuple(_file(item) for item in files))


def _file(item: Document) -> FileView:
    return FileView(link(item.href, UP), format_name(item.format), size_text(item.size))
