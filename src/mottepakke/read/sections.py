"""The known sections of a case note and of minutes, by the headings people write in either målform."""

from __future__ import annotations

import re

from mottepakke.model.meeting import SectionKind

HEADINGS: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.PROPOSAL: (
        "forslag til vedtak",
        "framlegg til vedtak",
        "innstilling",
        "tilråding",
        "forslag til innstilling",
    ),
    SectionKind.PURPOSE: (
        "hensikt med saken",
        "hensikten med saken",
        "hensikt",
        "formål",
        "formålet",
        "føremålet",
        "hensikten",
        "hensikta",
        "hensikten med saka",
        "føremål",
        "formål med saken",
        "formålet med saken",
        "føremål med saka",
        "føremålet med saka",
        "hensikta med saka",
    ),
    SectionKind.BACKGROUND: ("bakgrunn", "bakgrunn for saken", "bakgrunn for saka"),
    SectionKind.QUESTIONS: (
        "drøftingsspørsmål",
        "drøftingspunkt",
        "drøftingspunkter",
        "drøftingspunkta",
        "diskusjonspunkt",
        "diskusjonspunkter",
        "spørsmål",
        "spørsmål til drøfting",
    ),
    SectionKind.PROCESS: (
        "videre saksprosess",
        "vidare saksprosess",
        "videre prosess",
        "vidare prosess",
        "vidare saksgang",
        "videre saksgang",
    ),
}
EARLIER_PREFIXES = (
    "vedtak fra tidligere behandling",
    "vedtak frå tidlegare",
    "tidligere behandling",
    "tidlegare handsaming",
    "tidlegare behandling",
)
BY_HEADING = {heading: kind for kind, headings in HEADINGS.items() for heading in headings}

REMARKS = ("innspill", "innspel", "merknad", "merknader", "merknadar")
ACTIONS = ("aksjonspunkt", "aksjonspunkter", "oppfølgingspunkt", "oppfølgingspunkter")
DECISION = ("vedtak",)


def _plain(heading: str) -> str:
    return re.sub(r"[\s:.]+$", "", " ".join(heading.lower().split()))


def section_kind(heading: str) -> SectionKind | None:
    """The known section that ``heading`` names, whatever its case and final colon; None for a section of its own."""
    plain = _plain(heading)
    if plain.startswith(EARLIER_PREFIXES):
        return SectionKind.EARLIER
    return BY_HEADING.get(plain)


def minutes_part(heading: str) -> str:
    """``remarks``, ``actions``, ``decision`` or '' for a heading inside a case of the minutes."""
    plain = _plain(heading)
    for name, headings in (("remarks", REMARKS), ("actions", ACTIONS), ("decision", DECISION)):
        if plain in headings:
            return name
    return ""
