"""Packs of more documents than a process may have open at once (256 on macOS)."""

import os
from collections.abc import Iterator

import pytest

from mottepakke.assemble.pack import assemble_pack
from tests.unit.assemble import corpus

resource = pytest.importorskip("resource", reason="Windows has no such limit")
FEW_FILES = 24
PARTS = 40


@pytest.fixture
def few_files() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free + FEW_FILES, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_document_is_closed_when_it_is_merged(few_files: None) -> None:
    parts = [corpus.attachment(number, id=f"vedlegg/{number}") for number in range(PARTS)]
    assert len(assemble_pack(corpus.plan(*parts)).starts) == PARTS
