"""What a PDF says it conforms to, and whether veraPDF agrees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct, field

from mottepakke.verify.manifest import CLAIMS
from mottepakke.verify.verapdf import Failure, VeraPdf, VerifierMissing

MOST_RULES = 3


class Unreadable(Exception):
    """A file that is no PDF, or one that cannot be read; the message says why."""


def claims_of(path: Path) -> tuple[str, ...]:
    """The claims in a PDF's metadata.

    Raises:
        Unreadable: it cannot be read.
    """
    from mottepakke.assemble.attachment import BROKEN
    from mottepakke.assemble.facts import facts_of
    from mottepakke.assemble.opening import opened

    try:
        with opened(path) as pdf:
            return facts_of(pdf).conformance
    except OSError as error:
        raise Unreadable(error.strerror or type(error).__name__) from None
    except BROKEN as error:
        raise Unreadable(" ".join(str(error).replace(str(path), "").split())[:200].lstrip(": ")) from None


class ClaimChecker(Struct):
    """Asks veraPDF, once about each content: an archive copy holds much of what the pack holds.

    Where veraPDF is not installed, that is said once in ``missing`` and nothing more is asked.
    """

    progress: Callable[[str], None] = lambda _name: None
    missing: list[str] = field(default_factory=list)
    _known: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def broken_rules(self, path: Path, digest: str, claim: str) -> list[str]:
        """The first rules that a file with this ``digest`` breaks of what it claims, as the profile numbers them."""
        if (digest, claim) not in self._known:
            self._known[digest, claim] = [] if self.missing else self._asked(path, claim)
        return self._known[digest, claim]

    def _asked(self, path: Path, claim: str) -> list[str]:
        self.progress(path.name)
        try:
            result = VeraPdf().check(path, CLAIMS[claim])
        except VerifierMissing as problem:
            self.missing.append(str(problem))
            return []
        return [_numbered(failure) for failure in result.failures[:MOST_RULES]]


def _numbered(failure: Failure) -> str:
    return f"{failure.clause}-{failure.test}" if failure.clause else failure.message[:80]
