"""What the pack could not keep of its parts, as findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mottepakke.assemble import codes
from mottepakke.assemble.cleaning import FILES
from mottepakke.assemble.facts import PdfFacts, describe
from mottepakke.assemble.lacks import Lack, Shortcomings
from mottepakke.assemble.merging import MergedPart
from mottepakke.assemble.plan import Claim, PackPart, PackPlan
from mottepakke.diagnostics import Code, Diagnostic

Loss = tuple[Code, dict[str, object]]


def lowest_claim(plan: PackPlan, lacking: Sequence[Shortcomings]) -> Claim:
    """What all parts hold, and no more than the plan asks for."""
    claim = plan.claim
    for part in lacking:
        claim = claim.lowest(part.claim)
    return claim


def lowering(plan: PackPlan, lacking: Sequence[Shortcomings]) -> tuple[str, ...]:
    """The ids of the parts that keep the pack from claiming all that the plan asks for."""
    pairs = zip(plan.parts, lacking, strict=True)
    return tuple(part.id for part, lacks in pairs if plan.claim.lowest(lacks.claim) != plan.claim)


def part_findings(
    plan: PackPlan, facts: Sequence[PdfFacts], merged: Sequence[MergedPart], lacking: Sequence[Shortcomings]
) -> Iterator[Diagnostic]:
    """What each part lacks, loses, or keeps the pack from claiming."""
    for part, found, place, lacks in zip(plan.parts, facts, merged, lacking, strict=True):
        for code, args in (*_losses(found), *_removals(place), *_lacks(plan.claim, part, lacks)):
            yield Diagnostic.at(code, part.place, title=part.name, **args)


def _lacks(wanted: Claim, part: PackPart, lacks: Shortcomings) -> Iterator[Loss]:
    """One finding for all that a part lacks; of a converted one nothing but what the pack cannot claim for it."""
    if part.converted:
        if wanted.lowest(lacks.claim) != wanted:
            yield codes.PART_CONVERTED, {"wanted": str(wanted), "found": _held(lacks.claim)}
        return
    words = _listed((*lacks.kept, *lacks.mended))
    if wanted.lowest(lacks.claim) != wanted:
        lacked = words or f"@lacks_level:{lacks.claim}"
        yield codes.PART_LOWERS_CLAIM, {"lacks": lacked, "wanted": str(wanted), "found": _held(lacks.claim)}
    elif words:
        yield codes.PART_LACKS, {"lacks": words}


def _held(claim: Claim) -> str:
    return str(claim) if claim != Claim() else "@no_standard"


def _listed(lacks: Iterable[Lack]) -> str:
    return ";".join(f"@{word}:{value}" for word, value in lacks)


def character_findings(plan: PackPlan, characters: Iterable[str]) -> Iterator[Diagnostic]:
    """Titles with characters that no font of the look has."""
    wanted = set(characters)
    for part in plan.parts:
        found = sorted(wanted & set(part.name + (part.case or "")))
        if found:
            yield Diagnostic.at(codes.TITLE_CHARACTER, part.place, title=part.name, characters=" ".join(found))


def _losses(facts: PdfFacts) -> Iterator[Loss]:
    if facts.repairs:
        yield codes.PART_REPAIRED, {"error": facts.repairs[0]}
    if facts.signatures:
        yield codes.PART_SIGNATURE_LOST, {"count": facts.signatures}
    if facts.encrypted:
        yield codes.PART_PROTECTION_LOST, {}
    if facts.hidden_layers:
        yield codes.PART_LAYERS, {"names": ", ".join(facts.hidden_layers)}


def _removals(place: MergedPart) -> Iterator[Loss]:
    active = Counter({kind: count for kind, count in place.removed.counts.items() if kind != FILES})
    if place.removed.counts[FILES]:
        yield codes.PART_FILES_REMOVED, {"count": place.removed.counts[FILES]}
    if describe(active):
        yield codes.PART_ACTIVE_REMOVED, {"what": describe(active)}
    for address in dict.fromkeys(place.removed.links):
        yield codes.LINK_NOT_IN_PACK, {"address": address}
    if place.was_stamped:
        yield codes.PART_STAMPED, {}
