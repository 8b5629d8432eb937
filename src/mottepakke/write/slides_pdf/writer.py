"""Decks to PDF: the slides, the slides with their notes, and handouts of three slides a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from mottepakke.diagnostics import Report
from mottepakke.model.document import Deck
from mottepakke.model.look import Look
from mottepakke.write.pptx.draft import corner_mark
from mottepakke.write.pptx.measure import metrics_for
from mottepakke.write.pptx.plan import Setup, plan_deck
from mottepakke.write.pptx.template import load_template
from mottepakke.write.pptx.theme import theme_colours
from mottepakke.write.slides_pdf.guests import GuestSlide
from mottepakke.write.slides_pdf.scenery import read_stage
from mottepakke.write.slides_pdf.tree import Hands, SlidesTree
from mottepakke.write.typesetting.desk import Desk
from mottepakke.write.typesetting.pictures import archivable
from mottepakke.write.written import Written

Form = Literal["lysbilder", "notater", "stotteark"]
FORMS: tuple[Form, ...] = ("lysbilder", "notater", "stotteark")
"""A slide a page, 16:9; a slide above its notes; three slides a page beside lines to write on. The last two are A4."""
SOURCE = """#import "/stil/lysbilder.typ": slides-of
#slides-of(json("/{data}"))
"""


class SlidesWriter(Desk):
    """Writes decks of one look as PDF."""

    def write(
        self, deck: Deck, links: Mapping[str, str], forms: Iterable[Form], guests: Sequence[GuestSlide] = ()
    ) -> Iterator[Written]:
        """The PDF of ``deck`` in each of ``forms``, PDF/A-2a and PDF/UA-1.

        ``guests`` are slides of others that are shown between ours, in the order of the show: the numbers on ours leave
        room for them, and notes and handouts keep a place for each (`assemble.guests.place_guests` fills it).

        ``links`` gives relative addresses for ``pakke:`` links; those it lacks become plain text. What the plan of the
        slides finds is the PowerPoint writer's to say; found here is what these PDFs lack besides.

        Raises:
            MissingStop: the slide template cannot serve every role.
            BugStop: Typst refuses what this module made of the deck.
        """
        look = self.look
        template = load_template(look)
        metrics = metrics_for(look.office_font, look.font_folders)
        setup = Setup(template.pages, metrics, links, look.words.get("lysbilde", deck.properties.title))
        plan = plan_deck(deck, setup, Report())
        mark = corner_mark(look.draft_mark_png, look.colours["warning"]) if deck.draft else None
        slots = theme_colours(look.colours)
        hands = Hands(self.fit, self.staging.picture, self._put)
        for form in forms:
            report = Report()
            tree = SlidesTree(deck, plan, read_stage(template.data), slots, metrics, hands, mark, report, guests)
            yield Written(self.pdf(SOURCE, tree.whole(form, look.words), deck.id), tuple(report))

    def _put(self, data: bytes, ending: str) -> str:
        return self.staging.put(archivable(data, "png" if ending == "png" else "jpeg"), ending)


def slide_shape(look: Look) -> float:
    """The width of a slide by its height.

    Raises:
        MissingStop: the slide template cannot serve every role.
    """
    stage = read_stage(load_template(look).data)
    return stage.width / stage.height
