"""The archive copy: made of a sent meeting alone, whole or not at all, kept by later builds, and true to its checksums."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from mottepakke.build.archive import PackRefused, keep_archive, refuse_unfinished
from mottepakke.build.produce import Sheet
from mottepakke.model.delivery import ARCHIVE, CHECKSUMS, MANIFEST
from mottepakke.model.document import Document, Properties
from tests.support.deliveries import found_in
from tests.support.workspaces import KEY, MEETING, NOTE, PLAIN, Run, Workspace, note, sent

FROZEN = {**PLAIN, **sent()}
OUTPUT = f"output/{KEY}"


def archived(root: Path) -> tuple[Workspace, Run]:
    workspace = Workspace(root, FROZEN)
    return workspace, workspace.run("archive", KEY, "--json")


def names(run: Run) -> list[str]:
    return [item["name"] for item in run.document["diagnostics"]]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """An archive copy, and what making it printed."""
    workspace, run = archived(tmp_path_factory.mktemp("arkiv"))
    return workspace.root / OUTPUT / ARCHIVE, run


def manifest_of(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))


def test_an_archive_copy_holds_the_pack_every_document_and_the_originals(copy: tuple[Path, Run]) -> None:
    folder, run = copy
    assert (run.code, names(run)) == (0, [])
    listed = {item["path"]: item for item in manifest_of(folder)["files"]}
    assert set(listed) == {
        "innkalling.docx",
        "innkalling.pdf",
        "motepakke-rad-2025-2.pdf",
        "presentasjon/samlet.pdf",
        "presentasjon/samlet.pptx",
        "toppnotat/1-25-plan-for-aret.docx",
        "toppnotat/1-25-plan-for-aret.pdf",
    }
    assert set(contents(folder)) == {*listed, MANIFEST, CHECKSUMS}
    assert all(re.fullmatch(r"[a-z0-9./-]+", path) for path in contents(folder))


def test_the_manifest_says_what_an_archive_asks(copy: tuple[Path, Run]) -> None:
    folder, _ = copy
    manifest = manifest_of(folder)
    assert (manifest["draft"], manifest["date"], manifest["checksums"]) == (False, "2025-05-15", CHECKSUMS)
    listed = {item["path"]: item for item in manifest["files"]}
    asked = ("title", "case", "document_type", "pronom", "variant", "conformance")
    assert [listed["toppnotat/1-25-plan-for-aret.pdf"][key] for key in asked] == [
        *("Toppnotat Plan for året", "1/25", "Saksframlegg", "fmt/476", "Arkivformat", ["PDF/A-2a", "PDF/UA-1"]),
    ]
    assert [listed["innkalling.docx"][key] for key in asked] == [
        *("Innkalling til møte 2/2025 i Rådet", None, "Møteinnkallelse", "fmt/412", "Produksjonsformat", []),
    ]
    assert [listed["motepakke-rad-2025-2.pdf"][key] for key in asked[2:4]] == ["Møtepakke", "fmt/476"]
    for path, item in listed.items():
        data = (folder / path).read_bytes()
        assert (item["bytes"], item["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())


def test_the_artifacts_are_those_of_the_folder(copy: tuple[Path, Run]) -> None:
    folder, run = copy
    artifacts = {item["path"]: item for item in run.document["artifacts"]}
    assert set(artifacts) == {f"{OUTPUT}/{ARCHIVE}/{path}" for path in contents(folder)}
    assert artifacts[f"{OUTPUT}/{ARCHIVE}/{CHECKSUMS}"]["kind"] == "arkiv"


def test_sha256sum_reads_the_checksum_file(copy: tuple[Path, Run]) -> None:
    folder, _ = copy
    lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    own = {line.partition("  ")[2]: line.partition("  ")[0] for line in lines}
    assert own == {path: hashlib.sha256(data).hexdigest() for path, data in contents(folder).items() if path != CHECKSUMS}
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--strict", CHECKSUMS], cwd=folder, check=True, capture_output=True)


def test_an_archive_copy_is_verified_and_a_flipped_bit_found(copy: tuple[Path, Run], tmp_path: Path) -> None:
    folder = tmp_path / "kopi"
    shutil.copytree(copy[0], folder)
    workspace = Workspace(tmp_path, {})
    assert workspace.run("verify", str(folder), "--json").document["diagnostics"] == []
    path = folder / "innkalling.docx"
    path.write_bytes(path.read_bytes()[:-1] + b"\xff")
    run = workspace.run("verify", str(folder), "--json")
    assert (run.code, names(run)) == (1, ["file-changed"])
    assert run.document["diagnostics"][0]["path"] == "kopi/innkalling.docx"
    shown = workspace.run("verify", str(folder), "--quiet")
    assert "innkalling.docx" in shown.out
    assert (shown.code, shown.err) == (1, "")


def test_making_it_again_gives_the_same_bytes(copy: tuple[Path, Run], tmp_path: Path) -> None:
    archived(tmp_path)
    assert contents(tmp_path / OUTPUT / ARCHIVE) == contents(copy[0])


# -- refused ----------------------------------------------------------------------------------------------------


def test_a_draft_is_not_archived(tmp_path: Path) -> None:
    run = Workspace(tmp_path).run("archive", KEY, "--json")
    assert (run.code, names(run), run.document["artifacts"]) == (1, ["not-frozen"], [])
    assert run.document["diagnostics"][0]["path"] == MEETING
    assert not (tmp_path / "output").exists()


def test_there_is_no_way_to_ask_for_a_draft(tmp_path: Path) -> None:
    run = Workspace(tmp_path, FROZEN).run("archive", "--draft", KEY, "--json")
    assert (run.code, names(run)) == (2, ["usage-error"])


@pytest.mark.parametrize("command", ["archive", "build"])
def test_a_sent_meeting_with_an_error_is_refused_and_what_was_there_stays(command: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, FROZEN)
    assert workspace.run(command, KEY).code == 0
    before = contents(tmp_path / "output" / "rad")
    workspace.write({NOTE: note(head="vedlegg:\n  - fil: borte.pdf\n")})
    run = workspace.run(command, KEY, "--json")
    assert (run.code, run.document["artifacts"]) == (1, [])
    assert sorted(names(run)) == ["final-pack-refused", "missing-file"]
    assert "AT001" in run.document["diagnostics"][0]["message"]
    assert contents(tmp_path / "output" / "rad") == before


def test_a_draft_with_the_same_error_is_built(tmp_path: Path) -> None:
    run = Workspace(tmp_path).write({NOTE: note(head="vedlegg:\n  - fil: borte.pdf\n")}).build("--json")
    assert (run.code, names(run)) == (1, ["missing-file"])
    assert run.document["artifacts"]


def test_a_placeholder_is_refused_even_without_an_error(tmp_path: Path) -> None:
    meeting = Workspace(tmp_path, FROZEN).resolved()
    page = Document("vedlegg/x", "plassholder", Properties("X", "nb-NO"), ())
    with pytest.raises(PackRefused) as refusal:
        refuse_unfinished(meeting, [Sheet("vedlegg/x", "vedlegg", "Tallene", page)], (), archive=False)
    assert dict(refusal.value.diagnostic.args)["what"] == "«Tallene»"
    refuse_unfinished(meeting, [Sheet("innkalling", "innkalling", "Innkalling")], (), archive=False)


# -- kept -------------------------------------------------------------------------------------------------------


def test_building_again_keeps_the_archive_copy(tmp_path: Path) -> None:
    workspace, _ = archived(tmp_path)
    folder = tmp_path / OUTPUT / ARCHIVE
    before = contents(folder)
    for _ in range(2):
        run = workspace.build("--json", KEY)
        assert run.code == 0
        assert contents(folder) == before
    assert found_in(tmp_path / OUTPUT) == []


def test_building_everything_leaves_archived_meetings_out(tmp_path: Path) -> None:
    workspace, _ = archived(tmp_path)
    run = workspace.build("--json")
    assert (run.code, run.document["artifacts"]) == (0, [])
    assert not (tmp_path / OUTPUT / MANIFEST).exists()


def test_where_files_cannot_be_linked_the_archive_copy_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gammel" / ARCHIVE / "vedlegg").mkdir(parents=True)
    (tmp_path / "gammel" / ARCHIVE / "vedlegg" / "a.pdf").write_bytes(b"a")
    (tmp_path / "ny").mkdir()

    def no_links(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", no_links)
    keep_archive(tmp_path / "gammel", tmp_path / "ny")
    assert contents(tmp_path / "ny") == contents(tmp_path / "gammel") == {f"{ARCHIVE}/vedlegg/a.pdf": b"a"}
