#!/usr/bin/env python3
"""How fast the reader is on plain text, against a bare ``re`` scan for document numbers in the same run; and that its memory stays flat.

    .venv/bin/python bench/speed.py [--megabytes 2] [--texts FOLDER] [--files 1000] [--json]

One core, one process. The text is invented: dispatches put together from parts with other numbers, dates and places each, so that no two
are alike (about a citation every 900 bytes, as in real dispatches); or the ``.txt`` files of a folder. Seconds are of the processor, of
each text the best of nine, so that a busy machine shows least; MB are 10^6 bytes of UTF-8.
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
from pathlib import Path

from dondoc.reading import read_text
from dondoc.reading.citations import find_citations
from dondoc.reading.header import read_header
from dondoc.reading.model import SourceText
from dondoc.reading.outline import read_outline
from dondoc.reading.script import clean
from dondoc.reading.tasks import find_tasks

BARE = re.compile(r"\b\d{1,5}(?:/\d{4})?[/-][A-ZĐ][\wĐđ]*(?:[-/][A-ZĐ][\wĐđ]*)*")
"""What anyone would write first to find document numbers: the measure of the machine."""

ROUNDS = 9

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


def stages(text: str) -> dict[str, Callable[[], object]]:
    """The bare scan, the stages of a reading, and the whole of it, over one text."""
    source = SourceText(text=text)
    item = clean(source)
    header, _ = read_header(item, text)
    outline, citations = read_outline(item), find_citations(item, header=header)[0]
    return {
        "bare re": lambda: BARE.findall(item.text),
        "citations": lambda: find_citations(item),
        "cleaning": lambda: clean(source),
        "header": lambda: read_header(item, text),
        "outline": lambda: (read_outline(item), outline.divisions(item)),
        "tasks": lambda: find_tasks(source, item, outline, header, citations),
        "whole reading": lambda: read_text(text),
    }


def speeds(texts: Sequence[str]) -> dict[str, float]:
    """MB/s of each stage over `texts`; all are gone through `ROUNDS` times, so that a busy moment spoils one time of a text and not all."""
    works = [stages(text) for text in texts]
    seconds = [dict.fromkeys(work, float("inf")) for work in works]
    for _ in range(ROUNDS):
        for work, best in zip(works, seconds, strict=True):
            for name, run in work.items():
                start = time.process_time()
                run()
                best[name] = min(best[name], time.process_time() - start)
    size = sum(len(text.encode()) for text in texts) / 1e6
    return {name: size / sum(best[name] for best in seconds) for name in works[0]}


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
    parser.add_argument("--megabytes", type=float, default=2)
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="read the .txt files of a folder, not invented texts")
    parser.add_argument("--files", type=int, default=1000, help="readings for the memory figure; 0: leave it out")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rng = random.Random(20260101)
    held = memory(options.files, rng) if options.files else {}
    files = sorted(options.texts.glob("*.txt")) if options.texts else []
    texts = [path.read_text(encoding="utf-8") for path in files] or dispatches(options.megabytes, rng)
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
