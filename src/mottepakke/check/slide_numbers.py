"""Case numbers on returned slides that are not this case's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from mottepakke import codes
from mottepakke.check.slide_told import Gathered, title_slide
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.bodies import MUNICIPALITY
from mottepakke.model.numbering import has_year, patterns
from mottepakke.model.slides import FURNITURE, TITLES, ReturnedCase, TextShape
from mottepakke.model.wording import WrittenNumber, folded, folded_words, numbers_in

SAK = frozenset({"sak", "saken", "saka", "saksnr", "saksnummer", "sakene", "sakane", "saker"})
NOT_A_CASE = folded_words(
    """møte møtet møter møta vedlegg side tabell figur lov lova forskrift prop st meld innst nou dok rundskriv kap
    kapittel artikkel art direktiv forordning eu ef eøs skoleåret året åra årene sesongen vinteren høsten hausten våren
    studieåret budsjettåret semester kvartal versjon innen innan frist pr per fra frå til mellom ca uke veke q1 q2 q3 q4
    tirsdag onsdag torsdag fredag mandag lørdag søndag blodtrykk score"""
)
"""Words before something of the form n/yy that make it something else than a case number."""
OLDEST = 6
"""How many years back a number without «sak» may still be a case's."""
RUNNING = 4
"""Words besides the number that make a line running text, where earlier cases may be mentioned."""
LAST_WORD = re.compile(r"([^\W_]+)[\s.:(«#]*$")
CASES_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted(SAK))})\s*(?:nr\.?|nummer)?\s*(?:\d{{1,4}}/\d{{2,4}}\s*(?:,|og|–|-|til)\s*)*[«(:]?\s*$",
    re.IGNORECASE,
)
"""What makes a number a case's: «sak», «sak nr.», «sakene 15/25 og»."""
LOOKED_AT = 40
"""Characters before a number that say what it is."""
Key = tuple[str, int, int]
"""Prefix («ps», '' where there is none), number, year."""
IN_MUNICIPALITY = re.compile(rf"\s[Ii]\s{MUNICIPALITY.pattern}")


class _Allowed(Struct, frozen=True):
    """The numbers a deck may show: ``own`` where it says which case it is of, ``named`` also those its note names.

    ``earlier`` are the ledger's.

    ``committee`` are the words that name the committee.
    """

    prefixes: frozenset[str]
    committee: frozenset[str]
    own: frozenset[Key]
    named: frozenset[Key]
    earlier: frozenset[Key]
    long_year: bool
    meeting: tuple[int, int]
    """Number and year of the meeting itself."""


def numbers_judged(code: Code, returned: ReturnedCase, subject: Subject) -> Iterator[Diagnostic]:
    """The numbers of the form n/yy that are findings of ``code``: not this case's, nor one that its note names.

    Earlier cases of the ledger may be mentioned in running text.
    """
    allowed = _allowed(returned, subject)
    if allowed is None:
        return
    found = Gathered()
    opening = title_slide(returned)
    for slide in returned.deck.shown:
        for shape in slide.texts:
            if shape.kind == "chart" or shape.holder == "sldNum":
                continue
            claims = slide is opening or shape.holder in FURNITURE
            for line in shape.lines:
                for mention in numbers_in(line.text):
                    if _judged(line.text, mention, allowed, claims=claims, shape=shape) == code:
                        found.note(code, _shown(line.text, mention, allowed), slide.number)
    yield from found.findings(returned, number=returned.case.number)


def _allowed(returned: ReturnedCase, subject: Subject) -> _Allowed | None:
    """None where cases carry no numbers of this form."""
    committee, meeting = subject.meeting.committee, subject.meeting.meeting
    pattern = committee.pattern_for(returned.case.row.case.type)
    own = next(numbers_in(returned.case.number), None)
    if own is None or not any(map(has_year, patterns(committee))):
        return None
    prefixes = frozenset(folded(one.partition("{nr}")[0]) for one in patterns(committee))
    title = returned.case.row.case.title
    mine = [_key(title, mention, prefixes) for mention in numbers_in(title)]
    mine.append(_key(returned.case.number, own, prefixes))
    named = [*mine, *(_key(returned.written, mention, prefixes) for mention in numbers_in(returned.written))]
    for number in (
        *(item.number for item in returned.case.row.case.earlier),
        *(item.number for item in returned.case.earlier),
    ):
        named += [_key(number, mention, prefixes) for mention in numbers_in(number)]
    before = [entry for entry in subject.ledger.entries if entry.date and entry.date < meeting.date]
    earlier = [_key(entry.number, mention, prefixes) for entry in before for mention in numbers_in(entry.number)]
    return _Allowed(
        prefixes=prefixes,
        committee=folded_words(f"{committee.short_name} {committee.slug}"),
        own=frozenset(mine),
        named=frozenset(named),
        earlier=frozenset(earlier),
        long_year="{åååå}" in pattern,
        meeting=(meeting.number, meeting.year),
    )


def _prefix(text: str, mention: WrittenNumber, prefixes: frozenset[str]) -> str:
    word = _word_before(text, mention.start)
    return word if word in prefixes else ""


def _key(text: str, mention: WrittenNumber, prefixes: frozenset[str]) -> Key:
    return (_prefix(text, mention, prefixes), mention.number, mention.year)


def _is_in(key: Key, known: frozenset[Key]) -> bool:
    """Whether a number is known; one without prefix is that of any series."""
    prefix, number, year = key
    if prefix:
        return key in known or ("", number, year) in known
    return any(one[1:] == (number, year) for one in known)


def _word_before(text: str, end: int) -> str:
    found = LAST_WORD.search(text[max(end - LOOKED_AT, 0) : end])
    return found.group(1).casefold() if found else ""


def _judged(text: str, mention: WrittenNumber, allowed: _Allowed, *, claims: bool, shape: TextShape) -> Code | None:
    """What kind of finding a number is, None for none."""
    key = _key(text, mention, allowed.prefixes)
    if _is_in(key, allowed.own if claims else allowed.named):
        return None
    word = _word_before(text, mention.start)
    says_case = bool(key[0]) or CASES_BEFORE.search(text[max(mention.start - LOOKED_AT, 0) : mention.start]) is not None
    words = len(folded(text.replace(mention.text, " ")).split())
    is_running = not claims and shape.holder not in TITLES and words >= RUNNING
    if is_running and (_is_in(key, allowed.earlier) or _is_of_others(text, mention, allowed)):
        return None
    if says_case:
        return codes.OTHER_CASE_NUMBER
    if not _may_be_case(mention, word, allowed):
        return None
    heads = shape.holder in TITLES and mention.start == 0
    return codes.OTHER_CASE_NUMBER if claims or heads else codes.NUMBER_LIKE_CASE


def _is_of_others(text: str, mention: WrittenNumber, allowed: _Allowed) -> bool:
    """Whether the number is another body's: «NUFA 7/25», «NUFA sak 7/25», «styresak 12/24», «sak 5/25 i Bergen kommune»."""
    if IN_MUNICIPALITY.match(text, mention.end):
        return True
    word = _word_before(text, mention.start)
    if word.endswith("sak") and word != "sak":
        return True
    names = [part.strip("(«.,:") for part in text[: mention.start].split()[-2:] if folded(part) not in SAK]
    last = names[-1] if names else ""
    return len(last) > 1 and last.isupper() and folded(last) not in allowed.committee | allowed.prefixes


def _may_be_case(mention: WrittenNumber, word: str, allowed: _Allowed) -> bool:
    """Whether a number that nobody calls a case may be one, and not a fraction, a season or a meeting."""
    year = allowed.meeting[1]
    has_long_year = mention.text.endswith(str(mention.year))
    if word in NOT_A_CASE or (mention.number, mention.year) == allowed.meeting:
        return False
    if not year - OLDEST <= mention.year <= year + 1 or not 0 < mention.number < 1000:
        return False
    if has_long_year and not allowed.long_year:
        return False
    return not (mention.number >= 10 and mention.number + 1 == mention.year % 100)


def _shown(text: str, mention: WrittenNumber, allowed: _Allowed) -> str:
    """The number with the word before it that makes it a case's."""
    found = LAST_WORD.search(text[max(mention.start - LOOKED_AT, 0) : mention.start])
    word = found.group(1) if found else ""
    known = word.casefold() in SAK or word.casefold() in allowed.prefixes
    return f"{word} {mention.text}" if known else mention.text
