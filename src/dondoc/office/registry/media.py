"""What kind of file it is, from its first bytes; the name only tells Word, Excel and other ZIP files apart."""

from __future__ import annotations

from typing import Final

BY_START: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
ZIP_BY_ENDING: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
}
HTML_STARTS: Final = (b"<!doctype html", b"<html")


def media_type_of(content: bytes, name: str) -> str:
    """The media type, for people and for the download's heading; never trusted to decide how the file is read."""
    for start, media_type in BY_START:
        if content.startswith(start):
            return media_type
    if content.startswith(b"PK\x03\x04"):
        return ZIP_BY_ENDING.get(name.rpartition(".")[2].lower(), "application/zip")
    opening = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith(HTML_STARTS):
        return "text/html"
    return "application/octet-stream" if b"\x00" in content[:1024] and not content.startswith((b"\xff\xfe", b"\xfe\xff")) else "text/plain"
