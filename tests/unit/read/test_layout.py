"""A layout folder over the built-in one: what is wrong in it is found at its line."""

from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.look import Layout
from mottepakke.model.source import Span
from mottepakke.read.layout import read_layout
from tests.support.workspaces import Workspace, places

STYLE, NB, NN = "layouts/fin/layout.yaml", "layouts/fin/ord/nb.yaml", "layouts/fin/ord/nn.yaml"


def read(files: dict[str, str], root: Path, name: str = "fin") -> tuple[Layout | None, list[tuple[str, str, int]]]:
    Workspace(root, {"layouts/fin/.keep": "", **files})
    report = Report()
    return read_layout(name, root, Span("packs/rad/utvalg.yaml", 3), report), places(report)


def test_an_empty_layout_is_the_standard(tmp_path: Path) -> None:
    own, found = read({}, tmp_path)
    standard, _ = read({}, tmp_path, "standard")
    assert own is not None
    assert standard is not None
    assert found == []
    assert own.words == standard.words
    assert own.look("nb").colours == standard.look("nb").colours


def test_single_words_and_colours_are_overridden(tmp_path: Path) -> None:
    layout, found = read({STYLE: "farger: {accent: '#aabbcc'}\n", NB: "agenda: Dagsorden\nkl: 'klokka {tid}'\n"}, tmp_path)
    assert layout is not None
    assert found == []
    assert layout.look("nb").colours["accent"] == "AABBCC"
    assert (layout.words["nb"]["agenda"], layout.words["nb"]["kl"]) == ("Dagsorden", "klokka {tid}")
    assert layout.words["nb"]["møte"] == "Møte"


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        (STYLE, "farge: {}\n", ("unknown-key", 1)),
        (STYLE, "farger:\n  aksent: AABBCC\n", ("unknown-key", 2)),
        (STYLE, "farger:\n  accent: blå\n", ("invalid-style-file", 2)),
        (STYLE, "farger:\n  accent: AABBCC\n  accent: AABBCC\n", ("duplicate-key", 3)),
        (STYLE, "farger: blå\n", ("wrong-type", 1)),
        (STYLE, "farger: [\n", ("invalid-yaml", 2)),
        (NB, "kl: 'kl. {tid}'\nagenda:\n  - Dagsorden\n", ("wrong-type", 3)),
        (NB, "agnda: Dagsorden\n", ("unknown-key", 1)),
        (NB, "agenda: A\nagenda: B\n", ("duplicate-key", 2)),
        (NB, "- agenda\n", ("wrong-type", 1)),
        (NB, "agenda: A\nvedlegg_nummer: 'Vedlegg {nr}'\n", ("invalid-style-file", 2)),
        (NB, "vedlegg_nummer: 'Vedlegg {nummer'\n", ("invalid-style-file", 1)),
        (NB, "vedlegg_nummer: 'Vedlegg {nummer.__class__}'\n", ("invalid-style-file", 1)),
        (NB, "vedlegg_nummer: 'Vedlegg {nummer:>9999999999}'\n", ("invalid-style-file", 1)),
        (NB, "vedlegg_nummer: 'Vedlegg {}'\n", ("invalid-style-file", 1)),
        (NN, "agenda: A\nmåneder: januar februar\n", ("invalid-style-file", 2)),
        (NN, "ukedager: mandag\n", ("invalid-style-file", 1)),
    ],
)
def test_what_is_wrong_in_a_layout_is_found_at_its_line(
    file: str, content: str, expected: tuple[str, int], tmp_path: Path
) -> None:
    layout, found = read({file: content}, tmp_path)
    assert layout is not None
    assert found == [(expected[0], file, expected[1])]


@pytest.mark.parametrize("name", ["nei", "", ".", "..", "../packs", "fin/../fin", "/etc", "x" * 300, "lenke"])
def test_a_layout_that_is_not_there_is_found_where_it_was_asked_for(name: str, tmp_path: Path) -> None:
    (tmp_path / "arbeid" / "layouts").mkdir(parents=True)
    (tmp_path / "arbeid" / "layouts" / "lenke").symlink_to(tmp_path)
    assert read({}, tmp_path / "arbeid", name) == (None, [("missing-layout", "packs/rad/utvalg.yaml", 3)])


def test_a_logo_that_is_no_picture_is_reported(tmp_path: Path) -> None:
    layout, found = read({"layouts/fin/logo.svg": "nei"}, tmp_path)
    assert layout is not None
    assert layout.logo is None
    assert found == [("broken-picture", "layouts/fin/logo.svg", 1)]
