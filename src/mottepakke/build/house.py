"""The house style of pages: the one asked for, and the program's own where that one's templates are wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.layout.elements import LayoutHtmlError, TemplateFailedError
from mottepakke.model.look import Layout
from mottepakke.model.meeting import STANDARD_LAYOUT
from mottepakke.model.source import Span
from mottepakke.read.layout import STANDARD_FOLDER, read_layout


def in_layout(name: str, root: Path, page: Callable[[Layout], str]) -> tuple[str, tuple[Diagnostic, ...]]:
    """``page`` in the layout ``name`` of the workspace ``root``, and what is wrong with its templates."""
    report = Report()
    layout = read_layout(name, root, Span("."), report)
    if layout is None:
        return page(built_in()), ()  # the meeting's build says that it is missing
    try:
        return page(layout), ()
    except (TemplateFailedError, LayoutHtmlError) as error:
        return page(built_in()), (error.diagnostic,)


def built_in() -> Layout:
    """The program's own layout, whatever the workspace overrides."""
    layout = read_layout(STANDARD_LAYOUT, STANDARD_FOLDER, Span("."), Report())
    assert layout is not None
    return layout
