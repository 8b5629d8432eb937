"""The folder that Typst sees: style files, one file a face, pictures; nothing else of the machine."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree import ElementTree

from msgspec import Struct

from mottepakke.diagnostics import Report
from mottepakke.model.document import Picture
from mottepakke.model.source import Span
from mottepakke.write.typesetting import codes
from mottepakke.write.typesetting.fonts import face_files
from mottepakke.write.typesetting.glyphs import Fitted
from mottepakke.write.typesetting.pictures import archivable
from mottepakke.write.typesetting.svg import clean_svg

CODE_FONT = "DejaVu Sans Mono"
"""Typst carries it."""


class Staging(Struct, frozen=True):
    """A folder that is Typst's root. ``font`` is what text in SVG pictures is set in, ``fit`` makes such text settable."""

    root: Path
    font: str
    fit: Callable[[str], Fitted]

    @property
    def fonts(self) -> Path:
        """Where the font files lie."""
        return self.root / "skrifter"

    @property
    def packages(self) -> Path:
        """An empty folder in the place of Typst's packages: none is ever loaded, from the net or the machine."""
        return self.root / "pakker"

    def fill(self, style_folders: Iterable[Path], font_folders: Iterable[Path]) -> None:
        """Put style files and fonts in; an earlier folder's file of the same name wins."""
        for folder in (self.root / "stil", self.fonts, self.packages, self.root / "bilder"):
            folder.mkdir()
        for folder in reversed(tuple(style_folders)):
            for file in folder.glob("*.typ"):
                shutil.copyfile(file, self.root / "stil" / file.name)
        for file in face_files(font_folders):
            _link(file, self.fonts / file.name)

    def picture(self, picture: Picture, span: Span, report: Report) -> str:
        """The path, seen from the root, of a copy of ``picture`` that the standards allow."""
        data = picture.path.read_bytes()
        if picture.format == "svg":
            return self.put(self._clean(data, picture.path.name, span, report), "svg")
        return self.put(archivable(data, picture.format), picture.format)

    def drawing(self, path: Path) -> str:
        """The same for an SVG of the layout."""
        return self.put(self._clean(path.read_bytes(), path.name, Span(path.name), Report()), "svg")

    def put(self, data: bytes, ending: str) -> str:
        """The path, seen from the root, of a picture that the standards allow."""
        name = f"{hashlib.sha256(data).hexdigest()[:24]}.{ending}"
        target = self.root / "bilder" / name
        if not target.exists():
            _write_whole(target, data)
        return f"/bilder/{name}"

    def _clean(self, data: bytes, name: str, span: Span, report: Report) -> bytes:
        def fit(text: str) -> str:
            fitted = self.fit(text)
            for characters, replacement in fitted.replaced:
                report.add(codes.GLYPH_MISSING, span, text=characters, replacement=replacement)
            return fitted.text

        try:
            clean = clean_svg(data, self.font, CODE_FONT, fit)
        except ElementTree.ParseError:
            return data
        if clean.removed:
            report.add(codes.SVG_CLEANED, span, path=name, what=", ".join(clean.removed))
        return clean.data


def _link(file: Path, target: Path) -> None:
    try:
        target.symlink_to(file.resolve())
    except OSError:
        shutil.copyfile(file, target)


def _write_whole(target: Path, data: bytes) -> None:
    """Two threads may put the same picture: each writes its own file, and the later one replaces the same bytes."""
    part = target.with_name(f"{target.name}.{os.getpid()}.{id(data)}")
    part.write_bytes(data)
    part.replace(target)
