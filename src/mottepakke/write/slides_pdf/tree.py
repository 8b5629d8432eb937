"""A planned deck in the form that ``lysbilder.typ`` reads: what stands where, in points, with text as strings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias, assert_never

from msgspec import Struct

from mottepakke.diagnostics import Report
from mottepakke.model.document import Deck, Picture, Properties
from mottepakke.model.source import Span
from mottepakke.write.pptx.draft import Mark, mark_box
from mottepakke.write.pptx.measure import Metrics
from mottepakke.write.pptx.paginate import COLUMN_GAP
from mottepakke.write.pptx.tables import ABOVE, SIDE
from mottepakke.write.pptx.values import (
    Area,
    Box,
    Para,
    PicturePiece,
    Piece,
    PlannedDeck,
    PlannedSlide,
    Run,
    SetPara,
    SetRow,
    TablePiece,
    TextPiece,
)
from mottepakke.write.slides_pdf.codes import SCENERY_NOT_SHOWN
from mottepakke.write.slides_pdf.guests import GuestSlide, placeholder
from mottepakke.write.slides_pdf.paragraphs import Setting, Style
from mottepakke.write.slides_pdf.scenery import Field, Image, Stage
from mottepakke.write.typesetting.codes import GLYPH_MISSING
from mottepakke.write.typesetting.glyphs import Fitted, without_odd_characters

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

LONGEST_ALT = 8000
"""Characters of alternative text that are kept: ISO 19005-2 §6.1.13 allows strings of 32,767 bytes."""
NEARLY = 0.01


class Hands(Struct, frozen=True):
    """What the tree needs done: ``fit`` gives settable text, ``stage`` and ``put`` the path of a picture for Typst."""

    fit: Callable[[str], Fitted]
    stage: Callable[[Picture, Span, Report], str]
    put: Callable[[bytes, str], str]


class SlidesTree(Struct, frozen=True):
    """Turns the slides of one deck into data.

    ``slots`` are the theme's colours as ``RRGGBB``. ``guests`` are slides that will be put in, in the order of the show.
    """

    deck: Deck
    plan: PlannedDeck
    scene: Stage
    slots: Mapping[str, str]
    metrics: Metrics
    hands: Hands
    mark: Mark | None
    report: Report
    guests: Sequence[GuestSlide] = ()

    def whole(self, form: str, words: Mapping[str, str]) -> dict[str, Json]:
        """Everything; ``form`` says what is made of the slides."""
        slides = list(self.slides(with_guests=form != "lysbilder"))
        return {
            "properties": _properties(self.deck.properties, self.deck.id),
            "form": form,
            "width": self.scene.width,
            "height": self.scene.height,
            "notes-word": self.fit(words.get("notater", "Notater")),
            "page-label": self.fit(words.get("side_av", "{side}/{sider}")),
            "foot": self.fit(self.plan.foot),
            "slides": slides,
        }

    def slides(self, *, with_guests: bool) -> Iterator[Json]:
        """All slides in the order of the show."""
        guests = enumerate(guest for guest in self.guests if with_guests and not guest.hidden)
        waiting = next(guests, None)
        for number in range(len(self.plan.slides) + 1):
            if number:
                yield self.slide(number, self.plan.slides[number - 1])
            while waiting and min(waiting[1].after, len(self.plan.slides)) <= number:
                yield self.guest(*waiting)
                waiting = next(guests, None)

    def guest(self, index: int, guest: GuestSlide) -> dict[str, Json]:
        """The place of somebody else's slide, with its title and what it says."""
        alt = self.fit(without_odd_characters(guest.words or guest.title)).strip()[:LONGEST_ALT]
        notes = [Para((Run(line),)) for line in guest.notes if line.strip()]
        return {
            "guest": self.hands.put(placeholder(index), "png"),
            "level": 2 if guest.after else 1,
            "title": {"text": self.fit(guest.title)},
            "alt": alt or self.deck.properties.title,
            "notes": self.setting(Style(), 480.0).notes(notes),
        }

    def slide(self, number: int, planned: PlannedSlide) -> dict[str, Json]:
        """One slide; the first of a section is the place of its case in the outline, the others hang under it."""
        page = planned.page
        before = self.plan.slides[number - 2].section if number > 1 else ""
        scenery = self.scene.sceneries[page.layout]
        for name in scenery.left_out:
            self.report.add(SCENERY_NOT_SHOWN, Span(self.deck.id), layout=page.layout, what=name)
        shown = str(number + sum(guest.after < number for guest in self.guests))
        foot = self.line(page.foot, self.plan.foot) if page.foot and self.plan.foot else None
        return {
            "ground": self.colour(scenery.ground),
            "scenery": [self.drawing(shape) for shape in scenery.shapes],
            "level": 2 if planned.section and planned.section == before else 1,
            "title": self.line(page.title, planned.title.text, planned.title.size),
            "pieces": [part for piece in planned.pieces for part in self.piece(piece, planned)],
            "furniture": [one for one in (foot, page.number and self.line(page.number, shown)) if one],
            "mark": self.draft_mark(),
            "notes": self.setting(Style(), 480.0).notes(planned.notes),
        }

    def colour(self, slot: str) -> str:
        """A slot of the theme, by any of its names, as ``RRGGBB``."""
        named = self.scene.colour_map.get(slot, slot)
        return self.slots.get(named, slot if slot not in self.scene.colour_map else self.slots["dk1"])

    def fit(self, text: str) -> str:
        """``text`` as the fonts can set it; what had to be replaced is reported."""
        fitted = self.hands.fit(text)
        for characters, replacement in fitted.replaced:
            self.report.add(GLYPH_MISSING, Span(self.deck.id), text=characters, replacement=replacement)
        return fitted.text

    def setting(self, style: Style, width: float) -> Setting:
        """How text of ``style`` becomes data."""
        return Setting(self.fit, self.colour, style, width)

    def line(self, area: Area, text: str, size: float | None = None) -> dict[str, Json]:
        """A title, footer or number in its placeholder."""
        level = area.levels[0]
        size = size or level.size
        return {
            "box": _numbers(area.inner),
            "anchor": area.anchor,
            "align": level.align,
            "size": size,
            "line": self.metrics.line * level.line,
            "colour": self.colour(level.colour),
            "bold": level.bold,
            "text": self.fit(text),
        }

    def draft_mark(self) -> Json:
        """The draft mark in the upper right corner, as the PowerPoint writer places it."""
        if self.mark is None:
            return None
        box = mark_box(self.mark, self.scene.width)
        return {"box": _numbers(box), "path": self.hands.put(self.mark.data, "png")}

    def drawing(self, shape: Field | Image) -> dict[str, Json]:
        """A field or picture of the layout."""
        match shape:
            case Field(form, box, fill, stroke, weight):
                colours: dict[str, Json] = {
                    "fill": self.colour(fill) if fill else None,
                    "stroke": self.colour(stroke) if stroke else None,
                }
                return {"kind": form, "box": _numbers(box), "weight": weight, **colours}
            case Image(box, data, ending):
                return {"kind": "picture", "box": _numbers(box), "path": self.hands.put(data, ending)}
            case _:
                assert_never(shape)

    # -- pieces -----------------------------------------------------------------------------------------------

    def piece(self, piece: Piece, planned: PlannedSlide) -> Iterator[dict[str, Json]]:
        """A piece, or the columns of one."""
        match piece:
            case TextPiece():
                yield from self.text(piece, planned)
            case TablePiece():
                yield self.table(piece)
            case PicturePiece(box, picture, alt):
                path = self.hands.stage(picture, Span(self.deck.id), self.report)
                alt = without_odd_characters(alt)[:LONGEST_ALT]
                yield {"kind": "picture", "box": _numbers(box), "path": path, "alt": alt or None}
            case _:
                assert_never(piece)

    def text(self, piece: TextPiece, planned: PlannedSlide) -> Iterator[dict[str, Json]]:
        """Text in its placeholder, or in a box of its own; columns stand side by side."""
        areas = [area for area in (planned.page.body, planned.page.subtitle) if area]
        area = next((area for area in areas if area.index == piece.index), areas[0])
        inner = piece.box if piece.box and piece.index is None else _inside(area, piece.box)
        alone = piece.index is not None and piece.box is None
        columns = _columns(piece.paras, inner.height, piece.columns)
        width = (inner.width - COLUMN_GAP * (len(columns) - 1)) / len(columns)
        setting = self.setting(Style.of(area.levels[0]), width)
        for number, paras in enumerate(columns):
            box = Box(inner.left + number * (width + COLUMN_GAP), inner.top, width, inner.height)
            yield {
                "kind": "text",
                "box": _numbers(box),
                "anchor": area.anchor if alone else "t",
                "blocks": setting.blocks(paras),
            }

    def table(self, piece: TablePiece) -> dict[str, Json]:
        """A table; its rows are as high as their text needs."""
        return {
            "kind": "table",
            "box": _numbers(piece.box),
            "widths": list(piece.widths),
            "inset": [SIDE, ABOVE],
            "heads": sum(row.head for row in piece.rows),
            "rule": self.colour("accent3"),
            "head-rule": self.colour("accent1"),
            "quiet": self.colour("bg2"),
            "rows": [self.row(row, piece) for row in piece.rows],
        }

    def row(self, row: SetRow, piece: TablePiece) -> dict[str, Json]:
        """A row with its cells."""
        cells: list[Json] = []
        column = 0
        for cell in row.cells:
            bold = row.head or (piece.row_headers and column == 0)
            style = Style("accent1" if row.head else "tx1", "accent1", bold)
            width = sum(piece.widths[column : column + cell.span]) - 2 * SIDE
            blocks = self.setting(style, width).blocks(cell.paras)
            cells.append({"span": cell.span, "align": cell.align, "blocks": blocks})
            column += cell.span
        return {"quiet": row.quiet, "cells": cells}


def _numbers(box: Box) -> list[Json]:
    return [box.left, box.top, box.width, box.height]


def _inside(area: Area, box: Box | None) -> Box:
    """The place for text in a placeholder moved to ``box``."""
    if box is None:
        return area.inner
    return Box(
        box.left + area.inner.left - area.box.left,
        box.top + area.inner.top - area.box.top,
        box.width - area.box.width + area.inner.width,
        box.height - area.box.height + area.inner.height,
    )


def _columns(paras: Sequence[SetPara], height: float, count: int) -> list[list[SetPara]]:
    """``paras`` filled downwards into ``count`` columns."""
    columns: list[list[SetPara]] = [[]]
    used = 0.0
    for para in paras:
        tall = para.before + para.height
        if columns[-1] and len(columns) < count and used + tall > height + NEARLY:
            columns.append([])
            used = 0.0
        columns[-1].append(para)
        used += tall
    return columns + [[] for _ in range(count - len(columns))]


def _properties(properties: Properties, document_id: str) -> dict[str, Json]:
    lang, _, region = properties.language.partition("-")
    author, subject = (without_odd_characters(text) for text in (properties.author, properties.subject))
    return {
        "title": without_odd_characters(properties.title).strip() or document_id,
        "author": [author] if author else [],
        "subject": subject or None,
        "keywords": [without_odd_characters(keyword) for keyword in properties.keywords],
        "date": [properties.date.year, properties.date.month, properties.date.day],
        "lang": lang,
        "region": region,
    }
