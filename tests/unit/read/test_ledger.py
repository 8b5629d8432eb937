"""saksregister.yaml."""

import datetime as dt
from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.document import Items, Paragraph, Text
from mottepakke.model.meeting import HistoryLine, Ledger
from mottepakke.read.ledger import meeting_key, read_ledger
from mottepakke.read.note import Place
from tests.support.workspaces import places

BY_HAND = """\
- sak: 17/25
  tittel: Plan
  møte: 2/2025
  dato: 15.05.2025
  status: behandlet
"""
BY_PROGRAM = """\
- sak: 18/25
  nøkkel: rad/2025/plan
  tittel: Plan
  sakstype: Drøfting
  møte: rad/2025-2
  dato: 2025-05-15
  status: Utsatt til 3/2025
  vedtak: |
    1. Første.
    2. Andre.
  historikk: [{dato: 2025-05-16, hva: utsatt}]
"""


def read(source: str) -> tuple[Ledger, list[tuple[str, int]]]:
    report = Report()
    ledger = read_ledger(source, "rad", Place("saksregister.yaml", Path(), Path()), report)
    return ledger, [(name, line) for name, _, line in places(report)]


def test_an_entry_written_by_hand_is_enough() -> None:
    ledger, found = read(BY_HAND)
    (entry,) = ledger.entries
    assert found == []
    assert (entry.number, entry.key, entry.title, entry.type) == ("17/25", "", "Plan", "")
    assert (entry.meeting, entry.date, entry.status, entry.decision) == ("rad/2025-2", dt.date(2025, 5, 15), "behandlet", ())


def test_an_entry_of_the_program_is_read_whole() -> None:
    ledger, found = read(BY_PROGRAM)
    (entry,) = ledger.entries
    assert found == []
    assert (entry.number, entry.key, entry.type, entry.meeting) == ("18/25", "rad/2025/plan", "Drøfting", "rad/2025-2")
    assert entry.status == "utsatt til 3/2025"
    (items,) = entry.decision
    assert isinstance(items, Items)
    assert items.ordered
    assert [item[0] for item in items.items] == [
        Paragraph((Text("Første."),), span=entry.decision[0].span),  # type: ignore[union-attr]
        Paragraph((Text("Andre."),), span=items.items[1][0].span),  # type: ignore[union-attr]
    ]
    assert items.span is not None
    assert items.span.line == 9


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{hva: utsatt}", (HistoryLine(None, "utsatt"),)),
        ("Flyttet,  igjen", (HistoryLine(None, "Flyttet, igjen"),)),
        (
            "[{dato: 16.5.2025, hva: a, hvorfor: b}, c]",
            (HistoryLine(dt.date(2025, 5, 16), "a", "b"), HistoryLine(None, "c")),
        ),
        ("", ()),
        ("[]", ()),
    ],
)
def test_a_history_is_read_in_every_form(written: str, expected: tuple[HistoryLine, ...]) -> None:
    ledger, found = read(BY_HAND + f"  historikk: {written}\n")
    assert (found, ledger.entries[0].history) == ([], expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{hva: a, når: b}", "unknown-key"),
        ("[{dato: 2025-01-01}]", "missing-key"),
        ("[{dato: i går, hva: a}]", "invalid-date"),
    ],
)
def test_a_line_of_history_that_is_not_understood_is_an_error(written: str, expected: str) -> None:
    assert read(BY_HAND + f"  historikk: {written}\n")[1] == [(expected, 6)]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("2/2025", "rad/2025-2"),
        ("2/25", "rad/2025-2"),
        ("02 / 2025", "rad/2025-2"),
        ("2025-2", "rad/2025-2"),
        ("rad/2025-2", "rad/2025-2"),
        ("nuit/2025-1", "nuit/2025-1"),
    ],
)
def test_a_meeting_is_named_in_every_form(written: str, key: str) -> None:
    assert meeting_key(written, "rad") == key


@pytest.mark.parametrize(
    ("source", "expected", "entries"),
    [
        ("", [], 0),
        ("[]", [], 0),
        ("sak: 17/25\n", [("wrong-type", 1)], 0),
        ("- 17/25\n" + BY_HAND, [("wrong-type", 1)], 1),
        ("- {sak: 17/25, tittel: A}\n" + BY_HAND, [("missing-key", 1)], 1),
        ('- {sak: "", tittel: A, møte: 1/2025}\n' + BY_HAND, [("empty-value", 1)], 1),
        (BY_HAND.replace("behandlet", "ferdig"), [("invalid-choice", 5)], 1),
        (BY_HAND.replace("15.05", "31.04"), [("invalid-date", 4)], 1),
        (BY_HAND + "  vedtak: [a]\n", [("wrong-type", 6)], 1),
        (BY_HAND + "- sak: [\n", [("invalid-yaml", 7)], 0),
    ],
)
def test_an_entry_that_cannot_be_read_does_not_stop_the_others(
    source: str, expected: list[tuple[str, int]], entries: int
) -> None:
    ledger, found = read(source)
    assert (found, len(ledger.entries)) == (expected, entries)
