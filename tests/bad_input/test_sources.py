"""Input that cannot be right: each is a finding with file and line and exit code 1, within seconds, without a traceback."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.workspaces import (
    COMMITTEE,
    KEY,
    LEDGER,
    MEETING,
    MINUTES,
    NOTE,
    Content,
    Workspace,
    committee,
    meeting,
    note,
)

PLAN = "sources/rad/2025/plan/"


@dataclass(frozen=True)
class Bad:
    """Files over the plain workspace, and the finding they must give."""

    code: str
    path: str
    line: int
    files: dict[str, Content] = field(default_factory=dict)


def in_note(code: str, line: int, body: str = "", head: str = "", **files: Content) -> Bad:
    """A note with ``head`` from line 6 and ``body`` right after; further files lie beside it."""
    beside = {PLAN + name.replace("_", "."): content for name, content in files.items()}
    return Bad(code, NOTE, line, {NOTE: note(body, head), **beside})


def in_meeting(code: str, line: int, rows: str, date: str = "2025-05-15", lines: str = "") -> Bad:
    """A meeting with ``rows`` from line 5."""
    return Bad(code, MEETING, line, {MEETING: meeting(rows, date=date, lines=lines)})


BAD: dict[str, Bad] = {
    "unknown key in the committee": Bad("unknown-key", COMMITTEE, 3, {COMMITTEE: committee("farge: blå\n")}),
    "unknown key in the meeting": in_meeting("unknown-key", 4, "  - sak: plan\n", lines="farge: blå\n"),
    "unknown key in a row": in_meeting("unknown-key", 6, "  - sak: plan\n    farge: blå\n"),
    "unknown key in the note": in_note("unknown-key", 6, head="farge: blå\n"),
    "unknown key in the ledger": Bad(
        "unknown-key", LEDGER, 4, {LEDGER: "- sak: 1/25\n  tittel: A\n  møte: 1/2025\n  farge: b\n"}
    ),
    "unknown key in the minutes": Bad("unknown-key", MINUTES, 2, {MINUTES: "---\nforfal: A\n---\n"}),
    "unknown key in an attachment": Bad(
        "unknown-key", f"{PLAN}a.md", 2, {NOTE: note(head="vedlegg: [a.md]\n"), f"{PLAN}a.md": "---\ntitel: A\n---\n"}
    ),
    "duplicate key": in_note("duplicate-key", 6, head="TITTEL: A\n"),
    "duplicate key by its other spelling": Bad(
        "duplicate-key", COMMITTEE, 4, {COMMITTEE: committee("målform: nb\nmalform: nn\n")}
    ),
    "list for text": in_note("wrong-type", 6, head="korttittel: [a]\n"),
    "text for a mapping": Bad("wrong-type", COMMITTEE, 3, {COMMITTEE: committee("agenda: alle\n")}),
    "mapping for a list": Bad("wrong-type", MEETING, 5, {MEETING: meeting("  sak: plan\n")}),
    "31 April": in_meeting("invalid-date", 2, "  - sak: plan\n", date="2025-04-31"),
    "a time of 24:00": in_meeting("invalid-time", 6, "  - sak: plan\n    kl: 24:00\n"),
    "the end before the start": Bad(
        "end-before-start", MEETING, 3, {MEETING: meeting("  - sak: plan\n").replace("16:00", "08:00")}
    ),
    "a meeting past midnight": in_meeting("agenda-past-midnight", 5, "  - {sak: plan, varighet: 1000}\n"),
    "a missing note": in_meeting("missing-note", 5, "  - sak: nei\n"),
    "a missing attachment": in_note("missing-file", 6, head="vedlegg: [nei.pdf]\n"),
    "a missing picture": in_note("missing-file", 8, "\n![x](nei.png)\n"),
    "a missing presentation": in_note("missing-file", 6, head="presentasjon: nei.pptx\n"),
    "an attachment outside": in_note("outside-workspace", 6, head=f"vedlegg: [{'../' * 12}etc/passwd]\n"),
    "an absolute attachment": in_note("outside-workspace", 6, head="vedlegg: [/etc/passwd]\n"),
    "a picture outside": in_note("outside-workspace", 8, f"\n![x]({'../' * 12}etc/passwd)\n"),
    "a name longer than any": in_note("missing-file", 6, head=f"vedlegg: [{'x' * 5000}]\n"),
    "a slug longer than any": in_meeting("missing-note", 5, f"  - sak: {'x' * 5000}\n"),
    "a row that leaves the workspace": in_meeting("invalid-slug", 5, "  - sak: ../../../etc\n"),
    "an empty attachment": in_note("empty-file", 6, head="vedlegg: [a.pdf]\n", a_pdf=b""),
    "a reference to no case": in_note("unknown-case", 7, "[[sak:nei]]\n"),
    "a reference to no attachment": in_note("unknown-attachment", 7, "[[vedlegg:nei]]\n"),
    "a reference of no kind": in_note("unknown-reference-kind", 7, "[[lov:1]]\n"),
    "a link within that leads nowhere": in_note("dangling-anchor", 7, "[a](#nei)\n"),
    "an unknown earlier treatment": in_note("unknown-earlier-treatment", 6, head="tidligere: [nufa 1/25]\n"),
    "its own minutes": in_note("reference-cycle", 7, head=f"vedlegg:\n  - referat: {KEY}\n"),
    "minutes of no meeting": in_note("missing-minutes", 7, head="vedlegg:\n  - referat: ../../2025-1\n"),
    "a case twice": in_meeting("duplicate-case", 6, "  - sak: plan\n  - sak: plan\n"),
    "a carried-over case of no meeting": in_meeting("unknown-carried-from", 6, "  - sak: plan\n    fra: rad/2019-1\n"),
    "a control character": in_note("control-character", 7, "a\x07b\n"),
    "a control character in an escape": in_note("control-character", 6, head='korttittel: "a\\x07b"\n'),
    "bytes that are no UTF-8": Bad("invalid-utf8", NOTE, 3, {NOTE: b"---\ntittel: A\n\xe6\xf8\xe5\n---\n"}),
    "UTF-16": Bad("invalid-utf8", MEETING, 1, {MEETING: meeting("  - sak: plan\n").encode("utf-16")}),
    "an unclosed head": Bad("unclosed-front-matter", NOTE, 1, {NOTE: "---\ntittel: A\n"}),
    "no head": Bad("missing-front-matter", NOTE, 1, {NOTE: "Tekst.\n"}),
    "an empty note": Bad("missing-front-matter", NOTE, 1, {NOTE: ""}),
    "broken YAML": Bad("invalid-yaml", MEETING, 6, {MEETING: meeting("  - sak: [\n")}),
    "an empty committee": Bad("missing-key", COMMITTEE, 1, {COMMITTEE: ""}),
    "an empty meeting": Bad("missing-key", MEETING, 1, {MEETING: ""}),
    "an agenda without cases": in_meeting("empty-agenda", 4, "  - pause: 10\n"),
    "a YAML tag": in_note("yaml-tag", 6, head="korttittel: !!python/name:os.system x\n"),
    "2,000 deep in flow YAML": Bad(
        "yaml-too-complex", COMMITTEE, 3, {COMMITTEE: committee("medlemmer: " + "[" * 2000 + "]" * 2000)}
    ),
    "2,000 deep in block YAML": Bad(
        "yaml-too-complex", COMMITTEE, 4, {COMMITTEE: committee("medlemmer:\n  " + "- " * 2000 + "a\n")}
    ),
    "aliases that explode": Bad(
        "yaml-too-complex",
        COMMITTEE,
        7,
        {
            COMMITTEE: committee(
                "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}' if n else 'ha'] * 10)}]\n" for n in range(12))
            )
        },
    ),
    "5,000 unknown keys": Bad("unknown-key", NOTE, 6, {NOTE: note(head="".join(f"x{n}: a\n" for n in range(5_000)))}),
    "2,000 deep in quotations": in_note("nested-too-deep", 8, "\n" + ">" * 2000 + " a\n"),
    "2,000 deep in lists": in_note("nested-too-deep", 8, "\n" + "- " * 2000 + "a\n"),
    "600 deep in lists by indent": in_note("nested-too-deep", 16, "".join("  " * n + "- a\n" for n in range(600))),
    "2,000 deep in emphasis": in_note("nested-too-deep", 8, "\n" + "*a **b " * 1000 + "c" + "** d*" * 1000 + "\n"),
    "a table of 31 columns": in_note("table-too-large", 7, "|a" * 31 + "|\n" + "|-" * 31 + "|\n"),
    "a row too long": in_note("table-row-too-long", 9, "|a|\n|-|\n|b|c|\n"),
    "a text of a megabyte": in_note("text-too-complex", 7, "ord " * 250_000),
    "a file of three megabytes": Bad("file-too-large", NOTE, 1, {NOTE: note("ord " * 750_000)}),
    "open brackets": in_note("text-too-complex", 7, "[" * 40_000),
    "a forbidden link": in_note("forbidden-link", 7, "[a](javascript:alert(1))\n"),
    "an exemption without a basis": in_note("invalid-exemption", 6, head="unntatt: true\n"),
    "an exemption one slip away": in_note("unknown-key", 6, head="untatt: {hjemmel: offl. § 13}\n"),
    "an exemption that lost its brace": in_note("invalid-exemption", 7, '## A {unntatt="offl. § 23"\n\nTekst.\n'),
    "a number taken": Bad(
        "number-taken",
        MEETING,
        6,
        {
            MEETING: meeting("  - sak: plan\n    nummer: 1/25\n"),
            LEDGER: "- {sak: 1/25, tittel: A, møte: 1/2025, status: behandlet}\n",
        },
    ),
    "the wrong meeting number": Bad("meeting-number-mismatch", MEETING, 1, {MEETING: meeting("  - sak: plan\n", number=3)}),
    "a program as attachment": in_note("unsupported-attachment", 6, head="vedlegg: [a.exe]\n", a_exe=b"MZ"),
    "a picture that is none": in_note("broken-picture", 7, "![x](a.png)\n", a_png=b"tekst"),
    "a picture attachment that is none": in_note("broken-picture", 6, head="vedlegg: [a.PNG]\n", a_PNG=b"tekst"),
    "a picture of another kind": in_note("wrong-ending", 7, "![x](a.png)\n", a_png=b"GIF89a"),
    "a picture attachment of another kind": in_note("wrong-ending", 6, head="vedlegg: [a.PNG]\n", a_PNG=b"GIF89a"),
    "a picture on the web": in_note("remote-picture", 7, "![x](https://example.org/a.png)\n"),
    "a footnote without a note": in_note("dangling-footnote", 7, "a[^1]\n"),
    "two notes of one name": in_note("double-footnote", 11, "a[^1]\n\n[^1]: b\n\n[^1]: c\n"),
    "text in the minutes outside any case": Bad("text-outside-case", MINUTES, 1, {MINUTES: "Løs tekst.\n"}),
    "a meeting file with a zero too many": Bad(
        "invalid-file-name", "packs/rad/2025-03.yaml", 1, {"packs/rad/2025-03.yaml": meeting("  - tittel: A\n", 3)}
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_each_is_a_finding_at_its_line_and_exit_code_1(name: str, tmp_path: Path) -> None:
    bad = BAD[name]
    run = Workspace(tmp_path).write(bad.files).run("check", "--json")
    found = run.document["diagnostics"]
    assert (bad.code, bad.path, bad.line) in [(item["name"], item["path"], item["line"]) for item in found]
    assert run.code == 1
    assert run.err == ""
    for item in found:
        assert item["line"] >= 1
        assert (tmp_path / item["path"]).exists()
        assert max(len(item["message"]), len(item["hint"])) < 600


DRAFT = [
    *(
        "a missing note",
        "a missing attachment",
        "a missing picture",
        "an attachment outside",
        "an empty attachment",
        "no head",
    ),
    *("a reference to no case", "a row that leaves the workspace", "2,000 deep in quotations", "a table of 31 columns"),
    *("its own minutes", "a picture attachment that is none", "a program as attachment", "2,000 deep in emphasis"),
]


@pytest.mark.parametrize("name", DRAFT)
def test_a_draft_is_built_with_a_marked_placeholder_for_what_cannot_be_read(name: str, tmp_path: Path) -> None:
    run = Workspace(tmp_path).write(BAD[name].files).build("--json")
    kinds = [item["kind"] for item in run.document["artifacts"]]
    assert run.code == 1
    assert kinds.count("møtepakke") == 1
    assert "toppnotat" in kinds


UNREADABLE = ["an empty meeting", "an empty committee", "broken YAML", "31 April", "an agenda without cases", "UTF-16"]


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_meeting_that_cannot_be_read_leaves_the_previous_output_whole(name: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.build().code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "output" / "rad").rglob("*") if path.is_file()}
    run = workspace.write(BAD[name].files).build("--json")
    assert (run.code, run.document["artifacts"]) == (1, [])
    assert {path: path.read_bytes() for path in (tmp_path / "output" / "rad").rglob("*") if path.is_file()} == before
    assert before
