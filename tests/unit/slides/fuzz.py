"""Damaged decks through opening and merging: each is refused with a reason, or the merged deck is sound.

``make fuzz`` runs 2,000 of them, ``python -m tests.unit.slides.fuzz COUNT [FIRST]`` any others; the number of a deck says
how it is damaged. A few are part of the suite (test_fuzz.py).
"""

from __future__ import annotations

import faulthandler
import io
import random
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

from lxml import etree

from mottepakke.slides.deck import open_deck
from mottepakke.slides.merging.merge import merge_decks
from mottepakke.slides.merging.values import Dress, Insert
from mottepakke.slides.refusal import Refused
from tests.support.package_validator import faults
from tests.unit.convert.packages import packed, parts_of
from tests.unit.slides import corpus
from tests.unit.slides.merged import SPAN

LIMIT = 10
"""Seconds a deck may take."""
Parts = dict[str, bytes]
VALUES = ("", "-1", "0", "999999999999999", "rId1", "rId999", "x", "../../../x", "NULL", "²", "1e400", "\u0663")


def seeds() -> list[bytes]:
    return [corpus.rich_deck(), corpus.rich_deck(corpus.SMALL, "6B2D84"), corpus.own()]


def mutant(number: int, samples: list[bytes]) -> bytes:
    """The deck with a number: one to three changes, in the bytes, the parts, or the XML of parts."""
    source = random.Random(number)
    data = samples[number % len(samples)]
    if source.random() < 0.1:
        return _other_bytes(data, source)
    parts = parts_of(data)
    for _ in range(source.randint(1, 3)):
        source.choice(CHANGES)(parts, source)
    return packed(parts)


def _other_bytes(data: bytes, source: random.Random) -> bytes:
    changed = bytearray(data[: source.randint(1, len(data))] if source.random() < 0.3 else data)
    for _ in range(source.randint(1, 20)):
        changed[source.randrange(len(changed))] = source.randrange(256)
    return bytes(changed)


def _name(parts: Parts, source: random.Random, *endings: str) -> str:
    return source.choice([name for name in sorted(parts) if name.endswith(endings)])


def _lose_part(parts: Parts, source: random.Random) -> None:
    del parts[_name(parts, source, "")]


def _swap_parts(parts: Parts, source: random.Random) -> None:
    first, second = _name(parts, source, ""), _name(parts, source, "")
    parts[first], parts[second] = parts[second], parts[first]


def _flip_byte(parts: Parts, source: random.Random) -> None:
    name = _name(parts, source, "")
    data = bytearray(parts[name])
    if data:
        data[source.randrange(len(data))] = source.randrange(256)
    parts[name] = bytes(data)


def _in_tree(change: Callable[[Any, random.Random], None], *endings: str) -> Callable[[Parts, random.Random], None]:
    def changed(parts: Parts, source: random.Random) -> None:
        name = _name(parts, source, *endings)
        try:
            root = etree.fromstring(parts[name])
        except etree.XMLSyntaxError:
            return
        change(source.choice(list(root.iter("*"))), source)
        parts[name] = etree.tostring(root)

    return changed


def _other_value(element: Any, source: random.Random) -> None:
    if element.attrib:
        element.set(source.choice(sorted(element.attrib)), source.choice(VALUES))


def _lose_value(element: Any, source: random.Random) -> None:
    if element.attrib:
        del element.attrib[source.choice(sorted(element.attrib))]


def _lose_element(element: Any, _source: random.Random) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _double_element(element: Any, _source: random.Random) -> None:
    if element.getparent() is not None:
        element.getparent().append(etree.fromstring(etree.tostring(element)))


def _move_element(element: Any, source: random.Random) -> None:
    root = element.getroottree().getroot()
    goal = source.choice(list(root.iter("*")))
    if element is not root and goal is not element and element not in list(goal.iterancestors()):
        goal.append(element)


XML = ("slide1.xml", "slide10.xml", "slide12.xml", "slide5.xml", "slide8.xml", "presentation.xml", "slideLayout2.xml",
       "slideMaster1.xml", "data1.xml", "drawing1.xml", "tableStyles.xml", "theme1.xml", "notesSlide1.xml")  # fmt: skip
CHANGES = (
    _lose_part,
    _swap_parts,
    _flip_byte,
    *(_in_tree(one, *XML) for one in (_other_value, _lose_value, _lose_element, _double_element, _move_element)),
    *(_in_tree(one, ".rels", "[Content_Types].xml") for one in (_other_value, _lose_value, _lose_element, _double_element)),
    _in_tree(_other_value, ".rels"),
    _in_tree(_other_value, *XML),
)


def outcome(data: bytes, dress: Dress = Dress.KEPT) -> str:
    """How a deck fares; our own slides are there in any case."""
    try:
        deck = open_deck(data, "innlegg.pptx")
    except Refused as refusal:
        return refusal.code.name
    out = io.BytesIO()
    with deck:
        merged = merge_decks(corpus.own(), [Insert(deck, 1, SPAN, replaces=(2,))], out, dress)
    found = faults(out.getvalue())
    assert found == [], found
    assert len(merged.slides) >= 8
    return "left out" if merged.refused else "merged"


def main() -> None:
    """Damaged decks from a first number on, with what became of them."""
    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    samples = seeds()
    found: Counter[str] = Counter()
    for number in range(first, first + count):
        faulthandler.dump_traceback_later(LIMIT, exit=True)
        try:
            found[outcome(mutant(number, samples), list(Dress)[number // len(samples) % 2])] += 1
        except BaseException:
            sys.stderr.write(f"deck {number}\n")
            raise
    faulthandler.cancel_dump_traceback_later()
    sys.stdout.write(f"{dict(found)}\n")


if __name__ == "__main__":
    main()
