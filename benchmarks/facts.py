"""How much text a pack holds. Prints JSON; run by ``__main__``, which stays small."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

MERGED = ("motepakke-*.pdf", "pakke.pdf")
DECKS = ("presentasjon/samlet.pptx", "presentasjon.pptx")


def facts(folder: Path) -> dict[str, int]:
    """Words and pages of the merged PDF, Word files, presentations, slides of the meeting's deck."""
    from pypdf import PdfReader

    merged = next(path for pattern in MERGED for path in folder.glob(pattern))
    pages = PdfReader(merged).pages
    deck = next((folder / name for name in DECKS if (folder / name).exists()), None)
    return {
        "words": sum(len(page.extract_text().split()) for page in pages),
        "pages": len(pages),
        "documents": len(list(folder.rglob("*.docx"))),
        "decks": len(list(folder.rglob("*.pptx"))),
        "slides": slides(deck) if deck else 0,
    }


def slides(deck: Path) -> int:
    """The number of slides of a PowerPoint file."""
    with zipfile.ZipFile(deck) as archive:
        return sum(name.startswith("ppt/slides/slide") for name in archive.namelist())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(facts(Path(sys.argv[1]))))
