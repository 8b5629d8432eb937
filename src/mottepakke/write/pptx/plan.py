"""A deck as it will be shown: every slide, its title and what stands where. No file is touched here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Deck, Footnote, Slide
from mottepakke.model.source import Span
from mottepakke.model.walk import every
from mottepakke.write.pptx.codes import FOOT_SHORTENED, TABLE_TOO_NARROW, TITLE_SHORTENED
from mottepakke.write.pptx.flatten import flow_of, text_flow_of
from mottepakke.write.pptx.measure import Metrics
from mottepakke.write.pptx.paginate import Fitted, fit
from mottepakke.write.pptx.runs import Footnotes, Scene
from mottepakke.write.pptx.titles import ELLIPSIS, PROBE, Titles, one_line
from mottepakke.write.pptx.values import Area, Flow, Page, Para, PlannedDeck, PlannedSlide, Run

CONTENT = "innhold"
PROMPT = "plassholder"


class Setup(Struct, frozen=True):
    """What a deck is planned with: a page a role, measures, links to other documents, the word for a slide."""

    pages: Mapping[str, Page]
    metrics: Metrics
    links: Mapping[str, str]
    slide_word: str


def plan_deck(deck: Deck, setup: Setup, report: Report) -> PlannedDeck:
    """Every slide of ``deck``, those that hold too much split; findings go to ``report``."""
    planner = _Planner(deck, setup, report)
    slides = tuple(planned for slide in deck.slides for planned in planner.slide(slide))
    areas = dict.fromkeys(slide.page.foot for slide in slides if slide.page.foot)
    return PlannedDeck(slides, _foot(deck, tuple(areas), setup.metrics, report))


class _Planner:
    def __init__(self, deck: Deck, setup: Setup, report: Report) -> None:
        self.deck = deck
        self.setup = setup
        self.report = report
        self.titles = Titles(setup.metrics)
        self.footnotes = Footnotes(_footnotes(deck))

    def slide(self, slide: Slide) -> Iterator[PlannedSlide]:
        """One slide of the layout as one slide or several."""
        page = self.setup.pages.get(slide.role, self.setup.pages[CONTENT])
        following = page if page.body else self.setup.pages[CONTENT]
        title = one_line(slide.title) or one_line(slide.section) or self.setup.slide_word
        scene = self.scene(slide, title)
        fitted = self.fitted(slide, page, following, scene)
        for table in fitted.narrow:
            scene.find(TABLE_TOO_NARROW, table.span, columns=len(table.shares))
        notes = text_flow_of(slide.notes, replace(scene, marks={}))
        mark = ""
        for part, pieces in enumerate(fitted.sheets, 1):
            if part == 1:
                shown = self.titles.give("", title, "", page.title)
                if shown.whole:
                    scene.find(TITLE_SHORTENED)
                    notes = (Para((Run(shown.whole),)), *notes)
                mark = shown.mark
                prompt = slide.role == PROMPT and not pieces
                yield PlannedSlide(page, shown, pieces, notes, slide.section, prompt, slide.locked, slide.role)
            else:
                before, after = self.continued(part)
                shown = self.titles.give(before, title, mark + after, following.title)
                yield PlannedSlide(following, shown, pieces, (), slide.section, locked=slide.locked, role=slide.role)

    def continued(self, part: int) -> tuple[str, str]:
        """What stands before and after the title of a further part."""
        pattern = self.deck.continued.replace("{part}", str(part))
        before, found, after = pattern.partition("{title}")
        return (before, after) if found else ("", f" {before}")

    def scene(self, slide: Slide, title: str) -> Scene:
        spans = (getattr(block, "span", None) for block in slide.blocks)
        span = next((span for span in spans if span), Span(self.deck.id))
        return Scene(title[:80], self.setup.links, self.footnotes, self.report, span)

    def fitted(self, slide: Slide, page: Page, following: Page, scene: Scene) -> Fitted:
        """What stands below the title; the subtitle leads where the layout has no place of its own for it."""
        assert following.body is not None
        subtitle = [Para((Run(one_line(line)),)) for line in slide.subtitle.split("\n") if one_line(line)]
        flows = flow_of(slide.blocks, scene)
        if page.subtitle and page.body and subtitle:
            return self.with_subtitle(subtitle, flows, page, following)
        if page.body and not page.subtitle:
            subtitle = [replace(para, runs=(replace(para.runs[0], colour="muted"),)) for para in subtitle]
        return fit((*subtitle, *flows), page.body or page.subtitle, following.body, self.setup.metrics)

    def with_subtitle(self, subtitle: list[Para], flows: Sequence[Flow], page: Page, following: Page) -> Fitted:
        """A subtitle and a body, each in its own placeholder."""
        assert page.subtitle is not None
        assert following.body is not None
        lead = fit(subtitle, page.subtitle, following.body, self.setup.metrics)
        body = fit(flows, page.body, following.body, self.setup.metrics)
        first = (*lead.sheets[0], *body.sheets[0])
        return Fitted((first, *lead.sheets[1:], *body.sheets[1:]), body.narrow)


def _footnotes(deck: Deck) -> dict[str, tuple[Block, ...]]:
    """The text of every footnote of the deck by its label."""
    found: dict[str, tuple[Block, ...]] = {}
    for slide in deck.slides:
        for node in every((*slide.blocks, *slide.notes)):
            if isinstance(node, Footnote):
                found.setdefault(node.label, node.blocks)
    return found


def _foot(deck: Deck, areas: Sequence[Area], metrics: Metrics, report: Report) -> str:
    """The footer, cut at a word where the narrowest of ``areas`` cannot hold it."""
    whole = one_line(deck.foot)
    foot = whole[:PROBE]
    for area in areas:
        size = area.levels[0].size
        lines = max(1, int(area.inner.height // (size * metrics.line)))
        while foot and len(metrics.line_starts((Run(foot),), area.inner.width / size)) > lines:
            kept = foot.removesuffix(ELLIPSIS).rstrip()
            foot = (kept[: kept.rfind(" ")] if " " in kept else kept[:-1]).rstrip(" ,;:–-") + ELLIPSIS
    if foot != whole:
        report.add(FOOT_SHORTENED, Span(deck.id), foot=whole[:200])
    return foot
