"""The two parsers of texts, each loaded when there is something to parse."""

from __future__ import annotations

from mottepakke.diagnostics import Report
from mottepakke.read.nodes import Body, Node, PictureReader, Unreadable


class Parser:
    """Parses whatever it is asked to."""

    def yaml(self, text: str, path: str, report: Report, first_line: int = 1) -> Node | Unreadable | None:
        """See `mottepakke.read.yaml.parse_yaml`."""
        from mottepakke.read.yaml import parse_yaml

        return parse_yaml(text, path, report, first_line)

    def markdown(self, text: str, path: str, first_line: int, report: Report, pictures: PictureReader) -> Body:
        """See `mottepakke.read.markdown.read_markdown`."""
        from mottepakke.read.markdown import read_markdown

        return read_markdown(text, path, first_line, report, pictures)


PARSER = Parser()
