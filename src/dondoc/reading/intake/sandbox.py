"""Files taken in by a process of their own, with limits on its memory and time: whatever a file does to a parser, the caller lives on.

:func:`take_in_apart` is :func:`dondoc.reading.intake.take_in` behind a wall. The process is ``python -m dondoc.reading.intake.sandbox``.
It is started at the first file, limits itself before it reads anything (address space, processor time, size and number of open files, no
core), sees none of the caller's environment but paths and language, and is used again for the next files.

Both sides speak in frames: four bytes of length, then JSON; bytes of a file follow the frame that announces them. What comes back is
data and is checked as such: a process taken over by its file can give a wrong text, no code.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from dondoc.reading.errors import DamagedFile, TooLarge, TooSlow, UnreadableFile, Words
from dondoc.reading.intake import limits, wire
from dondoc.reading.intake.options import Options, current
from dondoc.reading.intake.packets import Look
from dondoc.reading.model import SourceText

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")

SECONDS: Final = 120
"""Seconds a file has, by the clock and, in this process, by the processor. Programs it starts count their own."""
MEMORY: Final = 3_000 * limits.MB
"""Bytes of address space of the process and of each program it starts; LibreOffice takes 1.5 GB of it for its libraries."""
WRITTEN_BYTES: Final = limits.UNPACKED_BYTES
"""Bytes of any file it writes."""
OPEN_FILES: Final = 256
ANSWER_BYTES: Final = 8 * limits.FILE_BYTES
"""Bytes of an answer."""
FILES: Final = 200
"""Files a process takes in before it is let go, so that what libraries leak stays small."""
IDLE: Final = 2
"""Processes kept waiting for the next file."""
ENVIRONMENT: Final = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TESSDATA_PREFIX", "PYTHONPATH", "VIRTUAL_ENV")
"""What it sees of the caller's environment: no keys, no database."""

_STOPPED = Words("tệp làm chương trình đọc dừng đột ngột", "it makes the reading program stop")
_TIME = Words("thời gian đọc", "time to read")


def take_in_apart(
    data: bytes | Path, *, name: str | None = None, seconds: float = SECONDS, memory: int = MEMORY, options: Options | None = None
) -> SourceText:
    """What a file (its bytes, or its path) says, taken in by another process.

    Raises :class:`UnreadableFile` as :func:`~dondoc.reading.intake.take_in` does, and further: TooSlow after `seconds`, TooLarge where
    `memory` (bytes) does not do, DamagedFile where the file ends the process; OSError where the path can't be opened.
    """
    if isinstance(data, Path):
        name = name or data.name
        if data.stat().st_size > limits.FILE_BYTES:
            _refuse_size(name, data.stat().st_size)
        data = data.read_bytes()
    return replace(_asked(data, name, seconds, memory, options, lambda answer: wire.source_of(answer["source"])), name=name)


def look_apart(data: bytes, *, name: str, seconds: float = SECONDS, memory: int = MEMORY) -> Look:
    """A look for a secrecy mark on a file and on every file in it, by another process; of a scan, at the first page.

    Raises as :func:`take_in_apart` does where the process is ended; a file that can't be read is one that could not be looked into.
    """
    return _asked(data, name, seconds, memory, Options(ocr_pages=1), lambda answer: wire.look_of(answer["look"]), look=True)


def _asked(
    data: bytes,
    name: str | None,
    seconds: float,
    memory: int,
    options: Options | None,
    made: Callable[[dict[str, Any]], Answer],
    *,
    look: bool = False,
) -> Answer:
    """What `made` makes of the process's answer on a file."""
    if len(data) > limits.FILE_BYTES:
        _refuse_size(name, len(data))
    worker = _borrow(memory)
    try:
        answer = worker.ask(data, seconds, options or current(), look=name if look else None)
    except BaseException as error:
        worker.end()
        if isinstance(error, UnreadableFile):
            raise type(error)(name, **error.values) from None
        raise
    _give_back(worker)
    try:
        if "error" not in answer:
            return made(answer)
        refusal = wire.error_of(answer["error"], name)
    except (KeyError, ValueError, TypeError):
        log.error("Taking a file in failed: %s", answer.get("crash", "an answer that is none"))
        refusal = DamagedFile(name, why=_STOPPED)
    raise refusal


def _refuse_size(name: str | None, size: int) -> None:
    try:
        limits.check("dung lượng / size", size, limits.FILE_BYTES, unit="MB")
    except TooLarge as error:
        raise TooLarge(name, **error.values) from None


# --- the caller's side


class _Clock:
    """The time a file has: so many seconds, and more for each page of a scan (:func:`limits.scan_seconds`)."""

    def __init__(self, seconds: float) -> None:
        self._start = time.monotonic()
        self._base = self._seconds = seconds

    def allow(self, pages: int) -> float:
        """Give the time for so many scanned pages; the seconds the file has in all."""
        self._seconds = max(self._seconds, self._base + limits.scan_seconds(pages))
        return self._seconds

    def left(self) -> float:
        """Seconds left."""
        return max(self._start + self._seconds - time.monotonic(), 0)


class _Worker:
    """A process that takes files in, one after the other."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self.taken = 0
        self._process = subprocess.Popen(  # noqa: S603  our own module, no shell
            [sys.executable, "-m", "dondoc.reading.intake.sandbox", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: os.environ[key] for key in ENVIRONMENT if key in os.environ},
            start_new_session=True,
        )
        self._into: int = _pipe(self._process.stdin)
        self._out: int = _pipe(self._process.stdout)

    def is_alive(self) -> bool:
        """Whether it can take another file."""
        return self.taken < FILES and self._process.poll() is None

    def ask(self, data: bytes, seconds: float, options: Options, *, look: str | None = None) -> dict[str, Any]:
        """Send a file and wait for its answer; `look`: its name, where only a secrecy mark is looked for.

        Raises TooSlow, TooLarge, DamagedFile where no answer comes.
        """
        self.taken += 1
        how = {"ocr": options.ocr, "ocr_pages": options.ocr_pages, "depth": options.depth, "look": look}
        clock = _Clock(seconds)
        try:
            for answer in self._exchange(wire.frame({"size": len(data), "seconds": seconds, **how}) + data, clock):
                if "progress" not in answer:
                    return answer
                done, total = map(int, answer["progress"])
                seconds = clock.allow(total)
                if options.progress:
                    options.progress(done, total)
        except TimeoutError:
            raise TooSlow(what=_TIME, seconds=round(seconds)) from None
        except (EOFError, OSError, ValueError, KeyError, TypeError):
            pass  # it died, or talks nonsense
        raise self._death(seconds)

    def _exchange(self, message: bytes, clock: _Clock) -> Iterator[dict[str, Any]]:
        """Write `message` and read frames until the caller has enough; both at once, as a pipe holds little."""
        left, taken = memoryview(message), bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(self._out, selectors.EVENT_READ)
            selector.register(self._into, selectors.EVENT_WRITE)
            while True:
                ready = selector.select(clock.left())
                if not ready:
                    raise TimeoutError
                for key, _ in ready:
                    if key.fd == self._into:
                        left = left[os.write(self._into, left) :]
                        if not left:
                            selector.unregister(self._into)
                        continue
                    piece = os.read(self._out, 1 << 20)
                    if not piece:
                        raise EOFError
                    taken += piece
                while len(taken) >= wire.LENGTH.size:
                    (size,) = wire.LENGTH.unpack_from(taken)
                    if size > ANSWER_BYTES:
                        raise ValueError("too long an answer")
                    if len(taken) < wire.LENGTH.size + size:
                        break
                    yield dict(json.loads(taken[wire.LENGTH.size : wire.LENGTH.size + size]))
                    del taken[: wire.LENGTH.size + size]

    def _death(self, seconds: float) -> UnreadableFile:
        """What ended the process, as an error."""
        self.end()
        code = -(self._process.returncode or 0)
        log.warning("A process that took a file in ended with %s", signal.Signals(code).name if code in set(signal.Signals) else -code)
        if code == signal.SIGXCPU:
            return TooSlow(what=_TIME, seconds=round(seconds))
        if code == signal.SIGXFSZ:
            return TooLarge(
                what=Words("tệp tạm", "temporary file"),
                size=f"> {WRITTEN_BYTES // limits.MB} MB",
                limit=f"{WRITTEN_BYTES // limits.MB} MB",
            )
        return DamagedFile(why=_STOPPED)

    def end(self) -> None:
        """End it and all it has started."""
        if self._process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(0.2)  # it may be dying by itself: its reason counts
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()


def _pipe(stream: IO[bytes] | None) -> int:
    assert stream is not None
    os.set_blocking(stream.fileno(), False)
    return stream.fileno()


_waiting: list[_Worker] = []
_lock = threading.Lock()


def _borrow(memory: int) -> _Worker:
    with _lock:
        for worker in list(_waiting):
            if worker.memory == memory:
                _waiting.remove(worker)
                if worker.is_alive():
                    return worker
                worker.end()
    return _Worker(memory)


def _give_back(worker: _Worker) -> None:
    with _lock:
        if len(_waiting) < IDLE and worker.is_alive():
            _waiting.append(worker)
            return
    worker.end()


@atexit.register
def end_waiting() -> None:
    """End the processes that wait for a file."""
    with _lock:
        while _waiting:
            _waiting.pop().end()


os.register_at_fork(after_in_child=_waiting.clear)  # they are the parent's


# --- the process's side


def serve(memory: int) -> None:
    """Take files in from standard input until it ends; answers go to what was standard output."""
    _limit(memory)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # a library that prints must not speak in our name
    source = os.fdopen(0, "rb")
    while head := source.read(wire.LENGTH.size):
        request = json.loads(source.read(wire.LENGTH.unpack(head)[0]))
        data = source.read(request["size"])
        if len(data) < request["size"]:
            return
        _limit_seconds(request["seconds"])
        _send(answers, _answer(data, request, answers, memory))


def _send(answers: IO[bytes], content: dict[str, Any]) -> None:
    left = memoryview(wire.frame(content))
    while left:
        left = left[answers.write(left) :]


def _answer(data: bytes, request: dict[str, Any], answers: IO[bytes], memory: int) -> dict[str, Any]:
    from dondoc.reading.intake import packets, take_in
    from dondoc.reading.intake.options import using

    started = time.process_time()

    def progress(done: int, total: int) -> None:
        _limit_seconds(request["seconds"] + limits.scan_seconds(total), since=started)
        _send(answers, {"progress": [done, total]})

    options = Options(ocr=request["ocr"], ocr_pages=request["ocr_pages"], depth=request["depth"], progress=progress)
    try:
        with using(options):
            if request["look"] is not None:
                return {"look": wire.look_data(packets.look(data, str(request["look"])))}
            return {"source": wire.source_data(take_in(data))}
    except UnreadableFile as error:
        return {"error": wire.error_data(error)}
    except MemoryError:  # the caller's memory is another
        limit = f"{memory // limits.MB} MB"
        return {"error": wire.error_data(TooLarge(what=Words("bộ nhớ", "memory"), size=f"> {limit}", limit=limit))}
    except Exception:  # noqa: BLE001  our mistake, for the caller's log
        return {"crash": traceback.format_exc()}


def _limit(memory: int) -> None:
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def _limit_seconds(seconds: float, *, since: float | None = None) -> None:
    """Processor time for a file: what was used up before it (`since`), and as much again as the clock gives."""
    import resource

    used = time.process_time() if since is None else since
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


if __name__ == "__main__":
    serve(int(sys.argv[1]))
