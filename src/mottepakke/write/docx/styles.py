"""The styles of a Word template, found by the roles of the layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

from mottepakke.write.docx.elements import Element, name
from mottepakke.write.docx.template import read_template

CHARACTER_ROLES = frozenset({"hyperlink", "footnote_mark"})
TABLE_ROLES = frozenset({"table"})
OPTIONAL_ROLES: Mapping[str, tuple[str, ...]] = {"cell_label": ("Tabelletikett",), "cell_pause": ("Tabellpause",)}
"""Roles with names of their own where the layout is silent; what they lack is no fault."""

DEFAULT_CELL_MARGIN = 115
"""Left and right cell margin in twips where no style says it (ECMA-376 part 1 §17.4.34)."""


class Indent(Struct, frozen=True):
    """Indentation in twips."""

    left: int = 0
    right: int = 0
    hanging: int = 0


class Box(Struct, frozen=True):
    """Border, shade and indentation shared by the paragraphs of a group. ``role``: the style that has them already."""

    role: str
    indent: Indent
    borders: Element | None
    shade: Element | None


@dataclass(slots=True)
class StyleBook:
    """The styles of one template. A role is looked up by style name (letter case is ignored), else by style id."""

    styles: Element
    names: Mapping[str, tuple[str, ...]]
    _by_name: dict[tuple[str, str], Element] = field(init=False, default_factory=dict)
    _by_id: dict[tuple[str, str], Element] = field(init=False, default_factory=dict)
    _found: dict[str, Element | None] = field(init=False, default_factory=dict)
    _ids: dict[str, str | None] = field(init=False, default_factory=dict)
    _indents: dict[str, Indent] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for style in self.styles.iterchildren(name("w:style")):
            kind = style.get(name("w:type"), "paragraph")
            identity = style.get(name("w:styleId"), "")
            named = style.find(name("w:name"))
            label = named.get(name("w:val"), "") if named is not None else identity
            self._by_name.setdefault((kind, label.casefold()), style)
            self._by_id.setdefault((kind, identity), style)

    def style(self, role: str) -> Element | None:
        """The ``w:style`` of a role, or None."""
        if role not in self._found:
            self._found[role] = self._find(role)
        return self._found[role]

    def _find(self, role: str) -> Element | None:
        kind = "character" if role in CHARACTER_ROLES else "table" if role in TABLE_ROLES else "paragraph"
        names = self.names.get(role) or OPTIONAL_ROLES.get(role, ())
        named = (self._by_name.get((kind, candidate.casefold())) for candidate in names)
        by_id = (self._by_id.get((kind, candidate)) for candidate in names)
        return next((style for style in (*named, *by_id) if style is not None), None)

    def id(self, role: str) -> str | None:
        """The style id of a role, or None where the template has no such style."""
        if role not in self._ids:
            style = self.style(role)
            self._ids[role] = None if style is None else style.get(name("w:styleId"))
        return self._ids[role]

    def _ancestry(self, role: str) -> Iterator[Element]:
        """A role's style and those it is based on, nearest first."""
        style, seen = self.style(role), set[str]()
        while style is not None and style.get(name("w:styleId")) not in seen:
            yield style
            seen.add(style.get(name("w:styleId")))
            parent = style.find(name("w:basedOn"))
            kind = style.get(name("w:type"), "paragraph")
            style = None if parent is None else self._by_id.get((kind, parent.get(name("w:val"))))

    def _property(self, role: str, path: str) -> Element | None:
        found = (style.find(path) for style in self._ancestry(role))
        return next((element for element in found if element is not None), None)

    def indent(self, role: str) -> Indent:
        """The indentation a role's style gives."""
        if role not in self._indents:
            self._indents[role] = self._indent(role)
        return self._indents[role]

    def _indent(self, role: str) -> Indent:
        sides = dict.fromkeys(("left", "right", "hanging"), 0)
        for style in reversed(list(self._ancestry(role))):
            element = style.find(f"{name('w:pPr')}/{name('w:ind')}")
            if element is not None:
                written = {side: element.get(name(f"w:{side}")) for side in sides}
                sides |= {side: int(value) for side, value in written.items() if value is not None}
        return Indent(**sides)

    def box(self, role: str) -> Box:
        """The border, shade and indentation a role's style gives."""
        properties = name("w:pPr")
        borders = self._property(role, f"{properties}/{name('w:pBdr')}")
        return Box(role, self.indent(role), borders, self._property(role, f"{properties}/{name('w:shd')}"))

    def tab_positions(self, role: str) -> dict[int, str]:
        """Tab stops in twips with their kinds, those of a style laid over those of its ancestors."""
        stops: dict[int, str] = {}
        for style in reversed(list(self._ancestry(role))):
            for tab in style.iterfind(f"{name('w:pPr')}/{name('w:tabs')}/{name('w:tab')}"):
                stops[int(tab.get(name("w:pos")))] = tab.get(name("w:val"))
        return {position: kind for position, kind in stops.items() if kind != "clear"}

    def space(self, role: str, side: str) -> int:
        """The space ``before`` or ``after`` a paragraph in twips."""
        found = (style.find(f"{name('w:pPr')}/{name('w:spacing')}") for style in self._ancestry(role))
        written = (element.get(name(f"w:{side}")) for element in found if element is not None)
        return next((int(value) for value in written if value is not None), 0)

    def font(self, role: str) -> str | None:
        """The Latin font a role's style names itself."""
        fonts = self._property(role, f"{name('w:rPr')}/{name('w:rFonts')}")
        return None if fonts is None else fonts.get(name("w:ascii"))

    def cell_margins(self) -> int:
        """Left and right cell margin of the table style together, in twips."""
        found = self._property("table", f"{name('w:tblPr')}/{name('w:tblCellMar')}")
        if found is None:
            return 2 * DEFAULT_CELL_MARGIN
        sides = (found.find(name(f"w:{side}")) for side in ("left", "right"))
        return sum(DEFAULT_CELL_MARGIN if side is None else int(side.get(name("w:w"), "0")) for side in sides)


def missing_word_styles(template: Path, styles: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The roles that have no style in the template, sorted.

    Raises:
        MissingStop: ``template`` is not a Word file that can be read.
    """
    book = StyleBook(read_template(template).part.styles.element, styles)
    return tuple(role for role in sorted(styles) if book.style(role) is None)
