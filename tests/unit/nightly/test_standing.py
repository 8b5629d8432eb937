"""What earlier runs tell of a meeting of which nothing has come."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from mottepakke.model.delivery import sealed
from mottepakke.model.snapshot import Snapshot
from mottepakke.nightly.job import DATA, Job
from mottepakke.nightly.night import Drafted
from mottepakke.nightly.standing import with_former

TODAY = dt.date(2025, 5, 2)
HEAD = Drafted("rad/2025-2", "broken", "Rådet for prøver", "Rådet", "nb", "Møte i Rådet", None)


def job(root: Path, snapshot: bytes, days: int | None = 10, *, is_sent: bool = False) -> Job:
    last = root / "2025-05-01"
    (last / DATA / "rad").mkdir(parents=True, exist_ok=True)
    (last / DATA / "rad/2025-2.json").write_bytes(snapshot)
    return Job(root, root, root / "2025-05-02", last, TODAY, HEAD, is_sent, days)


def told(date: str) -> bytes:
    return msgspec.json.encode(Snapshot("rad/2025-2", "Møte", date, "09:00", "", "Oslo", ()))


def test_a_meeting_whose_day_cannot_be_read_keeps_the_one_it_had_and_its_deadline(tmp_path: Path) -> None:
    found = with_former(HEAD, job(tmp_path, told("2025-05-20")))
    assert (found.date, found.deadline) == (dt.date(2025, 5, 20), dt.date(2025, 5, 10))


def test_without_days_there_is_no_deadline(tmp_path: Path) -> None:
    found = with_former(HEAD, job(tmp_path, told("2025-05-20"), None))
    assert (found.date, found.deadline) == (dt.date(2025, 5, 20), None)


@pytest.mark.parametrize("snapshot", [b"{", told("en dag"), b'{"schema": 0}'])
def test_what_an_earlier_run_has_left_half_or_otherwise_says_nothing(snapshot: bytes, tmp_path: Path) -> None:
    found = with_former(HEAD, job(tmp_path, snapshot))
    assert (found.date, found.deadline) == (None, None)


def test_a_day_that_can_be_read_stands(tmp_path: Path) -> None:
    known = msgspec.structs.replace(HEAD, date=dt.date(2025, 6, 1), deadline=dt.date(2025, 5, 22))
    found = with_former(known, job(tmp_path, told("2025-05-20")))
    assert (found.date, found.deadline) == (known.date, known.deadline)


def test_a_sent_meeting_has_its_sent_pack_and_no_deadline(tmp_path: Path) -> None:
    known = msgspec.structs.replace(HEAD, date=dt.date(2025, 5, 20), deadline=dt.date(2025, 5, 10))
    for folder, name in (("rad/2025-2", "sendt.pdf"), ("2025-05-01/rad/2025-2", "utkast.pdf")):
        (tmp_path / folder).mkdir(parents=True)
        file = {"path": name, "kind": "innkalling", "format": "pdf", "title": "", "case": None, "bytes": 1}
        (tmp_path / folder / "manifest.json").write_bytes(sealed({"files": [file]}))
    found = with_former(known, job(tmp_path, told("2025-05-20"), is_sent=True))
    assert (found.date, found.deadline) == (known.date, None)
    assert [item.href for item in found.documents] == ["../../rad/2025-2/sendt.pdf"]
    (draft,) = with_former(known, job(tmp_path, told("2025-05-20"))).documents
    assert draft.href == "../2025-05-01/rad/2025-2/utkast.pdf"
