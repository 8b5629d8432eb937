"""What a check found, as a document for the one who has to mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from msgspec import Struct

from mottepakke.diagnostics import Severity
from mottepakke.layout.dates import NO_BREAK, long_date
from mottepakke.layout.documents import LANGUAGE_TAGS, LOGO
from mottepakke.layout.finishing import finished
from mottepakke.layout.html import Fragments, HtmlReader
from mottepakke.layout.render import Renderer
from mottepakke.layout.view import CommitteeView
from mottepakke.model.document import Document, Properties
from mottepakke.model.look import Layout
from mottepakke.model.meeting import Committee
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.source import Span

TEMPLATE = "funn"
KIND = "rapport"
WEIGHTS = {Severity.ERROR: "funn_må_rettes", Severity.WARNING: "funn_bør_rettes", Severity.HINT: "funn_tips"}

Words = Mapping[str, str]


class Found(Struct, frozen=True):
    """A finding in words."""

    severity: Severity
    message: str
    advice: str
    span: Span


class FoundIn(Struct, frozen=True):
    """The findings under a heading; ``is_elsewhere``: in files of which the heading says nothing."""

    heading: str
    found: tuple[Found, ...]
    is_elsewhere: bool


class CheckedMeeting(Struct, frozen=True):
    """A meeting (None: it cannot be read) with what was found, its cases in the order of the agenda."""

    key: str
    meeting: ResolvedMeeting | None
    parts: tuple[FoundIn, ...]


class FoundView(Struct, frozen=True):
    """A finding: ``weight`` is «Må rettes», «Bør rettes» or «Tips»; ``place`` is «toppnotat.md, linje 7»."""

    weight: str
    message: str
    advice: str
    place: str


class FoundInView(Struct, frozen=True):
    """The findings under a heading."""

    heading: str
    found: tuple[FoundView, ...]


class CheckedMeetingView(Struct, frozen=True):
    """A meeting: ``heading`` is «Møte i NUIT 2/2025»."""

    heading: str
    date: str
    parts: tuple[FoundInView, ...]


class CheckView(Struct, frozen=True):
    """Everything found. ``counts`` are how many findings weigh what («Må rettes», «2»)."""

    title: str
    committee: CommitteeView
    counts: tuple[tuple[str, str], ...]
    meetings: tuple[CheckedMeetingView, ...]


def findings_document(
    committee: Committee, meetings: Sequence[CheckedMeeting], layout: Layout, renderer: Renderer
) -> Document:
    """The findings of ``meetings`` of one committee as the layout's ``funn.html`` prints them.

    Raises:
        TemplateFailedError, LayoutHtmlError: the layout is wrong.
    """
    words = layout.words[committee.language]
    view = _check_view(committee, meetings, words)
    fragments = Fragments()
    logo = {LOGO: layout.logo} if layout.logo else {}
    known = {"kontroll": view, "ord": words, "logo": LOGO if logo else ""}
    page = HtmlReader(fragments, logo).page(renderer.render(f"{TEMPLATE}.html", known))
    dates = [one.meeting.meeting.date for one in meetings if one.meeting]
    return Document(
        id=TEMPLATE,
        kind=KIND,
        properties=Properties(
            title=view.title,
            language=LANGUAGE_TAGS[committee.language],
            author=committee.body or committee.name,
            subject=committee.name,
            keywords=(committee.short_name,),
            date=max(dates, default=dt.date(2000, 1, 1)),
        ),
        blocks=finished(page.blocks, words["figur"]),
        head=page.head,
        foot=page.foot,
        page_label=words["side_av"].format(side="{page}", sider="{pages}"),
        draft=False,
    )


def _check_view(committee: Committee, meetings: Sequence[CheckedMeeting], words: Words) -> CheckView:
    found = [item for one in meetings for part in one.parts for item in part.found]
    counted = ((weight, sum(item.severity is weight for item in found)) for weight in WEIGHTS)
    shown = tuple(_meeting(committee, one, words) for one in meetings)
    name = shown[0].heading if len(shown) == 1 else committee.name
    return CheckView(
        title=words["funn_tittel"].format(møte=name),
        committee=CommitteeView(committee.name, committee.short_name, committee.body, committee.called_by),
        counts=tuple((words[WEIGHTS[weight]], str(count)) for weight, count in counted if count),
        meetings=shown,
    )


def _meeting(committee: Committee, one: CheckedMeeting, words: Words) -> CheckedMeetingView:
    meeting = one.meeting
    number = meeting.number if meeting else one.key.rpartition("/")[2]
    return CheckedMeetingView(
        heading=f"{committee.short_name} {number}".replace(" ", NO_BREAK),
        date=long_date(meeting.meeting.date, words) if meeting else "",
        parts=tuple(_part(part, words) for part in one.parts),
    )


def _part(part: FoundIn, words: Words) -> FoundInView:
    return FoundInView(part.heading, tuple(_found(item, words, is_elsewhere=part.is_elsewhere) for item in part.found))


def _found(item: Found, words: Words, *, is_elsewhere: bool) -> FoundView:
    file = item.span.path if is_elsewhere else item.span.path.rpartition("/")[2]
    place = words["funn_linje"].format(fil=file, linje=item.span.line)
    return FoundView(words[WEIGHTS[item.severity]], item.message, item.advice, place)
