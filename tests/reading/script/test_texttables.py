"""Tables of plain text."""

from __future__ import annotations

import time

import pytest

from dondoc.reading.script.texttables import text_tables

BARRED = "| TT | Nhiệm vụ | Chủ trì |\n|---|---|---|\n| 1 | Rà soát tài sản | Sở Tài chính |\n| 2 | Lập kế hoạch | Sở Nội vụ |"
OPEN = "TT | Nhiệm vụ | Chủ trì\n1 | Rà soát tài sản | Sở Tài chính\n2 | Lập kế hoạch | Sở Nội vụ"
TABBED = "TT\tNhiệm vụ\tChủ trì\n1\tRà soát tài sản\tSở Tài chính\n2\tLập kế hoạch\tSở Nội vụ"


@pytest.mark.parametrize("text", [BARRED, OPEN, TABBED])
def test_a_table_is_found_however_its_cells_are_parted(text: str) -> None:
    (table,) = text_tables(f"Các nhiệm vụ:\n{text}\nNơi nhận:")
    words = [cell.span.of(f"Các nhiệm vụ:\n{text}\nNơi nhận:") for cell in table.cells]
    assert words == ["TT", "Nhiệm vụ", "Chủ trì", "1", "Rà soát tài sản", "Sở Tài chính", "2", "Lập kế hoạch", "Sở Nội vụ"]


def test_a_line_with_one_bar_is_no_row() -> None:
    assert text_tables("Sở Y tế | Sở Nội vụ\nSở Tài chính | Sở Tư pháp\nSở Xây dựng | Sở Công Thương") == ()


def test_long_lines_beside_a_table_cost_time_by_their_length_and_not_its_square() -> None:
    start = time.process_time()
    (table,) = text_tables("rà soát tài sản công " * 20_000 + "\n" + BARRED)
    assert len(table.cells) == 9
    assert time.process_time() - start < 2
