"""What every ZIP is asked before anything of it is unpacked, and what the ZIP reader raises on bytes made to break it."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence

from dondoc.reading.intake import limits

BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)
"""What the ZIP reader raises on bytes that are none, or use what it has not (NotImplementedError is a RuntimeError)."""


def check_package(entries: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse a package of one document that has too many parts, or says it unpacks to too much. Raises TooLarge."""
    limits.check("số phần trong gói / parts", len(entries), limits.ENTRIES)
    limits.check("dung lượng giải nén / unpacked", sum(entry.file_size for entry in entries), limits.UNPACKED_BYTES, unit="MB")
    for entry in entries:
        check_ratio(entry)


def check_ratio(entry: zipfile.ZipInfo) -> None:
    """Refuse an entry that unpacks to many times its size. Raises TooLarge."""
    if entry.file_size > limits.RATIO_FROM:
        limits.check("tỷ lệ nén / packing ratio", entry.file_size // max(entry.compress_size, 1), limits.RATIO)
