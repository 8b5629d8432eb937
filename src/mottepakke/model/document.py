"""The document tree: a closed set of immutable nodes that every writer can express.

Layout templates produce it (through semantic HTML) and Markdown bodies are read into it; writers turn it into bytes
with one ``match`` over `Block` and one over `Inline`, each ending in ``typing.assert_never``.

Addresses in `Link.href` have four forms:

* ``https:``, ``http:`` and ``mailto:`` addresses;
* ``#anchor`` – a place in the same document (see the ``anchor`` fields);
* ``pakke:<document id>`` or ``pakke:<document id>#anchor`` – another document of the same meeting pack, where the
  document id is its path in the output folder without ending, such as ``toppnotat/17-25-godkjenningsordning``;
* ``ref:<kind>/<target>`` – a ``[[kind:target]]`` of an author, replaced before any writer sees the tree.

Nodes carry their name when they are encoded (``tag``): by it the cache tells bold words from italic ones.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from msgspec import Struct

from mottepakke.model.source import Span


class Text(Struct, frozen=True, tag=True):
    """Characters, white space already folded."""

    value: str


class Strong(Struct, frozen=True, tag=True):
    """Important words (bold)."""

    children: tuple[Inline, ...]


class Emphasis(Struct, frozen=True, tag=True):
    """Stressed words (italic)."""

    children: tuple[Inline, ...]


class Strike(Struct, frozen=True, tag=True):
    """Words struck through."""

    children: tuple[Inline, ...]


class Code(Struct, frozen=True, tag=True):
    """Literal text in a fixed-width font."""

    value: str


class LineBreak(Struct, frozen=True, tag=True):
    """A forced line break inside a paragraph."""


class Link(Struct, frozen=True, tag=True):
    """A link; see the module's text for the forms of ``href``."""

    href: str
    children: tuple[Inline, ...]
    span: Span | None = None


class Footnote(Struct, frozen=True, tag=True):
    """A footnote where its mark stands. In a finished document ``label`` is unique; see `FootnoteReference`."""

    label: str
    blocks: tuple[Block, ...]


class FootnoteReference(Struct, frozen=True, tag=True):
    """A further mark that points to the footnote of the same ``label``."""

    label: str


Inline = Text | Strong | Emphasis | Strike | Code | LineBreak | Link | Footnote | FootnoteReference


class Picture(Struct, frozen=True):
    """A picture file that has passed the limits: inside the workspace, readable, of sane size.

    ``width`` and ``height`` are natural size in CSS pixels (1/96 inch). ``format`` is the real one, not the ending.
    """

    path: Path
    format: Literal["png", "jpeg", "svg"]
    width: float
    height: float


class Heading(Struct, frozen=True, tag=True):
    """A heading; ``level`` 1 is the document's title, levels never jump downwards by more than one.

    ``listed`` says whether outlines and contents pages show it.
    """

    level: int
    children: tuple[Inline, ...]
    anchor: str | None = None
    listed: bool = True
    span: Span | None = None


class Paragraph(Struct, frozen=True, tag=True):
    """A paragraph. ``role`` names a paragraph style of the layout: see `PARAGRAPH_ROLES`."""

    children: tuple[Inline, ...]
    role: str = "text"
    anchor: str | None = None
    span: Span | None = None


class Items(Struct, frozen=True, tag=True):
    """A list. ``ordered`` lists count from ``start``; each list counts for itself. Each item is a tuple of blocks.

    ``role``: ``list`` (ordinary), ``columns`` (short items set in two columns, filled downwards).
    """

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    role: str = "list"
    tight: bool = True
    span: Span | None = None


class Cell(Struct, frozen=True):
    """A table cell. ``header`` marks a header cell (of its row when it is not in the table's head)."""

    blocks: tuple[Block, ...]
    header: bool = False
    colspan: int = 1
    align: Literal["left", "center", "right"] = "left"


class Row(Struct, frozen=True):
    """A table row. ``role``: ``row`` or ``pause`` (a break in the agenda, set quieter)."""

    cells: tuple[Cell, ...]
    role: str = "row"
    anchor: str | None = None


class Table(Struct, frozen=True, tag=True):
    """A table. ``widths`` are column widths as shares of the text width that sum to 1 (one per column).

    ``head`` rows repeat at the top of every page. Rows may be broken over pages when ``splittable``.
    ``role``: ``table`` (an author's), ``agenda``, ``saksliste``, ``vedtak`` (earlier decisions). ``summary`` is a short
    description for screen readers where there is no caption.
    """

    widths: tuple[float, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    role: str = "table"
    summary: str = ""
    splittable: bool = True
    span: Span | None = None


class Figure(Struct, frozen=True, tag=True):
    """A picture with alternative text and, when not empty, a caption that begins with ``label`` («Figur 2»)."""

    picture: Picture
    alt: str
    caption: tuple[Inline, ...] = ()
    label: str = ""
    anchor: str | None = None
    span: Span | None = None


class Quote(Struct, frozen=True, tag=True):
    """A block quotation."""

    blocks: tuple[Block, ...]
    span: Span | None = None


class CodeBlock(Struct, frozen=True, tag=True):
    """Literal lines in a fixed-width font."""

    value: str
    span: Span | None = None


class Rule(Struct, frozen=True, tag=True):
    """A thematic break."""


class Field(Struct, frozen=True):
    """One line of a `Fields` block: a label and its value (blocks; usually one paragraph)."""

    label: str
    blocks: tuple[Block, ...]


class Fields(Struct, frozen=True, tag=True):
    """The head of a document: labels with values («Dato» – «15. mai 2025»). Never holds an empty value."""

    fields: tuple[Field, ...]


class Group(Struct, frozen=True, tag=True):
    """Blocks that belong together. ``role``: see `GROUP_ROLES`."""

    role: str
    blocks: tuple[Block, ...]
    anchor: str | None = None


class Contents(Struct, frozen=True, tag=True):
    """A table of contents of this document's listed headings from ``first`` to ``last`` level, with page numbers."""

    title: str
    first: int = 2
    last: int = 3


class PageBreak(Struct, frozen=True, tag=True):
    """What follows begins on a new page."""


Block = Heading | Paragraph | Items | Table | Figure | Quote | CodeBlock | Rule | Fields | Group | Contents | PageBreak

PARAGRAPH_ROLES = ("text", "lead", "label", "note", "subtitle", "meta", "type", "warning")
"""text; lead (opening lines); label (bold run-in label such as «Forslag til vedtak»); note (small print);
subtitle, meta (title page); type (quiet, e.g. case type); warning (a marked placeholder's reason)."""

GROUP_ROLES = ("vedtak", "tittelside", "hode", "unntatt", "plassholder")
"""vedtak (decision proposal, set off with the accent colour); tittelside (title page, followed by a page break);
hode (kept together at the top of the first page); unntatt (exempt from public access); plassholder (a placeholder page)."""


class Properties(Struct, frozen=True):
    """Document properties for file managers and archives."""

    title: str
    language: Literal["nb-NO", "nn-NO"]
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    date: dt.date = dt.date(2000, 1, 1)
    """The meeting's date: never the clock's."""


class Document(Struct, frozen=True):
    """A running-text document (notice, case note, minutes, Markdown attachment).

    ``id`` is its path in the output folder without ending. ``head`` and ``foot`` are the running head and foot texts
    (foot stands left; the page number in the form of ``page_label``, with ``{page}`` and ``{pages}``, right).
    ``draft`` puts the layout's draft mark on every page.
    """

    id: str
    kind: str
    properties: Properties
    blocks: tuple[Block, ...]
    head: str = ""
    foot: str = ""
    page_label: str = "{page} ({pages})"
    draft: bool = False


SLIDE_ROLES = ("tittel", "agenda", "skille", "innhold", "tabell", "vedtak", "pause", "slutt", "plassholder")
"""title; agenda (a table or list); divider of a case; content; content with a table; decision proposal; break;
close; an empty slide with a prompt, for the presenter."""


class Slide(Struct, frozen=True):
    """One slide as planned by the layout; the writer splits what does not fit.

    ``role`` chooses the template's slide layout. ``subtitle`` fills the subtitle placeholder where the layout has one
    (date and place, presenter, the time a break ends). ``section`` names the section (case) the slide belongs to.
    ``locked`` slides say what others must not change: their words are part of the slide's layout.
    """

    role: str
    title: str
    subtitle: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[Block, ...] = ()
    section: str = ""
    locked: bool = False


class Deck(Struct, frozen=True):
    """A slide deck. ``foot`` is the footer text of every slide; ``continued`` marks a split slide («{title} (forts.)»)."""

    id: str
    kind: str
    properties: Properties
    slides: tuple[Slide, ...]
    foot: str = ""
    continued: str = "{title} (forts. {part})"
    draft: bool = False
