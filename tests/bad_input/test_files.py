"""Files that a case brings along: broken, dangerous, oversized, or under another name."""

import contextlib
import io
import json
import os
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from mottepakke.build.folder import replaced_folder
from tests.support.workspaces import KEY, NOTE, Run, Workspace, note

PLAN = "sources/rad/2025/plan/"
OUTPUT = "output/rad/2025-2/"


def pdf(pages: int = 1, **options: Any) -> bytes:
    stream = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(stream, **options)
    return stream.getvalue()


def raster(form: str, mode: str = "RGB", size: tuple[int, int] = (20, 20)) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size).save(stream, form)
    return stream.getvalue()


def svg(inner: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{inner}</svg>'.encode()


def build_with(file: str, data: bytes, tmp_path: Path, body: str = "") -> Run:
    """Build the members' pack with one attachment."""
    head = f"vedlegg: [{file}]\n" if not body else ""
    return Workspace(tmp_path).write({NOTE: note(body, head), PLAN + file: data}).build("--json")


BROKEN_PDF = {
    "empty": (b"", "AT004"),
    "zeros": (b"\0" * 1000, "OU401"),
    "text": (b"hei\n", "OU402"),
    "a picture": (raster("PNG"), "OU402"),
    "a head alone": (b"%PDF-1.7\n", "OU403"),
    "cut off": (pdf(3)[:300], "OU403"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "OU403"),
    "with a password": (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "OU404"),
    "without pages": (pdf(0), "OU405"),
}


@pytest.mark.parametrize("name", BROKEN_PDF)
def test_a_broken_pdf_is_a_finding_and_a_marked_page_in_the_draft(name: str, tmp_path: Path) -> None:
    data, code = BROKEN_PDF[name]
    run = build_with("a.pdf", data, tmp_path)
    found = [item for item in run.document["diagnostics"] if item["severity"] == "error"]
    assert [(item["code"], item["path"], item["line"]) for item in found] == [(code, NOTE, 6)]
    assert run.code == 1
    assert (tmp_path / OUTPUT / "vedlegg" / "1a-a.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / OUTPUT / "motepakke-rad-2025-2.pdf").is_file()


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("A.PDF", pdf()),
        ("a.Png", raster("PNG")),
        ("a.JPG", raster("JPEG")),
        ("a.jpeg", raster("MPO")),
        ("a.SVG", svg("<rect width='9' height='9'/>")),
        ("A.MD", b"Tekst.\n"),
    ],
    ids=["PDF", "Png", "JPG", "jpeg", "SVG", "MD"],
)
def test_the_case_of_an_ending_does_not_matter(file: str, data: bytes, tmp_path: Path) -> None:
    run = build_with(file, data, tmp_path)
    assert [item for item in run.document["diagnostics"] if item["severity"] == "error"] == []
    assert run.code == 0
    assert (tmp_path / OUTPUT / "vedlegg" / "1a-a.pdf").is_file()


PICTURES = {
    "palette": raster("PNG", "P"),
    "one bit": raster("PNG", "1"),
    "sixteen bits": raster("PNG", "I;16"),
    "with alpha": raster("PNG", "LA"),
    "CMYK": raster("JPEG", "CMYK"),
    "several in one file": raster("MPO"),
    "one pixel wide": raster("PNG", size=(1, 20_000)),
    "a drawing with a script": svg("<script>alert(1)</script><rect width='9' height='9' onclick='x()'/>"),
    "a drawing with foreign content": svg("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_of_every_kind_are_set(name: str, tmp_path: Path) -> None:
    data = PICTURES[name]
    file = "a.svg" if data.startswith(b"<svg") else "a.png"
    run = build_with(file, data, tmp_path, body=f"![x]({file})\n")
    assert [item for item in run.document["diagnostics"] if item["severity"] == "error"] == []
    assert run.code == 0


def test_a_drawing_that_takes_something_from_elsewhere_is_an_error_and_is_set_without_it(tmp_path: Path) -> None:
    (tmp_path / "hemmelig.png").write_bytes(raster("PNG"))
    inner = '<image href="file:///etc/passwd"/><image href="../../../../hemmelig.png"/><image href="https://a.no/b.png"/>'
    run = build_with("a.svg", svg(inner), tmp_path, body="![x](a.svg)\n")
    found = [item for item in run.document["diagnostics"] if item["severity"] == "error"]
    assert {(item["name"], item["path"], item["line"]) for item in found} == {("picture-refers-outside", NOTE, 7)}
    assert len(found) == 3
    assert run.code == 1


@pytest.mark.parametrize("file", ["a.docx", "a.xlsx", "a.odt"])
def test_an_office_file_leaves_a_marked_page_until_it_can_be_converted(file: str, tmp_path: Path) -> None:
    run = build_with(file, b"PK\x03\x04", tmp_path)
    assert NOTE in [item["path"] for item in run.document["diagnostics"]]
    assert (tmp_path / OUTPUT / "vedlegg" / "1a-a.pdf").is_file()


# -- the output folder ------------------------------------------------------------------------------------------


def whole(folder: Path) -> bool:
    """Whether the folder holds just what its manifest says, and nothing half-written lies beside it."""
    listed = {item["path"]: item["bytes"] for item in json.loads((folder / "manifest.json").read_text())["files"]}
    there = {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    there.pop("manifest.json")
    return listed == there and [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_draft_with_errors_replaces_the_previous_output_whole(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.build().code == 0
    assert whole(tmp_path / OUTPUT)
    workspace.write({NOTE: note(head="vedlegg: [nei.pdf]\n")})
    assert workspace.build().code == 1
    assert whole(tmp_path / OUTPUT)
    assert (tmp_path / OUTPUT / "vedlegg" / "1a-nei.pdf").is_file()


def test_a_run_that_fails_half_way_leaves_the_previous_output_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.build().code == 0
    before = {path: path.read_bytes() for path in (tmp_path / OUTPUT).rglob("*") if path.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mottepakke.assemble.pack.Packer.finish", full)
    run = workspace.write({NOTE: note(title="Ny tittel")}).build("--json")
    assert [item["name"] for item in run.document["diagnostics"]] == ["cannot-write"]
    assert run.code == 2
    assert {path: path.read_bytes() for path in (tmp_path / OUTPUT).rglob("*") if path.is_file()} == before
    assert whole(tmp_path / OUTPUT)


def test_an_output_folder_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).write({"output": "en fil"})
    run = workspace.build("--json")
    assert [item["name"] for item in run.document["diagnostics"]] == ["cannot-write"]
    assert run.code == 2
    assert (tmp_path / "output").read_text() == "en fil"


def test_a_folder_is_exchanged_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "ut"
    with replaced_folder(target) as fresh:
        (fresh / "a").write_text("1")
    with contextlib.suppress(RuntimeError), replaced_folder(target) as fresh:
        (fresh / "b").write_text("2")
        raise RuntimeError
    assert [path.name for path in target.iterdir()] == ["a"]
    assert os.listdir(tmp_path) == ["ut"]  # noqa: PTH208 - hidden files too


# -- one does not stop the others -------------------------------------------------------------------------------


def test_a_broken_meeting_or_committee_does_not_stop_the_others(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).write(
        {
            "packs/rad/2025-3.yaml": "møte: [\n",
            "packs/brutt/utvalg.yaml": "navn: [\n",
            "packs/brutt/2025-1.yaml": "møte: 1/2025\n",
            "packs/tom/utvalg.yaml": "",
            "packs/tom/2025-1.yaml": "",
            "packs/uten/2025-1.yaml": "",
            "packs/bare-mappe/.keep": "",
        }
    )
    run = workspace.run_apart("build", "--only", "pakke", "--json")
    assert run.code == 1
    assert {item["meeting"] for item in run.document["artifacts"]} == {KEY}
    assert {item["path"] for item in run.document["diagnostics"]} == {
        "packs/brutt/utvalg.yaml",
        "packs/rad/2025-3.yaml",
        "packs/tom/utvalg.yaml",
        "packs/uten/utvalg.yaml",
    }


def test_a_broken_case_does_not_stop_the_others_of_its_meeting(tmp_path: Path) -> None:
    run = Workspace(tmp_path).write({NOTE: "---\ntittel: [\n---\n"}).build("--json")
    assert [(item["path"], item["line"]) for item in run.document["diagnostics"]] == [(NOTE, 3)]
    assert [item["case"] for item in run.document["artifacts"] if item["kind"] == "toppnotat"] == ["1/25"]
    assert run.code == 1


def test_a_broken_ledger_does_not_stop_its_meeting(tmp_path: Path) -> None:
    run = Workspace(tmp_path).write({"packs/rad/saksregister.yaml": "- sak: [\n"}).build("--json")
    assert [item["path"] for item in run.document["diagnostics"]] == ["packs/rad/saksregister.yaml"]
    assert (run.code, len(run.document["artifacts"]) > 0) == (1, True)
