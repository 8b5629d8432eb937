"""Any two states of a meeting: every case once, every word that came or went told, nothing exempt told to all.

`MOTTEPAKKE_EDITS=200` compares some hundred pairs.
"""

import os
from collections import Counter
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from mottepakke.compare.agenda import case_pairs
from mottepakke.compare.meetings import compare
from mottepakke.compare.words import words
from mottepakke.model.changes import Change
from mottepakke.model.snapshot import CaseSnapshot, Snapshot
from mottepakke.nightly.secrecy import public_form
from mottepakke.nightly.wording import sentence
from tests.unit.compare.states import EDITED, STATES

EDITS = int(os.environ.get("MOTTEPAKKE_EDITS", "6"))
WALK = settings(
    derandomize=EDITS < 50,
    database=None,
    max_examples=2 * EDITS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TOLD_AS_WHOLE = ("case_added", "case_removed", "case_unreadable", "case_readable", "slides_added", "slides_removed")
"""Kinds that do not repeat the words they stand for."""
Place = tuple[str, ...]


def items(old: Snapshot, new: Snapshot) -> tuple[Change, ...]:
    return compare(old, new, "2025-05-01").items


def texts(change: Change) -> Iterator[str]:
    yield from (change.title, change.part, change.old, change.new, *(piece.text for piece in change.pieces))


def said(*lines: str) -> set[str]:
    return {word for line in lines for word in words(line.casefold()) if word.startswith("ord")}


def spoken(case: CaseSnapshot) -> Iterator[tuple[str, str, bool]]:
    """All words of a case: what they are part of, themselves, and whether they are exempt."""
    yield ("title", case.title, case.exempt)
    yield ("type", case.type, case.exempt)
    for role in ("owners", "officers", "presenters"):
        yield from ((role, name, case.exempt) for name in getattr(case, role))
    for part in case.parts:
        exempt = part.exempt or case.exempt
        yield from ((f"{part.role} {part.name}", line, exempt) for line in (part.name, *part.paragraphs))
        yield from ((f"{part.role} {part.name} alt", picture.alt, exempt) for picture in part.pictures)
    yield from (("file", file.title, file.exempt or case.exempt) for file in case.files)
    for slide in case.slides:
        yield from (("slide", line, case.exempt) for line in (slide.title, *slide.paragraphs))


def places(meeting: Snapshot) -> dict[str, set[Place]]:
    found: dict[str, set[Place]] = {}
    for case in meeting.cases:
        for place, line, _ in spoken(case):
            for word in said(line):
                found.setdefault(word, set()).add((case.key, place))
    for word in said(meeting.title, meeting.place, *meeting.members, *(item.title for item in meeting.breaks)):
        found.setdefault(word, set()).add(("",))
    return found


@given(STATES)
@WALK
def test_a_state_compared_with_itself_is_silent(meeting: Snapshot) -> None:
    assert items(meeting, meeting) == ()


@given(EDITED)
@WALK
def test_every_case_is_accounted_for_once(states: tuple[Snapshot, Snapshot]) -> None:
    old, new = states
    found = items(old, new)
    added, removed, moved = (
        Counter(item.case for item in found if item.kind == kind) for kind in ("case_added", "case_removed", "case_moved")
    )
    before, after = (Counter(case.key for case in meeting.cases) for meeting in states)
    assert added <= after
    assert removed <= before
    assert moved <= after
    assert before.total() - removed.total() + added.total() == after.total()
    stayed = [case.key for case in new.cases if not added[case.key] and not moved[case.key]]
    if before == after and max(before.values(), default=1) == 1:
        assert stayed == [case.key for case in old.cases if not removed[case.key] and not moved[case.key]]


@given(EDITED)
@WALK
def test_no_word_comes_or_goes_in_silence(states: tuple[Snapshot, Snapshot]) -> None:
    found = items(*states)
    told = said(*(text for item in found for text in texts(item)))
    whole = {(item.case, "slide") if item.role == "slide" else (item.case,) for item in found if item.kind in TOLD_AS_WHOLE}
    whole |= {(item.case, f"{item.role} {item.part} alt") for item in found if item.kind in ("part_added", "part_removed")}
    whole |= {
        (item.case, f"attachment {name}")
        for item in found
        for name in (item.part, item.old)
        if item.kind.startswith("file_")
    }
    taken_along = {
        tuple((item.case, f"{item.role} {name}{alt}") for name in (item.old, item.part))
        for item in found
        for alt in ("", " alt")
        if item.kind == "part_renamed"
    }
    named = [replace(pair.old, key=pair.case.key) for pair in case_pairs(*states) if pair.old]
    before, after = places(replace(states[0], cases=tuple(named))), places(states[1])
    for word in before.keys() | after.keys():
        changed = before.get(word, set()) ^ after.get(word, set())
        keys = {place for place in changed if place[:1] not in whole and place not in whole}
        keys -= {place for pair in taken_along if pair[1] in keys for place in pair}
        assert not keys or word in told, (word, keys)


@given(EDITED)
@WALK
def test_what_is_exempt_is_in_no_public_form(states: tuple[Snapshot, Snapshot]) -> None:
    public, secret = (
        [
            {word for case in meeting.cases for role, line, is_secret in spoken(case) if is_secret == exempt
             for word in said(line) if exempt is False or role not in ("owners", "officers", "presenters")}
            for meeting in states
        ]
        for exempt in (False, True)
    )  # fmt: skip
    everybodys = said(*(text for one in states for text in (one.title, one.place, *one.members)))
    everybodys |= said(*(item.title for one in states for item in one.breaks))
    everybodys |= said(*(case.public_title for one in states for case in one.cases))
    people = said(*(name for one in states for case in one.cases for name in (*case.owners, *case.presenters)))
    hidden = (secret[1] | (secret[0] - public[0])) - public[1] - everybodys - people
    for item in items(*states):
        told = public_form(item)
        assert not hidden & said(*texts(told), sentence(told, "nb")), (item, told)


@given(EDITED)
@WALK
def test_the_other_way_round_what_came_has_gone(states: tuple[Snapshot, Snapshot]) -> None:
    old, new = states
    there, back = items(old, new), items(new, old)
    for what in ("case", "file", "part", "slides", "picture"):
        for one, other in ((there, back), (back, there)):
            came = Counter(item.part * (what == "part") + item.new for item in one if item.kind == f"{what}_added")
            went = Counter(item.part * (what == "part") + item.old for item in other if item.kind == f"{what}_removed")
            assert came == went
