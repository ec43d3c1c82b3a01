"""Handing out files that came from outside: never as something a browser runs. Every room sends such bytes by :func:`hand_out`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.http import FileResponse

IMAGES: Final = frozenset({"image/png", "image/jpeg"})
"""What a page may show in itself: pictures, which hold no programs."""
KEPT: Final = IMAGES | {
    "application/pdf",
    "application/rtf",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
    "image/tiff",
    "text/plain",
}
"""Types a file keeps on its way out. Pages, drawings with programs in them and whatever is unknown go as mere bytes."""
BYTES: Final = "application/octet-stream"
SEALED: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}
"""Nothing is guessed, nothing in it runs, no other site uses it, nothing stays behind."""


def hand_out(path: Path, *, name: str, media_type: str, shown: bool = False) -> FileResponse:
    """The bytes as they are: as a download called `name`, or, `shown`, for a picture in a page of ours."""
    kept = media_type if media_type in KEPT else BYTES
    response = FileResponse(path.open("rb"), as_attachment=not (shown and kept in IMAGES), filename=name, content_type=kept)
    for header, value in SEALED.items():
        response[header] = value
    return response
