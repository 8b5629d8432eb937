"""The night in a few lines, for a mail: nothing in it is exempt from public access, however much has changed."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.messages import catalogue, message, text
from mottepakke.model.changes import Change, Changes
from mottepakke.model.snapshot import Snapshot
from mottepakke.nightly.night import Debt, Drafted, Night
from mottepakke.nightly.secrecy import hides_words
from mottepakke.nightly.wording import long_date, public_form, quotation, subject, told, weekday_date

PAGE = "output/nightly/latest/index.html"
WIDTH = 78
MOST_LINES = 60
BULLET = "  – "
COUNTS = {
    Severity.ERROR: ("one_error", "many_errors"),
    Severity.WARNING: ("one_warning", "many_warnings"),
}
QUOTED = ("decision", "text")
"""Kinds whose changed words are quoted where they are few."""


class Detail(Struct, frozen=True):
    """How much is told of a meeting: cases with changes, debts, and characters of changed words (of a case's decision)."""

    cases: int
    debts: int
    quoted: int


DETAILS = (Detail(99, 8, 300), Detail(12, 6, 200), Detail(8, 4, 140), Detail(5, 3, 0), Detail(2, 1, 0), Detail(0, 0, 0))
"""Tried in turn until the letter is short enough."""


def letter(night: Night, language: str, page: str = PAGE) -> str:
    """The night as plain text of at most some sixty lines; ``page`` is where the whole of it is."""
    last = ["", text("letter_page", language, page=page)]
    head = [text("letter_title", language, date=weekday_date(night.date, language))]
    if not night.meetings:
        return "\n".join([*head, "", text("letter_none", language), *last]) + "\n"
    for detail in DETAILS:
        meetings = [["", *_meeting(drafted, night, detail, language)] for drafted in night.meetings]
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
            yield text("letter_more_meetings", language, count=len(meetings) - n)
            return
        yield from meeting


def _meeting(drafted: Drafted, night: Night, detail: Detail, language: str) -> Iterator[str]:
    date = weekday_date(drafted.date, language) if drafted.date else ""
    number = drafted.meeting.rpartition("/")[2]
    year, _, nr = number.partition("-")
    name = f"{drafted.short_name} {nr}/{year}" if nr else drafted.meeting
    yield ", ".join(part for part in (name, date) if part)
    yield _state(drafted, night.date, language)
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
    match drafted.state:
        case "sent" | "changed":
            return text(f"letter_{drafted.state}", language, version=drafted.sent_version)
        case "broken" | "stopped":
            return text(f"letter_{drafted.state}", language)
        case _:
            return _deadline(drafted.deadline, today, language)


def _deadline(deadline: dt.date | None, today: dt.date, language: str) -> str:
    if deadline is None:
        return text("letter_draft_open", language)
    left = (deadline - today).days
    date = long_date(deadline, language)
    if left < 0:
        return text("letter_draft_late", language, date=date)
    days = text("days_many", language, count=left) if left > 1 else text("days_one" if left else "days_none", language)
    return text("letter_draft", language, date=date, days=days)


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
        yield still
        return
    groups = [list(group) for _, group in groupby(map(public_form, changes.items), key=lambda change: change.case)]
    shown, rest = groups[: detail.cases], groups[detail.cases :]
    left = sum(map(len, rest))
    if not shown:
        many = text("letter_counted", language, count=left) if left > 1 else text("letter_counted_one", language)
        yield from _wrapped(f"{changed} {many}", "")
        return
    yield changed
    for group in shown:
        yield from _of_case(group, detail, language)
    if left:
        yield BULLET + (text("letter_more", language, count=left) if left > 1 else text("letter_more_one", language))


def _of_case(group: Sequence[Change], detail: Detail, language: str) -> Iterator[str]:
    name = subject(group[0], language) or text("letter_meeting", language)
    yield from _wrapped(f"{name}: {'; '.join(told(group, language))}", BULLET)
    quoted = [quotation(change.pieces, detail.quoted) for change in group if change.kind in QUOTED]
    for words in [found for found in quoted if found][:2]:
        yield from _wrapped(text("quoted", language, words=words), "      ")


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
    debts = drafted.debts
    if not debts:
        return
    if not detail.debts:
        yield text("letter_missing_counted", language, count=len(debts))
        return
    yield text("letter_missing", language)
    people = [(who, list(owed)) for who, owed in groupby(sorted(debts, key=_owing), key=_owing)]
    for (_, who), owed in people[: detail.debts]:
        what = "; ".join(_listed_debts(owed, drafted.snapshot, language))
        yield from _wrapped(f"{who or text('letter_secretariat', language)}: {what}", BULLET)
    if len(people) > detail.debts:
        left = sum(len(owed) for _, owed in people[detail.debts :])
        yield BULLET + text("and_more", language, count=left)


def _owing(debt: Debt) -> tuple[bool, str]:
    return not debt.who, debt.who


def _listed_debts(debts: Iterable[Debt], snapshot: Snapshot | None, language: str) -> Iterator[str]:
    numbers = {case.key: case.number for case in snapshot.cases} if snapshot else {}
    found = {}
    for debt in debts:
        number = numbers.get(debt.case, "")
        case = text("letter_case", language, number=number) if number else ""
        said = _said(debt.finding, debt.case, snapshot, language)
        found[f"{case}: {said}" if case else said] = None
    shown = list(found)
    yield from shown[:3]
    if len(shown) > 3:
        yield text("and_more", language, count=len(shown) - 3)


def _said(finding: Diagnostic, case: str, snapshot: Snapshot | None, language: str) -> str:
    """The finding's message, or only its code where words of it may be exempt."""
    if finding.code.code not in catalogue(language) or hides_words(finding, case, snapshot):
        return text("letter_finding", language, code=finding.code.code)
    return message(finding, language).rstrip(".")
