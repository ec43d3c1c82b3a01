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
    """Called with (pages recognised, pages to recognise) after each page."""
    depth: int = 0
    """How many packets (e-mail, archive, edXML) the bytes lie in."""


_OPTIONS: ContextVar[Options] = ContextVar("dondoc-intake-options")
_DEFAULT = Options()


def current() -> Options:
    """The options of the file being taken in."""
    return _OPTIONS.get(_DEFAULT)


@contextmanager
def using(options: Options) -> Iterator[None]:
    """Take files in with `options` inside the block."""
    token = _OPTIONS.set(options)
    try:
        yield
    finally:
        _OPTIONS.reset(token)


def deeper() -> Options:
    """The options for a file inside the one being taken in. Raises TooLarge where packets lie too deep in each other."""
    here = current()
    limits.check("tệp lồng trong tệp / files in files", here.depth + 1, limits.PACKETS_DEEP)
    return replace(here, depth=here.depth + 1)
