"""What a file from elsewhere lacks for an archive and for a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from pikepdf import Dictionary, Object, Pdf, Stream

from mottepakke.assemble.facts import PdfFacts
from mottepakke.assemble.objects import entry, inherited, items_of, mapping, name_of, pairs_of
from mottepakke.assemble.plan import LEVELS, Claim

MAX_RESOURCES = 50_000
"""Looked into of one file, those of drawings in drawings included."""
MAX_FONTS_NAMED = 3
LONGEST_NAME = 40
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
CMYK = 4

Lack = tuple[str, str]
"""A word of the message catalogues, and a count or names that go with it."""


class Shortcomings(Struct, frozen=True):
    """What a file lacks, and which claim that leaves it.

    ``kept`` stand in the way of a claim or a reader. ``mended`` are made good in the pack: the pack has a title, and the
    file's part of it a language, whether the file had them or not.
    """

    claim: Claim
    kept: tuple[Lack, ...] = ()
    mended: tuple[Lack, ...] = ()


def shortcomings_of(pdf: Pdf, facts: PdfFacts) -> Shortcomings:
    """What an open PDF lacks. What a file says about itself counts only as far as its fonts and colours bear it out."""
    seen = _Seen.of(pdf)
    kept = []
    if not facts.tagged:
        kept.append(("lacks_tags", ""))
    if seen.pictures_alone:
        kept.append(("lacks_text", f"{seen.pictures_alone}/{facts.pages}"))
    if seen.loose_fonts:
        kept.append(("lacks_fonts", _named(seen.loose_fonts)))
    if facts.colours == CMYK or seen.has_inks:
        kept.append(("lacks_screen_colours", ""))
    claim = facts.claim
    if seen.loose_fonts or seen.has_inks:
        claim = Claim("", pdfua=claim.pdfua and not seen.loose_fonts)
    kept += _missing_marks(facts)
    mended = [(word, "") for word, known in (("lacks_language", facts.language), ("lacks_title", facts.title)) if not known]
    return Shortcomings(claim, tuple(kept), tuple(mended))


def _missing_marks(facts: PdfFacts) -> Iterator[Lack]:
    """What the file does not say about itself, or says less of than it could."""
    if not facts.pdfa:
        yield "lacks_pdfa", ""
    elif facts.claim.pdfa != LEVELS[-1] and facts.tagged:
        yield "lacks_level", f"PDF/A-{facts.pdfa}"
    if facts.pdfua != 1 and facts.tagged:
        yield "lacks_pdfua", ""


def _named(fonts: Iterable[str]) -> str:
    names = sorted(fonts)
    return ", ".join(names[:MAX_FONTS_NAMED]) + (" …" if len(names) > MAX_FONTS_NAMED else "")


class _Seen(Struct):
    """What the resources of all pages hold: fonts that are not embedded, inks, and pages that are nothing but pictures.

    ``known`` says of resources met before whether they have fonts and pictures.
    """

    loose_fonts: set[str]
    pictures_alone: int
    has_inks: bool
    room: int
    known: dict[tuple[int, int], tuple[bool, bool]]

    @classmethod
    def of(cls, pdf: Pdf) -> _Seen:
        seen = cls(set(), 0, False, MAX_RESOURCES, {})
        for page in pdf.pages:
            fonts, pictures = seen._look_at(page.obj.get("/Resources", inherited(page.obj, "/Resources")))
            seen.pictures_alone += pictures and not fonts
        return seen

    def _look_at(self, first: object) -> tuple[bool, bool]:
        """Whether resources, and those of the drawings in them, hold fonts and pictures."""
        fonts = pictures = False
        for resources in self._reached(first):
            key = resources.objgen
            if key not in self.known or not resources.is_indirect:
                self.known[key] = self._fonts_in(resources), self._pictures_in(resources)
            fonts, pictures = fonts or self.known[key][0], pictures or self.known[key][1]
        return fonts, pictures

    def _reached(self, first: object) -> Iterator[Dictionary]:
        pending, met = [first], set[tuple[int, int]]()
        while pending and self.room > 0:
            resources = mapping(pending.pop())
            if resources is None:
                continue
            self.room -= 1
            yield resources
            for drawing in _drawings(resources):
                if name_of(drawing.get("/Subtype")) == "Form" and drawing.objgen not in met:
                    met.add(drawing.objgen)
                    pending.append(drawing.get("/Resources"))

    def _fonts_in(self, resources: Object) -> bool:
        fonts = [font for _, font in pairs_of(entry(resources, "/Font"))]
        self.loose_fonts |= {name for font in fonts if (name := _loose_name(font))}
        return bool(fonts)

    def _pictures_in(self, resources: Object) -> bool:
        pictures = [item for item in _drawings(resources) if name_of(item.get("/Subtype")) == "Image"]
        inked = any(name_of(picture.get("/ColorSpace")) == "DeviceCMYK" for picture in pictures)
        self.has_inks = self.has_inks or (inked and entry(entry(resources, "/ColorSpace"), "/DefaultCMYK") is None)
        return bool(pictures)


def _drawings(resources: Object) -> list[Stream]:
    return [item for _, item in pairs_of(entry(resources, "/XObject")) if isinstance(item, Stream)]


def _loose_name(font: object) -> str:
    """The name of a font that is not embedded (ISO 32000-1, 9.9), or ''. Fonts of type 3 are drawings."""
    kind = name_of(entry(font, "/Subtype"))
    if kind == "Type3" or not isinstance(font, Dictionary):
        return ""
    holder = next(iter(items_of(font.get("/DescendantFonts"))), None) if kind == "Type0" else font
    descriptor = entry(holder, "/FontDescriptor")
    if any(isinstance(entry(descriptor, key), Stream) for key in FONT_FILES):
        return ""
    return "".join(filter(str.isprintable, name_of(font.get("/BaseFont"))))[:LONGEST_NAME] or "?"
