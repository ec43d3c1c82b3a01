"""Where results go: names that don't collide, files that are whole or not there."""

from __future__ import annotations

import os
import secrets
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content becomes `path` in one step at the end, or not at all if anything fails.

    A link is followed; what is not a plain file (``/dev/stdout``) is written to directly. An :class:`OSError` names `path`, whatever
    file on the way there it is about.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file() and not target.is_dir():
        with target.open("wb") as stream:
            yield stream
        return
    if target.is_dir():
        raise IsADirectoryError(21, os.strerror(21), str(path))
    draft = target.with_name(f".dondoc-{secrets.token_hex(6)}.tmp")
    try:
        with draft.open("xb") as stream:
            yield stream
        draft.replace(target)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
    finally:
        draft.unlink(missing_ok=True)


def _key(path: Path) -> str:
    """What two paths share if some file system would take them for one."""
    return unicodedata.normalize("NFC", str(path)).casefold()


def name_outputs(files: Iterable[Path], folder: Path, suffix: str) -> Iterator[Path]:
    """Yield a place in `folder` for the result of each of `files`: ``<stem><suffix>``.

    Where that is taken by an earlier file of the run, or is itself one of the files to be read, the file keeps its own suffix too
    (``cv.pdf.json``), then gets a number (``cv.pdf-2.json``).
    """
    files = list(files)
    taken = {_key(path.resolve()) for path in files}
    folder = folder.resolve()
    numbers: defaultdict[str, count[int]] = defaultdict(lambda: count(2))
    for file in files:
        place = next(free for free in _candidates(file, folder, suffix, numbers[file.name]) if _key(free) not in taken)
        taken.add(_key(place))
        yield place


def _candidates(file: Path, folder: Path, suffix: str, numbers: Iterator[int]) -> Iterator[Path]:
    yield folder / f"{file.stem}{suffix}"
    yield folder / f"{file.name}{suffix}"
    yield from (folder / f"{file.name}-{number}{suffix}" for number in numbers)


