import pytest

from mottepakke.write.typesetting.fonts import Coverage
from mottepakke.write.typesetting.glyphs import clusters, fit

LATIN = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyzæøåABCDEFÆØÅ0123456789 .,é\u0301–☎"))
OTHER = frozenset(map(ord, "☺שלוםe\u0301\u0327"))
COVERAGE = Coverage((LATIN, OTHER))


def set_text(text: str) -> str:
    return fit(text, lambda: COVERAGE).text


def test_common_text_is_passed_on_without_asking_the_fonts() -> None:
    def never() -> Coverage:
        raise AssertionError

    assert fit("Blåbærsyltetøy – «§ 13» kl. 09.00", never).text == "Blåbærsyltetøy – «§ 13» kl. 09.00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("🧿", "[U+1F9FF NAZAR AMULET]"),
        ("中文", "[U+4E2D][U+6587]"),
        ("\ue000", "[U+E000]"),
        ("☎\ufe0f", "☎\ufe0f"),
        ("👩\u200d💻", "[U+1F469 WOMAN][U+1F4BB PERSONAL COMPUTER]"),
        ("☺🏽", "☺[U+1F3FD EMOJI MODIFIER FITZPATRICK TYPE-4]"),
        ("e\u0301", "e\u0301"),
        ("e\u0327\u0301", "e\u0327\u0301"),
        ("a\u0327", "a[U+0327 COMBINING CEDILLA]"),
        ("\u0301", "\u0301"),
        ("\u0308", "[U+0308 COMBINING DIAERESIS]"),
        ("del\u00ading\u200b\u2060☎", "del\u00ading\u200b\u2060☎"),
        ("\ufeffa\ufffe\ufdd0☎", "a☎"),
        ("a\x07b☎", "a b☎"),
    ],
)
def test_what_no_font_can_set_becomes_readable(text: str, expected: str) -> None:
    assert set_text(text) == expected


def test_what_was_replaced_is_told() -> None:
    assert fit("a🧿b\ue000", lambda: COVERAGE).replaced == (("🧿", "[U+1F9FF NAZAR AMULET]"), ("\ue000", "[U+E000]"))


def test_a_letter_and_its_marks_make_one_cluster() -> None:
    assert clusters("ae\u0301\u0327b👩\u200d💻c") == ["a", "e\u0301\u0327", "b", "👩\u200d💻", "c"]
