"""What parsers make of texts: YAML as text with places, Markdown as blocks.

Nodes carry their name when they are encoded (``tag``), for `mottepakke.read.memory`.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Picture
from mottepakke.model.source import Span

CHARACTERS_A_NODE = 100
"""How much text counts as one node more."""


class Scalar(Struct, frozen=True, tag=True):
    """A value as written. ``empty`` tells ``key:`` without a value from ``key: ""``.

    ``text_line`` is the line where the text itself begins: a block scalar's is the one after its ``|``.
    """

    text: str
    span: Span
    empty: bool = False
    block: bool = False

    @property
    def text_line(self) -> int:
        """The line of the first line of text."""
        return self.span.line + self.block

    @property
    def size(self) -> int:
        """How many nodes it counts for."""
        return 1 + len(self.text) // CHARACTERS_A_NODE


class Mapping(Struct, frozen=True, tag=True):
    """Keys with values, in the order written, doubles included."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span
    size: int = 1


class Sequence(Struct, frozen=True, tag=True):
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span
    size: int = 1


Node = Scalar | Mapping | Sequence


class Unreadable(Struct, frozen=True, tag=True):
    """YAML that could not be read at all, which has been reported: what it lacks is not worth a further word."""


PictureReader = Callable[[str, Span, Report], Picture | None]
"""Opens a picture named in Markdown, or reports why not and gives None."""


class Body(Struct, tag=True):
    """The blocks of one Markdown text, and the attributes (``{unntatt="…"}``, ``{#anchor}``) of its headings by line."""

    blocks: tuple[Block, ...]
    marks: dict[int, dict[str, str]] = field(default_factory=dict)
