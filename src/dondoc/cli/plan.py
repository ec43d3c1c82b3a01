"""``dondoc plan``: a document in, its assignment table out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click

from dondoc.cli.command import Command, option
from dondoc.cli.failures import AS_IS, BadValue, Refusal, talk, unread
from dondoc.cli.language import Words, current
from dondoc.cli.outputs import written_whole
from dondoc.reading import UnreadableFile, read
from dondoc.reading.writers.planrows import PlanTable, plan_table

WRONG_SUFFIX = Words(
    "{path}: không biết ghi loại tệp này. Hãy đặt tên có đuôi .xlsx, .docx hoặc .csv.",
    "{path}: this kind of file can't be written. Choose a name that ends in .xlsx, .docx or .csv.",
)
OVER_SOURCE = Words("{path} chính là văn bản gốc. Hãy chọn tên khác cho bảng.", "{path} is the document itself. Choose another name.")
NO_TASKS = Words(
    "Không tìm thấy nhiệm vụ nào trong {file}; bảng chỉ có tiêu đề cột.", "No task was found in {file}; the table has only its headings."
)
WRITTEN = Words("Đã ghi {count} nhiệm vụ vào {path}.", "Wrote {count} tasks to {path}.")


def _xlsx(table: PlanTable, stream: BinaryIO) -> None:
    from dondoc.reading.writers.xlsx import write_xlsx

    write_xlsx(table, stream, made=datetime.now(UTC))


def _docx(table: PlanTable, stream: BinaryIO) -> None:
    from dondoc.reading.writers.docx import write_docx

    write_docx(table, stream, made=datetime.now(UTC))


def _csv(table: PlanTable, stream: BinaryIO) -> None:
    from dondoc.reading.writers.csvfile import write_csv

    write_csv(table, stream)


WRITERS: dict[str, Callable[[PlanTable, BinaryIO], None]] = {".xlsx": _xlsx, ".docx": _docx, ".csv": _csv}


@click.command(
    "plan",
    cls=Command,
    about=Words("Lập bảng phân công nhiệm vụ của một văn bản (XLSX, DOCX, CSV).", "Write a document's assignment table (XLSX, DOCX, CSV)."),
    details=(
        Words(
            "Mỗi nhiệm vụ một dòng: TT, nội dung, cơ quan chủ trì, phối hợp, thời hạn, sản phẩm, báo cáo, căn cứ. Điều văn bản không nói "
            "thì để trống. Loại tệp theo đuôi của tên sau -o; tệp cũ cùng tên bị thay.",
            "One row a task: number, what, lead, coordinating, deadline, product, report, basis. What the document does not say stays "
            "empty. The kind of file follows the name after -o; an older file of that name is replaced.",
        ),
        Words(
            "Mã thoát: 0 đã ghi; 1 không đọc hoặc không ghi được; 2 sai cách dùng.",
            "Exit code: 0 written; 1 not readable or not writable; 2 wrong usage.",
        ),
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="plan.xlsx",
    type=click.Path(path_type=Path),
    words=Words("Tệp kết quả: .xlsx, .docx hoặc .csv.", "The file to write: .xlsx, .docx or .csv."),
)
def command(file: Path, target: Path) -> None:
    """Read `file`, write its table to `target`."""
    write = WRITERS.get(target.suffix.lower())
    if write is None:
        raise BadValue(WRONG_SUFFIX, path=target)
    if target.exists() and file.exists() and target.samefile(file):
        raise BadValue(OVER_SOURCE, path=target)
    try:
        table = plan_table(read(file))
    except (OSError, UnreadableFile) as error:
        raise Refusal(AS_IS, why=unread(error, file, current())) from error
    try:
        with written_whole(target) as stream:
            write(table, stream)
    except OSError as error:
        raise Refusal(AS_IS, why=unread(error, target, current())) from error
    if not table.rows:
        talk(NO_TASKS, file=file)
    talk(WRITTEN, count=len(table.rows), path=target)
