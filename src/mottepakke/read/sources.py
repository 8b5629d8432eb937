"""A workspace as a reader sees it: every source read once, with the findings of each file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.model.document import Figure
from mottepakke.model.filetypes import KINDS, kind_on_disk
from mottepakke.model.meeting import (
    Case,
    Committee,
    FileAttachment,
    Ledger,
    MarkdownAttachment,
    Meeting,
    unreadable_case,
)
from mottepakke.model.minutes import Minutes
from mottepakke.model.sent import Sent, SentFile, SourceChange, change_of
from mottepakke.model.settings import Ignored
from mottepakke.model.source import Span
from mottepakke.read.attachment import read_markdown_attachment
from mottepakke.read.committee import read_committee
from mottepakke.read.fields import brief
from mottepakke.read.ledger import read_ledger
from mottepakke.read.meeting import read_meeting
from mottepakke.read.minutes import read_minutes
from mottepakke.read.note import SLUG, Place, read_note
from mottepakke.read.parser import PARSER, Parser
from mottepakke.read.paths import Found, look_at, renamed, shown_path
from mottepakke.read.pictures import read_picture
from mottepakke.read.sent import read_sent_file, sent_from
from mottepakke.read.text import read_text

MARKDOWN = (".md", ".markdown")
PICTURES = (".png", ".jpg", ".jpeg", ".svg")
NO_TEXT = frozenset(kind for _, kind in KINDS) - {"xml", "html"}
MEETING_FILE = re.compile(r"(([0-9]{4})-([0-9]{1,4}))\.ya?ml")
T = TypeVar("T")


def find_workspace(start: Path) -> Path | None:
    """The nearest folder from ``start`` upwards that holds ``packs/``."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / "packs").is_dir()), None)


class Sources(Struct):
    """Reads what is asked for, once each, and keeps each source's findings under the source's key."""

    root: Path
    reports: dict[str, Report] = field(default_factory=dict)
    assumed: set[str] = field(default_factory=set)
    """Meetings read as if they had been sent."""
    parser: Parser = PARSER
    """What parses texts; it may know some from before."""
    texts: dict[str, str] = field(default_factory=dict)
    """What was read, by path as findings call it."""
    _cache: dict[str, object] = field(default_factory=dict)

    # -- what there is ----------------------------------------------------------------------------------------

    def committee_slugs(self) -> tuple[str, ...]:
        """Folders under packs/ that hold a committee."""
        names = (path.name for path in _entries(self.root / "packs") if path.is_dir())
        return tuple(sorted(name for name in names if name.isprintable() and not name.startswith(".")))

    def meeting_keys(self, committee: str) -> tuple[str, ...]:
        """The meetings of a committee in order of year and number."""
        if committee not in self.committee_slugs():
            return ()
        found = (MEETING_FILE.fullmatch(path.name) for path in _entries(self.root / "packs" / committee))
        stems = sorted({(int(match[2]), int(match[3]), match[1]) for match in found if match})
        return tuple(f"{committee}/{stem}" for _, _, stem in stems)

    def has_meeting(self, key: str) -> bool:
        """Whether there is a file for meeting ``key``."""
        return key in self.meeting_keys(key.partition("/")[0])

    def findings(self, keys: set[str]) -> list[Diagnostic]:
        """The findings of the sources under ``keys``."""
        return [diagnostic for key in sorted(keys) for diagnostic in self.reports.get(key, Report())]

    def ignored(self, keys: set[str]) -> set[Ignored]:
        """What the sources under ``keys`` want left out of their own findings."""
        return {wish for key in keys for wish in self.reports.get(key, Report()).ignored}

    # -- reading ----------------------------------------------------------------------------------------------

    def committee(self, slug: str) -> Committee | None:
        """The committee ``slug``, or None with findings under ``slug``."""
        return self._once(slug, lambda report: self._read_committee(slug, report))

    def committee_path(self, slug: str) -> Path:
        """The file of committee ``slug``."""
        return self.root / "packs" / slug / "utvalg.yaml"

    def _read_committee(self, slug: str, report: Report) -> Committee | None:
        path = self.committee_path(slug)
        place = self._place(path)
        if not SLUG.fullmatch(slug):
            report.add(codes.INVALID_SLUG, Span(place.shown), value=slug)
            return None
        source = self._text(path, report)
        return None if source is None else read_committee(source, slug, place, report)

    def ledger(self, slug: str) -> Ledger:
        """The ledger of committee ``slug`` (empty where there is no file), findings under ``slug/saksregister``."""
        return self._once(f"{slug}/saksregister", lambda report: self._read_ledger(slug, report))

    def _read_ledger(self, slug: str, report: Report) -> Ledger:
        path = self.root / "packs" / slug / "saksregister.yaml"
        source = self._text(path, report) if os.path.lexists(path) else None
        if source is None:
            return Ledger(slug)
        return read_ledger(source, slug, self._place(path), report)

    def meeting(self, key: str) -> Meeting | None:
        """The meeting ``key`` with its cases, or None with findings under ``key``."""
        return self._once(key, lambda report: self._read_meeting(key, report))

    def outline(self, key: str) -> Meeting | None:
        """The meeting ``key`` as the meetings around it need it: where it has not been read, without what its notes say.

        Its findings are left to `meeting`.
        """
        if key in self._cache:
            return self.meeting(key)
        return self._once(f"{key}.heads", lambda report: self._read_meeting(key, report, heads_only=True))

    def _read_meeting(self, key: str, report: Report, *, heads_only: bool = False) -> Meeting | None:
        slug, _, stem = key.partition("/")
        committee = self.committee(slug)
        path = self.meeting_path(key)
        year, _, number = stem.partition("-")
        expected = f"{year}-{int(number)}.yaml"
        if path.name != expected:
            report.add(codes.INVALID_FILE_NAME, Span(shown_path(path, self.root)), value=path.name, expected=expected)
            return None
        source = self._text(path, report) if committee else None
        if source is None or committee is None:
            return None

        def read_case(name: str, span: Span) -> Case:
            return self._read_case(f"{slug}/{name}", span, report, head_only=heads_only)

        meeting = read_meeting(source, key, self._place(path), committee, report, read_case)
        return replace(meeting, frozen=self.is_sent(key), sent=self._read_sent(key, report)) if meeting else None

    def meeting_path(self, key: str) -> Path:
        """The file of meeting ``key``."""
        path = self.root / "packs" / f"{key}.yaml"
        other = path.with_suffix(".yml")
        return other if os.path.lexists(other) and not path.exists() else path

    def _sent_path(self, key: str) -> Path:
        return self.root / "packs" / f"{key}.sendt.yaml"

    def is_sent(self, key: str) -> bool:
        """Whether meeting ``key`` has been sent."""
        assumed = cast(SentFile | None, self._cache.get(f"{key}.sendt"))
        return assumed is not None or os.path.lexists(self._sent_path(key))

    def assume_sent(self, file: SentFile) -> None:
        """Read the workspace as it will be when ``file`` is written."""
        self._once(f"{file.meeting}.sendt", lambda _report: file)
        self.assumed.add(file.meeting)

    def sent_file(self, key: str) -> SentFile | None:
        """The seal of meeting ``key``, or None where there is none that can be read."""
        return self._once(f"{key}.sendt", lambda report: self._read_sent_file(key, report))

    def _read_sent_file(self, key: str, report: Report) -> SentFile | None:
        path = self._sent_path(key)
        source = self._text(path, report) if self.is_sent(key) else None
        return None if source is None else read_sent_file(source, key, self._place(path), report)

    def _read_sent(self, key: str, report: Report) -> Sent | None:
        file = self.sent_file(key)
        report.found |= self.reports[f"{key}.sendt"].found
        return sent_from(file, self._place(self._sent_path(key)), report) if file else None

    def changes(self, sent: Sent) -> tuple[SourceChange, ...]:
        """What of a sent meeting's sources is not as it was sent."""
        found = (change_of(source, self._bytes(source.path)) for source in sent.version.sources)
        return tuple(change for change in found if change)

    def _bytes(self, shown: str) -> bytes | None:
        path = self.root / shown
        try:
            return path.read_bytes() if look_at(path, self.root) is not Found.OUTSIDE else None
        except OSError:
            return None

    def _read_case(self, key: str, span: Span, report: Report, *, head_only: bool) -> Case:
        path = self.root / "sources" / key / "toppnotat.md"
        place = self._place(path)
        case = None
        match look_at(path, self.root):
            case Found.MISSING:
                report.add(codes.MISSING_NOTE, span, path=brief(place.shown), nearest=brief(renamed(path)))
            case Found.OUTSIDE:
                report.add(codes.OUTSIDE_WORKSPACE, span, file=place.shown)
            case Found.FILE | Found.EMPTY:
                source = self._read(path, place.shown, report)
                if source is not None:
                    case = read_note(source, key, place, report, head_only=head_only)
        title = key.rpartition("/")[2].replace("-", " ").capitalize()
        return case or unreadable_case(key, title, place.shown, span, has_note=True)

    def minutes(self, key: str) -> Minutes | None:
        """The minutes of meeting ``key``, or None when nobody has written them; findings under ``key.referat``."""
        return self._once(f"{key}.referat", lambda report: self._read_minutes(key, report))

    def has_minutes(self, key: str) -> bool:
        """Whether there is a file of minutes of meeting ``key``, readable or not."""
        return os.path.lexists(self.root / "packs" / f"{key}.referat.md")

    def _read_minutes(self, key: str, report: Report) -> Minutes | None:
        path = self.root / "packs" / f"{key}.referat.md"
        source = self._text(path, report) if self.has_minutes(key) else None
        return None if source is None else read_minutes(source, key, self._place(path), report)

    def attachment_content(self, attachment: FileAttachment) -> MarkdownAttachment | None:
        """An attachment that becomes a document of ours (Markdown, a picture), or None; findings under its path."""
        path = attachment.path
        if path is None:
            return None
        if path.suffix.lower() in PICTURES:
            return self._picture_sheet(path, attachment)
        if path.suffix.lower() in MARKDOWN:
            return self._once(str(path), lambda report: self._read_markdown_attachment(path, attachment, report))
        return None

    def _read_markdown_attachment(self, path: Path, attachment: FileAttachment, report: Report) -> MarkdownAttachment | None:
        if (kind := kind_on_disk(path)) in NO_TEXT:
            report.add(codes.WRONG_ENDING, attachment.origin.of("fil"), file=brief(attachment.file), kind=kind)
            return None
        source = self._text(path, report)
        return None if source is None else read_markdown_attachment(source, self._place(path), report)

    @staticmethod
    def is_content(attachment: FileAttachment) -> bool:
        """Whether an attachment's ending says that it becomes a document of ours."""
        return attachment.file.lower().endswith((*MARKDOWN, *PICTURES))

    def _picture_sheet(self, path: Path, attachment: FileAttachment) -> MarkdownAttachment | None:
        """A picture as a document of its own, under the title of this attachment."""
        span = attachment.origin.of("fil")
        picture = self._once(str(path), lambda report: read_picture(path, attachment.file, span, report))
        if picture is None:
            return None
        figure = Figure(picture, attachment.title, span=span)
        return MarkdownAttachment(attachment.title, "", None, (), False, (figure,), attachment.origin, is_picture=True)

    def lines(self, shown: str) -> tuple[str, ...]:
        """The lines of the source that findings call ``shown``; none where it has not been read."""
        if shown not in self.texts:
            return ()
        return self._once(f"{shown}:", lambda _report: tuple(self.texts[shown].split("\n")))

    # -- plumbing ---------------------------------------------------------------------------------------------

    def _place(self, path: Path) -> Place:
        return Place(shown_path(path, self.root), path.parent, self.root, self.parser)

    def _text(self, path: Path, report: Report) -> str | None:
        """The text of a source, which must lie in the workspace."""
        shown = shown_path(path, self.root)
        if look_at(path, self.root) is Found.OUTSIDE:
            report.add(codes.OUTSIDE_WORKSPACE, Span(shown), file=shown)
            return None
        return self._read(path, shown, report)

    def _read(self, path: Path, shown: str, report: Report) -> str | None:
        text = read_text(path, shown, report)
        if text is not None:
            self.texts[shown] = text
        return text

    def _once(self, key: str, read: Callable[[Report], T]) -> T:
        if key not in self._cache:
            self._cache[key] = read(self.reports.setdefault(key, Report()))
        return cast(T, self._cache[key])


def _entries(folder: Path) -> tuple[Path, ...]:
    """What a folder holds; nothing where it cannot be looked into."""
    try:
        return tuple(folder.iterdir())
    except OSError:
        return ()
