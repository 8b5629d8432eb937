"""Which passages the rules look at."""

from __future__ import annotations

import pytest

from mottepakke.check.rules.date_or_time_form import FORMS
from mottepakke.check.rules.impossible_date import FULL, ISO, NAMED, SHORT
from mottepakke.check.subject import DATED

WRITTEN = (
    *("31. april", "31.april 2025", "3.\N{NO-BREAK SPACE}Mai", "30.02.2025", "30. 02. 2025", "30.2.25", "2025-02-30"),
    *("3/4-2025", "3/4 25", "kl 9", "kl.9.30", "Kl12:15", "12. Mai"),
)


@pytest.mark.parametrize("text", WRITTEN)
def test_every_written_date_or_time_is_looked_at(text: str) -> None:
    patterns = (NAMED, FULL, SHORT, ISO, *(pattern for pattern, _ in FORMS))
    assert any(pattern.search(text) for pattern in patterns)
    assert DATED.search(text)


@pytest.mark.parametrize("text", ["Det er 12 kommuner og 3,5 årsverk.", "Sak 12 og vedlegg 3"])
def test_numbers_alone_are_no_dates(text: str) -> None:
    assert not DATED.search(text)
