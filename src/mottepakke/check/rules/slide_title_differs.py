"""A title slide that does not carry the case's title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, title_slide, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import Repeats, ReturnedCase
from mottepakke.model.wording import folded, says

NUMBERED = re.compile(r"^\s*(?:sak(?:en|a)?\s+)?(?:[A-ZÆØÅ]{1,4}\s+)?\d{1,5}/\d{2,4}\s*[:–.-]?\s*", re.IGNORECASE)
"""A case number in front of a title, whichever it is; a wrong one has a finding of its own."""


def find(returned: ReturnedCase, subject: Subject) -> Iterator[Diagnostic]:
    """A title slide that says the case's title nowhere."""
    slide = title_slide(returned)
    case, committee = returned.case.row.case, subject.meeting.committee
    if slide is None or any(item.number == slide.number for item in returned.of(Repeats.AGENDA)):
        return
    heading = NUMBERED.sub("", slide.heading)
    whole = folded(" ".join(line.text for shape in slide.texts for line in shape.lines))
    ours = [folded(text) for text in (case.title, case.short_title)]
    known = {*ours, folded(subject.meeting.meeting.title), folded(committee.name), folded(committee.short_name)}
    if not folded(heading) or folded(heading) in known or any(says(whole, title) for title in ours):
        return
    yield told(codes.TITLE_DIFFERS, returned, [slide.number], words=heading, title=case.title)


RULE = Rule(codes.TITLE_DIFFERS, in_decks(find))
