"""A committee's coming meetings, read together and kept for the processes that draft them.

Every meeting takes numbers and references from all others of its committee. Read by each for itself, a committee's notes
would be read as many times as it has meetings.
"""

from __future__ import annotations

import pickle
from contextlib import suppress

from mottepakke.build.prepare import Preparer
from mottepakke.build.prepare import Reading as Read
from mottepakke.nightly.job import Job, Reading
from mottepakke.read.sources import Sources


def read_committee(job: Reading) -> int:
    """Prepare the meetings of ``job`` and keep them in the run's folder; how many there were.

    Raises:
        OSError: the folder cannot be written.
    """
    preparer = Preparer(Sources(job.root), job.today)
    for key in job.meetings:
        reading = preparer.prepare(key)
        path = job.folder / f"{key}.pickle"
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".ny")
        fresh.write_bytes(pickle.dumps(reading))
        fresh.replace(path)
    return len(job.meetings)


def read_meeting(job: Job) -> Read:
    """The meeting of ``job`` as it was read with others of its committee; read now where that did not go well."""
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        kept: Read = pickle.loads(job.read.read_bytes())
        return kept
    return Preparer(Sources(job.root), job.today).prepare(job.meeting)
