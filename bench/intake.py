"""How fast intake is, format by format, against the cheapest thing one could do with the same bytes.

    .venv/bin/python bench/intake.py

The documents are built here, all with the same words: a plan of ten A4 pages (about 20,000 characters and a table of 40 rows). Each figure
is the median of nine runs; the ratio is to decoding (text), to parsing (web page, DOCX) or to PDFium's own plain text (PDF).
"""

from __future__ import annotations

import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree, html

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from dondoc.reading.intake import take_in
from tests.reading.intake.building import PdfPage, docx, item, level, numbering, p, pdf, row, tbl

RUNS = 9
PAGES = 10
SENTENCE = "Giao Sở Y tế chủ trì, phối hợp với các đơn vị liên quan tổ chức thực hiện, báo cáo trước ngày 15/12/2026. "
PARAGRAPHS = [SENTENCE * 3] * 60
ROWS = [[str(n), "Rà soát, tổng hợp danh mục các cơ sở", "Sở Y tế", f"{n % 28 + 1}/9/2026"] for n in range(1, 41)]


def as_html() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in ROWS)
    menu = "".join(f"<li><a href=#>Mục {n}</a>" for n in range(40))
    text = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return f"<html><body><nav><ul>{menu}</ul></nav><div class=content>{text}<table>{rows}</table></div></body></html>".encode()


def as_docx() -> bytes:
    body = "".join(item(words, 1) for words in PARAGRAPHS) + tbl(*(row(*cells) for cells in ROWS)) + p("Hết.")
    return docx(body, numbering=numbering(level(0, "decimal", "%1.")))


def as_pdf() -> bytes:
    """Eight pages of 36 lines and two with 20 ruled rows each."""
    pages = [PdfPage().lines(60, 80, *[SENTENCE[:72]] * 36) for _ in range(PAGES - 2)]
    for part in (ROWS[:20], ROWS[20:]):
        pages.append(PdfPage().grid([60, 90, 330, 430, 530], [80 + 22 * n for n in range(21)], part))
    return pdf(*pages)


def bare_docx(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return etree.fromstring(made.read("word/document.xml"))


def bare_pdf(data: bytes) -> object:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def median_seconds(work: Callable[[bytes], object], data: bytes) -> float:
    work(data)
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work(data)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    text = "\n".join(PARAGRAPHS).encode()
    cases: list[tuple[str, bytes, Callable[[bytes], object]]] = [
        ("text", text * 50, lambda data: data.decode()),
        ("web page", as_html(), html.document_fromstring),
        ("docx, 10 pages", as_docx(), bare_docx),
        ("pdf, 10 pages", as_pdf(), bare_pdf),
    ]
    print(f"{'':16}{'bytes':>10}{'ms':>9}{'MB/s':>8}{'pages/s':>9}{'ratio':>7}")
    for name, data, bare in cases:
        seconds = median_seconds(take_in, data)
        pages = f"{PAGES / seconds:9.0f}" if "pages" in name else " " * 9
        ratio = seconds / median_seconds(bare, data)
        print(f"{name:16}{len(data):10}{seconds * 1000:9.2f}{len(data) / seconds / 1e6:8.1f}{pages}{ratio:7.1f}")


if __name__ == "__main__":
    main()
