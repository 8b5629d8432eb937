"""Parts of one returned deck to the package that is put together: each once, with all it relates to."""

from __future__ import annotations

from collections.abc import Mapping

from mottepakke.safe_xml import Element, serialise
from mottepakke.slides import codes
from mottepakke.slides.deck import STRUCTURE, DeckFile, is_xml
from mottepakke.slides.merging.defaults import read_defaults, write_defaults
from mottepakke.slides.merging.findings import Findings
from mottepakke.slides.merging.identity import Identities
from mottepakke.slides.merging.placement import Placement, fingerprint, fit_theme, place, place_drawing
from mottepakke.slides.merging.references import NAMED, carried, drop_references, named_in
from mottepakke.slides.merging.show import Show
from mottepakke.slides.merging.tables import read_styles
from mottepakke.slides.relations import Relationship
from mottepakke.slides.xml import below, remove

IN_FRAMES = ("chart+xml", "chartex+xml", "diagramData+xml", "diagramDrawing+xml", "chartshapes+xml")
"""Ends of the content types of parts that are drawn in a frame on the slide, in sizes of their own."""
THEMES = ("theme+xml", "themeOverride+xml")


class Carrier:
    """Carries parts of ``deck`` into ``show``. ``slide`` in its methods is the number of the slide that findings name."""

    def __init__(self, deck: DeckFile, show: Show, ours: DeckFile, findings: Findings) -> None:
        self.deck, self.show, self.findings = deck, show, findings
        self.placement = Placement(deck.size, ours.size)
        self.theirs = read_defaults(deck.presentation, self.placement.scale)
        self.ours = read_defaults(ours.presentation)
        defaults = b"" if self.theirs == self.ours else repr(self.theirs).encode()
        self.identities = Identities(deck, fingerprint(self.placement) + defaults)
        self.styles = read_styles(deck)
        self._names: dict[str, str] = {}
        self._around: set[str] = set()

    def fit(self, root: Element) -> None:
        """Bring a slide, layout or master to our size, and let it look as it did with its own text defaults."""
        if self.placement.is_needed:
            place(root, self.placement)
        write_defaults(root, self.theirs, self.ours)

    def relations(self, part: str, root: Element, slide: int, structure: Mapping[str, str]) -> list[Relationship]:
        """The relationships of a carried part, their targets carried too; what names others is taken out of ``root``.

        ``structure`` says where slides, layouts, masters and notes went, by their names in small letters.
        """
        if self.deck.package.content_type(part) in STRUCTURE.values():
            self._around = {one.id for one in self.deck.package.relations(part)}
        found: list[Relationship] = []
        for one in carried(self.deck, part, root, slide, self.findings):
            if one.external:
                found.append(one)
            elif one.kind not in STRUCTURE:
                found.append(Relationship(one.id, one.type, self.part(one.target, slide)))
            elif one.target.lower() in structure:
                found.append(Relationship(one.id, one.type, structure[one.target.lower()]))
            elif one.kind == "slide":
                self.findings.note(codes.JUMP_REMOVED, slide=slide)
        drop_references(root, {one.id for one in found}, slide, self.findings)
        names = named_in(root)
        return [one for one in found if one.kind not in NAMED or one.id in names]

    def part(self, part: str, slide: int) -> str:
        """Carry a part that is no slide, layout, master or notes; returns its new name."""
        key = part.lower()
        if key not in self._names:
            if is_xml(self.deck.package.content_type(part)):
                self._carry_xml(part, slide)
            else:
                self._carry_other(part, slide)
        return self._names[key]

    def _carry_xml(self, part: str, slide: int) -> None:
        name = self._names[part.lower()] = self.show.new_name(part)
        content_type = self.deck.package.content_type(part)
        root = self.deck.package.xml(part)
        for drawing in below(root, "dataModelExt"):
            if drawing.get("relId") not in self._around:
                remove(drawing.getparent())
        relations = self.relations(part, root, slide, {})
        if self.placement.is_needed and content_type.endswith(THEMES):
            fit_theme(root, self.placement)
        elif self.placement.scale != 1 and content_type.endswith(IN_FRAMES):
            place_drawing(root, self.placement.scale)
        self.show.put(name, content_type, serialise(root), relations)

    def _carry_other(self, part: str, slide: int) -> None:
        """A picture, film or workbook, copied as it is; what others carry too stands in the package once."""
        package = self.deck.package
        inside = [one for one in package.relations(part) if not one.external and one.target in package]
        name = "" if inside else self.show.same(package, part)
        if name:
            self._names[part.lower()] = name
            return
        name = self._names[part.lower()] = self.show.new_name(part)
        relations = [
            Relationship(one.id, one.type, self.part(one.target, slide)) for one in inside if one.kind not in STRUCTURE
        ]
        if relations:
            self.show.put_copy(name, package, part, relations)
        else:
            self.show.put_medium(name, package, part)
