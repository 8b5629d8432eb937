"""Core properties: what file managers and archives show (ECMA-376 part 2 §11)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from mottepakke.model.document import Properties

LONGEST = 255
"""Characters a core property may have, as python-docx and Windows take them."""


def set_properties(document: Any, properties: Properties) -> None:
    """Replace every core property of a document of python-docx; dates are the meeting's."""
    core = document.core_properties
    for child in list(core._element):
        core._element.remove(child)
    moment = dt.datetime.combine(properties.date, dt.time())
    core.title = _cut(properties.title)
    core.author = _cut(properties.author)
    core.last_modified_by = _cut(properties.author)
    if properties.subject:
        core.subject = _cut(properties.subject)
    if properties.keywords:
        core.keywords = _cut(", ".join(properties.keywords))
    core.language = properties.language
    core.created = moment
    core.modified = moment


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
