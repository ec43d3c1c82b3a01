"""Scans: letters misread, and the time our way around Tesseract takes, on pages drawn here (font Tinos, 300 dpi).

    .venv/bin/python bench/ocr.py [PAGES]

Each kind of page is drawn PAGES times (default 2) with other words and saved as one PDF of pictures. "ours" is `take_in` of that PDF: it
draws, straightens, recognises and lays out the pages. "alone" is drawing the pages and Tesseract by itself on them, as many at once, with
its own segmentation (psm 3) and with ours (psm 6). Seconds are of the processor, all processes, a page. CER: letters wrong in a hundred,
order included.
"""

from __future__ import annotations

import os
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from dondoc.reading.intake import take_in
from dondoc.reading.intake.pdf.pictures import rendered
from dondoc.reading.intake.scan import tesseract
from tests.reading.intake.drawing import Paper, saved, scanned
from tests.reading.intake.test_scan import distance

KINDS = {
    "clean": {},
    "skew 0.7°, grain": {"skew": 0.7, "noise": 15},
    "skew 1.5°, grain, blur": {"skew": -1.5, "noise": 30, "blur": 1.0},
    "skew 3°, grain": {"skew": 3.0, "noise": 25, "blur": 0.5},
}
BODIES = ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính", "Ủy ban nhân dân xã Bến Lở", "Công an tỉnh An Phú Hà", "Văn phòng Ủy ban nhân dân tỉnh"]
WORK = [
    "rà soát, sửa đổi quy chế làm việc", "tổng hợp kết quả thực hiện, báo cáo theo quy định",
    "xây dựng kế hoạch kiểm tra các cơ sở trên địa bàn",
    "hướng dẫn nghiệp vụ cho đội ngũ công chức", "đẩy mạnh tuyên truyền, phổ biến pháp luật",
]  # fmt: skip


def page(chance: random.Random) -> tuple[Image.Image, str]:
    """A full page with heading, text, table and foot, and what it says in reading order."""
    number, day = chance.randint(1, 900), f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/2026"
    paper, words = Paper(), []
    left = ["ỦY BAN NHÂN DÂN", "TỈNH AN PHÚ HÀ", f"Số: {number}/KH-UBND"]
    place_and_date = f"An Phú Hà, ngày 05 tháng {chance.randint(1, 12)} năm 2026"
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", place_and_date]
    for column, pitch, texts in ((165, 17, left), (410, 20, right)):
        for place, line in enumerate(texts):
            paper.text(column, 60 + place * pitch, line, size=12, bold=place == 0, centred=True)
        words += texts
    paper.text(297, 135, "KẾ HOẠCH", size=14, bold=True, centred=True)
    lines = []
    for place in range(1, 6):
        lines += [
            f"{place}. Giao {chance.choice(BODIES)} chủ trì, phối hợp với {chance.choice(BODIES)}",
            f"{chance.choice(WORK)}; {chance.choice(WORK)},",
            f"hoàn thành trước ngày {chance.randint(1, 28)}/{chance.randint(1, 12)}/2026.",
        ]
    paper.lines(85, 170, lines)
    rows = [["TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn"]]
    tasks = ["Rà soát quy chế làm việc", "Tập huấn cán bộ cơ sở"]
    rows += [[str(n), chance.choice(tasks), chance.choice(BODIES[:3]), day] for n in range(1, 6)]
    paper.grid([85, 115, 300, 420, 540], 480, rows)
    foot = ["Nơi nhận:", "- Như trên;", "- Các sở, ban, ngành;", "- Lưu: VT."]
    for place, line in enumerate(foot):
        paper.text(85, 640 + place * 14, line, size=11 if place else 12)
    signed = [(640, "TM. ỦY BAN NHÂN DÂN"), (657, "CHỦ TỊCH"), (730, "Nguyễn Văn Mẫu")]
    for y, line in signed:
        paper.text(420, y, line, bold=True, centred=True)
    words += ["KẾ HOẠCH", *lines, *(cell for row in rows for cell in row), *foot, *(line for _, line in signed)]
    return paper.image, " ".join(words)


def spent() -> float:
    """Seconds of the processor so far, with programs that have ended."""
    return sum(os.times()[:4])


def alone(data: bytes, pages: int, mode: str) -> float:
    """Seconds that drawing the pages and Tesseract by itself take."""
    from dondoc.reading.intake import limits, programs

    started = spent()
    pictures = [saved(picture.image, form="PPM", dpi=None) for picture in rendered(data, list(range(pages)))]
    command = [tesseract.program() or "tesseract", "stdin", "stdout", "--psm", mode, "--dpi", "300", "-l", "vie"]

    def run(picture: bytes) -> object:
        return programs.run(command, seconds=limits.PAGE_SECONDS, what="OCR", stdin=picture, env=tesseract.ONE_THREAD)

    with ThreadPoolExecutor(min(pages, os.cpu_count() or 1)) as pool:
        list(pool.map(run, pictures))
    return spent() - started


def main(pages: int) -> None:
    print(f"{'':24}{'CER':>8}{'sure':>7}{'s/page':>8}{'alone psm 3':>13}{'alone psm 6':>13}{'ratio 3':>9}{'ratio 6':>9}")
    sums = [0.0, 0.0, 0.0]
    for name, how in KINDS.items():
        chance = random.Random(7)
        drawn = [page(chance) for _ in range(pages)]
        data = saved(*(scanned(image, **how) for image, _ in drawn), form="PDF")
        started = spent()
        source = take_in(data)
        ours = spent() - started
        three, six = alone(data, pages, "3"), alone(data, pages, "6")
        truth, found = " ".join(" ".join(words for _, words in drawn).split()), " ".join(source.text.split())
        wrong = 100 * distance(found, truth) / len(truth)
        sure = sum(source.page_confidence) / pages
        print(
            f"{name:24}{wrong:7.2f}%{sure:7.2f}{ours / pages:8.2f}{three / pages:13.2f}{six / pages:13.2f}"
            f"{ours / three:9.2f}{ours / six:9.2f}",
            flush=True,
        )
        sums = [total + more for total, more in zip(sums, (ours, three, six), strict=True)]
    print(f"{'all':24}{'':15}{sums[0] / pages / len(KINDS):8.2f}{'':26}{sums[0] / sums[1]:9.2f}{sums[0] / sums[2]:9.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
