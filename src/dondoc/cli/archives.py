"""Archives among the files to read: each file inside is read as a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dondoc.reading import UnreadableFile

SIGNATURE = b"PK\x03\x04"


class Entry(NamedTuple):
    """A file to read: where it is, what its reading is called, what messages call it; `trouble`: why it can't be unpacked."""

    path: Path
    name: str
    shown: Path | str
    trouble: UnreadableFile | None = None


@contextmanager
def unpacking() -> Iterator[Callable[[Path, str], Iterator[Entry]]]:
    """A function from a file and its name to the files to read: those inside an archive, or the file itself.

    What was unpacked goes when the block ends. An archive that can't be opened stays a file: reading it says why.
    """
    with TemporaryDirectory(prefix="dondoc-unpacked-") as folder:
        count = 0

        def entries(path: Path, name: str) -> Iterator[Entry]:
            nonlocal count
            data = _archive(path)
            if data is None:
                yield Entry(path, name, path)
                return
            from dondoc.reading.intake import archive
            from dondoc.reading.intake.options import Budget

            for inside in archive.walk(data, "", Budget()):
                if not inside.path:  # the archive itself
                    yield Entry(path, name, path)
                    continue
                count += 1
                target = Path(folder, str(count), _file_name(inside.path))
                target.parent.mkdir()
                target.write_bytes(b"" if inside.error else inside.content)
                yield Entry(target, f"{name}/{inside.path}", f"{path}/{inside.path}", inside.error)

        yield entries


def _file_name(way: str) -> str:
    """A name that is safe on disk, from a path that somebody else wrote."""
    name = way.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", "")
    stem, dot, suffix = name.rpartition(".")
    short = f"{stem[:60]}{dot}{suffix[:10]}" if stem else name[:60]
    return short if short.strip(". ") else "file"


def _archive(path: Path) -> bytes | None:
    """The bytes of an archive; ``None`` where the file is none, or can't be opened."""
    if not path.is_file():
        return None  # opening a pipe would wait until somebody writes into it
    from dondoc.reading.intake import limits

    try:
        with path.open("rb") as stream:
            if stream.read(len(SIGNATURE)) != SIGNATURE or path.stat().st_size > limits.FILE_BYTES:
                return None
        return path.read_bytes()
    except OSError:
        return None
