"""Which meetings a run drafts: those that are held today or later and are not archived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from mottepakke.build.archive import archived_version
from mottepakke.build.places import Places
from mottepakke.model.meeting import STANDARD_LAYOUT, Committee, Meeting
from mottepakke.nightly.night import Drafted
from mottepakke.read.agendas import Agendas

Words = Mapping[str, Mapping[str, str]]
"""The words of a layout by language."""


class Coming(Struct, frozen=True):
    """A coming meeting: ``head`` is what is known of it without its notes, ``layout`` its committee's.

    ``notified`` are the addresses of those who get mail of the committee's meetings.
    """

    head: Drafted
    layout: str = STANDARD_LAYOUT
    notified: tuple[str, ...] = ()


def coming_meetings(root: Path, today: dt.date, output: Path, words: Words) -> tuple[Coming, ...]:
    """Every coming meeting as if nothing had come of it, by date and key.

    One whose date cannot be read counts as coming when its file is named after this year or a later one.
    """
    agendas = Agendas(root)
    keys = (key for slug in agendas.committee_slugs() for key in agendas.meeting_keys(slug))
    return tuple(sorted(_coming(keys, agendas, today, output, words), key=lambda coming: place_in_night(coming.head)))


def place_in_night(drafted: Drafted) -> tuple[dt.date, str]:
    """Meetings go by date, then key; those without a date come last."""
    return (drafted.date or dt.date.max, drafted.meeting)


def _coming(keys: Iterator[str], agendas: Agendas, today: dt.date, output: Path, words: Words) -> Iterator[Coming]:
    for key in keys:
        slug, _, stem = key.partition("/")
        committee, meeting = agendas.committee(slug), agendas.meeting(key)
        is_coming = meeting.date >= today if meeting else int(stem.partition("-")[0]) >= today.year
        if is_coming and not _is_archived(key, agendas, output):
            head = _head(key, committee, meeting, words)
            yield Coming(head, committee.layout, committee.notified) if committee else Coming(head)


def _is_archived(key: str, agendas: Agendas, output: Path) -> bool:
    archived = archived_version(output / key)
    sent = agendas.sent_file(key) if archived is not None else None
    return sent is not None and archived == len(sent.versions)


def _head(key: str, committee: Committee | None, meeting: Meeting | None, words: Words) -> Drafted:
    slug = key.partition("/")[0]
    if committee is None:
        return Drafted(key, "broken", slug, slug, "nb", key, None, places=Places(slug))
    title = meeting.title if meeting else ""
    language = committee.language
    days = committee.deadline_days
    return Drafted(
        meeting=key,
        state="broken",
        committee=committee.name,
        short_name=committee.short_name,
        language=language,
        title=title or words[language]["møte_i"].format(utvalg=committee.name),
        date=meeting.date if meeting else None,
        deadline=meeting.date - dt.timedelta(days) if meeting and days is not None else None,
        places=Places(slug),
    )
