"""The message catalogues: complete, equal in form, short, and chosen by the environment."""

import ast
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from string import Formatter

import pytest

from mottepakke import codes
from mottepakke.assemble import codes as assemble_codes
from mottepakke.convert import codes as convert_codes
from mottepakke.diagnostics import Code, Severity
from mottepakke.messages import LANGUAGES, catalogue, user_language
from mottepakke.slides import codes as slides_codes
from mottepakke.write.docx import codes as docx_codes
from mottepakke.write.pdf import codes as pdf_codes
from mottepakke.write.pptx import codes as pptx_codes
from mottepakke.write.slides_pdf import codes as slides_pdf_codes

MODULES = (
    codes,
    docx_codes,
    pdf_codes,
    pptx_codes,
    slides_pdf_codes,
    assemble_codes,
    convert_codes,
    slides_codes,
)
DECLARED = sorted({value.code for module in MODULES for value in vars(module).values() if isinstance(value, Code)})
TEXT = "text"
PARTS = {"message", "hint", "hint_without"}
LONGEST = 160
QUOTING = {"WS008", "OU399", "OU492"}
"""Messages that end with what another program said, full stop and all."""


def entries(language: str) -> dict[tuple[str, str], str]:
    """Every string of a catalogue by table and key."""
    tables = catalogue(language)
    return {(table, key): value for table, values in tables.items() for key, value in values.items()}


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def words_of_the_program() -> Iterator[str]:
    """Every string constant of the source: the keys of [text] are written out there, or a part of them."""
    for path in Path(str(resources.files("mottepakke"))).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", DECLARED)
def test_every_code_has_a_message_and_a_hint(code: str, language: str) -> None:
    entry = catalogue(language).get(code, {})
    assert entry.get("message")
    assert entry.get("hint")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_entry_is_unused(language: str) -> None:
    assert sorted(catalogue(language).keys() - {TEXT, *DECLARED}) == []
    unknown = {(table, key) for table, key in entries(language) if table != TEXT and key not in PARTS}
    assert not unknown


def test_no_text_is_unused() -> None:
    words = set(words_of_the_program())
    in_arguments = {word[1:].partition(":")[0] for word in words if word.startswith("@")}
    used = words | in_arguments | {severity.label for severity in Severity} | {f"step_{word}" for word in words}
    assert sorted(catalogue("nb")[TEXT].keys() - used) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_entries(language: str) -> None:
    assert entries(language).keys() ^ entries("nb").keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_placeholders(language: str) -> None:
    bokmål, other = entries("nb"), entries(language)
    for place in bokmål.keys() & other.keys():
        assert placeholders(other[place]) == placeholders(bokmål[place]), place


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_plain_names(language: str) -> None:
    for place, template in entries(language).items():
        for _, name, form, conversion in Formatter().parse(template):
            assert name is None or (name.isidentifier() and not form and not conversion), place


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", DECLARED)
def test_messages_are_one_short_sentence(code: str, language: str) -> None:
    message = catalogue(language).get(code, {}).get("message", "")
    assert message.endswith("}" if code in QUOTING else ".")
    assert "\n" not in message
    assert len(message) <= LONGEST


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "nb"),
        ({"MOTTEPAKKE_LANG": "en", "LC_ALL": "nn_NO", "LC_MESSAGES": "nn_NO", "LANG": "nn_NO"}, "en"),
        ({"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "nn_NO", "LANG": "nn_NO"}, "en"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "nn_NO.UTF-8"}, "en"),
        ({"LANG": "nn_NO.UTF-8"}, "nn"),
        ({"LANG": "no_NO"}, "nb"),
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "nn-NO"}, "nn"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "en.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "nn_NO.UTF-8"}, "nn"),
        ({"LC_ALL": "C", "LANG": "en_GB"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "en_GB"}, "en"),
        ({"LC_ALL": "", "LANG": "en_GB"}, "en"),
        ({"LC_ALL": "C.UTF-8"}, "nb"),
        ({"LANG": "de_DE.UTF-8"}, "nb"),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "en_GB.UTF-8"}, "nb"),
    ],
)
def test_user_language(environment: dict[str, str], expected: str) -> None:
    assert user_language(environment) == expected


def test_user_language_reads_the_environment_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTTEPAKKE_LANG", "nn")
    assert user_language() == "nn"


ALWAYS = {"pptx": {"slide"}, "verify": {"file"}, "told": {"file", "slide"}}
"""By folder or function: arguments added by what every finding of it goes through."""


def calls_with_codes() -> Iterator[tuple[str, str, set[str]]]:
    """Where the program makes a finding: the place, the code's constant, and the names of the arguments it gives."""
    for path in Path(str(resources.files("mottepakke"))).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if not isinstance(node, ast.Call) or called not in ("at", "add", "find", "told"):
                continue
            if any(keyword.arg is None for keyword in node.keywords):
                continue
            for argument in node.args[:1]:
                name = argument.attr if isinstance(argument, ast.Attribute) else getattr(argument, "id", "")
                if CONSTANTS.get(name):
                    always = ALWAYS.get(called, ALWAYS.get(path.parent.name, set()))
                    yield f"{path.name}:{node.lineno}", name, always | {str(keyword.arg) for keyword in node.keywords}


CONSTANTS = {
    name: {code.code for module in MODULES for other, code in vars(module).items() if other == name}
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Code)
}
"""Each constant's codes; two modules may use one name."""


def test_every_finding_gives_the_arguments_its_message_prints() -> None:
    found = list(calls_with_codes())
    assert len(found) > 60
    for place, name, given in found:
        needs = [
            placeholders(catalogue("nb")[code]["message"]) | placeholders(catalogue("nb")[code]["hint"])
            for code in CONSTANTS[name]
        ]
        assert any(need <= given for need in needs), f"{place}: {name} gives {sorted(given)}, needs {needs}"
