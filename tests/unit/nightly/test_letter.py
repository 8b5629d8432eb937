"""The letter: short whatever has changed, silent about what is exempt, and of use at seven in the morning."""

import datetime as dt

import pytest
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.compare.meetings import compare
from mottepakke.diagnostics import Diagnostic
from mottepakke.messages import LANGUAGES
from mottepakke.model.changes import Changes
from mottepakke.model.snapshot import FileState, Snapshot, TextPart
from mottepakke.model.source import Span
from mottepakke.nightly.letter import MOST_LINES, WIDTH, letter
from mottepakke.nightly.night import Debt, Drafted, Night
from tests.unit.compare.snapshots import CASE_EDITS, agenda, case

HERE = Span("packs/rad/utvalg.yaml")
SECRET = "HEMMELIG"
SECRETS = TextPart(f"Om {SECRET}", "section", (f"{SECRET} beløp.",), exempt=True)


def drafted(snapshot: Snapshot | None, **more: object) -> Drafted:
    fixed: dict[str, object] = {
        "meeting": "rad/2025-2",
        "state": "draft",
        "committee": "rad",
        "short_name": "Rådet",
        "language": "nb",
        "title": "Møte i Rådet",
        "date": dt.date(2025, 5, 15),
        "deadline": dt.date(2025, 5, 5),
        "snapshot": snapshot,
    }
    return Drafted(**fixed | more)  # type: ignore[arg-type]


def night(*meetings: Drafted, date: dt.date = dt.date(2025, 5, 2)) -> Night:
    return Night(date, dt.date(2025, 5, 1), meetings)


def plan(*secrets: TextPart, title: str = "Plan") -> Snapshot:
    proposal = TextPart("", "proposal", ("Rådet drøftet planen.",))
    return agenda(replace(case("plan", minutes=30), title=title, parts=(proposal, *secrets)), case("eventuelt", minutes=10))


def said(*meetings: Drafted, language: str = "nb") -> list[str]:
    return letter(night(*meetings), language).splitlines()


def test_a_quiet_night() -> None:
    assert said(drafted(plan(), since_last=Changes("2025-05-01", ()))) == [
        "Møtepakkene fredag 2. mai 2025",
        "",
        "Rådet 2/2025, torsdag 15. mai 2025",
        "Utkast. Sendes senest 5. mai 2025 (om 3 dager).",
        "Ingen endringer siden i går.",
        "",
        "Alt sammen: output/nightly/latest/index.html",
    ]


def test_a_change_since_yesterday_and_since_sent_is_told_once() -> None:
    old = plan()
    first = old.cases[0]
    now = TextPart("", "proposal", ("Rådet vedtok planen.",))
    new = replace(old, cases=(replace(first, parts=(now,)), *old.cases[1:]))
    last, sent = compare(old, new, "2025-05-01"), compare(old, new, "2025-04-30", 1)
    text = said(drafted(new, state="changed", sent_version=1, since_last=last, since_sent=sent))
    assert text[3:8] == [
        "Sendt, versjon 1, men kildene er endret etterpå. Send en ny versjon, eller ta",
        "endringene tilbake.",
        "Endret siden i går (og det eneste som er endret siden versjon 1 ble sendt):",
        "  – 1/25 Plan: endret forslag til vedtak",
        "      «Rådet [−drøftet] [+vedtok] planen.»",
    ]


@pytest.mark.parametrize(
    ("state", "deadline", "expected"),
    [
        ("draft", dt.date(2025, 5, 2), "Utkast. Sendes senest 2. mai 2025 (i dag)."),
        ("draft", dt.date(2025, 5, 3), "Utkast. Sendes senest 3. mai 2025 (i morgen)."),
        ("draft", dt.date(2025, 5, 1), "Utkast. Skulle vært sendt 1. mai 2025."),
        ("draft", None, "Utkast."),
        ("sent", dt.date(2025, 5, 1), "Sendt, versjon 2."),
        ("broken", None, "Kan ikke leses. Rett feilene som står på siden."),
        ("stopped", None, "Utkastet ble ikke ferdig i natt. Siden sier hvorfor."),
        ("broken", dt.date(2025, 5, 3), "Kan ikke leses. Rett feilene som står på siden. Sendes senest 3. mai 2025 (i"),
        ("stopped", dt.date(2025, 5, 1), "Utkastet ble ikke ferdig i natt. Siden sier hvorfor. Skulle vært sendt 1. mai"),
    ],
)
def test_states(state: str, deadline: dt.date | None, expected: str) -> None:
    assert said(drafted(None, state=state, deadline=deadline, sent_version=2))[3] == expected


def test_an_older_run_is_named_by_its_day_and_no_run_is_said() -> None:
    assert "Ingen endringer siden tirsdag 29. april 2025." in said(drafted(plan(), since_last=Changes("2025-04-29", ())))
    assert "Første nattlige utkast av møtet." in said(drafted(plan()))
    assert "Ingen kommende møter." in said()


def test_what_is_missing_is_said_by_person_and_case() -> None:
    def debt(who: str, slug: str, code: object) -> Debt:
        finding = Diagnostic.at(code, Span("x.yaml"), title="Plan")  # type: ignore[arg-type]
        return Debt("officer", who, f"rad/2025/{slug}" if slug else "", finding)

    owed = (
        debt("", "", codes.MISSING_OWNER),
        debt("Kari", "plan", codes.MISSING_OWNER),
        debt("Kari", "plan", codes.MISSING_PROPOSAL),
        debt("Kari", "eventuelt", codes.MISSING_OWNER),
    )
    text = " ".join(" ".join(said(drafted(plan(), debts=owed))).split())
    assert text.partition("Mangler: ")[2].startswith(
        "– Kari, sak 1/25: «Plan» har ingen sakseier; «Plan» har ikke forslag til vedtak "
        "– Kari, sak 2/25: «Plan» har ingen sakseier – Sekretariatet: «Plan» har ingen sakseier "
    )


def slides(who: str, slug: str) -> Debt:
    return Debt("presenter", who, f"rad/2025/{slug}", Diagnostic.at(codes.SLIDES_NOT_RECEIVED, Span("x"), who=who))


def test_slides_that_have_not_come_are_told_in_one_go_by_who_owes_them() -> None:
    owed = (slides("Kari, Ola", "plan"), slides("Per", "eventuelt"), slides("Kari, Ola", "eventuelt"))
    text = said(drafted(plan(), debts=owed))
    assert text[text.index("Mangler:") + 1 : -2] == [
        "  – Lysbilder har ikke kommet fra Kari og Ola (sak 1/25 og 2/25), Per (sak",
        "    2/25)",
    ]


def test_who_owes_an_exempt_case_is_not_named() -> None:
    hidden = agenda(replace(case("plan"), exempt=True), case("eventuelt"))
    debts = (
        slides("Lars", "plan"),
        slides("Kari", "eventuelt"),
        Debt("officer", "Lars", "rad/2025/plan", Diagnostic.at(codes.MISSING_OWNER, Span("x"), title="Plan")),
    )
    text = " ".join(" ".join(said(drafted(hidden, debts=debts))).split())
    assert "Lysbilder har ikke kommet fra innlederen (sak 1/25), Kari (sak 2/25)" in text
    assert "– saksbehandleren, sak 1/25: funn" in text
    assert "Lars" not in text


def test_what_changed_since_sending_is_not_told_again_as_a_debt() -> None:
    finding = Diagnostic.at(codes.CHANGED_SINCE_SENT, Span("x.yaml"), parts="saksliste")
    one = drafted(plan(), state="changed", sent_version=1, debts=(Debt("secretariat", "", "", finding),))
    changes = compare(plan(), plan(title="Ny plan"), "2025-05-01", 1)
    assert "Mangler:" not in said(replace(one, since_sent=changes))
    assert "  – Sekretariatet: Endret etter at møtepakken ble sendt: saksliste" in said(replace(one, since_sent=None))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("public_title", ["", "Sak om ***"])
def test_no_exempt_word_is_in_the_letter(public_title: str, language: str) -> None:
    files = (FileState("a", "Vedlegg 1", f"{SECRET} fil", f"{SECRET}.pdf", "1"),)
    parts = (replace(SECRETS, exempt=False),)
    hidden = replace(
        case("hemmelig", minutes=30, exempt=True, files=files, parts=parts, public_title=public_title),
        title=f"{SECRET} sak",
        owners=(f"{SECRET} Eier",),
    )
    finding = Diagnostic.at(codes.MISSING_OWNER, Span("x"), title=f"{SECRET} sak")
    owed = (Debt("officer", "", hidden.key, finding), Debt("officer", "", "", finding))
    other = case("annet", minutes=5)
    states = [(agenda(hidden), agenda()), (agenda(), agenda(hidden))]
    for edit in CASE_EDITS.values():
        now = edit(hidden)
        pair = agenda(hidden, other), agenda(replace(now, parts=(*now.parts, SECRETS), exempt=True), other)
        states += [pair, pair[::-1]]
    for old, new in states:
        changes = compare(old, new, "2025-05-01")
        snapshot = new if new.cases else old
        text = letter(night(drafted(snapshot, since_last=changes, since_sent=changes, debts=owed)), language)
        assert SECRET not in text
        assert "hemmelig" not in text


def test_an_exempt_part_of_a_public_case_is_not_quoted() -> None:
    other = replace(SECRETS, paragraphs=(f"{SECRET} annet beløp.",))
    changes = compare(plan(SECRETS), plan(other), "2025-05-01")
    finding = Diagnostic.at(codes.MISSING_OWNER, Span("x"), title=f"{SECRET} beløp")
    known = Diagnostic.at(codes.MISSING_OWNER, Span("x"), title="Plan")
    debts = tuple(Debt("officer", who, "rad/2025/plan", item) for who, item in (("A", finding), ("B", known)))
    text = "\n".join(said(drafted(plan(other), since_last=changes, debts=debts)))
    assert SECRET not in text
    assert "1/25 Plan: endret tekst i en del som er unntatt offentlighet" in text
    assert "A, sak 1/25: funn ST005" in text
    assert "B, sak 1/25: «Plan» har ingen sakseier" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("meetings", [1, 4, 40])
def test_the_letter_stays_short_however_much_has_changed(meetings: int, language: str) -> None:
    words = TextPart("Bakgrunn", "section", tuple(f"Avsnitt {n} om saken." for n in range(40)))
    cases = [replace(case(f"sak{n}", minutes=5, parts=(words,)), title=f"En ganske lang tittel {n}") for n in range(40)]
    changed = [
        replace(item, type="Ny", presenters=("Kari",), parts=(replace(words, paragraphs=("Ny.",)),)) for item in cases
    ]
    old, new = agenda(*cases), agenda(*changed, start=600)
    changes = compare(old, new, "2025-05-01")
    finding = Diagnostic.at(codes.MISSING_OWNER, Span("x"), title="Plan")
    debts = tuple(Debt("officer", f"Person {n}", old.cases[n].key, finding) for n in range(40))
    many = [drafted(new, since_last=changes, since_sent=changes, debts=debts)] * meetings
    text = said(*many, language=language)
    assert len(text) <= MOST_LINES
    assert max(map(len, text)) <= WIDTH
    assert text[-1].endswith(".html")
    if meetings == 40:
        assert any("40" not in line and str(meetings - text.count(text[2])) in line for line in text[-4:])


def test_a_long_letter_keeps_the_details_of_what_presses() -> None:
    debts = tuple(
        Debt("officer", f"Saksbehandler {number}", "", Diagnostic.at(codes.MISSING_OWNER, HERE, title="Plan"))
        for number in range(6)
    )
    far = drafted(plan(), deadline=dt.date(2025, 6, 30), date=dt.date(2025, 7, 15), debts=debts)
    near = drafted(plan(), deadline=dt.date(2025, 5, 3), debts=debts)
    text = said(near, *[far] * 6)
    assert len(text) <= MOST_LINES
    first = text[2 : text.index("", 2)]
    assert [line for line in first if "Saksbehandler" in line] == [
        f"  – Saksbehandler {number}: «Plan» har ingen sakseier" for number in range(6)
    ]
    assert sum("Saksbehandler" in line for line in text) == 12, "one each of the others"


def test_one_meeting_that_there_is_no_room_for_is_one_meeting() -> None:
    same = Changes("2025-05-01", ())
    changed = drafted(plan(), state="changed", since_last=same, since_sent=Changes("2025-04-30", same.items, 1))
    short = drafted(plan(), since_last=same)
    text = said(*[short] * 13, replace(changed, debts=(Debt("secretariat", "", "", Diagnostic.at(codes.NO_LEADER, HERE)),)))
    assert text[-3] == "Ett møte til står på siden."


@pytest.mark.parametrize("meetings", [(), (drafted(plan()),)])
def test_a_meeting_that_is_gone_is_told_first(meetings: tuple[Drafted, ...]) -> None:
    gone = drafted(None, state="broken", date=None, meeting="rad/2025-3")
    text = letter(replace(night(*meetings), gone=(gone,)), "nb").splitlines()
    assert text[1:4] == ["", "Rådet 3/2025", "Var med sist, men møtefilen finnes ikke lenger."]
    assert "Ingen kommende møter." not in text


def test_no_line_is_too_long_however_long_the_names_and_days() -> None:
    old, new = plan(), plan(title="Plan for året")
    last, sent = compare(old, new, "2025-04-23"), compare(old, new, "2025-04-22", 1)
    long = drafted(new, state="changed", sent_version=1, since_last=last, since_sent=sent, short_name="Rådet for " * 9)
    text = said(replace(long, since_sent=last), long)
    assert max(map(len, text)) <= WIDTH
    assert any(line.startswith("Endret siden onsdag 23. april 2025 (og") for line in text)


def test_a_planned_meeting_has_no_cases_yet() -> None:
    empty = Diagnostic.at(codes.EMPTY_AGENDA, Span("packs/rad/2025-2.yaml"))
    assert said(drafted(None, state="broken", deadline=None, diagnostics=(empty,)))[3] == "Ingen saker ennå."


def test_the_letter_names_the_page_it_is_given() -> None:
    assert letter(replace(night(), page="https://mp.example/"), "nb").endswith("Alt sammen: https://mp.example/\n")
