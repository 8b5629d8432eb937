"""What our own templates put on slides and notes for the presenter's eyes, taken out where the meeting's deck is made."""

from __future__ import annotations

from mottepakke.safe_xml import Element
from mottepakke.slides.recognition import is_our_note
from mottepakke.slides.shapes import is_draft_mark
from mottepakke.slides.xml import A, below, remove


def take_out_draft_marks(root: Element, area: float) -> None:
    """The draft mark of a template that was made before the meeting was sent; ``area`` is a slide's, in square EMU."""
    for picture in below(root, "pic"):
        if is_draft_mark(picture, area):
            remove(picture)


def take_out_our_notes(root: Element) -> None:
    """What our templates tell the presenter on notes pages: the paragraphs, but never a body's last."""
    for body in below(root, "txBody"):
        paragraphs = body.findall(f"{A}p")
        ours = [one for one in paragraphs if is_our_note("".join(text.text or "" for text in below(one, "t")))]
        kept = len(paragraphs) - len(ours)
        for paragraph in ours if kept else ours[1:]:
            remove(paragraph)
        if ours and not kept:
            for part in list(ours[0]):
                remove(part)
