"""Paragraphs in their final looks: size, indentation and number of lines; and paragraphs cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mottepakke.write.pptx.measure import Metrics
from mottepakke.write.pptx.runs import joined, text_of
from mottepakke.write.pptx.values import Level, Number, Para, Run, SetPara

SMALLEST = 20.0
"""No text of a slide's content is smaller, in points."""
STEP = 24.0
"""Indentation of a list level where the template gives none, and of a quotation."""
NARROWEST = 40.0
"""What is left of a line's width at any depth."""

SENTENCE_END = re.compile(r"(\S+)[.!?…][»”\")]*\s+(?=[A-ZÆØÅÄÖ«“–])")
SHORTENED = {
    "jf",
    "jfr",
    "nr",
    "kl",
    "ca",
    "meld",
    "st",
    "prop",
    "innst",
    "ot",
    "prp",
    "dr",
    "prof",
    "pkt",
    "kap",
    "art",
}
"""Shortened words whose full stop ends no sentence, though a capital may follow."""


class Setter(Struct, frozen=True):
    """Sets paragraphs in one column of ``width`` points by a placeholder's ``levels``.

    ``scale`` makes text smaller (never below `SMALLEST`).
    """

    metrics: Metrics
    levels: tuple[Level, ...]
    width: float
    scale: float = 1.0

    def set(self, para: Para) -> SetPara:
        """``para`` with its size, place and height."""
        level = self.levels[max(para.depth - 1, 0)]
        size = max(SMALLEST, float(round(level.size * self.scale)))
        size = SMALLEST if para.small else size
        left, hanging = self._indents(para, level, size)
        left = min(left + STEP * para.inset, max(self.width - NARROWEST, 0.0))
        before = 0.0 if para.tight else level.before
        starts = self.metrics.line_starts(para.runs, (self.width - left) / size)
        height = size * self.metrics.line * level.line
        return SetPara(para, size, left, min(hanging, left), before, len(starts), height, level.line)

    def set_all(self, paras: Iterable[Para]) -> tuple[SetPara, ...]:
        """All of ``paras``."""
        return tuple(map(self.set, paras))

    def _indents(self, para: Para, level: Level, size: float) -> tuple[float, float]:
        """The text's left edge and the room of its mark; a long number takes more room than a bullet."""
        if para.depth == 0:
            return 0.0, 0.0
        left, hanging = (level.left, level.hanging) if level.bullet else (STEP * para.depth, STEP)
        if isinstance(para.marker, Number):
            needed = size * (0.51 * para.marker.letters + 0.46)
            left, hanging = left + max(needed - hanging, 0.0), max(needed, hanging)
        return left, hanging if para.marker else 0.0

    def cut(self, para: SetPara, lines: int) -> tuple[Para, Para]:
        """``para`` in two: at most ``lines`` lines, ended at a sentence where one ends late enough, and the rest."""
        starts = self.metrics.line_starts(para.para.runs, (self.width - para.left) / para.size)
        limit = starts[lines] if lines < len(starts) else starts[-1]
        first, rest = _cut_runs(para.para.runs, _cut_place(text_of(para.para.runs), max(limit, 1)))
        head = replace(para.para, runs=first, keep_next=False)
        return head, replace(para.para, runs=rest, marker=None, tight=False)


def height_of(paras: Sequence[SetPara]) -> float:
    """The height of paragraphs one below the other, the space before the first included."""
    return sum(para.before + para.height for para in paras)


def _cut_place(text: str, limit: int) -> int:
    """Where to cut ``text``: after a sentence in the latter half before ``limit``, else at ``limit``, a line's end."""
    ends = [
        match.end()
        for match in SENTENCE_END.finditer(text, 0, min(limit + 2, len(text)))
        if limit / 2 <= match.end() <= limit and match[1].casefold().lstrip("(«") not in SHORTENED
    ]
    return ends[-1] if ends else limit


def _cut_runs(runs: Sequence[Run], place: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    first: list[Run] = []
    rest: list[Run] = []
    for run in runs:
        first.append(replace(run, text=run.text[: max(place, 0)]))
        rest.append(replace(run, text=run.text[max(place, 0) :]))
        place -= len(run.text)
    return _trimmed(joined(first), last=True), _trimmed(joined(rest), last=False)


def _trimmed(runs: tuple[Run, ...], last: bool) -> tuple[Run, ...]:
    """``runs`` without white space at the cut."""
    if not runs:
        return runs
    if last:
        return joined((*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip(" \t\n"))))
    return joined((replace(runs[0], text=runs[0].text.lstrip(" \t\n")), *runs[1:]))
