"""Minutes that an earlier command has built, kept by later builds of their meeting."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mottepakke.build.produce import OWN_CONFORMANCE, PDF, WORD, Files
from mottepakke.model.pack import ResolvedMeeting

KIND = "referat"
PLAIN, WITH_CHANGES = "referat", "referat-endringer"
"""The names of the minutes, and of the minutes with what decisions changed in their proposals marked."""
FILES = tuple(name + ending for name in (PLAIN, WITH_CHANGES) for ending in (WORD, PDF))


def keep_minutes(old: Path, files: Files, words: Mapping[str, str], meeting: ResolvedMeeting) -> None:
    """Bring the minutes in the output folder ``old`` into the one that takes its place, and list them."""
    names = {"nummer": meeting.number, "utvalg": meeting.committee.short_name}
    titles = {PLAIN: words["referat_tittel"].format(**names), WITH_CHANGES: words["vedtaksendringer_tittel"].format(**names)}
    for name in FILES:
        path = old / name
        if path.is_file() and not path.is_symlink():
            conformance = OWN_CONFORMANCE if path.suffix == PDF else ()
            files.put(path.read_bytes(), name, KIND, titles[path.stem], "", conformance)
