"""Paths among values that are kept as MessagePack, which knows none."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def path_as_text(value: Any) -> str:
    """For encoders.

    Raises:
        NotImplementedError: anything but a path.
    """
    if not isinstance(value, Path):
        raise NotImplementedError(type(value).__name__)
    return str(value)


def text_as_path(shape: type, value: Any) -> Any:
    """For decoders; what may be anything stays as it is."""
    return Path(value) if shape is Path else value
