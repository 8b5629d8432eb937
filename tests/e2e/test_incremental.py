"""Incremental output is clean output, byte for byte, whatever was edited and whatever has become of the cache."""

from __future__ import annotations

import errno
import io
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from mottepakke import pipeline
from mottepakke.build.outcome import CACHE_LIMIT, Options, Outcome
from mottepakke.build.store import FOLDER
from mottepakke.layout.elements import Element, parse_html
from tests.support import presenters
from tests.support.workspaces import COMMITTEE, KEY, MEETING, NOTE, PLAIN, SENT, Content, Workspace, note, seal
from tests.unit.convert import corpus_word, fake

EDITS = int(os.environ.get("MOTTEPAKKE_EDITS", "6"))
"""How many edits in a row; `MOTTEPAKKE_EDITS=200` for a long walk."""
PLACE = "sources/rad/2025/plan"
WORDS = "layouts/eget/ord/nb.yaml"
HEAD = "vedlegg: [kart.pdf, brev.docx]\n"


def picture(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8), shade).save(out, "PNG")
    return out.getvalue()


def body(text: str) -> str:
    return f"## Bakgrunn\n\n{text}\n\n![Et bilde](bilde.png)\n"


FILES: dict[str, Content] = {
    **PLAIN,
    COMMITTEE: f"{PLAIN[COMMITTEE]}layout: eget\n",
    NOTE: note(body("Teksten."), HEAD),
    WORDS: "vedlegg: Bilag\n",
    f"{PLACE}/bilde.png": picture(0),
    f"{PLACE}/kart.pdf": fake.pdf(1),
    f"{PLACE}/brev.docx": corpus_word.plain(),
}


def same_stamp(path: Path, data: bytes) -> None:
    """Other bytes of the same length under the same time stamp."""
    before = path.stat()
    assert len(data) == before.st_size
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def title(workspace: Workspace, n: int) -> None:
    workspace.write({NOTE: note(body("Teksten."), HEAD, title=f"Plan {n}")})


def text(workspace: Workspace, n: int) -> None:
    workspace.write({NOTE: note(body(f"Tekst nummer {n} med **uthevet** ord."), HEAD)})


def emphasis(workspace: Workspace, n: int) -> None:
    workspace.write({NOTE: note(body(f"Teksten med {'*' * (1 + n % 2)}ord{'*' * (1 + n % 2)}."), HEAD)})


def line_down(workspace: Workspace, n: int) -> None:
    """Findings move to other lines."""
    workspace.write({NOTE: note(body("Teksten."), "# merknad\n" * (n % 3) + HEAD)})


def pixels(workspace: Workspace, n: int) -> None:
    workspace.write({f"{PLACE}/bilde.png": picture(n)})


def attachment(workspace: Workspace, n: int) -> None:
    workspace.write({f"{PLACE}/kart.pdf": fake.pdf(1 + n % 3)})


def disguised(workspace: Workspace, n: int) -> None:
    path = workspace.root / PLACE / "kart.pdf"
    data = path.read_bytes()
    same_stamp(path, data.replace(b"612", b"61%d" % (n % 10)) if b"612" in data else data)


def letter(workspace: Workspace, n: int) -> None:
    workspace.write({f"{PLACE}/brev.docx": corpus_word.plain(f"Brev {n}")})


def word(workspace: Workspace, n: int) -> None:
    workspace.write({WORDS: f"vedlegg: {('Bilag', 'Vedlegg', 'Underlag')[n % 3]}\n"})


def members(workspace: Workspace, n: int) -> None:
    names = ["Kari Nordmann", "Ola Nordmann", "Per Hansen"][: 1 + n % 3]
    workspace.write(
        {COMMITTEE: f"{PLAIN[COMMITTEE]}layout: eget\n".replace("Kari Nordmann, Ola Nordmann", ", ".join(names))}
    )


def hour(workspace: Workspace, n: int) -> None:
    workspace.write({MEETING: PLAIN[MEETING].replace("09:00-10:00", f"0{n % 9 + 1}:00-1{n % 9 + 1}:00")})


def touched(workspace: Workspace, n: int) -> None:
    for path in workspace.root.rglob("*"):
        if path.is_file() and workspace.root / "output" not in path.parents:
            os.utime(path, (n, n))


def lost(workspace: Workspace, n: int) -> None:
    """Every third file of the cache is cut short or gone."""
    found = sorted(path for path in (workspace.root / "output" / FOLDER).rglob("*") if path.is_file())
    for number, path in enumerate(found):
        if number % 3 == n % 3:
            path.write_bytes(path.read_bytes()[: n % 50]) if n % 2 else path.unlink()


def settings_of_slides(workspace: Workspace, n: int) -> None:
    forms = f"lysbilder: {{pdf: {'nei' if n % 2 else 'ja'}, notater: ja, støtteark: {'ja' if n % 3 else 'nei'}}}\n"
    workspace.write({COMMITTEE: f"{PLAIN[COMMITTEE]}{forms}"})


def deck(workspace: Workspace, n: int) -> None:
    """The presenter sends other slides, or a file that is none."""
    edits = (presenters.good, lambda shown: presenters.add(shown, f"Ekstra {n}", "Mer å si"))
    data = presenters.deck_of(*edits[: 1 + n % 2]) if n % 5 else b"ikke en presentasjon"
    workspace.write({presenters.DECK: data})


def presenter(workspace: Workspace, n: int) -> None:
    """Call sheet and calendars name somebody else."""
    name = ("Ola Nordmann", "Per Hansen", "Kari Holm")[n % 3]
    rows = str(presenters.SOURCES[MEETING]).replace("Ola Nordmann", name).replace("varighet: 60", f"varighet: {40 + n}")
    workspace.write({MEETING: rows})


def proposal(workspace: Workspace, n: int) -> None:
    body = str(presenters.SOURCES[NOTE]).replace(presenters.PROPOSAL, f"Rådet drøftet planen, og ba om {n} svar.")
    workspace.write({NOTE: body})


CHANGES: tuple[Callable[[Workspace, int], None], ...] = (
    title, text, emphasis, line_down, pixels, attachment, disguised, letter, word, members, hour, touched, lost,
)  # fmt: skip
OF_SHOWS = (settings_of_slides, deck, presenter, proposal, lost)
SHOW: dict[str, Content] = {
    **presenters.SOURCES,
    presenters.DECK: presenters.deck_of(presenters.good),
}


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for LibreOffice; its folder, where ``starts`` counts."""
    monkeypatch.setenv("MOTTEPAKKE_SOFFICE", str(fake.office(tmp_path)))
    return tmp_path


def starts(folder: Path) -> int:
    log = folder / "starts"
    return len(log.read_text().splitlines()) if log.exists() else 0


def build(
    workspace: Workspace,
    output: Path,
    *,
    cached: bool,
    limit: int = CACHE_LIMIT,
    pack_only: bool = False,
    archive: bool = False,
) -> Outcome:
    kept = output / FOLDER if cached else None
    options = Options(output, pack_only=pack_only, archive=archive, cache=kept, cache_limit=limit)
    (outcome,) = pipeline.build([KEY], pipeline.open_workspace(workspace.root), options, lambda _key, _step: None)
    return outcome


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def assert_clean(workspace: Workspace, *, pack_only: bool = False, archive: bool = False) -> None:
    """Built on what is there, and anew elsewhere: the same files, the same findings at the same lines.

    Of a sent meeting the archive copy too, which later builds bring along.
    """
    output = workspace.root / "output"
    clean = workspace.root / "rent"
    if not archive:
        shutil.rmtree(clean, ignore_errors=True)
    for copy in (False, True) if archive else (False,):
        ours = build(workspace, output, cached=True, pack_only=pack_only, archive=copy)
        anew = build(workspace, clean, cached=False, pack_only=pack_only, archive=copy)
        assert ours.diagnostics == anew.diagnostics
        assert ours.artifacts == anew.artifacts
        assert (ours.exit_code, ours.sealed) == (anew.exit_code, anew.sealed)
    assert tree(output / KEY) == tree(clean / KEY)


@settings(
    max_examples=1 if EDITS < 50 else 5,
    derandomize=EDITS < 50,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 60)), min_size=EDITS, max_size=EDITS))
def test_after_any_edits_a_build_on_top_is_a_clean_build(
    soffice: Path, edits: list[tuple[Callable[[Workspace, int], None], int]]
) -> None:
    root = soffice / "rom"
    shutil.rmtree(root, ignore_errors=True)
    workspace = Workspace(root, FILES)
    assert_clean(workspace)
    for change, n in edits:
        change(workspace, n)
        assert_clean(workspace, pack_only=n % 4 == 0)


@settings(
    max_examples=1 if EDITS < 50 else 5,
    derandomize=EDITS < 50,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.tuples(st.sampled_from(OF_SHOWS), st.integers(0, 60)), min_size=EDITS // 3, max_size=EDITS // 3))
def test_after_any_edits_slides_call_sheet_and_calendars_are_those_of_a_clean_build(
    soffice: Path, edits: list[tuple[Callable[[Workspace, int], None], int]]
) -> None:
    root = soffice / "rom"
    shutil.rmtree(root, ignore_errors=True)
    workspace = Workspace(root, SHOW)
    assert_clean(workspace)
    made = tree(root / "output" / KEY)
    assert {"kjoreplan.pdf", "kalender/mote.ics", "presentasjon/samlet.pptx", "presentasjon/samlet.pdf"} <= set(made)
    for change, n in edits:
        change(workspace, n)
        assert_clean(workspace)


def test_a_sent_meeting_its_supplement_and_its_archive_are_those_of_a_clean_build(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    workspace.build()
    for day in ("2025-05-01", "2025-05-08"):
        assert workspace.run("freeze", KEY, "--today", day).code == 0
        assert_clean(workspace, archive=True)
        assert_clean(workspace, archive=True)
        workspace.write({NOTE: note(body(f"Ny tekst etter {day}."), HEAD), f"{PLACE}/kart.pdf": fake.pdf(2)})
    made = tree(workspace.root / "output" / KEY)
    assert {"tillegg-2.pdf", "endringer-rad-2025-2.pdf", "arkiv/manifest.json"} <= set(made)
    lost(workspace, 4)
    assert_clean(workspace, archive=True)


def test_a_cache_that_cannot_be_written_fails_no_build(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    output = workspace.root / "output"
    output.mkdir()
    (output / FOLDER).write_text("en fil der mappen skulle vært")
    assert_clean(workspace, pack_only=True)
    (output / FOLDER).unlink()
    build(workspace, output, cached=True, pack_only=True)
    for path in [output / FOLDER, *(output / FOLDER).rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0)
    text(workspace, 3)
    assert_clean(workspace, pack_only=True)


def test_a_full_disk_for_the_cache_fails_no_build(soffice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    workspace = Workspace(soffice / "rom", FILES)
    monkeypatch.setattr("mottepakke.build.store.os.urandom", full)
    assert_clean(workspace, pack_only=True)
    assert not list((workspace.root / "output" / FOLDER).glob("*/*/*"))


def test_the_cache_may_be_read_by_those_who_may_read_the_output(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    before = os.umask(0o027)
    try:
        build(workspace, workspace.root / "output", cached=True, pack_only=True)
    finally:
        os.umask(before)
    kept = [path for path in (workspace.root / "output" / FOLDER).rglob("*") if path.is_file()]
    assert kept
    modes = {path.stat().st_mode & 0o777 for path in (workspace.root / "output" / KEY).rglob("*") if path.is_file()}
    assert {path.stat().st_mode & 0o777 for path in kept} == modes == {0o640}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_each_kind_of_edit_the_pack_is_that_of_a_clean_build(
    change: Callable[[Workspace, int], None], soffice: Path
) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    build(workspace, workspace.root / "output", cached=True, pack_only=True)
    change(workspace, 7)
    assert_clean(workspace, pack_only=True)


def test_libreoffice_is_not_started_for_what_has_not_changed(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", {**FILES, f"{PLACE}/ekstra.docx": corpus_word.plain("Ekstra")})
    workspace.write({NOTE: note(body("Teksten."), "vedlegg: [kart.pdf, brev.docx, ekstra.docx]\n")})
    output = workspace.root / "output"
    build(workspace, output, cached=True, pack_only=True)
    assert starts(soffice) == 1
    text(workspace, 3)
    touched(workspace, 5)
    build(workspace, output, cached=True, pack_only=True)
    assert starts(soffice) == 1, "the note has changed, the letter has not"
    workspace.write({NOTE: note(body("Teksten."), "vedlegg: [kart.pdf, brev.docx, ekstra.docx]\n")})
    letter(workspace, 5)
    build(workspace, output, cached=True, pack_only=True)
    assert starts(soffice) == 2
    assert len((soffice / "starts").read_text().splitlines()[-1].split()) == 1, "the letter alone"
    build(workspace, output, cached=False, pack_only=True)
    assert starts(soffice) == 3, "without the cache"


def test_what_libreoffice_could_not_do_is_tried_again(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", {**FILES, f"{PLACE}/brev.docx": corpus_word.plain("INGENTING")})
    output = workspace.root / "output"
    first = build(workspace, output, cached=True, pack_only=True)
    assert "office-not-converted" in [item.code.name for item in first.diagnostics]
    tried = starts(soffice)
    build(workspace, output, cached=True, pack_only=True)
    assert starts(soffice) > tried


def test_another_libreoffice_converts_again(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    build(workspace, workspace.root / "output", cached=True, pack_only=True)
    with (soffice / "soffice").open("a") as program:
        program.write("# 7.5\n")
    build(workspace, workspace.root / "output", cached=True, pack_only=True)
    assert starts(soffice) == 2


@pytest.mark.parametrize("step", ["lay-out", "pdf"])
def test_a_cache_that_is_deleted_during_a_build_does_no_harm(step: str, soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    output = workspace.root / "output"
    build(workspace, output, cached=True, pack_only=True)
    text(workspace, 3)

    def delete(_key: str, now: str) -> None:
        if now == step:
            shutil.rmtree(output / FOLDER)

    options = Options(output, pack_only=True, cache=output / FOLDER)
    (outcome,) = pipeline.build([KEY], pipeline.open_workspace(workspace.root), options, delete)
    assert outcome.folder is not None
    assert_clean(workspace, pack_only=True)


def test_two_builds_at_once_share_a_cache(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    cache = str(workspace.root / "a" / FOLDER)
    (workspace.root / "b").mkdir()
    (workspace.root / "b" / FOLDER).symlink_to(cache)
    with ThreadPoolExecutor() as pool:
        jobs = [
            pool.submit(workspace.run_apart, "build", "--only", "pakke", "--output", str(workspace.root / name))
            for name in ("a", "b")
        ]
        assert [job.result().code for job in jobs] == [0, 0]
    build(workspace, workspace.root / "rent", cached=False, pack_only=True)
    assert tree(workspace.root / "a" / KEY) == tree(workspace.root / "b" / KEY) == tree(workspace.root / "rent" / KEY)


def test_a_cache_too_small_for_the_pack_stays_small_and_the_pack_is_right(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    output = workspace.root / "output"
    for n in (1, 2):
        text(workspace, n)
        build(workspace, output, cached=True, pack_only=True, limit=40_000)
        kept = [path for path in (output / FOLDER).glob("*/*/*") if path.is_file()]
        assert sum(path.stat().st_size for path in kept) <= 40_000
    assert_clean(workspace, pack_only=True)


def test_the_option_and_the_variable_turn_it_off(soffice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    assert workspace.build("--no-cache").code == 0
    assert not (workspace.root / "output" / FOLDER).exists()
    monkeypatch.setenv("MOTTEPAKKE_CACHE_MB", "0")
    assert workspace.build().code == 0
    assert not (workspace.root / "output" / FOLDER).exists()
    monkeypatch.setenv("MOTTEPAKKE_CACHE_MB", "20")
    assert workspace.build().code == 0
    assert (workspace.root / "output" / FOLDER / "CACHEDIR.TAG").is_file()


def test_minutes_built_before_stay_listed_when_all_else_comes_from_the_cache(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    workspace.write({"packs/rad/2025-2.referat.md": "---\n---\n## 1/25\n\n### Vedtak\n\nRådet drøftet planen.\n\n## 2/25\n"})
    workspace.build()
    bare = tree(workspace.root / "output" / KEY)
    assert (workspace.root / "output" / KEY / "referat.pdf").is_file() is False
    workspace.run("minutes", KEY)
    assert (workspace.root / "output" / KEY / "referat.pdf").is_file()
    again = workspace.build("--json")
    listed = {item["path"].rpartition("/")[2] for item in again.document["artifacts"]}
    assert {"referat.docx", "referat.pdf"} <= listed
    now = tree(workspace.root / "output" / KEY)
    assert {name: data for name, data in now.items() if name in bare and name != "manifest.json"} == {
        name: data for name, data in bare.items() if name != "manifest.json"
    }
    assert b"referat.pdf" in now["manifest.json"]


def test_the_cache_is_no_part_of_what_is_delivered_and_does_not_grow_by_itself(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    workspace.build()
    before = tree(workspace.root / "output" / FOLDER)
    listed = workspace.run("build", "--only", "pakke", "--json").document["artifacts"]
    assert not [item["path"] for item in listed if FOLDER in item["path"]]
    assert FOLDER.encode() not in (workspace.root / "output" / KEY / "manifest.json").read_bytes()
    assert tree(workspace.root / "output" / FOLDER) == before, "nothing new is kept of what has not changed"


@pytest.mark.parametrize(("parser", "change"), [("yaml.parse_yaml", title), ("markdown.read_markdown", text)])
def test_what_has_not_changed_is_not_parsed_again(
    parser: str, change: Callable[[Workspace, int], None], soffice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    output = workspace.root / "output"
    before = build(workspace, output, cached=True)

    def refuse(text: str, *_: object) -> None:
        raise AssertionError(text)

    monkeypatch.setattr(f"mottepakke.read.{parser}", refuse)
    assert build(workspace, output, cached=True) == before
    change(workspace, 1)
    with pytest.raises(AssertionError, match="1"):
        build(workspace, output, cached=True)


def test_only_the_page_of_what_has_changed_is_read_again(soffice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    output = workspace.root / "output"
    build(workspace, output, cached=True, pack_only=True)
    text(workspace, 1)
    templates: list[str] = []

    def parse(html: str, template: str) -> Element:
        templates.append(template)
        return parse_html(html, template)

    monkeypatch.setattr("mottepakke.layout.documents.parse_html", parse)
    build(workspace, output, cached=True, pack_only=True)
    assert templates == ["toppnotat.html"]


def test_pages_with_pictures_follow_a_workspace_that_is_moved(soffice: Path) -> None:
    """What is kept of a picture is its place."""
    workspace = Workspace(soffice / "rom", FILES)
    build(workspace, workspace.root / "output", cached=True, pack_only=True)
    moved = Workspace(workspace.root.rename(soffice / "annet rom"), {})
    moved.replace(COMMITTEE, "layout:", "virksomhet: Prøveetaten\nlayout:")  # the author of a document, not on its page
    assert_clean(moved, pack_only=True)


def test_a_sent_pack_is_refused_on_top_of_a_cache_as_without(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", FILES)
    workspace.build()
    workspace.write({SENT: seal()})
    on_top, anew = workspace.build("--json"), workspace.build("--json", "--no-cache")
    assert (on_top.code, on_top.document["diagnostics"]) == (anew.code, anew.document["diagnostics"])


def test_a_sent_pack_that_rules_alone_find_wrong_now_is_refused_on_top_of_a_cache_too(soffice: Path) -> None:
    workspace = Workspace(soffice / "rom", PLAIN)
    workspace.build()
    assert workspace.run("freeze", KEY, "--today", "2025-05-01").code == 0
    assert workspace.build().code == 0
    workspace.write({MEETING: f"{PLAIN[MEETING]}# Ikke en del av det som er lest\n"})
    on_top, anew = workspace.build("--json"), workspace.build("--json", "--no-cache")
    assert anew.code != 0
    assert (on_top.code, on_top.document["diagnostics"]) == (anew.code, anew.document["diagnostics"])


def test_rules_that_fail_while_the_pack_is_rendered_leave_the_old_one(
    soffice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("en feil i en regel")

    workspace = Workspace(soffice / "rom", FILES)
    output = workspace.root / "output"
    build(workspace, output, cached=True, pack_only=True)
    before = tree(output / KEY)
    text(workspace, 3)
    monkeypatch.setattr("mottepakke.build.prepare.judged", fail)
    with pytest.raises(LookupError):
        build(workspace, output, cached=True, pack_only=True)
    assert tree(output / KEY) == before
