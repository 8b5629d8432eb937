"""Fixtures shared by all tests, and the rule that nothing may skip in continuous integration."""

import os
import signal
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from mottepakke import pipeline
from mottepakke.build.outcome import Options, Outcome

REPOSITORY = Path(__file__).parents[1]
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
SAMPLES = ("arena/2020-2", "e-helserad/2024-1", "e-helsestyre/2022-4", "fjordvik/2025-3", "nuit/2025-2")


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """The five sample packs, built once."""
    output = tmp_path_factory.mktemp("output")
    sources = pipeline.open_workspace(REPOSITORY)
    outcomes = pipeline.build(SAMPLES, sources, Options(output), lambda _meeting, _step: None)
    return {outcome.meeting: outcome for outcome in outcomes}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is ever fetched: a connection to anywhere but this machine is an error."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        assert host in ("", "127.0.0.1", "localhost", "::1"), f"connection to {host}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    return


def pytest_configure() -> None:
    """Programs that tests start can be ended by Ctrl+C, also where the shell has started these tests in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped and os.environ.get("MOTTEPAKKE_NO_SKIP"):
        terminalreporter.write_line(f"ERROR: {skipped} tests were skipped, and none may be here")


def pytest_sessionfinish(session: Any) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("MOTTEPAKKE_NO_SKIP") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1
