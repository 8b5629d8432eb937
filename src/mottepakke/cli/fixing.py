"""``check --fix``: the change is shown, then made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from mottepakke.cli.output import Output, text_for

if TYPE_CHECKING:
    from mottepakke.build.mending import Mended
    from mottepakke.read.sources import Sources

MOST_ROUNDS = 3
"""A key that is mended may let the rest of a file be read."""


def mend(meetings: Sequence[str], sources: Sources, show: Output, *, as_text: bool, dry_run: bool) -> Sources:
    """Mend sources of ``meetings``, and read the workspace again; with ``dry_run`` only show the change.

    As text the change is part of the product; beside another format it goes where progress goes.
    """
    from mottepakke import pipeline

    changed: list[Mended] = []
    for _ in range(MOST_ROUNDS):
        mended = pipeline.mended_sources(pipeline.choose_meetings(meetings, sources), sources)
        for one in mended:
            click.echo(one.diff, err=not as_text)
        changed += mended
        if not mended or dry_run:
            break
        pipeline.write_mended(mended)
        sources = pipeline.open_workspace(sources.root)
    names = ", ".join(dict.fromkeys(one.shown for one in changed))
    show.say(text_for("mended_nothing") if not names else text_for("would_mend" if dry_run else "mended", files=names))
    return sources
