"""What a committee sets for the checks, and findings that somebody wants no more of."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from mottepakke.model.source import Span

Weight = Literal["feil", "advarsel", "hint"]
LONGEST_WITHOUT_BREAK = 120
"""Minutes; the default."""


class Ignored(Struct, frozen=True):
    """Findings that are to be left out: those whose code begins with ``code``, for a ``reason`` ('' where none is given).

    ``span`` is where that is written. It holds for line ``line`` of that file, or for the whole of it (None); what stands in
    `RuleSettings` holds for all meetings of the committee.
    """

    code: str
    reason: str
    span: Span
    line: int | None = None


class Weighed(Struct, frozen=True):
    """Another weight for the findings whose code begins with ``code``."""

    code: str
    weight: Weight
    span: Span


class RuleSettings(Struct, frozen=True):
    """``regler:`` of utvalg.yaml."""

    ignored: tuple[Ignored, ...] = ()
    weights: tuple[Weighed, ...] = ()
    longest_without_break: int = LONGEST_WITHOUT_BREAK
    """Minutes that a meeting may go on without a break."""
    retired_domains: tuple[str, ...] = ()
    """Host names that no longer answer, in small letters; what ends in ``.name`` belongs to ``name``."""
    terms: tuple[tuple[str, str], ...] = ()
    """Words to avoid, each with what to write in its place."""
