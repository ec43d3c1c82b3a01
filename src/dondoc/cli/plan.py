"""``dondoc plan``: a document in, its assignment table out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from dondoc.cli.command import Command, option
from dondoc.cli.failures import AS_IS, BadValue, Refusal, talk, unread
from dondoc.cli.inputs import FILE, check_regular, read_file, showing_pages
from dondoc.cli.language import Words, current
from dondoc.cli.outputs import written_whole
from dondoc.reading.findings import assignable
from dondoc.reading.writers.planrows import PlanTable, plan_table

if TYPE_CHECKING:
    from dondoc.reading.corrections import Correction

WRONG_SUFFIX = Words(
    "{path}: không biết ghi loại tệp này. Hãy đặt tên có đuôi .xlsx, .docx hoặc .csv.",
    "{path}: this kind of file can't be written. Choose a name that ends in .xlsx, .docx or .csv.",
)
OVER_SOURCE = Words("{path} chính là văn bản gốc. Hãy chọn tên khác cho bảng.", "{path} is the document itself. Choose another name.")
CORRECTIONS_ONLY = Words(
    "{path}: chỉ ghi được .json khi có --corrections. Hãy đặt tên có đuôi .xlsx, .docx hoặc .csv.",
    "{path}: .json is written only with --corrections. Choose a name that ends in .xlsx, .docx or .csv.",
)
OVER_EDITED = Words("{path} chính là bảng đã sửa. Hãy chọn tên khác.", "{path} is the edited table itself. Choose another name.")
CORRECTED = Words(
    "{path}: {changed} dòng sửa, {added} dòng thêm, {removed} dòng bỏ.",
    "{path}: {changed} rows changed, {added} added, {removed} removed.",
)
NOTHING_WRITTEN = Words(
    "Chưa ghi gì. Hãy sửa {count} ô nêu trên rồi chạy lại.", "Nothing was written. Mend the {count} cells above and run it again."
)
NO_TASKS = Words(
    "Không tìm thấy nhiệm vụ nào trong {file}; bảng chỉ có tiêu đề cột.", "No task was found in {file}; the table has only its headings."
)
TEXT_ONLY = Words(
    "{count} đoạn nói về tư tưởng, quan điểm của cá nhân chỉ hiển thị như nguyên văn (dondoc read), không đưa vào bảng: Dondoc chỉ theo "
    "dõi công việc của tổ chức.",
    "{count} passages are about what persons think or say: they are shown as text only (dondoc read) and not put into the table, as Dondoc "
    "follows the work of organisations.",
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


JSON = ".json"
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
            "Với --corrections, bảng đã sửa được đọc lại: sau -o là bảng mới đã có các chỗ sửa, hoặc tệp .json chỉ gồm các chỗ sửa. Ô "
            "không dùng được thì được nêu rõ dòng, cột và không ghi gì.",
            "With --corrections an edited table is read back: after -o stands a new table with the corrections made, or a .json of the "
            "corrections alone. Cells that can't be taken are named by row and column, and nothing is written.",
        ),
        Words(
            "Mã thoát: 0 đã ghi; 1 không đọc hoặc không ghi được; 2 sai cách dùng.",
            "Exit code: 0 written; 1 not readable or not writable; 2 wrong usage.",
        ),
    ),
)
@click.argument("file", metavar="FILE", type=FILE)
@option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="plan.xlsx",
    type=click.Path(path_type=Path),
    words=Words("Tệp kết quả: .xlsx, .docx hoặc .csv.", "The file to write: .xlsx, .docx or .csv."),
)
@option(
    "--corrections",
    "edited",
    metavar="edited.xlsx",
    type=FILE,
    words=Words("Bảng do dondoc plan ghi và đã được sửa.", "A table that dondoc plan wrote and a person edited."),
)
def command(file: Path, target: Path, edited: Path | None) -> None:
    """Read `file`, write its table to `target`; with `edited`, the table with that one's corrections, or the corrections alone."""
    suffix = target.suffix.lower()
    if suffix not in WRITERS and suffix != JSON:
        raise BadValue(WRONG_SUFFIX, path=target)
    if suffix == JSON and edited is None:
        raise BadValue(CORRECTIONS_ONLY, path=target)
    for source, words in ((file, OVER_SOURCE), (edited, OVER_EDITED)):
        if source and target.exists() and source.exists() and target.samefile(source):
            raise BadValue(words, path=target)
    with _faults(file):
        with showing_pages():
            reading = read_file(file)
        table, left_out = plan_table(reading), len(reading.tasks) - len(assignable(reading.tasks))
    corrections = _corrections(edited, table) if edited else ()
    with _faults(target), written_whole(target) as stream:
        if suffix == JSON:
            _json(table, corrections, stream)
        else:
            table = _made(table, corrections)
            WRITERS[suffix](table, stream)
    if left_out:
        talk(TEXT_ONLY, count=left_out)
    if not table.rows:
        talk(NO_TASKS, file=file)
    if suffix != JSON:
        talk(WRITTEN, count=len(table.rows), path=target)


def _corrections(edited: Path, table: PlanTable) -> tuple[Correction, ...]:
    from dondoc.reading.corrections import BadPlan, Change, read_plan

    with _faults(edited):
        check_regular(edited)
        try:
            corrections = read_plan(edited, written=table)
        except BadPlan as error:
            for row in error.errors:
                click.echo(row.message(current()), err=True)
            raise Refusal(NOTHING_WRITTEN, count=len(error.errors)) from error
    counts = {change.value: sum(item.change is change for item in corrections) for change in Change}
    talk(CORRECTED, path=edited, **counts)
    return corrections


def _made(table: PlanTable, corrections: tuple[Correction, ...]) -> PlanTable:
    if not corrections:
        return table
    from dondoc.reading.corrections import corrected

    return corrected(table, corrections)


def _json(table: PlanTable, corrections: tuple[Correction, ...], stream: BinaryIO) -> None:
    import json

    from dondoc.reading.corrections import to_data

    stream.write((json.dumps(to_data(table, corrections), ensure_ascii=False, indent=2) + "\n").encode())


@contextmanager
def _faults(file: Path) -> Iterator[None]:
    """Say what goes wrong with `file`, a fault of ours too, in the user's words."""
    try:
        yield
    except click.ClickException:
        raise
    except Exception as error:
        raise Refusal(AS_IS, why=unread(error, file, current())) from error
