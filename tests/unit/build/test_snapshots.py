"""A pack in words: all that members see of it, and what of it is exempt."""

import io
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from mottepakke.build.snapshots import snapshot_of
from mottepakke.compare.meetings import compare
from mottepakke.model.snapshot import CaseSnapshot, Snapshot
from tests.support.presenters import CONTENT, add
from tests.support.workspaces import KEY, LEDGER, MEETING, MINUTES, NOTE, Workspace, note

FIGURE = "sources/rad/2025/plan/figur.svg"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path).write(
        {
            MEETING: "møte: 2/2025\ndato: 2025-05-15\ntid: 09:00-10:30\nsted: Oslo\nversjon: 0.9\n"
            "neste_møte: {dato: 2025-09-04, tid: 09:00-12:00, sted: Bergen}\n"
            "saksliste:\n  - sak: plan\n    varighet: 30\n  - pause: 10\n  - tittel: Eventuelt\n    varighet: 20\n"
            "    punkter: [Ett tema]\n  - tittel: Hemmelig kjøp\n    varighet: 5\n    status: trukket\n"
            "    unntatt: {hjemmel: offl. § 23, offentlig_tittel: Kjøp ***}\n",
            NOTE: note(
                "Først dette.\n\n## Bakgrunn\n\nSe [[sak:eventuelt]] og [[vedlegg:tall]].[^1]\n\n| A | B |\n|---|---|\n"
                '| 1 | 2 |\n\n- Punkt\n\n[^1]: En fotnote.\n\n## Penger {unntatt="offl. § 23"}\n\nTo millioner.\n',
                "presenterer: [Ola Nordmann, Kari Nordmann]\nomtale: Kort om saken.\n"
                "vedlegg:\n  - {fil: tall.md, tittel: Tall}\n  - {fil: skjult.md, tittel: Skjult, unntatt: ja}\n",
            ),
            "sources/rad/2025/plan/tall.md": "Tallene.\n",
            "sources/rad/2025/plan/skjult.md": "Skjulte tall.\n",
        }
    )


def snapshot(workspace: Workspace) -> Snapshot:
    return snapshot_of(workspace.prepared())


def plan(workspace: Workspace) -> CaseSnapshot:
    return snapshot(workspace).cases[0]


def parts(workspace: Workspace) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(part.role, part.name): part.paragraphs for part in plan(workspace).parts}


def test_the_meeting_and_its_agenda(workspace: Workspace) -> None:
    found = snapshot(workspace)
    assert (found.meeting, found.title, found.date, found.start, found.end, found.place, found.version) == (
        *(KEY, "Møte i Rådet for prøver", "2025-05-15", "09:00", "10:30", "Oslo", "0.9"),
    )
    assert found.next_meeting == "2025-09-04 09:00–12:00 Bergen"
    assert found.members == ("Kari Nordmann", "Ola Nordmann")
    assert [(item.number, item.start, item.end, item.minutes, item.state) for item in found.cases] == [
        ("1/25", "09:00", "09:30", 30, ""),
        ("2/25", "09:40", "10:00", 20, ""),
        ("3/25", "", "", 5, "trukket"),
    ]
    assert [(item.title, item.start, item.minutes, item.after) for item in found.breaks] == [
        ("pause", "09:30", 10, "rad/2025/plan")
    ]
    assert plan(workspace).presenters == ("Ola Nordmann", "Kari Nordmann")


def test_all_words_of_a_note_are_there_references_as_printed(workspace: Workspace) -> None:
    found = parts(workspace)
    assert found["section", ""] == ("Først dette.",)
    assert found["section", "Bakgrunn"] == (
        *("Se sak\N{NO-BREAK SPACE}2/25 og Vedlegg\N{NO-BREAK SPACE}1A.", "En fotnote.", "A | B", "1 | 2", "Punkt"),
    )
    assert found["summary", ""] == ("Kort om saken.",)
    assert found["proposal", ""] == ("Rådet drøftet saken.",)
    assert found["attachment", "Tall"] == ("Tallene.",)
    assert [part.paragraphs for part in snapshot(workspace).cases[1].parts] == [("Ett tema",)]


def test_what_is_exempt_is_marked_down_to_the_section_also_where_its_basis_cannot_be_read(workspace: Workspace) -> None:
    found = snapshot(workspace)
    assert {part.name for part in found.cases[0].parts if part.exempt} == {"Penger", "Skjult"}
    assert [(file.title, file.exempt) for file in found.cases[0].files] == [("Tall", False), ("Skjult", True)]
    assert [(item.exempt, item.public_title) for item in found.cases] == [(False, ""), (False, ""), (True, "Kjøp ***")]
    workspace.replace(MEETING, "    unntatt: {hjemmel: offl. § 23, offentlig_tittel: Kjøp ***}", "    untatt: ja")
    assert snapshot(workspace).cases[2].exempt


def test_an_exempt_title_is_not_printed_by_a_reference_in_another_text(workspace: Workspace) -> None:
    workspace.replace(
        "packs/rad/utvalg.yaml", "kortnavn: Rådet", "kortnavn: Rådet\nsaksnummer: ingen\nvedleggsnummer: ingen"
    )
    workspace.replace(NOTE, "Først dette.", "Se [[sak:hemmelig-kjop]] og [[vedlegg:skjult]].")
    assert parts(workspace)["section", ""] == ("Se «Kjøp ***» og «(unntatt offentlighet)».",)


def test_attachments_are_known_by_their_content(workspace: Workspace) -> None:
    before = {file.key: file.sha256 for file in plan(workspace).files}
    workspace.replace("sources/rad/2025/plan/tall.md", "Tallene.", "Andre tall.")
    after = {file.key: file.sha256 for file in plan(workspace).files}
    assert before.keys() == after.keys()
    assert sum(before[key] != after[key] for key in before) == 1


def test_attached_minutes_are_known_by_what_they_say(workspace: Workspace) -> None:
    workspace.replace(MEETING, "    punkter: [Ett tema]", "    vedlegg:\n      - referat: rad/2025-1")
    workspace.write({MINUTES.replace("2025-2", "2025-1"): "## 1/25\n\nÅpnet.\n"})
    workspace.write({MEETING.replace("2025-2", "2025-1"): "møte: 1/2025\ndato: 2025-02-01\nsaksliste:\n  - tittel: Start\n"})
    (before,) = snapshot(workspace).cases[1].files
    workspace.replace(MINUTES.replace("2025-2", "2025-1"), "Åpnet.", "Åpnet og lukket.")
    (after,) = snapshot(workspace).cases[1].files
    assert before.title == after.title == "Referat fra møte 1/2025"
    assert before.sha256 != after.sha256


def test_returned_slides_are_there_by_their_words(workspace: Workspace) -> None:
    workspace.replace(NOTE, "omtale:", "presentasjon: bilder.pptx\nomtale:")
    assert plan(workspace).slides == ()
    deck = Presentation()
    add(deck, "Målene våre", "Flere tall", layout=CONTENT)
    deck.save(str(workspace.root / "sources/rad/2025/plan/bilder.pptx"))
    found = plan(workspace)
    assert [(slide.title, slide.paragraphs) for slide in found.slides] == [("Målene våre", ("Flere tall",))]
    assert len(found.slides_sha256) == 64


def test_the_same_sources_give_the_same_snapshot(workspace: Workspace) -> None:
    assert snapshot(workspace) == snapshot(workspace)
    assert compare(snapshot(workspace), snapshot(workspace), "2025-05-01").items == ()


def test_decisions_quoted_from_earlier_treatments_are_words_of_the_pack(workspace: Workspace) -> None:
    workspace.write(
        {LEDGER: "- {sak: 9/24, tittel: Før, møte: rad/2024-1, dato: 2024-05-01, status: behandlet, vedtak: Rådet sa ja.}\n"}
    )
    workspace.replace(NOTE, "omtale:", "tidligere: [rad 9/24]\nomtale:")
    assert parts(workspace)["earlier", ""] == ("Rådet 9/24 2024-05-01 Før", "Rådet sa ja.")


def picture(width: int) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture
def illustrated(workspace: Workspace) -> Workspace:
    figure = '![Søyler](figur.svg "Tall for [[sak:plan]]")'
    workspace.replace(NOTE, "Først dette.", f"Først dette.\n\n{figure}\n\n- ![Kart](kart.svg)")
    workspace.replace("sources/rad/2025/plan/tall.md", "Tallene.", "Tallene.\n\n![Sektorer](../plan/figur.svg)")
    return workspace.write({FIGURE: picture(10), FIGURE.replace("figur", "kart"): picture(20)})


def test_pictures_are_known_by_their_content_and_what_is_said_of_them(illustrated: Workspace) -> None:
    pictures = {part.name: part.pictures for part in plan(illustrated).parts}
    assert [(item.file, item.alt, item.caption) for item in pictures[""]] == [
        ("figur.svg", "Søyler", "Tall for sak\N{NO-BREAK SPACE}1/25"),
        ("kart.svg", "Kart", ""),
    ]
    assert [item.title for item in pictures[""]] == ["Tall for sak\N{NO-BREAK SPACE}1/25", "Kart"]
    assert pictures["Tall"][0].sha256 == pictures[""][0].sha256 != pictures[""][1].sha256


def test_a_section_of_one_picture_is_a_part(illustrated: Workspace) -> None:
    illustrated.replace(NOTE, "## Bakgrunn", "## Oversikt\n\n![Kart](kart.svg)\n\n## Bakgrunn")
    assert parts(illustrated)["section", "Oversikt"] == ()


def told(before: Snapshot, workspace: Workspace) -> list[tuple[str, str, str, str]]:
    items = compare(before, snapshot(workspace), "2025-05-01").items
    return [(item.kind, item.part, item.old, item.new) for item in items]


def test_another_picture_under_the_same_name_is_told_where_it_stands(illustrated: Workspace) -> None:
    before = snapshot(illustrated)
    illustrated.write({FIGURE: picture(11)})
    name = "Tall for sak\N{NO-BREAK SPACE}1/25"
    assert told(before, illustrated) == [
        ("picture_replaced", "", name, name),
        ("picture_replaced", "Tall", "Sektorer", "Sektorer"),
    ]


def test_another_name_of_the_same_picture_is_silent(illustrated: Workspace) -> None:
    before = snapshot(illustrated)
    illustrated.write({FIGURE.replace("figur", "nytt"): picture(20)})
    illustrated.replace(NOTE, "![Kart](kart.svg)", "![Kart](nytt.svg)")
    assert told(before, illustrated) == []


def test_a_picture_that_is_an_attachment_is_replaced_as_one(workspace: Workspace) -> None:
    workspace.replace(NOTE, "vedlegg:\n", "vedlegg:\n  - {fil: figur.svg, tittel: Kart}\n").write({FIGURE: picture(10)})
    before = snapshot(workspace)
    workspace.write({FIGURE: picture(11)})
    assert told(before, workspace) == [("file_replaced", "Kart", "figur.svg", "figur.svg")]


def png(shade: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), (shade, 0, 0)).save(file, "PNG")
    return file.getvalue()


def deck_with(*pictures: bytes) -> bytes:
    deck = Presentation()
    for number, data in enumerate(pictures):
        slide = add(deck, f"Bilde {number}", "Noe tekst", layout=CONTENT)
        slide.shapes.add_picture(io.BytesIO(data), 0, 0)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def test_another_picture_on_a_returned_slide_is_told_of_that_slide(workspace: Workspace) -> None:
    workspace.replace(NOTE, "omtale:", "presentasjon: bilder.pptx\nomtale:")
    deck = "sources/rad/2025/plan/bilder.pptx"
    workspace.write({deck: deck_with(png(1), png(2))})
    before = snapshot(workspace)
    workspace.write({deck: deck_with(png(1), png(3))})
    (change,) = compare(before, snapshot(workspace), "2025-05-01").items
    assert (change.kind, change.role, change.old, change.new) == ("slides", "slide_pictures", "2", "2")


def test_a_note_that_cannot_be_read_is_told_as_that_and_nothing_of_it_as_gone(workspace: Workspace) -> None:
    before = snapshot(workspace)
    source = (workspace.root / NOTE).read_text(encoding="utf-8")
    workspace.replace(NOTE, "tittel: Plan", "tittel: [Plan")
    assert [kind for kind, *_ in told(before, workspace)] == ["case_unreadable"]
    broken = snapshot(workspace)
    workspace.write({NOTE: source})
    assert [kind for kind, *_ in told(broken, workspace)] == ["case_readable"]


def test_another_malform_is_told(workspace: Workspace) -> None:
    before = snapshot(workspace)
    workspace.replace("packs/rad/utvalg.yaml", "kortnavn: Rådet", "kortnavn: Rådet\nmålform: nn")
    assert ("language", "", "nb", "nn") in told(before, workspace)
