"""The PowerPoint writer: a deck of the document tree to a .pptx package.

`plan` decides what stands on each slide and is pure; `emit` writes it through python-pptx.
"""

from __future__ import annotations

from collections.abc import Mapping

from mottepakke.diagnostics import Report
from mottepakke.model.document import Deck
from mottepakke.model.look import Look
from mottepakke.write.pptx.codes import CODES
from mottepakke.write.pptx.emit import emit_deck
from mottepakke.write.pptx.measure import metrics_for
from mottepakke.write.pptx.plan import Setup, plan_deck
from mottepakke.write.pptx.template import load_template, missing_slide_layouts
from mottepakke.write.written import SlidePlace, WrittenDeck

__all__ = ["CODES", "missing_slide_layouts", "write_pptx"]


def write_pptx(deck: Deck, look: Look, links: Mapping[str, str]) -> WrittenDeck:
    """``deck`` as a PowerPoint package in the looks of ``look``.

    ``links`` gives relative addresses for ``pakke:`` links; those it lacks become plain text.

    Raises:
        MissingStop: the slide template cannot serve every role.
    """
    template = load_template(look)
    metrics = metrics_for(look.office_font, look.font_folders)
    report = Report()
    setup = Setup(template.pages, metrics, links, look.words.get("lysbilde", deck.properties.title))
    plan = plan_deck(deck, setup, report)
    package = emit_deck(plan, deck, template, look)
    return WrittenDeck(package, tuple(report), tuple(SlidePlace(slide.role, slide.section) for slide in plan.slides))
