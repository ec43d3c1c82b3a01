"""Secret documents don't belong on this system: they are refused, and nothing of them is kept."""

from __future__ import annotations

import logging
from typing import Final

from dondoc.reading import UnreadableFile
from dondoc.reading.errors import SeveralDocuments
from dondoc.reading.header.secrecy import secrecy_mark
from dondoc.reading.intake import archive, limits
from dondoc.reading.intake.options import Options
from dondoc.reading.intake.sandbox import take_in_apart

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


def mark_in(content: bytes, name: str, *, deep: int = limits.PACKETS_DEEP) -> str | None:
    """The secrecy mark of a file, or ``None``: no mark, or nothing that can be read here (the job will say so).

    Of an archive with several documents, the first mark of one of them; archives in it are opened `deep` times.
    """
    try:
        source = take_in_apart(content, name=name, seconds=SECONDS, options=Options(ocr_pages=1))
        mark = secrecy_mark(source.text)
    except SeveralDocuments:
        return _mark_inside(content, deep - 1) if deep else None
    except UnreadableFile:
        return None
    except Exception:
        log.exception("Looking for a secrecy mark failed")
        return None
    return mark.upper() if mark else None


def _mark_inside(content: bytes, deep: int) -> str | None:
    try:
        inside = archive.files(content)
    except UnreadableFile:
        return None
    return next((mark for name, inner in inside if (mark := mark_in(inner, name, deep=deep))), None)
