"""What ``[[sak:…]]`` and ``[[vedlegg:…]]`` mean in one meeting."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from mottepakke.model.document import Block, Paragraph
from mottepakke.model.meeting import Case, FileAttachment
from mottepakke.model.pack import ResolvedAttachment, ResolvedCase, ResolvedMeeting
from mottepakke.model.slug import slugify
from mottepakke.model.source import Span
from mottepakke.model.walk import links

SCHEME = "ref:"
Elsewhere = Mapping[str, tuple[str, str]]
"""(number, title) of cases of other meetings and committees by case key."""


class Target(Struct, frozen=True):
    """What a reference stands for. ``href`` is a ``pakke:`` address, or '' outside the meeting.

    ``number`` is '' where cases or attachments carry none: then the title is printed. ``case_number`` is set for
    attachments numbered within their case.
    """

    kind: Literal["sak", "vedlegg"]
    number: str
    title: str
    href: str
    case_number: str = ""


class Unresolved(Struct, frozen=True):
    """A reference that leads nowhere: why, in the words of a finding's code name."""

    reason: Literal["unknown-case", "unknown-attachment", "ambiguous-attachment"]


class ReferenceTable(Struct, frozen=True):
    """Looks references up."""

    meeting: ResolvedMeeting
    elsewhere: Elsewhere

    def look_up(self, href: str, case: Case | None) -> Target | Unresolved:
        """The target of a ``ref:`` address written in ``case`` (None: outside any case)."""
        kind, _, target = href.removeprefix(SCHEME).partition("/")
        target = unicodedata.normalize("NFC", target)
        return self._case(target) if kind == "sak" else self._attachment(target, case)

    def _case(self, target: str) -> Target | Unresolved:
        found = self._resolved(target)
        if found:
            return Target("sak", found.number, found.row.case.title, self.case_href(found))
        key = self._key(target)
        if key in self.elsewhere:
            number, title = self.elsewhere[key]
            return Target("sak", number, title, "")
        return Unresolved("unknown-case")

    def _key(self, target: str) -> str:
        meeting = self.meeting.meeting
        parts = target.split("/")
        return "/".join((*(meeting.committee, str(meeting.year))[: max(3 - len(parts), 0)], *parts))

    def outside(self, blocks: Sequence[Block]) -> Iterator[tuple[str, str, str]]:
        """Key, number and title of each case of another meeting that ``blocks`` refer to."""
        for href, _ in references(blocks):
            kind, _, target = href.removeprefix(SCHEME).partition("/")
            key = self._key(unicodedata.normalize("NFC", target))
            if kind == "sak" and self._resolved(target) is None and key in self.elsewhere:
                yield (key, *self.elsewhere[key])

    def _resolved(self, target: str) -> ResolvedCase | None:
        key = self._key(target)
        same_slug = (case for case in self.meeting.cases if "/" not in target and case.row.case.slug == target)
        return next((case for case in self.meeting.cases if case.row.case.key == key), None) or next(same_slug, None)

    @staticmethod
    def case_href(case: ResolvedCase) -> str:
        """The note, or the case's place in the notice."""
        return f"pakke:{case.note_id}" if case.note_id else f"pakke:innkalling#{case.anchor}"

    def _attachment(self, target: str, case: Case | None) -> Target | Unresolved:
        name, _, slug = target.rpartition("/")
        owner = self._resolved(name) if name else self._owner(case)
        if owner is None:
            return Unresolved("unknown-case" if name else "unknown-attachment")
        found = [item for item in owner.attachments if slug in names_of(item)]
        found = found or [item for item in owner.attachments if slugify(slug) in names_of(item)]
        if len(found) != 1:
            return Unresolved("ambiguous-attachment" if found else "unknown-attachment")
        return Target(
            "vedlegg",
            found[0].label,
            found[0].title or found[0].source.slug,
            f"pakke:{found[0].id}",
            self.meeting.counted_within(owner),
        )

    def _owner(self, case: Case | None) -> ResolvedCase | None:
        return next((item for item in self.meeting.cases if case and item.row.case.key == case.key), None)


def names_of(item: ResolvedAttachment) -> tuple[str, ...]:
    """What `[[vedlegg:…]]` may call an attachment."""
    slug = unicodedata.normalize("NFC", item.source.slug)
    if isinstance(item.source, FileAttachment):
        return (slug, slugify(slug), unicodedata.normalize("NFC", item.source.file.rsplit("/", 1)[-1]))
    return (slug,)


def case_blocks(case: Case) -> Iterator[Block]:
    """Every block an author wrote for a case."""
    yield from case.summary
    yield from case.proposal
    for section in case.sections:
        yield Paragraph(section.title)
        yield from section.blocks


def references(blocks: Sequence[Block]) -> Iterator[tuple[str, Span | None]]:
    """The ``ref:`` addresses in ``blocks`` with their places."""
    for link in links(blocks):
        if link.href.startswith(SCHEME):
            yield link.href, link.span
