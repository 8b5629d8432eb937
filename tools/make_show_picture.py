"""Draw the picture of presenters' slides in the meeting's deck: nuit/2025-2 with two decks that presenters have sent.

python tools/make_show_picture.py (needs LibreOffice, and the sample pack built: the template is filled in).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from pptx import Presentation

REPOSITORY = Path(__file__).resolve().parent.parent
PICTURE = REPOSITORY / "docs/pictures/show.png"
SHOWN = (20, 21, 23, 25, 31, 32, 33, 34)
COLUMNS, GAP, WIDTH = 4, 8, 400
DESK = "#DDE2E6"
COLOURS = 128
OWN = (
    ("Hvorfor ICD-11", "Felles internasjonal standard\nBedre grunnlag for statistikk"),
    ("Veien videre", "Høring høsten 2025\nVedtak i 2026"),
)


def filled_template(source: Path) -> Any:
    """The template of 17/25 with words on the slides that are for the presenter."""
    deck: Any = Presentation(str(source))
    empty = [slide for slide in deck.slides if slide.slide_layout.name == "Eget innhold"]
    for slide, title in zip(empty, ("Tre modeller er vurdert", "Utprøving i to kommuner"), strict=False):
        slide.shapes.title.text_frame.text = title
        slide.placeholders[1].text_frame.text = "Bygger på det som finnes.\nFørste versjon er på plass 1. oktober 2025."
    return deck


def own_deck() -> Any:
    """What a presenter makes who has a template of their own, 4:3."""
    deck: Any = Presentation()
    for title, text in OWN:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text_frame.text = title
        slide.placeholders[1].text_frame.text = text
    return deck


def built(root: Path) -> Path:
    """The slides as PDF of a copy of the sample workspace in ``root`` with the two decks."""
    for name in ("packs", "sources"):
        shutil.copytree(REPOSITORY / name, root / name)
    template = REPOSITORY / "output/nuit/2025-2/presentasjon/17-25-godkjenningsordning.pptx"
    for slug, deck in (("godkjenningsordning", filled_template(template)), ("icd-11", own_deck())):
        folder = root / "sources/nuit/2025" / slug
        deck.save(folder / "presentasjon.pptx")
        note = folder / "toppnotat.md"
        note.write_text(note.read_text(encoding="utf-8").replace("---\n", "---\npresentasjon: presentasjon.pptx\n", 1))
    command = [sys.executable, "-m", "mottepakke", "build", "nuit/2025-2", "--workspace", str(root), "--quiet"]
    subprocess.run(command, check=True)
    return root / "output/nuit/2025-2/presentasjon/samlet.pdf"


def sheet(slides: list[Image.Image]) -> Image.Image:
    """The slides side by side."""
    width, height = slides[0].size
    rows = -(-len(slides) // COLUMNS)
    size = (COLUMNS * (width + GAP) + GAP, rows * (height + GAP) + GAP)
    whole = Image.new("RGB", size, DESK)
    for number, slide in enumerate(slides):
        row, column = divmod(number, COLUMNS)
        whole.paste(slide, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return whole


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        with pypdfium2.PdfDocument(built(Path(folder))) as pdf:
            pages = [pdf[number] for number in SHOWN]
            slides = [page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB") for page in pages]
        sheet(slides).quantize(COLOURS).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
