"""Scans: pictures of pages are read by Tesseract, straightened, in columns and tables; without it they are refused with what to install."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from dondoc.reading import read
from dondoc.reading.errors import DamagedFile, NoTextLayer, TooLarge, TooSlow
from dondoc.reading.intake import Options, limits, take_in
from dondoc.reading.intake.scan import skew, tesseract
from dondoc.reading.model import Format, SourceText
from tests.reading.intake.building import PdfPage, pdf
from tests.reading.intake.drawing import BODY, LEFT_HEADING, RIGHT_HEADING, ROWS, Paper, plan, saved, scanned


def distance(one: str, other: str) -> int:
    """How many letters differ (Levenshtein)."""
    above = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        row = [place]
        for column, against in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != against)))
        above = row
    return above[-1]


def says(source: SourceText, *texts: str, wrong: float = 0.02) -> bool:
    """Whether the source's words are those of `texts` in order, with few letters wrong."""
    expected, found = " ".join(" ".join(texts).split()), " ".join(source.text.split())
    return distance(found, expected) <= wrong * len(expected)


WHOLE = (
    *LEFT_HEADING, *RIGHT_HEADING, "KẾ HOẠCH", *BODY, *(cell for row in ROWS for cell in row),
    "Nơi nhận: - Như trên; - Lưu: VT. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn Mẫu",
)  # fmt: skip


@pytest.fixture(scope="module")
def clean() -> SourceText:
    return take_in(saved(plan()), name="quet.png")


class TestPages:
    def test_a_scanned_page_is_read_in_the_order_of_its_columns(self, clean: SourceText) -> None:
        assert (clean.format, clean.wrapped) == (Format.SCAN, True)
        assert says(clean, *WHOLE, wrong=0.01)

    def test_a_ruled_table_has_its_cells(self, clean: SourceText) -> None:
        (table,) = clean.tables
        assert [(cell.row, cell.column) for cell in table.cells] == [(row, column) for row in range(3) for column in range(4)]
        assert [cell.span.of(clean.text) for cell in table.cells][4:7] == ["1", "Rà soát quy chế làm việc", "Sở Nội vụ"]

    def test_the_confidence_of_each_page_is_kept(self, clean: SourceText) -> None:
        assert len(clean.page_confidence) == 1
        assert 0.8 < clean.page_confidence[0] <= 1
        assert "pages-recognised" in clean.notes

    def test_header_and_tasks_are_read_from_a_scan(self) -> None:
        reading = read(saved(plan()))
        assert reading.header.number is not None
        assert reading.header.number.value == "125/KH-UBND"
        assert reading.header.issuer is not None
        assert {task.lead[0].name for task in reading.tasks} >= {"Sở Nội vụ", "Sở Y tế"}

    @pytest.mark.parametrize("angle", [-3.0, 1.5])
    def test_a_skewed_and_grainy_page_reads_nearly_as_well(self, angle: float) -> None:
        assert says(take_in(saved(scanned(plan(), skew=angle, noise=20, blur=0.7))), *WHOLE)

    def test_a_page_on_its_side_is_turned(self) -> None:
        assert says(take_in(saved(plan().rotate(90, expand=True))), *WHOLE)

    def test_a_tiff_has_its_pages_in_order_and_they_are_counted(self) -> None:
        heard: list[tuple[int, int]] = []
        pages = [Paper().lines(85, 90, [f"Trang thứ {n} của văn bản có chữ.", *BODY]).image.convert("1") for n in ("nhất", "hai", "ba")]
        source = take_in(saved(*pages, form="TIFF"), options=Options(progress=lambda done, total: heard.append((done, total))))
        assert [source.text.find(f"Trang thứ {n}") >= 0 for n in ("nhất", "hai", "ba")] == [True] * 3
        assert source.text.find("nhất") < source.text.find("thứ hai") < source.text.find("thứ ba")
        assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]
        assert len(source.page_confidence) == 3

    @pytest.mark.parametrize("form", ["JPEG", "BMP", "WEBP", "GIF"])
    def test_other_pictures_are_read_too(self, form: str) -> None:
        page = Paper(150).lines(85, 90, BODY).image.crop((0, 0, 1240, 500))
        assert says(take_in(saved(page, form=form, dpi=None)), *BODY, wrong=0.04)

    def test_a_transparent_picture_lies_on_white_paper(self) -> None:
        page = Paper().lines(85, 90, BODY).image
        assert says(take_in(saved(Image.merge("LA", (Image.new("L", page.size, 0), page.point(lambda value: 255 - value))))), *BODY)


class TestPdf:
    def test_a_pdf_of_pictures_is_read(self) -> None:
        source = take_in(saved(plan(), form="PDF"))
        assert source.format is Format.PDF
        assert says(source, *WHOLE)
        assert len(source.tables) == 1

    def test_a_mixed_pdf_is_read_page_by_page(self) -> None:
        source = take_in(mixed())
        assert source.text.startswith("Trang này có lớp chữ")
        assert says(SourceText(source.text.split("\n\n", 1)[1]), *BODY)
        assert source.page_confidence[0] == 1.0
        assert 0.8 < source.page_confidence[1] < 1.0

    def test_the_words_of_a_stamp_do_not_make_a_scan_a_text(self) -> None:
        page = Paper().lines(85, 90, BODY).image
        assert says(take_in(picture_pdf(page, PdfPage().text(300, 800, "Ký bởi: Văn thư"))), *BODY, wrong=0.08)

    def test_a_signature_is_noted_and_the_text_read_as_it_is(self) -> None:
        plain = pdf(PdfPage().lines(85, 90, "Thực hiện chỉ đạo của Ủy ban nhân dân"))
        field = b"/Type /Catalog /Perms << /DocMDP << /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 10 20 30] >> >>"
        signed = take_in(plain.replace(b"/Type /Catalog", field))
        assert (take_in(plain).notes, signed.notes) == ((), ("signed",))
        assert signed.text == take_in(plain).text


def picture_pdf(page: Image.Image, over: PdfPage, *before: PdfPage) -> bytes:
    """A PDF whose last page is a picture with words of its own over it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf(*before, over))
    target = document[len(before)]
    bitmap = pypdfium2.PdfBitmap.from_pil(page.convert("RGB"))
    item = pypdfium2.PdfImage.new(document)
    item.set_bitmap(bitmap)
    item.set_matrix(pypdfium2.PdfMatrix().scale(*target.get_size()))
    target.insert_obj(item)
    target.gen_content()
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def mixed() -> bytes:
    text = PdfPage().lines(85, 90, "Trang này có lớp chữ, đọc thẳng từ tệp.")
    return picture_pdf(Paper().lines(85, 90, BODY).image, PdfPage(), text)


class TestLimits:
    @pytest.mark.parametrize("form", ["PNG", "PDF"])
    def test_without_tesseract_the_error_says_what_to_install(self, form: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(NoTextLayer) as refused:
            take_in(saved(Paper().image, plan(), form="PDF") if form == "PDF" else saved(plan()), name="quet")
        assert "tesseract-ocr-vie" in refused.value.message("vi")
        assert "1 trang" in refused.value.message("vi") or "2 trang" in refused.value.message("vi")

    def test_recognition_can_be_switched_off(self) -> None:
        with pytest.raises(NoTextLayer):
            take_in(saved(plan()), options=Options(ocr=False))
        assert "pages-without-text" in take_in(mixed(), options=Options(ocr=False)).notes

    def test_a_look_at_the_head_recognises_only_the_first_pages(self) -> None:
        source = take_in(saved(plan(), plan(), form="TIFF"), options=Options(ocr_pages=1))
        assert len(source.page_confidence) == 1
        assert "pages-not-recognised" in source.notes

    def test_a_picture_without_words_says_so(self) -> None:
        with pytest.raises(NoTextLayer) as refused:
            take_in(saved(Paper(100).image), name="trang-trang.png")
        assert "không nhận dạng được chữ nào" in refused.value.message("vi")

    def test_too_many_pages_are_refused_before_any_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "SCANNED_PAGES", 1)
        with pytest.raises(TooLarge):
            take_in(saved(plan(), plan(), form="TIFF"))

    def test_too_many_pixels_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "PIXELS", 1_000_000)
        with pytest.raises(TooLarge):
            take_in(saved(plan()))

    def test_a_page_that_takes_too_long_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "PAGE_SECONDS", 0.05)
        with pytest.raises(TooSlow):
            take_in(saved(plan()))

    def test_a_cut_picture_is_damaged(self) -> None:
        data = saved(plan())
        with pytest.raises(DamagedFile):
            take_in(data[: len(data) // 2])


@pytest.mark.parametrize("angle", [-4.2, -1.0, 0.0, 0.6, 3.3])
def test_the_angle_of_a_page_is_found_to_a_fifth_of_a_degree(angle: float) -> None:
    assert skew.angle_of(scanned(plan(), skew=angle)) == pytest.approx(-angle, abs=0.2)


def test_words_of_one_line_stand_at_one_height() -> None:
    heard = tesseract.listen(Paper().lines(85, 90, ["Ủy ban nhân dân tỉnh ban hành Kế hoạch"]).image, 300)
    assert max(word.middle for word in heard.words) - min(word.middle for word in heard.words) < 1
    assert all(14 < word.height < 18 for word in heard.words), "13 points at 1.15"
