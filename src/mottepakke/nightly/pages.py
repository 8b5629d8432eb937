"""The pages of a run."""

from __future__ import annotations

from mottepakke.model.look import Layout
from mottepakke.nightly.night import Drafted, Night


def overview_page(night: Night, layout: Layout) -> str:  # noqa: ARG001
    """The page of all coming meetings."""
    return f"<!doctype html><title>{night.date}</title>\n"


def meeting_page(drafted: Drafted, night: Night, layout: Layout) -> str:  # noqa: ARG001
    """The page of one meeting."""
    return f"<!doctype html><title>{drafted.meeting}</title>\n"
