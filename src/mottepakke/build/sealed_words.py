"""A pack in words as one line of a seal: JSON, compressed (RFC 1950), in base64 (RFC 4648). Read only when asked for."""

from __future__ import annotations

import binascii
import zlib
from base64 import b64decode, b64encode

import msgspec

from mottepakke.model.snapshot import SCHEMA, Snapshot

MOST_PACKED = 600_000
"""Characters; a seal has room for them beside all else (`mottepakke.read.text.MAX_BYTES`). Longer words are not sealed."""
MOST_UNPACKED = 30_000_000
"""Bytes."""


class Damaged(Exception):
    """Words that cannot be read; says what of the seal it is."""


def packed(snapshot: Snapshot) -> str:
    """``snapshot`` as one line; '' where it is too long to be sealed."""
    data = msgspec.json.encode(snapshot)
    line = b64encode(zlib.compress(data, 9)).decode("ascii")
    return line if len(data) <= MOST_UNPACKED and len(line) <= MOST_PACKED else ""


def unpacked(line: str, meeting: str) -> Snapshot | None:
    """What `packed` made ``line`` of; None where it was made by another version of the program, in another form.

    Raises:
        Damaged: it is not what `packed` makes, or not of ``meeting``.
    """
    try:
        data = _decompressed(b64decode(line.encode("ascii"), validate=True))
        schema = msgspec.json.decode(data, type=_Form).schema
        snapshot = msgspec.json.decode(data, type=Snapshot) if schema == SCHEMA else None
    except (ValueError, binascii.Error, zlib.error, RecursionError, MemoryError) as error:
        raise Damaged("ordlyd") from error
    if snapshot is not None and snapshot.meeting != meeting:
        raise Damaged("ordlyd")
    return snapshot


class _Form(msgspec.Struct):
    schema: int = SCHEMA


def _decompressed(data: bytes) -> bytes:
    worker = zlib.decompressobj()
    found = worker.decompress(data, MOST_UNPACKED)
    if not worker.eof or worker.unused_data:
        raise ValueError(len(found))
    return found
