"""The words of attached files: found with their place, bounded, and nothing where a file cannot be read."""

from pathlib import Path

import pytest

from mottepakke.extract import found, reading
from mottepakke.extract.found import FoundText
from mottepakke.extract.reading import words_of
from mottepakke.messages import message
from tests.support.workspaces import NOTE, Workspace, note, places
from tests.unit.extract.files import W, open_document, package, pdf, word
from tests.unit.slides.corpus import plain

WRONG = "Fristen er 31. april."


def read(tmp_path: Path, name: str, data: bytes) -> list[FoundText]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(words_of(path))


def test_a_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    assert read(tmp_path, "a.pdf", pdf("En", "To")) == [
        FoundText("En", "page", "@in_page:1"),
        FoundText("To", "page", "@in_page:2"),
    ]


def test_a_word_file_is_read_with_cells_headings_and_headers(tmp_path: Path) -> None:
    texts = read(tmp_path, "a.docx", word("Avsnittet"))
    assert texts == [
        FoundText("Avsnittet", "text"),
        FoundText("Overskriften", "heading"),
        FoundText("Cellen", "cell"),
        FoundText("Hodet", "text"),
    ]


def test_words_that_are_not_printed_are_not_read(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Ny </w:t></w:r><w:del><w:r><w:delText>x</w:delText><w:t>gammel </w:t></w:r></w:del>"
        "<w:r><w:t>tekst</w:t><w:tab/><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    data = package(word__document_xml=f"<w:document {W}><w:body>{body}</w:body></w:document>")
    assert [item.text for item in read(tmp_path, "a.docx", data)] == ["Ny tekst "]


def test_slides_are_read_with_their_numbers(tmp_path: Path) -> None:
    found = read(tmp_path, "a.pptx", plain("Første", "Andre"))
    assert [(item.text, item.place) for item in found if item.text in ("Første", "Andre")] == [
        ("Første", "@in_slide:1"),
        ("Andre", "@in_slide:2"),
    ]


def test_open_documents_are_read_with_slide_and_sheet(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>nei</text:p></office:annotation>"
    text = f"<office:text><text:h>H</text:h><text:p>En<text:s/>to{note}</text:p>"
    assert read(tmp_path, "a.odt", open_document(text + "</office:text>")) == [
        FoundText("H", "heading"),
        FoundText("En to", "text"),
    ]
    slides = "<office:presentation><draw:page/><draw:page><text:p>To</text:p></draw:page></office:presentation>"
    assert read(tmp_path, "a.odp", open_document(slides)) == [FoundText("To", "slide", "@in_slide:2")]
    cell = "<table:table-row><table:table-cell><text:p>C</text:p></table:table-cell></table:table-row>"
    sheet = f'<office:spreadsheet><table:table table:name="Ark A">{cell}</table:table></office:spreadsheet>'
    assert read(tmp_path, "a.ods", open_document(sheet)) == [FoundText("C", "cell", "@in_sheet:Ark A")]


def test_a_workbook_is_read(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = f'<sst xmlns="{main}"><si><t>En</t></si><si><r><t>T</t></r><r><t>o</t></r></si></sst>'
    assert read(tmp_path, "a.xlsx", package(xl__sharedStrings_xml=shared)) == [
        FoundText("En", "cell"),
        FoundText("To", "cell"),
    ]
    rows = '<sheetData><row><c t="inlineStr"><is><t>Tre</t></is></c><c><v>4</v></c></row></sheetData>'
    sheet = f'<worksheet xmlns="{main}">{rows}</worksheet>'
    assert read(tmp_path, "b.xlsx", package(xl__worksheets__sheet1_xml=sheet)) == [FoundText("Tre", "cell")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7 broken"),
        ("a.pdf", pdf("En", password="x")),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.docx", package(word__document_xml="<w:document")),
        ("a.docx", package(word__document_xml=f"<d>{'a' * 3_000_000}</d>")),
        ("a.pptx", b""),
        ("a.odt", b"\xd0\xcf\x11\xe0 encrypted"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(found.Unreadable):
        read(tmp_path, name, data)
    assert words_of(tmp_path / "gone.pdf") == ()


def test_reading_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_CHARACTERS", 3)
    assert [item.text for item in read(tmp_path, "a.pdf", pdf("En", "To"))] == ["En"]
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    assert read(tmp_path, "a.pdf", pdf("En")) == []
    assert found.MOST_PAGES <= 1000


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("a.pdf", pdf("En", WRONG), "a.pdf, side 2: "),
        ("a.docx", word(WRONG), "a.docx: "),
        ("a.pptx", plain("En", WRONG), "a.pptx, lysbilde 2: "),
    ],
)
def test_a_mistake_in_an_attachment_is_told_with_file_and_place(tmp_path: Path, name: str, data: bytes, where: str) -> None:
    files: dict[str, str | bytes] = {NOTE: note(head=f"vedlegg:\n  - fil: {name}\n"), f"sources/rad/2025/plan/{name}": data}
    diagnostics = [item for item in Workspace(tmp_path).write(files).check() if item.code.name == "impossible-date"]
    assert places(diagnostics) == [("impossible-date", NOTE, 7)]
    assert message(diagnostics[0], "nb") == f"{where}«31. april» finnes ikke i kalenderen."


def test_a_mistake_on_a_returned_slide_is_told_with_its_number(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        NOTE: note(head="presentasjon: a.pptx\n"),
        "sources/rad/2025/plan/a.pptx": plain("Plan", WRONG),
    }
    diagnostics = [item for item in Workspace(tmp_path).write(files).check() if item.code.name == "impossible-date"]
    assert places(diagnostics) == [("impossible-date", NOTE, 6)]
    assert message(diagnostics[0], "en").startswith("a.pptx, slide 2: ")


def test_a_broken_attachment_is_told_by_a_check_and_once_by_a_build(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        NOTE: note(head="vedlegg:\n  - fil: a.pdf\n"),
        "sources/rad/2025/plan/a.pdf": b"%PDF-1.7 broken",
    }
    made = Workspace(tmp_path).write(files)
    assert places(made.check()) == [("unreadable-attachment", NOTE, 7)]
    built = [item["name"] for item in made.run("build", "--only", "pakke", "--json").document["diagnostics"]]
    assert (len(built), "unreadable-attachment" in built) == (1, False)


def told_of_pages(tmp_path: Path, *pages: str) -> list[str]:
    workspace = Workspace(tmp_path).write({"sources/rad/2025/plan/a.pdf": pdf(*pages)})
    workspace.write({NOTE: note("Se [[vedlegg:a]].\n", "vedlegg: [a.pdf]\n")})
    return [message(item, "nb") for item in workspace.check() if item.code.code == "TX001"]


@pytest.mark.parametrize(
    ("count", "step", "place"),
    [(100, 1, "side 1–100"), (12, 2, "side 1, 3, 5 … 11 (6 sider)"), (7, 2, "side 1, 3, 5, 7"), (1, 1, "side 1")],
)
def test_the_same_words_on_many_pages_are_one_finding_that_names_them(
    count: int, step: int, place: str, tmp_path: Path
) -> None:
    pages = [WRONG if number % step == 0 else "Tekst." for number in range(count)]
    (told,) = told_of_pages(tmp_path, *pages)
    assert told.startswith(f"a.pdf, {place}: «31. april»")


def test_a_page_is_named_before_those_with_higher_numbers(tmp_path: Path) -> None:
    dates = [f"Fristen er 31. {month}." for month in ("april", "juni", "september", "november")]
    pages = ["Tekst."] * 12
    pages[1], pages[9], pages[10], pages[2] = dates
    shown = [told.split(",")[1].partition(":")[0] for told in told_of_pages(tmp_path, *pages)]
    assert shown == [" side 2", " side 3", " side 10", " side 11"]
