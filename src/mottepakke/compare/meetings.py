"""What became of a meeting between two of its states."""

from __future__ import annotations

from mottepakke.model.changes import Change, Changes
from mottepakke.model.snapshot import Snapshot


def compare(old: Snapshot, new: Snapshot, since: str, version: int = 0) -> Changes:
    """The changes from ``old`` to ``new``."""
    before = {case.key: case for case in old.cases}
    added = (case for case in new.cases if case.key not in before)
    items = tuple(Change("case_added", case.key, case.number, case.title) for case in added)
    renamed = tuple(
        Change("case_title", case.key, case.number, case.title, old=before[case.key].title, new=case.title)
        for case in new.cases
        if case.key in before and before[case.key].title != case.title
    )
    return Changes(since, (*items, *renamed), version)
