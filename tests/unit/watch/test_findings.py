"""Only what is new and what is gone is told."""

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.source import Span
from mottepakke.watch.findings import changed_findings

ONE = Diagnostic.at(codes.UNKNOWN_MEETING, Span("a.md", 3), meeting="x")
OTHER = Diagnostic.at(codes.UNKNOWN_MEETING, Span("a.md", 3), meeting="y")


def moved(item: Diagnostic, line: int) -> Diagnostic:
    return Diagnostic(item.code, Span(item.span.path, line), item.args)


def test_the_same_findings_are_nothing_to_tell() -> None:
    assert not changed_findings([ONE, OTHER], [OTHER, ONE])


def test_what_came_is_new_and_what_went_is_gone() -> None:
    changed = changed_findings([ONE], [OTHER])
    assert (changed.now, changed.new, changed.gone) == ((OTHER,), (OTHER,), (ONE,))


def test_a_finding_that_stands_on_another_line_is_not_told_again() -> None:
    changed = changed_findings([ONE], [moved(ONE, 9)])
    assert not changed
    assert changed.now == (moved(ONE, 9),)


def test_a_second_one_of_the_same_kind_is_told_with_its_own_line() -> None:
    changed = changed_findings([moved(ONE, 9)], [ONE, moved(ONE, 9)])
    assert (changed.new, changed.gone) == ((ONE,), ())


def test_one_of_two_that_is_mended_is_gone() -> None:
    changed = changed_findings([ONE, moved(ONE, 9)], [moved(ONE, 9)])
    assert (changed.new, changed.gone) == ((), (ONE,))
