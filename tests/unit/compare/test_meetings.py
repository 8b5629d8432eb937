"""What became of a pack: everything is told, under its case, once, and in few lines."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mottepakke.compare.meetings import compare
from mottepakke.model.changes import Change, Changes
from mottepakke.model.snapshot import BreakSnapshot, CaseSnapshot, FileState, PictureState, SlideState, Snapshot, TextPart
from tests.unit.compare.snapshots import CASE_EDITS, MEETING_EDITS, agenda, case, cases, clock, meetings

BOUNDED = settings(
    derandomize=True,
    database=None,
    max_examples=15,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def changes(old: Snapshot, new: Snapshot) -> tuple[Change, ...]:
    return compare(old, new, "2025-05-01").items


def told(old: Snapshot, new: Snapshot) -> list[tuple[str, str, str, str]]:
    return [(item.kind, item.number, item.old, item.new) for item in changes(old, new)]


def kinds(old: Snapshot, new: Snapshot) -> list[str]:
    return [item.kind for item in changes(old, new)]


@given(meetings())
@BOUNDED
def test_nothing_changed_is_empty(meeting: Snapshot) -> None:
    assert compare(meeting, meeting, "2025-05-01", 2) == Changes("2025-05-01", (), 2)


@pytest.mark.parametrize("edit", CASE_EDITS)
@given(meeting=meetings(least=1), data=st.data())
@settings(BOUNDED, max_examples=5)
def test_every_edit_of_a_case_is_told_under_that_case(edit: str, meeting: Snapshot, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(meeting.cases) - 1))
    before = meeting.cases[place]
    after = CASE_EDITS[edit](before)
    assume(after != before)
    edited = replace(meeting, cases=(*meeting.cases[:place], after, *meeting.cases[place + 1 :]))

    found = changes(meeting, edited)
    assert {item.case for item in found} == {before.key}


@pytest.mark.parametrize("edit", MEETING_EDITS)
@given(meeting=meetings())
@settings(BOUNDED, max_examples=5)
def test_every_edit_of_the_meeting_is_told_of_the_meeting(edit: str, meeting: Snapshot) -> None:
    edited = MEETING_EDITS[edit](meeting)
    assume(edited != meeting)
    assert {item.case for item in changes(meeting, edited)} == {""}


@given(meetings(), meetings())
@BOUNDED
def test_the_other_way_round_what_was_added_is_removed(old: Snapshot, new: Snapshot) -> None:
    opposite = {"case_added": "case_removed", "file_added": "file_removed", "part_added": "part_removed"}
    opposite |= {"slides_added": "slides_removed"}
    there, back = changes(old, new), changes(new, old)
    for added, removed in opposite.items():
        for a, b in ((there, back), (back, there)):
            assert {(item.case, item.part) for item in a if item.kind == added} == {
                (item.case, item.part) for item in b if item.kind == removed
            }


@given(meetings(), cases("zz"), st.integers(0, 6))
@BOUNDED
def test_an_added_case_is_all_that_is_said_of_it(meeting: Snapshot, new: object, place: int) -> None:
    rows = (*meeting.cases[:place], new, *meeting.cases[place:])
    found = changes(meeting, replace(meeting, cases=rows))
    assert [item.kind for item in found if item.case == "rad/2025/zz"] == ["case_added"]


@given(meetings(least=3), st.data())
@BOUNDED
def test_a_case_that_moved_is_the_only_one_that_moved(meeting: Snapshot, data: st.DataObject) -> None:
    last = len(meeting.cases) - 1
    rows = list(meeting.cases)
    rows.insert(data.draw(st.integers(0, last - 2)), rows.pop())
    found = changes(meeting, replace(meeting, cases=tuple(rows)))
    assert [item.case for item in found if item.kind == "case_moved"] == [meeting.cases[-1].key]


@given(meetings(least=2), st.randoms(use_true_random=False))
@BOUNDED
def test_kinds_of_whole_agendas_keep_the_order_of_the_agenda(meeting: Snapshot, random: object) -> None:
    rows = [replace(item, type="Ny type") for item in meeting.cases]
    random.shuffle(rows)  # type: ignore[attr-defined]
    found = [item.case for item in changes(meeting, replace(meeting, cases=tuple(rows))) if item.kind == "case_type"]
    assert found == [item.key for item in rows]


# -- a day at the secretariat ----------------------------------------------------------------------------------------

PLAN = [case(slug, minutes=30) for slug in ("en", "to", "tre", "fire", "fem")]


def test_a_longer_case_pushes_the_others_in_one_line() -> None:
    longer = [PLAN[0], replace(PLAN[1], minutes=45), *PLAN[2:]]
    assert told(agenda(*PLAN), agenda(*longer)) == [
        ("case_time", "2/25", "09:30–10:00", "09:30–10:15"),
        ("times_shifted", "3/25", "10:00", "10:15"),
    ]


def test_a_new_case_pushes_and_renumbers_the_others_in_a_line_each() -> None:
    new = case("ny", minutes=20)
    assert told(agenda(*PLAN), agenda(PLAN[0], new, *PLAN[1:])) == [
        ("case_added", "2/25", "", "09:30–09:50"),
        ("numbers_shifted", "3/25", "2/25–5/25", "3/25–6/25"),
        ("times_shifted", "3/25", "09:30", "09:50"),
    ]


def test_breaks_are_pushed_in_silence() -> None:
    longer = [replace(PLAN[0], minutes=45), *PLAN[1:]]
    old = agenda(*PLAN, breaks=(BreakSnapshot("pause", "10:00", 0, PLAN[1].key),))
    new = agenda(*longer, breaks=(BreakSnapshot("pause", "10:15", 0, PLAN[1].key),))
    assert "break" not in kinds(old, new)


def test_a_new_case_before_a_break_does_not_move_the_break() -> None:
    old = agenda(*PLAN, breaks=(BreakSnapshot("pause", "", 10, PLAN[1].key),))
    new = agenda(*PLAN[:2], case("ny", minutes=20), *PLAN[2:], breaks=(BreakSnapshot("pause", "", 10, "rad/2025/ny"),))
    assert "break" not in kinds(old, new)


def test_a_break_moved_to_another_place_is_told() -> None:
    breaks = [(BreakSnapshot("pause", clock(at), 10, PLAN[n].key),) for n, at in ((0, 570), (2, 630))]
    assert told(agenda(*PLAN, breaks=breaks[0]), agenda(*PLAN, breaks=breaks[1])) == [
        ("break", "", "09:30–09:40", "10:30–10:40")
    ]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("", "trukket", [("case_withdrawn", "5/25", "", "trukket")]),
        ("", "utsatt", [("case_postponed", "5/25", "", "utsatt")]),
        ("trukket", "", [("case_restored", "5/25", "trukket", ""), ("case_time", "5/25", "", "11:00–11:30")]),
        ("trukket", "utsatt", [("case_postponed", "5/25", "trukket", "utsatt")]),
    ],
)
def test_states(was: str, now: str, expected: list[tuple[str, str, str, str]]) -> None:
    old, new = (agenda(*PLAN[:-1], replace(PLAN[-1], state=state)) for state in (was, now))
    assert told(old, new) == expected


def test_a_case_written_in_the_agenda_that_is_renamed_is_the_same_case() -> None:
    old = case("orientering-fra-direktoratet-om-budsjettet", minutes=30)
    renamed = replace(old, key="rad/2025/annet", title="Orientering-fra-direktoratet-om-regnskap og budsjettet")
    twin = replace(old, title="Orientering-fra-direktoratet-om-regnskap")
    assert kinds(agenda(old), agenda(replace(twin, key="rad/2025/annet"))) == ["case_removed", "case_added"]
    assert kinds(agenda(replace(old, title="En to tre")), agenda(replace(renamed, title="En to fire"))) == ["case_title"]


@pytest.mark.parametrize(("count", "expected"), [(2, ["file_relabelled"] * 2), (3, ["files_relabelled"])])
def test_many_new_labels_are_one_line(count: int, expected: list[str]) -> None:
    def files(shift: int) -> Snapshot:
        return agenda(
            *(replace(PLAN[n], files=(FileState(f"{n}", f"Vedlegg {n + shift}", "T", "t.pdf", "1"),)) for n in range(count))
        )

    assert kinds(files(1), files(2)) == expected


def file(key: str = "a", sha: str = "1", title: str = "Rapport", name: str = "a.pdf", label: str = "Vedlegg 1") -> FileState:
    return FileState(key, label, title, name, sha)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (file(), file(sha="2"), ["file_replaced"]),
        (file(), file("b", name="b.pdf"), ["file_renamed"]),
        (file(), file("b", sha="2", name="b.pdf"), ["file_replaced"]),
        (file(), file("b", sha="2", title="Noe annet", name="b.pdf"), ["file_added", "file_removed"]),
        (file(sha=""), file(), ["file_added"]),
        (file(label="Vedlegg 1"), file("b", sha="2", title="Annet", label="Vedlegg 2"), ["file_added", "file_removed"]),
    ],
)
def test_attachments(old: FileState, new: FileState, expected: list[str]) -> None:
    before, after = (agenda(replace(PLAN[0], files=(item,))) for item in (old, new))
    assert sorted(kinds(before, after)) == sorted(expected)


def test_an_attachment_in_markdown_is_told_by_its_words() -> None:
    def with_text(sha: str, text: str) -> Snapshot:
        part = TextPart("Rapport", "attachment", (text,))
        return agenda(replace(PLAN[0], files=(file(sha=sha, name="a.md"),), parts=(part,)))

    assert kinds(with_text("1", "Ett ord."), with_text("2", "To ord.")) == ["text"]
    assert kinds(with_text("1", "Ett ord."), with_text("2", "Ett ord.")) == ["file_replaced"]


def test_a_heading_that_is_all_that_changed_is_a_new_heading() -> None:
    old, new = (agenda(replace(PLAN[0], parts=(TextPart(name, "section", ("Mange like ord her.",)),))) for name in "ab")
    assert told(old, new) == [("part_renamed", "1/25", "a", "b")]


def test_references_follow_new_numbers_without_being_new_text() -> None:
    def note(number: int, written: str) -> TextPart:
        return TextPart("Bakgrunn", "section", (f"Se sak\N{NO-BREAK SPACE}{number}/25 og {written}.",))

    new = case("ny", minutes=20)
    old = agenda(replace(PLAN[0], parts=(note(2, "17/25"),)), PLAN[1])
    assert "text" not in kinds(old, agenda(replace(PLAN[0], parts=(note(3, "17/25"),)), new, PLAN[1]))
    (change,) = (
        item
        for item in changes(old, agenda(replace(PLAN[0], parts=(note(3, "18/25"),)), new, PLAN[1]))
        if item.kind == "text"
    )
    assert [piece.text for piece in change.pieces if piece.kind in ("removed", "added")] == ["17/25", "18/25"]


def test_slides_by_the_slide() -> None:
    def deck(*titles: str, sha: str = "1") -> Snapshot:
        return agenda(replace(PLAN[0], slides=tuple(SlideState(title, ()) for title in titles), slides_sha256=sha))

    old = deck("Mål og midler", "Tiltak i år", "Takk for meg")
    assert told(old, deck("Mål og midler", "Takk for meg", "Tiltak i år", sha="2"))[0][2:] in {("2", "3"), ("3", "2")}
    assert told(old, deck("Mål og midler", "Tiltak i fjor", "Takk for meg", sha="2")) == [("slides", "1/25", "2", "2")]
    assert told(old, deck("Mål og midler", "Tiltak i år", sha="2")) == [("slides", "1/25", "3", "")]
    assert told(old, deck("Mål og midler", "Tiltak i år", "Takk for meg", sha="2")) == [("slides", "1/25", "", "")]
    assert kinds(deck(sha=""), old) == ["slides_added"]


def test_what_was_exempt_stays_exempt_in_what_is_told() -> None:
    secret = replace(PLAN[0], exempt=True, public_title="Sak ***")
    for old, new in ((secret, PLAN[0]), (PLAN[0], secret)):
        found = changes(agenda(old), agenda(replace(new, type="Ny")))
        assert all(item.exempt for item in found)
    (part,) = changes(
        agenda(replace(PLAN[0], parts=(TextPart("Penger", "section", ("To millioner.",), True),))),
        agenda(replace(PLAN[0], parts=(TextPart("Penger", "section", ("Tre millioner.",), True),))),
    )
    assert (part.kind, part.exempt) == ("text", True)


# -- pictures ---------------------------------------------------------------------------------------------------------


def figure(sha: str = "1", name: str = "kart.png", alt: str = "Kart", caption: str = "") -> PictureState:
    return PictureState(name, sha, alt, caption)


def illustrated(*pictures: PictureState, text: str = "Tekst om saken.", **more: object) -> Snapshot:
    part = TextPart("Bakgrunn", "section", (text,) if text else (), pictures=pictures)
    return agenda(replace(PLAN[0], parts=(part,)), **{"with_pictures": True} | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([figure()], [figure("2")], [("picture_replaced", "Kart", "Kart")]),
        ([figure()], [figure("2", "nytt.png")], [("picture_replaced", "Kart", "Kart")]),
        ([figure(caption="Tal")], [figure("2", "ny.png", "Ny", "Tal")], ["picture_replaced", "picture_described"]),
        ([figure()], [figure("2", "ny.png", "Søyler")], [("picture_removed", "Kart", ""), ("picture_added", "", "Søyler")]),
        ([figure()], [figure(alt="Kart over byen")], [("picture_described", "Kart", "Kart over byen")]),
        ([figure()], [figure(name="annet.png")], []),
        ([], [figure()], [("picture_added", "", "Kart")]),
        ([figure(), figure("2", "b.png", "B")], [figure("2", "b.png", "B"), figure()], ["picture_moved"]),
        ([figure(), figure("2", "b.png", "B")], [figure("2", alt="B"), figure(name="b.png")], ["picture_moved"]),
    ],
)
def test_pictures(old: list[PictureState], new: list[PictureState], expected: list[object]) -> None:
    found = changes(illustrated(*old), illustrated(*new))
    assert all((item.part, item.role) == ("Bakgrunn", "section") for item in found)
    assert sorted(item.kind for item in found) == sorted(one if isinstance(one, str) else str(one[0]) for one in expected)  # type: ignore[index]
    for item in found:
        assert item.kind in expected or (item.kind, item.old, item.new) in expected


def test_states_from_before_pictures_were_kept_say_nothing_of_them() -> None:
    before = illustrated(with_pictures=False)
    assert kinds(before, illustrated(figure())) == []
    assert kinds(illustrated(figure()), before) == []
    without = replace(before, cases=(replace(before.cases[0], parts=()),))
    assert kinds(without, illustrated(figure(), text="")) == []
    assert kinds(replace(without, with_pictures=True), illustrated(figure(), text="")) == ["part_added"]


def test_a_picture_in_an_attachment_in_markdown_is_told_as_one() -> None:
    def attached(sha: str, picture: PictureState) -> Snapshot:
        part = TextPart("Rapport", "attachment", ("Ord.",), pictures=(picture,))
        return agenda(replace(PLAN[0], files=(file(sha=sha, name="a.md"),), parts=(part,)), with_pictures=True)

    assert kinds(attached("1", figure()), attached("1", figure("2"))) == ["picture_replaced"]
    assert kinds(attached("1", figure()), attached("2", figure("2", alt="Nytt kart"))) == [
        "picture_replaced",
        "picture_described",
    ]


# -- pairs that are wrong ---------------------------------------------------------------------------------------------


def noted(slug: str, title: str, text: str, proposal: str = "Rådet tar saken til orientering.") -> CaseSnapshot:
    parts = (TextPart("", "proposal", (proposal,)), TextPart("Bakgrunn", "section", (text,)))
    return replace(case(slug, minutes=30), title=title, parts=tuple(part for part in parts if part.paragraphs[0]))


TEXTS = (
    "Regionene har prøvd ut samtykke i kjernejournal siden nyttår og melder om få avvik.",
    "Budsjettet for neste år er lagt fram uten rom for nye satsinger i kommunene.",
)


def test_another_case_with_the_same_standing_proposal_is_no_new_title() -> None:
    old = replace(noted("a", "Psykisk helse", ""), parts=noted("a", "", "").parts[:1])
    new = replace(old, key="rad/2025/b", title="Felles språk i journalen")
    assert kinds(agenda(old), agenda(new)) == ["case_removed", "case_added"]


def test_another_case_with_a_similar_title_and_another_note_is_no_new_title() -> None:
    old, new = (noted(slug, f"Orientering fra {slug}", text) for slug, text in zip("ab", TEXTS, strict=True))
    assert kinds(agenda(old), agenda(new)) == ["case_removed", "case_added"]


def test_a_case_with_a_note_is_not_one_without_of_a_similar_title() -> None:
    old = noted("a", "Orientering fra Helsedirektoratet", TEXTS[0])
    new = replace(case("b", minutes=30), title="Orientering fra Folkehelseinstituttet")
    assert kinds(agenda(old), agenda(new)) == ["case_removed", "case_added"]
    assert "case_title" in kinds(agenda(old), agenda(replace(new, title="Orientering fra Helsedirektoratet nå")))


def test_a_file_that_is_replaced_is_told_beside_another_of_the_same_title_that_was_reworded() -> None:
    def attached(sha: str, words: str) -> Snapshot:
        files = (file("a", sha, name="a.pdf"), file("b", sha, name="b.md", label="Vedlegg 2"))
        return agenda(replace(PLAN[0], files=files, parts=(TextPart("Rapport", "attachment", (words,)),)))

    assert kinds(attached("1", "Ett ord her."), attached("2", "To ord her.")) == ["text", "file_replaced"]


def test_a_case_that_becomes_exempt_is_told_once_and_not_part_by_part() -> None:
    def meeting(exempt: bool) -> Snapshot:
        parts = tuple(TextPart(name, "section", ("Tekst.",), exempt) for name in ("Bakgrunn", "Vurdering"))
        return agenda(replace(PLAN[0], exempt=exempt, parts=parts, files=(replace(file(), exempt=exempt),)))

    assert kinds(meeting(False), meeting(True)) == kinds(meeting(True), meeting(False)) == ["case_exempt"]


def test_a_case_whose_note_lies_elsewhere_now_is_the_one_most_alike() -> None:
    both = [noted(slug, "Orientering om tiltak", text) for slug, text in zip("ab", TEXTS, strict=True)]
    elsewhere = [replace(item, key=f"{item.key}-ny") for item in both]
    assert kinds(agenda(*both), agenda(*elsewhere)) == []
    assert kinds(agenda(*both), agenda(*reversed(elsewhere))) == kinds(agenda(*both), agenda(*reversed(both)))


def test_cases_that_swap_titles_keep_what_they_say() -> None:
    first, second = noted("a", "Første", TEXTS[0]), noted("b", "Andre", TEXTS[1])
    swapped = (replace(first, title="Andre"), replace(second, title="Første"))
    assert kinds(agenda(first, second), agenda(*swapped)) == ["case_title", "case_title"]


def test_another_number_pattern_is_one_line() -> None:
    old, new = (
        agenda(*(replace(item, number=pattern.format(n)) for n, item in enumerate(PLAN, 1)))
        for pattern in ("{}/25", "RS {}/25")
    )
    assert told(old, new) == [("numbers_shifted", "RS 1/25", "1/25–5/25", "RS 1/25–RS 5/25")]


def test_numbers_that_begin_with_the_year_count_on_in_one_line() -> None:
    old = agenda(*(replace(item, number=f"25/{n}") for n, item in enumerate(PLAN, 1)))
    new = agenda(*(replace(item, number=f"25/{n}") for n, item in enumerate(PLAN, 4)))
    assert told(old, new) == [("numbers_shifted", "25/4", "25/1–25/5", "25/4–25/8")]


def test_a_case_that_stands_twice_is_told_of_once() -> None:
    old, new = (agenda(PLAN[0], PLAN[0], start=start) for start in (540, 600))
    assert kinds(old, new) == ["times_shifted"]


def test_a_break_after_a_case_with_another_key_is_told_when_it_goes() -> None:
    here = noted("a", "En sak om noe", TEXTS[0])
    old = agenda(here, PLAN[1], breaks=(BreakSnapshot("pause", "09:30", 10, here.key),))
    assert kinds(old, agenda(replace(here, key="rad/2025/ny"), PLAN[1])) == ["break"]


def test_a_break_that_becomes_lunch_is_told_as_both() -> None:
    old, new = (
        agenda(*PLAN, breaks=(BreakSnapshot(*item, PLAN[1].key),))
        for item in (("pause", "10:00", 10), ("lunsj", "10:00", 30))
    )
    assert [(item.role, item.old, item.new) for item in changes(old, new)] == [
        ("title", "pause", "lunsj"),
        ("", "10:00–10:10", "10:00–10:30"),
    ]


def test_a_heading_that_refers_to_a_case_follows_its_number() -> None:
    def about(number: str) -> Snapshot:
        part = TextPart(f"Oppfølging av sak\N{NO-BREAK SPACE}{number}", "section", ("Kort.",))
        return agenda(replace(PLAN[0], number=number, parts=(part,)))

    assert kinds(about("1/25"), about("2/25")) == ["case_renumbered"]


def test_attachments_that_change_places_do_not_move_in_the_note() -> None:
    parts = tuple(TextPart(name, "attachment", (f"Tekst om {name}.",)) for name in ("alfa", "beta"))
    old, new = (agenda(replace(PLAN[0], parts=side)) for side in (parts, parts[::-1]))
    assert kinds(old, new) == []


# -- words that have become exempt ------------------------------------------------------------------------------------


def test_words_moved_into_an_exempt_part_are_exempt_where_they_went_from() -> None:
    public = TextPart("Bakgrunn", "section", ("Kommunen vil kjøpe tomta for 4,2 millioner kroner.", "Resten er kjent."))
    old = agenda(replace(PLAN[0], parts=(public,)))
    secret = TextPart("Prisen", "section", public.paragraphs[:1], exempt=True)
    new = agenda(replace(PLAN[0], parts=(replace(public, paragraphs=public.paragraphs[1:]), secret)))
    assert {item.exempt for item in changes(old, new)} == {True}


def test_the_title_of_a_case_that_has_become_exempt_is_exempt_in_other_texts() -> None:
    def meeting(title: str, **more: object) -> Snapshot:
        note = TextPart("Bakgrunn", "section", (f"Saken henger sammen med «{title}».",))
        return agenda(replace(PLAN[0], parts=(note,)), replace(PLAN[1], title="Oppsigelse av Holm", **more))

    found = changes(meeting("Oppsigelse av Holm"), meeting("Personalsak", exempt=True, public_title="Personalsak"))
    assert {(item.kind, item.exempt) for item in found} == {("text", True), ("case_exempt", True)}
