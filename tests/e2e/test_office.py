"""A pack with an attachment of every Office kind: one start of LibreOffice, tags kept, originals beside, reasons told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from mottepakke.build.office import OfficeConversion
from mottepakke.convert.office.program import find_soffice
from mottepakke.diagnostics import MissingStop
from mottepakke.verify.verapdf import VeraPdf
from tests.support.workspaces import KEY, NOTE, PLAIN, Workspace, note
from tests.unit.convert import corpus_odf, corpus_sheets, corpus_slides, corpus_word, fake
from tests.unit.convert.reading import elements, table_rows, text_of
from tests.unit.convert.test_running import is_beating

SOFFICE = "MOTTEPAKKE_SOFFICE"
FOLDER = "sources/rad/2025/plan"


def every_kind() -> dict[str, bytes]:
    return {
        "rapport.docx": corpus_word.report("nn-NO"),
        "budsjett.xlsx": corpus_sheets.budget(),
        "strategi.pptx": corpus_slides.deck("nb-NO"),
        "notat.odt": corpus_odf.note(),
        "tale.odp": corpus_odf.deck(),
        "tall.ods": corpus_odf.sheets("http://127.0.0.1:1"),
    }


def with_attachments(folder: Path, files: Mapping[str, bytes]) -> Workspace:
    head = "vedlegg: [" + ", ".join(files) + "]\n"
    workspace = Workspace(folder, {**PLAIN, NOTE: note("## Bakgrunn\nTekst.\n", head)})
    return workspace.write({f"{FOLDER}/{name}": data for name, data in files.items()})


@dataclass(frozen=True, slots=True)
class Built:
    """The output folder, what the command line said, and the starts of LibreOffice."""

    folder: Path
    code: int
    findings: list[dict[str, Any]]
    starts: list[str]

    @property
    def files(self) -> dict[str, dict[str, Any]]:
        listed = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))["files"]
        return {item["path"]: item for item in listed}

    @property
    def pack(self) -> bytes:
        return (self.folder / "motepakke-rad-2025-2.pdf").read_bytes()

    def names(self) -> list[str]:
        return [item["name"] for item in self.findings]


def build(folder: Path, files: Mapping[str, bytes], *options: str) -> Built:
    workspace = with_attachments(folder, files)
    done = workspace.run("build", "--json", *options)
    log = folder / "starts"
    starts = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return Built(folder / "output" / KEY, done.code, done.document["diagnostics"], starts)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Built with LibreOffice behind a program that counts its starts."""
    soffice = find_soffice()
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("kontor")
    counting = folder / "soffice"
    counting.write_text(f'#!/bin/sh\necho "$*" >> "{folder}/starts"\nexec "{soffice}" "$@"\n', encoding="utf-8")
    counting.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SOFFICE, str(counting))
        return build(folder, every_kind())


def test_all_kinds_are_converted_in_one_start(every: Built) -> None:
    assert every.code == 0
    assert len(every.starts) == 1
    assert every.starts[0].count("/inn/") == 8, "six files, and the twins of two spreadsheets"


def test_the_pack_shows_every_attachment(every: Built) -> None:
    text = text_of(every.pack)
    for shown in ("Årsrapport", "1234,5", "Strategi", "Tekst på nynorsk", "Synlig lysbilde", "LENKETARK"):
        assert shown in text, shown


def test_originals_lie_beside_their_pdfs(every: Built) -> None:
    for letter, name in zip("abcdef", every_kind(), strict=True):
        path, data = f"vedlegg/1{letter}-{name}", (every.folder.parents[2] / FOLDER / name).read_bytes()
        assert (every.folder / path).read_bytes() == data
        item, pdf = every.files[path], every.files[f"{path.rpartition('.')[0]}.pdf"]
        assert (item["kind"], item["format"], item["bytes"]) == ("vedlegg", path.rpartition(".")[2], len(data))
        assert item["title"] == pdf["title"]
        assert item["conformance"] == []
        assert pdf["conformance"] == ["PDF/A-2a"]


def test_the_pack_claims_what_it_holds_and_names_those_that_hold_less(every: Built) -> None:
    assert every.files["motepakke-rad-2025-2.pdf"]["conformance"] == ["PDF/A-2a"]
    assert VeraPdf().check(every.pack, "2a").failures == ()
    broken = {(one.clause, one.test) for one in VeraPdf().check(every.pack, "ua1").failures}
    assert broken == {("5", 1)}, "nothing but the claim, which nobody can make for another's document"
    lowering = [item for item in every.findings if item["name"] == "part-converted"]
    assert len(lowering) == 6
    assert {item["severity"] for item in lowering} == {"hint"}, "nobody can mend them"
    assert "part-lowers-claim" not in every.names()
    assert {item["path"] for item in every.findings} == {NOTE}


def test_headings_tables_alternative_texts_and_languages_are_tags_of_the_pack(every: Built) -> None:
    found = elements(every.pack)
    types = [one["type"] for one in found]
    assert {"H1", "H2", "Table", "TH", "TD", "L", "Figure"} <= set(types)
    assert {"En blå firkant", "Blå flate"} <= {one["alt"] for one in found}
    assert {"nn-NO", "nb-NO"} <= {one["lang"] for one in found}
    tables = table_rows(every.pack)
    assert [["Post", "Kroner"], ["Lønn", "100"], ["Drift", "40"]] in tables
    assert [["Post", "Kroner"], ["Lønn", "1234,5"], ["Drift", "40,25"], ["", "1283,75"], ["###", ""]] in tables


def test_what_a_file_lacks_is_told_of_that_file(every: Built) -> None:
    told = {(item["name"], item["message"].partition(" ")[0]) for item in every.findings}
    assert ("office-hidden-sheets", "2") in told
    assert any(
        item["name"] == "office-external-content-removed" and "tall.ods" in item["message"] for item in every.findings
    )


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kontor"
    folder.mkdir()
    monkeypatch.setenv(SOFFICE, str(fake.office(folder)))
    return folder


def test_each_file_that_fails_leaves_a_page_with_its_reason(tmp_path: Path, stand_in: Path) -> None:
    files = {
        "god.docx": corpus_word.plain(),
        "krasj.docx": corpus_word.plain("KRASJER"),
        "feil.xlsx": corpus_word.plain(),
        "egentlig.docx": b"%PDF-1.7\n",
        "tom.odt": b"",
        "laast.pptx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"),
    }
    built = build(tmp_path, files, "--only", "pakke")
    assert built.code == 1
    reasons = {item["name"] for item in built.findings if item["severity"] == "error"}
    assert reasons == {"office-not-converted", "office-wrong-type", "empty-file", "office-encrypted"}
    text = " ".join(text_of(built.pack).split())
    for reason in ("LibreOffice klarte ikke å gjøre krasj.docx om til PDF", "feil.xlsx heter xlsx, men innholdet er docx"):
        assert reason in text, reason
    assert {path for path in built.files if path.startswith("vedlegg/1a")} == {"vedlegg/1a-god.docx", "vedlegg/1a-god.pdf"}
    assert built.files["vedlegg/1c-feil.xlsx"]["bytes"] == len(files["feil.xlsx"])


def test_without_libreoffice_the_draft_has_marked_pages_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SOFFICE, str(tmp_path / "finnes-ikke"))
    built = build(tmp_path, {"plan.docx": corpus_word.plain(), "tom.odt": b""}, "--only", "pakke")
    assert [(item["name"], item["severity"]) for item in built.findings] == [
        ("converter-missing", "warning"),
        ("empty-file", "error"),
    ]
    assert SOFFICE in built.findings[0]["hint"]
    assert "LibreOffice er ikke installert" in " ".join(text_of(built.pack).split())
    assert "vedlegg/1a-plan.docx" in built.files


def test_without_libreoffice_a_final_pack_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOFFICE, str(tmp_path / "finnes-ikke"))
    prepared = with_attachments(tmp_path, {"plan.docx": corpus_word.plain()}).prepared()
    with pytest.raises(MissingStop) as stopped:
        OfficeConversion(replace(prepared, meeting=replace(prepared.meeting, draft=False)))
    assert stopped.value.exit_code == 3


def test_a_build_that_stops_kills_what_still_converts(tmp_path: Path, stand_in: Path) -> None:
    prepared = with_attachments(tmp_path, {"henger.docx": corpus_word.plain("HENGER")}).prepared()
    pulse = stand_in / "puls"
    with OfficeConversion(prepared) as office:
        assert office.future is not None
        while not pulse.exists():
            assert not office.future.done()
    assert office.future.done()
    assert not is_beating(pulse)


def test_a_meeting_without_office_files_starts_nothing(tmp_path: Path, stand_in: Path) -> None:
    assert Workspace(tmp_path).build().code == 0
    assert not (stand_in / "starts").exists()
