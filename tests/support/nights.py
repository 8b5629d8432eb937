"""A night to look at: the sample meetings as if they were to come, in every state, with changes, debts and findings."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from mottepakke import codes, pipeline
from mottepakke.build.places import Placed, Places
from mottepakke.build.prepare import Prepared, Preparer
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.model.changes import Change, Changes, Piece
from mottepakke.model.look import Layout
from mottepakke.model.pack import ResolvedBreak, ResolvedMeeting, Slot
from mottepakke.model.snapshot import BreakSnapshot, CaseSnapshot, Snapshot
from mottepakke.model.source import Span
from mottepakke.nightly.debts import debts
from mottepakke.nightly.night import Debt, Document, Drafted, Night
from mottepakke.nightly.pages import meeting_page, overview_page
from mottepakke.read.layout import read_layout
from tests.conftest import REPOSITORY

TODAY = dt.date(2025, 5, 2)
NUIT = "nuit/2025-2"
FJORDVIK = "fjordvik/2025-3"


def standard(name: str = "standard") -> Layout:
    """A layout of this repository."""
    layout = read_layout(name, REPOSITORY, Span("utvalg.yaml"), Report())
    assert layout is not None
    return layout


def piece(kind: str, text: str) -> Piece:
    return Piece(kind, text)  # type: ignore[arg-type]


def snapshot(meeting: ResolvedMeeting) -> Snapshot:
    """What the pages need of a meeting."""
    cases = tuple(
        CaseSnapshot(
            key=case.row.case.key,
            number=case.number,
            title=case.row.case.title,
            type=case.row.case.type,
            start=_clock(case.slot, "start"),
            end=_clock(case.slot, "end"),
            minutes=case.row.minutes,
            state=case.row.status,
            presenters=tuple(person.name for person in case.row.case.presenters),
            exempt=case.row.case.exempt is not None,
        )
        for case in meeting.cases
    )
    breaks = tuple(
        BreakSnapshot(row.row.title or row.row.kind.capitalize(), _clock(row.slot, "start"), row.row.minutes)
        for row in meeting.rows
        if isinstance(row, ResolvedBreak)
    )
    of = meeting.meeting
    start, end = (f"{time:%H:%M}" if time else "" for time in ((of.time.start, of.time.end) if of.time else (None, None)))
    return Snapshot(of.key, of.title, of.date.isoformat(), start, end, of.place, cases, breaks)


def _clock(slot: Slot, end: str) -> str:
    time: dt.time | None = getattr(slot, end)
    return f"{time:%H:%M}" if time else ""


def places_of(cases: Sequence[CaseSnapshot], slug: str) -> Places:
    """What findings are about where a meeting is known by its snapshot."""
    return Places(slug, cases=tuple(Placed(case.key, case.number, case.title) for case in cases))


def documents(folder: Path, key: str, prefix: str = "") -> tuple[Document, ...]:
    """The documents of a built pack, as its manifest lists them."""
    content = json.loads((folder / key / "manifest.json").read_text(encoding="utf-8"))
    return tuple(
        Document(
            f"{prefix}{key}/{item['path']}",
            item["kind"],
            item["path"].rpartition(".")[2],
            item["title"],
            item["case"] or "",
            item["bytes"],
        )
        for item in content["files"]
    )


def prepared_samples(keys: Sequence[str]) -> dict[str, Prepared]:
    """Sample meetings ready for layout."""
    preparer = Preparer(pipeline.open_workspace(REPOSITORY))
    found = {key: preparer.prepare(key)[0] for key in keys}
    return {key: item for key, item in found.items() if item is not None}


def drafted(prepared: Prepared, deadline: dt.date | None, found: Sequence[Diagnostic] = ()) -> Drafted:
    """A draft of a sample meeting with further findings."""
    meeting = prepared.meeting
    diagnostics = (*prepared.diagnostics, *found)
    return Drafted(
        meeting=meeting.meeting.key,
        state="draft",
        committee=meeting.committee.name,
        short_name=meeting.committee.short_name,
        language=meeting.committee.language,
        title=meeting.meeting.title,
        date=meeting.meeting.date,
        diagnostics=diagnostics,
        snapshot=snapshot(meeting),
        deadline=deadline,
        debts=debts(prepared, diagnostics),
        places=Places.of(meeting, meeting.committee.slug),
    )


def nuit(prepared: Prepared) -> Drafted:
    """A draft with a bit of everything."""
    note = "sources/nuit/2025/{}/toppnotat.md"
    found = (
        Diagnostic.at(
            codes.MISSING_FILE, Span(note.format("icd-11"), 9), file="tidsplan.xlsx", folder="sources/nuit/2025/icd-11"
        ),
        Diagnostic.at(codes.MISSING_PROPOSAL, Span(note.format("eu-hip"), 1), title="EU-HIP-prosjektet"),
        Diagnostic.at(codes.DOUBLE_WORD, Span(note.format("eu-hip"), 31), file="", place="", words="av av"),
        Diagnostic.at(codes.DOUBLE_WORD, Span(note.format("icd-11"), 40), file="", place="", words="for for"),
        Diagnostic.at(
            codes.LONG_WITHOUT_BREAK,
            Span("packs/nuit/2025-2.yaml", 12),
            minutes="130",
            limit="120",
            start="12.10",
            end="14.20",
        ),
    )
    one = drafted(prepared, dt.date(2025, 5, 5), found)
    cases = {case.number: case for case in prepared.meeting.cases}

    def change(kind: str, number: str, **values: object) -> Change:
        case = cases[number]
        about_case = {"case": case.row.case.key, "number": number, "title": case.row.case.title}
        return Change(kind, **{**about_case, **values})  # type: ignore[arg-type]

    words = (
        piece("same", "NUIT anbefaler at ordningen innføres "),
        piece("removed", "fra 1. januar 2026"),
        piece("added", "trinnvis fra 1. mars 2026, med evaluering etter ett år"),
        piece("same", "."),
    )
    text = (
        piece("gap", ""),
        piece("same", "Kostnadene er anslått til "),
        piece("removed", "24"),
        piece("added", "31"),
        piece("same", " millioner kroner i "),
        piece("added", "hvert av "),
        piece("same", "årene 2026–2028"),
        piece("gap", ""),
    )
    items = (
        Change("place", old="Teams", new="Helsedirektoratet, Vitaminveien 4, Oslo"),
        change("case_time", "14/25", old="09:10–09:50", new="09:15–10:10"),
        change("decision", "17/25", pieces=words),
        change("text", "17/25", part="Økonomiske konsekvenser", pieces=text),
        change("file_replaced", "21/25", label="Vedlegg 9A", part="Alternative modeller"),
        change("case_people", "22/25", role="presenters", old="Ola Nordmann", new="Unni Sande; Marte Kirkerud"),
    )
    return replace(one, since_last=Changes("2025-05-01", items))


def night(samples: dict[str, Prepared]) -> Night:
    """Meetings in every state, by date."""
    fjordvik = drafted(samples[FJORDVIK], dt.date(2025, 5, 14))
    first = samples[FJORDVIK].meeting.cases[2]
    ordering = Change("text", first.row.case.key, first.number, first.row.case.title, "Vurdering", pieces=WORDS_NN)
    sent = Changes("2025-04-28", (ordering,), 1)
    changed = replace(fjordvik, state="changed", sent_version=1, deadline=dt.date(2025, 5, 7), since_sent=sent)
    broken = Drafted(
        meeting="e-helserad/2025-2",
        state="broken",
        committee="Nasjonalt e-helseråd",
        short_name="Nasjonalt e-helseråd",
        language="nb",
        title="",
        date=dt.date(2025, 5, 20),
        diagnostics=(
            Diagnostic.at(codes.INVALID_YAML, Span("packs/e-helserad/2025-2.yaml", 14), problem="det mangler et kolon"),
        ),
        deadline=dt.date(2025, 5, 10),
    )
    late = replace(
        broken,
        meeting="nufa/2025-3",
        state="draft",
        committee="Nasjonalt utvalg for fag og arkitektur",
        short_name="NUFA",
        date=dt.date(2025, 5, 8),
        deadline=dt.date(2025, 4, 28),
        title="Ekstra møte om journalløsninger",
        diagnostics=(),
    )
    done = replace(late, meeting="arena/2025-1", state="sent", sent_version=2, short_name="Nasjonal arena", title="")
    done = replace(done, committee="Nasjonal arena", date=dt.date(2025, 5, 6), since_last=Changes("2025-05-01", ()))
    far = replace(late, meeting="nuit/2025-3", short_name="NUIT", title="", deadline=dt.date(2025, 9, 1))
    far = replace(far, date=dt.date(2025, 9, 11), committee=samples[NUIT].meeting.committee.name)
    stopped = replace(far, meeting="arena/2025-2", short_name="Nasjonal arena", state="stopped", date=dt.date(2025, 6, 5))
    stopped = replace(stopped, committee="Nasjonal arena", deadline=dt.date(2025, 5, 29))
    return Night(TODAY, dt.date(2025, 5, 1), (done, late, changed, nuit(samples[NUIT]), broken, stopped, far))


WORDS_NN = (
    piece("same", "Rådmannen rår til at planen blir lagd ut til høyring i "),
    piece("removed", "fire"),
    piece("added", "seks"),
    piece("same", " veker."),
)


def hostile() -> Drafted:
    """A meeting as full and as ill written as can be: 60 cases, 500 findings, 300 changes, words without end."""
    title = f"<script>alert('sak')</script> {'Ord' * 400} \u202eאבגד\u202c & \"sitat\""
    keys = [f"rad/2025/{number}" for number in range(60)]
    cases = tuple(
        CaseSnapshot(key, f"{number}/25", title, start="09:00", end="09:30", presenters=(title,))
        for number, key in enumerate(keys)
    )
    found = tuple(
        Diagnostic.at(
            codes.MISSING_FILE, Span(f"sources/{keys[line % 60]}/{'mappe' * 60}.md", line), file=title, folder="mappe" * 60
        )
        for line in range(500)
    )
    changes = tuple(
        Change("text", keys[number % 60], f"{number % 60}/25", title, part=title, pieces=(piece("added", title),))
        for number in range(300)
    )
    return Drafted(
        meeting="rad/2025-2",
        state="draft",
        committee=title,
        short_name="Rådet" * 60,
        language="nb",
        title=title,
        date=TODAY,
        diagnostics=found,
        snapshot=Snapshot("rad/2025-2", title, TODAY.isoformat(), "09:00", "16:00", title, cases),
        deadline=TODAY,
        documents=(Document(f"rad/2025-2/{'fil' * 80}.pdf", "vedlegg", "pdf", title, "1/25", 1),),
        debts=tuple(Debt("officer", title, keys[number % 60], item) for number, item in enumerate(found)),
        since_last=Changes("2025-05-01", changes),
        places=places_of(cases, "rad"),
    )


def write_pages(whole: Night, folder: Path) -> list[Path]:
    """All pages of a night, those of Fjordvik in its own house style."""
    layout, own = standard(), standard("fjordvik")
    paths = [folder / "index.html"]
    folder.mkdir(parents=True, exist_ok=True)
    paths[0].write_text(overview_page(whole, layout), encoding="utf-8")
    for one in whole.meetings:
        path = folder / f"{one.meeting}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(meeting_page(one, whole, own if one.meeting == FJORDVIK else layout), encoding="utf-8")
        paths.append(path)
    return paths
