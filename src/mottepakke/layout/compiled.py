"""Compiled templates: those of this process, and the program's own beside them on disk, as Python keeps its modules.

A layout of a workspace is compiled by each run. To load what somebody else has compiled is to run it, and templates of a
workspace run in the sandbox alone; the program's folder holds nothing but what is run anyhow.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from jinja2 import BytecodeCache, compiler
from jinja2.bccache import Bucket

OWN = Path(__file__).parent.parent / "layouts"
"""The folder of the layouts that come with the program."""
FINGERPRINT = hashlib.sha256().digest_size


class Compiled(BytecodeCache):
    """Templates by file and content; ``makers`` are the files that decide what is compiled besides, as does ``kind``."""

    def __init__(self, *makers: str, own: Path = OWN, kind: str = "") -> None:
        self.known: dict[tuple[str, str], bytes] = {}
        self.kind = kind
        self.makers = (compiler.__file__, *makers)
        self.own = own

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja2 asks for a template."""
        found = self.known.get((bucket.key, bucket.checksum)) or self._kept(bucket.key)
        if found:
            with suppress(ValueError, EOFError, TypeError):  # marshal, of a file cut short
                bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja2 has compiled a template."""
        data = bucket.bytecode_to_string()
        self.known[bucket.key, bucket.checksum] = data
        place = self._places.get(bucket.key)
        if place and not sys.dont_write_bytecode:
            with suppress(OSError):
                place.parent.mkdir(exist_ok=True)
                fresh = place.with_suffix(f".{os.getpid()}")
                fresh.write_bytes(self._fingerprint(data) + data)
                fresh.replace(place)

    def _kept(self, key: str) -> bytes | None:
        """What an earlier run has compiled in the same way, whole."""
        place = self._places.get(key)
        with suppress(OSError):
            kept = place.read_bytes() if place else b""
            fingerprint, data = kept[:FINGERPRINT], kept[FINGERPRINT:]
            return data if fingerprint == self._fingerprint(data) else None
        return None

    @cached_property
    def _places(self) -> dict[str, Path]:
        """Where the program's own templates lie when they are compiled, by Jinja2's keys."""
        tag = sys.implementation.cache_tag
        found = self.own.glob("*/*.html")
        return {
            self.get_cache_key(path.name, str(path)): path.parent / "__pycache__" / f"{path.name}.{self.kind}{tag}.bin"
            for path in found
        }

    @cached_property
    def _made_by(self) -> bytes:
        return b"".join(hashlib.sha256(Path(maker).read_bytes()).digest() for maker in self.makers)

    def _fingerprint(self, data: bytes) -> bytes:
        return hashlib.sha256(self._made_by + data).digest()
