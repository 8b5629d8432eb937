"""Which slides are left out because the meeting has its own, and that nothing else ever is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mottepakke.check.slide_catalogue import SLIDE_RULES
from mottepakke.check.subject import Subject
from mottepakke.messages import message
from mottepakke.model.meeting import Ledger
from mottepakke.model.slides import Line, Recognised, Repeats, ReturnedCase, ReturnedDeck, ReturnedSlide, TextShape
from mottepakke.slides.recognition import recognise
from tests.support.presenters import (
    CONTENT,
    DECK,
    HEADED,
    NOTE,
    PROPOSAL,
    SOURCES,
    TITLE,
    add,
    add_picture,
    deck_of,
    good,
    returned,
    the_deck,
    told,
)
from tests.support.workspaces import Workspace

Change = Callable[[Any], object]
CONTENTS = ("Bakgrunn", "Planen gjelder alle fylker.")


def deck(tmp_path: Path, *slides: tuple[Any, ...], change: Change | None = None, **files: str) -> ReturnedCase:
    """The deck of ``slides``, each (layout, title, lines…); ``change`` is made to the first."""

    def edit(presentation: Any) -> None:
        for layout, *texts in slides:
            add(presentation, *texts, layout=layout)
        if change is not None:
            change(presentation.slides[0])

    return the_deck(returned(tmp_path, edit, **files))


def one(tmp_path: Path, *slides: tuple[Any, ...], change: Change | None = None) -> Recognised | None:
    """What is recognised in the first of ``slides``."""
    found = {item.number: item for item in deck(tmp_path, *slides, change=change).recognised}
    return found.get(1)


CONTENT_SLIDE = (CONTENT, *CONTENTS)


class TestTitles:
    """The presenter's title slide says what our divider says."""

    @pytest.mark.parametrize(
        ("layout", "texts"),
        [
            (TITLE, ("Plan for året", "Kari Nordmann, Prøvedirektoratet", "Møte i Rådet 15. mai 2025, Oslo")),
            (TITLE, ("Sak 2/25: Plan for året",)),
            (TITLE, ("Sak 2/25", "Årsplan")),
            (TITLE, ("ÅRSPLAN", "v/ Kari Nordmann", "torsdag 15.05.2025 kl. 09.00")),
            (HEADED, ("Plan for året",)),
            (CONTENT, ("Sak 2/25 Plan for året", "Kari Nordmann")),
        ],
    )
    def test_is_left_out(self, layout: int, texts: tuple[str, ...], tmp_path: Path) -> None:
        assert one(tmp_path, (layout, *texts), CONTENT_SLIDE) == Recognised(1, Repeats.TITLE, left_out=True)

    @pytest.mark.parametrize(
        "texts",
        [
            ("Sak 3/25: Plan for året", "Kari Nordmann", "14. mai 2025"),
            ("Sak 2/25: Planen vi hadde før", "Kari Nordmann"),
            ("Plan for året", "Ola Nordmann, Prøvedirektoratet"),
        ],
    )
    def test_with_a_wrong_fact_is_left_out_and_the_fact_told(self, texts: tuple[str, ...], tmp_path: Path) -> None:
        prepared = returned(tmp_path, lambda deck: (add(deck, *texts, layout=TITLE), add(deck, *CONTENTS)))
        assert the_deck(prepared).left_out == {1}
        assert [name for name, _, _ in told(prepared.diagnostics) if name not in ("repetition-left-out",)]

    @pytest.mark.parametrize(
        ("texts", "beside"),
        [
            (("Plan for året", "Fra ord til handling i kommunene"), "Fra ord til handling i kommunene"),
            (("Plan for året", "Spørsmål kan sendes til kari@eksempel.no"), "Spørsmål kan sendes til kari@eksempel.no"),
        ],
    )
    def test_with_more_to_say_is_kept_and_told(self, texts: tuple[str, ...], beside: str, tmp_path: Path) -> None:
        assert one(tmp_path, (TITLE, *texts)) == Recognised(1, Repeats.TITLE, left_out=False, beside=beside)

    def test_with_notes_is_kept_and_told(self, tmp_path: Path) -> None:
        def change(slide: Any) -> None:
            slide.notes_slide.notes_text_frame.text = "Hils fra direktøren."

        found = one(tmp_path, (TITLE, "Plan for året"), change=change)
        assert found == Recognised(1, Repeats.TITLE, left_out=False, beside="@slide_notes")

    @pytest.mark.parametrize(("width", "left_out"), [(1.5, True), (5, False)])
    def test_with_a_logo_is_left_out_with_a_photograph_kept(self, width: float, left_out: bool, tmp_path: Path) -> None:
        found = one(tmp_path, (TITLE, "Plan for året"), change=lambda slide: add_picture(slide, "", "Foto", width))
        assert found == Recognised(1, Repeats.TITLE, left_out, "" if left_out else "Foto")

    @pytest.mark.parametrize(
        "texts",
        [
            (CONTENT, "Plan for året", "Første punkt i planen"),
            (TITLE, "Fra ord til handling", "Kari Nordmann"),
            (TITLE, "Bakgrunn"),
            (TITLE, "Prøvedirektoratet"),
        ],
    )
    def test_something_else_is_none(self, texts: tuple[Any, ...], tmp_path: Path) -> None:
        assert one(tmp_path, texts, CONTENT_SLIDE) is None

    def test_with_a_drawing_is_kept(self, tmp_path: Path) -> None:
        def draw(slide: Any) -> None:
            slide.shapes.add_shape(1, 0, 0, 914400, 914400)

        assert one(tmp_path, (TITLE, "Plan for året"), change=draw) == Recognised(1, Repeats.TITLE, left_out=True)
        found = one(tmp_path / "b", (HEADED, "Plan for året"), change=draw)
        assert found == Recognised(1, Repeats.TITLE, left_out=False, beside="@slide_drawing")

    def test_further_on_is_none(self, tmp_path: Path) -> None:
        assert deck(tmp_path, CONTENT_SLIDE, (TITLE, "Plan for året")).recognised == ()

    def test_hidden_stays_hidden(self, tmp_path: Path) -> None:
        assert one(tmp_path, (TITLE, "Plan for året"), change=lambda slide: slide._element.set("show", "0")) is None


class TestProposals:
    """The proposal is the pack's, whatever a slide says."""

    @pytest.mark.parametrize(
        ("heading", "text"),
        [
            ("Forslag til vedtak", PROPOSAL),
            ("FORSLAG TIL VEDTAK:", PROPOSAL.replace(" og", ", og")),
            ("Framlegg til vedtak – sak 2/25", PROPOSAL),
            ("Innstilling", PROPOSAL),
            ("Forslag til vedtak i Rådet", PROPOSAL),
        ],
    )
    def test_is_left_out(self, heading: str, text: str, tmp_path: Path) -> None:
        assert one(tmp_path, (CONTENT, heading, text)) == Recognised(1, Repeats.PROPOSAL, left_out=True)

    def test_on_two_slides_is_left_out(self, tmp_path: Path) -> None:
        head, tail = PROPOSAL.split(" og ")
        slides = ((CONTENT, "Forslag til vedtak", head), (CONTENT, "Forslag til vedtak (forts. 2)", f"og {tail}"))
        assert deck(tmp_path, *slides).left_out == {1, 2}

    def test_in_part_is_left_out_as_another(self, tmp_path: Path) -> None:
        found = one(tmp_path, (CONTENT, "Forslag til vedtak", "Rådet drøftet planen."))
        assert found == Recognised(1, Repeats.PROPOSAL, left_out=True, differs=True)

    def test_of_something_else_is_kept(self, tmp_path: Path) -> None:
        found = one(tmp_path, (CONTENT, "Forslag til vedtak", "Vi ber styret vurdere tre alternativer for drift."))
        assert found == Recognised(1, Repeats.PROPOSAL, left_out=False, differs=True)

    def test_where_the_pack_has_none_is_kept_and_told(self, tmp_path: Path) -> None:
        note = str(SOURCES[NOTE]).replace(f"forslag_til_vedtak: {PROPOSAL}\n", "")
        prepared = returned(tmp_path, lambda deck: add(deck, "Forslag til vedtak", PROPOSAL), note=note)
        assert the_deck(prepared).left_out == set()
        (item,) = (item for item in prepared.diagnostics if item.code.name == "second-proposal")
        assert "ikke noe forslag" in dict(item.args)["ours"] or dict(item.args)["ours"] == "@no_proposal"

    @pytest.mark.parametrize("heading", ["Forslag", "Vedtak fra tidligere behandlinger", "Innstillingen fra komiteen"])
    def test_under_another_heading_is_content(self, heading: str, tmp_path: Path) -> None:
        assert one(tmp_path, (CONTENT, heading, PROPOSAL)) is None

    def test_with_references_is_compared_in_words(self, tmp_path: Path) -> None:
        note = str(SOURCES[NOTE]).replace(PROPOSAL, "Rådet viser til [[sak:rad/2025/budsjett]] og drøftet planen.")
        edit = lambda deck: add(deck, "Forslag til vedtak", "Rådet viser til sak 1/25 og drøftet planen.")  # noqa: E731
        assert the_deck(returned(tmp_path, edit, note=note)).recognised == (Recognised(1, Repeats.PROPOSAL, left_out=True),)


class TestClosing:
    """Thanks and calls for questions."""

    @pytest.mark.parametrize("text", ["Takk for oppmerksomheten!", "Takk!", "Thank you", "Takk for merksemda"])
    def test_thanks_are_left_out_anywhere(self, text: str, tmp_path: Path) -> None:
        found = one(tmp_path, (HEADED, text), CONTENT_SLIDE)
        assert found == Recognised(1, Repeats.THANKS, left_out=True)

    def test_thanks_with_questions_and_a_name_are_left_out(self, tmp_path: Path) -> None:
        found = one(tmp_path, (CONTENT, "Takk for meg", "Spørsmål?", "Kari Nordmann"))
        assert found == Recognised(1, Repeats.THANKS, left_out=True)

    def test_questions_are_left_out_at_the_end_only(self, tmp_path: Path) -> None:
        question = (HEADED, "Spørsmål?")
        assert deck(tmp_path, question, CONTENT_SLIDE, question).left_out == {3}
        assert deck(tmp_path / "b", CONTENT_SLIDE, question, (HEADED, "Takk for meg")).left_out == {2, 3}

    @pytest.mark.parametrize(
        ("slide", "kept"),
        [
            (
                (CONTENT, "Takk!", "kari@eksempel.no"),
                Recognised(1, Repeats.THANKS, left_out=False, beside="kari@eksempel.no"),
            ),
            ((CONTENT, "Spørsmål?", "Hva er viktigst for rådet?"), None),
            ((HEADED, "Takk til alle som bidro"), None),
        ],
    )
    def test_with_more_to_say_stays(self, slide: tuple[Any, ...], kept: Recognised | None, tmp_path: Path) -> None:
        assert one(tmp_path, slide) == kept

    def test_with_a_code_to_scan_stays(self, tmp_path: Path) -> None:
        found = one(tmp_path, (HEADED, "Spørsmål?"), change=lambda slide: add_picture(slide, "", "QR-kode", 1))
        assert found == Recognised(1, Repeats.THANKS, left_out=False, beside="QR-kode")

    def test_with_a_link_stays(self, tmp_path: Path) -> None:
        def link(slide: Any) -> None:
            slide.shapes.title.text_frame.paragraphs[0].runs[0].hyperlink.address = "https://eksempel.no/spor"

        found = one(tmp_path, (HEADED, "Spørsmål?"), change=link)
        assert found == Recognised(1, Repeats.THANKS, left_out=False, beside="@slide_link")


class TestAgenda:
    """The meeting's agenda, and the presenter's own."""

    def test_of_the_meeting_is_left_out(self, tmp_path: Path) -> None:
        rows = ("Plan for året 09.00", "Pause", "Strategi for rådet kl. 10.15", "Lunsj", "Sak 4/25 Eventuelt")
        assert one(tmp_path, (CONTENT, "Agenda", *rows)) == Recognised(1, Repeats.AGENDA, left_out=True)

    def test_of_the_talk_is_content(self, tmp_path: Path) -> None:
        assert one(tmp_path, (CONTENT, "Agenda", "Bakgrunn", "Tall", "Veien videre")) is None

    def test_of_the_meeting_with_more_is_kept_and_told(self, tmp_path: Path) -> None:
        rows = ("Plan for året", "Strategi for rådet", "Eventuelt", "Husk å melde dere på middagen")
        found = one(tmp_path, (CONTENT, "Dagsorden", *rows))
        assert found == Recognised(1, Repeats.AGENDA, left_out=False, beside="Husk å melde dere på middagen")


def test_what_is_left_out_or_taken_is_every_slide(tmp_path: Path) -> None:
    case = the_deck(returned(tmp_path, good))
    assert sorted([*case.left_out, *(slide.number for slide in case.taken)]) == [1, 2, 3, 4, 5]


VOCABULARY = (
    "Sak 2/25 3/25 Plan for året Forslag til vedtak Takk Spørsmål? Agenda 15. mai 2025 kl. 09.00 pause lunsj 10.00–10.15 "
    "Klikk for å legge til Kari Nordmann, v/ [[ {} @slide_notes %s ‮ ﷽ 🙂 Lysbilde 2 Ditt innhold"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
LINES = st.lists(WORDS, max_size=8).map(" ".join)
TEXTS = st.one_of(LINES, st.text(max_size=30))
SLIDES = st.builds(
    lambda title, lines, kind, hidden, notes: (title, lines, kind, hidden, notes),
    TEXTS,
    st.lists(TEXTS, max_size=4),
    st.sampled_from(["", "title", "secHead", "obj"]),
    st.booleans(),
    TEXTS,
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[ReturnedCase, Any]:
    """A deck that has been read, and the meeting prepared with it."""
    root = tmp_path_factory.mktemp("workspace")
    prepared = Workspace(root, {**SOURCES, DECK: deck_of(good)}).prepared()
    return the_deck(prepared), prepared


@settings(max_examples=60, deadline=None)
@given(slides=st.lists(SLIDES, max_size=6))
def test_any_words_are_judged_without_a_crash(slides: list[Any], known: tuple[ReturnedCase, Any]) -> None:
    case, prepared = known
    deck = ReturnedDeck(tuple(made(number, *slide) for number, slide in enumerate(slides, 1)), 540.0)
    recognised = recognise(deck, case.case, prepared.meeting, case.proposal)
    judged = ReturnedCase(case.case, case.file, deck, recognised, case.proposal, case.written)
    assert judged.left_out <= {slide.number for slide in deck.shown}
    subject = Subject(
        meeting=prepared.meeting,
        references=prepared.references,
        ledger=Ledger("rad"),
        ledgers=(),
        known_earlier=frozenset(),
        minutes=None,
        meetings_with_minutes=frozenset(),
        writings=(),
        returned=(judged,),
    )
    for rule in SLIDE_RULES:
        for item in rule.find(subject):
            assert message(item, "nb")


def made(number: int, title: str, lines: list[str], kind: str, hidden: bool, notes: str) -> ReturnedSlide:
    """A slide as the reader makes it: white space folded, nothing empty."""
    texts = [TextShape("Tittel", "title", (Line(" ".join(title.split()), 40.0),))] if title.strip() else []
    body = tuple(Line(" ".join(line.split()), 20.0, ("en-US",)) for line in lines if line.strip())
    texts += [TextShape("Innhold", "obj", body)] if body else []
    return ReturnedSlide(number, hidden, "", kind, " ".join(title.split()), tuple(texts), (), notes)
