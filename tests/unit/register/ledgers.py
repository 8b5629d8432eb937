"""A committee of two series, and changes to its ledger."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.model.meeting import Committee, HistoryLine
from mottepakke.read.committee import read_committee
from mottepakke.read.note import Place
from mottepakke.register.change import Change, RegisterRefused
from mottepakke.register.text import entered

COMMITTEE_YAML = 'navn: Rådet\nkortnavn: Rådet\nserier: {Orientering: "RS {nr}/{åå}"}\n'
PLACE = Place("packs/rad/saksregister.yaml", Path(), Path())
POSTPONED = HistoryLine(dt.date(2025, 5, 16), "utsatt til 3/2025", "for få til stede")


def committee(slug: str) -> Committee:
    report = Report()
    found = read_committee(COMMITTEE_YAML, slug, Place(f"packs/{slug}/utvalg.yaml", Path(), Path()), report)
    assert found is not None
    assert list(report) == []
    return found


COMMITTEE = committee("rad")
OTHER = committee("styre")


def enter(text: str, *changes: Change) -> str:
    return entered(text, changes, COMMITTEE, PLACE)


def new(number: str, title: str = "Ny") -> Change:
    return Change(number=number, title=title, meeting="rad/2025-3")


def refused(text: str, *changes: Change) -> list[tuple[str, int]]:
    """The names and lines of what a change is refused for."""
    try:
        enter(text, *changes)
    except RegisterRefused as error:
        return named(error.diagnostics)
    return []


def named(found: Iterable[Diagnostic]) -> list[tuple[str, int]]:
    return [(one.code.name, one.span.line) for one in found]
