"""What happens before a measured run: ``note FILE`` gives a note words it never held, ``lose FOLDER`` removes a folder."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path


def add_words(note: Path) -> None:
    """Another last paragraph than any time before."""
    text, _, _ = note.read_text("utf-8").partition("\n\nEndret ")
    note.write_text(f"{text.rstrip()}\n\nEndret {time.time_ns()}.\n", encoding="utf-8")


if __name__ == "__main__":
    what, path = sys.argv[1], Path(sys.argv[2])
    if what == "note":
        add_words(path)
    else:
        shutil.rmtree(path, ignore_errors=True)
