"""The minutes of a meeting as templates see them."""

from __future__ import annotations

from collections.abc import Iterable

from mottepakke.layout.differences import differ, marked
from mottepakke.layout.view import MinutesCaseView, MinutesView, PersonView
from mottepakke.layout.viewing import Viewer, case_heading, exempt_text, person_view
from mottepakke.model.meeting import Person
from mottepakke.model.minutes import Minutes, MinutesCase
from mottepakke.model.pack import ResolvedCase


class MinutesViewer:
    """Builds the view of one meeting's minutes; ``differences`` marks what decisions changed in their proposals."""

    def __init__(self, viewer: Viewer, minutes: Minutes, *, differences: bool) -> None:
        self.viewer = viewer
        self.words = viewer.words
        self.resolved = viewer.resolved
        self.minutes = minutes
        self.differences = differences
        self.members = {person.name: person for person in self.resolved.meeting.members}

    def view(self, title: str) -> MinutesView:
        """The whole minutes."""
        minutes = self.minutes
        return MinutesView(
            title=title,
            approved=self.resolved.minutes_approved,
            differences=self.words["vedtaksendringer_forklaring"] if self.differences else "",
            present=tuple(self._person(self._known(person)) for person in minutes.met(self.resolved.meeting.members)),
            absent=tuple(str(self._known(item.person)) for item in minutes.absent),
            substitutes=tuple(self._stand_ins()),
            secretariat=tuple(f"{person}{self._passages(person.name)}" for person in minutes.secretariat),
            cases=tuple(map(self._case, self.resolved.cases)),
        )

    # -- who met ----------------------------------------------------------------------------------------------

    def _known(self, person: Person) -> Person:
        """A person as the list of members has them, where the minutes give the name alone."""
        return person if person.organisation else self.members.get(person.name, person)

    def _person(self, person: Person) -> PersonView:
        view = person_view(person, self.words)
        return PersonView(view.name, view.organisation, view.function, view.text + self._passages(person.name))

    def _stand_ins(self) -> Iterable[str]:
        for item in self.minutes.stand_ins:
            who = str(self._known(item.person))
            said = self.words["for_medlem"].format(navn=who, medlem=item.absent) if item.absent else who
            yield said + self._passages(item.person.name)

    def _passages(self, name: str) -> str:
        """« (fra sak 14/25 til og med sak 20/25)», or ''."""
        forms = {"kom": self.words["fra_sak"], "gikk": self.words["til_og_med_sak"]}
        passages = [item for item in self.minutes.passages if item.name == name]
        said = [forms[item.kind].format(sak=self._case_words(item.case)) for item in passages]
        return f" ({' '.join(said)})" if said else ""

    def _case_words(self, name: str) -> str:
        """A case's number, or its title in « » where it is named by its slug."""
        titles = {case.row.case.slug: case for case in self.resolved.cases}
        case = titles.get(name)
        return (case.number or f"«{case.row.case.title}»") if case else name

    # -- cases ------------------------------------------------------------------------------------------------

    def _case(self, case: ResolvedCase) -> MinutesCaseView:
        source = case.row.case
        written = self.minutes.of(case.number, source.slug) or MinutesCase("", source.origin.span)
        proposal, decision = (self.viewer.prepare(blocks, source) for blocks in (source.proposal, written.decision))
        updated = bool(proposal and decision) and differ(proposal, decision)
        if self.differences and updated:
            decision = marked(proposal, decision)
        return MinutesCaseView(
            number=case.number,
            anchor=case.anchor,
            heading=case_heading(case, self.words),
            title=source.title,
            type=source.type,
            state=self.viewer.state(case),
            exempt=exempt_text(source.exempt, self.words),
            blocks=self.viewer.blocks(written.blocks, source),
            remarks=self.viewer.blocks(written.remarks, source),
            actions=self.viewer.blocks(written.actions, source),
            decision=self.viewer.fragments.place(decision),
            decision_title=self.words["vedtak_oppdatert"] if updated else self.words["vedtak"],
        )
