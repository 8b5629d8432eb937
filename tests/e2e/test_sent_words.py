"""The words as sent: sealed by `freeze`, compared with what the sources say now, and never in the way of a build."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mottepakke.build.snapshots import sent_words, snapshot_of
from mottepakke.compare.meetings import compare
from mottepakke.diagnostics import Severity
from mottepakke.model.changes import Changes
from tests.support.workspaces import KEY, MEETING, NOTE, SENT, Workspace, names

TODAY = ("--today", "2025-05-01")


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("frozen"))
    assert workspace.run("freeze", KEY, *TODAY).code == 0
    return workspace


@pytest.fixture
def sent(frozen: Workspace, tmp_path: Path) -> Workspace:
    files = {path.relative_to(frozen.root).as_posix(): path.read_bytes() for path in frozen.root.glob("[ps]*/**/*.*")}
    return Workspace(tmp_path, files)


def since_sent(workspace: Workspace) -> Changes:
    prepared = workspace.prepared()
    meeting = prepared.meeting.meeting
    before = sent_words(meeting)[0]
    assert before is not None
    assert meeting.sent is not None
    return compare(before, snapshot_of(prepared), "2025-05-01", meeting.sent.version.number)


def edit_seal(workspace: Workspace, change: object) -> None:
    path = workspace.root / SENT
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for one in lines for line in change(one)), encoding="utf-8")  # type: ignore[operator]


def without_words(line: str) -> list[str]:
    return [] if "ordlyd:" in line else [line]


def test_what_is_sent_is_what_the_pack_says(sent: Workspace) -> None:
    assert since_sent(sent) == Changes("2025-05-01", (), 1)
    text = (sent.root / SENT).read_text(encoding="utf-8")
    assert sum("ordlyd:" in line for line in text.splitlines()) == 1


def test_an_edit_after_sending_is_told_against_what_was_sent(sent: Workspace) -> None:
    sent.replace(NOTE, "Rådet drøftet planen.", "Rådet vedtok planen.").replace(
        MEETING, "varighet: 30\n  -", "varighet: 40\n  -"
    )
    found = since_sent(sent)
    assert found.version == 1
    assert [(item.kind, item.number) for item in found.items] == [
        ("case_time", "1/25"),
        ("decision", "1/25"),
        ("case_time", "2/25"),
    ]


def test_a_later_version_is_compared_with_that_version(sent: Workspace) -> None:
    sent.replace(NOTE, "Rådet drøftet planen.", "Rådet vedtok planen.")
    assert sent.run("freeze", KEY, "--today", "2025-05-03").code == 0
    assert since_sent(sent) == Changes("2025-05-01", (), 2)
    text = (sent.root / SENT).read_text(encoding="utf-8")
    assert sum("ordlyd:" in line for line in text.splitlines()) == 1
    sent.replace(NOTE, "Teksten.", "Ny tekst.")
    assert [(item.kind, item.part) for item in since_sent(sent).items] == [("text", "Bakgrunn")]


def test_the_same_sources_are_sealed_with_the_same_bytes(frozen: Workspace, tmp_path: Path) -> None:
    again = Workspace(tmp_path)
    assert again.run("freeze", KEY, *TODAY).code == 0
    assert (again.root / SENT).read_bytes() == (frozen.root / SENT).read_bytes()


def test_a_seal_from_before_there_were_words_holds_all_else(sent: Workspace) -> None:
    before = names(sent.check(KEY))
    edit_seal(sent, without_words)
    meeting = sent.resolved().meeting
    assert sent_words(meeting) == (None, ())
    assert names(sent.check(KEY)) == before
    assert sent.build().code == 0


def test_an_older_seal_is_written_again_without_words_for_its_versions(sent: Workspace) -> None:
    edit_seal(sent, without_words)
    sent.replace(NOTE, "Teksten.", "Ny tekst.")
    assert sent.run("freeze", KEY, "--today", "2025-05-03").code == 0
    assert since_sent(sent).version == 2


def test_damaged_words_are_a_warning_and_nothing_else_is_lost(sent: Workspace) -> None:
    edit_seal(sent, lambda line: [line[:40] + "#" + line[41:]] if "ordlyd:" in line else [line])
    meeting = sent.resolved().meeting
    words, found = sent_words(meeting)
    assert words is None
    assert [(item.code.name, item.severity, item.span.path) for item in found] == [("broken-seal", Severity.WARNING, SENT)]
    assert meeting.sent is not None
    assert [case.number for case in meeting.sent.version.cases] == ["1/25", "2/25"]


@given(
    place=st.floats(0, 1),
    put=st.sampled_from(["", "ordlyd: [x]\n", "#", "'", ": ", "\x00", "æ", "- "]),
    length=st.integers(0, 40),
)
@settings(
    derandomize=True,
    database=None,
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_mutation_of_a_seal_breaks_anything(
    sent: Workspace, frozen: Workspace, place: float, put: str, length: int
) -> None:
    text = (frozen.root / SENT).read_text(encoding="utf-8")
    at = int(place * len(text))
    sent.write({SENT: text[:at] + put + text[at + length :]})
    for outcome in sent.outcomes(KEY).values():
        assert all(item.span.line >= 1 for item in outcome.diagnostics)
    meeting = sent.resolved().meeting
    words, _ = sent_words(meeting)
    assert words is None or words.meeting == KEY
