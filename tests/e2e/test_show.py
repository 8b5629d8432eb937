"""The meeting's deck with what presenters have sent: in PowerPoint, as PDF, after sending, and when a file is useless."""

import io
import subprocess
from pathlib import Path

import pypdf
import pytest
from pptx import Presentation

from mottepakke.convert.office.program import find_soffice
from tests.support.package_validator import faults
from tests.support.presenters import DECK, NOTE, SOURCES, Edit, add, deck_of, good
from tests.support.texts import outline, pdf_text, pptx_slides, slide_title
from tests.support.workspaces import COMMITTEE, KEY, PLAIN, Run, Workspace

FOLDER = "output/rad/2025-2"
SHOWN = f"{FOLDER}/presentasjon/samlet.pptx"
PRINTED = f"{FOLDER}/presentasjon/samlet.pdf"
SETTINGS = "lysbilder: {pdf: ja, notater: ja, støtteark: ja}\n"
OURS = ["Møte i Rådet for prøver", "Agenda", "Sak 2/25: Plan for året"]
THEIRS = ["Bakgrunn", "Tall for 2024"]
REST = [
    "Forslag til vedtak – sak 2/25",
    "Pause – vi fortsetter kl. 10.15",
    "Sak 3/25: Strategi for rådet",
    "Lunsj – vi fortsetter kl. 11.15",
    "Sak 4/25: Eventuelt",
    "Takk for i dag",
]


def hidden(deck: object) -> None:
    """A hidden slide before the presenter's proposal."""
    slide = add(deck, "Reservebilde", "Bare hvis noen spør")
    slide._element.set("show", "0")


def workspace(root: Path, *edits: Edit, data: bytes | None = None) -> Workspace:
    purpose = "## Hensikt med saken\n\nRådet skal si hva det mener.\n\n## Bakgrunn\n"
    note = str(SOURCES[NOTE]).replace("## Bakgrunn\n", purpose)
    return Workspace(root, {**SOURCES, NOTE: note, DECK: deck_of(*edits) if data is None else data})


def titles(root: Path) -> list[str]:
    return [slide_title(slide).replace("\N{NO-BREAK SPACE}", " ") for slide in pptx_slides(root / SHOWN)]


def found(run: Run) -> list[str]:
    return [item["name"] for item in run.document["diagnostics"]]


@pytest.fixture(scope="session")
def soffice() -> Path:
    found = find_soffice()
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, soffice: Path) -> tuple[Path, Run]:
    made = workspace(tmp_path_factory.mktemp("framvisning"), good, hidden)
    made.write({COMMITTEE: PLAIN[COMMITTEE] + SETTINGS})
    return made.root, made.run("build", KEY, "--json")


def test_the_presenters_slides_stand_between_our_divider_and_our_proposal(made: tuple[Path, Run]) -> None:
    root, run = made
    assert run.code == 0, run.out
    assert titles(root) == [*OURS, *THEIRS, "Reservebilde", *REST]
    assert faults((root / SHOWN).read_bytes()) == []
    assert found(run).count("repetition-left-out") == 3


def test_hidden_slides_stay_hidden_and_join_the_section_of_their_case(made: tuple[Path, Run]) -> None:
    deck = Presentation(io.BytesIO((made[0] / SHOWN).read_bytes()))
    shows = [slide._element.get("show") for slide in deck.slides]
    assert [number for number, show in enumerate(shows) if show == "0"] == [5]
    sections = {
        section.get("name"): [int(one.get("id")) for one in section.iter("{*}sldId")]
        for section in deck.part._element.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}section")
    }
    ids = [slide.slide_id for slide in deck.slides]
    assert sections["Sak 2/25: Plan for året"] == ids[2:7]
    assert [one for section in sections.values() for one in section] == ids


def test_the_pdf_has_a_page_a_slide_that_is_shown_and_every_title_in_its_outline(made: tuple[Path, Run]) -> None:
    reader = pypdf.PdfReader(made[0] / PRINTED)
    entries = [(title.replace("\N{NO-BREAK SPACE}", " "), page) for _, title, page in outline(reader)]
    assert entries == [(title, page) for page, title in enumerate([*OURS, *THEIRS, *REST])]
    assert len(reader.pages) == len(entries)
    ours = [*range(1, 4), *range(7, 13)]
    assert [reader.pages[place].extract_text().split()[-1] for place in (0, 1, 2, *range(5, 11))] == [str(n) for n in ours]
    assert "Hensikt med saken" not in pdf_text(made[0] / PRINTED)


@pytest.mark.parametrize(("name", "slides"), [("samlet.pdf", 1), ("samlet-notater.pdf", 1), ("stotteark.pdf", 3)])
def test_every_print_shows_all_slides(name: str, slides: int, made: tuple[Path, Run]) -> None:
    listed = {item["path"]: item for item in made[1].document["artifacts"]}
    assert listed[f"{FOLDER}/presentasjon/{name}"]["kind"] == "presentasjon"
    reader = pypdf.PdfReader(made[0] / FOLDER / "presentasjon" / name)
    assert len(reader.pages) == -(-len([*OURS, *THEIRS, *REST]) // slides)


def test_the_call_sheet_says_that_the_slides_have_come(made: tuple[Path, Run]) -> None:
    assert "mottatt" in pdf_text(made[0] / FOLDER / "kjoreplan.pdf")


def test_what_is_built_again_has_the_same_bytes(made: tuple[Path, Run]) -> None:
    root, _ = made
    before = (root / SHOWN).read_bytes(), (root / PRINTED).read_bytes()
    assert Workspace(root, {}).run("build", KEY).code == 0
    assert ((root / SHOWN).read_bytes(), (root / PRINTED).read_bytes()) == before


def filled_template(workspace: Workspace) -> bytes:
    """The template that a build gives the presenter, with one slide of their own."""
    assert workspace.run("build", KEY).code == 0
    deck = Presentation(str(workspace.root / FOLDER / "presentasjon/2-25-arsplan.pptx"))
    slide = next(slide for slide in deck.slides if slide.slide_layout.name == "Eget innhold")
    slide.shapes.title.text_frame.text = "Mitt bilde"
    slide.placeholders[1].text_frame.text = "Mine ord."
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize("look", ["innleders", "husets"])
def test_locked_words_of_our_template_come_along_in_either_look(look: str, tmp_path: Path) -> None:
    made = workspace(tmp_path, data=b"broken")
    note = (tmp_path / NOTE).read_text(encoding="utf-8")
    made.write({NOTE: note.replace("presentasjon: lysbilder.pptx\n", "")})
    template = filled_template(made)
    made.write({NOTE: note, DECK: template, COMMITTEE: PLAIN[COMMITTEE] + f"lysbilder: {{utseende: {look}}}\n"})

    assert made.run("build", KEY).code == 0
    text = pdf_text(tmp_path / PRINTED)
    assert "Rådet skal si hva det mener." in text
    assert titles(tmp_path) == [*OURS, "Hensikt med saken – sak 2/25", "Mitt bilde", *REST]
    notes = [
        slide.notes_slide.notes_text_frame.text
        for slide in Presentation(str(tmp_path / SHOWN)).slides
        if slide.has_notes_slide
    ]
    assert not [note for note in notes if "Lagre presentasjonen" in note]


@pytest.mark.usefixtures("soffice")
def test_the_draft_mark_of_a_template_does_not_reach_a_meeting_that_is_sent(tmp_path: Path) -> None:
    made = workspace(tmp_path, data=b"broken")
    note = (tmp_path / NOTE).read_text(encoding="utf-8")
    made.write({NOTE: note.replace("presentasjon: lysbilder.pptx\n", "")})
    template = filled_template(made)
    assert made.run("freeze", KEY, "--today", "2025-05-01").code == 0
    made.write({NOTE: note, DECK: template})
    assert made.run("build", KEY).code == 0
    pictures = [shape.name for slide in Presentation(str(tmp_path / SHOWN)).slides for shape in slide.shapes]
    assert not [name for name in pictures if name.startswith("Utkast")]


@pytest.mark.parametrize("data", [b"", b"no deck", deck_of(good)[:-700]], ids=["empty", "text", "cut"])
def test_a_useless_deck_leaves_a_marked_slide_and_our_own_content(data: bytes, tmp_path: Path) -> None:
    made = workspace(tmp_path, data=data)
    run = made.run("build", KEY, "--json")
    assert run.code == 1
    missing = ["Lysbildene fra innlederen mangler – sak 2/25"] if data else []
    expected = [*OURS, *missing, "Hensikt med saken – sak 2/25", *REST]
    assert titles(tmp_path) == expected
    assert len(pypdf.PdfReader(tmp_path / PRINTED).pages) == len(expected)
    assert faults((tmp_path / SHOWN).read_bytes()) == []


def only_repetitions(deck: object) -> None:
    """A title slide and thanks, and nothing between them."""
    add(deck, "Plan for året", "Kari Nordmann, Prøvedirektoratet", layout=0)
    add(deck, "Takk for oppmerksomheten", layout=5)


@pytest.mark.parametrize("edits", [(only_repetitions,), (only_repetitions, hidden)], ids=["nothing", "hidden"])
def test_our_own_content_stays_where_nothing_of_the_presenters_is_seen(edits: tuple[Edit, ...], tmp_path: Path) -> None:
    made = workspace(tmp_path, *edits)
    assert made.run("build", KEY).code == 0
    assert [title for title in titles(tmp_path) if title != "Reservebilde"] == [*OURS, "Hensikt med saken – sak 2/25", *REST]


def resaved(data: bytes, folder: Path) -> bytes:
    """A deck as LibreOffice saves it."""
    soffice = find_soffice()
    (folder / "mal.pptx").write_bytes(data)
    command = [str(soffice), f"-env:UserInstallation=file://{folder}/profil", "--headless", "--convert-to", "pptx"]
    subprocess.run([*command, "--outdir", str(folder / "ut"), str(folder / "mal.pptx")], check=True, capture_output=True)
    return (folder / "ut/mal.pptx").read_bytes()


@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize("saved", [False, True], ids=["as sent", "saved by LibreOffice"])
def test_what_a_template_said_before_the_note_changed_is_not_shown(saved: bool, tmp_path: Path) -> None:
    made = workspace(tmp_path / "rom", data=b"broken")
    note = (made.root / NOTE).read_text(encoding="utf-8")
    made.write({NOTE: note.replace("presentasjon: lysbilder.pptx\n", "")})
    template = filled_template(made)
    changed = note.replace("Rådet skal si hva det mener.", "Rådet skal si hva det tror.").replace("Plan for året", "Ny plan")
    made.write({NOTE: changed, DECK: resaved(template, tmp_path) if saved else template})

    assert made.run("build", KEY).code == 0
    assert titles(made.root) == [
        *(title.replace("Plan for året", "Ny plan") for title in OURS),
        *("Hensikt med saken – sak 2/25", "Mitt bilde"),
        *REST,
    ]
    text = pdf_text(made.root / PRINTED)
    assert ("si hva det tror" in text, "si hva det mener" in text) == (True, False)


def test_without_libreoffice_a_draft_says_that_slides_are_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("mottepakke.convert.office.program.find_soffice", lambda: None)
    made = workspace(tmp_path, good)
    run = made.run("build", KEY, "--json")
    assert (run.code, "converter-missing" in found(run)) == (0, True)
    assert titles(tmp_path) == [*OURS, *THEIRS, *REST]
    assert "Lysbildene fra innlederen mangler" in pdf_text(tmp_path / PRINTED)


def test_an_archive_copy_takes_no_marked_slide(tmp_path: Path) -> None:
    made = workspace(tmp_path, data=b"broken")
    note = (tmp_path / NOTE).read_text(encoding="utf-8")
    made.write({NOTE: note.replace("presentasjon: lysbilder.pptx\n", "")})
    assert made.run("freeze", KEY, "--today", "2025-05-01").code == 0
    made.write({NOTE: note.replace("presentasjon:", "Presentasjon:")})
    assert "final-pack-refused" not in found(made.run("build", KEY, "--json"))
    assert "final-pack-refused" in found(made.run("archive", KEY, "--json"))
    assert "mangler" in pdf_text(tmp_path / FOLDER / "kjoreplan.pdf")


def sent_without_slides(root: Path) -> tuple[Workspace, str, bytes]:
    """A meeting sent before the presenter's slides came; the note that names them, and the members' pack."""
    made = workspace(root, good)
    note = (root / NOTE).read_text(encoding="utf-8")
    made.write({NOTE: note.replace("presentasjon: lysbilder.pptx\n", "")})
    (root / DECK).unlink()
    assert made.run("freeze", KEY, "--today", "2025-05-01").code == 0
    return made, note, (root / FOLDER / "motepakke-rad-2025-2.pdf").read_bytes()


def test_a_useless_deck_after_sending_stops_no_pack(tmp_path: Path) -> None:
    made, note, pack = sent_without_slides(tmp_path)
    run = made.write({NOTE: note, DECK: b"broken"}).run("build", KEY, "--json")
    assert (run.code, "final-pack-refused" in found(run)) == (1, False)
    assert (tmp_path / FOLDER / "motepakke-rad-2025-2.pdf").read_bytes() == pack


@pytest.mark.usefixtures("soffice")
def test_slides_may_come_after_the_pack_was_sent(tmp_path: Path) -> None:
    made, note, pack = sent_without_slides(tmp_path)
    made.write({NOTE: note, DECK: deck_of(good)})
    assert made.run("build", KEY).code == 0
    assert titles(tmp_path) == [*OURS, *THEIRS, *REST]
    assert (tmp_path / FOLDER / "motepakke-rad-2025-2.pdf").read_bytes() == pack


@pytest.mark.usefixtures("soffice")
def test_another_change_of_the_note_is_still_refused(tmp_path: Path) -> None:
    made, note, _ = sent_without_slides(tmp_path)
    made.write({NOTE: note.replace("sakstype: Drøfting", "sakstype: Orientering"), DECK: deck_of(good)})
    assert "final-pack-refused" in found(made.run("build", KEY, "--json"))
