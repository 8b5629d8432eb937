"""veraPDF on merged packs: what a pack claims is true."""

from __future__ import annotations

import io

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from mottepakke.assemble.pack import AssembledPack, assemble_pack
from mottepakke.assemble.plan import Claim
from mottepakke.verify.verapdf import VeraPdf
from tests.unit.assemble import corpus


@pytest.fixture(scope="module")
def vera() -> VeraPdf:
    return VeraPdf()


def untagged_archive_file() -> bytes:
    """PDF/A-2b without tags, with marks of a lost tree, layers, a link and a widget of its own."""
    with Pdf.open(io.BytesIO(corpus.note(1))) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.MarkInfo
        with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
            packet["pdfaid:conformance"] = "B"
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Lag")))
        pdf.pages[0].obj.Resources.Properties = Dictionary(L1=group)
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Name=String("A")))
        return corpus.saved(pdf)


def turned(data: bytes) -> bytes:
    """The same pages, turned, cropped and in another unit."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].obj.Rotate = 90
        pdf.pages[1].obj.CropBox = Array([20, 20, 500, 700])
        pdf.pages[1].obj.UserUnit = 1.5
        return corpus.saved(pdf)


def test_a_pack_of_our_own_documents_is_for_archive_and_every_reader(vera: VeraPdf) -> None:
    parts = [corpus.part(number) for number in (1, 2)] + [corpus.attachment(2, turned(corpus.note(3)), id="vedlegg/1a-fil")]
    changes = {"author": "NUIT & co", "subject": "Æ", "keywords": ("1/25",), "draft": True}
    pack = assemble_pack(corpus.plan(*parts, **changes))
    assert pack.claim == Claim("2a", pdfua=True)
    assert vera.check(pack.data, "2a").failures == ()
    assert vera.check(pack.data, "ua1").failures == ()


def test_a_pack_of_packs_keeps_its_claim(vera: VeraPdf) -> None:
    inner = assemble_pack(corpus.plan(corpus.part(1)))
    pack: AssembledPack = assemble_pack(corpus.plan(corpus.attachment(1, inner.data), corpus.part(2)))
    assert pack.claim == Claim("2a", pdfua=True)
    assert vera.check(pack.data, "2a").failures == ()
    assert vera.check(pack.data, "ua1").failures == ()


def test_an_untagged_archive_file_leaves_the_pack_what_it_is_itself(vera: VeraPdf) -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1), corpus.attachment(1, untagged_archive_file())))
    assert pack.claim == Claim("2b")
    assert vera.check(pack.data, "2b").failures == ()


def test_an_ordinary_file_takes_the_claim_and_the_truth_of_it_away(vera: VeraPdf) -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1), corpus.attachment(1, corpus.plain())))
    assert pack.claim == Claim()
    assert not vera.check(pack.data, "2b").passed
