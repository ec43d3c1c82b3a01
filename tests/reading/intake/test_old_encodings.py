"""Old encodings in real files: by the font of a run, by the text itself, beside Unicode in one file."""

from __future__ import annotations

import pytest

from dondoc.reading import read
from dondoc.reading.intake import take_in
from dondoc.reading.model import Format
from tests.reading.intake.building import PdfPage, docx, p, pdf, r, row, tbl
from tests.reading.script.encoding import encode, opened_as_windows

LINES = [
    "Kế hoạch rà soát, tổng hợp danh mục các cơ sở",
    "1. Sở Y tế chủ trì, phối hợp với các đơn vị liên quan thực hiện, báo cáo trước ngày 15/12/2026.",
    "2. Sở Nội vụ hướng dẫn nghiệp vụ cho cán bộ các phường.",
]


def old(text: str, name: str = "tcvn3") -> str:
    """`text` in an old encoding, as the characters a file of Unicode holds."""
    return opened_as_windows(encode(text, name))


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


class TestPlain:
    @pytest.mark.parametrize("name", ["tcvn3", "vni", "vps", "viscii", "windows-1258"])
    def test_an_eight_bit_file_is_read_and_noted(self, name: str) -> None:
        source = take_in(encode("\r\n".join(LINES), name), name="cv.txt")
        assert source.text == "\n".join(LINES)
        assert (source.format, source.notes) == (Format.PLAIN, (f"encoding-{name}",))

    def test_spans_count_characters_of_the_text_in_unicode(self) -> None:
        reading = read(encode("\n".join(LINES), "vni"))
        (body,) = reading.tasks[0].lead
        assert reading.quote(body.span) == "Sở Y tế"

    def test_an_old_text_saved_as_utf_8_is_read(self) -> None:
        assert take_in(old("\n".join(LINES)).encode()).text == "\n".join(LINES)


class TestWord:
    @pytest.mark.parametrize(("face", "name"), [(".VnTime", "tcvn3"), ("VNI-Times", "vni"), ("VPS Times", "vps"), ("VI Times", "viscii")])
    def test_runs_are_read_by_their_font(self, face: str, name: str) -> None:
        source = take_in(docx("".join(p(r(old(line, name), font(face))) for line in LINES)))
        assert source.text.split("\n") == LINES
        assert source.notes == (f"encoding-{name}",)

    def test_a_font_of_capitals_shows_capitals(self) -> None:
        body = p(r(old("ủy ban nhân dân tỉnh an phú hà"), font(".VnTimeH"))) + p(r(old(LINES[1]), font(".VnTime")))
        assert take_in(docx(body)).text.startswith("ỦY BAN NHÂN DÂN TỈNH AN PHÚ HÀ\n")

    def test_a_word_cut_into_runs_is_one_word(self) -> None:
        seen = old(LINES[1], "vni")
        runs = [r(seen[place : place + 3], font("VNI-Times")) for place in range(0, len(seen), 3)]
        assert take_in(docx(p(*runs))).text == LINES[1]

    def test_the_font_may_stand_in_the_style(self) -> None:
        style = f'<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr>{font(".VnTime")}</w:rPr></w:style>'
        assert take_in(docx("".join(p(r(old(line))) for line in LINES), styles=style)).text.split("\n") == LINES

    def test_the_font_may_be_that_of_the_whole_document(self) -> None:
        style = f"<w:docDefaults><w:rPrDefault><w:rPr>{font('VNI-Times')}</w:rPr></w:rPrDefault></w:docDefaults>"
        assert take_in(docx("".join(p(r(old(line, "vni"))) for line in LINES), styles=style)).text.split("\n") == LINES

    def test_without_a_font_the_text_itself_tells(self) -> None:
        assert take_in(docx("".join(p(old(line)) for line in LINES))).text.split("\n") == LINES

    def test_unicode_and_old_paragraphs_in_one_file_are_both_read(self) -> None:
        body = p(LINES[0]) + p(r(old(LINES[1]), font(".VnTime"))) + p(r(old(LINES[2], "vni"), font("VNI-Times")))
        source = take_in(docx(body))
        assert source.text.split("\n") == LINES
        assert set(source.notes) == {"encoding-tcvn3", "encoding-vni"}

    def test_a_line_of_two_fonts_is_read_in_both(self) -> None:
        body = p(r("Số 5: ", font("Times New Roman")), r(old(LINES[2]), font(".VnTime")))
        assert take_in(docx(body)).text == "Số 5: " + LINES[2]

    def test_unicode_that_kept_an_old_font_stays(self) -> None:
        assert take_in(docx("".join(p(r(line, font(".VnTime"))) for line in LINES))).text.split("\n") == LINES

    def test_cells_of_tables_are_read(self) -> None:
        cells = [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Rà soát danh mục", "Sở Y tế"], ["2", "Tổng hợp kết quả", "Sở Nội vụ"]]
        rows = [row(*(f"<w:tc>{p(r(old(cell), font('.VnTime')))}</w:tc>" for cell in line)) for line in cells]
        source = take_in(docx(tbl(*rows)))
        assert [cell.span.of(source.text) for cell in source.tables[0].cells] == [cell for line in cells for cell in line]


class TestPages:
    def test_the_font_of_an_element_tells(self) -> None:
        made = f'<html><body><p><font face=".VnTime">{old(LINES[1])}</font></p><p>{LINES[2]}</p>'
        assert take_in(made.encode()).text.split("\n") == LINES[1:]

    def test_the_style_of_an_element_tells(self) -> None:
        made = f"<html><body><div style=\"font-family:'VNI-Times',serif\"><p>{old(LINES[1], 'vni')}</p></div>"
        assert take_in(made.encode()).text == LINES[1]

    def test_a_page_of_eight_bits_is_read(self) -> None:
        made = "".join(f"<p>{line}</p>\n" for line in LINES)
        assert take_in(b"<html><body>" + encode(made, "tcvn3")).text.split("\n") == LINES


def test_a_pdf_in_an_old_font_is_read_by_its_text() -> None:
    page = PdfPage()
    for place, line in enumerate(LINES):
        page.text(85, 90 + 40 * place, old(line), size=10)
    source = take_in(pdf(page))
    assert [line for line in source.text.split("\n") if line] == LINES
    assert source.notes == ("encoding-tcvn3",)
