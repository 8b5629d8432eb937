"""Snapshots for tests: made by hand, and drawn by hypothesis; and one edit of each kind."""

from collections.abc import Callable

from hypothesis import strategies as st
from msgspec.structs import replace

from mottepakke.model.snapshot import BreakSnapshot, CaseSnapshot, FileState, SlideState, Snapshot, TextPart

WORDS = st.sampled_from(["NUIT", "drøftet", "saken", "17/25", "e-post", "og", "(", ")", ".", "«", "»", "vedtar", "ny"])
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), max_size=5).map(tuple)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def case(slug: str, number: str = "", /, **more: object) -> CaseSnapshot:
    return CaseSnapshot(f"rad/2025/{slug}", number, slug.capitalize(), **more)  # type: ignore[arg-type]


def agenda(*cases: CaseSnapshot, start: int = 540, **more: object) -> Snapshot:
    """A meeting whose cases follow each other from 09:00; numbers from 1/25 for those without."""
    timed = []
    for n, item in enumerate(cases, 1):
        end = start + (item.minutes or 0)
        when = {} if item.state or item.minutes is None else {"start": clock(start), "end": clock(end)}
        timed.append(replace(item, number=item.number or f"{n}/25", **when))
        start = start if item.state else end
    fixed = {"start": "09:00", "end": "16:00", "place": "Oslo"}
    return Snapshot("rad/2025-2", "Møte i Rådet", "2025-05-15", cases=tuple(timed), **fixed | more)  # type: ignore[arg-type]


@st.composite
def cases(draw: st.DrawFn, slug: str) -> CaseSnapshot:
    exempt = draw(st.booleans())
    parts = [
        TextPart("", "proposal", draw(PARAGRAPHS) or ("NUIT drøftet saken.",), draw(st.booleans())),
        *(TextPart(f"Del {n}", "section", draw(PARAGRAPHS) or ("Tekst.",)) for n in range(draw(st.integers(0, 3)))),
    ]
    files = [
        FileState(f"{slug}/{n}", f"Vedlegg {slug}{n}", f"Fil {n}", f"{n}.pdf", f"{n}")
        for n in range(draw(st.integers(0, 3)))
    ]
    slides = [SlideState(f"Bilde {n}", draw(PARAGRAPHS)) for n in range(draw(st.integers(0, 3)))]
    return case(
        slug,
        minutes=draw(st.integers(5, 60)),
        type=draw(st.sampled_from(["", "Drøfting", "Orientering"])),
        presenters=tuple(draw(st.lists(st.sampled_from(["Kari", "Ola", "Per"]), max_size=2, unique=True))),
        exempt=exempt,
        public_title="Sak ***" if exempt and draw(st.booleans()) else "",
        parts=tuple(parts),
        files=tuple(files),
        slides=tuple(slides),
        slides_sha256="a" if slides else "",
    )


@st.composite
def meetings(draw: st.DrawFn, least: int = 0) -> Snapshot:
    slugs = draw(st.lists(st.sampled_from("abcdefgh"), min_size=least, max_size=6, unique=True))
    found = agenda(*(draw(cases(slug)) for slug in slugs))
    after = draw(st.lists(st.sampled_from(["", *(item.key for item in found.cases)]), max_size=2, unique=True))
    breaks = tuple(BreakSnapshot("pause", clock(600 + n), 10, key) for n, key in enumerate(after))
    return replace(found, breaks=breaks, members=tuple(draw(st.lists(st.sampled_from("xyz"), max_size=3, unique=True))))


def of_part(change: Callable[[TextPart], TextPart]) -> Callable[[CaseSnapshot], CaseSnapshot]:
    return lambda item: replace(item, parts=(change(item.parts[0]), *item.parts[1:]))


def of_file(change: Callable[[FileState], FileState]) -> Callable[[CaseSnapshot], CaseSnapshot]:
    return lambda item: replace(item, files=(change(item.files[0]), *item.files[1:])) if item.files else item


def of_slide(change: Callable[[SlideState], SlideState]) -> Callable[[CaseSnapshot], CaseSnapshot]:
    return lambda item: replace(item, slides=(change(item.slides[0]), *item.slides[1:])) if item.slides else item


NEW_FILE = FileState("ny", "Vedlegg 99", "Ny fil", "ny.pdf", "ny")
CASE_EDITS: dict[str, Callable[[CaseSnapshot], CaseSnapshot]] = {
    "number": lambda item: replace(item, number="77/25"),
    "no number": lambda item: replace(item, number=""),
    "title": lambda item: replace(item, title=item.title + " og mer"),
    "type": lambda item: replace(item, type="Beslutning"),
    "start": lambda item: replace(item, start="08:13"),
    "end": lambda item: replace(item, end="23:13"),
    "minutes": lambda item: replace(item, minutes=99),
    "no time": lambda item: replace(item, start="", end=""),
    "withdrawn": lambda item: replace(item, state="trukket"),
    "postponed": lambda item: replace(item, state="utsatt"),
    "owners": lambda item: replace(item, owners=("Ny Eier",)),
    "officers": lambda item: replace(item, officers=("Ny Behandler",)),
    "presenters": lambda item: replace(item, presenters=("Ny Innleder",)),
    "exempt": lambda item: replace(item, exempt=not item.exempt),
    "public title": lambda item: replace(item, public_title="Noe annet"),
    "text": of_part(lambda part: replace(part, paragraphs=(*part.paragraphs, "Enda et avsnitt."))),
    "words": of_part(lambda part: replace(part, paragraphs=(part.paragraphs[0] + " ja", *part.paragraphs[1:]))),
    "part exempt": of_part(lambda part: replace(part, exempt=not part.exempt)),
    "new part": lambda item: replace(item, parts=(*item.parts, TextPart("Ny del", "section", ("Med ord som ingen har.",)))),
    "part gone": lambda item: replace(item, parts=item.parts[1:]),
    "parts turned": lambda item: replace(item, parts=item.parts[::-1]),
    "heading": lambda item: replace(
        item, parts=(*item.parts[:-1], replace(item.parts[-1], name="Annen overskrift", role="section"))
    ),
    "new file": lambda item: replace(item, files=(*item.files, NEW_FILE)),
    "file gone": lambda item: replace(item, files=item.files[1:]),
    "content": of_file(lambda file: replace(file, sha256="annen")),
    "label": of_file(lambda file: replace(file, label="Vedlegg 77")),
    "file title": of_file(lambda file: replace(file, title="Annen tittel")),
    "file name": of_file(lambda file: replace(file, file="annen.pdf")),
    "file exempt": of_file(lambda file: replace(file, exempt=not file.exempt)),
    "file missing": of_file(lambda file: replace(file, sha256="")),
    "slide": of_slide(lambda slide: replace(slide, paragraphs=(*slide.paragraphs, "Nytt punkt"))),
    "slide title": of_slide(lambda slide: replace(slide, title="Ny tittel")),
    "slide gone": lambda item: replace(item, slides=item.slides[1:]) if len(item.slides) > 1 else item,
    "slides": lambda item: replace(item, slides_sha256="b"),
    "no slides": lambda item: replace(item, slides=(), slides_sha256=""),
}
MEETING_EDITS: dict[str, Callable[[Snapshot], Snapshot]] = {
    "title": lambda meeting: replace(meeting, title="Ekstra møte"),
    "date": lambda meeting: replace(meeting, date="2025-06-01"),
    "start": lambda meeting: replace(meeting, start="08:00"),
    "end": lambda meeting: replace(meeting, end="17:00"),
    "place": lambda meeting: replace(meeting, place="Bergen"),
    "version": lambda meeting: replace(meeting, version="0.9"),
    "members": lambda meeting: replace(meeting, members=(*meeting.members, "Ny Medlem")),
    "next": lambda meeting: replace(meeting, next_meeting="2025-09-01 Oslo"),
    "break": lambda meeting: replace(meeting, breaks=(*meeting.breaks, BreakSnapshot("lunsj", "11:30", 30))),
    "longer break": lambda meeting: replace(meeting, breaks=tuple(replace(item, minutes=33) for item in meeting.breaks)),
    "break at": lambda meeting: replace(meeting, breaks=tuple(replace(item, start="12:12") for item in meeting.breaks)),
    "no breaks": lambda meeting: replace(meeting, breaks=()),
    "break title": lambda meeting: replace(meeting, breaks=tuple(replace(item, title="Tur") for item in meeting.breaks)),
}
