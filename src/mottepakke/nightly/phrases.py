"""Phrases that the pages share: days from today, counts, names of meetings, sizes of files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.layout.dates import NO_BREAK, long_date, weekday_date
from mottepakke.model.changes import Changes
from mottepakke.nightly.night import Drafted
from mottepakke.nightly.views import Weighed

Words = Mapping[str, str]
WEIGHTS = {Severity.ERROR: "funn_må_rettes", Severity.WARNING: "funn_bør_rettes", Severity.HINT: "funn_tips"}
COUNTS = {
    Severity.ERROR: "natt_antall_må_rettes",
    Severity.WARNING: "natt_antall_bør_rettes",
    Severity.HINT: "natt_antall_tips",
}
SOON = 7
"""Days before a deadline from which it is something to do today."""
KILOBYTE, MEGABYTE = 1_000, 1_000_000


def when(day: dt.date, today: dt.date, words: Words) -> str:
    """``i dag``, ``i morgen``, ``om 8 dager``, ``i går``, ``for 3 dager siden``."""
    days = (day - today).days
    near = {0: "natt_i_dag", 1: "natt_i_morgen", -1: "natt_i_går"}
    if days in near:
        return words[near[days]]
    return words["natt_om_dager" if days > 0 else "natt_siden_dager"].format(antall=abs(days)).replace(" ", NO_BREAK)


def counts(found: Iterable[Diagnostic], words: Words) -> tuple[Weighed, ...]:
    """How many findings weigh what, the heaviest first; weights without findings are left out."""
    weights = [item.severity for item in found]
    counted = ((weight, weights.count(weight)) for weight in COUNTS)
    return tuple(Weighed(weight.label, amount(words[COUNTS[weight]], count)) for weight, count in counted if count)


def amount(template: str, count: int) -> str:
    """A count in words; the number stays with what it counts."""
    return template.format(antall=f"{count}").replace(f"{count} ", f"{count}{NO_BREAK}", 1)


def meeting_name(drafted: Drafted) -> str:
    """``NUIT 2/2025``."""
    year, _, number = drafted.meeting.rpartition("/")[2].partition("-")
    return f"{drafted.short_name} {number}/{year}" if number else f"{drafted.short_name} {year}"


def meeting_title(drafted: Drafted, words: Words) -> str:
    """The meeting's own title, or '' where it says no more than name and committee."""
    plain = ("", drafted.short_name, meeting_name(drafted), words["møte_i"].format(utvalg=drafted.committee))
    return drafted.title if drafted.title not in plain else ""


def committee_name(drafted: Drafted) -> str:
    """The committee's name, or '' where the meeting's name has said it."""
    return drafted.committee if drafted.committee != drafted.short_name else ""


def shown_state(drafted: Drafted) -> str:
    """The state by which words and looks are chosen: ``empty`` for a meeting that has no cases yet, else its own."""
    return "empty" if drafted.awaits_agenda else drafted.state


def state_text(drafted: Drafted, words: Words) -> str:
    """``Utkast``, ``Sendt, versjon 2``."""
    if drafted.state in ("sent", "changed") and drafted.sent_version:
        return words[f"natt_{drafted.state}_versjon"].format(versjon=drafted.sent_version)
    return words[f"natt_{shown_state(drafted)}"]


def is_read(drafted: Drafted) -> bool:
    """Whether it is known what the meeting lacks."""
    return drafted.state not in ("broken", "stopped")


def is_to_be_sent(drafted: Drafted) -> bool:
    """Whether the pack has not been sent."""
    return drafted.state not in ("sent", "changed")


def latest_day(drafted: Drafted) -> dt.date | None:
    """The day something must be done by: without a deadline that of the meeting itself."""
    return drafted.deadline or drafted.date


def is_pressing(drafted: Drafted, today: dt.date) -> bool:
    """Whether a meeting needs something done now."""
    if drafted.state == "sent":
        return False
    day = latest_day(drafted)
    return shown_state(drafted) not in ("draft", "empty") or (day is not None and (day - today).days <= SOON)


def urgency(drafted: Drafted, today: dt.date) -> str:
    """``passed`` or ``soon`` where the deadline of a pack that is not sent is, else ''."""
    if not is_to_be_sent(drafted) or drafted.deadline is None:
        return ""
    days = (drafted.deadline - today).days
    return "passed" if days < 0 else "soon" if days <= SOON else ""


def deadline_text(drafted: Drafted, today: dt.date, words: Words) -> str:
    """``mandag 5. mai 2025 (om 3 dager)``, or '' where there is none to keep."""
    if drafted.deadline is None or not is_to_be_sent(drafted):
        return ""
    key = "natt_frist_ute" if drafted.deadline < today else "natt_frist_når"
    return words[key].format(dato=weekday_date(drafted.deadline, words), når=when(drafted.deadline, today, words))


def changes_text(changes: Changes, words: Words) -> str:
    """``3 endringer``, ``1 endring``, ``Ingen endringer``."""
    count = len(changes.items)
    if count < 2:
        return words["natt_en_endring" if count else "natt_ingen_endringer"]
    return amount(words["natt_endringer_antall"], count)


def iso_date(written: str, words: Words) -> str:
    """An ISO date as people write it; what is none stays."""
    try:
        return long_date(dt.date.fromisoformat(written), words)
    except ValueError:
        return written


def joined(parts: Sequence[str], words: Words) -> str:
    """``a, b og c``."""
    *first, last = parts
    return f"{', '.join(first)} {words['og']} {last}" if first else last


def size_text(size: int) -> str:
    """``113 kB``, ``1,2 MB`` (SI units)."""
    if size < MEGABYTE:
        return f"{max(1, round(size / KILOBYTE))}{NO_BREAK}kB"
    return f"{size / MEGABYTE:.1f}{NO_BREAK}MB".replace(".", ",")


def link(path: str, up: str = "") -> str:
    """A relative address of ``path`` (relative to the run's folder) from a page ``up`` from there."""
    return up + quote(path)
