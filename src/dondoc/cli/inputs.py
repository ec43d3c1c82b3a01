"""Files that a command line names, and opening them without harm."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dondoc.cli.failures import Refusal
from dondoc.cli.language import Words, current

if TYPE_CHECKING:
    from dondoc.reading.model import Reading

FILE = click.Path(path_type=Path, readable=False)
"""A path, unasked: whether it can be read is found when its turn comes, so that one bad file stops nobody."""
NOT_REGULAR = Words(
    "{name} không phải là tệp thường (mà là ống dẫn, ổ cắm hoặc thiết bị). Hãy lưu nội dung thành một tệp rồi thử lại.",
    "{name} is no regular file (but a pipe, a socket or a device). Save its content as a file and try again.",
)

PAGES = Words("Đang nhận dạng các trang quét", "Recognising scanned pages")


def check_regular(path: Path) -> None:
    """Raise :class:`Refusal` for what is there but no file to read from beginning to end: a pipe may wait for ever, a device never ends.

    A folder passes, as opening it says what it is. Raises :class:`OSError` where nothing is there.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise Refusal(NOT_REGULAR, name=path)


def read_file(path: Path, *, name: str | None = None) -> Reading:
    """``dondoc.reading.read`` of a regular file. Raises :class:`Refusal` for what is none, and what ``read`` raises."""
    from dondoc.reading import read

    check_regular(path)
    return read(path, name=name)


@contextmanager
def showing_pages() -> Iterator[None]:
    """On a terminal, show how many pages of a scan are done while the block reads a file."""
    from dondoc.reading.intake import options

    with ExitStack() as stack:
        if sys.stderr.isatty():
            stack.enter_context(options.using(replace(options.current(), progress=_Bar(stack).heard)))
        yield


class _Bar:
    """A progress bar that appears with the first word on pages."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._bar: Any = None

    def heard(self, done: int, total: int) -> None:
        """`done` of `total` pages are recognised."""
        if self._bar is None:
            self._bar = self._stack.enter_context(click.progressbar(length=total, label=PAGES.say(current()), file=sys.stderr))
        self._bar.update(done - self._bar.pos)
