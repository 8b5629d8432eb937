"""What `freeze` seals: numbers and look-ups stay, whatever happens elsewhere, and changes are told by name."""

import datetime as dt
from pathlib import Path

import pytest

from mottepakke import pipeline
from mottepakke.build.freezing import plan_freeze
from mottepakke.build.sealing import sealed_version
from mottepakke.model.sent import SentFile
from mottepakke.register.saving import save
from mottepakke.register.sent import sent_text
from tests.support.workspaces import COMMITTEE, KEY, LEDGER, MEETING, MINUTES, NOTE, PLAIN, SENT, Workspace, meeting

DAY = dt.date(2025, 5, 1)
EARLIER = """\
- sak: 3/24
  tittel: Planen i fjor
  møte: 1/2024
  dato: 2024-02-01
  status: behandlet
  vedtak: |
    Rådet drøftet **planen**.
"""
CITING = (
    PLAIN[NOTE].replace("sakseier:", "tidligere: [rad 3/24]\nsakseier:").replace("Teksten.", "Se [[sak:2024/budsjett]].")
)


def freeze(workspace: Workspace, key: str = KEY) -> None:
    """Seal the meeting and enter its numbers, without building its pack."""
    plan = plan_freeze(key, pipeline.open_workspace(workspace.root), DAY).plan
    assert plan is not None
    save(workspace.root, plan.committee, lambda _register: plan.step())


def seal(workspace: Workspace, key: str) -> None:
    """Only the seal of a meeting, whatever stands in the ledger."""
    sealed = sealed_version(workspace.prepared(key), workspace.root, 1, DAY)
    workspace.write({f"packs/{key}.sendt.yaml": sent_text(SentFile(key, (sealed,)))})


def numbers(workspace: Workspace, key: str = KEY) -> list[str]:
    return [case.number for case in workspace.resolved(key).cases]


def names(workspace: Workspace) -> list[tuple[str, str]]:
    return [(item.code.name, item.span.path) for item in workspace.check(KEY)]


@pytest.fixture
def sent(tmp_path: Path) -> Workspace:
    """A meeting that quotes a ledger and refers to a case of another year, sent."""
    workspace = Workspace(tmp_path, {**PLAIN, NOTE: CITING, LEDGER: EARLIER})
    workspace.write(
        {"packs/rad/2024-1.yaml": "møte: 1/2024\ndato: 2024-02-01\nsaksliste:\n  - sak: 2024/budsjett\n    nummer: 7/24\n"}
    )
    workspace.write({"sources/rad/2024/budsjett/toppnotat.md": PLAIN[NOTE].replace("Plan for året", "Budsjett")})
    freeze(workspace)
    return workspace


def test_a_sent_meeting_is_no_draft_and_has_no_findings(sent: Workspace) -> None:
    assert not sent.resolved().draft
    assert names(sent) == []


def test_its_numbers_stay_when_an_earlier_meeting_is_planned(sent: Workspace) -> None:
    before = numbers(sent)
    sent.write({"packs/rad/2025-1.yaml": meeting("  - tittel: X\n  - tittel: Y\n", 1, "2025-01-10")})

    assert numbers(sent) == before
    assert numbers(sent, "rad/2025-1") == ["3/25", "4/25"]


def test_a_number_sent_is_never_given_again(sent: Workspace) -> None:
    sent.replace(MEETING, "  - tittel: Eventuelt\n    varighet: 30\n", "")
    sent.write({"packs/rad/2025-3.yaml": meeting("  - tittel: X\n", 3, "2025-09-10")})

    assert numbers(sent) == ["1/25"]
    assert numbers(sent, "rad/2025-3") == ["3/25"]
    assert ("case-left-since-sent", MEETING) in names(sent)


def test_what_was_looked_up_stays_as_sent(sent: Workspace) -> None:
    before = sent.prepared()
    sent.replace(LEDGER, "**planen**", "noe annet")
    sent.replace("packs/rad/2024-1.yaml", "7/24", "9/24")
    after = sent.prepared()

    (was,), (now,) = (one.meeting.cases[0].earlier for one in (before, after))
    assert (
        (now.number, now.title, now.date)
        == (was.number, was.title, was.date)
        == ("3/24", "Planen i fjor", dt.date(2024, 2, 1))
    )
    assert now.source == was.source
    assert after.references.look_up("ref:sak/2024/budsjett", None) == before.references.look_up(
        "ref:sak/2024/budsjett", None
    )


def test_the_same_pack_is_built_whatever_later_meetings_do(
    sent: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first, second = (tmp_path_factory.mktemp(name) for name in ("first", "second"))
    assert sent.build(KEY, "--output", str(first)).code == 0
    sent.replace(LEDGER, "**planen**", "noe annet")
    sent.write({"packs/rad/2025-1.yaml": meeting("  - tittel: X\n", 1, "2025-01-10")})
    assert sent.build(KEY, "--output", str(second)).code == 0
    pack = "rad/2025-2/motepakke-rad-2025-2.pdf"

    assert (first / pack).read_bytes() == (second / pack).read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("Rådet drøftet planen.", "Rådet drøftet hele planen.", "«forslag_til_vedtak»"),
        ("## Bakgrunn\n\nSe", "## Bakgrunn\n\nLes", "«Bakgrunn»"),
        ("## Bakgrunn", "## Historie", "«Bakgrunn», «Historie»"),
    ],
)
def test_a_changed_note_is_told_by_its_parts(old: str, new: str, parts: str, sent: Workspace) -> None:
    sent.replace(NOTE, old, new)
    (finding,) = sent.check(KEY)

    assert (finding.code.name, finding.span.path, dict(finding.args)) == ("changed-since-sent", NOTE, {"parts": parts})


def test_a_case_added_and_a_file_gone_are_told(sent: Workspace) -> None:
    sent.replace(MEETING, "  - tittel: Eventuelt", "  - tittel: Ny sak\n    varighet: 5\n  - tittel: Eventuelt")
    (sent.root / NOTE).unlink()

    assert {("added-since-sent", MEETING), ("changed-since-sent", MEETING), ("gone-since-sent", NOTE)} <= set(names(sent))
    assert numbers(sent) == ["1/25", "3/25", "2/25"]


def test_a_changed_committee_is_told(sent: Workspace) -> None:
    sent.replace(COMMITTEE, "Ola Nordmann", "Peder Ås")

    assert names(sent) == [("changed-since-sent", COMMITTEE)]


@pytest.mark.parametrize(
    "content",
    [
        "tull",
        "møte: rad/2025-2\nversjoner: []\n",
        "møte: rad/2025-1\nversjoner: [{versjon: 1, sendt: 2025-05-01, saker: []}]\n",
        "{",
        "- 1\n",
    ],
)
def test_a_broken_seal_is_an_error_and_the_meeting_still_counts_as_sent(content: str, sent: Workspace) -> None:
    sent.write({SENT: content})

    assert any(path == SENT for _, path in names(sent))
    assert not sent.resolved().draft
    assert sent.build(KEY).code == 1


def test_the_text_of_a_seal_reads_back_the_same(sent: Workspace) -> None:
    sources = pipeline.open_workspace(sent.root)
    file = sources.sent_file(KEY)

    assert file is not None
    assert sent_text(file) == (sent.root / SENT).read_text(encoding="utf-8")


APPROVING = (
    "  - {tittel: Godkjenning av referat, sakstype: Godkjenning, varighet: 5}\n"
    "  - {tittel: Status, sakstype: Orientering, varighet: 5, punkter: aksjoner}\n"
)
WRITTEN = "## 1/25\n\n### Aksjonspunkter\n\n- Kari (frist 1. juni 2025): ringer\n\n### Vedtak\n\nRådet drøftet planen.\n"
NEXT = "rad/2025-3"


def told(workspace: Workspace) -> list[object]:
    """The minutes attached to the next meeting, whether they say they are approved, and the action points it is told."""
    prepared = workspace.prepared(NEXT)
    attached = [item.id for case in prepared.meeting.cases for item in case.attachments]
    approved = [item.references.meeting.minutes_approved for item in prepared.minutes.values()]
    return [attached, approved, [(item.case, item.point.what, item.point.done) for item in prepared.meeting.actions]]


def test_minutes_and_action_points_stay_as_they_were_sent(tmp_path: Path) -> None:
    files = {**PLAIN, MINUTES: WRITTEN, f"packs/{NEXT}.yaml": meeting(APPROVING, 3, "2025-09-04")}
    workspace = Workspace(tmp_path, files)
    before = told(workspace)
    assert before == [["vedlegg/1-referat-2025-2"], [False], [("1/25", "ringer", False)]]
    seal(workspace, NEXT)
    entry = "sak: 3/25, tittel: Godkjenning av referat, møte: 3/2025, status: behandlet"
    workspace.write({MINUTES: WRITTEN.replace("- Kari", "- [x] Kari"), LEDGER: f"- {{{entry}}}\n"})
    workspace.write({"packs/rad/2025-4.yaml": meeting("  - tittel: A\n", 4, "2025-08-01")})
    assert told(workspace) == before
    assert workspace.resolved(KEY).minutes_approved
    assert [item.code.name for item in workspace.check(NEXT) if item.span.path == MINUTES] == ["changed-since-sent"]


def test_minutes_written_after_a_meeting_was_sent_are_not_attached(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, {**PLAIN, f"packs/{NEXT}.yaml": meeting(APPROVING, 3, "2025-09-04")})
    seal(workspace, NEXT)
    workspace.write({MINUTES: WRITTEN})
    assert told(workspace) == [[], [], []]
