"""What can go wrong with a file. Every error says what the file is and what to do next, in Vietnamese and in English.

DondocError
├── UnreadableFile            the file can't be read; `message(language)` says why and what to do
│   ├── UnknownFormat         not a kind of file we read
│   ├── UnsupportedFormat     a kind we know but don't read (yet): .doc, a picture
│   ├── NoTextLayer           a PDF of pictures
│   ├── DamagedFile           the file is broken or not what its name says
│   ├── ProtectedFile         a password is needed
│   ├── EmptyFile             nothing in it
│   └── TooLarge              over a limit of size, pages, depth or expansion
"""

from __future__ import annotations

from typing import ClassVar


class DondocError(Exception):
    """The root of all errors this package raises on purpose."""


class UnreadableFile(DondocError):
    """A file that gives no reading.

    `values` fill the placeholders of the class's messages; `name` is the file's name where it is known.
    """

    code: ClassVar[str] = "unreadable"
    messages: ClassVar[dict[str, str]] = {
        "vi": "{name}: không đọc được tệp.",
        "en": "{name}: the file can't be read.",
    }

    def __init__(self, name: str | None = None, **values: object) -> None:
        self.name = name
        self.values = values
        super().__init__(self.message("en"))

    def message(self, language: str = "vi") -> str:
        """What happened and what to do, in ``vi`` or ``en``."""
        default = {"vi": "Tệp", "en": "The file"}[language]
        return self.messages[language].format(name=self.name or default, **self.values)


class UnknownFormat(UnreadableFile):
    """Not a kind of file we read."""

    code = "unknown-format"
    messages = {
        "vi": "{name} không phải là văn bản, trang web, DOCX hay PDF. Hãy lưu lại thành DOCX hoặc PDF rồi thử lại.",
        "en": "{name} is not a text, web page, DOCX or PDF. Save it as DOCX or PDF and try again.",
    }


class UnsupportedFormat(UnreadableFile):
    """A kind we recognise but don't read."""

    code = "unsupported-format"
    messages = {
        "vi": "{name} là {what}; Dondoc chưa đọc loại tệp này. {todo_vi}",
        "en": "{name} is {what_en}; Dondoc does not read this kind of file yet. {todo_en}",
    }


class NoTextLayer(UnreadableFile):
    """A PDF with pages but no text: a scan."""

    code = "no-text-layer"
    messages = {
        "vi": "{name} có {pages} trang nhưng không có lớp chữ (bản quét). Hãy nhận dạng chữ (OCR) trước, hoặc xin bản điện tử.",
        "en": "{name} has {pages} pages but no text (a scan). Run text recognition (OCR) first, or ask for the electronic original.",
    }


class DamagedFile(UnreadableFile):
    """Broken, cut short, or not what it claims to be."""

    code = "damaged"
    messages = {
        "vi": "{name} bị hỏng ({why}). Hãy mở bằng chương trình gốc, lưu lại rồi thử lại, hoặc xin bản khác.",
        "en": "{name} is damaged ({why}). Open it in the program it came from, save it again and retry, or ask for another copy.",
    }


class ProtectedFile(UnreadableFile):
    """Opens only with a password."""

    code = "protected"
    messages = {
        "vi": "{name} được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu rồi thử lại.",
        "en": "{name} is protected by a password. Remove the password and try again.",
    }


class EmptyFile(UnreadableFile):
    """Nothing to read in it."""

    code = "empty"
    messages = {
        "vi": "{name} không có chữ nào. Hãy kiểm tra lại tệp.",
        "en": "{name} has no text in it. Check the file.",
    }


class TooLarge(UnreadableFile):
    """Over a limit; reading it could take the machine down."""

    code = "too-large"
    messages = {
        "vi": "{name} quá lớn ({what}: {size}, giới hạn {limit}). Hãy tách thành nhiều tệp nhỏ hơn.",
        "en": "{name} is too large ({what}: {size}, limit {limit}). Split it into smaller files.",
    }
