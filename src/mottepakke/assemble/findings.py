"""What the pack could not keep of its parts, as findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mottepakke.assemble import codes
from mottepakke.assemble.cleaning import FILES
from mottepakke.assemble.facts import PdfFacts, describe
from mottepakke.assemble.merging import MergedPart
from mottepakke.assemble.plan import Claim, PackPart, PackPlan
from mottepakke.diagnostics import Code, Diagnostic

Loss = tuple[Code, dict[str, object]]


def part_claim(part: PackPart, facts: PdfFacts) -> Claim:
    """What is proven about a part, else what it says about itself."""
    return facts.claim if part.conformance is None else part.conformance


def lowest_claim(plan: PackPlan, facts: Sequence[PdfFacts]) -> Claim:
    """What all parts hold, and no more than the plan asks for."""
    claim = plan.claim
    for part, found in zip(plan.parts, facts, strict=True):
        claim = claim.lowest(part_claim(part, found))
    return claim


def part_findings(plan: PackPlan, facts: Sequence[PdfFacts], merged: Sequence[MergedPart]) -> Iterator[Diagnostic]:
    """What each part lacks, loses, or keeps the pack from claiming."""
    for part, found, place in zip(plan.parts, facts, merged, strict=True):
        for code, args in (*_losses(found), *_removals(place)):
            yield Diagnostic.at(code, part.place, title=part.name, **args)
        claim = part_claim(part, found)
        if plan.claim.lowest(claim) != plan.claim:
            yield Diagnostic.at(
                codes.PART_LOWERS_CLAIM, part.place, title=part.name, wanted=str(plan.claim), found=str(claim)
            )


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
    if not facts.tagged:
        yield codes.PART_UNTAGGED, {}
    if facts.tagged and not facts.language:
        yield codes.PART_NO_LANGUAGE, {}
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
