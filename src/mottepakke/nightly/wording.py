"""What changed, in words: the same on the page, in the mail and in rapport.json.

The words stand in the message catalogues and not among the layout's: they are the program's own, the mail is also written
in English, and a committee's målform is one of the catalogues' languages.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from msgspec.structs import replace

from mottepakke.messages import text
from mottepakke.model.changes import Change, Piece

LANGUAGES = {"nb": "language_nb", "nn": "language_nn"}
MOST_NAMED = 4
"""Parts, attachments or slides that are named in one go."""
REMOVED, ADDED = "[−{words}]", "[+{words}]"
"""As in minutes."""


def is_of_many(change: Change) -> bool:
    """Whether a change names the cases it tells of, so that it is told of the agenda."""
    return change.kind == "numbers_shifted" or (change.kind == "times_shifted" and bool(change.part))


def subject(change: Change, language: str) -> str:
    """The case that a change is about: «9/25 Godkjenningsordning»; '' for the meeting.

    A case that is gone is named without its number, which another one may have got.
    """
    if not change.case:
        return ""
    title = change.title or text("secret_title", language)
    return title if change.kind == "case_removed" else f"{change.number} {title}".strip()


def told(changes: Sequence[Change], language: str) -> tuple[str, ...]:
    """Changes of one case (or of the meeting) as phrases without a full stop; those of one kind are one phrase."""
    ordered = [list(group) for _, group in groupby(sorted(changes, key=_order), key=_order)]
    return tuple(phrase for group in ordered for phrase in _phrases(group, language))


def sentence(change: Change, language: str) -> str:
    """One change as a sentence, without its case, such as «Endret forslag til vedtak»."""
    phrase = "; ".join(told([change], language))
    return f"{phrase[:1].upper()}{phrase[1:]}."


def quotation(pieces: Iterable[Piece], longest: int) -> str:
    """Changed words in one line, «NUIT [−drøftet] [+vedtok] saken»; '' where that would be longer than ``longest``."""
    parts = []
    for piece in pieces:
        words = " ".join(piece.text.split())
        form = {"removed": REMOVED, "added": ADDED}.get(piece.kind, "{words}")
        part = "…" if piece.kind == "gap" else form.format(words=words) if words else ""
        parts.append(part)
    line = " ".join(part for part in parts if part)
    for sign in ".,;:)?!":
        line = line.replace(f" {sign}", sign)
    return line if len(line) <= longest else ""


# -- dates and times ------------------------------------------------------------------------------------------------


def long_date(day: dt.date, language: str) -> str:
    """«15. mai 2025»."""
    month = text("months", language).split()[day.month - 1]
    return text("long_date", language, day=day.day, month=month, year=day.year)


def weekday_date(day: dt.date, language: str) -> str:
    """«torsdag 15. mai 2025»."""
    return f"{text('weekdays', language).split()[day.weekday()]} {long_date(day, language)}"


def length(minutes: int, language: str) -> str:
    """«10 minutter»."""
    return text("minutes_one", language) if minutes == 1 else text("minutes_many", language, count=minutes)


def _clock(times: str, language: str) -> str:
    return text("clock", language, time=times.replace(":", text("clock_sign", language))) if times else ""


def _time(value: str, language: str) -> str:
    """A time or, of a row whose time is unknown, its length."""
    return length(int(value), language) if value.isdecimal() else _clock(value, language)


def _day(value: str, language: str) -> str:
    return weekday_date(dt.date.fromisoformat(value), language) if value else ""


def _language(value: str, language: str) -> str:
    return text(LANGUAGES[value], language) if value in LANGUAGES else ""


def _next(value: str, language: str) -> str:
    day, _, rest = value.partition(" ")
    return f"{_day(day, language)} {rest}".strip()


# -- phrases --------------------------------------------------------------------------------------------------------

PLAIN = {
    "case_withdrawn": "told_case_withdrawn",
    "case_postponed": "told_case_postponed",
    "case_restored": "told_case_restored",
    "case_unreadable": "told_case_unreadable",
    "case_readable": "told_case_readable",
    "decision": "told_decision",
    "slides_removed": "told_slides_removed",
}
LISTED = {
    "part_added": "told_new",
    "picture_added": "told_new",
    "file_added": "told_new",
    "part_removed": "told_gone",
    "picture_removed": "told_gone",
    "file_removed": "told_gone",
    "picture_replaced": "told_replaced",
    "file_replaced": "told_replaced",
    "part_moved": "told_part_moved",
    "picture_moved": "told_part_moved",
    "picture_described": "told_picture_described",
    "text": "told_text",
}
VALUES: dict[str, tuple[str, Callable[[str, str], str] | None]] = {
    "title": ("what_title", None),
    "date": ("what_date", _day),
    "time": ("what_time", _clock),
    "place": ("what_place", None),
    "version": ("what_version", None),
    "next_meeting": ("what_next_meeting", _next),
    "language": ("what_language", _language),
    "case_title": ("what_case_title", None),
    "case_type": ("what_case_type", None),
}
PEOPLE = {"owners": "what_owners", "officers": "what_officers", "presenters": "what_presenters", "": "what_members"}
NOUNS = {
    "proposal": "noun_proposal",
    "summary": "noun_summary",
    "points": "noun_points",
    "earlier": "noun_earlier",
    "actions": "noun_actions",
}
PUSHED = {
    True: ("told_later", "told_run_later_one", "told_run_later"),
    False: ("told_sooner", "told_run_sooner_one", "told_run_sooner"),
}
"""Cases that begin later or sooner: with their numbers, two without, more without."""
SLIDES = {
    (True, True): "told_slides",
    (False, True): "told_slides_new",
    (True, False): "told_slides_gone",
    (False, False): "told_slides_looks",
}


def _order(change: Change) -> tuple[int, str]:
    """Agenda, then decision, words, files, slides; what is told in one go stands together."""
    kinds = ("decision", *LISTED, "part_renamed", "file_renamed", "file_relabelled", "files_relabelled", "slides_added")
    place = kinds.index(change.kind) + 1 if change.kind in kinds else 0
    if change.kind in ("numbers_shifted", "times_shifted"):
        return 0, f"~{change.kind}"
    together = LISTED.get(change.kind) or ("slides" if change.kind == "slides" else f"{place:02d}")
    return (99 if change.kind.startswith("slides") else place, together)


def _phrases(group: Sequence[Change], language: str) -> list[str]:
    kind = group[0].kind
    if kind in LISTED:
        names = dict.fromkeys(_noun(change, language) for change in group)
        return [text(LISTED[kind], language, parts=_listed(list(names), language))]
    if kind == "slides":
        return _slides(group, language)
    if kind == "times_shifted":
        return _shifted(group, language)
    if kind == "numbers_shifted":
        runs = [text("told_relabelled", language, old=change.old, new=change.new) for change in group]
        return [text("told_numbers_shifted", language, runs=_listed(runs, language))]
    return [_single(change, language) for change in group]


def _single(change: Change, language: str) -> str:
    kind = change.kind
    if kind in PLAIN:
        return text(PLAIN[kind], language)
    if kind in VALUES:
        what, form = VALUES[kind]
        old, new = (form(value, language) if form else _quoted(value, language) for value in (change.old, change.new))
        return _value(text(what, language), old, new, language)
    return OTHERS[kind](change, language)


def _value(what: str, old: str, new: str, language: str) -> str:
    key = {(True, True): "told_from", (False, True): "told_set", (True, False): "told_unset", (False, False): "told_changed"}
    return text(key[bool(old), bool(new)], language, what=what, old=old, new=new)


def _quoted(value: str, language: str) -> str:
    return text("quoted", language, words=value) if value else ""


def _listed(names: Sequence[str], language: str) -> str:
    if len(names) > MOST_NAMED + 1:
        more = text("and_more", language, count=len(names) - MOST_NAMED)
        return f"{', '.join(names[:MOST_NAMED])} {more}"
    *first, last = names
    return f"{', '.join(first)} {text('and', language)} {last}" if first else last


def _noun(change: Change, language: str) -> str:
    """What a part is called in a sentence."""
    if change.kind.startswith("file") or change.label:
        name = change.label or text("noun_attachment", language)
        return f"{name} {_quoted(change.part, language) or text('secret_title', language)}"
    if change.kind.startswith("picture"):
        name, where = _quoted(change.new or change.old, language), _noun(replace(change, kind="text"), language)
        return text("noun_picture" if name else "noun_some_picture", language, name=name, part=where)
    if change.role in NOUNS:
        return text(NOUNS[change.role], language)
    if change.part:
        return _quoted(change.part, language)
    return text("noun_exempt" if change.exempt else "noun_opening", language)


def _slides(group: Sequence[Change], language: str) -> list[str]:
    pictures = [change for change in group if change.role == "slide_pictures"]
    moved = [change for change in group if change.old and change.new and not change.pieces and change not in pictures]
    phrases = [text("told_slides_moved", language)] if moved else []
    for (had, has), key in SLIDES.items():
        alike = [change for change in group if (bool(change.old), bool(change.new)) == (had, has)]
        phrases += _on_slides(key, [change for change in alike if change not in (*moved, *pictures)], language)
    return [*phrases, *_on_slides("told_slides_pictures", pictures, language)]


def _on_slides(key: str, found: Sequence[Change], language: str) -> list[str]:
    numbers = _listed([change.new or change.old for change in found], language) if found else ""
    return [text(key, language, parts=numbers)] if found else []


def _people(change: Change, language: str) -> str:
    what = text(PEOPLE[change.role if change.kind == "case_people" else ""], language)
    old, new = (tuple(filter(None, names.split("; "))) for names in (change.old, change.new))
    if change.kind == "case_people" and len(old) < 2 and len(new) < 2:
        return _value(what, change.old, change.new, language)
    sides = ((old, {_name(one) for one in new}), (new, {_name(one) for one in old}))
    gone, come = ([one for one in names if _name(one) not in others] for names, others in sides)
    if not gone and not come:
        was, now = ([one for one in names if one not in others] for names, others in ((old, new), (new, old)))
        old_new = {"old": _listed(was, language), "new": _listed(now, language)} if was and now else {}
        return text("told_from" if old_new else "told_changed", language, what=what, **old_new)
    key = "told_in_and_out" if gone and come else "told_in" if come else "told_out"
    return text(key, language, what=what, old=_listed(gone, language) if gone else "", new=_listed(come or [""], language))


def _name(person: str) -> str:
    """Without institution and function, which may change while the person stays."""
    return re.split(r", | \(", person, maxsplit=1)[0]


def _added(change: Change, language: str) -> str:
    time = _clock(change.new, language)
    return text("told_case_added_at", language, time=time) if time else text("told_case_added", language)


def _removed(change: Change, language: str) -> str:
    was = text("letter_case", language, number=change.number)
    key = "told_case_removed_was" if change.number else "told_case_removed"
    return text(key, language, was=was)


def _moved(change: Change, language: str) -> str:
    key = "told_moved_first" if change.role == "first" else "told_moved_after" if change.part else "told_moved"
    what = text(key, language, part=change.part)
    time = _clock(change.new, language)
    return text("told_at", language, what=what, time=time) if time and change.old != change.new else what


def _case_time(change: Change, language: str) -> str:
    what = text("what_time", language)
    old, new = _lasting(change.old), _lasting(change.new)
    if old and new and old != new:
        key = "told_longer" if new > old else "told_shorter"
        return text(key, language, new=length(new, language), old=old, time=_clock(change.new, language))
    return _value(what, _time(change.old, language), _time(change.new, language), language)


def _lasting(span: str) -> int:
    start, _, end = span.partition("–")
    return _minutes(end) - _minutes(start) if end else 0


def _renumbered(change: Change, language: str) -> str:
    return text("told_renumbered", language, old=change.old) if change.old else text("told_numbered", language)


def _shifted(group: Sequence[Change], language: str) -> list[str]:
    """Cases pushed by others; of more than two runs only how far they are pushed at least and at most."""
    timed = [change for change in group if change.old and change.new]
    others = [change for change in group if change not in timed]
    phrases = [
        text("told_times_known" if change.new else "told_times_unknown", language, count=change.count) for change in others
    ]
    for later in (True, False):
        runs = [change for change in timed if (_minutes(change.new) > _minutes(change.old)) == later]
        far = sorted(abs(_minutes(change.new) - _minutes(change.old)) for change in runs)
        count = sum(change.count for change in runs)
        if len(runs) > 2:
            span = str(far[0]) if far[0] == far[-1] else f"{far[0]}–{far[-1]}"
            key = "told_many_later" if later else "told_many_sooner"
            phrases.append(text(key, language, count=count, length=text("minutes_many", language, count=span)))
            continue
        for change in runs:
            distance = length(abs(_minutes(change.new) - _minutes(change.old)), language)
            values = {"cases": change.part, "count": change.count - 1, "length": distance}
            key = PUSHED[later][0 if change.part else 1 if change.count == 2 else 2]
            phrases.append(text(key, language, **values))
    return phrases


def _minutes(time: str) -> int:
    hour, _, minute = time.partition(":")
    return 60 * int(hour) + int(minute)


def _exempt(change: Change, language: str) -> str:
    if change.role == "public_title":
        what = text("what_public_title", language)
        return _value(what, _quoted(change.old, language), _quoted(change.new, language), language)
    what = text("told_exempt" if change.new else "told_not_exempt", language)
    if not change.role:
        return what
    is_named = change.part or change.label or change.role in NOUNS
    part = _noun(change, language) if is_named or not change.exempt else text("noun_some_part", language)
    return text("told_of_part", language, part=part, what=what)


def _renamed(change: Change, language: str) -> str:
    if not (change.old or change.new):
        return text("told_changed", language, what=_noun(change, language))
    old, new = _quoted(change.old, language), _quoted(change.new, language)
    part = change.label or text("noun_attachment", language)
    return text("told_renamed", language, part=part, old=old, new=new)


def _heading(change: Change, language: str) -> str:
    if not (change.old or change.new):
        return text("told_changed", language, what=_noun(change, language))
    old, new = (_quoted(value, language) or text("noun_opening", language) for value in (change.old, change.new))
    return text("told_heading", language, old=old, new=new)


def _relabelled(change: Change, language: str) -> str:
    name = text("noun_attachment", language)
    return text("told_relabelled", language, old=change.old or name, new=change.new or name)


def _break(change: Change, language: str) -> str:
    title = {"pause": text("break_pause", language), "lunsj": text("break_lunsj", language)}.get(change.part, change.part)
    if change.role == "title":
        return text("told_relabelled", language, old=title, new=change.new)
    if not change.old:
        return text("told_break_added", language, part=title, time=_time(change.new, language))
    if not change.new:
        return text("told_break_removed", language, part=title, time=_time(change.old, language))
    return _value(title, _time(change.old, language), _time(change.new, language), language)


OTHERS: dict[str, Callable[[Change, str], str]] = {
    "members": _people,
    "case_people": _people,
    "case_added": _added,
    "case_removed": _removed,
    "case_moved": _moved,
    "case_renumbered": _renumbered,
    "case_time": _case_time,
    "case_exempt": _exempt,
    "break": _break,
    "file_renamed": _renamed,
    "part_renamed": _heading,
    "file_relabelled": _relabelled,
    "files_relabelled": lambda change, language: text(
        "told_files_relabelled", language, count=change.count, old=change.old, new=change.new
    ),
    "slides_added": lambda change, language: text(
        "told_slides_added" if change.count else "told_slides_empty", language, count=change.count
    ),
}
