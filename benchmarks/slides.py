"""Merging returned decks alone: the decks, our way, the least it could cost. Run by ``__main__`` as a process of its own.

``files FOLDER`` writes our deck and the returned ones; ``ours|copy FOLDER TARGET`` merges them, or copies all their parts
from zip to zip, each packed as it was; ``facts FILE`` says what is in the result. The first and the last print JSON.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from contextlib import ExitStack
from pathlib import Path
from random import Random

DECKS = 12
SLIDES = 200
SIDE = 410
"""Pixels of a picture's side; of noise, which cannot be packed, it has half a megabyte."""
OWN = "00-eget.pptx"
PICTURE = ".png"


def write_files(folder: Path) -> dict[str, int]:
    """Our deck, and returned decks with a picture on each slide, tables, charts, notes and a logo they share."""
    from tests.unit.slides import corpus

    folder.mkdir()
    (folder / OWN).write_bytes(corpus.own())
    random = Random(2025)
    sizes = [SLIDES // DECKS + (number < SLIDES % DECKS) for number in range(DECKS)]
    for number, size in enumerate(sizes, 1):
        (folder / f"{number:02}.pptx").write_bytes(_stored_pictures(_deck(number, size, random)))
    pictures = sum(_picture_bytes(file) for file in folder.iterdir())
    return {"decks": DECKS, "slides": SLIDES, "MB of pictures": round(pictures / 1e6)}


def _deck(number: int, size: int, random: Random) -> bytes:
    from pptx.util import Emu
    from tests.unit.slides import corpus

    deck = corpus.started(corpus.FOUR_THREE if number % 3 == 0 else corpus.WIDE)
    logo = io.BytesIO(corpus.picture(text="LOGO"))
    for index in range(size):
        slide = corpus.add(deck, f"Lysbilde {index + 1}", 1)
        slide.placeholders[1].text = "Første punkt\nAndre punkt\nTredje punkt"
        slide.notes_slide.notes_text_frame.text = f"Notat til lysbilde {index + 1}"
        slide.shapes.add_picture(io.BytesIO(_noise(random)), Emu(4_000_000), Emu(2_500_000), Emu(3_000_000))
        slide.shapes.add_picture(logo, Emu(0), Emu(6_200_000))
        if index % 5 == 0:
            corpus.add_chart(slide)
        if index % 4 == 0:
            slide.shapes.add_table(6, 4, Emu(500_000), Emu(2_000_000), Emu(3_000_000), Emu(2_000_000))
    return corpus.saved(deck)


def _noise(random: Random) -> bytes:
    from PIL import Image

    target = io.BytesIO()
    Image.frombytes("RGB", (SIDE, SIDE), random.randbytes(3 * SIDE * SIDE)).save(target, "PNG", compress_level=1)
    return target.getvalue()


def _stored_pictures(data: bytes) -> bytes:
    """The deck with its pictures as they are, as PowerPoint leaves them."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name), zipfile.ZIP_STORED if name.endswith(PICTURE) else None)
    return target.getvalue()


def _picture_bytes(file: Path) -> int:
    with zipfile.ZipFile(file) as archive:
        return sum(entry.file_size for entry in archive.infolist() if entry.filename.endswith(PICTURE))


def merge_ours(folder: Path, target: Path) -> None:
    """Through `merge_decks`."""
    from mottepakke.model.source import Span
    from mottepakke.slides.deck import open_deck
    from mottepakke.slides.merging.merge import merge_decks
    from mottepakke.slides.merging.values import Insert

    files = sorted(set(folder.iterdir()) - {folder / OWN})
    with ExitStack() as stack, target.open("wb") as out:
        inserts = [Insert(stack.enter_context(open_deck(file, file.name)), 1, Span(file.name)) for file in files]
        merge_decks((folder / OWN).read_bytes(), inserts, out)


def copy(folder: Path, target: Path) -> None:
    """Every part read and written once."""
    with zipfile.ZipFile(target, "w") as out:
        for file in sorted(folder.iterdir()):
            with zipfile.ZipFile(file) as archive:
                for entry in archive.infolist():
                    out.writestr(f"{file.stem}/{entry.filename}", archive.read(entry), entry.compress_type)


def facts(file: Path) -> dict[str, int]:
    """How much is in a zip file."""
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
    ends = {"slides": "/slides/slide", "masters": "/slideMasters/slideMaster", "pictures": "/media/"}
    found = {kind: sum(mark in name and "_rels" not in name for name in names) for kind, mark in ends.items()}
    return {**found, "parts": len(names), "kB": file.stat().st_size // 1000}


def main() -> None:
    """One of the four, as the first argument says."""
    match sys.argv[1:]:
        case ["files", folder]:
            sys.stdout.write(json.dumps(write_files(Path(folder))))
        case ["ours", folder, target]:
            merge_ours(Path(folder), Path(target))
        case ["copy", folder, target]:
            copy(Path(folder), Path(target))
        case ["facts", file]:
            sys.stdout.write(json.dumps(facts(Path(file))))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
