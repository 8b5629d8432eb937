"""The folders of runs: what leads to the newest, what is kept, what killed runs leave."""

import datetime as dt
from pathlib import Path

import pytest

from mottepakke import codes
from mottepakke.diagnostics import UsageStop
from mottepakke.nightly import folders


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def made(place: Path, *days: str) -> None:
    for name in days:
        (place / name).mkdir(parents=True)
        (place / name / "index.html").write_text(name)


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_only_folders_named_after_a_day_are_runs(tmp_path: Path) -> None:
    made(tmp_path, "2026-05-02", "2026-05-01", "2025-2", "2026-02-30", ".2026-05-03-x")
    (tmp_path / "2026-05-04").write_text("")
    (tmp_path / "2026-05-05").symlink_to("2026-05-01")
    assert folders.runs(tmp_path) == [day("2026-05-01"), day("2026-05-02")]
    assert folders.runs(tmp_path / "none") == []


def test_latest_leads_to_a_run_and_then_to_another(tmp_path: Path) -> None:
    made(tmp_path, "2026-05-01", "2026-05-02")
    for name in ("2026-05-01", "2026-05-02"):
        folders.lead_to(tmp_path, day(name))
        assert (tmp_path / "latest").readlink() == Path(name)
        assert (tmp_path / "latest" / "index.html").read_text() == name
    assert names(tmp_path) == ["2026-05-01", "2026-05-02", "latest"]


def test_where_links_cannot_be_made_a_page_leads_on_until_they_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "2026-05-01", "2026-05-02")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "symlink_to", _refuse)
        for name in ("2026-05-01", "2026-05-02"):
            folders.lead_to(tmp_path, day(name))
            assert not (tmp_path / "latest").is_symlink()
            assert f'href="../{name}/index.html"' in (tmp_path / "latest" / "index.html").read_text()
    folders.lead_to(tmp_path, day("2026-05-02"))
    assert (tmp_path / "latest").readlink() == Path("2026-05-02")
    assert names(tmp_path) == ["2026-05-01", "2026-05-02", "latest"]


def test_what_latest_leads_to_is_known_however_it_leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "2026-05-01", "2026-05-02")
    assert folders.led_to(tmp_path) is None
    folders.lead_to(tmp_path, day("2026-05-01"))
    assert folders.led_to(tmp_path) == day("2026-05-01")
    (tmp_path / "2026-05-01").rename(tmp_path / "elsewhere")
    assert folders.led_to(tmp_path) is None, "it leads to nothing"
    with monkeypatch.context() as patched:
        patched.setattr(Path, "symlink_to", _refuse)
        (tmp_path / "latest").unlink()
        folders.lead_to(tmp_path, day("2026-05-02"))
    assert folders.led_to(tmp_path) == day("2026-05-02")
    (tmp_path / "latest/index.html").write_bytes(b"\xff")
    assert folders.led_to(tmp_path) is None


@pytest.mark.parametrize("kind", ["file", "folder", "dangling"])
def test_whatever_is_called_latest_gives_way(kind: str, tmp_path: Path) -> None:
    made(tmp_path, "2026-05-01")
    latest = tmp_path / "latest"
    if kind == "file":
        latest.write_text("")
    elif kind == "folder":
        (latest / "more").mkdir(parents=True)
    else:
        latest.symlink_to("gone")
    folders.lead_to(tmp_path, day("2026-05-01"))
    assert latest.readlink() == Path("2026-05-01")
    assert names(tmp_path) == ["2026-05-01", "latest"]


def _refuse(*_: object, **__: object) -> None:
    raise OSError(1, "Operation not permitted")


def test_the_newest_runs_stay_and_the_first_of_each_month_for_a_year(tmp_path: Path) -> None:
    days = [day("2025-01-01") + dt.timedelta(number) for number in range(480)]
    made(tmp_path, *map(str, days))
    folders.prune(tmp_path, 3, [])
    newest = days[-3:]
    months = [day(f"{2025 + month // 12}-{month % 12 + 1:02}-01") for month in range(16)][-12:]
    assert folders.runs(tmp_path) == sorted({*months, *newest})


def test_runs_that_are_spared_stay_whatever_is_kept(tmp_path: Path) -> None:
    made(tmp_path, "2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04")
    (tmp_path / "notes").mkdir()
    folders.prune(tmp_path, 1, [day("2026-05-03")])
    assert names(tmp_path) == ["2026-05-01", "2026-05-03", "2026-05-04", "notes"]


def test_what_killed_runs_leave_is_removed_and_a_run_half_exchanged_comes_back(tmp_path: Path) -> None:
    made(tmp_path, ".2026-05-01-abc", ".2026-05-02-gammel", ".latest-x", ".2026-05-03.forrige", ".2026-05-04.forrige")
    made(tmp_path, "2026-05-04", ".other")
    folders.tidy(tmp_path)
    assert names(tmp_path) == [".other", "2026-05-03", "2026-05-04"]
    assert (tmp_path / "2026-05-03" / "index.html").exists()


def test_a_second_run_is_told_who_goes_on(tmp_path: Path) -> None:
    with folders.the_only_run(tmp_path, 0), pytest.raises(UsageStop) as stop, folders.the_only_run(tmp_path, 0.05):
        pass
    assert stop.value.diagnostic.code == codes.NIGHTLY_IN_USE
    assert "@" in dict(stop.value.diagnostic.args)["holder"]
    with folders.the_only_run(tmp_path, 0):
        pass


def test_a_folder_that_cannot_be_made_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageStop) as stop, folders.the_only_run(tmp_path / "file" / "nightly", 0):
        pass
    assert stop.value.diagnostic.code == codes.CANNOT_WRITE
