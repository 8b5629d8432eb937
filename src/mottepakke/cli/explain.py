"""``mottepakke explain``."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from mottepakke import codes
from mottepakke.cli.output import Output, options, text_for
from mottepakke.diagnostics import Diagnostic, ExitCode, UsageStop
from mottepakke.explanations import BLOCKS, PARTS, Explanation, Family, families, find, nearest, written_in
from mottepakke.messages import user_language
from mottepakke.model.source import Span

NARROWEST = 40
WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""
INDENT = "    "


@click.command("explain", help=text_for("help_explain"), short_help=text_for("help_explain_short"))
@click.argument("wanted", nargs=-1, metavar="[KODE]...")
@options
def command(wanted: tuple[str, ...], workspace: Path | None, as_json: bool, quiet: bool) -> int:  # noqa: ARG001 - every command takes it
    """Say what findings mean."""
    language = written_in(user_language())
    found = [_explained(word, language) for word in dict.fromkeys(wanted)]
    every = families(language)
    if as_json:
        shown = found if wanted else [item for family in every for item in family.explanations]
        Output(as_json, quiet).json([], [], explanations=list(map(_entry, shown)))
        return ExitCode.DONE
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    blocks = (_whole(item, width, language) for item in found) if wanted else (_listed(family, width) for family in every)
    for number, lines in enumerate(blocks):
        click.echo("\n".join(["", *lines] if number else lines))
    if language != user_language():
        Output(as_json, quiet).say(text_for("explained_in_other"))
    return ExitCode.DONE


def _explained(word: str, language: str) -> Explanation:
    found = find(word, language)
    if found is None:
        raise UsageStop(Diagnostic.at(codes.NO_SUCH_CODE, Span("."), value=word, nearest=nearest(word)))
    return found


def _entry(item: Explanation) -> dict[str, Any]:
    """As JSON has it: ``code, name, severity, what, why, wrong, right, mend``."""
    entry: dict[str, Any] = msgspec.to_builtins(item)
    del entry["grade"]
    return entry


def _whole(item: Explanation, width: int, language: str) -> list[str]:
    what, why, example, mend = PARTS[language]
    wrong, right = (f"{example}, {label.lower()}" for label in BLOCKS[language])
    return [
        _head(item),
        *("", what, *_wrapped(item.what, width)),
        *("", why, *_wrapped(item.why, width)),
        *("", wrong, *_as_it_stands(item.wrong)),
        *("", right, *_as_it_stands(item.right)),
        *("", mend, *_wrapped(item.mend, width)),
    ]


def _as_it_stands(text: str) -> list[str]:
    return [f"{INDENT}{line}".rstrip() for line in text.splitlines()]


def _listed(family: Family, width: int) -> list[str]:
    """A family's codes, each with what it is in a sentence."""
    heading = f"{family.letters} {family.title}"
    lines = [heading, "=" * len(heading)]
    for item in family.explanations:
        lines += [_head(item), *_wrapped(item.summary, width)]
    return lines


def _head(item: Explanation) -> str:
    return f"{item.code} {item.name} ({item.grade})"


def _wrapped(text: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(
        text, width, initial_indent=INDENT, subsequent_indent=INDENT, break_long_words=False, break_on_hyphens=False
    )
