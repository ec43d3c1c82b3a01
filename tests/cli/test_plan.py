"""``dondoc plan``: a dispatch in, the office's assignment table out."""

from __future__ import annotations

import csv
import io
import json
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
        rows = load_workbook(path).active.iter_rows(min_row=4, max_col=len(COLUMNS), values_only=True)
        return [tuple(str(value) for value in row) for row in rows]
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


def test_a_pipe_is_refused_at_once(process: Callable, pipe: Path, tmp_path: Path, dispatch: Path) -> None:
    for args in ((pipe, "-o", tmp_path / "plan.csv"), (dispatch, "--corrections", pipe, "-o", tmp_path / "plan.csv")):
        run = process("plan", *args)
        _, err = run.communicate(timeout=60)

        assert run.returncode == 1
        assert err.decode().startswith(f"Lỗi: {pipe} không phải là tệp thường")
    assert not (tmp_path / "plan.csv").exists()


def test_what_persons_think_is_left_out_of_the_table_and_that_is_said(dondoc: Callable, dispatch: Path) -> None:
    more = "\n2. Sở Nội vụ theo dõi, đánh giá tư tưởng chính trị của từng công chức, báo cáo trước ngày 30/4/2026.\n"
    dispatch.write_text(DISPATCH + more, encoding="utf-8")

    said = dondoc("plan", dispatch, "-o", dispatch.with_name("plan.csv"))

    assert said.code == 0
    assert "1 đoạn nói về tư tưởng, quan điểm của cá nhân chỉ hiển thị như nguyên văn" in said.err
    assert len(cells(dispatch.with_name("plan.csv"))) == 2, "the heading and the task that is work"


def test_a_plan_without_such_passages_says_nothing_of_them(dondoc: Callable, dispatch: Path) -> None:
    target = dispatch.with_name("plan.csv")

    assert dondoc("plan", dispatch, "-o", target) == (0, "", f"Đã ghi 1 nhiệm vụ vào {target}.\n")


@pytest.mark.parametrize("where", ["dondoc.cli.plan.plan_table", "dondoc.cli.plan.WRITERS"])
def test_a_fault_of_ours_is_said_in_words(dondoc: Callable, dispatch: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    def faulty(*_args: object) -> None:
        raise ZeroDivisionError("trong bộ đọc")

    monkeypatch.setattr(where, {".csv": faulty} if where.endswith("WRITERS") else faulty)
    target = dispatch.with_name("plan.csv")

    said = dondoc("plan", dispatch, "-o", target)

    assert (said.code, said.out) == (1, "")
    assert "Dondoc gặp lỗi của chính mình khi đọc (ZeroDivisionError: trong bộ đọc)" in said.err
    assert not target.exists()


def test_a_document_without_tasks_gives_an_empty_table_and_says_so(dondoc: Callable, tmp_path: Path) -> None:
    (tmp_path / "thu.txt").write_text("Hôm nay trời đẹp.\n", encoding="utf-8")

    said = dondoc("plan", tmp_path / "thu.txt", "-o", tmp_path / "plan.csv")

    assert said.code == 0
    assert "Không tìm thấy nhiệm vụ nào" in said.err
    assert cells(tmp_path / "plan.csv") == [COLUMNS]


class TestCorrections:
    @pytest.fixture
    def edited(self, dondoc: Callable, dispatch: Path) -> Path:
        """The dispatch's plan, with another lead and a new row."""
        path = dispatch.with_name("edited.xlsx")
        dondoc("plan", dispatch, "-o", path)
        book = load_workbook(path)
        book.worksheets[0]["C5"] = "Sở Nội vụ"
        book.worksheets[0]["B6"] = "Việc mới"
        book.save(path)
        return path

    def test_they_are_made_in_a_new_table(self, dondoc: Callable, dispatch: Path, edited: Path) -> None:
        target = dispatch.with_name("plan2.xlsx")

        said = dondoc("plan", dispatch, "--corrections", edited, "-o", target)

        assert (said.code, said.out) == (0, "")
        assert f"{edited}: 1 dòng sửa, 1 dòng thêm, 0 dòng bỏ." in said.err
        assert [(row[1], row[2]) for row in cells(target)[1:]] == [
            (cells(edited)[1][1], "Sở Nội vụ"),
            ("Việc mới", "None"),
        ]

    def test_they_are_data_by_themselves(self, dondoc: Callable, dispatch: Path, edited: Path) -> None:
        target = dispatch.with_name("corrections.json")

        assert dondoc("plan", dispatch, "--corrections", edited, "-o", target).code == 0

        changed, added = json.loads(target.read_text(encoding="utf-8"))["corrections"]
        assert changed["fields"] == {"lead": {"before": "Sở Y tế", "after": "Sở Nội vụ"}}
        assert DISPATCH[changed["start"] : changed["end"]].startswith("Sở Y tế")
        assert (added["change"], added["row"]) == ("added", 6)

    def test_a_cell_that_cannot_be_taken_is_named_and_nothing_is_written(self, dondoc: Callable, dispatch: Path, edited: Path) -> None:
        book = load_workbook(edited)
        book.worksheets[0]["E5"] = "31/02/2026"
        book.save(edited)

        said = dondoc("plan", dispatch, "--corrections", edited, "-o", dispatch.with_name("plan2.xlsx"))

        assert said.code == 1
        assert "Dòng 5, cột Thời hạn: “31/02/2026” không phải là một ngày có thật." in said.err
        assert not dispatch.with_name("plan2.xlsx").exists()

    def test_a_table_of_another_document_is_refused(self, dondoc: Callable, tmp_path: Path, edited: Path) -> None:
        other = tmp_path / "khac.txt"
        other.write_text(DISPATCH + "\n2. Sở Nội vụ tổng hợp.\n", encoding="utf-8")

        said = dondoc("plan", other, "--corrections", edited, "-o", tmp_path / "plan2.xlsx")

        assert said.code == 1
        assert "văn bản khác" in said.err

    def test_the_edited_table_is_never_overwritten(self, dondoc: Callable, dispatch: Path, edited: Path) -> None:
        assert dondoc("plan", dispatch, "--corrections", edited, "-o", edited).code == 2

    def test_json_is_for_corrections_only(self, dondoc: Callable, dispatch: Path) -> None:
        said = dondoc("plan", dispatch, "-o", dispatch.with_name("plan.json"))

        assert said.code == 2
        assert ".xlsx, .docx hoặc .csv" in said.err
