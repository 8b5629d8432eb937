"""A quotation in prose that is nearly, but not quite, what was decided in the case named beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain

from msgspec import Struct

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject, Writing
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Block, Heading, Inline, Paragraph, Quote
from mottepakke.model.meeting import LedgerEntry
from mottepakke.model.references import Unresolved, references
from mottepakke.model.source import Span
from mottepakke.model.walk import inside, plain_text, words

QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"")
NUMBER = re.compile(r"\b0*(\d{1,5})/(?:20)?(\d{2})\b")
WORD = re.compile(r"\w+(?:[-–/.:]\w+)*")
LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?|\[[^\]]*\]")
"""What stands for words left out, or for words somebody put in."""
FEWEST_WORDS = 6
"""Shorter quotations are expressions, not decisions."""
SAME_TEXT = 0.5
"""From this share of its words on, in order, a quotation is meant to be that decision."""
MOST_WORDS = 2_000
SHOWN_WORDS = 8

Numbers = frozenset[tuple[str, str]]
"""Case numbers without series: («17», «25»)."""


class Passage(Struct, frozen=True):
    """A paragraph, heading or quotation: its words, and the blocks they are from."""

    text: str
    quotation: bool
    blocks: tuple[Block, ...]
    span: Span | None


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In the notes and attachments of every case."""
    decided: dict[str, list[str]] = {}
    for writing in subject.writings:
        if writing.case is None:
            continue
        named = _numbers(reference.number for reference in writing.case.earlier)
        before: list[Passage] = []
        for passage in _passages(writing):
            for parts in _quoted(passage):
                near = named.union(*(_named(subject, writing, one) for one in (*before, passage)))
                entries = [entry for entry in _entries(subject, near) if entry.decision]
                span = passage.span or writing.case.origin.span
                yield from _differing(parts, entries, span, decided)
            before = [passage]


def _differing(
    parts: Sequence[list[str]], entries: Sequence[LedgerEntry], span: Span, decided: dict[str, list[str]]
) -> Iterator[Diagnostic]:
    """The finding about one quotation, where the decision most like it says something else."""
    quoted = [word for part in parts for word in part]
    best: tuple[float, LedgerEntry, list[str]] | None = None
    for entry in entries:
        place = f"{entry.origin.span.path} {entry.number}"
        decision = decided.setdefault(place, _words(_text(entry.decision)))
        if all(_within(part, decision) for part in parts):
            return
        share = _share(quoted, decision)
        if best is None or share > best[0]:
            best = (share, entry, decision)
    if best is not None and best[0] >= SAME_TEXT:
        said, wanted = _first_difference(quoted, best[2])
        yield Diagnostic.at(codes.QUOTATION_DIFFERS, span, number=best[1].number, quoted=said, decision=wanted)


def _within(part: Sequence[str], text: Sequence[str]) -> bool:
    """Whether ``part`` stands in ``text`` unbroken; case of letters and signs do not count."""
    return f" {' '.join(part)} ".casefold() in f" {' '.join(text)} ".casefold()


def _matcher(quoted: Sequence[str], decision: Sequence[str]) -> SequenceMatcher[str]:
    old, new = ([word.casefold() for word in text[:MOST_WORDS]] for text in (quoted, decision))
    return SequenceMatcher(None, old, new, autojunk=False)


def _share(quoted: Sequence[str], decision: Sequence[str]) -> float:
    return sum(match.size for match in _matcher(quoted, decision).get_matching_blocks()) / len(quoted)


def _first_difference(quoted: Sequence[str], decision: Sequence[str]) -> tuple[str, str]:
    """Where the texts part, with a word before it; what only the decision has around the quotation does not count."""
    steps = [step for step in _matcher(quoted, decision).get_opcodes() if step[0] != "equal"]
    inner = [step for step in steps if step[0] != "insert" or 0 < step[1] < len(quoted)]
    _, i1, i2, j1, j2 = (inner or steps)[0]
    return _shown(quoted, i1, i2), _shown(decision, j1, j2)


def _shown(text: Sequence[str], start: int, end: int) -> str:
    end = max(min(end, start + SHOWN_WORDS), start + 1)
    return " ".join(text[max(start - 1, 0) : end])


def _entries(subject: Subject, numbers: Numbers) -> Iterator[LedgerEntry]:
    for ledger in subject.ledgers:
        for entry in ledger.entries:
            if _numbers((entry.number,)) & numbers:
                yield entry


def _quoted(passage: Passage) -> Iterator[list[list[str]]]:
    """The quotations of a passage, each as the runs of words between what was left out."""
    quoted = QUOTED.findall(passage.text) if any(sign in passage.text for sign in '«“"') else ()
    marked = (next(filter(None, groups), "") for groups in quoted)
    for text in [passage.text] if passage.quotation else marked:
        parts = [found for part in LEFT_OUT.split(text) if (found := _words(part))]
        if sum(map(len, parts)) >= FEWEST_WORDS:
            yield parts


def _passages(writing: Writing) -> Iterator[Passage]:
    def passages(blocks: Iterable[Block | Inline], span: Span | None) -> Iterator[Passage]:
        for block in blocks:
            here = getattr(block, "span", None) or span
            match block:
                case Paragraph(children) | Heading(_, children):
                    yield Passage(plain_text(children), quotation=False, blocks=(block,), span=here)
                case Quote(blocks):
                    yield Passage(_text(blocks), quotation=True, blocks=tuple(blocks), span=here)
                case _:
                    yield from passages(inside(block), here)

    return passages(writing.blocks, None)


def _named(subject: Subject, writing: Writing, passage: Passage) -> Numbers:
    """The numbers that a passage names, and those of the cases it refers to."""
    targets = (subject.references.look_up(href, writing.case) for href, _ in references(passage.blocks))
    referred = (target.number for target in targets if not isinstance(target, Unresolved) and target.kind == "sak")
    return _numbers((passage.text, *referred))


def _numbers(texts: Iterable[str]) -> Numbers:
    return frozenset(chain.from_iterable(NUMBER.findall(text) for text in texts))


def _text(blocks: Sequence[Block]) -> str:
    return " ".join(words(blocks))


def _words(text: str) -> list[str]:
    return WORD.findall(text)


RULE = Rule(codes.QUOTATION_DIFFERS, find)
