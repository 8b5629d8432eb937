"""Words that changed: the pieces hold both texts, and the excerpt what a reader needs of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mottepakke.compare.texts import text_pieces, whole
from mottepakke.compare.words import LONGEST_RUN, PARTS, visible
from mottepakke.model.changes import Piece
from tests.unit.compare.snapshots import PARAGRAPHS

ANY = st.lists(st.text(max_size=30).map(visible).filter(bool), max_size=6)


def side(pieces: list[Piece], kind: str) -> list[str]:
    """The paragraphs of one side."""
    text = "".join(piece.text for piece in pieces if piece.kind in ("same", kind))
    return ["".join(line.strip()) for line in text.split("\n") if line.strip()]


def shown(*texts: tuple[str, ...]) -> str:
    marks = {"removed": "[−{}]", "added": "[+{}]", "same": "{}", "gap": "…{}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in text_pieces(*texts))


@given(PARAGRAPHS | ANY, PARAGRAPHS | ANY)
@settings(derandomize=True, database=None)
def test_both_texts_can_be_rebuilt_from_the_pieces(old: list[str], new: list[str]) -> None:
    pieces = whole(old, new)
    assert side(pieces, "removed") == list(old)
    assert side(pieces, "added") == list(new)


@given(PARAGRAPHS)
@settings(derandomize=True, database=None)
def test_the_same_text_has_no_pieces(text: tuple[str, ...]) -> None:
    assert text_pieces(text, text) == ()


@given(PARAGRAPHS, PARAGRAPHS)
@settings(derandomize=True, database=None)
def test_other_words_are_always_shown(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    assert bool(text_pieces(old, new)) == (old != new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Rådet drøftet saken.", "Rådet vedtok saken.", "\n Rådet [−drøftet][+vedtok] saken."),
        ("Rådet drøftet saken.", "Rådet drøftet hele saken.", "\n Rådet drøftet[+ hele] saken."),
        ("Se sak 17/25.", "Se sak 18/25.", "\n Se sak [−17/25][+18/25]."),
        ("Det koster 1,5 mill.", "Det koster 1,7 mill.", "\n Det koster [−1,5][+1,7] mill."),
        ("Av 1 200 000 kroner", "Av 1 300 000 kroner", "\n Av [−1 200 000][+1 300 000] kroner"),
        ("Av 1 000 kroner", "Av 1000 kroner", "\n Av [−1 000][+1000] kroner"),
        ("e to tre fire fem seks sju åtte ni ti elleve to", "a to tre fire fem seks sju åtte ni ti elleve to", None),
        ("", "Ny.", "[+\n Ny.]"),
    ],
)
def test_words_are_marked_in_their_place(old: str, new: str, expected: str | None) -> None:
    found = shown((old,) if old else (), (new,))
    assert found == expected if expected else found.endswith("…")


def test_a_paragraph_put_in_marks_nothing_else() -> None:
    old = ("Første avsnitt om saken.", "Andre avsnitt om pengene.", "Tredje avsnitt.")
    new = (old[0], "Helt nye ord her.", *old[1:])
    assert [piece for piece in whole(old, new) if piece.kind != "same"] == [Piece("added", "\n Helt nye ord her.")]


def test_a_moved_paragraph_is_marked_alone() -> None:
    old = ("Første om saken.", "Andre om penger.", "Tredje om folk.", "Fjerde om tid.")
    new = (*old[1:], old[0])
    assert [piece.text.strip() for piece in whole(old, new) if piece.kind != "same"] == [old[0], old[0]]


def test_a_changed_paragraph_between_new_ones_is_known_again() -> None:
    old = ("Rådet har tidligere drøftet saken i møtet i mai.",)
    new = ("Noe helt annet.", "Rådet har tidligere drøftet saken i møtet i juni.", "Mer som er nytt.")
    assert Piece("removed", "mai") in whole(old, new)


def test_a_paragraph_that_is_there_still_is_known_again_between_half_alike_ones() -> None:
    kept = "Nesvegen er ikkje lenger rekna som særleg farleg skuleveg for elevar på 5.–10. trinn."
    old = (kept, "Elevar på 1.–4. trinn har skyss som i dag.")
    new = ("Alternativ 1: Nesvegen er framleis rekna som særleg farleg skuleveg for alle elevar.", f"Alternativ 2: {kept}")
    assert ("added", "Alternativ 2:") in [(piece.kind, piece.text.strip()) for piece in whole(old, new)]


def test_a_long_run_is_cut_to_its_beginning_and_end() -> None:
    long = (" ".join(f"ord{n}" for n in range(5000)),)
    pieces = text_pieces((), long)
    assert [piece.kind for piece in pieces] == ["added", "gap", "added"]
    words = [word for piece in pieces for word in PARTS.findall(piece.text) if word.strip()]
    assert (len(words), words[0], words[-1]) == (LONGEST_RUN, "ord0", "ord4999")


def test_huge_texts_are_compared_with_bounded_work() -> None:
    old = tuple(" ".join(f"a{n % 7} b{m % 5}" for m in range(400)) for n in range(150))
    new = tuple(" ".join(f"a{n % 5} c{m % 7}" for m in range(400)) for n in range(160))
    pieces = whole(old, new)
    assert side(pieces, "added") == list(new)


def test_line_breaks_and_kinds_of_spaces_are_no_change() -> None:
    assert text_pieces(("Sak\N{NO-BREAK SPACE}7/25  er ny.",), ("Sak 7/25 er ny.",)) == ()


def test_texts_that_say_the_same_over_and_over_are_compared_with_bounded_work() -> None:
    assert text_pieces(("x", "y") * 1000, ("y", "x", "z") * 660)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sak 17/25", "sak\N{NO-BREAK SPACE}17/25"),
        ("1 200 kroner", "1\N{NO-BREAK SPACE}200 kroner"),
        ("1 200 kroner", "1\N{NARROW NO-BREAK SPACE}200 kroner"),
        ("e-helse", "e\N{NON-BREAKING HYPHEN}helse"),
        ("helseinstitutt", "helse\N{SOFT HYPHEN}institutt"),
        ("og/eller", "og/\N{ZERO WIDTH SPACE}eller"),
    ],
)
def test_what_nobody_sees_is_no_change(old: str, new: str) -> None:
    assert text_pieces((old,), (new,)) == ()
