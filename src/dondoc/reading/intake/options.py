"""What the caller asks of intake beyond the bytes: whether scans are recognised, how much of them, and who hears how far it is.

Formats get bytes only; the few that need more ask :func:`current`. So options reach a scan in an e-mail in an archive as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from dondoc.reading.intake import limits


@dataclass(frozen=True, slots=True)
class Options:
    """How to take a file in. Without a `progress` it can be sent to another process."""

    ocr: bool = True
    """Read pictures of text through Tesseract where it is installed."""
    ocr_pages: int | None = None
    """Recognise this many pages at most and leave the rest (a look at a document's head); ``None``: all, within the limits."""
    progress: Callable[[int, int], None] | None = None
    """Called with (pages recognised, pages to recognise) before the first page and after each; of a packet, with those of all its files."""
    depth: int = 0
    """How many packets (e-mail, archive, edXML) the bytes lie in."""


@dataclass(slots=True)
class Budget:
    """What the packets in one file have unpacked to so far, all together: packets in packets would otherwise have the limits once each."""

    files: int = 0
    unpacked: int = 0
    pages: int = 0
    pages_done: int = 0
    """Scanned pages met so far in the file and in what lies in it, and recognised."""

    def spend(self, files: int, unpacked: int) -> None:
        """Count a packet's files in before they are unpacked. Raises TooLarge where all together are too much."""
        limits.check("số tệp bên trong / files inside", self.files + files, limits.INSIDE_FILES)
        limits.check("dung lượng giải nén / unpacked", self.unpacked + unpacked, limits.UNPACKED_BYTES, unit="MB")
        self.files += files
        self.unpacked += unpacked


_OPTIONS: ContextVar[Options] = ContextVar("dondoc-intake-options")
_BUDGET: ContextVar[Budget | None] = ContextVar("dondoc-intake-budget", default=None)
_DEFAULT = Options()


def current() -> Options:
    """The options of the file being taken in."""
    return _OPTIONS.get(_DEFAULT)


@contextmanager
def using(options: Options) -> Iterator[None]:
    """Take files in with `options` inside the block. The outermost block is one file, with one budget."""
    spent = _BUDGET.set(budget())
    token = _OPTIONS.set(options)
    try:
        yield
    finally:
        _OPTIONS.reset(token)
        _BUDGET.reset(spent)


def budget() -> Budget:
    """The budget of the file being taken in."""
    return _BUDGET.get() or Budget()


def deeper() -> Options:
    """The options for a file inside the one being taken in. Raises TooLarge where packets lie too deep in each other."""
    here = current()
    limits.check("tệp lồng trong tệp / files in files", here.depth + 1, limits.PACKETS_DEEP)
    return replace(here, depth=here.depth + 1)
