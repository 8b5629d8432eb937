import pytest

from mottepakke.write.typesetting.lines import break_places, has_wide_word, is_rtl, shortened


@pytest.mark.parametrize(
    ("text", "expected"),
    [("norsk", False), ("123 שלום abc", True), ("abc שלום", False), ("مرحبا", True), ("", False), ("«»", False)],
)
def test_the_first_strong_character_gives_the_direction(text: str, expected: bool) -> None:
    assert is_rtl(text) is expected


def test_short_text_and_words_keep_their_lines() -> None:
    word = "spesialisthelsetjenestesamhandlingsreformens"

    assert break_places("helt vanlig tekst", 8) == ("helt vanlig tekst",)
    assert break_places(f"se {word} nå", 14) == (f"se {word} nå",)
    assert break_places("se https://www.helsedirektoratet.no/tema/e-helse nå", 14) == (
        "se https://www.helsedirektoratet.no/tema/e-helse nå",
    )


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("til kari.nordmann@helsedirektoratet.no nå", 14, ("til kari.", "nordmann@", "helsedirektoratet.", "no nå")),
        ("en_fil_med_navn.docx", 8, ("en_", "fil_", "med_", "navn.", "docx")),
        ("x" * 130, 50, ("x" * 50, "x" * 50, "x" * 30)),
        ("https://a.no/" + "x" * 90, 40, ("https://", "a.", "no/", "x" * 40, "x" * 40, "x" * 10)),
        ("15.\u00a0mai\u00a02025 kort", 8, ("15.\u00a0", "mai\u00a0", "2025 kort")),
        ("torsdag\u00a015.\u00a0mai\u00a02025\u00a0kl.\u00a009.00–16.00", 32, None),
    ],
)
def test_long_runs_may_end_a_line_inside(text: str, longest: int, expected: tuple[str, ...] | None) -> None:
    assert break_places(text, longest) == (expected or (text,))
    assert "".join(break_places(text, longest)) == text


def test_wide_words_are_counted_in_letters() -> None:
    assert has_wide_word("en informasjonssikkerhet her", 20)
    assert not has_wide_word("12345678901234567890 kort-kort-kort-kort", 20)


def test_running_lines_are_cut_after_a_word() -> None:
    assert shortened("kort", 10) == "kort"
    assert shortened("Nasjonalt utvalg for prioritering", 22) == "Nasjonalt utvalg for …"
    assert shortened("x" * 30, 10) == "x" * 10 + " …"
