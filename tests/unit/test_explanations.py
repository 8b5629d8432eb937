"""Explanations: every code in both languages with all its parts, and nothing in them that the program does not know."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module, resources
from pathlib import Path
from types import ModuleType

import click
import pytest

from mottepakke.check.catalogue import RULES
from mottepakke.cli.main import COMMANDS, LazyGroup, group
from mottepakke.diagnostics import Code, Severity
from mottepakke.explanations import (
    LANGUAGES,
    SEVERITIES,
    Explanation,
    MalformedExplanation,
    families,
    find,
    nearest,
    parse_family,
)
from mottepakke.messages import LANGUAGES as MESSAGE_LANGUAGES
from mottepakke.messages import catalogue
from mottepakke.read.fields import Schema, normal_key
from tests.conftest import REPOSITORY
from tests.unit.test_messages import DECLARED, MODULES

PACKAGE = Path(str(resources.files("mottepakke")))
BY_CODE: dict[str, Code] = {
    value.code: value for module in MODULES for value in vars(module).values() if isinstance(value, Code)
}


def explained(language: str) -> dict[str, Explanation]:
    return {item.code: item for family in families(language) for item in family.explanations}


def parts(item: Explanation) -> tuple[str, ...]:
    return item.what, item.why, item.wrong, item.right, item.mend


# -- complete --------------------------------------------------------------------------------------------------


def test_every_file_of_codes_is_looked_at() -> None:
    known = {Path(str(module.__file__)) for module in MODULES}
    others = {path for path in PACKAGE.rglob("codes.py") if path not in known}
    assert {path for path in others if not codes_in(path) <= set(DECLARED)} == set()


def codes_in(path: Path) -> set[str]:
    return set(re.findall(r'Code\("([A-Z]{2}\d{3})"', path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained_and_nothing_else(language: str) -> None:
    assert sorted(explained(language)) == DECLARED


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_explanation_has_the_name_and_severity_of_its_code(language: str) -> None:
    said = {item.code: (item.name, item.severity) for item in explained(language).values()}
    assert said == {code: (value.name, value.severity.label) for code, value in BY_CODE.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_severities_have_the_words_that_findings_have(language: str) -> None:
    said = catalogue(language)["text"]
    assert SEVERITIES[language] == {said[severity.label]: severity.label for severity in Severity}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_part_is_empty_and_an_example_shows_a_difference(language: str) -> None:
    for item in explained(language).values():
        assert all(part.strip() for part in parts(item)), item.code
        assert item.wrong != item.right, item.code
        assert not {item.what, item.why, item.mend} & {item.wrong, item.right}, item.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_explanations_are_short_whole_sentences(language: str) -> None:
    for item in explained(language).values():
        for text in (item.what, item.why, item.mend):
            assert text.endswith((".", "»?", "?")), item.code
            assert text[0].isupper() or text[0] in "«", item.code
            assert len(text) <= 320, item.code
        assert max(len(line) for line in (*item.wrong.splitlines(), *item.right.splitlines())) <= 90, item.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_holds_one_family_in_order(language: str) -> None:
    files = sorted((PACKAGE / "explanations" / language).glob("*.md"))
    assert [path.stem for path in files] == [family.letters for family in families(language)]
    for family in families(language):
        codes = [item.code for item in family.explanations]
        assert codes == sorted(codes)
        assert {code[:2] for code in codes} == {family.letters}


def test_no_two_codes_have_one_name() -> None:
    names = [code.name for code in BY_CODE.values()]
    assert sorted(names) == sorted(set(names))


# -- true ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_and_options_that_are_named_exist(language: str) -> None:
    context = click.Context(group)
    for item in explained(language).values():
        for text in (item.what, item.why, item.right, item.mend):
            for name, rest in re.findall(r"mottepakke ([a-z]+)([^»\n#]*)", text):
                if name not in COMMANDS and f"mottepakke {name}" not in commands_written_as_such(text):
                    continue
                command = LazyGroup.get_command(group, context, name)
                assert command is not None, f"{item.code}: mottepakke {name}"
                known = {option for parameter in command.params for option in parameter.opts}
                assert set(re.findall(r"--[a-z-]+", rest)) <= known | {"--help"}, item.code


def commands_written_as_such(text: str) -> set[str]:
    """Commands at the start of a line or a quotation; elsewhere «mottepakke» is the program's name in a sentence."""
    return {f"mottepakke {name}" for name in re.findall(r"(?:^|«)mottepakke ([a-z]+)", text, re.MULTILINE)}


def known_keys() -> set[str]:
    """Every key that a source may hold, in its normal form."""
    keys = set()
    for path in (PACKAGE / "read").glob("*.py"):
        module = import_module(f"mottepakke.read.{path.stem}")
        for value in vars(module).values():
            if isinstance(value, Schema):
                keys |= {normal_key(field.key) for field in value.fields}
    return keys


KEY = re.compile(r"^\s*(?:- )?\{?([a-zæøå_]+):(?: |$)", re.MULTILINE)
OTHER_KEYS = {"accent", "farger", "lysbildeoppsett", "skrift", "https", "a", "b"}
"""Of layouts, of addresses, and of YAML as such."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_examples_use_keys_that_exist(language: str) -> None:
    keys = known_keys()
    unknown = {
        (item.code, key)
        for item in explained(language).values()
        for key in KEY.findall(item.right)
        if normal_key(key) not in keys and key not in OTHER_KEYS
    }
    assert unknown == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_rule_shows_what_a_source_may_hold(language: str) -> None:
    """A key, a section, a reference, a case of the minutes or a file; rules look at nothing else."""
    keys = known_keys()
    for code in {rule.code.code for rule in RULES}:
        example = "\n".join((explained(language)[code].wrong, explained(language)[code].right))
        is_key = any(normal_key(key) in keys for key in KEY.findall(example))
        is_section = re.search(r"^## \w", example, re.MULTILINE)
        is_other = re.search(r"\[\[(sak|vedlegg):|^- .+ \(frist|sources/|\bI sak \d+/\d\d", example, re.MULTILINE)
        assert is_key or is_section or is_other, code


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_a_hint_says_something_else_than_its_message(language: str) -> None:
    for code in DECLARED:
        entry = catalogue(language)[code]
        for hint in (entry["hint"], entry.get("hint_without", "-.")):
            assert hint.endswith((".", "?", "!)", ".)")), code
            assert hint != entry["message"], code


def modules_of_codes(path: Path, tree: ast.Module) -> Iterator[tuple[str, ModuleType, str]]:
    """What a module calls its codes: each imported name, the module it is from, and the constant, or '' for a module."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("mottepakke"):
            continue
        for alias in node.names:
            if alias.name == "codes":
                yield alias.asname or alias.name, import_module(f"{node.module}.codes"), ""
            elif str(node.module).endswith("codes"):
                yield alias.asname or alias.name, import_module(str(node.module)), alias.name


def raised_in(path: Path) -> Iterator[str]:
    """The codes that a module uses for more than to compare with, or to name a rule."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {name: (module, constant) for name, module, constant in modules_of_codes(path, tree)}
    passed_over = set()
    for node in ast.walk(tree):
        is_rule = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Rule"
        if is_rule or isinstance(node, ast.Compare):
            passed_over |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in passed_over:
            continue
        found: object = None
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
            found = getattr(names[node.value.id][0], node.attr, None)
        elif isinstance(node, ast.Name) and names.get(node.id, (None, ""))[1]:
            found = getattr(*names[node.id], None)
        if isinstance(found, Code):
            yield found.code


def test_every_code_is_raised_somewhere() -> None:
    raised = {code for path in PACKAGE.rglob("*.py") if path.name != "codes.py" for code in raised_in(path)}
    assert sorted(set(DECLARED) - raised) == []


def test_every_code_that_the_documentation_names_exists() -> None:
    pages = [*(REPOSITORY / "docs").rglob("*.md"), REPOSITORY / "README.md", REPOSITORY / "ARCHITECTURE.md"]
    families_known = {code[:2] for code in DECLARED}
    for page in pages:
        named = set(re.findall(r"\b([A-Z]{2}\d{3})\b", page.read_text(encoding="utf-8")))
        assert {code for code in named if code[:2] in families_known} <= set(DECLARED), page


# -- parsed ----------------------------------------------------------------------------------------------------

WHOLE = """# NR Numre

## NR001 a-name

Alvorsgrad: tips

### Hva det er

Det er
noe. Og noe mer.

### Hvorfor det betyr noe

Derfor.

### Eksempel

Galt:

```
## NR002 in-a-fence
### Også
```

Riktig:

```
nummer: 1
```

### Hva du gjør

Rett det.
"""


def test_paragraphs_are_joined_and_examples_kept() -> None:
    family = parse_family(WHOLE, "nb")
    (item,) = family.explanations
    assert (family.letters, family.title) == ("NR", "Numre")
    assert item == Explanation(
        code="NR001",
        name="a-name",
        severity="hint",
        grade="tips",
        what="Det er noe. Og noe mer.",
        why="Derfor.",
        wrong="## NR002 in-a-fence\n### Også",
        right="nummer: 1",
        mend="Rett det.",
    )
    assert item.summary == "Det er noe."


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("# NR Numre\n", ""),
        ("Alvorsgrad: tips\n", ""),
        ("Alvorsgrad: tips\n", "Alvorsgrad: hint\n"),
        ("### Hvorfor det betyr noe\n", ""),
        ("### Hva du gjør\n", "### Slik gjør du\n"),
        ("Riktig:\n", "Bra:\n"),
        ("Riktig:\n\n```\nnummer: 1\n```\n", ""),
    ],
)
def test_a_file_that_lacks_something_is_refused(there: str, instead: str) -> None:
    assert there in WHOLE
    with pytest.raises(MalformedExplanation):
        parse_family(WHOLE.replace(there, instead), "nb")


def test_a_code_is_found_by_itself_and_by_name() -> None:
    assert find(" nr003 ", "en") is find("NUMBER-YEAR", "en")
    assert find("nr", "en") is None
    assert find("NR003", "nn") is find("NR003", "nb")


def test_the_nearest_is_a_code_for_a_code_and_a_name_for_a_name() -> None:
    assert (nearest("nr3"), nearest("at008"), nearest("mising-note"), nearest("!")) == (
        "NR003",
        "AT020",
        "missing-note",
        "",
    )
