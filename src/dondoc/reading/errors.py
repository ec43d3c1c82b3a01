"""What can go wrong with a file. Every error says what the file is and what to do next, in Vietnamese and in English.

DondocError
├── UnreadableFile            the file can't be read; `message(language)` says why and what to do
│   ├── UnknownFormat         not a kind of file we read
│   ├── UnsupportedFormat     a kind we know but don't read: a presentation, a RAR archive
│   ├── ProgramMissing        a kind we read through a program that is not installed: .doc needs LibreOffice
│   ├── NoTextLayer           a PDF or picture of text, and nothing here to recognise it with
│   ├── SeveralDocuments      an archive of several files: each is a document of its own
│   ├── DamagedFile           the file is broken or not what its name says
│   ├── ProtectedFile         a password is needed
│   ├── EmptyFile             nothing in it
│   ├── TooLarge              over a limit of size, pages, depth or expansion
│   └── TooSlow               over a limit of time
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple


class DondocError(Exception):
    """The root of all errors this package raises on purpose."""


class Words(NamedTuple):
    """The same words in Vietnamese and in English: a value of a message."""

    vi: str
    en: str

    @classmethod
    def of(cls, text: str) -> Words:
        """``số trang / pages`` → its two sides; what stands before a colon goes with both: ``document.xml: hỏng / broken``."""
        vi, _, en = text.partition(" / ")
        before, colon, _ = vi.rpartition(": ")
        return cls(vi, before + colon + en if en else vi)


class UnreadableFile(DondocError):
    """A file that gives no reading.

    `values` fill the placeholders of the class's messages; `name` is the file's name where it is known. A value in two languages is
    given as :class:`Words`, or in one string with `` / `` between them.
    """

    code: ClassVar[str] = "unreadable"
    messages: ClassVar[dict[str, str]] = {
        "vi": "{name}: không đọc được tệp.",
        "en": "{name}: the file can't be read.",
    }

    def __init__(self, name: str | None = None, **values: object) -> None:
        self.name = name
        self.values = {key: Words.of(value) if isinstance(value, str) and " / " in value else value for key, value in values.items()}
        super().__init__(self.message("en"))

    def __reduce__(self) -> tuple[object, ...]:
        """For another process: the class, the name and the values, and not the English message."""
        return (_made, (type(self), self.name, self.values))

    def message(self, language: str = "vi") -> str:
        """What happened and what to do, in ``vi`` or ``en``."""
        default = {"vi": "Tệp", "en": "The file"}[language]
        values = {key: getattr(value, language) if isinstance(value, Words) else value for key, value in self.values.items()}
        return self.messages[language].format(name=self.name or default, **values)


def _made(kind: type[UnreadableFile], name: str | None, values: dict[str, object]) -> UnreadableFile:
    return kind(name, **values)


class UnknownFormat(UnreadableFile):
    """Not a kind of file we read."""

    code = "unknown-format"
    messages = {
        "vi": "{name} không phải là loại tệp Dondoc đọc được. Đọc được: văn bản thuần, trang web đã lưu, DOCX, DOC, ODT, RTF, "
        "PDF, ảnh quét, XLSX, edXML, thư .eml, ZIP. Hãy lưu lại thành DOCX hoặc PDF rồi thử lại.",
        "en": "{name} is not a kind of file Dondoc reads, which are: plain text, saved web pages, DOCX, DOC, ODT, RTF, PDF, scans, XLSX, "
        "edXML, .eml e-mails, ZIP. Save it as DOCX or PDF and try again.",
    }


class UnsupportedFormat(UnreadableFile):
    """A kind we recognise but don't read."""

    code = "unsupported-format"
    messages = {
        "vi": "{name} là {what}; Dondoc chưa đọc loại tệp này. {todo_vi}",
        "en": "{name} is {what_en}; Dondoc does not read this kind of file yet. {todo_en}",
    }


class ProgramMissing(UnreadableFile):
    """A kind of file we read through another program, which is not on this machine."""

    code = "program-missing"
    messages = {
        "vi": "{name} là {what}; để đọc cần có {program}: hãy cài gói {package} (Debian) rồi thử lại. {todo_vi}",
        "en": "{name} is {what_en}; reading it needs {program}: install the package {package} (Debian) and try again. {todo_en}",
    }


class NoTextLayer(UnreadableFile):
    """Pages but no text: a scan, with no Tesseract to read it, or with nothing in it that Tesseract could read."""

    code = "no-text-layer"
    messages = {
        "vi": "{name} có {pages} trang nhưng không có lớp chữ (bản quét){tried_vi}. {todo_vi}",
        "en": "{name} has {pages} pages but no text (a scan){tried_en}. {todo_en}",
    }
    TRIED = {"tried_vi": " và không nhận dạng được chữ nào", "tried_en": " and none could be recognised"}
    """Values where Tesseract looked and found no words."""

    def __init__(self, name: str | None = None, **values: object) -> None:
        how = {
            "tried_vi": "",
            "tried_en": "",
            "todo_vi": "Hãy cài Tesseract với tiếng Việt (Debian: tesseract-ocr, tesseract-ocr-vie) rồi thử lại, hoặc xin bản điện tử.",
            "todo_en": "Install Tesseract with Vietnamese (Debian: tesseract-ocr, tesseract-ocr-vie) and try again, "
            "or ask for the electronic original.",
        }
        if "tried_vi" in values:
            how["todo_vi"] = "Hãy quét lại ở 300 dpi, đúng chiều, hoặc xin bản điện tử."
            how["todo_en"] = "Scan it again at 300 dpi, the right way up, or ask for the electronic original."
        super().__init__(name, **{**how, **values})

    @property
    def tried(self) -> bool:
        """Whether Tesseract looked."""
        return bool(self.values["tried_en"])


class SeveralDocuments(UnreadableFile):
    """An archive with more than one document in it; ``take_in_all`` reads each."""

    code = "several-documents"
    messages = {
        "vi": "{name} có {count} văn bản bên trong. Hãy giải nén rồi gửi từng tệp, hoặc dùng lệnh “dondoc read” để đọc tất cả.",
        "en": "{name} has {count} documents in it. Unpack it and send them one by one, or use “dondoc read” to read them all.",
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


class TooSlow(UnreadableFile):
    """Over a limit of time; the work was ended."""

    code = "too-slow"
    messages = {
        "vi": "{name} cần quá nhiều thời gian ({what}: giới hạn {seconds} giây). Hãy tách thành nhiều tệp nhỏ hơn rồi thử lại.",
        "en": "{name} takes too long ({what}: limit {seconds} seconds). Split it into smaller files and try again.",
    }
