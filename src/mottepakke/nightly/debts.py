"""Who owes a meeting what: findings that somebody has to mend, by role and name, and slides that have not come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

from mottepakke import codes
from mottepakke.build.places import Places
from mottepakke.build.prepare import Prepared
from mottepakke.diagnostics import Code, Diagnostic, Severity
from mottepakke.model.meeting import SlidesFile
from mottepakke.model.pack import ResolvedCase
from mottepakke.nightly.night import Debt, Role

Owes = Role | Literal["place", "nobody"]
"""A role; whoever the place of the finding belongs to; or nobody that a meeting could wait for."""

FAMILIES: Mapping[str, Owes] = {
    "FM": "place",
    "MD": "place",
    "NR": "secretariat",
    "AG": "secretariat",
    "RF": "place",
    "ST": "place",
    "AT": "place",
    "SL": "presenter",
    "TX": "place",
    "CV": "place",
    "OU": "place",
    "LA": "secretariat",
    "SE": "secretariat",
    "IG": "place",
    "AR": "nobody",
    "RG": "nobody",
    "YR": "nobody",
    "VF": "nobody",
    "WS": "nobody",
    "NT": "nobody",
    "EP": "nobody",
}
"""Who owes what a family of findings asks for, where `OF_CODE` says no other."""

OF_CODE: Mapping[str, Owes] = {
    **dict.fromkeys(("AG004", "ST001", "ST002", "ST003", "ST004", "ST005", "ST010"), "officer"),
    **dict.fromkeys((f"ST{number:03d}" for number in (9, *range(11, 20), 29, 30)), "secretariat"),
    "AT009": "secretariat",
    "CV001": "nobody",
}
"""Single findings: what a note must have wherever it is missed, and what minutes and lists of members are about."""

NAMES = ", "
SLIDES_ASKED_FOR = dt.timedelta(days=30)
"""How long before a meeting its presenters owe their slides; earlier nobody misses them."""


def owes(code: Code) -> Owes:
    """Who has to mend findings of ``code``.

    Raises:
        KeyError: its family is not in the table.
    """
    found = OF_CODE.get(code.code)
    return found or FAMILIES[code.code[:2]]


def debts(prepared: Prepared, diagnostics: Sequence[Diagnostic], today: dt.date | None = None) -> tuple[Debt, ...]:
    """What is owed to a meeting by role, then case as on the agenda: all but hints, and slides that have not come.

    Without ``today`` slides are asked for however far away the meeting is.
    """
    meeting = prepared.meeting
    cases = {case.row.case.key: case for case in meeting.cases}
    about = Places.of(meeting, meeting.committee.slug).about
    weighty = [item for item in diagnostics if item.severity is not Severity.HINT]
    found = [debt for item in weighty if (debt := _debt(cases.get(about(item.span)), item)) is not None]
    if today is None or meeting.meeting.date - today <= SLIDES_ASKED_FOR:
        found += [_slides_owed(case) for case in meeting.cases if _owes_slides(case)]
    order = {key: number for number, key in enumerate(cases, 1)}
    roles: tuple[Role, ...] = ("secretariat", "officer", "presenter")
    return tuple(sorted(found, key=lambda debt: (roles.index(debt.role), order.get(debt.case, 0), debt.finding.sort_key)))


def _debt(case: ResolvedCase | None, item: Diagnostic) -> Debt | None:
    role = owes(item.code)
    if role == "nobody":
        return None
    if case is None:
        return Debt("secretariat", "", "", item)
    if case.row.status:
        return Debt("secretariat", "", case.row.case.key, item)
    is_deck = _is_of(case.row.case.slides, item)
    owner: Role = "presenter" if is_deck else _by_place(item) if role == "place" else role
    who = _names(case, owner)
    return Debt(owner if who else "secretariat", who, case.row.case.key, item)


def _by_place(item: Diagnostic) -> Role:
    """Whose file it is: agenda and committee are the secretariat's, the rest of a case its officer's."""
    return "secretariat" if item.span.path.startswith("packs/") else "officer"


def _is_of(slides: SlidesFile | None, item: Diagnostic) -> bool:
    """Whether a finding is about the presenter's own slides: at the line that names them, or in the file."""
    if slides is None:
        return False
    return item.span == slides.span or (slides.path is not None and slides.path.as_posix().endswith(f"/{item.span.path}"))


def _names(case: ResolvedCase, role: Role) -> str:
    of = case.row.case
    people = {
        "presenter": of.presenters or of.owners,
        "officer": of.officers or of.owners or of.presenters,
        "secretariat": (),
    }[role]
    return NAMES.join(person.name for person in people)


def _owes_slides(case: ResolvedCase) -> bool:
    """A named presenter has a template to fill in, and a note is where the deck will be named."""
    of = case.row.case
    return bool(of.presenters) and of.has_note and of.slides is None and not case.row.status


def _slides_owed(case: ResolvedCase) -> Debt:
    of = case.row.case
    finding = Diagnostic.at(codes.SLIDES_NOT_RECEIVED, of.origin.span, who=NAMES.join(item.name for item in of.presenters))
    return Debt("presenter", _names(case, "presenter"), of.key, finding)
