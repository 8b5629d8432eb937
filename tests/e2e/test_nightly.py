"""A run of all coming meetings, from the command line to the folder it leaves."""

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from filelock import FileLock
from msgspec.structs import replace

from mottepakke import codes, locking
from mottepakke.build import store
from mottepakke.diagnostics import Diagnostic
from mottepakke.layout.elements import TemplateFailedError
from mottepakke.model.look import Layout
from mottepakke.model.source import Span
from mottepakke.nightly import folders, run
from mottepakke.nightly.drafting import draft
from mottepakke.nightly.guarding import Stopped, draft_guarded, run_apart
from mottepakke.nightly.job import Job, Limits
from mottepakke.nightly.night import Night
from mottepakke.nightly.run import Asked, run_night
from mottepakke.read.layout import STANDARD_FOLDER
from tests.support.mail_server import UNKNOWN, free_port, mail_server
from tests.support.workspaces import KEY, MEETING, NOTE, PLAIN, SENT, Run, Workspace, committee, meeting
from tests.unit.nightly import burdens

TODAY = ("--today", "2025-05-02")
INLINE = "  - {tittel: Eventuelt, varighet: 30, sakstype: Orientering}\n"
SEVERAL = {
    **PLAIN,
    "packs/styre/utvalg.yaml": committee("frist: 10\n"),
    "packs/styre/2025-1.yaml": meeting(INLINE, 1, "2025-05-01", "sted: Oslo\n"),
    "packs/styre/2025-2.yaml": meeting(INLINE, 2, "2025-05-20", "sted: Oslo\n"),
    "packs/styre/2025-3.yaml": "møte: 3/2025\ndato: en dag\nsaksliste: [}\n",
    "packs/styre/2024-9.yaml": "dato: [\n",
    "packs/styre/2026-1.yaml": meeting(INLINE, 1, "2026-01-10", "sted: Oslo\n").replace("/2025", "/2026"),
    "packs/uten/utvalg.yaml": "navn: [\n",
    "packs/uten/2025-4.yaml": meeting(INLINE, 4, "2025-06-01"),
}


SMALL = {"packs/rad/utvalg.yaml": committee(), "packs/rad/2025-2.yaml": meeting(INLINE, lines="sted: Oslo\n")}


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "rom", SEVERAL)


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """One meeting of one case, to be quick."""
    return Workspace(tmp_path / "rom", SMALL)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Run]:
    """A run of several meetings, to look at."""
    made = Workspace(tmp_path_factory.mktemp("natt") / "rom", SEVERAL)
    return made, made.run("nightly", *TODAY, "--json")


def hashes(*places: Path) -> dict[str, str]:
    files = (path for place in places for path in place.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def states(done: dict[str, object]) -> dict[str, str]:
    nightly = done["nightly"]
    assert isinstance(nightly, dict)
    return {item["meeting"]: item["state"] for item in nightly["meetings"]}


def test_every_coming_meeting_gets_its_draft_and_broken_ones_their_page(ran: tuple[Workspace, Run]) -> None:
    made, done = ran
    expected = {
        "rad/2025-2": "draft",
        "styre/2025-2": "draft",
        "uten/2025-4": "broken",
        "styre/2026-1": "draft",
        "styre/2025-3": "broken",
    }
    assert done.code == 1
    assert states(done.document) == expected
    assert list(states(done.document)) == list(expected), "by date, those without a date last"
    folder = made.root / "output/nightly/2025-05-02"
    assert (made.root / "output/nightly/latest").readlink() == Path("2025-05-02")
    assert (folder / "rapport.json").is_file()
    assert (folder / "endringer.txt").is_file()
    for key, state in expected.items():
        assert (folder / f"{key}.html").is_file()
        assert (folder / key).exists() == (folder / "data" / f"{key}.json").exists() == (state == "draft")
    assert not [path for path in (made.root / "output").rglob(".*") if path.name not in (folders.LOCK, store.FOLDER)]


def test_a_draft_is_what_build_makes(made: Workspace) -> None:
    made.run("build", KEY)
    made.run("nightly", *TODAY)
    built, drafted = made.root / "output" / KEY, made.root / "output/nightly/latest" / KEY
    assert {path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()} == {
        path.relative_to(drafted): path.read_bytes() for path in drafted.rglob("*") if path.is_file()
    }
    assert made.run("verify", str(drafted)).code == 0


def test_the_document_for_schedulers_names_every_file(ran: tuple[Workspace, Run]) -> None:
    made, done = ran[0], ran[1].document
    assert set(done) == {"schema", "diagnostics", "artifacts", "nightly"}
    assert {item["kind"] for item in done["artifacts"]} >= {"nettside", "rapport", "manifest", "innkalling", "møtepakke"}
    for item in done["artifacts"]:
        data = (made.root / item["path"]).read_bytes()
        assert (item["bytes"], item["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    first = done["nightly"]["meetings"][0]
    assert first == {
        "meeting": KEY,
        "date": "2025-05-15",
        "state": "draft",
        "errors": 0,
        "warnings": 0,
        "hints": 0,
        "changes_since_last": None,
        "changes_since_sent": None,
        "page": "output/nightly/2025-05-02/rad/2025-2.html",
    }
    assert (done["nightly"]["previous"], done["nightly"]["folder"]) == (None, "output/nightly/2025-05-02")
    assert done["nightly"]["latest"] == "2025-05-02"


def test_a_run_is_compared_with_the_newest_earlier_one(small: Workspace) -> None:
    for day in ("2025-04-20", "2025-04-30", "2025-05-02"):
        small.run("nightly", "--today", day)
    small.write({"packs/rad/2025-2.yaml": SMALL[MEETING] + "  - {tittel: Ny sak, varighet: 5, sakstype: Orientering}\n"})
    done = small.run("nightly", *TODAY, "--json").document["nightly"]
    assert done["previous"] == "2025-04-30"
    assert next(item for item in done["meetings"] if item["meeting"] == KEY)["changes_since_last"] >= 1


def test_a_day_that_is_run_again_does_not_lead_latest_back(small: Workspace) -> None:
    for day in ("2025-04-30", "2025-05-02"):
        small.run("nightly", "--today", day)
    latest = small.root / "output/nightly/latest"
    again = small.run("nightly", "--today", "2025-05-01", "--mail")
    assert latest.readlink() == Path("2025-05-02")
    page = "output/nightly/2025-05-01/index.html"
    assert again.out.splitlines()[0] == page
    assert "2025-05-02" in again.err.splitlines()[-1]
    for file in ("endringer.txt", "epost/alle.eml"):
        assert page in (small.root / "output/nightly/2025-05-01" / file).read_text(encoding="utf-8")
    assert small.run("nightly", "--today", "2025-05-01", "--json").document["nightly"]["latest"] == "2025-05-02"
    latest.unlink()
    small.run("nightly", "--today", "2025-05-01")
    assert latest.readlink() == Path("2025-05-02"), "the newest there is"
    assert small.run("nightly", "--today", "2025-05-02").out.splitlines()[0] == "output/nightly/latest/index.html"


def test_a_day_that_is_run_again_leaves_the_drafts_that_latest_shows(small: Workspace) -> None:
    for day in ("2025-04-26", "2025-04-27", "2025-04-28"):
        small.run("nightly", "--today", day)
    small.replace(MEETING, "sted: Oslo", "sted: [")
    for day in ("2025-04-29", "2025-04-30"):
        small.run("nightly", "--today", day, "--keep", "1")
    small.run("nightly", "--today", "2025-04-27", "--keep", "1")
    latest = small.root / "output/nightly/latest"
    [meeting] = json.loads((latest / "rapport.json").read_bytes())["meetings"]
    assert meeting["documents"]
    assert all((latest / item["path"]).is_file() for item in meeting["documents"])


def test_the_days_own_run_leads_latest_to_itself_though_a_later_day_was_tried(small: Workspace) -> None:
    for is_chosen, day in ((True, "2025-05-30"), (False, "2025-05-02")):
        day_of_run = dt.date.fromisoformat(day)
        night, _ = run_night(Asked(small.root, small.root / "output", day_of_run, is_day_chosen=is_chosen))
        assert night.newer is None
        assert (small.root / "output/nightly/latest").readlink() == Path(day)


def test_the_clock_chooses_no_day(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Asked] = []

    def run_of(one: Asked, _progress: object) -> tuple[Night, tuple[Diagnostic, ...]]:
        asked.append(one)
        return Night(one.today, None, ()), ()

    monkeypatch.setattr(run, "run_night", run_of)
    monkeypatch.delenv("MOTTEPAKKE_TODAY", raising=False)
    small.run("nightly")
    small.run("nightly", *TODAY)
    monkeypatch.setenv("MOTTEPAKKE_TODAY", "2025-05-02")
    small.run("nightly")
    assert [one.is_day_chosen for one in asked] == [False, True, True]


def test_a_meeting_that_stays_broken_keeps_its_last_draft_and_is_compared_with_it(small: Workspace) -> None:
    for day in ("2025-04-27", "2025-04-28"):
        small.run("nightly", "--today", day)
    small.replace(MEETING, "møte: 2/2025", "møte 2/2025")
    for day in ("2025-04-29", "2025-04-30", "2025-05-01"):
        assert small.run("nightly", "--today", day, "--keep", "1").code == 1
    nightly = small.root / "output/nightly"
    assert sorted(path.name for path in nightly.glob("2025-*")) == ["2025-04-27", "2025-04-28", "2025-04-30", "2025-05-01"]
    [meeting] = json.loads((nightly / "latest/rapport.json").read_bytes())["meetings"]
    assert meeting["documents"]
    assert all((nightly / "latest" / item["path"]).is_file() for item in meeting["documents"])
    small.replace(MEETING, "møte 2/2025", "møte: 2/2025").replace(MEETING, "sted: Oslo", "sted: Bergen")
    small.run("nightly", *TODAY, "--keep", "1")
    [meeting] = json.loads((nightly / "latest/rapport.json").read_bytes())["meetings"]
    assert (meeting["since_last"]["since"], len(meeting["since_last"]["items"])) == ("2025-04-28", 1)
    assert sorted(path.name for path in nightly.glob("2025-*")) == ["2025-04-27", "2025-05-01", "2025-05-02"]


def test_a_run_touches_neither_sources_nor_what_was_sent(made: Workspace) -> None:
    assert made.run("build").code == 1
    assert made.run("freeze", KEY, *TODAY).code == 0
    made.run("build", KEY)
    built = (path for path in (made.root / "output").iterdir() if path.name != store.FOLDER)
    places = [made.root / "packs", made.root / "sources", *built]
    before = hashes(*places)
    done = made.run("nightly", *TODAY, "--json")
    assert states(done.document)[KEY] == "sent"
    assert not (made.root / "output/nightly/latest" / KEY).exists()
    made.replace(NOTE, "Teksten.", "Teksten er ny.")
    before = {**before, **hashes(made.root / "sources")}
    done = made.run("nightly", "--today", "2025-05-03", "--json")
    assert states(done.document)[KEY] == "changed"
    assert hashes(*places) == before


def standing(root: Path) -> dict[str, tuple[object, ...]]:
    """Everything of a workspace but what nightly writes: files and folders, their bytes, rights and times."""
    own = [root / "output" / name for name in (folders.NIGHTLY, store.FOLDER)]
    found = [path for path in root.rglob("*") if not any(path == one or one in path.parents for one in own)]
    return {str(path): _stamp(path) for path in (root, *found)}


def _stamp(path: Path) -> tuple[object, ...]:
    known = path.lstat()
    return known.st_mode, known.st_ino, known.st_mtime_ns, known.st_ctime_ns, path.read_bytes() if path.is_file() else b""


def test_a_run_changes_nothing_but_its_own_folder_and_the_store_not_even_a_time(made: Workspace) -> None:
    """Whatever a meeting is: a draft, sent, changed, archived, broken; with a house style of its own."""
    house = (STANDARD_FOLDER / "natt.css").read_text(encoding="utf-8")
    made.write({"layouts/hus/layout.yaml": "", "layouts/hus/natt.css": house})
    made.write({"packs/rad/utvalg.yaml": committee("layout: hus\n")})
    made.write({"packs/rad/2025-3.yaml": meeting(INLINE, 3, "2025-06-01")})
    for key in (KEY, "styre/2025-1", "styre/2025-2", "styre/2026-1"):
        assert made.run("freeze", key, *TODAY).code == 0
        assert made.run("build", key).code == 0
    assert made.run("archive", "styre/2026-1").code == 0
    made.replace(NOTE, "Teksten.", "Teksten er ny.")
    made.run("nightly", "--today", "2025-05-01")
    before = standing(made.root)
    for arguments in (("--mail", "--json"), ("--no-cache", "--json")):
        done = made.run("nightly", *TODAY, *arguments)
        found = {"rad/2025-2": "changed", "rad/2025-3": "draft", "styre/2025-2": "sent", "styre/2025-3": "broken"}
        assert states(done.document) == {**found, "uten/2025-4": "broken"}
        assert standing(made.root) == before


def test_the_documents_of_a_sent_meeting_are_those_of_its_sent_pack(made: Workspace) -> None:
    made.run("freeze", KEY, *TODAY)
    made.run("build", KEY)
    night, _ = run_night(Asked(made.root, made.root / "output", dt.date(2025, 5, 2), jobs=2))
    (sent,) = (item for item in night.meetings if item.meeting == KEY)
    assert sent.documents
    for document in sent.documents:
        for through in ("2025-05-02", "latest"):
            assert (made.root / "output/nightly" / through / document.href).is_file()


@pytest.mark.parametrize("file", ["packs/rad/utvalg.yaml", SENT])
def test_a_sent_meeting_that_cannot_be_read_has_its_sent_pack_and_no_deadline(file: str, small: Workspace) -> None:
    small.write({"packs/rad/utvalg.yaml": committee("frist: 10\n")})
    small.run("nightly", "--today", "2025-05-01")
    assert small.run("freeze", KEY, *TODAY).code == 0
    small.run("build", KEY)
    small.write({file: "navn: [\n"})
    small.run("nightly", "--today", "2025-05-06")
    [meeting] = json.loads((small.root / "output/nightly/latest/rapport.json").read_bytes())["meetings"]
    assert (meeting["state"], meeting["deadline"]) == ("broken", None)
    assert meeting["documents"][0]["path"].startswith(f"../../{KEY}/")
    page = (small.root / "output/nightly/latest/index.html").read_text(encoding="utf-8")
    assert "Fristen" not in page


def test_a_meeting_whose_file_is_gone_is_told_once(small: Workspace) -> None:
    small.write({"packs/rad/2025-3.yaml": meeting(INLINE, 3, "2025-06-01"), "packs/bort/utvalg.yaml": committee()})
    small.write({"packs/bort/2025-1.yaml": meeting(INLINE, 1, "2025-06-01")})
    small.run("nightly", "--today", "2025-05-01")
    (small.root / "packs/rad/2025-3.yaml").rename(small.root / "packs/rad/2025-3 kopi.yaml")
    shutil.rmtree(small.root / "packs/bort")
    gone = []
    for day in ("2025-05-02", "2025-05-03"):
        small.run("nightly", "--today", day)
        gone.append(json.loads((small.root / "output/nightly/latest/rapport.json").read_bytes())["gone"])
    assert gone == [["bort/2025-1", "rad/2025-3"], []]
    folder = small.root / "output/nightly/2025-05-02"
    former = re.findall('href="(../2025-05-01/[^"]*)"', (folder / "index.html").read_text(encoding="utf-8"))
    assert len(former) == 2
    assert all((folder / href).is_file() for href in former)


def test_a_meeting_that_has_been_held_is_not_gone(small: Workspace) -> None:
    small.run("nightly", *TODAY)
    (small.root / MEETING).unlink()
    small.run("nightly", "--today", "2025-05-16")
    assert json.loads((small.root / "output/nightly/latest/rapport.json").read_bytes())["gone"] == []


def test_archived_meetings_are_done_with(small: Workspace) -> None:
    small.run("freeze", KEY, *TODAY)
    small.run("build", KEY)
    assert small.run("archive", KEY).code == 0
    assert KEY not in states(small.run("nightly", *TODAY, "--json").document)


def test_without_coming_meetings_there_is_a_page_that_says_so(tmp_path: Path) -> None:
    made = Workspace(tmp_path / "rom")
    done = made.run("nightly", "--today", "2027-01-01")
    assert (done.code, done.out) == (0, "output/nightly/latest/index.html\n")
    assert "Ingen kommende møter." in done.err
    assert (made.root / "output/nightly/2027-01-01/index.html").is_file()


def test_what_is_printed_is_the_page_and_a_line_a_meeting(made: Workspace) -> None:
    done = made.run("nightly", *TODAY, "--quiet")
    page, heading, *lines = done.out.splitlines()
    assert page == "output/nightly/latest/index.html"
    assert heading.split() == ["Dato", "Møte", "Tilstand", "Funn", "Endret"]
    assert lines[0].split() == ["2025-05-15", "rad/2025-2", "utkast", "–", "nytt"]
    assert [line.split()[1] for line in lines] == [
        "rad/2025-2",
        "styre/2025-2",
        "uten/2025-4",
        "styre/2026-1",
        "styre/2025-3",
    ]
    assert "kan ikke leses" in lines[-1]
    assert "FM005" in done.err
    assert "advarsel" not in done.err, "errors alone: the page has the rest"


def test_old_runs_go_and_output_may_lie_elsewhere(small: Workspace, tmp_path: Path) -> None:
    for number in range(1, 5):
        small.run("nightly", "--today", f"2025-05-0{number}", "--keep", "2", "--output", str(tmp_path / "ut"))
    assert [str(day) for day in folders.runs(tmp_path / "ut/nightly")] == ["2025-05-01", "2025-05-03", "2025-05-04"]
    assert not (small.root / "output").exists()


# -- one stops, the others go on ----------------------------------------------------------------------------------


def test_a_meeting_that_takes_too_long_is_stopped_and_the_others_go_on(made: Workspace, tmp_path: Path) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\necho $$ >> " + str(tmp_path / "pids") + "\nexec sleep 600\n")
    slow.chmod(0o755)
    file = "sources/rad/2025/plan/regneark.ods"
    made.write({file: _sheet()})
    made.replace(NOTE, "forslag_til_vedtak:", "vedlegg: [{fil: regneark.ods, tittel: Regneark}]\nforslag_til_vedtak:")
    environment = {**os.environ, "MOTTEPAKKE_SOFFICE": str(slow)}
    command = [sys.executable, "-m", "mottepakke", "nightly", *TODAY, "--json", "--time-limit", "12"]
    done = subprocess.run(command, cwd=made.root, env=environment, capture_output=True, text=True, check=False)
    document = json.loads(done.stdout)
    assert done.returncode == 1
    assert states(document) | {"rad/2025-2": "stopped", "styre/2025-2": "draft"} == states(document)
    (finding,) = (item for item in document["diagnostics"] if item["path"] == MEETING)
    assert finding["code"] == "NT001"
    assert "12" in finding["message"]
    assert not (made.root / "output/nightly/latest" / KEY).exists()
    assert (made.root / "output/nightly/latest" / f"{KEY}.html").is_file()
    assert not [process for process in psutil.process_iter(["cmdline"]) if str(slow) in (process.info["cmdline"] or [])]


def _sheet() -> bytes:
    """A spreadsheet with one cell, as OpenDocument."""
    import io
    import zipfile

    kind = "application/vnd.oasis.opendocument.spreadsheet"
    office, table, text = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text"))
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}" office:version="1.2">'
        '<office:body><office:spreadsheet><table:table table:name="A"><table:table-row><table:table-cell>'
        "<text:p>Tall</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    listed = (
        f'<manifest:manifest xmlns:manifest="{manifest}" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", listed)
    return made.getvalue()


@pytest.mark.parametrize("function", [burdens.crashes, burdens.raises, burdens.leaves], ids=lambda item: item.__name__)
def test_a_meeting_that_crashes_is_stopped_and_the_others_go_on(
    function: object, made: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def apart(work: object, job: Job, limits: Limits, stop: object = None) -> object:
        bad = work is draft and job.meeting == "styre/2025-2"
        if bad:
            (job.folder / "styre/.2025-2-halv").mkdir(parents=True)
        return run_apart(function if bad else work, 4 if bad else job, limits, stop)  # type: ignore[arg-type]

    monkeypatch.setattr("mottepakke.nightly.guarding.run_apart", apart)
    night, _ = run_night(Asked(made.root, made.root / "output", dt.date(2025, 5, 2), jobs=2))
    found = {item.meeting: item for item in night.meetings}
    assert {key: item.state for key, item in found.items()} | {"styre/2025-2": "stopped", KEY: "draft"} == {
        key: item.state for key, item in found.items()
    }
    assert [item.code.name for item in found["styre/2025-2"].diagnostics] == ["draft-crashed"]
    assert (made.root / "output/nightly/latest/styre/2025-2.html").is_file()
    assert not list((made.root / "output/nightly/latest/").rglob(".*"))


def test_a_committee_that_cannot_be_read_together_is_read_one_by_one(
    made: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run_night(Asked(made.root, made.root / "whole", dt.date(2025, 5, 2), jobs=2))

    def apart(work: object, job: object, limits: Limits, stop: object = None) -> object:
        if isinstance(job, Job):
            return run_apart(work, job, limits, stop)  # type: ignore[arg-type]
        raise Stopped(codes.DRAFT_CRASHED, how="")

    monkeypatch.setattr("mottepakke.nightly.guarding.run_apart", apart)
    assert run_night(Asked(made.root, made.root / "whole", dt.date(2025, 5, 2), jobs=2)) == whole


def test_a_house_style_with_a_wrong_template_for_pages_gets_the_pages_of_the_program(
    small: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = TemplateFailedError(Diagnostic.at(codes.TEMPLATE_ERROR, Span("layouts/hus/nattside.html"), problem="x"))

    def page(*values: object) -> str:
        layout = values[-1]
        assert isinstance(layout, Layout)
        if (small.root / "layouts/standard") in layout.folders:
            raise wrong
        return "the program's own"

    small.write({"layouts/standard/layout.yaml": ""})
    monkeypatch.setattr("mottepakke.nightly.guarding.run_apart", _here)
    monkeypatch.setattr(run, "overview_page", page)
    monkeypatch.setattr("mottepakke.nightly.drafting.meeting_page", page)
    night, found = run_night(Asked(small.root, small.root / "output", dt.date(2025, 5, 2)))
    assert found == (wrong.diagnostic,)
    assert wrong.diagnostic in night.meetings[0].diagnostics
    for name in ("index.html", f"{KEY}.html"):
        assert (small.root / "output/nightly/latest" / name).read_text() == "the program's own"


def test_a_meeting_whose_pack_cannot_be_made_can_be_read_all_the_same(small: Workspace) -> None:
    small.write({"layouts/hus/layout.yaml": "", "layouts/hus/mal.docx": "ikke Word"})
    small.write({"packs/rad/utvalg.yaml": committee("layout: hus\nfrist: 10\n")})
    done = small.run("nightly", *TODAY, "--json")
    assert (done.code, states(done.document)) == (1, {KEY: "stopped"})
    assert [item["path"] for item in done.document["diagnostics"] if item["severity"] == "error"] == ["mal.docx"]
    page = (small.root / f"output/nightly/latest/{KEY}.html").read_text(encoding="utf-8")
    assert "Utkastet ble stoppet før det var ferdig." in page
    assert "mandag 5. mai 2025" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_a_machine_that_does_not_see_the_run_leaves_its_page_to_us(
    small: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.run("nightly", "--today", "2025-05-01")
    elsewhere = small.root / "elsewhere"
    monkeypatch.setattr(run, "draft_guarded", lambda job, stop: draft_guarded(replace(job, folder=elsewhere), stop))
    done = small.run("nightly", *TODAY, "--json")
    assert (done.code, states(done.document)) == (1, {KEY: "stopped"})
    assert [item["code"] for item in done.document["diagnostics"]] == ["NT005"]
    page = (small.root / f"output/nightly/latest/{KEY}.html").read_text(encoding="utf-8")
    assert "Forrige utkast" in page


# -- the run itself fails --------------------------------------------------------------------------------------------


def test_a_second_run_leaves_at_once_or_waits(small: Workspace) -> None:
    place = small.root / "output/nightly"
    place.mkdir(parents=True)
    lock = FileLock(place / folders.LOCK, mode=locking.EVERYONE)
    with lock:
        done = small.run("nightly", *TODAY, "--json")
        assert done.code == 2
        assert [item["code"] for item in done.document["diagnostics"]] == ["NT006"]
        assert not (place / "latest").exists()
        command = [sys.executable, "-m", "mottepakke", "nightly", *TODAY, "--wait", "60"]
        waiting = subprocess.Popen(command, cwd=small.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1.5)
        assert waiting.poll() is None
    assert waiting.wait(60) == 0
    assert (place / "latest/index.html").is_file()


@pytest.mark.parametrize("step", ["report", "overview_page", "letter"])
def test_a_full_disk_leaves_the_runs_there_were(step: str, small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    small.run("nightly", *TODAY)
    before = hashes(small.root / "output")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run, step, full)
    done = small.run("nightly", "--today", "2025-05-03", "--json")
    assert done.code == 2
    assert [(item["name"], item["message"]) for item in done.document["diagnostics"]] == [
        ("cannot-write", "Kan ikke skrive: No space left on device.")
    ]
    assert hashes(small.root / "output") == before


def test_a_disk_that_is_full_for_drafts_stops_the_run(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    small.run("nightly", *TODAY)
    before = hashes(small.root / "output")
    monkeypatch.setattr("mottepakke.nightly.guarding.run_apart", _here)
    monkeypatch.setattr("mottepakke.build.manifest.sealed", _full)
    assert small.run("nightly", "--today", "2025-05-03").code == 2
    assert hashes(small.root / "output") == before


def _here(function: object, argument: object, _limits: object, _stop: object = None) -> object:
    assert callable(function)
    return function(argument)


def _full(*_: object) -> None:
    raise OSError(28, os.strerror(28))


def test_an_output_folder_that_is_a_file_is_said(small: Workspace) -> None:
    small.write({"output": "en fil"})
    done = small.run("nightly", *TODAY, "--json")
    assert (done.code, [item["name"] for item in done.document["diagnostics"]]) == (2, ["cannot-write"])


def test_a_run_that_is_killed_takes_its_processes_with_it_and_the_next_cleans_up(made: Workspace) -> None:
    made.run("nightly", "--today", "2025-05-01")
    before = hashes(made.root / "output/nightly/2025-05-01")
    command = [sys.executable, "-m", "mottepakke", "nightly", *TODAY]
    process = subprocess.Popen(command, cwd=made.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    place = made.root / "output/nightly"
    begun: list[Path] = []
    while not begun and process.poll() is None:
        begun = list(place.glob(".2025-05-02-*/*/.*"))
        time.sleep(0.01)
    children = psutil.Process(process.pid).children(recursive=True)
    assert begun
    assert children
    process.send_signal(signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(children, timeout=20)
    assert not [item for item in alive if item.status() != psutil.STATUS_ZOMBIE]
    assert (place / "latest").readlink() == Path("2025-05-01")
    assert hashes(place / "2025-05-01") == before
    assert made.run("nightly", *TODAY).code == 1
    assert not list(place.glob(".2025*"))


# -- the command line ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["--executor", "ray://127.0.0.1:1"],
        ["--executor", "dask://127.0.0.1"],
        ["--executor", "dask://:8786"],
        ["--jobs", "0"],
        ["--time-limit", "0"],
        ["--memory-limit", "-1"],
        ["--keep", "0"],
        ["--wait", "-1"],
        ["--mail", "kari"],
    ],
)
def test_options_that_make_no_sense_are_refused(arguments: list[str], small: Workspace) -> None:
    assert small.run("nightly", *TODAY, *arguments).code == 2
    assert not (small.root / "output").exists()


def test_who_is_to_be_told_gets_mail_when_the_run_is_in_place(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    small.write({"packs/rad/utvalg.yaml": committee("varsling: [ola@example.no]\n")})
    with mail_server() as (box, server):
        monkeypatch.setenv("MOTTEPAKKE_SMTP", f"smtp://{server.host}:{server.port}")
        monkeypatch.setenv("MOTTEPAKKE_MAIL_FROM", "sekretariat@example.no")
        done = small.run("nightly", *TODAY, "--mail", "kari@example.no", "--mail", UNKNOWN, "--json")
    assert box.recipients == ["kari@example.no", "ola@example.no"]
    assert [(item["code"], "ukjent@example.no" in item["message"]) for item in done.document["diagnostics"]] == [
        ("EP005", True)
    ]
    assert done.code == 1
    letter = (small.root / "output/nightly/latest/endringer.txt").read_text(encoding="utf-8")
    assert str(box.mails[0].get_content()).replace("\r\n", "\n").strip() == letter.partition("\n")[2].strip()
    mails = [item["path"] for item in done.document["artifacts"] if item["format"] == "eml"]
    assert mails == [f"output/nightly/2025-05-02/epost/{name}.eml" for name in ("alle", "rad")]


def test_mail_says_where_those_who_get_it_open_the_page(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "https://intranett.example.no/motepakker/"
    monkeypatch.setenv("MOTTEPAKKE_MAIL_PAGE", f" {address}\n")
    done = small.run("nightly", *TODAY, "--mail")
    assert done.out.splitlines()[0] == "output/nightly/latest/index.html"
    for file in ("endringer.txt", "epost/alle.eml"):
        words = (small.root / "output/nightly/latest" / file).read_text(encoding="utf-8")
        assert words.splitlines()[-1] == f"Alt sammen: {address}"
    small.run("nightly", "--today", "2025-05-01")
    earlier = (small.root / "output/nightly/2025-05-01/endringer.txt").read_text(encoding="utf-8")
    assert address not in earlier, "it leads to the newest run"


def test_mail_of_a_folder_elsewhere_says_where_that_is(small: Workspace, tmp_path: Path) -> None:
    small.run("nightly", *TODAY, "--output", str(tmp_path / "ut"))
    words = (tmp_path / "ut/nightly/latest/endringer.txt").read_text(encoding="utf-8")
    assert words.splitlines()[-1] == "Alt sammen: ../ut/nightly/latest/index.html"


def test_a_day_that_is_run_again_sends_nobody_mail(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    small.write({"packs/rad/utvalg.yaml": committee("varsling: [ola@example.no]\n")})
    with mail_server() as (box, server):
        monkeypatch.setenv("MOTTEPAKKE_SMTP", f"smtp://{server.host}:{server.port}")
        monkeypatch.setenv("MOTTEPAKKE_MAIL_FROM", "sekretariat@example.no")
        small.run("nightly", *TODAY)
        assert small.run("nightly", "--today", "2025-05-01").code == 0
    assert box.recipients == ["ola@example.no"]
    assert (small.root / "output/nightly/2025-05-01/epost/rad.eml").is_file()


def test_mail_that_cannot_be_sent_leaves_the_run_in_place(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTTEPAKKE_SMTP", f"smtp://127.0.0.1:{free_port()}")
    monkeypatch.setenv("MOTTEPAKKE_MAIL_FROM", "sekretariat@example.no")
    done = small.run("nightly", *TODAY, "--mail", "kari@example.no", "--json")
    assert [item["code"] for item in done.document["diagnostics"]] == ["EP002"]
    assert done.code == 1
    assert (small.root / "output/nightly/latest/epost/alle.eml").is_file()


def test_mail_without_an_address_is_a_draft(small: Workspace) -> None:
    assert small.run("nightly", *TODAY, "--mail").code == 0
    assert b"X-Unsent: 1" in (small.root / "output/nightly/latest/epost/alle.eml").read_bytes()


def test_neither_locale_nor_terminal_is_needed(small: Workspace) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", ""), "LC_ALL": "C"}
    command = [sys.executable, "-m", "mottepakke", "nightly", *TODAY]
    done = subprocess.run(
        command, cwd=small.root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False, close_fds=True
    )
    assert done.returncode == 0
    assert "rad/2025-2" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout + done.stderr
