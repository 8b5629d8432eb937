"""How much of a stranger's content is read: enough for any honest page, never without end.

Reading content costs 0.1 to 1 s a million bytes, and a few packed bytes can hold millions, on one page or shared by
thousands.
"""

from __future__ import annotations

import zlib
from math import prod

from msgspec import Struct
from pikepdf import Object, Stream

from mottepakke.assemble.objects import items_of, name_of

FLATE = (["FlateDecode"], ["Fl"])
WORST_RATIO = {"FlateDecode": 1040, "Fl": 1040, "LZWDecode": 1400, "LZW": 1400, "RunLengthDecode": 64, "RL": 64}
"""How many times longer what a filter unpacks can be."""
DEAR = (b"q", b"Q", b"BT", b"ET", b"BMC", b"BDC", b"EMC")
"""Operators that are looked at one by one, each for the price of so many bytes that are only passed over:"""
DEAR_BYTES = 24
CHUNK = 1_000_000


class Budget(Struct):
    """Bytes of content, unpacked, that may still be read of a file, and at most of one page."""

    room: int
    page_room: int

    def spend(self, cost: int) -> None:
        """Take a cost that comes with an operator.

        Raises:
            ValueError: there is no room left.
        """
        self.room -= cost
        if self.room <= 0:
            raise ValueError("too much content")

    def allows(self, page: Object) -> bool:
        """Whether a page's content may be read; takes what it costs."""
        streams = [item for item in items_of(page.get("/Contents")) if isinstance(item, Stream)]
        return all(self.allows_stream(stream) for stream in streams)

    def allows_stream(self, stream: Stream) -> bool:
        """Whether a stream may be read; takes what it costs. Packed data is unpacked no further than the room reaches."""
        limit = min(self.room, self.page_room)
        if limit <= 0:
            return False
        cost = _cost(stream, limit)
        self.room -= min(cost, limit)
        return cost < limit


def is_bounded(stream: Stream, limit: int) -> bool:
    """Whether a stream is shorter than ``limit`` when unpacked."""
    data = _unpacked(stream, limit)
    return data is not None and len(data) < limit


def unpacks_beyond(stream: Stream, limit: int) -> bool:
    """Whether a stream is longer than ``limit`` when unpacked; one that is packed twice counts as the worst it can be."""
    filters = [name_of(item) for item in items_of(stream.get("/Filter"))]
    packings = [WORST_RATIO[name] for name in filters if name in WORST_RATIO]
    raw = stream.read_raw_bytes()
    if len(packings) > 1:
        return len(raw) * prod(packings) > limit
    if filters not in FLATE or len(raw) * WORST_RATIO["Fl"] <= limit:
        return False
    return _flate_is_beyond(raw, limit)


def _flate_is_beyond(raw: bytes, limit: int) -> bool:
    unpacker, rest, size = zlib.decompressobj(), raw, 0
    try:
        while rest and not unpacker.eof and size <= limit:
            size += len(unpacker.decompress(rest, CHUNK))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return size > limit


def _cost(stream: Stream, limit: int) -> int:
    data = _unpacked(stream, limit)
    if data is None:
        return limit
    return len(data) + DEAR_BYTES * sum(data.count(operator) for operator in DEAR)


def _unpacked(stream: Stream, limit: int) -> bytes | None:
    """At most ``limit`` bytes of what is packed; the packed bytes where they cannot be more; None where they might."""
    raw = stream.read_raw_bytes()
    filters = [name_of(item) for item in items_of(stream.get("/Filter"))]
    if filters in FLATE:
        try:
            return zlib.decompressobj().decompress(raw, limit)
        except zlib.error:
            return raw
    worst = len(raw)
    for name in filters:
        worst *= WORST_RATIO.get(name, 1)
    return raw if worst <= limit else None
