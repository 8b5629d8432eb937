"""What acts by itself or hides another file stays outside; fields, layers and signatures have defined outcomes."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, StreamDecodeLevel, String
from PIL import ImageChops

from mottepakke.assemble.pack import AssembledPack, assemble_pack
from tests.unit.assemble import corpus, reading


def found_in(pack: AssembledPack) -> dict[str, dict[str, str]]:
    return {finding.code.name: dict(finding.args) for finding in pack.diagnostics}


def everything(data: bytes) -> bytes:
    """The file with all streams unpacked."""
    target = io.BytesIO()
    with reading.opened(data) as pdf:
        pdf.save(target, qdf=True, compress_streams=False, stream_decode_level=StreamDecodeLevel.generalized)
    return target.getvalue()


@pytest.fixture(scope="module")
def active() -> AssembledPack:
    return assemble_pack(corpus.plan(corpus.part(1), corpus.attachment(1, corpus.active())))


@pytest.mark.parametrize("word", [b"JavaScript", b"/JS", b"Launch", b"cmd.exe", b"OpenAction", b"/AA", b"javascript:"])
def test_nothing_acts_by_itself(active: AssembledPack, word: bytes) -> None:
    assert word in everything(corpus.active())
    assert word not in everything(active.data)


@pytest.mark.parametrize("word", [b"EmbeddedFile", b"hemmelig.txt", b"skjult innhold", b"FileAttachment"])
def test_no_file_hides_in_the_pack(active: AssembledPack, word: bytes) -> None:
    assert word in everything(corpus.active())
    assert word not in everything(active.data)


def test_what_was_removed_is_reported(active: AssembledPack) -> None:
    found = found_in(active)
    assert found["part-active-content-removed"]["what"] == "AA (3), JavaScript (2), Launch, OpenAction, URI"
    assert found["part-embedded-files-removed"]["count"] == "1"


def test_harmless_annotations_are_kept(active: AssembledPack) -> None:
    with reading.opened(active.data) as pdf:
        annotations = list(pdf.pages[3].obj.Annots)
        assert [str(item.Subtype) for item in annotations] == ["/Link", "/Link", "/Link", "/Link", "/Text"]
        assert ["/A" in item for item in annotations] == [False, False, True, False, False]
        assert "/Next" not in annotations[2].A


def test_files_at_elements_and_pages_are_removed() -> None:
    with Pdf.open(io.BytesIO(corpus.note(1))) as pdf:
        stream = pdf.make_stream(b"skjult innhold", Type=Name.EmbeddedFile)
        file = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a"), EF=Dictionary(F=stream)))
        pdf.pages[0].obj.AF = Array([file])
        pdf.Root.StructTreeRoot.K[0].AF = Array([file])
        pdf.Root.AF = Array([file])
        data = corpus.saved(pdf)
    pack = assemble_pack(corpus.plan(corpus.part(1, data)))
    assert b"skjult innhold" not in everything(pack.data)
    assert "part-embedded-files-removed" in found_in(pack)


def test_fields_of_the_same_name_stay_two_fields() -> None:
    pack = assemble_pack(
        corpus.plan(corpus.attachment(1, corpus.form(value="En")), corpus.attachment(2, corpus.form(value="To")))
    )
    with reading.opened(pack.data) as pdf:
        tops = list(pdf.Root.AcroForm.Fields)
        assert [str(top.T) for top in tops] == ["d1", "d2"]
        assert [str(top.Kids[0].V) for top in tops] == ["En", "To"]
        assert [str(top.DA) for top in tops] == ["/Helv 0 Tf 0 g"] * 2
        assert [top.Kids[0].Parent for top in tops] == tops
        assert "/Helv" in pdf.Root.AcroForm.DR.Font
        assert [page.obj.Annots[0].objgen for page in list(pdf.pages)[1:]] == [top.Kids[0].objgen for top in tops]


def test_a_form_without_appearances_gets_them() -> None:
    with Pdf.open(io.BytesIO(corpus.form(value="Verdi"))) as pdf:
        pdf.Root.AcroForm.NeedAppearances = True
        del pdf.pages[0].obj.Annots[0].AP
        data = corpus.saved(pdf)
    with reading.opened(assemble_pack(corpus.plan(corpus.attachment(1, data))).data) as pdf:
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        assert b"Verdi" in pdf.pages[1].obj.Annots[0].AP.N.read_bytes()


def test_a_signature_becomes_the_picture_of_itself() -> None:
    pack = assemble_pack(corpus.plan(corpus.attachment(1, corpus.signed())))
    assert found_in(pack)["part-signature-lost"]["count"] == "1"
    assert b"ByteRange" not in everything(pack.data)
    with reading.opened(pack.data) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert [str(item.Subtype) for item in pdf.pages[1].obj.Annots] == ["/Stamp"]
        assert b"Signert av Kari" in pdf.pages[1].obj.Annots[0].AP.N.read_bytes()


def test_a_widget_without_a_field_becomes_a_picture() -> None:
    with Pdf.open(io.BytesIO(corpus.form())) as pdf:
        del pdf.Root.AcroForm
        data = corpus.saved(pdf)
    with reading.opened(assemble_pack(corpus.plan(corpus.attachment(1, data))).data) as pdf:
        assert [str(item.Subtype) for item in pdf.pages[1].obj.Annots] == ["/Stamp"]


def test_hidden_layers_stay_hidden() -> None:
    pack = assemble_pack(corpus.plan(corpus.attachment(1, corpus.layered()), corpus.attachment(2, corpus.layered())))
    assert found_in(pack)["part-has-layers"]["names"] == "Skjult"
    with reading.opened(pack.data) as pdf:
        properties = pdf.Root.OCProperties
        assert [str(group.Name) for group in properties.OCGs] == ["Synlig", "Skjult", "Synlig", "Skjult"]
        assert [str(group.Name) for group in properties.D.OFF] == ["Skjult", "Skjult"]
        assert [str(order[0]) for order in properties.D.Order] == ["Vedlegg 1A: Fil til sak 1", "Vedlegg 2A: Fil til sak 2"]
        assert pdf.pages[1].obj.Resources.Properties.L2.objgen == properties.D.OFF[0].objgen
    before, after = reading.pictures(corpus.layered())[0], reading.pictures(pack.data)[1]
    box = (0, 60, *before.size)
    assert ImageChops.difference(before.crop(box), after.crop(box)).getbbox() is None


@pytest.mark.parametrize(
    "config",
    [
        {"BaseState": Name.OFF, "ON": "shown"},
        {"AS": "view"},
    ],
)
def test_layers_hidden_in_other_ways_stay_hidden(config: dict[str, Any]) -> None:
    with Pdf.open(io.BytesIO(corpus.layered())) as pdf:
        properties = pdf.Root.OCProperties
        shown, hidden = properties.OCGs
        hidden.Usage = Dictionary(View=Dictionary(ViewState=Name.OFF))
        usage = Dictionary(Event=Name.View, OCGs=Array([hidden]), Category=Array([Name.View]))
        values = {"shown": Array([shown]), "view": Array([usage])}
        properties.D = Dictionary({f"/{key}": values.get(str(value), value) for key, value in config.items()})
        data = corpus.saved(pdf)
    with reading.opened(assemble_pack(corpus.plan(corpus.attachment(1, data))).data) as pdf:
        assert [str(group.Name) for group in pdf.Root.OCProperties.D.OFF] == ["Skjult"]
        assert "/AS" not in pdf.Root.OCProperties.D


def test_a_lifted_protection_is_reported() -> None:
    pack = assemble_pack(corpus.plan(corpus.attachment(1, corpus.encrypted())))
    assert "part-protection-lost" in found_in(pack)
    with reading.opened(pack.data) as pdf:
        assert not pdf.is_encrypted


def test_a_mended_file_is_reported() -> None:
    data = corpus.plain().replace(b"startxref", b"startxxxx")
    assert "part-repaired" in found_in(assemble_pack(corpus.plan(corpus.attachment(1, data))))


def test_thumbnails_and_private_data_of_pages_are_left_out() -> None:
    pdf = corpus.new_pdf()
    page = corpus.add_page(pdf, "Tekst")
    page.Thumb = pdf.make_stream(b"bilde", Width=1, Height=1)
    page.PieceInfo = Dictionary(Program=Dictionary(Private=String("gammel versjon")))
    page.Metadata = pdf.make_stream(b"forfatterens navn", Type=Name.Metadata)
    data = everything(assemble_pack(corpus.plan(corpus.attachment(1, corpus.saved(pdf)))).data)
    assert not any(word in data for word in (b"/Thumb", b"PieceInfo", b"gammel versjon", b"forfatterens navn"))


def test_earlier_versions_and_hidden_pages_of_a_file_are_left_out() -> None:
    pdf = corpus.new_pdf()
    corpus.add_page(pdf, "Synlig side")
    hidden = corpus.add_page(pdf, "Skjult side")
    del pdf.pages[1]
    pdf.Root.Names = Dictionary(Templates=Dictionary(Names=Array([String("mal"), hidden])))
    data = corpus.saved(pdf)
    assert b"Skjult side" in everything(data)
    assert b"Skjult side" not in everything(assemble_pack(corpus.plan(corpus.attachment(1, data))).data)
