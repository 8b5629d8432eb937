"""A look made ready for Typst: its style files and fonts staged, its text made settable, its sources compiled."""

from __future__ import annotations

import json
import shutil
import tempfile
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Self

from msgspec.structs import replace

from mottepakke.diagnostics import BugStop, Diagnostic, MissingStop
from mottepakke.model.look import Look
from mottepakke.model.source import Span
from mottepakke.write.typesetting import codes
from mottepakke.write.typesetting.fonts import Coverage
from mottepakke.write.typesetting.glyphs import Fitted, fit
from mottepakke.write.typesetting.staging import Staging
from mottepakke.write.typesetting.typesetter import Typesetter, coverage_of_families, load_fonts


class Desk:
    """Where documents of one look are set; fonts are read once, so use one desk for many documents and `close` it.

    `pdf` may be called from several threads: Typst works without Python's lock.
    """

    def __init__(self, look: Look, keep: Path | None = None) -> None:
        """``keep`` is a folder for the data of a document that Typst refuses, to go with the report of the bug.

        Raises:
            MissingStop: a font family of the look is in none of its folders.
        """
        self.look = look
        self._keep = keep
        self._numbers = count()
        self._folder = tempfile.TemporaryDirectory(prefix="mottepakke-")
        self.staging = Staging(Path(self._folder.name), look.font, self.fit)
        try:
            self.staging.fill(look.typst_folders, look.font_folders)
            self._fonts = load_fonts(self.staging.fonts)
            self._require_families()
            look_data = {"look": json.dumps(self._look_data())}
            self._typesetter = Typesetter(self.staging.root, self._fonts, self.staging.packages, look_data)
        except BaseException:
            self.close()
            raise

    def pdf(self, source: str, tree: object, document_id: str) -> bytes:
        """The PDF of ``source``, in which ``{data}`` stands for the name of a JSON file with ``tree``.

        Raises:
            BugStop: Typst refuses it.
        """
        data = self.staging.root / f"{next(self._numbers)}.json"
        data.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
        try:
            return self._typesetter.pdf(source.format(data=data.name), Span(document_id))
        except BugStop as stop:
            raise BugStop(self._with_kept(stop.diagnostic, document_id, data)) from stop
        finally:
            data.unlink()

    def fit(self, text: str) -> Fitted:
        """``text`` as the look's fonts can set it."""
        return fit(text, lambda: self._coverage)

    def close(self) -> None:
        """Remove the working folder."""
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def _coverage(self) -> Coverage:
        return coverage_of_families(self._fonts, self._families)

    @property
    def _families(self) -> tuple[str, ...]:
        return (self.look.font, *self.look.fallback_fonts)

    def _require_families(self) -> None:
        present = self._fonts.families()
        for family in self._families:
            if family not in present:
                span = Span(f"layouts/{self.look.name}/layout.yaml")
                raise MissingStop(Diagnostic.at(codes.FONT_MISSING, span, family=family))

    def _look_data(self) -> dict[str, object]:
        """What the style files know of the look; see ``stil.typ``."""
        look = self.look
        return {
            "colours": dict(look.colours),
            "font": look.font,
            "fallback": look.fallback_fonts,
            "draft-mark": self.staging.drawing(look.draft_mark_svg),
        }

    def _with_kept(self, diagnostic: Diagnostic, document_id: str, data: Path) -> Diagnostic:
        if self._keep is None:
            return diagnostic
        kept = self._keep / f"{document_id.replace('/', '-')}.typst.json"
        shutil.copyfile(data, kept)
        return replace(diagnostic, args=(*(arg for arg in diagnostic.args if arg[0] != "kept"), ("kept", str(kept))))
