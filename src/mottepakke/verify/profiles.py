"""Validation profiles of veraPDF: the rules of a standard, read from the XML that lies in its jar."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias
from xml.etree import ElementTree

from msgspec import Struct

Flavour: TypeAlias = Literal["1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f", "ua1"]
"""Parts and levels of ISO 19005 (PDF/A), and ``ua1``, ISO 14289-1 (PDF/UA-1)."""

FOLDER = "org/verapdf/pdfa/validation"
SPACE = {"p": "http://www.verapdf.org/ValidationProfile"}


class Rule(Struct, frozen=True):
    """A test on objects of one kind; ``arguments`` are expressions that fill ``%1`` … of ``message``."""

    object: str
    specification: str
    clause: str
    number: int
    deferred: bool
    tags: str | None
    description: str
    test: str
    message: str
    arguments: tuple[str, ...]


class Variable(Struct, frozen=True):
    """A value that rules carry from object to object."""

    name: str
    object: str
    default: str
    value: str


class Profile(Struct, frozen=True):
    """The rules of one flavour; ``flavour`` is the name of veraPDF's constant."""

    flavour: str
    name: str
    rules: tuple[Rule, ...]
    variables: tuple[Variable, ...]


def read_profile(jar: Path, flavour: Flavour) -> Profile:
    """The profile of ``flavour`` in veraPDF's ``jar``."""
    file = "PDFUA-1.xml" if flavour == "ua1" else f"PDFA-{flavour.upper()}.xml"
    with zipfile.ZipFile(jar) as archive:
        root = ElementTree.fromstring(archive.read(f"{FOLDER}/{file}"))
    return Profile(
        flavour=root.get("flavour", ""),
        name=_text(root, "p:details/p:name"),
        rules=tuple(_rules(root)),
        variables=tuple(_variables(root)),
    )


def _text(element: ElementTree.Element, path: str) -> str:
    return element.findtext(path, "", SPACE)


def _rules(root: ElementTree.Element) -> Iterator[Rule]:
    for rule in root.iterfind("p:rules/p:rule", SPACE):
        identity = rule.find("p:id", SPACE)
        assert identity is not None, "every rule has an id"
        yield Rule(
            object=rule.get("object", ""),
            specification=identity.get("specification", ""),
            clause=identity.get("clause", ""),
            number=int(identity.get("testNumber", "0")),
            deferred=rule.get("deferred") == "true",
            tags=rule.get("tags"),
            description=_text(rule, "p:description"),
            test=_text(rule, "p:test"),
            message=_text(rule, "p:error/p:message"),
            arguments=tuple(argument.text or "" for argument in rule.iterfind(".//p:argument", SPACE)),
        )


def _variables(root: ElementTree.Element) -> Iterator[Variable]:
    for variable in root.iterfind("p:variables/p:variable", SPACE):
        yield Variable(
            name=variable.get("name", ""),
            object=variable.get("object", ""),
            default=_text(variable, "p:defaultValue"),
            value=_text(variable, "p:value"),
        )
