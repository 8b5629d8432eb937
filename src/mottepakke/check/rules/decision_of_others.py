"""A decision that another committee makes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.decisions import decisions
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Committee
from mottepakke.model.wording import folded, folded_words

ACTS = re.compile(
    r"^(?P<actor>\S+(?: \S+){0,5}?) (?:drøft(?:et|a|er|ar)|godkjen(?:ner|te|de)|vedt(?:ar|ok|ek)|beslutt(?:er|et|a)|"
    r"t(?:ar|ek|ok) (?:\S+ ){1,6}til (?:orientering|etterretning|etterretting|vitande))\b"
)
"""Who does what only a committee does, at the beginning of a point (folded)."""
COMMITTEES = ("rådet", "råd", "utvalget", "utvalet", "utvalg", "utval", "styret", "styre", "nemnda", "nemnd", "komiteen")
HIGHER = ("kommunestyret", "bystyret", "heradsstyret", "formannskapet", "fylkestinget", "fylkesutvalget", "fylkesutvalet")
"""Whom a committee may propose a decision to."""
ACRONYM = re.compile(r"[A-ZÆØÅ]{3,8}")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """A body of another kind, or one known by other letters; often the text is another committee's."""
    committee = subject.meeting.committee
    for decision in decisions(subject):
        for point in decision.points:
            actor = _actor(point.text)
            if actor and _is_other(actor, committee):
                yield Diagnostic.at(codes.DECISION_OF_OTHERS, point.span, words=actor, committee=committee.short_name)
                break


def _actor(text: str) -> str:
    """The words of ``text`` before what a committee does, as they are written."""
    found = ACTS.match(folded(text))
    if found is None:
        return ""
    last = found["actor"].split()[-1]
    words = text.split()
    end = next((place for place, word in enumerate(words, 1) if folded(word).endswith(last)), 0)
    return " ".join(words[:end])


def _is_other(actor: str, committee: Committee) -> bool:
    names = folded(f"{committee.name} {committee.short_name} {committee.body} {committee.slug}")
    last = folded(actor).split()[-1] if folded(actor) else ""
    if ACRONYM.fullmatch(actor):
        return folded(actor) not in folded_words(names)
    kind = next((word for word in COMMITTEES if any(part.endswith(word) for part in folded(actor).split())), "")
    stem = kind.removesuffix("et").removesuffix("a") if len(kind) > len("råd") else kind
    return bool(stem) and last not in HIGHER and not actor[0].islower() and not _says_kind(names, stem)


def _says_kind(names: str, stem: str) -> bool:
    """Whether the committee's names hold that kind of body, in either målform: «Utval …», «… e-helserådet»."""
    stems = ("utval",) if stem.startswith("utval") else ("styr",) if stem.startswith("styr") else (stem,)
    return any(part in word for word in names.split() for part in stems)


RULE = Rule(codes.DECISION_OF_OTHERS, find)
