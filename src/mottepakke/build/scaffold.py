"""The minutes somebody begins with: who was called, and every case with its proposal as the decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mottepakke.build.starters import starter, write_new, yaml_text
from mottepakke.layout.viewing import presenter_lines
from mottepakke.model.meeting import Person
from mottepakke.model.minutes import called
from mottepakke.model.pack import ResolvedCase, ResolvedMeeting
from mottepakke.read.minutes import case_name
from mottepakke.write.markdown import escaped, markdown

WORDS: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "presented": "{who} la fram saken.",
        "trukket": "Saken ble trukket.",
        "utsatt": "Saken ble utsatt.",
        "remarks": "Innspill",
        "actions": "Aksjonspunkter",
        "decision": "Vedtak",
    },
    "nn": {
        "presented": "{who} la fram saka.",
        "trukket": "Saka vart trekt.",
        "utsatt": "Saka vart utsett.",
        "remarks": "Innspel",
        "actions": "Oppfølgingspunkt",
        "decision": "Vedtak",
    },
}
"""What a section says, under headings that `mottepakke.read.sections` knows."""
SECRETARY = "sekretær"
BELOW_PART = 4
"""The level of headings under those of a case's parts."""


def write_scaffold(meeting: ResolvedMeeting, root: Path) -> Path:
    """packs/<committee>/<year>-<number>.referat.md.

    Raises:
        UsageStop: the file exists, or cannot be written.
    """
    return write_new(root / "packs" / f"{meeting.meeting.key}.referat.md", root, scaffold(meeting))


def scaffold(meeting: ResolvedMeeting) -> str:
    """The text of minutes before anybody has written in them."""
    language = meeting.committee.language
    members = meeting.meeting.members
    secretaries = [person for person in members if person.function == SECRETARY]
    head = starter(language, "referat.md", MEDLEMMER=_names(called(members)), SEKRETARIAT=_names(secretaries))
    return "\n\n".join((head.rstrip("\n"), *(_section(case, WORDS[language]) for case in meeting.cases))) + "\n"


def _names(people: Sequence[Person]) -> str:
    """The value of a key: a list of names, or an empty one."""
    return "".join(f"\n  - {yaml_text(person.name)}" for person in people) or " []"


def _section(case: ResolvedCase, words: Mapping[str, str]) -> str:
    return "\n\n".join((f"## {_heading(case)}", *_parts(case, words)))


def _heading(case: ResolvedCase) -> str:
    """Number and title; the number or slug alone where its end would not be seen."""
    name = case.number or case.row.case.slug
    titled = f"{name} {escaped(case.row.case.title)}"
    return titled if case.number and case_name(titled) == name and "{" not in titled else name


def _parts(case: ResolvedCase, words: Mapping[str, str]) -> Iterator[str]:
    source = case.row.case
    if case.row.status:
        yield words[case.row.status]
        return
    if people := source.presenters or source.owners:
        yield words["presented"].format(who=_together(people))
    if source.proposal or source.has_note:
        yield f"### {words['remarks']}"
        yield f"### {words['actions']}"
    if source.proposal:
        yield f"### {words['decision']}"
        yield markdown(source.proposal, BELOW_PART, f"{case.stem}-")


def _together(people: Sequence[Person]) -> str:
    """«Kari Nordmann og Ola Nordmann, Helsedirektoratet, og Tone Lie, KS,»."""
    said = [escaped(line) + "," * ("," in line) for line in presenter_lines(people, {"og": "og"})]
    return f"{' '.join(said[:-1])} og {said[-1]}" if said[1:] else said[0]
