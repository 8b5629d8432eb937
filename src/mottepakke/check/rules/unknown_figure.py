"""«figur 4» or «tabell 2» beyond what there is.

A figure has been taken out, or its number is wrong. Figures with a caption have numbers, tables are counted as they
stand. The document and the other texts of its case are looked at together; where a case has files whose figures nobody
here has counted, only a document with figures (tables) of its own is judged. Not matched: «figur 4 i rapporten».
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import said, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Figure, Table
from mottepakke.model.meeting import Case, FileAttachment

WRITTEN = re.compile(
    r"\b(?P<kind>[Ff]igur|[Tt]abell) (?P<number>\d{1,2})(?![\w/]|[.,]\d)(?! (?:i|på|frå|fra|hos|til) (?!denne|dette))"
)
OURS = (".md", ".markdown", ".png", ".jpg", ".jpeg", ".svg")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In what authors wrote about cases."""
    ours = (passage for passage in with_digits(subject) if passage.is_ours and passage.case)
    naming = [passage for passage in ours if "igur " in passage.text or "abell " in passage.text]
    counted = _counted(subject) if naming else {}
    for passage in naming:
        for found in WRITTEN.finditer(passage.text):
            assert passage.case is not None
            kind = found["kind"].lower()
            most = max((number for (_, of), number in counted[passage.case.key].items() if of == kind), default=0)
            here = counted[passage.case.key][passage.span.path, kind]
            if int(found["number"]) > most and (here or not _has_unread(passage.case)):
                yield said(codes.UNKNOWN_FIGURE, passage, found.group(), subject.source, count=most or "@none")


def _counted(subject: Subject) -> dict[str, Counter[tuple[str, str]]]:
    """How many figures and tables there are, by case and then by file."""
    counted: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for writing in subject.writings:
        for node in writing.nodes if writing.case else ():
            assert writing.case is not None
            if isinstance(node, Figure) and node.caption and node.span:
                counted[writing.case.key][node.span.path, "figur"] += 1
            elif isinstance(node, Table) and node.span:
                counted[writing.case.key][node.span.path, "tabell"] += 1
    return counted


def _has_unread(case: Case) -> bool:
    """Whether the case has files beside its own texts."""
    return any(not isinstance(item, FileAttachment) or item.ending not in OURS for item in case.attachments)


RULE = Rule(codes.UNKNOWN_FIGURE, find)
