"""Action points of a committee's minutes: which are open, and what the next meeting is told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from mottepakke.model.meeting import Meeting
from mottepakke.model.minutes import ActionPoint, Minutes
from mottepakke.model.pack import ListedAction
from mottepakke.model.references import Elsewhere
from mottepakke.model.sent import Sent
from mottepakke.model.source import Span

REFERENCE = re.compile(r"\[\[(sak|vedlegg):([^\[\]]+)\]\]")
Written = tuple[Meeting, Minutes]
"""A meeting and its minutes."""


def open_actions(written: Iterable[Written], cases: Elsewhere) -> tuple[ListedAction, ...]:
    """The points that are not done, those with the earliest date first and those without date last.

    A reference to one of ``cases`` stands as its number, or as its title where it has none.
    """
    found = (_in_words(item, cases) for one in written for item in _listed(one) if not item.point.done)
    return tuple(sorted(found, key=lambda item: item.point.due or dt.date.max))


def _in_words(item: ListedAction, cases: Elsewhere) -> ListedAction:
    def said(found: re.Match[str]) -> str:
        number, title = cases.get(found[2], ("", ""))
        return number or (f"«{title}»" if title else found[0])

    return replace(item, point=replace(item.point, what=REFERENCE.sub(said, item.point.what)))


def status_of_actions(written: Sequence[Written]) -> tuple[ListedAction, ...]:
    """What a meeting is told, the oldest first: every point of the last meeting, and those of earlier ones still open."""
    ordered = sorted(written, key=lambda one: (one[0].date, one[0].year, one[0].number))
    last = ordered[-1:]
    return tuple(item for one in ordered for item in _listed(one) if [one] == last or not item.point.done)


def sent_actions(sent: Sent) -> tuple[ListedAction, ...]:
    """What a meeting was told when it was sent."""
    return tuple(
        ListedAction(item.meeting, item.case, ActionPoint(item.who, item.due, item.what, item.done, Span(item.meeting)))
        for item in sent.version.actions
    )


def _listed(one: Written) -> Iterator[ListedAction]:
    meeting, minutes = one
    titles = {row.case.slug: row.case.title for row in meeting.cases}
    for case in minutes.cases:
        for point in case.action_points:
            what = REFERENCE.sub(lambda found: _from_anywhere(found[1], found[2], meeting), point.what)
            yield ListedAction(meeting.key, titles.get(case.name, case.name), replace(point, what=what))


def _from_anywhere(kind: str, target: str, meeting: Meeting) -> str:
    """A reference as it is written in any meeting; an attachment of another meeting is its name alone."""
    parts = target.strip().split("/")
    if kind != "sak":
        return parts[-1]
    whole = (*(meeting.committee, str(meeting.year))[: max(3 - len(parts), 0)], *parts)
    return f"[[sak:{'/'.join(whole)}]]"
