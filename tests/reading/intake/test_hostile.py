"""Files made to take the machine down: each ends in a typed error, soon, whatever the format."""

from __future__ import annotations

import io
import re
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator

import pytest

from dondoc.reading.errors import DamagedFile, EmptyFile, TooLarge, UnreadableFile, Words
from dondoc.reading.intake import limits, take_in
from tests.reading.intake.building import NAMESPACES, PdfPage, docx, p, package, pdf, row, tbl

SOON = 20.0
"""Seconds, generous for a busy machine; what is tested here would take minutes or forever."""


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < SOON


def pdf_of(content: bytes) -> bytes:
    """A PDF of one page with this content stream."""
    made = pdf(PdfPage().text(80, 80, "Chỉ thị"))
    *_, stream = re.finditer(rb"/Length \d+ /Filter /FlateDecode >>\nstream\n([\s\S]*?)\nendstream", made)
    packed = zlib.compress(content, 9)
    head = b"/Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    return made[: stream.start()] + head + packed + b"\nendstream" + made[stream.end() :]


class TestPackages:
    def test_a_part_that_lies_about_its_size_is_damaged(self) -> None:
        made = bytearray(docx(p("a" * 3_000_000)))
        with zipfile.ZipFile(io.BytesIO(made)) as package_:
            real = struct.pack("<I", package_.getinfo("word/document.xml").file_size)
        assert real in made
        with pytest.raises(DamagedFile):
            take_in(bytes(made.replace(real, struct.pack("<I", 100))))

    def test_parts_that_share_their_bytes_count_each(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "UNPACKED_BYTES", 5_000_000)
        words = "".join(map(str, range(300_000)))  # packs badly, so that the ratio says nothing
        with pytest.raises(TooLarge, match="unpacked"):
            take_in(package({f"word/{name}.xml": words for name in ("document", "a", "b", "c")}))

    def test_more_tags_than_memory_are_refused_before_they_are_parsed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "XML_TAGS", 1_000)
        with pytest.raises(TooLarge, match="XML tags"):
            take_in(docx("<w:p/>" * 1_001))

    def test_a_laughing_attribute_is_refused(self) -> None:
        entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
        document = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><w:document {NAMESPACES} x="&a9;"><w:body/></w:document>'
        with pytest.raises(DamagedFile):
            take_in(package({"word/document.xml": document}))

    def test_entities_of_parameters_are_refused(self) -> None:
        document = f'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]><w:document {NAMESPACES}><w:body/></w:document>'
        with pytest.raises(DamagedFile):
            take_in(package({"word/document.xml": document}))

    def test_styles_based_on_each_other_in_a_ring_do_not_hang(self) -> None:
        ring = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 500}"/></w:style>' for n in range(500))
        body = "".join(p(f"đoạn {n}", ppr=f'<w:pStyle w:val="s{n}"/>') for n in range(500))
        assert take_in(docx(body, styles=ring)).text.startswith("đoạn 0\nđoạn 1")

    def test_a_wide_table_is_read(self) -> None:
        source = take_in(docx(tbl(*(row(*(f"{n}.{m}" for m in range(60))) for n in range(200)))))
        assert len(source.tables[0].cells) == 12_000


class TestPages:
    def test_more_tags_than_memory_are_refused_before_they_are_parsed(self) -> None:
        with pytest.raises(TooLarge, match="tags"):
            take_in(b"<html>" + b"<b>" * (limits.TAGS + 1))

    def test_a_tag_of_a_million_attributes_is_read(self) -> None:
        assert take_in(b"<html><p " + b"a=b " * 1_000_000 + b">Chi thi").text == "Chi thi"

    def test_cells_that_span_each_other_do_not_hang(self) -> None:
        made = b"<html><table>" + b"<tr>" + b"<td rowspan=60000 colspan=60000>x" * 2_000 + b"<tr><td>y<td>z"
        assert take_in(made).text.startswith("x")

    def test_a_page_of_open_comments_is_empty(self) -> None:
        with pytest.raises(EmptyFile):
            take_in(b"<html>" + b"<!--" * 500_000)


class TestPdf:
    def test_a_stream_of_nothing_is_no_text(self) -> None:
        with pytest.raises(UnreadableFile):
            take_in(pdf_of(b" " * 50_000_000))

    def test_a_drawing_of_a_hundred_thousand_lines_is_read_without_tables(self) -> None:
        words = "Chi thi nam 2026".encode("utf-16-be").hex().encode()
        assert take_in(pdf_of(b"0 0 m 9 9 l S " * 100_000 + b"BT /F1 12 Tf 80 700 Td <" + words + b"> Tj ET")).text == "Chi thi nam 2026"

    def test_states_nested_without_end_are_no_text(self) -> None:
        with pytest.raises(UnreadableFile):
            take_in(pdf_of(b"q " * 1_000_000))

    @pytest.mark.parametrize("nested", [b"[" * 500_000 + b"]" * 500_000, b"<<" * 200_000 + b">>" * 200_000, b"(" * 500_000])
    def test_objects_nested_without_end_are_damaged(self, nested: bytes) -> None:
        with pytest.raises(UnreadableFile):
            take_in(b"%PDF-1.4\n1 0 obj\n" + nested + b"\nendobj\ntrailer<</Root 1 0 R>>")

    def test_pages_in_a_ring_are_read_once(self) -> None:
        made = pdf(PdfPage().text(80, 80, "Chỉ thị của tỉnh An Phú Hà"))
        ring = re.sub(rb"/Type /Pages /Count 1 /Kids \[(\d+) 0 R\]", rb"/Type /Pages /Count 99999999 /Kids [2 0 R \1 0 R 2 0 R]", made)
        assert ring != made
        assert take_in(ring).text == "Chỉ thị của tỉnh An Phú Hà"

    @pytest.mark.parametrize("box", ["0 0 1e38 1e38", "0 0 -5 -5", "0 0 0 0", "9 9 1 1", "nan nan 1 1"])
    def test_a_page_of_any_size_does_no_harm(self, box: str) -> None:
        made = pdf(PdfPage().text(80, 80, "Chỉ thị của tỉnh An Phú Hà")).replace(b"[0 0 595 842]", f"[{box}]".encode())
        try:
            text = take_in(made).text
        except UnreadableFile:
            return
        assert "Ch" in text


class TestText:
    def test_one_endless_line_is_read(self) -> None:
        data = b"a " * 5_000_000
        assert len(take_in(data).text) == len(data)

    def test_one_endless_line_of_an_old_encoding_is_read(self) -> None:
        assert take_in(("Céng hßa x· héi chñ " * 100_000).encode()).text.startswith("Cộng hòa xã hội chủ Cộng")


class TestWords:
    """What a limit says is in one language at a time."""

    def test_a_pair_is_told_apart(self) -> None:
        error = TooLarge("tep", what="số trang / pages", size=5, limit=4)
        assert error.message("vi") == "tep quá lớn (số trang: 5, giới hạn 4). Hãy tách thành nhiều tệp nhỏ hơn."
        assert error.message("en") == "tep is too large (pages: 5, limit 4). Split it into smaller files."

    def test_what_stands_before_a_colon_is_said_in_both(self) -> None:
        assert Words.of("word/document.xml: XML hỏng / broken XML") == ("word/document.xml: XML hỏng", "word/document.xml: broken XML")

    def test_a_pair_is_kept_when_an_error_is_given_a_name(self) -> None:
        with pytest.raises(DamagedFile) as refused:
            take_in(b"PK\x03\x04word/document.xml", name="tep")
        assert "gói ZIP không mở được)" in refused.value.message("vi")
        assert "(the ZIP package does not open)" in refused.value.message("en")
