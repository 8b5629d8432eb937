"""What every writer gives back."""

from __future__ import annotations

from msgspec import Struct

from mottepakke.diagnostics import Diagnostic


class Written(Struct, frozen=True):
    """A finished file, and what its format could not express."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
