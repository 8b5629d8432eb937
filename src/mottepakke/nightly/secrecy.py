"""What may be told to anybody of findings and changes: they repeat words of the sources, and some of those may be exempt."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from mottepakke.diagnostics import Diagnostic
from mottepakke.model.changes import Change
from mottepakke.model.snapshot import CaseSnapshot, Snapshot
from mottepakke.model.wording import folded

QUIET = frozenset(
    {
        *("case_added", "case_removed", "case_withdrawn", "case_postponed", "case_restored", "case_moved"),
        *("case_renumbered", "numbers_shifted", "case_time", "times_shifted", "file_relabelled", "files_relabelled"),
        *("slides_added", "slides_removed", "case_unreadable", "case_readable"),
    }
)
"""Kinds whose values are numbers and times: they say nothing that is exempt."""


def public_form(change: Change) -> Change:
    """``change`` without a word that is exempt from public access."""
    if not change.exempt:
        return change
    bare = replace(change, title=change.public_title, pieces=())
    if change.kind in QUIET:
        return bare if change.kind in ("case_moved", "times_shifted") else replace(bare, part="")
    if change.kind == "case_exempt" and change.role != "public_title":
        return replace(bare, part="")
    return replace(bare, part="", old="", new="")


def hides_words(finding: Diagnostic, case: str, snapshot: Snapshot | None) -> bool:
    """Whether some of the words that ``finding``, about ``case`` (a key or ''), repeats are not known to be public.

    Numbers and names of the program (``@…``) are; where nothing in the meeting is exempt, all words are.
    """
    repeated = [folded(value) for _, value in finding.args if not value.startswith("@")]
    words = [value for value in repeated if any(letter.isalpha() for letter in value)]
    if not words:
        return False
    if snapshot is None:
        return True
    if not has_secrets(snapshot):
        return False
    if any(one.key == case and one.exempt for one in snapshot.cases):
        return True
    public = f" {folded(' | '.join(_public_words(snapshot)))} "
    return not all(f" {value} " in public for value in words)


def has_secrets(snapshot: Snapshot) -> bool:
    """Whether anything in a meeting is exempt from public access."""
    return any(map(_has_secrets, snapshot.cases))


def _has_secrets(case: CaseSnapshot) -> bool:
    return case.exempt or any(part.exempt for part in case.parts) or any(file.exempt for file in case.files)


def _public_words(snapshot: Snapshot) -> Iterator[str]:
    yield from (snapshot.meeting, snapshot.title, snapshot.place, *snapshot.members)
    for case in snapshot.cases:
        if case.exempt:
            yield case.public_title
            continue
        yield from (case.title, case.type, *case.owners, *case.officers, *case.presenters)
        for part in case.parts:
            if not part.exempt:
                yield from (part.name, *part.paragraphs)
                yield from (word for picture in part.pictures for word in (picture.alt, picture.file))
        yield from (word for file in case.files if not file.exempt for word in (file.title, file.file))
