"""A meeting's pack in words: all that members see of it, as two states of it are compared by."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.prepare import Prepared
from mottepakke.build.returned import WORDS
from mottepakke.build.sealed_words import Damaged, unpacked
from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.layout.references import (
    LookUp,
    attachment_label,
    attachment_title,
    reference_words,
    with_references,
)
from mottepakke.model.document import Block, CodeBlock, Figure, Footnote, Heading, Inline, Paragraph, Row, Table
from mottepakke.model.meeting import Case, FileAttachment, Meeting, MinutesAttachment, NextMeeting, SectionKind
from mottepakke.model.pack import EarlierTreatment, ListedAction, ResolvedAttachment, ResolvedBreak, ResolvedCase
from mottepakke.model.references import ReferenceTable, Unresolved
from mottepakke.model.slides import FURNITURE, TITLES, ReturnedCase, ReturnedSlide
from mottepakke.model.snapshot import (
    BreakSnapshot,
    CaseSnapshot,
    FileState,
    PartRole,
    PictureState,
    SlideState,
    Snapshot,
    TextPart,
)
from mottepakke.model.source import Span
from mottepakke.model.walk import every, inside, plain_text

PRINTED = WORDS | {"referat_fra_møte": "Referat fra møte {nummer}", "møte_i": "Møte i {utvalg}"}
"""The words of labels, the same in both målformer."""
CELLS = " | "
SPACES = re.compile(r"[ \t\r\n]+")
"""Those that can be wider; references keep the ones that cannot be broken, by which they are known again."""
SECRET = "(unntatt offentlighet)"
"""Stands for a title that is exempt where another text would print it."""


def snapshot_of(prepared: Prepared) -> Snapshot:
    """The words of a pack. The same sources give the same snapshot on any day and machine."""
    resolved = prepared.meeting
    meeting = resolved.meeting
    return Snapshot(
        meeting=meeting.key,
        title=meeting.title or PRINTED["møte_i"].format(utvalg=resolved.committee.name),
        date=meeting.date.isoformat(),
        start=_clock(meeting.time.start) if meeting.time else "",
        end=_clock(meeting.time.end) if meeting.time else "",
        place=meeting.place,
        cases=tuple(_case(case, prepared) for case in resolved.cases),
        breaks=tuple(_breaks(prepared)),
        version=meeting.version,
        members=tuple(f"{member} ({member.function})" if member.function else str(member) for member in meeting.members),
        next_meeting=_next(meeting.next_meeting),
        language=resolved.committee.language,
        with_pictures=True,
    )


def sent_words(meeting: Meeting) -> tuple[Snapshot | None, tuple[Diagnostic, ...]]:
    """The words as last sent, and a finding where the seal holds them in a form that cannot be read."""
    packed = meeting.sent.version.words if meeting.sent else ""
    if not packed:
        return None, ()
    try:
        return unpacked(packed, meeting.key), ()
    except Damaged as damage:
        place = Span(f"packs/{meeting.key}.sendt.yaml")
        found = Diagnostic.at(codes.BROKEN_SEAL, place, meeting=meeting.key, problem=str(damage))
        return None, (replace(found, weight=Severity.WARNING),)


def _next(meeting: NextMeeting | None) -> str:
    """``2025-09-04 09:00–16:00 Oslo``, as far as it is known."""
    if meeting is None:
        return ""
    time = meeting.time
    clock = "–".join(filter(None, (_clock(time.start), _clock(time.end)))) if time else ""
    return " ".join(filter(None, (meeting.date.isoformat(), clock, meeting.place)))


def _clock(time: dt.time | None) -> str:
    return time.strftime("%H:%M") if time else ""


def _breaks(prepared: Prepared) -> Iterator[BreakSnapshot]:
    after = ""
    for row in prepared.meeting.rows:
        if isinstance(row, ResolvedBreak):
            yield BreakSnapshot(row.row.title or row.row.kind, _clock(row.slot.start), row.row.minutes, after)
        else:
            after = row.row.case.key


def _case(resolved: ResolvedCase, prepared: Prepared) -> CaseSnapshot:
    row, case = resolved.row, resolved.row.case
    deck = prepared.returned.get(case.key)
    slides = deck.judged() if isinstance(deck, ReturnedCase) else ()
    within = prepared.meeting.counted_within(resolved)
    return CaseSnapshot(
        key=case.key,
        number=resolved.number,
        title=case.title,
        type=case.type,
        start=_clock(resolved.slot.start),
        end=_clock(resolved.slot.end),
        minutes=row.minutes,
        state=row.status,
        owners=tuple(map(str, case.owners)),
        officers=tuple(map(str, case.officers)),
        presenters=tuple(map(str, case.presenters)),
        exempt=case.exempt is not None,
        public_title=case.exempt.public_title if case.exempt else "",
        parts=tuple(part for part in _parts(resolved, prepared) if part.paragraphs or part.pictures),
        files=tuple(_file(item, within, case, prepared) for item in resolved.attachments),
        slides=tuple(map(_slide, slides)),
        slides_sha256=_digest(case.slides.path) if case.slides and deck else "",
        unreadable=bool(case.unreadable),
    )


# -- words ----------------------------------------------------------------------------------------------------------


def _parts(resolved: ResolvedCase, prepared: Prepared) -> Iterator[TextPart]:
    case = resolved.row.case
    look_up = partial(_in_words, prepared.references, case, _secret_titles(prepared))
    all_exempt = case.exempt is not None

    def part(name: str, role: PartRole, blocks: Sequence[Block], *, exempt: bool = False) -> TextPart:
        return TextPart(name, role, paragraphs(blocks, look_up), exempt or all_exempt, _pictures(blocks, look_up))

    yield part("", "summary", case.summary)
    yield part("", "proposal", case.proposal, exempt=case.proposal_exempt is not None)
    yield TextPart("", "points", case.points, all_exempt)
    for section in case.sections:
        if section.kind is not SectionKind.PROPOSAL:
            title = _line(section.title, look_up)
            yield part(title, "section", section.blocks, exempt=section.exempt is not None)
    yield TextPart("", "earlier", tuple(_earlier(resolved.earlier)), all_exempt)
    if case.lists_actions:
        yield TextPart("", "actions", tuple(map(_action, prepared.meeting.actions)), all_exempt)
    for item in resolved.attachments:
        content = prepared.contents.get(item.id)
        if content is not None and not content.is_picture:
            exempt = item.source.exempt is not None
            yield part(attachment_title(item, PRINTED), "attachment", content.blocks, exempt=exempt)


def _secret_titles(prepared: Prepared) -> dict[str, str]:
    """What other texts may print of the titles that are exempt."""
    cases = {
        case.row.case.title: case.row.case.exempt.public_title or SECRET
        for case in prepared.meeting.cases
        if case.row.case.exempt
    }
    files = (item for case in prepared.meeting.cases for item in case.attachments if item.source.exempt)
    return {item.title or item.source.slug: SECRET for item in files} | cases


def _in_words(table: ReferenceTable, case: Case, secret: dict[str, str], href: str) -> tuple[str, str] | None:
    target = table.look_up(href, case)
    if isinstance(target, Unresolved):
        return None
    title = secret.get(target.title, target.title)
    return reference_words(target.kind, target.number, title, target.case_number, PRINTED), ""


def paragraphs(blocks: Sequence[Block], look_up: LookUp) -> tuple[str, ...]:
    """The text of ``blocks`` as readers see it: paragraphs, rows of tables, captions, footnotes after their paragraph."""
    return tuple(_lines(with_references(blocks, look_up)))


def _line(inlines: tuple[Inline, ...], look_up: LookUp) -> str:
    return " ".join(paragraphs((Paragraph(inlines),), look_up))


def _lines(nodes: Iterable[Block | Inline]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Paragraph() | Heading():
                yield from _running(node.children)
            case CodeBlock():
                yield from filter(str.strip, node.value.splitlines())
            case Figure():
                yield from _running(node.caption)
            case Table():
                yield from _running(node.caption)
                yield from (text for row in (*node.head, *node.rows) if (text := _cells(row)))
            case _:
                yield from _lines(inside(node))


def _running(inlines: Sequence[Inline]) -> Iterator[str]:
    text = SPACES.sub(" ", plain_text(inlines)).strip()
    if text:
        yield text
    yield from (line for note in _footnotes(inlines) for line in _lines(note.blocks))


def _footnotes(inlines: Iterable[Block | Inline]) -> Iterator[Footnote]:
    for inline in inlines:
        if isinstance(inline, Footnote):
            yield inline
        else:
            yield from _footnotes(inside(inline))


def _cells(row: Row) -> str:
    texts = [" ".join(_lines(cell.blocks)) for cell in row.cells]
    return CELLS.join(texts) if any(texts) else ""


def _pictures(blocks: Sequence[Block], look_up: LookUp) -> tuple[PictureState, ...]:
    figures = (node for node in every(blocks) if isinstance(node, Figure))
    return tuple(
        PictureState(figure.picture.path.name, _digest(figure.picture.path), figure.alt, _line(figure.caption, look_up))
        for figure in figures
    )


def _earlier(treatments: Iterable[EarlierTreatment]) -> Iterator[str]:
    for item in treatments:
        day = item.date.isoformat() if item.date else ""
        yield " ".join(part for part in (item.committee, item.number, day, item.title) if part)
        yield from _lines(item.decision)


def _action(item: ListedAction) -> str:
    point = item.point
    due = point.due.isoformat() if point.due else ""
    return CELLS.join((item.case, point.what, point.who, due, "utført" if point.done else "åpent"))


# -- files ----------------------------------------------------------------------------------------------------------


def _file(item: ResolvedAttachment, within: str, case: Case, prepared: Prepared) -> FileState:
    source = item.source
    exempt = case.exempt is not None or source.exempt is not None
    if isinstance(source, FileAttachment):
        name, digest = source.file, _digest(source.path)
    else:
        name, digest = f"{source.meeting}.referat.md", _minutes_digest(source, prepared)
    label = attachment_label(item.label, within, PRINTED)
    return FileState(item.key, label, attachment_title(item, PRINTED), name, digest, exempt)


def _digest(path: Path | None) -> str:
    """SHA-256 of a file; '' where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else ""
    except OSError:
        return ""


def _minutes_digest(source: MinutesAttachment, prepared: Prepared) -> str:
    """SHA-256 of what attached minutes say; '' where there are none."""
    found = prepared.minutes.get(source.meeting)
    if found is None:
        return ""
    minutes = found.minutes
    met = [str(item.person) for item in (*minutes.present, *minutes.absent)]
    lines = [*met, *(f"{item.person} for {item.absent}" for item in minutes.stand_ins), *map(str, minutes.secretariat)]
    for case in minutes.cases:
        lines += [case.name, *_lines((*case.blocks, *case.remarks, *case.actions, *case.decision))]
    approved = found.references.meeting.minutes_approved
    return hashlib.sha256("\n".join([str(approved), *lines]).encode()).hexdigest()


def _slide(slide: ReturnedSlide) -> SlideState:
    lines = [line.text for shape in slide.texts if shape.holder not in FURNITURE | TITLES for line in shape.lines]
    texts = tuple(text for line in lines if (text := " ".join(line.split())))
    return SlideState(" ".join(slide.title.split()), texts, slide.pictures)
