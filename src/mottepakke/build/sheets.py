"""Which documents a meeting's pack holds, in order."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.cache import NO_CACHE, PROGRAM, Cache
from mottepakke.build.prepare import Prepared
from mottepakke.build.produce import Sheet
from mottepakke.build.returned import RefusedDeck
from mottepakke.build.supplement import COVER
from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.layout.documents import CaseLookUp, Documents, Recall
from mottepakke.layout.html import Page
from mottepakke.layout.references import LookUp, attachment_label, attachment_title, reference_words
from mottepakke.layout.render import Renderer
from mottepakke.layout.viewing import Reasons, case_heading
from mottepakke.messages import message
from mottepakke.model.document import Deck
from mottepakke.model.look import Layout
from mottepakke.model.meeting import Attachment, Case, FileAttachment, MinutesAttachment
from mottepakke.model.pack import ResolvedAttachment, ResolvedCase
from mottepakke.model.references import ReferenceTable, Unresolved

if TYPE_CHECKING:
    from mottepakke.convert.files import Converted, Failed
from mottepakke.model.sent import SentVersion
from mottepakke.model.slides import ReturnedCase
from mottepakke.read.paths import shown_path

MAX_REASONS = 3
NOTICE, CALL_SHEET = "innkalling", "kjoreplan"


def look_up_in(table: ReferenceTable, layout: Layout, *, linked: bool = True) -> CaseLookUp:
    """References of ``table`` in the words of the committee's målform; ``linked`` when their documents are in this pack."""
    words = layout.words[table.meeting.committee.language]

    def in_case(case: Case | None) -> LookUp:
        def look_up(href: str) -> tuple[str, str] | None:
            target = table.look_up(href, case)
            if isinstance(target, Unresolved):
                return None
            said = reference_words(target.kind, target.number, target.title, target.case_number, words)
            return said, target.href if linked else ""

        return look_up

    return in_case


class SheetMaker:
    """Makes the sheets of one meeting; findings of attachments gather in ``diagnostics``."""

    def __init__(self, prepared: Prepared, layout: Layout, root: Path, cache: Cache = NO_CACHE) -> None:
        self.prepared = prepared
        self.root = root
        self.layout = layout
        self.renderer = Renderer(layout)
        self.language = prepared.meeting.committee.language
        self.words = layout.words[self.language]
        self._recall = _recall_in(cache, root)
        look_up = look_up_in(prepared.references, layout)
        self.documents = Documents(prepared.meeting, layout, self.renderer, look_up, self._reasons(), self._recall)
        self.diagnostics: list[Diagnostic] = []

    def _reasons(self) -> Reasons:
        """What readers found wrong with each source, for the placeholder of a note that could not be read."""
        reasons: dict[str, tuple[str, ...]] = {}
        for item in self.prepared.found:
            if item.severity is Severity.ERROR:
                known = reasons.get(item.span.path, ())
                reasons[item.span.path] = (*known, message(item, self.language))[:MAX_REASONS]
        return reasons

    def names(self) -> set[str]:
        """The ids of all documents that `sheets` will give."""
        cases = self.prepared.meeting.cases
        notes = {case.note_id for case in cases if case.note_id}
        return {NOTICE, CALL_SHEET} | notes | {item.id for case in cases for item in case.attachments}

    def sheets(self) -> Iterator[Sheet]:
        """The notice, then each case's note and attachments in agenda order, as they are laid out."""
        yield self._notice()
        for case in self.prepared.meeting.cases:
            if case.note_id:
                yield self._note(case)
            for item in case.attachments:
                yield self._listed(item, case)

    def sheets_from(self, sources: Container[str]) -> Iterator[Sheet]:
        """The sheets of our own that are written in one of the files ``sources``."""
        if self._notice_source in sources:
            yield self._notice()
        for case in self.prepared.meeting.cases:
            if case.note_id and case.row.case.origin.span.path in sources:
                yield self._note(case)
            for item in case.attachments:
                if self._source(item.source) in sources:
                    yield from (sheet for sheet in [self._listed(item, case)] if sheet.document)

    @property
    def _notice_source(self) -> str:
        return self.prepared.meeting.meeting.origin.span.path

    def _notice(self) -> Sheet:
        notice = self.documents.notice()
        return Sheet(NOTICE, NOTICE, notice.properties.title, notice, key=NOTICE, source=self._notice_source)

    def meetings_deck(self, refused: Mapping[str, Diagnostic]) -> Deck:
        """The deck that is shown, with room for presenters' slides; ``refused`` are decks found useless, by case key."""
        known = {key: item.problem for key, item in self.prepared.returned.items() if isinstance(item, RefusedDeck)}
        problems = {key: message(item, self.language) for key, item in {**known, **refused}.items()}
        decks = ((key, item) for key, item in self.prepared.returned.items() if isinstance(item, ReturnedCase))
        shown = {key: "" for key, deck in decks if deck.is_shown and not deck.has_template}
        return self.documents.deck({**shown, **problems})

    def templates(self) -> tuple[tuple[Deck, str], ...]:
        """A template for the presenter of each case that is treated, with the case's name."""
        treated = (case for case in self.prepared.meeting.cases if not case.row.status)
        return tuple((self.documents.template(case), _name(case)) for case in treated)

    def _note(self, case: ResolvedCase) -> Sheet:
        document = self.documents.note(case)
        title = self.words["toppnotat_tittel"].format(tittel=case.row.case.title)
        label, heading = self._label(case.note_label, case), case_heading(case, self.words)
        sheet = Sheet(document.id, "toppnotat", title, document, label=label, case=_name(case), heading=heading)
        return replace(sheet, key=case.note_key, source=case.row.case.origin.span.path, number=case.note_label)

    def _listed(self, item: ResolvedAttachment, case: ResolvedCase) -> Sheet:
        """An attachment under its case."""
        sheet = self._of_attachment(item, case)
        level, heading = 2 if case.note_id else 1, case_heading(case, self.words)
        sheet = replace(sheet, label=self._label(item.label, case), case=_name(case), heading=heading, level=level)
        listed = attachment_label(item.label, "", self.words)
        return replace(sheet, key=item.key, source=self._source(item.source), number=item.label, listed=listed)

    def supplement(self, parts: Sequence[tuple[str, Sequence[str]]], version: SentVersion) -> Sheet:
        """The cover of a later version: what is new, replaced and withdrawn, each group under its word."""
        document = self.documents.supplement(f"{COVER}{version.number}", version.number, version.date, parts)
        return Sheet(document.id, "tillegg", document.properties.title, document, key=document.id)

    def call_sheet(self) -> Sheet:
        """Who presents when: for the secretariat, not part of the pack."""
        useless = [key for key, item in self.prepared.returned.items() if isinstance(item, RefusedDeck)]
        document = self.documents.call_sheet(useless)
        return Sheet(document.id, "rapport", document.properties.title, document)

    def _source(self, source: Attachment) -> str:
        if isinstance(source, MinutesAttachment):
            found = self.prepared.minutes.get(source.meeting)
            return found.minutes.origin.span.path if found else ""
        return shown_path(source.path, self.root) if source.path else ""

    def _label(self, label: str, case: ResolvedCase) -> str:
        return attachment_label(label, self.prepared.meeting.counted_within(case), self.words)

    def _of_attachment(self, item: ResolvedAttachment, case: ResolvedCase) -> Sheet:
        sheet = Sheet(item.id, "vedlegg", attachment_title(item, self.words))
        if isinstance(item.source, MinutesAttachment):
            return self._minutes(sheet, item.source)
        content = self.prepared.contents.get(item.id)
        if content:
            document = self.documents.attachment(item, case, content)
            return replace(sheet, document=document, in_word=not content.is_picture)
        if item.id in self.prepared.problems:
            return self._placeholder(sheet, item.source.file, self.prepared.problems[item.id])
        return self._file(sheet, item.source)

    def _file(self, sheet: Sheet, source: FileAttachment) -> Sheet:
        span = source.origin.of("fil")
        if source.path is None or not (source.is_office or source.ending == ".pdf"):
            return self._placeholder(sheet, source.file, Diagnostic.at(codes.UNSUPPORTED_ATTACHMENT, span, file=source.file))
        if source.is_office:
            return replace(sheet, office=source)
        try:
            return self._pdf(sheet, source, source.path.read_bytes())
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return self._placeholder(sheet, source.file, Diagnostic.at(codes.UNREADABLE_FILE, span, reason=reason))

    def _pdf(self, sheet: Sheet, source: FileAttachment, data: bytes) -> Sheet:
        from mottepakke.assemble.attachment import Unusable, open_attachment

        span = source.origin.of("fil")
        judged = open_attachment(data)
        if isinstance(judged, Unusable):
            return self._placeholder(sheet, source.file, Diagnostic(judged.code, span, judged.args))
        return replace(sheet, ready=data, span=span)

    def settled(self, sheet: Sheet, converted: Mapping[str, Converted | Failed]) -> Sheet:
        """``sheet``; one of an Office file now with the PDF made of it, or with the page that stands in its place."""
        if sheet.office is None:
            return sheet
        from mottepakke.convert.files import Failed

        result = converted[sheet.id]
        if isinstance(result, Failed):
            return self._placeholder(sheet, sheet.office.file, result.diagnostic)
        self.diagnostics.extend(result.diagnostics)
        return self._pdf(sheet, sheet.office, result.pdf)

    def _minutes(self, sheet: Sheet, source: MinutesAttachment) -> Sheet:
        found = self.prepared.minutes.get(source.meeting)
        if found is None:
            problem = Diagnostic.at(codes.MISSING_MINUTES, source.origin.of("referat"), meeting=source.meeting)
            return self._placeholder(sheet, source.meeting, problem)
        of = found.references.meeting
        documents = Documents(
            of, self.layout, self.renderer, look_up_in(found.references, self.layout, linked=False), recall=self._recall
        )
        document = replace(documents.minutes(sheet.id, found.minutes), draft=self.prepared.meeting.draft)
        return replace(sheet, kind="referat", document=document)

    def _placeholder(self, sheet: Sheet, file: str, problem: Diagnostic) -> Sheet:
        if problem not in self.prepared.found:
            self.diagnostics.append(problem)
        document = self.documents.placeholder(sheet.id, sheet.title, file, message(problem, self.language))
        return replace(sheet, document=document, in_word=False, stands_for=(file, problem.code.code))


def _recall_in(cache: Cache, root: Path) -> Recall:
    """Pages by all that they are read from; pictures in them by their place too, for that is what is kept of them."""

    def recall(values: tuple[object, ...], read: Callable[[], Page]) -> Page:
        key = cache.key("page", str(root), str(PROGRAM), *values)
        known = cache.known(key, Page)
        if known:
            return known[0]
        page = read()
        with suppress(ValueError):  # a picture's path in no encoding
            cache.keep(key, page, ())
        return page

    return recall


def _name(case: ResolvedCase) -> str:
    return case.number or case.row.case.slug
