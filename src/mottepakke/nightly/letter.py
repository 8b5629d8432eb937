"""What changed, as a short text."""

from __future__ import annotations

from mottepakke.nightly.night import Night


def letter(night: Night, language: str) -> str:  # noqa: ARG001
    """The text of the mail."""
    return "".join(f"{meeting.meeting}\n" for meeting in night.meetings)
