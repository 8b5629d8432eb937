"""Which meetings a run drafts: those that are held today or later and are not archived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from mottepakke.build.archive import archived_version
from mottepakke.build.places import Places
from mottepakke.model.meeting import STANDARD_LAYOUT, Committee
from mottepakke.nightly.night import Drafted
from mottepakke.read.agendas import Agendas

Words = Mapping[str, Mapping[str, str]]
"""The words of a layout by language."""


class Coming(Struct, frozen=True):
    """A coming meeting: ``head`` is what is known of it without its notes, ``layout`` its committee's.

    ``deadline_days`` are the days before a meeting its pack must be sent by, ``is_sent`` says that it has been, and
    ``notified`` are the addresses of those who get mail of the committee's meetings.
    """

    head: Drafted
    is_sent: bool = False
    deadline_days: int | None = None
    layout: str = STANDARD_LAYOUT
    notified: tuple[str, ...] = ()


def coming_meetings(root: Path, today: dt.date, output: Path, words: Words) -> tuple[Coming, ...]:
    """Every coming meeting as if nothing had come of it, by date and key.

    Of files that are wrong the lines that say when a meeting is held and its pack due are read all the same. A meeting whose
    date cannot be found counts as coming when its file is named after this year or a later one.
    """
    agendas = Agendas(root)
    keys = (key for slug in agendas.committee_slugs() for key in agendas.meeting_keys(slug))
    return tuple(sorted(_coming(keys, agendas, today, output, words), key=lambda coming: place_in_night(coming.head)))


def gone_meetings(root: Path, before: Iterable[str], words: Words) -> tuple[Drafted, ...]:
    """Those of the meetings ``before`` (keys) of which there is no file any more."""
    agendas = Agendas(root)
    there = {key for slug in agendas.committee_slugs() for key in agendas.meeting_keys(slug)}
    gone = sorted(set(before) - there)
    return tuple(_head(key, agendas.named(key.partition("/")[0]), None, "", words) for key in gone)


def place_in_night(drafted: Drafted) -> tuple[dt.date, str]:
    """Meetings go by date, then key; those without a date come last."""
    return (drafted.date or dt.date.max, drafted.meeting)


def _coming(keys: Iterator[str], agendas: Agendas, today: dt.date, output: Path, words: Words) -> Iterator[Coming]:
    for key in keys:
        slug, _, stem = key.partition("/")
        date = agendas.date(key)
        is_coming = date >= today if date else int(stem.partition("-")[0]) >= today.year
        if is_coming and not _is_archived(key, agendas, output):
            committee, meeting = agendas.named(slug), agendas.meeting(key)
            head = _head(key, committee, date, meeting.title if meeting else "", words)
            yield Coming(head, agendas.is_sent(key), committee.deadline_days, committee.layout, committee.notified)


def _is_archived(key: str, agendas: Agendas, output: Path) -> bool:
    archived = archived_version(output / key)
    sent = agendas.sent_file(key) if archived is not None else None
    return sent is not None and archived == len(sent.versions)


def _head(key: str, committee: Committee, date: dt.date | None, title: str, words: Words) -> Drafted:
    language, days = committee.language, committee.deadline_days
    return Drafted(
        meeting=key,
        state="broken",
        committee=committee.name,
        short_name=committee.short_name,
        language=language,
        title=title or words[language]["møte_i"].format(utvalg=committee.name),
        date=date,
        deadline=date - dt.timedelta(days) if date and days is not None else None,
        places=Places(committee.slug),
    )
