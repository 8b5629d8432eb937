"""A small part of ``make fuzz``: files whose bytes, numbers or names have been changed."""

from collections import Counter

from tests.unit.assemble.fuzz import mutant, outcome, seeds

FEW = 40


def test_a_changed_file_is_refused_with_a_reason_or_merged() -> None:
    samples = seeds()
    found = Counter(outcome(mutant(number, samples)) for number in range(FEW))
    assert found["merged"] > FEW / 4
    assert found["part-broken"] > FEW / 4
