"""The merged pack: parts in order, numbers that agree, links that lead where they say, a draft mark nobody stumbles over."""

import hashlib
import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest

from mottepakke.build.outcome import Outcome
from mottepakke.verify.verapdf import VeraPdf
from tests.conftest import SAMPLES
from tests.support.texts import outline, squeezed


@pytest.fixture(params=SAMPLES)
def built(request: pytest.FixtureRequest, samples: dict[str, Outcome]) -> Outcome:
    return samples[request.param]


def folder_of(outcome: Outcome) -> Path:
    assert outcome.folder is not None
    return outcome.folder


def pack_of(outcome: Outcome) -> Path:
    return folder_of(outcome) / f"motepakke-{outcome.meeting.replace('/', '-')}.pdf"


@cache
def opened(pack: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(pack)


@cache
def page_texts(pack: Path) -> tuple[str, ...]:
    return tuple(page.extract_text() for page in opened(pack).pages)


def test_sample_packs_have_no_findings(built: Outcome) -> None:
    assert [(item.code.code, item.span) for item in built.diagnostics] == []


def test_printed_numbers_labels_and_positions_agree(built: Outcome) -> None:
    reader = opened(pack_of(built))
    count = len(reader.pages)
    for number, (text, label) in enumerate(zip(page_texts(pack_of(built)), reader.page_labels, strict=True), 1):
        assert label == str(number)
        assert f"Side{number}av{count}" in squeezed(text)


def test_contents_page_names_the_page_each_document_begins_on(built: Outcome) -> None:
    reader = opened(pack_of(built))
    contents = squeezed(page_texts(pack_of(built))[0])
    documents = [(title, page + 1) for depth, title, page in outline(reader) if depth <= 2 and page > 0]
    manifest = json.loads((folder_of(built) / "manifest.json").read_text(encoding="utf-8"))
    titles = [item["title"] for item in manifest["files"] if item["kind"] in ("toppnotat", "vedlegg", "referat")]
    assert titles
    for title in titles:
        pages = {page for name, page in documents if squeezed(name).endswith(squeezed(title))}
        assert any(re.search(re.escape(squeezed(title)) + rf"\.*{page}(?!\d)", contents) for page in pages), title


def test_outline_pages_never_go_backwards(built: Outcome) -> None:
    pages = [page for _, _, page in outline(opened(pack_of(built)))]
    assert len(pages) > 3
    assert all(before <= after for before, after in pairwise(pages))


def links(reader: pypdf.PdfReader) -> list[tuple[int, Any]]:
    found = []
    for number, page in enumerate(reader.pages):
        for reference in page.get("/Annots", []):
            annotation = reference.get_object()
            if annotation.get("/Subtype") == "/Link":
                found.append((number, annotation))
    return found


def test_no_link_of_the_pack_is_left_pointing_at_a_file(built: Outcome) -> None:
    reader = opened(pack_of(built))
    addresses = [str(link["/A"]["/URI"]) for _, link in links(reader) if "/A" in link and "/URI" in link["/A"]]
    assert [address for address in addresses if not address.startswith(("http:", "https:", "mailto:"))] == []


def test_agenda_links_to_the_case_list_and_the_case_list_to_the_documents(built: Outcome) -> None:
    reader = opened(pack_of(built))
    starts = {page for _, _, page in outline(reader)}
    inside = 0
    for number, link in links(reader):
        target = link.get("/Dest") or link.get("/A", {}).get("/D")
        if target is None:
            continue
        if isinstance(target, str):
            target = reader.named_destinations[target].dest_array
        page = reader.get_page_number(target[0].get_object())
        inside += page in starts and page != number
    manifest = json.loads((folder_of(built) / "manifest.json").read_text(encoding="utf-8"))
    outside = ("møtepakke", "presentasjon", "rapport")
    documents = [item for item in manifest["files"] if item["format"] == "pdf" and item["kind"] not in outside]
    assert inside >= 2 * len(documents) - 2


def test_every_link_tells_a_screen_reader_where_it_leads(built: Outcome) -> None:
    for _, link in links(opened(pack_of(built))):
        assert str(link.get("/Contents", "")).strip()
        assert "/StructParent" in link


def test_the_draft_mark_is_seen_but_never_read(built: Outcome) -> None:
    assert all("UTKAST" not in text for text in page_texts(pack_of(built)))


def test_manifest_is_true_of_the_folder(built: Outcome) -> None:
    folder = folder_of(built)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    listed = {item["path"]: item for item in manifest["files"]}
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert present == {*listed, "manifest.json"}
    assert all(re.fullmatch(r"[a-z0-9./-]+", path) for path in present)
    for path, item in listed.items():
        data = (folder / path).read_bytes()
        assert (item["bytes"], item["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())


def test_own_pdfs_and_the_merged_pack_pass_pdf_a_2a_and_pdf_ua_1(built: Outcome) -> None:
    manifest = json.loads((folder_of(built) / "manifest.json").read_text(encoding="utf-8"))
    vera = VeraPdf()
    claimed = [item for item in manifest["files"] if "PDF/UA-1" in item["conformance"]]
    assert len(claimed) >= 2
    for item in [*claimed, {"path": pack_of(built).name}]:
        for flavour in ("2a", "ua1"):
            result = vera.check(folder_of(built) / item["path"], flavour)
            assert result.failures == (), (item["path"], flavour)
            assert result.passed
