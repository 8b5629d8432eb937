"""The first look at a meeting after a change: its findings, and the very documents that were changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from mottepakke.build.places import Places
from mottepakke.build.prepare import Prepared, Preparer
from mottepakke.build.produce import PDF, relative_links
from mottepakke.build.sheets import SheetMaker
from mottepakke.diagnostics import Diagnostic, Report, StopRun
from mottepakke.layout.elements import LayoutHtmlError, TemplateFailedError
from mottepakke.model.look import Layout
from mottepakke.model.meeting import STANDARD_LAYOUT, FileAttachment
from mottepakke.read.layout import read_layout
from mottepakke.read.memory import Memory
from mottepakke.read.paths import shown_path
from mottepakke.read.sources import Sources
from mottepakke.watch.files import LAYOUTS, Files, digest_of, look_over, stamp_of
from mottepakke.write.pdf import PdfWriter

STYLES = f"{LAYOUTS}/"
MOST_READINGS = 50_000_000
"""Bytes of what texts said before; the readings of a meeting are some hundred thousand."""


class Asked(Struct, frozen=True):
    """A look at ``meeting``, whose documents made from the files in ``changed`` are wanted.

    ``again``: believe nothing that was read before.
    """

    meeting: str
    changed: frozenset[str] = frozenset()
    again: bool = False


class Page(Struct, frozen=True):
    """A document that was changed, as PDF, by its path in the output folder."""

    path: str
    title: str
    data: bytes


class Glimpse(Struct, frozen=True):
    """What was seen. ``digest`` stands for everything the pack is made from; ``broken`` are sources that could not be read.

    ``sources`` are the meeting's own files, ``places`` say what findings are about; ``layout`` is its house style.
    ``title`` is '' where the meeting itself cannot be read.
    """

    meeting: str
    title: str
    layout: str
    digest: str
    diagnostics: tuple[Diagnostic, ...]
    broken: frozenset[str]
    sources: frozenset[str]
    places: Places
    language: Literal["nb", "nn"] = "nb"
    pages: tuple[Page, ...] = ()


class Glimpser:
    """Looks at meetings of the workspace ``root`` again and again: what was read and made ready is kept for next time."""

    def __init__(self, root: Path, leave_out: Path | None = None) -> None:
        self._root = root
        self._leave_out = leave_out
        self._memory = Memory()
        self._files: Files = {}
        self._preparer = Preparer(Sources(root))
        self._writers: dict[str, tuple[str, PdfWriter]] = {}

    def look(self, asked: Asked) -> Glimpse:
        """A meeting as its sources are now."""
        files = look_over(self._root, self._leave_out)
        if asked.again or files != self._files:
            self._memory.forget(MOST_READINGS)
            self._preparer = Preparer(Sources(self._root, parser=self._memory))
            self._files = files
        prepared, found = self._preparer.prepare(asked.meeting)
        path = f"packs/{asked.meeting}.yaml"
        if prepared is None:
            digest = hashlib.sha256(repr(found).encode()).hexdigest()
            own = frozenset({path})
            places = Places.of(None, asked.meeting.partition("/")[0])
            return Glimpse(asked.meeting, "", STANDARD_LAYOUT, digest, found, own, own, places)
        report = Report(set(found))
        meeting = prepared.meeting
        layout = read_layout(meeting.committee.layout, self._root, meeting.committee.origin.of("layout"), report)
        pages = self._pages(prepared, layout, asked.changed, report) if layout else ()
        return Glimpse(
            meeting=asked.meeting,
            title=f"{meeting.committee.short_name} {meeting.number}",
            layout=layout.name if layout else STANDARD_LAYOUT,
            digest=self._digest(prepared, files),
            diagnostics=tuple(report),
            broken=frozenset(case.row.case.unreadable for case in meeting.cases if case.row.case.unreadable),
            sources=frozenset(self._sources(prepared)),
            places=Places.of(meeting, meeting.committee.slug),
            language=meeting.committee.language,
            pages=pages,
        )

    def close(self) -> None:
        """Remove the writers' working folders."""
        for _, writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def _pages(self, prepared: Prepared, layout: Layout, changed: frozenset[str], report: Report) -> tuple[Page, ...]:
        try:
            maker = SheetMaker(prepared, layout, self._root)
            writer = self._writer(layout, prepared.meeting.committee.language)
            endings = dict.fromkeys(maker.names(), PDF)
            made = []
            for sheet in maker.sheets_from(changed):
                if sheet.document:
                    written = writer.write(sheet.document, relative_links(sheet.document, endings))
                    report.found |= set(written.diagnostics)
                    made.append(Page(sheet.id + PDF, sheet.title, written.data))
            return tuple(made)
        except (TemplateFailedError, LayoutHtmlError, StopRun) as error:
            report.found.add(error.diagnostic)
            return ()

    def _writer(self, layout: Layout, language: str) -> PdfWriter:
        """The writer of a house style, with fonts read and style files compiled, while the layouts stay as they are."""
        state = digest_of(self._files, STYLES)
        name = f"{layout.name}/{language}"
        known = self._writers.get(name)
        if known is None or known[0] != state:
            if known:
                known[1].close()
            self._writers[name] = known = (state, PdfWriter(layout.look(language)))
        return known[1]

    def _digest(self, prepared: Prepared, files: Files) -> str:
        encoder = msgspec.msgpack.Encoder(enc_hook=self._stamped(files), order="deterministic")
        said = encoder.encode((prepared, digest_of(files, STYLES)))
        return hashlib.sha256(said).hexdigest()

    def _stamped(self, files: Files) -> Callable[[object], object]:
        def stamped(value: object) -> object:
            if isinstance(value, Path):
                shown = self._shown(value)
                return shown, files.get(shown) or stamp_of(value)  # a name may be written otherwise than on disk
            return repr(value)

        return stamped

    def _shown(self, path: Path) -> str:
        """``path`` as in `Files`."""
        return shown_path(Path(os.path.normpath(path)), self._root)

    def _sources(self, prepared: Prepared) -> list[str]:
        meeting = prepared.meeting
        attached = [item.source for case in meeting.cases for item in case.attachments]
        files = [item.path for item in attached if isinstance(item, FileAttachment) and item.path]
        return [
            f"packs/{meeting.meeting.key}.yaml",
            f"packs/{meeting.meeting.key}.referat.md",
            *(case.row.case.origin.span.path for case in meeting.cases),
            *(self._shown(path) for path in files),
        ]
