"""What the overview says of a night: what to do today, and a card for every coming meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from mottepakke import codes
from mottepakke.diagnostics import Severity
from mottepakke.layout.dates import long_date, weekday_date
from mottepakke.nightly.debts import NAMES
from mottepakke.nightly.night import Drafted, Night, Role
from mottepakke.nightly.phrases import (
    Words,
    amount,
    changes_text,
    committee_name,
    counts,
    deadline_text,
    is_pressing,
    is_read,
    is_to_be_sent,
    iso_date,
    joined,
    latest_day,
    link,
    meeting_name,
    meeting_title,
    shown_state,
    state_text,
    urgency,
    when,
)
from mottepakke.nightly.views import Card, OverviewView, Owed, TodayItem

ROLES: tuple[Role, ...] = ("presenter", "officer", "secretariat")
SHOWN_NAMES = 6


def overview_language(night: Night) -> str:
    """Bokmål unless every committee writes nynorsk."""
    languages = {one.language for one in night.meetings}
    return "nn" if languages == {"nn"} else "nb"


def overview_view(night: Night, words: Words) -> OverviewView:
    """The overview in the language of ``words``."""
    compared = words["natt_sammenlignet"].format(dato=long_date(night.previous, words)) if night.previous else ""
    today = (*_gone(night, words), *(_Today(one, night.date, words).item for one in _pressing(night)))
    return OverviewView(
        language=overview_language(night),
        title=words["natt_tittel"],
        updated=words["natt_oppdatert"].format(dato=weekday_date(night.date, words)),
        compared=compared or words["natt_første"],
        today=today,
        calm=() if today or not night.meetings else _calm(night, words),
        cards=tuple(_card(one, night, words) for one in night.meetings),
    )


def page_of(drafted: Drafted) -> str:
    """The path of a meeting's page."""
    return f"{drafted.meeting}.html"


def _pressing(night: Night) -> list[Drafted]:
    """The meetings that need something done today, the most urgent first: one of unknown date may be any day."""
    unknown = dt.date.min

    def due(one: Drafted) -> tuple[dt.date, dt.date, str]:
        return latest_day(one) or unknown, one.date or unknown, one.meeting

    return sorted((one for one in night.meetings if is_pressing(one, night.date)), key=due)


def _gone(night: Night, words: Words) -> Iterator[TodayItem]:
    """What was there in the run before, with its page there."""
    for one in night.gone:
        href = link(f"../{night.previous}/{page_of(one)}")
        yield TodayItem(href, meeting_name(one), one.language, (words["natt_gjør_gone"],))


def _calm(night: Night, words: Words) -> tuple[str, ...]:
    waiting = [one for one in night.meetings if one.deadline and is_to_be_sent(one)]
    sentences = [words["natt_haster_ikke"]]
    if waiting:
        first = min(waiting, key=lambda one: one.deadline or dt.date.max)
        deadline = deadline_text(first, night.date, words)
        sentences.append(words["natt_neste_frist"].format(møte=meeting_name(first), frist=deadline))
    return tuple(sentences)


class _Today(Struct, frozen=True):
    """What is to be done about one meeting."""

    one: Drafted
    today: dt.date
    words: Words

    @property
    def item(self) -> TodayItem:
        return TodayItem(link(page_of(self.one)), meeting_name(self.one), self.one.language, tuple(self.sentences()))

    def sentences(self) -> Iterator[str]:
        if self.one.state != "draft":
            yield self.words[f"natt_gjør_{shown_state(self.one)}"]
        if is_to_be_sent(self.one):
            yield from self.sending()
        if self.one.state == "draft":
            yield self.mending()

    def sending(self) -> Iterator[str]:
        words, deadline = self.words, self.one.deadline
        if deadline is None:
            if self.one.date:
                yield words["natt_møtet_er"].format(når=when(self.one.date, self.today, words))
            return
        relative = when(deadline, self.today, words)
        if deadline <= self.today:
            yield words["natt_frist_gikk_ut"].format(når=relative) if deadline < self.today else words["natt_send_i_dag"]
        else:
            yield words["natt_send_senest"].format(når=relative, dato=weekday_date(deadline, words))

    def mending(self) -> str:
        errors = sum(item.severity is Severity.ERROR for item in self.one.diagnostics)
        if errors:
            return amount(self.words["natt_gjør_feil"], errors)
        owed = sum(debt.finding.code != codes.DEADLINE_PASSED for debt in self.one.debts)  # which `sending` has told
        if owed == 1:
            return self.words["natt_gjør_gjenstår_ett"]
        if owed:
            return amount(self.words["natt_gjør_gjenstår"], owed)
        return self.words["natt_gjør_klar"]


def _card(one: Drafted, night: Night, words: Words) -> Card:
    today = night.date
    return Card(
        href=link(page_of(one)),
        name=meeting_name(one),
        title=meeting_title(one, words),
        committee=committee_name(one),
        language=one.language,
        date=weekday_date(one.date, words) if one.date else words["natt_uten_dato"],
        when=when(one.date, today, words) if one.date else "",
        state=shown_state(one),
        state_text=state_text(one, words),
        deadline=deadline_text(one, today, words),
        urgency=urgency(one, today),
        is_read=is_read(one),
        counts=counts(one.diagnostics, words),
        owed=tuple(_owed(one, words)),
        changes=tuple(_changes(one, night.previous, words)),
    )


def _owed(one: Drafted, words: Words) -> Iterator[Owed]:
    for role in ROLES:
        debts = [debt for debt in one.debts if debt.role == role]
        names = list(dict.fromkeys(name for debt in debts for name in debt.who.split(NAMES) if name))
        more = len(names) - SHOWN_NAMES
        shown = [*names[:SHOWN_NAMES], words["natt_flere"].format(antall=more)] if more > 0 else names
        if debts:
            yield Owed(words[f"natt_rolle_{role}"], len(debts), joined(shown, words) if shown else "")


def _changes(one: Drafted, previous: dt.date | None, words: Words) -> Iterator[str]:
    """Counts; the day of the draft compared with, where the run before had none."""
    last = one.since_last
    if last is not None:
        is_last = previous is None or last.since == previous.isoformat()
        form = words["natt_endringer_fra"] if is_last else words["natt_endringer_dag"]
        yield form.format(endringer=changes_text(last, words), dato=iso_date(last.since, words))
    if one.since_sent is not None:
        changes = changes_text(one.since_sent, words)
        yield words["natt_endringer_sendt"].format(endringer=changes, versjon=one.since_sent.version)
