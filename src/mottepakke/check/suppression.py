"""What becomes of findings: those left out with a reason, those weighed otherwise, and what is wrong with such wishes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.diagnostics import Code, Diagnostic, Severity
from mottepakke.model.settings import Ignored, RuleSettings, Weighed, Weight
from mottepakke.model.source import Span

WEIGHTS: dict[Weight, Severity] = {"feil": Severity.ERROR, "advarsel": Severity.WARNING, "hint": Severity.HINT}
OTHER_FAMILIES = ("IG", "RG", "VF", "WS", "YR")
"""Codes that neither check nor build of a meeting gives, or that are about the wishes themselves."""
OF_BUILDS = ("AR", "CV", "LA", "OU", "SL1")
"""Families that a build may find: a check does not know whether a wish for them is of use."""
FOR_EVER = ("NR", "RF", "SE")
"""Families whose errors stay errors: a pack would carry a wrong number, or a placeholder, for ever."""
MIN_LENGTH = 2
"""Of the beginning of a code."""
DECLARED = tuple(value for value in vars(codes).values() if isinstance(value, Code))
GIVEN = tuple(one for one in DECLARED if not one.code.startswith(OTHER_FAMILIES))
"""The codes that checks and builds give, but for those that writers declare themselves."""


class Settled(Struct, frozen=True):
    """The findings that are left, what is wrong with wishes included, and the wishes that left one out."""

    diagnostics: tuple[Diagnostic, ...]
    used: frozenset[Ignored]


def settle(
    found: Collection[Diagnostic],
    settings: RuleSettings,
    in_files: Collection[Ignored],
    judged: Collection[str],
) -> Settled:
    """``found`` as committee and authors want it.

    ``in_files`` are wishes that hold for their own file; those in the files ``judged`` are to be of use here. No wish
    touches an error of a reader, or one of `FOR_EVER`.
    """
    wished = {item: tuple(_wishes(item, settings, in_files)) for item in found}
    used = {wish for wishes in wished.values() for wish in wishes}
    kept = tuple(_weighed(item, settings.weights) for item, wishes in wished.items() if not wishes)
    broken = {item.span.path for item in kept if item.severity is Severity.ERROR}
    idle = {wish for wish in in_files if wish.span.path in judged and wish.span.path not in broken} - used
    wrong = (problem for wish in (*settings.ignored, *in_files) for problem in _problems(wish))
    weighing = (problem for wish in settings.weights for problem in _problems_of_weight(wish))
    return Settled((*kept, *wrong, *weighing, *unused(idle)), frozenset(used))


def left(found: Iterable[Diagnostic], settings: RuleSettings, in_files: Collection[Ignored]) -> Iterator[Diagnostic]:
    """Of what is ``found`` later than by a check, what is left, weighed as the committee wants it."""
    for item in found:
        if not any(_wishes(item, settings, in_files)):
            yield _weighed(item, settings.weights)


def _wishes(item: Diagnostic, settings: RuleSettings, in_files: Iterable[Ignored]) -> Iterator[Ignored]:
    """The wishes that leave ``item`` out."""
    yield from (wish for wish in settings.ignored if _meets(wish, item))
    yield from (wish for wish in in_files if _is_for(wish, item.span) and _meets(wish, item))


def unused(wishes: Iterable[Ignored]) -> Iterator[Diagnostic]:
    """The findings of wishes that left nothing out, though something could have been."""
    for wish in wishes:
        if any(map(_may_go, _codes(wish.code))) and not _is_of_builds(wish.code):
            yield Diagnostic.at(codes.UNUSED_WISH, wish.span, wish=wish.code)


def _is_of_builds(beginning: str) -> bool:
    """Whether a code that begins so may be one that only a build finds."""
    may_be = (family.startswith(beginning) or beginning.startswith(family) for family in OF_BUILDS)
    return len(beginning) >= MIN_LENGTH and any(may_be)


def _is_for(wish: Ignored, place: Span) -> bool:
    """Whether ``wish``, which stands in a file, is about ``place``."""
    return wish.span.path == place.path and wish.line in (None, place.line)


def _meets(wish: Ignored, item: Diagnostic) -> bool:
    """Whether ``wish`` leaves out findings of the code of ``item``."""
    return _begins(item.code, wish.code) and _may_go(item.code)


def _begins(code: Code, beginning: str) -> bool:
    return len(beginning) >= MIN_LENGTH and code.code.startswith(beginning)


def _codes(beginning: str) -> list[Code]:
    """The codes that begin so."""
    return [code for code in GIVEN if _begins(code, beginning)]


def _may_go(code: Code) -> bool:
    """Whether findings of ``code`` may be left out or weigh less: never those that refuse a final pack."""
    return code not in codes.SINCE_SENT and (code.severity is not Severity.ERROR or code.code in _yielding())


@cache
def _yielding() -> frozenset[str]:
    """The codes of rules whose errors a committee may leave out; what readers call an error cannot be built."""
    from mottepakke.check.catalogue import RULES  # two hundred modules, where there is such a wish

    return frozenset(rule.code.code for rule in RULES if not rule.code.code.startswith(FOR_EVER))


def _weighed(item: Diagnostic, weights: tuple[Weighed, ...]) -> Diagnostic:
    """A finding with the weight of the longest beginning of its code."""
    wishes = (wish for wish in weights if _begins(item.code, wish.code))
    found = max(wishes, key=lambda wish: len(wish.code), default=None)
    weight = WEIGHTS[found.weight] if found else item.severity
    if weight is item.severity or (weight < item.severity and not _may_go(item.code)):
        return item
    return replace(item, weight=weight)


def _problems(wish: Ignored) -> Iterator[Diagnostic]:
    known = _codes(wish.code)
    if not known and not _is_of_builds(wish.code):
        yield Diagnostic.at(codes.UNKNOWN_CODE, wish.span, wish=wish.code)
    elif known and not any(map(_may_go, known)):
        yield Diagnostic.at(codes.ERROR_STAYS, wish.span, wish=wish.code)
    elif not wish.reason:
        yield Diagnostic.at(codes.WISH_WITHOUT_REASON, wish.span, wish=wish.code)


def _problems_of_weight(wish: Weighed) -> Iterator[Diagnostic]:
    known = _codes(wish.code)
    if not known and not _is_of_builds(wish.code):
        yield Diagnostic.at(codes.UNKNOWN_CODE, wish.span, wish=wish.code)
    elif known and WEIGHTS[wish.weight] is not Severity.ERROR and not any(map(_may_go, known)):
        yield Diagnostic.at(codes.ERROR_STAYS, wish.span, wish=wish.code)
