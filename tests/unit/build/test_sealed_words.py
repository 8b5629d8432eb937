"""The words in a seal: read as they were written, refused when damaged, whatever has been done to them."""

import zlib
from base64 import b64decode, b64encode
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mottepakke.build import sealed_words
from mottepakke.build.sealed_words import Damaged, packed, unpacked
from mottepakke.compare.meetings import compare
from mottepakke.model.snapshot import PictureState, Snapshot, TextPart
from tests.unit.compare.snapshots import agenda, case, meetings

BOUNDED = settings(derandomize=True, database=None, max_examples=60)
LINE = packed(agenda(case("plan", minutes=30)))


@given(meetings())
@BOUNDED
def test_what_is_packed_is_unpacked_the_same(meeting: Snapshot) -> None:
    assert unpacked(packed(meeting), "rad/2025-2") == meeting


@given(st.integers(0, len(LINE) - 1), st.text(max_size=3))
@BOUNDED
def test_damage_is_always_found(place: int, put: str) -> None:
    damaged = LINE[:place] + put + LINE[place + 1 :]
    with suppress(Damaged):
        assert unpacked(damaged, "rad/2025-2") == unpacked(LINE, "rad/2025-2")


def pack(data: bytes) -> str:
    return b64encode(zlib.compress(data)).decode()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "x",
        "æøå",
        LINE[:-8],
        b64encode(b64decode(LINE) + b"mer").decode(),
        pack(b""),
        pack(b"{"),
        pack(b"[]"),
        pack(b'{"schema": 1}'),
        pack(b'{"schema": "1"}'),
        pack(b"[" * 100_000),
        pack(b'{"schema": 1, "meeting": 4}'),
    ],
)
def test_what_is_not_a_pack_in_words_is_refused(line: str) -> None:
    with pytest.raises(Damaged):
        unpacked(line, "rad/2025-2")


def test_the_words_of_another_meeting_are_refused() -> None:
    with pytest.raises(Damaged):
        unpacked(LINE, "rad/2025-3")


def test_words_of_another_form_are_no_damage() -> None:
    assert unpacked(pack(b'{"schema": 99, "other": true}'), "rad/2025-2") is None


def test_little_that_unpacks_to_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_words, "MOST_UNPACKED", 1000)
    with pytest.raises(Damaged):
        unpacked(pack(b" " * 100_000), "rad/2025-2")


def test_words_sealed_before_pictures_were_kept_are_read_and_say_nothing_of_them() -> None:
    figure = PictureState("kart.png", "1", "Kart")
    part = TextPart("Bakgrunn", "section", ("Tekst.",), pictures=(figure,))
    now = agenda(case("plan", parts=(part,)), with_pictures=True, language="nn")
    sealed = msgspec.json.decode(msgspec.json.encode(now))
    for key in ("with_pictures", "language"):
        del sealed[key]
    del sealed["cases"][0]["unreadable"]
    del sealed["cases"][0]["parts"][0]["pictures"]
    before = unpacked(pack(msgspec.json.encode(sealed)), "rad/2025-2")
    assert before is not None
    assert compare(before, now, "2025-05-01").items == ()
    assert [item.kind for item in compare(replace(before, with_pictures=True), now, "").items] == ["picture_added"]


def test_words_that_the_seal_has_no_room_for_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_words, "MOST_PACKED", 100)
    assert packed(replace(agenda(case("plan")), title="En lang tittel")) == ""
