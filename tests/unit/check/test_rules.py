"""Every rule: a case that fires at the right line, and a twin that stays silent."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from mottepakke import codes
from mottepakke.check import rules
from mottepakke.check.catalogue import MOST_FINDINGS, RULES
from mottepakke.check.slide_catalogue import SLIDE_RULES
from mottepakke.diagnostics import Severity
from tests.support.workspaces import (
    COMMITTEE,
    KEY,
    LEDGER,
    MEETING,
    MINUTES,
    NOTE,
    Workspace,
    committee,
    entries,
    meeting,
    note,
    places,
    sent,
)
from tests.unit.check.text_pairs import TEXT_PAIRS
from tests.unit.extract.files import pdf

Files = dict[str, str]
Contents = Mapping[str, str | bytes]
PLAN = {NOTE: note()}
ARCHIVABLE = Path(__file__).parents[3] / "sources/nuit/2025/evaluering-radsmodell/alternative-modeller.pdf"
COLUMNS = "agenda: {kolonner: [sak, tittel, presenterer, tid, sakstype]}\n"
A = "  - {tittel: A, varighet: 30}\n"


def with_rows(rows: str, date: str = "2025-05-15", lines: str = "") -> Files:
    """The meeting with ``rows``; they begin on line 5."""
    return {MEETING: meeting(rows, date=date, lines=lines)}


def with_ledger(*entries: str) -> Files:
    """A ledger of one entry a line."""
    return {LEDGER: "".join(f"- {{{entry}}}\n" for entry in entries)}


def entry(number: str, title: str = "X", held: str = "1/2025", date: str = "2025-02-13", status: str = "behandlet") -> str:
    return f"sak: {number}, tittel: {title}, møte: {held}, dato: {date}, status: {status}"


@dataclass(frozen=True)
class Pair:
    """Files that make a rule fire at a place, and files that do not."""

    fires: Contents
    code: str
    path: str
    line: int
    silent: Contents


def pair(code: str, path: str, line: int, fires: Contents, silent: Contents) -> Pair:
    return Pair(fires, code, path, line, silent)


def by_hand(number: str) -> Files:
    return with_rows(f"  - tittel: B\n    varighet: 30\n    nummer: {number}\n")


def proposing(proposal: str, case_type: str = "Drøfting") -> Files:
    """A note with a proposal in a section: its first line is line 8."""
    head = f"---\ntittel: Plan\nsakstype: {case_type}\nsakseier: Kari\n---\n## Forslag til vedtak\n\n"
    return {NOTE: f"{head}{proposal}\n"}


def presented(by: str) -> Files:
    """A note of Kari Nordmann's that somebody presents on line 5, in a meeting with another case of two people."""
    head = f"---\ntittel: Plan\nsakstype: Drøfting\nsakseier: Kari Nordmann, KS\npresenterer: {by}\n"
    rows = "  - sak: plan\n  - {tittel: A, varighet: 5, sakseier: 'Ola Hansen, KS', presenterer: 'Kari Nordmann, KS'}\n"
    return {**with_rows(rows), NOTE: f"{head}forslag_til_vedtak: Rådet drøftet saken.\n---\n", COMMITTEE: committee()}


def attached(files: str, body: str = "", **contents: str) -> Files:
    """A note with attachments from line 7 on; ``contents`` are files beside it, their dots written as ``_``."""
    beside = {f"sources/rad/2025/plan/{name.replace('_', '.')}": content for name, content in contents.items()}
    return {NOTE: note(body, f"vedlegg:\n{files}"), **beside}


def next_meeting(written: str) -> Files:
    """A meeting with ``neste_møte`` on line 4."""
    return with_rows(A, lines=f"neste_møte: {written}\n")


def minutes(text: str) -> Files:
    return {**with_rows(A + "  - sak: plan\n"), **PLAN, MINUTES: text}


DECIDED = "## 1/25\n\n## 2/25\n\n### Vedtak\n\nRådet drøftet saken.\n"


def met(head: str) -> Files:
    """Minutes of a meeting of Kari and Ola with ``head``, which begins on line 2."""
    return minutes(f"---\n{head}\n---\n{DECIDED}") | {COMMITTEE: committee("medlemmer: [Kari, Ola]\n")}


DECISION = "Rådet ber sekretariatet legge fram en plan for innføringen innen 1. juni."
DECISION_LEDGER = with_ledger(entry("7/25", "Plan for året") + f", vedtak: {DECISION}")


def quoting(text: str) -> Files:
    """A note that quotes on line 9."""
    return {NOTE: note(body=f"## Bakgrunn\n\n{text}\n"), **DECISION_LEDGER}


def recorded(decision: str) -> Files:
    """Minutes with a decision on line 7 of a case that the ledger has decided."""
    return minutes(f"## 3/25\n\n## 2/25\n\n### Vedtak\n\n{decision}\n") | with_ledger(
        entry("2/25", "Plan", held="2/2025", date="2025-05-15") + f", vedtak: {DECISION}"
    )


SENT_ROWS = with_rows("  - sak: plan\n  - tittel: Eventuelt\n")[MEETING]


PAIRS: dict[str, list[Pair]] = {
    "hand_numbers": [
        pair(
            "number-format",
            MEETING,
            7,
            by_hand("13-22"),
            by_hand("13/22") | with_ledger(entry("13/22", "B", status="utsatt")),
        ),
        pair("number-format", MEETING, 7, by_hand("1") | {COMMITTEE: committee("saksnummer: ingen\n")}, by_hand("")),
        pair(
            "unknown-ledger-number",
            MEETING,
            7,
            by_hand("13/25"),
            by_hand("13/25") | with_ledger(entry("13/25", "B", "2/2025")),
        ),
        pair(
            "number-taken",
            MEETING,
            7,
            by_hand("13/25") | with_ledger(entry("13/25")),
            by_hand("13/25") | with_ledger(entry("13/25", "B", status="utsatt")),
        ),
        pair(
            "number-taken",
            MEETING,
            7,
            by_hand("13/25") | with_ledger(entry("13/25", "Gammel tittel", "1/2025")),
            with_rows("  - tittel: B\n    nummer: 13/25\n    fra: 1/2025\n")
            | with_ledger(entry("13/25", "Gammel tittel", "1/2025")),
        ),
    ],
    "double_numbers": [
        pair(
            "number-taken",
            MEETING,
            6,
            with_rows("  - {tittel: A, varighet: 5, nummer: 3/25}\n  - {tittel: B, varighet: 5, nummer: 03/2025}\n"),
            with_rows("  - {tittel: A, varighet: 5, nummer: 3/25}\n  - {tittel: B, varighet: 5, nummer: 4/25}\n"),
        )
    ],
    "double_ledger_numbers": [
        pair(
            "duplicate-ledger-number",
            LEDGER,
            2,
            with_ledger(entry("3/25"), entry("03/2025")),
            with_ledger(entry("3/25"), entry("3/24", date="2024-01-01")),
        ),
    ],
    "ledger_years": [
        pair("number-year", LEDGER, 1, with_ledger(entry("3/22")), with_ledger(entry("3/24"))),
        pair("number-year", LEDGER, 1, with_ledger(entry("3/26")), with_ledger(entry("3/25"))),
        pair("number-format", LEDGER, 1, with_ledger(entry("tre")), with_ledger(entry("3/25"))),
    ],
    "ledger_dates": [
        pair(
            "ledger-date-differs",
            LEDGER,
            1,
            with_ledger(entry("1/25", held="2/2025", date="2025-05-12")),
            with_ledger(entry("1/25", held="2/2025", date="2025-05-16"), entry("2/25", "Y", "2/2025", "2025-05-15")),
        ),
        pair(
            "ledger-date-differs",
            LEDGER,
            3,
            with_ledger(entry("1/25"), entry("2/25", "Y"), entry("3/25", "Z", date="2025-03-12")),
            with_ledger(entry("1/25"), entry("2/25", "Y", date="2025-02-14"), entry("3/25", "Z", "0/2025", "2025-01-12")),
        ),
    ],
    "missing_duration": [
        pair("missing-duration", MEETING, 5, with_rows("  - tittel: B\n" + A), with_rows(A + "  - tittel: B\n")),
        pair(
            "missing-duration",
            MEETING,
            5,
            with_rows("  - tittel: B\n" + A),
            with_rows("  - tittel: B\n  - {tittel: A, kl: 11.00}\n"),
        ),
        pair(
            "missing-duration",
            MEETING,
            5,
            with_rows("  - tittel: B\n" + A),
            with_rows("  - {tittel: B, status: trukket}\n" + A),
        ),
        pair(
            "missing-duration",
            MEETING,
            5,
            with_rows("  - tittel: B\n" + A),
            with_rows("  - tittel: B\n" + A) | {COMMITTEE: committee("agenda: {kolonner: [sak, tittel]}\n")},
        ),
    ],
    "overrun": [
        pair(
            "agenda-overrun",
            MEETING,
            3,
            with_rows("  - {tittel: A, varighet: 421}\n"),
            with_rows("  - {tittel: A, varighet: 420}\n"),
        ),
    ],
    "fixed_times": [
        pair(
            "agenda-overlap",
            MEETING,
            6,
            with_rows(A + "  - {tittel: B, kl: 09.15}\n"),
            with_rows(A + "  - {tittel: B, kl: 09.30}\n"),
        ),
        pair(
            "agenda-overlap",
            MEETING,
            6,
            with_rows("  - {tittel: A, kl: 10.00}\n  - {tittel: B, kl: 09.30}\n"),
            with_rows("  - {tittel: A, kl: 10.00}\n  - {tittel: B, kl: 10.30}\n"),
        ),
        pair(
            "fixed-time-gap",
            MEETING,
            6,
            with_rows(A + "  - {pause: 5, kl: 09.45}\n" + A),
            with_rows(A + "  - {pause: 5, kl: 09.30}\n" + A),
        ),
        pair(
            "agenda-overlap",
            MEETING,
            7,
            with_rows(A + "  - {tittel: C, varighet: 30}\n  - {tittel: B, kl: 09.30}\n"),
            with_rows(A + "  - {tittel: C, varighet: 30, status: utsatt}\n  - {tittel: B, kl: 09.30}\n"),
        ),
    ],
    "past_midnight": [
        pair(
            "agenda-past-midnight",
            MEETING,
            6,
            with_rows(A + "  - {tittel: B, varighet: 1000}\n"),
            with_rows(A + "  - {tittel: B, varighet: 800}\n"),
        ),
    ],
    "times": [
        pair(
            "long-without-break",
            MEETING,
            6,
            with_rows("  - {tittel: A, varighet: 90}\n  - {tittel: B, varighet: 31}\n  - {tittel: C, varighet: 5}\n"),
            with_rows("  - {tittel: A, varighet: 120}\n  - pause: 10\n  - {tittel: B, varighet: 120}\n"),
        ),
        pair(
            "long-without-break",
            MEETING,
            5,
            with_rows("  - {tittel: A, varighet: 121}\n"),
            with_rows("  - {tittel: A, varighet: 120}\n  - {tittel: B, varighet: 90, status: utsatt}\n"),
        ),
        pair(
            "agenda-ends-early",
            MEETING,
            3,
            with_rows("  - {tittel: A, varighet: 389}\n"),
            with_rows("  - {tittel: A, varighet: 390}\n"),
        ),
        pair(
            "agenda-ends-early",
            MEETING,
            3,
            with_rows("  - {tittel: A, varighet: 360}\n"),
            with_rows("  - {tittel: A, varighet: 360}\n  - tittel: Eventuelt\n"),
        ),
        pair(
            "agenda-ends-early",
            MEETING,
            3,
            with_rows("  - {tittel: A, varighet: 336}\n"),
            with_rows("  - {tittel: A, varighet: 335}\n"),
        ),
        pair("meeting-on-day-off", MEETING, 2, with_rows(A, "2025-05-17"), with_rows(A, "2025-05-16")),
        pair("meeting-on-day-off", MEETING, 2, with_rows(A, "2025-04-18"), with_rows(A, "2025-04-16")),
        pair("meeting-on-day-off", MEETING, 4, next_meeting("{dato: 2025-06-07}"), next_meeting("{dato: 2025-06-06}")),
        pair(
            "deadline-on-day-off",
            MEETING,
            2,
            {COMMITTEE: committee("frist: 4\n")},
            {COMMITTEE: committee("frist: 7\n")},
        ),
        pair(
            "deadline-on-day-off",
            MINUTES,
            9,
            {MINUTES: "## 1/25\n\n## 2/25\n\nTekst.\n\n### Aksjonspunkter\n\n- Kari (frist 1. juni 2025): ringer.\n"},
            {MINUTES: "## 2/25\n\n### Aksjonspunkter\n\n- [x] Kari (frist 1. juni 2025): ringer.\n"},
        ),
        pair("next-meeting-not-later", MEETING, 4, next_meeting("{dato: 2025-05-15}"), next_meeting("{dato: 2025-09-04}")),
        pair(
            "next-meeting-incomplete",
            MEETING,
            4,
            next_meeting("{dato: 2025-09-04}"),
            next_meeting("{dato: 2025-09-04, tid: 09:00-16:00}"),
        ),
        pair(
            "other-business-not-last",
            MEETING,
            5,
            with_rows("  - tittel: Eventuelt\n  - {tittel: A, omtale: Tekst}\n"),
            with_rows("  - {tittel: A, omtale: Tekst}\n  - tittel: Eventuelt\n  - {tittel: Oppsummering, omtale: Tekst}\n"),
        ),
    ],
    "decisions": [
        pair(
            "decision-verb",
            NOTE,
            8,
            proposing("Rådet drøftet saken.", "Orientering"),
            proposing("Rådet tar saken til orientering, og drøftet den.", "Orientering"),
        ),
        pair(
            "decision-verb",
            NOTE,
            8,
            proposing("Rådet tar saken til orientering."),
            proposing("Rådet drøftet saken og tar den til etterretning."),
        ),
        pair(
            "decision-verb",
            NOTE,
            9,
            proposing("1. Sekretariatet lager en plan.\n2. Rådet drøftet saken.", "Godkjenning"),
            proposing("1. Rådet drøftet saken.\n2. Rådet godkjente planen.", "Godkjenning"),
        ),
        pair(
            "decision-verb",
            NOTE,
            8,
            proposing("Rådet tar saken til orientering.", "Beslutning"),
            proposing("Rådet drøftet saken.", "Temasak"),
        ),
        pair(
            "decision-numbering",
            NOTE,
            11,
            proposing("1. Rådet drøftet saken.\n2. Rådet ba om en plan.\n\nRådet ba om mer."),
            proposing("Rådet har sagt dette:\n\n1. Rådet drøftet saken.\n2. Rådet ba om en plan."),
        ),
        pair(
            "decision-numbering",
            NOTE,
            8,
            proposing("2. Rådet drøftet saken.\n3. Rådet ba om en plan."),
            proposing("1. Rådet drøftet saken.\n\n   Det var nyttig.\n2. Rådet ba om dette:\n\n   - en plan"),
        ),
        pair(
            "decision-without-full-stop",
            NOTE,
            9,
            proposing("1. Rådet drøftet saken.\n2. Rådet ba om en plan\n3. Rådet takket."),
            proposing("Rådet drøftet saken, og ba om:\n\n- en plan\n- et budsjett"),
        ),
        pair(
            "decision-without-full-stop",
            MINUTES,
            7,
            minutes(DECIDED.replace("saken.", "saken")),
            minutes(DECIDED.replace("Rådet drøftet saken.", "Ingen")),
        ),
        pair(
            "decision-tense",
            NOTE,
            9,
            proposing("1. Rådet ba om en plan.\n2. Rådet ber om et budsjett."),
            proposing("1. Rådet drøftet saken.\n2. Rådet ber om et budsjett.\n3. Direktoratet ba om tid."),
        ),
        pair(
            "decision-of-others",
            NOTE,
            8,
            proposing("NUFA drøftet saken."),
            proposing("Rådet drøftet saken. NUFA drøftet den før."),
        ),
        pair(
            "decision-of-others",
            NOTE,
            8,
            proposing("Nasjonalt fagutvalg tar saken til orientering.", "Orientering"),
            proposing("Rådet for prøver tar saken til orientering.", "Orientering"),
        ),
        pair(
            "decision-of-others",
            NOTE,
            8,
            proposing("Styret godkjenner planen.", "Godkjenning"),
            proposing("Kommunestyret godkjenner planen.", "Godkjenning"),
        ),
        pair(
            "decision-of-others",
            NOTE,
            8,
            proposing("NUFA godkjenner innkallingen.", "Godkjenning"),
            proposing("NUFA godkjenner planen.", "Beslutning"),
        ),
        pair(
            "decision-of-others",
            NOTE,
            8,
            proposing("Formannskapet drøftet saken."),
            proposing("Direktoratet drøftet saken."),
        ),
    ],
    "template": [
        pair(
            "missing-section",
            NOTE,
            2,
            {NOTE: note("## Formål\n\na\n\n## Bakgrunn\n\nb\n")},
            {NOTE: note("## Formål\n\na\n\n## Bakgrunn\n\nb\n\n## Spørsmål\n\nc\n")},
        ),
        pair(
            "missing-section",
            NOTE,
            2,
            {NOTE: note("## Formål\n\na\n\n## Spørsmål\n\nb\n")},
            {NOTE: note("## Bakgrunn\n\nb\n\n## Spørsmål\n\nb\n", "omtale: Tekst\n")},
        ),
        pair(
            "section-order",
            NOTE,
            11,
            {NOTE: note("## Bakgrunn\n\na\n\n## Formål\n\nb\n\n## Spørsmål\n\nb\n")},
            {NOTE: note("## Formål\n\na\n\n## Bakgrunn\n\nb\n\n## Annet\n\nb\n\n## Spørsmål\n\nc\n")},
        ),
    ],
    "people": [
        pair("person-without-organisation", NOTE, 5, presented("Per Ås"), presented("Per Ås, KS")),
        pair("person-without-organisation", NOTE, 5, presented("Per Ås"), {}),
        pair("name-spelled-two-ways", NOTE, 5, presented("Kari Nordman, KS"), presented("Kari Nordman, NHO")),
        pair("name-spelled-two-ways", NOTE, 5, presented("Kari Normand"), presented("Kari Nygaard")),
        pair("name-spelled-two-ways", NOTE, 5, presented("Kari Nordmnan, KS"), presented("Mari Nordmann, KS")),
        pair(
            "member-twice",
            COMMITTEE,
            3,
            {COMMITTEE: committee("medlemmer: [Kari, Ola, kari]\n")},
            {COMMITTEE: committee("medlemmer: ['Kari, KS', 'Kari, NHO']\n")},
        ),
        pair(
            "member-twice",
            MEETING,
            6,
            with_rows(A, lines="medlemmer:\n- Kari, KS\n- Kari\n"),
            with_rows(A, lines="medlemmer: ['Kari, KS', Ola]\n"),
        ),
        pair(
            "no-leader",
            COMMITTEE,
            3,
            {COMMITTEE: committee("medlemmer:\n- {navn: Kari, funksjon: nestleder}\n")},
            {COMMITTEE: committee("medlemmer:\n- {navn: Kari, funksjon: sekretær}\n")},
        ),
    ],
    "attachments": [
        pair(
            "unreadable-attachment",
            NOTE,
            7,
            {NOTE: note(head="vedlegg:\n  - fil: a.docx\n"), "sources/rad/2025/plan/a.docx": "PK and no more"},
            {NOTE: note(head="vedlegg:\n  - fil: a.md\n"), "sources/rad/2025/plan/a.md": "Tekst"},
        ),
        pair(
            "attachment-lacks",
            NOTE,
            7,
            {NOTE: note(head="vedlegg:\n  - fil: a.pdf\n"), "sources/rad/2025/plan/a.pdf": pdf("Tekst")},
            {NOTE: note(head="vedlegg:\n  - fil: a.pdf\n"), "sources/rad/2025/plan/a.pdf": ARCHIVABLE.read_bytes()},
        ),
        pair(
            "attachment-twice",
            NOTE,
            8,
            attached("  - a.md\n  - b.md\n", a_md="Tekst", b_md="Tekst"),
            attached("  - a.md\n  - b.md\n", a_md="Tekst", b_md="Takst"),
        ),
        pair(
            "unlisted-file",
            NOTE,
            6,
            attached("  - a.md\n", a_md="Tekst", b_pdf="%PDF-"),
            attached("  - a.md\n", a_md="Tekst", b_md="Tekst"),
        ),
        pair(
            "unlisted-file",
            NOTE,
            2,
            {"sources/rad/2025/plan/b.docx": "PK"},
            {"sources/rad/2025/plan/~$b.docx": "PK", "sources/rad/2025/plan/figur.png": "x"},
        ),
        *(
            pair("stray-copy", f"sources/rad/2025/plan/{name}", 1, {f"sources/rad/2025/plan/{name}": "x"}, {})
            for name in ("toppnotat (1).md", "toppnotat-PC17.md", "Toppnotat - Kopi.md", "Kopi av toppnotat.md")
        ),
        *(
            pair("stray-copy", f"packs/rad/{name}", 1, {f"packs/rad/{name}": "x"}, {})
            for name in ("2025-2 (1).yaml", "2025-2-PC17.yaml", "2025-2.referat - Kopi.md", "utvalg (1).yaml")
        ),
        pair(
            "stray-copy",
            "sources/rad/2025/plan/toppnotat_b.md",
            1,
            {"sources/rad/2025/plan/toppnotat_b.md": "x"},
            {
                **attached("  - toppnotat-a.md\n"),
                "sources/rad/2025/plan/toppnotat-a.md": "Tekst",
                **{f"sources/rad/2025/plan/{name}": "x" for name in ("toppnotat.md.bak", "notat (1).md", "toppnotater.md")},
                **{f"packs/rad/{name}": "x" for name in ("2025-3 (1).yaml", "lesmeg.md", "utvalget.yaml")},
            },
        ),
        pair(
            "attachment-not-mentioned",
            NOTE,
            8,
            attached("  - a.md\n  - {fil: bilag.md, tittel: Plan B}\n", "[[vedlegg:a]], bilag\n", a_md="x", bilag_md="y"),
            attached("  - a.md\n  - bilag.md\n", "[[vedlegg:a]] og Bilag.\n", a_md="Tekst", bilag_md="Annet"),
        ),
        pair(
            "attachment-not-mentioned",
            NOTE,
            7,
            attached("  - c.md\n  - bilag.md\n", "[[vedlegg:bilag]]\n", c_md="Tekst", bilag_md="Annet"),
            attached("  - c.md\n  - bilag.md\n", c_md="Tekst", bilag_md="Annet"),
        ),
        pair(
            "same-attachment-title",
            NOTE,
            8,
            attached("  - {fil: a.md, tittel: Plan}\n  - {fil: b.md, tittel: «Plan»}\n", a_md="Tekst", b_md="Annet"),
            attached("  - {fil: a.md, tittel: Plan}\n  - {fil: b.md, tittel: Plan B}\n", a_md="Tekst", b_md="Annet"),
        ),
        pair(
            "attachment-title-differs",
            NOTE,
            7,
            attached("  - {fil: a.md, tittel: Plan for 2025}\n", a_md="---\ntittel: Budsjett\n---\nTekst\n"),
            attached("  - {fil: a.md, tittel: Plan for 2025}\n", a_md="---\ntittel: Plan\n---\nTekst\n"),
        ),
        pair(
            "attachment-title-differs",
            NOTE,
            7,
            attached("  - {fil: a.md, tittel: Plan for 2025}\n", a_md="---\ntittel: Budsjett\n---\nTekst\n"),
            attached("  - a.md\n", a_md="---\ntittel: Plan\n---\nTekst\n"),
        ),
    ],
    "dangling": [
        pair(
            "unknown-case",
            NOTE,
            8,
            with_rows("  - sak: plan\n") | {NOTE: note("\n[[sak:nei]]\n")},
            {NOTE: note("\n[[sak:plan]]\n")},
        ),
        pair("unknown-case", NOTE, 7, {NOTE: note("[[sak:nufa/2025/nei]]\n")}, {NOTE: note("[[sak:eventuelt]]\n")}),
        pair(
            "unknown-attachment",
            NOTE,
            7,
            {NOTE: note(head="omtale: |\n  [[vedlegg:nei]]\n")},
            {NOTE: note(head="omtale: |\n  Tekst\n")},
        ),
        pair(
            "ambiguous-attachment",
            NOTE,
            8,
            {
                NOTE: note("[[vedlegg:a]]\n", "vedlegg: [a.md, a.pdf]\n"),
                "sources/rad/2025/plan/a.md": "x",
                "sources/rad/2025/plan/a.pdf": "x",
            },
            {
                NOTE: note("[[vedlegg:a.md]]\n", "vedlegg: [a.md, a.pdf]\n"),
                "sources/rad/2025/plan/a.md": "x",
                "sources/rad/2025/plan/a.pdf": "x",
            },
        ),
    ],
    "earlier_treatments": [
        pair(
            "unknown-earlier-treatment",
            NOTE,
            6,
            {NOTE: note(head="tidligere: [rad 9/25]\n")},
            {NOTE: note(head="tidligere: [rad 009/2025]\n")} | with_ledger(entry("9/25")),
        ),
        pair(
            "unknown-earlier-treatment",
            NOTE,
            6,
            {NOTE: note(head="tidligere: [nei 9/25]\n")} | with_ledger(entry("9/25")),
            {NOTE: note(head="tidligere: []\n")},
        ),
    ],
    "carried_over": [
        pair(
            "unknown-carried-from",
            MEETING,
            7,
            with_rows("  - tittel: A\n    varighet: 5\n    fra: 9/2025\n"),
            with_rows("  - tittel: A\n    fra: 1/2025\n") | with_ledger(entry("1/25", "A")),
        ),
        pair(
            "unknown-carried-from",
            MEETING,
            7,
            with_rows("  - tittel: A\n    varighet: 5\n    fra: rad/2025-2\n"),
            with_rows("  - tittel: A\n    fra: rad/2025-1\n")
            | {"packs/rad/2025-1.yaml": meeting("  - tittel: A\n    status: utsatt\n", 1, "2025-02-13")},
        ),
        pair(
            "unknown-carried-from",
            MEETING,
            7,
            with_rows("  - tittel: A\n    varighet: 5\n    fra: rad/2025-3\n")
            | {"packs/rad/2025-3.yaml": meeting("  - tittel: C\n", 3, "2025-09-13")},
            with_rows("  - tittel: A\n    fra: 1/2024\n")
            | with_ledger("sak: 1/24, tittel: A, møte: 1/2024, status: utsatt"),
        ),
    ],
    "minutes_attached": [
        pair(
            "missing-minutes",
            NOTE,
            7,
            {NOTE: note(head="vedlegg:\n  - referat: rad/2025-1\n")},
            {NOTE: note(head="vedlegg: []\n")},
        ),
        pair(
            "reference-cycle",
            NOTE,
            7,
            {NOTE: note(head=f"vedlegg:\n  - referat: {KEY}\n"), MINUTES: "## 1/25\n\nTekst.\n"},
            {
                NOTE: note(head="vedlegg:\n  - referat: rad/2025-1\n"),
                "packs/rad/2025-1.yaml": meeting("  - tittel: A\n", 1, "2025-02-13"),
                "packs/rad/2025-1.referat.md": "## 1/25\n\nTekst.\n",
            },
        ),
    ],
    "quotations": [
        pair(
            "quotation-differs",
            NOTE,
            9,
            quoting("I sak 7/25 sto det: «Rådet ber sekretariatet legge fram et utkast til plan innen 1. juni.»"),
            quoting(f"I sak 7/25 sto det: «{DECISION}»"),
        ),
        pair(
            "quotation-differs",
            NOTE,
            11,
            quoting(
                "Rådet vedtok i sak 07/2025:\n\n> Rådet ber sekretariatet legge fram en plan for innføringen innen 1. juli."
            ),
            quoting(
                "Rådet vedtok i sak 07/2025:\n\n> rådet ber *sekretariatet* […] legge fram\n> en plan for innføringen\n\n"
                "«Rådet ber sekretariatet om noe annet, som ingen har vedtatt i noen sak før.» Sak 6/25 er en annen."
            ),
        ),
        pair(
            "quotation-differs",
            NOTE,
            9,
            quoting("- Se sak 7/25: “Rådet ber ikke sekretariatet legge fram en plan for innføringen innen 1. juni”."),
            quoting("- Se sak 6/25: “Rådet ber ikke sekretariatet legge fram en plan for innføringen innen 1. juni”."),
        ),
    ],
    "not_as_recorded": [
        pair("decision-not-as-recorded", MINUTES, 7, recorded("Rådet ber om en plan."), recorded(DECISION)),
        pair(
            "decision-not-as-recorded",
            MINUTES,
            7,
            recorded(DECISION.replace("1. juni", "1. juli")),
            recorded(DECISION.replace(" en plan", "\nen *plan*")),
        ),
    ],
    "minutes_cases": [
        pair(
            "minutes-unknown-case",
            MINUTES,
            5,
            minutes("## 1/25\n\nTekst.\n\n## 9/25\n"),
            minutes("## 1/25 A\n\n## plan Plan\n"),
        ),
        pair("double-section", MINUTES, 3, minutes("## 2/25\n\n## plan\n"), minutes("## 1/25\n\n## plan\n")),
    ],
    "undecided": [
        pair("case-without-decision", MINUTES, 1, minutes("## 1/25\n"), minutes(DECIDED)),
        pair("case-without-decision", MINUTES, 3, minutes("## 1/25\n\n## plan\n\nTekst.\n"), minutes(DECIDED)),
        pair(
            "case-without-decision",
            MINUTES,
            1,
            minutes("## 2/25\n"),
            minutes("## 2/25\n") | with_rows(A + "  - {sak: plan, status: utsatt}\n"),
        ),
    ],
    "attendance": [
        pair("present-and-absent", MINUTES, 2, met("til_stede: [Ola, Kari]\nforfall: [Ola]"), met("forfall: [Ola]")),
        pair(
            "present-and-absent",
            MINUTES,
            3,
            met("forfall: [Ola, Kari]\nstedfortreder: [Kari for Ola]"),
            met("forfall: [Ola]\nstedfortreder: [Kari for Ola]"),
        ),
        pair("unknown-attendee", MINUTES, 3, met("til_stede:\n  - Siri\n"), met("til_stede:\n  - Kari\n")),
        pair(
            "unknown-attendee",
            MINUTES,
            2,
            met("forfall: [Siri]"),
            met("til_stede: [Kari, Siri]\nforfall: [Ola]\nstedfortreder: [Siri for Ola]"),
        ),
        pair(
            "unknown-attendee",
            MINUTES,
            2,
            met("til_stede: [Siri]"),
            met("til_stede: [Siri]") | {COMMITTEE: committee()},
        ),
    ],
    "unaccounted": [
        pair("member-unaccounted", MINUTES, 2, met("til_stede: [Kari]"), met("til_stede: [Kari]\nforfall: [Ola]")),
        pair("member-unaccounted", MINUTES, 3, met("forfall: []\ntil_stede: [Ola]"), met("forfall: [Ola]")),
    ],
    "stand_ins": [
        pair(
            "stand-in-for-nobody",
            MINUTES,
            2,
            met("stedfortreder: [Siri for Ola]"),
            met("forfall: [Ola]\nstedfortreder: [Siri for Ola]"),
        ),
        pair(
            "stand-in-for-nobody",
            MINUTES,
            3,
            met("forfall: [Ola]\nstedfortreder: [Siri]"),
            met('forfall: [Ola]\nstedfortreder: ["Siri (vara for Ola)"]'),
        ),
    ],
    "passages": [
        pair(
            "passage-of-nobody",
            MINUTES,
            3,
            met("forfall: [Ola]\nkom: [{navn: Ola, sak: plan}]"),
            met("forfall: [Ola]\nkom: [{navn: Kari, sak: plan}]"),
        ),
        pair(
            "passage-of-nobody",
            MINUTES,
            2,
            met("gikk: [{navn: Siri, sak: 2/25}]"),
            met("fra_sekretariatet: [Siri]\ngikk: [{navn: Siri, sak: 2/25}]"),
        ),
        pair("minutes-unknown-case", MINUTES, 2, met("kom: [{navn: Ola, sak: 9/25}]"), met("kom: [{navn: Ola, sak: 2/25}]")),
        pair(
            "left-before-coming",
            MINUTES,
            3,
            met("kom: [{navn: Ola, sak: 2/25}]\ngikk: [{navn: Ola, sak: 1/25}]"),
            met("kom: [{navn: Ola, sak: 1/25}]\ngikk: [{navn: Ola, sak: 1/25}]"),
        ),
    ],
    "missing_proposal": [
        pair("missing-proposal", NOTE, 2, {NOTE: note().replace("forslag_til_vedtak", "omtale")}, {NOTE: note()}),
        pair(
            "missing-proposal",
            NOTE,
            2,
            {NOTE: note().replace("forslag_til_vedtak", "omtale")},
            {NOTE: note(), COMMITTEE: committee("saksnummer: ingen\n")},
        ),
        pair(
            "missing-proposal",
            NOTE,
            2,
            {NOTE: note().replace("forslag_til_vedtak", "omtale")},
            {NOTE: note(title="Eventuelt").replace("forslag_til_vedtak", "omtale")},
        ),
    ],
    "missing_type": [
        pair("missing-type", NOTE, 2, {NOTE: note().replace("sakstype: Drøfting\n", "")}, {NOTE: note()}),
        pair(
            "missing-type",
            NOTE,
            2,
            {NOTE: note().replace("sakstype: Drøfting\n", "")},
            {NOTE: note().replace("sakstype: Drøfting\n", ""), COMMITTEE: committee("agenda: {kolonner: [sak, tittel]}\n")},
        ),
        pair(
            "unknown-type",
            NOTE,
            3,
            {NOTE: note().replace("Drøfting", "Prat")},
            {NOTE: note().replace("Drøfting", "Prat"), COMMITTEE: committee("sakstyper: [Prat]\n")},
        ),
    ],
    "missing_people": [
        pair("missing-owner", NOTE, 2, {NOTE: note().replace("sakseier: Kari\n", "")}, {NOTE: note()}),
        pair(
            "missing-presenter",
            NOTE,
            2,
            {NOTE: note(), COMMITTEE: committee(COLUMNS)},
            {NOTE: note(head="presenterer: Kari\n"), COMMITTEE: committee(COLUMNS)},
        ),
        pair(
            "missing-presenter",
            MEETING,
            5,
            with_rows("  - {tittel: A, varighet: 5, omtale: Tekst, sakstype: Drøfting}\n") | {COMMITTEE: committee(COLUMNS)},
            with_rows("  - {tittel: A, varighet: 5}\n") | {COMMITTEE: committee(COLUMNS)},
        ),
    ],
    "sections": [
        pair(
            "double-section",
            NOTE,
            11,
            {NOTE: note("## Bakgrunn\n\na\n\n## BAKGRUNN:\n\nb\n")},
            {NOTE: note("## Bakgrunn\n\na\n\n## Annet\n\nb\n")},
        ),
        pair(
            "empty-section",
            NOTE,
            7,
            {NOTE: note("## Bakgrunn\n\n## Annet\n\nb\n")},
            {NOTE: note("## Vedtak fra tidligere behandlinger\n\n## Annet\n\nb\n")},
        ),
        pair(
            "double-section",
            NOTE,
            11,
            {NOTE: note("## Hensikt med saken\n\na\n\n## Formål\n\nb\n")},
            {NOTE: note("## A\n\na\n\n## A\n\nb\n")},
        ),
    ],
    "lettered_points": [
        pair(
            "decision-without-full-stop",
            NOTE,
            8,
            proposing("Rådet gir tre kr"),
            proposing("Rådet gir: a) tre kr b) fem kr"),
        ),
    ],
    "changed": [
        pair("changed-since-sent", NOTE, 1, {**sent(f"[{{fil: {NOTE}, sha256: '0'}}]")}, {**sent("[]")}),
        pair(
            "gone-since-sent",
            "packs/rad/borte.yaml",
            1,
            {**sent("[{fil: packs/rad/borte.yaml, sha256: '0'}]")},
            {**sent("[]")},
        ),
    ],
    "added_or_gone": [
        pair(
            "added-since-sent",
            MEETING,
            6,
            {**sent(cases=("plan",)), MEETING: SENT_ROWS},
            {**sent(), MEETING: SENT_ROWS},
        ),
        pair(
            "case-left-since-sent",
            MEETING,
            1,
            {**sent(cases=("plan", "eventuelt", "trukket")), MEETING: SENT_ROWS},
            {**sent(), MEETING: SENT_ROWS},
        ),
    ],
    "lost_numbers": [
        pair("sent-not-in-ledger", LEDGER, 1, {**sent(), LEDGER: entries("plan")}, sent()),
    ],
    "prose": [pair(*item) for item in TEXT_PAIRS],
}
CASES = [
    pytest.param(item, id=f"{rule} {item.code} {number}")
    for rule, items in PAIRS.items()
    for number, item in enumerate(items)
]


def test_every_rule_has_a_pair() -> None:
    """Those alone that a rule finds: what readers refuse has its tests with the readers."""
    by_the_clock = {codes.DEADLINE_PASSED.name}
    assert {item.code for items in PAIRS.values() for item in items} | by_the_clock == {rule.code.name for rule in RULES}


@pytest.mark.parametrize(
    ("today", "found"), [("2025-05-05", False), ("2025-05-06", True), ("2025-05-15", True), ("2025-05-16", False)]
)
def test_a_pack_should_be_sent_by_its_deadline(today: str, found: bool, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).write({COMMITTEE: committee("frist: 10\n")})
    expected = [("deadline-passed", MEETING, 2)] if found else []
    assert [item for item in told(workspace, today) if item[0] == "deadline-passed"] == expected
    assert "deadline-passed" not in [item[0] for item in told(workspace.write(sent()), today)]


def told(workspace: Workspace, today: str) -> list[tuple[str, str, int]]:
    """What ``check`` finds on a day."""
    found = workspace.run("check", "--json", "--today", today).document["diagnostics"]
    return [(item["name"], item["path"], item["line"]) for item in found]


def test_without_a_day_nothing_is_said_of_deadlines(tmp_path: Path) -> None:
    assert Workspace(tmp_path).write({COMMITTEE: committee("frist: 10\n")}).check() == []


def test_rules_of_slides_are_not_loaded_without_a_deck(tmp_path: Path) -> None:
    program = (
        "import sys; from mottepakke import pipeline; from pathlib import Path; "
        "sources = pipeline.open_workspace(Path(sys.argv[1])); "
        "list(pipeline.check(pipeline.choose_meetings((), sources), sources)); "
        "sys.exit('mottepakke.check.slide_catalogue' in sys.modules)"
    )
    Workspace(tmp_path)
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False).returncode == 0


def test_a_rule_lies_in_the_file_of_its_name() -> None:
    files = {path.stem.replace("_", "-") for path in Path(rules.__file__).parent.glob("[a-z]*.py")}
    assert files == {rule.code.name for rule in (*RULES, *SLIDE_RULES)}


@pytest.mark.parametrize("case", CASES)
def test_a_rule_fires_at_its_line_and_its_twin_is_silent(case: Pair, tmp_path: Path) -> None:
    fired = Workspace(tmp_path / "fires").write(case.fires).check(KEY)
    assert (case.code, case.path, case.line) in places(fired)
    silent = Workspace(tmp_path / "silent").write(case.silent).check(KEY)
    assert case.code not in [item.code.name for item in silent]
    assert not [item for item in silent if item.severity is Severity.ERROR]


def test_a_rule_finds_each_thing_once(tmp_path: Path) -> None:
    found = Workspace(tmp_path).write({NOTE: note("[[sak:nei]] [[sak:nei]]\n")}).check()
    assert places(found) == [("unknown-case", NOTE, 7)]


def test_findings_are_in_order_of_file_line_and_code(tmp_path: Path) -> None:
    files = {
        NOTE: note("## Bakgrunn\n\n[[sak:nei]]\n").replace("sakseier: Kari\n", ""),
        MEETING: meeting("  - sak: plan\n    kl: 99\n  - tittel: A\n"),
    }
    found = Workspace(tmp_path).write(files).check()
    assert found == sorted(found, key=lambda item: item.sort_key)
    assert [path for _, path, _ in places(found)] == sorted(path for _, path, _ in places(found))


def test_a_case_that_cannot_be_read_is_reported_once_and_asked_for_nothing(tmp_path: Path) -> None:
    assert places(Workspace(tmp_path).write({NOTE: "---\ntittel: [\n---\n"}).check()) == [("invalid-yaml", NOTE, 3)]


def test_a_committee_that_decides_nothing_is_asked_for_nothing(tmp_path: Path) -> None:
    lines = "saksnummer: ingen\nagenda: {kolonner: [tittel, start, slutt]}\n"
    files = {
        COMMITTEE: committee(lines),
        NOTE: "---\ntittel: Plan\n---\n",
        MEETING: meeting("  - {sak: plan, varighet: 30}\n"),
    }
    assert Workspace(tmp_path).write(files).check() == []


@pytest.mark.parametrize(
    "text", ["«" * 20_000, "og og\n\n" * 2_000, "Se [her](https://a.no). " * 2_000], ids=["«", "og", "her"]
)
def test_a_slip_that_is_everywhere_is_told_a_limited_number_of_times(text: str, tmp_path: Path) -> None:
    found = Workspace(tmp_path).write({NOTE: note(f"## Bakgrunn\n\n{text}\n")}).check(KEY)
    told = [item for item in found if item.code.code.startswith("TX")]
    assert 0 < len(told) <= MOST_FINDINGS


@pytest.mark.parametrize(
    "text",
    [
        "Rådet sa «ja. " + "Ord følger på hverandre. " * 2_500,
        '```\n"x\n```\n\n| A |\n| b |\n\n' + "a\n\n" * 60_000,
    ],
)
def test_a_text_that_cannot_be_read_is_told_once(text: str, tmp_path: Path) -> None:
    assert places(Workspace(tmp_path).write({NOTE: note(text)}).check(KEY)) == [("text-too-complex", NOTE, 7)]
