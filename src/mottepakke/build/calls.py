"""What the people who present are called with: the call sheet, and calendars of the meeting and of each presenter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from msgspec import Struct

from mottepakke.build.cache import Cache
from mottepakke.build.produce import Files
from mottepakke.layout.calling import presenting
from mottepakke.layout.dates import slot_text
from mottepakke.layout.documents import LANGUAGE_TAGS
from mottepakke.layout.viewing import case_heading, meeting_title
from mottepakke.model.pack import ResolvedCase, ResolvedMeeting
from mottepakke.model.slug import slugify
from mottepakke.resolve.attachments import Names
from mottepakke.write.calendar import Event, write_calendar
from mottepakke.write.written import Written

FOLDER = "kalender"
OF_MEETING = f"{FOLDER}/mote"
CALENDAR = ".ics"
DOMAIN = "mottepakke"
UID_LENGTH = 16
Words = Mapping[str, str]


class CalendarFile(Struct, frozen=True):
    """A calendar by its path in the output folder."""

    path: str
    title: str
    data: bytes


def calendars(meeting: ResolvedMeeting, words: Words, cache: Cache) -> list[CalendarFile]:
    """The meeting's calendar, then one a presenter with each case they present.

    They leave the secretariat, so a case exempt from public access stands under its public title.
    """
    names = Names()
    language = LANGUAGE_TAGS[meeting.committee.language]

    def written(name: str, title: str, events: list[Event]) -> CalendarFile:
        key = cache.key("calendar", events, language, meeting.version)
        known = cache.written(key)
        if known is None:
            known = Written(write_calendar(events, language, version=meeting.version))
            cache.keep_written(key, known)
        return CalendarFile(names.free(name) + CALENDAR, title, known.data)

    whole = written(OF_MEETING, meeting_title(meeting, words), [_of_meeting(meeting, words)])
    people = ((name, [_of_case(case, meeting, words) for case in cases]) for name, cases in presenting(meeting).items())
    return [whole, *(written(_path(name), name, events) for name, events in people)]


def put_calendars(found: list[CalendarFile], files: Files) -> None:
    """The calendars into the folder."""
    for item in found:
        files.put(item.data, item.path, "innkalling", item.title, "")


def _path(name: str) -> str:
    return f"{FOLDER}/{slugify(name)}"


def _of_meeting(meeting: ResolvedMeeting, words: Words) -> Event:
    of = meeting.meeting
    return Event(
        uid=f"{of.key.replace('/', '-')}@{DOMAIN}",
        title=meeting_title(meeting, words),
        date=of.date,
        start=of.time.start if of.time else None,
        end=of.time.end if of.time else None,
        place=of.place,
        description="\n".join(_programme(meeting, words)),
    )


def _programme(meeting: ResolvedMeeting, words: Words) -> Iterator[str]:
    for case in meeting.cases:
        if not case.row.status:
            start = f"{case.slot.start:%H.%M} " if case.slot.start else ""
            yield f"{start}{_title(case, words)}"


def _of_case(case: ResolvedCase, meeting: ResolvedMeeting, words: Words) -> Event:
    of = meeting.meeting
    occasion = words["kalender_møte"].format(nummer=meeting.number, utvalg=meeting.committee.short_name)
    time = slot_text(case.slot, case.row.minutes, words)
    return Event(
        uid=f"{of.key.replace('/', '-')}-{hashlib.sha256(case.row.case.key.encode()).hexdigest()[:UID_LENGTH]}@{DOMAIN}",
        title=_title(case, words),
        date=of.date,
        start=case.slot.start,
        end=case.slot.end,
        place=of.place,
        description="\n".join(part for part in (occasion, time) if part),
    )


def _title(case: ResolvedCase, words: Words) -> str:
    exempt = case.row.case.exempt
    if exempt is None:
        return case_heading(case, words)
    number = words["sak_nummer"].format(nummer=case.number) if case.number else ""
    return ": ".join(part for part in (number, exempt.public_title or words["kalender_unntatt"]) if part)
