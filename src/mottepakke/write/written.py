"""What every writer gives back."""

from __future__ import annotations

from dataclasses import dataclass

from mottepakke.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file, and what its format could not express."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
