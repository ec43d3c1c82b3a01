"""The file a backup is: a ZIP archive with size and SHA-256 of every member in its manifest, and that of the manifest in its comment."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from dondoc.office.keeping.errors import CannotKeep

FORMAT: Final = "dondoc-backup"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
SQLITE: Final = "database.sqlite3"
KEY: Final = "secret-key"
NAME: Final = re.compile(r"secret-key|database\.sqlite3|database/[a-z0-9_]+\.copy|files(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+")
"""Names a member may have: none leads out of the data folder."""
CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself."""

    made: str
    dondoc: str
    database: str
    """``sqlite`` or ``postgresql``."""
    migrations: list[list[str]]
    journal: list[Any]
    """Number and hash of the journal's newest entry."""
    missing: list[str] = field(default_factory=list)
    """Files the database names that were not there, or not whole, when the backup was made."""
    members: dict[str, list[Any]] = field(default_factory=dict)
    """Name → [size, SHA-256]."""

    @property
    def size(self) -> int:
        """Bytes of all members."""
        return sum(size for size, _sha256 in self.members.values())


def chunks_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    with path.open("rb") as file:
        yield from pieces(file)


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of an open file, piece by piece."""
    while chunk := file.read(CHUNK):
        yield chunk


class Writer:
    """Adds members and remembers their sums."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, list[Any]] = {}

    def add(self, name: str, chunks: Iterable[bytes], *, packed: bool = False) -> str:
        """Add a member; returns its SHA-256. `packed` for what gets smaller by it."""
        entry = zipfile.ZipInfo(name, time.gmtime()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        entry.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self._archive.open(entry, "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.members[name] = [size, digest.hexdigest()]
        return digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, last."""
        text = json.dumps({"format": FORMAT, "version": VERSION, **asdict(manifest)}, ensure_ascii=False, indent=1).encode()
        self._archive.writestr(zipfile.ZipInfo(MANIFEST, time.gmtime()[:6]), text)
        self._archive.comment = hashlib.sha256(text).hexdigest().encode()


@contextmanager
def written(target: Path) -> Iterator[Writer]:
    """A new archive, under its name only once it is whole and on disk; readable by this account only."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, compresslevel=1) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        verify(draft)
        draft.replace(target)
        flush_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def verify(path: Path) -> Manifest:
    """Read every byte of an archive and compare it with the manifest. Raises :class:`CannotKeep`: ``foreign``, ``newer``, ``damaged``."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            names = archive.namelist()
            if len(names) != len(set(names)) or set(names) != {MANIFEST, *manifest.members}:
                raise CannotKeep("damaged", path=path, member=sorted({*names} ^ {MANIFEST, *manifest.members})[:1] or MANIFEST)
            for name, (size, sha256) in manifest.members.items():
                if not NAME.fullmatch(name):
                    raise CannotKeep("foreign", path=path)
                if _sum(archive, name) != (size, sha256):
                    raise CannotKeep("damaged", path=path, member=name)
            return manifest
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as err:
        code = "damaged" if _begins_as_zip(path) else "foreign"
        raise CannotKeep(code, path=path, member=str(err)) from err


def extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    """Write one member of an open archive to disk, for this account only."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    mode = 0o400 if name.startswith("files/") else 0o600
    out = os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb")
    with out, archive.open(name) as source:
        for chunk in pieces(source):
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())


def flush_folder(folder: Path) -> None:
    """Let a power cut not undo a renaming."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise CannotKeep("foreign", path=path)
    text = archive.read(MANIFEST)
    try:
        said = json.loads(text)
        kind, version = said.pop("format"), said.pop("version")
    except (ValueError, AttributeError, KeyError) as err:
        raise CannotKeep("foreign", path=path) from err
    if kind != FORMAT:
        raise CannotKeep("foreign", path=path)
    if version > VERSION:
        raise CannotKeep("newer", path=path, made_by=said.get("dondoc", ""))
    if archive.comment.decode("ascii", "replace") != hashlib.sha256(text).hexdigest():
        raise CannotKeep("damaged", path=path, member=MANIFEST)
    return Manifest(**said)


def _sum(archive: zipfile.ZipFile, name: str) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as member:
        for chunk in pieces(member):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def _begins_as_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"
