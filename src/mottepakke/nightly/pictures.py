"""First pages as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mottepakke.nightly.night import Document


def first_pages(folder: Path, meeting: str, documents: Sequence[Document]) -> tuple[tuple[str, str], ...]:  # noqa: ARG001
    """Pictures of first pages, written below the run's ``folder``."""
    return ()
