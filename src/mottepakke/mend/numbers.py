"""Numbers of cases and attachments that somebody wrote by hand, as references that follow when numbers change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mottepakke.mend.edit import Edit
from mottepakke.model.bodies import names_another
from mottepakke.model.meeting import Case
from mottepakke.model.pack import ResolvedCase, ResolvedMeeting
from mottepakke.model.references import ReferenceTable, Target
from mottepakke.read.markdown import MAX_CHARACTERS

LEFT_ALONE = re.compile(
    r"^ {0,3}(?:`{3,}|~{3,}).*?(?:^ {0,3}(?:`{3,}|~{3,})[^\n]*$|\Z)"  # fences
    r"|^(?:[ \t]*>| {0,3}#| {4}|\t| {0,3}\[(?!\^))[^\n]*$"  # quotations, headings, code, what links lead to
    r"|(`+)[^`]{1,500}\1|\[\[[^\[\]\n]*\]\]|!?\[[^\[\]\n]*\]\([^()\n]*\)|<[^<>\n]*>|«[^»]{0,500}»|https?://\S+",
    re.MULTILINE | re.DOTALL,
)
"""What is quoted, code or a link already."""
NOT_ALONE = r"(?![\w/]|[.,]\d|[ \u00a0]?[–-][ \u00a0]?\w|,? (?:og |eller |samt )?\d|,? (?:til|i|av|fra|frå|på|hos) )"
"""More follows: a longer number, a list of numbers, or whose number it is («vedlegg 2 til forskriften»)."""
SENTENCE_END = re.compile(r"[.!?][ \u00a0\n]+(?=[A-ZÆØÅ])|\n[ \t]*\n")
LOOKED_AT = 400
"""Characters before and after a number in which somebody else may be named whose number it is."""
SPACE = r"[ \u00a0]"


def number_edits(prose: str, case: Case | None, table: ReferenceTable) -> Iterator[Edit]:
    """Each number in ``prose``, written in ``case``, that is just one case's or attachment's of this meeting."""
    if len(prose) > MAX_CHARACTERS:
        return
    masked = LEFT_ALONE.sub(lambda found: re.sub(r"[^\n]", "\0", found[0]), prose)
    for pattern, targets in (_cases(table.meeting), _attachments(table.meeting, case)):
        if pattern:
            for found in pattern.finditer(masked):
                target = targets.get(found["number"].replace("\u00a0", " "), "")
                if names_another(_sentence(masked, found), table.meeting.committee):
                    continue
                if target and _says(target, found["number"], case, table):
                    yield Edit(found.start(), found.end(), f"[[{target}]]")


def _sentence(text: str, found: re.Match[str]) -> str:
    """What stands around a number up to the ends of its sentence or paragraph, without the number."""
    before, after = text[max(found.start() - LOOKED_AT, 0) : found.start()], text[found.end() : found.end() + LOOKED_AT]
    return f"{SENTENCE_END.split(before)[-1]} {SENTENCE_END.split(after)[0]}"


def _cases(meeting: ResolvedMeeting) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    """«sak 17/25»; «Sak» begins a sentence, and references do not."""
    targets = {case.number: f"sak:{_name(case, meeting)}" for case in meeting.cases if case.number}
    return _pattern(rf"(?<![\w-])(?<![A-ZÆØÅ]{{2}}{SPACE})sak", targets), targets


def _attachments(meeting: ResolvedMeeting, case: Case | None) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    """«Vedlegg 9A», where one attachment of the whole pack has the number."""
    found: dict[str, list[str]] = {}
    for owner in meeting.cases:
        prefix = "" if case and owner.row.case.key == case.key else f"{owner.row.case.slug}/"
        for item in owner.attachments:
            found.setdefault(item.label, []).append(f"vedlegg:{prefix}{item.source.slug}")
        if owner.note_label:
            found.setdefault(owner.note_label, []).append("")
    targets = {label: names[0] for label, names in found.items() if label and len(names) == 1}
    within_cases = any(meeting.counted_within(owner) for owner in meeting.cases)
    return (None if within_cases else _pattern(r"(?<![\w-])[Vv]edlegg", targets)), targets


def _pattern(word: str, targets: Mapping[str, str]) -> re.Pattern[str] | None:
    numbers = "|".join(re.escape(number).replace(r"\ ", SPACE) for number in sorted(targets, key=len, reverse=True))
    return re.compile(rf"{word}{SPACE}(?P<number>{numbers}){NOT_ALONE}") if targets else None


def _name(case: ResolvedCase, meeting: ResolvedMeeting) -> str:
    """The slug, with its year where it is another's."""
    _, year, slug = case.row.case.key.split("/")
    return slug if int(year) == meeting.meeting.year else f"{year}/{slug}"


def _says(target: str, number: str, case: Case | None, table: ReferenceTable) -> bool:
    """Whether a reference prints just this number."""
    found = table.look_up("ref:" + target.replace(":", "/", 1), case)
    return isinstance(found, Target) and found.number == number.replace("\u00a0", " ")
