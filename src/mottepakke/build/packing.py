"""The documents of a meeting merged into its pack."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mottepakke.build.cache import Cache
from mottepakke.build.outcome import CHANGES
from mottepakke.build.produce import PDF, UNKNOWN_CONFORMANCE, Conformance, Files, Sheet
from mottepakke.model.document import Properties
from mottepakke.model.look import Look
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.sent import KeptPages, SentDocument

if TYPE_CHECKING:
    from mottepakke.assemble.facts import PdfFacts
    from mottepakke.assemble.lacks import Shortcomings
    from mottepakke.assemble.pack import AssembledPack
    from mottepakke.assemble.plan import Claim, PackPart, PackPlan
    from mottepakke.assemble.typesetting import Remember, Typeset


def _pack_title(meeting: ResolvedMeeting, look: Look) -> str:
    return look.words["møtepakke_tittel"].format(nummer=meeting.number, utvalg=meeting.committee.short_name)


def assembled(
    finished: Iterator[tuple[Sheet, bytes]],
    meeting: ResolvedMeeting,
    look: Look,
    cache: Cache,
    changed: Container[str] = (),
) -> tuple[AssembledPack, AssembledPack | None]:
    """The pack of the documents, and one of those in ``changed`` alone (by key), under the same page numbers.

    Each is merged as soon as it is there, while Typst sets the next.
    """
    from mottepakke.assemble.pack import Packer

    first = next(finished)
    assert first[0].document is not None
    plan = pack_plan(_pack_title(meeting, look), first[0].document.properties, meeting, look)
    apart: list[PackPart] = []
    remember = remembered(cache)
    with Packer(plan, remember) as packer:
        for sheet, data in chain([first], finished):
            part = _part(sheet, data, plan.language)
            packer.add(part)
            apart += [part] if sheet.key in changed else []
        pack = packer.finish()
    if not apart:
        return pack, None
    with Packer(replace(plan, title=_changes_title(meeting, look), kept=_kept_by(pack)), remember) as packer:
        for part in apart:
            packer.add(part)
        return pack, packer.finish(with_contents=False)


def remembered(cache: Cache) -> Remember:
    """The pages and stamps that a pack sets itself, from the cache where they are known."""
    from mottepakke.assemble.typesetting import Typeset

    def remember(values: tuple[object, ...], setting: Callable[[], Typeset]) -> Typeset:
        key = cache.key("typeset", *values)
        found = cache.found(key, tuple[str, ...])
        if found:
            return Typeset(found[1][0], found[0])
        made = setting()
        cache.keep(key, made.missing, [made.data])
        return made

    return remember


def _kept_by(pack: AssembledPack) -> KeptPages:
    used = frozenset(label for _, labels in pack.labels for label in labels)
    return KeptPages(dict(pack.labels), used, pack.total)


def _changes_title(meeting: ResolvedMeeting, look: Look) -> str:
    return look.words["endringer_tittel"].format(nummer=meeting.number, utvalg=meeting.committee.short_name)


def put_changes(changes: AssembledPack, meeting: ResolvedMeeting, look: Look, files: Files) -> None:
    """The changes alone into the folder, to be sent by themselves."""
    path = f"{CHANGES}{meeting.meeting.key.replace('/', '-')}.pdf"
    files.put(changes.data, path, "møtepakke", _changes_title(meeting, look), "", conformance_of(changes.claim))


def sent_documents(pack: AssembledPack, sheets: Sequence[Sheet]) -> tuple[SentDocument, ...]:
    """The documents of a pack as they are sealed; the contents pages have the key ''."""
    labels = dict(pack.labels)
    found = (
        SentDocument(sheet.key, sheet.title, sheet.label, sheet.number, sheet.source, labels[sheet.key]) for sheet in sheets
    )
    return (SentDocument("", "", pages=labels[""]), *found)


def pack_plan(title: str, properties: Properties, meeting: ResolvedMeeting, look: Look) -> PackPlan:
    """What a merged file called ``title`` says about itself."""
    from mottepakke.assemble.plan import PackPlan, PackWords

    sent = meeting.meeting.sent
    return PackPlan(
        title=title,
        language=properties.language,
        date=properties.date,
        words=PackWords(look.words["innhold"], look.words["side_av"].format(side="{page}", sider="{pages}")),
        look=look,
        author=properties.author,
        subject=properties.subject,
        keywords=properties.keywords,
        draft=meeting.draft,
        kept=sent.kept_pages if sent else None,
    )


def _part(sheet: Sheet, data: bytes, language: str) -> PackPart:
    from mottepakke.assemble.plan import ARCHIVE_AND_ACCESS, PackPart

    return PackPart(
        id=sheet.id,
        title=sheet.title,
        data=data,
        label=sheet.label,
        case=sheet.heading,
        level=sheet.level,
        language=sheet.document.properties.language if sheet.document else language,
        conformance=ARCHIVE_AND_ACCESS if sheet.document else None,
        span=sheet.span,
        key=sheet.key,
        listed=sheet.listed,
        converted=sheet.office is not None,
    )


def put_pack(pack: AssembledPack, meeting: ResolvedMeeting, look: Look, files: Files) -> None:
    """The pack into the folder, and what its parts were found to claim and to lack into their entries."""
    files.diagnostics.extend(pack.diagnostics)
    files.claim({part + PDF: _proven(facts, lacks) for part, facts, lacks in _parts(pack)})
    for part, facts, lacks in _parts(pack):
        if about := _about(facts, lacks):
            files.about[part + PDF] = about
    committee, _, name = meeting.meeting.key.partition("/")
    path = f"motepakke-{committee}-{name}.pdf"
    files.put(pack.data, path, "møtepakke", _pack_title(meeting, look), "", conformance_of(pack.claim))
    if pack.lowered_by:
        files.about[path] = {"lowered_by": [part + PDF for part in pack.lowered_by]}


def conformance_of(claim: Claim) -> Conformance:
    """A claim as the manifest has it."""
    claimed = (f"PDF/A-{claim.pdfa}" if claim.pdfa else "", "PDF/UA-1" if claim.pdfua else "")
    return tuple(claim for claim in claimed if claim)


def _parts(pack: AssembledPack) -> Iterator[tuple[str, PdfFacts, Shortcomings]]:
    for (part, facts), (_, lacks) in zip(pack.facts, pack.lacking, strict=True):
        yield part, facts, lacks


def _proven(facts: PdfFacts, lacks: Shortcomings) -> Conformance:
    """What a file says it conforms to, where nothing was seen that tells against it."""
    lowered = facts.claim.lowest(lacks.claim) != facts.claim
    return UNKNOWN_CONFORMANCE if lowered else facts.conformance


def _about(facts: PdfFacts, lacks: Shortcomings) -> dict[str, object]:
    """What the manifest says of a file besides: what it lacks, and that it is the signed original of its pages."""
    words = [word.removeprefix("lacks_") for word, _ in (*lacks.kept, *lacks.mended)]
    return {**({"lacks": words} if words else {}), **({"signatures": facts.signatures} if facts.signatures else {})}
