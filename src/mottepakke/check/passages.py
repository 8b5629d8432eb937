"""The prose of a meeting as passages, one paragraph each: what authors wrote, and what stands in files they attach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mottepakke.check.subject import Passage, PassageKind, SourceLines, Subject, Writing
from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.document import (
    Block,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Table,
    Text,
)
from mottepakke.model.document import Code as CodeText
from mottepakke.model.meeting import Case, Ledger
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.source import Span
from mottepakke.model.walk import inside, plain_text
from mottepakke.model.wording import shortened

OTHER_DOCUMENT = re.compile(
    r"forskrift|\blov|direktiv|forordning|avtale|kontrakt|rundskriv|rapport|veileder|veileiar|instruks|høring|høyring|brev|"
    r"Meld\. St\.|Prop\.|NOU|tildeling|strategi|utredning|utgreiing|mandat",
    re.IGNORECASE,
)
"""What a sentence names where «vedlegg 3» or «kapittel 9» may be that document's."""
QUOTATION = re.compile('«[^«»]*»|“[^“”]*”|„[^„”“]*[”“]|"[^"]*"')
"""Words between quotation marks of one kind."""
GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
LOOKED_THROUGH = 60
"""Lines from the beginning of a paragraph in which words of it are looked for."""


def author_passages(meeting: ResolvedMeeting, writings: Iterable[Writing], ledger: Ledger) -> Iterator[Passage]:
    """Titles, points, notes, Markdown attachments, minutes, and the decisions in the committee's ledger."""
    for resolved in meeting.cases:
        yield from _head(resolved.row.case)
    for writing in writings:
        yield from _in_blocks(writing.blocks, writing.case, None, "text")
    for entry in ledger.entries:
        yield from _in_blocks(entry.decision, None, entry.origin.of("vedtak"), "text")


def _head(case: Case) -> Iterator[Passage]:
    for key, text in (("tittel", case.title), ("korttittel", case.short_title)):
        if key in case.origin.fields and not case.unreadable:
            yield Passage(text, case.origin.of(key), case, "title")
    for text in case.points:
        yield Passage(text, case.origin.of("punkter"), case, "title")


def _in_blocks(
    blocks: Iterable[Block | Inline], case: Case | None, span: Span | None, kind: PassageKind
) -> Iterator[Passage]:
    for block in blocks:
        here = getattr(block, "span", None) or span or (case.origin.span if case else None)
        if here is None:
            continue
        match block:
            case Paragraph(children):
                yield Passage(prose(children), here, case, kind)
                yield from _in_blocks(_notes(children), case, here, "text")
            case Heading(_, children):
                yield Passage(prose(children), here, case, "heading")
            case Figure(_, _, caption):
                yield Passage(prose(caption), here, case, "caption")
            case Table():
                yield from _in_blocks(inside(block), case, here, "cell")
            case Items():
                yield from _in_blocks(inside(block), case, here, "item")
            case Quote():
                yield from _in_blocks(inside(block), case, here, "quote")
            case _:
                yield from _in_blocks(inside(block), case, here, kind)


def _notes(children: Sequence[Inline]) -> Iterator[Inline]:
    """The inline nodes that may hold footnotes, which are no part of a paragraph's own words."""
    return (child for child in children if not isinstance(child, Text | CodeText))


def with_digits(subject: Subject) -> Sequence[Passage]:
    """The passages in which there can be a date, a time or a number."""
    return subject.with_digits


def with_dates(subject: Subject) -> Sequence[Passage]:
    """The passages in which there can be a date, or a time after «kl.»."""
    return subject.with_dates


def is_unread(subject: Subject, passage: Passage) -> bool:
    """Whether the Markdown of its source could not be read: then its signs stand in the text, and that is told."""
    return passage.is_ours and passage.span.path in subject.unread


def prose(inlines: Sequence[Inline]) -> str:
    """The words of inline nodes, with a `GAP` for what is no prose: code, and references that are worded later."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case Text(value):
                parts.append(value)
            case CodeText() | Link(_, ()):
                parts.append(GAP)
            case Strong(children) | Emphasis(children) | Strike(children) | Link(_, children):
                parts.append(prose(children))
            case _:
                parts.append(plain_text((node,)))
    return "".join(parts)


def place_of(passage: Passage, words: str, source: SourceLines) -> Span:
    """The line on which ``words`` stand, at the latest the one on which they begin; that of the passage where unknown."""
    parts = words.split()
    if passage.file or not parts:
        return passage.span
    lines = source(passage.span.path)[passage.span.line - 1 : passage.span.line - 1 + LOOKED_THROUGH]
    found = re.search(r"[\s>]+".join(map(re.escape, parts)), "\n".join(lines))
    return Span(passage.span.path, passage.span.line + found.string[: found.start()].count("\n")) if found else passage.span


def said(code: Code, passage: Passage, words: str, source: SourceLines, **args: object) -> Diagnostic:
    """A finding about ``words`` of ``passage``; in a file it says where in it."""
    given = {key: shortened(str(value)) for key, value in args.items()}
    return Diagnostic.at(
        code,
        place_of(passage, words, source),
        **{"file": file_said(passage), "place": passage.place, "words": shortened(" ".join(words.split())), **given},
    )


def file_said(passage: Passage) -> str:
    """What a finding about ``passage`` begins with: the file it stands in, nothing for a source."""
    return f"{shortened(passage.file)}{',' if passage.place else ':'} " if passage.file else ""


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of ``text`` in which the words from ``start`` to ``end`` stand."""
    before = [found.end() for found in SENTENCE_END.finditer(text, 0, start)]
    after = SENTENCE_END.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


SENTENCE_END = re.compile(r"(?<=[^\W\d]{3})[.!?]\s+(?=[A-ZÆØÅ«])")
"""A full stop after a word, not after an ordinal or a short abbreviation."""
