"""The benchmarks compare like with like: the generated workspaces are sound, and the script prints the same text."""

import sys
from pathlib import Path

import pytest
from benchmarks import baseline, merge, report, steps
from benchmarks import slides as deck_merge
from benchmarks.baseline_text import Block, Meeting, blocks_of, read_meeting
from benchmarks.edit import add_words
from benchmarks.facts import slides
from benchmarks.measure import Candidate, Cost, Measured, RunFailedError, in_turn, run_once
from benchmarks.workspaces import make_workspace
from pypdf import PdfReader

from mottepakke import pipeline
from mottepakke.diagnostics import ExitCode
from tests.unit.assemble import corpus

REPO = Path(__file__).parents[2]
KEY = "nuit/2025-2"


@pytest.fixture(scope="module")
def meeting() -> Meeting:
    return read_meeting(REPO, KEY)


def texts(blocks: tuple[Block, ...]) -> str:
    return " ".join(part for block in blocks for part in (block.text, *(cell for row in block.rows for cell in row)))


def test_table_text_comes_row_by_row_without_the_line_below_the_head() -> None:
    found = blocks_of("Før\n\n| A | B |\n|---|---:|\n| 1 | to *ord* |\n\nEtter")
    assert [block.kind for block in found] == ["text", "table", "text"]
    assert found[1].rows == (("A", "B"), ("1", "to ord"))


def test_wrapped_lines_are_one_paragraph_and_marks_are_left_out() -> None:
    found = blocks_of("En linje\nsom **går** [videre](https://x.no).[^a]\n- punkt\n  over to\n1. tall\n\n[^a]: Note")
    assert [(block.kind, block.text) for block in found] == [
        ("text", "En linje som går videre."),
        ("bullet", "punkt over to"),
        ("number", "tall"),
        ("text", "Note"),
    ]


def test_the_script_has_the_documents_and_times_of_the_pack(meeting: Meeting) -> None:
    assert len(meeting.sheets) == 13
    assert [sheet.ready is not None for sheet in meeting.sheets].count(True) == 1
    times = {item.number: item.time for item in meeting.items if item.number}
    assert times["12/25"] == "09.00"
    assert times["19/25"] == "13.20"
    assert list(times) == [f"{number}/25" for number in range(12, 24)]


def test_the_script_prints_nearly_every_word_of_the_sources(meeting: Meeting) -> None:
    bodies = [path.read_text("utf-8").partition("\n---\n")[2] for path in REPO.glob("sources/nuit/2025/*/*.md")]
    bodies.append((REPO / "packs/nuit/2025-1.referat.md").read_text("utf-8").partition("\n---\n")[2])
    words = sum(len(block.split()) for body in bodies for block in [texts(blocks_of(body))])
    printed = sum(len(texts(sheet.blocks).split()) for sheet in meeting.sheets)
    assert words > 7500
    assert printed >= words


def test_earlier_decisions_are_looked_up_in_the_ledgers_of_other_committees(meeting: Meeting) -> None:
    note = next(sheet for sheet in meeting.sheets if sheet.name == "toppnotat-icd-11")
    assert "NUFA 22/24, 28. august 2024" in texts(note.blocks)


@pytest.mark.parametrize("count", [12, 47, 90])
def test_the_script_makes_as_many_slides_as_asked_for_of_all_its_text(meeting: Meeting, count: int) -> None:
    made = baseline.slides_of(meeting, count)
    assert len(made) == count
    every = {line for _, lines in baseline.slides_of(meeting, 60) for line in lines}
    assert every <= {line for _, lines in made for line in lines}


def test_slides_are_counted_in_the_file(tmp_path: Path) -> None:
    baseline.write_deck([("En", ("a", "b")), ("To", ())], tmp_path / "presentasjon.pptx")
    assert slides(tmp_path / "presentasjon.pptx") == 2


def test_the_word_template_has_a_branch_for_each_kind_of_block(tmp_path: Path, meeting: Meeting) -> None:
    from docx import Document

    baseline.make_template(tmp_path / "mal.docx")
    text = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "mal.docx")).paragraphs)
    for kind in {block.kind for sheet in meeting.sheets for block in sheet.blocks}:
        assert f"block.kind == '{kind}'" in text


def test_merging_gives_a_bookmark_a_document(tmp_path: Path, meeting: Meeting) -> None:
    ready = next(sheet for sheet in meeting.sheets if sheet.ready)
    short = Meeting("Møte", (), (ready,))
    baseline.copy_ready(short.sheets, tmp_path)
    baseline.merge(short, tmp_path, tmp_path / "pakke.pdf")
    merged = PdfReader(tmp_path / "pakke.pdf")
    assert [str(item["/Title"]) for item in merged.outline if not isinstance(item, list)] == [ready.title]
    assert ready.ready
    assert len(merged.pages) == len(PdfReader(ready.ready).pages)


def test_generated_workspaces_have_as_many_cases_as_asked_for_and_no_errors(tmp_path: Path) -> None:
    keys = make_workspace(tmp_path, REPO, cases=11, meetings=2)
    sources = pipeline.open_workspace(tmp_path)
    outcomes = pipeline.check(keys, sources)
    assert [outcome.exit_code for outcome in outcomes] == [ExitCode.DONE, ExitCode.DONE], outcomes
    for key in keys:
        found = sources.meeting(key)
        assert found is not None
        titles = [row.case.title for row in found.cases]
        assert len(set(titles)) == 11
        assert all(row.case.sections for row in found.cases)


def test_a_note_gets_other_words_before_each_run_and_grows_no_longer(tmp_path: Path) -> None:
    note = tmp_path / "toppnotat.md"
    note.write_text("---\ntittel: A\n---\nTekst.\n", encoding="utf-8")
    texts = []
    for _ in range(3):
        add_words(note)
        texts.append(note.read_text(encoding="utf-8"))
    assert len(set(texts)) == 3
    assert all(len(text.split("Endret")) == 2 and text.startswith("---\ntittel: A\n---\nTekst.\n") for text in texts)


def test_what_comes_before_a_run_is_done_before_each(tmp_path: Path) -> None:
    log = tmp_path / "log"
    first = (sys.executable, "-c", f"open({str(log)!r}, 'a').write('b')")
    candidate = Candidate("a", (sys.executable, "-c", f"open({str(log)!r}, 'a').write('r')"), first)
    (measured,) = in_turn([candidate], 1, lambda _line: None)
    assert log.read_text() == "brbr"
    assert len(measured.runs) == 1


def test_candidates_run_in_turn_after_one_run_that_does_not_count(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def candidate(name: str) -> Candidate:
        return Candidate(name, (sys.executable, "-S", "-c", f"open({str(log)!r}, 'a').write({name!r})"))

    measured = in_turn([candidate("A"), candidate("B")], 2, lambda _line: None)
    assert log.read_text() == "ABABAB"
    assert [(item.name, len(item.runs)) for item in measured] == [("A", 2), ("B", 2)]
    assert all(cost.wall > 0 and cost.memory > 1e6 for item in measured for cost in item.runs)


def test_a_candidate_that_fails_stops_the_benchmark_with_what_it_said() -> None:
    with pytest.raises(RunFailedError, match="nei"):
        run_once((sys.executable, "-S", "-c", "raise SystemExit('nei')"))


def test_ratios_compare_medians() -> None:
    fast = Measured("rask", tuple(Cost(wall, wall, 50_000_000) for wall in (1.0, 2.0, 9.0)))
    slow = Measured("treg", tuple(Cost(wall, wall, 100_000_000) for wall in (1.0, 10.0, 11.0)))
    assert "| rask | 2.00 (1.00–9.00) | 2.00 | 50 | **5.0** | 2.0 |" in report.costs([fast, slow], {"rask": "treg"})


def test_growth_shows_what_a_case_adds_to_the_smallest_build() -> None:
    sizes = {count: Measured(str(count), (Cost(1 + count / 10, 1.0, count * 1_000_000),)) for count in (1, 21)}
    assert "| 21 | 3.10 | 1.00 | 21 | 100 | 1.00 |" in report.growth(sizes)


@pytest.mark.parametrize(
    ("file", "package"),
    [
        ("/x/src/mottepakke/write/docx/blocks.py", "mottepakke.write.docx"),
        ("/x/src/mottepakke/write/office_package.py", "mottepakke.write"),
        ("/x/site-packages/mottepakke/pipeline.py", "mottepakke.pipeline"),
        ("/x/lib/python3.11/site-packages/pptx/util.py", "pptx"),
        ("/x/lib/python3.11/re/_parser.py", steps.LIBRARY),
        ("<frozen importlib._bootstrap>", steps.IMPORTING),
    ],
)
def test_time_is_put_down_to_the_package_of_its_file(file: str, package: str) -> None:
    assert steps.package_of(file) == package


def test_import_times_add_up_by_package() -> None:
    log = "import time: self [us] | cumulative | imported package\nimport time:   500 |  700 | pptx\n"
    log += "import time:  1500 | 1500 |   pptx.util\nimport time: 100 | 100 | re\n"
    assert steps.imports_of(log) == {"pptx": 0.002, steps.LIBRARY: 0.0001}


def test_new_figures_replace_those_between_the_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"før\n{report.BEGIN}\ngammelt\n{report.END}\netter\n", encoding="utf-8")
    report.put("nytt", readme)
    assert readme.read_text("utf-8") == f"før\n{report.BEGIN}\n\nnytt\n\n{report.END}\netter\n"


def test_a_section_measured_alone_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"før\n{report.BEGIN}\nmaskin\n\n### A\n\n1\n\n### B\n\n2\n{report.END}\netter\n", encoding="utf-8")
    report.put_section("### A\n\n3", readme)
    report.put_section("### C\n\n4", readme)
    measured = "maskin\n\n### A\n\n3\n\n### B\n\n2\n\n### C\n\n4"
    assert readme.read_text("utf-8") == f"før\n{report.BEGIN}\n\n{measured}\n\n{report.END}\netter\n"


def test_merging_is_told_in_times_another_candidates_time_and_memory_a_page() -> None:
    measured = {
        pages: [
            Measured("vi", tuple(Cost(wall * pages, wall, pages * 1_000_000) for wall in (2.0, 3.0, 7.0))),
            Measured("de", tuple(Cost(wall * pages, wall, 50_000_000) for wall in (1.0, 1.5, 2.0))),
        ]
        for pages in (10, 110)
    }
    lines = report.merges(measured, "de").splitlines()
    assert "| 110 | vi | 330.00 (220.00) | 3.00 | **2.0** (2.0) | 110 | 1.00 |" in lines
    assert "| 10 | de | 15.00 (10.00) | 1.50 | **1.0** (1.0) | 50 |  |" in lines
    assert "| 10 | vi | 30.00 (20.00) | 3.00 |  | 10 |  |" in report.merges(measured, "den som mangler")


def test_the_files_to_merge_are_the_documents_over_and_over_without_the_pack(tmp_path: Path) -> None:
    built = tmp_path / "built"
    (built / "vedlegg").mkdir(parents=True)
    (built / "motepakke-x.pdf").write_bytes(corpus.note(pages=9))
    (built / "innkalling.pdf").write_bytes(corpus.note(1, pages=2))
    (built / "vedlegg" / "1.pdf").write_bytes(corpus.note(2, pages=3))
    assert merge.write_files(built, tmp_path / "files", 10) == {"files": 4, "pages": 10}
    assert len(list((tmp_path / "files").iterdir())) == 4


def test_our_merge_keeps_the_tags_that_a_plain_loop_drops(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.pdf").write_bytes(corpus.note(number))
    merge.merge_ours(folder, tmp_path / "ours.pdf")
    merge.merge_plain(folder, tmp_path / "plain.pdf")
    ours, plain = (merge.facts(tmp_path / name) for name in ("ours.pdf", "plain.pdf"))
    assert plain["pages"] == 4
    assert ours["pages"] == 5
    assert ours["tags"] > 40
    assert ours["bookmarks"] > 6
    assert plain["tags"] == plain["bookmarks"] == 0


def test_the_decks_to_merge_share_a_logo_and_our_merge_has_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("DECKS", 2), ("SLIDES", 3), ("SIDE", 20)):
        monkeypatch.setattr(deck_merge, name, value)
    assert deck_merge.write_files(tmp_path / "decks") == {"decks": 2, "slides": 3, "MB of pictures": 0}
    deck_merge.merge_ours(tmp_path / "decks", tmp_path / "ours.pptx")
    deck_merge.copy(tmp_path / "decks", tmp_path / "copied.zip")
    ours, copied = (deck_merge.facts(tmp_path / name) for name in ("ours.pptx", "copied.zip"))
    assert ours["slides"] == copied["slides"] == 3 + 8
    assert (ours["pictures"], copied["pictures"]) == (4, 5)
