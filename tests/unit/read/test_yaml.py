"""YAML as text with places."""

import pytest
import yaml

from mottepakke.diagnostics import Report
from mottepakke.messages import message
from mottepakke.read import yaml as reading
from mottepakke.read.nodes import Mapping, Node, Scalar, Sequence, Unreadable
from mottepakke.read.yaml import MAX_DEPTH, parse_yaml
from tests.support.workspaces import places


def parse(text: str, first_line: int = 1) -> tuple[Node | Unreadable | None, list[tuple[str, int]]]:
    report = Report()
    node = parse_yaml(text, "f.yaml", report, first_line)
    return node, [(name, line) for name, _, line in places(report)]


def plain(node: object) -> object:
    """A node tree as lists, tuples and strings."""
    match node:
        case Scalar(text):
            return text
        case Mapping(entries):
            return [(key.text, plain(value)) for key, value in entries]
        case Sequence(items):
            return [plain(item) for item in items]
        case _:
            raise AssertionError(node)


@pytest.mark.parametrize(
    "written",
    [
        *("12:40", "09:15", "no", "yes", "on", "Off", "true", "null", "~", "012", "0o14", "0x1F", "1.10", "1e3", "17/25"),
        *("2025-05-15", "1_000", "+47 22 00 00 00", "=1+1", "<b>", ".5", "-1", "1:2:3", "PS 17/25", "é"),
    ],
)
def test_a_scalar_stays_as_it_was_written(written: str) -> None:
    node, found = parse(f"nøkkel: {written}\n")
    assert (plain(node), found) == ([("nøkkel", written)], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "b\\nc"', "b\nc"),
        ("a: 'b''c'", "b'c"),
        ("a: |\n  b\n\n  c\n", "b\n\nc\n"),
        ("a: >\n  b\n  c\n", "b c\n"),
        ("a: b\n  c", "b c"),
        ("a: b # kommentar", "b"),
        ("a: b#c", "b#c"),
        ("a:", ""),
        ('a: ""', ""),
        ('a: "\\u00e5 \\xe6 A\\u030a"', "å æ Å"),
    ],
)
def test_values_are_read_in_every_style(text: str, expected: str) -> None:
    node, found = parse(text)
    assert (plain(node), found) == ([("a", expected)], [])


def test_no_value_differs_from_an_empty_one() -> None:
    node, _ = parse('a:\nb: ""\n')
    assert isinstance(node, Mapping)
    assert [value.empty for _, value in node.entries if isinstance(value, Scalar)] == [True, False]


def test_every_node_knows_its_line_and_column() -> None:
    node, _ = parse("a: b\nc:\n  - d\n  - e: f\n", first_line=10)
    assert isinstance(node, Mapping)
    (_, first), (key, items) = node.entries
    assert (first.span.line, first.span.column) == (10, 4)
    assert (key.span.line, items.span.line) == (11, 12)
    assert isinstance(items, Sequence)
    assert [(item.span.line, item.span.column) for item in items.items] == [(12, 5), (13, 5)]


@pytest.mark.parametrize(
    ("text", "line"), [("a: |\n  b\n", 2), ("a: b\n", 1), ("x: y\na:\n  b\n", 3), ("x: y\n\na: >-\n  b", 4)]
)
def test_a_text_knows_the_line_it_begins_on(text: str, line: int) -> None:
    node, _ = parse(text)
    assert isinstance(node, Mapping)
    value = node.entries[-1][1]
    assert isinstance(value, Scalar)
    assert value.text_line == line


@pytest.mark.parametrize("text", ["", "\n\n", "# bare en kommentar\n"])
def test_a_file_without_content_is_none(text: str) -> None:
    assert parse(text) == (None, [])


def test_anchors_and_aliases_are_read() -> None:
    node, found = parse("a: &x [1, 2]\nb: *x\nc: *x\n")
    assert (plain(node), found) == ([("a", ["1", "2"]), ("b", ["1", "2"]), ("c", ["1", "2"])], [])


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("a: b\nc: [d\n", "invalid-yaml", 3),
        ("a: b\n\tc: d\n", "invalid-yaml", 2),
        ('a: "b\n', "invalid-yaml", 2),
        ("a: b: c\n", "invalid-yaml", 1),
        ("a: b\n---\nc: d\n", "invalid-yaml", 2),
        ("a: *ukjent\n", "invalid-yaml", 1),
        ("a: &a [*a]\n", "invalid-yaml", 1),
        ("? [a, b]\n: c\n", "invalid-yaml", 1),
        ("%YAML 9.9\n---\na: b\n", "invalid-yaml", 1),
        ("a: @b\n", "invalid-yaml", 1),
        ('a: "\\ud800"\n', "invalid-yaml", 1),
        ("a: !!python/object:os.system {}\n", "yaml-tag", 1),
        ("a: b\nc: !x d\n", "yaml-tag", 2),
        ("a: !!str b\n", "yaml-tag", 1),
        ("a: ! b\n", "yaml-tag", 1),
        ("[" * (MAX_DEPTH + 2), "yaml-too-complex", 1),
        ("- " * 2000 + "a", "yaml-too-complex", 1),
        ("[" * 2000 + "]" * 2000, "yaml-too-complex", 1),
        ("{a: " * 2000, "yaml-too-complex", 1),
        ("".join(" " * n + "a:\n" for n in range(1000)), "yaml-too-complex", MAX_DEPTH + 1),
    ],
)
def test_what_cannot_be_read_is_one_finding_at_its_line(text: str, name: str, line: int) -> None:
    node, found = parse(text)
    assert isinstance(node, Unreadable)
    assert found == [(name, line)]


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b\nc d\ne: f\n", "det mangler et kolon etter en nøkkel"),
        ("a: b: c\n", "det står et kolon i en verdi, eller innrykket er feil"),
        ("a:\n\t- b\n", "det står en tabulator, eller en verdi begynner med et tegn som har en egen betydning"),
        ("a: 'b\n", "et anførselstegn blir aldri avsluttet"),
        ("a:\n  b: c\n d: e\n", "innrykket passer ikke med linjene over"),
        ("- a\nb: c\n", "innrykket passer ikke med linjene over"),
        ("a: {x: 1\n", "det mangler et komma eller en avsluttende parentes"),
        ("a: }\n", "den følger ikke reglene for YAML"),
    ],
)
def test_what_is_wrong_is_said_in_the_users_language(
    text: str, said: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LOADER", getattr(yaml, loader))
    report = Report()
    parse_yaml(text, "f.yaml", report)
    [found] = report
    assert message(found, "nb") == f"YAML-en kan ikke leses: {said}."


def test_a_file_of_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mottepakke.read.yaml.MAX_NODES", 10)
    assert parse("- a\n" * 9)[1] == []
    assert parse("- a\n" * 10)[1] == [("yaml-too-complex", 10)]


def test_exploding_aliases_are_refused_at_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    node, found = parse("\n".join(lines))
    assert isinstance(node, Unreadable)
    assert found == [("yaml-too-complex", 5)]


def test_one_long_text_used_a_thousand_times_is_refused() -> None:
    text = f'a: &a "{"ord " * 100_000}"\nb: [{", ".join(["*a"] * 1000)}]\n'
    assert parse(text)[1] == [("yaml-too-complex", 2)]


@pytest.mark.parametrize(("escape", "rest"), [("\\0", "ab"), ("\\x07", "ab"), ("\\uFFFE", "ab"), ("\\e", "ab")])
def test_a_control_character_in_an_escape_is_reported_and_left_out(escape: str, rest: str) -> None:
    node, found = parse(f'k: v\nn: "a{escape}b"\n')
    assert (plain(node), found) == ([("k", "v"), ("n", rest)], [("control-character", 2)])
