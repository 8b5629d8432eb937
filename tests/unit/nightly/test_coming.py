"""Which meetings a run drafts, and what is known of those whose files are wrong."""

import datetime as dt
from pathlib import Path

import pytest

from mottepakke.build.house import built_in
from mottepakke.nightly.coming import Coming, coming_meetings
from tests.support.workspaces import Workspace, committee, meeting

ROW = "  - {tittel: Eventuelt, varighet: 30, sakstype: Orientering}\n"
TODAY = dt.date(2025, 5, 2)
DAY = dt.date(2025, 5, 20)
DUE = dt.date(2025, 5, 10)


def coming(root: Path, file: str, utvalg: str = committee("frist: 10\n"), name: str = "2025-3.yaml") -> list[Coming]:
    one = Workspace(root, {"packs/rad/utvalg.yaml": utvalg, f"packs/rad/{name}": file})
    return list(coming_meetings(one.root, TODAY, one.root / "output", built_in().words))


@pytest.mark.parametrize(
    "file",
    [
        "møte: 3/2025\ndato: 2025-05-20\nsaksliste: [}\n",
        "møte: 3/2025\ndato: 2025-05-20\nsaksliste:\n",
        "møte: 3/2025\ndato: 20. mai 2025 # en tirsdag\nsaksliste: 5\n",
        'saksliste: {\nsted: Oslo\nDato: "20.05.2025"\nmøte: 3/2025\n',
        "dato: [2025-05-19]\ndato: 2025-05-20\nmøte: 3/2025\nneste_møte:\n  dato: 2025-09-01\nsaksliste: {\n",
    ],
)
def test_a_meeting_that_cannot_be_read_has_the_day_and_deadline_that_a_line_of_it_gives(file: str, tmp_path: Path) -> None:
    (found,) = coming(tmp_path, file)
    assert (found.head.state, found.head.date, found.head.deadline) == ("broken", DAY, DUE)


@pytest.mark.parametrize("name", ["2025-3.yml", "2025-03.yaml"])
def test_so_has_one_whose_file_is_named_otherwise(name: str, tmp_path: Path) -> None:
    (found,) = coming(tmp_path, meeting(ROW, 3, "2025-05-20"), name=name)
    assert found.head.date == DAY


def test_a_meeting_that_cannot_be_read_is_not_coming_when_its_line_says_it_was_held(tmp_path: Path) -> None:
    assert coming(tmp_path, "møte: 3/2025\ndato: 2025-05-01\nsaksliste: [}\n") == []


@pytest.mark.parametrize("line", ["dato: en dag\n", "", "  dato: 2025-05-20\n", "dato: |\n  2025-05-20\n"])
def test_one_whose_day_nobody_can_tell_is_coming_without_one(line: str, tmp_path: Path) -> None:
    (found,) = coming(tmp_path, f"møte: 3/2025\n{line}saksliste: [}}\n")
    assert (found.head.date, found.head.deadline) == (None, None)


def test_of_a_committee_whose_file_is_wrong_the_lines_that_can_be_read_count(tmp_path: Path) -> None:
    lines = "frist: 10\nmålform: nn\nlayout: hus\nvarsling: [ola@example.no]\nmedlemmer: {\n"
    (found,) = coming(tmp_path, meeting(ROW, 3, "2025-05-20"), committee(lines))
    assert (found.head.committee, found.head.short_name, found.head.language) == ("Rådet for prøver", "Rådet", "nn")
    assert (found.head.date, found.head.deadline) == (DAY, DUE)
    assert (found.layout, found.notified) == ("hus", ("ola@example.no",))


@pytest.mark.parametrize("utvalg", ["navn: [\n", "", "navn:\nkortnavn: {\n", "- navn: Rådet\n"])
def test_a_committee_that_says_no_name_is_called_after_its_folder(utvalg: str, tmp_path: Path) -> None:
    (found,) = coming(tmp_path, meeting(ROW, 3, "2025-05-20"), utvalg)
    assert (found.head.committee, found.head.short_name, found.head.date) == ("rad", "rad", DAY)


@pytest.mark.parametrize("folder", ['et "utvalg"', "Råd: nytt", "- rad"])
def test_so_is_one_in_a_folder_of_any_name(folder: str, tmp_path: Path) -> None:
    one = Workspace(tmp_path, {f"packs/{folder}/2025-3.yaml": meeting(ROW, 3, "2025-05-20")})
    (found,) = coming_meetings(one.root, TODAY, one.root / "output", built_in().words)
    assert (found.head.short_name, found.head.date) == (folder, DAY)
