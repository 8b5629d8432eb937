"""Any ledger that people may have written, any changes: what was asked is there, and everything else is as it was."""

import datetime as dt
import itertools
import unicodedata
from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mottepakke.model.meeting import HistoryLine
from mottepakke.register.change import Change, markdown, one_line
from tests.unit.register.ledgers import enter

SIGNS = "aåæ9 :#-[]{},\"'|>&*!%@`?=/\\.\t~e\u0301\u00a0\u00ad\u200b\u2028😀"
TITLES = st.text(SIGNS, min_size=1, max_size=12).filter(lambda text: bool(one_line(text)))
DECISIONS = st.text(SIGNS.translate(dict.fromkeys(map(ord, "[]{}>!*`"))) + "\n\n  .1", max_size=30).filter(
    lambda text: bool(markdown(text))
)
NUMBERS = [f"{series}{number}/{year}" for series in ("", "RS ") for year in (24, 25) for number in (1, 2, 3)]
VALUES = st.sampled_from(
    ["Plan", "'Plan: to'", '"Plan # \\"to\\""', "Plan å", "Plan\n{pad}  over to", ">-\n{pad}  Plan\n\n{pad}  to"]
)
MEETINGS = st.sampled_from(["møte", "mote", "Møte", '"møte" '])
HISTORIES = (
    "",
    "{pad}historikk:{remark}\n",
    "{pad}historikk: flyttet, igjen{remark}\n",
    "{pad}historikk: [a, {{hva: b}}]{remark}\n",
    "{pad}historikk:{remark}\n{pad}- a\n{pad}-   hva: b\n{pad}    dato: 1.5.2025\n",
    "{pad}historikk:{remark}\n{pad}    - {{hva: b}}\n{pad}      {comment}\n",
    "{pad}historikk:\n{pad}   hva: b\n{pad}   {comment}\n",
    "{pad}historikk: {{hva: b}}{remark}\n",
)
DECIDED = (
    "",
    "{pad}vedtak:{remark}\n",
    "{pad}vedtak: Tatt til orientering.{remark}\n",
    "{pad}vedtak: |{remark}\n{pad}   1. Første.\n\n{pad}   2. Andre.\n\n",
    "{pad}vedtak: |+\n{pad} A\n\n\n",
    "{pad}vedtak: >2-{remark}\n{pad}    A\n{pad}  B\n",
    '{pad}vedtak: "A\n\n{pad}  B"{remark}\n',
)


@st.composite
def block_entry(draw: st.DrawFn, number: str, dash: int, serial: int) -> str:
    gap = draw(st.integers(1, 4))
    pad = " " * (dash + 1 + gap)
    words = {"pad": pad, "remark": draw(st.sampled_from(["", f"  # r{serial}."])), "comment": f"# c{serial}."}
    lines = [
        f"{pad}tittel: {draw(VALUES).format(pad=pad)}\n",
        f"{pad}{draw(MEETINGS)}: 2/2025   \n",
        draw(st.sampled_from(["", f"{pad}status: tildelt # s{serial}.\n"])),
        draw(st.sampled_from(DECIDED)).format(**words),
        draw(st.sampled_from(HISTORIES)).format(**{**words, "remark": ""}),
    ]
    ordered = draw(st.permutations(lines))
    first = draw(st.sampled_from([" " * gap, f"  # d{serial}.\n{pad}"]))
    return " " * dash + "-" + first + f"sak: {number}\n" + "".join(ordered)


@st.composite
def entry(draw: st.DrawFn, number: str, dash: int, serial: int) -> str:
    if draw(st.booleans()):
        return draw(block_entry(number, dash, serial))
    rest = draw(
        st.sampled_from(
            ["", ", status: ", ", vedtak: 'A', historikk: []", f",  # f{serial}.\n{' ' * dash}    status: tildelt"]
        )
    )
    return f'{" " * dash}- {{sak: {number}, tittel: "T", møte: 2/2025{rest}}}\n'


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A ledger, and its entries' own text by number."""
    numbers = draw(st.lists(st.sampled_from(NUMBERS), unique=True, max_size=5))
    if draw(st.booleans()):
        numbers.sort(key=NUMBERS.index)
    dash = draw(st.integers(0, 3))
    form = draw(st.sampled_from(["NFC", "NFD"]))
    line_end = draw(st.sampled_from(["\n", "\r\n"]))

    def written(text: str) -> str:
        return unicodedata.normalize(form, text).replace("\n", line_end)  # type: ignore[arg-type]

    between = st.sampled_from(["", "\n", "# m{}.\n", "\n# m{}.\n\n"])
    entries = {number: written(draw(entry(number, dash, serial))) for serial, number in enumerate(numbers)}
    parts = [written(draw(between).format(serial)) + text for serial, text in enumerate(entries.values())]
    last = draw(st.sampled_from(["", "# slutt.\n"]))
    text = draw(st.sampled_from(["", "\ufeff"])) + "".join(parts) + written(last)
    if draw(st.booleans()) and not text.endswith(("\n\n", "\n\r\n")):
        text = text.removesuffix(line_end)
        entries = {number: one if one in text else one.removesuffix(line_end) for number, one in entries.items()}
    return text, entries


LINES = st.builds(HistoryLine, st.none() | st.just(dt.date(2025, 5, 16)), TITLES, st.just("") | TITLES)


@st.composite
def change(draw: st.DrawFn, number: str) -> Change:
    return Change(
        number=number,
        title=draw(TITLES),
        meeting="rad/2025-3",
        type=draw(st.none() | TITLES),
        status=draw(st.none() | st.sampled_from(["behandlet", "utsatt til 3/2025"])),
        date=draw(st.none() | st.just(dt.date(2025, 5, 15))),
        decision=draw(st.none() | DECISIONS),
        history=draw(st.none() | LINES),
    )


CHANGES = st.lists(st.sampled_from(NUMBERS), unique=True, max_size=3).flatmap(lambda some: st.tuples(*map(change, some)))


def by_number(text: str) -> dict[str, dict[str, Any]]:
    """What a reader of YAML that is not ours makes of a ledger."""
    loaded = yaml.load(unicodedata.normalize("NFC", text).removeprefix("\ufeff"), yaml.BaseLoader) or []
    return {one["sak"]: {key.lower().replace("mote", "møte"): value for key, value in one.items()} for one in loaded}


def asked(change: Change) -> dict[str, str | None]:
    return {
        "tittel": one_line(change.title or ""),
        "møte": change.meeting,
        "sakstype": None if change.type is None else one_line(change.type),
        "status": change.status,
        "dato": change.date.isoformat() if change.date else None,
        "vedtak": None if change.decision is None else markdown(change.decision),
    }


def last_line(history: Any) -> Mapping[str, str]:
    found: Mapping[str, str] = history[-1]
    return found


@settings(max_examples=300, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(ledgers(), CHANGES)
def test_changes_are_entered_and_nothing_else_moves(ledger: tuple[str, dict[str, str]], changes: tuple[Change, ...]) -> None:
    text, entries = ledger
    after = enter(text, *changes)
    touched = {change.number for change in changes}
    place = 0
    for number, own in entries.items():
        if number not in touched:
            place = after.index(own.rstrip(), place) + len(own.rstrip())
    for letter, serial in itertools.product("rcsdmf", range(5)):
        assert after.count(f"# {letter}{serial}.") == text.count(f"# {letter}{serial}.")
    old, read = by_number(text), by_number(after)
    assert {number: read[number] for number in old.keys() - touched} == {
        number: old[number] for number in old.keys() - touched
    }
    assert read.keys() == old.keys() | touched
    for change in changes:
        says = read[change.number]
        for key, value in asked(change).items():
            if value is not None:
                assert markdown(says[key]) == value if key == "vedtak" else one_line(says[key]) == value
        if change.history:
            written = last_line(says["historikk"])
            assert [written.get(key, "") for key in ("dato", "hva", "hvorfor")] == [
                change.history.when.isoformat() if change.history.when else "",
                one_line(change.history.what),
                one_line(change.history.why),
            ]
    line_ends = "\r\n" in text or not text.strip()
    assert after.count("\r") == (after.count("\n") if line_ends and "\r\n" in text else 0)
    assert enter(after, *(Change(number=one.number, title=one.title, decision=one.decision) for one in changes)) == after
