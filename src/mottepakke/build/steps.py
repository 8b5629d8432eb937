"""What passes from reading a meeting to building it."""

from __future__ import annotations

from msgspec import Struct

from mottepakke.build.cache import Made
from mottepakke.build.prepare import Prepared
from mottepakke.diagnostics import Diagnostic


class Step(Struct, frozen=True):
    """First what a meeting is laid out from, then what was found of it, and what is to be kept."""

    prepared: Prepared | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    made: Made = Made()
