"""Values as YAML, written as a person would: plain where that reads back the same, quoted where not, decisions as blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from mottepakke.model.meeting import HistoryLine

DECISION = "vedtak"
HISTORY = "historikk"
NEEDS_QUOTES = re.compile(r":(\s|$)|\s#")
NEEDS_QUOTES_IN_FLOW = re.compile(r"[,\[\]{}:?]|\s#")
"""Within ``{…}`` and ``[…]``."""
STEP = 2
"""Columns from a key to the text below it."""


class Written(Struct, frozen=True):
    """A value on the line of its key, and the lines below it."""

    first: str
    below: tuple[str, ...] = ()


def scalar(text: str, *, flow: bool = False) -> str:
    """``text`` plain or in double quotes (YAML 1.1 § 9.1.2 and § 9.1.3)."""
    risky = (NEEDS_QUOTES_IN_FLOW if flow else NEEDS_QUOTES).search(text)
    if text[:1].isalnum() and text.isprintable() and not risky:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in escaped) + '"'


def block(key: str, value: str, column: int) -> Written:
    """The value of a ``key`` that stands at ``column`` of its line."""
    if key != DECISION or not value:
        return Written(scalar(value))
    indent = " " * (column + STEP)
    head = f"|{STEP}" if value[0].isspace() else "|"
    return Written(head, tuple(indent + line if line else "" for line in value.split("\n")))


def history_in_flow(line: HistoryLine) -> str:
    """``{dato: 2025-05-16, hva: utsatt, hvorfor: …}``."""
    parts = {"dato": line.when.isoformat() if line.when else "", "hva": line.what, "hvorfor": line.why}
    return "{" + ", ".join(f"{key}: {scalar(value, flow=True)}" for key, value in parts.items() if value) + "}"


def history_block(line: HistoryLine, column: int) -> Written:
    """The first line of the history of a ``historikk:`` that stands at ``column``."""
    return Written("", (history_item(line, column + STEP),))


def history_item(line: HistoryLine, column: int) -> str:
    """A line of a history whose dashes stand at ``column``."""
    return " " * column + "- " + history_in_flow(line)


def key_lines(key: str, value: Written, column: int) -> list[str]:
    """A key with its value, ``column`` columns in."""
    return [f"{' ' * column}{key}: {value.first}".rstrip(), *value.below]


def entry_lines(values: Mapping[str, str], history: HistoryLine | None, column: int) -> list[str]:
    """A whole entry whose dash stands at ``column``."""
    inner = column + STEP
    lines = [line for key, value in values.items() for line in key_lines(key, block(key, value, inner), inner)]
    if history:
        lines += key_lines(HISTORY, history_block(history, inner), inner)
    return [" " * column + "- " + lines[0].lstrip(), *lines[1:]]


def entry_in_flow(values: Mapping[str, str], history: HistoryLine | None) -> str:
    """A whole entry as ``{sak: 17/25, …}``."""
    parts = [f"{key}: {scalar(value, flow=True)}" for key, value in values.items()]
    parts += [f"{HISTORY}: [{history_in_flow(history)}]"] if history else []
    return "{" + ", ".join(parts) + "}"
