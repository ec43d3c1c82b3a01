#!/usr/bin/env python3
"""How fast the reader is on plain text, against a bare ``re`` scan for document numbers in the same run; and that its memory stays flat.

    .venv/bin/python bench/speed.py [--megabytes 10] [--files 1000] [--json]

One core, one process. The text is invented: dispatches put together from parts with other numbers, dates and places each, so \
that no two
are alike (about a citation every 900 bytes, as in real dispatches). Times are the best of three; MB are 10^6 bytes of UTF-8.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence

from dondoc.reading import read_text
from dondoc.reading.citations import find_citations
from dondoc.reading.header import read_header
from dondoc.reading.model import SourceText
from dondoc.reading.script import clean

BARE = re.compile(r"\b\d{1,5}(?:/\d{4})?[/-][A-ZĐ][\wĐđ]*(?:[-/][A-ZĐ][\wĐđ]*)*")
"""What anyone would write first to find document numbers: the measure of the machine."""

PLACES = ("An Phú Hà", "Sông Trà", "Bến Lở", "Hòa Thượng", "Vĩnh Đò")
FIELDS = ("y tế", "giáo dục", "phòng cháy, chữa cháy", "chuyển đổi số", "an toàn thực phẩm", "cải cách hành chính")
LAWS = ("Luật Đất đai", "Luật Ngân sách nhà nước", "Luật Khiếu nại số 02/2011/QH13", "Bộ luật Lao động", "Luật Thanh tra năm 2022")

HEAD = """ỦY BAN NHÂN DÂN
TỈNH {PLACE}
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {n}/KH-UBND
{place}, ngày {d:02d} tháng {m:02d} năm {y}

KẾ HOẠCH
Triển khai công tác {field} trên địa bàn tỉnh {place} năm {y}

Thực hiện Nghị định số {n}/{y}/NĐ-CP ngày {d:02d} tháng {m:02d} năm {y} của Chính phủ về công tác {field}; Kết luận số {d}-KL/TW \
ngày {d}/{m}/{y} của Bộ Chính trị \
về tiếp tục nâng cao hiệu quả công tác {field}, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
"""
PLAIN = """1. Nâng cao nhận thức, trách nhiệm của các cấp ủy, tổ chức đảng, chính quyền, người đứng đầu cơ quan, đơn vị, địa \
phương và Nhân dân về công tác {field}; \
kịp thời phát hiện, tháo gỡ khó khăn, vướng mắc trong quá trình triển khai thực hiện, bảo đảm đồng bộ, thống nhất, hiệu quả, phù \
hợp với tình hình thực tế \
của tỉnh {place} trong giai đoạn {y}-2030; phấn đấu đạt {d},{m}% kế hoạch.

"""
CITING = """2. Tổ chức thực hiện nghiêm khoản {d} Điều {m} {law} và Quyết định số {n}/QĐ-UBND ngày {d:02d}/{m:02d}/{y} của UBND \
tỉnh {place} về việc phê duyệt Đề án {field}.

"""
TASK = """3. Sở Y tế chủ trì, phối hợp với Sở Tài chính, UBND các xã, phường rà soát, hoàn thiện quy định về {field}; báo cáo Ủy \
ban nhân dân tỉnh trước ngày \
{d:02d}/{m:02d}/{y}.

"""
TAIL = """Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định./.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn Bến
"""


def dispatch(rng: random.Random) -> str:
    """One invented dispatch of about 9 kB."""
    parts = [HEAD, *rng.choices((PLAIN, PLAIN, CITING, TASK), k=16), TAIL]

    def fill(part: str) -> str:
        place = rng.choice(PLACES)
        return part.format(
            place=place,
            PLACE=place.upper(),
            field=rng.choice(FIELDS),
            law=rng.choice(LAWS),
            n=rng.randint(1, 4000),
            d=rng.randint(1, 28),
            m=rng.randint(1, 12),
            y=rng.randint(2012, 2026),
        )

    return "".join(map(fill, parts))


def dispatches(megabytes: float, rng: random.Random) -> list[str]:
    """Invented dispatches, `megabytes` (10^6 bytes of UTF-8) of them."""
    texts: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        texts.append(dispatch(rng))
        size += len(texts[-1].encode())
    return texts


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the quickest of `times` runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def speeds(texts: Sequence[str]) -> dict[str, float]:
    """MB/s of each stage over `texts`."""
    sources = [SourceText(text=text) for text in texts]
    cleaned = [clean(source) for source in sources]
    size = sum(len(text.encode()) for text in texts) / 1e6
    clean_size = sum(len(item.text.encode()) for item in cleaned) / 1e6
    stages: dict[str, tuple[float, Callable[[], object]]] = {
        "bare re": (clean_size, lambda: [BARE.findall(item.text) for item in cleaned]),
        "citations": (clean_size, lambda: [find_citations(item) for item in cleaned]),
        "header": (clean_size, lambda: [read_header(item) for item in cleaned]),
        "cleaning": (size, lambda: [clean(source) for source in sources]),
        "cleaning + citations": (size, lambda: [find_citations(clean(source)) for source in sources]),
        "whole reading": (size, lambda: [read_text(text) for text in texts]),
    }
    return {name: amount / best(work) for name, (amount, work) in stages.items()}


def memory(files: int, rng: random.Random) -> dict[str, float]:
    """Peak memory (MB) after a tenth of `files` readings and after all of them: the same where nothing is kept."""

    def peak() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    early = 0.0
    for i in range(files):
        read_text(dispatch(rng))
        if i == files // 10:
            early = peak()
    return {"after a tenth": early, "after all": peak()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--files", type=int, default=1000, help="readings for the memory figure; 0: leave it out")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rng = random.Random(20260101)
    held = memory(options.files, rng) if options.files else {}
    texts = dispatches(options.megabytes, rng)
    size = sum(len(text.encode()) for text in texts)
    cited = sum(len(read_text(text).citations) for text in texts[:50])
    found = speeds(texts)
    if options.json:
        json.dump({"mb_per_s": found, "memory_mb": held}, sys.stdout)
        return
    print(f"{size / 1e6:.1f} MB, {len(texts)} documents, about {cited / min(50, len(texts)):.0f} citations each")
    for name, value in found.items():
        print(f"{name:22} {value:8.1f} MB/s   {value / found['bare re']:6.3f} of the bare scan")
    for name, value in held.items():
        print(f"memory {name:15} {value:8.1f} MB  ({options.files} files)")


if __name__ == "__main__":
    main()
