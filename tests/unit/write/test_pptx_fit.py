"""What does not fit is set on more slides: nothing is lost, nothing too small, nothing over the edge."""

from collections.abc import Iterator

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Deck, Heading, Paragraph, Slide, Strong, Text
from mottepakke.write.pptx.measure import metrics_for
from mottepakke.write.pptx.plan import Setup, plan_deck
from mottepakke.write.pptx.template import load_template
from mottepakke.write.pptx.values import Box, PlannedSlide, TablePiece, TextPiece
from tests.unit.write.pptx_parts import (
    LOOK,
    Package,
    content,
    deck,
    items,
    para,
    sentences,
    show,
    squeezed,
    table,
    write,
)

ENDS_A_SENTENCE = (".", ":")


def plan(source: Deck) -> tuple[PlannedSlide, ...]:
    setup = Setup(load_template(LOOK).pages, metrics_for(LOOK.office_font, LOOK.font_folders), {}, "Lysbilde")
    return plan_deck(source, setup, Report()).slides


def boxes(slide: PlannedSlide) -> Iterator[tuple[float, Box]]:
    """The height that each piece needs, and its box."""
    area = slide.page.body or slide.page.subtitle
    assert area is not None
    for piece in slide.pieces:
        if isinstance(piece, TextPiece):
            needed = sum(one.before + one.height for one in piece.paras) / piece.columns
            yield needed, piece.box or area.inner
        elif isinstance(piece, TablePiece):
            yield sum(one.height for one in piece.rows), piece.box
        else:
            yield piece.box.height, piece.box


def assert_inside(source: Deck) -> None:
    for slide in plan(source):
        area = slide.page.body or slide.page.subtitle
        assert area is not None
        floor = area.inner.top
        for needed, box in boxes(slide):
            assert needed <= box.height + 0.01
            assert box.top >= floor - 0.01
            assert box.top + box.height <= area.inner.top + area.inner.height + 0.01
            assert box.left >= area.box.left - 0.01
            assert box.left + box.width <= area.box.left + area.box.width + 0.01
            floor = box.top + box.height


def sizes(package: Package) -> set[float]:
    return {size for slide in package.slides for size in slide.sizes}


def words_of(package: Package) -> list[str]:
    return package.words.split()


# -- text ----------------------------------------------------------------------------------------------------------


def test_text_that_fits_stands_in_the_placeholder_as_the_layout_has_it() -> None:
    package = show(para(sentences(8)))
    (slide,) = package.slides
    assert sizes(package) == set()
    assert slide.all("//p:sp[.//p:ph[@idx='1']]/p:spPr/*") == []


@pytest.mark.parametrize("count", [16, 20, 24])
def test_text_that_nearly_fits_is_set_smaller_but_not_below_20_points(count: int) -> None:
    package = show(para(sentences(count)), para("Slutt."))
    assert len(package.slides) == 1
    assert sizes(package) <= {20, 22}


def test_a_long_paragraph_is_split_after_sentences_and_loses_nothing() -> None:
    package = show(para(sentences(100)))
    assert len(package.slides) > 2
    assert squeezed(package.words) == sentences(100)
    assert all(slide.lines[-1].endswith(".") for slide in package.slides)
    assert sizes(package) == set()


def test_a_long_sentence_is_split_between_words() -> None:
    endless = " ".join(f"ord{number}" for number in range(700))
    package = show(para(endless))
    assert len(package.slides) > 1
    assert squeezed(package.words) == endless


def test_shortened_words_end_no_sentence() -> None:
    text = sentences(100, "Departementet viser til saken, jf. Meld. St. {n} om digitalisering i offentlig sektor")
    for slide in show(para(text)).slides[1:]:
        assert not slide.lines[0].startswith(("St.", "Meld."))


def test_a_word_longer_than_a_slide_is_split_between_letters() -> None:
    package = show(para("x" * 3000))
    assert len(package.slides) > 1
    assert "".join(words_of(package)) == "x" * 3000


def test_forms_survive_a_split() -> None:
    bold = Paragraph((Text(sentences(50) + " "), Strong((Text(sentences(50, "Fet setning {n} om saken.")),))))
    package = show(bold)
    (last,) = package.slides[-1].all("//p:sp[.//p:ph[@idx='1']]//a:r[1]/a:rPr/@b")
    assert last == "1"


def test_items_are_kept_whole_where_a_slide_can_hold_them() -> None:
    points = [f"Punkt {number}: {sentences(5)}" for number in range(1, 9)]
    package = show(items(*points, ordered=True))
    assert [line for slide in package.slides for line in slide.lines] == points


def test_a_decision_of_four_long_points_is_split_between_points() -> None:
    points = [f"Rådet ber om punkt {number}. {sentences(8)}" for number in range(1, 5)]
    package = show(items(*points, ordered=True), role="vedtak")
    assert [slide.layout for slide in package.slides] == ["Vedtak", "Vedtak"]
    assert [len(slide.lines) for slide in package.slides] == [2, 2]


def test_split_text_is_spread_evenly() -> None:
    package = show(items(*[sentences(3)] * 10))
    counts = [len(slide.lines) for slide in package.slides]
    assert sum(counts) == 10
    assert max(counts) - min(counts) <= 1


def test_no_heading_ends_a_slide() -> None:
    blocks: list[Block] = []
    for number in range(12):
        blocks += [Heading(2, (Text(f"Overskrift {number}"),)), para(sentences(4))]
    package = show(*blocks)
    assert len(package.slides) > 2
    assert not any(slide.lines[-1].startswith("Overskrift") for slide in package.slides)


def test_what_leads_to_a_list_stands_with_its_first_item() -> None:
    for count in range(6, 15):
        package = show(*[para(sentences(2))] * count, para("Rådet bes vurdere:"), items("første", "andre"))
        (holder,) = [slide for slide in package.slides if "Rådet bes vurdere:" in slide.lines]
        assert "første" in holder.lines


def test_a_subtitle_longer_than_its_place_goes_on_on_a_content_slide() -> None:
    subtitle = "\n".join(f"Linje {number}: {sentences(3)}" for number in range(1, 7))
    package = write(deck(Slide("skille", "Sak 1/25", subtitle)))
    assert [slide.layout for slide in package.slides][:2] == ["Sak", "Innhold"]
    assert [line for slide in package.slides for line in slide.lines] == subtitle.split("\n")


def test_a_subtitle_leads_the_content_where_the_layout_has_no_place_for_it() -> None:
    (slide,) = write(deck(Slide("innhold", "A", "Undertittel", (para("x"),)))).slides
    assert slide.lines == ["Undertittel", "x"]


def test_short_items_stand_in_two_columns() -> None:
    (slide,) = show(items(*(f"Medlem {number}" for number in range(18)), role="columns")).slides
    assert slide.all("//a:bodyPr/@numCol") == ["2"]
    assert len(slide.lines) == 18


def test_long_items_stand_in_one_column() -> None:
    (slide,) = show(items(sentences(2), "kort", role="columns")).slides
    assert slide.all("//a:bodyPr/@numCol") == []


def test_more_short_items_than_a_slide_holds_go_on_on_the_next() -> None:
    package = show(items(*(f"Medlem {number}" for number in range(50)), role="columns"))
    assert [line for slide in package.slides for line in slide.lines] == [f"Medlem {number}" for number in range(50)]
    assert len(package.slides) == 3


# -- everything ----------------------------------------------------------------------------------------------------


def mixture(count: int) -> Iterator[Block]:
    """Blocks of all kinds and many lengths."""
    for number in range(count):
        length = (number * 7) % 23 + 1
        match number % 6:
            case 0:
                yield para(sentences(length))
            case 1:
                yield items(*[sentences(length % 5 + 1)] * (length % 7 + 1), ordered=number % 4 == 1)
            case 2:
                yield Heading(2, (Text(f"Overskrift {number}"),))
            case 3:
                yield table(*[("kort", sentences(length))] * (length % 4 + 1))
            case 4:
                yield items((para("ytre"), items((para(sentences(length)), items("indre")))))
            case _:
                yield items(*(f"Navn {one}" for one in range(length)), role="columns")


@pytest.mark.parametrize("role", ["innhold", "vedtak", "tabell", "slutt"])
def test_nothing_stands_over_the_edge(role: str) -> None:
    for count in (3, 7, 30):
        assert_inside(deck(content(*mixture(count), role=role)))


def test_no_word_is_lost_and_none_is_smaller_than_20_points() -> None:
    package = show(*mixture(30))
    expected = [word for block in mixture(30) for slide in [show(block)] for word in words_of(slide)]
    heads = {"A", "B"}
    assert [word for word in words_of(package) if word not in heads] == [word for word in expected if word not in heads]
    assert min(sizes(package)) >= 20
