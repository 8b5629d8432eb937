"""Input that looks dangerous or odd and must work: it comes out as it was written, and nothing in it is carried out."""

import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from mottepakke.diagnostics import Severity
from tests.support.workspaces import COMMITTEE, KEY, MEETING, NOTE, PLAIN, Workspace, committee, errors, meeting, note

PACK = "output/rad/2025-2/motepakke-rad-2025-2.pdf"
PLAN = "sources/rad/2025/plan/"


def pack_text(workspace: Workspace) -> str:
    """The words of the members' pack, after a build without errors."""
    run = workspace.build("--json")
    found = [item for item in run.document["diagnostics"] if item["severity"] == Severity.ERROR.label]
    assert (run.code, found) == (0, [])
    with pypdfium2.PdfDocument(workspace.root / PACK) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())


LITERAL = [
    '#set page(fill: red) #image("/etc/passwd") #panic("x")',
    "{{ 7 * 7 }} {% for x in y %} {# skjult #}",
    "{{ meeting.__class__.__mro__ }}",
    "<script>alert(1)</script> <b>fet</b> <h1>x</h1>",
    '<mp-fragment n="0"></mp-fragment>',
    "=1+1 og @SUM(A1) og +47 og -5",
    '=HYPERLINK("http://a.no")',
    "$ sum_(k=1)^n $ @kilde",
    r"C:\temp\ny \u0041 \n",
    "%s %(a)s {0} {navn} ${HOME} $(id) `id`",
    "../../etc/passwd /etc/passwd",
    "&lt; &amp; &#65;",
    "]]> <![CDATA[ <?xml ?>",
    "~/.ssh og //kommentar og /* her */",
]


def as_markdown(text: str) -> str:
    """``text`` in a code span, where Markdown leaves it alone."""
    return f"``` {text} ```"


@pytest.mark.parametrize("text", LITERAL)
def test_text_that_looks_like_code_comes_out_literally(text: str, tmp_path: Path) -> None:
    quoted = text.replace("'", "''")
    head = f"tittel: '{quoted}'\nkorttittel: '{quoted}'\nsakseier: ['{quoted}']\npunkter: ['{quoted}']\nsakstype: Drøfting\n"
    source = f"---\n{head}forslag til vedtak: '{as_markdown(quoted)}'\n---\n## Bakgrunn\n\n{as_markdown(text)}\n"
    lines = f"innkalt_av: '{quoted}'\nmedlemmer: [{{navn: '{quoted}'}}]\n"
    names = committee(lines).replace("Rådet for prøver", f"'{quoted}'")
    workspace = Workspace(tmp_path).write({NOTE: source, COMMITTEE: names})
    words = "".join(pack_text(workspace).split())
    assert words.count("".join(text.split())) >= 6


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: unicodedata.normalize("NFD", "\ufeff" + text.replace("\n", "\r\n")),
    ],
    ids=["BOM", "CRLF", "CR", "NFD", "all"],
)
def test_files_of_any_editor_build_the_same_bytes(change: object, tmp_path: Path) -> None:
    assert callable(change)
    body = "## Bakgrunn\n\nBlåbærgrøt på årsmøtet.\n\n- én\n- to\n\n| a | b |\n|---|---|\n| æ | ø |\n"
    plain = {**PLAIN, NOTE: note(body, "omtale: |\n  Første.\n\n  Åtte.\n")}
    packs = []
    for name, files in (("a", plain), ("b", {path: change(text) for path, text in plain.items()})):
        workspace = Workspace(tmp_path / name, files)
        assert "Blåbærgrøt på årsmøtet" in pack_text(workspace)
        packs.append((workspace.root / PACK).read_bytes())
    assert packs[0] == packs[1]


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_norwegian_letters_in_file_names_work_however_they_are_composed(on_disk: str, written: str, tmp_path: Path) -> None:
    names = [unicodedata.normalize(on_disk, name) for name in ("blåbær å.md", "søyle å.svg")]  # type: ignore[arg-type]
    text = note("![Søyle](<søyle å.svg>)\n\nSe [[vedlegg:blåbær å]].\n", "vedlegg: [blåbær å.md]\n")
    workspace = Workspace(tmp_path).write(
        {
            NOTE: unicodedata.normalize(written, text),  # type: ignore[arg-type]
            PLAN + names[0]: "Tekst om bær.\n",
            PLAN
            + names[1]: '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>',
        }
    )
    words = pack_text(workspace)
    assert "Tekst om bær." in words
    assert "Se Vedlegg 1A." in words.replace("\xa0", " ")
    assert (tmp_path / "output" / KEY / "vedlegg" / "1a-blabaer-a.pdf").is_file()


@pytest.mark.parametrize(
    "text",
    [
        "Bra 😀👍🏽 jobbet 🇳🇴",
        "שלום עולם",
        "مرحبا بالعالم",
        "Ελληνικά и русский",
        "日本語",
        "a\u200bb\u202ec\u2066d\u2069",
        "ı̇ ﬁ ½ €",
    ],
)
def test_text_in_any_script_works(text: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).write(
        {NOTE: note(f"## {text}\n\n{text}\n\n| {text} |\n|---|\n| {text} |\n", title=text)}
    )
    assert not errors(workspace.check())
    assert pack_text(workspace)


def test_a_title_of_five_thousand_characters_works(tmp_path: Path) -> None:
    title = " ".join(f"ord{n}" for n in range(600))
    workspace = Workspace(tmp_path).write({NOTE: note(title=f"{title} {'x' * (5000 - len(title) - 1)}")})
    words = "".join(pack_text(workspace).replace("-", "").split())
    assert "ord300ord301ord302" in words
    assert all(len(path.name) < 100 for path in (tmp_path / "output").rglob("*"))


def test_a_table_of_three_thousand_rows_works(tmp_path: Path) -> None:
    rows = "".join(f"| {n} | tekst | mer |\n" for n in range(3000))
    words = pack_text(Workspace(tmp_path).write({NOTE: note(f"| Nr | Hva | Mer |\n|---|---|---|\n{rows}")}))
    assert words.count(" tekst mer") == 3000
    assert "2999 tekst mer" in words


def test_a_hundred_cases_and_breaks_work(tmp_path: Path) -> None:
    rows = "".join(f"  - {{tittel: Sak nummer {n}, varighet: 2}}\n  - {{pause: 1}}\n" for n in range(100))
    assert "100/25" in pack_text(Workspace(tmp_path).write({MEETING: meeting(rows)}))


ODD = {
    "an empty list": "-\n-\n\n1.\n",
    "an empty quotation": ">\n",
    "an empty table": "| | |\n|---|---|\n| | |\n",
    "a table with a head alone": "| a | b |\n|---|---|\n",
    "an empty heading": "## A\n\n###\n\nb\n",
    "a heading in a quotation": "> # A\n>\n> ###### B\n",
    "a heading in a list": "- # A\n- ###### B\n",
    "a table in a footnote": "a[^1]\n\n[^1]: b\n\n    | a |\n    |---|\n    | b |\n",
    "a picture everywhere": "- ![x](a.svg)\n\n> ![x](a.svg)\n\na[^1]\n\n[^1]: ![x](a.svg)\n",
    "a word of 20,000 letters": "x" * 20_000,
    "a code line of 5,000 letters": f"```\n{'x' * 5000}\n\t\ty\n```\n",
    "a wide table of long words": f"{'|' + 'x' * 300}\n|---\n{'|' + 'y' * 300}\n",
    "a list that begins at a billion": "999999999. a\n",
    "only a rule": "---\n\n***\n",
    "a tall picture": "![x](b.svg)\n",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_but_possible_markdown_works(name: str, tmp_path: Path) -> None:
    def drawing(width: int, height: int) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="9" height="9"/></svg>'
        )

    files = {NOTE: note(f"## A\n\n{ODD[name]}"), f"{PLAN}a.svg": drawing(20, 20), f"{PLAN}b.svg": drawing(2, 20_000)}
    assert pack_text(Workspace(tmp_path).write(files))
