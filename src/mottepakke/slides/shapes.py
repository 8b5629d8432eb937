"""What stands on a slide: its shapes in order, those in groups too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from mottepakke.model.slides import Graphic, GraphicKind, Line, TextShape
from mottepakke.safe_xml import Element, local
from mottepakke.slides.deck import is_xml
from mottepakke.slides.package import Package
from mottepakke.slides.relations import Relationship
from mottepakke.slides.sizes import Holder, Sheet, list_style, number, over, shrinking, stated
from mottepakke.slides.text import lines_of, plain_lines
from mottepakke.slides.xml import MC, A, P, R, child

MEDIA = frozenset({"audioCd", "wavAudioFile", "audioFile", "videoFile", "quickTimeFile", "media"})
FRAMES: tuple[tuple[str, GraphicKind], ...] = (("chart", "chart"), ("diagram", "smartart"))
"""Words in the address of what a graphic frame holds (ECMA-376 part 1 §20.1.2.2.16)."""
BETWEEN_CELLS = " · "
LARGE = 20.0
"""The size in points that is taken for text whose letters the slide itself does not set."""
DRAFT_MARK, SMALL = re.compile(r"Utkast \d+"), 0.02
TRUE = frozenset({"1", "true"})


class Reading(Struct):
    """Gathers what stands on one slide of ``area`` square units (EMU)."""

    package: Package
    relations: dict[str, Relationship]
    sheet: Sheet
    area: float
    texts: list[TextShape] = field(default_factory=list)
    graphics: list[Graphic] = field(default_factory=list)
    drawn: bool = False

    def tree(self, parent: Element, group: Graphic | None = None) -> None:
        """The shapes of a tree or a group; ``group`` is what the group around them says of itself."""
        for shape in _chosen(parent):
            kind = local(shape)
            if kind not in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp", "contentPart"):
                continue
            facts = _facts(shape)
            if facts is None:
                continue
            match kind:
                case "sp":
                    self.shape(shape, facts.name)
                case "pic":
                    of: GraphicKind = "media" if any(local(one) in MEDIA for one in shape.iter()) else "picture"
                    self.graphic(shape, of, facts, group)
                case "graphicFrame":
                    self.frame(shape, facts, group)
                case "grpSp":
                    self.tree(shape, facts if facts.alt or facts.decorative else group)
                case _:
                    self.drawn = True

    def shape(self, shape: Element, name: str) -> None:
        """A shape with text, or a drawing."""
        mark = next(shape.iter(f"{P}ph"), None)
        holder = Holder("", self.sheet.loose) if mark is None else self.sheet.holder(mark)
        body = child(shape, f"{P}txBody")
        levels = over(list_style(shape), holder.levels)
        lines = lines_of(body, levels, shrinking(child(body, f"{A}bodyPr")))
        spoken = [] if lines or mark is not None else _spoken(shape)
        if lines:
            self.texts.append(TextShape(name, holder.kind, lines, "shape", holder.prompt))
        elif spoken:
            self.texts.append(TextShape(name, "", tuple(Line(line, LARGE) for line in spoken)))
        elif mark is None and not _is_text_box(shape):
            self.drawn = True

    def frame(self, frame: Element, facts: Graphic, group: Graphic | None) -> None:
        """A table, a chart, SmartArt or an object of another program."""
        table = next(frame.iter(f"{A}tbl"), None)
        if table is not None:
            self.table(table, facts.name)
            return
        data = next(frame.iter(f"{A}graphicData"), None)
        address = "" if data is None else data.get("uri", "")
        kind: GraphicKind = next((kind for word, kind in FRAMES if word in address), "object")
        self.graphic(frame, kind, facts, group)
        if data is not None and kind in ("chart", "smartart"):
            lines = self.words_of(data)
            if lines:
                self.texts.append(TextShape(facts.name, "", lines, "chart" if kind == "chart" else "smartart"))

    def table(self, table: Element, name: str) -> None:
        """The text of a table, row by row."""
        rows = tuple(line for row in table.iter(f"{A}tr") if (line := self.row(row)).text)
        self.texts.append(TextShape(name, "", rows, "table"))

    def row(self, row: Element) -> Line:
        """A row of a table as one line."""
        lines: list[Line] = []
        for cell in row.iter(f"{A}tc"):
            body = child(cell, f"{A}txBody")
            lines += lines_of(body, over(stated(child(body, f"{A}lstStyle")), self.sheet.loose))
        languages = dict.fromkeys(language for line in lines for language in line.languages)
        smallest = min((line.size for line in lines), default=0.0)
        return Line(BETWEEN_CELLS.join(line.text for line in lines), smallest, tuple(languages))

    def words_of(self, data: Element) -> tuple[Line, ...]:
        """The words in the part that a chart or SmartArt stands in: titles and points, not figures."""
        ids = (one.get(f"{R}dm") or one.get(f"{R}id") for one in data)
        relation = next((self.relations[key] for key in ids if key in self.relations), None)
        if relation is None or relation.external or not self.is_xml(relation.target):
            return ()
        return plain_lines(self.package.xml(relation.target))

    def is_xml(self, part: str) -> bool:
        """Whether there is such a part to parse."""
        return part in self.package and is_xml(self.package.content_type(part))

    def graphic(self, shape: Element, kind: GraphicKind, facts: Graphic, group: Graphic | None) -> None:
        """A graphic; inside a group that is described it needs no description of its own."""
        share = None if group is not None or self.area <= 0 else _covered(shape, self.area)
        alt, decorative = facts.alt, facts.decorative or _is_draft_mark(facts, share)
        if group is not None and not alt:
            alt, decorative = group.alt, decorative or group.decorative
        self.graphics.append(Graphic(kind, facts.name, alt, decorative, share))


def _chosen(parent: Element) -> Iterator[Element]:
    """The children; of alternatives (ECMA-376 part 3 §10.2.1) what new programs show."""
    for one in parent:
        if one.tag == f"{MC}AlternateContent":
            choices = [*one.iterchildren(f"{MC}Choice"), *one.iterchildren(f"{MC}Fallback")]
            yield from choices[0] if choices else ()
        else:
            yield one


def _facts(shape: Element) -> Graphic | None:
    """Name, alternative text and whether it is decoration; None for a shape that is hidden."""
    found = next((one for part in shape if local(part).startswith("nv") for one in part if local(one) == "cNvPr"), None)
    if found is None:
        return Graphic("picture", "")
    if found.get("hidden") in TRUE:
        return None
    decorative = any(local(one) == "decorative" and one.get("val", "1") in TRUE for one in found.iter())
    alt = " ".join((found.get("descr") or found.get("title") or "").split())
    return Graphic("picture", " ".join(found.get("name", "").split()), alt, decorative)


def is_locked(slide: Element) -> bool:
    """Whether the words of a slide stand in its layout, as on the locked slides of our templates."""
    return any(next(shape.iter(f"{P}ph"), None) is None and _spoken(shape) for shape in slide.iter(f"{P}sp"))


def _spoken(shape: Element) -> list[str]:
    """What a shape without ink says to a screen reader: so our locked slides say what their layout shows.

    The numbers of a list of points are no words of theirs.
    """
    own = child(shape, f"{P}spPr")
    outline = child(own, f"{A}ln")
    if child(own, f"{A}noFill") is None or child(outline, f"{A}noFill") is None:
        return []
    said = next((part.get("descr", "") for part in shape.iter(f"{P}cNvPr")), "")
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    return [line.removeprefix(f"{number}. ") for number, line in enumerate(lines, 1)]


def is_draft_mark(picture: Element, area: float) -> bool:
    """Whether a picture on a slide of ``area`` square EMU is our draft mark."""
    facts = _facts(picture)
    return facts is not None and _is_draft_mark(facts, _covered(picture, area))


def _is_draft_mark(facts: Graphic, share: float | None) -> bool:
    """The mark that our own template prints on drafts; LibreOffice forgets that it is decoration."""
    return bool(DRAFT_MARK.fullmatch(facts.name)) and not facts.alt and share is not None and share < SMALL


def _is_text_box(shape: Element) -> bool:
    """An empty text box that shows nothing: no outline and no fill of its own."""
    return any(local(one) == "cNvSpPr" and one.get("txBox") in TRUE for one in shape.iter())


def _covered(shape: Element, area: float) -> float | None:
    """How much of the slide a shape covers, where it says so itself."""
    for extent in shape.iter(f"{A}ext"):
        width, height = number(extent.get("cx")), number(extent.get("cy"))
        if width is not None and height is not None:
            return width * height / area
    return None
