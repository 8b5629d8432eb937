"""The page that follows a meeting: a template of the layout, like every document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from mottepakke.build.artifacts import format_name
from mottepakke.build.house import built_in, in_layout
from mottepakke.build.places import Words
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.layout.render import Renderer
from mottepakke.messages import hint, message, summary, text
from mottepakke.model.delivery import MANIFEST
from mottepakke.model.look import Layout
from mottepakke.model.meeting import STANDARD_LAYOUT
from mottepakke.model.source import Span
from mottepakke.read.layout import read_layout
from mottepakke.watch.board import Shown

TEMPLATE = "folg.html"
ASSETS = ("folg.css", "folg.js")
WORDS = (
    "page_name",
    "page_gone",
    "page_left",
    "page_to_findings",
    "page_meetings",
    "page_findings",
    "page_documents",
    "page_no_documents",
    "page_newer",
    "page_preview",
)
"""What the template says, by the keys of the message catalogues."""
PACK = "møtepakke"
PDF = "pdf"


class FoundView(Struct, frozen=True):
    """A finding: ``weight`` is error, warning or hint, ``label`` that in words; ``place`` is a file and line."""

    weight: str
    label: str
    message: str
    advice: str
    place: str


class Group(Struct, frozen=True):
    """The findings about a case or another part of the meeting, with a heading in the page's language where it has one."""

    heading: str
    found: tuple[FoundView, ...]


class FileView(Struct, frozen=True):
    """A file of the pack. ``format`` is Word, PDF …; ``is_newer`` than the pack itself; ``others`` hold the same."""

    path: str = ""
    title: str = ""
    href: str = ""
    format: str = ""
    is_newer: bool = False
    others: tuple[FileView, ...] = ()


class MeetingView(Struct, frozen=True):
    """The meeting that is followed; ``newest`` is the path of the document changed last, ``first`` what to show first.

    ``language`` is that of the meeting's name and documents, ``headed`` that of the headings of ``groups``. ``count``
    says how many findings weigh what. ``documents`` can be shown, the pack first; ``files`` are saved.
    """

    href: str
    title: str
    language: str
    headed: str
    state: str
    count: str
    groups: tuple[Group, ...]
    documents: tuple[FileView, ...]
    files: tuple[FileView, ...]
    show_files: str
    newest: str
    first: FileView


class OtherMeeting(Struct, frozen=True):
    """A meeting to go to."""

    title: str
    href: str
    is_this: bool


class Pages:
    """Renders pages in the words of ``language``, with the house styles of the workspace ``root``."""

    def __init__(self, root: Path, language: str) -> None:
        self._root = root
        self._language = language

    def page(self, meetings: Mapping[str, Shown], key: str, base: str) -> bytes:
        """The page of the meeting ``key`` ('' for the first) with links that begin with ``base``."""
        key = key or next(iter(meetings), "")
        shown = meetings.get(key, Shown("", self._word("page_name")))
        values = {
            "sprak": self._language,
            "rot": base,
            "tekst": {word: self._word(word) for word in WORDS},
            "moter": [OtherMeeting(other.title, f"{base}{name}", name == key) for name, other in meetings.items()],
        }

        def rendered(layout: Layout) -> str:
            return Renderer(layout).page(TEMPLATE, {**values, "mote": self._meeting(shown, base, layout)})

        page, _ = in_layout(shown.layout, self._root, rendered)
        return page.encode()

    def asset(self, name: str) -> bytes | None:
        """A file that the page needs besides; None where it needs no such file."""
        if name not in ASSETS:
            return None
        layout = read_layout(STANDARD_LAYOUT, self._root, Span("."), Report()) or built_in()
        found = (folder / name for folder in layout.folders if (folder / name).is_file())
        return next((path.read_bytes() for path in found), None)

    def _word(self, key: str, **values: object) -> str:
        return text(key, self._language, **values)

    def _meeting(self, shown: Shown, base: str, layout: Layout) -> MeetingView:
        documents, files = self._files(shown, f"{base}fil/{shown.meeting}/")
        newest = shown.pages[-1].path if shown.pages else ""
        first = [file for file in documents if file.path == newest] + list(documents)
        headed = self._language if self._language in layout.words else shown.language
        return MeetingView(
            href=base + shown.meeting,
            title=shown.title,
            language=shown.language,
            headed=headed,
            state=self._state(shown),
            count=summary(shown.found, self._language) if shown.is_read or shown.found else "",
            groups=tuple(self._groups(shown, layout.words[headed])),
            documents=documents,
            files=files,
            show_files=self._word("page_other_files", count=len(files)),
            newest=newest,
            first=first[0] if first else FileView(),
        )

    def _state(self, shown: Shown) -> str:
        states = (
            (not shown.meeting, "page_no_meetings"),
            (shown.is_building, "page_building"),
            (shown.is_current, "page_ready"),
            (not shown.is_read and not shown.found, "page_reading"),
            (shown.is_refused, "page_refused"),
            (shown.is_broken and shown.folder is not None, "page_unreadable"),
        )
        return self._word(next((word for holds, word in states if holds), "page_waiting"))

    def _files(self, shown: Shown, base: str) -> tuple[tuple[FileView, ...], tuple[FileView, ...]]:
        """The documents, the pack first, each with the other files that hold it; and files of which nothing can be shown."""
        newer = {page.path for page in shown.pages}
        known = {item.path for item in shown.artifacts}
        packs = {item.path for item in shown.artifacts if item.kind == PACK}
        listed = [(page.path, page.title, PDF) for page in shown.pages if page.path not in known]
        listed += [(item.path, item.title, item.format) for item in shown.artifacts if item.path != MANIFEST]
        stems: dict[str, list[FileView]] = {}
        for path, title, form in sorted(listed, key=lambda item: (item[0] not in packs, item[2] != PDF)):
            href = f"{base}{quote(path)}?v={shown.version(path)[:12]}"
            file = FileView(path, title or path, href, format_name(form), path in newer)
            stems.setdefault(path.rpartition(".")[0], []).append(file)
        documents, files = [], []
        for one in stems.values():
            if one[0].format == format_name(PDF):
                documents.append(replace(one[0], others=tuple(one[1:])))
            else:
                files += one
        return tuple(documents), tuple(files)

    def _groups(self, shown: Shown, words: Words) -> Iterable[Group]:
        for about, items in shown.places.groups(shown.found).items():
            yield Group(shown.places.heading(about, words), tuple(map(self._found, items)))

    def _found(self, item: Diagnostic) -> FoundView:
        language = self._language
        weight = item.severity.label
        place = "" if item.span.path == "." else self._word("page_place", path=item.span.path, line=item.span.line)
        return FoundView(weight, self._word(weight), message(item, language), hint(item, language), place)
