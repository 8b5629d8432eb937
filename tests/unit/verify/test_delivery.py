"""Verifying what was delivered: every change is found and named, and nothing that is told wrongly is believed."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mottepakke.cli.main import run
from mottepakke.model.delivery import ARCHIVE, CHECKSUMS, MANIFEST, sealed
from mottepakke.verify import delivery as module
from mottepakke.verify.verapdf import Conformance, Failure, VeraPdf, VerifierMissing
from mottepakke.write.pdf import write_pdf
from tests.support.deliveries import FILES, delivery, entries, found_in, verified
from tests.support.looks import standard_look
from tests.unit.write.pdf_parts import document, heading, words

NOTE, OTHER, NUMBERS = "toppnotat/1-25-plan.pdf", "toppnotat/2-25-annet.pdf", "vedlegg/1a-tall.pdf"


def flip(path: Path, position: int = 3) -> None:
    data = bytearray(path.read_bytes())
    data[position] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("archive", [False, True])
def test_a_whole_delivery_has_no_findings(archive: bool, tmp_path: Path) -> None:
    assert found_in(delivery(tmp_path, archive=archive)) == []


@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit_is_found_and_named(name: str, tmp_path: Path) -> None:
    flip(delivery(tmp_path) / name)
    assert found_in(tmp_path) == [("file-changed", name)]


def test_a_file_cut_short_is_found(tmp_path: Path) -> None:
    (delivery(tmp_path) / NOTE).write_bytes(b"")
    assert found_in(tmp_path) == [("file-changed", NOTE)]


def test_a_lost_file_is_named(tmp_path: Path) -> None:
    (delivery(tmp_path) / NOTE).unlink()
    assert found_in(tmp_path) == [("file-lost", NOTE)]


@pytest.mark.parametrize("pointed_at", ["", MANIFEST])
def test_findings_name_files_where_they_lie_also_when_the_manifest_is_pointed_at(
    pointed_at: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = delivery(tmp_path / "levert")
    (folder / "innkalling.pdf").unlink()
    assert run(["verify", str(folder / pointed_at), "--json"]) == 1
    told = {item["path"] for item in json.loads(capsys.readouterr().out)["diagnostics"] if item["code"] == "VF005"}
    assert told == {f"{folder.as_posix()}/innkalling.pdf"}


def test_an_added_file_is_named(tmp_path: Path) -> None:
    (delivery(tmp_path) / "vedlegg/ny.pdf").write_bytes(b"ny")
    assert found_in(tmp_path) == [("file-added", "vedlegg/ny.pdf")]


def test_a_copy_under_another_name_is_an_added_file(tmp_path: Path) -> None:
    shutil.copy(delivery(tmp_path) / NOTE, tmp_path / "kopi.pdf")
    assert found_in(tmp_path) == [("file-added", "kopi.pdf")]


def test_a_renamed_file_is_known_by_its_content(tmp_path: Path) -> None:
    (delivery(tmp_path) / NOTE).rename(tmp_path / "Plan.PDF")
    (item,) = verified(tmp_path)
    assert (item.code.name, dict(item.args)) == ("file-renamed", {"file": NOTE, "now": "Plan.PDF"})


def test_two_files_that_changed_places_are_both_named(tmp_path: Path) -> None:
    delivery(tmp_path)
    (tmp_path / NOTE).rename(tmp_path / "x")
    (tmp_path / NUMBERS).rename(tmp_path / NOTE)
    (tmp_path / "x").rename(tmp_path / NUMBERS)
    found = {(item.code.name, dict(item.args)["file"], dict(item.args)["now"]) for item in verified(tmp_path)}
    assert found == {("file-renamed", NOTE, NUMBERS), ("file-renamed", NUMBERS, NOTE)}


def test_a_file_that_took_the_place_of_another_leaves_that_one_changed(tmp_path: Path) -> None:
    (delivery(tmp_path) / OTHER).replace(tmp_path / NOTE)
    assert found_in(tmp_path) == [("file-changed", NOTE), ("file-renamed", OTHER)]


def test_a_wrong_size_in_the_manifest_is_no_renaming(tmp_path: Path) -> None:
    files = [{**item, "bytes": item["bytes"] + 1} if item["path"] == NOTE else item for item in entries(FILES)]
    (delivery(tmp_path) / MANIFEST).write_bytes(sealed({"schema": 1, "files": files}))
    assert found_in(tmp_path) == [("file-changed", NOTE)]


def test_two_files_of_one_content_can_both_be_renamed(tmp_path: Path) -> None:
    delivery(tmp_path, {"a.pdf": b"lik", "b.pdf": b"lik"})
    (tmp_path / "a.pdf").rename(tmp_path / "c.pdf")
    (tmp_path / "b.pdf").rename(tmp_path / "d.pdf")
    found = {dict(item.args)["now"] for item in verified(tmp_path) if item.code.name == "file-renamed"}
    assert found == {"c.pdf", "d.pdf"}


@pytest.mark.parametrize("archive", [False, True])
def test_no_bit_of_the_manifest_can_be_flipped_unseen(archive: bool, tmp_path: Path) -> None:
    path = delivery(tmp_path, archive=archive) / MANIFEST
    whole = path.read_bytes()
    for position in range(0, len(whole), 7):
        path.write_bytes(whole)
        flip(path, position)
        found = found_in(tmp_path)
        assert found, position
        assert found[0][0] in (
            "file-added",
            "file-changed",
            "file-lost",
            "file-renamed",
            "invalid-manifest",
            "manifest-changed",
        )
        assert {"invalid-manifest", "manifest-changed"} & {name for name, _ in found}, position


def test_a_manifest_without_its_own_checksum_is_not_believed(tmp_path: Path) -> None:
    content = {"schema": 1, "files": entries(FILES)}
    (delivery(tmp_path) / MANIFEST).write_text(json.dumps(content), encoding="utf-8")
    assert found_in(tmp_path) == [("manifest-changed", MANIFEST)]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda path: flip(path), "file-changed"),
        (lambda path: path.unlink(), "file-lost"),
        (lambda path: path.rename(path.with_name("sums")), "file-renamed"),
    ],
)
def test_the_checksum_file_is_checked_as_all_others(change: Callable[[Path], object], finding: str, tmp_path: Path) -> None:
    change(delivery(tmp_path, archive=True) / CHECKSUMS)
    assert found_in(tmp_path) == [(finding, CHECKSUMS)]


def test_the_archive_copy_in_a_pack_is_verified_with_it(tmp_path: Path) -> None:
    delivery(delivery(tmp_path) / ARCHIVE, archive=True)
    assert found_in(tmp_path) == []
    flip(tmp_path / ARCHIVE / NOTE)
    assert found_in(tmp_path) == [("file-changed", f"{ARCHIVE}/{NOTE}")]
    assert verified(tmp_path)[0].span.path == f"levert/{ARCHIVE}/{NOTE}"
    (tmp_path / ARCHIVE / MANIFEST).unlink()
    assert found_in(tmp_path) == [("not-a-delivery", ARCHIVE)]


def test_a_folder_without_a_manifest_is_no_delivery(tmp_path: Path) -> None:
    (delivery(tmp_path) / MANIFEST).unlink()
    assert found_in(tmp_path) == [("not-a-delivery", "levert")]


# -- hostile ----------------------------------------------------------------------------------------------------


def test_links_are_named_and_never_followed(tmp_path: Path) -> None:
    folder = delivery(tmp_path / "pakke")
    (tmp_path / "utenfor.pdf").write_bytes(FILES[NOTE])
    (folder / NOTE).unlink()
    (folder / NOTE).symlink_to(tmp_path / "utenfor.pdf")
    (folder / "ring").symlink_to(folder)
    assert found_in(folder) == [("not-a-plain-file", "ring"), ("file-lost", NOTE), ("not-a-plain-file", NOTE)]


@pytest.mark.parametrize("name", [MANIFEST, ARCHIVE])
def test_a_manifest_or_an_archive_copy_that_is_a_link_is_named(name: str, tmp_path: Path) -> None:
    folder, elsewhere = delivery(tmp_path / "pakke"), delivery(tmp_path / "annen")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(elsewhere / MANIFEST if name == MANIFEST else elsewhere)
    assert found_in(folder) == [("not-a-plain-file", name)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_what_is_no_plain_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(delivery(tmp_path) / "rør.pdf")
    assert found_in(tmp_path) == [("not-a-plain-file", "rør.pdf")]
    assert found_in(tmp_path / "rør.pdf") == [("not-a-plain-file", "levert")]


def test_names_that_no_terminal_can_show_are_named_as_they_can_be(tmp_path: Path) -> None:
    (delivery(tmp_path) / "a\x1b[31m\n.pdf").write_bytes(b"x")
    ((_, name),) = found_in(tmp_path)
    assert name == "a\ufffd[31m\ufffd.pdf"


def test_more_files_than_the_limit_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FILES", 3)
    assert ("too-many-files", "levert") in found_in(delivery(tmp_path))


PLAIN = entries({"a.pdf": b"a"})[0]
BROKEN = {
    "empty": b"",
    "not JSON": b"{",
    "not UTF-8": b"\xff\xfe\xfa",
    "a number": b"1",
    "a list": b"[]",
    "no list": b'{"schema": 1}',
    "another schema": json.dumps({"schema": 2, "files": []}).encode(),
    "a bottomless list": b"[" * 100_000,
    "a deep value": b'{"schema": 1, "files": [], "x": ' + b"[" * 900 + b"]" * 900 + b"}",
    "a number of many digits": b'{"schema": 1, "files": [{"bytes": ' + b"9" * 5000 + b"}]}",
    "a size beyond any": json.dumps({"schema": 1, "files": [{**PLAIN, "bytes": 10**30}]}).encode(),
    "a size below nought": json.dumps({"schema": 1, "files": [{**PLAIN, "bytes": -1}]}).encode(),
    "a size that is true": json.dumps({"schema": 1, "files": [{**PLAIN, "bytes": True}]}).encode(),
    "a size without end": b'{"schema": 1, "files": [{"path": "a.pdf", "bytes": Infinity, "sha256": "x"}]}',
    "a digest that is none": json.dumps({"schema": 1, "files": [{**PLAIN, "sha256": "A" * 64}]}).encode(),
    "a claim that is none": json.dumps({"schema": 1, "files": [{**PLAIN, "conformance": ["PDF/A-9z"]}]}).encode(),
    "claims that are no list": json.dumps({"schema": 1, "files": [{**PLAIN, "conformance": "PDF/A-2a"}]}).encode(),
    "an entry twice": json.dumps({"schema": 1, "files": [PLAIN, PLAIN]}).encode(),
    "half a character": b'{"schema": 1, "files": [], "title": "\\ud800"}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_manifest_is_a_finding(name: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(BROKEN[name])
    assert [item.code.name for item in verified(tmp_path)] in (["invalid-manifest"], ["manifest-changed"])


@pytest.mark.parametrize(
    "path", ["", ".", "..", "../a.pdf", "/etc/passwd", "a//b", "a/./b", "a/../../b", "a\\b", "a\0b", "a\nb", "a" * 2000]
)
def test_a_path_that_leaves_the_folder_is_a_finding(path: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(sealed({"schema": 1, "files": [{**PLAIN, "path": path}]}))
    (item,) = verified(tmp_path)
    assert (item.code.name, dict(item.args)["reason"]) == ("invalid-manifest", "@manifest_path:1")


# -- what files claim -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return write_pdf(document(heading(1, "Tittel"), words("Tekst")), standard_look(), {}).data


def test_claims_that_hold_are_no_findings_and_claims_that_do_not_are(pdf: bytes, tmp_path: Path) -> None:
    assert found_in(delivery(tmp_path / "sann", {"a.pdf": pdf}, claims=["PDF/A-2a", "PDF/UA-1"])) == []
    (item,) = verified(delivery(tmp_path / "usann", {"a.pdf": pdf}, claims=["PDF/A-1b"]))
    assert (item.code.name, dict(item.args)["claim"]) == ("claim-false", "PDF/A-1b")
    assert dict(item.args)["rules"][0].isdigit()


def test_a_claim_is_checked_once_for_each_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def check(_self: VeraPdf, data: Path, flavour: str) -> Conformance:
        asked.append(f"{data.name} {flavour}")
        return Conformance(False, (Failure("6.1", 2, "x", 1),))

    monkeypatch.setattr(VeraPdf, "check", check)
    claims = ["PDF/A-2a"]
    delivery(delivery(tmp_path, {"a.pdf": b"a"}, claims=claims) / ARCHIVE, {"b.pdf": b"a"}, claims=claims)
    assert found_in(tmp_path) == [("claim-false", "a.pdf"), ("claim-false", f"{ARCHIVE}/b.pdf")]
    assert len(asked) == 1


def test_without_the_extra_it_is_said_once_and_all_else_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(*_: object) -> Conformance:
        raise VerifierMissing("pip install …")

    monkeypatch.setattr(VeraPdf, "check", check)
    delivery(tmp_path, claims=["PDF/A-2a", "PDF/UA-1"])
    assert found_in(tmp_path) == [("verifier-missing", "levert")]
    flip(tmp_path / NOTE)
    assert found_in(tmp_path) == [("verifier-missing", "levert"), ("file-changed", NOTE)]


# -- single files -----------------------------------------------------------------------------------------------


def test_a_single_pdf_is_checked_against_the_manifest_it_was_delivered_with(pdf: bytes, tmp_path: Path) -> None:
    names = ("pakke.pdf", "vedlegg/1-x.pdf")
    delivery(tmp_path, dict.fromkeys(names, pdf))
    for name in names:
        assert found_in(tmp_path / name) == []
    flip(tmp_path / names[1], len(pdf) // 2)
    assert found_in(tmp_path / names[1]) == [("file-changed", "levert")]
    (tmp_path / names[0]).rename(tmp_path / "ny.pdf")
    assert found_in(tmp_path / "ny.pdf") == [("file-renamed", names[0])]
    (tmp_path / "fremmed.pdf").write_bytes(b"%PDF-1.7")
    assert found_in(tmp_path / "fremmed.pdf") == [("file-added", "levert")]


def test_a_single_pdf_without_a_manifest_is_held_to_what_it_says_of_itself(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "løs.pdf"
    path.write_bytes(pdf)
    assert found_in(path) == []
    path.write_bytes(pdf.replace(b"/Alt", b"/Olt").replace(b"/Lang (nb-NO)", b"/Leng (nb-NO)").replace(b"/Lang(", b"/Leng("))
    assert {name for name, _ in found_in(path)} == {"claim-false"}


@pytest.mark.parametrize("data", [b"", b"tekst", b"%PDF-1.7\nxref"])
def test_what_is_no_pdf_is_a_finding(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    assert found_in(path) == [("not-a-pdf", "levert")]


def test_a_pdf_that_claims_nothing_is_a_warning(tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(tmp_path / "x.pdf")
    assert found_in(tmp_path / "x.pdf") == [("no-claim", "levert")]


def test_a_strange_manifest_further_up_is_no_business_of_a_single_file(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"name": "en nettside"}', encoding="utf-8")
    path = tmp_path / "nedlastet" / "x.pdf"
    path.parent.mkdir()
    path.write_bytes(pdf)
    assert found_in(path) == []
    assert found_in(tmp_path / MANIFEST) == [("invalid-manifest", MANIFEST)]
