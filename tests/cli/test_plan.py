"""``dondoc plan``: a dispatch in, the office's assignment table out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from dondoc.reading import read
from dondoc.reading.writers.planrows import COLUMNS, plan_table
from tests.cli.conftest import DISPATCH, PICTURE, names


def cells(path: Path) -> list[tuple[str, ...]]:
    """The table of a file, heading first, as text."""
    if path.suffix == ".xlsx":
        return [tuple(str(value) for value in row) for row in load_workbook(path).active.iter_rows(min_row=4, max_col=len(COLUMNS), values_only=True)]
    if path.suffix == ".docx":
        return [tuple(cell.text for cell in row.cells) for row in Document(path).tables[1].rows]
    return [tuple(row) for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))]


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".csv", ".XLSX"])
def test_the_name_says_which_kind_of_file_is_written(dondoc: Callable, dispatch: Path, suffix: str) -> None:
    target = dispatch.with_name(f"plan{suffix}")

    said = dondoc("plan", dispatch, "-o", target)

    rows = plan_table(read(dispatch)).rows
    assert (said.code, said.out) == (0, "")
    assert f"Đã ghi {len(rows)} nhiệm vụ vào {target}." in said.err
    lower = target.rename(target.with_suffix(suffix.lower()))
    assert cells(lower)[0] == COLUMNS
    assert [row[0] for row in cells(lower)[1:]] == [str(row.number) for row in rows]


def test_a_plan_that_comes_back_is_read_as_the_same_tasks(dondoc: Callable, dispatch: Path) -> None:
    dondoc("plan", dispatch, "-o", dispatch.with_name("plan.docx"))

    sent, come_back = (
        [
            (
                [body.name for body in task.lead],
                [body.name for body in task.coordinating],
                task.deadline and task.deadline.due,
            )
            for task in read(path).tasks
        ]
        for path in (dispatch, dispatch.with_name("plan.docx"))
    )
    assert come_back == sent != []


def test_another_suffix_is_refused_with_those_that_work(dondoc: Callable, dispatch: Path) -> None:
    said = dondoc("plan", dispatch, "-o", dispatch.with_name("plan.pdf"))

    assert said.code == 2
    assert ".xlsx, .docx hoặc .csv" in said.err


def test_the_document_itself_is_never_overwritten(dondoc: Callable, tmp_path: Path) -> None:
    source = tmp_path / "cv.csv"
    source.write_text(DISPATCH, encoding="utf-8")

    assert dondoc("plan", source, "-o", source).code == 2
    assert source.read_text(encoding="utf-8") == DISPATCH


def test_a_file_that_cannot_be_read_leaves_no_plan(dondoc: Callable, tmp_path: Path) -> None:
    (tmp_path / "anh.png").write_bytes(PICTURE)

    said = dondoc("plan", tmp_path / "anh.png", "-o", tmp_path / "plan.xlsx")

    assert said.code == 1
    assert str(tmp_path / "anh.png") in said.err
    assert names(tmp_path) == ["anh.png"]


def test_a_missing_file_is_named(dondoc: Callable, tmp_path: Path) -> None:
    said = dondoc("plan", tmp_path / "none.txt", "-o", tmp_path / "plan.csv")

    assert (said.code, said.err) == (1, f"Lỗi: {tmp_path / 'none.txt'}: không có tệp này. Hãy kiểm tra lại đường dẫn.\n")


def test_a_missing_folder_is_named_and_not_made(dondoc: Callable, dispatch: Path) -> None:
    target = dispatch.parent / "none" / "plan.csv"

    said = dondoc("plan", dispatch, "-o", target)

    assert said.code == 1
    assert str(target.parent) in said.err


def test_a_document_without_tasks_gives_an_empty_table_and_says_so(dondoc: Callable, tmp_path: Path) -> None:
    (tmp_path / "thu.txt").write_text("Hôm nay trời đẹp.\n", encoding="utf-8")

    said = dondoc("plan", tmp_path / "thu.txt", "-o", tmp_path / "plan.csv")

    assert said.code == 0
    assert "Không tìm thấy nhiệm vụ nào" in said.err
    assert cells(tmp_path / "plan.csv") == [COLUMNS]
