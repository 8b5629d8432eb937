"""Keys, dates, times and full stops in YAML: mended where there is one right answer, left alone where there is none."""

import pytest

from mottepakke.mend.edit import Edit, diff, edited
from mottepakke.mend.proof import same_values
from mottepakke.mend.stops import needs_stop, stop_edits
from mottepakke.mend.values import canonical, value_edits
from mottepakke.read.committee import COMMITTEE
from mottepakke.read.fields import Keyed
from mottepakke.read.meeting import MEETING
from mottepakke.read.note import NOTE


def mended(text: str, schema: object = MEETING) -> str:
    edits = value_edits(text, Keyed(schema))  # type: ignore[arg-type]
    return edited(text, edits)


@pytest.mark.parametrize(
    ("written", "means", "right"),
    [
        ("15.05.2025", "date", "2025-05-15"),
        ("15. mai 2025", "date", "2025-05-15"),
        ("torsdag 15. mai 2025", "date", "2025-05-15"),
        ("2025-5-1", "date", "2025-05-01"),
        ("2025.05.01", "date", "2025-05-01"),
        ("2025-05-15", "date", "2025-05-15"),
        ("31.04.2025", "date", ""),
        ("05/06/2025", "date", ""),
        ("15.05.25", "date", ""),
        ("i mai", "date", ""),
        ("9.15", "clock", "09:15"),
        ("kl. 9", "clock", "09:00"),
        ("0915", "clock", "09:15"),
        ("25:00", "clock", ""),
        ("9.00–16", "hours", "09:00-16:00"),
        ("kl. 9 - 16.30", "hours", "09:00-16:30"),
        ("09:00", "hours", "09:00"),
        ("9-12-15", "hours", ""),
        ("fra 9", "hours", ""),
    ],
)
def test_dates_and_times_have_one_form(written: str, means: str, right: str) -> None:
    assert canonical(written, means) == right


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dato: 15.05.2025  # torsdag\ntid: 9-12\n", "dato: 2025-05-15  # torsdag\ntid: 09:00-12:00\n"),
        ('dato: "15.05.2025"\r\n', "dato: 2025-05-15\r\n"),
        ("neste_møte: {dato: 4. juni 2025, tid: '9.00–16.00'}\n", "neste_møte: {dato: 2025-06-04, tid: 09:00-16:00}\n"),
        ("saksliste:\n  - sak: a\n    kl: 9.15\n", "saksliste:\n  - sak: a\n    kl: 09:15\n"),
        ("saksliste:\n- tittel: A\n  varigheten: 5\n", "saksliste:\n- tittel: A\n  varighet: 5\n"),
        ("saksliste:\n- tittel: A\n  saksbehandlar: Kari\n", "saksliste:\n- tittel: A\n  saksbehandler: Kari\n"),
        ("datoo: 15.05.2025\n", "dato: 2025-05-15\n"),
        ("neste mote: {dato: 2025-06-04}\n", "neste mote: {dato: 2025-06-04}\n"),
        ("Dato: 2025-06-04\n", "Dato: 2025-06-04\n"),
        ("dato: 2025-06-04\ndatoo: 2025-06-05\n", "dato: 2025-06-04\ndatoo: 2025-06-05\n"),
        ("datoo: 2025-06-04\ndatto: 2025-06-05\n", "datoo: 2025-06-04\ndatto: 2025-06-05\n"),
        ("noe_annet: 1\n", "noe_annet: 1\n"),
        ("dato: &d 15.05.2025\nversjon: *d\n", "dato: &d 15.05.2025\nversjon: *d\n"),
        ("tittel: 15.05.2025\n", "tittel: 15.05.2025\n"),
        ("dato: [\n", "dato: [\n"),
        ("dato: fredag 15. mai 2025\n", "dato: fredag 15. mai 2025\n"),
        ("saksliste:\n- - sak: a\n", "saksliste:\n- - sak: a\n"),
    ],
)
def test_a_meeting_is_mended_and_all_else_stays(old: str, new: str) -> None:
    tried = mended(old)
    if old.startswith("dato: &d"):
        assert not same_values(old, tried, frozenset(), None, None)
    else:
        assert tried == new


def test_a_key_that_may_be_two_is_left_alone() -> None:
    assert mended("saksliste:\n- tittel: A\n  sakse: Kari\n") == "saksliste:\n- tittel: A\n  sakse: Kari\n"


def test_settings_and_members_are_reached() -> None:
    old = "medlemmer:\n  - {navn: Kari, virksomheten: X}\nregler: {ignorere: [AG004 – fordi]}\n"
    assert mended(old, COMMITTEE) == old.replace("virksomheten", "virksomhet").replace("ignorere", "ignorer")


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Rådet drøftet saken", True),
        ("Rådet drøftet saken.", False),
        ("Rådet drøftet saken (se [[vedlegg:a]])", True),
        ("Rådet viser til «planen»", True),
        ("Rådet drøftet:\n\n- det ene\n- det andre", False),
        ("1. Rådet drøftet saken", True),
        ("1. Rådet drøftet saken.\n2. Rådet ber om en plan", True),
        ("1. Rådet drøftet saken\n2. Rådet ber om en plan.", False),
        ("Rådet:\n\n1. drøftet saken.\n2) ber om\n   en plan", True),
        ("10. Rådet ber om\n    en plan", True),
        ("1. Rådet ber om:\n   - det ene\n   - det andre", False),
        ("1. Rådet drøftet saken.\n\n2. Utsatt", False),
        ("Rådet drøftet punkt\n2. Planen er god", False),
        ("Rådet drøftet saken:", False),
        ("Rådet drøftet saken …", False),
        ("Utsatt", False),
        ("Rådet drøftet **saken**", False),
        ("Rådet\ndrøftet saken", True),
        ("Først.\n\nRådet drøftet saken\n\n", True),
        ("| a b | c |", False),
        ("> Rådet drøftet saken", False),
        ("", False),
    ],
)
def test_a_sentence_without_its_full_stop_is_known(text: str, needs: bool) -> None:
    assert needs_stop(text) is needs


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("forslag_til_vedtak: Rådet drøftet saken  # kort\n", "forslag_til_vedtak: Rådet drøftet saken.  # kort\n"),
        ("forslag_til_vedtak: 'Rådet drøftet saken'\n", "forslag_til_vedtak: 'Rådet drøftet saken.'\n"),
        ("forslag_til_vedtak: |\n  Rådet drøftet\n  saken\nomtale: Noe annet\n",) * 2,
        ("forslag_til_vedtak: |\n  - a b\n", "forslag_til_vedtak: |\n  - a b\n"),
        ("forslag_til_vedtak: |\n  1. Rådet drøftet\n  2. Vi drøftet saken\nomtale: Noe annet\n",) * 2,
    ],
)
def test_a_proposal_in_a_head_gets_its_full_stop(old: str, new: str) -> None:
    assert mended(old, NOTE) == new.replace("saken\nomtale", "saken.\nomtale")


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("## Forslag til vedtak\n\nRådet drøftet saken\n\n## Annet\n\nTekst\n", "drøftet saken.\n\n## Annet\n\nTekst\n"),
        (
            "## Bakgrunn\n\nTekst uten\n\n## Innstilling {#i}\nRådet drøftet saken  \n",
            "Tekst uten\n\n## Innstilling {#i}\nRådet drøftet saken.  \n",
        ),
        ("## Forslag til vedtak\r\n\r\nRådet drøftet saken\r\n", "drøftet saken.\r\n"),
        ("## Forslag til vedtak\n\n- a b\n- c d\n", "- c d\n"),
        ("## Forslag til vedtak\n\n1. Rådet drøftet saken.\n2. Rådet ber om en plan\n", "2. Rådet ber om en plan.\n"),
        ("## Forslag til vedtak\n\n## Annet\n\nTekst her\n", "Tekst her\n"),
        ("### Forslag til vedtak\n\nTekst her\n", "Tekst her\n"),
    ],
)
def test_the_section_of_the_proposal_gets_its_full_stop(body: str, right: str) -> None:
    assert edited(body, stop_edits(body)).endswith(right)


def test_edits_go_in_order_and_are_shown_as_a_diff() -> None:
    assert edited("abc", [Edit(2, 3, "C"), Edit(0, 1, "A")]) == "AbC"
    assert diff("a\nb\n", "a\nc\n", "x.md").split("\n") == ["--- x.md", "+++ x.md", "@@ -1,3 +1,3 @@", " a", "-b", "+c", " "]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dato: 2025-05-15\n", "dato: 2025-05-16\n"),
        ("tittel: A\n", "tittel: A\nsted: B\n"),
        ("tittel: A\n", "tittel: [A]\n"),
        ("tittel: A b\n", "titel: A b\n"),
        ("tittel: A b\n", "tittel: A c\n"),
        ("tittel: A b\n", "tittel: [\n"),
        ("a: [1, 2]\n", "a: [1]\n"),
    ],
)
def test_the_proof_refuses_what_says_something_else(old: str, new: str) -> None:
    assert same_values(old, old, frozenset(), None, None)
    assert not same_values(old, new, frozenset(), None, None)
