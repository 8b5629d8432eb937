from pathlib import Path

import pytest

from mottepakke.write.pptx.measure import Metrics, metrics_for
from mottepakke.write.pptx.values import Run
from tests.unit.write.pptx_parts import LOOK

METRICS = metrics_for("Calibri", LOOK.font_folders)
CALIBRI = {"a": 0.479, "m": 0.799, "å": 0.479, "1": 0.507, " ": 0.226}
"""Advances of Calibri's regular letters in ems."""


def lines(text: str, width: float, metrics: Metrics = METRICS) -> list[str]:
    starts = metrics.line_starts((Run(text),), width)
    return [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


@pytest.mark.parametrize("char", [*CALIBRI])
def test_no_letter_is_measured_much_narrower_or_broader_than_in_calibri(char: str) -> None:
    assert 0.85 < METRICS.regular.width(char) / CALIBRI[char] < 1.25


def test_a_line_of_norwegian_is_measured_a_little_broader_than_in_calibri() -> None:
    line = "Rådet skal drøfte status og gi innspill til om planen bør endres"
    in_calibri = 24.966
    assert in_calibri < METRICS.regular.width(line) < in_calibri * 1.08


def test_bold_is_broader_than_regular() -> None:
    assert METRICS.bold.width("vedtaket") > METRICS.regular.width("vedtaket")


def test_arial_is_broader_than_calibri() -> None:
    arial = metrics_for("Arial", LOOK.font_folders)
    assert arial.regular.width("vedtaket") > METRICS.regular.width("vedtaket")


def test_an_unknown_font_is_taken_for_a_broad_one() -> None:
    unknown = metrics_for("Husets skrift", LOOK.font_folders)
    assert unknown.regular.width("vedtaket") > metrics_for("Arial", LOOK.font_folders).regular.width("vedtaket")


def test_without_the_stand_in_font_every_letter_is_broad(tmp_path: Path) -> None:
    blind = metrics_for("Calibri", (tmp_path,))
    assert blind.regular.width("vedtaket") > METRICS.regular.width("vedtaket") * 1.3


def test_lines_are_broken_between_words() -> None:
    assert lines("en to tre fire", 4.0) == ["en to tre ", "fire"]


def test_a_text_that_fits_is_one_line() -> None:
    assert lines("en to tre fire", 40.0) == ["en to tre fire"]


def test_lines_are_broken_after_hyphens_and_dashes() -> None:
    assert lines("e-helserådet 2022–2024", 6.0) == ["e-helserådet ", "2022–2024"]
    assert lines("drift-og", 2.9) == ["drift-", "og"]


def test_no_break_spaces_hold_words_together() -> None:
    assert lines("møtet kl.\u00a012.20", 4.6) == ["møtet ", "kl.\u00a012.20"]


def test_a_word_broader_than_a_line_is_broken_between_letters() -> None:
    broken = lines("a" * 50, 5.0)
    assert len(broken) == 6
    assert "".join(broken) == "a" * 50


def test_line_feeds_break_lines() -> None:
    assert lines("en\nto\n", 40.0) == ["en\n", "to\n", ""]


def test_a_word_of_two_forms_is_kept_whole() -> None:
    runs = (Run("xx for"), Run("ordningen", bold=True))
    assert METRICS.line_starts(runs, 5.9) == [0, 3]


@pytest.mark.parametrize(("char", "least"), [("😀", 1.3), ("漢", 1.0), ("\u0301", 0.0), ("\u200d", 0.0)])
def test_characters_the_font_lacks_have_a_width(char: str, least: float) -> None:
    assert METRICS.regular.width(char) >= least
    assert (METRICS.regular.width(char) > 0) == (least > 0)


def test_the_longest_word_is_found_over_runs() -> None:
    runs = (Run("en lang"), Run("vei"), Run("-sti"))
    assert METRICS.longest_word(runs) == pytest.approx(METRICS.regular.width("langvei-"))
