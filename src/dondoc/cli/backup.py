"""``dondoc backup FILE``: database, files and secret in one archive, while the office runs."""

from __future__ import annotations

from pathlib import Path

import click

from dondoc.cli.command import Command, option
from dondoc.cli.failures import talk
from dondoc.cli.keeping import worded
from dondoc.cli.language import Words, current
from dondoc.cli.office import data_option, folder, installed

DONE = Words(
    "{path}: {files} tệp, cơ sở dữ liệu {kind}, {size} MB, nhật ký đến dòng {line}; đã đọc lại và khớp.",
    "{path}: {files} files, {kind} database, {size} MB, journal up to line {line}; read back and found right.",
)
MISSING = Words(
    "Thiếu {count} tệp mà cơ sở dữ liệu nhắc tới, ví dụ {first}. Bản sao lưu vẫn dùng được; hãy chạy dondoc doctor --all-files.",
    "{count} files the database names are missing, such as {first}. The backup can be used; run dondoc doctor --all-files.",
)


@click.command(
    "backup",
    cls=Command,
    about=Words("Sao lưu cả văn phòng vào một tệp, trong lúc vẫn chạy.", "Back the whole office up into one file, while it runs."),
    details=(
        Words(
            "Gồm cơ sở dữ liệu tại một thời điểm, mọi tệp gốc, khóa bí mật và mã băm. Ai có tệp này đọc được mọi thứ: hãy cất kỹ.",
            "Holds the database of one moment, all original files, the secret and hashes. Who has it reads everything: keep it safe.",
        ),
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@data_option
@option("--replace", is_flag=True, words=Words("Thay bản sao lưu cũ cùng tên.", "Replace an older backup of that name."))
@click.pass_context
def command(ctx: click.Context, file: Path, data: Path | None, replace: bool) -> None:
    """Write it; exit code 1 where a file is missing."""
    with installed(), worded():
        from dondoc.office.keeping.backup import back_up

        made = back_up(folder(data), file.expanduser().absolute(), replace=replace)
    files = sum(name.startswith("files/") for name in made.members)
    said = {"path": file, "files": files, "kind": made.database, "size": -(-file.stat().st_size // 1_000_000), "line": made.journal[0]}
    click.echo(DONE.say(current(), **said))
    if made.missing:
        talk(MISSING, count=len(made.missing), first=made.missing[0])
        ctx.exit(1)
