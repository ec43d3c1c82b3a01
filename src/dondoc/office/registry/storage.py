"""Originals on disk: under their checksum, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from dondoc.office.keeping.archive import flush_folder

LEFTOVER_SECONDS = 24 * 60 * 60


def place_of(sha256: str) -> Path:
    """Where the bytes with this checksum are, or will be."""
    return Path(settings.FILES) / sha256[:2] / sha256[2:4] / sha256


def keep(content: bytes) -> str:
    """Put the bytes on disk and return their checksum. When this returns, a power cut no longer loses them.

    Written under a passing name, flushed, renamed, and the folders flushed too: a file under its final name is always whole.
    Bytes that are there already are left alone.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    place = place_of(sha256)
    if place.exists():
        return sha256
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f".{sha256}.{secrets.token_hex(6)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(place)
    finally:
        draft.unlink(missing_ok=True)
    for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
        flush_folder(folder)
    return sha256


def remove(sha256: str) -> None:
    """Take the bytes off the disk (a secret document)."""
    place = place_of(sha256)
    place.unlink(missing_ok=True)
    if place.parent.exists():
        flush_folder(place.parent)
