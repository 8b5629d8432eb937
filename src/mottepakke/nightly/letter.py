"""The night in a few lines, for a mail: nothing in it is exempt from public access, however much has changed."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.messages import catalogue, message, text
from mottepakke.model.changes import Change, Changes
from mottepakke.model.snapshot import Snapshot
from mottepakke.nightly.debts import NAMES
from mottepakke.nightly.night import Debt, Drafted, Night
from mottepakke.nightly.phrases import is_pressing, is_to_be_sent, meeting_name, shown_state
from mottepakke.nightly.secrecy import hides_words, public_form
from mottepakke.nightly.wording import is_of_many, long_date, quotation, subject, told, weekday_date

WIDTH = 78
MOST_LINES = 60
BULLET = "  – "
COUNTS = {
    Severity.ERROR: ("one_error", "many_errors"),
    Severity.WARNING: ("one_warning", "many_warnings"),
}
STATES = {
    "draft": "letter_draft",
    "sent": "letter_sent",
    "changed": "letter_changed",
    "broken": "letter_broken",
    "empty": "letter_empty",
    "stopped": "letter_stopped",
}
SINCE_SENT = (codes.CHANGED_SINCE_SENT, codes.GONE_SINCE_SENT, codes.ADDED_SINCE_SENT)
NAMELESS = {"presenter": "letter_presenter", "officer": "letter_officer", "secretariat": "letter_secretariat"}
"""Those who owe a case that is exempt."""
TITLE = 60
MOST_OWED = 3
QUOTED = ("decision", "text")
"""Kinds whose changed words are quoted where they are few."""


class Detail(Struct, frozen=True):
    """How much is told of a meeting: cases with changes, debts, and characters of changed words (of a case's decision)."""

    cases: int
    debts: int
    quoted: int


DETAILS = (Detail(99, 8, 300), Detail(12, 6, 200), Detail(8, 4, 140), Detail(5, 3, 0), Detail(2, 1, 0), Detail(0, 0, 0))
STEPS = ((0, 0), (0, 2), (0, 4), (1, 4), (2, 4), (2, 5), (3, 5), (4, 5), (5, 5))
"""Details of meetings that press and of the others, tried in turn until the letter is short enough."""


def letter(night: Night, language: str) -> str:
    """The night as plain text of at most some sixty lines."""
    last = ["", text("letter_page", language, page=night.page)]
    head = [text("letter_title", language, date=weekday_date(night.date, language))]
    if not night.meetings and not night.gone:
        return "\n".join([*head, "", text("letter_none", language), *last]) + "\n"
    gone = [["", meeting_name(one), text("letter_gone", language)] for one in night.gone]
    meetings: list[list[str]] = []
    for step in STEPS:
        pressing, others = (DETAILS[number] for number in step)
        meetings = gone + [
            ["", *_meeting(one, night, pressing if is_pressing(one, night.date) else others, language)]
            for one in night.meetings
        ]
        lines = [*head, *(line for meeting in meetings for line in meeting), *last]
        if len(lines) <= MOST_LINES:
            return "\n".join(lines) + "\n"
    return "\n".join([*head, *_first(meetings, language), *last]) + "\n"


def _first(meetings: Sequence[Sequence[str]], language: str) -> Iterator[str]:
    """As many meetings as there is room for, and how many more there are."""
    room = MOST_LINES - 6
    for n, meeting in enumerate(meetings):
        room -= len(meeting)
        if room < 0:
            yield ""
            left = len(meetings) - n
            key = "letter_more_meetings" if left > 1 else "letter_more_meetings_one"
            yield text(key, language, count=left)
            return
        yield from meeting


def _meeting(drafted: Drafted, night: Night, detail: Detail, language: str) -> Iterator[str]:
    date = weekday_date(drafted.date, language) if drafted.date else ""
    yield from _wrapped(", ".join(part for part in (meeting_name(drafted), date) if part), "")
    yield from _wrapped(_state(drafted, night.date, language), "")
    yield from _all_changes(drafted, night, detail, language)
    yield from _debts(drafted, detail, language)
    counts = [
        text(keys[count > 1], language, count=count)
        for severity, keys in COUNTS.items()
        if (count := sum(item.severity is severity for item in drafted.diagnostics))
    ]
    if counts:
        yield text("letter_findings", language, counts=f" {text('and', language)} ".join(counts))


def _state(drafted: Drafted, today: dt.date, language: str) -> str:
    state = text(STATES[shown_state(drafted)], language, version=drafted.sent_version)
    if drafted.deadline is None or not is_to_be_sent(drafted):
        return state
    return f"{state} {_deadline(drafted.deadline, today, language)}"


def _deadline(deadline: dt.date, today: dt.date, language: str) -> str:
    left = (deadline - today).days
    date = long_date(deadline, language)
    if left < 0:
        return text("letter_late", language, date=date)
    days = text("days_many", language, count=left) if left > 1 else text("days_one" if left else "days_none", language)
    return text("letter_due", language, date=date, days=days)


# -- changes --------------------------------------------------------------------------------------------------------


def _all_changes(drafted: Drafted, night: Night, detail: Detail, language: str) -> Iterator[str]:
    last, sent = drafted.since_last, drafted.since_sent
    since = _since(last, night.date, language) if last else ""
    version = sent.version if sent else 0
    if last and sent and last.items == sent.items:
        values = {"since": since, "version": version}
        still, changed = "letter_still_both", "letter_changes_both"
        yield from _changes(last, text(still, language, **values), text(changed, language, **values), detail, language)
        return
    if last:
        still, changed = text("letter_still", language, since=since), text("letter_changes", language, since=since)
        yield from _changes(last, still, changed, detail, language)
    elif drafted.state == "draft":
        yield text("letter_first", language)
    if sent:
        still = text("letter_still_sent", language, version=version)
        changed = text("letter_changes_sent", language, version=version)
        yield from _changes(sent, still, changed, detail, language)


def _since(changes: Changes, today: dt.date, language: str) -> str:
    day = dt.date.fromisoformat(changes.since)
    return text("yesterday", language) if (today - day).days == 1 else weekday_date(day, language)


def _changes(changes: Changes, still: str, changed: str, detail: Detail, language: str) -> Iterator[str]:
    if not changes.items:
        yield from _wrapped(still, "")
        return
    by_case: dict[str, list[Change]] = {"": []}
    for change in map(public_form, changes.items):
        by_case.setdefault("" if is_of_many(change) else change.case, []).append(change)
    groups = [group for group in by_case.values() if group]
    shown, rest = groups[: detail.cases], groups[detail.cases :]
    left = sum(map(len, rest))
    if not shown:
        many = text("letter_counted", language, count=left) if left > 1 else text("letter_counted_one", language)
        yield from _wrapped(f"{changed} {many}", "")
        return
    yield from _wrapped(changed, "")
    for group in shown:
        yield from _of_case(group, detail, language)
    if left:
        yield BULLET + (text("letter_more", language, count=left) if left > 1 else text("letter_more_one", language))


def _of_case(group: Sequence[Change], detail: Detail, language: str) -> Iterator[str]:
    is_agenda = is_of_many(group[0]) or not group[0].case
    name = text("letter_agenda", language) if is_agenda else _short(subject(group[0], language))
    yield from _wrapped(f"{name}: {'; '.join(told(group, language))}", BULLET)
    quoted = [quotation(change.pieces, detail.quoted) for change in group if change.kind in QUOTED]
    for words in [found for found in quoted if found][:2]:
        yield from _wrapped(text("quoted", language, words=words), "      ")


def _short(name: str) -> str:
    return textwrap.shorten(name, TITLE, placeholder=" …")


def _wrapped(line: str, start: str) -> list[str]:
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )


# -- what is missing ------------------------------------------------------------------------------------------------


def _debts(drafted: Drafted, detail: Detail, language: str) -> Iterator[str]:
    debts = _owed(drafted, language)
    if not debts:
        return
    if not detail.debts:
        key = "letter_missing_counted" if len(debts) > 1 else "letter_missing_counted_one"
        yield text(key, language, count=len(debts))
        return
    yield text("letter_missing", language)
    numbers = {case.key: case.number for case in drafted.snapshot.cases} if drafted.snapshot else {}
    by_person: dict[tuple[str, str], list[Debt]] = {}
    others = [debt for debt in debts if debt.finding.code != codes.SLIDES_NOT_RECEIVED]
    for debt in sorted(others, key=lambda debt: not debt.who):
        by_person.setdefault((debt.who, debt.case), []).append(debt)
    groups = list(by_person.values())
    slides = [debt for debt in debts if debt.finding.code == codes.SLIDES_NOT_RECEIVED]
    yield from _slides(slides, numbers, language)
    for owed in groups[: detail.debts]:
        case = _case(owed[0], numbers, language)
        who = ", ".join(part for part in (owed[0].who or text("letter_secretariat", language), case) if part)
        found = list(dict.fromkeys(_said(debt.finding, debt.case, drafted.snapshot, language) for debt in owed))
        more = [text("and_more", language, count=len(found) - MOST_OWED)] if len(found) > MOST_OWED else []
        yield from _wrapped(f"{who}: {'; '.join((*found[:MOST_OWED], *more))}", BULLET)
    left = sum(map(len, groups[detail.debts :]))
    if left:
        yield BULLET + text("and_more", language, count=left)


def _owed(drafted: Drafted, language: str) -> list[Debt]:
    """Debts as they are told: those of exempt cases without names, and none that state and changes have told."""
    snapshot, sent = drafted.snapshot, drafted.since_sent
    hidden = {case.key for case in snapshot.cases if case.exempt} if snapshot else set()
    told = {*(SINCE_SENT if sent and sent.items else ()), *((codes.DEADLINE_PASSED,) if drafted.state == "draft" else ())}
    return [
        replace(debt, who=text(NAMELESS[debt.role], language)) if debt.who and debt.case in hidden else debt
        for debt in drafted.debts
        if debt.finding.code not in told
    ]


def _slides(debts: Sequence[Debt], numbers: Mapping[str, str], language: str) -> Iterator[str]:
    """Everybody whose slides have not come in one go: they are many, and lack the same."""
    by_people: dict[str, list[str]] = {}
    for debt in debts:
        number = numbers.get(debt.case, "")
        by_people.setdefault(_listed(debt.who.split(NAMES), language), []).extend([number] * bool(number))
    people = [
        f"{who} ({text('letter_case', language, number=_listed(cases, language))})" if cases else who
        for who, cases in by_people.items()
    ]
    if people:
        yield from _wrapped(text("letter_slides", language, people=", ".join(people)), BULLET)


def _case(debt: Debt, numbers: Mapping[str, str], language: str) -> str:
    number = numbers.get(debt.case, "")
    return text("letter_case", language, number=number) if number else ""


def _listed(parts: Sequence[str], language: str) -> str:
    """``a, b og c``."""
    *first, last = parts
    return f"{', '.join(first)} {text('and', language)} {last}" if first else last


def _said(finding: Diagnostic, case: str, snapshot: Snapshot | None, language: str) -> str:
    """The finding's message, or only its code where words of it may be exempt."""
    if finding.code.code not in catalogue(language) or hides_words(finding, case, snapshot):
        return text("letter_finding", language, code=finding.code.code)
    return message(finding, language).rstrip(".")
