"""The pages of a night as HTML: what they say, in which words, and that nothing written by authors is markup."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.layout.elements import TemplateFailedError
from mottepakke.model.changes import Change, Changes, Piece
from mottepakke.model.look import Layout
from mottepakke.model.snapshot import BreakSnapshot, CaseSnapshot, Snapshot
from mottepakke.model.source import Span
from mottepakke.nightly.night import Debt, Document, Drafted, Night, Role, State
from mottepakke.nightly.pages import meeting_page, overview_page
from mottepakke.read.layout import read_layout
from tests.support.nights import FJORDVIK, NUIT, TODAY, night, places_of, prepared_samples, standard

NO_BREAK = "\N{NO-BREAK SPACE}"
CASE = CaseSnapshot("rad/2025/plan", "1/25", "Plan for året", start="09:00", end="09:30", presenters=("Kari", "Ola"))
OTHER = CaseSnapshot("rad/2025/annet", "2/25", "Annet", start="09:45", end="10:00")
WITHDRAWN = CaseSnapshot("rad/2025/ute", "3/25", "Ute", state="trukket", exempt=True)
PLAN = Snapshot(
    "rad/2025-2",
    "",
    "2025-05-15",
    "09:00",
    "10:00",
    "Oslo",
    (CASE, OTHER, WITHDRAWN),
    (BreakSnapshot("pause", "09:30", 15),),
)
MISSING = Diagnostic.at(codes.MISSING_FILE, Span("sources/rad/2025/plan/toppnotat.md", 7), file="a.pdf", folder="mappen")
TIP = Diagnostic.at(codes.DOUBLE_WORD, Span("sources/rad/2025/plan/toppnotat.md", 9), file="", place="", words="av av")


def one(state: State = "draft", **values: object) -> Drafted:
    fixed = Drafted("rad/2025-2", state, "Rådet for prøver", "Rådet", "nb", "", dt.date(2025, 5, 15), snapshot=PLAN)
    return replace(fixed, **{"places": places_of(PLAN.cases, "rad"), **values})


def whole(*meetings: Drafted, previous: dt.date | None = None) -> Night:
    return Night(TODAY, previous, meetings)


@pytest.fixture(scope="module")
def layout() -> Layout:
    return standard()


@pytest.fixture(scope="module")
def demonstration() -> Night:
    return night(prepared_samples((NUIT, FJORDVIK)))


def element(page: str) -> Any:
    """The page, which must be valid to the letter."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


BLOCKS = frozenset(("p", "li", "td", "th", "h1", "h2", "h3", "h4", "dt", "dd", "summary", "a", "figcaption", "title"))


def text(page: str) -> str:
    """What a screen reader says of the body, in a line."""
    return " ".join("".join(spoken(element(page).find("body"))).replace(NO_BREAK, " ").split())


def spoken(of: Any) -> Iterator[str]:
    yield of.text or ""
    for child in of:
        yield from spoken(child)
        yield f"{' ' if child.tag in BLOCKS else ''}{child.tail or ''}"


def pages(of: Night, layout: Layout) -> Iterator[str]:
    yield overview_page(of, layout)
    for meeting in of.meetings:
        yield meeting_page(meeting, of, layout)


def today(page: str) -> str:
    return text(page).partition("Alle møter")[0]


# -- the overview ----------------------------------------------------------------------------------------------


def test_without_meetings_the_overview_says_so(layout: Layout) -> None:
    said = text(overview_page(whole(), layout))
    assert "Ingen kommende møter" in said
    assert "Dette må gjøres nå" not in said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-3, "Fristen for å sende gikk ut for 3 dager siden. Utkastet er klart."),
        (-1, "Fristen for å sende gikk ut i går."),
        (0, "Pakken må sendes i dag. Utkastet er klart."),
        (1, "Pakken må sendes senest lørdag 3. mai 2025, i morgen."),
        (7, "Pakken må sendes senest fredag 9. mai 2025, om 7 dager."),
    ],
)
def test_a_deadline_that_is_near_or_has_passed_is_something_to_do(layout: Layout, days: int, said: str) -> None:
    meeting = one(deadline=TODAY + dt.timedelta(days))
    assert said in today(overview_page(whole(meeting), layout))


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "Møtet er i dag. Utkastet er klart."), (1, "Møtet er i morgen."), (7, "Møtet er om 7 dager.")],
)
def test_where_there_is_no_deadline_the_meeting_itself_is_one(layout: Layout, days: int, said: str) -> None:
    assert said in today(overview_page(whole(one(date=TODAY + dt.timedelta(days))), layout))


NO_CASES = (
    (Diagnostic.at(codes.EMPTY_AGENDA, Span("packs/rad/2025-2.yaml", 3)),),
    (Diagnostic.at(codes.EMPTY_VALUE, Span("packs/rad/2025-2.yaml", 3), key="saksliste"), TIP),
    (Diagnostic.at(codes.MISSING_KEY, Span("packs/rad/2025-2.yaml"), key="saksliste", file="møte"),),
)


@pytest.mark.parametrize("found", NO_CASES)
def test_a_planned_meeting_without_cases_is_not_something_to_do_until_its_deadline_is_near(
    layout: Layout, found: tuple[Diagnostic, ...]
) -> None:
    far = one("broken", snapshot=None, deadline=TODAY + dt.timedelta(8), diagnostics=found)
    page = overview_page(whole(far), layout)
    assert "Ingenting haster i dag." in today(page)
    assert "Ingen saker ennå" in text(page)
    assert "Kan ikke leses" not in text(page)
    assert "Skriv sakslisten i møtefilen" in text(meeting_page(far, whole(far), layout))
    near = replace(far, deadline=TODAY + dt.timedelta(1))
    said = "Møtet har ingen saker ennå, så det er ikke noe utkast. Pakken må sendes senest lørdag 3. mai 2025, i morgen."
    assert said in today(overview_page(whole(near), layout))


@pytest.mark.parametrize("meetings", [(), (one(deadline=TODAY + dt.timedelta(80)),)])
def test_a_meeting_that_was_there_and_is_no_more_comes_first_with_its_last_page(
    layout: Layout, meetings: tuple[Drafted, ...]
) -> None:
    gone = one("broken", meeting="rad/2025-3", date=None, snapshot=None)
    page = overview_page(replace(whole(*meetings, previous=dt.date(2025, 5, 1)), gone=(gone,)), layout)
    said = today(page)
    assert "Dette må gjøres nå Rådet 3/2025 Møtet var med sist, men møtefilen finnes ikke lenger." in said
    assert "Ingen kommende møter" not in said
    assert "Ingenting haster" not in said
    assert "../2025-05-01/rad/2025-3.html" in [found.get("href") for found in element(page).iter("a")]
    assert ("Alle møter" in text(page)) == bool(meetings)


def test_a_meeting_that_has_another_error_cannot_be_read(layout: Layout) -> None:
    broken = one("broken", snapshot=None, deadline=TODAY + dt.timedelta(80), diagnostics=(*NO_CASES[0], MISSING))
    assert "Møtet kan ikke leses" in today(overview_page(whole(broken), layout))
    assert "Kan ikke leses" in text(overview_page(whole(one("broken", snapshot=None)), layout))


def test_a_deadline_further_off_is_named_as_the_next(layout: Layout) -> None:
    said = today(overview_page(whole(one(deadline=TODAY + dt.timedelta(8))), layout))
    assert "Ingenting haster i dag. Neste frist er for Rådet 2/2025: lørdag 10. mai 2025 (om 8 dager)." in said


@pytest.mark.parametrize(
    ("found", "owed", "said"),
    [
        ((MISSING,), 1, "1 feil må rettes først."),
        ((TIP,), 1, "Ingen feil, men én ting gjenstår."),
        ((), 2, "Ingen feil, men 2 ting gjenstår."),
        ((TIP,), 0, "Utkastet er klart."),
    ],
)
def test_a_draft_to_be_sent_says_what_is_in_the_way(
    layout: Layout, found: tuple[Diagnostic, ...], owed: int, said: str
) -> None:
    debts = (Debt("officer", "Kari", CASE.key, MISSING),) * owed
    page = overview_page(whole(one(deadline=TODAY, diagnostics=found, debts=debts)), layout)
    assert today(page).strip().endswith(f"Pakken må sendes i dag. {said}")


def test_that_the_deadline_has_passed_is_not_one_more_thing_to_do(layout: Layout) -> None:
    passed = Diagnostic.at(codes.DEADLINE_PASSED, Span("packs/rad/2025-2.yaml", 2), date="", deadline="")
    late = one(deadline=TODAY - dt.timedelta(1), diagnostics=(passed,), debts=(Debt("secretariat", "", "", passed),))
    assert "Fristen for å sende gikk ut i går. Utkastet er klart." in today(overview_page(whole(late), layout))


def test_states_have_words_and_what_to_do_is_sorted_by_deadline(layout: Layout, demonstration: Night) -> None:
    page = overview_page(demonstration, layout)
    first = today(page)
    named = (
        "NUFA 3/2025",
        "NUIT 2/2025",
        "Utval for helse og oppvekst 3/2025",
        "Nasjonalt e-helseråd 2/2025",
        "Nasjonal arena 2/2025",
    )
    assert [first.index(name) for name in named] == sorted(first.index(name) for name in named)
    assert "Nasjonal arena 1/2025" not in first, "it is sent, and nothing has changed"
    for state in ("Sendt, versjon 2", "Utkast", "Endret etter versjon 1", "Kan ikke leses", "Stoppet"):
        assert state in text(page)


def test_a_meeting_of_unknown_date_comes_first(layout: Layout) -> None:
    late, unknown = one(deadline=TODAY - dt.timedelta(9)), one("broken", meeting="rad/2025-9", date=None, snapshot=None)
    said = today(overview_page(whole(late, unknown), layout))
    assert said.index("Rådet 9/2025") < said.index("Rådet 2/2025")


def test_the_overview_counts_what_is_owed_by_role_with_names(layout: Layout) -> None:
    names = ("Kari, Ola", "Kari", "Anne", "Berit", "Cecilie", "Dag", "Eva")
    debts = [Debt("presenter", name, CASE.key, MISSING) for name in names]
    debts += [Debt("officer", "Frode", CASE.key, MISSING), Debt("secretariat", "", "", MISSING)]
    said = text(overview_page(whole(one(debts=tuple(debts))), layout))
    assert "Innledere: 7 (Kari, Ola, Anne, Berit, Cecilie, Dag og 1 til)" in said
    assert "Saksbehandlere: 1 (Frode)" in said
    assert "Sekretariatet: 1" in said


def test_changes_are_counted(layout: Layout) -> None:
    change = Change("place", new="Oslo")
    meeting = one("sent", since_last=Changes("2025-05-01", ()), since_sent=Changes("2025-04-20", (change, change), 3))
    said = text(overview_page(whole(meeting, previous=dt.date(2025, 5, 1)), layout))
    assert "Ingen endringer siden sist" in said
    assert "2 endringer siden versjon 3 ble sendt" in said
    assert "Endringer er regnet fra 1. mai 2025." in said


def test_changes_since_an_older_draft_name_its_day(layout: Layout) -> None:
    meeting = one(since_last=Changes("2025-04-29", (Change("place", new="Oslo"),)))
    said = text(overview_page(whole(meeting, previous=dt.date(2025, 5, 1)), layout))
    assert "1 endring siden 29. april 2025" in said


def test_the_overview_is_in_nynorsk_only_where_everybody_writes_it(layout: Layout) -> None:
    nynorsk = one(language="nn")
    assert element(overview_page(whole(nynorsk), layout)).get("lang") == "nn"
    both = overview_page(whole(nynorsk, one()), layout)
    assert element(both).get("lang") == "nb"
    assert both.count(' lang="nn"') >= 1


# -- the page of a meeting -------------------------------------------------------------------------------------


def test_the_agenda_has_times_breaks_states_and_what_is_lacking(layout: Layout) -> None:
    debts = (
        Debt("officer", "Kari", CASE.key, MISSING),
        Debt("presenter", "Ola", CASE.key, Diagnostic.at(codes.SLIDES_NOT_RECEIVED, Span("a"), who="Ola")),
    )
    said = text(meeting_page(one(debts=debts, diagnostics=(MISSING,)), whole(), layout))
    agenda = said.partition("Status 09.00")[2].partition("Hvem mangler")[0]
    assert agenda.strip() == (
        "–09.30 Sak 1/25 Plan for året Presenteres av Kari og Ola Mangler en fil og lysbilder, Sak 1/25 09.30 Pause "
        "09.45–10.00 Sak 2/25 Annet Klar Sak 3/25 Ute Unntatt offentlighet Trukket"
    )


def test_findings_go_by_case_with_what_to_do_and_where(layout: Layout) -> None:
    committee = Diagnostic.at(codes.NO_LEADER, Span("packs/rad/utvalg.yaml", 3))
    meeting = one(diagnostics=(committee, TIP, MISSING))
    said = text(meeting_page(meeting, whole(), layout))
    found = said.partition("Funn Sak 1/25")[2].partition("Endringer")[0]
    assert "Plan for året Må rettes Filen a.pdf finnes ikke. Legg filen i mappen mappen, eller rett navnet. sources" in found
    assert found.index("Må rettes") < found.index("Vis 1 tips") < found.index("Utvalget")


def test_findings_about_the_meeting_come_first_and_those_of_other_files_last(layout: Layout) -> None:
    elsewhere = Diagnostic.at(codes.TEMPLATE_ERROR, Span("layouts/eget/innkalling.html", 3), problem="x")
    meeting = one(diagnostics=(MISSING, Diagnostic.at(codes.EMPTY_AGENDA, Span("packs/rad/2025-2.yaml")), elsewhere))
    said = text(meeting_page(meeting, whole(), layout)).partition("Funn Møtet og sakslisten")[2]
    assert said.index("Sak 1/25: Plan") < said.index("Andre filer")


def test_what_names_the_cases_it_tells_of_stands_with_the_meeting(layout: Layout) -> None:
    changes = (
        Change("times_shifted", CASE.key, "1/25", "Plan", part="1/25–2/25", old="09:00", new="09:10", count=2),
        Change("case_type", CASE.key, "1/25", "Plan", old="Drøfting", new="Orientering"),
        Change("numbers_shifted", OTHER.key, "2/25", "Annet", old="1/25–2/25", new="2/25–3/25", count=2),
        Change("times_shifted", OTHER.key, "2/25", "Annet", old="09:00", new="09:10", count=2),
    )
    said = text(meeting_page(one(since_last=Changes("2025-05-01", changes)), whole(), layout))
    assert "Siden 1. mai 2025 Møtet Sak 1/25–2/25 begynner 10 minutter senere. Nye saksnumre: 1/25–2/25 er nå 2/25" in said
    assert "Sak 1/25: Plan Sakstype:" in said
    assert "Sak 2/25: Annet Denne og den neste saken" in said


def test_what_is_owed_by_the_secretariat_says_what_of_the_meeting_it_is_about(layout: Layout) -> None:
    minutes, lists = (
        Diagnostic.at(codes.MISSING_FILE, Span(f"packs/rad/2025-2{ending}"), file="a.pdf", folder="mappen")
        for ending in (".referat.md", ".yaml")
    )
    owed = tuple(Debt("secretariat", "", "", item) for item in (minutes, lists))
    meeting = one(diagnostics=(minutes, lists), debts=owed)
    said = text(meeting_page(meeting, whole(), layout)).partition("Hvem Hva ")[2].partition("Rett")[0]
    assert said.count("Referatet ") == 2
    assert said.index("Referatet ") < said.index("Møtet og sakslisten ")


def test_words_that_changed_are_marked_and_said(layout: Layout) -> None:
    pieces = (
        Piece("gap", "\n"),
        Piece("same", "Det er "),
        Piece("removed", "to"),
        Piece("added", "tre"),
        Piece("same", " igjen."),
    )
    change = Change("text", CASE.key, "1/25", "Plan", part="Bakgrunn", pieces=pieces, exempt=True)
    meeting = one(since_last=Changes("2025-05-01", (change,)), since_sent=Changes("2025-04-01", (), 2))
    page = meeting_page(meeting, whole(), layout)
    assert [found.text or "" for found in element(page).iter("del")] == [""]
    said = text(page)
    assert "Endret tekst i «Bakgrunn». Unntatt offentlighet" in said
    assert "Det er fjernet: to slutt på endringen lagt til: tre slutt på endringen igjen." in said
    assert "Siden versjon 2 ble sendt 1. april 2025 Ingen endringer." in said


def test_no_empty_line_stands_before_words_that_changed(layout: Layout) -> None:
    pieces = (
        *(Piece("same", "\n "), Piece("removed", "To"), Piece("added", "Tre"), Piece("same", " igjen."), Piece("gap", "\n")),
        *(Piece("same", "\n Nytt "), Piece("added", "her\n og der")),
    )
    meeting = one(since_last=Changes("2025-05-01", (Change("text", CASE.key, part="Bakgrunn", pieces=pieces),)))
    (shown,) = (
        found for found in element(meeting_page(meeting, whole(), layout)).iter("p") if found.get("class") == "ordrett"
    )
    lines = ["".join(line.split()) for line in "".join(shown.itertext()).splitlines()]
    assert [bool(line) for line in lines] == [True] * 3
    assert "igjen" in lines[0]
    assert lines[1].startswith("Nytt")


def test_documents_are_linked_by_case_with_kind_format_and_size(layout: Layout) -> None:
    documents = (
        Document("rad/2025-2/toppnotat/1 å#.docx", "toppnotat", "docx", "Toppnotat Plan", "1/25", 30_400),
        Document("rad/2025-2/toppnotat/1-25.pdf", "toppnotat", "pdf", "Toppnotat Plan", "1/25", 1_250_000),
        Document("../../rad/2025-2/pakke.pdf", "møtepakke", "pdf", "Møtepakke", "", 3),
        Document("rad/2025-2/kalender/mote.ics", "innkalling", "ics", "Møte", "", 3),
    )
    page = meeting_page(one(documents=documents), whole(), layout)
    said = text(page).partition("Dokument Filer ")[2]
    assert said.startswith(
        "Møtet Møtepakke Samlet pakke PDF av Møtepakke, 1 kB Sak 1/25: Plan for året "
        "Toppnotat PDF av Toppnotat Plan, 1,2 MB Word av Toppnotat Plan, 30 kB Kalenderfiler"
    )
    links = [found.get("href") for found in element(page).iter("a")]
    assert "../rad/2025-2/toppnotat/1%20%C3%A5%23.docx" in links
    assert "../../../rad/2025-2/pakke.pdf" in links


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("sent", "Dokumentene på siden er de som ble sendt."),
        ("changed", "Kildene er endret etter at møtet ble sendt."),
        ("broken", "Rett det som må rettes nedenfor"),
        ("stopped", "Utkastet ble stoppet før det var ferdig."),
    ],
)
def test_a_meeting_that_is_no_draft_says_what_that_means(layout: Layout, state: State, said: str) -> None:
    snapshot = None if state in ("broken", "stopped") else PLAN
    documents = (Document("../../rad/2025-2/pakke.pdf", "møtepakke", "pdf", "Møtepakke", "", 3),)
    page = meeting_page(one(state, snapshot=snapshot, sent_version=1, documents=documents), whole(), layout)
    assert said in text(page)


@pytest.mark.parametrize("state", ["sent", "changed"])
def test_a_sent_pack_that_is_not_there_is_not_promised_but_the_way_to_it_told(layout: Layout, state: State) -> None:
    said = text(meeting_page(one(state, sent_version=1), whole(), layout))
    assert "Dokumentene på siden" not in said
    assert "møtepakken ligger ikke i output. Lag den igjen med «mottepakke build rad/2025-2»." in said


def test_a_broken_meeting_links_to_the_draft_before(layout: Layout) -> None:
    before = Document("../2025-05-01/rad/2025-2/innkalling.pdf", "innkalling", "pdf", "Innkalling", "", 9)
    page = meeting_page(one("broken", snapshot=None, documents=(before,)), whole(), layout)
    assert "Forrige utkast Det ble ikke noe nytt utkast. Dokumentene er fra forrige gang." in text(page)
    assert "../../2025-05-01/rad/2025-2/innkalling.pdf" in page


def test_a_broken_meeting_that_was_sent_links_to_what_was_sent(layout: Layout) -> None:
    sent = Document("../../rad/2025-2/innkalling.pdf", "innkalling", "pdf", "Innkalling", "", 9)
    said = text(meeting_page(one("broken", snapshot=None, documents=(sent,)), whole(), layout))
    assert "Dokumenter Dokumentene er de som ble sendt." in said
    assert "Forrige utkast" not in said


def test_the_documents_of_a_broken_meeting_go_by_number(layout: Layout) -> None:
    kinds = {"PS 9/25": "vedlegg", "PS 10/25": "presentasjonsmal", "RS 1/25": "toppnotat"}
    documents = tuple(Document(f"x/{kind}.pdf", kind, "pdf", kind, number, 9) for number, kind in kinds.items())
    said = text(meeting_page(one("broken", snapshot=None, documents=documents[::-1]), whole(), layout))
    assert re.findall(r"Sak ([PR]S \d+/25)", said) == list(kinds)


def test_what_is_not_known_of_a_broken_meeting_is_not_said(layout: Layout) -> None:
    said = text(meeting_page(one("broken", snapshot=None, diagnostics=(MISSING,)), whole(), layout))
    assert "Funn" in said
    assert not [word for word in ("Hvem mangler", "Endringer", "Forrige utkast", "Vi venter ikke") if word in said]


def test_a_title_that_says_no_more_than_the_committee_is_left_out(layout: Layout) -> None:
    plain = one(title="Møte i Rådet for prøver")
    assert "Møte i Rådet" not in "".join(pages(whole(plain), layout))
    assert "Rådet 2/2025: Ekstra møte" in meeting_page(one(title="Ekstra møte"), whole(), layout)


def test_the_manifest_is_no_document(layout: Layout) -> None:
    manifest = Document("rad/2025-2/manifest.json", "manifest", "json", "Innkalling", "", 9)
    assert "manifest.json" not in meeting_page(one(documents=(manifest,)), whole(), layout)


# -- all pages -------------------------------------------------------------------------------------------------


def test_pages_are_valid_and_the_same_each_time(layout: Layout, demonstration: Night) -> None:
    first, second = list(pages(demonstration, layout)), list(pages(demonstration, layout))
    assert first == second
    for page in first:
        tree = element(page)
        ids = [found.get("id") for found in tree.iter() if found.get("id")]
        assert len(ids) == len(set(ids))
        inner = [found.get("href")[1:] for found in tree.iter("a") if found.get("href").startswith("#")]
        assert set(inner) <= set(ids)
        labels = {label for found in tree.iter() for label in (found.get("aria-labelledby") or "").split()}
        assert labels <= set(ids)


def test_pages_name_nothing_on_a_network(layout: Layout, demonstration: Night) -> None:
    for page in pages(demonstration, layout):
        assert not re.search(r"https?:|//[a-z]|@import|url\(|<script", page)


TAGS = frozenset(
    (
        *("html", "head", "meta", "title", "link", "style", "body", "header", "main", "footer", "section", "article", "nav"),
        *("h1", "h2", "h3", "h4", "p", "a", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "strong", "del", "ins"),
        *("table", "thead", "tbody", "tr", "th", "td", "details", "summary", "figure", "figcaption", "img"),
    )
)
HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "{{ 7*7 }}",
            "</style>",
            "\u202eabc",
            "x" * 3_000,
            "&amp;",
            "' onclick='a",
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40),
)


@settings(max_examples=15, deadline=None)
@given(words=HOSTILE)
def test_what_authors_write_is_never_markup(words: str) -> None:
    case = replace(CASE, title=words, number=words, presenters=(words,))
    change = Change("text", case.key, words, words, words, words, words, (Piece("added", words),))
    finding = Diagnostic.at(codes.MISSING_FILE, Span(words, 3), file=words, folder=words)
    meeting = one(
        title=words,
        committee=words,
        short_name=words,
        snapshot=replace(PLAN, title=words, place=words, cases=(case,), breaks=(BreakSnapshot(words, "09:00", 5),)),
        diagnostics=(finding,),
        debts=(Debt("officer", words, case.key, finding),),
        documents=(Document(f"rad/{words}.pdf", "vedlegg", "pdf", words, words, 1),),
        pictures=((f"bilder/{words}.png", words),),
        since_last=Changes(words, (change,)),
        deadline=TODAY,
    )
    for page in pages(whole(meeting), standard()):
        tree = element(page)
        tags = {found.tag for found in tree.iter() if isinstance(found.tag, str)}
        assert tags <= TAGS
        assert not [name for found in tree.iter() for name in found.attrib if name.startswith("on")]
        assert " ".join(words.split()) in " ".join("".join(tree.itertext()).split())


def test_a_very_full_meeting_is_still_a_valid_page(layout: Layout) -> None:
    cases = tuple(replace(CASE, key=f"rad/2025/{number}", number=f"{number}/25", title="Sak " * 40) for number in range(60))
    found = tuple(
        Diagnostic.at(codes.MISSING_FILE, Span(f"sources/{cases[line % 60].key}/a.md", line), file="x", folder="y")
        for line in range(500)
    )
    changes = tuple(Change("text", cases[number % 60].key, "1/25", "Plan", part="Del") for number in range(300))
    meeting = one(
        snapshot=replace(PLAN, cases=cases),
        places=places_of(cases, "rad"),
        diagnostics=found,
        since_last=Changes("2025-05-01", changes),
    )
    page = meeting_page(meeting, whole(), layout)
    tree = element(page)
    assert len(list(tree.iter("details"))) == 60, "the changes of a case each are folded"
    assert text(page).count("Må rettes Filen x finnes ikke.") == 500


def test_a_house_style_overrides_colours_words_and_templates(tmp_path: Path) -> None:
    own = tmp_path / "layouts/eget"
    (own / "ord").mkdir(parents=True)
    (own / "layout.yaml").write_text("farger: {accent: 123456}\n", encoding="utf-8")
    (own / "ord/nb.yaml").write_text("natt_tittel: Møter framover\n", encoding="utf-8")
    (own / "natt.css").write_text("body { color: red } /* </style> */", encoding="utf-8")
    report = Report()
    mine = read_layout("eget", tmp_path, Span("utvalg.yaml"), report)
    assert mine is not None
    page = overview_page(whole(one()), mine)
    assert not list(report)
    assert "--accent:#123456;" in page
    assert "body { color: red }" in page
    assert "Møter framover" in text(page)
    (own / "nattside.html").write_text("{{ finnes_ikke }}", encoding="utf-8")
    with pytest.raises(TemplateFailedError) as failed:
        overview_page(whole(one()), mine)
    assert failed.value.diagnostic.span == Span("layouts/eget/nattside.html", 1)


@pytest.mark.parametrize("role", get_args(Role))
@pytest.mark.parametrize("state", get_args(State))
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_state_and_role_has_words(layout: Layout, state: State, role: Role, language: str) -> None:
    meeting = one(state, language=language, deadline=TODAY, sent_version=1, debts=(Debt(role, "Kari", "", MISSING),))
    assert all(text(page) for page in pages(whole(meeting), layout))
