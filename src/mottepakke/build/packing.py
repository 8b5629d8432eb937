"""The documents of a meeting merged into its pack."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from mottepakke.build.produce import PDF, UNKNOWN_CONFORMANCE, Conformance, Files, Sheet
from mottepakke.model.look import Look
from mottepakke.model.pack import ResolvedMeeting

if TYPE_CHECKING:
    from mottepakke.assemble.facts import PdfFacts
    from mottepakke.assemble.lacks import Shortcomings
    from mottepakke.assemble.pack import AssembledPack


def _pack_title(meeting: ResolvedMeeting, look: Look) -> str:
    return look.words["møtepakke_tittel"].format(nummer=meeting.number, utvalg=meeting.committee.short_name)


def assembled(finished: Iterator[tuple[Sheet, bytes]], meeting: ResolvedMeeting, look: Look) -> AssembledPack:
    """The pack of the documents; each is merged as soon as it is there, while Typst sets the next."""
    from mottepakke.assemble.pack import Packer
    from mottepakke.assemble.plan import ARCHIVE_AND_ACCESS, PackPart, PackPlan, PackWords

    first = next(finished)
    notice = first[0].document
    assert notice is not None
    properties = notice.properties
    plan = PackPlan(
        title=_pack_title(meeting, look),
        language=properties.language,
        date=properties.date,
        words=PackWords(look.words["innhold"], look.words["side_av"].format(side="{page}", sider="{pages}")),
        look=look,
        author=properties.author,
        subject=properties.subject,
        keywords=properties.keywords,
        draft=meeting.draft,
    )
    with Packer(plan) as packer:
        for sheet, data in chain([first], finished):
            packer.add(
                PackPart(
                    id=sheet.id,
                    title=sheet.title,
                    data=data,
                    label=sheet.label,
                    case=sheet.heading,
                    level=sheet.level,
                    language=(sheet.document or notice).properties.language,
                    conformance=ARCHIVE_AND_ACCESS if sheet.document else None,
                    span=sheet.span,
                )
            )
        return packer.finish()


def put_pack(pack: AssembledPack, meeting: ResolvedMeeting, look: Look, files: Files) -> None:
    """The pack into the folder, and what its parts were found to claim and to lack into their entries."""
    files.diagnostics.extend(pack.diagnostics)
    files.claim({part + PDF: _proven(facts, lacks) for part, facts, lacks in _parts(pack)})
    for part, facts, lacks in _parts(pack):
        if about := _about(facts, lacks):
            files.about[part + PDF] = about
    committee, _, name = meeting.meeting.key.partition("/")
    claimed = (f"PDF/A-{pack.claim.pdfa}" if pack.claim.pdfa else "", "PDF/UA-1" if pack.claim.pdfua else "")
    conformance = tuple(claim for claim in claimed if claim)
    path = f"motepakke-{committee}-{name}.pdf"
    files.put(pack.data, path, "møtepakke", _pack_title(meeting, look), "", conformance)
    if pack.lowered_by:
        files.about[path] = {"lowered_by": [part + PDF for part in pack.lowered_by]}


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
