"""A planned deck to a PowerPoint package."""

from __future__ import annotations

import io
from typing import assert_never

from msgspec import Struct, field
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.oxml.slide import CT_NotesSlide
from pptx.parts.slide import NotesSlidePart

from mottepakke.model.document import Deck, Picture
from mottepakke.model.look import Look
from mottepakke.write.office_package import packed
from mottepakke.write.pptx.draft import corner_mark, mark_box
from mottepakke.write.pptx.elements import EMU, Element, add, name
from mottepakke.write.pptx.locked import last_id, lock_title, loose, own_layout, say, spoken
from mottepakke.write.pptx.package import set_properties, set_sections
from mottepakke.write.pptx.shapes import Tree, base_name, holder_of
from mottepakke.write.pptx.template import Template
from mottepakke.write.pptx.text import TextWriter
from mottepakke.write.pptx.values import (
    PicturePiece,
    Piece,
    PlannedDeck,
    PlannedSlide,
    TablePiece,
    TextPiece,
)

DPI = 220
"""Resolution of a drawing turned into pixels: what office programs keep for print."""


def emit_deck(plan: PlannedDeck, deck: Deck, template: Template, look: Look) -> bytes:
    """The package."""
    presentation = Presentation(io.BytesIO(template.data))
    emitter = _Emitter(presentation, plan, deck, template, look)
    for number, slide in enumerate(plan.slides, 1):
        emitter.slide(number, slide)
    set_sections(presentation.part._element, deck.id, plan.slides)
    set_properties(presentation.core_properties, deck.properties)
    return packed(presentation.part.package)


class _Emitter(Struct):
    """Writes one deck; remembers the layouts' placeholders and the pictures already taken in."""

    presentation: Element
    plan: PlannedDeck
    deck: Deck
    template: Template
    look: Look
    layouts: dict[str, Element] = field(default_factory=dict)
    patterns: dict[str, dict[int | str, Element]] = field(default_factory=dict)
    images: dict[tuple[str, float], Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for master in self.presentation.slide_masters:
            for layout in master.slide_layouts:
                self.layouts.setdefault(layout.name, layout)

    def slide(self, number: int, planned: PlannedSlide) -> None:
        layout = self.layouts[planned.page.layout]
        patterns = self.patterns_of(planned.page.layout)
        shown = own_layout(layout, planned) if planned.locked else layout
        relation, slide = self.presentation.part.add_slide(shown)
        add(self.presentation.part._element.get_or_add_sldIdLst(), "p:sldId", {"id": 255 + number, "r:id": relation})
        tree = Tree(slide._element.cSld.spTree, TextWriter(slide.part, self.deck.properties.language))
        tree.title(patterns["title"], planned.title)
        if planned.locked:
            self.locked(tree, shown, planned, patterns)
        else:
            for piece in planned.pieces:
                self.piece(tree, piece, planned, patterns)
        if planned.prompt and planned.page.body:
            tree.writer.runs(add(tree.placeholder(patterns[planned.page.body.index]), "a:p"), (), None)
        self.furniture(tree, number, patterns)
        if planned.notes:
            self.notes(number, slide.part, planned)

    def locked(self, tree: Tree, layout: Element, planned: PlannedSlide, patterns: dict[int | str, Element]) -> None:
        """What a slide says into its own ``layout``, and on the slide what screen readers need of it."""
        lock_title(tree.element[-1])
        area = planned.page.body or planned.page.subtitle
        if not planned.pieces or area is None:
            return
        drawn = layout._element.cSld.spTree
        below = Tree(drawn, TextWriter(layout.part, self.deck.properties.language), last_id(drawn))
        for piece in planned.pieces:
            self.piece(below, loose(piece, (planned.page.body, planned.page.subtitle)), planned, patterns)
            next(drawn[-1].iter(name("p:nvPr"))).set("userDrawn", "1")
            anchor = next(patterns[area.index].iter(name("a:bodyPr"))).get("anchor")
            if isinstance(piece, TextPiece) and anchor:
                next(drawn[-1].iter(name("a:bodyPr"))).set("anchor", anchor)
        say(tree, base_name(patterns[area.index]), area.inner, spoken(planned.pieces))

    def patterns_of(self, layout: str) -> dict[int | str, Element]:
        """The layout's placeholder shapes by index, and the title, footer and number by what they are."""
        if layout not in self.patterns:
            found: dict[int | str, Element] = {}
            for shape in self.layouts[layout]._element.iter(name("p:sp")):
                holder = holder_of(shape)
                if holder is not None:
                    kind = holder.get("type", "obj")
                    found.setdefault("title" if kind == "ctrTitle" else kind, shape)
                    found.setdefault(int(holder.get("idx", "0")), shape)
            self.patterns[layout] = found
        return self.patterns[layout]

    def piece(self, tree: Tree, piece: Piece, planned: PlannedSlide, patterns: dict[int | str, Element]) -> None:
        pattern = None if piece.index is None else patterns[piece.index]
        match piece:
            case TextPiece():
                area = planned.page.body or planned.page.subtitle
                assert area is not None
                tree.text(piece, patterns[area.index] if pattern is None else pattern)
            case TablePiece():
                tree.table(piece, self.word("tabell"), self.template.table_style, pattern)
            case PicturePiece():
                tree.picture(piece, self.word("figur"), self.image, pattern)
            case _:
                assert_never(piece)

    def furniture(self, tree: Tree, number: int, patterns: dict[int | str, Element]) -> None:
        """Footer, slide number and draft mark."""
        if self.plan.foot and "ftr" in patterns:
            tree.foot(patterns["ftr"], self.plan.foot)
        if "sldNum" in patterns:
            tree.number(patterns["sldNum"], number)
        if self.deck.draft:
            self.draft_mark(tree)

    def draft_mark(self, tree: Tree) -> None:
        mark = corner_mark(self.look.draft_mark_png, self.look.colours["warning"])
        if ("", 0.0) not in self.images:
            self.images["", 0.0] = self.presentation.part.package.get_or_add_image_part(io.BytesIO(mark.data))
        box = mark_box(mark, self.presentation.slide_width / EMU)
        tree.decoration(box, self.word("utkast"), self.images["", 0.0])

    def notes(self, number: int, slide: Element, planned: PlannedSlide) -> None:
        """The notes page, with the placeholders of the notes master."""
        master = self.presentation.part.notes_master_part
        uri = PackURI(f"/ppt/notesSlides/notesSlide{number}.xml")
        part = NotesSlidePart(uri, CT.PML_NOTES_SLIDE, slide.package, CT_NotesSlide.new())
        part.relate_to(master, RT.NOTES_MASTER)
        part.relate_to(slide, RT.SLIDE)
        slide.relate_to(part, RT.NOTES_SLIDE)
        tree = Tree(part._element.cSld.spTree, TextWriter(part, self.deck.properties.language))
        for shape in master._element.iter(name("p:sp")):
            holder = holder_of(shape)
            kind = "" if holder is None else holder.get("type", "obj")
            if kind == "body":
                tree.writer.notes(tree.placeholder(shape), planned.notes)
            elif kind == "sldNum":
                tree.number(shape, number)
            elif kind == "sldImg":
                body = tree.placeholder(shape)
                body.getparent().remove(body)

    def word(self, key: str) -> str:
        return self.look.words.get(key, key.capitalize())

    def image(self, picture: Picture, width: float) -> Element:
        """The part of ``picture``; a drawing is turned into pixels for the ``width`` it is shown in."""
        if picture.format != "svg":
            return self.image_file(str(picture.path))
        key = (str(picture.path), width)
        if key not in self.images:
            from mottepakke.write.raster import svg_png

            dpi = max(1, round(DPI * width / (picture.width * 0.75)))
            package = self.presentation.part.package
            self.images[key] = package.get_or_add_image_part(io.BytesIO(svg_png(picture, dpi)))
        return self.images[key]

    def image_file(self, path: str) -> Element:
        if (path, 0.0) not in self.images:
            self.images[path, 0.0] = self.presentation.part.package.get_or_add_image_part(path)
        return self.images[path, 0.0]
