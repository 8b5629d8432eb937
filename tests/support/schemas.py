"""The part of JSON Schema 2020-12 that the editor schemas use, and YAML as editors read it (1.2, core schema)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

Json = dict[str, Any]
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "null": (type(None),),
    "number": (int, float),
    "integer": (int,),
}
KNOWN = {"$schema", "title", "description", "$defs", "$ref", "type", "enum", "pattern", "minimum", "maximum"} | {
    "anyOf",
    "allOf",
    "items",
    "properties",
    "patternProperties",
    "additionalProperties",
    "required",
}


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema: numbers, true, false and null, and all else is text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's name


for tag, pattern, first in (
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"[-+]?[0-9]*\.[0-9]+", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), list(first))
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])


def problems(value: Any, schema: Json, root: Json | None = None, place: str = "") -> Iterator[str]:
    """Where ``value`` is not as ``schema`` says."""
    root = root or schema
    assert schema.keys() <= KNOWN, schema.keys() - KNOWN
    if "$ref" in schema:
        yield from problems(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, place)
    types = schema.get("type", [])
    allowed = tuple(one for name in ([types] if isinstance(types, str) else types) for one in TYPES[name])
    if allowed and (not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed)):
        yield f"{place}: type"
        return
    yield from _scalar(value, schema, place)
    if "anyOf" in schema and not any(not list(problems(value, one, root, place)) for one in schema["anyOf"]):
        yield f"{place}: anyOf"
    for one in schema.get("allOf", ()):
        yield from problems(value, one, root, place)
    if isinstance(value, dict):
        yield from _mapping(value, schema, root, place)
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from problems(item, schema["items"], root, f"{place}/{number}")


def _scalar(value: Any, schema: Json, place: str) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: enum"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{place}: pattern"
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{place}: limits"


def _mapping(value: Json, schema: Json, root: Json, place: str) -> Iterator[str]:
    yield from (f"{place}: {key} missing" for key in schema.get("required", ()) if key not in value)
    for key, item in value.items():
        found = [schema["properties"][key]] if key in schema.get("properties", {}) else []
        found += [one for pattern, one in schema.get("patternProperties", {}).items() if re.search(pattern, key)]
        if not found and schema.get("additionalProperties", True) is False:
            yield f"{place}/{key}: unknown"
        elif not found and isinstance(schema.get("additionalProperties"), dict):
            found = [schema["additionalProperties"]]
        for one in found:
            yield from problems(item, one, root, f"{place}/{key}")
