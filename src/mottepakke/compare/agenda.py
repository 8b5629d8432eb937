"""What became of the agenda: which cases are the same, which moved, and what later cases were pushed to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from mottepakke.compare.order import bags, in_order, likeness, paired
from mottepakke.model.changes import Change, Kind, Piece
from mottepakke.model.snapshot import BreakSnapshot, CaseSnapshot, Snapshot

RENAMED = 0.6
"""How alike two cases are, at least, of which one is the other with another key."""
SAME_TITLE = 0.8
"""The same of titles, where only one of the cases says more than its title."""
STANDING_PHRASES = ("proposal", "earlier", "actions")
"""Parts that say the same of many cases."""
DIGITS = re.compile(r"\d+")
SEVERAL = 2
"""So many neighbours pushed by the same are told at once."""


class Pair(Struct, frozen=True):
    """A case before and now; ``previous`` is the one before it on the agenda now."""

    old: CaseSnapshot | None
    new: CaseSnapshot | None
    moved: bool = False
    previous: CaseSnapshot | None = None

    @property
    def case(self) -> CaseSnapshot:
        """The case as it is now, or was."""
        found = self.new or self.old
        assert found is not None
        return found


def case_pairs(old: Snapshot, new: Snapshot) -> list[Pair]:
    """The cases in the order of the agenda, those taken away where they stood."""
    matches = paired(old.cases, new.cases, lambda case: case.key, (_same_matter, _renamed()))
    kept = in_order([a for a, b in matches if a is not None and b is not None])
    return [
        Pair(
            old=None if a is None else old.cases[a],
            new=None if b is None else new.cases[b],
            moved=a is not None and b is not None and a not in kept,
            previous=new.cases[b - 1] if b else None,
        )
        for a, b in matches
    ]


def _same_matter(old: CaseSnapshot, new: CaseSnapshot) -> bool:
    """Whether a case has nothing but another key: seen at once, where many have."""
    return (old.title, old.parts, old.files) == (new.title, new.parts, new.files)


def _renamed() -> Callable[[CaseSnapshot, CaseSnapshot], float]:
    """How alike two cases are, where one may be the other with another key: by titles, and above all by what they say."""
    title, matter = bags(_title), bags(_matter)

    def alike(old: CaseSnapshot, new: CaseSnapshot) -> float:
        found = likeness(title(old), title(new))
        if matter(old) and matter(new):
            found = (found + 2 * likeness(matter(old), matter(new))) / 3
        elif matter(old) or matter(new):
            return found if found >= SAME_TITLE else 0.0
        return found if found >= RENAMED else 0.0

    return alike


def _title(case: CaseSnapshot) -> tuple[str]:
    return (case.title,)


def _matter(case: CaseSnapshot) -> Iterator[str]:
    for part in case.parts:
        if part.role not in STANDING_PHRASES:
            yield from part.paragraphs
    yield from (file.sha256 for file in case.files)


def about(
    pair: Pair,
    kind: Kind,
    *,
    part: str = "",
    role: str = "",
    old: str = "",
    new: str = "",
    pieces: tuple[Piece, ...] = (),
    count: int = 1,
    exempt: bool = False,
    label: str = "",
) -> Change:
    """A change of the pair's case; exempt where the case is or was. One that cannot be read has the title it had."""
    case = pair.case
    named = pair.old if case.unreadable and pair.old else case
    return Change(
        kind=kind,
        case=case.key,
        number=case.number,
        title=named.title,
        part=part,
        old=old,
        new=new,
        pieces=pieces,
        exempt=exempt or any(side.exempt for side in (pair.old, pair.new) if side),
        role=role,
        public_title=named.public_title if named.exempt else named.title,
        count=count,
        label=label,
    )


def is_told_of_all(pair: Pair) -> bool:
    """Whether the whole case has become exempt, or public: then nothing is said of its parts."""
    return pair.old is not None and pair.new is not None and pair.old.exempt != pair.new.exempt


def span(start: str, end: str) -> str:
    """``09:15–10:00``, as far as it is known."""
    return f"{start}–{end}" if start and end else start or end


def times(case: CaseSnapshot) -> str:
    """When a case is treated."""
    return span(case.start, case.end)


# -- what pushed cases have in common -------------------------------------------------------------------------------


def pushed_times(pairs: Sequence[Pair]) -> Mapping[int, Change]:
    """Changed times by the position of the pair they are told at: those of neighbours pushed equally far at once."""
    return _runs(pairs, _push, _times_of_run)


def _push(pair: Pair) -> str | None:
    """How far a case was pushed, '' for not at all; None where the case does not count: gone, moved, not treated."""
    old, new = pair.old, pair.new
    if old is None or new is None or old.state or new.state or pair.moved:
        return None
    if times(old) == times(new) or old.minutes != new.minutes:
        return ""
    if not (old.start and new.start):
        return "known" if new.start else "unknown"
    far = minutes(new.start) - minutes(old.start)
    same_end = not (old.end and new.end) or minutes(new.end) - minutes(old.end) == far
    return str(far) if far and same_end else ""


def is_pushed(pair: Pair) -> bool:
    """Whether a case of unchanged length begins at another time because others did."""
    return bool(_push(pair))


def _times_of_run(run: Sequence[Pair]) -> Iterator[Change]:
    first = run[0]
    if first.old and first.new:
        if len(run) < SEVERAL:
            yield about(first, "case_time", old=times(first.old), new=times(first.new))
        else:
            last = run[-1].case.number
            part = f"{first.new.number}–{last}" if first.new.number and last else ""
            yield about(first, "times_shifted", part=part, old=first.old.start, new=first.new.start, count=len(run))


def minutes(time: str) -> int:
    """Minutes since midnight of ``HH:MM``."""
    hour, _, minute = time.partition(":")
    return 60 * int(hour) + int(minute)


def renumbered(pairs: Sequence[Pair]) -> Mapping[int, Change]:
    """Changed numbers by the position of the pair they are told at: those of neighbours that changed alike at once."""
    return _runs(pairs, _number_step, _numbers_of_run)


def _number_step(pair: Pair) -> str | None:
    old, new = pair.old, pair.new
    if old is None or new is None:
        return None
    if old.number == new.number:
        return ""
    was, now = (list(map(int, DIGITS.findall(number))) for number in (old.number, new.number))
    forms = " ".join(DIGITS.sub("#", case.number) for case in (old, new))
    far = [b - a for a, b in zip(was, now, strict=False)]
    return f"{forms} {far}" if was and len(was) == len(now) else f"alone {new.key}"


def _numbers_of_run(run: Sequence[Pair]) -> Iterator[Change]:
    first, last = run[0], run[-1]
    if first.old and first.new and last.old and last.new:
        if len(run) < SEVERAL:
            yield about(first, "case_renumbered", old=first.old.number, new=first.new.number)
        else:
            olds, news = f"{first.old.number}–{last.old.number}", f"{first.new.number}–{last.new.number}"
            yield about(first, "numbers_shifted", old=olds, new=news, count=len(run))


def _runs(
    pairs: Sequence[Pair],
    step: Callable[[Pair], str | None],
    tell: Callable[[Sequence[Pair]], Iterator[Change]],
) -> dict[int, Change]:
    counted = ((n, step(pair)) for n, pair in enumerate(pairs))
    found: dict[int, Change] = {}
    for how, run in groupby((item for item in counted if item[1] is not None), key=itemgetter(1)):
        places = [n for n, _ in run]
        found.update((places[0], change) for change in (tell([pairs[n] for n in places]) if how else ()))
    return found


# -- breaks ---------------------------------------------------------------------------------------------------------


def break_changes(old: Snapshot, new: Snapshot, pairs: Sequence[Pair]) -> Mapping[int, list[Change]]:
    """Changes of breaks, by the position of the pair they follow (-1: of none)."""
    before, after = ({case.key: n for n, case in enumerate(one.cases, 1)} for one in (old, new))
    stayed = {key for pair in pairs if pair.old and pair.new and not pair.moved for key in (pair.old.key, pair.new.key)}
    at_old, at_new = _places(old, before, stayed), _places(new, after, stayed)
    pushes = set(map(_push, pairs))
    followed_old = {pair.old.key: n for n, pair in enumerate(pairs) if pair.old}
    followed_new = {pair.new.key: n for n, pair in enumerate(pairs) if pair.new}
    found: dict[int, list[Change]] = {}
    for a, b in _break_matches(old.breaks, new.breaks, at_old, at_new):
        was, now = (None if a is None else old.breaks[a]), (None if b is None else new.breaks[b])
        moved = a is not None and b is not None and (at_old[a] != at_new[b] or _own_push(was, now, pushes))
        place = followed_new.get(now.after, -1) if now else followed_old.get(was.after, -1) if was else -1
        found.setdefault(place, []).extend(_break_change(was, now, moved))
    return found


def _places(meeting: Snapshot, position: Mapping[str, int], stayed: set[str]) -> list[int]:
    """How many of the cases that stayed stand before each break."""
    counts = [0]
    for case in meeting.cases:
        counts.append(counts[-1] + (case.key in stayed))
    return [counts[position.get(item.after, 0)] for item in meeting.breaks]


def _break_matches(
    old: Sequence[BreakSnapshot], new: Sequence[BreakSnapshot], at_old: Sequence[int], at_new: Sequence[int]
) -> list[tuple[int | None, int | None]]:
    """Breaks of one title, first those in the same place."""
    olds, news = list(zip(old, at_old, strict=True)), list(zip(new, at_new, strict=True))
    return paired(
        olds,
        news,
        lambda item: (item[0].title, item[1]),
        (lambda was, now: was[0].title == now[0].title, lambda was, now: was[1] == now[1]),
    )


def _own_push(was: BreakSnapshot | None, now: BreakSnapshot | None, pushes: set[str | None]) -> bool:
    """Whether the time of a break changed otherwise than that of any case."""
    if was is None or now is None or was.start == now.start:
        return False
    if not (was.start and now.start):
        return ("known" if now.start else "unknown") not in pushes
    return str(minutes(now.start) - minutes(was.start)) not in pushes


def _break_change(was: BreakSnapshot | None, now: BreakSnapshot | None, moved: bool) -> Iterator[Change]:
    if was and now and was.title != now.title:
        yield Change("break", part=was.title, old=was.title, new=now.title, role="title")
    if was is None or now is None:
        yield Change("break", part=(now or was or BreakSnapshot("", "", 0)).title, old=_when(was), new=_when(now))
    elif moved or was.minutes != now.minutes:
        yield Change("break", part=now.title, old=_when(was), new=_when(now))


def _when(item: BreakSnapshot | None) -> str:
    """``10:40–10:50``, or ``10`` minutes where its time is unknown; '' for no break."""
    if item is None:
        return ""
    if not item.start:
        return str(item.minutes)
    end = minutes(item.start) + item.minutes
    return span(item.start, f"{end // 60:02d}:{end % 60:02d}")
