"""A small part of ``make fuzz``: decks whose bytes, parts, relationships or XML have been changed."""

from collections import Counter

from mottepakke.slides.merging.values import Dress
from tests.unit.slides.fuzz import mutant, outcome, seeds

FEW = 60


def test_a_damaged_deck_is_refused_with_a_reason_or_the_merged_deck_is_sound() -> None:
    samples = seeds()
    found = Counter(outcome(mutant(number, samples), list(Dress)[number // len(samples) % 2]) for number in range(FEW))
    assert found["merged"] > FEW / 4
    assert found["slides-broken"] > FEW / 4
