"""The meeting's deck and the presenters' templates: PowerPoint files, and the deck as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from mottepakke.build.produce import OWN_CONFORMANCE, PDF, Files, require
from mottepakke.model.document import Deck
from mottepakke.model.look import Look
from mottepakke.model.meeting import SlideSettings
from mottepakke.write.written import Written

if TYPE_CHECKING:
    from mottepakke.write.slides_pdf import Form

POWERPOINT = ".pptx"
MEETINGS_DECK = "presentasjon"
"""The kind of the deck that is shown in the meeting."""
PATHS = {"lysbilder": "presentasjon/samlet", "notater": "presentasjon/samlet-notater", "stotteark": "presentasjon/stotteark"}
"""Where each form of the meeting's slides stands in the output folder, without ending."""


class WrittenSlides(Struct, frozen=True):
    """A PowerPoint file of each deck, and the meeting's deck as PDF, by form."""

    decks: tuple[Written, ...] = ()
    prints: tuple[tuple[str, Written], ...] = ()


def written_slides(decks: Sequence[tuple[Deck, str]], look: Look, settings: SlideSettings) -> WrittenSlides:
    """Everything made of ``decks``, each given with its case."""
    if not decks:
        return WrittenSlides()
    from mottepakke.write.pptx import missing_slide_layouts, write_pptx

    require(missing_slide_layouts(look.slide_template, look.slide_layouts), look.slide_template, look)
    files = tuple(write_pptx(deck, look, {}) for deck, _ in decks)
    shown = [deck for deck, _ in decks if deck.kind == MEETINGS_DECK]
    return WrittenSlides(files, _prints(shown[0], look, settings) if shown else ())


def _prints(deck: Deck, look: Look, settings: SlideSettings) -> tuple[tuple[str, Written], ...]:
    """The deck as PDF in the forms that are asked for."""
    from mottepakke.write.slides_pdf import SlidesWriter

    wanted: list[tuple[Form, bool]] = [
        ("lysbilder", settings.pdf),
        ("notater", settings.notes),
        ("stotteark", settings.handout),
    ]
    forms = [form for form, asked in wanted if asked]
    if not forms:
        return ()
    with SlidesWriter(look) as writer:
        return tuple(zip(forms, writer.write(deck, {}, forms), strict=True))


def put_slides(decks: Sequence[tuple[Deck, str]], slides: WrittenSlides, look: Look, files: Files) -> None:
    """The slides into the folder."""
    for (deck, case), written in zip(decks, slides.decks, strict=True):
        files.diagnostics.extend(written.diagnostics)
        files.put(written.data, deck.id + POWERPOINT, deck.kind, deck.properties.title, case)
    shown = next((deck for deck, _ in decks if deck.kind == MEETINGS_DECK), None)
    for form, written in slides.prints:
        assert shown is not None
        files.diagnostics.extend(written.diagnostics)
        title = _title(shown, form, look)
        files.put(written.data, PATHS[form] + PDF, shown.kind, title, "", OWN_CONFORMANCE)


def _title(deck: Deck, form: str, look: Look) -> str:
    word = {"notater": look.words["notater"], "stotteark": look.words["støtteark"]}.get(form)
    return f"{deck.properties.title} – {word.lower()}" if word else deck.properties.title
