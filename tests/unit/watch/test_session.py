"""What is looked at, what is built and what is told, with quick work in place of reading and Typst."""

import shutil
from pathlib import Path

import pytest

from mottepakke.build.outcome import Options
from mottepakke.diagnostics import UsageStop
from mottepakke.watch.board import Board
from mottepakke.watch.building import Built
from mottepakke.watch.session import Ended, Looked, Session
from mottepakke.watch.worker import Crashed, Worker
from tests.support.watched import Watched, watched
from tests.support.workspaces import KEY, NOTE, PLAIN, Workspace, meeting

OTHER = "rad/2025-3"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def test_a_meeting_is_built_at_the_start_and_after_each_save(workspace: Workspace) -> None:
    with watched(workspace.root, KEY) as watch:
        assert watch.next(Looked).changed.now == ()
        watch.built("Teksten.")
        workspace.write({NOTE: "Den nye teksten."})
        watch.built("Den nye teksten.")


def test_what_nothing_depends_on_builds_nothing(workspace: Workspace) -> None:
    with watched(workspace.root, KEY) as watch:
        watch.built("Teksten.")
        workspace.write({"output/rad/2025-2/innkalling.pdf": "x", "sources/rad/løst.pdf": "x", NOTE: PLAIN[NOTE]})
        assert watch.count(Built) == 0


def test_findings_are_told_when_they_come_and_when_they_go(workspace: Workspace) -> None:
    with watched(workspace.root, KEY) as watch:
        watch.built("Teksten.")
        workspace.write({NOTE: "FEIL"})
        looked = watch.next(Looked)
        assert [len(looked.changed.new), len(looked.changed.gone)] == [1, 0]
        watch.built("FEIL")
        workspace.write({NOTE: "FEIL ennå"})
        watch.built("FEIL ennå")
        workspace.write({NOTE: "rettet"})
        looked = watch.next(Looked)
        assert [len(looked.changed.new), len(looked.changed.gone), len(looked.changed.now)] == [0, 1, 0]


def test_what_is_half_written_is_not_told_and_what_was_built_stays(workspace: Workspace) -> None:
    with watched(workspace.root, KEY) as watch:
        watch.built("Teksten.")
        workspace.write({NOTE: "FEIL BRUTT"})
        assert watch.count(Looked, 0.25) == 0
        workspace.write({NOTE: "hel"})
        watch.built("hel")
        assert not any(isinstance(item, Looked) and item.changed.new for item in watch.all)


def test_what_stays_broken_is_told_and_what_was_built_stays(workspace: Workspace) -> None:
    with watched(workspace.root, KEY) as watch:
        watch.built("Teksten.")
        workspace.write({NOTE: "FEIL BRUTT"})
        assert len(watch.next(Looked).changed.new) == 1
        assert watch.count(Built) == 0
        assert "Teksten." in (watch.output / KEY / "pakke").read_text(encoding="utf-8")
        workspace.write({NOTE: "hel igjen"})
        watch.built("hel igjen")


def test_a_change_during_a_build_is_built_after_it(workspace: Workspace) -> None:
    workspace.write({NOTE: "LANGSOM 1"})
    with watched(workspace.root, KEY) as watch:
        begun = watch.output / KEY / "begun"
        while not begun.exists():
            watch.count(Built, 0.05)
        workspace.write({NOTE: "LANGSOM 2"})
        watch.built("LANGSOM 2")
        assert watch.board.meetings()[KEY].is_current


def test_a_change_back_during_a_build_leaves_no_pack_of_what_was_between(workspace: Workspace) -> None:
    with watched(workspace.root, KEY) as watch:
        watch.built("Teksten.")
        for words in ("LANGSOM", PLAIN[NOTE], "LANGSOM igjen", PLAIN[NOTE]):
            workspace.write({NOTE: words})
            watch.count(Built, 0.3)
        while watch.count(Built, 2.5):
            pass
        assert "LANGSOM" not in (watch.output / KEY / "pakke").read_text(encoding="utf-8")


def test_many_saves_in_a_row_are_few_builds_and_the_last_one_is_built(workspace: Workspace) -> None:
    with watched(workspace.root, KEY) as watch:
        watch.built("Teksten.")
        for number in range(60):
            workspace.write({NOTE: f"LANGSOM {number}."})
        watch.built("LANGSOM 59.")
        assert sum(isinstance(item, Built) for item in watch.all) < 10


def test_a_crash_is_told_and_the_watch_goes_on(workspace: Workspace) -> None:
    with watched(workspace.root, KEY, worker=Worker) as watch:
        watch.built("Teksten.")
        for words, problem in (
            ("KRASJ", "ValueError: krasj"),
            ("DREPT", "exit code 7"),
            ("BYGGEKRASJ", "ValueError: krasj"),
        ):
            workspace.write({NOTE: words})
            watch.next(Crashed)
            assert watch.crashes()[-1].startswith(problem)
        workspace.write({NOTE: "hel igjen"})
        watch.built("hel igjen")


def test_the_note_that_was_saved_is_shown_before_the_pack_is_built(workspace: Workspace) -> None:
    with watched(workspace.root, KEY) as watch:
        watch.built("Teksten.")
        workspace.write({NOTE: "LANGSOM og ny"})
        number = 0
        while not (pages := watch.board.meetings()[KEY].pages):
            number = watch.board.after(number, 10)
        assert b"LANGSOM og ny" in pages[0].data
        assert "LANGSOM" not in (watch.output / KEY / "pakke").read_text(encoding="utf-8")
        watch.built("LANGSOM og ny")
        assert watch.board.meetings()[KEY].pages == ()


def test_a_new_meeting_is_followed_and_one_that_goes_is_let_go(workspace: Workspace) -> None:
    with watched(workspace.root) as watch:
        watch.built("Teksten.")
        workspace.write({f"packs/{OTHER}.yaml": meeting("  - sak: plan\n", number=3)})
        watch.built("3/2025", OTHER)
        (workspace.root / f"packs/{OTHER}.yaml").unlink()
        assert watch.next(Ended).meeting == OTHER
        assert sorted(watch.board.meetings()) == [KEY]


def test_a_workspace_that_goes_away_and_comes_back(workspace: Workspace) -> None:
    with watched(workspace.root) as watch:
        watch.built("Teksten.")
        shutil.rmtree(workspace.root / "packs")
        assert watch.next(Ended).meeting == KEY
        workspace.write({**PLAIN, NOTE: "tilbake"})
        watch.built("tilbake")


def test_the_meeting_whose_file_was_saved_comes_first(workspace: Workspace) -> None:
    """The others may have changed too, but nobody is looking at them."""
    late, head = "packs/rad/2025-9.yaml", "  - tittel: Annet\n"
    workspace.write({f"packs/rad/2025-{number}.yaml": meeting(head, number=number) for number in range(3, 10)})
    (workspace.root / NOTE).unlink()
    with watched(workspace.root) as watch:
        for _ in range(8):
            watch.next(Built)
        workspace.replace(late, "Annet", "Noe annet")
        assert watch.next(Built).outcome.meeting == "rad/2025-9"


def test_a_meeting_that_is_not_there_is_said_at_once(workspace: Workspace) -> None:
    with pytest.raises(UsageStop):
        Session(workspace.root, ["rad/2030-1"], Options(workspace.root / "output"), print, Board()).run()


def test_workers_are_gone_when_the_watch_is(workspace: Workspace) -> None:
    with watched(workspace.root, KEY, worker=Worker) as watch:
        watch.built("Teksten.")
        pids = processes(watch)
    assert len(pids) == 2
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def processes(watch: Watched) -> list[int]:
    workers = (watch.session._looker, watch.session._builder)
    return [worker._process.pid for worker in workers if worker._process and worker._process.pid]


def current(watch: Watched, *keys: str) -> bool:
    """Whether the page says in the end that the packs of ``keys`` are up to date."""
    number = 0
    for _ in range(20):
        if all((shown := watch.board.meetings().get(key)) and shown.is_current for key in keys):
            return True
        number = watch.board.after(number, 0.5)
    return False


def test_a_pack_stays_up_to_date_when_something_else_changes(workspace: Workspace) -> None:
    """Every meeting is looked at then, and most are found to be as they were."""
    workspace.write({f"packs/{OTHER}.yaml": meeting("  - tittel: Annet\n", number=3)})
    with watched(workspace.root) as watch:
        watch.built("Teksten.")
        watch.built("3/2025", OTHER)
        workspace.replace(f"packs/{OTHER}.yaml", "Annet", "Noe annet")
        watch.built("Noe annet", OTHER)
        workspace.write({"sources/rad/løst.pdf": "x", NOTE: PLAIN[NOTE]})
        assert watch.count(Built) == 0
        assert current(watch, KEY, OTHER)
        assert watch.board.meetings()[KEY].pages == ()


@pytest.mark.parametrize("words", ["KRASJ", "BYGGEKRASJ"])
def test_a_crash_is_shown_on_the_page_until_it_is_over(workspace: Workspace, words: str) -> None:
    with watched(workspace.root, KEY) as watch:
        watch.built("Teksten.")
        workspace.write({NOTE: words})
        watch.next(Crashed)
        shown = watch.board.meetings()[KEY]
        assert [(item.code.code, item.span.path) for item in shown.found] == [("WS070", f"packs/{KEY}.yaml")]
        assert not shown.is_current
        assert not shown.is_building
        workspace.write({NOTE: "hel igjen"})
        watch.built("hel igjen")
        assert current(watch, KEY)
        assert watch.board.meetings()[KEY].found == ()


def test_of_two_that_are_named_the_other_is_followed_when_one_goes_and_comes(workspace: Workspace) -> None:
    workspace.write({f"packs/{OTHER}.yaml": meeting("  - sak: plan\n", number=3)})
    with watched(workspace.root, OTHER, KEY) as watch:
        watch.built("Teksten.")
        (workspace.root / f"packs/{OTHER}.yaml").unlink()
        assert watch.next(Ended).meeting == OTHER
        workspace.write({NOTE: "etterpå"})
        watch.built("etterpå")
        assert not any(isinstance(item, Ended) and item.meeting == KEY for item in watch.all)
        workspace.write({f"packs/{OTHER}.yaml": meeting("  - sak: plan\n", number=3, lines="sted: Bodø\n")})
        watch.built("Bodø", OTHER)


def test_every_meeting_is_on_the_page_before_it_has_been_looked_at(workspace: Workspace) -> None:
    workspace.write({NOTE: "KRASJ"})
    with watched(workspace.root, KEY) as watch:
        watch.next(Crashed)
        assert list(watch.board.meetings()) == [KEY]
        assert not watch.board.meetings()[KEY].is_read
