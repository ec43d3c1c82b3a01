"""Archives among the files to read: each file inside is read as a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

SIGNATURE = b"PK\x03\x04"

Entry = tuple[Path, str, Path | str]
"""Where a file is, what its reading is called, and what messages call it."""


@contextmanager
def unpacking() -> Iterator[Callable[[Path, str], Iterator[Entry]]]:
    """A function from a file and its name to the files to read: those inside an archive, or the file itself.

    What was unpacked goes when the block ends. An archive that can't be opened stays a file: reading it says why.
    """
    with TemporaryDirectory(prefix="dondoc-unpacked-") as folder:
        count = 0

        def entries(path: Path, name: str) -> Iterator[Entry]:
            nonlocal count
            inside = _inside(path)
            if not inside:
                yield path, name, path
            for way, content in inside:
                count += 1
                target = Path(folder, str(count), _file_name(way))
                target.parent.mkdir()
                target.write_bytes(content)
                yield target, f"{name}/{way}", f"{path}/{way}"

        yield entries


def _file_name(way: str) -> str:
    """A name that is safe on disk, from a path that somebody else wrote."""
    name = way.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", "")
    stem, dot, suffix = name.rpartition(".")
    short = f"{stem[:60]}{dot}{suffix[:10]}" if stem else name[:60]
    return short if short.strip(". ") else "file"


def _inside(path: Path) -> list[tuple[str, bytes]]:
    """The files in an archive, those of archives in it too; none where the file is no archive or can't be opened."""
    from dondoc.reading import UnreadableFile
    from dondoc.reading.intake import limits

    if not path.is_file():
        return []  # opening a pipe would wait until somebody writes into it
    try:
        with path.open("rb") as stream:
            if stream.read(len(SIGNATURE)) != SIGNATURE:
                return []
        limits.check("dung lượng / size", path.stat().st_size, limits.FILE_BYTES, unit="MB")
        return list(_opened(path.read_bytes(), limits.PACKETS_DEEP))
    except (UnreadableFile, OSError):
        return []


def _opened(data: bytes, deep: int) -> Iterator[tuple[str, bytes]]:
    from dondoc.reading import UnreadableFile
    from dondoc.reading.intake import archive

    if not archive.sure(data):
        return
    for way, content in archive.files(data):
        try:
            inner = list(_opened(content, deep - 1)) if deep > 1 else []
        except UnreadableFile:
            inner = []  # reading it as a file says why
        yield from ((f"{way}/{name}", found) for name, found in inner) if inner else [(way, content)]
