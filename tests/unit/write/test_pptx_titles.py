import pytest
from msgspec.structs import replace

from mottepakke.model.document import Slide
from tests.unit.write.pptx_parts import content, deck, items, para, sentences, squeezed, write

LONG = "Oppfølging av nasjonal strategi for digital samhandling og felles løsninger " * 65


def test_equal_titles_get_a_running_number() -> None:
    package = write(deck(*(content(para("x"), title="Forslag til vedtak") for _ in range(3))))
    assert package.titles == ["Forslag til vedtak", "Forslag til vedtak (2)", "Forslag til vedtak (3)"]


def test_titles_that_differ_in_case_alone_are_equal() -> None:
    assert write(deck(content(title="Agenda"), content(title="AGENDA"))).titles == ["Agenda", "AGENDA (2)"]


def test_a_running_number_avoids_titles_given_before() -> None:
    package = write(deck(content(title="A"), content(title="A (2)"), content(title="A")))
    assert package.titles == ["A", "A (2)", "A (3)"]


def test_split_slides_are_titled_by_the_decks_pattern() -> None:
    source = deck(content(para(sentences(60)), title="Bakgrunn"))
    package = write(replace(source, continued="{title} (framhald {part})"))
    assert package.titles[:3] == ["Bakgrunn", "Bakgrunn (framhald 2)", "Bakgrunn (framhald 3)"]


def test_the_running_number_stays_with_a_title_that_is_split() -> None:
    package = write(deck(content(title="Bakgrunn"), content(para(sentences(60)), title="Bakgrunn")))
    assert package.titles[1:3] == ["Bakgrunn (2)", "Bakgrunn (2) (forts. 2)"]


def test_a_pattern_without_the_title_still_shows_it() -> None:
    package = write(replace(deck(content(para(sentences(60)), title="Bakgrunn")), continued="fortsetter"))
    assert package.titles[1] == "Bakgrunn fortsetter"


def test_a_slide_without_a_title_takes_its_sections_name() -> None:
    assert write(deck(Slide("innhold", "", section="Sak 1/25"))).titles == ["Sak 1/25"]


def test_a_slide_without_title_and_section_takes_the_word_for_a_slide() -> None:
    assert write(deck(Slide("innhold", " "), Slide("innhold", ""))).titles == ["Lysbilde", "Lysbilde (2)"]


def test_a_short_title_has_the_layouts_size() -> None:
    (slide,) = write(deck(content(title="Bakgrunn"))).slides
    assert slide.sizes == []


@pytest.mark.parametrize("role", ["innhold", "skille", "tittel", "pause", "vedtak"])
def test_a_title_that_takes_more_lines_is_set_smaller_and_kept_whole(role: str) -> None:
    title = "Oppfølging av nasjonal strategi for digital samhandling og felles løsninger i helse- og omsorgssektoren " * 2
    (slide,) = write(deck(Slide(role, title))).slides
    assert slide.title == squeezed(title)
    assert 24 <= slide.sizes[0] < 44


@pytest.mark.parametrize("role", ["innhold", "skille", "tittel", "slutt"])
def test_a_title_of_5000_characters_is_cut_at_a_word(role: str) -> None:
    package = write(deck(Slide(role, LONG)))
    (slide,) = package.slides
    assert len(LONG) > 4900
    assert slide.title.endswith("…")
    assert LONG.startswith(slide.title[:-1] + " ")
    assert 100 < len(slide.title) < 300
    assert slide.sizes == [24]
    assert package.codes == {"slide-title-shortened"}


def test_the_whole_of_a_cut_title_leads_the_notes() -> None:
    (slide,) = write(deck(Slide("skille", LONG, notes=(para("10 minutter"),)))).slides
    assert slide.notes == [squeezed(LONG), "10 minutter"]


def test_a_title_of_one_endless_word_is_cut_between_letters() -> None:
    (slide,) = write(deck(content(title="x" * 5000))).slides
    assert slide.title == "x" * (len(slide.title) - 1) + "…"
    assert 100 < len(slide.title) < 300


def test_cut_titles_are_told_apart_and_keep_their_number() -> None:
    first, second = write(deck(content(title=LONG), content(title=LONG))).titles
    assert first.endswith("…")
    assert second.endswith("… (2)")


def test_the_part_of_a_split_slide_stays_when_its_title_is_cut() -> None:
    package = write(deck(content(items(*[sentences(4)] * 12), title=LONG)))
    assert package.titles[1].endswith("… (forts. 2)")


def test_line_breaks_in_titles_become_spaces_and_no_break_spaces_stay() -> None:
    assert write(deck(content(title="Lunsj –\n vi fortsetter kl.\u00a012.20"))).titles == [
        "Lunsj – vi fortsetter kl.\u00a012.20"
    ]
