"""Whether a sentence is about the committee or about somebody else."""

from __future__ import annotations

import re

from mottepakke.model.meeting import Committee
from mottepakke.model.wording import folded

BODY = re.compile(
    r"\b\w*(?:råd|rådet|utval|utvalg|utvalet|utvalget|styre|styret|ting|tinget|nemnd|nemnda|"
    r"komite|komité|komiteen|komitéen|departement|departementet|direktorat|direktoratet|foretak|foretaket|føretak|føretaket|"
    r"tilsyn|tilsynet|formannskap|formannskapet|kommunen|fylket|kommunestyret|domstol|domstolen|rett|retten|lagmannsrett|ombud|ombudet)s?\b",
    re.IGNORECASE,
)
"""What bodies that treat cases are called."""
MUNICIPALITY = re.compile(r"\b[A-ZÆØÅ][\w-]{1,40}\s(?:fylkes)?kommune\b")
"""«Bergen kommune», «Vestland fylkeskommune»."""
SHORT_NAME = re.compile(r"\b[A-ZÆØÅ]{2,}\b")
"""«NUFA», «KS»."""
SERIES = frozenset({"PS", "RS", "FO", "BS", "OS", "DS", "TB"})
"""What stands before case numbers and assignments, and is nobody's name."""


def own_words(committee: Committee) -> frozenset[str]:
    """The words by which people call the committee."""
    words = set(folded(f"{committee.name} {committee.short_name}").split())
    for stem, definite in (("utval", ("utvalget", "utvalet")), ("råd", ("rådet",)), ("styre", ("styret",))):
        if any(stem in word for word in words):
            words |= {*definite, stem}
    return frozenset(words)


def names_another(sentence: str, committee: Committee) -> bool:
    """Whether ``sentence`` names somebody that treats cases and is not the committee."""
    return bool(others_named(sentence, committee))


def others_named(sentence: str, committee: Committee) -> frozenset[str]:
    """The folded names of those in ``sentence`` that treat cases and are not the committee."""
    named = [found.group() for found in SHORT_NAME.finditer(sentence) if found.group() not in SERIES]
    words = (*named, *(found.group() for found in BODY.finditer(sentence)))
    own = folded(f"{committee.name} {committee.body}")
    elsewhere = {name for found in MUNICIPALITY.finditer(sentence) if (name := folded(found.group())) not in own}
    return (frozenset(map(folded, words)) - own_words(committee)) | elsewhere
