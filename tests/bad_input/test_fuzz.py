"""Fuzzing: whatever stands in the sources, `check` ends with findings at a path and a line, and never with an exception."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mottepakke import pipeline
from mottepakke.diagnostics import Report
from mottepakke.messages import LANGUAGES, hint, message
from mottepakke.model.source import Span
from mottepakke.read.markdown import read_markdown
from mottepakke.read.pictures import read_picture
from mottepakke.read.times import parse_clock, parse_date
from mottepakke.read.yaml import parse_yaml
from tests.support.workspaces import COMMITTEE, LEDGER, MEETING, MINUTES, NOTE, PLAIN, Content, Workspace

REPOSITORY = Path(__file__).parents[2]
SAMPLES = ("nuit", "fjordvik", "e-helsestyre", "arena", "nufa", "e-helserad")


def bounded(examples: int) -> settings:
    """The same examples on every run, and not so many that anyone minds."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=timedelta(seconds=10),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )


def is_sound(report: Iterable[object], root: Path | None = None) -> None:
    """Every finding has a path, a line and words in every language."""
    for item in Report(set(report)):  # type: ignore[arg-type]
        assert item.span.line >= 1
        assert item.span.path
        assert root is None or not Path(item.span.path).is_absolute()
        for language in LANGUAGES:
            assert message(item, language)
            assert hint(item, language)


def check(files: dict[str, Content]) -> None:
    """Check a workspace with ``files`` over the plain one."""
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder)).write(files)
        is_sound(workspace.check(), workspace.root)


# -- pieces -----------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *(
            "navn",
            "kortnavn",
            "møte",
            "dato",
            "tid",
            "saksliste",
            "sak",
            "tittel",
            "pause",
            "lunsj",
            "varighet",
            "kl",
            "nummer",
        ),
        *(
            "status",
            "fra",
            "vedlegg",
            "fil",
            "referat",
            "unntatt",
            "hjemmel",
            "forslag_til_vedtak",
            "tidligere",
            "medlemmer",
        ),
        *(
            "serier",
            "saksnummer",
            "agenda",
            "kolonner",
            "sakstyper",
            "regler",
            "plan",
            "utsatt",
            "trukket",
            "2025-05-15",
            "09:00",
        ),
        *(
            "09:00-16:00",
            "17/25",
            "{nr}/{åå}",
            "rad/2025-2",
            "ingen",
            "ja",
            "|",
            ">",
            "",
            "~",
            "&a",
            "*a",
            "!!str",
            "!",
            "%",
            "@",
        ),
        *(
            "...",
            "---",
            "{",
            "}",
            "[",
            "]",
            ",",
            '"',
            "'",
            "#",
            "<<",
            "? ",
            "\t",
            "\\0",
            "\x00",
            "\x85",
            "\ufeff",
            "å",
            "a\u030a",
        ),
    ]
)
SEPARATORS = st.sampled_from([": ", ":\n  ", "\n", "\n- ", "\n  - ", ", ", " ", ":\n- ", "\n    ", ""])
YAMLISH = st.lists(st.tuples(WORDS, SEPARATORS), max_size=25).map(lambda parts: "".join(word + gap for word, gap in parts))
MARKS = st.sampled_from(
    [
        *(
            "# ",
            "## ",
            "### ",
            "- ",
            "1. ",
            "> ",
            "| a | b |\n",
            "|---|---|\n",
            "```\n",
            "    ",
            "***\n",
            "\n",
            "\n\n",
            "[^1]",
            "[^1]: ",
        ),
        *(
            "**",
            "*",
            "~~",
            "`",
            "[",
            "](",
            ")",
            "![",
            "![a](b.png)",
            "[[sak:",
            "[[vedlegg:plan]]",
            "]]",
            '{unntatt="x"}',
            "{#a}",
            "{",
        ),
        *(
            "<b>",
            "&#12;",
            "&amp;",
            "\\",
            "  \n",
            "[a](#a)",
            "[a]: b\n",
            "ord",
            "æøå",
            "😀",
            "\u202e",
            "====\n",
            "----\n",
            "a|b\n",
            '"',
            "}",
        ),
    ]
)
MARKDOWNISH = st.lists(MARKS, max_size=40).map("".join)
NAMES = st.sampled_from([COMMITTEE, MEETING, LEDGER, MINUTES, NOTE])


# -- texts ------------------------------------------------------------------------------------------------------


@bounded(80)
@given(NAMES, YAMLISH)
def test_text_like_yaml(name: str, text: str) -> None:
    check({name: f"---\n{text}\n---\n" if name.endswith(".md") else text})


@bounded(80)
@given(NAMES, YAMLISH)
def test_text_like_yaml_after_what_is_valid(name: str, text: str) -> None:
    valid = PLAIN.get(name, "")
    check({name: valid.replace("---\n## ", f"{text}\n---\n## ") if name.endswith(".md") else valid + text})


@bounded(80)
@given(NAMES, st.binary(max_size=300))
def test_bytes(name: str, data: bytes) -> None:
    check({name: data})


@bounded(200)
@given(MARKDOWNISH)
def test_text_like_markdown(text: str) -> None:
    report = Report()
    body = read_markdown(text, "f.md", 1, report, lambda _name, _span, _report: None)
    is_sound(report)
    assert bool(body.blocks) <= bool(text.strip())
    for item in report:
        assert item.span.line <= text.count("\n") + 1


@bounded(60)
@given(MARKDOWNISH, MARKDOWNISH)
def test_text_like_markdown_in_a_note_and_its_minutes(text: str, more: str) -> None:
    check({NOTE: PLAIN[NOTE] + text, MINUTES: f"## 1/25\n{more}"})


@bounded(300)
@given(st.text(max_size=200))
def test_any_text_is_yaml_or_a_finding(text: str) -> None:
    report = Report()
    parse_yaml(text, "f.yaml", report)
    is_sound(report)


@bounded(300)
@given(st.text(alphabet="0123456789.:-–/ maijuntrsdgkl²٣", max_size=16))
def test_any_text_is_a_date_or_a_time_or_neither(text: str) -> None:
    parse_date(text)
    parse_clock(text)


# -- files ------------------------------------------------------------------------------------------------------


@cache
def sample_files() -> dict[str, str]:
    """The text files of the sample packs."""
    folders = [REPOSITORY / top / name for top in ("packs", "sources") for name in SAMPLES]
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".yaml", ".md"))
    return {path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8") for path in paths}


MUTATIONS = st.sampled_from(["delete", "double", "swap", "cut", "indent", "dedent", "insert", "join", "quote", "garble"])


def mutated(text: str, changes: list[tuple[str, int, str]]) -> str:
    """``text`` with lines changed."""
    lines = text.split("\n")
    for kind, place, word in changes:
        at = place % len(lines)
        line = lines[at]
        other = (at + 1) % len(lines)
        new = {
            "delete": [],
            "double": [line, line],
            "swap": [lines[other]],
            "cut": [line[: len(line) // 2]],
            "indent": [f"  {line}"],
            "dedent": [line.removeprefix("  ")],
            "insert": [line, word],
            "join": [line + lines[other]],
            "quote": [line.replace(": ", ': "', 1)],
            "garble": [line[: place % (len(line) + 1)] + word + line[place % (len(line) + 1) :]],
        }[kind]
        lines[at : at + 1] = new or ([""] if len(lines) == 1 else [])
    return "\n".join(lines)


@bounded(30)
@given(st.data())
def test_sample_packs_with_changed_lines(data: st.DataObject) -> None:
    files = sample_files()
    name = data.draw(st.sampled_from(sorted(files)))
    changes = data.draw(st.lists(st.tuples(MUTATIONS, st.integers(0, 10_000), WORDS | MARKS), min_size=1, max_size=6))
    committee = name.split("/")[1]
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder), files).write({name: mutated(files[name], changes)})
        sources = pipeline.open_workspace(workspace.root)
        for outcome in pipeline.check(sources.meeting_keys(committee), sources):
            is_sound(outcome.diagnostics, workspace.root)


PICTURE_STARTS = st.sampled_from(
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>",
        b"<?xml",
    ]
)


@bounded(150)
@given(PICTURE_STARTS, st.binary(max_size=200))
def test_any_bytes_are_a_picture_or_a_finding(start: bytes, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.png"
        path.write_bytes(start + data)
        report = Report()
        picture = read_picture(path, "a.png", Span("f.md"), report)
        is_sound(report)
        assert (picture is None) == any(item.code.name != "picture-refers-outside" for item in report)
