"""Case numbers taken apart and put together."""

from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.meeting import Committee
from mottepakke.model.numbering import Number, canonical, has_year, parse_number, print_number, sequence_of
from mottepakke.read.committee import read_committee
from mottepakke.read.note import Place
from tests.support.workspaces import committee


def committee_with(lines: str) -> Committee:
    read = read_committee(committee(lines), "rad", Place("utvalg.yaml", Path(), Path()), Report())
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("pattern", "printed"),
    [
        ("{nr}/{åå}", "7/25"),
        ("{nr}/{åååå}", "7/2025"),
        ("PS {nr}/{åå}", "PS 7/25"),
        ("{åååå}-{nr}", "2025-7"),
        ("Sak {nr}", "Sak 7"),
        ("{{nr}}", "{7}"),
    ],
)
def test_a_number_is_printed_by_its_pattern_and_read_back(pattern: str, printed: str) -> None:
    assert print_number(pattern, 7, 2025) == printed
    assert parse_number(pattern, printed) == Number(pattern, 7, 2025 if has_year(pattern) else 0)


@pytest.mark.parametrize("written", ["7/25", "07/25", "0007/25", "7/2025", "07/2025", " 7/25 "])
def test_leading_zeros_and_long_years_are_the_same_number(written: str) -> None:
    assert parse_number("{nr}/{åå}", written) == Number("{nr}/{åå}", 7, 2025)
    assert canonical(committee_with(""), written) == "7/25"


@pytest.mark.parametrize("written", ["PS 17/25", "ps 17/25", "PS  17/25", "Ps 017/2025"])
def test_letters_of_a_pattern_are_read_in_any_case(written: str) -> None:
    assert canonical(committee_with('saksnummer: "PS {nr}/{åå}"\n'), written) == "PS 17/25"


@pytest.mark.parametrize(
    "written", ["17", "17/5", "17/025", "17-25", "x17/25", "17/25x", "PS 17/25", "/25", "17/", "", "123456/25"]
)
def test_what_is_no_number_of_the_series_is_left_as_written(written: str) -> None:
    assert parse_number("{nr}/{åå}", written) is None
    assert canonical(committee_with(""), written) == written


def test_a_number_belongs_to_the_first_series_it_fits() -> None:
    own = committee_with('saksnummer: "PS {nr}/{åå}"\nserier: {Orientering: "RS {nr}/{åå}"}\n')
    assert [canonical(own, written) for written in ("rs 3/2025", "ps 3/2025", "3/25")] == ["RS 3/25", "PS 3/25", "3/25"]


def test_the_year_2000_is_a_year() -> None:
    assert parse_number("{nr}/{åå}", "5/00") == Number("{nr}/{åå}", 5, 2000)


def test_signs_of_a_pattern_are_signs() -> None:
    assert parse_number("({nr}).*{åå}", "(7).*25") is not None
    assert parse_number("({nr}).*{åå}", "(7)xx25") is None


def test_patterns_that_cannot_be_told_apart_are_one_sequence() -> None:
    assert sequence_of("PS {nr}/{åå}") == sequence_of("ps {nr}/{åååå}")
    assert sequence_of("PS {nr}/{åå}") != sequence_of("RS {nr}/{åå}")


def test_an_å_in_the_words_of_a_pattern_is_no_year() -> None:
    assert not has_year("Råd {nr}")
