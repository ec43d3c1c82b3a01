"""What holds for any bytes: a text or an error that says what to do, and spans that lie where they say."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading.errors import UnreadableFile
from dondoc.reading.intake import take_in
from dondoc.reading.model import SourceText
from tests.reading.intake.building import PdfPage, docx, item, level, numbering, p, pdf, row, tbl
from tests.reading.intake.test_opendocument import odt
from tests.reading.intake.test_packets import edoc_packet, message, qcvn_packet, zipped
from tests.reading.intake.test_spreadsheet import plan, saved

CELLS = [["TT", "Việc"], ["1", "Rà soát"], ["2", "Tổng hợp"]]
FILES = [
    "Sở Y tế chủ trì, báo cáo trước ngày 15/12/2025.\r\n".encode(),
    "Điều 1. Phạm vi".encode("utf-16"),
    "<html><body><ul><li>Sở A<li>Sở B</ul><table><tr><td>1<td rowspan=2>Sở A</tr><tr><td>2</tr></table></body></html>".encode(),
    docx(
        p("Kế hoạch") + item("một", 1) + tbl(row("TT", "Việc"), row("1", "Rà soát")),
        numbering=numbering(level(0, "decimal", "%1.")),
    ),
    pdf(PdfPage().lines(85, 90, "Thực hiện chỉ đạo của Ủy ban nhân dân").grid([85, 200, 300], [130, 150, 170, 190], CELLS)),
    odt("<text:p>Kế hoạch</text:p><text:list><text:list-item><text:p>Sở Y tế</text:p></text:list-item></text:list>"),
    saved(plan()),
    qcvn_packet(("cv.docx", docx(p("Giao Sở Y tế chủ trì"))), ("pl.txt", b"Phu luc")),
    edoc_packet("cv.docx", docx(p("Giao Sở Y tế chủ trì"))),
    message(("cv.docx", "application/msword", docx(p("Giao Sở Y tế chủ trì")))).as_bytes(),
    zipped(a__docx=docx(p("Giao Sở Y tế chủ trì"))),
]
"""Scans and what LibreOffice converts are in their own tests: a damaged picture costs seconds."""


def check(source: SourceText) -> None:
    """Spans lie inside the text, cells inside their table and beside each other, words without a table's frame."""
    assert source.text.strip()
    for table in source.tables:
        assert table.span.end <= len(source.text)
        assert table.cells
        assert all(table.span.contains(cell.span) for cell in table.cells if cell.span.end > cell.span.start)
        assert all(cell.span.of(source.text) == cell.span.of(source.text).strip() for cell in table.cells)
        assert all(before.span.end <= after.span.start for before, after in pairwise(table.cells))
        assert [(cell.row, cell.column) for cell in table.cells] == sorted({(cell.row, cell.column) for cell in table.cells})


def take_or_refuse(data: bytes) -> SourceText | None:
    refusal = None
    try:
        return take_in(data, name="tệp")
    except UnreadableFile as error:
        refusal = error
    assert all(refusal.message(language).startswith("tệp") for language in ("vi", "en"))
    return None


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_end_in_a_text_or_a_refusal(data: bytes) -> None:
    source = take_or_refuse(data)
    if source is not None:
        check(source)


@given(st.sampled_from(FILES), st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_ends_in_a_text_or_a_refusal(original: bytes, data: st.DataObject) -> None:
    damaged = bytearray(original)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    for candidate in (bytes(damaged), bytes(damaged[:cut])):
        source = take_or_refuse(candidate)
        if source is not None:
            check(source)


SOUP = """
    <p> </p> <table> <tr> <td> <td/colspan=2> <td/rowspan=3> <th> </table> <ul> <ol/start=3> <li> </ul> <br> <a> </a> <div> </div> <nav>
    </nav> <h1> </h1> <pre> </pre> <form> <input/type=password> Sở Điều&nbsp;1. Nơi&nbsp;nhận: x Bình&nbsp;luận <thead> <caption>
"""


@given(st.lists(st.sampled_from(SOUP.split()), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_soup_of_tags_ends_in_a_text_or_a_refusal(tags: list[str]) -> None:
    source = take_or_refuse(("<html>" + " ".join(tag.replace("/", " ") if "=" in tag else tag for tag in tags)).encode())
    if source is not None:
        check(source)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff", exclude_categories=("Cc", "Cs")), min_size=1))
@settings(deadline=None)
def test_a_text_comes_out_as_it_went_in(text: str) -> None:
    source = take_or_refuse(("Số " + text).encode())
    assert source is not None
    assert source.text == "Số " + text


@pytest.mark.parametrize("data", FILES)
def test_the_same_bytes_give_the_same_text(data: bytes) -> None:
    first = take_in(data)
    check(first)
    assert take_in(data) == first
