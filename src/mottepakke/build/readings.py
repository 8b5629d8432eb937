"""What sources were parsed to by earlier builds.

Reading always runs: texts are opened, fields converted, references looked up, pictures and attachments found. Only the two
parsers are spared, whose result is a function of the text alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mottepakke.build.cache import Cache
from mottepakke.read.memory import Memory
from mottepakke.read.parser import PARSER, Parser


@contextmanager
def remembered(cache: Cache, about: str) -> Iterator[Parser]:
    """A parser that knows what the texts ``about`` something said at the last build, and keeps what they say now."""
    if not cache.is_on:
        yield PARSER
        return
    key = cache.key("readings", about)
    known = cache.known(key, dict[str, bytes])
    memory = Memory(known[0] if known else None)
    yield memory
    if memory.has_learnt:
        cache.keep(key, memory.readings, ())
