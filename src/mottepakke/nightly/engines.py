"""What does the work: threads here that each watch a process, or a Dask cluster that does so on many machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from threading import Event
from typing import Any

from msgspec import Struct

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic, MissingStop, UsageStop
from mottepakke.model.source import Span

DASK = "dask://"
PATIENCE = 20
"""Seconds to wait for a scheduler, and for it to know of a worker."""


class Engine(Struct, frozen=True):
    """Hands work to an executor; ``has_workers`` says whether there is anybody left to do it."""

    executor: Executor
    arguments: tuple[object, ...] = ()
    has_workers: Callable[[], bool] = lambda: True

    def submit(self, function: Callable[..., Any], argument: object) -> Future[Any]:
        """Have ``function`` called with ``argument``."""
        return self.executor.submit(function, argument, *self.arguments)


def engine(address: str | None, jobs: int) -> AbstractContextManager[Engine]:
    """``jobs`` at a time on this machine, or the cluster at ``address`` (``dask://host:port``)."""
    return _cluster(address) if address else _here(jobs)


@contextmanager
def _here(jobs: int) -> Iterator[Engine]:
    stop = Event()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            yield Engine(pool, (stop,))
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _cluster(address: str) -> Iterator[Engine]:
    """The cluster of a Dask scheduler. Work of a worker that is lost goes to another.

    Raises:
        MissingStop: the extra ``dask`` is not installed.
        UsageStop: there is no scheduler at ``address``, or it has no workers.
    """
    try:
        client_of: Any = import_module("distributed").Client
    except ImportError:
        raise MissingStop(Diagnostic.at(codes.CLUSTER_SUPPORT_MISSING, Span("."))) from None
    try:
        client = client_of(f"tcp://{address.removeprefix(DASK)}", timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _unreachable(address, error) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except OSError as error:
            raise _unreachable(address, error) from None
        yield Engine(client.get_executor(pure=False), has_workers=lambda: _has_workers(client))


def _unreachable(address: str, error: Exception) -> UsageStop:
    return UsageStop(Diagnostic.at(codes.CLUSTER_UNREACHABLE, Span("."), address=address, problem=type(error).__name__))


def _has_workers(client: Any) -> bool:
    try:
        return bool(client.scheduler_info()["workers"])
    except (OSError, ValueError, KeyError):
        return False
