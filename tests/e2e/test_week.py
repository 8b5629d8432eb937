"""A week of nightly runs while a secretariat works: what each morning says, written from what was done the day before."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from msgspec import Struct

from tests.conftest import REPOSITORY
from tests.support.presenters import add, deck_of
from tests.support.workspaces import Content, Run, Workspace

RAD, UTVAL, STYRE = "rad/2025-2", "utval/2025-1", "styre/2025-1"
MON, TUE, WED, THU, FRI, SAT, SUN = (f"2025-05-{day:02d}" for day in range(5, 12))
DAYS = (MON, TUE, WED, THU, FRI, SAT, SUN)
TABLES = "sources/nuit/2025/evaluering-radsmodell/alternative-modeller.pdf"
OTHER_TABLES = "sources/fjordvik/2025/barnehagestruktur/barnetalsframskriving.pdf"
PLAN, BUDGET, DEAL = (f"sources/rad/2025/{slug}/toppnotat.md" for slug in ("plan", "budsjett", "avtale"))
SCHOOL, PLOT, STAFF = (f"sources/utval/2025/{slug}/toppnotat.md" for slug in ("skule", "tomt", "personal"))
SECRET = ("Solbakken", "4,2", "seljaren", "Holm", "Seljord", "Oppseiing")
"""Words of what is exempt from public access, people of those cases among them."""


def note(title: str, proposal: str, body: str, head: str = "", heading: str = "Bakgrunn") -> str:
    fixed = f"tittel: {title}\nsakstype: Beslutning\nsakseier: Eva Strand\nforslag_til_vedtak: {proposal}\n"
    return f"---\n{fixed}{head}---\n## {heading}\n\n{body}\n"


EXEMPT = "unntatt: {{hjemmel: offl. § 23 første ledd, offentlig_tittel: {public}}}\n"
FILES: Mapping[str, Content] = {
    "packs/rad/utvalg.yaml": "navn: Rådet for prøver\nkortnavn: Rådet\nfrist: 5\nvarsling: [rad@prove.example]\n",
    f"packs/{RAD}.yaml": """\
møte: 2/2025
dato: 2025-05-15
tid: 09:00-12:00
sted: Oslo
saksliste:
  - {sak: plan, varighet: 30}
  - {sak: budsjett, varighet: 30}
  - pause: 10
  - {sak: avtale, varighet: 40}
  - {tittel: Eventuelt, sakstype: Orientering, varighet: 10}
""",
    PLAN: note(
        "Plan for året",
        "Rådet vedtar planen.",
        "Arbeidet begynner i mai og varer ut året.",
        "presenterer: Per Hansen\nvedlegg:\n  - {fil: tall.pdf, tittel: Tall for året}\n",
    ),
    "sources/rad/2025/plan/tall.pdf": (REPOSITORY / TABLES).read_bytes(),
    BUDGET: note("Budsjett", "Rådet vedtar budsjettet.", "Rammen er den samme som i fjor."),
    DEAL: note("Avtale om drift", "Rådet støtter avtalen.", "Avtalen gjelder i to år.", "presenterer: Ingrid Moen\n"),
    "packs/utval/utvalg.yaml": """\
navn: Utval for oppvekst
kortnavn: Utvalet
målform: nn
frist: 12
varsling: [utval@prove.example]
""",
    f"packs/{UTVAL}.yaml": """\
møte: 1/2025
dato: 2025-05-22
tid: 12:00-15:00
sted: Kommunehuset
saksliste:
  - sak: skule
    varighet: 30
  - sak: veg
    varighet: 30
  - sak: bibliotek
    varighet: 20
  - sak: tomt
    varighet: 20
  - {tittel: Ymse, sakstype: Orientering, varighet: 10}
""",
    SCHOOL: note("Skulane i bygda", "Utvalet vedtek planen.", "Det er tre skular.", "presenterer: Jon Vik\n", "Bakgrunn"),
    "sources/utval/2025/veg/toppnotat.md": note("Skuleveg", "Utvalet sluttar seg til.", "Vegen er smal."),
    "sources/utval/2025/bibliotek/toppnotat.md": note("Bibliotek", "Utvalet sluttar seg til.", "Opningstida er kort."),
    PLOT: note(
        "Kjøp av Solbakken",
        "Utvalet godtek prisen.",
        "Prisen er 4,2 millionar kroner.",
        EXEMPT.format(public="Kjøp av eigedom"),
    ),
    "packs/styre/utvalg.yaml": "navn: Styret for prøver\nkortnavn: Styret\nfrist: 1\n",
    f"packs/{STYRE}.yaml": """\
møte: 1/2025
dato: 2025-05-07
tid: 09:00-10:00
sted: Bergen
saksliste:
  - {tittel: Eventuelt, sakstype: Orientering, varighet: 30}
""",
}


# -- what was done before each night -----------------------------------------------------------------------------------


def monday(made: Workspace) -> None:
    """Nothing has been run before."""


def tuesday(made: Workspace) -> None:
    """A note reworded, a case ten minutes longer, a presenter replaced."""
    made.replace(PLAN, "begynner i mai", "begynner i juni")
    made.replace(f"packs/{RAD}.yaml", "{sak: budsjett, varighet: 30}", "{sak: budsjett, varighet: 40}")
    made.replace(DEAL, "presenterer: Ingrid Moen", "presenterer: Nils Berg")


def wednesday(made: Workspace) -> None:
    """An attachment replaced, a case put in the middle, a proposal changed; a colon forgotten in another committee."""
    made.write({"sources/rad/2025/plan/tall.pdf": (REPOSITORY / OTHER_TABLES).read_bytes()})
    made.write({"sources/rad/2025/flytting/toppnotat.md": note("Flytting", "Rådet vedtar flyttingen.", "Leien går ut.")})
    made.replace(f"packs/{RAD}.yaml", "  - pause: 10\n", "  - {sak: flytting, varighet: 20}\n  - pause: 10\n")
    made.replace(DEAL, "Rådet støtter avtalen.", "Rådet sier nei til avtalen.")
    made.replace(f"packs/{UTVAL}.yaml", "varighet: 30\n  - sak: veg", "varighet 30\n  - sak: veg")


def thursday(made: Workspace) -> None:
    """One meeting sent; the other mended, held elsewhere, and a deck returned."""
    assert made.run("freeze", RAD, "--today", WED).code == 0
    made.replace(f"packs/{UTVAL}.yaml", "varighet 30\n  - sak: veg", "varighet: 30\n  - sak: veg")
    made.replace(f"packs/{UTVAL}.yaml", "sted: Kommunehuset", "sted: Rådhuset")
    made.replace(SCHOOL, "presenterer: Jon Vik\n", "presenterer: Jon Vik\npresentasjon: jon.pptx\n")
    slides = (lambda deck: add(deck, "Tre skular", "Alle er opne."), lambda deck: add(deck, "Elevtal", "Dei går ned."))
    made.write({"sources/utval/2025/skule/jon.pptx": deck_of(*slides)})


def friday(made: Workspace) -> None:
    """The meeting that was sent is edited; a case withdrawn and one postponed in the other."""
    made.replace(BUDGET, "Rammen er den samme som i fjor.", "Rammen er lavere enn i fjor.")
    made.replace(f"packs/{UTVAL}.yaml", "sak: veg\n", "sak: veg\n    status: trukket\n")
    made.replace(f"packs/{UTVAL}.yaml", "sak: bibliotek\n", "sak: bibliotek\n    status: utsatt\n")


def saturday(made: Workspace) -> None:
    """A supplement sent; an exempt case changed, and another one added."""
    assert made.run("freeze", RAD, "--today", FRI).code == 0
    made.replace(PLOT, "Prisen er 4,2 millionar kroner.", "Prisen er 4,2 millionar kroner, seier seljaren.")
    exempt = EXEMPT.format(public="Personalsak") + "presenterer: Tor Seljord\n"
    made.write({STAFF: note("Oppseiing av Holm", "Utvalet godtek oppseiinga av Holm.", "Holm har klaga.", exempt)})
    made.replace(f"packs/{UTVAL}.yaml", "  - {tittel: Ymse", "  - {sak: personal, varighet: 15}\n  - {tittel: Ymse")


def sunday(made: Workspace) -> None:
    """Nobody works."""


AGAIN = (("--jobs", "1"), ("--jobs", "2", "--no-cache"))
"""Wednesday, with a meeting that cannot be read, is run once more in each of these ways."""
WORK: Mapping[str, Callable[[Workspace], None]] = dict(
    zip(DAYS, (monday, tuesday, wednesday, thursday, friday, saturday, sunday), strict=True)
)


# -- the week ----------------------------------------------------------------------------------------------------------


class Morning(Struct, frozen=True):
    """What is found in the morning: the run, and the workspace's own files before and after it."""

    folder: Path
    run: Run
    before: Mapping[str, str]
    after: Mapping[str, str]
    latest: str
    files: Mapping[str, str]

    @property
    def report(self) -> dict[str, dict[str, Any]]:
        """The meetings of rapport.json."""
        document = json.loads((self.folder / "rapport.json").read_bytes())
        return {item["meeting"]: item for item in document["meetings"]}

    @property
    def letter(self) -> list[str]:
        """The letter, each of its parts in one line."""
        parts = (self.folder / "endringer.txt").read_text(encoding="utf-8").split("\n\n")
        return [" ".join(part.split()) for part in parts]

    def mail(self, committee: str) -> EmailMessage:
        """The mail to a committee."""
        return message_from_bytes((self.folder / "epost" / f"{committee}.eml").read_bytes(), policy=policy.default)

    def page(self, name: str) -> str:
        """A page as text in one line."""
        body = (self.folder / f"{name}.html").read_text(encoding="utf-8").partition("<body")[2]
        text = unescape(re.sub(r"</?(?:ins|del|strong|span)\b[^>]*>", "", body))
        return " ".join(re.sub(r"<[^>]*>", " ", text).split())

    def changed(self, meeting: str, since: str = "since_last") -> list[tuple[str, str]] | None:
        """Kinds of change, each with the slug of its case."""
        changes = self.report[meeting][since]
        return changes and sorted((item["kind"], item["case"].rpartition("/")[2]) for item in changes["items"])


def hashes(*places: Path) -> dict[str, str]:
    files = (path for place in places for path in place.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def untouchable(made: Workspace) -> dict[str, str]:
    """Sources, and packs that were sent."""
    return hashes(made.root / "packs", made.root / "sources", made.root / "output/rad")


def one_night(made: Workspace, day: str, *options: str) -> Morning:
    before = untouchable(made)
    run = made.run("nightly", "--today", day, *options)
    latest = made.root / "output/nightly/latest"
    folder = latest.with_name(day)
    return Morning(folder, run, before, untouchable(made), latest.readlink().as_posix(), hashes(folder))


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Morning]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTTEPAKKE_LANG", "nb")
        made = Workspace(tmp_path_factory.mktemp("uke") / "rom", FILES)
        mornings = {}
        for day, work in WORK.items():
            work(made)
            mornings[day] = one_night(made, day)
            if day == WED:
                mornings |= {" ".join(options): one_night(made, day, *options) for options in AGAIN}
        yield mornings


def parts(folder: Path, meeting: str) -> dict[str, bytes]:
    """All that a run keeps of one meeting but its page, which says the day."""
    found = [folder / "data" / f"{meeting}.json"]
    for place in (folder / meeting, folder / "bilder" / meeting):
        found += [path for path in place.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.is_file()}


WHOLE = "Alt sammen: output/nightly/latest/index.html"
LETTERS: Mapping[str, Sequence[str]] = {
    MON: (
        "Møtepakkene mandag 5. mai 2025",
        "Styret 1/2025, onsdag 7. mai 2025 Utkast. Sendes senest 6. mai 2025 (i morgen). Første nattlige utkast av møtet.",
        "Rådet 2/2025, torsdag 15. mai 2025 Utkast. Sendes senest 10. mai 2025 (om 5 dager). "
        "Første nattlige utkast av møtet. "
        "Mangler: – Lysbilder har ikke kommet fra Per Hansen (sak 1/25), Ingrid Moen (sak 3/25)",
        "Utvalet 1/2025, torsdag 22. mai 2025 Utkast. Sendes senest 10. mai 2025 (om 5 dager). "
        "Første nattlige utkast av møtet. Mangler: – Lysbilder har ikke kommet fra Jon Vik (sak 1/25)",
        WHOLE,
    ),
    TUE: (
        "Møtepakkene tirsdag 6. mai 2025",
        "Styret 1/2025, onsdag 7. mai 2025 Utkast. Sendes senest 6. mai 2025 (i dag). Ingen endringer siden i går.",
        "Rådet 2/2025, torsdag 15. mai 2025 Utkast. Sendes senest 10. mai 2025 (om 4 dager). Endret siden i går: "
        "– Møtet: sak 3/25–4/25 begynner 10 minutter senere "
        "– 1/25 Plan for året: endret tekst i «Bakgrunn» "
        "«Arbeidet begynner i [−mai] [+juni] og varer ut året.» "
        "– 2/25 Budsjett: forlenget til 40 minutter (var 30), kl. 09.30–10.10 "
        "– 3/25 Avtale om drift: innleder: Nils Berg (var Ingrid Moen) "
        "Mangler: – Lysbilder har ikke kommet fra Per Hansen (sak 1/25), Nils Berg (sak 3/25)",
        "Utvalet 1/2025, torsdag 22. mai 2025 Utkast. Sendes senest 10. mai 2025 (om 4 dager). "
        "Ingen endringer siden i går. Mangler: – Lysbilder har ikke kommet fra Jon Vik (sak 1/25)",
        WHOLE,
    ),
    WED: (
        "Møtepakkene onsdag 7. mai 2025",
        "Styret 1/2025, onsdag 7. mai 2025 Utkast. Skulle vært sendt 6. mai 2025. Ingen endringer siden i går. "
        "Funn: 1 advarsel.",
        "Rådet 2/2025, torsdag 15. mai 2025 Utkast. Sendes senest 10. mai 2025 (om 3 dager). Endret siden i går: "
        "– Møtet: nye saksnumre: 3/25–4/25 er nå 4/25–5/25; sak 4/25–5/25 begynner 20 minutter senere "
        "– 1/25 Plan for året: byttet ut: Vedlegg 1A «Tall for året» "
        "– 3/25 Flytting: ny sak, kl. 10.10–10.30 "
        "– 4/25 Avtale om drift: endret forslag til vedtak «Rådet [−støtter] [+sier nei til] avtalen.» "
        "Mangler: – Lysbilder har ikke kommet fra Per Hansen (sak 1/25), Nils Berg (sak 4/25)",
        "Utvalet 1/2025, torsdag 22. mai 2025 Kan ikke leses. Rett feilene som står på siden. "
        "Sendes senest 10. mai 2025 (om 3 dager). Funn: 1 feil.",
        WHOLE,
    ),
    THU: (
        "Møtepakkene torsdag 8. mai 2025",
        "Rådet 2/2025, torsdag 15. mai 2025 Sendt, versjon 1. "
        "Ingen endringer, verken siden i går eller siden versjon 1 ble sendt. "
        "Mangler: – Lysbilder har ikke kommet fra Per Hansen (sak 1/25), Nils Berg (sak 4/25)",
        "Utvalet 1/2025, torsdag 22. mai 2025 Utkast. Sendes senest 10. mai 2025 (om 2 dager). "
        "Endret siden tirsdag 6. mai 2025: – Møtet: sted: «Rådhuset» (var «Kommunehuset») "
        "– 1/25 Skulane i bygda: lysbildene er kommet (2)",
        WHOLE,
    ),
    FRI: (
        "Møtepakkene fredag 9. mai 2025",
        "Rådet 2/2025, torsdag 15. mai 2025 Sendt, versjon 1, men kildene er endret etterpå. "
        "Send en ny versjon, eller ta endringene tilbake. "
        "Endret siden i går (og det eneste som er endret siden versjon 1 ble sendt): "
        "– 2/25 Budsjett: endret tekst i «Bakgrunn» «Rammen er [−den samme som] [+lavere enn] i fjor.» "
        "Mangler: – Lysbilder har ikke kommet fra Per Hansen (sak 1/25), Nils Berg (sak 4/25) Funn: 1 advarsel.",
        "Utvalet 1/2025, torsdag 22. mai 2025 Utkast. Sendes senest 10. mai 2025 (i morgen). Endret siden i går: "
        "– Møtet: sak 4/25–5/25 begynner 50 minutter tidligere "
        "– 2/25 Skuleveg: trukket – 3/25 Bibliotek: utsatt",
        WHOLE,
    ),
    SAT: (
        "Møtepakkene lørdag 10. mai 2025",
        "Rådet 2/2025, torsdag 15. mai 2025 Sendt, versjon 2. "
        "Ingen endringer, verken siden i går eller siden versjon 2 ble sendt. "
        "Mangler: – Lysbilder har ikke kommet fra Per Hansen (sak 1/25), Nils Berg (sak 4/25)",
        "Utvalet 1/2025, torsdag 22. mai 2025 Utkast. Sendes senest 10. mai 2025 (i dag). Endret siden i går: "
        "– 4/25 Kjøp av eigedom: endret tekst i en del som er unntatt offentlighet "
        "– 5/25 Personalsak: ny sak, kl. 12.50–13.05 "
        "– 6/25 Ymse: nytt saksnummer (var 5/25); tid: kl. 13.05–13.15 (var kl. 12.50–13.00) "
        "Mangler: – Lysbilder har ikke kommet fra innlederen (sak 5/25)",
        WHOLE,
    ),
    SUN: (
        "Møtepakkene søndag 11. mai 2025",
        "Rådet 2/2025, torsdag 15. mai 2025 Sendt, versjon 2. "
        "Ingen endringer, verken siden i går eller siden versjon 2 ble sendt. "
        "Mangler: – Lysbilder har ikke kommet fra Per Hansen (sak 1/25), Nils Berg (sak 4/25)",
        "Utvalet 1/2025, torsdag 22. mai 2025 Utkast. Skulle vært sendt 10. mai 2025. Ingen endringer siden i går. "
        "Mangler: – Lysbilder har ikke kommet fra innlederen (sak 5/25) Funn: 1 advarsel.",
        WHOLE,
    ),
}


@pytest.mark.parametrize("day", DAYS)
def test_the_letter_tells_what_was_done_the_day_before(week: Mapping[str, Morning], day: str) -> None:
    assert week[day].letter == list(LETTERS[day])


STATES: Mapping[str, Mapping[str, str]] = {
    MON: {STYRE: "draft", RAD: "draft", UTVAL: "draft"},
    TUE: {STYRE: "draft", RAD: "draft", UTVAL: "draft"},
    WED: {STYRE: "draft", RAD: "draft", UTVAL: "broken"},
    THU: {RAD: "sent", UTVAL: "draft"},
    FRI: {RAD: "changed", UTVAL: "draft"},
    SAT: {RAD: "sent", UTVAL: "draft"},
    SUN: {RAD: "sent", UTVAL: "draft"},
}


@pytest.mark.parametrize("day", DAYS)
def test_meetings_stand_as_they_do_and_the_exit_code_says_whether_there_are_errors(
    week: Mapping[str, Morning], day: str
) -> None:
    morning = week[day]
    assert {key: item["state"] for key, item in morning.report.items()} == STATES[day]
    assert morning.run.code == (1 if day == WED else 0)
    assert morning.latest == day


CHANGES: Mapping[tuple[str, str], list[tuple[str, str]]] = {
    (TUE, RAD): [("case_people", "avtale"), ("case_time", "budsjett"), ("text", "plan"), ("times_shifted", "avtale")],
    (WED, RAD): [
        ("case_added", "flytting"),
        ("decision", "avtale"),
        ("file_replaced", "plan"),
        ("numbers_shifted", "avtale"),
        ("times_shifted", "avtale"),
    ],
    (THU, UTVAL): [("place", ""), ("slides_added", "skule")],
    (FRI, RAD): [("text", "budsjett")],
    (FRI, UTVAL): [("case_postponed", "bibliotek"), ("case_withdrawn", "veg"), ("times_shifted", "tomt")],
    (SAT, UTVAL): [("case_added", "personal"), ("case_renumbered", "ymse"), ("case_time", "ymse"), ("text", "tomt")],
}
"""What rapport.json tells of the night before; of no other meeting on no other day is there anything to tell."""


@pytest.mark.parametrize("day", DAYS[1:])
def test_the_report_tells_the_same(week: Mapping[str, Morning], day: str) -> None:
    morning = week[day]
    for meeting, state in STATES[day].items():
        assert morning.changed(meeting) == (None if state == "broken" else CHANGES.get((day, meeting), [])), meeting
    since = {item["since_last"]["since"] for item in morning.report.values() if item["since_last"]}
    assert since == ({WED, TUE} if day == THU else {DAYS[DAYS.index(day) - 1]})


def test_what_changed_since_sending_is_told_until_a_supplement_is_sent(week: Mapping[str, Morning]) -> None:
    told = {day: week[day].changed(RAD, "since_sent") for day in DAYS}
    assert told == {
        **dict.fromkeys((MON, TUE, WED)),
        **{day: [] for day in (THU, SAT, SUN)},
        FRI: [("text", "budsjett")],
    }
    assert {day: week[day].report[RAD]["sent_version"] for day in DAYS} == dict(
        zip(DAYS, (0, 0, 0, 1, 1, 2, 2), strict=True)
    )


def test_debts_go_to_those_who_owe(week: Mapping[str, Morning]) -> None:
    def owed(day: str, meeting: str) -> list[tuple[str, str, str, str]]:
        debts = week[day].report[meeting]["debts"]
        return [(item["role"], item["who"], item["case"].rpartition("/")[2], item["diagnostic"]["code"]) for item in debts]

    per, jon = ("presenter", "Per Hansen", "plan", "SL021"), ("presenter", "Jon Vik", "skule", "SL021")
    assert owed(MON, RAD) == [per, ("presenter", "Ingrid Moen", "avtale", "SL021")]
    assert owed(TUE, RAD) == owed(SUN, RAD) == [per, ("presenter", "Nils Berg", "avtale", "SL021")]
    assert owed(FRI, RAD)[0] == ("secretariat", "", "budsjett", "SE002")
    assert owed(TUE, UTVAL) == [jon]
    assert owed(WED, UTVAL) == owed(THU, UTVAL) == owed(FRI, UTVAL) == []
    assert owed(SAT, UTVAL) == [("presenter", "Tor Seljord", "personal", "SL021")]


PAGES: Mapping[tuple[str, str], Sequence[str]] = {
    (MON, "index"): ("Dette er den første oversikten.", "Pakken må sendes senest tirsdag 6. mai 2025, i morgen."),
    (TUE, "index"): ("Pakken må sendes i dag. Utkastet er klart.", "4 endringer siden sist"),
    (TUE, RAD): ("Møtet Sak 3/25–4/25 begynner 10 minutter senere.", "Presenteres av Nils Berg Mangler lysbilder"),
    (WED, "index"): ("Fristen for å sende gikk ut i går.", "Møtet kan ikke leses, så det ble ikke noe nytt utkast."),
    (WED, UTVAL): (
        "YAML-en kan ikkje lesast: det manglar eit kolon etter ein nøkkel.",
        "Førre utkast",
        "Sak 5/25",
        "(om 15 dagar)",
    ),
    (WED, RAD): ("Byttet ut: Vedlegg 1A «Tall for året».", "10.10–10.30 Sak 3/25 Flytting Klar"),
    (THU, "index"): ("Sendt, versjon 1", "2 endringer siden 6. mai 2025", "Pakken må sendes senest lørdag 10. mai 2025"),
    (THU, RAD): ("Dokumentene på siden er de som ble sendt.", "Siden versjon 1 ble sendt 7. mai 2025 Ingen endringer."),
    (THU, UTVAL): ("Sidan 6. mai 2025 Møtet Stad: «Rådhuset»", "Lysbileta er komne (2).", "Jon Vik Klar"),
    (FRI, "index"): ("Kildene er endret etter sending.", "Endret etter versjon 1", "1 endring siden versjon 1 ble sendt"),
    (FRI, UTVAL): ("Sak 2/25 Skuleveg Trekt", "Sak 3/25 Bibliotek Utsett", "12.30–12.50 Sak 4/25 Kjøp av Solbakken"),
    (SAT, RAD): ("Sendt, versjon 2", "Siden versjon 2 ble sendt 9. mai 2025 Ingen endringer."),
    (SAT, UTVAL): ("Oppseiing av Holm Unnateke offentlegheit", "Prisen er 4,2 millionar kroner"),
    (SUN, "index"): ("Fristen for å sende gikk ut i går.", "Ingen endringer siden sist", "Sendt, versjon 2"),
}


@pytest.mark.parametrize(("day", "name"), PAGES)
def test_the_pages_say_it_where_it_is_looked_for(week: Mapping[str, Morning], day: str, name: str) -> None:
    page = week[day].page(name)
    assert [words for words in PAGES[day, name] if words not in page] == [], page


def test_a_meeting_that_has_been_held_is_gone(week: Mapping[str, Morning]) -> None:
    assert [day for day in DAYS if "Styret 1/2025" in week[day].page("index")] == [MON, TUE, WED]
    assert [day for day in DAYS if (week[day].folder / f"{STYRE}.html").exists()] == [MON, TUE, WED]


def test_every_link_of_every_page_leads_somewhere(week: Mapping[str, Morning]) -> None:
    found = 0
    for morning in map(week.__getitem__, DAYS):
        for path in morning.folder.rglob("*.html"):
            page = path.read_text(encoding="utf-8")
            for address in re.findall(r'\b(?:href|src)="([^"]+)"', page):
                if address == "data:,":
                    continue
                file, _, anchor = unquote(address).partition("#")
                found += 1
                assert (path.parent / file).exists() if file else f'id="{anchor}"' in page, (path, address)
    assert found > 500


def test_a_committees_mail_tells_of_its_own_meetings_in_its_own_language(week: Mapping[str, Morning]) -> None:
    for day in DAYS:
        own = next(part for part in LETTERS[day] if part.startswith("Rådet"))
        assert " ".join(week[day].mail("rad").get_content().split()) == f"{own} {WHOLE}"
    mail = week[SAT].mail("utval")
    assert (mail["Subject"], mail["To"]) == ("Møtepakkene laurdag 10. mai 2025: Utvalet", "utval@prove.example")
    assert mail.get_content().splitlines() == [
        "Utvalet 1/2025, torsdag 22. mai 2025",
        "Utkast. Skal sendast seinast 10. mai 2025 (i dag).",
        "Endra sidan i går:",
        "  – 4/25 Kjøp av eigedom: endra tekst i ein del som er unnateken offentlegheit",
        "  – 5/25 Personalsak: ny sak, kl. 12.50–13.05",
        "  – 6/25 Ymse: nytt saksnummer (var 5/25); tid: kl. 13.05–13.15 (var kl.",
        "    12.50–13.00)",
        "Manglar:",
        "  – Lysbilete har ikkje kome frå innleiaren (sak 5/25)",
        "",
        "Alt saman: output/nightly/latest/index.html",
    ]


def test_nothing_exempt_is_in_any_letter_or_mail(week: Mapping[str, Morning]) -> None:
    for morning in week.values():
        mails = [f"{mail.items()} {mail.get_content()}" for mail in map(morning.mail, ("rad", "utval"))]
        letter = " ".join((*morning.letter, *mails)).casefold()
        assert [word for word in SECRET if word.casefold() in letter] == []
    pages = week[SAT].page(UTVAL)
    assert all(word in pages for word in SECRET), "those who may see the page see it all"


def test_only_meetings_that_changed_differ_from_the_night_before(week: Mapping[str, Morning]) -> None:
    for before, day in pairwise(DAYS):
        for meeting in STATES[day].keys() & STATES[before].keys():
            if {STATES[day][meeting], STATES[before][meeting]} == {"draft"}:
                same = parts(week[day].folder, meeting) == parts(week[before].folder, meeting)
                assert same == ((day, meeting) not in CHANGES), (day, meeting)
    assert parts(week[SUN].folder, RAD) == parts(week[SAT].folder, RAD)


@pytest.mark.parametrize("day", DAYS)
def test_neither_sources_nor_what_was_sent_is_touched(week: Mapping[str, Morning], day: str) -> None:
    assert week[day].before == week[day].after
    assert any("/output/rad/" in path for path in week[day].before) == (day >= THU)


@pytest.mark.parametrize("options", AGAIN, ids=" ".join)
def test_a_day_has_the_same_bytes_however_it_is_run(week: Mapping[str, Morning], options: Sequence[str]) -> None:
    first, again = week[WED], week[" ".join(options)]
    assert len(first.files) > 50
    assert again.files == first.files
    assert (again.latest, again.run.out, again.run.code) == (first.latest, first.run.out, first.run.code)
