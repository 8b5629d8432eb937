"""The reading order shown in the documentation is that of the pack as it is built now. `make accept` writes it anew."""

import os
from pathlib import Path

from tools.show_tags import tag_lines

from mottepakke.build.outcome import Outcome
from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "tilgjengelighet.md"
BEGIN, END = "<!-- lest: start -->", "<!-- lest: slutt -->"
MEETING = "arena/2020-2"


def test_the_reading_order_in_the_docs_is_that_of_the_pack(samples: dict[str, Outcome]) -> None:
    folder = samples[MEETING].folder
    assert isinstance(folder, Path)
    lines = "\n".join(tag_lines(folder / "motepakke-arena-2020-2.pdf"))
    page = PAGE.read_text("utf-8")
    before, after = page.partition(BEGIN)[0], page.partition(END)[2]
    actual = f"{before}{BEGIN}\n\n```text\n{lines}\n```\n\n{END}{after}"
    if os.environ.get("MOTTEPAKKE_ACCEPT"):
        PAGE.write_text(actual, encoding="utf-8")
    assert actual == PAGE.read_text("utf-8")
