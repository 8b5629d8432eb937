"""A workspace as a reader sees it: every source read once, with the findings of each file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.model.document import Figure
from mottepakke.model.meeting import (
    Case,
    Committee,
    FileAttachment,
    Ledger,
    MarkdownAttachment,
    Meeting,
    Minutes,
)
from mottepakke.model.source import Origin, Span
from mottepakke.read.attachment import read_markdown_attachment
from mottepakke.read.committee import read_committee
from mottepakke.read.ledger import read_ledger
from mottepakke.read.meeting import read_meeting
from mottepakke.read.minutes import read_minutes
from mottepakke.read.note import Place, read_note
from mottepakke.read.paths import shown_path
from mottepakke.read.pictures import read_picture
from mottepakke.read.text import read_text

MARKDOWN = (".md", ".markdown")
PICTURES = (".png", ".jpg", ".jpeg", ".svg")
MEETING_FILE = re.compile(r"(\d{4})-(\d+)\.yaml")
T = TypeVar("T")


def find_workspace(start: Path) -> Path | None:
    """The nearest folder from ``start`` upwards that holds ``packs/``."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / "packs").is_dir()), None)


@dataclass(slots=True)
class Sources:
    """Reads what is asked for, once each, and keeps each source's findings under the source's key."""

    root: Path
    reports: dict[str, Report] = field(default_factory=dict)
    _cache: dict[str, object] = field(default_factory=dict)

    # -- what there is ----------------------------------------------------------------------------------------

    def committee_slugs(self) -> tuple[str, ...]:
        """Folders under packs/ that hold a committee."""
        packs = self.root / "packs"
        return tuple(sorted(path.name for path in packs.iterdir() if path.is_dir()))

    def meeting_keys(self, committee: str) -> tuple[str, ...]:
        """The meetings of a committee in order of year and number."""
        folder = self.root / "packs" / committee
        found = (MEETING_FILE.fullmatch(path.name) for path in folder.iterdir()) if folder.is_dir() else ()
        numbers = sorted((int(match[1]), int(match[2])) for match in found if match)
        return tuple(f"{committee}/{year}-{number}" for year, number in numbers)

    def has_meeting(self, key: str) -> bool:
        """Whether there is a file for meeting ``key``."""
        committee, _, name = key.partition("/")
        return key in self.meeting_keys(committee) and bool(name)

    def findings(self, keys: set[str]) -> list[Diagnostic]:
        """The findings of the sources under ``keys``."""
        return [diagnostic for key in sorted(keys) for diagnostic in self.reports.get(key, Report())]

    # -- reading ----------------------------------------------------------------------------------------------

    def committee(self, slug: str) -> Committee | None:
        """The committee ``slug``, or None with findings under ``slug``."""
        return self._once(slug, lambda report: self._read_committee(slug, report))

    def _read_committee(self, slug: str, report: Report) -> Committee | None:
        path = self.root / "packs" / slug / "utvalg.yaml"
        source = read_text(path, shown_path(path, self.root), report)
        return None if source is None else read_committee(source, shown_path(path, self.root), slug, report)

    def ledger(self, slug: str) -> Ledger:
        """The ledger of committee ``slug`` (empty where there is no file), findings under ``slug/saksregister``."""
        return self._once(f"{slug}/saksregister", lambda report: self._read_ledger(slug, report))

    def _read_ledger(self, slug: str, report: Report) -> Ledger:
        path = self.root / "packs" / slug / "saksregister.yaml"
        if not path.exists():
            return Ledger(slug)
        place = self._place(path)
        source = read_text(path, place.shown, report)
        return Ledger(slug) if source is None else read_ledger(source, slug, place, report)

    def meeting(self, key: str) -> Meeting | None:
        """The meeting ``key`` with its cases, or None with findings under ``key``."""
        return self._once(key, lambda report: self._read_meeting(key, report))

    def _read_meeting(self, key: str, report: Report) -> Meeting | None:
        committee = self.committee(key.partition("/")[0])
        path = self.root / "packs" / f"{key}.yaml"
        place = self._place(path)
        source = read_text(path, place.shown, report) if committee else None
        if source is None or committee is None:
            return None

        def read_case(name: str, span: Span) -> Case:
            return self._read_case(f"{committee.slug}/{name}", span, report)

        return read_meeting(source, key, place, committee, report, read_case)

    def _read_case(self, key: str, span: Span, report: Report) -> Case:
        path = self.root / "sources" / key / "toppnotat.md"
        place = self._place(path)
        case = None
        if not path.is_file():
            report.add(codes.MISSING_NOTE, span, path=place.shown)
        elif not path.resolve().is_relative_to(self.root.resolve()):
            report.add(codes.OUTSIDE_WORKSPACE, span, file=place.shown)
        else:
            source = read_text(path, place.shown, report)
            case = None if source is None else read_note(source, key, place, report)
        return case or _placeholder(key, span)

    def minutes(self, key: str) -> Minutes | None:
        """The minutes of meeting ``key``, or None when nobody has written them; findings under ``key.referat``."""
        return self._once(f"{key}.referat", lambda report: self._read_minutes(key, report))

    def _read_minutes(self, key: str, report: Report) -> Minutes | None:
        path = self.root / "packs" / f"{key}.referat.md"
        if not path.is_file():
            return None
        place = self._place(path)
        source = read_text(path, place.shown, report)
        return None if source is None else read_minutes(source, key, place, report)

    def attachment_content(self, attachment: FileAttachment) -> MarkdownAttachment | None:
        """An attachment that becomes a document of ours (Markdown, a picture), or None; findings under its path."""
        path = attachment.path
        if path is None:
            return None
        if path.suffix.lower() in PICTURES:
            return self._once(str(path), lambda report: self._read_picture(path, attachment, report))
        if path.suffix.lower() in MARKDOWN:
            return self._once(str(path), lambda report: self._read_markdown_attachment(path, report))
        return None

    def _read_markdown_attachment(self, path: Path, report: Report) -> MarkdownAttachment | None:
        place = self._place(path)
        source = read_text(path, place.shown, report)
        return None if source is None else read_markdown_attachment(source, place, report)

    def _read_picture(self, path: Path, attachment: FileAttachment, report: Report) -> MarkdownAttachment | None:
        span = attachment.origin.of("fil")
        picture = read_picture(path, attachment.file, span, report)
        if picture is None:
            return None
        figure = Figure(picture, attachment.title, span=span)
        return MarkdownAttachment(attachment.title, "", None, (), False, (figure,), attachment.origin)

    # -- plumbing ---------------------------------------------------------------------------------------------

    def _place(self, path: Path) -> Place:
        return Place(shown_path(path, self.root), path.parent, self.root)

    def _once(self, key: str, read: Callable[[Report], T]) -> T:
        if key not in self._cache:
            self._cache[key] = read(self.reports.setdefault(key, Report()))
        return cast(T, self._cache[key])


def _placeholder(key: str, span: Span) -> Case:
    """A case whose note is missing or broken."""
    title = key.rpartition("/")[2].replace("-", " ").capitalize()
    empty: dict[str, tuple[()]] = dict.fromkeys(
        ("owners", "officers", "presenters", "summary", "proposal", "earlier", "attachments"), ()
    )
    return Case(
        key=key, title=title, short_title=title, type="", slides="", exempt=None, points=(), sections=(),
        has_note=True, origin=Origin(span), unreadable=True, **empty,
    )  # fmt: skip
