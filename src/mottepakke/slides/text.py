"""The words of a slide: paragraphs with the size and the languages of their letters."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke.model.slides import Line
from mottepakke.safe_xml import Element
from mottepakke.slides.sizes import DEFAULT, Levels, number, size_of_run
from mottepakke.slides.xml import A, child

RUN, FIELD, BREAK, TEXT, PROPERTIES, PARAGRAPH = (f"{A}{name}" for name in ("r", "fld", "br", "t", "rPr", "p"))
MOVING = ("datetime", "slidenum")
"""How the types of fields begin whose text follows the clock or the place of the slide (§21.1.2.2.4)."""


def lines_of(body: Element | None, levels: Levels, scale: float = 1.0) -> tuple[Line, ...]:
    """The paragraphs of a text body that hold text."""
    if body is None:
        return ()
    found = (_line(paragraph, levels, scale) for paragraph in body.iterchildren(PARAGRAPH))
    return tuple(line for line in found if line.text)


def plain_lines(root: Element) -> tuple[Line, ...]:
    """All paragraphs below ``root``, of no known size."""
    found = (_line(paragraph, (), 1.0) for paragraph in root.iter(PARAGRAPH))
    return tuple(Line(line.text, 0.0, line.languages) for line in found if line.text)


def _line(paragraph: Element, levels: Levels, scale: float) -> Line:
    texts: list[str] = []
    sizes: list[float] = []
    languages: dict[str, None] = {}
    standard = _standard(paragraph, levels)
    for run, text in _runs(paragraph):
        texts.append(text)
        if text.strip():
            properties = child(run, PROPERTIES)
            sizes.append(size_of_run(properties) or standard)
            if properties is not None and properties.get("lang"):
                languages[properties.get("lang")] = None
    return Line(" ".join("".join(texts).split()), min(sizes, default=standard) * scale, tuple(languages))


def _standard(paragraph: Element, levels: Levels) -> float:
    properties = child(paragraph, f"{A}pPr")
    level = number(properties.get("lvl")) if properties is not None else None
    place = int(min(max(level or 0, 0), 8))
    return (levels[place] if place < len(levels) else None) or DEFAULT


def _runs(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The runs of a paragraph with their text; fields that follow the clock have none."""
    for run in paragraph.iterchildren(RUN, FIELD, BREAK):
        if run.tag == BREAK:
            yield run, " "
        elif not (run.tag == FIELD and run.get("type", "").startswith(MOVING)):
            yield run, run.findtext(TEXT) or ""
