"""The shape of the program: which part may import which, no cycles, ceilings on size, one lazy seam."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import mottepakke

ROOT = Path(mottepakke.__file__).parent
MODULE_LINES = 400
FUNCTION_LINES = 50
FUNCTION_LINES_90TH_PERCENTILE = 25

FOUNDATION = {"model", "diagnostics", "codes"}
ALLOWED = {
    "model": {"model"},
    "diagnostics": {"model"},
    "codes": {"diagnostics"},
    "messages": {"diagnostics"},
    "explanations": set(),
    "safe_xml": set(),
    "locking": set(),
    "report": {"report", "messages", "explanations", "diagnostics"},
    "read": {"read", *FOUNDATION},
    "resolve": {"resolve", "model"},
    "check": {"check", *FOUNDATION},
    "layout": {"layout", "compare", *FOUNDATION},
    "write": {"write", *FOUNDATION},
    "assemble": {"assemble", "write", *FOUNDATION},
    "convert": {"convert", "safe_xml", *FOUNDATION},
    "slides": {"slides", "safe_xml", *FOUNDATION},
    "extract": {"extract", "slides", "safe_xml", *FOUNDATION},
    "verify": {"verify", "assemble", *FOUNDATION},
    "register": {"register", "read", "locking", *FOUNDATION},
    "mend": {"mend", "read", *FOUNDATION},
    "build": {
        "build",
        "compare",
        "mend",
        "read",
        "resolve",
        "check",
        "layout",
        "write",
        "assemble",
        "convert",
        "extract",
        "slides",
        "register",
        "messages",
        *FOUNDATION,
    },
    "compare": {"compare", "model"},
    "nightly": {
        "nightly",
        "assemble",
        "build",
        "compare",
        "layout",
        "locking",
        "messages",
        "read",
        "report",
        "resolve",
        "write",
        *FOUNDATION,
    },
    "watch": {"watch", "pipeline", "build", "layout", "messages", "read", "write", *FOUNDATION},
    "pipeline": {"build", "read", "register", "resolve", *FOUNDATION},
    "cli": {
        "cli",
        "pipeline",
        "nightly",
        "watch",
        "build",
        "read",
        "report",
        "verify",
        "messages",
        "explanations",
        *FOUNDATION,
    },
    "__main__": {"cli"},
    "__init__": set(),
}
SHARED_BY_WRITERS = {"written", "office_package", "raster", "typesetting"}
PLANNED_BY = {"slides_pdf": {"pptx"}}
"""One plan of the slides for both of their formats: so page n is slide n."""
HEAVY = ("docx", "pptx", "pypdf", "pikepdf", "typst", "PIL", "jinja2", "yaml", "markdown_it")


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def part_of(path: Path) -> tuple[str, ...]:
    return path.relative_to(ROOT).with_suffix("").parts


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    """The parts of mottepakke that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "mottepakke" else [f"mottepakke.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("mottepakke."):
                yield tuple(name.split(".")[1:])


@pytest.mark.parametrize("path", modules(), ids=lambda path: "/".join(part_of(path)))
def test_imports_point_one_way(path: Path) -> None:
    part = part_of(path)
    for target in imports(path):
        assert target[0] in ALLOWED[part[0]], f"{'.'.join(part)} imports {'.'.join(target)}"


def test_writers_do_not_know_each_other() -> None:
    for path in (ROOT / "write").rglob("*.py"):
        own = part_of(path)[1]
        known = {target[1] for target in imports(path) if target[0] == "write" and len(target) > 1}
        assert known <= SHARED_BY_WRITERS | {own} | PLANNED_BY.get(own, set()), path


def test_the_slides_pdf_takes_from_the_powerpoint_writer_its_plan_alone() -> None:
    for path in (ROOT / "write" / "slides_pdf").rglob("*.py"):
        taken = {target[2] for target in imports(path) if target[:2] == ("write", "pptx") and len(target) > 2}
        assert not taken & {"emit", "shapes", "package", "elements", "locked"}, path


def test_assembling_knows_of_writing_only_its_result() -> None:
    for path in (ROOT / "assemble").rglob("*.py"):
        assert {target[1:2] for target in imports(path) if target[0] == "write"} <= {("written",)}, path


def dotted(path: Path) -> str:
    return ".".join(part for part in part_of(path) if part != "__init__")


def test_there_is_no_import_cycle() -> None:
    names = {dotted(path) for path in modules()}
    graph = {
        dotted(path): {".".join(target[:n]) for target in imports(path) for n in (1, 2, 3, 4)} & names - {dotted(path)}
        for path in modules()
    }
    # a package's __init__ is reached through any of its modules; it may not close a ring
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for target in sorted(graph[name]):
                if not name.startswith(f"{target}."):
                    visit(target, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", modules(), ids=lambda path: "/".join(part_of(path)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES
    too_long = [(name, lines) for name, lines in functions(path) if lines > FUNCTION_LINES]
    assert too_long == []


def test_most_functions_can_be_seen_whole() -> None:
    lengths = sorted(lines for path in modules() for _, lines in functions(path))
    assert lengths[len(lengths) * 9 // 10] <= FUNCTION_LINES_90TH_PERCENTILE


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        (["--help"], HEAVY),
        (["build", "--help"], HEAVY),
        (["explain", "NR003"], HEAVY),
        (["explain"], HEAVY),
        (["check", "nuit/2025-2"], ("docx", "pptx", "pypdf", "pikepdf", "typst", "jinja2")),
        (["check", "e-helserad/2024-1"], ("docx", "pptx", "pypdf", "pypdfium2", "lxml", "pikepdf", "typst", "jinja2")),
    ],
)
def test_start_up_loads_only_what_is_needed(arguments: list[str], forbidden: tuple[str, ...]) -> None:
    code = (
        "import sys; from mottepakke.cli.main import run; "
        f"run({arguments!r}); print(sorted(set(sys.modules) & set({forbidden!r})), file=sys.stderr)"
    )
    workspace = Path(__file__).parents[1]
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=workspace, check=True)
    assert result.stderr.splitlines()[-1] == "[]"
