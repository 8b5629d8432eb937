"""Calendars: read back by the library, and looked at as bytes where other programs are strict."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mottepakke.write.calendar import Event, write_calendar

DAY = dt.date(2025, 5, 15)
EVENT = Event("x@y", "Sak 1/25: Plan; ny, og «større»", DAY, dt.time(9, 15), dt.time(10), "Oslo, rom 2", "En\nTo")


def read(data: bytes) -> list[dict[str, str]]:
    names = ("uid", "summary", "dtstart", "dtend", "location", "description", "status", "sequence")
    found = Calendar.from_ical(data).walk("VEVENT")
    return [{name: str(getattr(event.get(name), "dt", event.get(name))) for name in names} for event in found]


def test_an_event_is_read_back_with_its_time_in_utc() -> None:
    (event,) = read(write_calendar([EVENT], "nb-NO", version=2))
    assert event == {
        "uid": "x@y",
        "summary": EVENT.title,
        "dtstart": "2025-05-15 07:15:00+00:00",
        "dtend": "2025-05-15 08:00:00+00:00",
        "location": EVENT.place,
        "description": EVENT.description,
        "status": "CONFIRMED",
        "sequence": "2",
    }


def test_winter_time_is_another_hour_from_utc() -> None:
    winter = Event("x@y", "A", dt.date(2025, 1, 15), dt.time(9, 15))
    assert read(write_calendar([winter], "nb-NO", version=1))[0]["dtstart"] == "2025-01-15 08:15:00+00:00"


def test_without_times_the_event_lasts_the_day_and_a_draft_is_not_certain() -> None:
    (event,) = read(write_calendar([Event("x@y", "A", DAY)], "nb-NO", version=0))
    assert (event["dtstart"], event["dtend"], event["status"]) == ("2025-05-15", "None", "TENTATIVE")


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_keeps_the_lines_short_and_the_file_readable(title: str, place: str) -> None:
    data = write_calendar([Event("x@y", title, DAY, place=place), EVENT], "nn-NO", version=1)
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert len(read(data)) == 2
    assert data == write_calendar([Event("x@y", title, DAY, place=place), EVENT], "nn-NO", version=1)
