"""The workspace as a reader sees it."""

from pathlib import Path

import pytest

from mottepakke.messages import hint
from mottepakke.model.meeting import FileAttachment, Meeting
from mottepakke.read.sources import Sources, find_workspace
from tests.support.workspaces import COMMITTEE, KEY, LEDGER, MEETING, MINUTES, NOTE, PLAIN, Workspace, meeting, places


def test_the_workspace_is_the_nearest_folder_upwards_with_packs(tmp_path: Path) -> None:
    Workspace(tmp_path)
    assert find_workspace(tmp_path / "sources" / "rad" / "2025") == tmp_path.resolve()
    assert find_workspace(tmp_path.parent) is None


def test_meetings_are_in_order_of_year_and_number(tmp_path: Path) -> None:
    files = {f"packs/rad/{name}.yaml": "" for name in ("2025-10", "2025-2", "2024-3")}
    Workspace(tmp_path, {COMMITTEE: "", "packs/rad/2025-2.referat.md": "", "packs/rad/notat.yaml": "", **files})
    assert Sources(tmp_path).meeting_keys("rad") == ("rad/2024-3", "rad/2025-2", "rad/2025-10")
    assert Sources(tmp_path).has_meeting("rad/2025-2")
    assert not Sources(tmp_path).has_meeting("rad/2025-4")


@pytest.mark.parametrize(
    "key", ["", "/", "rad", "rad/", "../2025-1", "..", "x" * 300 + "/2025-1", "rad/../rad/2025-2", "nei/2025-2"]
)
def test_a_key_of_another_form_names_no_meeting(key: str, tmp_path: Path) -> None:
    Workspace(tmp_path, {**PLAIN, "2025-1.yaml": PLAIN[MEETING]})
    assert not Sources(tmp_path).has_meeting(key)


def test_every_source_is_read_once(tmp_path: Path) -> None:
    sources = Sources(Workspace(tmp_path).root)
    first = (sources.committee("rad"), sources.meeting(KEY), sources.ledger("rad"), sources.minutes(KEY))
    (tmp_path / COMMITTEE).unlink()
    again = (sources.committee("rad"), sources.meeting(KEY), sources.ledger("rad"), sources.minutes(KEY))
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_the_outline_of_a_meeting_is_it_without_what_its_notes_say(tmp_path: Path) -> None:
    sources = Sources(Workspace(tmp_path).root)
    outline = sources.outline(KEY)
    whole = sources.meeting(KEY)
    assert outline is not None
    assert whole is not None
    assert [row.case.title for row in outline.cases] == [row.case.title for row in whole.cases]
    assert any(row.case.sections for row in whole.cases)
    assert not any(row.case.sections for row in outline.cases)
    assert sources.outline(KEY) is whole


def test_a_check_of_one_meeting_reads_others_in_outline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"packs/rad/2025-{number}.yaml": meeting("  - sak: plan\n", number, f"2025-0{number}-15") for number in (4, 5)}
    workspace = Workspace(tmp_path, {**PLAIN, **files})
    read: list[str] = []
    whole = Sources.meeting

    def noted(sources: Sources, key: str) -> Meeting | None:
        read.append(key)
        return whole(sources, key)

    monkeypatch.setattr(Sources, "meeting", noted)
    workspace.check("rad/2025-5")
    assert set(read) == {"rad/2025-5"}


def test_a_committee_without_a_ledger_has_an_empty_one_and_no_minutes(tmp_path: Path) -> None:
    sources = Sources(Workspace(tmp_path).root)
    assert sources.ledger("rad").entries == ()
    assert sources.minutes(KEY) is None
    assert sources.reports["rad/saksregister"].found == set()


def test_one_picture_attached_twice_has_two_titles(tmp_path: Path) -> None:
    head = "vedlegg:\n  - {fil: a.svg, tittel: Første}\n  - {fil: a.svg, tittel: Andre}\n"
    workspace = Workspace(tmp_path).replace(NOTE, "forslag", f"{head}forslag")
    workspace.write({"sources/rad/2025/plan/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'})
    sources = Sources(tmp_path)
    meeting = sources.meeting(KEY)
    assert meeting is not None
    attachments = [item for item in meeting.cases[0].case.attachments if isinstance(item, FileAttachment)]
    titles = [content.title for item in attachments if (content := sources.attachment_content(item))]
    assert titles == ["Første", "Andre"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (COMMITTEE, "unreadable-file"),
        (MEETING, "unreadable-file"),
        (LEDGER, "unreadable-file"),
        (MINUTES, "unreadable-file"),
        (NOTE, "missing-note"),
    ],
)
def test_a_folder_where_a_file_should_be(name: str, code: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).mkdir()
    found = places(workspace.check())
    assert [(item, path) for item, path, _ in found] == [(code, MEETING if name == NOTE else name)]


@pytest.mark.parametrize(
    ("name", "told"),
    [("Toppnotat.md", True), ("toppnotat.md.txt", True), ("toppnotat (1).md", True), ("toppnotat.pdf", False)],
)
def test_a_note_under_another_name_is_told(name: str, told: bool, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    (tmp_path / NOTE).rename((tmp_path / NOTE).with_name(name))
    (found,) = (item for item in workspace.check() if item.code.name == "missing-note")
    assert (f"«{name}»: gi den navnet toppnotat.md" in hint(found, "nb")) == told


@pytest.mark.parametrize("name", [COMMITTEE, MEETING, LEDGER, MINUTES, NOTE])
def test_a_source_that_is_a_link_out_of_the_workspace_is_not_read(name: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "arbeid")
    outside = tmp_path / "utenfor"
    outside.write_text(dict(PLAIN).get(name, "hemmelig"), encoding="utf-8")
    (workspace.root / name).unlink(missing_ok=True)
    (workspace.root / name).symlink_to(outside)
    found = places(workspace.check())
    assert [(item, path) for item, path, _ in found] == [("outside-workspace", MEETING if name == NOTE else name)]


def test_a_folder_of_cases_that_is_a_link_out_of_the_workspace_is_not_read(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "arbeid")
    (workspace.root / "sources" / "rad").rename(tmp_path / "rad")
    (workspace.root / "sources" / "rad").symlink_to(tmp_path / "rad")
    assert places(workspace.check()) == [("outside-workspace", MEETING, 6)]


def test_a_link_that_stays_in_the_workspace_is_followed(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    (tmp_path / NOTE).rename(tmp_path / "felles.md")
    (tmp_path / NOTE).symlink_to(tmp_path / "felles.md")
    assert workspace.check() == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [("2025-03.yaml", "2025-3.yaml"), ("2025-3.yml", "2025-3.yaml"), ("2025-003.yml", "2025-3.yaml"), ("2025-0.yaml", None)],
)
def test_a_meeting_file_with_another_name_is_not_passed_over(name: str, expected: str | None, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, {COMMITTEE: PLAIN[COMMITTEE], f"packs/rad/{name}": PLAIN[MEETING]})
    found = workspace.check()
    if expected:
        assert places(found) == [("invalid-file-name", f"packs/rad/{name}", 1)]
        assert dict(found[0].args)["expected"] == expected
    else:
        assert "meeting-number-mismatch" in [item.code.name for item in found]


def test_a_committees_folder_is_a_slug(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, {name.replace("/rad/", "/Råd/"): text for name, text in PLAIN.items()})
    assert places(workspace.check()) == [("invalid-slug", "packs/Råd/utvalg.yaml", 1)]


def test_hidden_folders_are_no_committees(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).write({"packs/.git/config": "", "packs/.git/2025-1.yaml": ""})
    assert Sources(workspace.root).committee_slugs() == ("rad",)
