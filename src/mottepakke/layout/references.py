"""Authors' references put into words and links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mottepakke.layout.dates import NO_BREAK
from mottepakke.model.document import Block, Inline, Link, Text
from mottepakke.model.meeting import MinutesAttachment
from mottepakke.model.pack import ResolvedAttachment
from mottepakke.model.walk import links, rewrite

LookUp = Callable[[str], tuple[str, str] | None]
"""Gives the words and the ``pakke:`` address ('' for none) of a ``ref:`` address, or None where it leads nowhere."""


def numbered(number: str, title: str, words: Mapping[str, str], space: str = " ") -> str:
    """«Sak 17/25: Title», or the title alone where cases carry no numbers; ``space`` is what parts number and word."""
    counted = words["sak_nummer"].format(nummer=number).replace(" ", space)
    return f"{counted}: {title}" if number else title


def reference_words(kind: str, number: str, title: str, case_number: str, words: Mapping[str, str]) -> str:
    """«sak 7/25», «Vedlegg 9A», «Vedlegg 1 til sak 17/25», or the title in « » where there is no number."""
    if not number:
        return f"«{title}»"
    if kind == "sak":
        return words["sak_referanse"].format(nummer=number).replace(" ", NO_BREAK)
    return attachment_label(number, case_number, words).replace(" ", NO_BREAK)


def attachment_title(item: ResolvedAttachment, words: Mapping[str, str]) -> str:
    """The title in lists: an attachment's own, or «Referat fra møte 1/2025» for minutes nobody gave one."""
    if item.title or not isinstance(item.source, MinutesAttachment):
        return item.title
    year, _, number = item.source.meeting.rpartition("/")[2].partition("-")
    return words["referat_fra_møte"].format(nummer=f"{number}/{year}")


def attachment_label(number: str, case_number: str, words: Mapping[str, str]) -> str:
    """«Vedlegg 9A», «Vedlegg 1 til sak 17/25» where a case's attachments are counted by themselves, or ''."""
    if not number:
        return ""
    if case_number:
        return words["vedlegg_til_sak"].format(nummer=number, sak=case_number)
    return words["vedlegg_nummer"].format(nummer=number)


def with_references(blocks: Sequence[Block], look_up: LookUp) -> tuple[Block, ...]:
    """``blocks`` with every reference replaced by its words; one that leads nowhere stays as it was written."""

    def edit(inline: Inline) -> Sequence[Inline]:
        if not isinstance(inline, Link) or not inline.href.startswith("ref:"):
            return (inline,)
        found = look_up(inline.href)
        if found is None:
            kind, _, target = inline.href.removeprefix("ref:").partition("/")
            return (Text(f"[[{kind}:{target}]]"),)
        text, href = found
        return (Link(href, (Text(text),), inline.span),) if href else (Text(text),)

    if not any(link.href.startswith("ref:") for link in links(blocks)):
        return tuple(blocks)
    return rewrite(blocks, edit)
