"""How findings name a returned deck, its slides and the words on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.slides import ReturnedCase, ReturnedSlide
from mottepakke.model.wording import shortened

TITLE_TYPES = frozenset({"title", "secHead"})
"""Types of layouts made for titles (ECMA-376 part 1 §19.7.15)."""
TITLE_HOLDERS = frozenset({"ctrTitle", "subTitle"})


def told(code: Code, returned: ReturnedCase, slides: Iterable[int], **args: str) -> Diagnostic:
    """A finding at the line that names the deck; what people wrote on the slides is cut to a readable length."""
    shown = {key: shortened(value) for key, value in args.items()}
    return Diagnostic.at(code, returned.file.span, file=shortened(returned.file.file), slide=ranges(slides), **shown)


def ranges(numbers: Iterable[int]) -> str:
    """«2, 4–6»."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs)


class Gathered:
    """What was found, with the slides it stands on: what stands on many slides is told once."""

    def __init__(self) -> None:
        self.found: dict[tuple[Code, str], list[int]] = {}

    def note(self, code: Code, words: str, slide: int) -> None:
        """``words`` stand on ``slide``."""
        self.found.setdefault((code, words), []).append(slide)

    def findings(self, returned: ReturnedCase, **args: str) -> Iterator[Diagnostic]:
        """A finding for each of the words."""
        for (code, words), slides in self.found.items():
            yield told(code, returned, slides, words=words, **args)


def title_slide(returned: ReturnedCase) -> ReturnedSlide | None:
    """The slide that opens the deck, where it is one that says what the deck is about: made for that, or without text."""
    first = next(iter(returned.deck.shown), None)
    if first is None:
        return None
    holders = {shape.holder for shape in first.texts}
    made_for_it = first.layout_type in TITLE_TYPES or bool(holders & TITLE_HOLDERS)
    opens = any(item.number == first.number for item in returned.recognised)
    return first if made_for_it or opens else None
