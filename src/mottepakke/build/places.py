"""What findings are about, a case of the meeting or another part of it: the one order and the one heading of each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from msgspec import Struct

from mottepakke.diagnostics import Diagnostic
from mottepakke.layout.dates import NO_BREAK
from mottepakke.layout.references import numbered
from mottepakke.model.meeting import FileAttachment
from mottepakke.model.pack import ResolvedCase, ResolvedMeeting
from mottepakke.model.source import Span

Words = Mapping[str, str]
Part = Literal["møtet", "utvalget", "saksregisteret", "referatet", "andre_filer"]
"""What a finding is about when it is about no case."""
PARTS: tuple[Part, ...] = get_args(Part)
MEETING, ELSEWHERE = PARTS[0], PARTS[-1]
BY_NAME: Mapping[str, Part] = {"utvalg.yaml": "utvalget", "saksregister.yaml": "saksregisteret"}


class Placed(Struct, frozen=True):
    """A case as headings name it."""

    key: str
    number: str
    title: str


class Places(Struct, frozen=True):
    """Which case, or which other part of a meeting, a place in a source belongs to.

    ``committee`` is its slug, ``agenda`` the meeting's file ('' where it cannot be read), ``cases`` as on the agenda.
    ``files`` are attached files with the key of their case, ``rows`` lines of the agenda with what begins there.
    """

    committee: str
    agenda: str = ""
    cases: tuple[Placed, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, meeting: ResolvedMeeting | None, slug: str) -> Places:
        """The places of a meeting of the committee ``slug``; None: it cannot be read."""
        if meeting is None:
            return cls(slug)
        return cls(
            committee=slug,
            agenda=meeting.meeting.origin.span.path,
            cases=tuple(Placed(case.row.case.key, case.number, case.row.case.title) for case in meeting.cases),
            files=tuple(
                (unicodedata.normalize("NFC", item.source.path.as_posix()), case.row.case.key)
                for case in meeting.cases
                for item in case.attachments
                if isinstance(item.source, FileAttachment) and item.source.path
            ),
            rows=tuple(dict(_rows(meeting)).items()),
        )

    def about(self, span: Span) -> str:
        """The key of the case, or a `Part`."""
        path = span.path
        for file, key in self.files:
            if file.endswith(f"/{path}"):
                return key
        for case in self.cases:
            if path.startswith(f"sources/{case.key}/"):
                return case.key
        if path == self.agenda:
            return max((row for row in self.rows if row[0] <= span.line), default=(0, MEETING))[1]
        name = path.removeprefix(f"packs/{self.committee}/")
        if name.endswith(".referat.md"):
            return "referatet"
        is_meeting = name.endswith((".yaml", ".yml")) and "/" not in name
        return BY_NAME.get(name, MEETING if is_meeting else ELSEWHERE)

    def groups(self, found: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
        """Findings by what they are about: first the meeting, then cases as on the agenda, then the rest.

        In each group those that weigh most come first, otherwise in the order given.
        """
        groups: dict[str, list[Diagnostic]] = {name: [] for name in (MEETING, *(case.key for case in self.cases), *PARTS)}
        for item in sorted(found, key=lambda item: -item.severity):
            groups[self.about(item.span)].append(item)
        return {name: items for name, items in groups.items() if items}

    def heading(self, about: str, words: Words) -> str:
        """What is printed over a group: «Sak 14/25: Plan», «Møtet og sakslisten»."""
        case = next((case for case in self.cases if case.key == about), None)
        return numbered(case.number, case.title, words, NO_BREAK) if case else words[f"funn_{about}"]


def _rows(meeting: ResolvedMeeting) -> Iterable[tuple[int, str]]:
    """Lines with what begins there; what comes last of one line holds."""
    yield from ((span.line, MEETING) for span in meeting.meeting.origin.fields.values())
    for row in meeting.rows:
        yield row.row.origin.span.line, row.row.case.key if isinstance(row, ResolvedCase) else MEETING
