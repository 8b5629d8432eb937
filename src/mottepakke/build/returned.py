"""The decks that presenters have returned for the cases of a meeting, each read once for rules and merge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec import Struct

from mottepakke.diagnostics import Diagnostic
from mottepakke.layout.references import LookUp, reference_words, with_references
from mottepakke.model.document import Block
from mottepakke.model.meeting import Case, SlidesFile
from mottepakke.model.pack import ResolvedCase, ResolvedMeeting
from mottepakke.model.references import ReferenceTable, Unresolved, case_blocks
from mottepakke.model.slides import ReturnedCase
from mottepakke.model.wording import lines_of

WORDS = {
    "sak_referanse": "sak {nummer}",
    "vedlegg_nummer": "Vedlegg {nummer}",
    "vedlegg_til_sak": "Vedlegg {nummer} til sak {sak}",
}
"""How references are worded, the same in both målformer."""


class RefusedDeck(Struct, frozen=True):
    """A deck that cannot be taken in, and the finding that says why."""

    case: ResolvedCase
    file: SlidesFile
    problem: Diagnostic


Returned = ReturnedCase | RefusedDeck


def returned_decks(meeting: ResolvedMeeting, references: ReferenceTable) -> dict[str, Returned]:
    """The returned decks by the key of their case; cases that are not treated in the meeting need none."""
    named = [(case, case.row.case.slides) for case in meeting.cases if not case.row.status]
    return {case.row.case.key: _returned(case, file, meeting, references) for case, file in named if file and file.path}


def _returned(case: ResolvedCase, file: SlidesFile, meeting: ResolvedMeeting, references: ReferenceTable) -> Returned:
    from mottepakke.slides.reading import read_deck
    from mottepakke.slides.recognition import recognise
    from mottepakke.slides.refusal import Refused

    assert file.path is not None
    try:
        deck = read_deck(file.path, file.file)
    except Refused as refused:
        return RefusedDeck(case, file, refused.diagnostic(file.span, file.file))
    look_up = _look_up(references, case.row.case)
    proposal = _text(case.row.case.proposal, look_up)
    return ReturnedCase(
        case=case,
        file=file,
        deck=deck,
        recognised=recognise(deck, case, meeting, proposal),
        proposal=proposal,
        written=_written(case, look_up),
    )


def _written(case: ResolvedCase, look_up: LookUp) -> str:
    """All that was written about a case."""
    own = case.row.case
    about = (own.title, own.short_title, *own.points, *(item.title for item in case.attachments))
    return "\n".join(chain(about, [_text(tuple(case_blocks(own)), look_up)]))


def _text(blocks: Sequence[Block], look_up: LookUp) -> str:
    lines: Iterable[str] = lines_of(with_references(blocks, look_up))
    return "\n".join(line for line in lines if line.strip())


def _look_up(references: ReferenceTable, case: Case) -> LookUp:
    def look_up(href: str) -> tuple[str, str] | None:
        target = references.look_up(href, case)
        if isinstance(target, Unresolved):
            return None
        return reference_words(target.kind, target.number, target.title, target.case_number, WORDS), ""

    return look_up
