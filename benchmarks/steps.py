"""Where the time of one build goes: seconds a step, share of a package, cost of imports. Prints JSON for ``__main__``."""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

WAITING = "waiting for the PDF thread (Typst)"
IMPORTING = "loading modules"
LIBRARY = "Python's library"
PACKAGES = "site-packages"
PROGRAM = "mottepakke"


def build(workspace: Path, key: str, output: Path, pack_only: bool, cores: int, progress: Callable[[str], None]) -> None:
    """Build one meeting through the pipeline, imports included."""
    from mottepakke import pipeline
    from mottepakke.build.outcome import Options

    sources = pipeline.open_workspace(workspace)
    options = Options(output=output, pack_only=pack_only, cores=cores)
    for outcome in pipeline.build([key], sources, options, lambda _key, step: progress(step)):
        assert outcome.folder is not None, outcome.diagnostics


def timeline(began: float, workspace: Path, key: str, output: Path, pack_only: bool) -> dict[str, float]:
    """Seconds from the start of the process and of each step; ``began`` is the parent's monotonic clock at the start."""
    marks = [("start", began)]
    build(workspace, key, output, pack_only, os.cpu_count() or 1, lambda step: marks.append((step, time.monotonic())))
    ends = [*(moment for _, moment in marks[1:]), time.monotonic()]
    return {step: end - moment for (step, moment), end in zip(marks, ends, strict=True)}


def profile(workspace: Path, key: str, output: Path, pack_only: bool) -> dict[str, float]:
    """Seconds of its own that each package spends in the main thread, under the profiler, on one core."""
    profiler = cProfile.Profile()
    profiler.runcall(build, workspace, key, output, pack_only, 1, lambda _step: None)
    own: dict[str, float] = defaultdict(float)
    stats: dict[Any, Any] = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    for function, (_, _, seconds, _, callers) in stats.items():
        if function[0] != "~":
            own[package_of(function[0])] += seconds
        elif "_thread.lock" in function[2]:
            own[WAITING] += seconds
        else:
            for caller, share in callers.items():
                own[package_of(caller[0])] += share[2]
    return dict(own)


def package_of(file: str) -> str:
    """What the file of a function belongs to: a part of mottepakke, an installed package, Python itself."""
    parts = Path(file).parts
    if PROGRAM in parts:
        inner = parts[len(parts) - parts[::-1].index(PROGRAM) :]
        return ".".join([PROGRAM, *inner[: 2 if inner[0] == "write" and len(inner) > 2 else 1]]).removesuffix(".py")
    if PACKAGES in parts:
        return parts[len(parts) - parts[::-1].index(PACKAGES)].removesuffix(".py")
    return IMPORTING if "importlib" in file else LIBRARY


def imports_of(log: str) -> dict[str, float]:
    """Seconds a top-level package from what ``-X importtime`` writes."""
    own: dict[str, float] = defaultdict(float)
    for line in log.splitlines():
        found = line.removeprefix("import time:").split("|")
        if line.startswith("import time:") and found[0].strip().isdigit():
            own[_package_named(found[2].strip())] += int(found[0]) / 1e6
    return dict(own)


def _package_named(module: str) -> str:
    top = module.partition(".")[0]
    return LIBRARY if top in sys.stdlib_module_names or top.startswith("_") else top


def main() -> None:
    """``timeline BEGAN|profile - WORKSPACE MEETING OUTPUT pakke|alt``."""
    what, began, workspace, key, output, amount = sys.argv[1:]
    place = (Path(workspace), key, Path(output), amount == "pakke")
    found = timeline(float(began), *place) if what == "timeline" else profile(*place)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
