"""Parts without tags: their text can be heard, and nothing is claimed for them."""

from __future__ import annotations

import io

from pikepdf import Array, Dictionary, Name, Pdf, String

from mottepakke.assemble.pack import assemble_pack
from mottepakke.assemble.plan import Claim
from tests.unit.assemble import corpus, reading


def test_each_page_is_a_paragraph_of_the_part() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1), corpus.attachment(1, corpus.plain(pages=3)), corpus.part(2)))
    with reading.opened(pack.data) as pdf:
        part = pdf.Root.StructTreeRoot.K.K[2]
        assert [str(kid.S) for kid in part.K] == ["/P"] * 3
        assert str(part.T) == "Vedlegg 1A: Fil til sak 1"
        tree = reading.parent_tree(pdf)
        for page, kid in zip(list(pdf.pages)[3:6], part.K, strict=True):
            assert (kid.K, kid.Pg) == (0, page.obj)
            assert tree[page.obj.StructParents][0] == kid


def test_the_whole_content_of_a_page_is_marked() -> None:
    pack = assemble_pack(corpus.plan(corpus.attachment(1)))
    with reading.opened(pack.data) as pdf:
        content = b"\n".join(stream.read_bytes() for stream in pdf.pages[1].obj.Contents)
    begin, text, end = content.index(b"/P <</MCID 0>> BDC"), content.index(b"Vanlig tekst"), content.index(b"EMC")
    assert begin < text < end
    assert content.index(b" re S") > begin


def test_the_pack_claims_less_and_says_whose_fault_it_is() -> None:
    pack = assemble_pack(corpus.plan(corpus.part(1), corpus.attachment(1)))
    assert pack.claim == Claim()
    named = [(finding.code.name, dict(finding.args)["title"]) for finding in pack.diagnostics]
    assert named.count(("part-lowers-claim", "Vedlegg 1A: Fil til sak 1")) == 1
    assert ("part-lowers-claim", "Vedlegg 1: Toppnotat om sak 1") not in named
    assert pack.lowered_by == ("vedlegg/1a-fil",)
    with reading.opened(pack.data) as pdf:
        assert pdf.Root.MarkInfo.Suspects
        assert pdf.Root.MarkInfo.Marked


def test_marks_of_a_lost_tree_are_replaced() -> None:
    with Pdf.open(io.BytesIO(corpus.note(1))) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.MarkInfo
        lost = corpus.saved(pdf)
    pack = assemble_pack(corpus.plan(corpus.attachment(1, lost)))
    with reading.opened(pack.data) as pdf:
        for page in list(pdf.pages)[1:]:
            content = b"\n".join(stream.read_bytes() for stream in page.obj.Contents)
            assert content.count(b"MCID") == 1
        assert "Ord1ord" in reading.texts(pack.data)[1]


def test_content_that_closes_too_many_marks_is_left_alone() -> None:
    pack = assemble_pack(corpus.plan(corpus.attachment(1, corpus.content(b"EMC BT /F1 9 Tf 9 400 Td (Tekst) Tj ET"))))
    with reading.opened(pack.data) as pdf:
        assert "/StructParents" not in pdf.pages[1].obj
        assert len(pdf.Root.StructTreeRoot.K.K[1].K) == 0
    assert "Tekst" in reading.texts(pack.data)[1]


def test_annotations_are_named_after_their_page() -> None:
    pack = assemble_pack(corpus.plan(corpus.attachment(1, corpus.outlined()), corpus.attachment(2, corpus.form())))
    with reading.opened(pack.data) as pdf:
        first, second = list(pdf.Root.StructTreeRoot.K.K)[1:]
        assert [str(kid.S) for kid in first.K] == ["/P", "/Link", "/Link", "/Link", "/Link", "/P"]
        assert [str(kid.S) for kid in second.K] == ["/P", "/Form"]
        tree = reading.parent_tree(pdf)
        for kid in list(first.K)[1:5]:
            assert tree[kid.K.Obj.StructParent] == kid
        assert pdf.pages[1].obj.Tabs == Name.S


def test_a_file_that_only_says_it_is_tagged_is_not() -> None:
    with Pdf.open(io.BytesIO(corpus.plain())) as pdf:
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String("nb-NO")
        data = corpus.saved(pdf)
    pack = assemble_pack(corpus.plan(corpus.attachment(1, data)))
    assert "@lacks_tags" in dict(pack.diagnostics[0].args)["lacks"]


def test_a_tree_without_the_mark_counts_as_untagged() -> None:
    with Pdf.open(io.BytesIO(corpus.note(1))) as pdf:
        pdf.Root.MarkInfo = Dictionary(Marked=False)
        data = corpus.saved(pdf)
    pack = assemble_pack(corpus.plan(corpus.attachment(1, data)))
    assert pack.claim == Claim("2b")
    with reading.opened(pack.data) as pdf:
        assert [str(kid.S) for kid in pdf.Root.StructTreeRoot.K.K[1].K if kid.S == Name.P] == ["/P", "/P"]


def test_annotations_lose_keys_of_a_lost_tree() -> None:
    pdf = corpus.new_pdf()
    page = corpus.add_page(pdf, "Tekst", StructParents=7)
    page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=Array([0, 0, 1, 1]), StructParent=9)])
    with reading.opened(assemble_pack(corpus.plan(corpus.attachment(1, corpus.saved(pdf)))).data) as pack:
        assert "/StructParent" not in pack.pages[1].obj.Annots[0]
        assert pack.pages[1].obj.StructParents in reading.parent_tree(pack)
