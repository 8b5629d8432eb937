"""What stands on a page and which of it is marked (ISO 32000-1, 14.6), and marks for the rest."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Instruction = Any
"""pikepdf's, of an operator and its operands."""

PATH_START = frozenset(("m", "re"))
Step = Callable[[], None]

PATH_PAINT = frozenset(("f", "F", "f*", "S", "s", "B", "B*", "b", "b*"))
OTHER_PAINT = frozenset(("Do", "sh", "INLINE IMAGE"))
SHOW = frozenset(("Tj", "TJ", "'", '"'))


ARTIFACT = ContentStreamInstruction([Name.Artifact], Operator("BMC"))


@dataclass(frozen=True, slots=True)
class Text:
    """A text object: its first and last instruction, where its first letter stands, and its mark (None: not marked)."""

    start: int
    end: int
    x: float
    y: float
    mcid: int | None


@dataclass(slots=True)
class Survey:
    """Everything on a page that matters for its marks; ``lines`` are straight strokes from point to point."""

    texts: list[Text] = field(default_factory=list)
    paints: list[tuple[int, int]] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    next_mcid: int = 0


def multiplied(first: Matrix, second: Matrix) -> Matrix:
    """The transformation ``first``, then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def survey(instructions: Sequence[Instruction]) -> Survey:
    """Walk through a page's content."""
    return _Walk().over(instructions)


class _Walk:
    """The state of a page's content while it is walked through."""

    def __init__(self) -> None:
        self.found = Survey()
        self.index, self.name = 0, ""
        self.one: Instruction = None
        self.matrix: Matrix = IDENTITY
        self.saved: list[Matrix] = []
        self.marks: list[int | None] = []
        self.text: Matrix = IDENTITY
        self.text_start = 0
        self.first_letter: tuple[float, float] | None = None
        self.path: int | None = None
        self.points: list[tuple[str, tuple[float, ...]]] = []
        self.steps = self._steps()

    def _steps(self) -> dict[str, Step]:
        """What to do at each operator (annex A)."""
        steps: dict[str, Step] = {"q": self._save, "Q": self._restore, "cm": self._transform}
        steps |= {"BMC": self._begin_mark, "BDC": self._begin_mark, "EMC": self._end_mark}
        steps |= {"BT": self._begin_text, "ET": self._end_text, "Td": self._move, "TD": self._move, "Tm": self._place}
        steps |= dict.fromkeys(SHOW, self._show)
        steps |= dict.fromkeys(("m", "l", "re"), self._point)
        steps |= dict.fromkeys((*PATH_PAINT, "n"), self._paint)
        return steps | dict.fromkeys(OTHER_PAINT, self._other)

    def over(self, instructions: Sequence[Instruction]) -> Survey:
        steps = self.steps
        for self.index, self.one in enumerate(instructions):
            self.name = str(self.one.operator)
            step = steps.get(self.name)
            if step:
                step()
        return self.found

    def _save(self) -> None:
        self.saved.append(self.matrix)

    def _restore(self) -> None:
        if self.saved:
            self.matrix = self.saved.pop()

    def _transform(self) -> None:
        self.matrix = multiplied(_matrix(self.one.operands), self.matrix)

    def _begin_mark(self) -> None:
        mcid = _mcid(self.one.operands)
        self.marks.append(mcid)
        if mcid is not None:
            self.found.next_mcid = max(self.found.next_mcid, mcid + 1)

    def _end_mark(self) -> None:
        if self.marks:
            self.marks.pop()

    def _begin_text(self) -> None:
        self.text, self.text_start, self.first_letter = IDENTITY, self.index, None

    def _move(self) -> None:
        x, y = self.one.operands
        self.text = multiplied((1.0, 0.0, 0.0, 1.0, float(x), float(y)), self.text)

    def _place(self) -> None:
        self.text = _matrix(self.one.operands)

    def _show(self) -> None:
        if self.first_letter is None:
            placed = multiplied(self.text, self.matrix)
            self.first_letter = placed[4], placed[5]

    def _end_text(self) -> None:
        mcid = next((mark for mark in reversed(self.marks) if mark is not None), None)
        if self.first_letter is not None and (mcid is not None or not self.marks):
            self.found.texts.append(Text(self.text_start, self.index, *self.first_letter, mcid))

    def _point(self) -> None:
        if self.path is None:
            self.path, self.points = self.index, []
        self.points.append((self.name, tuple(float(number) for number in self.one.operands)))

    def _paint(self) -> None:
        if self.path is not None and self.name != "n" and not self.marks:
            self.found.paints.append((self.path, self.index))
        if self.name == "S":
            self._note_lines()
        self.path = None

    def _other(self) -> None:
        if not self.marks:
            self.found.paints.append((self.index, self.index))

    def _note_lines(self) -> None:
        kinds = [kind for kind, _ in self.points]
        if kinds == ["m", "l"]:
            (_, (x, y)), (_, (u, v)) = self.points
            self.found.lines.append((x, y, u, v))
        elif kinds == ["re"]:
            x, y, width, height = self.points[0][1]
            edges = ((x, y, x + width, y), (x, y + height, x + width, y + height))
            sides = ((x, y, x, y + height), (x + width, y, x + width, y + height))
            self.found.lines += [*edges, *sides]


def _mcid(operands: Sequence[Any]) -> int | None:
    """The number of a mark, or None where it has none."""
    properties = operands[1] if len(operands) > 1 else None
    mcid = properties.get("/MCID") if isinstance(properties, Dictionary) else None
    return None if mcid is None else int(mcid)


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in operands)
    return a, b, c, d, e, f


def marked(
    instructions: Sequence[Instruction], found: Survey, names: Mapping[int, tuple[str, int]], artifacts: Container[int]
) -> list[Instruction]:
    """The content with marks: texts by ``names``, which gives type and MCID by the index in ``found.texts``.

    What else is painted becomes an artifact, and so does what stands under the marks ``artifacts``.
    """
    before: dict[int, list[Instruction]] = {}
    after: dict[int, list[Instruction]] = {}
    end = ContentStreamInstruction([], Operator("EMC"))
    for number, (kind, mcid) in names.items():
        text = found.texts[number]
        mark = ContentStreamInstruction([Name(f"/{kind}"), Dictionary(MCID=mcid)], Operator("BDC"))
        before.setdefault(text.start, []).append(mark)
        after.setdefault(text.end, []).append(end)
    for first, last in found.paints:
        before.setdefault(first, []).append(ARTIFACT)
        after.setdefault(last, []).append(end)
    result: list[Instruction] = []
    for index, one in enumerate(instructions):
        is_artifact = str(one.operator) == "BDC" and _mcid(one.operands) in artifacts
        result += [*before.get(index, ()), ARTIFACT if is_artifact else one, *after.get(index, ())]
    return result
