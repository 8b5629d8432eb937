"""Attachment numbers and the names of files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import count

from msgspec import Struct, field

from mottepakke.model.meeting import AttachmentNumbering, Case
from mottepakke.model.numbering import letters


class CaseLabels(Struct, frozen=True):
    """The attachment number of a case's note ('' for none) and of each of its files.

    ``within_case``: the numbers say nothing without the case («Vedlegg 1 til sak 17/25», or none at all).
    """

    note: str
    files: tuple[str, ...]
    within_case: bool


def attachment_labels(cases: Iterable[Case], numbering: AttachmentNumbering) -> dict[str, CaseLabels]:
    """Labels by case key, for the cases of a meeting in agenda order (FORMAT.md, «Attachments»)."""
    labels: dict[str, CaseLabels] = {}
    last = 0
    for case in cases:
        count = len(case.attachments)
        note = ""
        if numbering == "ingen":
            files = [""] * count
        elif numbering == "per sak":
            files = [str(number) for number in range(1, count + 1)]
        else:
            if case.has_note:
                last += 1
                note = str(last)
            if case.has_note and numbering == "toppnotat":
                files = [note + letters(position) for position in range(count)]
            else:
                files = [str(last + number) for number in range(1, count + 1)]
                last += count
        labels[case.key] = CaseLabels(note, tuple(files), numbering in ("per sak", "ingen"))
    return labels


def note_key(case: Case) -> str:
    """What names a case's note in every version of a pack."""
    return f"toppnotat {case.key}"


def attachment_keys(case: Case) -> tuple[str, ...]:
    """What names each of a case's attachments in every version of a pack."""
    slugs = [source.slug for source in case.attachments]
    return tuple(
        f"vedlegg {case.key}/{slug}" + (f"#{slugs[:position].count(slug) + 1}" if slug in slugs[:position] else "")
        for position, slug in enumerate(slugs)
    )


def supplement_labels(
    cases: Iterable[Case], numbering: AttachmentNumbering, sent: Mapping[str, str]
) -> dict[str, CaseLabels]:
    """Labels by case key where ``sent`` (number by document key) has been sent: those stay, new ones come after the last."""
    fresh = _Fresh(sent, numbering)
    labels: dict[str, CaseLabels] = {}
    for case in cases:
        note = ""
        if case.has_note and numbering in ("toppnotat", "fortløpende"):
            note = sent.get(note_key(case)) or fresh.number()
        of_note = numbering == "toppnotat" and bool(note)
        files = [sent.get(key) or fresh.file(case, note if of_note else "") for key in attachment_keys(case)]
        labels[case.key] = CaseLabels(note, tuple(files), numbering in ("per sak", "ingen"))
    return labels


class _Fresh:
    """Gives numbers that no document has had."""

    def __init__(self, sent: Mapping[str, str], numbering: AttachmentNumbering) -> None:
        self.numbering = numbering
        self.used = set(sent.values())
        self.last = max((int(found[0]) for label in self.used if (found := re.match(r"\d+", label))), default=0)
        self.within: dict[str, int] = {}
        for key, label in sent.items():
            if key.startswith("vedlegg ") and label.isdigit():
                case = key.removeprefix("vedlegg ").rpartition("/")[0]
                self.within[case] = max(self.within.get(case, 0), int(label))

    def number(self) -> str:
        """The next whole number of the pack."""
        self.last += 1
        return str(self.last)

    def file(self, case: Case, note: str) -> str:
        """The number of a new file of ``case``; ``note`` is its note's number where files are counted under it, else ''."""
        if self.numbering == "ingen":
            return ""
        if self.numbering == "per sak":
            self.within[case.key] = self.within.get(case.key, 0) + 1
            return str(self.within[case.key])
        if not note:
            return self.number()
        label = next(label for position in count() if (label := note + letters(position)) not in self.used)
        self.used.add(label)
        return label


class Names(Struct):
    """Gives out file names, each once: an equal name gets ``-2``."""

    used: set[str] = field(default_factory=set)

    def free(self, name: str) -> str:
        """``name``, or ``name-2`` and so on where it is taken."""
        candidate, number = name, 2
        while candidate in self.used:
            candidate, number = f"{name}-{number}", number + 1
        self.used.add(candidate)
        return candidate
