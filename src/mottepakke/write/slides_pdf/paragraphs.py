"""Measured paragraphs as Typst gets them: lists as lists again, so that they are tagged as such."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct

from mottepakke.write.pptx.setting import STEP
from mottepakke.write.pptx.text import BULLETS, COLOURS, safe_uri
from mottepakke.write.pptx.values import Align, Level, Number, Para, Run, SetPara
from mottepakke.write.typesetting.lines import break_places, has_wide_word

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

SCHEMES = (("1.", "a)", "i."), ("1)", "a.", "i."))
"""Typst's patterns for what the PowerPoint writer numbers lists with."""
LETTER = 0.62
"""Ems that a broad letter takes: how many surely stand in a line."""
SHORTEST = 8
NOTE_SIZE, NOTE_LINE = 11.0, 15.5


class Style(Struct, frozen=True):
    """How runs are set where they say nothing: colours of text and list marks, whether text is bold, and where it stands."""

    colour: str = "tx1"
    mark_colour: str = "accent1"
    bold: bool = False
    align: Align = "left"

    @classmethod
    def of(cls, level: Level) -> Style:
        """The style of a placeholder's first level."""
        return cls(level.colour, level.mark_colour or level.colour, level.bold, level.align)


class Setting(Struct, frozen=True):
    """What turns paragraphs into data: ``fit`` gives text as the fonts can set it, ``colour`` a colour as ``RRGGBB``."""

    fit: Callable[[str], str]
    colour: Callable[[str], str]
    style: Style
    width: float

    def blocks(self, paras: Sequence[SetPara]) -> list[Json]:
        """Paragraphs and lists one below the other."""
        return self._level(list(paras), 0, 0.0)

    def _level(self, paras: list[SetPara], depth: int, left: float) -> list[Json]:
        found: list[Json] = []
        while paras:
            para = paras[0]
            if para.para.marker is None or para.para.depth <= depth:
                found.append(self.paragraph(paras.pop(0), left))
            else:
                items = _run_of_items(paras)
                del paras[: sum(map(len, items))]
                found.append(self.listing(items, para.para.depth, left))
        return found

    def listing(self, items: Sequence[Sequence[SetPara]], depth: int, left: float) -> dict[str, Json]:
        """A list; the first paragraph of an item stands beside its mark."""
        first = items[0][0]
        marker = first.para.marker
        number = marker if isinstance(marker, Number) else None
        patterns = SCHEMES[number.scheme if number else 0]
        return {
            "kind": "list",
            "start": number.value if number else None,
            "pattern": patterns[min(depth, len(patterns)) - 1],
            "mark": BULLETS[(depth - 1) % len(BULLETS)],
            "mark-colour": self.colour(self.style.mark_colour),
            "indent": max(first.left - first.hanging - left, 0.0),
            "hanging": first.hanging,
            "before": first.before,
            "gap": max((item[0].before for item in items[1:]), default=0.0),
            "size": first.size,
            "line": first.line_height / first.size,
            "items": [self._item(item, depth) for item in items],
        }

    def _item(self, item: Sequence[SetPara], depth: int) -> list[Json]:
        first, *rest = item
        return [self.paragraph(first, first.left), *self._level(rest, depth, first.left)]

    def paragraph(self, para: SetPara, left: float) -> dict[str, Json]:
        """A paragraph whose surroundings begin at ``left``."""
        room = max(int((self.width - para.left) / (para.size * LETTER)), SHORTEST)
        text = "".join(run.text for run in para.para.runs)
        return {
            "kind": "paragraph",
            "left": max(para.left - left, 0.0),
            "before": para.before,
            "size": para.size,
            "line": para.line_height / para.size,
            "align": self.style.align if para.para.align == "left" else para.para.align,
            "colour": self.colour(self.style.colour),
            "bold": self.style.bold,
            "hyphenate": has_wide_word(text, room),
            "runs": [self.run(run, room) for run in para.para.runs],
        }

    def run(self, run: Run, room: int) -> dict[str, Json]:
        """Characters of one form; ``None`` among them is a place where a line may end."""
        parts: list[Json] = []
        for number, line in enumerate(run.text.split("\n")):
            parts += ["\n"] if number else []
            for index, piece in enumerate(break_places(self.fit(line), room)):
                parts += [None] if index else []
                parts.append(piece)
        return {
            "parts": parts,
            "bold": run.bold,
            "italic": run.italic,
            "strike": run.strike,
            "code": run.code,
            "raised": run.raised,
            "colour": self.colour(COLOURS[run.colour]) if run.colour else None,
            "url": safe_uri(run.href) or None,
        }

    def notes(self, paras: Iterable[Para]) -> list[Json]:
        """The notes of a slide, one size for all."""
        return self.blocks([_note(para) for para in paras])


def _note(para: Para) -> SetPara:
    left = STEP * (para.depth + para.inset)
    before = 0.0 if para.tight else NOTE_SIZE / 2
    return SetPara(para, NOTE_SIZE, left, STEP if para.marker else 0.0, before, 1, NOTE_LINE)


def _run_of_items(paras: Sequence[SetPara]) -> list[list[SetPara]]:
    """The items of the list that ``paras`` begins with, each with what belongs to it."""
    first = paras[0].para
    items: list[list[SetPara]] = []
    for para in paras:
        if para.para.depth < first.depth:
            break
        if para.para.marker is None or para.para.depth > first.depth:
            items[-1].append(para)
        elif _same_list(first, para.para):
            items.append([para])
        else:
            break
    return items


def _same_list(first: Para, other: Para) -> bool:
    match first.marker, other.marker:
        case Number() as one, Number() as two:
            return one.chain == two.chain
        case one, two:
            return type(one) is type(two)
