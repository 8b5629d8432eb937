"""A committee's year as people live it: five meetings, everything that happens to cases, and the papers read in full."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from tests.support.texts import docx_paragraphs, pdf_text
from tests.support.workspaces import Run, Workspace, note

COMMITTEE = """\
navn: Rådet for prøver
kortnavn: Rådet
virksomhet: Prøvedirektoratet
medlemmer:
  - {navn: Kari Nordmann, virksomhet: Prøvedirektoratet, funksjon: leder}
  - {navn: Ola Nordmann, virksomhet: Oslo kommune}
  - {navn: Peder Ås, virksomhet: KS}
  - {navn: Marte Kirkerud, funksjon: sekretær}
"""
BOARD = "navn: Styret for prøver\nkortnavn: Styret\nmedlemmer: [Kari Nordmann]\n"
APPROVAL = (
    "  - {tittel: Godkjenning av referat, sakstype: Godkjenning, varighet: 10, forslag_til_vedtak: Referatet godkjennes.}\n"
)
BUDGET = "  - {tittel: Budsjett, sakstype: Orientering, varighet: 30}\n"
OTHER = "  - {tittel: Eventuelt, sakstype: Orientering, varighet: 10}\n"
PLAN = "  - {sak: plan, varighet: 30}\n"
ROWS: Mapping[str, tuple[str, str]] = {
    "2025-1": ("2025-02-10", PLAN + BUDGET.replace("}", ", status: utsatt}") + OTHER),
    "2025-2": (
        "2025-04-07",
        APPROVAL + BUDGET + "  - {tittel: Flytting, sakstype: Orientering, varighet: 30, status: trukket}\n" + OTHER,
    ),
    "2025-3": (
        "2025-06-02",
        APPROVAL + "  - {tittel: Status for aksjoner, sakstype: Orientering, varighet: 10, punkter: aksjoner}\n" + OTHER,
    ),
    "2025-4": ("2025-10-06", APPROVAL + "  - {sak: ny-plan, varighet: 30}\n" + PLAN + OTHER),
    "2026-1": ("2026-01-12", APPROVAL + OTHER),
}
FIRST = """\
---
forfall: [Peder Ås]
stedfortreder: [Tone Lie for Peder Ås]
gikk: [{navn: Ola Nordmann, sak: 1/25}]
---
## 1/25

Kari Nordmann la fram saken.

### Innspill

- Planen er god.

### Aksjonspunkter

- [ ] Ola Nordmann (frist 1. mai 2025): sender ut planen.
- [x] Kari Nordmann: ringer kommunene.

### Vedtak

Rådet vedtok planen med to endringer.

## 3/25

Ingenting.
"""
NEW_PLAN = note(
    "## Bakgrunn\n\nRådet sa i sak 1/25: «Rådet vedtok planen med tre endringer og et tillegg.»\n",
    head="tidligere: [rad 1/25]\n",
    title="Ny plan",
)
APPROVED = "## {number}\n\n### Vedtak\n\nReferatet godkjennes.\n"


def plan_of(key: str) -> str:
    date, rows = ROWS[key]
    year, number = key.split("-")
    return f"møte: {number}/{year}\ndato: {date}\ntid: 09:00-16:00\nsted: Oslo\nsaksliste:\n{rows}"


@dataclass
class Year:
    """The workspace at the end of the year, with what was seen on the way."""

    made: Workspace
    seen: dict[str, object] = field(default_factory=dict)

    def run(self, command: str, *arguments: str, day: str, code: int = 0) -> Run:
        run = self.made.run(command, *arguments, "--today", day)
        assert run.code == code, (command, arguments, run.out, run.err)
        return run

    def numbers(self, key: str) -> dict[str, str]:
        return {case.row.case.title: case.number for case in self.made.resolved(key).cases}

    def findings(self, key: str) -> list[tuple[str, str]]:
        found = self.made.run("check", key, "--json").document["diagnostics"]
        return [(item["name"], item["message"]) for item in found]

    def digests(self, key: str) -> dict[str, str]:
        folder = self.made.root / "output" / key
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def text(self, name: str) -> str:
        path = self.made.root / "output" / name
        lines = pdf_text(path) if path.suffix == ".pdf" else "\n".join(text for _, text in docx_paragraphs(path))
        return " ".join(lines.replace("\N{SOFT HYPHEN}", "").split())


def live(year: Year) -> None:
    """The year, in the order things happen."""
    made = year.made
    # February: one case decided, one put off to another time.
    year.run("freeze", "rad/2025-1", day="2025-01-31")
    made.write({"packs/rad/2025-1.referat.md": FIRST})
    year.run("minutes", "rad/2025-1", "--diff", day="2025-02-11")
    year.seen["minutes before approval"] = year.text("rad/2025-1/referat.pdf")
    year.run("minutes", "rad/2025-1", "--record", day="2025-02-12")
    # April: the case put off comes back, another is withdrawn, and one comes late, after sending.
    year.run("freeze", "rad/2025-2", day="2025-03-28")
    year.seen["april, as first sent"] = year.numbers("rad/2025-2")
    late = "  - {tittel: Hastesak, sakstype: Beslutning, varighet: 5, forslag_til_vedtak: Rådet sier ja.}\n"
    made.replace("packs/rad/2025-2.yaml", APPROVAL, late + APPROVAL)
    year.seen["april, changed"] = [
        item["name"] for item in made.run("check", "rad/2025-2", "--json").document["diagnostics"]
    ]
    year.run("freeze", "rad/2025-2", day="2025-04-02")
    decided = APPROVED.format(number="4/25") + "\n## 7/25\n\n### Vedtak\n\nRådet sier nei.\n"
    made.write({"packs/rad/2025-2.referat.md": decided})
    year.run("minutes", "rad/2025-2", "--diff", day="2025-04-08")
    year.run("minutes", "rad/2025-2", "--record", day="2025-04-08")
    # June: sent, opened again for one more case, and sent again.
    year.run("freeze", "rad/2025-3", day="2025-05-23")
    year.run("freeze", "rad/2025-2", "--reopen", day="2025-05-23", code=1)
    year.run("freeze", "rad/2025-3", "--reopen", day="2025-05-24")
    first = "  - {tittel: Åpning, sakstype: Orientering, varighet: 5}\n"
    made.replace("packs/rad/2025-3.yaml", APPROVAL, first + APPROVAL)
    year.run("freeze", "rad/2025-3", day="2025-05-25")
    made.write({"packs/rad/2025-3.referat.md": APPROVED.format(number="8/25")})
    year.run("minutes", "rad/2025-3", "--record", day="2025-06-03")
    # Approved now, the minutes of February are no longer marked.
    year.run("minutes", "rad/2025-1", "--diff", day="2025-06-04")
    year.seen["minutes after approval"] = year.text("rad/2025-1/referat.pdf")
    # October: the plan is treated for the second time; the note quotes the first decision wrongly at first.
    made.write({"sources/rad/2025/ny-plan/toppnotat.md": NEW_PLAN})
    year.seen["october, quoted wrongly"] = year.findings("rad/2025-4")
    made.replace("sources/rad/2025/ny-plan/toppnotat.md", "tre endringer og et tillegg", "to endringer")
    year.run("freeze", "rad/2025-4", day="2025-09-26")
    # The board, which counts for itself, quotes the council.
    year.run("freeze", "styret/2025-1", day="2025-10-01")
    # December: January's meeting is sent before the old year is over.
    year.run("freeze", "rad/2026-1", day="2025-12-19")
    assert made.run("register", "rad", "2025").code == 0
    # Everything is built once more, from what lies in the workspace at the end.
    year.seen["sent"] = {key: year.digests(key) for key in (*(f"rad/{key}" for key in ROWS), "styret/2025-1")}
    assert made.run("build").code == 0


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    meetings = {f"packs/rad/{key}.yaml": plan_of(key) for key in ROWS}
    board = "møte: 1/2025\ndato: 2025-10-13\ntid: 09:00-10:00\nsaksliste:\n  - {sak: orientering, varighet: 30}\n"
    files = {
        "packs/rad/utvalg.yaml": COMMITTEE,
        "packs/styret/utvalg.yaml": BOARD,
        "packs/styret/2025-1.yaml": board,
        "sources/rad/2025/plan/toppnotat.md": note("## Bakgrunn\n\nTekst.\n", title="Plan for året"),
        "sources/rad/2025/ny-plan/toppnotat.md": note("", title="Ny plan"),
        "sources/styret/2025/orientering/toppnotat.md": note(
            "", head="tidligere: [rad 1/25, rad 7/25]\n", title="Orientering"
        ),
    }
    year = Year(Workspace(tmp_path_factory.mktemp("år"), {**files, **meetings}))
    live(year)
    return year


REGISTER = """\
Saksregister 2025 for Rådet Utvalg Rådet for prøver År 2025 Behandlet 5 Tildelt, ikke behandlet 9 Trukket 1 Saker: 1/25–15/25
Sak Tittel Møte Status og vedtak
1/25 Plan for året 1/2025 10. februar 2025 Behandlet Se også sak 14/25. Rådet vedtok planen med to endringer.
2/25 Budsjett 2/2025 7. april 2025 Tildelt, ikke behandlet Overført fra møte 1/2025, 10. februar 2025.
3/25 Eventuelt 1/2025 10. februar 2025 Behandlet
4/25 Godkjenning av referat 2/2025 7. april 2025 Behandlet Referatet godkjennes.
5/25 Flytting 2/2025 7. april 2025 Trukket
6/25 Eventuelt 2/2025 7. april 2025 Tildelt, ikke behandlet
7/25 Hastesak 2/2025 7. april 2025 Behandlet Rådet sier nei.
8/25 Godkjenning av referat 3/2025 2. juni 2025 Behandlet Referatet godkjennes.
9/25 Status for aksjoner 3/2025 2. juni 2025 Tildelt, ikke behandlet
10/25 Eventuelt 3/2025 2. juni 2025 Tildelt, ikke behandlet
11/25 Åpning 3/2025 2. juni 2025 Tildelt, ikke behandlet
12/25 Godkjenning av referat 4/2025 6. oktober 2025 Tildelt, ikke behandlet
13/25 Ny plan 4/2025 6. oktober 2025 Tildelt, ikke behandlet
14/25 Plan for året 4/2025 6. oktober 2025 Tildelt, ikke behandlet Se også sak 1/25.
15/25 Eventuelt 4/2025 6. oktober 2025 Tildelt, ikke behandlet"""


def test_the_register_explains_every_number(year: Year) -> None:
    assert year.text("rad/register-2025.docx") == " ".join(REGISTER.split())


def test_every_build_of_a_sent_meeting_gives_the_same_bytes(year: Year) -> None:
    sent = year.seen["sent"]
    assert isinstance(sent, dict)
    assert {key: year.digests(key) for key in sent} == sent


def test_numbers_stay_and_a_late_case_takes_the_next(year: Year) -> None:
    first = {"Godkjenning av referat": "4/25", "Budsjett": "2/25", "Flytting": "5/25", "Eventuelt": "6/25"}
    assert year.seen["april, as first sent"] == first
    assert year.seen["april, changed"] == ["changed-since-sent", "added-since-sent"]
    assert year.numbers("rad/2025-2") == {"Hastesak": "7/25", **first}
    opened = {"Godkjenning av referat": "8/25", "Status for aksjoner": "9/25", "Eventuelt": "10/25"}
    assert year.numbers("rad/2025-3") == {"Åpning": "11/25", **opened}
    assert year.numbers("rad/2026-1") == {"Godkjenning av referat": "1/26", "Eventuelt": "2/26"}
    assert year.numbers("styret/2025-1") == {"Orientering": "1/25"}


READ: Mapping[str, tuple[str, ...]] = {
    "rad/2025-1/innkalling.pdf": ("2/25 Budsjett (utsatt) Orientering 3/25 Eventuelt 09.30",),
    "rad/2025-2/innkalling.pdf": (
        "7/25 Hastesak 09.00 Beslutning 4/25 Godkjenning av referat 09.05",
        "2/25 Budsjett (utsatt fra 10. februar 2025) 09.15",
        "5/25 Flytting (trukket) Orientering 6/25 Eventuelt 09.45",
        "Godkjenning Vedlegg 1: Referat fra møte 1/2025",
    ),
    "rad/2025-2/motepakke-rad-2025-2.pdf": (
        "Tillegg 2 til møtepakken Møte i Rådet for prøver, 7. april 2025 Sendt 2. april 2025.",
        "Nye saker • 7/25 Hastesak Erstattede dokumenter • Innkalling til møte 2/2025 i Rådet, side 2",
        "Ikke godkjent Møte 1/2025",
        "Ola Nordmann, Oslo kommune (til og med sak 1/25) Ikke til stede Peder Ås, KS Stedfortreder Tone Lie for Peder Ås",
        "Vedtak oppdatert Rådet vedtok planen med to endringer.",
    ),
    "rad/2025-1/referat-endringer.docx": ("Rådet [−drøftet saken] [+vedtok planen med to endringer].",),
    "rad/2025-2/referat-endringer.docx": ("Rådet sier [−ja] [+nei].",),
    "rad/2025-3/innkalling.pdf": (
        "Status for aksjonspunkter Sak Aksjonspunkt Ansvarlig Frist Status",
        "1/25 Sender ut planen. Ola Nordmann 1. mai 2025 Åpent",
    ),
    "rad/2025-4/toppnotat/13-25-ny-plan.pdf": (
        "Vedtak fra tidligere behandlinger Saksnummer Møte og dato Tittel på sak Vedtak "
        "1/25 Rådet 10. februar 2025 Plan for året Rådet vedtok planen med to endringer.",
    ),
    "rad/2025-4/toppnotat/14-25-plan-for-aret.pdf": (
        "Vedtak fra tidligere behandlinger Saksnummer Møte og dato Tittel på sak Vedtak "
        "1/25 Rådet 10. februar 2025 Plan for året Rådet vedtok planen med to endringer.",
    ),
    "styret/2025-1/toppnotat/1-25-orientering.pdf": (
        "1/25 Rådet 10. februar 2025 Plan for året Rådet vedtok planen med to endringer. "
        "7/25 Rådet 7. april 2025 Hastesak Rådet sier nei.",
    ),
}


@pytest.mark.parametrize("name", READ)
def test_papers_say_what_happened(name: str, year: Year) -> None:
    text = year.text(name).replace("\N{NO-BREAK SPACE}", " ")
    assert [passage for passage in READ[name] if passage not in text] == []


def test_minutes_are_marked_until_the_next_meeting_approves_them(year: Year) -> None:
    assert "Ikke godkjent" in str(year.seen["minutes before approval"])
    assert "Ikke godkjent" not in str(year.seen["minutes after approval"])


def test_a_wrong_quotation_was_found(year: Year) -> None:
    wrong = "Sitatet sier «med tre», mens vedtaket i sak 1/25 sier «med to»."
    assert year.seen["october, quoted wrongly"] == [("quotation-differs", wrong)]


def test_open_actions_are_listed_and_done_ones_are_not(year: Year) -> None:
    shown = year.made.run("actions", "rad")
    assert ("sender ut planen" in shown.out, "ringer kommunene" in shown.out) == (True, False)
