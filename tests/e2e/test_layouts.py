"""Layouts: a workspace overrides single parts, and a wrong layout is a finding at its file and line."""

import shutil
from pathlib import Path

import pytest

from mottepakke import pipeline
from mottepakke.build.outcome import Options, Outcome
from mottepakke.diagnostics import ExitCode
from mottepakke.read.layout import STANDARD_FOLDER
from tests.conftest import REPOSITORY
from tests.support.texts import docx_paragraphs, part, pdf_text, pptx_slides, slide_lines

MEETING = "arena/2020-2"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The arena pack with a layout of its own that overrides nothing yet."""
    for name in ("packs/arena", "sources/arena"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    committee = tmp_path / "packs" / "arena" / "utvalg.yaml"
    lines = [line for line in committee.read_text(encoding="utf-8").splitlines() if not line.startswith("layout:")]
    committee.write_text("\n".join([*lines, "layout: egen"]) + "\n", encoding="utf-8")
    (tmp_path / "layouts" / "egen").mkdir(parents=True)
    return tmp_path


def build(workspace: Path) -> Outcome:
    sources = pipeline.open_workspace(workspace)
    return next(pipeline.build((MEETING,), sources, Options(workspace / "output", cores=2), lambda _meeting, _step: None))


def findings(outcome: Outcome) -> list[tuple[str, str, int]]:
    return [(item.code.code, item.span.path, item.span.line) for item in outcome.diagnostics]


def put(workspace: Path, name: str, content: str) -> None:
    path = workspace / "layouts" / "egen" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")


def test_words_colours_and_single_templates_are_overridden(workspace: Path) -> None:
    put(workspace, "ord/nb.yaml", "saksliste: Innlegg\n")
    put(workspace, "layout.yaml", "farger:\n  accent: AA1155\n")
    put(workspace, "toppnotat.html", "<h1>{{ case.title }}</h1>\n<p>Egen mal</p>\n{{ case.purpose }}\n")
    outcome = build(workspace)
    assert findings(outcome) == []
    folder = outcome.folder
    assert folder is not None
    assert "Innlegg" in [text for _, text in docx_paragraphs(folder / "innkalling.docx")]
    assert "Egen mal" in pdf_text(next(folder.glob("toppnotat/*.pdf")))
    assert "AA1155" in str(part(folder / "innkalling.docx", "word/theme/theme1.xml").find(".//*[@val='AA1155']").attrib)  # type: ignore[union-attr]


def test_a_word_template_with_norwegian_style_names_serves(workspace: Path) -> None:
    from docx import Document

    document = Document(str(STANDARD_FOLDER / "mal.docx"))
    names = {"heading 1": "Overskrift 1", "caption": "Bildetekst"}
    for style in document.styles.element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}name"):
        key = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"
        style.set(key, names.get(str(style.get(key)), str(style.get(key))))
    document.save(str(workspace / "layouts" / "egen" / "mal.docx"))
    assert findings(build(workspace)) == []


def test_the_sample_layout_shows_in_the_sample_pack(samples: dict[str, Outcome]) -> None:
    folder = samples["fjordvik/2025-3"].folder
    assert folder is not None
    deck = [line for slide in pptx_slides(folder / "presentasjon" / "samlet.pptx") for line in slide_lines(slide)]
    assert any(line.startswith("Tilråding") for line in deck)
    notes = [item.title for item in samples["fjordvik/2025-3"].artifacts if item.kind == "toppnotat"]
    assert notes
    assert all(title.startswith("Saksframlegg ") for title in notes)


WRONG: dict[str, tuple[str, str, tuple[str, str, int], ExitCode]] = {
    "template syntax": (
        "toppnotat.html",
        "<h1>x</h1>\n{% if %}\n",
        ("LA003", "layouts/egen/toppnotat.html", 2),
        ExitCode.FINDINGS,
    ),
    "unknown name": (
        "innkalling.html",
        "<h1>x</h1>\n<p>{{ meeting.titel }}</p>\n",
        ("LA003", "layouts/egen/innkalling.html", 2),
        ExitCode.FINDINGS,
    ),
    "unknown element": (
        "innkalling.html",
        "<h1>x</h1>\n<p>a</p>\n<marquee>x</marquee>\n",
        ("LA004", "layouts/egen/innkalling.html", 3),
        ExitCode.FINDINGS,
    ),
    "unknown class": (
        "innkalling.html",
        '<h1>x</h1>\n<p class="stor">x</p>\n',
        ("LA004", "layouts/egen/innkalling.html", 2),
        ExitCode.FINDINGS,
    ),
    "missing include": (
        "innkalling.html",
        '{% include "borte.html" %}\n',
        ("LA003", "layouts/egen/innkalling.html", 1),
        ExitCode.FINDINGS,
    ),
    "sandbox": (
        "innkalling.html",
        "<h1>{{ ''.__class__.__mro__ }}</h1>\n",
        ("LA003", "layouts/egen/innkalling.html", 1),
        ExitCode.FINDINGS,
    ),
    "unknown word": ("ord/nb.yaml", "sakslist: X\n", ("FM009", "layouts/egen/ord/nb.yaml", 1), ExitCode.FINDINGS),
    "not a colour": (
        "layout.yaml",
        "farger:\n  accent: blue\n",
        ("LA007", "layouts/egen/layout.yaml", 2),
        ExitCode.FINDINGS,
    ),
    "missing style": (
        "layout.yaml",
        "word_stiler:\n  heading1: [Finnes ikke]\n",
        ("LA005", "layouts/egen/layout.yaml", 1),
        ExitCode.MISSING,
    ),
    "missing slide layout": (
        "layout.yaml",
        "lysbildeoppsett:\n  skille: [Finnes ikke]\n",
        ("LA005", "layouts/egen/layout.yaml", 1),
        ExitCode.MISSING,
    ),
    "missing font": (
        "layout.yaml",
        "skrift: Finnes Ikke Sans\n",
        ("OU390", "layouts/egen/layout.yaml", 1),
        ExitCode.MISSING,
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_layout_is_a_finding_with_file_and_line(name: str, workspace: Path) -> None:
    file, content, expected, code = WRONG[name]
    put(workspace, file, content)
    outcome = build(workspace)
    assert expected in findings(outcome)
    assert outcome.exit_code is code


def test_a_layout_that_is_not_there_is_named(workspace: Path) -> None:
    (workspace / "layouts" / "egen").rmdir()
    outcome = build(workspace)
    assert [code for code, _, _ in findings(outcome)] == ["LA001"]
    assert outcome.exit_code is ExitCode.MISSING


def test_a_broken_word_template_is_a_finding(workspace: Path) -> None:
    put(workspace, "mal.docx", "ikke en zip")
    outcome = build(workspace)
    assert [code for code, _, _ in findings(outcome)] == ["OU190"]
    assert outcome.exit_code is ExitCode.MISSING
