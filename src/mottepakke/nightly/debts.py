"""Who owes a meeting what."""

from __future__ import annotations

from collections.abc import Sequence

from mottepakke.build.prepare import Prepared
from mottepakke.diagnostics import Diagnostic
from mottepakke.nightly.night import Debt


def debts(prepared: Prepared, diagnostics: Sequence[Diagnostic]) -> tuple[Debt, ...]:  # noqa: ARG001
    """What is owed to a meeting."""
    return ()
