"""An attachment that a note does not mention, though it mentions others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Case, FileAttachment
from mottepakke.model.pack import ResolvedAttachment
from mottepakke.model.references import case_blocks, names_of, references
from mottepakke.model.slug import slugify
from mottepakke.model.wording import folded, lines_of, says, shortened


def find(subject: Subject) -> Iterator[Diagnostic]:
    """By reference, by number, by title or by file name; a file name of one word may be any word."""
    for resolved in subject.meeting.cases:
        case = resolved.row.case
        files = [item for item in resolved.attachments if isinstance(item.source, FileAttachment)]
        if len(files) < 2 or not case.has_note:
            continue
        targets = _targets(case)
        text = folded(" ".join(lines_of(case_blocks(case))))
        silent = [item for item in files if not targets & {*names_of(item)} and not _is_named(item, text)]
        for item in silent if len(silent) < len(files) else ():
            title, slug = shortened(item.title), shortened(item.source.slug)
            yield Diagnostic.at(codes.ATTACHMENT_NOT_MENTIONED, item.source.origin.span, title=title, slug=slug)


def _targets(case: Case) -> set[str]:
    """What the references of a note call attachments."""
    found = (href.partition("/")[2] for href, _ in references(tuple(case_blocks(case))))
    names = {unicodedata.normalize("NFC", target.rpartition("/")[2]) for target in found}
    return names | {slugify(name) for name in names}


def _is_named(item: ResolvedAttachment, text: str) -> bool:
    label = f"vedlegg {folded(item.label)}" if item.label else ""
    slug = folded(item.source.slug)
    return any(says(text, name) for name in (folded(item.title), slug if " " in slug else "", label))


RULE = Rule(codes.ATTACHMENT_NOT_MENTIONED, find)
