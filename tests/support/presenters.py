"""Decks as presenters send them back, made by python-pptx, and a workspace with one."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from pptx import Presentation
from pptx.util import Emu, Inches

from mottepakke.build.prepare import Prepared
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import ReturnedCase
from tests.support.workspaces import COMMITTEE, KEY, PLAIN, Content, Workspace

DECK = "sources/rad/2025/plan/lysbilder.pptx"
NOTE = "sources/rad/2025/plan/toppnotat.md"
MEETING = "packs/rad/2025-2.yaml"
LEDGER = "packs/rad/saksregister.yaml"
TITLE, CONTENT, HEADED, BLANK = 0, 1, 5, 6
"""Layouts of python-pptx' own template: title slide, title and content, title only, nothing."""
PROPOSAL = "Rådet drøftet planen og ba om en ny sak til høsten."
SOURCES: dict[str, Content] = {
    **PLAIN,
    NOTE: f"""\
---
tittel: Plan for året
korttittel: Årsplan
sakstype: Drøfting
sakseier: Kari Nordmann
presenterer: Kari Nordmann, Prøvedirektoratet
forslag_til_vedtak: {PROPOSAL}
tidligere: [rad 3/24]
presentasjon: lysbilder.pptx
---
## Bakgrunn

Rådet behandlet planen i [[sak:rad/2025/budsjett]] og i sak 9/23.
""",
    MEETING: """\
møte: 2/2025
dato: 2025-05-15
tid: 09:00-12:00
sted: Oslo
saksliste:
  - {sak: plan, varighet: 60}
  - pause: 15
  - {tittel: Strategi for rådet, varighet: 30, presenterer: "Ola Nordmann, Prøvedirektoratet"}
  - lunsj: 30
  - {tittel: Eventuelt, varighet: 30}
""",
    LEDGER: """\
- {sak: 9/23, tittel: Eldre plan, møte: rad/2023-1, dato: 2023-02-01, status: behandlet}
- {sak: 2/24, tittel: Budsjett i fjor, møte: rad/2024-1, dato: 2024-02-01, status: behandlet}
- {sak: 3/24, tittel: Plan, møte: rad/2024-1, dato: 2024-02-01, status: behandlet, vedtak: Vi drøftet.}
- {sak: 1/25, nøkkel: rad/2025/budsjett, tittel: Budsjett, møte: rad/2025-1, dato: 2025-02-01, status: behandlet}
""",
}
"""A meeting whose first case, 2/25, has a returned deck, named on line 9 of its note; without the deck itself."""
LINE = 9
Edit = Callable[[Any], object]
"""Changes a presentation of python-pptx."""


def add(deck: Any, title: str | None, *lines: str, layout: int = CONTENT) -> Any:
    """A further slide."""
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if title is not None:
        slide.shapes.title.text_frame.text = title
    if lines:
        slide.placeholders[1].text_frame.text = "\n".join(lines)
    return slide


def good(deck: Any) -> None:
    """What a presenter sends who has used a template of their own, and read what they wrote."""
    add(deck, "Plan for året", "Kari Nordmann, Prøvedirektoratet", "15. mai 2025", layout=TITLE)
    add(deck, "Bakgrunn", "Planen bygger på sak 3/24 og følger opp budsjettet i sak 1/25.", "Alle 14 fylker er med.")
    add_picture(add(deck, "Tall for 2024", layout=HEADED), "Søylediagram: tallet på saker stiger fra 12 til 40")
    add(deck, "Forslag til vedtak", PROPOSAL)
    add(deck, "Takk for oppmerksomheten", layout=HEADED)


def prompt(deck: Any) -> None:
    """A text on the second slide that nobody has replaced."""
    deck.slides[1].placeholders[1].text_frame.text = "Klikk for å legge til tekst"


def add_picture(slide: Any, alt: str, name: str = "Bilde 7", width: float = 3) -> Any:
    """A picture on ``slide``."""
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    data.seek(0)
    picture = slide.shapes.add_picture(data, Inches(1), Inches(2), Inches(width))
    picture.name = name
    picture._element.nvPicPr.cNvPr.set("descr", alt)
    return picture


def add_box(slide: Any, *lines: str) -> Any:
    """A text box on ``slide``; its paragraphs."""
    box = slide.shapes.add_textbox(Emu(0), Emu(0), Inches(4), Inches(1))
    box.text_frame.text = "\n".join(lines)
    return box.text_frame


def deck_of(*edits: Edit) -> bytes:
    """The deck that ``edits`` make of nothing."""
    deck = Presentation()
    for edit in edits:
        edit(deck)
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


def returned(root: Path, *edits: Edit, **files: Content) -> Prepared:
    """The meeting with a deck made by ``edits``; ``files`` replace sources: note, meeting, ledger."""
    names = {"note": NOTE, "meeting": MEETING, "ledger": LEDGER, "committee": COMMITTEE}
    sources = {**SOURCES, **{names[key]: content for key, content in files.items()}}
    return Workspace(root, sources).write({DECK: deck_of(*edits)}).prepared(KEY)


def the_deck(prepared: Prepared) -> ReturnedCase:
    """The one deck of a meeting, which has been read."""
    (deck,) = prepared.returned.values()
    assert isinstance(deck, ReturnedCase)
    return deck


def told(found: Sequence[Diagnostic]) -> list[tuple[str, str, str]]:
    """The findings about slides as (name, slides, words), in the order of the slides."""
    values = [(item.code.name, dict(item.args)) for item in found if item.code.code.startswith("SL")]
    return sorted((name, args.get("slide", ""), args.get("words", "")) for name, args in values)
