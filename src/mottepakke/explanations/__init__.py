"""What each finding means: one Markdown file a language and family, readable as a document and looked up by code.

Written in bokmål and English; those who read nynorsk get bokmål. A file has the heading ``# NR Title``, and for each code::

    ## NR003 number-year
    Alvorsgrad: feil
    ### Hva det er
    ### Hvorfor det betyr noe
    ### Eksempel          (two fenced blocks: wrong, then right)
    ### Hva du gjør

How grave a finding is stands here too, so that nothing but these files is read to explain one; a test holds it to the code.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from msgspec import Struct

LANGUAGES = ("nb", "en")
DEFAULT = "nb"
READ_INSTEAD = {"nn": DEFAULT}
"""The language of explanations for readers of one that they are not written in."""

FAMILY = re.compile(r"# ([A-Z]{2}) (.+)")
CODE = re.compile(r"## ([A-Z]{2}\d{3}) ([a-z0-9-]+)")
FENCE = "```"
PARTS = {
    "nb": ("Hva det er", "Hvorfor det betyr noe", "Eksempel", "Hva du gjør"),
    "en": ("What it is", "Why it matters", "Example", "What to do"),
}
"""The headings of an explanation, in order."""
BLOCKS = {"nb": ("Galt", "Riktig"), "en": ("Wrong", "Right")}
"""What stands above the two blocks of an example, before a colon."""
SEVERITIES = {
    "nb": {"feil": "error", "advarsel": "warning", "tips": "hint"},
    "en": {"error": "error", "warning": "warning", "hint": "hint"},
}
"""Words for how grave a finding is, and what JSON calls it."""
END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])")
LIKE = 0.6
"""How like a known code or name another word must be to be taken for a slip of it."""


class Explanation(Struct, frozen=True):
    """What a finding means. Paragraphs are one line each; ``wrong`` and ``right`` are lines of an example.

    ``severity`` is error, warning or hint, ``grade`` the word for it in the language.
    """

    code: str
    name: str
    severity: str
    grade: str
    what: str
    why: str
    wrong: str
    right: str
    mend: str

    @property
    def summary(self) -> str:
        """The first sentence of what it is."""
        return END_OF_SENTENCE.split(self.what, maxsplit=1)[0]


class Family(Struct, frozen=True):
    """The explanations of codes that begin alike."""

    letters: str
    title: str
    explanations: tuple[Explanation, ...]


class MalformedExplanation(Exception):
    """A file of explanations lacks something, or has it in another order; says what and where."""


def written_in(language: str) -> str:
    """The language of the explanations that readers of ``language`` (nb, nn or en) get."""
    return READ_INSTEAD.get(language, language)


def families(language: str) -> tuple[Family, ...]:
    """All explanations in ``language`` (nb, nn or en), by family."""
    return _families(written_in(language))


@cache
def _families(language: str) -> tuple[Family, ...]:
    folder = resources.files(__package__).joinpath(language)
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".md")), key=lambda item: item.name)
    return tuple(parse_family(item.read_text(encoding="utf-8"), language) for item in files)


def find(wanted: str, language: str) -> Explanation | None:
    """The explanation of a code («NR003», «nr003») or a name («number-year»)."""
    plain = wanted.strip().lower()
    every = (item for family in families(language) for item in family.explanations)
    return next((item for item in every if plain in (item.code.lower(), item.name)), None)


def nearest(wanted: str) -> str:
    """The code or name most like ``wanted``, or ''; for a code one of the same family, where there is that family."""
    plain = wanted.strip().lower()
    every = [item for family in families(DEFAULT) for item in family.explanations]
    same = [item.code for item in every if re.fullmatch(r"\d+", plain[2:]) and plain.startswith(item.code[:2].lower())]
    known = {word.lower(): word for word in same or (word for item in every for word in (item.code, item.name))}
    found = difflib.get_close_matches(plain, list(known), n=1, cutoff=LIKE)
    return known[found[0]] if found else ""


def parse_family(text: str, language: str) -> Family:
    """The family in ``text``.

    Raises:
        MalformedExplanation: a heading, the grade or a part of an explanation is missing.
    """
    before, *rest = _split(text.splitlines(), CODE)
    title = FAMILY.fullmatch(before[0]) if before else None
    if not title:
        raise MalformedExplanation(f"{language}: «# NR Title» is missing")
    return Family(title[1], title[2], tuple(_explanation(lines, language) for lines in rest))


def _split(lines: Sequence[str], heading: re.Pattern[str]) -> list[list[str]]:
    """``lines`` divided before each that is a ``heading`` outside fenced blocks."""
    parts: list[list[str]] = [[]]
    fenced = False
    for line in lines:
        fenced ^= line.startswith(FENCE)
        if not fenced and heading.fullmatch(line):
            parts.append([])
        parts[-1].append(line)
    return parts


def _explanation(lines: Sequence[str], language: str) -> Explanation:
    heading = CODE.fullmatch(lines[0])
    assert heading
    head, *parts = _split(lines, re.compile("### .+"))
    grade = " ".join(head[1:]).partition(":")[2].strip()
    if tuple(part[0].removeprefix("### ") for part in parts) != PARTS[language] or grade not in SEVERITIES[language]:
        raise MalformedExplanation(f"{language} {heading[1]}: grade or headings are not as they should be")
    what, why, example, mend = (part[1:] for part in parts)
    blocks = list(_fenced(example))
    if [label for label, _ in blocks] != [f"{label}:" for label in BLOCKS[language]]:
        raise MalformedExplanation(f"{language} {heading[1]}: the example has not a wrong and a right block")
    return Explanation(
        code=heading[1],
        name=heading[2],
        severity=SEVERITIES[language][grade],
        grade=grade,
        what=_paragraph(what),
        why=_paragraph(why),
        wrong=blocks[0][1],
        right=blocks[1][1],
        mend=_paragraph(mend),
    )


def _paragraph(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


def _fenced(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The fenced blocks in ``lines``, without their fences, each after the line of text above it."""
    label = ""
    block: list[str] | None = None
    for line in lines:
        if not line.startswith(FENCE):
            if block is not None:
                block.append(line)
            else:
                label = line or label
        elif block is None:
            block = []
        else:
            yield label, "\n".join(block)
            block = None
