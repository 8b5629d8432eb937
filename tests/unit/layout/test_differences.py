"""What a decision changed in its proposal, as a reader without colours or a screen would be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mottepakke.compare.words import MOST_COMPARED, changes
from mottepakke.layout.differences import differ, marked
from mottepakke.model.document import Block, Emphasis, Items, Paragraph, Strike, Strong, Text
from mottepakke.model.walk import every, plain_text


def paragraph(text: str) -> tuple[Block, ...]:
    return (Paragraph((Text(text),)),)


def said(blocks: tuple[Block, ...]) -> str:
    return "|".join(plain_text(node.children) for node in every(blocks) if isinstance(node, Paragraph))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Rådet vedtar planen.", "Rådet vedtar planen.", "Rådet vedtar planen."),
        ("Rådet vedtar planen.", "Rådet vedtar hele planen.", "Rådet vedtar [+hele] planen."),
        ("Rådet vedtar hele planen.", "Rådet vedtar planen.", "Rådet vedtar [−hele] planen."),
        ("Rådet vedtar planen.", "Rådet utsetter planen.", "Rådet [−vedtar] [+utsetter] planen."),
        ("Rådet vedtar planen.", "Rådet vedtar planen for året.", "Rådet vedtar planen [+for året]."),
        ("Planen vedtas. Møtet heves.", "Planen vedtas.", "Planen vedtas. [−Møtet heves.]"),
        ("Møtet heves.", "Planen vedtas. Møtet heves.", "[+Planen vedtas.] Møtet heves."),
        ("a og b", "c og d", "[−a og b] [+c og d]"),
        ("", "Planen vedtas.", "[+Planen vedtas.]"),
    ],
)
def test_words_taken_out_and_put_in_stand_in_brackets_with_their_sign(old: str, new: str, expected: str) -> None:
    assert said(marked(paragraph(old), paragraph(new))) == expected


def test_what_is_taken_out_is_struck_and_what_is_put_in_is_strong() -> None:
    (block,) = marked(paragraph("en to"), paragraph("en tre"))
    assert isinstance(block, Paragraph)
    assert block.children == (
        Text("en"),
        Text(" "),
        Strike((Text("[−to]"),)),
        Text(" "),
        Strong((Text("[+tre]"),)),
    )


def test_lists_and_emphasis_of_the_decision_stay() -> None:
    old = (Items((paragraph("En."), paragraph("To.")), ordered=True),)
    new = (Items((paragraph("En."), (Paragraph((Emphasis((Text("Og"),)), Text(" to."))),)), ordered=True),)
    (items,) = marked(old, new)
    assert isinstance(items, Items)
    assert items.ordered
    assert said((items,)) == "En.|[−To] [+Og] [+to]."


def test_spaces_and_line_breaks_make_no_difference() -> None:
    assert not differ(paragraph("sak 17/25  a"), (Paragraph((Text("sak\N{NO-BREAK SPACE}17/25"),)), *paragraph("a")))
    assert differ(paragraph("sak 17/25"), paragraph("sak 18/25"))


WORDS = st.lists(st.sampled_from("abcde"), max_size=12)


@given(WORDS, WORDS)
def test_changes_lead_from_the_old_words_to_the_new(old: list[str], new: list[str]) -> None:
    result: list[str] = []
    at = 0
    for i1, i2, j1, j2 in changes(old, new):
        result += old[at:i1] + new[j1:j2]
        at = i2
    assert result + old[at:] == new


def test_texts_too_long_to_compare_are_shown_as_replaced() -> None:
    size = int(MOST_COMPARED**0.5) + 1
    old, new = [f"a{n}" for n in range(size)], [f"b{n}" for n in range(size)]
    assert changes(["x", *old, "y"], ["x", *new, "y"]) == [(1, size + 1, 1, size + 1)]
