"""rapport.json: what other programs read, with every key that docs/nattrapport.md names."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.compare.meetings import compare
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.changes import Change, Changes, Kind
from mottepakke.model.snapshot import TextPart
from mottepakke.model.source import Span
from mottepakke.nightly.night import Debt, Document, Drafted, Night
from mottepakke.nightly.report import report, still_coming
from tests.unit.compare.snapshots import agenda, case

PAGE = Path(__file__).parents[3] / "docs" / "nattrapport.md"
FINDING = Diagnostic.at(codes.MISSING_OWNER, Span("sources/x.md", 2), title="Plan")


def night() -> Night:
    old = agenda(case("plan", minutes=30, parts=(TextPart("", "proposal", ("Rådet drøftet planen.",)),)))
    decided = TextPart("", "proposal", ("Rådet vedtok planen.",))
    new = replace(old, cases=(replace(old.cases[0], parts=(decided,)),))
    drafted = Drafted(
        meeting="rad/2025-2",
        state="draft",
        committee="rad",
        short_name="Rådet",
        language="nn",
        title="Møte i Rådet",
        date=dt.date(2025, 5, 15),
        diagnostics=(FINDING,),
        snapshot=new,
        documents=(Document("rad/2025-2/innkalling.pdf", "innkalling", "pdf", "Innkalling", "", 10),),
        pictures=(("bilder/rad/2025-2/1.png", "Innkalling"),),
        debts=(Debt("officer", "Kari", "rad/2025/plan", FINDING),),
        since_last=compare(old, new, "2025-05-01"),
    )
    return Night(dt.date(2025, 5, 2), None, (drafted,))


def document() -> dict[str, Any]:
    return dict(json.loads(report(night())))


def test_a_change_is_told_in_values_and_in_the_målform_of_the_committee() -> None:
    found = document()
    assert (found["schema"], found["date"], found["previous"]) == (1, "2025-05-02", None)
    (meeting,) = found["meetings"]
    (change,) = meeting["since_last"]["items"]
    assert (change["kind"], change["number"], change["text"]) == ("decision", "1/25", "Endra framlegg til vedtak.")
    assert [piece["text"] for piece in change["pieces"] if piece["kind"] != "same"] == ["drøftet", "vedtok"]
    assert meeting["since_sent"] is None


def test_findings_are_as_in_the_json_of_other_commands() -> None:
    (meeting,) = document()["meetings"]
    (finding,) = meeting["diagnostics"]
    assert list(finding) == ["code", "name", "severity", "message", "path", "line", "hint"]
    assert meeting["debts"][0]["diagnostic"] == finding


def test_the_same_night_is_the_same_bytes() -> None:
    assert report(night()) == report(night())
    assert report(night()).endswith(b"}\n")


@pytest.mark.parametrize(
    ("today", "found"), [(dt.date(2025, 5, 15), ("rad/2025-2", "rad/2025-3")), (dt.date(2025, 5, 16), ("rad/2025-3",))]
)
def test_a_report_says_what_was_coming(today: dt.date, found: tuple[str, ...], tmp_path: Path) -> None:
    (dated,) = night().meetings
    undated = replace(dated, meeting="rad/2025-3", date=None)
    (tmp_path / "rapport.json").write_bytes(report(replace(night(), meetings=(dated, undated))))
    assert still_coming(tmp_path / "rapport.json", today) == found


@pytest.mark.parametrize(
    "said", ["", "[]", "{}", '{"meetings": 1}', '{"meetings": [1]}', '{"meetings": [{"date": 1, "meeting": 1}]}']
)
def test_a_report_that_is_damaged_says_nothing(said: str, tmp_path: Path) -> None:
    assert still_coming(tmp_path / "rapport.json", dt.date(2025, 5, 1)) == ()
    (tmp_path / "rapport.json").write_text(said)
    assert still_coming(tmp_path / "rapport.json", dt.date(2025, 5, 1)) == ()


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys(inner)}
    return {key for inner in value for key in keys(inner)} if isinstance(value, list) else set()


def test_every_key_and_kind_is_documented() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE.read_text(encoding="utf-8")))
    assert keys(document()) - named == set()
    assert set(get_args(Kind)) - named == set()


def test_what_may_be_exempt_is_marked_at_the_top_and_for_its_meeting() -> None:
    (public,) = night().meetings
    assert public.snapshot
    (first,) = public.snapshot.cases
    secret = replace(public, snapshot=replace(public.snapshot, cases=(replace(first, exempt=True),)))
    was = Changes("2025-05-01", (Change("case_exempt", "rad/2025/plan", exempt=True),))
    once_secret = (replace(public, since_last=was), replace(public, since_sent=was))
    for meeting in (secret, *once_secret, replace(public, snapshot=None)):
        found = json.loads(report(replace(night(), meetings=(public, meeting))))
        assert (found["exempt"], [item["exempt"] for item in found["meetings"]]) == (True, [False, True])
    assert list(document())[:2] == ["schema", "exempt"]
    assert document()["exempt"] is False
