"""What a file is, is seen in its bytes; what we don't read gets an error that names it and the next step."""

from __future__ import annotations

import io
import zipfile

import pytest

from dondoc.reading.errors import DamagedFile, ProtectedFile, TooLarge, UnknownFormat, UnreadableFile, UnsupportedFormat
from dondoc.reading.intake import kinds, limits, take_in
from dondoc.reading.intake.formats import FORMATS, find
from dondoc.reading.model import Format
from tests.reading.intake.building import PdfPage, docx, p, pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(*names: str, first: bytes = b"x") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in names:
            made.writestr(name, first)
    return target.getvalue()


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"Ch\xe1\xbb\x89 th\xe1\xbb\x8b", Format.PLAIN),
        ("<!DOCTYPE html><p>Chỉ thị".encode(), Format.HTML),
        ("\ufeff <HTML><body>Chỉ thị".encode("utf-16"), Format.HTML),
        (docx(p("Chỉ thị")), Format.WORD),
        (pdf(PdfPage().text(80, 80, "Chỉ thị của Ủy ban nhân dân")), Format.PDF),
        (b"\n\n" + pdf(PdfPage().text(80, 80, "Chỉ thị của Ủy ban nhân dân")), Format.PDF),
    ],
)
def test_the_format_is_found_from_the_bytes(data: bytes, format_: Format) -> None:
    assert take_in(data, name="ten-bat-ky.xyz").format is format_


@pytest.mark.parametrize(
    ("data", "what", "todo"),
    [
        (ole("Workbook"), "Excel cũ (.xls)", "XLSX"),
        (ole("PowerPoint Document"), ".ppt", "DOCX"),
        (ole("__properties_version1.0"), ".msg", "đính kèm"),
        (OLE, "Office cũ", "DOCX"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), ".pptx", "DOCX"),
        (zipped("mimetype", first=b"application/vnd.oasis.opendocument.spreadsheet"), ".ods", "XLSX"),
        (b"Rar!\x1a\x07\x01\x00", "RAR", "giải nén"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(20), "7-Zip", "giải nén"),
        (b"\x1f\x8b\x08" + bytes(20), "nén", "giải nén"),
        (b"\0\0\0\x0cftypheic" + bytes(20), "HEIC", "OCR"),
        (b'From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n', "MHTML", "HTML"),
        (b'<?xml version="1.0"?><data/>', "XML", "DOCX"),
        (b"MZ\x90\0" + bytes(60), "chương trình", "DOCX"),
    ],
)
def test_a_kind_we_do_not_read_is_named_with_what_to_do(data: bytes, what: str, todo: str) -> None:
    with pytest.raises(UnsupportedFormat) as refused:
        take_in(data, name="tep-goc")
    vietnamese = refused.value.message("vi")
    assert vietnamese.startswith("tep-goc là ")
    assert what in vietnamese
    assert todo in vietnamese
    assert refused.value.message("en").startswith("tep-goc is ")


def test_an_encrypted_docx_is_protected() -> None:
    with pytest.raises(ProtectedFile) as refused:
        take_in(ole("EncryptedPackage"), name="mat-khau.docx")
    assert "Hãy bỏ mật khẩu" in refused.value.message("vi")


@pytest.mark.parametrize("text", ["BM.01 Biểu mẫu tổng hợp", "MZ là ký hiệu", "From: đơn vị\nNơi gửi", "RTF là gì"])
def test_a_text_that_starts_like_a_signature_is_a_text(text: str) -> None:
    assert take_in(text.encode()).text == text


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04word/document.xml", b"%PDF-1.7\nkhong co gi", b"\x89PNG\r\n\x1a\n" + bytes(20), docx(p("Chỉ thị"))[:300]],
    ids=["zip", "pdf", "picture", "word"],
)
def test_a_wrong_signature_or_a_cut_file_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        take_in(data)


@pytest.mark.parametrize("data", [zipped("cv.txt")[:40], zipped()], ids=["cut", "empty"])
def test_an_archive_that_is_cut_or_empty_is_damaged_and_not_a_kind_we_do_not_read(data: bytes) -> None:
    with pytest.raises(DamagedFile) as refused:
        take_in(data, name="goi.zip")
    assert refused.value.message("vi").startswith("goi.zip bị hỏng (gói ZIP rỗng hoặc không mở được).")
    assert refused.value.message("en").startswith("goi.zip is damaged (the ZIP archive is empty or does not open).")


def test_a_file_over_the_limit_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 2_000_000)
    with pytest.raises(TooLarge) as refused:
        take_in(b"a" * 2_600_000, name="phu-luc.txt")
    assert "3 MB" in refused.value.message("vi")
    assert "2 MB" in refused.value.message("vi")


def test_every_kind_has_words_and_a_next_step_in_both_languages() -> None:
    for kind in (*kinds.KINDS, kinds.LEGACY_TEXT):
        error = kind.refusal()
        for language in ("vi", "en"):
            message = error.message(language)
            assert message.endswith(".")
            assert "{" not in message


def test_every_format_has_exactly_one_row() -> None:
    assert sorted(format_ for format_, _ in FORMATS) == sorted(Format)


def test_no_format_takes_what_a_signature_claims() -> None:
    assert find(b"Rar!\x1a\x07\x01\x00") is None


def test_what_nothing_takes_is_unknown() -> None:
    with pytest.raises(UnknownFormat) as refused:
        take_in(b"\x00\x01\x02\x03 la gi", name="tep")
    assert isinstance(refused.value, UnreadableFile)
    assert refused.value.code == "unknown-format"
