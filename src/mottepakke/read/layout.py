"""A layout folder, with the built-in standard under it.

``layouts/<name>/`` in the workspace overrides single parts of ``standard``: any template of the same name, ``layout.yaml``
key by key, ``ord/nb.yaml`` and ``ord/nn.yaml`` word by word, ``mal.docx``, ``mal.pptx``, ``typst/*.typ``, ``logo.svg`` or
``logo.png``, ``utkast.svg`` with ``utkast.png``, and further fonts in ``fonts/``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import Formatter
from typing import Any

import mottepakke
from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.document import Picture
from mottepakke.model.look import Layout, Look
from mottepakke.model.meeting import STANDARD_LAYOUT
from mottepakke.model.source import Span
from mottepakke.read.fields import TEXT, Converter, Field, Free, Listed, Schema, brief, list_of, read_mapping, reads, text
from mottepakke.read.nodes import Mapping as YamlMapping
from mottepakke.read.nodes import Node, Scalar, Unreadable
from mottepakke.read.parser import PARSER, Parser
from mottepakke.read.paths import UNUSABLE, shown_path
from mottepakke.read.pictures import read_picture
from mottepakke.read.text import read_text

STANDARD_FOLDER = Path(mottepakke.__file__).parent / "layouts" / STANDARD_LAYOUT
FONT_PACKAGE = "font_source_sans_pro"
LANGUAGES = ("nb", "nn")
LISTS = ("måneder", "ukedager")


@reads(Free(TEXT))
def colours(node: Node, report: Report) -> dict[str, str]:
    """``role: RRGGBB``, with or without #."""
    found = {}
    for key, value in _entries(node, "farger", _standard_style()["farger"], report):
        written = value.text.strip().lstrip("#").upper() if isinstance(value, Scalar) else ""
        if re.fullmatch("[0-9A-F]{6}", written):
            found[key] = written
        else:
            report.add(codes.INVALID_STYLE_FILE, value.span, key=key, expected="RRGGBB")
    return found


def roles(name: str) -> Converter[dict[str, tuple[str, ...]]]:
    """``role: [name, name]`` for the roles the standard layout knows."""

    @reads(Free(Listed(TEXT)))
    def convert(node: Node, report: Report) -> dict[str, tuple[str, ...]]:
        names = list_of(text)
        return {key: names(value, report) for key, value in _entries(node, name, _standard_style()[name], report)}

    return convert


def _entries(node: Node, name: str, known: Mapping[str, Any], report: Report) -> list[tuple[str, Node]]:
    if not isinstance(node, YamlMapping):
        report.add(codes.WRONG_TYPE, node.span, key=name, expected="@key_value")
        return []
    entries: dict[str, tuple[Span, Node]] = {}
    for key, value in node.entries:
        if known and key.text not in known:
            nearest = difflib.get_close_matches(key.text, list(known), n=1, cutoff=0.5)
            report.add(codes.UNKNOWN_KEY, key.span, key=brief(key.text), nearest=nearest[0] if nearest else "")
        elif key.text in entries:
            report.add(codes.DUPLICATE_KEY, key.span, key=key.text, line=entries[key.text][0].line)
        else:
            entries[key.text] = key.span, value
    return [(key, value) for key, (_, value) in entries.items()]


STYLE = Schema(
    "layout.yaml",
    (
        Field("farger", colours, "Farger etter rolle."),
        Field("skrift", text, "Skrift i PDF."),
        Field("reserveskrift", list_of(text), "Skrifter for tegn den første mangler."),
        Field("kontorskrift", text, "Skrift i Word og PowerPoint."),
        Field("word_stiler", roles("word_stiler"), "Stilnavn i mal.docx etter rolle."),
        Field("lysbildeoppsett", roles("lysbildeoppsett"), "Oppsett i mal.pptx etter rolle."),
    ),
)


@cache
def _standard_style(parser: Parser = PARSER) -> dict[str, Any]:
    """The standard's own style file; while it is read itself no role is unknown."""
    report = Report()
    node = parser.yaml((STANDARD_FOLDER / "layout.yaml").read_text(encoding="utf-8"), "layout.yaml", report)
    assert isinstance(node, YamlMapping)
    plain: dict[str, Any] = {}
    for key, value in node.entries:
        if isinstance(value, YamlMapping):
            convert = list_of(text)
            parts = {name.text: convert(item, report) for name, item in value.entries}
            plain[key.text] = {k: v[0] for k, v in parts.items()} if key.text == "farger" else parts
        else:
            plain[key.text] = list_of(text)(value, report) if key.text == "reserveskrift" else text(value, report)
    return plain


def read_layout(name: str, root: Path, span: Span, report: Report, parser: Parser = PARSER) -> Layout | None:
    """The layout ``name`` of the workspace ``root``, or None with findings. ``span`` is where it was asked for."""
    folders = [STANDARD_FOLDER]
    own = root / "layouts" / name
    if name != STANDARD_LAYOUT or own.is_dir():
        if not _is_layout(own, root):
            report.add(codes.MISSING_LAYOUT, span, layout=brief(name))
            return None
        folders.insert(0, own)
    shown = {folder: shown_path(folder, root) for folder in folders}
    shown[STANDARD_FOLDER] = f"layouts/{STANDARD_LAYOUT}"
    style = _style(folders, shown, report, parser)
    find = _Finder(tuple(folders))
    logo = _logo(find, shown, report)
    base = Look(
        name=name,
        colours=style["farger"],
        font=style["skrift"],
        fallback_fonts=tuple(style["reserveskrift"]),
        office_font=style["kontorskrift"],
        word_template=find("mal.docx"),
        word_styles=style["word_stiler"],
        slide_template=find("mal.pptx"),
        slide_layouts=style["lysbildeoppsett"],
        typst_folders=tuple(folder / "typst" for folder in folders if (folder / "typst").is_dir()),
        font_folders=_font_folders(folders),
        logo=logo.path if logo else None,
        draft_mark_svg=find("utkast.svg"),
        draft_mark_png=find("utkast.png"),
        words={},
    )
    words = {language: _words(language, folders, shown, report, parser) for language in LANGUAGES}
    return Layout(name, tuple(folders), shown, words, base, logo)


def _is_layout(folder: Path, root: Path) -> bool:
    """Whether ``folder`` is a folder right under layouts/, in the workspace even after every link has been followed."""
    try:
        right_under = folder.parent == root / "layouts" and folder.name != ".."
        return right_under and folder.is_dir() and folder.resolve().is_relative_to(root.resolve())
    except UNUSABLE:
        return False


class _Finder:
    """Finds a part in the first folder that has it; the standard has every part."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def __call__(self, part: str) -> Path:
        return next((folder / part for folder in self.folders if (folder / part).is_file()), self.folders[-1] / part)


def _style(folders: list[Path], shown: Mapping[Path, str], report: Report, parser: Parser) -> dict[str, Any]:
    style = dict(_standard_style(parser))
    path = folders[0] / "layout.yaml"
    if folders[0] is STANDARD_FOLDER or not path.is_file():
        return style
    where = f"{shown[folders[0]]}/layout.yaml"
    source = read_text(path, where, report) or ""
    values = read_mapping(parser.yaml(source, where, report), STYLE, report, Span(where)).values
    for key, value in values.items():
        style[key] = {**style[key], **value} if isinstance(value, dict) else value
    return style


def _words(language: str, folders: list[Path], shown: Mapping[Path, str], report: Report, parser: Parser) -> dict[str, str]:
    words: dict[str, str] = {}
    for folder in reversed(folders):
        path = folder / "ord" / f"{language}.yaml"
        if not path.is_file():
            continue
        where = f"{shown[folder]}/ord/{language}.yaml"
        node = parser.yaml(read_text(path, where, report) or "", where, report)
        if node is None or isinstance(node, Unreadable):
            continue
        for key, value in _entries(node, where, dict(words), report):
            word = text(value, report)
            if word is not None and not _serves(word, words.get(key, word), key):
                report.add(codes.INVALID_STYLE_FILE, value.span, key=key, expected=words[key])
            elif word is not None:
                words[key] = word
    return words


def _serves(word: str, standard: str, key: str) -> bool:
    """Whether ``word`` can stand where ``standard`` does: the same fields to fill in, as many names in a list of names."""
    try:
        fields = {(name, form, conversion) for _, name, form, conversion in Formatter().parse(word) if name is not None}
    except ValueError:
        return False
    known = {(name, form, conversion) for _, name, form, conversion in Formatter().parse(standard) if name is not None}
    return fields <= known and (key not in LISTS or len(word.split()) == len(standard.split()))


def _logo(find: _Finder, shown: Mapping[Path, str], report: Report) -> Picture | None:
    for name in ("logo.svg", "logo.png"):
        path = find(name)
        if path.is_file():
            return read_picture(path, name, Span(f"{shown[path.parent]}/{name}"), report)
    return None


def _font_folders(folders: list[Path]) -> tuple[Path, ...]:
    found = [folder / "fonts" for folder in folders if (folder / "fonts").is_dir()]
    package = find_spec(FONT_PACKAGE)
    if package and package.origin:
        found.append(Path(package.origin).parent / "files")
    return tuple(found)
