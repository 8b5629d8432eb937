"""Merges decks for the tests; whatever comes out is validated part by part."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pptx
from pptx.presentation import Presentation

from mottepakke.messages import LANGUAGES, hint, message
from mottepakke.model.source import Span
from mottepakke.slides.deck import open_deck
from mottepakke.slides.merging.merge import merge_decks
from mottepakke.slides.merging.values import Dress, Insert, Merged
from tests.support.package_validator import Package, faults
from tests.unit.slides import corpus

SPAN = Span("sources/rad/2025/plan/toppnotat.md", 4)


@dataclass(frozen=True)
class Returned:
    """A returned deck, and where its slides go."""

    data: bytes
    after: int = 1
    slides: tuple[int, ...] | None = None
    replaces: tuple[int, ...] = ()
    name: str = "innlegg.pptx"


@dataclass(frozen=True)
class Result:
    data: bytes
    merged: Merged

    @property
    def package(self) -> Package:
        return Package(self.data)

    @property
    def deck(self) -> Presentation:
        return pptx.Presentation(io.BytesIO(self.data))

    @property
    def codes(self) -> list[str]:
        return sorted({one.code.name for one in self.merged.diagnostics})

    @property
    def titles(self) -> list[str]:
        return [slide.shapes.title.text for slide in self.deck.slides]

    def found(self, code: str) -> list[dict[str, str]]:
        """The arguments of the findings of one kind."""
        return [dict(one.args) for one in self.merged.diagnostics if one.code.name == code]

    def slide(self, title: str) -> Any:
        return next(slide for slide in self.deck.slides if slide.shapes.title.text == title)

    def part(self, title: str) -> str:
        """The name of the part of the slide with a title."""
        package = self.package
        return next(part for part in package.slides if _title(package.tree(part)) == title)


def _title(slide: Any) -> str:
    for mark in slide.iter("{*}ph"):
        if mark.get("type") in ("title", "ctrTitle"):
            return "".join(mark.getparent().getparent().getparent().itertext("{*}t"))
    return ""


def merge(*returned: Returned | bytes, own: bytes | None = None, dress: Dress = Dress.KEPT) -> Result:
    """The merged deck, without a fault."""
    out = io.BytesIO()
    with ExitStack() as stack:
        inserts = [
            Insert(stack.enter_context(open_deck(one.data, one.name)), one.after, SPAN, one.slides, one.replaces)
            for one in _each(returned)
        ]
        merged = merge_decks(corpus.own() if own is None else own, inserts, out, dress)
    for one in merged.diagnostics:
        assert all(dict(one.args)["file"] in message(one, language) and hint(one, language) for language in LANGUAGES)
    found = faults(out.getvalue())
    assert found == [], found
    return Result(out.getvalue(), merged)


def _each(returned: Sequence[Returned | bytes]) -> list[Returned]:
    return [Returned(one) if isinstance(one, bytes) else one for one in returned]
