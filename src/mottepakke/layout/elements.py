"""HTML text to elements, each with the template line it was written on."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from msgspec import Struct, field

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.source import Span

VOID = {"br", "hr", "img", "col"}
LINE_MARK = re.compile(r"@(.+):(\d+)")


class Element(Struct):
    """A parsed element: children are elements or text."""

    name: str
    attributes: dict[str, str]
    span: Span
    children: list[Element | str] = field(default_factory=list)

    @property
    def role(self) -> str:
        """The class attribute."""
        return self.attributes.get("class", "")


class TemplateFailedError(Exception):
    """A template that cannot be rendered; carries the finding."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class LayoutHtmlError(Exception):
    """HTML outside the notation; carries the finding."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class _TreeParser(HTMLParser):
    def __init__(self, template: str) -> None:
        super().__init__(convert_charrefs=True)
        self.span = Span(template)
        self.root = Element("root", {}, self.span)
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs}, self.span)
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open[-1].name != tag:
            raise LayoutHtmlError(Diagnostic.at(codes.UNKNOWN_ELEMENT, self.span, element=f"</{tag}>"))
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        if found := LINE_MARK.fullmatch(data):
            self.span = Span(found[1], int(found[2]))


def parse_html(html: str, template: str) -> Element:
    """The element tree of what a template printed.

    Raises:
        LayoutHtmlError: elements are not closed in order.
    """
    parser = _TreeParser(template)
    parser.feed(html)
    parser.close()
    if len(parser.open) > 1:
        unclosed = parser.open[-1]
        raise LayoutHtmlError(Diagnostic.at(codes.UNKNOWN_ELEMENT, unclosed.span, element=f"<{unclosed.name}>"))
    return parser.root
