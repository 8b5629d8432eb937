"""A quotation that is never closed, or never opened.

Nobody can tell where the quotation ends and the committee speaks again. A quotation over several paragraphs is closed in
one of the next few. Not matched: inches («5"»), the pages of PDF files, where lines stand in any order, titles of slides,
and texts whose Markdown could not be read, in which code is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import is_unread, said
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject
from mottepakke.diagnostics import Diagnostic

PARAGRAPHS = 6
GUILLEMETS = re.compile(r"«(?!\s|$)|(?<!\s)(?<!^)»")
"""Those that stand at a word; others are bullets that a scanner misread, or arrows."""
QUOTES = re.compile(r'[“”„]|(?<!\d)"')
"""All others; «5"» is inches."""
SHOWN = 40
MOST = 5
"""Open quotations of one paragraph that are told."""
SIGN = re.compile('[«»“”„"]')


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Paragraphs of sources, Word files and slides."""
    passages = [passage for passage in subject.passages if passage.kind != "page" and not is_unread(subject, passage)]
    open_before: list[tuple[int, Passage, int]] = []
    unpaired: list[tuple[Passage, int]] = []
    for number, passage in enumerate(passages):
        unpaired += ((before, at) for place, before, at in open_before if number - place > PARAGRAPHS)
        open_before = [item for item in open_before if number - item[0] <= PARAGRAPHS]
        for sign, at in _unpaired(passage.text):
            opened = next((item for item in open_before if sign == "»" and _goes_on(item[1], passage)), None)
            if opened:
                open_before.remove(opened)
            elif sign == "«":
                open_before.append((number, passage, at))
            else:
                unpaired.append((passage, at))
    for passage, at in (*unpaired, *((passage, at) for _, passage, at in open_before)):
        words = _around(passage.text, at)
        yield said(codes.UNPAIRED_QUOTES, passage, words, subject.source)


def _goes_on(before: Passage, passage: Passage) -> bool:
    return (before.span.path, before.file) == (passage.span.path, passage.file)


def _unpaired(text: str) -> Iterator[tuple[str, int]]:
    """The signs without a partner, and where they stand."""
    if not SIGN.search(text):
        return
    opened: list[int] = []
    for found in GUILLEMETS.finditer(text):
        if found.group() == "«":
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            yield "»", found.start()
    yield from (("«", at) for at in opened[:MOST])
    signs = list(QUOTES.finditer(text))
    if len(signs) % 2:
        yield '"', signs[-1].start()


def _around(text: str, at: int) -> str:
    """The sign with the words after it, or before it at the end."""
    after = text[at : at + SHOWN]
    return after.rsplit(" ", 1)[0] if len(after) == SHOWN else text[max(at - SHOWN, 0) : at + 1].split(" ", 1)[-1]


RULE = Rule(codes.UNPAIRED_QUOTES, find)
