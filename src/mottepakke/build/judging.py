"""What becomes of a meeting's findings: what every rule finds, and what committee and authors want of that.

The rules are functions of a `Subject` alone. So what they found is kept by it, and by the text of every source that
was read: neither rules nor readers of attached files are loaded where nothing has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import asdict, replace

from mottepakke.check.subject import Subject
from mottepakke.check.suppression import Settled, settle
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.model.settings import Ignored

if TYPE_CHECKING:
    from mottepakke.build.cache import Cache


def judged(
    subject: Subject,
    found: Collection[Diagnostic],
    ignored: Collection[Ignored],
    own: Collection[str],
    cache: Cache | None,
    texts: Mapping[str, str],
) -> Settled:
    """What is left of what readers ``found`` and rules find; ``own`` are the files whose wishes are to be of use.

    ``texts`` are the sources that were read, which ``subject`` tells the lines of.
    """
    if cache is None or not cache.is_on:
        return _judged(subject, found, ignored, own, None)
    said = {name: value for name, value in asdict(subject).items() if name != "source"}
    key = cache.key("findings", said, texts, found, ignored, sorted(own))
    known = cache.known(key, Settled)
    if known:
        return known[0]
    settled = _judged(subject, found, ignored, own, cache)
    cache.keep(key, settled, ())
    return settled


def _judged(
    subject: Subject,
    found: Collection[Diagnostic],
    ignored: Collection[Ignored],
    own: Collection[str],
    cache: Cache | None,
) -> Settled:
    from mottepakke.build.attached import attached_passages, lacking_attachments
    from mottepakke.check.catalogue import findings
    from mottepakke.check.passages import author_passages

    meeting = subject.meeting
    prose = author_passages(meeting, subject.writings, subject.ledger)
    passages = (*prose, *attached_passages(meeting, subject.returned, cache))
    subject = replace(subject, passages=passages, lacking=tuple(lacking_attachments(meeting, cache)))
    return settle(Report({*found, *findings(subject)}).found, meeting.committee.rules, ignored, own)
