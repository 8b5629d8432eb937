"""Examples of explanations are true: what is called wrong gives the finding, what is called right does not."""

import re
import struct
import textwrap
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mottepakke.check.catalogue import RULES
from mottepakke.explanations import LANGUAGES, families
from tests.support.presenters import Edit, add, good, returned
from tests.support.workspaces import Workspace, names
from tests.unit.extract.files import pdf

COMMITTEE = """\
navn: Nasjonalt utvalg for IT-prioritering
kortnavn: NUIT
agenda: {kolonner: [sak, tittel, presenterer, tid, sakstype]}
medlemmer: [Kari Nordmann, Ola Nordmann, Jon Vik, Peder Ås]
"""
MEETING = """\
møte: 2/2025
dato: 2025-05-15
tid: 09:00-17:00
saksliste:
  - {sak: dhf, varighet: 400}
  - {sak: ehds, varighet: 40}
"""
LEDGER = """\
- {sak: 13/22, tittel: Gammel, møte: 1/2022, dato: 2022-02-01, status: utsatt}
- {sak: 7/25, tittel: Plan, møte: 1/2025, dato: 2025-02-13, status: behandlet,
   vedtak: Rådet ber sekretariatet legge fram en plan for innføringen.}
- {sak: 13/25, tittel: En annen, møte: 1/2025, dato: 2025-02-13, status: behandlet}
- {sak: 16/25, tittel: Den siste, sakstype: Drøfting, møte: 1/2025, dato: 2025-02-13, status: behandlet,
   vedtak: NUIT drøftet planen.}
"""
PROPOSAL = "forslag_til_vedtak: NUIT drøftet saken.\n"
WHOLE = f"---\ntittel: EHDS\nsakstype: Drøfting\nsakseier: Kari Nordmann\npresenterer: Kari Nordmann\n{PROPOSAL}---\n"
FOLDER = "sources/nuit/2025/dhf"
NOTE, PLACE = f"{FOLDER}/toppnotat.md", "packs/nuit/2025-2.yaml"
MINUTES = "packs/nuit/2025-2.referat.md"


def picture() -> bytes:
    """A png of one white pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header, pixel = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0), zlib.compress(b"\0\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


GOOD_PDF = (Path(__file__).parents[3] / "sources/nuit/2025/evaluering-radsmodell/alternative-modeller.pdf").read_bytes()
FILES: dict[str, str | bytes] = {
    "packs/nuit/utvalg.yaml": COMMITTEE,
    PLACE: MEETING,
    "packs/nuit/saksregister.yaml": LEDGER,
    "packs/nuit/2025-1.yaml": "møte: 1/2025\ndato: 2025-02-13\nsaksliste: [{tittel: Den siste}]\n",
    "packs/nuit/2025-1.referat.md": "## 1/25\n\nTekst.\n",
    NOTE: f"---\ntittel: DHF\n{PROPOSAL}---\n",
    "sources/nuit/2025/ehds/toppnotat.md": WHOLE,
    "packs/nufa/utvalg.yaml": "navn: Fagutvalget\nkortnavn: NUFA\n",
    "packs/nufa/2025-1.yaml": "møte: 1/2025\ndato: 2025-02-13\nsaksliste: [{sak: plan}]\n",
    "packs/nufa/saksregister.yaml": "- {sak: 7/25, tittel: Plan, møte: 1/2025, dato: 2025-02-13, status: behandlet}\n",
    "sources/nufa/2025/plan/toppnotat.md": "---\ntittel: Plan\n---\n",
    "felles/budsjett.pdf": "x",
    **{f"{FOLDER}/{name}": "x" for name in ("budsjett.pdf", "budsjett.xls", "budsjett.xlsx", "modeller.pdf", "rapport.pdf")},
    f"{FOLDER}/alternative-modeller.docx": "x",
    **{f"{FOLDER}/{name}.pdf": GOOD_PDF for name in ("a", "plan", "plan-kopi", "plan-copy")},
    **{f"{FOLDER}/{name}.pdf": GOOD_PDF for name in ("rapport-lagret-fra-word", "report-saved-from-word")},
    **{f"{FOLDER}/{name}.pdf": pdf("Tekst") for name in ("b", "rapport-skannet-fra-papir", "report-scanned-from-paper")},
    **{f"{FOLDER}/{name}.pdf": "x" for name in ("plan-med-passord", "plan-with-password")},
    f"{FOLDER}/kostnad.png": picture(),
    f"{FOLDER}/kart.png": picture(),
}

Files = dict[str, str]


def keyed(base: str, text: str) -> str:
    """The keys of ``base`` without those that ``text`` has, and ``text``."""
    own = {line.partition(":")[0] for line in text.splitlines()}
    kept, keep = [], True
    for line in base.splitlines():
        keep = line.partition(":")[0] not in own if not line.startswith(" ") else keep
        kept += [line] if keep else []
    return "\n".join([*kept, text, ""])


def body(text: str) -> Files:
    head = "vedlegg: [budsjett.pdf, budsjett.xlsx, rapport.pdf]"
    return {NOTE: f"---\ntittel: DHF\n{PROPOSAL}{head}\n---\n{text}\n"}


def prose(text: str) -> Files:
    return {NOTE: f"---\ntittel: DHF\n{PROPOSAL}---\n{text}\n"}


def head(text: str) -> Files:
    return {NOTE: f"---\n{keyed('tittel: DHF', text)}---\n## Bakgrunn\n\nTekst.\n"}


def with_sections(text: str) -> Files:
    """Keys, and from the first heading on sections, each with text of its own."""
    keys, _, sections = text.partition("## ")
    told = "".join(f"## {section.strip()}\n\nTekst.\n\n" for section in sections.split("## "))
    return {NOTE: f"---\n{keyed('tittel: DHF', keys)}{PROPOSAL}---\n{told}"}


def with_remarks(text: str) -> Files:
    """Keys, and remarks that say what stands in the text («# Teksten: …») or in a file («# plan.md: …»)."""
    remarks = dict(re.findall(r"^# ([^:]+): (.+)$", text, re.MULTILINE))
    files = {f"{FOLDER}/{name}": f"---\n{said}\n---\nTekst.\n" for name, said in remarks.items() if "." in name}
    said = "".join(said for name, said in remarks.items() if "." not in name)
    return files | {NOTE: f"---\n{keyed('tittel: DHF', text)}---\n## Bakgrunn\n\n{said or 'Tekst.'}\n"}


def rest_of_note(text: str) -> Files:
    return {NOTE: f"---\ntittel: DHF\n{text}\n"}


def whole_note(text: str) -> Files:
    return {NOTE: f"{text}\n"}


def attachments(text: str) -> Files:
    return head("vedlegg:\n" + textwrap.indent(text, "  "))


def of_meeting(text: str) -> Files:
    return {PLACE: keyed(MEETING, text)}


def only_these(text: str) -> Files:
    return {PLACE: text.replace("…", "[{sak: dhf}]")}


def rows(text: str) -> Files:
    return of_meeting("saksliste:\n" + textwrap.indent(text, "  "))


def row(text: str) -> Files:
    return rows("- sak: dhf\n" + textwrap.indent(text, "  "))


def of_committee(text: str) -> Files:
    return {"packs/nuit/utvalg.yaml": keyed(COMMITTEE, text)}


def ledger(text: str) -> Files:
    return {"packs/nuit/saksregister.yaml": f"{text}\n"}


def minutes(text: str) -> Files:
    """Of a meeting that treats one case."""
    return {MINUTES: f"{text}\n"} | of_meeting("saksliste: [{sak: dhf, varighet: 30}]")


def rest_of_minutes(text: str) -> Files:
    return {MINUTES: f"---\ntil_stede: [Kari Nordmann]\n{text}\n"}


def those_who_met(text: str) -> Files:
    return {MINUTES: f"---\n{text}\n---\n## 17/25\n\nTekst.\n"}


def actions(text: str) -> Files:
    return {MINUTES: f"## 17/25\n\n### Aksjonspunkter\n\n{text}\n"}


SHOWN: dict[Callable[[str], Files], str] = {
    body: "FM023 MD001 MD002 MD004 MD005 MD006 MD007 MD008 MD009 MD010 MD011 MD012 MD014 MD015 MD016"
    " RF001 RF005 RF006 RF008 ST007 ST008 AT013 TX009",
    prose: "TX001 TX002 TX003 TX004 TX005 TX006 TX007 TX010 TX011 TX013 TX014 TX015 TX016 TX017 TX018 TX019 TX020 TX021"
    " TX022 TX023 TX025 TX026 TX027 TX028 TX029 TX030 TX031 ST026",
    head: "FM005 FM007 FM009 FM019 FM022 RF003 RF004 ST003 ST004 ST005 ST006 ST010 AT009 SL001 ST020 ST021"
    " ST022 ST023 ST024 ST028 AT014 AT017 AT019 AT020",
    with_sections: "ST025",
    with_remarks: "AT016 AT018",
    rest_of_note: "RF002 ST002",
    whole_note: "FM017 FM018",
    attachments: "AT001 AT002 AT003",
    of_meeting: "FM008 FM011 FM012 NR006 NR007 AG001 AG005 AG006 AG010 AG012 AG014 AG015",
    only_these: "FM010",
    rows: "FM016 FM020 NR002 ST001 AG002 AG003 AG004 AG007 AG008 AG009 AG016",
    row: "FM013 FM014 NR001 NR005 RF007",
    of_committee: "FM015 FM021 ST029 ST030",
    ledger: "NR003 NR004 NR008",
    minutes: "ST009 ST012",
    rest_of_minutes: "ST011",
    those_who_met: "ST013 ST014 ST015 ST016 ST017 ST031",
    actions: "ST018 AG013",
}
"""Where the examples of which codes stand. The others show commands, files or what another program does."""
TRIED_AS_PAIRS = {"AG011", "AT015", "FM026", "ST027"}
"""Whose examples depend on the day, a whole folder or other people: test_rules.py has a case and a twin of each."""
NEEDS_MORE = {"SE002", "SE003", "SE004", "SE005", "SE012", "ST019", "TX008", "TX012", "TX024"}
"""Rules that compare with something that no example holds: what was sent or entered, a whole ledger, a setting."""
CASES = [(place, code) for place, codes in SHOWN.items() for code in codes.split()]
ON_SLIDES = {1: "SL004 SL005 SL006 SL020", 2: "SL002 SL003 SL009 SL010 SL012 SL014", 4: "SL007 SL008 SL016"}
"""On which slide of a presenter's deck the examples of which codes stand."""
NOT_WORDS = {"SL011", "SL013", "SL015", "SL017", "SL018", "SL019", "SL021"}
"""Rules of slides that look at something else than words: what is missing, sizes, pictures, marks, what is left out."""
SLIDES = [(number, code) for number, codes in ON_SLIDES.items() for code in codes.split()]


def test_the_example_of_every_rule_is_tried() -> None:
    assert {rule.code.code for rule in RULES} - {code for _, code in CASES} == NEEDS_MORE | TRIED_AS_PAIRS


@pytest.mark.parametrize(("place", "code"), CASES, ids=[code for _, code in CASES])
def test_an_example_is_true(place: Callable[[str], Files], code: str, tmp_path: Path) -> None:
    for number, (wrong, right) in enumerate(examples(code)):
        assert code in found(tmp_path / f"wrong{number}", place(wrong))
        assert code not in found(tmp_path / f"right{number}", place(right))


def examples(code: str) -> set[tuple[str, str]]:
    """What is wrong and what is right, once where both languages show the same."""
    return {
        (item.wrong, item.right)
        for language in LANGUAGES
        for family in families(language)
        for item in family.explanations
        if item.code == code
    }


def test_the_example_of_every_rule_of_slides_is_tried_if_it_shows_words() -> None:
    of_slides = {item.code for family in families("nb") for item in family.explanations if item.code.startswith("SL0")}
    assert of_slides - {code for _, code in (*CASES, *SLIDES)} == NOT_WORDS


@pytest.mark.parametrize(("number", "code"), SLIDES, ids=[code for _, code in SLIDES])
def test_an_example_of_slides_is_true(number: int, code: str, tmp_path: Path) -> None:
    for wrong, right in examples(code):
        assert code in found_on_slides(tmp_path / "wrong", slides(number, wrong))
        assert code not in found_on_slides(tmp_path / "right", slides(number, right))


def slides(number: int, text: str) -> Edit:
    """Slide ``number`` with other words, and after an empty line one more: a title, and lines below it."""

    def edit(deck: Any) -> None:
        (heading, *lines), *others = (block.splitlines() for block in text.split("\n\n"))
        slide = deck.slides[number - 1]
        slide.shapes.title.text_frame.text = heading
        if lines:
            slide.placeholders[1].text_frame.text = "\n".join(lines)
        order = deck.slides._sldIdLst
        for place, block in enumerate(others, number):
            add(deck, *block)
            order.insert(place, order[-1])

    return edit


def found_on_slides(root: Path, edit: Edit) -> list[str]:
    return [item.code.code for item in returned(root, good, edit).diagnostics]


def found(root: Path, files: Files) -> list[str]:
    return [item.code.code for item in Workspace(root, FILES).write(files).check("nuit/2025-2")]


def test_without_an_example_there_is_hardly_a_finding(tmp_path: Path) -> None:
    diagnostics = Workspace(tmp_path, FILES).check("nuit/2025-2")
    assert set(names(diagnostics)) == {
        *("missing-type", "missing-owner", "missing-presenter"),
        *("agenda-ends-early", "long-without-break", "unlisted-file"),
    }
