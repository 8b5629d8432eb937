"""What of a meeting's findings is new, and what is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from mottepakke.diagnostics import Diagnostic, Report


class FindingsChanged(Struct, frozen=True):
    """Findings ``now``, in order, and of these the ``new`` ones; and those that are ``gone``. False when nothing changed."""

    now: tuple[Diagnostic, ...]
    new: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


def changed_findings(before: Sequence[Diagnostic], now: Sequence[Diagnostic]) -> FindingsChanged:
    """What is new and what is gone; a finding that only stands on another line is neither."""
    ordered = tuple(Report(set(now)))
    return FindingsChanged(ordered, _without(ordered, before), _without(tuple(Report(set(before))), ordered))


def _without(these: Sequence[Diagnostic], others: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    known = Counter(map(_what, set(others)))
    left = []
    exact = set(others)
    for item in sorted(these, key=lambda item: item not in exact):
        if known[_what(item)]:
            known[_what(item)] -= 1
        else:
            left.append(item)
    return tuple(Report(set(left)))


def _what(item: Diagnostic) -> tuple[object, ...]:
    """A finding without its line."""
    return item.code.code, item.severity, item.span.path, item.args
