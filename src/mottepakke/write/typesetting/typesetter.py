"""Typst with the fonts of a look, nothing of the system and no network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

import typst
from msgspec import Struct, field

from mottepakke.diagnostics import BugStop, Diagnostic, MissingStop
from mottepakke.model.source import Span
from mottepakke.write.typesetting import codes
from mottepakke.write.typesetting.fonts import Coverage, coverage_of

STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
"""ISO 19005-2 level A and ISO 14289-1: for the archive and for every reader."""


class Typesetter(Struct):
    """Compiles sources below ``root``. Safe to share between threads: each compile borrows a compiler of its own."""

    root: Path
    fonts: typst.Fonts
    packages: Path
    inputs: Mapping[str, str] = field(default_factory=dict)
    _idle: list[typst.Compiler] = field(default_factory=list)

    def pdf(self, source: str, span: Span) -> bytes:
        """The PDF of ``source``.

        Raises:
            MissingStop: a font family is missing.
            BugStop: Typst refuses the source or warns of anything else; ``span`` says whose it was.
        """
        return self._compile(source, span, "pdf", None)

    def png(self, source: str, span: Span, dpi: int) -> bytes:
        """The picture of a source of one page."""
        return self._compile(source, span, "png", float(dpi))

    def _compile(self, source: str, span: Span, form: Literal["pdf", "png"], ppi: float | None) -> bytes:
        compiler = self._borrow()
        try:
            standards = STANDARDS if form == "pdf" else []
            data, warnings = compiler.compile_with_warnings(
                source.encode(), format=form, ppi=ppi, pdf_standards=[*standards]
            )
        except typst.TypstError as error:
            raise BugStop(_failure(span, error)) from error
        self._idle.append(compiler)
        for warning in warnings:
            raise _stop(span, warning)
        assert isinstance(data, bytes), "one page was asked for"
        return data

    def _borrow(self) -> typst.Compiler:
        with suppress(IndexError):
            return self._idle.pop()
        return typst.Compiler(
            root=self.root,
            font_paths=self.fonts,
            ignore_system_fonts=True,
            sys_inputs=dict(self.inputs),
            package_path=self.packages,
            package_cache_path=self.packages,
        )


def load_fonts(folder: Path) -> typst.Fonts:
    """The fonts of a folder and those that Typst carries."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


def coverage_of_families(fonts: typst.Fonts, families: Iterable[str]) -> Coverage:
    """The characters of the chain of ``families``."""
    faces = fonts.fonts()
    return coverage_of(
        [Path(face.path).resolve() for face in faces if face.path and face.family == family] for family in families
    )


def _stop(span: Span, warning: typst.TypstWarning) -> MissingStop | BugStop:
    family = warning.message.removeprefix("unknown font family: ")
    if family != warning.message:
        return MissingStop(Diagnostic.at(codes.FONT_MISSING, span, family=family))
    return BugStop(_failure(span, warning))


def _failure(span: Span, error: typst.TypstError | typst.TypstWarning) -> Diagnostic:
    trace = " < ".join(error.trace)
    return Diagnostic.at(codes.TYPST_FAILED, span, message=error.message, trace=trace, kept="")
