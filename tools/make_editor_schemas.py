"""JSON Schemas (2020-12) of the source files, for editors: made from the declarations that read them.

Run from the repository's root: ``python -m tools.make_editor_schemas``. Writes ``docs/skjema/*.json``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, assert_never

from mottepakke.read.attachment import ATTACHMENT
from mottepakke.read.committee import COMMITTEE
from mottepakke.read.fields import AnyOf, Field, Free, Keyed, Listed, Number, OneWord, Schema, Shape, Text, normal_key
from mottepakke.read.ledger import LEDGER
from mottepakke.read.meeting import MEETING
from mottepakke.read.minutes import MINUTES
from mottepakke.read.note import NOTE

Json = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path("docs/skjema")
FILES: dict[str, tuple[str, Shape]] = {
    "utvalg": ("Utvalget: packs/<utvalg>/utvalg.yaml", Keyed(COMMITTEE)),
    "mote": ("Et møte: packs/<utvalg>/<år>-<nr>.yaml", Keyed(MEETING)),
    "saksregister": ("Saksregisteret: packs/<utvalg>/saksregister.yaml", LEDGER),
    "toppnotat": ("Hodet i et saksnotat: toppnotat.md", Keyed(NOTE)),
    "referat": ("Hodet i et referat: <år>-<nr>.referat.md", Keyed(MINUTES)),
    "vedlegg": ("Hodet i et Markdown-vedlegg", Keyed(ATTACHMENT)),
}
"""What each file is called, and what may stand in it."""
FOLDED = {"æ": "ae", "ø": "o", "å": "a"}


def schemas() -> dict[str, Json]:
    """The schema of each kind of file, by the name of its file without ending."""
    return {name: _Writer().document(title, shape) for name, (title, shape) in FILES.items()}


class _Writer:
    """Writes one schema; each mapping is a definition, however often it is used."""

    def __init__(self) -> None:
        self.names: list[tuple[Schema, str]] = []
        self.definitions: dict[str, Json] = {}

    def document(self, title: str, shape: Shape) -> Json:
        """The whole schema."""
        body = self.value(shape)
        return {"$schema": DIALECT, "title": title, **body, "$defs": self.definitions}

    def value(self, shape: Shape) -> Json:
        """What is true of a value of ``shape``, as YAML 1.2 reads it."""
        match shape:
            case Text(pattern=""):
                return {"type": ["string", "number", "boolean"]}
            case Text(pattern=pattern, means=means):
                text: Json = {"type": "string", "pattern": f"^(?:{pattern})$"}
                return {"anyOf": [text, {"type": "number"}]} if means in ("clock", "hours") else text
            case Number(low=low, high=high):
                digits = {"type": "string", "pattern": "^[0-9]{1,6}$"}
                return {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, digits]}
            case OneWord(words=words, also=also):
                spelt = {"type": "string", "pattern": f"^(?:{'|'.join(map(_spellings, (*words, *also)))})$"}
                return {"anyOf": [{"enum": list(words)}, spelt, *([{"type": "boolean"}] if "true" in words else [])]}
            case Keyed(schema=schema):
                return {"$ref": f"#/$defs/{self.name(schema)}"}
            case Free(values=values):
                return {"type": "object", "additionalProperties": _or_nothing(self.value(values))}
            case Listed(items=items, or_one=or_one):
                one = self.value(items)
                many: Json = {"type": "array", "items": _or_nothing(one)}
                return {"anyOf": [many, one]} if or_one else many
            case AnyOf(shapes=shapes):
                return {"anyOf": [self.value(one) for one in shapes]}
            case _:
                assert_never(shape)

    def name(self, schema: Schema) -> str:
        """The definition of ``schema``, written when first asked for."""
        known = next((name for other, name in self.names if other is schema), None)
        if known:
            return known
        plain = normal_key(schema.name).replace(".", "_").replace(",", "")
        same = sum(name.rstrip("0123456789") == plain for _, name in self.names)
        name = f"{plain}{same + 1}" if same else plain
        self.names.append((schema, name))
        self.definitions[name] = {}
        self.definitions[name] = self.mapping(schema, name)
        return name

    def mapping(self, schema: Schema, name: str) -> Json:
        """A mapping with the keys of ``schema``, in every spelling that is read."""
        properties: dict[str, Json] = {}
        spellings: dict[str, Json] = {}
        for field in schema.fields:
            definition = f"{name}.{normal_key(field.key)}"
            self.definitions[definition] = self.field(field)
            properties[field.key] = {"$ref": f"#/$defs/{definition}"}
            spellings[f"^(?!{field.key}$){_spellings(field.key)}$"] = properties[field.key]
        required = [_required(field.key) for field in schema.fields if field.required]
        return {
            "type": "object",
            "properties": properties,
            "patternProperties": spellings,
            "additionalProperties": False,
            **({"allOf": required} if required else {}),
        }

    def field(self, field: Field) -> Json:
        """The value of a key, which may be left empty where it is not required."""
        value = self.value(field.convert.shape)
        said = {"description": field.help} if field.help else {}
        return {**said, **(value if field.required else _or_nothing(value))}


def _or_nothing(value: Json) -> Json:
    return {"anyOf": [*(value["anyOf"] if value.keys() == {"anyOf"} else [value]), {"type": "null"}]}


def _required(key: str) -> Json:
    """``key`` must stand there, with or without Norwegian letters."""
    names = dict.fromkeys((key, normal_key(key)))
    return {"anyOf": [{"required": [name]} for name in names]} if len(names) > 1 else {"required": [key]}


def _spellings(word: str) -> str:
    """A pattern of all the ways to write ``word`` that `normal_key` takes for one."""
    return "".join(map(_letter, normal_key(word) if word.isascii() else word))


def _letter(letter: str) -> str:
    if letter in "_ -":
        return "[_ -]"
    either = f"[{letter}{letter.upper()}]" if letter.isalpha() else letter
    if letter not in FOLDED:
        return either
    plain = "".join(map(_letter, FOLDED[letter]))
    return f"(?:{either}|{plain})"


def text_of(schema: Json) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (FOLDER / f"{name}.json").write_text(text_of(schema), encoding="utf-8")


if __name__ == "__main__":
    main()
