"""What the templates of the nightly pages may use."""

from __future__ import annotations

from msgspec import Struct


class Weighed(Struct, frozen=True):
    """How many findings weigh what: ``weight`` is ``error``, ``warning`` or ``hint``, ``text`` «2 må rettes»."""

    weight: str
    text: str


class Owed(Struct, frozen=True):
    """What a role owes: «Innledere», how many things, and whose (``names`` may be empty)."""

    role: str
    count: int
    names: str


class TodayItem(Struct, frozen=True):
    """Something to do today about a meeting; ``language`` is that of its name."""

    href: str
    meeting: str
    language: str
    sentences: tuple[str, ...]


class Card(Struct, frozen=True):
    """A coming meeting on the overview.

    ``state`` (also ``empty``: no cases yet) and ``urgency`` (``passed``, ``soon`` or '') choose a look; texts beside them
    say the same. ``is_read``: what is owed is known.
    """

    href: str
    name: str
    title: str
    committee: str
    language: str
    date: str
    when: str
    state: str
    state_text: str
    deadline: str
    urgency: str
    is_read: bool
    counts: tuple[Weighed, ...]
    owed: tuple[Owed, ...]
    changes: tuple[str, ...]


class OverviewView(Struct, frozen=True):
    """The overview. ``calm`` is said where there is nothing to do today."""

    language: str
    title: str
    updated: str
    compared: str
    today: tuple[TodayItem, ...]
    calm: tuple[str, ...]
    cards: tuple[Card, ...]


class AgendaRow(Struct, frozen=True):
    """A row of the agenda; ``lacks`` are sentences, ``href`` leads to the case's findings where it has some."""

    time: str
    number: str
    title: str
    people: str = ""
    is_break: bool = False
    is_out: bool = False
    is_exempt: bool = False
    is_ready: bool = False
    state: str = ""
    lacks: tuple[str, ...] = ()
    href: str = ""


class Finding(Struct, frozen=True):
    """A finding: weight as in `Weighed`, its word, what is wrong, what to do, and where."""

    weight: str
    label: str
    message: str
    advice: str
    place: str


class FindingGroup(Struct, frozen=True):
    """The findings about a case or another part; ``show_hints`` is «Vis 3 tips»."""

    id: str
    heading: str
    findings: tuple[Finding, ...]
    hints: tuple[Finding, ...]
    show_hints: str


class Debtor(Struct, frozen=True):
    """Somebody who owes: ``items`` are pairs of the case («Sak 3/25 Plan») and what it is."""

    name: str
    role: str
    items: tuple[tuple[str, str], ...]


class PieceView(Struct, frozen=True):
    """Words: ``kind`` as in `mottepakke.model.changes.Piece`."""

    kind: str
    text: str


class ChangeView(Struct, frozen=True):
    """A change as a sentence, with the words that changed."""

    sentence: str
    pieces: tuple[PieceView, ...]
    is_exempt: bool


class ChangeGroup(Struct, frozen=True):
    """The changes of a case or of the meeting."""

    heading: str
    changes: tuple[ChangeView, ...]
    count: str


class ChangesView(Struct, frozen=True):
    """The changes since a state; ``is_folded`` where there are many."""

    heading: str
    groups: tuple[ChangeGroup, ...]
    is_folded: bool


class FileView(Struct, frozen=True):
    """A file of a document: «PDF», «113 kB»."""

    href: str
    format: str
    size: str


class DocumentRow(Struct, frozen=True):
    """A document in all its formats: ``name`` is its title, or its kind where the case's heading says the rest."""

    name: str
    kind: str
    title: str
    files: tuple[FileView, ...]


class DocumentGroup(Struct, frozen=True):
    """The documents of the meeting or of a case, or its calendar files."""

    heading: str
    rows: tuple[DocumentRow, ...]


class PictureView(Struct, frozen=True):
    """A first page."""

    src: str
    title: str
    alt: str


class MeetingView(Struct, frozen=True):
    """The page of a meeting. ``facts`` are pairs of label and value, ``note`` says what its state means.

    ``is_read``: what is owed and what changed is known.
    """

    language: str
    title: str
    committee: str
    state: str
    state_text: str
    note: str
    urgency: str
    deadline: str
    facts: tuple[tuple[str, str], ...]
    counts: tuple[Weighed, ...]
    updated: str
    overview: str
    is_read: bool
    agenda: tuple[AgendaRow, ...]
    debtors: tuple[Debtor, ...]
    findings: tuple[FindingGroup, ...]
    changes: tuple[ChangesView, ...]
    documents_heading: str
    documents_note: str
    documents: tuple[DocumentGroup, ...]
    calendar: tuple[DocumentGroup, ...]
    pictures: tuple[PictureView, ...]
