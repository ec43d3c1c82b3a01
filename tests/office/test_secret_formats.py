"""A secrecy mark is seen in every format, before anything is stored: in scans, old files, packets, and in each file of an archive."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dondoc.office.registry.secrecy import mark_in
from tests.reading.intake.building import docx, p
from tests.reading.intake.drawing import Paper, saved
from tests.reading.intake.test_opendocument import odt
from tests.reading.intake.test_opendocument import p as odt_p
from tests.reading.intake.test_packets import message, qcvn_packet, zipped

LINES = ["ỦY BAN NHÂN DÂN TỈNH AN PHÚ HÀ", "TỐI MẬT", "Số: 12/UBND-NC", "Kính gửi: Sở Y tế", "Giao Sở Y tế chủ trì thực hiện."]
SECRET = docx("".join(map(p, LINES)))
OPEN = docx("".join(map(p, [LINES[0], *LINES[2:]])))


def sheet() -> bytes:
    book, target = Workbook(), io.BytesIO()
    assert isinstance(book.active, Worksheet)
    for line in LINES:
        book.active.append([line])
    book.save(target)
    return target.getvalue()


def rtf(words: str) -> str:
    return "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in words)


def page() -> Paper:
    return Paper().lines(85, 80, LINES, pitch=26)


FILES = {
    "DOCX": SECRET,
    "ODT": odt("".join(map(odt_p, LINES))),
    "RTF": ("{\\rtf1 " + "\\par ".join(map(rtf, LINES)) + "}").encode(),
    "XLSX": sheet(),
    "scan": saved(page().image),
    "PDF of a scan": saved(page().image, form="PDF"),
    "edXML": qcvn_packet(("cv.docx", SECRET)),
    "e-mail": message(("cv.docx", "application/msword", SECRET)).as_bytes(),
    "archive": zipped(cv__docx=SECRET),
    "archive of several": zipped(a__docx=OPEN, b__docx=SECRET),
    "archive in an archive": zipped(a__docx=OPEN, b__zip=zipped(c__docx=OPEN, d__docx=SECRET)),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_mark_is_seen_in(kind: str) -> None:
    assert mark_in(FILES[kind], kind) == "TỐI MẬT"


@pytest.mark.parametrize("data", [OPEN, zipped(a__docx=OPEN, b__docx=OPEN)])
def test_a_document_without_a_mark_has_none(data: bytes) -> None:
    assert mark_in(data, "cv") is None
