"""Templates to element trees: Jinja2 in its sandbox, with every element's template line kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import SandboxedEnvironment

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic
from mottepakke.layout.compiled import Compiled
from mottepakke.layout.elements import Element, TemplateFailedError, parse_html
from mottepakke.model.look import Layout
from mottepakke.model.source import Span

LINE_START = re.compile(r"(^|\n)([ \t]*)(?=<[a-z])")


class _LineMarks(Extension):
    """Puts a comment with file and line before each element that begins a line."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        shown = self.environment.shown_paths.get(stream.filename or "", stream.name or "?")  # type: ignore[attr-defined]
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _marked(token.value, shown, token.lineno))
            else:
                yield token


def _marked(data: str, shown: str, first_line: int) -> str:
    def mark(found: re.Match[str]) -> str:
        line = first_line + data.count("\n", 0, found.end(1))
        return f"{found[1]}{found[2]}<!--@{shown}:{line}-->"

    return LINE_START.sub(mark, data)


COMPILED = Compiled(__file__)
COMPILED_PAGES = Compiled(__file__, kind="side.")
"""Without marks of lines a template compiles to something else."""


def _environment(layout: Layout, cache: BytecodeCache, extensions: Sequence[type[Extension]]) -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in layout.folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=extensions,
        bytecode_cache=cache,
    )


class Renderer:
    """Renders the templates of one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.environment = _environment(layout, COMPILED, [_LineMarks])
        self.shown = {
            str(path): f"{layout.shown[folder]}/{path.name}"
            for folder in layout.folders
            for path in sorted(folder.glob("*.html"))
        }
        self.environment.shown_paths = self.shown  # type: ignore[attr-defined]

    def compile(self, templates: Iterable[str]) -> None:
        """Compile templates ahead of their use, for every renderer of this process."""
        for template in templates:
            self.environment.get_template(template)

    def render(self, template: str, values: Mapping[str, Any]) -> Element:
        """The element tree of ``template`` with ``values``.

        Raises:
            TemplateFailedError: the template is missing, has a syntax error or uses what does not exist.
            LayoutHtmlError: it prints HTML outside the notation.
        """
        return parse_html(self.print(template, values), template)

    def print(self, template: str, values: Mapping[str, Any]) -> str:
        """The HTML of ``template`` with ``values``, with marks of its lines.

        Raises:
            TemplateFailedError: the template is missing, has a syntax error or uses what does not exist.
        """
        return self._rendered(self.environment, template, values)

    def page(self, template: str, values: Mapping[str, Any]) -> str:
        """The HTML of ``template`` with ``values``, for browsers: any HTML, without marks of its lines.

        Raises:
            TemplateFailedError: the template is missing, has a syntax error or uses what does not exist.
        """
        return self._rendered(_environment(self.layout, COMPILED_PAGES, []), template, values)

    def _rendered(self, environment: SandboxedEnvironment, template: str, values: Mapping[str, Any]) -> str:
        try:
            return environment.get_template(template).render(values)
        except TemplateSyntaxError as error:
            raise self._failed(error.filename or template, error.lineno, error.message or "") from error
        except TemplateNotFound as error:
            found = (folder / template for folder in self.layout.folders if (folder / template).is_file())
            raise self._failed(str(next(found, template)), 1, f"{error.name}?") from error
        except (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            file, line = _place(error, template, self.shown)
            raise self._failed(file, line, str(error)) from error

    def _failed(self, file: str, line: int, problem: str) -> TemplateFailedError:
        span = Span(self.shown.get(file, file), line)
        return TemplateFailedError(Diagnostic.at(codes.TEMPLATE_ERROR, span, problem=" ".join(problem.split())))


def _place(error: BaseException, template: str, known: Mapping[str, str]) -> tuple[str, int]:
    """The innermost template line of a traceback (Jinja2 rewrites tracebacks to template files)."""
    place = (template, 1)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in known or Path(file).suffix == ".html":
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place
