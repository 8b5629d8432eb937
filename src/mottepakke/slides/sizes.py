"""How large text on a slide is: its run, shape, layout, master and deck say so in that order (ECMA-376 part 1 §21.1.2)."""

from __future__ import annotations

from msgspec import Struct

from mottepakke.safe_xml import Element
from mottepakke.slides.xml import A, P, child

Levels = tuple[float | None, ...]
"""The size of each outline level in points, None where nothing is said."""
LEVELS = tuple(f"{A}lvl{number}pPr" for number in range(1, 10))
SILENT: Levels = (None,) * len(LEVELS)
DEFAULT = 18.0
"""The size where nobody says any (§21.1.2.3.9)."""
STYLE_OF = {"title": "title", "ctrTitle": "title", "ftr": "other", "sldNum": "other", "dt": "other", "": "other"}
"""Which of the master's text styles a placeholder type follows; all others follow the body's (§19.3.1.51)."""
PARENT_OF = {"title": "title", "ctrTitle": "title", "ftr": "ftr", "sldNum": "sldNum", "dt": "dt"}
"""Which of the master's placeholders a layout's follows; all others follow the body's (§19.7.10)."""


class Holder(Struct, frozen=True):
    """A placeholder of a layout: the sizes it gives, and its prompt."""

    kind: str
    levels: Levels
    prompt: str = ""


class Sheet(Struct, frozen=True):
    """A slide layout: its name and type, its placeholders by index, the sizes by type where it has no such placeholder."""

    name: str
    type: str
    holders: dict[str, Holder]
    by_kind: dict[str, Levels]
    loose: Levels

    def holder(self, mark: Element) -> Holder:
        """The placeholder that ``mark`` (``p:ph`` of a slide) stands in; its type is the layout's where it names none.

        LibreOffice writes no indices: then an equal type is enough, and one without type is never a title.
        """
        kind, index = mark.get("type", ""), mark.get("idx", "0")
        found = self.holders.get(index)
        if found is None or parent_of(kind) != parent_of(found.kind):
            same = (one for one in self.holders.values() if kind and one.kind == kind)
            found = next(same, Holder(kind or "obj", self.by_kind.get(parent_of(kind), self.loose)))
        return Holder(kind or found.kind, found.levels, found.prompt)


def parent_of(kind: str) -> str:
    """The master's placeholder that one of type ``kind`` follows."""
    return PARENT_OF.get(kind, "body")


def stated(style: Element | None) -> Levels:
    """What a list style says."""
    if style is None:
        return SILENT
    return tuple(_size(child(child(style, level), f"{A}defRPr")) for level in LEVELS)


def over(first: Levels, second: Levels) -> Levels:
    """What ``first`` says, and where it is silent what ``second`` says."""
    return tuple(one if one is not None else other for one, other in zip(first, second, strict=True))


def size_of_run(properties: Element | None) -> float | None:
    """What a run says of itself."""
    return _size(properties)


def shrinking(body: Element | None) -> float:
    """By how much the text of a shape is scaled to fit (``a:normAutofit``, §21.1.2.1.3)."""
    fit = child(body, f"{A}normAutofit")
    written = "" if fit is None else fit.get("fontScale", "")
    scale = number(written.rstrip("%"))
    if scale is None:
        return 1.0
    return min(max(scale / (100 if written.endswith("%") else 100_000), 0.01), 1.0)


def number(written: str | None) -> float | None:
    """A whole number of 0 or more as it stands in an attribute; None for anything else."""
    return float(int(written)) if written and written.isdecimal() and len(written) < 12 else None


def _size(properties: Element | None) -> float | None:
    hundredths = None if properties is None else number(properties.get("sz"))
    return hundredths / 100 if hundredths else None


def list_style(shape: Element) -> Levels:
    """What the list style of a shape says."""
    return stated(child(child(shape, f"{P}txBody"), f"{A}lstStyle"))


def master_levels(master: Element, deck: Levels) -> dict[str, Levels]:
    """The sizes of a master by placeholder type; '' is text outside placeholders."""
    styles = {
        kind: over(stated(child(child(master, f"{P}txStyles"), f"{P}{kind}Style")), deck)
        for kind in ("title", "body", "other")
    }
    found = {kind: styles[STYLE_OF.get(kind, "body")] for kind in ("title", "body", "ftr", "sldNum", "dt", "")}
    for shape in master.iter(f"{P}sp"):
        mark = next(shape.iter(f"{P}ph"), None)
        if mark is not None:
            kind = parent_of(mark.get("type", ""))
            found[kind] = over(list_style(shape), styles[STYLE_OF.get(kind, "body")])
    return found
