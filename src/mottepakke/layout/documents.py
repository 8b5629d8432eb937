"""Resolved meetings to document trees: one method a document kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Literal

from msgspec.structs import replace

from mottepakke.layout.calling import call_page
from mottepakke.layout.dates import NO_BREAK, long_date
from mottepakke.layout.elements import parse_html
from mottepakke.layout.finishing import finished
from mottepakke.layout.html import Fragments, HtmlReader, Page
from mottepakke.layout.minutes import MinutesViewer
from mottepakke.layout.references import LookUp, attachment_label, attachment_title, with_references
from mottepakke.layout.render import Renderer
from mottepakke.layout.view import AttachmentPage, SupplementPage, SupplementPart
from mottepakke.layout.viewing import Reasons, ReturnedSlides, Viewer, case_heading, meeting_title
from mottepakke.model.document import Block, Deck, Document, Properties, Slide
from mottepakke.model.look import Layout
from mottepakke.model.meeting import Case, MarkdownAttachment
from mottepakke.model.minutes import Minutes
from mottepakke.model.pack import ResolvedAttachment, ResolvedCase, ResolvedMeeting

Recall = Callable[[tuple[object, ...], Callable[[], Page]], Page]
"""Gives the page that was read of the same values before, or has it read."""
CaseLookUp = Callable[[Case | None], LookUp]
"""Gives the look-up of references written in a case."""

LANGUAGE_TAGS: Mapping[str, Literal["nb-NO", "nn-NO"]] = {"nb": "nb-NO", "nn": "nn-NO"}
LOGO = "logo"


def anew(_values: tuple[object, ...], read: Callable[[], Page]) -> Page:
    """Remembers nothing."""
    return read()


class Documents:
    """Sets the documents of one meeting in its committee's layout.

    Every method may raise `TemplateFailedError` or `LayoutHtmlError` for a wrong layout.
    """

    def __init__(
        self,
        meeting: ResolvedMeeting,
        layout: Layout,
        renderer: Renderer,
        look_up: CaseLookUp,
        reasons: Reasons | None = None,
        recall: Recall = anew,
    ) -> None:
        self.resolved = meeting
        self.layout = layout
        self.renderer = renderer
        self.look_up = look_up
        self.reasons = reasons or {}
        self.recall = recall
        self.words = layout.words[meeting.committee.language]

    # -- documents --------------------------------------------------------------------------------------------

    def notice(self) -> Document:
        """The innkalling."""
        title = self._of_meeting("innkalling_tittel")
        return self._document("innkalling", "innkalling", title, lambda _viewer: {})

    def note(self, case: ResolvedCase) -> Document:
        """The toppnotat of a case that has one."""
        assert case.note_id is not None
        title = case_heading(case, self.words)
        return self._document(case.note_id, "toppnotat", title, lambda viewer: {"case": viewer.case(case)}, case)

    def attachment(self, item: ResolvedAttachment, case: ResolvedCase, content: MarkdownAttachment) -> Document:
        """A Markdown attachment."""
        words = self.words
        title = content.title or attachment_title(item, words)
        date = long_date(content.date, words) if content.date else ""
        version = f"{words['versjon']} {content.version}" if content.version else ""
        meta = tuple(part for part in (*content.author, date) if part)

        def values(viewer: Viewer) -> dict[str, Any]:
            blocks = viewer.blocks(content.blocks, case.row.case)
            page = AttachmentPage(
                title=title,
                footer=self._attachment_name(item, case, title),
                version=version,
                occasion=self._of_meeting("innkalling_tittel") if content.contents else "",
                meta=meta if content.contents else tuple(part for part in (*meta, version) if part),
                contents=content.contents,
                blocks=blocks,
            )
            return {"attachment": page}

        return self._document(item.id, "vedlegg", title, values, case)

    def placeholder(self, document_id: str, title: str, file: str, reason: str) -> Document:
        """A marked page in place of what cannot be shown."""
        page = AttachmentPage(title=title, footer=title, file=file, reason=reason)
        return self._document(document_id, "plassholder", title, lambda _viewer: {"attachment": page})

    def supplement(
        self, document_id: str, number: int, date: dt.date, parts: Sequence[tuple[str, Sequence[str]]]
    ) -> Document:
        """The cover of version ``number`` of the pack: groups of documents, each under its title."""
        title = self.words["tillegg_tittel"].format(nummer=number)
        page = SupplementPage(
            title=title,
            sent=self.words["tillegg_tekst"].format(dato=long_date(date, self.words)),
            parts=tuple(SupplementPart(self.words[word], tuple(lines)) for word, lines in parts if lines),
        )
        return self._document(document_id, "tillegg", title, lambda _viewer: {"supplement": page})

    def minutes(self, document_id: str, minutes: Minutes, *, differences: bool = False) -> Document:
        """The minutes of this meeting; with ``differences``, what decisions changed in their proposals is marked."""
        title = self._of_meeting("vedtaksendringer_tittel") if differences else self._of_meeting("referat_tittel")

        def values(viewer: Viewer) -> dict[str, Any]:
            return {"minutes": MinutesViewer(viewer, minutes, differences=differences).view(title)}

        return self._document(document_id, "referat", title, values)

    def call_sheet(self, useless: Collection[str]) -> Document:
        """Who presents when, and whose slides are missing or ``useless`` (keys of cases)."""
        title = self._of_meeting("kjøreplan_tittel")
        return self._document("kjoreplan", "kjoreplan", title, lambda viewer: {"call": call_page(viewer, title, useless)})

    def deck(self, returned: ReturnedSlides) -> Deck:
        """The meeting's slides, with room for those that have been ``returned``."""

        def values(viewer: Viewer) -> dict[str, Any]:
            viewer.returned = returned
            return {}

        return self._deck("presentasjon/samlet", "presentasjon", self._occasion(), values)

    def template(self, case: ResolvedCase) -> Deck:
        """The presenter's template for a case."""
        title = case_heading(case, self.words)
        return self._deck(case.template_id, "presentasjonsmal", title, lambda viewer: {"case": viewer.case(case)}, case)

    # -- plumbing ---------------------------------------------------------------------------------------------

    def _occasion(self) -> str:
        """«Møte i Nasjonalt utvalg for IT-prioritering, 15. mai 2025»."""
        return f"{meeting_title(self.resolved, self.words)}, {long_date(self.resolved.meeting.date, self.words)}"

    def _of_meeting(self, key: str) -> str:
        return self.words[key].format(nummer=self.resolved.number, utvalg=self.resolved.committee.short_name)

    def _attachment_name(self, item: ResolvedAttachment, case: ResolvedCase, title: str) -> str:
        label = attachment_label(item.label, self.resolved.counted_within(case), self.words)
        return f"{label}: {title}" if label else title

    def _document(
        self,
        document_id: str,
        kind: str,
        title: str,
        values: Callable[[Viewer], dict[str, Any]],
        case: ResolvedCase | None = None,
    ) -> Document:
        page = self._page(kind, values)
        return Document(
            id=document_id,
            kind=kind,
            properties=self._properties(title, case),
            blocks=page.blocks,
            head=page.head,
            foot=page.foot,
            page_label=self.words["side_av"].format(side="{page}", sider="{pages}"),
            draft=self.resolved.draft,
        )

    def _page(self, kind: str, values: Callable[[Viewer], dict[str, Any]]) -> Page:
        """What a template prints, read; all that it is read from is what is printed, and what stands in places of it."""
        reader, template, printed = self._printed(kind, values)

        def read() -> Page:
            page = reader.page(parse_html(printed, template))
            return replace(page, blocks=finished(page.blocks, self.words["figur"]))

        return self.recall((template, printed, reader.fragments.kept, self.layout.logo, self.words["figur"]), read)

    def _printed(self, kind: str, values: Callable[[Viewer], dict[str, Any]]) -> tuple[HtmlReader, str, str]:
        fragments = Fragments()
        viewer = Viewer(self.resolved, self.words, self._prepare, fragments, self.reasons)
        logo = {LOGO: self.layout.logo} if self.layout.logo else {}
        known = {"meeting": viewer.meeting(), "ord": self.words, "logo": LOGO if logo else "", **values(viewer)}
        template = f"{kind}.html"
        return HtmlReader(fragments, logo), template, self.renderer.print(template, known)

    def _deck(
        self,
        document_id: str,
        kind: str,
        title: str,
        values: Callable[[Viewer], dict[str, Any]],
        case: ResolvedCase | None = None,
    ) -> Deck:
        reader, template, printed = self._printed(kind, values)
        foot, slides = reader.slides(parse_html(printed, template))
        return Deck(
            id=document_id,
            kind=kind,
            properties=self._properties(title, case),
            slides=tuple(map(self._finished_slide, slides)),
            foot=foot,
            continued=self.words["forts"],
            draft=self.resolved.draft,
        )

    def _finished_slide(self, slide: Slide) -> Slide:
        return replace(slide, blocks=finished(slide.blocks, self.words["figur"]))

    def _properties(self, title: str, case: ResolvedCase | None) -> Properties:
        meeting, committee = self.resolved.meeting, self.resolved.committee
        cases = (case,) if case else self.resolved.cases
        return Properties(
            title=_searchable(title),
            language=LANGUAGE_TAGS[committee.language],
            author=committee.body or committee.name,
            subject=_searchable(self._occasion()),
            keywords=(committee.short_name, *(item.number for item in cases if item.number)),
            date=meeting.date,
        )

    def _prepare(self, blocks: Sequence[Block], case: Case | None) -> tuple[Block, ...]:
        return with_references(blocks, self.look_up(case))


def _searchable(text: str) -> str:
    """Text as one types it: a no-break space is not found by a space."""
    return text.replace(NO_BREAK, " ")
