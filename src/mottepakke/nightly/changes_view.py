"""What changed, by case, with the words that changed."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke.layout.dates import NO_BREAK
from mottepakke.model.changes import Change, Changes
from mottepakke.nightly.night import Drafted
from mottepakke.nightly.phrases import Words, changes_text, iso_date
from mottepakke.nightly.views import ChangeGroup, ChangesView, ChangeView, PieceView
from mottepakke.nightly.wording import is_of_many, sentence

MANY = 30
"""Changes from which cases are folded."""


def changes_views(drafted: Drafted, words: Words) -> Iterator[ChangesView]:
    """The changes since the last run, and since the version that was sent."""
    if drafted.since_last is not None:
        date = iso_date(drafted.since_last.since, words)
        yield _view(drafted.since_last, words["natt_siden_sist"].format(dato=date), drafted.language, words)
    if drafted.since_sent is not None:
        since = drafted.since_sent
        date = iso_date(since.since, words)
        title = words["natt_siden_sendt"].format(versjon=since.version, dato=date)
        yield _view(since, title, drafted.language, words)


def _view(changes: Changes, title: str, language: str, words: Words) -> ChangesView:
    by_case: dict[str, list[Change]] = {"": []}
    for item in changes.items:
        by_case.setdefault("" if is_of_many(item) else item.case, []).append(item)
    groups = tuple(_group(case, items, language, words) for case, items in by_case.items() if items)
    return ChangesView(title, groups, len(changes.items) > MANY)


def _group(case: str, items: list[Change], language: str, words: Words) -> ChangeGroup:
    first = items[0]
    number = words["sak_nummer"].format(nummer=first.number).replace(" ", NO_BREAK) if first.number else ""
    title = ": ".join(filter(None, (number, first.title))) if case else words["natt_om_møtet"]
    count = changes_text(Changes("", tuple(items)), words)
    return ChangeGroup(title, tuple(_change(item, language) for item in items), count)


def _change(item: Change, language: str) -> ChangeView:
    return ChangeView(sentence(item, language), tuple(_pieces(item)), item.exempt)


def _pieces(item: Change) -> Iterator[PieceView]:
    """The words, without a line break where a line begins already."""
    begins = True
    for piece in item.pieces:
        text = piece.text.lstrip("\n ") if begins and piece.kind != "gap" else piece.text
        begins = "\n" in text if piece.kind == "gap" else begins and not text
        if text or piece.kind == "gap":
            yield PieceView(piece.kind, text)
