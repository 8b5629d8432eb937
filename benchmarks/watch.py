"""From a save to what the author sees: seconds until the note's PDF is on the page, and until the pack is there. JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any


class Watch:
    """A `mottepakke watch` of one meeting."""

    def __init__(self, workspace: Path, key: str) -> None:
        command = [sys.executable, "-m", "mottepakke", "watch", key, "--json", "--workspace", str(workspace)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.address = str(self.next("begun")["page"])

    def next(self, event: str) -> dict[str, Any]:
        """The next event of that kind."""
        assert self.process.stdout
        for line in self.process.stdout:
            found: dict[str, Any] = json.loads(line)
            if found["event"] == event:
                return found
        raise EOFError(event)

    def shown(self) -> bytes:
        """The document that the page shows."""
        with urllib.request.urlopen(self.address) as page:
            (source,) = re.findall(r'<iframe[^>]* src="([^"]+)"', page.read().decode())
        with urllib.request.urlopen(self.address + source.split("/", 2)[2]) as document:
            return bytes(document.read())

    def end(self) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.communicate()


def save(path: Path, text: str) -> None:
    """As most editors do: a file beside it, renamed."""
    fresh = path.with_name(f".{path.name}.tmp")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def measure(workspace: Path, key: str, note: Path, runs: int) -> list[dict[str, float]]:
    """Save ``note`` so many times, after one that is not counted."""
    text = note.read_text(encoding="utf-8")
    watch = Watch(workspace, key)
    found = []
    try:
        watch.next("built")
        for number in range(runs + 1):
            time.sleep(1)
            before = watch.shown()
            began = time.monotonic()
            save(note, f"{text}\nEndring nummer {number}.\n")
            looked = watch.next("looked")["seconds"]
            told = time.monotonic()
            assert watch.shown() != before
            shown = time.monotonic()
            watch.next("built")
            built = time.monotonic()
            found.append({
                "the save is noticed and at rest": told - began - looked,
                "read, checked, set": looked,
                "page and PDF fetched": shown - told,
                "save to page": shown - began,
                "save to pack": built - began,
            })  # fmt: skip
    finally:
        watch.end()
    return found[1:]


def main() -> None:
    """``workspace key note runs``."""
    workspace, key, note, runs = sys.argv[1:]
    print(json.dumps(measure(Path(workspace), key, Path(workspace, note), int(runs))))


if __name__ == "__main__":
    main()
