"""Changes in words."""

from __future__ import annotations

from collections.abc import Mapping

from mottepakke.model.changes import Change


def change_sentence(change: Change, words: Mapping[str, str]) -> str:
    """What became of it, as a sentence that leaves out which case: headings say that."""
    nothing = words["natt_ingen_verdi"]
    values = {"ny": change.new or nothing, "gammel": change.old or nothing, "del": change.part or nothing}
    return words[f"endring_{change.kind}"].format(**values)
