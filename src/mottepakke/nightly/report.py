"""A run for other programs."""

from __future__ import annotations

import msgspec

from mottepakke.nightly.night import Night


def report(night: Night) -> bytes:
    """rapport.json."""
    content = {"schema": 1, "date": night.date, "previous": night.previous, "meetings": night.meetings}
    return msgspec.json.format(msgspec.json.encode(content), indent=1)
