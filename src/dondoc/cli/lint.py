"""``dondoc lint``: what in a draft cannot be followed up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from dondoc.cli.command import Command, option
from dondoc.cli.failures import Refusal, talk, unread
from dondoc.cli.inputs import FILE, read_file, showing_pages
from dondoc.cli.language import Language, Words, current
from dondoc.cli.read import NO_FILES, found
from dondoc.reading.lint import LEVELS, Note, lint, to_data
from dondoc.reading.model import Severity
from dondoc.reading.writers.planrows import clean
from dondoc.reading.writers.summary import excerpt

FOUND = 1
SEVERITIES = {
    Severity.ERROR: Words("lỗi", "error"),
    Severity.WARNING: Words("cảnh báo", "warning"),
    Severity.INFO: Words("lưu ý", "info"),
}
LINE = "{path}:{note.line}:{note.column}: {severity} [{note.code}] “{words}”\n    {message}\n"
SUGGESTION = "    → {suggestion}\n"
CLEAN = Words("{files} văn bản: không có gì phải sửa.", "{files} documents: nothing to mend.")
COUNT = Words("{files} văn bản: {count} chỗ cần sửa.", "{files} documents: {count} things to mend.")


@click.command(
    "lint",
    cls=Command,
    about=Words("Soát dự thảo: điều gì khó theo dõi, đôn đốc được.", "Check a draft: what in it can't be followed up."),
    details=(
        Words(
            "Nêu việc không có người làm, không thời hạn, không sản phẩm, thời hạn sai hoặc mơ hồ, số và ký hiệu trái tên loại, viện dẫn "
            "sai ngày, thiếu năm hoặc đã hết hiệu lực (theo bảng kèm chương trình). Mỗi chỗ có dòng, cột, nguyên văn, mã quy tắc và gợi ý.",
            "Names tasks with nobody to do them, no deadline, no product, deadlines that are wrong or vague, numbers against their kind, "
            "and citations with a wrong date, without year or out of force (by the tables of this program). Each with line, column, words, "
            "rule and a suggestion.",
        ),
        Words(
            "Mã thoát: 0 không có gì từ mức --level trở lên; 1 có, hoặc có tệp không đọc được; 2 sai cách dùng.",
            "Exit code: 0 nothing of --level or above; 1 something, or a file that can't be read; 2 wrong usage.",
        ),
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@option(
    "--level",
    type=click.Choice([level.value for level in reversed(LEVELS)]),
    default=Severity.WARNING.value,
    words=Words("Mức thấp nhất cần nêu (mặc định warning).", "The least level to report (default warning)."),
)
@option("--json", "as_json", is_flag=True, words=Words("Kết quả là JSON, mỗi tệp một dòng.", "Results as JSON, one line a file."))
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], level: str, as_json: bool) -> None:
    """Check each of `files`; see the option texts."""
    sources = list(found(files))
    if not sources:
        raise Refusal(NO_FILES)
    language, count, failed = current(ctx), 0, 0
    for path, name in sources:
        try:
            with showing_pages():
                notes = lint(read_file(path, name=name), Severity(level))
        except Exception as error:  # noqa: BLE001  a fault of ours in one file must not cost the other files
            click.echo(unread(error, path, language), err=True)
            failed += 1
            continue
        count += len(notes)
        click.echo(_json(path, notes) if as_json else _text(path, notes, language), nl=as_json)
    if failed < len(sources):
        talk(COUNT if count else CLEAN, files=len(sources) - failed, count=count)
    if count or failed:
        ctx.exit(FOUND)


def _json(path: Path, notes: tuple[Note, ...]) -> str:
    data: dict[str, Any] = {"file": str(path), "findings": [to_data(note) for note in notes]}
    return json.dumps(data, ensure_ascii=False)


def _text(path: Path, notes: tuple[Note, ...], language: Language) -> str:
    return "".join(_entry(path, note, language) for note in notes)


def _entry(path: Path, note: Note, language: Language) -> str:
    severity = SEVERITIES[note.severity].say(language)
    entry = LINE.format(path=path, note=note, severity=severity, words=excerpt(note.words), message=clean(note.message(language)))
    suggestion = note.suggestion(language)
    return entry + (SUGGESTION.format(suggestion=suggestion) if suggestion else "")
