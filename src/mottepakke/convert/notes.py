"""What was found in a file while it was made safe and converted, and the findings this gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mottepakke.convert import codes
from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.source import Span

SHOWN = 5
"""So many names a finding lists; the others are counted."""
LONGEST = 120


@dataclass(slots=True)
class Notes:
    """Collected while one file is read; ``language`` and ``modified`` are what the file says of itself, or ''.

    ``headed`` names the sheets whose first row is one of headings, ``narrow`` those that go on one page's width.
    """

    external: set[str] = field(default_factory=set)
    templates: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    objects: list[str] = field(default_factory=list)
    frozen: set[str] = field(default_factory=set)
    hidden_slides: list[int] = field(default_factory=list)
    hidden_sheets: list[str] = field(default_factory=list)
    wide: list[tuple[str, int]] = field(default_factory=list)
    headed: set[str] = field(default_factory=set)
    narrow: set[str] = field(default_factory=set)
    changes: int = 0
    comments: int = 0
    without_alt: int = 0
    macros: bool = False
    signed: bool = False
    language: str = ""
    modified: str = ""


def findings(notes: Notes, file: str, span: Span) -> tuple[Diagnostic, ...]:
    """The findings, in the order of their codes; ``file`` is how messages name the file."""

    def found() -> Iterator[tuple[Code, dict[str, object]]]:
        yield from _listed(codes.EXTERNAL_REMOVED, sorted(notes.external))
        if notes.templates:
            yield codes.TEMPLATE_IGNORED, {"what": listing(sorted(notes.templates))}
        if notes.macros:
            yield codes.MACROS_REMOVED, {}
        yield from _listed(codes.OBJECTS_REMOVED, sorted(notes.objects))
        yield from _counted(codes.CHANGES_ACCEPTED, notes.changes)
        yield from _counted(codes.COMMENTS_LEFT_OUT, notes.comments)
        yield from _listed(codes.HIDDEN_SLIDES, [str(number) for number in notes.hidden_slides])
        yield from _listed(codes.HIDDEN_SHEETS, notes.hidden_sheets)
        if notes.frozen:
            yield codes.FIELDS_FROZEN, {"what": listing(sorted(notes.frozen))}
        yield from _listed(codes.LINKS_REMOVED, sorted(notes.links))
        for sheet, pages in notes.wide:
            yield codes.WIDE_SHEET, {"sheet": shortened(sheet), "pages": pages}
        if notes.signed:
            yield codes.SIGNATURE_LOST, {}
        yield from _counted(codes.PICTURES_WITHOUT_ALT, notes.without_alt)

    return tuple(Diagnostic.at(code, span, file=file, **args) for code, args in found())


def _listed(code: Code, names: list[str]) -> Iterator[tuple[Code, dict[str, object]]]:
    if names:
        yield code, {"count": len(names), "what": listing(names)}


def _counted(code: Code, count: int) -> Iterator[tuple[Code, dict[str, object]]]:
    if count:
        yield code, {"count": count}


def listing(names: Iterable[str]) -> str:
    """The first of ``names`` with commas between, and «…» for more."""
    all_names = list(names)
    shown = [shortened(name) for name in all_names[:SHOWN]]
    return ", ".join([*shown, "…"] if len(all_names) > SHOWN else shown)


def shortened(text: str) -> str:
    """``text`` on one line of a readable length, without characters that act on a terminal."""
    line = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
