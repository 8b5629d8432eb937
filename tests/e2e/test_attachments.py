"""Every kind of attachment in one pack: what a draft shows, what is said about it where, and what the manifest keeps."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pikepdf import Name
from PIL import Image

from mottepakke.verify.verapdf import VeraPdf
from tests.support.workspaces import KEY, NOTE, PLAIN, Content, Run, Workspace, note, sent
from tests.unit.assemble import corpus, raw, reading

FOLDER = "sources/rad/2025/plan"
PACK = "motepakke-rad-2025-2.pdf"
UNTAGGED = ["tags", "fonts", "pdfa", "language", "title"]
FIRST_LINE = 8
"""Of the note: where its first attachment is named."""


def picture(form: str, mode: str = "RGB") -> bytes:
    target = io.BytesIO()
    Image.new(mode, (40, 30), "white").save(target, form)
    return target.getvalue()


def huge_picture() -> bytes:
    """A picture of some hundred kilobytes that would fill 60 MB."""
    target = io.BytesIO()
    Image.new("1", (8000, 8000)).save(target, "PNG")
    return target.getvalue()


def svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">{inside}</svg>'


class Kind(NamedTuple):
    """An attachment, and what comes of it.

    ``found`` are findings at the line that names it, ``inside`` those with lines of the file itself. ``instead`` is the
    finding that its placeholder gives as the reason; without one the file goes in as pages.
    """

    name: str
    data: Content
    found: tuple[str, ...] = ()
    instead: str = ""
    inside: tuple[tuple[str, int], ...] = ()
    lacks: tuple[str, ...] | list[str] = ()
    signatures: int = 0


def refused(name: str, data: Content, code: str) -> Kind:
    return Kind(name, data, (code,), instead=code)


def untagged(name: str, data: bytes, *more: str, **others: Any) -> Kind:
    return Kind(name, data, ("OU414", *more), lacks=others.pop("lacks", UNTAGGED), **others)


KINDS = (
    Kind("notat.pdf", corpus.typeset("= Godt merket")),
    Kind("uten-navn.pdf", corpus.mended(), ("OU413", *["OU431"] * 2), lacks=["language", "title"]),
    untagged("utagget.pdf", corpus.plain()),
    untagged("skannet.pdf", corpus.scanned(), lacks=["tags", "text", *UNTAGGED[1:]]),
    untagged("trykk.pdf", corpus.scanned(Name.DeviceCMYK), lacks=["tags", "text", "fonts", "screen_colours", *UNTAGGED[2:]]),
    untagged("signert.pdf", corpus.signed(), "OU415", signatures=1),
    untagged("aktiv.pdf", corpus.active(), "OU417", "OU418"),
    untagged("skjema.pdf", corpus.static_form(), "OU417"),
    untagged("lag.pdf", corpus.layered(), "OU419"),
    untagged("beskyttet.pdf", corpus.encrypted(), "OU416"),
    untagged("reparert.pdf", corpus.plain().replace(b"startxref", b"startxxxx"), "OU411"),
    untagged("snudd.pdf", corpus.odd_pages()),
    refused("tom.pdf", b"", "AT004"),
    refused("nuller.pdf", bytes(99), "OU401"),
    refused("bilde.pdf", picture("PNG"), "OU402"),
    refused("kuttet.pdf", corpus.cut_off(), "OU403"),
    refused("passord.pdf", corpus.encrypted(user="hemmelig"), "OU404"),
    refused("uten-sider.pdf", corpus.without_pages(), "OU405"),
    refused("mange.pdf", raw.many_pages(6000), "OU406"),
    refused("bombe.pdf", corpus.bomb(), "OU406"),
    refused("portefolje.pdf", corpus.portfolio(), "OU407"),
    refused("acrobat.pdf", corpus.dynamic_form(), "OU408"),
    refused("notat.txt", "Tekst", "AT003"),
    Kind("bra.png", picture("PNG"), ("AT014",)),
    Kind("bra.jpg", picture("JPEG")),
    Kind("trykk.jpg", picture("JPEG", "CMYK")),
    Kind("egentlig-jpg.png", picture("JPEG"), ("AT014",)),
    Kind("pdf.png", corpus.plain(), ("AT012", "AT014"), instead="AT012"),
    refused("odelagt.png", picture("PNG")[:50], "AT005"),
    refused("stor.png", huge_picture(), "AT006"),
    Kind("bra.svg", svg('<rect width="9" height="9"/>')),
    Kind("fjern.svg", svg('<image href="http://example.org/a.png"/>'), ("AT010", "OU306")),
    Kind("fil.svg", svg('<image href="bra.png"/>'), ("AT010", "OU306")),
    Kind("stil.svg", svg('<rect width="9" height="9" fill="url(http://example.org/f.svg#a)"/>'), ("AT010",)),
    Kind("skript.svg", svg("<script>alert(1)</script>"), ("OU306",)),
    refused("utenfra.svg", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>"), "AT005"),
    Kind("bra.md", "# Bra\n\nTekst\n"),
    Kind("fjern.md", "# Fjern\n\n![Et bilde](http://example.org/a.png)\n", inside=(("AT013", 3),)),
    Kind("pdf.md", corpus.plain(), ("AT012", "AT014"), instead="AT012"),
    Kind("latin.md", b"# \xe5\n", instead="FM002", inside=(("FM002", 1),)),
)


def workspace(root: Path, kinds: tuple[Kind, ...] = KINDS, files: dict[str, str] | None = None) -> Workspace:
    head = "".join(f"  - fil: {kind.name}\n    tittel: Fil {kind.name}\n" for kind in kinds)
    body = "## Bakgrunn\n\n![Et bilde](https://example.org/a.png)\n" if kinds is KINDS else "## Bakgrunn\n\nTekst.\n"
    data = {f"{FOLDER}/{kind.name}": kind.data for kind in kinds}
    return Workspace(root, {**PLAIN, NOTE: note(body, f"vedlegg:\n{head}"), **data, **(files or {})})


def line_of(kind: Kind) -> int:
    return FIRST_LINE - 1 + 2 * KINDS.index(kind)


class Built(NamedTuple):
    folder: Path
    run: Run
    files: dict[str, dict[str, Any]]

    def entry(self, kind: Kind) -> dict[str, Any]:
        """The manifest's entry of an attachment."""
        return next(entry for entry in self.files.values() if entry["title"] == f"Fil {kind.name}")


def manifest_of(folder: Path) -> dict[str, dict[str, Any]]:
    return {item["path"]: item for item in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]}


@pytest.fixture(scope="module", autouse=True)
def one_core() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 1)
        yield


@pytest.fixture(scope="module")
def built(one_core: None, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("alle")
    run = workspace(root).build("--json")
    folder = root / "output" / KEY
    return Built(folder, run, manifest_of(folder))


def plain_text(data: bytes) -> str:
    """The text of a PDF, with single spaces."""
    return " ".join(" ".join(reading.texts(data)).split())


@pytest.fixture(scope="module")
def pack_text(built: Built) -> str:
    return plain_text((built.folder / PACK).read_bytes())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_attachment_has_its_findings_its_pages_and_its_entry(kind: Kind, built: Built, pack_text: str) -> None:
    found = built.run.document["diagnostics"]
    here = sorted(item["code"] for item in found if item["path"] == NOTE and item["line"] == line_of(kind))
    assert here == sorted(kind.found)
    within = sorted((item["code"], item["line"]) for item in found if item["path"] == f"{FOLDER}/{kind.name}")
    assert within == sorted(kind.inside)
    entry = built.entry(kind)
    assert entry.get("placeholder") == ({"file": kind.name, "finding": kind.instead} if kind.instead else None)
    assert (entry.get("lacks", []), entry.get("signatures", 0)) == (list(kind.lacks), kind.signatures)
    if kind.instead:
        own = (item for item in found if item["path"].endswith(f"/{kind.name}") or item["line"] == line_of(kind))
        reason = next(item["message"] for item in own if item["code"] == kind.instead)
        page = plain_text((built.folder / entry["path"]).read_bytes())
        assert f"Her skulle {kind.name} stått." in page
        assert reason in page
        assert reason in pack_text
    elif kind.name.endswith(".pdf"):
        assert (built.folder / entry["path"]).read_bytes() == kind.data


def test_every_finding_says_what_to_do(built: Built) -> None:
    assert built.run.code == 1
    assert all(item["hint"] for item in built.run.document["diagnostics"])


def test_a_remote_picture_in_a_note_is_reported_where_it_stands(built: Built) -> None:
    lines = (built.folder.parents[2] / NOTE).read_text(encoding="utf-8").splitlines()
    found = [item for item in built.run.document["diagnostics"] if item["code"] == "AT013" and item["path"] == NOTE]
    assert [lines[item["line"] - 1] for item in found] == ["![Et bilde](https://example.org/a.png)"]


def test_the_manifest_names_the_files_that_lower_the_claim(built: Built) -> None:
    pack = built.files[PACK]
    assert pack["conformance"] == []
    assert pack["lowered_by"] == [built.entry(kind)["path"] for kind in KINDS if "OU414" in kind.found]


def test_a_pack_claims_what_is_left_and_that_is_true(tmp_path: Path) -> None:
    """All kinds that cost the pack nothing: placeholders, pictures, Markdown, and files whose lacks are mended."""
    kinds = tuple(kind for kind in KINDS if "OU414" not in kind.found)
    assert workspace(tmp_path, kinds).build().code == 1
    folder = tmp_path / "output" / KEY
    entry = manifest_of(folder)[PACK]
    assert (entry["conformance"], entry.get("lowered_by")) == (["PDF/A-2a", "PDF/UA-1"], None)
    vera = VeraPdf()
    assert vera.check(folder / PACK, "2a").failures == ()
    assert vera.check(folder / PACK, "ua1").failures == ()


@pytest.mark.parametrize("command", ["build", "archive"])
def test_a_sent_pack_keeps_signed_and_active_originals_as_they_came(command: str, tmp_path: Path) -> None:
    kinds = tuple(kind for kind in KINDS if kind.name in ("signert.pdf", "aktiv.pdf", "beskyttet.pdf"))
    run = workspace(tmp_path, kinds, sent()).run(command, KEY, "--json")
    assert run.code == 0
    folder = tmp_path / "output" / KEY / ("arkiv" if command == "archive" else "")
    files = {item["title"]: item for item in manifest_of(folder).values()}
    for kind in kinds:
        entry = files[f"Fil {kind.name}"]
        assert (folder / entry["path"]).read_bytes() == kind.data
        assert entry.get("signatures", 0) == kind.signatures


def test_a_sent_pack_with_an_attachment_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    kinds = tuple(kind for kind in KINDS if kind.instead)
    run = workspace(tmp_path, kinds, sent()).run("build", KEY, "--json")
    refusal = next(item for item in run.document["diagnostics"] if item["code"] == "AR002")
    assert (run.code, run.document["artifacts"]) == (1, [])
    assert not (tmp_path / "output" / KEY / PACK).exists()
    assert all(f"«Fil {kind.name}»" in refusal["message"] and kind.instead in refusal["message"] for kind in kinds)
