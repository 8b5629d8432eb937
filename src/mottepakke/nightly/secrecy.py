"""What may be told to anybody: findings repeat words of the sources, and some of those may be exempt."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke.diagnostics import Diagnostic
from mottepakke.model.snapshot import CaseSnapshot, Snapshot
from mottepakke.model.wording import folded


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
        yield from (word for file in case.files if not file.exempt for word in (file.title, file.file))
