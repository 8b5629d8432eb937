"""Finished PDFs: their text, outline, tags, links and bytes."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from msgspec.structs import replace

from mottepakke.diagnostics import BugStop, MissingStop
from mottepakke.model import document as dom
from mottepakke.model.document import (
    Cell,
    Contents,
    Document,
    Figure,
    Footnote,
    Group,
    Heading,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
)
from mottepakke.write.pdf import PdfWriter, write_pdf
from tests.support.looks import STANDARD, standard_look
from tests.unit.write.pdf_parts import (
    SVG,
    cell,
    document,
    everything,
    heading,
    items,
    nested,
    png,
    properties,
    row,
    svg,
    words,
)

LINKS = {"pakke:vedlegg/2a#del": "../vedlegg/2a.pdf#del"}


@pytest.fixture(scope="module")
def writer() -> Iterator[PdfWriter]:
    with PdfWriter(standard_look()) as made:
        yield made


@pytest.fixture(scope="module")
def sample(writer: PdfWriter, tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    written = writer.write(everything(tmp_path_factory.mktemp("bilder")), LINKS)
    assert written.diagnostics == ()
    return pypdf.PdfReader(io.BytesIO(written.data))


def read(writer: PdfWriter, *blocks: dom.Block, **more: Any) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(writer.write(document(*blocks, **more), LINKS).data))


def text_of(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def letters(data: bytes) -> list[tuple[int, str, float, float, float, float]]:
    """Page, character, left, bottom, right and top of everything that is printed."""
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [page.get_textpage() for page in pdf]
        return [
            (number, page.get_text_range(index, 1), *page.get_charbox(index))
            for number, page in enumerate(pages)
            for index in range(page.count_chars())
            if page.get_text_range(index, 1).strip()
        ]


def tags(reader: pypdf.PdfReader) -> list[Any]:
    """The structure elements in reading order."""
    found: list[Any] = []

    def visit(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for part in node:
                visit(part)
        elif isinstance(node, dict):
            found.extend([node] if "/S" in node else [])
            visit(node.get("/K", []))

    visit(reader.root_object["/StructTreeRoot"]["/K"])  # type: ignore[index]
    return found


def outline(entries: Any) -> list[Any]:
    return [outline(entry) if isinstance(entry, list) else entry.title for entry in entries]


def addresses(reader: pypdf.PdfReader) -> list[str]:
    annotations = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return [note["/A"]["/URI"] for note in annotations if "/URI" in note.get("/A", {})]


def test_the_words_come_in_their_order(sample: pypdf.PdfReader) -> None:
    text = text_of(sample)
    order = [
        "Vedlegg 1", "Undertittel", "15. mai 2025", "Innhold", "Dato 15.", "Sted", "Oslo", "Bergen", "Forslag til vedtak",
        "NUIT tar saken", "Innledende linjer", "viktig", "strøket", "kode()", "FHI", "nivå 3", "nivå 1",
        "3. tredje", "4. fjerde", "Sak Tittel Tid", "Godkjenning", "Pause", "Kostnader", "Post 2025 2026", "Figur 1:",
        "Et sitat.", "linje 1", "Etikett", "Liten skrift.", "Unntatt offentlighet", "Tall.", "Filen mangler.",
    ]  # fmt: skip

    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_outline_is_what_is_listed(sample: pypdf.PdfReader) -> None:
    assert outline(sample.outline) == ["Prøvedokument", ["Bakgrunn", ["Med note"], "Økonomi"]]


def test_title_language_and_date_stand_in_the_file(sample: pypdf.PdfReader) -> None:
    about = sample.metadata

    assert about is not None
    assert (about.title, about.author, about.subject) == ("Prøvedokument", "Helsedirektoratet", "Møte 2/2025")
    assert (str(about["/Keywords"]), str(about["/CreationDate"])) == ("NUIT, møte", "D:20250515000000Z")
    assert str(sample.root_object["/Lang"]) == "nb-NO"
    assert sample.root_object["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]


def test_every_kind_of_block_is_tagged(sample: pypdf.PdfReader) -> None:
    kinds = {tag["/S"] for tag in tags(sample)}

    assert kinds >= {
        "/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD",
        "/Caption", "/Figure", "/Note", "/Link", "/BlockQuote", "/Code", "/TOC", "/TOCI",
    }  # fmt: skip


def test_pictures_carry_their_alternative_text(sample: pypdf.PdfReader) -> None:
    assert [tag["/Alt"] for tag in tags(sample) if tag["/S"] == "/Figure"] == ["En søyle", "En rute"]


def test_header_cells_say_that_they_head_a_column(sample: pypdf.PdfReader) -> None:
    heads = [tag for tag in tags(sample) if tag["/S"] == "/TH"]

    assert len(heads) == 6
    assert all(head["/A"][0]["/Scope"] == "/Column" for head in heads)


def test_anchors_are_named_destinations_and_links_lead_to_them(sample: pypdf.PdfReader) -> None:
    assert set(sample.named_destinations) == {"v", "bakgrunn", "fig", "alle"}
    assert addresses(sample) == ["https://www.fhi.no/", "../vedlegg/2a.pdf#del"]


def test_a_named_destination_lies_where_its_block_does(writer: PdfWriter) -> None:
    reader = read(
        writer, heading(1, "a"), dom.PageBreak(), words("b"), words("c", anchor="c"), Group("vedtak", (words("d"),), "d")
    )
    places = {name: (reader.get_destination_page_number(one), one.top) for name, one in reader.named_destinations.items()}

    assert places["c"][0] == places["d"][0] == 1
    assert float(places["c"][1]) > float(places["d"][1])  # type: ignore[arg-type]


def test_the_draft_mark_is_drawn_on_every_page_and_is_no_text(writer: PdfWriter) -> None:
    blocks = (heading(1, "Tittel"), dom.PageBreak(), words("slutt"))
    plain, draft = (writer.write(document(*blocks, draft=draft), {}).data for draft in (False, True))

    assert text_of(pypdf.PdfReader(io.BytesIO(draft))) == text_of(pypdf.PdfReader(io.BytesIO(plain)))
    assert [page < 100 for page in mark_pixels(plain)] == [True, True]
    assert [page > 2000 for page in mark_pixels(draft)] == [True, True]


def mark_pixels(data: bytes) -> list[int]:
    """How many pixels of each page have the colour of the draft mark."""
    with pypdfium2.PdfDocument(data) as pdf:
        pictures = [page.render(scale=0.5).to_pil().convert("RGB") for page in pdf]
    return [
        sum(count for count, colour in picture.getcolors(1 << 20) or () if colour == (0xEB, 0xEF, 0xF1))
        for picture in pictures
    ]


def test_head_and_foot_are_no_part_of_the_text_for_readers(writer: PdfWriter) -> None:
    reader = read(
        writer, heading(1, "T"), words("a"), head="Hodetekst", foot="Fottekst", page_label="Side {page} av {pages}"
    )
    content = reader.pages[0].get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]

    assert "Hodetekst" in text_of(reader)
    assert "Side 1 av 1" in text_of(reader)
    assert [tag["/S"] for tag in tags(reader)] == ["/Document", "/H1", "/P"]
    assert len(re.findall(r"/Artifact", content)) >= 2


def test_the_running_head_leaves_the_upper_12_mm_to_the_stamp(writer: PdfWriter) -> None:
    data = writer.write(document(heading(1, "T"), head="Hodetekst"), {}).data
    tops = [top for _, character, _, _, _, top in letters(data) if character == "H"]

    assert len(tops) == 1
    assert 780 < tops[0] < 842 - 12 * 72 / 25.4


def test_a_title_page_has_no_head_and_no_foot(sample: pypdf.PdfReader) -> None:
    first, second, *_ = sample.pages

    assert "Helsedirektoratet" not in first.extract_text()
    assert "Side 2 av" in second.extract_text()


def test_contents_give_pages_and_leave_footnotes_where_they_are(writer: PdfWriter) -> None:
    noted = Heading(2, (Text("Med note"), Footnote("1", (words("Noten."),))))
    reader = read(writer, heading(1, "Tittel"), Contents("Innhold"), dom.PageBreak(), noted, heading(4 - 1, "Dypere"))
    first = reader.pages[0].extract_text()

    assert re.search(r"Med note\s*2", first)
    assert re.search(r"Dypere\s*2", first)
    assert text_of(reader).count("Noten.") == 1


def test_a_long_table_repeats_its_head(writer: PdfWriter) -> None:
    table = Table((0.2, 0.8), (row("Nummer", "Navn"),), tuple(row(str(n), f"Rad {n}") for n in range(150)))
    reader = read(writer, heading(1, "T"), table)

    assert len(reader.pages) > 3
    assert all("Nummer Navn" in page.extract_text() for page in reader.pages)
    assert len([tag for tag in tags(reader) if tag["/S"] == "/TH"]) == 2


def test_rows_stay_whole_where_asked(writer: PdfWriter) -> None:
    long = Row((Cell(tuple(words(f"linje {n}") for n in range(20))),))
    pages = {
        splittable: [
            page.extract_text() for page in read(writer, Table((1.0,), (), (long,) * 5, splittable=splittable)).pages
        ]
        for splittable in (True, False)
    }

    assert all(page.count("linje 0\n") == page.count("linje 19") for page in pages[False])
    assert any(page.count("linje 0\n") != page.count("linje 19") for page in pages[True])


def test_a_short_row_is_never_broken(writer: PdfWriter) -> None:
    short = Row((Cell(tuple(words(f"linje {n}") for n in range(12))),))
    pages = [page.extract_text() for page in read(writer, Table((1.0,), (), (short,) * 9, splittable=True)).pages]

    assert len(pages) > 2
    assert all(page.count("linje 0\n") == page.count("linje 11") for page in pages)


def test_no_heading_and_no_caption_stands_alone_at_the_foot_of_a_page(writer: PdfWriter) -> None:
    table = Table((1.0,), (row("a"),), (row("b"),) * 4, caption=(Text("SISTE"),))
    for lines in range(36, 50, 2):
        for follower in (table, words("ord " * 60), items("a", "b")):
            reader = read(writer, heading(1, "T"), items(*["x"] * lines), heading(2, "SISTE"), follower, words("slutt"))
            for page in list(reader.pages)[:-1]:
                last = [line for line in page.extract_text().splitlines() if line.strip()][-2]
                assert last.strip() != "SISTE"


def test_norwegian_words_are_hyphenated_in_narrow_columns(writer: PdfWriter) -> None:
    text = text_of(read(writer, Table((0.15, 0.85), (), (row("saksbehandlingssystemet", "a"),))))

    assert "saksbehand\u00ad" in text


def test_lists_start_again_and_where_asked(writer: PdfWriter) -> None:
    text = text_of(read(writer, items("a", "b", ordered=True), items("c", ordered=True), items("d", ordered=True, start=9)))

    assert [line for line in text.splitlines() if line[0].isdigit()][:4] == ["1. a", "2. b", "1. c", "9. d"]


def test_nine_levels_of_lists_are_set(writer: PdfWriter) -> None:
    text = text_of(read(writer, nested(9)))

    assert all(f"nivå {level}" in text for level in range(1, 10))


@pytest.mark.parametrize("title", ["Saksbehandling " * 334, "x" * 5000], ids=["words", "one-word"])
def test_a_title_of_5000_characters_stays_on_the_page(writer: PdfWriter, title: str) -> None:
    printed = letters(writer.write(document(Group("hode", (heading(1, title),)), words("etter")), {}).data)

    assert len(printed) >= 5000 - title.count(" ")
    assert min(left for _, _, left, _, _, _ in printed) > 2.4 * 72 / 2.54
    assert max(right for _, _, _, _, right, _ in printed) < 595 - 2.4 * 72 / 2.54
    assert min(bottom for _, _, _, bottom, _, _ in printed) > 30


LONG = {
    "letters": "x" * 500,
    "digits": "1" * 500,
    "addresses": "kari.nordmann@helsedirektoratet.no," * 15,
    "web": "https://www.fhi.no/" + "x" * 400,
    "signs": "–" * 300 + "_" * 300,
    "tied": "kl.\u00a009.00\u00a0og\u00a0" * 40,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_text_runs_off_the_page(writer: PdfWriter, text: str) -> None:
    blocks = (
        words(text), items(text), words(text, "label"), dom.CodeBlock(text), Paragraph((dom.Code(text),)),
        dom.Fields((dom.Field(text, (words(text),)),)), dom.Quote((words(text),)), heading(2, text),
    )  # fmt: skip
    printed = letters(writer.write(document(heading(1, "T"), *blocks, head=text, foot=text), {}).data)

    assert max(right for _, _, _, _, right, _ in printed) < 595 - 2.4 * 72 / 2.54


def test_long_words_stay_in_their_columns(writer: PdfWriter) -> None:
    table = Table((0.12, 0.88), (), (row("x" * 200, "å"), row("kari.nordmann@xx.no", "å")))
    printed = letters(writer.write(document(table), {}).data)

    assert max(right for _, letter, _, _, right, _ in printed if letter == "x") < min(
        left for _, letter, left, *_ in printed if letter == "å"
    )


def test_author_text_is_never_markup(writer: PdfWriter) -> None:
    hostile = '#panic("x") *b* _i_ `c` $x$ <l> @r \\ // # = - + / ~ --- #import "a" [ ]'
    text = text_of(read(writer, heading(1, hostile), items(hostile), Table((1.0,), (), (row(hostile),))))

    assert " ".join(text.split()).count(hostile) == 3


def test_right_to_left_text_is_set_from_the_right(writer: PdfWriter) -> None:
    data = writer.write(document(words("مرحبا بالعالم"), words("Norsk"), items("مرحبا", ordered=True)), {}).data
    places: dict[bool, list[float]] = {True: [], False: []}
    for _, character, left, *_ in letters(data):
        places[character in "Norsk"].append(left)

    assert "مرحبا" in text_of(pypdf.PdfReader(io.BytesIO(data)))
    assert max(places[True]) < 200
    assert min(place for place in places[False] if place > 100) > 400


def test_symbols_come_from_the_second_font_and_the_rest_is_spelt_out(writer: PdfWriter) -> None:
    written = writer.write(document(words("😀 ☎\ufe0f ☑ 🧿 中 👩\u200d💻 a\u0301\u0327 \u0301x del\u00ading")), {})
    text = text_of(pypdf.PdfReader(io.BytesIO(written.data)))

    assert "😀" in text
    assert "☑" in text
    assert "[U+1F9FF NAZAR AMULET] [U+4E2D] [U+1F469 WOMAN][U+1F4BB PERSONAL COMPUTER]" in text.replace("\n", " ")
    assert [one.code.code for one in written.diagnostics] == ["OU301"]


def test_text_in_drawings_is_made_settable_too(writer: PdfWriter, tmp_path: Path) -> None:
    picture = svg(tmp_path, SVG.replace("Søyle", "Søyle 🧿").replace("</svg>", '<image href="http://x.no/a.png"/></svg>'))
    written = writer.write(document(Figure(picture, "alt")), {})

    assert [one.code.code for one in written.diagnostics] == ["OU301", "OU306"]


@pytest.mark.parametrize(("mode", "ending"), [("CMYK", "jpeg"), ("L", "jpeg"), ("LA", "png"), ("P", "png"), ("I;16", "png")])
def test_photographs_of_all_modes_are_set(writer: PdfWriter, tmp_path: Path, mode: str, ending: str) -> None:
    from PIL import Image

    path = tmp_path / f"bilde.{ending}"
    Image.new(mode, (20, 10)).save(path)
    form = "jpeg" if ending == "jpeg" else "png"

    assert writer.write(document(Figure(dom.Picture(path, form, 20, 10), "alt")), {}).diagnostics == ()  # type: ignore[arg-type]


def test_pictures_are_made_to_fit(writer: PdfWriter, tmp_path: Path) -> None:
    large = replace(png(tmp_path), width=9000, height=12000)
    reader = read(writer, heading(1, "T"), Figure(large, "alt", (Text("Under"),), "Figur 1"))
    box = next(tag for tag in tags(reader) if tag["/S"] == "/Figure")["/A"][0]["/BBox"]

    assert len(reader.pages) == 1
    assert float(box[3]) - float(box[1]) < 450


def test_the_same_document_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; from pathlib import Path; from tests.support.looks import standard_look;"
        "from tests.unit.write.pdf_parts import everything; from mottepakke.write.pdf import write_pdf;"
        "folder = Path(sys.argv[1]); folder.mkdir();"
        "print(hashlib.sha256(write_pdf(everything(folder), standard_look(), {}).data).hexdigest())"
    )
    root = str(Path(__file__).parents[3])
    hashes = set()
    for zone, seed in (("UTC", "1"), ("Asia/Tokyo", "2")):
        place = tmp_path / seed
        place.mkdir()
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": root, "LC_ALL": "C"}
        command = [sys.executable, "-c", code, str(place / "bilder")]
        hashes.add(subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=True).stdout)

    assert len(hashes) == 1


def test_threads_share_a_writer(writer: PdfWriter) -> None:
    documents = [document(heading(1, f"Sak {n}"), words("ord " * 200)) for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda one: writer.write(one, {}).data, documents))

    assert together == [writer.write(one, {}).data for one in documents]


def test_a_missing_font_stops_the_run() -> None:
    with pytest.raises(MissingStop) as stop:
        PdfWriter(replace(standard_look(), font="Finnes ikke"))

    assert dict(stop.value.diagnostic.args) == {"family": "Finnes ikke"}


def style_folder(folder: Path, old: str, new: str) -> Path:
    style = (STANDARD / "typst" / "stil.typ").read_text(encoding="utf-8")
    assert old in style
    (folder / "stil.typ").write_text(style.replace(old, new), encoding="utf-8")
    return folder


def test_a_house_style_overrides_the_looks(tmp_path: Path) -> None:
    standard = standard_look()
    own = style_folder(tmp_path, "text: 10.8pt", "text: 16pt")
    large = replace(standard, typst_folders=(own, *standard.typst_folders))
    sizes = []
    for look in (standard, large):
        page = pypdf.PdfReader(io.BytesIO(write_pdf(document(words("ord")), look, {}).data)).pages[0]
        page.extract_text(visitor_text=lambda text, _c, _m, _f, size: sizes.append(size) if "ord" in text else None)

    assert sizes == pytest.approx([10.8, 16])


def test_a_font_that_a_house_style_lacks_stops_the_run(tmp_path: Path) -> None:
    standard = standard_look()
    own = style_folder(tmp_path, '"DejaVu Sans Mono"', '"Finnes Ikke Mono"')
    with pytest.raises(MissingStop) as stop:
        write_pdf(document(dom.CodeBlock("a")), replace(standard, typst_folders=(own, *standard.typst_folders)), {})

    assert dict(stop.value.diagnostic.args)["family"].lower() == "finnes ikke mono"


def test_what_typst_refuses_is_our_bug_and_is_kept(tmp_path: Path) -> None:
    standard = standard_look()
    own = style_folder(tmp_path, "#let thematic-break() =", '#let thematic-break() = panic("her") +')
    look = replace(standard, typst_folders=(own, *standard.typst_folders))
    with PdfWriter(look, tmp_path) as writer, pytest.raises(BugStop) as stop:
        writer.write(document(dom.Rule()), {})

    kept = Path(dict(stop.value.diagnostic.args)["kept"])
    assert "her" in dict(stop.value.diagnostic.args)["message"]
    assert stop.value.diagnostic.span.path == "toppnotat/prove"
    assert kept == tmp_path / "toppnotat-prove.typst.json"
    assert '"type": "rule"' in kept.read_text(encoding="utf-8")


def test_a_writer_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    write_pdf(document(words("a")), standard_look(), {})

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["nb-NO", "nn-NO", "en-GB"])
def test_the_language_is_the_documents(writer: PdfWriter, language: Any) -> None:
    one = Document("a", "b", replace(properties(), language=language), (words("a"),))

    assert pypdf.PdfReader(io.BytesIO(writer.write(one, {}).data)).root_object["/Lang"] == language


def test_the_draft_mark_is_what_its_tool_draws() -> None:
    from tools.make_draft_mark import picture

    assert picture() == (STANDARD / "utkast.svg").read_bytes()
    assert b"<text" not in picture()


def test_links_without_words_are_not_set(writer: PdfWriter) -> None:
    reader = read(
        writer, Paragraph((Text("a"), Link("https://x.no", ()))), Table((1.0,), (), (Row((cell("b"),), anchor="r"),))
    )

    assert addresses(reader) == []
    assert set(reader.named_destinations) == {"r"}
