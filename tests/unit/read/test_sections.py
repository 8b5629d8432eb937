"""Known headings in either målform and their usual variants."""

import pytest

from mottepakke.model.meeting import SectionKind
from mottepakke.read.sections import minutes_part, section_kind

KNOWN = {
    SectionKind.PROPOSAL: ["Forslag til vedtak", "Framlegg til vedtak", "Innstilling", "Tilråding"],
    SectionKind.PURPOSE: ["Hensikt med saken", "Hensikten med saken", "Formål", "Føremålet med saka", "Føremål"],
    SectionKind.BACKGROUND: ["Bakgrunn", "Bakgrunn for saken"],
    SectionKind.QUESTIONS: [
        *("Drøftingsspørsmål", "Drøftingspunkter", "Drøftingspunkt"),
        *("Diskusjonspunkt", "Diskusjonspunkter", "Spørsmål"),
    ],
    SectionKind.PROCESS: ["Videre saksprosess", "Vidare saksprosess", "Vidare saksgang"],
    SectionKind.EARLIER: [
        "Vedtak fra tidligere behandlinger",
        "Vedtak fra tidligere behandlinger i NUFA og NUIT",
        "Vedtak frå tidlegare behandlingar",
        "Tidligere behandling",
    ],
}


@pytest.mark.parametrize(("kind", "heading"), [(kind, heading) for kind, headings in KNOWN.items() for heading in headings])
def test_a_known_section_is_known_whatever_its_case_and_final_colon(kind: SectionKind, heading: str) -> None:
    assert section_kind(heading) is kind
    assert section_kind(f"  {heading.upper()}: ") is kind


@pytest.mark.parametrize("heading", ["", "Økonomi", "Bakgrunnen for alt", "Forslag", "Vedtak", "Formålsparagraf"])
def test_other_sections_are_their_own(heading: str) -> None:
    assert section_kind(heading) is None


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        *((heading, "remarks") for heading in ("Innspill", "Innspel", "Merknad", "Merknader")),
        *((heading, "actions") for heading in ("Aksjonspunkt", "Aksjonspunkter:", "OPPFØLGINGSPUNKT")),
        ("Vedtak", "decision"),
        ("Diskusjon", ""),
    ],
)
def test_parts_of_minutes_in_singular_and_plural(heading: str, part: str) -> None:
    assert minutes_part(heading) == part
