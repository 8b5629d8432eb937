"""Places in source files."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Span(Struct, frozen=True, order=True):
    """A place in a file: ``path`` relative to the workspace with forward slashes, ``line`` and ``column`` from 1."""

    path: str
    line: int = 1
    column: int | None = None


class Origin(Struct, frozen=True):
    """Where a model object and each of its fields was written."""

    span: Span
    fields: Mapping[str, Span] = field(default_factory=dict)

    def of(self, key: str) -> Span:
        """The place of field ``key``, or of the whole object where the field was not written."""
        return self.fields.get(key, self.span)

    def item(self, key: str, number: int) -> Span:
        """The place of item ``number`` (from 1) of the list ``key``, or of the list where it is no list in the source."""
        return self.fields.get(f"{key} {number}", self.of(key))
