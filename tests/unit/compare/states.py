"""Pairs of states of a meeting for hypothesis: one drawn, the other it after some edits, of words that are told apart."""

from collections.abc import Callable, Sequence

from hypothesis import strategies as st
from msgspec.structs import replace

from mottepakke.model.snapshot import (
    BreakSnapshot,
    CaseSnapshot,
    FileState,
    PictureState,
    SlideState,
    Snapshot,
    TextPart,
)
from tests.unit.compare.snapshots import agenda, clock

WORD = st.integers(0, 60).map(lambda n: f"ord{n}")
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
LINES = st.lists(LINE, min_size=1, max_size=3).map(tuple)
SHORT = st.sampled_from("123")
PICTURE = st.builds(PictureState, SHORT.map("{}.png".format), SHORT, LINE)
PICTURES = st.lists(PICTURE, max_size=2).map(tuple)
PART = st.builds(TextPart, LINE, st.just("section"), LINES | st.just(()), st.booleans(), PICTURES).filter(
    lambda part: bool(part.paragraphs or part.pictures)
)
NAMELESS = st.builds(
    TextPart, st.just(""), st.sampled_from(["proposal", "summary", "points", "earlier", "section"]), LINES, st.booleans()
)
FILE = st.builds(
    lambda key, label, title, sha, exempt: FileState(key, f"Vedlegg {label}", title, f"{key}.md", sha, exempt),
    *(SHORT, SHORT, LINE, st.sampled_from(["", "1", "2", "3"]), st.booleans()),
)
SLIDE = st.builds(SlideState, LINE, LINES | st.just(()), st.lists(SHORT, max_size=2).map(tuple))
PEOPLE = st.lists(WORD, max_size=2, unique=True).map(tuple)
KEY = st.sampled_from("abcdefg").map("rad/2025/{}".format)


@st.composite
def one_case(draw: st.DrawFn) -> CaseSnapshot:
    exempt = draw(st.booleans()) and draw(st.booleans())
    slides = draw(st.lists(SLIDE, max_size=3).map(tuple))
    return CaseSnapshot(
        key=draw(KEY),
        number="",
        title=draw(LINE),
        type=draw(st.sampled_from(["", "ord90", "ord91"])),
        minutes=draw(st.integers(5, 30)),
        state=draw(st.sampled_from(["", "", "", "trukket", "utsatt"])),
        owners=draw(PEOPLE),
        presenters=draw(PEOPLE),
        exempt=exempt,
        public_title=draw(LINE | st.just("")) if exempt else "",
        parts=tuple(draw(st.lists(NAMELESS, max_size=2)) + draw(st.lists(PART, max_size=3))),
        files=draw(st.lists(FILE, max_size=2).map(tuple)),
        slides=slides,
        slides_sha256=draw(SHORT) if slides else "",
    )


def with_attached(case: CaseSnapshot) -> CaseSnapshot:
    """The case with the words of its attachments, which go by their content."""
    parts = [part for part in case.parts if part.role != "attachment"]
    for file in case.files:
        if file.sha256:
            words = (f"ord7{file.sha256} ord8{file.sha256}",)
            parts.append(TextPart(file.title, "attachment", words, file.exempt or case.exempt))
    return replace(case, parts=tuple(parts))


@st.composite
def states(draw: st.DrawFn) -> Snapshot:
    found = agenda(*map(with_attached, draw(st.lists(one_case(), max_size=5))), with_pictures=True, language="nb")
    return replace(found, place=draw(WORD), members=draw(PEOPLE), breaks=tuple(_breaks(draw, found)))


def _breaks(draw: st.DrawFn, meeting: Snapshot) -> Sequence[BreakSnapshot]:
    places = ["", *(item.key for item in meeting.cases)]
    title = st.sampled_from(["pause", "lunsj", "ord95"])
    return draw(
        st.lists(st.builds(BreakSnapshot, title, st.integers(540, 600).map(clock), SHORT.map(int), st.sampled_from(places)))
    )[:2]


def _swapped(draw: st.DrawFn, rows: list[CaseSnapshot]) -> list[CaseSnapshot]:
    a, b = (draw(st.integers(0, len(rows) - 1)) for _ in "ab")
    rows[a], rows[b] = rows[b], rows[a]
    return rows


def _titles_swapped(draw: st.DrawFn, rows: list[CaseSnapshot]) -> list[CaseSnapshot]:
    a, b = (draw(st.integers(0, len(rows) - 1)) for _ in "ab")
    rows[a], rows[b] = replace(rows[a], title=rows[b].title), replace(rows[b], title=rows[a].title)
    return rows


def _given_up(draw: st.DrawFn, rows: list[CaseSnapshot]) -> list[CaseSnapshot]:
    rows.pop(draw(st.integers(0, len(rows) - 1)))
    return rows


def _put_in(draw: st.DrawFn, rows: list[CaseSnapshot]) -> list[CaseSnapshot]:
    rows.insert(draw(st.integers(0, len(rows))), draw(one_case()))
    return rows


def _edited(draw: st.DrawFn, rows: list[CaseSnapshot]) -> list[CaseSnapshot]:
    place = draw(st.integers(0, len(rows) - 1))
    other = draw(one_case())
    field = draw(st.sampled_from(FIELDS))
    rows[place] = replace(rows[place], **{field: getattr(other, field)})
    if field in ("slides", "slides_sha256"):
        rows[place] = replace(rows[place], slides=other.slides, slides_sha256=other.slides_sha256)
    return rows


def _part_edited(draw: st.DrawFn, rows: list[CaseSnapshot]) -> list[CaseSnapshot]:
    """A part with something else of its own; or moved, to another case perhaps."""
    place = draw(st.integers(0, len(rows) - 1))
    parts = list(rows[place].parts)
    if not parts:
        return rows
    part = parts.pop(draw(st.integers(0, len(parts) - 1)))
    field, other = draw(st.sampled_from(["name", "paragraphs", "exempt", "pictures", "place"])), draw(PART)
    rows[place] = replace(rows[place], parts=tuple(parts))
    if field != "place":
        part = replace(part, **{field: getattr(other, field)})
    else:
        place = draw(st.integers(0, len(rows) - 1))
    if part.paragraphs or part.pictures:
        parts = list(rows[place].parts)
        parts.insert(draw(st.integers(0, len(parts))), part)
        rows[place] = replace(rows[place], parts=tuple(parts))
    return rows


FIELDS = (
    *("key", "title", "type", "minutes", "state", "owners", "presenters", "exempt", "public_title"),
    *("parts", "files", "slides"),
)
Edit = Callable[[st.DrawFn, list[CaseSnapshot]], list[CaseSnapshot]]
ON_ROWS: tuple[Edit, ...] = (_swapped, _titles_swapped, _given_up, _edited, _part_edited)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Snapshot, Snapshot]:
    old = draw(states())
    if not draw(st.integers(0, 5)):
        return old, draw(states())
    rows = list(old.cases)
    for _ in range(draw(st.integers(1, 4))):
        rows = draw(st.sampled_from(ON_ROWS if rows else (_put_in,)) | st.just(_put_in))(draw, rows)
    new = agenda(*(with_attached(replace(row, number="")) for row in rows), with_pictures=True, language="nb")
    fixed = {"place": old.place, "members": old.members}
    breaks = tuple(_breaks(draw, new)) if draw(st.booleans()) else old.breaks
    return old, replace(new, **fixed, breaks=breaks)


STATES, EDITED = states(), edited()
