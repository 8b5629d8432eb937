"""What the cleaners of the formats know about the file they work on."""

from __future__ import annotations

from dataclasses import dataclass

from mottepakke.convert.copies.package import Parts
from mottepakke.convert.notes import Notes


@dataclass(frozen=True, slots=True)
class Setting:
    """One file: its name and parts, its main part, and the language for what has none; ``notes`` is written to."""

    file: str
    parts: Parts
    main: str
    language: str
    notes: Notes
