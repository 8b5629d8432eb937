"""Returned decks into the meeting's deck: the order of the steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from mottepakke.diagnostics import Diagnostic
from mottepakke.model.source import Span
from mottepakke.safe_xml import serialise
from mottepakke.slides import codes
from mottepakke.slides.deck import NOTES_TYPE, DeckFile, SlideEntry
from mottepakke.slides.limits import Limits
from mottepakke.slides.merging.carrier import Carrier
from mottepakke.slides.merging.findings import Findings, listing
from mottepakke.slides.merging.house import House, read_house
from mottepakke.slides.merging.masters import take_masters
from mottepakke.slides.merging.presentation import FIRST_SLIDE_ID, Slot, write_presentation
from mottepakke.slides.merging.references import drop_references
from mottepakke.slides.merging.show import Show
from mottepakke.slides.merging.slides import Taken
from mottepakke.slides.merging.tables import read_styles
from mottepakke.slides.merging.values import Dress, Insert, Merged, Placed
from mottepakke.slides.merging.writing import BY_ENDING, write_show
from mottepakke.slides.package import open_package
from mottepakke.slides.refusal import Refused
from mottepakke.slides.relations import PACKAGE_ROOT
from mottepakke.slides.xml import P, below, parse

MALFORMED = (AttributeError, IndexError, KeyError, OverflowError, RecursionError, StopIteration, TypeError, ValueError)
"""What elements raise that stand where no format has them."""
NOWHERE = Span("")
OURS = Limits(media=2**40, packed=2**40, unpacked=2**40, ratio=2**40, xml=100_000_000)


def merge_decks(
    own: bytes, inserts: Sequence[Insert], out: BinaryIO, dress: Dress = Dress.KEPT, *, draft: bool = True
) -> Merged:
    """Write the meeting's deck ``own`` with the slides of returned decks to ``out``.

    Where that is no ``draft``, the draft marks of our templates are taken out of returned slides.

    What cannot be taken leaves our deck as it is there, with a finding. The bytes written depend on the arguments alone.

    Raises:
        Refused: ``own`` is no deck, or a returned file has changed since it was opened; ``out`` is then of no use.
    """
    package = open_package(own, OURS)
    show = Show(draft=draft)
    try:
        ours = DeckFile(package, "")
        return _merged(ours, inserts, show, out, read_house(ours) if dress is Dress.HOUSE else None)
    finally:
        show.close()
        package.close()


def _merged(ours: DeckFile, inserts: Sequence[Insert], show: Show, out: BinaryIO, house: House | None) -> Merged:
    _take_own(ours, show)
    next_id = max([FIRST_SLIDE_ID - 1, *(slide.id for slide in ours.slides)]) + 1
    taken: dict[int, list[Slot]] = {}
    found: list[Diagnostic] = []
    for number, insert in enumerate(inserts):
        findings = Findings(insert.span, insert.deck.name)
        before = show.contents.copied()
        try:
            slides = _carried(ours, insert, show, findings, next_id, house)
            found += findings.all()
        except (Refused, *MALFORMED) as error:
            show.contents = before
            refusal = error if isinstance(error, Refused) else Refused(codes.BROKEN, part="")
            found.append(refusal.diagnostic(insert.span, insert.deck.name))
            continue
        anchor = ours.slides[max(insert.after, 0)].id if ours.slides else 0
        taken[number] = [Slot(part, next_id + index, anchor) for index, part in enumerate(slides)]
        next_id += len(slides)
    order = list(_ordered(ours, inserts, taken))
    _drop_replaced(show, {slot.part for slot, _ in order}, ours)
    write_presentation(show, ours, [slot for slot, _ in order])
    roots = tuple(ours.package.relations(PACKAGE_ROOT))
    write_show(show, roots, out)
    refused = tuple(number for number in range(len(inserts)) if number not in taken)
    return Merged(tuple(placed for _, placed in order), tuple(found), refused)


def _take_own(ours: DeckFile, show: Show) -> None:
    """Take our own deck as it is: every part that is reached."""
    package = ours.package
    show.reserve(package.names())
    waiting = [one.target for one in package.relations(PACKAGE_ROOT) if not one.external]
    while waiting:
        part = waiting.pop()
        if part in show.contents.parts:
            continue
        relations = package.relations(part)
        if package.content_type(part).startswith(BY_ENDING):
            show.put_medium(part, package, part)
        else:
            show.put_copy(part, package, part, relations)
        waiting += [one.target for one in relations if not one.external]
    show.contents.styles.update(read_styles(ours))
    show.contents.notes_master = next((one.target for one in ours.relations_of(ours.main, "notesMaster")), "")
    take_masters(show, ours)


def _carried(
    ours: DeckFile, insert: Insert, show: Show, findings: Findings, first_id: int, house: House | None
) -> list[str]:
    """Carry the slides of one deck; returns the names of their parts."""
    deck = insert.deck
    carrier = Carrier(deck, show, ours, findings)
    _note_left_out(deck, findings)
    if carrier.placement.is_needed:
        findings.note(codes.SLIDES_SCALED)
    return Taken(carrier, _wanted(insert), first_id, house).carry()


def _wanted(insert: Insert) -> list[SlideEntry]:
    slides = insert.deck.slides
    return list(slides) if insert.slides is None else [slides[number - 1] for number in insert.slides]


def _note_left_out(deck: DeckFile, findings: Findings) -> None:
    """Take note of what the presentation itself holds and is not carried."""
    fonts = [one.get("typeface", "") for one in deck.presentation.iterfind(f"{P}embeddedFontLst/{P}embeddedFont/{P}font")]
    shows = [one.get("name", "") for one in deck.presentation.iterfind(f"{P}custShowLst/{P}custShow")]
    comments = 0
    for slide in deck.slides:
        for one in deck.relations_of(slide.part, "comments"):
            comments += sum(1 for _ in below(deck.package.xml(one.target), "cm"))
    if fonts:
        findings.note(codes.FONTS_LEFT_OUT, what=listing(fonts))
    if comments:
        findings.note(codes.COMMENTS_LEFT_OUT, count=comments)
    if shows:
        findings.note(codes.SHOWS_LEFT_OUT, what=listing(shows))


def _ordered(ours: DeckFile, inserts: Sequence[Insert], taken: dict[int, list[Slot]]) -> Iterator[tuple[Slot, Placed]]:
    """All slides in order: each of ours that is not replaced, then those that follow it."""
    replaced = {index for number in taken for index in inserts[number].replaces}
    for index in range(-1, len(ours.slides)):
        if index >= 0 and index not in replaced:
            slide = ours.slides[index]
            yield Slot(slide.part, slide.id, slide.id), Placed(None, index + 1)
        for number, insert in enumerate(inserts):
            if insert.after == index and number in taken:
                for slot, entry in zip(taken[number], _wanted(insert), strict=True):
                    yield slot, Placed(number, entry.number)


def _drop_replaced(show: Show, kept: set[str], ours: DeckFile) -> None:
    """Take the slides that give way out of our deck, with the jumps to them; their notes are reached no more."""
    gone = {slide.part for slide in ours.slides} - kept
    for name, part in list(show.contents.parts.items()):
        relations = [one for one in part.relations if one.external or one.target not in gone]
        if len(relations) < len(part.relations) and name not in (ours.main, *gone) and part.content_type != NOTES_TYPE:
            root = parse(show.data(name), name)
            drop_references(root, {one.id for one in relations}, 0, Findings(NOWHERE, ""))
            show.put(name, part.content_type, serialise(root), relations)
