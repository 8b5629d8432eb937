"""Which slides of a returned deck say again what the meeting's own slides say.

A slide is left out only where ours says all that it says: a false omission loses what somebody wanted to show, a slide too
many does not. What it says wrongly about case, date or presenter is told by `mottepakke.check`, and ours is shown.

* The first slides, as long as they say nothing but case, number, presenter, meeting, date and place: our divider.
* A slide that lists the meeting's cases under «Agenda» or the like: our agenda.
* «Takk for oppmerksomheten» anywhere, «Spørsmål?» at the end, and nothing else on the slide: our close.
* «Forslag til vedtak»: our proposal. In another wording it gives way too, and is told, for two wordings on the screen are
  worse than one; a text that has little in common with the pack's is shown, as it may be something else.
* A slide of our template that nobody has filled in.

Pictures, tables of its own, notes and links count as content: a slide that has them stays, and that is told. Hidden slides
stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from mottepakke.model.pack import ResolvedCase, ResolvedMeeting
from mottepakke.model.slides import GRAPHICS, Graphic, Recognised, Repeats, ReturnedDeck, ReturnedSlide
from mottepakke.model.wording import folded, likeness, numbers_in, says, shortened, without
from mottepakke.slides import phrases

ALIKE = 0.5
"""Of a text's words, how many must be the pack's for it to be the proposal in another wording."""
LOGO = 0.06
"""Of a slide's area, how much a logo covers at most."""
LISTED = 2
"""How many of the meeting's other cases an agenda lists at least."""
TITLE_LAYOUTS = frozenset({"title", "secHead"})
"""Types of layouts that are made for titles (ECMA-376 part 1 §19.7.15)."""
NOTES, DRAWING, LINK = "@slide_notes", "@slide_drawing", "@slide_link"


def recognise(deck: ReturnedDeck, case: ResolvedCase, meeting: ResolvedMeeting, proposal: str) -> tuple[Recognised, ...]:
    """The slides of ``deck`` that are known again, in order; ``proposal`` is the pack's proposal as text."""
    known = _Known(case, meeting, frozenset(phrases.of_case(case, meeting)), folded(proposal))
    found = {item.number: item for item in (*known.leading(deck), *known.proposals(deck))}
    for slide in deck.shown:
        if slide.number not in found and (item := known.anywhere(slide)):
            found[slide.number] = item
    for slide in reversed(deck.shown):
        if slide.number not in found:
            item = known.closing(slide, phrases.QUESTIONS | phrases.THANKS)
            if item is None:
                break
            found[slide.number] = item
    return tuple(found[number] for number in sorted(found))


class _Known(Struct, frozen=True):
    """What the pack says: ``said`` are the phrases of title slides, ``proposal`` is folded."""

    case: ResolvedCase
    meeting: ResolvedMeeting
    said: frozenset[str]
    proposal: str

    def leading(self, deck: ReturnedDeck) -> Iterator[Recognised]:
        """Title slides and dividers at the deck's beginning."""
        for slide in deck.shown:
            found = self.title(slide)
            if found is not None:
                yield found
            if found is None or not found.left_out:
                return

    def title(self, slide: ReturnedSlide) -> Recognised | None:
        own = self._states_case(slide)
        if not own and not (slide.layout_type in TITLE_LAYOUTS and self._is_stated(slide.heading)):
            return None
        lines = [line.text for line in slide.body if line.text != slide.heading]
        if not own and slide.heading:
            lines.append(slide.heading)
        left = next((line for line in lines if self._left_of(line)), "")
        if left and slide.layout_type not in TITLE_LAYOUTS:
            return None
        graphics = [one for one in slide.figures if not _is_logo(one)]
        drawing = DRAWING if slide.drawn and slide.layout_type not in TITLE_LAYOUTS else ""
        return self._judged(slide, Repeats.TITLE, left or _content(slide, graphics) or drawing)

    def _judged(self, slide: ReturnedSlide, repeats: Repeats, beside: str, *, differs: bool = False) -> Recognised:
        """A slide with the footer of our template is ours: left out as it was, there is nothing to tell."""
        number, title = self.case.number, self.case.row.case.short_title
        footer = folded(f"sak {number} {title}" if number else title)
        ours = any(folded(line.text) == footer for shape in slide.footers for line in shape.lines)
        kept = bool(beside)
        return Recognised(slide.number, repeats, not kept, shortened(beside), differs, ours and not kept and not differs)

    def _states_case(self, slide: ReturnedSlide) -> bool:
        """Whether the heading is the case's title or number, or a title after its number."""
        case, heading = self.case.row.case, folded(slide.heading)
        names = {folded(case.title), folded(case.short_title)}
        number = folded(self.case.number)
        bare = without(heading, ("sak", number)) if number else heading
        if heading in names or bare in names or (number and not bare):
            return True
        starts = heading.removeprefix("sak ").startswith(f"{number} ") if number else False
        return starts and slide.layout_type in TITLE_LAYOUTS

    def _is_stated(self, text: str) -> bool:
        """Whether there is a case number of whatever case, and the pack's words besides."""
        return any(True for _ in numbers_in(text)) and not self._left_of(text)

    def _left_of(self, text: str) -> str:
        """What of ``text`` our title slide does not say."""
        rest = without(folded(phrases.undated(text)), self.said)
        return " ".join(word for word in rest.split() if word not in phrases.FILLING and not word.isdecimal())

    def proposals(self, deck: ReturnedDeck) -> Iterator[Recognised]:
        """Slides headed as proposals; those that follow each other are read as one text."""
        ending = f" – {self.case.row.case.short_title}"
        slides = [slide for slide in deck.shown if phrases.is_proposal(slide.heading.removesuffix(ending))]
        texts = {slide.number: self._proposed(slide) for slide in slides}
        whole = " ".join(text for text in texts.values() if text)
        for slide in slides:
            text = texts[slide.number]
            same = bool(text) and (whole == self.proposal or text == self.proposal)
            alike = same or (bool(self.proposal) and likeness(text.split(), self.proposal.split()) >= ALIKE)
            if text and not alike:
                yield Recognised(slide.number, Repeats.PROPOSAL, left_out=False, differs=True)
            elif text:
                beside = _content(slide, slide.figures)
                yield self._judged(slide, Repeats.PROPOSAL, beside, differs=not same)

    def _proposed(self, slide: ReturnedSlide) -> str:
        """The words under the heading, without what says that they are exempt."""
        lines = (line.text for line in slide.body if line.text != slide.heading)
        return folded(" ".join(line for line in lines if not folded(line).startswith(phrases.EXEMPT)))

    def anywhere(self, slide: ReturnedSlide) -> Recognised | None:
        """Slides that are known wherever they stand."""
        return _untouched(slide) or self.agenda(slide) or self.closing(slide, phrases.THANKS)

    def agenda(self, slide: ReturnedSlide) -> Recognised | None:
        """The meeting's agenda, not the presenter's own."""
        if folded(slide.heading) not in phrases.AGENDAS:
            return None
        rows = {*phrases.of_agenda(self.meeting)}
        others = {folded(case.row.case.title) for case in self.meeting.cases if case is not self.case}
        text = folded(" ".join(line.text for line in slide.body))
        if sum(says(text, title) for title in others) < min(LISTED, len(others)) or not others:
            return None
        fillings = phrases.FILLING | phrases.HEADS
        lines = ((line.text, without(folded(line.text), self.said | rows)) for line in slide.body)
        left = next((t for t, rest in lines if any(w not in fillings and not w.isdecimal() for w in rest.split())), "")
        return self._judged(slide, Repeats.AGENDA, left or _content(slide, slide.figures))

    def closing(self, slide: ReturnedSlide, words: frozenset[str]) -> Recognised | None:
        """Thanks, or a call for questions."""
        lines = dict.fromkeys((slide.heading, *(line.text for line in slide.body)))
        if folded(slide.heading) not in words:
            return None
        left = next((line for line in lines if folded(line) not in words | phrases.QUESTIONS and self._left_of(line)), "")
        if left and folded(slide.heading) in phrases.QUESTIONS:
            return None
        return self._judged(slide, Repeats.THANKS, left or _content(slide, slide.figures))


def _untouched(slide: ReturnedSlide) -> Recognised | None:
    """A slide of our template with nothing written on it."""
    if not phrases.OWN_TITLE.fullmatch(folded(slide.title)) or slide.body or slide.drawn or slide.figures:
        return None
    beside = _content(slide, ())
    return Recognised(slide.number, Repeats.PROMPT, not beside, beside)


def _content(slide: ReturnedSlide, graphics: tuple[Graphic, ...] | list[Graphic]) -> str:
    """The first thing on a slide besides its words: a graphic by its name, notes of the presenter's own, a link."""
    if graphics:
        return graphics[0].name or GRAPHICS[graphics[0].kind]
    own = (line for line in slide.notes.splitlines() if not is_our_note(line))
    return NOTES if any(line.strip() for line in own) else LINK if slide.linked else ""


def is_our_note(line: str) -> bool:
    """Whether a line of a notes page is what our template says there."""
    return bool(phrases.OWN_CLOCK.fullmatch(line.strip()) or phrases.OWN_PROMPT.match(folded(line)))


def _is_logo(graphic: Graphic) -> bool:
    return graphic.kind == "picture" and graphic.share is not None and graphic.share <= LOGO
