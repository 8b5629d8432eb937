"""Merging alone: the files to merge, and each library's way to do it. Run by ``__main__`` as a process of its own.

``files BUILT FOLDER PAGES`` writes the files; ``ours|pikepdf FOLDER TARGET`` merges them; ``facts FILE`` says what is in
the result. The last and the first print JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
import warnings
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

DOCUMENTS_A_CASE = 12
MERGED = "motepakke-*.pdf"


def write_files(built: Path, folder: Path, pages: int) -> dict[str, int]:
    """Copies of a built meeting's documents, over and over, until they have at least so many pages."""
    from pikepdf import Pdf

    documents = sorted(set(built.rglob("*.pdf")) - set(built.glob(MERGED)))
    sizes = {}
    for document in documents:
        with Pdf.open(document) as pdf:
            sizes[document] = len(pdf.pages)
    folder.mkdir()
    total = 0
    for number, document in enumerate(cycle(documents), 1):
        shutil.copyfile(document, folder / f"{number:05}.pdf")
        total += sizes[document]
        if total >= pages:
            return {"files": number, "pages": total}
    raise ValueError("no documents")


def merge_ours(folder: Path, target: Path) -> None:
    """Through `assemble_pack`: tags, contents, outline, page labels, links, stamps."""
    from tests.support.looks import standard_look

    from mottepakke.assemble.pack import assemble_pack
    from mottepakke.assemble.plan import PackPart, PackPlan, PackWords

    parts = tuple(
        PackPart(
            id=f"toppnotat/{file.stem}",
            title=f"Dokument {file.stem}",
            data=file,
            label=f"Vedlegg {number}",
            case=f"Sak {1 + number // DOCUMENTS_A_CASE}/25",
        )
        for number, file in enumerate(sorted(folder.glob("*.pdf")), 1)
    )
    plan = PackPlan(
        title="Møtepakke",
        language="nb-NO",
        date=dt.date(2025, 5, 15),
        words=PackWords("Innhold", "Side {page} av {pages}"),
        look=standard_look(),
        parts=parts,
    )
    target.write_bytes(assemble_pack(plan).data)


def merge_plain(folder: Path, target: Path) -> None:
    """The usual loop of pikepdf: page after page."""
    from pikepdf import PageCopyWarning, Pdf

    warnings.simplefilter("ignore", PageCopyWarning)
    with Pdf.new() as out:
        for file in sorted(folder.glob("*.pdf")):
            with Pdf.open(file) as pdf:
                out.pages.extend(pdf.pages)
        out.save(target)


def facts(file: Path) -> dict[str, int]:
    """How much a reader finds: pages, tags below the root of the tree, bookmarks, jumps within the file."""
    from pikepdf import Name, Pdf

    with Pdf.open(file) as pdf:
        root: Any = pdf.Root
        annotations: list[Any] = [item for page in pdf.pages for item in page.obj.get("/Annots", [])]
        return {
            "pages": len(pdf.pages),
            "tags": sum(1 for _ in _below(root.get("/StructTreeRoot"), ("/K",))),
            "bookmarks": sum(1 for _ in _below(root.get("/Outlines"), ("/First", "/Next"))),
            "jumps": sum(1 for item in annotations if "/Dest" in item or item.get("/A", {}).get("/S") == Name.GoTo),
            "kB": file.stat().st_size // 1000,
        }


def _below(root: Any, keys: tuple[str, ...]) -> Iterator[Any]:
    """The dictionaries of a tree below its root, without content references."""
    from pikepdf import Array, Dictionary

    pending = [root.get(key) for key in keys] if root is not None else []
    while pending:
        node = pending.pop()
        if isinstance(node, Array):
            pending.extend(node)
        elif isinstance(node, Dictionary) and ("/S" in node or "/Title" in node):
            yield node
            pending.extend(node.get(key) for key in keys)


def main() -> None:
    """One of the four, as the first argument says."""
    match sys.argv[1:]:
        case ["files", built, folder, pages]:
            sys.stdout.write(json.dumps(write_files(Path(built), Path(folder), int(pages))))
        case ["ours", folder, target]:
            merge_ours(Path(folder), Path(target))
        case ["pikepdf", folder, target]:
            merge_plain(Path(folder), Path(target))
        case ["facts", file]:
            sys.stdout.write(json.dumps(facts(Path(file))))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
