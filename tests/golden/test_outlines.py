"""The packs as text that can be read and reviewed: what stands in which order, under which number, on which page.

`make accept` writes the files anew after a wished change; read the difference before you commit it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from mottepakke.build.outcome import Outcome
from tests.conftest import SAMPLES
from tests.support.texts import docx_paragraphs, outline, pptx_slides, slide_lines, slide_title

HERE = Path(__file__).parent


def pack_outline(folder: Path, name: str) -> Iterator[str]:
    """Every bookmark of the merged pack with its depth and page label."""
    reader = pypdf.PdfReader(folder / name)
    labels = reader.page_labels
    yield f"{len(reader.pages)} sider"
    for depth, title, page in outline(reader):
        yield f"{'  ' * depth}{title} … {labels[page]}"


def notice_text(folder: Path) -> Iterator[str]:
    """The notice's paragraphs with their Word styles."""
    for style, text in docx_paragraphs(folder / "innkalling.docx"):
        if text.strip():
            yield f"[{style}] {text}"


def deck_text(folder: Path) -> Iterator[str]:
    """The slides with their titles and lines."""
    for number, slide in enumerate(pptx_slides(folder / "presentasjon" / "samlet.pptx"), 1):
        title = slide_title(slide)
        yield f"{number}. {title}"
        yield from (f"    {line}" for line in slide_lines(slide) if line != title)


@pytest.mark.parametrize("meeting", SAMPLES)
@pytest.mark.parametrize("kind", ["pack", "notice", "deck", "files"])
def test_the_pack_reads_as_reviewed(meeting: str, kind: str, samples: dict[str, Outcome]) -> None:
    outcome = samples[meeting]
    assert outcome.folder is not None
    name = meeting.replace("/", "-")
    made = {
        "pack": lambda: pack_outline(outcome.folder, f"motepakke-{name}.pdf"),
        "notice": lambda: notice_text(outcome.folder),
        "deck": lambda: deck_text(outcome.folder),
        "files": lambda: iter(sorted(f"{item.kind}: {item.path} – {item.title}" for item in outcome.artifacts)),
    }[kind]()
    actual = "\n".join(made) + "\n"
    expected = HERE / name / f"{kind}.txt"
    if os.environ.get("MOTTEPAKKE_ACCEPT"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(actual, encoding="utf-8")
    assert actual == expected.read_text(encoding="utf-8")
