"""What a decision changed in its proposal, word by word; told by brackets and signs as well as by type, for all readers."""

from __future__ import annotations

from collections.abc import Sequence

from mottepakke.compare.words import PARTS, changes, sentence, words
from mottepakke.model.document import Block, Inline, Strike, Strong, Text
from mottepakke.model.walk import rewrite

REMOVED, ADDED = "[−{words}]", "[+{words}]"


def differ(old: Sequence[Block], new: Sequence[Block]) -> bool:
    """Whether two texts have other words; line breaks and kinds of spaces do not count."""
    return _words(old) != _words(new)


def marked(old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...]:
    """``new``, which is not empty, with the words it adds to ``old`` set off, and those it leaves out struck through."""
    before, after = _words(old), _words(new)
    return rewrite(new, _Marking(before, after).edit)


def _words(blocks: Sequence[Block]) -> list[str]:
    """The words in the order in which `rewrite` comes to them."""
    found: list[str] = []

    def gather(inline: Inline) -> Sequence[Inline]:
        if isinstance(inline, Text):
            found.extend(words(inline.value))
        return (inline,)

    rewrite(blocks, gather)
    return found


def _removed(words: str) -> Inline:
    return Strike((Text(REMOVED.format(words=words.strip())),))


class _Marking:
    """The edits of one text, which is rewritten in reading order; counts the words it has come past."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        found = changes(old, new)
        self.removed = {j1: sentence(old[i1:i2]) for i1, i2, j1, _ in found if i1 < i2}
        self.added = {position for _, _, j1, j2 in found for position in range(j1, j2)}
        self.last = len(new)
        self.position = 0

    def edit(self, inline: Inline) -> Sequence[Inline]:
        if not isinstance(inline, Text) or not inline.value.strip():
            return (inline,)
        result: list[Inline] = []
        run: list[str] = []
        for part in PARTS.findall(inline.value):
            if part.isspace():
                run.append(part)
                continue
            run = self._word(part, run, result)
        self._close(run, result)
        if self.position == self.last and self.last in self.removed:
            result += [Text(" "), _removed(self.removed.pop(self.last))]
        return result

    def _word(self, word: str, run: list[str], result: list[Inline]) -> list[str]:
        """Take one word; ``run`` is what has been added up to it, and the spaces before it. Gives the run from here on."""
        removed = self.removed.get(self.position)
        added = self.position in self.added
        self.position += 1
        if added and removed is None and any(part.strip() for part in run):
            return [*run, word]
        self._close(run, result)
        if removed is not None:
            result += [_removed(removed), Text(" " if word[0].isalnum() else "")]
        if added:
            return [word]
        result.append(Text(word))
        return []

    @staticmethod
    def _close(run: list[str], result: list[Inline]) -> None:
        text = "".join(run)
        words = text.strip()
        if words:
            result.append(Strong((Text(ADDED.format(words=words)),)))
            text = text[len(words) :]
        if text:
            result.append(Text(text))
