"""Plain text: the file's own characters, whatever Unicode form they came in."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from dondoc.reading.errors import EmptyFile, UnknownFormat, UnsupportedFormat
from dondoc.reading.intake import take_in
from dondoc.reading.model import Format

TEXT = "Sở Y tế chủ trì, phối hợp với các đơn vị liên quan; báo cáo trước ngày 15/12/2025.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_give_the_same_text(encoding: str) -> None:
    source = take_in(TEXT.encode(encoding))
    assert source.text == TEXT
    assert source.format is Format.PLAIN


def test_a_big_endian_mark_is_left_out_of_the_text() -> None:
    assert take_in(b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT


def test_offsets_are_those_of_open(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_bytes("Số: 12/KH-UBND\r\nNgày 1\rNgày 2\n\n  Điều 1\u00a0\u200b\t".encode())
    assert take_in(path.read_bytes()).text == path.read_text(encoding="utf-8")


def test_decomposed_letters_stay_decomposed() -> None:
    decomposed = unicodedata.normalize("NFD", TEXT)
    assert take_in(decomposed.encode()).text == decomposed


def test_line_breaks_of_old_systems_become_newlines() -> None:
    assert take_in(b"mot\r\nhai\rba\n").text == "mot\nhai\nba\n"


def test_only_a_mark_at_the_start_is_dropped() -> None:
    assert take_in("\ufeffmột\ufeff hai".encode()).text == "một\ufeff hai"


def test_markdown_of_a_portal_is_plain_text() -> None:
    text = "# KẾ HOẠCH\n\n| TT | Nội dung |\n|---|---|\n<p>không phải trang web</p>\n"
    source = take_in(text.encode())
    assert (source.text, source.format) == (text, Format.PLAIN)


def test_a_text_cut_inside_a_letter_is_read_and_noted() -> None:
    source = take_in(("Thực hiện nhiệm vụ. " * 40 + "ế").encode()[:-1])
    assert source.text.endswith("\ufffd")
    assert source.notes == ("undecodable-bytes-replaced",)


def test_a_text_in_an_encoding_that_can_not_be_told_is_refused_with_the_way_out() -> None:
    text = "Le présent règlement français a été approuvé à la majorité.".encode("latin-1")
    with pytest.raises(UnsupportedFormat) as refused:
        take_in(text, name="cv-1203.txt")
    assert "không phải Unicode" in refused.value.message("vi")
    assert "UniKey" in refused.value.message("vi")
    assert refused.value.message("en").startswith("cv-1203.txt is text in an old 8-bit encoding")


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"van ban\0\0 nhi phan", b"\x01\x02\x03" * 50])
def test_bytes_that_are_no_text_are_no_known_format(data: bytes) -> None:
    with pytest.raises(UnknownFormat):
        take_in(data)


@pytest.mark.parametrize("data", [b"", b"\n\n \t", b"\0\0\0\0", "\ufeff".encode(), "\ufeff \n".encode("utf-16"), b"---\n***"])
def test_a_file_without_words_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        take_in(data)


def test_the_name_is_kept_and_says_nothing_about_the_format() -> None:
    source = take_in(TEXT.encode(), name="lừa.pdf")
    assert (source.name, source.format) == ("lừa.pdf", Format.PLAIN)
