"""The same work on many files with all cores: results in the order of the files, memory flat, one bad file stops nobody."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

CHUNK = 8
"""Files handed to a process at once, at most: enough to make the handing over cheap, few enough to share the work evenly."""
AHEAD = 3
"""Chunks under way for each process: bounds what is held in memory."""


class Died(NamedTuple, Generic[Job]):
    """The process that worked on `job` died."""

    job: Job


class _Flight(NamedTuple, Generic[Job, Result]):
    chunk: tuple[Job, ...]
    future: Future[list[Result]]
    pool: ProcessPoolExecutor


def work_through(jobs: Iterable[Job], work: Callable[[Job], Result], *, processes: int, total: int) -> Iterator[Result | Died[Job]]:
    """Yield what `work` (picklable, raises nothing) gives for each of `jobs`, in their order.

    A process that dies takes its chunk with it; the files of that chunk, and of those that waited with it, are then worked on one
    process each, so that only the file that kills is given up: it yields :class:`Died`.
    """
    chunks = _chunked(jobs, size=max(1, min(CHUNK, total // (processes * AHEAD))))
    pool = _pool(processes)
    flights: deque[_Flight[Job, Result]] = deque()
    try:
        while True:
            for chunk in islice(chunks, processes * AHEAD - len(flights)):
                flights.append(_Flight(chunk, _submit(pool, work, chunk), pool))
            if not flights:
                return
            flight = flights.popleft()
            try:
                yield from flight.future.result()
            except BrokenProcessPool:
                if flight.pool is pool:
                    pool.shutdown()
                    pool = _pool(processes)
                for job in flight.chunk:
                    yield _alone(job, work)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    # Forking is safe here, as the command line runs no thread when it starts a pool, and ten times as fast to start as the others.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(max_workers=processes, mp_context=context, initializer=_leave_stopping_to_the_parent)


def _leave_stopping_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _chunked(jobs: Iterable[Job], *, size: int) -> Iterator[tuple[Job, ...]]:
    rest = iter(jobs)
    while chunk := tuple(islice(rest, size)):
        yield chunk


def _submit(pool: ProcessPoolExecutor, work: Callable[[Job], Result], chunk: tuple[Job, ...]) -> Future[list[Result]]:
    try:
        return pool.submit(_each, work, chunk)
    except BrokenProcessPool as error:
        failed: Future[list[Result]] = Future()
        failed.set_exception(error)
        return failed


def _each(work: Callable[[Job], Result], chunk: tuple[Job, ...]) -> list[Result]:
    return [work(job) for job in chunk]


def _alone(job: Job, work: Callable[[Job], Result]) -> Result | Died[Job]:
    with _pool(1) as pool:
        try:
            return pool.submit(work, job).result()
        except BrokenProcessPool:
            return Died(job)
