"""Tags for pages that LibreOffice leaves without: on pages made by hand, so that each rule stands alone."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from mottepakke.convert.finish import finishing
from mottepakke.convert.finish.grid import Grid, grid_of
from mottepakke.convert.finish.marks import survey
from mottepakke.convert.finish.mending import claim_level_a, mend
from mottepakke.convert.finish.tagging import NO_SHEETS, Sheets, tag
from tests.unit.convert.reading import table_rows, types_of

FONT = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
LINES = "0 0 0 RG 100 700 m 100 660 l S 200 700 m 200 660 l S 100 680 m 300 680 l S 100 660 200 40 re S\n"
CELLS = (("A", 102, 685), ("B", 202, 685), ("1", 102, 665), ("2", 290, 665))


def shown(text: str, x: float, y: float) -> str:
    return f"q 0 g BT {x} {y} Td /F1 10 Tf ({text}) Tj ET Q\n"


def pdf_with(*contents: str) -> Pdf:
    pdf = Pdf.new()
    for content in contents:
        pdf.add_blank_page(page_size=(400, 800))
        pdf.pages[-1].Resources = Dictionary(Font=Dictionary(F1=FONT))
        pdf.pages[-1].Contents = pdf.make_stream(content.encode())
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Ark", 0))
    return pdf


def saved(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def tagged(content: str, twin: str | None, sheets: Sheets = NO_SHEETS) -> bytes:
    with pdf_with(content) as pdf, pdf_with(content + (twin or "")) as other:
        tag(pdf, other if twin is not None else None, sheets)
        return saved(pdf)


def picture(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    pixels = bytes(document[0].render(scale=1).buffer)
    document.close()
    return pixels


SHEET = "".join(shown(*cell) for cell in CELLS)


def test_texts_go_into_the_cells_that_the_twins_lines_enclose() -> None:
    assert table_rows(tagged(SHEET, LINES)) == [[["A", "B"], ["1", "2"]]]


def test_a_sheet_that_prints_its_grid_has_a_twin_without() -> None:
    with pdf_with(LINES + SHEET) as pdf, pdf_with(SHEET) as twin:
        tag(pdf, twin)
        assert table_rows(saved(pdf)) == [[["A", "B"], ["1", "2"]]]


def test_the_first_row_of_a_sheet_with_headings_holds_headings() -> None:
    types = types_of(tagged(SHEET, LINES, Sheets(headed=frozenset(("Ark",)))))
    assert (types["TH"], types["TD"]) == (2, 2)


def test_text_outside_the_grid_is_a_paragraph() -> None:
    types = types_of(tagged(SHEET + shown("Topp", 100, 780), LINES))
    assert (types["P"], types["TD"]) == (1, 4)


def test_without_a_twin_every_text_is_a_paragraph() -> None:
    assert types_of(tagged(SHEET, None)) == {"Document": 1, "P": 4}


def test_lines_and_areas_are_artifacts_and_nothing_looks_different() -> None:
    content = "1 0.9 0 rg 100 660 200 40 re f\n0 0 1 RG 0 0 m 50 50 l S\nq 10 10 20 20 re W* n Q\n" + SHEET
    before = saved(pdf_with(content))
    after = tagged(content, LINES)
    assert picture(after) == picture(before)
    with pikepdf.open(io.BytesIO(after)) as pdf:
        marks = [
            one.operands[0] for one in pikepdf.parse_content_stream(pdf.pages[0]) if str(one.operator) in ("BMC", "BDC")
        ]
        assert [str(mark) for mark in marks] == ["/Artifact", "/Artifact", "/TD", "/TD", "/TD", "/TD"]


def test_pages_with_the_same_columns_go_on_with_one_table() -> None:
    with pdf_with(SHEET, SHEET) as pdf, pdf_with(SHEET + LINES, SHEET + LINES) as twin:
        tag(pdf, twin, Sheets(frozenset(("Ark",)), frozenset(("Ark",))))
        result = saved(pdf)
    assert table_rows(result) == [[["A", "B"], ["1", "2"]] * 2]
    assert types_of(result)["TH"] == 2


def test_pages_that_may_lie_side_by_side_are_tables_of_their_own() -> None:
    with pdf_with(SHEET, SHEET) as pdf, pdf_with(SHEET + LINES, SHEET + LINES) as twin:
        tag(pdf, twin)
        assert table_rows(saved(pdf)) == [[["A", "B"], ["1", "2"]]] * 2


def test_a_twin_with_other_pages_is_not_trusted() -> None:
    with pdf_with(SHEET) as pdf, pdf_with(SHEET, LINES) as twin:
        tag(pdf, twin)
        assert types_of(saved(pdf)) == {"Document": 1, "P": 4}


def test_a_link_is_put_around_the_text_under_it() -> None:
    with pdf_with(SHEET) as pdf, pdf_with(SHEET + LINES) as twin:
        action = Dictionary(S=Name.URI, URI=String("https://example.org"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 682, 150, 698]), A=action)
        pdf.pages[0].Annots = Array([pdf.make_indirect(link)])
        tag(pdf, twin)
        mend(pdf, "Ark")
        result = saved(pdf)
    assert table_rows(result) == [[["A", "B"], ["1", "2"]]]
    with pikepdf.open(io.BytesIO(result)) as opened:
        table = opened.Root.StructTreeRoot.K.K[0]
        element = table.K[0].K[0].K[0]
        assert str(element.S) == "/Link"
        assert str(element.K[1].Obj.Contents) == "https://example.org"
        numbers = opened.Root.StructTreeRoot.ParentTree.Nums
        parents = dict(zip(map(int, list(numbers)[::2]), list(numbers)[1::2], strict=True))
        assert parents[int(element.K[1].Obj.StructParent)].objgen == element.objgen
        assert parents[int(opened.pages[0].StructParents)][0].objgen == element.objgen
        assert str(opened.pages[0].Tabs) == "/S"


def test_edges_that_are_drawn_in_pieces_are_one() -> None:
    with pdf_with("100 700 m 100 680.1 l S 100.2 680 m 100.2 660 l S " + LINES) as pdf, pdf_with(SHEET) as plain:
        pieces, bare = (survey(list(pikepdf.parse_content_stream(one.pages[0]))) for one in (pdf, plain))
    assert grid_of(pieces, bare) == Grid((100.0, 200.0, 300.0), (660.0, 680.0, 700.0))
    assert grid_of(bare, bare) is None


def test_moved_and_turned_texts_are_found_where_they_stand() -> None:
    content = "q 2 0 0 2 10 20 cm BT /F1 10 Tf 1 0 0 1 30 40 Tm (x) Tj ET Q BT /F1 10 Tf 5 6 Td 7 8 Td (y) Tj ET BT ET"
    with pdf_with(content) as pdf:
        found = survey(list(pikepdf.parse_content_stream(pdf.pages[0])))
    assert [(text.x, text.y, text.mcid) for text in found.texts] == [(70.0, 100.0, None), (12.0, 14.0, None)]


def test_marks_that_are_there_are_kept() -> None:
    content = "/P <</MCID 0>> BDC BT /F1 10 Tf 5 6 Td (x) Tj ET EMC /Artifact BMC 0 0 5 5 re f EMC BT /F1 9 Tf (y) Tj ET"
    with pdf_with(content) as pdf:
        found = survey(list(pikepdf.parse_content_stream(pdf.pages[0])))
    assert [text.mcid for text in found.texts] == [0, None]
    assert found.paints == []
    assert found.next_mcid == 1


@pytest.mark.parametrize(("limit", "is_marked"), [(10**6, True), (10, False)])
def test_drawings_without_end_are_not_walked_through(
    limit: int, is_marked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finishing, "MAX_CONTENT", limit)
    path = tmp_path / "kart.pdf"
    with pdf_with("0 0 m 10 10 l S") as made:
        made.save(path)
    result = finishing.finished(path, tmp_path / "ingen", finishing.Facts("nb-NO", "", "Kart"))
    assert result is not None
    assert not result.blank
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf, pdf.open_metadata() as metadata:
        assert (b"/Artifact" in pdf.pages[0].Contents.read_bytes()) == is_marked
        assert metadata.pdfa_status == ""


@pytest.mark.parametrize(("types", "claim"), [(("Document",), "2B"), (("Document", "P"), "2A")])
def test_a_tree_that_holds_nothing_is_no_tags(types: tuple[str, ...], claim: str) -> None:
    with pdf_with("") as pdf:
        above: Any = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = above, Dictionary(Marked=True)
        for name in types:
            above.K = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{name}"), P=above))
            above = above.K
        del pdf.pages[0].Resources.Font
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "B"
        claim_level_a(pdf)
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == claim
