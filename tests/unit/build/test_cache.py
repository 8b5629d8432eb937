"""Keys: everything that decides what is rendered, by content; and what is not kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from mottepakke import codes
from mottepakke.build import cache as module
from mottepakke.build.cache import NO_CACHE, Cache, program_digest
from mottepakke.build.prepare import Prepared
from mottepakke.build.store import Store
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Deck, Document, Emphasis, Figure, Heading, Picture, Strong, Text
from mottepakke.model.source import Span
from mottepakke.write.written import Written

WRITTEN = Written(b"%PDF", (Diagnostic.at(codes.MISSING_MINUTES, Span("packs/a.yaml", 3, 5), meeting="a/2025-1"),))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(Store(tmp_path / ".lager"), tmp_path)


def again(cache: Cache) -> Cache:
    """The cache of the next build."""
    return Cache(cache._store, cache._root)


def figure(path: Path) -> Figure:
    return Figure(Picture(path, "png", 10, 10), "Et bilde")


def test_bold_and_italic_words_have_keys_of_their_own(cache: Cache) -> None:
    children = (Text("ord"),)
    assert cache.key("pdf", Strong(children)) != cache.key("pdf", Emphasis(children))


def test_the_same_words_on_another_line_have_another_key(cache: Cache) -> None:
    one, other = (Heading(1, (Text("ord"),), span=Span("a.md", line)) for line in (1, 2))
    assert cache.key("pdf", one) != cache.key("pdf", other)


def test_the_same_tree_in_another_format_has_another_key(cache: Cache) -> None:
    assert cache.key("pdf", Text("ord")) != cache.key("docx", Text("ord"))


def test_a_picture_counts_by_what_it_shows_and_not_by_its_time(cache: Cache, tmp_path: Path) -> None:
    path = tmp_path / "bilde.png"
    path.write_bytes(b"en")
    os.utime(path, (1000, 1000))
    first = cache.key("pdf", figure(path))
    os.utime(path, (2000, 2000))
    assert again(cache).key("pdf", figure(path)) == first
    path.write_bytes(b"to")
    os.utime(path, (1000, 1000))
    assert again(cache).key("pdf", figure(path)) != first


def test_a_workspace_that_is_moved_keeps_its_keys(tmp_path: Path) -> None:
    keys = []
    for name in ("her", "der"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "bilde.png").write_bytes(b"en")
        keys.append(Cache(Store(tmp_path / ".lager"), tmp_path / name).key("pdf", figure(tmp_path / name / "bilde.png")))
    assert keys[0] == keys[1]


def test_a_folder_counts_by_all_its_files(cache: Cache, tmp_path: Path) -> None:
    folder = tmp_path / "fonts" / "dyp"
    folder.mkdir(parents=True)
    keys = {cache.key("pdf", tmp_path / "fonts")}
    for name, content in (("a.ttf", b"1"), ("a.ttf", b"2"), ("b.ttf", b"2")):
        (folder / name).write_bytes(content)
        keys.add(again(cache).key("pdf", tmp_path / "fonts"))
    assert len(keys) == 4


def test_a_file_that_cannot_be_read_has_a_key_too(cache: Cache, tmp_path: Path) -> None:
    assert cache.key("pdf", tmp_path / "borte.png") != cache.key("pdf", tmp_path / "ogsaa-borte.png")


def test_another_program_has_other_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PROGRAM", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    digests = [program_digest(module._of_file)]
    (tmp_path / "write.py").write_text("a = 1")
    digests.append(program_digest(module._of_file))
    (tmp_path / "write.py").write_text("a = 2")
    digests.append(program_digest(module._of_file))
    (tmp_path / "typst-0.14.dist-info").mkdir()
    digests.append(program_digest(module._of_file))
    (tmp_path / "LESMEG").write_text("annet")
    assert len(set(digests)) == 4
    assert program_digest(module._of_file) == digests[-1]


def test_what_is_kept_comes_back_with_its_findings(cache: Cache) -> None:
    cache.keep_written("a" * 64, WRITTEN)
    assert again(cache).written("a" * 64) is None
    cache.commit()
    assert again(cache).written("a" * 64) == WRITTEN


def test_nothing_is_kept_of_files_that_change_while_they_are_rendered(cache: Cache, tmp_path: Path) -> None:
    path = tmp_path / "bilde.png"
    path.write_bytes(b"en")
    key = cache.key("pdf", figure(path))
    path.write_bytes(b"to")
    cache.keep_written(key, WRITTEN)
    cache.commit()
    path.write_bytes(b"en")
    assert again(cache).written(key) is None


def test_an_entry_without_its_content_is_not_there(cache: Cache, tmp_path: Path) -> None:
    cache.keep_written("a" * 64, WRITTEN)
    cache.commit()
    for path in (tmp_path / ".lager" / "innhold").rglob("*"):
        if path.is_file():
            path.unlink()
    assert again(cache).written("a" * 64) is None


def test_without_a_store_there_are_no_keys_and_nothing_is_kept() -> None:
    NO_CACHE.keep_written(NO_CACHE.key("pdf", Text("ord")), WRITTEN)
    NO_CACHE.commit()
    assert NO_CACHE.key("pdf", Text("ord")) == ""
    assert NO_CACHE.written("") is None


def unions(kind: Any, seen: set[Any]) -> Iterator[tuple[Any, ...]]:
    """Every choice between records in a type, at any depth."""
    if kind in seen:
        return
    seen.add(kind)
    parts = get_args(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        parts = tuple(get_type_hints(kind).values())
    elif isinstance(kind, UnionType):
        yield tuple(part for part in parts if isinstance(part, type) and issubclass(part, msgspec.Struct))
    for part in parts:
        if part is not ...:
            yield from unions(part, seen)


def test_records_that_stand_in_each_others_place_are_told_apart() -> None:
    seen: set[Any] = set()
    found = [choice for root in (Prepared, Document, Deck) for choice in unions(root, seen) if len(choice) > 1]
    assert max(map(len, found)) >= 12
    for choice in found:
        shown = {(kind.__struct_config__.tag, *sorted(kind.__struct_fields__)) for kind in choice}
        assert len(shown) == len(choice), choice


def test_files_outside_are_known_by_content_and_read_again_when_touched(cache: Cache, tmp_path: Path) -> None:
    fonts = [tmp_path / "a.ttf", tmp_path / "b.ttf"]
    for font in fonts:
        font.write_bytes(b"skrift")
    first = cache.digest_outside(fonts)
    cache.commit()
    stat = fonts[0].stat()
    os.utime(fonts[0], (1000, 1000))
    assert again(cache).digest_outside(fonts) == first
    fonts[0].write_bytes(b"SKRIFT")
    os.utime(fonts[0], ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert again(cache).digest_outside(fonts) != first
    fonts[0].write_bytes(b"skrift")
    assert again(cache).digest_outside(fonts) == first
    assert again(cache).digest_outside(fonts[:1]) != first
    assert again(cache).digest_outside([*fonts, tmp_path / "borte.ttf"]) == first


def test_files_outside_that_nobody_has_touched_are_not_read_again(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = tmp_path / "a.ttf"
    font.write_bytes(b"skrift")
    first = cache.digest_outside([font])
    cache.commit()
    monkeypatch.setattr(module, "_of_file", lambda path: pytest.fail(f"read {path}"))
    assert again(cache).digest_outside([font]) == first
