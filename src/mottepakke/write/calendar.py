"""Calendar files (iCalendar, RFC 5545) that calendar programs read as a published programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

if TYPE_CHECKING:
    from icalendar import Event as CalendarEvent

ZONE = ZoneInfo("Europe/Oslo")
"""Where meetings are held."""
PRODUCT = "-//mottepakke//NO"


class Event(Struct, frozen=True):
    """Something that takes place. Without ``start`` it lasts the whole of ``date``; without ``end`` its length is unknown.

    ``uid`` stays the same for the same event in every version (RFC 5545 §3.8.4.7).
    """

    uid: str
    title: str
    date: dt.date
    start: dt.time | None = None
    end: dt.time | None = None
    place: str = ""
    description: str = ""


def write_calendar(events: Sequence[Event], language: str, *, version: int) -> bytes:
    """The events as a calendar of their own; ``version`` 0 is a draft, and marked as not yet certain (§3.8.1.11).

    Times stand in UTC, so that no time zone need be described. The same events give the same bytes.
    """
    from icalendar import Calendar  # takes longer than all else here; calendars often come from the cache

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(_component(event, language, version))
    return bytes(calendar.to_ical())


def _component(event: Event, language: str, version: int) -> CalendarEvent:
    from icalendar import Event as CalendarEvent
    from icalendar import vText

    found = CalendarEvent()
    found.add("uid", event.uid)
    found.add("dtstamp", dt.datetime.combine(event.date, dt.time(), dt.UTC))
    found.add("sequence", version)
    found.add("status", "CONFIRMED" if version else "TENTATIVE")
    found.add("summary", vText(event.title), parameters={"LANGUAGE": language})
    found.add("dtstart", _moment(event.date, event.start))
    if event.start and event.end:
        found.add("dtend", _moment(event.date, event.end))
    for name, value in (("location", event.place), ("description", event.description)):
        if value:
            found.add(name, vText(value), parameters={"LANGUAGE": language})
    return found


def _moment(date: dt.date, time: dt.time | None) -> dt.datetime | dt.date:
    return dt.datetime.combine(date, time, ZONE).astimezone(dt.UTC) if time else date
