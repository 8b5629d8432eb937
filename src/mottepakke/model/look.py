"""What a layout folder says about looks, ready for the writers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from mottepakke.model.document import Picture


class Look(Struct, frozen=True):
    """The looks of a house style. Every path exists and every required colour and role is present.

    ``colours``: role to ``RRGGBB``: accent, text, muted, rule, shade (light background), on_accent, warning.
    ``font`` is the PDF font family, ``office_font`` the one named in Word files and slides.
    ``word_styles``: role to names of paragraph or table styles in ``word_template``, tried in order.
    ``slide_layouts``: slide role to names of slide layouts in ``slide_template``, tried in order.
    ``typst_folders``: folders with Typst style files; an earlier folder's file of the same name wins.
    ``font_folders``: folders with font files. ``draft_mark`` is a picture of the word, never text.
    ``words``: the layout's words in the document's language (keys such as ``figur``, ``fotnote``, ``fortsetter``).
    """

    name: str
    colours: Mapping[str, str]
    font: str
    fallback_fonts: tuple[str, ...]
    office_font: str
    word_template: Path
    word_styles: Mapping[str, tuple[str, ...]]
    slide_template: Path
    slide_layouts: Mapping[str, tuple[str, ...]]
    typst_folders: tuple[Path, ...]
    font_folders: tuple[Path, ...]
    logo: Path | None
    draft_mark_svg: Path
    draft_mark_png: Path
    words: Mapping[str, str]


class Layout(Struct, frozen=True):
    """A house style ready for use.

    ``folders`` are searched in order for templates (the built-in standard is last); ``shown`` gives each folder's path as
    findings print it. ``words`` holds every word in both languages.
    """

    name: str
    folders: tuple[Path, ...]
    shown: Mapping[Path, str]
    words: Mapping[str, Mapping[str, str]]
    base: Look
    logo: Picture | None

    def look(self, language: str) -> Look:
        """The look with the words of ``language`` (nb or nn)."""
        return replace(self.base, words=self.words[language])
