"""Keys, and text to dates, times, people and other values."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.meeting import Person, TimeRange
from mottepakke.model.source import Span
from mottepakke.read.fields import (
    Field,
    Schema,
    brief,
    choice,
    clock,
    date,
    flag,
    integer,
    list_of,
    minutes,
    normal_key,
    people,
    person,
    read_mapping,
    text,
    time_range,
)
from mottepakke.read.nodes import Mapping
from mottepakke.read.yaml import parse_yaml
from tests.support.workspaces import names, places


def convert(converter: Callable[..., Any], written: str) -> tuple[Any, list[str]]:
    """The value of ``written`` as the YAML value of a key, and the findings' names."""
    report = Report()
    node = parse_yaml(f"nøkkel: {written}", "f.yaml", report)
    assert isinstance(node, Mapping)
    return converter(node.entries[0][1], report), names(report)


# -- keys -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["forslag_til_vedtak", "Forslag til vedtak", "FORSLAG-TIL-VEDTAK", " forslag til_vedtak ", "forslag-Til vedtak"],
)
def test_spaces_hyphens_and_case_do_not_matter_in_keys(written: str) -> None:
    assert normal_key(written) == "forslag_til_vedtak"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("møte", "mote"),
        ("løpenummer", "lopenummer"),
        ("målform", "MALFORM"),
        ("nøkkel", "Nokkel"),
        ("æra", "aera"),
    ],
)
def test_norwegian_letters_in_keys_may_be_written_ae_o_a(one: str, other: str) -> None:
    assert normal_key(one) == normal_key(other)
    assert normal_key(one.replace("å", "a\u030a").replace("ø", "ø")) == normal_key(other)


SCHEMA = Schema("prøve", (Field("tittel", text, required=True), Field("målform", text), Field("forslag_til_vedtak", text)))


def mapping(source: str) -> tuple[dict[str, Any], list[tuple[str, int]]]:
    report = Report()
    values = read_mapping(parse_yaml(source, "f.yaml", report), SCHEMA, report, Span("f.yaml"))
    return values.values, [(name, line) for name, _, line in places(report)]


def test_values_are_found_under_the_printed_key() -> None:
    values, found = mapping("TITTEL: a\nmalform: nn\nForslag til vedtak: b\n")
    assert (values, found) == ({"tittel": "a", "målform": "nn", "forslag_til_vedtak": "b"}, [])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("tittel: a\nfinnes ikke: b\n", [("unknown-key", 2)]),
        ("tittel: a\n<<: b\n", [("unknown-key", 2)]),
        ("tittel: a\nmålform: b\nmalform: c\n", [("duplicate-key", 3)]),
        ("tittel: a\ntittel: b\n", [("duplicate-key", 2)]),
        ("målform: b\n", [("missing-key", 1)]),
        ("", [("missing-key", 1)]),
        ("målform: b\ntittel:\n", [("empty-value", 2)]),
        ('målform: b\ntittel: ""\n', [("empty-value", 2)]),
        ('målform: b\ntittel: "  "\n', [("empty-value", 2)]),
        ("målform:\ntittel: a\n", []),
        ("- a\n", [("wrong-type", 1)]),
        ("bare tekst\n", [("wrong-type", 1)]),
        ("tittel: [a]\n", [("wrong-type", 1)]),
        ("tittel: {a: b}\n", [("wrong-type", 1)]),
        ("tittel: [a\n", [("invalid-yaml", 2)]),
    ],
)
def test_what_is_wrong_with_a_mapping_is_found_once_at_its_line(source: str, expected: list[tuple[str, int]]) -> None:
    assert mapping(source)[1] == expected


def test_of_a_duplicate_key_the_first_value_counts() -> None:
    assert mapping("tittel: a\ntittel: b\n")[0] == {"tittel": "a"}


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("titel", "tittel"),
        ("Tittle", "tittel"),
        ("mål form", "målform"),
        ("målføre", "målform"),
        ("forslag", "forslag_til_vedtak"),
        ("framlegg til vedtak", "forslag_til_vedtak"),
        ("xyz", ""),
        ("x" * 100_000, ""),
    ],
)
def test_the_nearest_known_key_is_suggested(written: str, nearest: str) -> None:
    assert SCHEMA.nearest(written) == nearest


def test_a_finding_repeats_only_the_beginning_of_a_long_value() -> None:
    assert brief("kort\n tekst") == "kort tekst"
    assert len(brief("ord " * 1000)) <= 80
    report = Report()
    read_mapping(parse_yaml(f"{'x' * 900}: a", "f.yaml", report), SCHEMA, report, Span("f.yaml"))
    assert all(len(value) <= 80 for item in report for _, value in item.args)


# -- dates and times --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "2025-05-15",
        "15.05.2025",
        "15.5.2025",
        "15. 5. 2025",
        "15. mai 2025",
        "15.mai 2025",
        "15. Mai 2025",
        "torsdag 15. mai 2025",
    ],
)
def test_a_date_is_read_in_every_form(written: str) -> None:
    assert convert(date, written) == (dt.date(2025, 5, 15), [])


def test_the_29th_of_february_exists_in_leap_years_only() -> None:
    assert convert(date, "29.02.2024") == (dt.date(2024, 2, 29), [])
    assert convert(date, "29.02.2025") == (None, ["invalid-date"])


@pytest.mark.parametrize(
    "written",
    [
        "2025-13-01",
        "31.04.2025",
        "00.05.2025",
        "32. mai 2025",
        "15. may 2025",
        "2025-5-15",
        "15/5 2025",
        "i morgen",
        "0000-01-01",
        "fredag 15. mai 2025",
        "måndag 15. mai 2025",
    ],
)
def test_a_date_that_does_not_exist_is_reported(written: str) -> None:
    assert convert(date, written) == (None, ["invalid-date"])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        *((form, dt.time(9, 15)) for form in ("09:15", "9:15", "09.15", "9.15", "kl. 9.15", "kl 09:15", "Kl. 09.15")),
        ("12:40", dt.time(12, 40)),
        ("9", dt.time(9)),
        ("00:00", dt.time(0)),
        ("23:59", dt.time(23, 59)),
    ],
)
def test_a_time_is_read_in_every_form(written: str, expected: dt.time) -> None:
    assert convert(clock, written) == (expected, [])


@pytest.mark.parametrize("written", ["24:00", "12:60", "0915", "9:5", "ni", "09:15:00", "-1", "12:4O"])
def test_a_time_that_does_not_exist_is_reported(written: str) -> None:
    assert convert(clock, written) == (None, ["invalid-time"])


@pytest.mark.parametrize(
    "written", ["09:00-16:00", "9.00-16.00", "09:00–16:00", "09:00 – 16:00", "9-16", "kl. 09.00–16.00", "09:00—16:00"]
)
def test_a_range_is_read_with_hyphen_or_dash(written: str) -> None:
    assert convert(time_range, written) == (TimeRange(dt.time(9), dt.time(16)), [])


def test_a_range_may_be_open() -> None:
    assert convert(time_range, "09:00") == (TimeRange(dt.time(9)), [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("16:00-09:00", (TimeRange(dt.time(16)), ["end-before-start"])),
        ("09:00-09:00", (TimeRange(dt.time(9)), ["end-before-start"])),
        ("22:00-00:30", (TimeRange(dt.time(22)), ["end-before-start"])),
        ("09:00-25:00", (None, ["invalid-time"])),
        ("09:00-10:00-11:00", (None, ["invalid-time"])),
        ("fra ni", (None, ["invalid-time"])),
    ],
)
def test_a_range_that_cannot_be_is_reported(written: str, expected: tuple[Any, list[str]]) -> None:
    assert convert(time_range, written) == expected


# -- people and the rest ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Kari Nordmann", Person("Kari Nordmann")),
        ("Kari Nordmann, Helse Nord RHF", Person("Kari Nordmann", "Helse Nord RHF")),
        ("Kari Nordmann, Helse, Nord", Person("Kari Nordmann", "Helse, Nord")),
        ("{navn: Kari Nordmann}", Person("Kari Nordmann")),
        ("{navn: Kari, virksomhet: Helse Nord}", Person("Kari", "Helse Nord")),
        ("{Navn: Kari, virksomhet: Helse Nord, funksjon: Nestleder}", Person("Kari", "Helse Nord", "nestleder")),
        ("{navn: Kari, funksjon: sekretaer}", Person("Kari", "", "sekretær")),
    ],
)
def test_a_person_is_read_in_every_form(written: str, expected: Person) -> None:
    assert convert(person, written) == (expected, [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Kari", (Person("Kari"),)),
        ("[Kari, Ola]", (Person("Kari"), Person("Ola"))),
        ('["Kari, Helse Nord", Ola]', (Person("Kari", "Helse Nord"), Person("Ola"))),
        ("[{navn: Kari}, Ola]", (Person("Kari"), Person("Ola"))),
        ("[]", ()),
        ('["", Ola]', (Person("Ola"),)),
    ],
)
def test_people_are_one_or_a_list(written: str, expected: tuple[Person, ...]) -> None:
    assert convert(people, written) == (expected, [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{virksomhet: Helse}", ["missing-key"]),
        ('{navn: ""}', ["empty-value"]),
        ('", Helse Nord"', ["empty-value"]),
        ("{navn: Kari, funksjon: konge}", ["invalid-choice"]),
        ("{navn: Kari, stilling: sjef}", ["unknown-key"]),
        ("{navn: [Kari, Ola]}", ["wrong-type"]),
        ("[[Kari]]", ["wrong-type"]),
    ],
)
def test_a_person_that_cannot_be_read_is_reported(written: str, expected: list[str]) -> None:
    assert convert(people, written)[1] == expected


@pytest.mark.parametrize(("written", "value"), [("0", 0), ("10", 10), ("010", 10), ("365", 365)])
def test_a_whole_number_within_its_bounds_is_read(written: str, value: int) -> None:
    assert convert(integer(0, 365), written) == (value, [])


@pytest.mark.parametrize("written", ["-1", "366", "1.5", "ti", "10 dager", '""', "1e2", "0x1F", "99999999999999999999"])
def test_anything_else_is_no_number(written: str) -> None:
    assert convert(integer(0, 365), written) == (None, ["invalid-number"])


def test_a_duration_is_at_least_a_minute_and_at_most_a_day() -> None:
    assert [convert(minutes, written)[0] for written in ("0", "1", "1440", "1441")] == [None, 1, 1440, None]


def test_a_choice_leaves_case_and_letters_open() -> None:
    numbering = choice("toppnotat", "fortløpende", "per sak", "ingen")
    assert [convert(numbering, word)[0] for word in ("Fortlopende", "PER-SAK", "per_sak")] == [
        "fortløpende",
        "per sak",
        "per sak",
    ]
    assert convert(numbering, "alle") == (None, ["invalid-choice"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *(("leiar", "leder"), ("Nestleiar", "nestleder"), ("medlem", "medlem"), ("vara", "vara")),
        *(("observatør", "observatør"), ("sekretær", "sekretær"), ("skrivar", "sekretær"), ("leder", "leder")),
    ],
)
def test_what_somebody_does_in_a_committee_is_said_in_bokmål_or_nynorsk(written: str, read: str) -> None:
    assert convert(people, f"{{navn: Kari, funksjon: {written}}}") == ((Person("Kari", "", read),), [])


def test_yes_and_no_are_words() -> None:
    assert [convert(flag, word)[0] for word in ("ja", "nei", "true", "False", "yes", "no")] == [True, False] * 3
    assert convert(flag, "kanskje") == (None, ["invalid-choice"])


def test_text_is_one_line() -> None:
    assert convert(text, '"a\\n  b\\tc "') == ("a b c", [])


def test_a_list_of_one_may_be_written_without_brackets_and_empty_items_are_nothing() -> None:
    assert convert(list_of(text), "a") == (("a",), [])
    assert convert(list_of(text), '[a, "", b]') == (("a", "b"), [])
    assert convert(list_of(text), "{a: b}") == ((), ["wrong-type"])
