"""What becomes of good files: tags, language, the same bytes each time, and nothing that should not be there."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from mottepakke.convert.converter import convert
from mottepakke.convert.files import Converted, Failed, OfficeFile
from mottepakke.verify.verapdf import VeraPdf
from tests.unit.convert.reading import (
    Canary,
    elements,
    everything_in,
    findings_of,
    language_of,
    pages_of,
    pdf_of,
    table_rows,
    text_of,
    types_of,
)

VERIFIER = VeraPdf()
Results = Mapping[str, Converted | Failed]


def test_each_file_has_a_result_in_the_order_of_the_files(results: Results, files: list[OfficeFile]) -> None:
    assert list(results) == [file.id for file in files]
    failed = {name: result.diagnostic.code.name for name, result in results.items() if isinstance(result, Failed)}
    assert failed == {"tom.xlsx": "office-nothing-shown", "tekst.docx": "office-old-format"}


def test_an_empty_sheet_is_not_passed_off_as_a_blank_page(results: Results) -> None:
    result = results["tom.xlsx"]
    assert isinstance(result, Failed)
    assert result.diagnostic.code.name == "office-nothing-shown"
    assert result.diagnostic.span.line == 7
    assert dict(result.diagnostic.args) == {"file": "tom.xlsx"}


def test_nothing_is_fetched(results: Results, canary: Canary) -> None:
    fetching = [name for name in results if name.startswith("fjern")] + ["ark.ods", "bred.ods"]
    assert all("office-external-content-removed" in findings_of(results, name) for name in fetching)
    assert canary.asked == []


def test_word_headings_lists_tables_and_pictures_stay_tagged(results: Results) -> None:
    types = types_of(pdf_of(results, "rapport.docx"))
    assert {name: types[name] for name in ("H1", "H2", "Table", "TR", "TH", "TD", "L", "LI", "Figure")} == {
        **{"H1": 1, "H2": 1, "Table": 1, "TR": 3, "TH": 2, "TD": 4, "L": 1, "LI": 2, "Figure": 1}
    }
    assert [one["alt"] for one in elements(pdf_of(results, "rapport.docx")) if one["type"] == "Figure"] == ["En blå firkant"]


def test_slide_titles_are_numbered_headings(results: Results) -> None:
    types = types_of(pdf_of(results, "presentasjon.pptx"))
    assert {name: types[name] for name in ("H", "H1", "L", "LI", "Table", "TH", "TD", "Figure")} == {
        **{"H": 0, "H1": 2, "L": 2, "LI": 3, "Table": 1, "TH": 2, "TD": 2, "Figure": 1}
    }
    figures = [one["alt"] for one in elements(pdf_of(results, "presentasjon.pptx")) if one["type"] == "Figure"]
    assert figures == ["Blå flate"]


def test_decoration_is_shown_but_not_told_of(results: Results) -> None:
    pdf = pdf_of(results, "presentasjon.pptx")
    assert b"mottepakke:dekor" not in everything_in(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/XObject" in opened.pages[0].Resources


def test_cells_of_sheets_are_tagged_as_tables(results: Results) -> None:
    pdf = pdf_of(results, "budsjett.xlsx")
    assert table_rows(pdf) == [[["Post", "Kroner"], ["Lønn", "1234,5"], ["Drift", "40,25"], ["", "1283,75"], ["###", ""]]]
    types = types_of(pdf)
    assert (types["Table"], types["TH"], types["TD"]) == (1, 2, 8)


def test_cells_are_found_wherever_they_lie(results: Results) -> None:
    pdf = pdf_of(results, "blandet.xlsx")
    first, second = table_rows(pdf)
    assert first[0] == ["Navn", "Antall", "Merknad"]
    assert [text.replace("\n", " ") for text in first[1]] == ["Slått sammen", "", "Tre ord her"]
    assert first[2] == ["Lang tekst som flyter utover naboens plass", "", ""]
    assert first[3:] == [[f"rad {row}", str(row), ""] for row in range(3, 90)]
    assert second == [["Tekst", ""], ["", "3,5"], ["Lenke", ""]]
    assert len(pages_of(pdf)) == 3
    assert addresses(pdf) == ["https://example.org/ark"]
    assert types_of(pdf)["Link"] == 1


def test_wide_sheets_are_a_table_a_page(results: Results) -> None:
    tables = table_rows(pdf_of(results, "bredere.xlsx"))
    assert len(tables) == 5
    assert [cell for table in tables for cell in table[2]] == [f"r2k{column}" for column in range(60)]
    tables = table_rows(pdf_of(results, "ark.ods"))
    assert tables == [
        [[f"k{column}" for column in range(10)], ["45000", "ANNENBOK", "HENTETVERDI"] + [""] * 7],
        [["LENKETARK"]],
    ]


RULE_OF_CLAIM, RULE_OF_ALT = ("5", 1), ("7.3", 1)
"""Of PDF/UA-1: to claim it, and to give pictures an alternative text."""


@pytest.mark.parametrize(
    "name",
    [
        *(
            "rapport.docx",
            "sammensatt.docx",
            "notat.odt",
            "presentasjon.pptx",
            "presentasjon.odp",
            "blandet.xlsx",
            "ark.ods",
        ),
        *("objekt.docx", "fjern.odt", "bredere.xlsx", "ukjent-sprak.docx"),
    ],
)
def test_every_kind_passes_pdf_a_2a_and_of_pdf_ua_1_lacks_only_what_its_author_left_out(results: Results, name: str) -> None:
    pdf = pdf_of(results, name)
    assert claim_of(pdf) == "2A"
    assert VERIFIER.check(pdf, "2a").failures == ()
    broken = {(one.clause, one.test) for one in VERIFIER.check(pdf, "ua1").failures}
    lacks_alt = "office-pictures-without-alt" in findings_of(results, name)
    assert broken == {RULE_OF_CLAIM, *([RULE_OF_ALT] if lacks_alt else [])}


def test_signs_that_no_reader_can_know_keep_the_claim_down(results: Results) -> None:
    pdf = pdf_of(results, "tegn.docx")
    assert claim_of(pdf) == "2B"
    assert VERIFIER.check(pdf, "2b").passed
    assert {one.clause for one in VERIFIER.check(pdf, "2a").failures} == {"6.2.11.7.3", "6.6.4"}


def test_no_heading_level_is_skipped_and_styles_named_as_types_are_none(results: Results) -> None:
    pdf = pdf_of(results, "sammensatt.docx")
    assert [one["type"] for one in elements(pdf) if one["type"].startswith("H")] == ["H1", "H2", "H1", "H2"]
    assert types_of(pdf)["Note"] == 2


def test_bullets_are_characters_that_can_be_read(results: Results) -> None:
    assert "•" in text_of(pdf_of(results, "rapport.docx"))


def test_the_title_is_the_files_own_or_its_name(results: Results) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(results, "budsjett.xlsx"))) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"]) == "budsjett"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_opendocument_text_stays_tagged(results: Results) -> None:
    types = types_of(pdf_of(results, "notat.odt"))
    assert {name: types[name] for name in ("H1", "Table", "TH", "TD", "L", "Figure")} == {
        **{"H1": 1, "Table": 1, "TH": 2, "TD": 2, "L": 1, "Figure": 1}
    }


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("rapport.docx", "nn-NO"),
        ("sporet.docx", "nb-NO"),
        ("uten-sprak.docx", "nn-NO"),
        ("uten-sprak.odt", "nn-NO"),
        ("ukjent-sprak.docx", "nb-NO"),
        ("notat.odt", "nn-NO"),
        ("presentasjon.pptx", "nb-NO"),
        ("nynorsk.pptx", "nn-NO"),
        ("budsjett.xlsx", "nb-NO"),
    ],
)
def test_the_language_is_the_files_own_or_else_the_meetings(results: Results, name: str, language: str) -> None:
    assert language_of(pdf_of(results, name)) == language


def test_text_without_a_language_of_its_own_does_not_get_a_foreign_one(results: Results) -> None:
    assert {one["lang"] for one in elements(pdf_of(results, "uten-sprak.docx"))} <= {"", "nn-NO"}


def claim_of(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as metadata:
        return str(metadata.pdfa_status)


def test_every_pdf_embeds_its_fonts(results: Results) -> None:
    for name, result in results.items():
        if isinstance(result, Failed):
            continue
        with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
            fonts = [
                one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
            ]
            assert fonts, name
            assert all("/FontFile2" in one or "/FontFile3" in one or "/FontFile" in one for one in fonts), name


def test_the_same_files_give_the_same_bytes_in_any_company(
    results: Results, files: list[OfficeFile], soffice: Path, tmp_path: Path
) -> None:
    kinds = (
        "blandet.xlsx",
        "objekt.docx",
        "sporet.docx",
        "objekt.pptx",
        "budsjett.xlsx",
        "bred.ods",
        "presentasjon.odp",
        "fjern.odt",
    )
    some = [file for file in reversed(files) if file.id in kinds]
    again = convert(some, soffice, folder=tmp_path)
    assert {name: pdf_of(again, name) == pdf_of(results, name) for name in again} == dict.fromkeys(again, True)
    assert list(tmp_path.iterdir()) == []


def test_no_pdf_knows_the_machine_or_the_hour(results: Results) -> None:
    for name, result in results.items():
        if isinstance(result, Converted):
            content = everything_in(result.pdf)
            assert b"kontor-" not in content, name
            assert b"/ModDate" not in content, name


def test_the_date_is_that_of_the_file(results: Results) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(results, "budsjett.xlsx"))) as pdf, pdf.open_metadata() as metadata:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20250515120000Z"
        assert metadata["xmp:CreateDate"] == "2025-05-15T12:00:00Z"


def test_tracked_changes_are_accepted(results: Results) -> None:
    pdf = pdf_of(results, "sporet.docx")
    text = text_of(pdf)
    for kept in ("Beholdt", "INNSATT", "FLYTTETTIL", "FETSKRIFT", "NYRAD", "Omtalt"):
        assert kept in text, kept
    for gone in ("SLETTET", "SLETTETRAD", "FLYTTETFRA", "MERKNAD", "Nordmann"):
        assert gone not in text, gone
        assert gone.encode() not in everything_in(pdf), gone
    assert types_of(pdf)["Table"] == 1
    assert findings_of(results, "sporet.docx") == {
        "office-changes-accepted": {"file": "sporet.docx", "count": "10"},
        "office-comments-left-out": {"file": "sporet.docx", "count": "1"},
    }


def test_a_deleted_paragraph_end_joins_two_paragraphs(results: Results) -> None:
    pdf = pdf_of(results, "sporet.docx")
    assert "Første halvdel andre halvdel" in text_of(pdf)
    assert types_of(pdf)["H1"] == 1


def test_fields_of_the_clock_and_the_machine_keep_their_text(results: Results) -> None:
    text = text_of(pdf_of(results, "klokke.docx"))
    assert "FELTDATO" in text
    assert "C:\\mappe\\notat.docx" in text
    assert "1 av 1" in text or "11" in text.replace(" ", "")
    assert findings_of(results, "klokke.docx")["office-fields-frozen"]["what"] == "DATE, FILENAME"


def test_remote_word_content_leaves_its_text_and_a_grey_place(results: Results) -> None:
    pdf = pdf_of(results, "fjern.docx")
    text = text_of(pdf)
    for kept in ("BILDEFELT", "TEKSTFELT", "DDEFELT", "LENKETILFIL", "Nettsted"):
        assert kept in text, kept
    assert "Lenket bilde" in [one["alt"] for one in elements(pdf)]
    found = findings_of(results, "fjern.docx")
    assert found["office-external-content-removed"]["count"] == "6"
    assert "/mal.dotm" in found["office-template-ignored"]["what"]
    assert found["office-links-removed"]["what"] == "file:///etc/passwd"
    assert addresses(pdf) == ["https://example.org/side"]


def addresses(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        links = [link for page in opened.pages for link in page.get("/Annots", [])]
        return [str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A]


def test_macros_are_removed_and_the_text_stays(results: Results) -> None:
    assert "Tekst med makro." in text_of(pdf_of(results, "makro.docx"))
    assert list(findings_of(results, "makro.docx")) == ["office-macros-removed"]


@pytest.mark.parametrize(("name", "what"), [("objekt.docx", "bok.bin"), ("objekt.pptx", "Microsoft_Excel_Sheet1.xlsx")])
def test_embedded_objects_leave_their_picture(results: Results, name: str, what: str) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(results, name))) as pdf:
        pictures = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        assert pictures
    assert findings_of(results, name)["office-objects-removed"] == {"file": name, "count": "1", "what": what}


def test_slides_without_decoration_keep_their_tags_too(results: Results) -> None:
    assert types_of(pdf_of(results, "objekt.pptx"))["H1"] == 1


def test_a_chart_keeps_its_numbers_without_its_workbook(results: Results) -> None:
    text = text_of(pdf_of(results, "objekt.pptx"))
    assert all(word in text for word in ("Andel", "Nord", "Sør"))


def test_hidden_slides_notes_and_comments_stay_out(results: Results) -> None:
    pdf = pdf_of(results, "presentasjon.pptx")
    assert len(pages_of(pdf)) == 2
    assert b"TALEMANUS" not in everything_in(pdf)
    assert "SKJULTLYSBILDE" not in text_of(pdf)
    assert findings_of(results, "presentasjon.pptx")["office-hidden-slides"] == {
        **{"file": "presentasjon.pptx", "count": "1", "what": "2"}
    }
    assert "MERKNAD" not in text_of(pdf_of(results, "fjern.pptx"))
    assert findings_of(results, "fjern.pptx")["office-comments-left-out"]["count"] == "1"


def test_slides_keep_the_date_they_were_saved_with_and_start_no_programs(results: Results) -> None:
    pdf = pdf_of(results, "fjern.pptx")
    found = findings_of(results, "fjern.pptx")
    assert "FELTDATO" in text_of(pdf)
    assert addresses(pdf) == []
    assert found["office-links-removed"]["what"] == "../rapport.docx, file:///bin/sh"
    assert found["office-fields-frozen"]["what"] == "DATE"


def test_hidden_sheets_rows_columns_and_comments_stay_out(results: Results) -> None:
    text = text_of(pdf_of(results, "budsjett.xlsx"))
    for gone in ("SKJULTRAD", "SKJULTKOLONNE", "HEMMELIGARK", "MERKNAD"):
        assert gone not in text, gone
    found = findings_of(results, "budsjett.xlsx")
    assert found["office-hidden-sheets"]["what"] == "Skjult ark, Veldig skjult ark"
    assert found["office-comments-left-out"]["count"] == "1"


def test_numbers_stand_as_norwegians_write_them(results: Results) -> None:
    text = text_of(pdf_of(results, "budsjett.xlsx"))
    assert "1234,5" in text
    assert "40,25" in text


def test_cells_that_fetch_or_follow_the_clock_keep_their_value(results: Results) -> None:
    pdf = pdf_of(results, "fjern.xlsx")
    text = text_of(pdf)
    for kept in ("HENTETVERDI", "45000", "ANNENBOK", "LENKEFELT", "0,125", "AVLEDETVERDI", "fjern.xlsx", "&D"):
        assert kept in text, kept
    assert addresses(pdf) == ["https://example.org/ark", "https://example.org/side"]
    assert findings_of(results, "fjern.xlsx")["office-fields-frozen"]["what"] == "DATE, RAND, TIME, TODAY"


@pytest.mark.parametrize(
    ("name", "pages", "side_by_side"),
    [("bred.xlsx", 1, None), ("bredere.xlsx", 5, "5"), ("ark.ods", 2, None), ("bred.ods", 5, "4")],
)
def test_wide_sheets_are_turned_and_shrunk_but_stay_readable(
    results: Results, name: str, pages: int, side_by_side: str | None
) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(results, name))) as pdf:
        assert len(pdf.pages) == pages
        _, _, width, height = (float(side) for side in pdf.pages[0].MediaBox)
        assert (round(width), round(height)) == (842, 595)
    assert findings_of(results, name).get("office-wide-sheet", {}).get("pages") == side_by_side


def test_opendocument_text_loses_what_acts_and_what_was_deleted(results: Results) -> None:
    pdf = pdf_of(results, "fjern.odt")
    text = text_of(pdf)
    for kept in ("Beholdt tekst", "SEKSJONSTEKST", "FELTDATO", "FELTFIL", "LENKETILFIL", "Trygg"):
        assert kept in text, kept
    assert not any(gone in text for gone in ("SLETTET", "MERKNAD"))
    assert addresses(pdf) == ["https://example.org/odt", "https://example.org/x"]
    found = findings_of(results, "fjern.odt")
    assert {name: one.get("count") or one.get("what") for name, one in found.items()} == {
        "office-external-content-removed": "2",
        "office-template-ignored": found["office-template-ignored"]["what"],
        "office-macros-removed": None,
        "office-objects-removed": "2",
        "office-changes-accepted": "1",
        "office-comments-left-out": "1",
        "office-fields-frozen": "DATE, FILENAME",
        "office-links-removed": "1",
        "office-signature-lost": None,
        "office-pictures-without-alt": "1",
    }


def test_opendocument_slides_and_sheets_hide_what_is_hidden(results: Results) -> None:
    assert "SKJULTLYSBILDE" not in text_of(pdf_of(results, "presentasjon.odp"))
    assert findings_of(results, "presentasjon.odp")["office-hidden-slides"]["what"] == "2"
    text = text_of(pdf_of(results, "ark.ods"))
    assert "HEMMELIGARK" not in text
    assert all(kept in text for kept in ("45000", "ANNENBOK", "HENTETVERDI", "LENKETARK"))
    assert findings_of(results, "ark.ods")["office-hidden-sheets"]["what"] == "Skjult"
