"""Clock times of the agenda."""

from pathlib import Path

import pytest

from mottepakke.model.pack import Slot
from tests.support.workspaces import MEETING, Workspace, meeting


def times(rows: str, tmp_path: Path, time: str = "tid: 09:00-16:00\n") -> list[str]:
    """The rows' times as «09:00–09:30», with a question mark for what is unknown."""
    resolved = Workspace(tmp_path).write({MEETING: meeting(rows).replace("tid: 09:00-16:00\n", time)}).resolved()

    def shown(slot: Slot) -> str:
        return "–".join(f"{point:%H:%M}" if point else "?" for point in (slot.start, slot.end))

    return [shown(row.slot) for row in resolved.rows]


def case(minutes: str = "", start: str = "", status: str = "") -> str:
    keys = {"varighet": minutes, "kl": start, "status": status}
    return "  - tittel: A\n" + "".join(f"    {key}: {value}\n" for key, value in keys.items() if value)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (case("30") + case("45"), ["09:00–09:30", "09:30–10:15"]),
        (case("30") + "  - pause: 10\n" + case("20"), ["09:00–09:30", "09:30–09:40", "09:40–10:00"]),
        (case("30") + "  - {lunsj: 30, kl: 11.00}\n" + case("20"), ["09:00–09:30", "11:00–11:30", "11:30–11:50"]),
        (case("30") + case("20", "09:15"), ["09:00–09:30", "09:15–09:35"]),
        (case("30") + case() + case("20"), ["09:00–09:30", "09:30–?", "?–?"]),
        (case("30") + case() + case("20", "12:00"), ["09:00–09:30", "09:30–12:00", "12:00–12:20"]),
        (case("30") + case() + case("20", "09:15"), ["09:00–09:30", "09:30–?", "09:15–09:35"]),
        (case("30") + case(), ["09:00–09:30", "09:30–16:00"]),
        (case() + case() + case("5", "12:00"), ["09:00–?", "?–12:00", "12:00–12:05"]),
        (case("30", status="trukket") + case("20"), ["?–?", "09:00–09:20"]),
        (case("30") + case("20", status="utsatt") + case("20"), ["09:00–09:30", "?–?", "09:30–09:50"]),
        (case("30") + case() + case("20", status="trukket"), ["09:00–09:30", "09:30–16:00", "?–?"]),
        (case("1439") + case("30") + case("30"), ["09:00–?", "?–?", "?–?"]),
        (case("30", "23:30") + case("5"), ["23:30–?", "?–?"]),
    ],
)
def test_times_follow_from_the_start_the_durations_and_fixed_starts(rows: str, expected: list[str], tmp_path: Path) -> None:
    assert times(rows, tmp_path) == expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("", ["?–?", "?–?"]),
        ("tid: 10:00\n", ["10:00–10:30", "10:30–?"]),
        ("tid: 10:00-11:00\n", ["10:00–10:30", "10:30–11:00"]),
        ("tid: 10:00-10:20\n", ["10:00–10:30", "10:30–?"]),
    ],
)
def test_the_last_row_ends_with_the_meeting_where_that_is_known(time: str, expected: list[str], tmp_path: Path) -> None:
    assert times(case("30") + case(), tmp_path, time) == expected


def test_a_fixed_start_is_enough_to_begin_with(tmp_path: Path) -> None:
    assert times(case("30", "10:00") + case("10"), tmp_path, "") == ["10:00–10:30", "10:30–10:40"]
