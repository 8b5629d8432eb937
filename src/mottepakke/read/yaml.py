"""YAML as text with places: scalars stay what was written, every node knows its line.

PyYAML's own constructors turn ``12:40`` into 760, ``no`` into False and ``012`` into 10, and let a duplicate key win. Here
only its event parser is used; fields convert the text they expect (see `mottepakke.read.fields`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from mottepakke import codes
from mottepakke.diagnostics import Code, Diagnostic, Report
from mottepakke.model.source import Span
from mottepakke.read.ignoring import WORD, yaml_comments
from mottepakke.read.nodes import Mapping, Node, Scalar, Sequence, Unreadable
from mottepakke.read.text import FORBIDDEN, compose

MAX_DEPTH = 40
MAX_NODES = 60_000
"""Nodes in one file with every alias counted as often as it is used; long text counts as many."""

DASHES = ("– ", "— ", "• ")
"""What word processors make of the hyphen that begins a row."""
PROBLEMS = {
    "tab character": "@yaml_tab",
    "cannot start any token": "@yaml_sign",
    "mapping values are not allowed": "@yaml_colon",
    "expected ':'": "@yaml_no_colon",
    "expected key": "@yaml_indent",
    "indicator": "@yaml_indent",
    "block mapping": "@yaml_indent",
    "<block end>": "@yaml_indent",
    "unexpected end of stream": "@yaml_open_quote",
    "expected ',' or": "@yaml_open_bracket",
    "document start": "@yaml_after_end",
}
"""What stands in the parser's words for a problem, and the catalogue's words for it."""

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Refused(Exception):
    """YAML that is not read; carries the finding."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__()
        self.diagnostic = diagnostic


class _Composer:
    """Builds nodes from parser events within the limits."""

    def __init__(self, events: Iterator[yaml.Event], path: str, first_line: int, report: Report) -> None:
        self.events = events
        self.path = path
        self.offset = first_line
        self.report = report
        self.anchors: dict[str, Node] = {}
        self.nodes = 0

    def span(self, event: yaml.Event) -> Span:
        mark = event.start_mark
        return Span(self.path, mark.line + self.offset, mark.column + 1) if mark else Span(self.path, self.offset)

    def refuse(self, code: Code, event: yaml.Event, **args: object) -> _Refused:
        return _Refused(Diagnostic.at(code, self.span(event), **args))

    def document(self) -> Node | None:
        """The only document of the stream, or None where there is none."""
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self.node(next(self.events), 0)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.refuse(codes.INVALID_YAML, after, problem="---")
        return node

    def node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self.refuse(codes.YAML_TOO_COMPLEX, event, limit=f"@levels:{MAX_DEPTH}")
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        if getattr(event, "tag", None) is not None:
            raise self.refuse(codes.YAML_TAG, event, tag=event.tag)
        self.count(1, event)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self.scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self.sequence(event, depth)
        else:
            node = self.mapping(event, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        """A value; what escapes of quoted text bring in is judged as if it stood in the file."""
        found = FORBIDDEN.search(event.value)
        if found:
            self.report.add(codes.CONTROL_CHARACTER, self.span(event), character=f"U+{ord(found.group()):04X}")
        text = compose(FORBIDDEN.sub("", event.value)) if event.style == '"' else event.value
        empty = not event.value and bool(event.implicit[0])
        node = Scalar(text, self.span(event), empty, block=event.style in ("|", ">"))
        self.count(node.size - 1, event)
        return node

    def count(self, nodes: int, event: yaml.Event) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise self.refuse(codes.YAML_TOO_COMPLEX, event, limit=f"@values:{MAX_NODES}")

    def alias(self, event: yaml.AliasEvent) -> Node:
        node = self.anchors.get(event.anchor or "")
        if node is None:
            raise self.refuse(codes.INVALID_YAML, event, problem=f"*{event.anchor}")
        self.count(node.size, event)
        return node

    def sequence(self, start: yaml.Event, depth: int) -> Sequence:
        before = self.nodes
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Sequence(tuple(items), self.span(start), self.nodes - before + 1)

    def mapping(self, start: yaml.Event, depth: int) -> Mapping:
        before = self.nodes
        entries = []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self.refuse(codes.INVALID_YAML, event, problem="{…}:")
            entries.append((key, self.node(next(self.events), depth + 1)))
        return Mapping(tuple(entries), self.span(start), self.nodes - before + 1)


def parse_yaml(text: str, path: str, report: Report, first_line: int = 1) -> Node | Unreadable | None:
    """The node tree of ``text`` (YAML 1.1 as PyYAML parses it); None when empty, `Unreadable` when refused with a finding.

    ``first_line`` is the line in the file at which ``text`` begins.
    """
    try:
        node = _Composer(iter(yaml.parse(text, Loader=LOADER)), path, first_line, report).document()
        if WORD in text:
            report.ignored.update(yaml_comments(text, yaml.parse(text, Loader=LOADER), path, first_line))
        return node
    except _Refused as refused:
        report.found.add(refused.diagnostic)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        span = Span(path, mark.line + first_line, mark.column + 1) if mark else Span(path, first_line)
        line = text.splitlines()[mark.line : mark.line + 1] if mark else []
        report.add(codes.INVALID_YAML, span, problem=_problem(f"{error.problem or error.context}", "".join(line)))
    except yaml.YAMLError:
        report.add(codes.INVALID_YAML, Span(path, first_line), problem=_problem("", ""))
    return Unreadable()


def _problem(told: str, line: str) -> str:
    """What is wrong, in the catalogue's words, by the parser's and the line where it stopped."""
    if line.lstrip().startswith(DASHES):
        return "@yaml_dash"
    return next((words for part, words in PROBLEMS.items() if part in told), "@yaml_other")
