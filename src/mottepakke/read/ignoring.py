"""Comments that leave findings out: ``# ignorer AG004: grunn`` in YAML, ``<!-- ignorer ST008: grunn -->`` in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from mottepakke.model.settings import Ignored
from mottepakke.model.source import Span

WORD = "ignorer"
CODE = r"[A-Z]{2}[0-9]{0,3}"
SAID = rf"{WORD}[ \t]+(?P<codes>{CODE}(?:(?:[ \t]*,[ \t]*|[ \t]+){CODE})*)(?:[ \t]*[:–—-][ \t]*(?P<reason>[^\n]*?))?[ \t]*"
YAML_COMMENT = re.compile(rf"(?:^|(?<=[ \t]))#[ \t]*{SAID}$", re.MULTILINE)
MARKDOWN_COMMENT = re.compile(rf"<!--[ \t]+{SAID}-->")


def ignored_in(found: re.Match[str], span: Span, line: int) -> Iterator[Ignored]:
    """What a comment leaves out of the findings of ``line``, a code at a time."""
    for code in re.findall(CODE, found["codes"]):
        yield Ignored(code, (found["reason"] or "").strip(), span, line)


def yaml_comments(text: str, events: Iterable[Any], path: str, first_line: int) -> Iterator[Ignored]:
    """What the comments of a YAML text leave out: of their own line, or of the next where they stand alone on theirs.

    ``events`` are the parser's: what stands in a value is no comment.
    """
    values = [(_text_start(event, text), event.end_mark.index) for event in events if getattr(event, "style", None)]
    for found in YAML_COMMENT.finditer(text):
        if any(start <= found.start() < end for start, end in values):
            continue
        begin = text.rfind("\n", 0, found.start()) + 1
        number = first_line + text.count("\n", 0, begin)
        alone = not text[begin : found.start()].strip()
        yield from ignored_in(found, Span(path, number, found.start() - begin + 1), number + alone)


def _text_start(event: Any, text: str) -> int:
    """Where a quoted text begins, or that of a block, whose head may carry a comment."""
    start: int = event.start_mark.index
    return text.find("\n", start) if event.style in ("|", ">") else start


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the line of ``text[start:end]``."""
    before, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return not text[before:start].strip() and not text[end : after if after >= 0 else len(text)].strip()
