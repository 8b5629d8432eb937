"""Every kind of file has a defined outcome."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from mottepakke.assemble.attachment import Unusable, Usable, open_attachment
from mottepakke.assemble.facts import inspect_pdf
from mottepakke.assemble.pack import assemble_pack
from mottepakke.assemble.plan import Claim
from tests.unit.assemble import corpus, raw, reading

UNUSABLE = {
    "empty": (b"", "part-empty"),
    "zeros": (bytes(5000), "part-empty"),
    "blanks": (b" \r\n\n", "part-empty"),
    "docx": (b"PK\x03\x04" + bytes(100), "part-wrong-type"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "part-wrong-type"),
    "html": (b"\xef\xbb\xbf<!DOCTYPE html><title>404</title>", "part-wrong-type"),
    "text": (b"Dette er ikke en PDF.", "part-wrong-type"),
    "header only": (b"%PDF-1.7\n", "part-broken"),
    "truncated": (corpus.cut_off(), "part-broken"),
    "without its end": (corpus.plain()[:-40], "part-broken"),
    "password": (corpus.encrypted(user="hemmelig"), "part-encrypted"),
    "no pages": (corpus.without_pages(), "part-no-pages"),
    "portfolio": (corpus.portfolio(), "part-portfolio"),
    "dynamic form": (corpus.dynamic_form(), "part-dynamic-form"),
    "page tree that bites its tail": (raw.page_loop(), "part-broken"),
    "more pages than a pack": (raw.many_pages(6000), "part-too-large"),
    "content packed twice": (corpus.bomb(), "part-too-large"),
    "content of 300 MB": (raw.packed_content(300), "part-too-large"),
    "a picture as large as a town": (raw.large_picture(40_000), "part-too-large"),
    "objects packed twice": (raw.object_stream(zlib.compress(raw.zeros(300)), 2), "part-broken"),
    "objects packed by LZW": (raw.object_stream(b"", 1, "LZWDecode"), "part-too-large"),
    "a name for LZW that hides": (raw.object_stream(b"", 1, "#4cZWDecode"), "part-too-large"),
    "more lines than a scan": (b"%PDF-1.7\n" + b"\n" * 10_000_001 + b"%%EOF", "part-too-large"),
    "arrays in arrays": (raw.nested(100_000), "part-no-pages"),
}


@pytest.mark.parametrize(("data", "reason"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_an_unusable_file_has_a_reason(data: bytes, reason: str) -> None:
    judged = open_attachment(data)
    assert isinstance(judged, Unusable)
    assert judged.code.name == reason
    assert "0x" not in str(judged.args)


USABLE = {
    "tagged": corpus.note(1),
    "plain": corpus.plain(),
    "odd pages": corpus.odd_pages(),
    "form": corpus.form(),
    "signed": corpus.signed(),
    "active": corpus.active(),
    "layers": corpus.layered(),
    "outline": corpus.outlined(),
    "owner password": corpus.encrypted(),
    "garbage before": b"\r\n\r\ngarbage\n" + corpus.plain(),
    "garbage after": corpus.plain() + b"\n<html>",
    "chained objects": raw.chain(3000),
    "tree as deep as long": raw.structure_chain(3000),
    "outline that bites its tail": raw.outline_loop(),
    "structure that bites its tail": raw.structure_loop(),
    "names that are not UTF-8": raw.odd_names(),
}


@pytest.mark.parametrize("data", USABLE.values(), ids=USABLE.keys())
def test_a_usable_file_goes_into_a_pack_with_all_its_pages(data: bytes) -> None:
    judged = open_attachment(data)
    assert isinstance(judged, Usable), judged
    pack = assemble_pack(corpus.plan(corpus.part(1), corpus.attachment(1, data)))
    assert pack.pages == 3 + judged.facts.pages
    with reading.opened(pack.data) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_chain_longer_than_the_stack_does_not_end_the_process() -> None:
    assert isinstance(open_attachment(raw.structure_chain(80_000)), Usable)


def test_content_packed_a_thousandfold_is_not_unpacked() -> None:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b"q Q\n" * 250_000) for _ in range(100)) + packer.flush()
    pdf = corpus.new_pdf()
    page = corpus.add_page(pdf, "")
    page.Contents.write(data, filter=Name.FlateDecode)
    pack = assemble_pack(corpus.plan(corpus.attachment(1, corpus.saved(pdf))))
    assert len(pack.data) < 1_000_000
    with reading.opened(pack.data) as merged:
        assert "/StructParents" not in merged.pages[1].obj


def test_facts_of_a_case_note() -> None:
    facts = inspect_pdf(corpus.note(1))
    assert (facts.pages, facts.tagged, facts.language, facts.title) == (2, True, "nb-NO", "Notat 1")
    assert (facts.pdfa, facts.pdfua, facts.claim) == ("2a", 1, Claim("2a", pdfua=True))
    assert (facts.encrypted, facts.signatures, facts.has_forms, facts.active, facts.files) == (False, 0, False, (), 0)
    assert facts.repairs == ()


def test_facts_of_an_active_file() -> None:
    facts = inspect_pdf(corpus.active())
    assert dict(facts.active) == {"AA": 1, "JavaScript": 1, "OpenAction": 1}
    assert facts.files == 1


def test_facts_of_forms_signatures_layers_and_locks() -> None:
    assert inspect_pdf(corpus.form()).has_forms
    assert inspect_pdf(corpus.signed()).signatures == 1
    assert inspect_pdf(corpus.layered()).hidden_layers == ("Skjult",)
    assert inspect_pdf(corpus.encrypted()).encrypted


def claiming(part: int, conformance: str, data: bytes | None = None, **changes: object) -> bytes:
    with Pdf.open(io.BytesIO(data or corpus.note(1))) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
            packet["pdfaid:part"], packet["pdfaid:conformance"] = str(part), conformance
        for key, value in changes.items():
            pdf.Root[f"/{key}"] = value
        return corpus.saved(pdf)


@pytest.mark.parametrize(
    ("part", "conformance", "level"),
    [(1, "A", "2a"), (1, "B", "2b"), (2, "U", "2u"), (3, "B", "2b"), (3, "a", "2a"), (4, "E", "")],
)
def test_claims_are_read_as_levels_of_part_two(part: int, conformance: str, level: str) -> None:
    assert inspect_pdf(claiming(part, conformance)).claim.pdfa == level


def test_a_file_for_printing_inks_lowers_the_claim() -> None:
    with Pdf.open(io.BytesIO(corpus.note(1))) as pdf:
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(b"profil", N=4)
        data = corpus.saved(pdf)
    assert inspect_pdf(data).claim == Claim("", pdfua=True)


def test_what_is_proven_counts_more_than_what_a_file_says() -> None:
    assert assemble_pack(corpus.plan(corpus.part(1, conformance=Claim("2b")))).claim == Claim("2b")
    assert assemble_pack(corpus.plan(corpus.part(1), claim=Claim("2u"))).claim == Claim("2u")


def test_a_metadata_stream_that_is_not_xml_is_no_claim() -> None:
    with Pdf.open(io.BytesIO(corpus.plain())) as pdf:
        pdf.Root.Metadata = pdf.make_stream(b"\xff\x00<<<")
        pdf.trailer.Info = Dictionary(Title=String("Tittel"), Author=Array([1]))
        data = corpus.saved(pdf)
    assert inspect_pdf(data).claim == Claim()
    assert isinstance(pikepdf.Dictionary(), Dictionary)
