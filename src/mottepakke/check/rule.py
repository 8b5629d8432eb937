"""What a rule is: a kind of finding, and how it is found in one meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Code, Diagnostic

Find = Callable[[Subject], Iterator[Diagnostic]]
"""Every place of a meeting where a rule is broken. It changes nothing, and reads nothing but the subject."""


class Rule(Struct, frozen=True):
    """A rule. Its ``code`` says its name and weight; what it is for stands in the explanations under that code."""

    code: Code
    find: Find
