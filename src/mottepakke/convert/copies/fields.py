"""Fields of Word files (ECMA-376 part 1 §17.16): those that look outside the file, or at the clock, keep their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mottepakke.convert.copies.addresses import is_safe_link
from mottepakke.convert.copies.xml import attribute, remove, unwrap
from mottepakke.convert.notes import Notes
from mottepakke.safe_xml import Element, local

FETCHING = frozenset(
    ("INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "RD", "DATABASE", "EMBED")
)
CHANGING = frozenset(("DATE", "TIME", "FILENAME", "USERNAME", "USERINITIALS", "USERADDRESS", "TEMPLATE", "PRINTDATE"))
NAME = re.compile(r"\s*([A-Za-z]+)")
QUOTED = re.compile(r'"([^"]*)"|(\S+)')
LEAVES = frozenset(("t", "instrText", "tab", "br", "drawing", "pict", "object", "sym"))


@dataclass(slots=True)
class _Field:
    """A field that has begun. ``frame`` is what goes with it: its marks and all that stands in its instruction."""

    instruction: str = ""
    has_result: bool = False
    frame: list[Element] = field(default_factory=list)


def freeze_fields(root: Element, notes: Notes) -> None:
    """Replace fields by the text they showed when the file was saved, where anything else would not be the file's own."""
    _freeze_complex(root, notes)
    for simple in [one for one in root.iter("{*}fldSimple") if _shall_freeze(attribute(one, "instr"), notes)]:
        unwrap(simple)


def _freeze_complex(root: Element, notes: Notes) -> None:
    """Fields between marks (§17.16.18); they may hold each other."""
    open_fields: list[_Field] = []
    for element in list(root.iter("{*}*")):
        name = local(element)
        if name == "fldChar":
            _mark(element, open_fields, notes)
        elif open_fields and name in LEAVES:
            for one in open_fields:
                if not one.has_result:
                    one.frame.append(element)
            if name == "instrText" and not open_fields[-1].has_result:
                open_fields[-1].instruction += element.text or ""


def _mark(element: Element, open_fields: list[_Field], notes: Notes) -> None:
    kind = attribute(element, "fldCharType")
    if kind == "begin":
        open_fields.append(_Field(frame=[element]))
    elif open_fields:
        current = open_fields[-1]
        current.frame.append(element)
        if kind == "separate":
            current.has_result = True
        elif kind == "end":
            _end(open_fields.pop(), open_fields, notes)


def _end(ended: _Field, around: list[_Field], notes: Notes) -> None:
    if around and not around[-1].has_result:
        around[-1].frame += ended.frame
    if _shall_freeze(ended.instruction, notes):
        for one in ended.frame:
            remove(one)


def _shall_freeze(instruction: str, notes: Notes) -> bool:
    found = NAME.match(instruction)
    name = found[1].upper() if found else ""
    argument = _argument(instruction[found.end() :]) if found else ""
    if name in FETCHING:
        notes.external.add(argument or name)
        return True
    if name in CHANGING:
        notes.frozen.add(name)
        return True
    if name == "HYPERLINK" and argument and not argument.startswith("\\") and not is_safe_link(argument):
        notes.links.add(argument)
        return True
    return False


def _argument(text: str) -> str:
    found = QUOTED.search(text)
    return (found[1] or found[2] or "") if found else ""
