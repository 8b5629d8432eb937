"""LibreOffice, where it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mottepakke.convert.office.program import find_soffice


@pytest.fixture(scope="session")
def soffice() -> Path:
    found = find_soffice()
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found
