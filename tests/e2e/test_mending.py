"""``check --fix`` on the sample packs: nothing to mend as they are; numbers written by hand become the references again."""

import re
import shutil
from pathlib import Path

import pytest

from mottepakke import pipeline
from mottepakke.build.prepare import Prepared, Preparer
from mottepakke.model.bodies import names_another
from mottepakke.model.meeting import Case
from mottepakke.model.references import Target
from tests.support.workspaces import Workspace

ROOT = Path(__file__).parents[2]
REFERENCE = re.compile(r"\[\[(sak|vedlegg):([^\]]+)\]\]")
WORDS = {"sak": "sak", "vedlegg": "Vedlegg"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for name in ("packs", "sources", "layouts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return Workspace(tmp_path, {})


def files(workspace: Workspace) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}


def test_the_sample_packs_have_nothing_to_mend(workspace: Workspace) -> None:
    before = files(workspace)
    assert workspace.run("check", "--fix").out == ""
    assert files(workspace) == before


def by_hand(text: str, prepared: Prepared, case: Case) -> str:
    """``text`` as somebody writes it who does not know references, where nobody else is named whose number it could be."""

    def said(found: re.Match[str]) -> str:
        around = text[text.rfind("\n\n", 0, found.start()) : text.find("\n\n", found.end())].replace(found[0], "")
        if names_another(around, prepared.meeting.committee):
            return found[0]
        target = prepared.references.look_up(f"ref:{found[1]}/{found[2]}", case)
        known = isinstance(target, Target) and target.number and target.href and not target.case_number
        return f"{WORDS[found[1]]} {target.number}" if known and isinstance(target, Target) else found[0]

    return REFERENCE.sub(said, text)


def test_numbers_written_by_hand_become_the_references_they_were(workspace: Workspace) -> None:
    sources = pipeline.open_workspace(workspace.root)
    preparer = Preparer(sources)
    before = files(workspace)
    for key in pipeline.choose_meetings([], sources):
        prepared, _ = preparer.prepare(key)
        assert prepared is not None
        for resolved in prepared.meeting.cases:
            path = workspace.root / "sources" / resolved.row.case.key / "toppnotat.md"
            if path.exists():
                text = by_hand(path.read_text("utf-8"), prepared, resolved.row.case)
                path.write_text(text, encoding="utf-8")
    changed = [path for path, data in files(workspace).items() if data != before[path]]
    assert len(changed) > 5
    workspace.run("check", "--fix")
    assert files(workspace) == before


@pytest.mark.parametrize(
    "sentence",
    [
        "NUFA drøftet digitalisering i vest i sak 16/25.",
        "Styret i Helse Vest vedtok planen i sak 17/25.",
        "Stortinget behandlet dette i sak 17/25 før jul.",
        "Kommunestyret vedtok planen i\nsak 17/25.",
    ],
)
def test_numbers_of_others_are_left_alone(sentence: str, workspace: Workspace) -> None:
    note = "sources/nuit/2025/icd-11/toppnotat.md"
    text = (workspace.root / note).read_text("utf-8")
    workspace.write({note: f"{text}\n{sentence}\n"})
    workspace.run("check", "nuit/2025-2", "--fix")
    assert sentence in (workspace.root / note).read_text("utf-8")
