"""Kinds of file we recognise and don't read: what to call them and what their owner can do.

Signatures: the formats' own specifications (ZIP APPNOTE 4.3.6, MS-CFB 2.2, RFC 5322, RTF 1.9, OpenDocument 1.3 part 2 §3.3, EBML, ISO/IEC
14496-12); edXML: QCVN 102:2016/BTTTT.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dondoc.reading.errors import DamagedFile, ProtectedFile, UnknownFormat, UnreadableFile, UnsupportedFormat

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how its bytes show it, its name, and the next step, in Vietnamese and in English."""

    test: Callable[[bytes], bool]
    what_vi: str
    what_en: str
    todo_vi: str
    todo_en: str

    def refusal(self) -> UnreadableFile:
        """The error to raise for it."""
        return UnsupportedFormat(what=self.what_vi, what_en=self.what_en, todo_vi=self.todo_vi, todo_en=self.todo_en)


def starts(*signatures: bytes, at: int = 0) -> Callable[[bytes], bool]:
    """Whether the file has one of the signatures at an offset."""
    return lambda data: data.startswith(signatures, at)


def zip_with(*names: bytes) -> Callable[[bytes], bool]:
    """Whether the file is a ZIP that has a part so named (names stand unpacked in a ZIP)."""
    return lambda data: data.startswith(ZIP) and any(name in data for name in names)


def ole_with(*streams: str) -> Callable[[bytes], bool]:
    """Whether the file is an OLE container (MS-CFB) with a stream so named."""
    names = [stream.encode("utf-16-le") for stream in streams]
    return lambda data: data.startswith(OLE) and any(name in data for name in names)


def opens(pattern: bytes) -> Callable[[bytes], bool]:
    """Whether the first kilobytes hold the pattern."""
    compiled = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    return lambda data: compiled.search(data[:_HEAD]) is not None


_MAIL_HEADER = rb"(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-Type|Delivered-To|X-[\w-]+): \S"
is_mail = opens(rb"\A(?:" + _MAIL_HEADER + rb"[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3}")
"""Whether the file opens with three header lines of an internet message (RFC 5322)."""


def is_mhtml(data: bytes) -> bool:
    """Whether a message is a web page saved by a browser, which names the page in its header (RFC 2557; Chrome, Edge, IE)."""
    head = data[:_HEAD].lower()
    saved = any(sign in head for sign in (b"\nsnapshot-content-location:", b"<saved", b"mhtml"))
    return is_mail(data) and b"multipart/related" in head and saved


ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

AS_DOCX = ("Hãy mở bằng Word hoặc LibreOffice và lưu lại thành DOCX.", "Open it in Word or LibreOffice and save it as DOCX.")
_AS_XLSX = (
    "Hãy mở bằng Excel hoặc LibreOffice và lưu lại thành XLSX.",
    "Open it in Excel or LibreOffice and save it as XLSX.",
)
_UNPACK = ("Hãy giải nén rồi gửi từng tệp bên trong.", "Unpack it and send the files inside one by one.")
_RECOGNISE = (
    "Hãy nhận dạng chữ (OCR) và lưu thành PDF có lớp chữ, hoặc xin bản điện tử.",
    "Run text recognition (OCR) and save a PDF with text, or ask for the electronic original.",
)
_ATTACHED = (
    "Hãy mở và lưu tệp đính kèm (DOCX hoặc PDF) rồi gửi tệp đó.",
    "Open it, save the attached file (DOCX or PDF) and send that.",
)
_SAVE_PAGE = ("Hãy mở bằng trình duyệt và lưu trang thành HTML.", "Open it in a browser and save the page as HTML.")
_AS_UNICODE = (
    "Hãy chuyển mã sang Unicode (UTF-8) bằng bộ gõ, ví dụ UniKey, rồi thử lại.",
    "Convert it to Unicode (UTF-8), for example with UniKey, and try again.",
)
_NOT_TEXT = ("Hãy gửi văn bản DOCX hoặc PDF.", "Send the document as DOCX or PDF.")

BROKEN_ZIP = Kind(starts(b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"), "tệp nén ZIP", "a ZIP archive", *_UNPACK)
"""What no format takes of those that are ZIPs: one that opens and has files is an archive, which is read."""

KINDS: tuple[Kind, ...] = (
    Kind(ole_with("Workbook", "Book"), "bảng tính Excel cũ (.xls)", "an old Excel workbook (.xls)", *_AS_XLSX),
    Kind(ole_with("PowerPoint Document"), "bản trình chiếu cũ (.ppt)", "an old presentation (.ppt)", *AS_DOCX),
    Kind(ole_with("__properties_version1.0"), "thư Outlook (.msg)", "an Outlook message (.msg)", *_ATTACHED),
    Kind(lambda data: data.startswith(OLE) and not ole_with("WordDocument")(data), "tệp Office cũ", "an old Office file", *AS_DOCX),
    Kind(zip_with(b"ppt/presentation"), "bản trình chiếu (.pptx)", "a presentation (.pptx)", *AS_DOCX),
    Kind(zip_with(b"opendocument.spreadsheet"), "bảng tính LibreOffice (.ods)", "a LibreOffice spreadsheet (.ods)", *_AS_XLSX),
    Kind(zip_with(b"opendocument"), "tệp LibreOffice", "a LibreOffice file", *AS_DOCX),
    Kind(zip_with(b"application/epub"), "sách điện tử (.epub)", "an e-book (.epub)", *AS_DOCX),
    BROKEN_ZIP,
    Kind(starts(b"Rar!\x1a\x07"), "tệp nén RAR", "a RAR archive", *_UNPACK),
    Kind(starts(b"7z\xbc\xaf\x27\x1c"), "tệp nén 7-Zip", "a 7-Zip archive", *_UNPACK),
    Kind(starts(b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"(\xb5/\xfd"), "tệp nén", "a compressed file", *_UNPACK),
    Kind(starts(b"ustar", at=257), "tệp lưu trữ tar", "a tar archive", *_UNPACK),
    Kind(starts(b"\0\0\0\x0cjP  "), "ảnh JPEG 2000", "a JPEG 2000 picture", *_RECOGNISE),
    Kind(starts(b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif", at=4), "ảnh HEIC", "a HEIC picture", *_RECOGNISE),
    Kind(starts(b"AT&TFORM"), "bản quét DjVu", "a DjVu scan", *_RECOGNISE),
    Kind(starts(b"%!PS"), "tệp PostScript", "a PostScript file", "Hãy chuyển sang PDF.", "Convert it to PDF."),
    Kind(starts(b"ftyp", at=4), "tệp phim", "a video", *_NOT_TEXT),
    Kind(lambda data: data.startswith(b"RIFF") and data[8:12] != b"WEBP", "tệp âm thanh hoặc phim", "sound or video", *_NOT_TEXT),
    Kind(starts(b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3"), "tệp âm thanh hoặc phim", "sound or video", *_NOT_TEXT),
    Kind(lambda data: data.startswith((b"MZ", b"\x7fELF")) and 0 in data[:64], "chương trình máy tính", "a computer program", *_NOT_TEXT),
    Kind(starts(b"SQLite format 3\0"), "cơ sở dữ liệu", "a database", *_NOT_TEXT),
    Kind(is_mhtml, "trang web lưu dạng MHTML", "a web page saved as MHTML", *_SAVE_PAGE),
    Kind(opens(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\b(?![\s\S]*<(?:\w+:)?html\b)"), "dữ liệu XML", "XML data", *_NOT_TEXT),
)
"""In the order they are tried: the particular before the general."""

LEGACY_TEXT = Kind(
    starts(),
    "văn bản dùng bảng mã cũ không rõ loại (không nhận ra TCVN3, VNI, VPS, VISCII), không phải Unicode",
    "text in an old 8-bit encoding that can't be told (not TCVN3, VNI, VPS or VISCII), not Unicode",
    *_AS_UNICODE,
)
"""No signature shows it; :mod:`dondoc.reading.intake.plain` finds that a text is not Unicode."""


def known(data: bytes) -> Kind | None:
    """The kind `data` is recognised as by its signature, of those we don't read."""
    return next((kind for kind in KINDS if kind.test(data)), None)


def refusal(data: bytes) -> UnreadableFile:
    """The error for bytes no format takes: what they are, as far as they show it."""
    if ole_with("EncryptedPackage")(data):
        return ProtectedFile()
    kind = known(data)
    if kind is BROKEN_ZIP:
        return DamagedFile(why="gói ZIP rỗng hoặc không mở được / the ZIP archive is empty or does not open")
    return kind.refusal() if kind else UnknownFormat()
