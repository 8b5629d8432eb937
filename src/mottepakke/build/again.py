"""A meeting of which nothing has changed: all its files from the cache, nothing laid out."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from mottepakke.build.artifacts import Artifact
from mottepakke.build.cache import Cache
from mottepakke.build.office import surroundings
from mottepakke.build.outcome import Options
from mottepakke.build.prepare import Prepared
from mottepakke.build.produce import Files
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.look import Layout
from mottepakke.model.sent import SentDocument


class _Filled(Struct, frozen=True):
    """What is known of a meeting's files besides what stands in them."""

    title: str
    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    sealed: tuple[tuple[SentDocument, ...], str]
    about: dict[str, dict[str, object]]


def meeting_key(cache: Cache, prepared: Prepared, layout: Layout, refusing: Iterable[Diagnostic], options: Options) -> str:
    """The key of all files of a meeting: what its sources say, every file they name, the layout, and how it is built.

    ``refusing`` are the findings that a final pack may not have.
    """
    if not cache.is_on:
        return ""
    look = (layout.folders, layout.words, layout.base, layout.logo)
    office = surroundings(prepared, cache)
    return cache.key("meeting", prepared, tuple(refusing), look, options.pack_only, options.archive, office)


def filled_again(cache: Cache, key: str, files: Files) -> str | None:
    """Put the files kept under ``key`` into the folder; the meeting's title, or None where they are not all there."""
    known = cache.known(key, _Filled)
    if known is None:
        return None
    filled, names = known
    targets = [files.folder / artifact.path for artifact in filled.artifacts]
    for number, (target, name) in enumerate(zip(targets, names, strict=True)):
        data = cache.content(name)
        if data is None:
            for written in targets[:number]:
                written.unlink()
            return None
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    files.artifacts += filled.artifacts
    files.diagnostics += filled.diagnostics
    files.sealed = filled.sealed
    files.about |= filled.about
    return filled.title


def keep_filled(cache: Cache, key: str, files: Files, before: int, title: str) -> None:
    """Keep the meeting's files, of which ``before`` come from elsewhere, where another build would make the same."""
    if cache.is_on and cache.is_lasting:
        own = tuple(files.artifacts[before:])
        filled = _Filled(title, own, tuple(files.diagnostics), files.sealed, files.about)
        cache.keep(key, filled, ((files.folder / artifact.path).read_bytes() for artifact in own))
