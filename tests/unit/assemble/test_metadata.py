"""What the pack says about itself, and that it says the same every time."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from pikepdf import Name, Pdf

from mottepakke.assemble.pack import AssembledPack, assemble_pack
from mottepakke.assemble.plan import Claim
from tests.unit.assemble import corpus, reading

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def pack() -> AssembledPack:
    changes = {"author": "NUIT", "subject": "Møtepakke <ny> & god", "keywords": ("1/25", "2/25")}
    return assemble_pack(corpus.plan(corpus.part(1), corpus.part(2), **changes))


def test_the_catalog_says_language_title_and_tags(pack: AssembledPack) -> None:
    with reading.opened(pack.data) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "nb-NO"
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.MarkInfo.Marked
        assert not root.MarkInfo.Suspects
        assert root.PageMode == Name.UseOutlines
        assert [str(intent.S) for intent in root.OutputIntents] == ["/GTS_PDFA1"]
        assert pdf.pdf_version == "1.7"
        assert all(page.obj.Tabs == Name.S for page in pdf.pages if "/Annots" in page.obj)


def test_info_and_xmp_say_the_same(pack: AssembledPack) -> None:
    with reading.opened(pack.data) as pdf:
        info, packet = reading.info(pdf), reading.xmp(pdf)
        assert info == {
            "/Title": "Innkalling til møte 2/2025 i NUIT",
            "/Author": "NUIT",
            "/Subject": "Møtepakke <ny> & god",
            "/Keywords": "1/25, 2/25",
            "/Creator": "mottepakke",
            "/Producer": "mottepakke",
            "/CreationDate": "D:20250515000000Z",
            "/ModDate": "D:20250515000000Z",
        }
        assert packet["dc:title"] == info["/Title"]
        assert packet["dc:creator"] == ["NUIT"]
        assert packet["dc:description"] == info["/Subject"]
        assert packet["dc:subject"] == {"1/25", "2/25"}
        assert packet["dc:language"] == {"nb-NO"}
        assert packet["pdf:Keywords"] == info["/Keywords"]
        assert packet["pdf:Producer"] == packet["xmp:CreatorTool"] == "mottepakke"
        assert packet["xmp:CreateDate"] == packet["xmp:ModifyDate"] == "2025-05-15T00:00:00Z"


@pytest.mark.parametrize(
    ("claim", "pdfa", "universal"),
    [(Claim("2a", pdfua=True), "2A", True), (Claim("2a"), "2A", False), (Claim("2b"), "2B", False), (Claim(), "", False)],
)
def test_the_claim_stands_in_the_metadata(claim: Claim, pdfa: str, universal: bool) -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1), claim=claim))
    assert pack.claim == claim
    with reading.opened(pack.data) as pdf:
        packet = reading.xmp(pdf)
        assert packet.get("pdfaid:part", "") + packet.get("pdfaid:conformance", "") == pdfa
        assert ("pdfuaid:part" in packet) is universal
        assert (b"pdfaExtension:schemas" in pdf.Root.Metadata.read_bytes()) is universal


def test_empty_properties_are_left_out() -> None:
    with reading.opened(assemble_pack(corpus.plan(corpus.part(1))).data) as pdf:
        assert not {"/Author", "/Subject", "/Keywords"} & set(reading.info(pdf))
        assert b"dc:creator" not in pdf.Root.Metadata.read_bytes()


def test_metadata_stays_readable_without_unpacking(pack: AssembledPack) -> None:
    assert b"<dc:title>" in pack.data


def test_the_same_parts_give_the_same_bytes(pack: AssembledPack) -> None:
    changes = {"author": "NUIT", "subject": "Møtepakke <ny> & god", "keywords": ("1/25", "2/25")}
    again = assemble_pack(corpus.plan(corpus.part(1), corpus.part(2), **changes))
    assert again.data == pack.data


def test_bytes_do_not_depend_on_hash_seed_zone_or_folder(pack: AssembledPack, tmp_path: Path) -> None:
    program = (
        "import sys, hashlib\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.unit.assemble import corpus\n"
        "from mottepakke.assemble.pack import assemble_pack\n"
        "plan = corpus.plan(corpus.part(1), corpus.part(2), author='NUIT', subject='Møtepakke <ny> & god', "
        "keywords=('1/25', '2/25'))\n"
        "sys.stdout.buffer.write(assemble_pack(plan).data)\n"
    )
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "TMPDIR": str(tmp_path), "PYTHONUTF8": "1"}
    result = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert result.stdout == pack.data


def test_parts_may_be_files(tmp_path: Path, pack: AssembledPack) -> None:
    paths = [tmp_path / f"{number}.pdf" for number in (1, 2)]
    for number, path in enumerate(paths, 1):
        path.write_bytes(corpus.note(number))
    changes = {"author": "NUIT", "subject": "Møtepakke <ny> & god", "keywords": ("1/25", "2/25")}
    parts = [corpus.part(number, path) for number, path in enumerate(paths, 1)]
    assert assemble_pack(corpus.plan(*parts, **changes)).data == pack.data


def test_a_draft_shows_its_mark_on_the_contents() -> None:
    draft, final = (assemble_pack(corpus.plan(corpus.part(1), draft=draft)) for draft in (True, False))
    pictures = [reading.pictures(pack.data)[0].point(lambda value: 255 if value < 250 else 0) for pack in (draft, final)]
    inked = [picture.histogram()[255] for picture in pictures]
    assert inked[0] > 2 * inked[1]
    assert "UTKAST" not in reading.texts(draft.data)[0]


def test_nothing_that_no_page_needs_is_in_the_file(pack: AssembledPack) -> None:
    with Pdf.open(io.BytesIO(pack.data)) as pdf:
        kinds = [str(item.get("/Type")) for item in pdf.objects if hasattr(item, "get")]
    assert kinds.count("/Catalog") == kinds.count("/Pages") == kinds.count("/StructTreeRoot") == 1
    assert kinds.count("/Outlines") == 1
    assert kinds.count("/Page") == pack.pages
