"""``mottepakke verify``."""

from __future__ import annotations

import time
from pathlib import Path

import click

from mottepakke.cli.output import Output, options, text_for
from mottepakke.diagnostics import ExitCode, Severity


@click.command("verify", help=text_for("help_verify"), short_help=text_for("help_verify_short"))
@click.argument("path", type=click.Path(exists=True, path_type=Path), metavar="STI")
@options
def command(path: Path, workspace: Path | None, as_json: bool, quiet: bool) -> int:
    """Check what was delivered."""
    from mottepakke.model.delivery import MANIFEST
    from mottepakke.read.sources import find_workspace
    from mottepakke.verify.delivery import verify

    show = Output(as_json, quiet)
    started = time.perf_counter()
    root = workspace.resolve() if workspace else find_workspace(Path.cwd())
    delivered = path.parent if path.name == MANIFEST else path
    found = verify(delivered, _shown(delivered, root), lambda name: show.progress(name, "verify"))
    show.end_progress()
    diagnostics = tuple(found.report)
    if as_json:
        show.json(diagnostics, [])
    else:
        show.findings(diagnostics, err=False)
        seconds = f"{time.perf_counter() - started:.1f}".replace(".", text_for("decimal"))
        show.say(text_for("verified", files=found.files, seconds=seconds))
        show.say(show.summary(diagnostics))
    wrong = any(item.severity is Severity.ERROR for item in diagnostics)
    return ExitCode.FINDINGS if wrong else ExitCode.DONE


def _shown(path: Path, root: Path | None) -> str:
    """What findings call ``path``: relative to the workspace that it lies in, else as it was written."""
    whole = path.resolve()
    if root and whole.is_relative_to(root.resolve()):
        return whole.relative_to(root.resolve()).as_posix()
    return path.as_posix()
