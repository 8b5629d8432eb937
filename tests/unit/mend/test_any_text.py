"""Whatever a source holds: mending never fails, changes no line's number, and has nothing to do a second time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mottepakke.mend.edit import edited
from mottepakke.mend.numbers import LEFT_ALONE
from mottepakke.mend.proof import same_prose
from mottepakke.mend.stops import stop_edits
from mottepakke.mend.values import value_edits
from mottepakke.read.fields import Keyed
from mottepakke.read.meeting import MEETING

PIECES = [
    "dato: ",
    "datoo: ",
    "15. mai 2025",
    "9-12",
    "tid: ",
    "\n",
    "- ",
    "  ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "#",
    "'",
    '"',
    "|",
]
PIECES += ["saksliste:\n", "varigheten: ", "kl: 9.15", "&a ", "*a", "forslag_til_vedtak: ", "Ja takk", "\r\n", "æ", "\u2028"]
PROSE = [
    "## Innstilling\n\n",
    "Rådet drøftet saken",
    "\n",
    "\n\n",
    "- ",
    "> ",
    "```\n",
    "`",
    "«",
    "»",
    "[[",
    "]]",
    "<!-- x -->",
    ".",
    "|",
]

SETTINGS = settings(max_examples=100, derandomize=True, database=None, deadline=None)


@SETTINGS
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_yaml(text: str) -> None:
    new = edited(text, value_edits(text, Keyed(MEETING)))
    assert new.count("\n") == text.count("\n")
    assert edited(new, value_edits(new, Keyed(MEETING))) == new


@SETTINGS
@given(st.lists(st.sampled_from(PROSE), max_size=14).map("".join))
def test_any_prose(text: str) -> None:
    new = edited(text, stop_edits(text))
    assert new.count("\n") == text.count("\n")
    assert same_prose(text, text, None, None)
    assert len(LEFT_ALONE.sub("", text)) <= len(text)
    assert edited(new, stop_edits(new)) == new
