"""Slides look after the merge as they did before it: compared as pictures, slide by slide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from mottepakke.slides.merging.placement import Placement
from mottepakke.slides.merging.values import Dress
from tests.unit.slides import corpus
from tests.unit.slides.merged import Result, Returned, merge
from tests.unit.slides.rendering import after, before, difference, rendered, saved_again

SIZES = {"firetre": corpus.FOUR_THREE, "bred": corpus.WIDE, "liten": corpus.SMALL, "libreoffice": corpus.FOUR_THREE}
ACCENTS = {"firetre": "B3471D", "bred": "1D6F42", "liten": "6B2D84"}
FIRST = {"firetre": 1, "bred": 3, "liten": 5, "libreoffice": 6}
"""The slide of ours that each deck follows."""
MEAN, WORST = 1.0, 40
"""Of 255. A slide without its picture, its colours or its text box is beyond both."""


@pytest.fixture(scope="module")
def returned(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    made = {name: corpus.rich_deck(SIZES[name], accent) for name, accent in ACCENTS.items()}
    return {**made, "libreoffice": saved_again(soffice, tmp_path_factory.mktemp("lagret"), made["firetre"])}


@pytest.fixture(scope="module")
def merged(returned: dict[str, bytes]) -> Result:
    return merge(*(Returned(data, FIRST[name], name=f"{name}.pptx") for name, data in returned.items()))


@pytest.fixture(scope="module")
def house(returned: dict[str, bytes]) -> Result:
    return merge(*(Returned(data, FIRST[name]) for name, data in returned.items()), dress=Dress.HOUSE)


@pytest.fixture(scope="module")
def pictures(
    returned: dict[str, bytes], merged: Result, house: Result, soffice: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, pypdfium2.PdfDocument]]:
    decks = {**returned, "samlet": merged.data, "husets": house.data}
    found = rendered(soffice, tmp_path_factory.mktemp("bilder"), decks)
    yield found
    for one in found.values():
        one.close()


def test_every_slide_is_a_page(pictures: dict[str, pypdfium2.PdfDocument], merged: Result) -> None:
    expected = len(merged.merged.slides)
    assert expected == 8 + len(SIZES) * len(corpus.TITLES)
    assert [len(pictures[name]) for name in ("samlet", "husets")] == [expected, expected]


@pytest.mark.parametrize("name", SIZES)
def test_each_slide_looks_as_it_did(name: str, pictures: dict[str, pypdfium2.PdfDocument], merged: Result) -> None:
    placement = Placement(SIZES[name], corpus.WIDE)
    insert = list(SIZES).index(name)
    places = [index for index, slide in enumerate(merged.merged.slides) if slide.insert == insert]
    assert len(places) == len(corpus.TITLES)
    found = {
        title: difference(before(pictures[name][number], placement), after(pictures["samlet"][place], placement))
        for number, (title, place) in enumerate(zip(corpus.TITLES, places, strict=True))
    }
    assert {title: values for title, values in found.items() if values[0] > MEAN or values[1] > WORST} == {}


def test_slides_that_differ_are_seen_to_differ(pictures: dict[str, pypdfium2.PdfDocument]) -> None:
    placement = Placement(corpus.WIDE, corpus.WIDE)
    pages = [before(pictures["bred"][number], placement) for number in range(len(corpus.TITLES))]
    empty = pages[corpus.HIDDEN - 1]
    for title, page in zip(corpus.TITLES, pages, strict=True):
        mean, worst = difference(page, empty)
        assert title == "Skjult" or mean > MEAN or worst > WORST, title


def test_our_own_slides_look_as_they_did(pictures: dict[str, pypdfium2.PdfDocument], merged: Result) -> None:
    placement = Placement(corpus.WIDE, corpus.WIDE)
    ours = [index for index, slide in enumerate(merged.merged.slides) if slide.insert is None]
    for index in ours:
        pair = [after(pictures[name][index], placement) for name in ("samlet", "husets")]
        assert difference(*pair)[0] < MEAN
