"""Secret documents don't belong on this system: they are refused, and nothing of them is kept."""

from __future__ import annotations

import logging
from typing import Final

from dondoc.reading import Reading, UnreadableFile
from dondoc.reading.intake.sandbox import look_apart

log = logging.getLogger(__name__)

CODE: Final = "secret"
MESSAGES: Final = {
    "vi": "Văn bản có dấu chỉ độ mật “{mark}”. Dondoc không lưu tệp và nội dung của văn bản này. "
    "Hãy xử lý theo quy định về bảo vệ bí mật nhà nước, ngoài hệ thống này.",
    "en": "The document is marked “{mark}” (secret). Dondoc keeps neither the file nor its content. "
    "Handle it under the rules for protecting state secrets, outside this system.",
}
SECONDS: Final = 30
"""Longest time for that look; a file that needs more is looked at by the job alone."""


def message(mark: str, language: str) -> str:
    """Why the document was refused and what to do, in ``vi`` or ``en``."""
    return MESSAGES[language].format(mark=mark)


def mark_in(content: bytes, name: str) -> str | None:
    """The secrecy mark of a file or of any file in it, or ``None``: no mark, or nothing that can be read here (the job will say so)."""
    try:
        mark = look_apart(content, name=name, seconds=SECONDS).mark
    except UnreadableFile:
        return None
    except Exception:
        log.exception("Looking for a secrecy mark failed")
        return None
    return mark.upper() if mark else None


def mark_of(reading: Reading) -> str | None:
    """The secrecy mark that a reading shows: the document's own, or that of a file which came with it."""
    mark = reading.header.secrecy.value if reading.header.secrecy else reading.source.secrecy
    return mark.upper() if mark else None
