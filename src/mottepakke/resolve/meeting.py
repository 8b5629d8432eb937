"""The whole resolved meeting."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from mottepakke.model.document import Block
from mottepakke.model.meeting import (
    Attachment,
    AttachmentNumbering,
    CaseRow,
    Committee,
    EarlierReference,
    Ledger,
    LedgerEntry,
    Meeting,
)
from mottepakke.model.numbering import canonical, print_number
from mottepakke.model.pack import (
    EarlierTreatment,
    ResolvedAttachment,
    ResolvedBreak,
    ResolvedCase,
    ResolvedMeeting,
    Slot,
)
from mottepakke.model.sent import Sent, SentEarlier
from mottepakke.model.slug import slugify
from mottepakke.resolve.approval import minutes_approved
from mottepakke.resolve.attachments import CaseLabels, Names, attachment_keys, attachment_labels, note_key, supplement_labels
from mottepakke.resolve.clock import slots
from mottepakke.resolve.numbers import LedgerIndex, Numbers, given_numbers

Committees = Mapping[str, Committee]
Ledgers = Mapping[str, Ledger]
MAX_STEM = 60


def resolve_meeting(
    meeting: Meeting,
    committees: Committees,
    ledgers: Ledgers,
    meetings: Sequence[Meeting],
    numbers: Numbers | None = None,
) -> ResolvedMeeting:
    """``meeting`` with numbers, times, attachments and earlier treatments.

    ``meetings`` are all of its committee's; ``committees`` and ``ledgers`` those that its cases cite. ``numbers`` are
    those of the committee's meetings where they have been given out before.
    """
    committee = committees[meeting.committee]
    if numbers is None:
        numbers = given_numbers(committee, ledgers[meeting.committee], meetings)
    index = LedgerIndex(ledgers[meeting.committee])
    labels = _labels(meeting, committee.attachment_numbering)
    names = Names()
    rows: list[ResolvedCase | ResolvedBreak] = []
    position = 0
    for row, slot in zip(meeting.rows, slots(meeting.rows, meeting.time), strict=True):
        if isinstance(row, CaseRow):
            position += 1
            number = numbers.get((meeting.key, row.case.key), "")
            entry = index.entry_for(row, meeting)
            carried = _carried_from(row, meeting, entry, ledgers[meeting.committee], meetings)
            references = (*row.case.earlier, *_before(row, meeting, committee, ledgers[committee.slug], index))
            earlier = _earlier(references, meeting.sent, committees, ledgers)
            case = _case(row, slot, number, position, labels[row.case.key], names)
            rows.append(replace(case, entry=entry, carried_from=carried, earlier=earlier))
        else:
            rows.append(ResolvedBreak(row, slot))
    return ResolvedMeeting(
        meeting=meeting,
        committee=committee,
        number=print_number(committee.meeting_pattern, meeting.number, meeting.year),
        rows=tuple(rows),
        draft=not meeting.frozen,
        minutes_approved=minutes_approved(meeting, meetings, index),
    )


def _labels(meeting: Meeting, numbering: AttachmentNumbering) -> dict[str, CaseLabels]:
    cases = [row.case for row in meeting.cases]
    if meeting.sent is None or not meeting.sent.documents:
        return attachment_labels(cases, numbering)
    sent = {key: document.number for key, document in meeting.sent.documents.items() if document.number}
    return supplement_labels(cases, numbering, sent)


def _case(
    row: CaseRow,
    slot: Slot,
    number: str,
    position: int,
    labels: CaseLabels,
    names: Names,
) -> ResolvedCase:
    case = row.case
    stem = slugify(number) if number else f"{position:02d}"
    name = f"{stem}-{slugify(case.short_title, MAX_STEM)}"
    attachments = tuple(
        ResolvedAttachment(
            label=label,
            title=source.title,
            source=source,
            id=names.free(f"vedlegg/{_attachment_name(label, stem, source, labels)}"),
            key=key,
        )
        for label, source, key in zip(labels.files, case.attachments, attachment_keys(case), strict=True)
    )
    return ResolvedCase(
        row=row,
        number=number,
        slot=slot,
        stem=stem,
        anchor=f"sak-{stem}",
        note_id=names.free(f"toppnotat/{name}") if case.has_note else None,
        note_label=labels.note,
        note_key=note_key(case),
        template_id=names.free(f"presentasjon/{name}"),
        attachments=attachments,
    )


def _attachment_name(label: str, stem: str, source: Attachment, labels: CaseLabels) -> str:
    slug = slugify(source.slug, MAX_STEM)
    if labels.within_case:
        return f"{stem}-{label}-{slug}" if label else f"{stem}-{slug}"
    return f"{label.lower()}-{slug}"


def _carried_from(
    row: CaseRow, meeting: Meeting, entry: LedgerEntry | None, ledger: Ledger, meetings: Sequence[Meeting]
) -> dt.date | str | None:
    """The date of the meeting a case was postponed from (its key where the date is unknown), or None."""
    for case in meeting.sent.version.cases if meeting.sent else ():
        if case.key == row.case.key:
            return _as_date(case.carried_from)
    source = row.carried_from
    if not source and entry and entry.meeting != meeting.key and entry.status.startswith("utsatt"):
        source = entry.meeting
    if not source:
        earlier = [
            (other.date, other.key)
            for other in meetings
            if other.date < meeting.date
            and any(item.case.key == row.case.key and item.status == "utsatt" for item in other.cases)
        ]
        source = max(earlier)[1] if earlier else ""
    if not source:
        return None
    known = {other.key: other.date for other in meetings}
    dated = (item.date for item in ledger.entries if item.meeting == source and item.date)
    return known.get(source) or next(dated, source)


def _as_date(written: str) -> dt.date | str | None:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return written or None


def find_entry(committee: Committee, ledger: Ledger, number: str) -> LedgerEntry | None:
    """The ledger entry with ``number``, however it is written."""
    wanted = canonical(committee, number)
    return next((entry for entry in ledger.entries if canonical(committee, entry.number) == wanted), None)


def cited_entry(committee: Committee, ledger: Ledger, number: str) -> LedgerEntry | None:
    """The ledger entry meant by ``number``; the letters of its series may be left out where only one has it."""
    found = find_entry(committee, ledger, number)
    if found:
        return found
    alike = entries_alike(ledger, number)
    return alike[0] if len(alike) == 1 else None


def entries_alike(ledger: Ledger, number: str) -> tuple[LedgerEntry, ...]:
    """The entries whose numbers are ``number``, which has no letters, but for those of their series: «87/25», «PS 87/25»."""
    wanted = _bare(number)
    if not wanted or not BARE.fullmatch(number.strip()):
        return ()
    return tuple(entry for entry in ledger.entries if _bare(entry.number) == wanted)


BARE = re.compile(r"0*(?P<nr>[1-9]\d{0,4})/(?:20)?(?P<year>\d{2})")


def _bare(number: str) -> tuple[str, str] | None:
    found = re.search(rf"(?<!\S){BARE.pattern}$", number.strip())
    return (found["nr"], found["year"]) if found else None


def _before(
    row: CaseRow, meeting: Meeting, committee: Committee, ledger: Ledger, index: LedgerIndex
) -> Iterator[EarlierReference]:
    """The decisions in the same case, by its note, that its note does not name; of a sent meeting those it was sent with."""
    entries = index.by_key.get(row.case.key, ()) if row.case.has_note else ()
    own = [reference.number for reference in row.case.earlier if entries and reference.committee == meeting.committee]
    named = {entry.number for number in own if (entry := cited_entry(committee, ledger, number))}
    sealed = {item.reference for item in meeting.sent.version.earlier} if meeting.sent else None
    for entry in entries:
        is_before = entry.meeting != meeting.key and entry.date is not None and entry.date < meeting.date
        is_known = sealed is None or f"{meeting.committee} {entry.number}" in sealed
        if is_before and is_known and entry.decision and entry.number not in named:
            yield EarlierReference(meeting.committee, entry.number, entry.origin.span)


def _earlier(
    references: Iterable[EarlierReference], sent: Sent | None, committees: Committees, ledgers: Ledgers
) -> tuple[EarlierTreatment, ...]:
    sealed = {item.reference: item for item in sent.version.earlier} if sent else {}
    found = []
    for reference in references:
        name = f"{reference.committee} {reference.number}"
        if sent and name in sealed:
            found.append(_as_sent(sealed[name], sent.decisions[name]))
        else:
            found.append(_looked_up(reference, name, committees, ledgers))
    return tuple(sorted(found, key=_when))


def _as_sent(item: SentEarlier, decision: tuple[Block, ...]) -> EarlierTreatment:
    return EarlierTreatment(
        item.committee, item.number, item.date, item.title, decision, reference=item.reference, source=item.decision
    )


def _looked_up(reference: EarlierReference, name: str, committees: Committees, ledgers: Ledgers) -> EarlierTreatment:
    committee = committees.get(reference.committee)
    entry = cited_entry(committee, ledgers[committee.slug], reference.number) if committee else None
    if not committee or not entry:
        shown = committee.short_name if committee else reference.committee
        return EarlierTreatment(shown, reference.number, None, "", (), found=False, reference=name)
    return EarlierTreatment(
        committee.short_name,
        canonical(committee, entry.number),
        entry.date,
        entry.title,
        entry.decision,
        reference=name,
        source=entry.decision_text,
    )


def _when(treatment: EarlierTreatment) -> tuple[dt.date, str, tuple[int, ...], str]:
    """By date, then committee, then number as a number: 9/25 before 10/25."""
    parts = tuple(int(part) for part in re.findall(r"\d+", treatment.number))
    return (treatment.date or dt.date.min, treatment.committee, parts, treatment.number)
