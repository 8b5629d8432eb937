"""The meeting's slides as PDF in every pack: page n is slide n, in the manifest, and what else a committee asks for."""

import json
from pathlib import Path

import pypdf
import pytest

from mottepakke.build.outcome import Outcome
from tests.conftest import SAMPLES
from tests.support.texts import outline, pptx_slides, slide_lines, slide_title, squeezed
from tests.support.workspaces import COMMITTEE, KEY, PLAIN, Workspace, committee

WANTED = {
    "": {"samlet.pdf"},
    "lysbilder: {pdf: nei}\n": set(),
    "lysbilder: {notater: ja, støtteark: ja}\n": {"samlet.pdf", "samlet-notater.pdf", "stotteark.pdf"},
}


@pytest.mark.parametrize("meeting", SAMPLES)
def test_page_n_is_slide_n_and_says_all_it_says(meeting: str, samples: dict[str, Outcome]) -> None:
    folder = samples[meeting].folder
    assert folder is not None
    slides = pptx_slides(folder / "presentasjon" / "samlet.pptx")
    pages = pypdf.PdfReader(folder / "presentasjon" / "samlet.pdf").pages
    assert len(pages) == len(slides)
    for slide, page in zip(slides, pages, strict=True):
        text = squeezed(page.extract_text())
        assert all(squeezed(line) in text for line in slide_lines(slide))


@pytest.mark.parametrize("meeting", SAMPLES)
def test_every_slide_is_in_the_outline_under_its_case(meeting: str, samples: dict[str, Outcome]) -> None:
    folder = samples[meeting].folder
    assert folder is not None
    titles = [slide_title(slide) for slide in pptx_slides(folder / "presentasjon" / "samlet.pptx")]
    found = list(outline(pypdf.PdfReader(folder / "presentasjon" / "samlet.pdf")))
    assert [(title, page) for _, title, page in found] == [(title, page) for page, title in enumerate(titles)]
    cases = [title for depth, title, _ in found if depth == 0]
    assert {depth for depth, _, _ in found} == {0, 1}
    assert len(cases) > 3


@pytest.mark.parametrize("lines", list(WANTED))
def test_a_committee_gets_what_it_asks_for(lines: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, {**PLAIN, COMMITTEE: committee(lines)})
    assert workspace.run("build", KEY).code == 0
    folder = tmp_path / "output" / KEY
    assert {path.name for path in (folder / "presentasjon").glob("*.pdf")} == WANTED[lines]
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    entries = [entry for entry in listed if entry["path"].startswith("presentasjon/") and entry["format"] == "pdf"]
    assert {entry["path"].rpartition("/")[2] for entry in entries} == WANTED[lines]
    assert all(entry["kind"] == "presentasjon" and "PDF/A-2a" in entry["conformance"] for entry in entries)
    assert len({entry["title"] for entry in entries}) == len(entries)
