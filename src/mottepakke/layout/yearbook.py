"""The year's register of case numbers as a document."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from mottepakke.layout.dates import NO_BREAK, long_date
from mottepakke.layout.documents import LANGUAGE_TAGS, LOGO
from mottepakke.layout.finishing import finished
from mottepakke.layout.html import Fragments, HtmlReader
from mottepakke.layout.references import with_references
from mottepakke.layout.render import Renderer
from mottepakke.layout.view import CommitteeView
from mottepakke.layout.viewing import exempt_text
from mottepakke.model.document import Block, Document, Items, Paragraph, Properties, Text
from mottepakke.model.look import Layout
from mottepakke.model.numbering import print_number
from mottepakke.model.walk import plain_text
from mottepakke.model.yearbook import GAPS, Fate, Place, Yearbook, YearbookRow, YearbookSeries

TEMPLATE = "register"
KIND = "rapport"
SHORT = 200
"""Characters of a decision that stand in the register."""

Words = Mapping[str, str]


class RegisterRowView(Struct, frozen=True):
    """A number: ``fate`` is «Behandlet» or «Utsatt til 3/2025», ``remarks`` are sentences about it.

    A gap has nothing else.
    """

    number: str
    title: str
    exempt: str
    meeting: str
    date: str
    fate: str
    remarks: tuple[str, ...]
    decision: Markup
    is_gap: bool


class RegisterSeriesView(Struct, frozen=True):
    """The numbers of a series: ``heading`` is «Referatsak: RS 1/25–RS 3/25»."""

    heading: str
    rows: tuple[RegisterRowView, ...]


class RegisterView(Struct, frozen=True):
    """The register of a year. ``counts`` are how many numbers came to what («Behandlet», «11»)."""

    title: str
    year: str
    committee: CommitteeView
    counts: tuple[tuple[str, str], ...]
    series: tuple[RegisterSeriesView, ...]


def yearbook_document(yearbook: Yearbook, document_id: str, layout: Layout, renderer: Renderer) -> Document:
    """The register as the layout's ``register.html`` prints it.

    Raises:
        TemplateFailedError, LayoutHtmlError: the layout is wrong.
    """
    committee = yearbook.committee
    words = layout.words[committee.language]
    fragments = Fragments()
    view = _Viewer(yearbook, words, fragments).register()
    logo = {LOGO: layout.logo} if layout.logo else {}
    known = {"register": view, "ord": words, "logo": LOGO if logo else ""}
    page = HtmlReader(fragments, logo).page(renderer.render(f"{TEMPLATE}.html", known))
    return Document(
        id=document_id,
        kind=KIND,
        properties=Properties(
            title=view.title,
            language=LANGUAGE_TAGS[committee.language],
            author=committee.body or committee.name,
            subject=committee.name,
            keywords=(committee.short_name, view.year),
            date=_last_date(yearbook),
        ),
        blocks=finished(page.blocks, words["figur"]),
        head=page.head,
        foot=page.foot,
        page_label=words["side_av"].format(side="{page}", sider="{pages}"),
        draft=False,
    )


def _last_date(yearbook: Yearbook) -> dt.date:
    """The last meeting that the register tells of, or the year's last day."""
    dates = (row.place.date for row in yearbook.rows if row.place and row.place.date)
    return max(dates, default=dt.date(yearbook.year, 12, 31))


class _Viewer:
    """Builds the view of one register."""

    def __init__(self, yearbook: Yearbook, words: Words, fragments: Fragments) -> None:
        self.yearbook = yearbook
        self.words = words
        self.fragments = fragments
        self.pattern = yearbook.committee.meeting_pattern

    def register(self) -> RegisterView:
        """The whole register."""
        committee = self.yearbook.committee
        year = str(self.yearbook.year)
        counted = Counter(row.fate for row in self.yearbook.rows)
        return RegisterView(
            title=self.words["register_tittel"].format(år=year, utvalg=committee.short_name),
            year=year,
            committee=CommitteeView(committee.name, committee.short_name, committee.body, committee.called_by),
            counts=tuple((self._fate(fate), str(counted[fate])) for fate in Fate if counted[fate]),
            series=tuple(map(self._series, self.yearbook.series)),
        )

    def _series(self, series: YearbookSeries) -> RegisterSeriesView:
        first, last = series.rows[0].number, series.rows[-1].number
        name = ", ".join(series.types) or self.words["register_saker"]
        numbers = first if first == last else f"{first}–{last}"
        heading = f"{name}: {numbers}".replace(" ", NO_BREAK)
        return RegisterSeriesView(heading, tuple(self._row(row, series.first_firm) for row in series.rows))

    def _row(self, row: YearbookRow, first_firm: str) -> RegisterRowView:
        exempt = exempt_text(row.exempt, self.words)
        remarks = [*self._remarks(row, first_firm)]
        if row.decision_exempt:
            remarks.append(self.words["register_vedtak_unntatt"])
        return RegisterRowView(
            number=row.number.replace(" ", NO_BREAK),
            title=row.title,
            exempt=exempt,
            meeting=self._meeting(row.place.meeting) if row.place else "",
            date=long_date(row.place.date, self.words) if row.place and row.place.date else "",
            fate=f"{self._fate(row.fate)} {row.until}".rstrip(),
            remarks=tuple(remarks),
            decision=self.fragments.place(_short(row.decision)),
            is_gap=row.fate in GAPS,
        )

    def _fate(self, fate: Fate) -> str:
        return self.words[f"register_{fate.value}"]

    def _remarks(self, row: YearbookRow, first_firm: str) -> Iterator[str]:
        words = self.words
        if row.fate is Fate.UNUSED:
            yield words["register_ikke_brukt_forklart"]
        if row.fate is Fate.UNKNOWN:
            yield words["register_ikke_kjent_forklart"].format(nummer=first_firm)
        if row.fate is Fate.TAKEN_OUT:
            yield words["register_tatt_ut_forklart"].format(versjon=row.version)
        if row.carried_from:
            yield words["register_kommer_fra"].format(møte=self._place(row.carried_from))
        if row.carried_to:
            yield words["register_går_til"].format(møte=self._place(row.carried_to))
        if row.also:
            yield words["register_se_også"].format(nummer=", ".join(row.also))
        if row.reason:
            yield row.reason

    def _meeting(self, key: str) -> str:
        """«2/2025», or the key as it stands where it is no meeting's."""
        year, _, number = key.rpartition("/")[2].partition("-")
        return print_number(self.pattern, int(number), int(year)) if (year + number).isdecimal() and number else key

    def _place(self, place: Place) -> str:
        """«møte 2/2025, 15. mai 2025», with what is known."""
        meeting = self.words["register_møte"].format(nummer=self._meeting(place.meeting)) if place.meeting else ""
        date = long_date(place.date, self.words) if place.date else ""
        return ", ".join(part for part in (meeting.replace(" ", NO_BREAK), date) if part)


def _short(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The beginning of a decision as one paragraph, cut at a word."""
    text = " ".join(filter(None, (_text(block) for block in with_references(blocks, lambda _href: None))))
    if len(text) > SHORT:
        text = text[:SHORT].rpartition(" ")[0].rstrip(",.;:–") + " …"
    return (Paragraph((Text(text),)),) if text else ()


def _text(block: Block) -> str:
    match block:
        case Items(items=items, ordered=ordered, start=start):
            marks = (f"{number}.{NO_BREAK}" if ordered else "" for number in range(start, start + len(items)))
            return " ".join(mark + " ".join(map(_text, item)) for mark, item in zip(marks, items, strict=True))
        case Paragraph(children=children):
            return plain_text(children)
        case _:
            return ""
