"""Paragraphs and runs as DrawingML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote, urlsplit, urlunsplit

from msgspec import Struct
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from mottepakke.write.pptx.elements import Element, add, add_fill, emu
from mottepakke.write.pptx.values import Bullet, Level, Number, Para, Run, SetPara

COLOURS = {"accent": "accent1", "muted": "tx2", "warning": "accent4"}
"""Theme slots of the runs' colours."""
CODE_FONT = "Consolas"
BULLETS = "•–"
SCHEMES = (
    ("arabicPeriod", "alphaLcParenR", "romanLcParenR"),
    ("arabicParenR", "alphaLcPeriod", "romanLcPeriod"),
)
"""Numbers of list levels 1, 2 and further ones, and others for a list that follows another."""
ALIGNMENTS = {"center": "ctr", "right": "r"}
NOTE_STEP = 14.0
IN_URI = "%/:?#[]@!$&'()*+,;=~-._"
NEARLY = 0.05
"""Lengths closer than this are the same, in points."""


class TextWriter(Struct, frozen=True):
    """Writes text into one slide or notes page; ``part`` is its python-pptx part, which holds the links' addresses."""

    part: Element
    language: str

    def paragraphs(self, body: Element, paras: Sequence[SetPara], levels: tuple[Level, ...] = ()) -> None:
        """Set ``paras`` in a text body whose own levels are ``levels``; only what differs from them is written.

        Without ``levels`` nothing is inherited (text boxes, cells).
        """
        starts = _starts(para.para for para in paras)
        for para in paras:
            paragraph = add(body, "a:p")
            level = _outline_level(para.para)
            inherited = levels[level] if levels else None
            _add_shape(paragraph, para, level if levels else 0, inherited, starts)
            size = None if inherited and inherited.size == para.size else para.size
            self.runs(paragraph, para.para.runs, size)

    def notes(self, body: Element, paras: Sequence[Para]) -> None:
        """Set ``paras`` in the notes' text body."""
        starts = _starts(paras)
        for para in paras:
            paragraph = add(body, "a:p")
            left = NOTE_STEP * (para.depth + para.inset)
            place = {"marL": emu(left), "indent": -emu(NOTE_STEP) if para.marker else 0} if left else {}
            properties = add(paragraph, "a:pPr", place)
            if para.marker:
                _add_mark(properties, para, starts)
            self.runs(paragraph, para.runs, None)

    def runs(self, paragraph: Element, runs: Iterable[Run], size: float | None) -> None:
        """Add ``runs``; ``size`` None is the inherited one."""
        empty = True
        for run in runs:
            empty = False
            for number, line in enumerate(run.text.split("\n")):
                if number:
                    self._properties(add(paragraph, "a:br"), "a:rPr", Run(""), size)
                if line:
                    element = add(paragraph, "a:r")
                    self._properties(element, "a:rPr", run, size)
                    add(element, "a:t").text = line
        if empty:
            self._properties(paragraph, "a:endParaRPr", Run(""), size)

    def _properties(self, parent: Element, tag: str, run: Run, size: float | None) -> None:
        """Run properties (ECMA-376 part 1 §21.1.2.3.9)."""
        properties = add(parent, tag, {"lang": self.language})
        if size is not None:
            properties.set("sz", str(round(size * 100)))
        for flag, key, value in (
            (run.bold, "b", "1"),
            (run.italic, "i", "1"),
            (run.strike, "strike", "sngStrike"),
            (run.raised, "baseline", "30000"),
        ):
            if flag:
                properties.set(key, value)
        if run.colour and not run.href:
            add_fill(properties, COLOURS[run.colour])
        if run.code:
            add(properties, "a:latin", {"typeface": CODE_FONT})
            add(properties, "a:cs", {"typeface": CODE_FONT})
        target = safe_uri(run.href)
        if target:
            add(properties, "a:hlinkClick", {"r:id": self.part.relate_to(target, RT.HYPERLINK, is_external=True)})


def _outline_level(para: Para) -> int:
    """The outline level, from 0. What continues an item stands one level deeper: so it does not stop the numbering."""
    return min(para.depth - bool(para.marker), 8) if para.depth else 0


def _starts(paras: Iterable[Para]) -> dict[int, int]:
    """The first number of each list in a text body."""
    starts: dict[int, int] = {}
    for para in paras:
        if isinstance(para.marker, Number):
            starts.setdefault(para.marker.chain, para.marker.value)
    return starts


def _add_shape(paragraph: Element, para: SetPara, level: int, inherited: Level | None, starts: Mapping[int, int]) -> None:
    """Paragraph properties (§21.1.2.2.7) as far as they differ from what is inherited."""
    properties = add(paragraph, "a:pPr", _place(para, level, inherited))
    if inherited is None or abs(inherited.line - para.line) > 0.001:
        add(add(properties, "a:lnSpc"), "a:spcPct", {"val": round(para.line * 100_000)})
    if abs((inherited.before if inherited else 0.0) - para.before) > NEARLY:
        add(add(properties, "a:spcBef"), "a:spcPts", {"val": round(para.before * 100)})
    has_bullet = inherited is not None and inherited.bullet
    if para.para.marker is None:
        if has_bullet:
            add(properties, "a:buNone")
    elif isinstance(para.para.marker, Number) or not has_bullet:
        if inherited is None:
            add(add(properties, "a:buClr"), "a:schemeClr", {"val": "accent1"})
        _add_mark(properties, para.para, starts)
    if not len(properties) and not properties.attrib:
        paragraph.remove(properties)


def _place(para: SetPara, level: int, inherited: Level | None) -> dict[str, str | int]:
    """Indentation, level and alignment where they are not the inherited ones."""
    left, hanging = (inherited.left, inherited.hanging) if inherited else (0.0, 0.0)
    attributes: dict[str, str | int] = {}
    if abs(left - para.left) > NEARLY or abs(hanging - para.hanging) > NEARLY:
        attributes |= {"marL": emu(para.left), "indent": -emu(para.hanging)}
    if level:
        attributes["lvl"] = level
    if para.para.align in ALIGNMENTS:
        attributes["algn"] = ALIGNMENTS[para.para.align]
    return attributes


def _add_mark(properties: Element, para: Para, starts: Mapping[int, int]) -> None:
    """A bullet or a number (§21.1.2.4)."""
    if isinstance(para.marker, Bullet):
        add(properties, "a:buFont", {"typeface": "Arial"})
        add(properties, "a:buChar", {"char": BULLETS[(para.depth - 1) % len(BULLETS)]})
    elif isinstance(para.marker, Number):
        kinds = SCHEMES[para.marker.scheme]
        numbering: dict[str, str | int] = {"type": kinds[min(para.depth, len(kinds)) - 1]}
        if starts[para.marker.chain] != 1:
            numbering["startAt"] = starts[para.marker.chain]
        add(properties, "a:buFont", {"typeface": "+mj-lt"})
        add(properties, "a:buAutoNum", numbering)


def safe_uri(address: str) -> str:
    """``address`` with only characters a relationship's target may have (RFC 3986); empty when it cannot be one."""
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    return quote(urlunsplit(parts._replace(netloc=host)), safe=IN_URI)
