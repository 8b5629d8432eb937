"""The meeting's deck and the presenters' templates: PowerPoint files, and the deck as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mottepakke.assemble.codes import LINK_NOT_IN_PACK, PART_LOWERS_CLAIM
from mottepakke.build.cache import Cache, Made
from mottepakke.build.office import converted
from mottepakke.build.packing import conformance_of, pack_plan
from mottepakke.build.prepare import Prepared
from mottepakke.build.produce import OWN_CONFORMANCE, PDF, Conformance, Files, require
from mottepakke.build.sheets import SheetMaker
from mottepakke.diagnostics import Diagnostic
from mottepakke.layout.viewing import case_heading
from mottepakke.model.document import Deck
from mottepakke.model.look import Look
from mottepakke.model.meeting import SlideSettings
from mottepakke.model.slides import ReturnedCase, ReturnedSlide
from mottepakke.write.written import SlidePlace, Written, WrittenDeck

if TYPE_CHECKING:
    from mottepakke.assemble.plan import PackPlan
    from mottepakke.assemble.slides import PresentersSlides
    from mottepakke.slides.merging.values import Merged
    from mottepakke.write.slides_pdf import Form, GuestSlide

POWERPOINT = ".pptx"
OF_PACKS = (PART_LOWERS_CLAIM, LINK_NOT_IN_PACK)
"""What is found of attachments, and nobody can mend in slides: LibreOffice claims less, and jumps of slides are not kept."""
Refusals = Mapping[str, Diagnostic]
"""Why slides could not be taken, by the key of their case."""
PROPOSAL = "vedtak"
"""The role of the slide that a presenter's slides stand before."""
PATHS = {"lysbilder": "presentasjon/samlet", "notater": "presentasjon/samlet-notater", "stotteark": "presentasjon/stotteark"}
"""Where each form of the meeting's slides stands in the output folder, without ending."""


class Guest(Struct, frozen=True):
    """A presenter's slides in the meeting's deck: they follow ``after`` of our slides."""

    returned: ReturnedCase
    after: int

    @property
    def shown(self) -> tuple[ReturnedSlide, ...]:
        """The slides that people see."""
        return tuple(self.returned.judged())


class _About(Struct, frozen=True):
    """What is kept about a deck besides its file."""

    diagnostics: tuple[Diagnostic, ...]
    slides: tuple[SlidePlace, ...]


class Decks(Struct, frozen=True):
    """What is written: the meeting's deck (None: none is), and the templates with the names of their cases."""

    shown: Deck | None = None
    templates: tuple[tuple[Deck, str], ...] = ()


class WrittenSlides(Struct, frozen=True):
    """A PowerPoint file of each deck, and the meeting's deck as PDF, by form, where it holds our slides alone."""

    decks: Decks
    made: Made = Made()
    shown: WrittenDeck | None = None
    templates: tuple[Written, ...] = ()
    prints: tuple[tuple[str, Written], ...] = ()


def written_slides(decks: Decks, look: Look, settings: SlideSettings, cache: Cache, *, alone: bool) -> WrittenSlides:
    """Everything made of ``decks``; ``alone``: no presenter's slides come between ours."""
    if decks.shown is None:
        return WrittenSlides(decks)
    shown = _powerpoint(decks.shown, look, cache)
    templates = tuple(_powerpoint(deck, look, cache) for deck, _ in decks.templates)
    prints = tuple(_prints(decks.shown, look, settings, cache)) if alone else ()
    return WrittenSlides(decks, cache.handed_over(), shown, templates, prints)


def _powerpoint(deck: Deck, look: Look, cache: Cache) -> WrittenDeck:
    key = cache.key("pptx", look, deck)
    found = cache.found(key, _About)
    if found:
        about, (data,) = found
        return WrittenDeck(data, about.diagnostics, about.slides)
    from mottepakke.write.pptx import missing_slide_layouts, write_pptx  # a build that finds all it needs loads no writer

    require(missing_slide_layouts(look.slide_template, look.slide_layouts), look.slide_template, look)
    written = write_pptx(deck, look, {})
    cache.keep(key, _About(written.diagnostics, written.slides), [written.data])
    return written


def _prints(
    deck: Deck, look: Look, settings: SlideSettings, cache: Cache, guests: Sequence[GuestSlide] = ()
) -> Iterator[tuple[Form, Written]]:
    """The deck as PDF in the forms that are asked for."""
    wanted: list[tuple[Form, bool]] = [
        ("lysbilder", settings.pdf),
        ("notater", settings.notes),
        ("stotteark", settings.handout),
    ]
    forms = [form for form, asked in wanted if asked]
    if not forms:
        return
    key = cache.key("slides-pdf", look, deck, forms, guests)
    found = cache.found(key, tuple[tuple[Diagnostic, ...], ...])
    if found:
        yield from zip(forms, map(Written, found[1], found[0]), strict=True)
        return
    from mottepakke.write.slides_pdf import SlidesWriter

    with SlidesWriter(look) as writer:
        papers = tuple(writer.write(deck, {}, forms, guests))
    cache.keep(key, [paper.diagnostics for paper in papers], [paper.data for paper in papers])
    yield from zip(forms, papers, strict=True)


class Show:
    """Puts the slides of one meeting into the folder, the presenters' among ours."""

    def __init__(self, prepared: Prepared, maker: SheetMaker, look: Look, files: Files, cache: Cache) -> None:
        self.cache = cache
        self.prepared = prepared
        self.maker = maker
        self.look = look
        self.files = files
        self.settings = prepared.meeting.committee.slides
        self.refused: dict[str, Diagnostic] = {}

    def put(self, written: WrittenSlides) -> None:
        """All that is ``written`` into the folder.

        Raises:
            MissingStop: slides of a meeting that is no draft need LibreOffice, and it is not installed.
        """
        self.cache.take(written.made)
        decks = written.decks
        if decks.shown is None or written.shown is None:
            return
        for (deck, case), template in zip(decks.templates, written.templates, strict=True):
            self.files.diagnostics.extend(template.diagnostics)
            self.files.put(template.data, deck.id + POWERPOINT, deck.kind, deck.properties.title, case)
        guests = self._guests(written.shown.slides)
        if guests:
            self._put_merged(decks.shown, written.shown, guests)
            return
        self._put_own(decks.shown, written.shown)
        prints = written.prints or _prints(decks.shown, self.look, self.settings, self.cache)
        for form, paper in prints:
            self._put_print(decks.shown, form, paper, OWN_CONFORMANCE)

    def _guests(self, places: Sequence[SlidePlace]) -> list[Guest]:
        words = self.maker.words
        readable = (item for item in self.prepared.returned.values() if isinstance(item, ReturnedCase))
        here = (item for item in readable if item.taken and item.case.row.case.key not in self.refused)
        return [Guest(item, _after(places, case_heading(item.case, words))) for item in here]

    def _put_own(self, deck: Deck, written: WrittenDeck) -> None:
        self.files.diagnostics.extend(written.diagnostics)
        self.files.put(written.data, deck.id + POWERPOINT, deck.kind, deck.properties.title, "")

    def _put_merged(self, deck: Deck, written: WrittenDeck, guests: list[Guest]) -> None:
        """The deck with the slides of ``guests``; where one of them cannot be taken, the deck says so and is made again."""
        path = deck.id + POWERPOINT
        merged, refused = self._merge(written, guests, self.files.folder / path)
        if merged is None or refused:
            self.refused |= refused
            self.files.diagnostics.extend(refused.values())
            again = Decks(self.maker.meetings_deck(self.refused))
            self.put(written_slides(again, self.look, self.settings, self.cache, alone=False))
            return
        self.files.diagnostics.extend((*written.diagnostics, *merged.diagnostics))
        self.files.put_file(path, deck.kind, deck.properties.title)
        self._put_prints(deck, guests, merged)

    def _merge(self, written: WrittenDeck, guests: list[Guest], target: Path) -> tuple[Merged | None, Refusals]:
        """The deck into ``target``; None where a file is no longer what it was when it was read."""
        from mottepakke.slides.deck import open_deck
        from mottepakke.slides.merging.merge import merge_decks
        from mottepakke.slides.merging.values import Dress, Insert
        from mottepakke.slides.refusal import Refused

        dress = Dress.HOUSE if self.settings.look == "husets" else Dress.KEPT
        target.parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack, target.open("wb") as out:
            inserts = []
            for guest in guests:
                file = guest.returned.file
                assert file.path is not None
                try:
                    deck = stack.enter_context(open_deck(file.path, file.file))
                except Refused as refused:
                    return None, {_key(guest): refused.diagnostic(file.span, file.file)}
                numbers = tuple(slide.number for slide in guest.returned.taken)
                inserts.append(Insert(deck, guest.after - 1, file.span, numbers))
            merged = merge_decks(written.data, inserts, out, dress, draft=self.prepared.meeting.draft)
            return merged, _refused(merged, guests)

    def _put_prints(self, deck: Deck, guests: list[Guest], merged: Merged) -> None:
        """The deck as PDF: our slides by our own writer, the presenters' as LibreOffice shows them in the merged deck."""
        from mottepakke.assemble.guests import GuestPage, place_guests
        from mottepakke.assemble.slides import join_slides
        from mottepakke.write.slides_pdf import slide_shape

        if not any((self.settings.pdf, self.settings.notes, self.settings.handout)):
            return
        path = self.files.folder / (deck.id + POWERPOINT)
        pdf = converted(path, guests[0].returned.file.span, self.prepared.meeting, self.cache)
        if isinstance(pdf, Diagnostic):
            self._put_without(guests, pdf)
            return
        printed = [guest for guest in guests if guest.shown]
        pages = _pages_by_guest(merged, guests)
        for form, paper in _prints(deck, self.look, self.settings, self.cache, list(_guest_slides(printed))):
            plan = self._plan(deck, form)
            if form == "lysbilder":
                theirs = [_part(guest, pdf, pages[_key(guest)]) for guest in printed]
                joined = join_slides(plan, paper.data, theirs)
                found = tuple(item for item in joined.diagnostics if item.code not in OF_PACKS)
                self._put_print(deck, form, replace(joined, diagnostics=found), conformance_of(joined.claim))
            else:
                papers = [GuestPage(pdf, page) for guest in printed for page in pages[_key(guest)]]
                filled = place_guests(plan, paper.data, papers, slide_shape(self.look))
                self._put_print(deck, form, filled, conformance_of(filled.claim))

    def _put_without(self, guests: list[Guest], problem: Diagnostic) -> None:
        """The deck as PDF of a draft whose presenters' slides could not be printed: a slide a case says so."""
        self.files.diagnostics.append(problem)
        deck = self.maker.meetings_deck({_key(guest): problem for guest in guests})
        for form, paper in _prints(deck, self.look, self.settings, self.cache):
            self._put_print(deck, form, paper, OWN_CONFORMANCE)

    def _plan(self, deck: Deck, form: str) -> PackPlan:
        return pack_plan(self._title(deck, form), deck.properties, self.prepared.meeting, self.look)

    def _put_print(self, deck: Deck, form: str, paper: Written, conformance: Conformance) -> None:
        self.files.diagnostics.extend(paper.diagnostics)
        self.files.put(paper.data, PATHS[form] + PDF, deck.kind, self._title(deck, form), "", conformance)

    def _title(self, deck: Deck, form: str) -> str:
        word = {"notater": self.look.words["notater"], "stotteark": self.look.words["støtteark"]}.get(form)
        return f"{deck.properties.title} – {word.lower()}" if word else deck.properties.title


def _key(guest: Guest) -> str:
    return guest.returned.case.row.case.key


def _after(places: Sequence[SlidePlace], heading: str) -> int:
    """How many of our slides come before a presenter's: those up to the case's proposal, or its last."""
    here = [number for number, place in enumerate(places) if place.section == heading]
    proposal = next((number for number in here if places[number].role == PROPOSAL), None)
    if proposal is not None:
        return proposal
    return here[-1] + 1 if here else len(places)


def _refused(merged: Merged, guests: Sequence[Guest]) -> Refusals:
    chosen = [guests[number] for number in merged.refused]
    spans = [guest.returned.file.span for guest in chosen]
    found = (next(item for item in merged.diagnostics if item.span == span) for span in spans)
    return dict(zip(map(_key, chosen), found, strict=True))


def _guest_slides(guests: Iterable[Guest]) -> Iterator[GuestSlide]:
    from mottepakke.write.slides_pdf import GuestSlide

    for guest in guests:
        for slide in guest.returned.taken:
            words = "\n".join(line.text for line in slide.body)
            yield GuestSlide(guest.after, slide.heading, words, tuple(slide.notes.splitlines()), slide.hidden)


def _pages_by_guest(merged: Merged, guests: Sequence[Guest]) -> dict[str, tuple[int, ...]]:
    """The pages of each presenter's slides in the PDF of the merged deck, where a hidden slide has none."""
    hidden = {
        (number, slide.number) for number, guest in enumerate(guests) for slide in guest.returned.taken if slide.hidden
    }
    shown = [place for place in merged.slides if (place.insert, place.number) not in hidden]
    return {
        _key(guest): tuple(page for page, place in enumerate(shown, 1) if place.insert == number)
        for number, guest in enumerate(guests)
    }


def _part(guest: Guest, pdf: bytes, pages: tuple[int, ...]) -> PresentersSlides:
    from mottepakke.assemble.slides import PresentersSlides

    file = guest.returned.file
    titles = tuple(slide.heading for slide in guest.shown)
    return PresentersSlides(file.file, pdf, guest.after, pages, titles, span=file.span)
