"""What texts were parsed to before, in this process or an earlier one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct

from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.model.document import Picture
from mottepakke.model.packed import path_as_text, text_as_path
from mottepakke.model.settings import Ignored
from mottepakke.model.source import Span
from mottepakke.read.nodes import Body, Node, PictureReader, Unreadable
from mottepakke.read.parser import Parser

T = TypeVar("T")


class _Reading(Struct, frozen=True):
    """What a text says, what was found while it was parsed, and the pictures it names with what came of opening them."""

    said: Node | Unreadable | Body | None
    found: tuple[Diagnostic, ...]
    ignored: tuple[Ignored, ...]
    pictures: tuple[tuple[str, Span, Picture | None], ...] = ()


class Memory(Parser):
    """A parser that parses a text once.

    What is said of a text depends on itself and its place alone, and on the pictures it names, which are opened each time.
    """

    def __init__(self, known: dict[str, bytes] | None = None) -> None:
        """``known`` are readings as `readings` has them."""
        self._known = dict(known or {})
        self._used: dict[str, bytes] = {}

    @property
    def has_learnt(self) -> bool:
        """Whether anything is said that is not in ``known``."""
        return not self._used.items() <= self._known.items()

    @property
    def readings(self) -> dict[str, bytes]:
        """All that was asked for."""
        return self._used

    def forget(self, limit: int) -> None:
        """Keep no more than ``limit`` bytes of readings, those asked for last."""
        kept: dict[str, bytes] = {}
        for key, reading in reversed(({**self._known, **self._used}).items()):
            limit -= len(reading)
            if limit < 0:
                break
            kept[key] = reading
        self._known, self._used = dict(reversed(kept.items())), {}

    def yaml(self, text: str, path: str, report: Report, first_line: int = 1) -> Node | Unreadable | None:
        """As `Parser.yaml`."""
        key = _key("yaml", text, path, first_line)
        return self._recalled(key, report, lambda own, _: super(Memory, self).yaml(text, path, own, first_line))

    def markdown(self, text: str, path: str, first_line: int, report: Report, pictures: PictureReader) -> Body:
        """As `Parser.markdown`."""
        key = _key("markdown", text, path, first_line)

        def parse(own: Report, opened: PictureReader) -> Body:
            return super(Memory, self).markdown(text, path, first_line, own, opened)

        return self._recalled(key, report, parse, pictures)

    def _recalled(
        self,
        key: str,
        report: Report,
        parse: Callable[[Report, PictureReader], T],
        pictures: PictureReader = lambda *_: None,
    ) -> T:
        reading = self._reading(key, report, pictures)
        if reading is None:
            own, opened = Report(), list[tuple[str, Span, Picture | None]]()

            def opening(name: str, span: Span, _: Report) -> Picture | None:
                picture = pictures(name, span, report)
                opened.append((name, span, picture))
                return picture

            said = parse(own, opening)
            reading = _Reading(cast(Any, said), tuple(own.found), tuple(own.ignored), tuple(opened))
            self._keep(key, reading)
        report.found.update(reading.found)
        report.ignored.update(reading.ignored)
        return cast(T, reading.said)

    def _reading(self, key: str, report: Report, pictures: PictureReader) -> _Reading | None:
        """The reading kept under ``key``, if its pictures are what they were."""
        kept = self._used.pop(key, None) or self._known.get(key)
        if kept is None:
            return None
        reading = DECODER.decode(kept)
        about = Report()
        if any(pictures(name, span, about) != picture for name, span, picture in reading.pictures):
            return None
        report.found.update(about.found)
        self._used[key] = kept
        return reading

    def _keep(self, key: str, reading: _Reading) -> None:
        try:
            self._used[key] = ENCODER.encode(reading)
        except ValueError:
            """A file name in no encoding: the text is parsed each time."""


def _key(kind: str, text: str, path: str, first_line: int) -> str:
    return hashlib.sha256(f"{kind}\0{first_line}\0{path}\0{text}".encode(errors="surrogatepass")).hexdigest()


ENCODER = msgspec.msgpack.Encoder(enc_hook=path_as_text)
DECODER = msgspec.msgpack.Decoder(_Reading, dec_hook=text_as_path)
