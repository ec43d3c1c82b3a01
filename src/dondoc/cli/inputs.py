"""Files that a command line names, and opening them without harm."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dondoc.cli.failures import Refusal
from dondoc.cli.language import Words

if TYPE_CHECKING:
    from dondoc.reading.model import Reading

FILE = click.Path(path_type=Path, readable=False)
"""A path, unasked: whether it can be read is found when its turn comes, so that one bad file stops nobody."""
NOT_REGULAR = Words(
    "{name} không phải là tệp thường (mà là ống dẫn, ổ cắm hoặc thiết bị). Hãy lưu nội dung thành một tệp rồi thử lại.",
    "{name} is no regular file (but a pipe, a socket or a device). Save its content as a file and try again.",
)


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
