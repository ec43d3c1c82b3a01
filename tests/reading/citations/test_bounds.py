"""The work stays in proportion to the text, whatever the text is."""

from __future__ import annotations

import time

import pytest

from dondoc.reading.citations import find_citations
from dondoc.reading.header import read_header
from dondoc.reading.model import SourceText
from dondoc.reading.script import clean

SIZE = 100_000
SECONDS = 3.0
"""Real texts of this size take a hundredth of a second; a quadratic rule takes minutes."""


@pytest.mark.parametrize(
    "piece",
    [
        "1/A",
        "Luật ",
        "LUẬT SỐ 12 ",
        "Luật sửa đổi, bổ sung một số điều của ",
        "Điều 1, Điều 2 và khoản 3 ",
        "Nghị định số 1/2020/NĐ-CP của An An An An ",
        "Nghị quyết số 5-NQ/TW (sau đây gọi tắt là Nghị quyết 5) ",
        "Nghị định số 1/2020/NĐ-CP “",
        "Nghị quyết Đại hội Đảng bộ a b c ",
        "Sở A và Sở B, Sở C tại Tờ trình số 1/TTr-SYT ",
        "Kính gửi: - A; - B;\n",
        "KT. CHỦ TỊCH\n",
        "A          ",
        "- Lưu: VT.          HIỆU TRƯỞNG\n",
        "Căn cứ sửa đổi thay thế Nghị định số 1/2020/NĐ-CP ",
        "Sở Y tế vừa ban hành Công văn số 1/SYT-VP về việc a\n",
        "UBND xã ban hành Quyết định về a.\n",
        "Luật Đất đai số 45/2013/QH13 và Luật Đất đai ",
        "; Quyết định số 5/QĐ-A",
    ],
)
def test_hostile_repetition_is_read_in_bounded_time(piece: str) -> None:
    source = piece * (SIZE // len(piece))
    text = clean(SourceText(text=source))
    start = time.process_time()
    find_citations(text)
    read_header(text, source)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", ["citations", "header", "confidence"])
def test_the_samples_of_the_documentation_hold(name: str) -> None:
    """Every ``python`` block of the stage's page runs."""
    import re
    from pathlib import Path

    page = Path(__file__).parents[3] / "docs" / "reader" / f"{name}.md"
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(block, {})
