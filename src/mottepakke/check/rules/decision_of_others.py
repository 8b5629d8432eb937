"""A decision that another committee makes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.decisions import Decision, decisions
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Committee
from mottepakke.model.wording import folded, folded_words

ACTS = re.compile(
    r"^(?P<actor>\S+(?: \S+){0,5}?) (?:(?P<adopts>godkjen(?:ner|te|de)|vedt(?:ar|ok|ek)|beslutt(?:er|et|a))|"
    r"drøft(?:et|a|er|ar)|t(?:ar|ek|ok) (?:\S+ ){1,6}til (?:orientering|etterretning|etterretting|vitande))\b"
)
"""Who does what only a committee does, at the beginning of a point (folded)."""
COMMITTEES = (
    "rådet",
    "råd",
    "utvalget",
    "utvalet",
    "utvalg",
    "utval",
    "styret",
    "styre",
    "nemnda",
    "nemnd",
    "komiteen",
    "formannskapet",
)
HIGHER = (
    "kommunestyret",
    "bystyret",
    "heradsstyret",
    "formannskapet",
    "fylkestinget",
    "fylkesutvalget",
    "fylkesutvalet",
    "fylkesrådet",
)
"""Whom a committee may propose to adopt something."""
CONSULTED = "samråd"
APPROVAL = "godkjenning"
"""The type of cases in which the committee itself approves."""
ACRONYM = re.compile(r"[A-ZÆØÅ]{3,8}")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """A body of another kind, or one known by other letters; often the text is another committee's."""
    committee = subject.meeting.committee
    for decision in decisions(subject):
        for place, point in enumerate(decision.points):
            found = ACTS.match(folded(point.text))
            actor = _as_written(found["actor"], point.text) if found else ""
            if found and _is_other(actor, committee) and not _may_say(decision, found, actor, place):
                yield Diagnostic.at(codes.DECISION_OF_OTHERS, point.span, words=actor, committee=committee.short_name)
                break


def _as_written(actor: str, text: str) -> str:
    """The first words of ``text`` that ``actor`` is folded from."""
    words = text.split()
    end = next((count for count in range(1, len(words) + 1) if folded(" ".join(words[:count])) == actor), 0)
    return " ".join(words[:end])


def _may_say(decision: Decision, found: re.Match[str], actor: str, place: int) -> bool:
    """Whether a point of ours may say what ``actor`` adopts: what others adopt may stand in later points, too."""
    is_approval = decision.case is not None and folded(decision.case.type) == APPROVAL and "godkjen" in found.group()
    is_body = bool(ACRONYM.fullmatch(actor)) and not is_approval
    return bool(found["adopts"]) and (place > 0 or is_body or folded(actor).endswith(HIGHER))


def _is_other(actor: str, committee: Committee) -> bool:
    names = folded(f"{committee.name} {committee.short_name} {committee.body} {committee.slug}")
    if ACRONYM.fullmatch(actor):
        return folded(actor) not in folded_words(names)
    parts = [part for part in folded(actor).split() if part != CONSULTED]
    kind = next((word for word in COMMITTEES if any(part.endswith(word) for part in parts)), "")
    stem = kind.removesuffix("et").removesuffix("a") if len(kind) > len("råd") else kind
    return bool(stem) and actor[0].isupper() and not _says_kind(names, stem)


def _says_kind(names: str, stem: str) -> bool:
    """Whether the committee's names hold that kind of body, in either målform: «Utval …», «… e-helserådet»."""
    stems = ("utval",) if stem.startswith("utval") else ("styr",) if stem.startswith("styr") else (stem,)
    return any(part in word for word in names.split() for part in stems)


RULE = Rule(codes.DECISION_OF_OTHERS, find)
