"""Inline nodes to runs of characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from mottepakke.diagnostics import Code as Finding
from mottepakke.diagnostics import Report
from mottepakke.model.document import (
    Block,
    Code,
    Emphasis,
    Footnote,
    FootnoteReference,
    Inline,
    LineBreak,
    Link,
    Strike,
    Strong,
    Text,
)
from mottepakke.model.source import Span
from mottepakke.write.pptx.codes import FOOTNOTE_UNKNOWN, LINK_NOT_POSSIBLE
from mottepakke.write.pptx.values import Run

OUTSIDE = re.compile(r"(?i)(https?://[^\s/]|mailto:[^\s]).*", re.DOTALL)
"""Addresses that a reader may be sent to."""


PLAIN = Run("")


class Footnotes(Struct, frozen=True):
    """The footnotes of a deck: label to text, and label to number as their marks come up."""

    blocks: Mapping[str, tuple[Block, ...]]
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, label: str) -> int:
        """The number of ``label``, the next one at its first mark."""
        return self.numbers.setdefault(label, len(self.numbers) + 1)


class Scene(Struct, frozen=True):
    """What is being written: a slide or its notes. ``marks`` collects the labels of footnotes marked here, in order."""

    name: str
    links: Mapping[str, str]
    footnotes: Footnotes
    report: Report
    span: Span
    marks: dict[str, None] = field(default_factory=dict)

    def find(self, code: Finding, span: Span | None = None, **args: object) -> None:
        """Report something about this slide."""
        self.report.add(code, span or self.span, slide=self.name, **args)


def runs_of(inlines: Sequence[Inline], scene: Scene, form: Run = PLAIN) -> tuple[Run, ...]:
    """Runs for ``inlines`` in the form of ``form``, equal neighbours joined."""
    return joined(_runs(inlines, scene, form))


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """``runs`` without empty ones, neighbours of one form joined."""
    result: list[Run] = []
    for run in runs:
        if result and result[-1].like(run):
            result[-1] = replace(run, text=result[-1].text + run.text)
        elif run.text:
            result.append(run)
    return tuple(result)


def text_of(runs: Iterable[Run]) -> str:
    """The characters of ``runs``."""
    return "".join(run.text for run in runs)


def _runs(inlines: Sequence[Inline], scene: Scene, form: Run) -> Iterator[Run]:
    for inline in inlines:
        yield from _inline(inline, scene, form)


def _inline(inline: Inline, scene: Scene, form: Run) -> Iterator[Run]:
    match inline:
        case Text(value):
            yield replace(form, text=value)
        case Strong(children):
            yield from _runs(children, scene, replace(form, bold=True))
        case Emphasis(children):
            yield from _runs(children, scene, replace(form, italic=True))
        case Strike(children):
            yield from _runs(children, scene, replace(form, strike=True))
        case Code(value):
            yield replace(form, text=value, code=True)
        case LineBreak():
            yield replace(form, text="\n")
        case Link(href, children):
            yield from _runs(children, scene, replace(form, href=_address(href, scene)))
        case Footnote(label) | FootnoteReference(label):
            yield _mark(label, scene, form)
        case _:
            assert_never(inline)


def _mark(label: str, scene: Scene, form: Run) -> Run:
    if label not in scene.footnotes.blocks:
        scene.find(FOOTNOTE_UNKNOWN, label=label)
        return replace(form, text=f"[{label}]")
    scene.marks[label] = None
    return replace(form, text=str(scene.footnotes.number(label)), raised=True, href="")


def _address(href: str, scene: Scene) -> str:
    """Where a link leads from a deck; empty for plain text."""
    if href.startswith("pakke:"):
        return scene.links.get(href, "")
    if OUTSIDE.fullmatch(href):
        return href
    scene.find(LINK_NOT_POSSIBLE, href=href)
    return ""
