"""Semantic HTML of layout templates to the document tree: the one reader of that notation.

The notation is closed; docs/layouts.md lists it. What is not part of it is a finding at the template's line. Author text
arrives as ``<mp-fragment n="…">``, a place for blocks or inlines that have been read before (see `Fragments`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from markupsafe import Markup
from msgspec import Struct, field

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic
from mottepakke.layout.elements import Element, LayoutHtmlError
from mottepakke.model.document import (
    SLIDE_ROLES,
    Block,
    Cell,
    Contents,
    Emphasis,
    Field,
    Fields,
    Figure,
    Group,
    Heading,
    Inline,
    Items,
    LineBreak,
    Link,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Row,
    Rule,
    Slide,
    Strong,
    Table,
    Text,
)

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
INLINE = {"strong", "em", "a", "br"}
TABLE_PARTS = {"caption", "colgroup", "thead", "tbody"}
PARAGRAPH_CLASSES = {
    "": "text",
    "ingress": "lead",
    "etikett": "label",
    "merknad": "note",
    "undertittel": "subtitle",
    "data": "meta",
    "type": "type",
    "advarsel": "warning",
}
GROUP_CLASSES = {"vedtak", "tittelside", "hode", "unntatt", "plassholder"}
TABLE_CLASSES = {"": "table", "agenda": "agenda", "saksliste": "saksliste", "vedtak": "vedtak"}


class Fragments(Struct):
    """Blocks and inlines on their way through a template."""

    kept: list[tuple[Block, ...] | tuple[Inline, ...]] = field(default_factory=list)

    def place(self, content: Sequence[Block] | Sequence[Inline]) -> Markup:
        """What a template prints in place of ``content``; empty (and false) when there is none."""
        if not content:
            return Markup()
        self.kept.append(tuple(content))  # type: ignore[arg-type]
        return Markup(f'<mp-fragment n="{len(self.kept) - 1}"></mp-fragment>')


class Page(Struct, frozen=True):
    """What a document template gives: running head and foot, and the blocks."""

    head: str
    foot: str
    blocks: tuple[Block, ...]


class HtmlReader:
    """Reads element trees into document nodes."""

    def __init__(self, fragments: Fragments, pictures: dict[str, Picture]) -> None:
        self.fragments = fragments
        self.pictures = pictures

    def page(self, root: Element) -> Page:
        """A document.

        Raises:
            LayoutHtmlError: an element is not part of the notation.
        """
        body = [child for child in root.children if not _named(child, "header", "footer")]
        return Page(_text_of(root, "header"), _text_of(root, "footer"), self.blocks(body))

    def slides(self, root: Element) -> tuple[str, tuple[Slide, ...]]:
        """The foot and the slides of a deck."""
        parts = [child for child in root.children if isinstance(child, Element) and child.name != "footer"]
        for part in parts:
            if part.name != "section" or part.role != "lysbilde" or part.attributes.get("data-rolle") not in SLIDE_ROLES:
                raise self._refused(part)
        return _text_of(root, "footer"), tuple(map(self.slide, parts))

    def slide(self, section: Element) -> Slide:
        """One slide: title, subtitle lines, blocks and notes."""
        parts: dict[str, list[Element | str]] = {"title": [], "subtitle": [], "notes": [], "body": []}
        for child in section.children:
            parts[_slide_part(child)].append(child)
        return Slide(
            role=section.attributes.get("data-rolle", "innhold"),
            title=_words(parts["title"]),
            subtitle="\n".join(_words([line]) for line in parts["subtitle"]),
            blocks=self.blocks(parts["body"]),
            notes=tuple(block for aside in parts["notes"] for block in self.blocks(cast(Element, aside).children)),
            section=section.attributes.get("data-seksjon", ""),
            locked=section.attributes.get("data-laast") == "ja",
        )

    # -- blocks -----------------------------------------------------------------------------------------------

    def blocks(self, children: Sequence[Element | str]) -> tuple[Block, ...]:
        """The blocks in ``children``; loose inline content becomes a paragraph."""
        blocks: list[Block] = []
        loose: list[Element | str] = []
        for child in (*children, None):
            if isinstance(child, str) or (isinstance(child, Element) and child.name in INLINE):
                loose.append(child)
                continue
            inlines = self.inlines(loose)
            if inlines:
                blocks.append(Paragraph(inlines))
            loose = []
            if child is not None:
                blocks.extend(self._block(child))
        return tuple(blocks)

    def _block(self, element: Element) -> Sequence[Block]:
        if element.name == "mp-fragment":
            return cast(tuple[Block, ...], self._fragment(element, Block))
        if element.name in HEADINGS:
            listed = element.attributes.get("data-listed") != "nei"
            return [Heading(int(element.name[1]), self.inlines(element.children), element.attributes.get("id"), listed)]
        read = {
            "p": self._paragraph,
            "ul": self._items,
            "ol": self._items,
            "dl": self._fields,
            "table": self._table,
            "section": self._group,
            "blockquote": self._quote,
            "hr": self._rule,
            "nav": self._contents,
            "img": self._image,
        }.get(element.name)
        if read is None:
            raise self._refused(element)
        return read(element)

    def _paragraph(self, element: Element) -> Sequence[Block]:
        role = self._known(element, PARAGRAPH_CLASSES)
        inlines = self.inlines(element.children)
        return [Paragraph(inlines, role, element.attributes.get("id"))] if inlines else []

    def _quote(self, element: Element) -> Sequence[Block]:
        return [Quote(self.blocks(element.children))]

    def _rule(self, element: Element) -> Sequence[Block]:
        return [PageBreak() if self._known(element, {"": "", "sideskift": "break"}) else Rule()]

    def _contents(self, element: Element) -> Sequence[Block]:
        self._known(element, {"innhold": ""})
        first, last = (int(self._number(element, f"data-{end}", n, 1)) for end, n in (("first", 2), ("last", 3)))
        return [Contents(_words(element.children), first, last)]

    def _fragment(self, element: Element, kind: object) -> Sequence[object]:
        """Author text put in a place for blocks or for inlines; the wrong kind for the place is refused."""
        number = self._number(element, "n", -1, 0)
        kept = self.fragments.kept[int(number)] if number < len(self.fragments.kept) else ()
        if not kept or not isinstance(kept[0], kind):  # type: ignore[arg-type]
            raise self._refused(element)
        return kept

    def _number(self, element: Element, name: str, default: float, least: float) -> float:
        """The number in an attribute, at least ``least``."""
        written = element.attributes.get(name, "")
        if not written:
            return default
        if not re.fullmatch(r"\d{1,6}(\.\d+)?", written) or float(written) < least:
            raise self._refused(element)
        return float(written)

    def _refused(self, element: Element) -> LayoutHtmlError:
        role = f' class="{element.role}"' if element.role else ""
        return LayoutHtmlError(Diagnostic.at(codes.UNKNOWN_ELEMENT, element.span, element=f"<{element.name}{role}>"))

    def _known(self, element: Element, classes: dict[str, str]) -> str:
        if element.role not in classes:
            raise self._refused(element)
        return classes[element.role]

    def _items(self, element: Element) -> Sequence[Block]:
        role = self._known(element, {"": "list", "spalter": "columns"})
        lines = [child for child in element.children if isinstance(child, Element)]
        if any(line.name != "li" for line in lines):
            raise self._refused(next(line for line in lines if line.name != "li"))
        start = int(self._number(element, "start", 1, 0))
        items = tuple(self.blocks(line.children) for line in lines)
        return [Items(items, element.name == "ol", start, role)] if items else []

    def _fields(self, element: Element) -> Sequence[Block]:
        fields = []
        label = ""
        for child in element.children:
            if _named(child, "dt"):
                label = _words(cast(Element, child).children)
            elif _named(child, "dd"):
                blocks = self.blocks(cast(Element, child).children)
                if blocks:
                    fields.append(Field(label, blocks))
            elif isinstance(child, Element):
                raise self._refused(child)
        return [Fields(tuple(fields))] if fields else []

    def _group(self, element: Element) -> Sequence[Block]:
        if element.role not in GROUP_CLASSES:
            raise self._refused(element)
        blocks = self.blocks(element.children)
        return [Group(element.role, blocks, element.attributes.get("id"))] if blocks else []

    def _image(self, element: Element) -> Sequence[Block]:
        picture = self.pictures.get(element.attributes.get("src", ""))
        if picture is None:
            raise self._refused(element)
        return [Figure(picture, element.attributes.get("alt", ""))]

    def _table(self, element: Element) -> Sequence[Block]:
        parts = {child.name: child for child in element.children if isinstance(child, Element)}
        if parts.keys() - TABLE_PARTS or sum(isinstance(child, Element) for child in element.children) > len(parts):
            raise self._refused(element)
        columns = [child for child in parts["colgroup"].children if _named(child, "col")] if "colgroup" in parts else []
        shares = [self._number(cast(Element, column), "data-width", 1, 1) for column in columns]
        caption = self.inlines(parts["caption"].children) if "caption" in parts else ()
        table = Table(
            widths=tuple(share / sum(shares) for share in shares),
            head=self._rows(parts.get("thead")),
            rows=self._rows(parts.get("tbody")),
            caption=caption,
            role=self._known(element, TABLE_CLASSES),
            summary=element.attributes.get("data-summary", ""),
            splittable=element.attributes.get("data-splittable") == "ja",
        )
        return [table]

    def _rows(self, part: Element | None) -> tuple[Row, ...]:
        found = [child for child in part.children if isinstance(child, Element)] if part else []
        return tuple(self._row(child) for child in found)

    def _row(self, element: Element) -> Row:
        if element.name != "tr":
            raise self._refused(element)
        cells = []
        for child in element.children:
            if _named(child, "td", "th"):
                cell = cast(Element, child)
                align = self._known(cell, {"": "left", "høyre": "right", "midt": "center"})
                span = int(self._number(cell, "colspan", 1, 1))
                cells.append(Cell(self.blocks(cell.children), cell.name == "th", span, align))  # type: ignore[arg-type]
            elif isinstance(child, Element):
                raise self._refused(child)
        return Row(tuple(cells), self._known(element, {"": "row", "pause": "pause"}), element.attributes.get("id"))

    # -- inlines ----------------------------------------------------------------------------------------------

    def inlines(self, children: Sequence[Element | str]) -> tuple[Inline, ...]:
        """Inline nodes, white space folded and trimmed at both ends."""
        found: list[Inline] = []
        for child in children:
            if isinstance(child, str):
                found.append(Text(re.sub(r"[ \t\n\r]+", " ", child)))
            else:
                found.extend(self._inline(child))
        return _trimmed(found)

    def _inline(self, element: Element) -> Sequence[Inline]:
        match element.name:
            case "mp-fragment":
                return cast(tuple[Inline, ...], self._fragment(element, Inline))
            case "strong":
                return [Strong(self.inlines(element.children))]
            case "em":
                return [Emphasis(self.inlines(element.children))]
            case "a":
                return [Link(element.attributes.get("href", ""), self.inlines(element.children))]
            case "br":
                return [LineBreak()]
            case _:
                raise self._refused(element)


def _named(child: Element | str | None, *names: str) -> bool:
    return isinstance(child, Element) and child.name in names


def _slide_part(child: Element | str) -> str:
    if _named(child, "h1"):
        return "title"
    if _named(child, "aside"):
        return "notes"
    return "subtitle" if _named(child, "p") and cast(Element, child).role == "undertittel" else "body"


def _words(children: Sequence[Element | str]) -> str:
    parts = (child if isinstance(child, str) else _words(child.children) for child in children)
    return " ".join("".join(parts).split())


def _text_of(root: Element, name: str) -> str:
    found = (child for child in root.children if _named(child, name))
    return next((_words(cast(Element, child).children) for child in found), "")


def _trimmed(inlines: list[Inline]) -> tuple[Inline, ...]:
    if inlines and isinstance(inlines[0], Text):
        inlines[0] = Text(inlines[0].value.lstrip(" "))
    if inlines and isinstance(inlines[-1], Text):
        inlines[-1] = Text(inlines[-1].value.rstrip(" "))
    return tuple(inline for inline in inlines if inline != Text(""))
