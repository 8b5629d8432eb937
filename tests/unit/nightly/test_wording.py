"""Changes in words: each kind in each language, nothing that is exempt, and what a secretary would say."""

from typing import get_args

import pytest

from mottepakke.messages import LANGUAGES
from mottepakke.model.changes import Change, Kind, Piece
from mottepakke.nightly.secrecy import public_form
from mottepakke.nightly.wording import quotation, sentence, subject, told

VALUES = {
    "date": ("2025-05-15", "2025-05-16"),
    "time": ("09:00–15:00", "09:00–16:00"),
    "next_meeting": ("2025-09-04", "2025-09-05 09:00–16:00 Oslo"),
    "case_time": ("09:00–09:30", "09:10–09:40"),
    "times_shifted": ("09:00", "09:10"),
    "case_added": ("", "09:00–09:30"),
    "case_moved": ("09:00–09:30", "10:00–10:30"),
    "break": ("10:00–10:10", "10:30–10:40"),
    "case_exempt": ("", "unntatt"),
    "language": ("nb", "nn"),
}


def change(kind: str, **more: object) -> Change:
    old, new = VALUES.get(kind, ("HEMMELIG før", "HEMMELIG nå"))
    fixed = {
        "kind": kind,
        "case": "rad/2025/en",
        "number": "1/25",
        "title": "HEMMELIG sak",
        "old": old,
        "new": new,
        "count": 3,
    }
    return Change(**fixed | {"part": "" if kind == "case_moved" else "HEMMELIG del"} | more)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_has_a_sentence(kind: str, language: str) -> None:
    said = sentence(change(kind), language)
    assert said[0].upper() == said[0]
    assert said.endswith(".")
    assert "{" not in said


NUMBERS = ("case_renumbered", "numbers_shifted", "file_relabelled", "files_relabelled", "times_shifted")
"""What they hold are numbers, which are never exempt."""


ROLES = {
    "case_people": ("owners", "officers", "presenters"),
    "case_exempt": ("", "public_title", "section", "attachment"),
    "file_renamed": ("", "file"),
    "break": ("", "title"),
}
PARTS = ("proposal", "summary", "section", "points", "attachment", "earlier", "actions")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in get_args(Kind) if kind not in NUMBERS])
def test_no_exempt_word_is_told(kind: str, language: str) -> None:
    old, new = VALUES.get(kind, ("HEMMELIG", "HEMMELIG"))
    if kind in ("case_removed", "case_withdrawn", "case_postponed", "case_restored"):
        old = new = ""
    for role in ROLES.get(kind, PARTS):
        pieces = (Piece("added", "HEMMELIG"),)
        secret = change(kind, exempt=True, role=role, pieces=pieces, public_title="Sak ***", old=old, new=new)
        public = public_form(secret)
        said = f"{subject(public, language)}: {' '.join(told([public], language))} {quotation(public.pieces, 99)}"
        assert "HEMMELIG" not in said
        assert "Sak ***" in said


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Change("case_time", old="09:15–09:55", new="09:15–10:05"), "Forlenget til 50 minutter (var 40), kl. 09.15–10.05."),
        (Change("case_time", old="09:15–09:55", new="09:25–10:05"), "Tid: kl. 09.25–10.05 (var kl. 09.15–09.55)."),
        (Change("case_time", old="40", new="50", role="minutes"), "Tid: 50 minutter (var 40 minutter)."),
        (Change("case_people", role="presenters", old="Kari", new="Ola"), "Innleder: Ola (var Kari)."),
        (Change("case_people", role="presenters", new="Ola"), "Innleder: Ola."),
        (Change("case_people", role="owners", old="A; B", new="B; C"), "Sakseier: inn kommer C, ut går A."),
        (Change("members", old="A; B", new="B"), "Medlemmer: ut går A."),
        (
            Change("case_moved", part="3/25", old="09:00–09:30", new="10:00–10:30"),
            "Flyttet til etter sak 3/25, kl. 10.00–10.30.",
        ),
        (Change("case_moved", role="first"), "Flyttet først på sakslisten."),
        (Change("date", old="2025-05-15", new="2025-05-16"), "Dato: fredag 16. mai 2025 (var torsdag 15. mai 2025)."),
        (
            Change("times_shifted", part="4/25–7/25", old="10:00", new="09:45", count=4),
            "Sak 4/25–7/25 begynner 15 minutter tidligere.",
        ),
        (
            Change("times_shifted", old="10:00", new="10:15", count=4),
            "Denne og de 3 neste sakene begynner 15 minutter senere.",
        ),
        (Change("file_added", part="Medlemmer", label="Vedlegg 9B"), "Nytt: Vedlegg 9B «Medlemmer»."),
        (Change("file_renamed", label="Vedlegg 9B", old="A", new="B"), "Vedlegg 9B heter nå «B» (var «A»)."),
        (Change("text", role="section", part="Bakgrunn"), "Endret tekst i «Bakgrunn»."),
        (Change("text", role="section"), "Endret tekst i innledningen."),
        (Change("part_added", role="proposal"), "Nytt: forslag til vedtak."),
        (Change("decision", role="proposal"), "Endret forslag til vedtak."),
        (Change("slides", old="3", new="3", pieces=(Piece("added", "x"),)), "Endret på lysbilde 3."),
        (Change("slides", new="4", pieces=(Piece("added", "x"),)), "Nytt lysbilde 4."),
        (Change("slides", old="4", new="5"), "Lysbilder har byttet plass."),
        (Change("slides_added", count=4), "Lysbildene er kommet (4)."),
        (Change("slides_added", count=0), "Presentasjonen er kommet, men ingen av lysbildene er tatt med."),
        (Change("slides"), "Lysbildene er endret (samme tekst)."),
        (
            Change("break", part="lunsj", old="11:30–12:00", new="11:45–12:15"),
            "Lunsj: kl. 11.45–12.15 (var kl. 11.30–12.00).",
        ),
        (Change("break", part="pause", new="11:30–11:40"), "Ny pause: pause, kl. 11.30–11.40."),
        (Change("language", old="nb", new="nn"), "Målform: nynorsk (var bokmål)."),
        (Change("case_unreadable"), "Notatet kan ikke leses."),
        (
            Change("case_people", role="presenters", old="Kari, Hdir; Ola", new="Kari; Per"),
            "Innleder: inn kommer Per, ut går Ola.",
        ),
        (
            Change("members", old="Kari; Ola (leder)", new="Kari (leder); Ola"),
            "Medlemmer: Kari (leder) og Ola (var Kari og Ola (leder)).",
        ),
        (
            Change("times_shifted", old="10:00", new="10:15", count=2),
            "Denne og den neste saken begynner 15 minutter senere.",
        ),
        (Change("slides", role="slide_pictures", old="3", new="4"), "Andre bilder eller diagrammer på lysbilde 4."),
    ],
)
def test_what_a_secretary_reads(given: Change, expected: str) -> None:
    assert sentence(given, "nb") == expected


FIGURE = {"role": "section", "part": "Bakgrunn", "old": "Kart", "new": "Kart over byen"}


@pytest.mark.parametrize(
    ("kind", "more", "nb", "nn", "en"),
    [
        (
            "picture_replaced",
            {},
            "Byttet ut: figuren «Kart over byen» i «Bakgrunn».",
            "Bytt ut: figuren «Kart over byen» i «Bakgrunn».",
            "Replaced: the figure “Kart over byen” in “Bakgrunn”.",
        ),
        (
            "picture_added",
            {"old": "", "part": ""},
            "Nytt: figuren «Kart over byen» i innledningen.",
            "Nytt: figuren «Kart over byen» i innleiinga.",
            "New: the figure “Kart over byen” in the opening.",
        ),
        (
            "picture_removed",
            {"new": "", "role": "proposal", "part": ""},
            "Tatt ut: figuren «Kart» i forslag til vedtak.",
            "Teke ut: figuren «Kart» i framlegg til vedtak.",
            "Taken out: the figure “Kart” in the proposed decision.",
        ),
        (
            "picture_described",
            {},
            "Ny alternativ tekst for figuren «Kart over byen» i «Bakgrunn».",
            "Ny alternativ tekst for figuren «Kart over byen» i «Bakgrunn».",
            "New alternative text for the figure “Kart over byen” in “Bakgrunn”.",
        ),
        (
            "picture_moved",
            {},
            "Står et annet sted i notatet: figuren «Kart over byen» i «Bakgrunn».",
            "Står ein annan stad i notatet: figuren «Kart over byen» i «Bakgrunn».",
            "Elsewhere in the note: the figure “Kart over byen” in “Bakgrunn”.",
        ),
    ],
)
def test_pictures_are_told_by_what_they_are_called_and_where_they_stand(
    kind: str, more: dict[str, str], nb: str, nn: str, en: str
) -> None:
    change = Change(kind, **FIGURE | more)  # type: ignore[arg-type]
    assert [sentence(change, language) for language in ("nb", "nn", "en")] == [nb, nn, en]


def test_a_picture_of_an_exempt_part_is_not_named() -> None:
    public = public_form(Change("picture_replaced", exempt=True, **FIGURE))  # type: ignore[arg-type]
    assert sentence(public, "nb") == "Byttet ut: en figur i en del som er unntatt offentlighet."


def test_a_part_that_has_become_exempt_is_not_said_to_be_exempt_twice() -> None:
    public = public_form(Change("case_exempt", role="section", part="Pris", new="unntatt", exempt=True))
    assert sentence(public, "nb") == "En del av notatet er unntatt offentlighet."


def test_changes_of_one_kind_are_one_phrase() -> None:
    parts = [Change("text", role="section", part=part) for part in "ABC"]
    slides = [Change("slides", old=n, new=n, pieces=(Piece("added", "x"),)) for n in "25"]
    assert told([*parts, *slides], "nb") == ("endret tekst i «A», «B» og «C»", "endret på lysbilde 2 og 5")
    many = [Change("text", role="section", part=part) for part in "ABCDEFG"]
    assert told(many, "nn") == ("endra tekst i «A», «B», «C», «D» og 3 til",)


def test_many_pushes_are_one_phrase() -> None:
    runs = [Change("times_shifted", part="x", old="10:00", new=new, count=3) for new in ("10:05", "10:10", "10:20")]
    assert told(runs, "nb") == ("9 saker begynner 5–20 minutter senere",)


def test_a_quotation_marks_words_as_minutes_do_and_is_left_out_when_long() -> None:
    pieces = (
        Piece("gap", ""),
        Piece("same", "NUIT "),
        Piece("removed", "drøftet"),
        Piece("added", "vedtok"),
        Piece("same", "."),
    )
    assert quotation(pieces, 99) == "… NUIT [−drøftet] [+vedtok]."
    assert quotation(pieces, 9) == ""
