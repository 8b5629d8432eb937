"""Setting the pack's own pages and stamps with Typst."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from msgspec import Struct

from mottepakke.assemble.codes import TYPST_FAILED, TYPST_MISSING
from mottepakke.assemble.plan import PackPlan
from mottepakke.diagnostics import BugStop, Diagnostic, MissingStop
from mottepakke.model.look import Look
from mottepakke.model.source import Span

if TYPE_CHECKING:
    from typst import PDFStandard

STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]
FONT_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
"""In the order of preference: a wheel may hold one face in two formats, and a folder lists its files in no order."""
DRAFT_MARK = "utkast.svg"
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
REPLACEMENT = "?"
MAX_ROUNDS = 20


class Typeset(Struct, frozen=True):
    """A typeset PDF and the characters no font has (printed as a question mark)."""

    data: bytes
    missing: tuple[str, ...]


Remember = Callable[[tuple[object, ...], Callable[[], Typeset]], Typeset]
"""Gives what was set of the same values before, or has it set."""


def anew(_values: tuple[object, ...], setting: Callable[[], Typeset]) -> Typeset:
    """Remembers nothing."""
    return setting()


@dataclass
class Press:
    """Typst at work for one pack in a folder of its own, with the look's templates and fonts and nothing else."""

    plan: PackPlan
    folder: Path
    remember: Remember = anew

    @cached_property
    def fonts(self) -> typst.Fonts:
        """The fonts; when they are asked for, all that Typst needs is put in place."""
        look = self.plan.look
        fonts = self.folder / "skrifter"
        fonts.mkdir(parents=True)
        for file in _font_files(look.font_folders):
            _link(file, fonts / file.name)
        for folder in reversed(look.typst_folders):
            for file in folder.glob("*.typ"):
                shutil.copyfile(file, self.folder / file.name)
        shutil.copyfile(look.draft_mark_svg, self.folder / DRAFT_MARK)
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[fonts])

    def typeset(self, template: str, data: Mapping[str, object]) -> Typeset:
        """Set a template with data and what every template of a pack gets: title, language, date, and the look.

        Raises:
            MissingStop: the template or a font is missing.
            BugStop: Typst fails on the template.
        """
        text = json.dumps(_properties(self.plan) | dict(data), ensure_ascii=False)
        return self.remember((self.plan.look, template, text), lambda: self._set(template, text))

    def _set(self, template: str, text: str) -> Typeset:
        fonts = self.fonts
        if not (self.folder / template).is_file():
            raise MissingStop(Diagnostic.at(TYPST_MISSING, Span(template), what=template))
        missing: dict[str, None] = {}
        for _ in range(MAX_ROUNDS):
            try:
                return Typeset(self._compile(template, text, fonts), tuple(missing))
            except typst.TypstError as error:
                unknown = _unknown_characters(error, text)
                if not unknown:
                    raise BugStop(Diagnostic.at(TYPST_FAILED, Span(template), error=error.message)) from error
                missing |= dict.fromkeys(unknown)
                text = text.translate(dict.fromkeys(map(ord, unknown), REPLACEMENT))
        raise BugStop(Diagnostic.at(TYPST_FAILED, Span(template), error="missing glyphs"))

    def _compile(self, template: str, text: str, fonts: typst.Fonts) -> bytes:
        compiler = typst.Compiler(
            input=str(self.folder / template),
            root=self.folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": text, "look": json.dumps(_look_data(self.plan.look), ensure_ascii=False)},
            package_path=self.folder / "pakker",
            package_cache_path=self.folder / "pakker",
        )
        result, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
        for warning in warnings:
            raise MissingStop(Diagnostic.at(TYPST_MISSING, Span(template), what=warning.message))
        assert isinstance(result, bytes)
        return result


def _font_files(folders: Iterable[Path]) -> list[Path]:
    """One file a face; an earlier folder wins, then TrueType."""
    chosen: dict[str, Path] = {}
    for folder in folders:
        files = [path for path in folder.iterdir() if path.suffix.lower() in FONT_ENDINGS]
        for path in sorted(files, key=lambda path: (path.stem, FONT_ENDINGS.index(path.suffix.lower()))):
            chosen.setdefault(path.stem, path)
    return list(chosen.values())


def _link(file: Path, target: Path) -> None:
    try:
        target.symlink_to(file.resolve())
    except OSError:
        shutil.copyfile(file, target)


def _properties(plan: PackPlan) -> dict[str, object]:
    language, _, region = plan.language.partition("-")
    return {
        "title": plan.title,
        "author": plan.author,
        "lang": language,
        "region": region,
        "date": [plan.date.year, plan.date.month, plan.date.day],
        "draft": plan.draft,
    }


def _look_data(look: Look) -> dict[str, object]:
    """What the style file ``stil.typ`` knows of the look."""
    return {
        "colours": dict(look.colours),
        "font": look.font,
        "fallback": look.fallback_fonts,
        "draft-mark": f"/{DRAFT_MARK}",
    }


def _unknown_characters(error: typst.TypstError, text: str) -> list[str]:
    found = NO_GLYPH.findall(error.diagnostic or error.message)
    shown = "".join(CODE_POINT.sub(lambda point: chr(int(point[1], 16)), run) for run in found)
    return sorted({character for character in shown if ord(character) > 126 and character in text})
