"""What a presenter gets: the case's own words, empty slides, and notes that say how long and what to do."""

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from mottepakke.build.outcome import Outcome
from tests.support.texts import pptx_slides, slide_title

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NUIT = "presentasjon/17-25-godkjenningsordning.pptx"
FJORDVIK = "presentasjon/ps-19-25-plan-for-velferdsteknologi.pptx"


def file_of(samples: dict[str, Outcome], meeting: str, name: str) -> Path:
    folder = samples[meeting].folder
    assert folder is not None
    return folder / name


def part_words(path: Path, prefix: str) -> str:
    with zipfile.ZipFile(path) as archive:
        parts = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.startswith(prefix)]
    return "\n".join("".join(node.text or "" for node in par.iter(f"{A}t")) for part in parts for par in part.iter(f"{A}p"))


def test_the_template_says_the_right_things_where_they_cannot_be_edited(samples: dict[str, Outcome]) -> None:
    path = file_of(samples, "nuit/2025-2", NUIT)
    layouts = part_words(path, "ppt/slideLayouts/slide")
    assert "Marte Kirkerud, Helsedirektoratet" in layouts
    assert "15. mai 2025" in layouts.replace("\N{NO-BREAK SPACE}", " ")
    for words in ("etablerer en veilednings- og godkjenningsordning", "Hva er viktigst når", "NUIT drøftet innretningen"):
        assert words in layouts
        assert words not in part_words(path, "ppt/slides/slide")


def test_empty_slides_stand_before_the_proposal(samples: dict[str, Outcome]) -> None:
    titles = [slide_title(slide) for slide in pptx_slides(file_of(samples, "nuit/2025-2", NUIT))]
    assert titles == [
        "Sak 17/25: Veilednings- og godkjenningsordning for helseteknologier",
        *(
            "Hensikt med saken – sak 17/25",
            "Drøftingsspørsmål – sak 17/25",
            "Ditt innhold 1",
            "Ditt innhold 2",
            "Ditt innhold 3",
        ),
        "Forslag til vedtak – sak 17/25",
    ]


@pytest.mark.parametrize(
    ("meeting", "name", "sayings"),
    [
        ("nuit/2025-2", NUIT, ("Tid til saken: 40\N{NO-BREAK SPACE}minutter: 11.30–12.10.", "send den til sekretariatet")),
        ("fjordvik/2025-3", FJORDVIK, ("Tid til saka: ", "send han til sekretariatet", "Gi kvart lysbilete")),
    ],
)
def test_the_notes_say_how_long_the_case_has_and_what_to_do_with_the_deck(
    meeting: str, name: str, sayings: tuple[str, ...], samples: dict[str, Outcome]
) -> None:
    notes = part_words(file_of(samples, meeting, name), "ppt/notesSlides/notes")
    for saying in (*sayings, Path(name).name):
        assert saying in notes
