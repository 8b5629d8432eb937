"""Every rule of returned slides: what it tells of which slide and which words, and twins on which it says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pptx.util import Inches, Pt

from mottepakke.check.slide_catalogue import SLIDE_RULES
from mottepakke.diagnostics import Severity
from mottepakke.messages import LANGUAGES, hint, message
from tests.support.presenters import (
    BLANK,
    CONTENT,
    HEADED,
    LINE,
    MEETING,
    NOTE,
    PROPOSAL,
    SOURCES,
    TITLE,
    Edit,
    add,
    add_box,
    add_picture,
    good,
    returned,
    told,
)
from tests.support.workspaces import COMMITTEE, PLAIN

EXPECTED = [
    ("repetition-left-out", "1", "Plan for året"),
    ("repetition-left-out", "4", "Forslag til vedtak"),
    ("repetition-left-out", "5", "Takk for oppmerksomheten"),
]
"""What is told of the good deck: the slides that the meeting has itself."""


def body(number: int, *lines: str) -> Edit:
    """Slide ``number`` with other lines."""

    def edit(deck: Any) -> None:
        deck.slides[number - 1].placeholders[1].text_frame.text = "\n".join(lines)

    return edit


def title(number: int, text: str) -> Edit:
    """Slide ``number`` with another title."""

    def edit(deck: Any) -> None:
        deck.slides[number - 1].shapes.title.text_frame.text = text

    return edit


def on(number: int, change: Callable[[Any], object]) -> Edit:
    """Slide ``number`` changed."""
    return lambda deck: change(deck.slides[number - 1])


def further(heading: str | None, *lines: str, layout: int = CONTENT) -> Edit:
    """One more slide, before the proposal."""

    def edit(deck: Any) -> None:
        add(deck, heading, *lines, layout=layout)
        order = deck.slides._sldIdLst
        order.insert(3, order[-1])

    return edit


def footer(text: str) -> Edit:
    """A footer on the second and the third slide."""

    def edit(deck: Any) -> None:
        for slide in list(deck.slides)[1:3]:
            box = slide.shapes.add_textbox(0, 0, Inches(2), Inches(1))
            box.text_frame.text = text
            mark = box._element.nvSpPr.nvPr.makeelement(
                "{http://schemas.openxmlformats.org/presentationml/2006/main}ph", {"type": "ftr", "idx": "11"}
            )
            box._element.nvSpPr.nvPr.append(mark)

    return edit


def sized(points: float, words: str) -> Edit:
    """A text box on the second slide with text of that size."""

    def change(slide: Any) -> None:
        add_box(slide, words).paragraphs[0].runs[0].font.size = Pt(points)

    return on(2, change)


def marked(language: str, words: str) -> Edit:
    """A text box on the second slide marked as a language."""

    def change(slide: Any) -> None:
        add_box(slide, words).paragraphs[0].runs[0]._r.get_or_add_rPr().set("lang", language)

    return on(2, change)


def table(*rows: tuple[str, ...]) -> Edit:
    """A table on the second slide."""

    def change(slide: Any) -> None:
        frame = slide.shapes.add_table(len(rows), len(rows[0]), 0, 0, Inches(4), Inches(1))
        for cells, row in zip(frame.table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text

    return on(2, change)


@dataclass(frozen=True)
class Rule:
    """What makes a rule tell something, as (edit, name, slides, words), and edits that leave it silent."""

    fires: tuple[tuple[Edit, str, str, str], ...]
    silent: tuple[Edit, ...]


RULES = {
    "other_numbers": Rule(
        fires=(
            (title(1, "Sak 3/25: Plan for året"), "other-case-number", "1", "Sak 3/25"),
            (body(2, "Planen er sak 12/25."), "other-case-number", "2", "sak 12/25"),
            (body(2, "Planen er sak nr. 12/25."), "other-case-number", "2", "12/25"),
            (body(2, "Se sakene 2/25 og 12/25."), "other-case-number", "2", "12/25"),
            (title(1, "Plan for året – sak 9/23"), "other-case-number", "1", "sak 9/23"),
            (
                body(2, "Planen følger opp saken som rådet hadde oppe i sak 12/25 før jul."),
                "other-case-number",
                "2",
                "sak 12/25",
            ),
            (body(2, "Sak 2/24"), "other-case-number", "2", "Sak 2/24"),
            (
                body(2, "Planen er en oppfølging av den saken som RAD sak 12/25 handlet om."),
                "other-case-number",
                "2",
                "sak 12/25",
            ),
            (footer("Rådet 12/25"), "other-case-number", "2–3", "12/25"),
            (body(2, "Status for 12/25 er uklar"), "number-like-case", "2", "12/25"),
            (title(2, "12/25 Bakgrunn"), "other-case-number", "2", "12/25"),
            (table(("Sak", "Navn"), ("Sak 11/25", "Annet")), "other-case-number", "2", "Sak 11/25"),
        ),
        silent=(
            title(1, "Sak 2/25: Plan for året"),
            title(1, "Sak 002/2025 Plan for året"),
            body(2, "Sak 5/25 i Bergen kommune handler om det samme som planen."),
            body(2, "Rådet har vært innom dette før, både i sak 3/24, i sak 9/23 og i sak 1/25."),
            body(2, "Rådet drøftet budsjettet for fjoråret i sak 2/24, og ba om mer."),
            body(2, "Nasjonalt utvalg drøftet dette grundig i NUIT sak 12/25 i vår."),
            body(2, "Styret for helseforetaket behandlet dette i styresak 12/25 i vår."),
            body(2, "Tilgjengelig 24/7 i skoleåret 24/25, budsjett 2024/25, 1/2 stilling, 12/25 %, EU 2016/679"),
            body(2, "Møte 3/25", "Vedlegg 4/25", "Rådet 2/2025", "innen 12/24", "https://eksempel.no/3/25/"),
            body(2, "Kostnadene er delt 50/50", "Fornøyde brukere: 9/10"),
            footer("Sak 2/25 – Årsplan"),
        ),
    ),
    "titles": Rule(
        fires=(
            (title(1, "Strategi for året"), "slide-title-differs", "1", "Strategi for året"),
            (title(1, "Sak 2/25: Plan for neste år"), "slide-title-differs", "1", "Plan for neste år"),
        ),
        silent=(
            title(1, "Årsplan"),
            title(1, "PLAN FOR ÅRET"),
            title(1, "Sak 2/25 – Plan for året"),
            title(1, "Sak 2/25"),
            lambda deck: (title(1, "Fra ord til handling")(deck), body(1, "Plan for året", "Kari Nordmann")(deck)),
        ),
    ),
    "dates": Rule(
        fires=(
            (body(1, "Kari Nordmann", "14. mai 2025"), "slide-date-differs", "1", "14. mai 2025"),
            (body(1, "Kari Nordmann", "Møte i Rådet 15.05.2024"), "slide-date-differs", "1", "15.05.2024"),
            (body(2, "Dagens møte 16. mai 2025 er det siste."), "slide-date-differs", "2", "16. mai 2025"),
            (footer("Møte i Rådet 13. februar 2025"), "slide-date-differs", "2–3", "13. februar 2025"),
        ),
        silent=(
            body(1, "Kari Nordmann", "torsdag 15.5.2025"),
            body(1, "Kari Nordmann", "15. mai"),
            body(1, "Kari Nordmann", "2025-05-15", "Sist oppdatert 3. mai 2025"),
            body(1, "Kari Nordmann", "Status per 1. mai 2025"),
            body(2, "Rådet hadde møte 13. februar 2025, og neste møte er 4. september 2025."),
            body(2, "Møtet i Rådet 13. februar 2025 ba om dette."),
            footer("Versjon 1.2, 3. mai 2025"),
        ),
    ),
    "presenters": Rule(
        fires=(
            (body(1, "Ola Nordmann, Prøvedirektoratet", "15. mai 2025"), "slide-presenter-differs", "1", "Ola Nordmann"),
            (body(1, "v/ Per Hansen", "15. mai 2025"), "slide-presenter-differs", "1", "Per Hansen"),
            (body(1, "Lise Berg, Helse Vest RHF"), "slide-presenter-differs", "1", "Lise Berg"),
        ),
        silent=(
            body(1, "Kari Nordmann"),
            body(1, "Kari Elise Nordmann og Lise Berg, Prøvedirektoratet"),
            body(1, "Prøvedirektoratet, Oslo", "Helse Vest RHF, Bergen"),
            body(1, "Digital Samhandling", "15. mai 2025"),
            body(1, "Avdeling for pasientforløp ved Oslo Universitetssykehus"),
            body(2, "Ola Nordmann, Prøvedirektoratet"),
        ),
    ),
    "proposals": Rule(
        fires=(
            (
                body(4, "Rådet drøftet planen og ba om en ny sak til våren."),
                "slide-proposal-differs",
                "4",
                "… ny sak til våren",
            ),
            (
                body(4, "Utvalget godkjenner regnskapet for fjoråret uten merknader."),
                "second-proposal",
                "4",
                "Utvalget godkjenner regnskapet for fjoråret uten merknader",
            ),
            (
                body(2, "Forslag til vedtak: Rådet tar saken til orientering."),
                "second-proposal",
                "2",
                "Rådet tar saken til orientering",
            ),
        ),
        silent=(
            body(4, "Rådet drøftet planen, og ba om en ny sak til høsten"),
            lambda deck: (title(4, "Framlegg til vedtak – sak 2/25")(deck), body(4, PROPOSAL.upper())(deck)),
            body(2, f"Forslag til vedtak: {PROPOSAL}", "Forslag til vedtak sendes ut"),
        ),
    ),
    "breaks": Rule(
        fires=(
            (further("Pause til 10.20", layout=HEADED), "slide-break-differs", "4", "Pause til 10.20"),
            (further("Lunsj", "Vi fortsetter kl. 11.30"), "slide-break-differs", "4", "Lunsj: Vi fortsetter kl. 11.30"),
            (body(2, "Lunsj 10.00–10.15"), "slide-break-differs", "2", "Bakgrunn: Lunsj 10.00–10.15"),
            (table(("10.30", "Pause"), ("11.00", "Videre")), "slide-break-differs", "2", "Bakgrunn: 10.30 · Pause"),
        ),
        silent=(
            further("Pause til 10.15", layout=HEADED),
            further("Lunsj", "10:45–11:15", "Vi fortsetter kl. 11.15"),
            body(2, "Lunsj 12.5.2025 var fin", "Pausen varte i 12 minutter"),
            body(2, "Det ble meldt om en lang pause i tjenesten natt til lørdag, da alt stanset kl. 03.15 og lå nede."),
            body(2, "Vi startet kl. 10.20"),
            body(2, "Lunsj kl. 10.45 og pause kl. 10.00"),
        ),
    ),
    "prompts": Rule(
        fires=(
            (body(2, "Klikk for å legge til tekst"), "leftover-prompt", "2", "Klikk for å legge til tekst"),
            (title(2, "Click to add title"), "leftover-prompt", "2", "Click to add title"),
            (further("Ditt innhold 2", "Alt er klart."), "leftover-prompt", "4", "Ditt innhold 2"),
            (body(2, "[Sett inn tall her]"), "leftover-prompt", "2", "[Sett inn tall her]"),
            (title(2, "Click to edit Master title style"), "leftover-prompt", "2", "Click to edit Master title style"),
        ),
        silent=(
            body(2, "Klikk og hent er innført i 12 kommuner."),
            body(2, "Brukeren må klikke for å gå videre."),
            body(2, "[1] Navn på kilde"),
            further("Bare overskrift"),
        ),
    ),
    "empty": Rule(
        fires=((further(None, layout=BLANK), "empty-slide", "4", ""), (further(None), "empty-slide", "4", "")),
        silent=(
            further("Bare overskrift"),
            lambda deck: add_picture(add(deck, None, layout=BLANK), "Et bilde"),
            lambda deck: add(deck, None, layout=BLANK)._element.set("show", "0"),
        ),
    ),
    "automatic_titles": Rule(
        fires=(
            (title(2, "Lysbilde 2"), "automatic-title", "2", "Lysbilde 2"),
            (title(2, "PowerPoint-presentasjon"), "automatic-title", "2", "PowerPoint-presentasjon"),
        ),
        silent=(title(2, "Lysbilde 2 av planen"), title(2, "Presentasjon av planen")),
    ),
    "missing_titles": Rule(
        fires=(
            (further(None, "Tekst uten tittel"), "slide-without-title", "4", "Tekst uten tittel"),
            (
                lambda deck: add_picture(add(deck, None, layout=BLANK), "Kart over fylker", "Kart"),
                "slide-without-title",
                "6",
                "Kart",
            ),
        ),
        silent=(further("Tittel", "Tekst"), further(None, layout=BLANK)),
    ),
    "same_titles": Rule(
        fires=((further("bakgrunn", "Mer."), "same-slide-title", "2, 4", "Bakgrunn"),),
        silent=(further("Bakgrunn (2)", "Mer."),),
    ),
    "tiny_text": Rule(
        fires=((sized(9, "Dette er det ingen som kan lese"), "tiny-text", "2", "Dette er det ingen som kan lese"),),
        silent=(
            sized(12, "Dette er det noen som kan lese"),
            sized(9, "Kilde: Statistisk sentralbyrå, tabell 12 fra 2024"),
            sized(9, "tall i tusen"),
        ),
    ),
    "after_proposal": Rule(
        fires=(
            (
                lambda deck: (add(deck, "Mer om tallene", "Tekst"), add(deck, "Enda mer", "Tekst")),
                "slides-after-proposal",
                "6–7",
                "Mer om tallene",
            ),
            (
                lambda deck: add_picture(add(deck, None, layout=BLANK), "Kart over fylker", "Kart"),
                "slides-after-proposal",
                "6",
                "Kart",
            ),
        ),
        silent=(
            lambda deck: add(deck, "Mer om tallene", "Tekst")._element.set("show", "0"),
            further("Mer om tallene", "Tekst"),
            lambda deck: add(deck, "Spørsmål?", layout=HEADED),
        ),
    ),
    "graphics_without_alt": Rule(
        fires=(
            (on(2, lambda slide: add_picture(slide, "", "Bilde 3")), "slide-picture-without-alt", "2", "Bilde 3"),
            (on(2, lambda slide: add_picture(slide, "image.png", "Bilde 3")), "slide-picture-without-alt", "2", "Bilde 3"),
        ),
        silent=(
            on(2, lambda slide: add_picture(slide, "Kart over Oslo")),
            on(1, lambda slide: add_picture(slide, "", width=1)),
        ),
    ),
    "languages": Rule(
        fires=(
            (marked("en-US", "Planen skal følges opp av rådet"), "slide-language", "2", "Planen skal følges opp av rådet"),
        ),
        silent=(
            marked("nb-NO", "Planen skal følges opp av rådet"),
            marked("en-US", "The plan is to be followed up by the council"),
            marked("en-US", "Health Data Space"),
        ),
    ),
    "repetitions": Rule(
        fires=(
            (body(1, "Kari Nordmann", "Fra ord til handling"), "repetition-kept", "1", "Plan for året"),
            (title(5, "Spørsmål?"), "repetition-left-out", "5", "Spørsmål?"),
        ),
        silent=(),
    ),
}
FIRES = [
    pytest.param(*case, id=f"{rule} {number}") for rule, item in RULES.items() for number, case in enumerate(item.fires)
]
SILENT = [
    pytest.param(rule, edit, id=f"{rule} {number}")
    for rule, item in RULES.items()
    for number, edit in enumerate(item.silent)
]


def test_every_rule_has_a_pair() -> None:
    fired = {name for item in RULES.values() for _, name, _, _ in item.fires}
    assert fired == {rule.code.name for rule in SLIDE_RULES}


def test_of_a_good_deck_only_the_slides_left_out_are_told(tmp_path: Path) -> None:
    prepared = returned(tmp_path, good)
    assert told(prepared.diagnostics) == EXPECTED
    assert {(item.span.path, item.span.line) for item in prepared.diagnostics} == {(NOTE, LINE)}
    assert {item.severity for item in prepared.diagnostics} == {Severity.HINT}


@pytest.mark.parametrize(("edit", "name", "slides", "words"), FIRES)
def test_a_rule_names_slide_and_words_once(edit: Edit, name: str, slides: str, words: str, tmp_path: Path) -> None:
    found = told(returned(tmp_path, good, edit).diagnostics)
    assert [item for item in found if item[0] == name and item not in EXPECTED] == [(name, slides, words)]


@pytest.mark.parametrize(("rule", "edit"), SILENT)
def test_its_twins_leave_it_silent(rule: str, edit: Edit, tmp_path: Path) -> None:
    names = {name for _, name, _, _ in RULES[rule].fires}
    assert [item for item in told(returned(tmp_path, good, edit).diagnostics) if item[0] in names] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_told(language: str, tmp_path: Path) -> None:
    edits = [case[0] for rule in ("other_numbers", "proposals", "empty") for case in RULES[rule].fires]
    for item in returned(tmp_path, good, *edits).diagnostics:
        assert "{" not in message(item, language) + hint(item, language)
        assert "@" not in message(item, language) + hint(item, language)


def test_hidden_slides_are_left_in_peace(tmp_path: Path) -> None:
    def hidden(deck: Any) -> None:
        slide = add(deck, "Sak 12/25", "Klikk for å legge til tekst", "Pause til 23.15")
        add_picture(slide, "")
        slide._element.set("show", "0")

    prepared = returned(tmp_path, good, hidden)
    assert told(prepared.diagnostics) == EXPECTED


def test_a_committee_without_numbers_is_asked_for_none(tmp_path: Path) -> None:
    committee = f"{PLAIN[COMMITTEE]}saksnummer: ingen\n"
    found = told(returned(tmp_path, good, title(1, "Sak 9/25: Plan for året"), committee=committee).diagnostics)
    assert not [item for item in found if "number" in item[0]]


def test_a_series_of_its_own_is_another_number(tmp_path: Path) -> None:
    committee = f'{PLAIN[COMMITTEE]}saksnummer: "PS {{nr}}/{{åå}}"\nserier: {{Referatsak: "RS {{nr}}/{{åå}}"}}\n'
    ledger = ""
    edits = (good, body(2, "Se RS 1/25 og PS 1/25, sak 1/25"))
    found = told(returned(tmp_path, *edits, committee=committee, ledger=ledger).diagnostics)
    assert [words for name, _, words in found if name == "other-case-number"] == ["RS 1/25"]


def test_an_agenda_without_breaks_has_none_to_show(tmp_path: Path) -> None:
    meeting = str(SOURCES[MEETING]).replace("  - pause: 15\n", "").replace("  - lunsj: 30\n", "")
    found = returned(tmp_path, good, further("Pause til 10.15", layout=HEADED), meeting=meeting).diagnostics
    (item,) = (item for item in found if item.code.name == "slide-break-differs")
    assert dict(item.args)["agenda"] == "@no_breaks"


def test_small_slides_are_measured_as_they_are_shown(tmp_path: Path) -> None:
    def small(deck: Any) -> None:
        deck.slide_width, deck.slide_height = Inches(10), Inches(5.625)

    found = told(returned(tmp_path, good, sized(10, "Ti punkt her er mer enn tretten ellers"), small).diagnostics)
    assert "tiny-text" not in [name for name, _, _ in found]


def test_title_slides_are_looked_for_first_only(tmp_path: Path) -> None:
    found = told(returned(tmp_path, good, lambda deck: add(deck, "Del to", "Lise Berg, KS", layout=TITLE)).diagnostics)
    assert [item for item in found if item[0].startswith(("slide-title", "slide-presenter"))] == []


def test_a_title_slide_is_known_without_a_layout_for_it(tmp_path: Path) -> None:
    def plain(deck: Any) -> None:
        add(deck, "Strategi for rådet", "v/ Per Hansen", "torsdag 14. mai 2025")
        add(deck, "Bakgrunn", "Vedtatt 3. mai 2024", "Gjelder alle")

    assert told(returned(tmp_path, plain).diagnostics) == [
        ("slide-date-differs", "1", "14. mai 2025"),
        ("slide-presenter-differs", "1", "Per Hansen"),
        ("slide-title-differs", "1", "Strategi for rådet"),
    ]


def test_a_first_slide_with_content_is_no_title_slide(tmp_path: Path) -> None:
    plain = lambda deck: add(deck, "Hva har skjedd?", "Vedtatt 3. mai 2024", "Utredet 2024", "Sendt på høring")  # noqa: E731
    assert told(returned(tmp_path, plain).diagnostics) == []


def linked(address: str) -> Edit:
    """Words on the second slide that lead to ``address``."""

    def edit(deck: Any) -> None:
        box = deck.slides[1].shapes.add_textbox(0, 0, Inches(2), Inches(1))
        run = box.text_frame.paragraphs[0].add_run()
        run.text, run.hyperlink.address = "Rapporten om planen", address

    return edit


@pytest.mark.parametrize(
    ("address", "expected"), [("https://www.difi.no/x", ["lysbilde 2: "]), ("https://www.digdir.no/x", [])]
)
def test_links_of_slides_to_closed_sites_are_found(address: str, expected: list[str], tmp_path: Path) -> None:
    found = [item for item in returned(tmp_path, good, linked(address)).diagnostics if item.code.name == "retired-domain"]
    assert [message(item, "nb").split("pptx, ")[1].partition("Nettstedet")[0] for item in found] == expected
