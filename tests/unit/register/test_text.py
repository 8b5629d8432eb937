"""Changes to the text of a ledger: what is written, what stays, and what is refused."""

import datetime as dt

import pytest

from mottepakke.model.meeting import HistoryLine
from mottepakke.read import text as read_text
from mottepakke.register import text as register_text
from mottepakke.register.change import Change
from mottepakke.register.edits import Page
from tests.unit.register.ledgers import POSTPONED, enter, new, refused

FULL = Change(
    number="17/25",
    key="rad/2025/plan",
    title="Plan: mål og midler",
    type="Drøfting",
    meeting="rad/2025-2",
    date=dt.date(2025, 5, 15),
    status="tildelt",
    history=HistoryLine(dt.date(2025, 5, 5), "tildelt"),
)
BY_PROGRAM = """\
- sak: 17/25
  nøkkel: rad/2025/plan
  tittel: "Plan: mål og midler"
  sakstype: Drøfting
  møte: rad/2025-2
  dato: 2025-05-15
  status: tildelt
  historikk:
    - {dato: 2025-05-05, hva: tildelt}
"""
BY_HAND = """\
# Saksregister

-   sak:   17/25     # fast sak
    tittel:  'Plan'
    mote: 2/2025
    dato: 15.05.2025
    status: behandlet  # se referatet

# I FLYT
- {sak: 18/25,   tittel: "B", møte: 2/2025, status: tildelt}   # kort

-
    sak: 020/25
    tittel: en lang
      tittel
    møte: 3/2025
    status: tildelt
    # set in
# slutt
"""


def changes(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came, where nothing else moved."""
    old, fresh = before.splitlines(keepends=True), after.splitlines(keepends=True)
    while old and fresh and old[0] == fresh[0]:
        del old[0], fresh[0]
    while old and fresh and old[-1] == fresh[-1]:
        del old[-1], fresh[-1]
    return old, fresh


def test_a_ledger_begins_with_its_first_number() -> None:
    assert enter("", FULL) == BY_PROGRAM


def test_a_change_that_says_nothing_new_changes_nothing() -> None:
    known = Change(number="17/2025", title="Plan", meeting="rad/2025-2", date=dt.date(2025, 5, 15), status="behandlet")
    assert enter(BY_HAND, known) == BY_HAND
    assert enter(BY_HAND) == BY_HAND


def test_a_diff_says_what_happened() -> None:
    change = Change(number="17/25", status="behandlet", decision="1. Første.\n2. Andre.\n", history=POSTPONED)
    assert changes(BY_PROGRAM, enter(BY_PROGRAM, change)) == (
        ["  status: tildelt\n", "  historikk:\n", "    - {dato: 2025-05-05, hva: tildelt}\n"],
        [
            "  status: behandlet\n",
            "  vedtak: |\n",
            "    1. Første.\n",
            "    2. Andre.\n",
            "  historikk:\n",
            "    - {dato: 2025-05-05, hva: tildelt}\n",
            "    - {dato: 2025-05-16, hva: utsatt til 3/2025, hvorfor: for få til stede}\n",
        ],
    )


def test_remarks_and_spacing_stay_where_a_value_changes() -> None:
    old, fresh = changes(BY_HAND, enter(BY_HAND, Change(number="17/25", status="utsatt", key="rad/2025/plan")))
    assert fresh == [
        "    nøkkel: rad/2025/plan\n",
        "    tittel:  'Plan'\n",
        "    mote: 2/2025\n",
        "    dato: 15.05.2025\n",
        "    status: utsatt  # se referatet\n",
    ]
    assert len(old) == 4


def test_an_entry_in_flow_style_stays_on_its_line() -> None:
    after = enter(BY_HAND, Change(number="18/25", status="behandlet", decision="A, b\n\nC", history=POSTPONED))
    assert changes(BY_HAND, after)[1] == [
        '- {sak: 18/25,   tittel: "B", møte: 2/2025, status: behandlet, vedtak: "A, b\\n\\nC", '
        "historikk: [{dato: 2025-05-16, hva: utsatt til 3/2025, hvorfor: for få til stede}]}   # kort\n"
    ]


def test_new_numbers_go_where_they_belong_as_people_space_them() -> None:
    after = enter(BY_HAND, new("RS 1/25"), new("21/25"), new("19/25"))
    assert after.replace("\n- sak: 19/25\n  tittel: Ny\n  møte: rad/2025-3\n", "", 1) == BY_HAND.replace(
        "    # set in\n",
        "    # set in\n\n- sak: 21/25\n  tittel: Ny\n  møte: rad/2025-3\n"
        "\n- sak: RS 1/25\n  tittel: Ny\n  møte: rad/2025-3\n",
    )


def numbers(text: str) -> list[str]:
    return [line.split("sak: ")[1] for line in text.splitlines() if line.startswith("- sak: ")]


@pytest.mark.parametrize(
    ("old", "added", "expected"),
    [
        (["2/25", "4/25"], ["3/25", "1/25", "5/25"], ["1/25", "2/25", "3/25", "4/25", "5/25"]),
        (["1/24", "1/25", "RS 1/25"], ["RS 1/24", "2/24"], ["1/24", "2/24", "1/25", "RS 1/24", "RS 1/25"]),
        (["4/25", "2/25"], ["3/25", "5/25"], ["4/25", "2/25", "3/25", "5/25"]),
        (["1/25", "RS 1/25", "2/25"], ["3/25", "RS 2/25"], ["1/25", "RS 1/25", "2/25", "3/25", "RS 2/25"]),
        (["A-1", "1/25", "B-2"], ["2/25"], ["A-1", "1/25", "2/25", "B-2"]),
        (["A-1"], ["2/25", "1/25"], ["A-1", "1/25", "2/25"]),
        (["1/25"], ["C-3"], ["1/25", "C-3"]),
    ],
)
def test_a_sorted_ledger_stays_sorted_and_no_other_is_sorted(old: list[str], added: list[str], expected: list[str]) -> None:
    text = "".join(f"- sak: {number}\n  tittel: T\n  møte: 1/2025\n" for number in old)
    assert numbers(enter(text, *map(new, added))) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Tomt ennå\n", "# Tomt ennå\n- sak: 1/25\n  tittel: Ny\n  møte: rad/2025-3\n"),
        ("# Tomt ennå", "# Tomt ennå\n- sak: 1/25\n  tittel: Ny\n  møte: rad/2025-3\n"),
        ("---\n[]  # tomt\n", "---\n  # tomt\n- sak: 1/25\n  tittel: Ny\n  møte: rad/2025-3\n"),
        ("\ufeff# BOM\r\n", "\ufeff# BOM\r\n- sak: 1/25\r\n  tittel: Ny\r\n  møte: rad/2025-3\r\n"),
        ("# Mac\r", "# Mac\r- sak: 1/25\r  tittel: Ny\r  møte: rad/2025-3\r"),
        (
            "[{sak: 2/25, tittel: A, møte: 1/2025}]\n",
            "[{sak: 1/25, tittel: Ny, møte: rad/2025-3},\n {sak: 2/25, tittel: A, møte: 1/2025}]\n",
        ),
        (
            "  - {sak: 0/25, tittel: A, møte: 1/2025}",
            "  - {sak: 0/25, tittel: A, møte: 1/2025}\n  - sak: 1/25\n    tittel: Ny\n    møte: rad/2025-3\n",
        ),
    ],
    ids=["remark", "no line end", "empty list", "BOM and CRLF", "CR", "flow list", "indented list"],
)
def test_a_first_number_enters_every_kind_of_file(before: str, after: str) -> None:
    assert enter(before, new("1/25")) == after


HEAD = "- sak: 1/25\n  tittel: T\n  møte: 1/2025\n"
LINE = "{dato: 2025-05-16, hva: utsatt til 3/2025, hvorfor: for få til stede}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  historikk:  # nå\n", f"  historikk:  # nå\n    - {LINE}\n"),
        ("  historikk: flyttet, igjen  # før\n", f'  historikk: ["flyttet, igjen", {LINE}]  # før\n'),
        ("  historikk: []\n", f"  historikk: [{LINE}]\n"),
        ("  historikk: [flyttet, ]\n", f"  historikk: [flyttet, {LINE}, ]\n"),
        ("  historikk: {hva: a}\n", f"  historikk: [{{hva: a}}, {LINE}]\n"),
        ("  historikk:\n  - hva: a\n    # b\n", f"  historikk:\n  - hva: a\n    # b\n  - {LINE}\n"),
        ("  historikk:\n     hva: a\n\n     # b\n     dato: 2025-01-01\n",
         f"  historikk:\n     - hva: a\n\n       # b\n       dato: 2025-01-01\n     - {LINE}\n"),
    ],
)  # fmt: skip
def test_a_history_grows_in_whatever_form_it_has(before: str, after: str) -> None:
    assert enter(HEAD + before, Change(number="1/25", history=POSTPONED)) == HEAD + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  vedtak:  # kommer\n", "  vedtak: |  # kommer\n    Nytt.\n"),
        ("  vedtak: Gammelt.  # a\n", "  vedtak: |  # a\n    Nytt.\n"),
        ("  vedtak:\n     Gammelt\n     over to.\n", "  vedtak: |\n    Nytt.\n"),
        ("  vedtak: >-  # b\n    Gammelt.\n\n\n# c\n", "  vedtak: |  # b\n    Nytt.\n\n\n# c\n"),
        ('  "vedtak"   : "Gammelt\n\n    to"\n', '  "vedtak"   : |\n    Nytt.\n'),
        ("  ? vedtak\n  : Gammelt.\n", "  ? vedtak\n  : |\n      Nytt.\n"),
    ],
)
def test_a_decision_takes_the_place_of_whatever_stood_there(before: str, after: str) -> None:
    assert enter(HEAD + before, Change(number="1/25", decision="Nytt.")) == HEAD + after


def test_a_decision_can_be_taken_away() -> None:
    assert enter(HEAD + "  vedtak: |\n    A\n", Change(number="1/25", decision="")) == HEAD + '  vedtak: ""\n'


def test_a_text_that_keeps_its_empty_lines_keeps_them() -> None:
    before = HEAD + "  vedtak: |+\n    A\n\n"
    assert enter(before, Change(number="1/25", history=POSTPONED), new("2/25")) == (
        before + f"  historikk:\n    - {LINE}\n- sak: 2/25\n  tittel: Ny\n  møte: rad/2025-3\n"
    )


NONSENSE = [
    (HEAD + "- sak: [\n", [("invalid-yaml", 5)]),
    (HEAD.replace("møte", "møtte"), [("unknown-key", 3)]),
    (HEAD + "  status: ferdig\n", [("invalid-choice", 4)]),
    (HEAD + "  tittel: U\n", [("duplicate-key", 4)]),
    (HEAD + HEAD.replace("1/25", "01/2025"), [("duplicate-ledger-number", 4)]),
    ("sak: 1/25\n", [("wrong-type", 1)]),
    ("<<<<<<< HEAD\n" + HEAD, [("invalid-yaml", 2)]),
    (HEAD + "  historikk: {hva: a, hvem: b}\n", [("unknown-key", 4)]),
    (HEAD.replace("T\n", "T\x07\n"), [("control-character", 2)]),
]


@pytest.mark.parametrize(("text", "expected"), NONSENSE)
def test_a_ledger_with_errors_is_refused_with_its_lines(text: str, expected: list[tuple[str, int]]) -> None:
    assert refused(text, new("9/25")) == expected


ANCHORED = [
    "- &a {sak: 1/25, tittel: &t T, møte: 1/2025}\n- {sak: 2/25, tittel: *t, møte: 1/2025}\n",
    "- {sak: 3/25, tittel: T, møte: 1/2025, vedtak: &v A}\n- {sak: 1/25, tittel: U, møte: 1/2025, vedtak: *v}\n",
]


def test_an_anchor_that_others_use_is_not_written_over() -> None:
    assert refused(ANCHORED[0], Change(number="1/25", title="Ny")) == [("register-not-understood", 1)]


def test_an_alias_is_replaced_by_a_value_of_its_own() -> None:
    after = enter(ANCHORED[1], Change(number="1/25", decision="B"))
    assert after == ANCHORED[1].replace("*v", "B")


def test_a_number_is_never_given_to_another_case() -> None:
    text = HEAD + "  nøkkel: rad/2025/plan\n"
    assert refused(text, Change(number="1/25", key="rad/2025/annen")) == [("number-of-another-case", 1)]


@pytest.mark.parametrize(
    "change",
    [
        Change(number="2/25", title="Uten møte"),
        Change(number="2/25", meeting="rad/2025-1"),
        Change(number="1/25", status="ferdig"),
        Change(number="1/25", title=""),
        Change(number="1/25", decision="Se.[^mangler]"),
        Change(number="1/25", history=HistoryLine(None, "")),
    ],
)
def test_what_would_not_read_back_is_not_written(change: Change) -> None:
    assert [name for name, _ in refused(HEAD, change)] == ["register-not-understood"]


def test_a_ledger_that_would_grow_beyond_what_is_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_text, "MAX_BYTES", len(HEAD.encode()))
    assert refused(HEAD, new("2/25")) == [("file-too-large", 1)]
    assert read_text.MAX_BYTES > 0
    many = "".join(f"- {{sak: {number}/25, tittel: T, møte: 1/2025}}\n" for number in range(1, 8_572))
    monkeypatch.undo()
    assert [name for name, _ in refused(many, new("9000/25"))] == ["yaml-too-complex"]


def test_two_changes_for_one_number_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="two changes"):
        enter("", new("1/25"), new("01/2025"))


def test_a_damaged_edit_is_never_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong in an edit, the old text stands: here one loses an entry, one swaps two, one changes a word."""
    two = HEAD + HEAD.replace("1/25", "2/25")
    edited = Page.edited
    damages = (
        lambda text: text.replace(HEAD, "", 1),
        lambda text: text.replace("sak: 1/25", "sak: 0/25").replace("sak: 2/25", "sak: 1/25").replace("0/25", "2/25"),
        lambda text: text.replace("tittel: T", "tittel: U", 1),
        lambda text: text.replace("tittel: Ny", "tittel: Gammel"),
        lambda text: text + "  sakstype: X\n",
        lambda text: text + HEAD.replace("1/25", "8/25"),
    )
    for damage in damages:
        monkeypatch.setattr(Page, "edited", lambda page, edits, damage=damage: damage(edited(page, edits)))
        assert [name for name, _ in refused(two, new("9/25"))] == ["register-not-understood"]
