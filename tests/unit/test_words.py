"""The layout's words: the same keys in both languages, and none that nothing prints."""

import re
from pathlib import Path
from typing import get_args

from mottepakke.build.places import PARTS
from mottepakke.diagnostics import Report
from mottepakke.layout.findings import WEIGHTS
from mottepakke.model.meeting import SectionKind
from mottepakke.model.source import Span
from mottepakke.model.yearbook import Fate
from mottepakke.nightly import meeting_view, phrases
from mottepakke.nightly.night import Role, State
from mottepakke.read.layout import STANDARD_FOLDER, read_layout

PACKAGE = STANDARD_FOLDER.parents[1]
BY_VALUE = {
    *(kind.value for kind in SectionKind),
    *("pause", "lunsj", "trukket", "utsatt"),
    *("leder", "nestleder", "vara", "observatør", "sekretær"),
    *(f"register_{fate.value}" for fate in Fate),
    *(f"funn_{part}" for part in PARTS),
    *WEIGHTS.values(),
    *(f"{start}_{state}" for start in ("natt", "natt_hjelp", "natt_gjør") for state in (*get_args(State), "empty", "gone")),
    *("natt_i_dag", "natt_i_morgen", "natt_i_går", "natt_siden_dager", "natt_frist_ute"),
    *("natt_sent_versjon", "natt_changed_versjon", "natt_trukket", "natt_utsatt"),
    *(f"{start}_{role}" for start in ("natt_rolle", "natt_av_rolle") for role in get_args(Role)),
    *(f"natt_slag_{kind}" for kind in meeting_view.KINDS),
    *meeting_view.MISSING.values(),
    *phrases.COUNTS.values(),
    *("tillegg_nye_saker", "tillegg_nye", "tillegg_erstattet", "tillegg_trukket"),
    *("sak", "tittel", "presenterer", "tid", "start", "slutt", "varighet", "sakstype", "tidspunkt"),
}
"""Words looked up by what a source says: sections, breaks, states, functions, columns, what became of a number or a
document."""


def words(language: str) -> set[str]:
    layout = read_layout("standard", Path.cwd(), Span("utvalg.yaml"), Report())
    assert layout is not None
    return set(layout.words[language])


def test_both_languages_have_the_same_words() -> None:
    assert words("nb") == words("nn")


def test_every_word_is_printed_somewhere() -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in STANDARD_FOLDER.glob("*.html"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    used = set(re.findall(r"\bord\.(\w+)", templates)) | BY_VALUE
    used |= set(re.findall(r"""words(?:\.get\(|\[)f?["'](\w+)["']""", code)) | set(
        re.findall(r"(?:_of_meeting|\.word)\(\"(\w+)\"", code)
    )
    assert words("nb") - used == set()


def test_every_word_a_template_asks_for_is_there() -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in STANDARD_FOLDER.glob("*.html"))
    assert set(re.findall(r"\bord\.(\w+)", templates)) - words("nb") == set()
