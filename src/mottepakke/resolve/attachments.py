"""Attachment numbers and the names of files."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from mottepakke.model.meeting import AttachmentNumbering, Case


def letters(position: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    result = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        result = chr(ord("A") + rest) + result
    return result


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
