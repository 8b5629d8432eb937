"""Formatting of its own that a placeholder loses when it is to look like ours."""

from __future__ import annotations

from mottepakke.safe_xml import Element, local
from mottepakke.slides.xml import P, below, child, remove

RUNS = ("rPr", "endParaRPr", "defRPr")
FONTS = frozenset(("latin", "ea", "cs", "sym"))
SAID = frozenset(("lang", "altLang", "baseline"))
"""Attributes of letters that are no matter of style: the language, and raised or lowered signs."""
LINKS = frozenset(("hlinkClick", "hlinkMouseOver"))


def reset_title(shape: Element) -> None:
    """Take place, frame, paragraph and letter formatting from a title: all of it is ours (ECMA-376 part 1 §19.3.1.43)."""
    properties = child(shape, f"{P}spPr")
    if properties is not None:
        properties[:] = []
        properties.attrib.clear()
    body = child(shape, f"{P}txBody")
    if body is None:
        return
    for frame in below(body, "bodyPr"):
        frame.attrib.clear()
        frame[:] = [one for one in frame if local(one) == "normAutofit"]
    for style in below(body, "lstStyle"):
        style[:] = []
    for paragraph in below(body, "pPr"):
        remove(paragraph)
    for run in below(body, *RUNS):
        for name in set(run.attrib) - SAID:
            del run.attrib[name]
        run[:] = [one for one in run if local(one) in LINKS]


def reset_fonts(shape: Element) -> None:
    """Let the letters of a body be those of our theme; sizes, emphasis and colours are the presenter's."""
    for run in below(shape, *RUNS):
        run[:] = [one for one in run if local(one) not in FONTS]
