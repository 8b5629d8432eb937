"""What a place in a source is about: a case of the meeting, or another part of it."""

from __future__ import annotations

from mottepakke.layout.findings import Part
from mottepakke.model.meeting import FileAttachment
from mottepakke.model.pack import ResolvedCase, ResolvedMeeting
from mottepakke.model.source import Span


class Places:
    """Which case, or which other part of a meeting, a place in a source belongs to."""

    def __init__(self, meeting: ResolvedMeeting | None, slug: str) -> None:
        self.meeting = meeting
        self.slug = slug
        self.files = [
            (item.source.path.as_posix(), case.row.case.key)
            for case in (meeting.cases if meeting else ())
            for item in case.attachments
            if isinstance(item.source, FileAttachment) and item.source.path
        ]

    def about(self, span: Span) -> str:
        """The key of the case, or a `Part`."""
        path = span.path
        for file, key in self.files:
            if file.endswith(f"/{path}"):
                return key
        for case in self.meeting.cases if self.meeting else ():
            if path.startswith(f"sources/{case.row.case.key}/"):
                return case.row.case.key
        if self.meeting and path == self.meeting.meeting.origin.span.path:
            return self._row(span.line)
        name = path.removeprefix(f"packs/{self.slug}/")
        by_name: dict[str, Part] = {"utvalg.yaml": "utvalget", "saksregister.yaml": "saksregisteret"}
        if name.endswith(".referat.md"):
            return "referatet"
        is_meeting = name.endswith((".yaml", ".yml")) and "/" not in name
        return by_name.get(name, "møtet" if is_meeting else "andre_filer")

    def _row(self, line: int) -> str:
        """The case on whose row ``line`` of the meeting's file stands."""
        assert self.meeting is not None
        about = {span.line: "møtet" for span in self.meeting.meeting.origin.fields.values()}
        for row in self.meeting.rows:
            about[row.row.origin.span.line] = row.row.case.key if isinstance(row, ResolvedCase) else "møtet"
        begun = [start for start in about if start <= line]
        return about[max(begun)] if begun else "møtet"
