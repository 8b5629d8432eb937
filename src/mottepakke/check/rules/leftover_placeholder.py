"""Words that stand in for what somebody was to fill in: «xx», «Vedlegg x», «TODO», «[dato]», «???», «____», «(evt …)», «?.».

The pack goes out unfinished. Not matched: «xx» in a Roman number («kapittel XX»), «nn» beside «nb» (the målform), «evt.»
before a word, «ubearbeidet» in a sentence, words in quotation marks, which the text is about («en TODO-liste»), forms of
dates where the text is about formats, blanks in attached files, which may be forms, and prompts on returned slides, which
have a rule of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mottepakke import codes
from mottepakke.check.passages import QUOTATION, said
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject
from mottepakke.diagnostics import Diagnostic

TOKEN = re.compile(
    r"(?<![^\W\d_¹²³])(?:[Vv]edlegg|[Ss]ak(?:snr\.?|snummer)?|[Ff]igur|[Tt]abell|[Kk]apittel|[Ss]ide|[Vv]ersjon) "
    r"(?:[xXnN]|nn|\?+)(?![\w-])"
    r"|(?<![\w-])(?<![Kk]apittel )(?<![Aa]rtikkel )(?<![Dd]el )(?<![Bb]ind )"
    r"(?<![Rr]omertallet )(?<![Rr]omartalet )(?:x{2,}|X{2,})(?:[./-](?:x{2,}|X{2,}|\d\d))*(?![\w-])"
    r"|\b(?:TODO|TBD|TBA|TBC|FIXME|NN|LOREM)\b(?!-\w)|(?<!\w)N\.N\.(?!\w)|(?<![\w-])nn(?:[./](?:nn|\d\d))*(?![\w-])"
    r"|[–—-] (?:[Uu]bearbeid(?:et|d)|[Ii]kk(?:e|je) bearbeid(?:et|d))\b|\b[Kk]likk på (?:et|eit) element\b"
    r"|\b[Ll]orem ipsum\b|\b[Dd]{2}\.[Mm]{2}\.[ÅåYy]{2,4}(?!\w)"
    r"|\((?:[Ee]vt|[Ee]v)\.?\s*(?:…|\.\.\.)?\s*\)|(?<=\w)\?\.(?=\s|$)"
    r"|[(\[](?:[Ii]kkje |[Ii]kke )?(?:[Uu]?bearbeid\w*)(?: ennå| enno)?[)\]]"
    r"|(?:(?<=:)|(?<=:\s))(?:[Uu]bearbeid(?:et|d)|[Ii]kk(?:e|je) bearbeid(?:et|d))\.?$"
    r"|\b(?:Feil|Error)! (?:Fant ikke (?:referansekilden|noen oppføringer)|Bokmerke (?:er )?ikke definert|"
    r"Finn ikkje referansekjelda|"
    r"Reference source not found|Bookmark not defined)"
    r"|(?<=\s)\?\?(?=[\s.,;)]|$)|(?<![.\w])\.{6,}|…{2,}|\{(?:navn|namn|dato|tittel|beløp|sted|stad)\}"
    r"|(?<![\w?])\?{3,}|(?<![\w/])_{3,}(?![\w/])"
    r"|\[(?i:fyll|sett|set|skriv|legg|velg|vel|navn|namn|dato|tittel|beløp|tekst|årstall|årstal|sted|stad)\b[^\]]{0,60}\]"
    r"|<(?i:fyll|sett|set|skriv|legg|velg|vel|navn|namn|dato|tittel|beløp|tekst|sted|stad)\b[^<>@]{0,60}>"
)
SIGNS = (
    *("xx", "XX", " x", " X", " n ", " n.", " n,", " n)", " N ", " nn", "(nn", "NN", "N.N", "TODO", "TBD", "TBA", "FIXME"),
    *("TBC", "! ", "..", "……", "{"),
    *("orem", "m.å", "m.Å", "M.Å", "m.y", "M.Y", "(ev", "(Ev", "?.", "??", " ?", "bearbeid", "likk på", "[", "<", "___"),
)
"""Without any of these there is none: looking for them is much faster than for the rest."""
PROMPT = re.compile(
    r"\b(?:[Kk]likk|[Tt]rykk) (?:her )?for å (?:legge til|leggje til|skrive|skriva|sette inn|setje inn|redigere|angi|fylle|"
    r"velge|velje)\b[\w ]{0,30}|\b[Cc]lick (?:here )?to (?:add|edit|enter)\b[\w ]{0,20}"
)
WHOLE = re.compile(
    r"(?:…|\.{3,}|\?{1,}|[xX]|[Uu]bearbeid(?:et|d)|[Ii]kk(?:e|je) bearbeid(?:et|d)|"
    r"[Tt]ekst (?:kommer|kjem|mangler|manglar)|"
    r"(?:[Ss]kriv|[Ff]yll|[Ss]ett|[Ss]et|[Ll]egg) (?:inn )?"
    r"(?:(?:tekst|teksten|innhold|innhald|navn|namn|dato|tittel) )?her)\.?"
)
ABOUT_FORMS = re.compile(r"format|skrivemåt", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In all prose."""
    for passage in subject.passages:
        for words in dict.fromkeys(_left(passage)):
            yield said(codes.LEFTOVER_PLACEHOLDER, passage, words, subject.source)


def _left(passage: Passage) -> Iterator[str]:
    text = passage.text
    if passage.kind not in ("cell", "slide", "page") and WHOLE.fullmatch(text.strip()):
        yield text.strip()
        return
    quoted = [found.span() for found in QUOTATION.finditer(text)]
    for found in TOKEN.finditer(text) if text.startswith("nn") or any(sign in text for sign in SIGNS) else ():
        if not _is_meant(found, passage) and not _is_within(found, quoted):
            yield found.group()
    if not passage.is_returned and ("for å" in text or "lick" in text):
        yield from (found.group() for found in PROMPT.finditer(text) if not _is_within(found, quoted))


def _is_within(found: re.Match[str], quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether the words stand between quotation marks: then the text is about them."""
    return any(start < found.start() < end for start, end in quoted)


def _is_meant(found: re.Match[str], passage: Passage) -> bool:
    """Whether the words may stand there on purpose, or another rule tells of them."""
    words = found.group()
    is_language = words in ("nn", "NN") and re.search(r"\bnb\b", passage.text, re.IGNORECASE)
    is_form = words.lower().startswith("dd.") and ABOUT_FORMS.search(passage.text)
    is_prompt = passage.is_returned and words.lower().startswith(("[", "<", "{", "lorem"))
    is_blank = words.startswith(("___", "..", "……")) and not passage.is_ours
    return bool(is_language or is_form or is_prompt or is_blank)


RULE = Rule(codes.LEFTOVER_PLACEHOLDER, find)
