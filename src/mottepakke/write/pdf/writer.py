"""Documents to PDF."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Self

from msgspec.structs import replace

from mottepakke.diagnostics import BugStop, Diagnostic, MissingStop
from mottepakke.model.document import Document
from mottepakke.model.look import Look
from mottepakke.model.source import Span
from mottepakke.write.pdf import codes
from mottepakke.write.pdf.tree import document_tree
from mottepakke.write.typesetting.fonts import Coverage
from mottepakke.write.typesetting.glyphs import Fitted, fit
from mottepakke.write.typesetting.staging import Staging
from mottepakke.write.typesetting.typesetter import Typesetter, coverage_of_families, load_fonts
from mottepakke.write.written import Written

SOURCE = """#import "/stil/dokument.typ": document-of
#document-of(json("/{data}"))
"""


class PdfWriter:
    """Writes documents of one look; fonts are read once, so use one writer for many documents and `close` it.

    `write` may be called from several threads: Typst works without Python's lock.
    """

    def __init__(self, look: Look, keep: Path | None = None) -> None:
        """``keep`` is a folder for the data of a document that Typst refuses, to go with the report of the bug.

        Raises:
            MissingStop: a font family of the look is in none of its folders.
        """
        self._look = look
        self._keep = keep
        self._numbers = count()
        self._folder = tempfile.TemporaryDirectory(prefix="mottepakke-")
        self._staging = Staging(Path(self._folder.name), look.font, self._fit)
        try:
            self._staging.fill(look.typst_folders, look.font_folders)
            self._fonts = load_fonts(self._staging.fonts)
            self._require_families()
            look_data = {"look": json.dumps(self._look_data())}
            self._typesetter = Typesetter(self._staging.root, self._fonts, self._staging.packages, look_data)
        except BaseException:
            self.close()
            raise

    def write(self, document: Document, links: Mapping[str, str]) -> Written:
        """The PDF of ``document``, PDF/A-2a and PDF/UA-1, with what could not be expressed.

        ``links`` maps ``pakke:`` addresses to relative ones; a link without an entry becomes plain text.

        Raises:
            BugStop: Typst refuses what this module made of the document.
        """
        tree, report = document_tree(document, links, self._fit, self._staging.picture, self._look.logo)
        data = self._staging.root / f"{next(self._numbers)}.json"
        data.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
        try:
            pdf = self._typesetter.pdf(SOURCE.format(data=data.name), Span(document.id))
        except BugStop as stop:
            raise BugStop(self._with_kept(stop.diagnostic, document.id, data)) from stop
        finally:
            data.unlink()
        return Written(pdf, tuple(report))

    def close(self) -> None:
        """Remove the working folder."""
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _fit(self, text: str) -> Fitted:
        return fit(text, lambda: self._coverage)

    @cached_property
    def _coverage(self) -> Coverage:
        return coverage_of_families(self._fonts, self._families)

    @property
    def _families(self) -> tuple[str, ...]:
        return (self._look.font, *self._look.fallback_fonts)

    def _require_families(self) -> None:
        present = self._fonts.families()
        for family in self._families:
            if family not in present:
                span = Span(f"layouts/{self._look.name}/layout.yaml")
                raise MissingStop(Diagnostic.at(codes.FONT_MISSING, span, family=family))

    def _look_data(self) -> dict[str, object]:
        """What the style files know of the look; see ``stil.typ``."""
        look = self._look
        return {
            "colours": dict(look.colours),
            "font": look.font,
            "fallback": look.fallback_fonts,
            "draft-mark": self._staging.drawing(look.draft_mark_svg),
        }

    def _with_kept(self, diagnostic: Diagnostic, document_id: str, data: Path) -> Diagnostic:
        if self._keep is None:
            return diagnostic
        kept = self._keep / f"{document_id.replace('/', '-')}.typst.json"
        shutil.copyfile(data, kept)
        return replace(diagnostic, args=(*(arg for arg in diagnostic.args if arg[0] != "kept"), ("kept", str(kept))))


def write_pdf(document: Document, look: Look, links: Mapping[str, str]) -> Written:
    """One document as PDF; for several, one `PdfWriter` saves reading the fonts again."""
    with PdfWriter(look) as writer:
        return writer.write(document, links)
