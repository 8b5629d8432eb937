"""The store on disk: what is damaged, cut short, removed or too much is as if it had never been kept."""

import os
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from mottepakke.build.store import CONTENTS, ENTRIES, LEFT_BEHIND, UNFINISHED, Entry, Store

KEY = "ab" * 32


def kept(folder: Path, data: bytes = b"en side", key: str = KEY) -> tuple[Store, str]:
    store = Store(folder)
    name = store.put_content(data)
    store.put(key, Entry((name,), b"\x90"))
    return store, name


def test_what_is_put_is_found_by_another(tmp_path: Path) -> None:
    _, name = kept(tmp_path / "a" / ".lager")
    other = Store(tmp_path / "a" / ".lager")
    assert other.entry(KEY) == Entry((name,), b"\x90")
    assert other.content(name) == b"en side"
    assert other.entry("cd" * 32) is None


def shortened(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def altered(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [shortened, emptied, altered])
@pytest.mark.parametrize("kind", [CONTENTS, ENTRIES])
def test_a_damaged_file_is_not_there_and_is_removed(kind: str, damage: Callable[[Path], None], tmp_path: Path) -> None:
    store, name = kept(tmp_path)
    (path,) = (path for path in (tmp_path / kind).rglob("*") if path.is_file())
    damage(path)
    assert (store.content(name) if kind == CONTENTS else store.entry(KEY)) is None
    assert not path.exists()
    store.put_content(b"en side")
    assert store.content(name) == b"en side"


def test_a_folder_that_is_deleted_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / ".lager"
    store, name = kept(folder)
    shutil.rmtree(folder)
    assert store.content(name) is None
    assert store.entry(KEY) is None
    _, name = kept(folder)
    assert store.content(name) == b"en side"


def test_a_place_that_cannot_be_written_keeps_nothing_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("ingen mappe")
    store, name = kept(tmp_path / "fil" / ".lager")
    assert store.content(name) is None
    store.clean()


def test_what_was_used_least_recently_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=5000)
    names = [store.put_content(bytes([number]) * 1000) for number in range(6)]
    for age, name in enumerate(names):
        os.utime(tmp_path / CONTENTS / name[:2] / name, (1000 + age, 1000 + age))
    assert store.content(names[0])
    store.clean()
    left = [store.content(name) is not None for name in names]
    assert left == [True, False, False, True, True, True]


def test_below_the_limit_everything_stays(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=7000)
    names = [store.put_content(bytes([number]) * 1000) for number in range(6)]
    store.clean()
    assert all(map(store.content, names))


def test_what_killed_runs_have_left_goes_after_an_hour(tmp_path: Path) -> None:
    store, name = kept(tmp_path)
    place = tmp_path / CONTENTS / name[:2]
    old, young = place / f"{UNFINISHED}gammel", place / f"{UNFINISHED}fersk"
    for path in (old, young):
        path.write_bytes(b"halv")
    then = time.time() - LEFT_BEHIND - 1
    os.utime(old, (then, then))
    store.clean()
    assert (old.exists(), young.exists()) == (False, True)


def _use(folder: Path, first: int) -> int:
    """Keep and find the same things as another process, in a store so small that both remove what the other kept."""
    wrong = 0
    for number in range(first, first + 60):
        data = bytes([number % 20]) * 500
        key = f"{number % 20:064x}"
        store = Store(folder, limit=4000)
        store.put(key, Entry((store.put_content(data),), b"\x90"))
        entry = store.entry(key)
        found = store.content(entry.contents[0]) if entry else None
        wrong += found not in (None, data)
        store.clean()
    return wrong


def test_two_processes_at_once_find_what_was_put_or_nothing(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_use, [tmp_path, tmp_path], [0, 7])) == [0, 0]
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) < 10_000
