"""Mutated files through the whole assembly: each is refused with a reason or merged.

``make fuzz`` runs 2,000 of them, ``python -m tests.unit.assemble.fuzz COUNT [FIRST]`` any others; the number of a file
says how it is made. A few are part of the suite (test_fuzz.py).
"""

from __future__ import annotations

import faulthandler
import io
import random
import sys
import time
from collections import Counter

from pikepdf import ObjectStreamMode, Pdf, StreamDecodeLevel

from mottepakke.assemble.attachment import Unusable, open_attachment
from mottepakke.assemble.pack import assemble_pack
from tests.unit.assemble import corpus

LIMIT = 10
"""Seconds a file may take."""


def seeds() -> list[bytes]:
    """Samples in a form in which a changed byte is a changed object, not a broken packing."""
    samples = [corpus.note(), corpus.form(), corpus.signed(), corpus.active(), corpus.layered(), corpus.outlined()]
    samples += [corpus.odd_pages(), corpus.plain(), corpus.scanned(), corpus.static_form(), corpus.mended()]
    unpacked = []
    for sample in samples:
        with Pdf.open(io.BytesIO(sample)) as pdf:
            target = io.BytesIO()
            pdf.save(
                target,
                qdf=True,
                compress_streams=False,
                stream_decode_level=StreamDecodeLevel.generalized,
                object_stream_mode=ObjectStreamMode.disable,
                static_id=True,
            )
            unpacked += [target.getvalue(), sample]
    return unpacked


NAMES = (
    *(
        b"/K",
        b"/P",
        b"/S",
        b"/A",
        b"/D",
        b"/T",
        b"/AP",
        b"/ID",
        b"/Pg",
        b"/DR",
        b"/FT",
        b"/Kids",
        b"/Next",
        b"/Type",
        b"/Nums",
    ),
    *(b"/Dest", b"/Lang", b"/Prev", b"/Names", b"/First", b"/Count", b"/Limits", b"/Parent", b"/Annots", b"/Fields"),
    *(b"/RoleMap", b"/Contents", b"/ClassMap", b"/Resources", b"/MediaBox", b"/ParentTree", b"/OCProperties"),
)
TOKENS = (b"<<", b">>", b"[", b"]", b"null", b" 0 R ", b"/", b"(", b"endobj\n")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A changed file; in two of three cases of the same length, so that its table of objects stays right."""
    result = bytearray(data)
    keep = chance.random() < 2 / 3
    for _ in range(chance.choice((1, 2, 5, 20, 100))):
        place = chance.randrange(max(1, len(result)))
        match chance.randrange(3 if keep else 7):
            case 0:
                result[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                _change_number(result, place, chance, keep)
            case 2:
                _change_name(result, place, chance, keep)
            case 3:
                del result[place : place + chance.randrange(1, 60)]
            case 4:
                result[place:place] = result[place : place + chance.randrange(1, 200)]
            case 5:
                result[place:place] = chance.choice(TOKENS)
            case _:
                if chance.random() < 0.05:
                    del result[max(place, 200) :]
    return bytes(result)


def _change_number(result: bytearray, place: int, chance: random.Random, keep: bool) -> None:
    while place < len(result) and not 48 <= result[place] <= 57:
        place += 1
    end = place
    while end < len(result) and 48 <= result[end] <= 57:
        end += 1
    if keep:
        result[place:end] = str(chance.randrange(10 ** (end - place))).zfill(end - place).encode()
    else:
        result[place:end] = str(chance.choice((0, 1, 2, 3, chance.randrange(60), 65536, 2**31, 2**63, -1))).encode()


def _change_name(result: bytearray, place: int, chance: random.Random, keep: bool) -> None:
    found = result.find(b"/", place)
    if found < 0:
        return
    end = found + 1
    while end < len(result) and result[end : end + 1].isalnum():
        end += 1
    names = [name for name in NAMES if len(name) == end - found] if keep else NAMES
    if names:
        result[found:end] = chance.choice(names)


def outcome(data: bytes) -> str:
    """What becomes of one file."""
    seen = open_attachment(data)
    if isinstance(seen, Unusable):
        return seen.code.name
    pack = assemble_pack(corpus.plan(corpus.part(1), corpus.attachment(1, data)))
    with Pdf.open(io.BytesIO(pack.data)) as pdf:
        assert len(pdf.pages) == pack.pages
    return "merged"


def mutant(number: int, samples: list[bytes]) -> bytes:
    """The changed file of that number."""
    chance = random.Random(number)
    return mutated(chance.choice(samples), chance)


def main(count: int, first: int = 0) -> None:
    """Say what became of so many files. A crash or a hang ends the process; the last number on stderr is the file's."""
    samples = seeds()
    counts: Counter[str] = Counter()
    slowest = (0.0, first)
    for number in range(first, first + count):
        data = mutant(number, samples)
        sys.stderr.write(f"\r{number} ")
        sys.stderr.flush()
        faulthandler.dump_traceback_later(LIMIT, exit=True)
        started = time.perf_counter()
        counts[outcome(data)] += 1
        slowest = max(slowest, (time.perf_counter() - started, number))
        faulthandler.cancel_dump_traceback_later()
    sys.stdout.write(f"\n{dict(counts)} slowest {slowest[0]:.1f} s, number {slowest[1]}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
