"""Returned decks on their way to rules and merge: which are read, which are refused, and our own template filled in."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from mottepakke import pipeline
from mottepakke.build.prepare import Prepared, Preparer
from mottepakke.build.returned import RefusedDeck
from mottepakke.build.sealing import sealed_version
from mottepakke.build.sheets import SheetMaker
from mottepakke.diagnostics import Report
from mottepakke.model.pack import ResolvedCase
from mottepakke.model.source import Span
from mottepakke.read.layout import read_layout
from mottepakke.write.pptx import write_pptx
from tests.conftest import REPOSITORY
from tests.support.presenters import DECK, LINE, MEETING, NOTE, SOURCES, deck_of, good, returned, the_deck, told
from tests.support.workspaces import Workspace, names, places

TEMPLATES = [
    ("nuit/2025-2", "nuit/2025/godkjenningsordning"),
    ("nuit/2025-2", "nuit/2025/icd-11"),
    ("fjordvik/2025-3", ""),
    ("arena/2020-2", ""),
    ("e-helserad/2024-1", ""),
    ("e-helsestyre/2022-4", ""),
]
"""Meetings and cases of the sample packs ('' for the first with a note): both målformer, series, no numbers."""


def template(root: Path, prepared: Prepared, case: ResolvedCase) -> bytes:
    """The presenter's template of a case, as `build` writes it."""
    layout = read_layout(prepared.meeting.committee.layout, root, Span(""), Report())
    assert layout is not None
    maker = SheetMaker(prepared, layout, root)
    look = layout.look(prepared.meeting.committee.language)
    return write_pptx(maker.documents.template(case), look, {}).data


def filled_in(data: bytes) -> bytes:
    """A template with content on the slides that are for it."""
    deck: Any = Presentation(io.BytesIO(data))
    for number, slide in enumerate(deck.slides, 1):
        if slide.slide_layout.name == "Eget innhold":
            slide.shapes.title.text_frame.text = f"Slik arbeider vi videre, del {number}"
            slide.placeholders[
                1
            ].text_frame.text = "Vi er i gang med 12 av 15 tiltak.\nTo kommuner prøver ordningen til høsten."
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("meeting", "key"), TEMPLATES)
def test_our_template_filled_in_gives_no_finding(meeting: str, key: str, tmp_path: Path) -> None:
    for name in ("packs", "sources", "layouts"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    before, _ = Preparer(pipeline.open_workspace(tmp_path)).prepare(meeting)
    assert before is not None
    case = next(one for one in before.meeting.cases if one.row.case.key == key or (not key and one.row.case.has_note))
    note = tmp_path / case.row.case.origin.span.path
    (note.parent / "retur.pptx").write_bytes(filled_in(template(tmp_path, before, case)))
    note.write_text(
        note.read_text(encoding="utf-8").replace("---\n", "---\npresentasjon: retur.pptx\n", 1), encoding="utf-8"
    )
    after, found = Preparer(pipeline.open_workspace(tmp_path)).prepare(meeting)
    assert after is not None
    assert told(found) == []
    deck = the_deck(after)
    locked = {slide.number for slide in deck.deck.slides if slide.locked}
    assert deck.left_out == locked
    assert {1, *([len(deck.deck.slides)] if case.row.case.proposal else [])} <= locked


def test_a_template_sent_back_empty_is_left_out_and_told(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, {**SOURCES, DECK: deck_of(good)})
    prepared = workspace.prepared()
    workspace.write({DECK: template(tmp_path, prepared, prepared.meeting.cases[0])})
    found = workspace.check()
    assert told(found) == [("repetition-left-out", str(n), f"Ditt innhold {n - 1}") for n in (2, 3, 4)]


def test_a_case_that_is_not_treated_needs_no_deck(tmp_path: Path) -> None:
    for status in ("utsatt", "trukket"):
        meeting = str(SOURCES[MEETING]).replace("varighet: 60}", f"varighet: 60, status: {status}}}")
        prepared = returned(tmp_path / status, good, meeting=meeting)
        assert prepared.returned == {}
        assert told(prepared.diagnostics) == []


def test_a_deck_that_is_missing_is_told_at_its_line(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, SOURCES)
    assert places(workspace.check()) == [("missing-file", NOTE, LINE)]
    assert workspace.prepared().returned == {}
    assert places(workspace.write({DECK: ""}).check()) == [("empty-file", NOTE, LINE)]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04 and no more", "slides-broken"),
        (b"%PDF-1.7", "not-a-presentation"),
        (deck_of(good)[:-900], "slides-broken"),
        (deck_of(), "deck-without-slides"),
    ],
)
def test_a_refused_deck_is_one_finding(data: bytes, name: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, {**SOURCES, DECK: data})
    prepared = workspace.prepared()
    assert places(prepared.diagnostics) == [(name, NOTE, LINE)]
    (refused,) = prepared.returned.values()
    assert isinstance(refused, RefusedDeck)
    assert refused.problem == prepared.diagnostics[0]


def test_a_case_without_a_note_may_have_a_deck(tmp_path: Path) -> None:
    meeting = str(SOURCES[MEETING]).replace(
        "{tittel: Eventuelt, varighet: 30}", "{tittel: Eventuelt, varighet: 30, presentasjon: retur.pptx}"
    )
    sources = {**SOURCES, DECK: deck_of(good), MEETING: meeting, "sources/rad/2025/eventuelt/retur.pptx": deck_of(good)}
    found = Workspace(tmp_path, sources).check()
    assert {item.span.path for item in found} == {NOTE, MEETING}
    assert "slide-title-differs" in names(found)


def test_the_deck_is_not_sealed_with_the_pack(tmp_path: Path) -> None:
    prepared = returned(tmp_path, good)
    version = sealed_version(prepared, tmp_path, 1, prepared.meeting.meeting.date)
    assert DECK not in {source.path for source in version.sources}


def test_a_meeting_without_decks_reads_none() -> None:
    code = (
        "import sys; from mottepakke.cli.main import run; run(['check', 'nuit/2025-2']); "
        "print(sorted(name for name in sys.modules if name.startswith(('mottepakke.slides', 'mottepakke.check.slide_'))), "
        "file=sys.stderr)"
    )
    assert run_python(code) == "[]"


def run_python(code: str) -> str:
    """The last line on stderr of a fresh interpreter in the repository."""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, check=True)
    return result.stderr.splitlines()[-1]
