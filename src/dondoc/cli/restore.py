"""``dondoc restore FILE``: put a backup back; verified first, nothing lost that was there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from dondoc.cli.command import Command, option
from dondoc.cli.failures import talk
from dondoc.cli.keeping import worded
from dondoc.cli.language import Words, current
from dondoc.cli.office import data_option, folder, installed
from dondoc.office.place import VARIABLE

DONE = Words(
    "Đã phục hồi vào {path}: bản sao lưu lúc {made}, {files} tệp, nhật ký đến dòng {line}.",
    "Restored into {path}: backup of {made}, {files} files, journal up to line {line}.",
)
KEPT = Words("Dữ liệu trước đó được giữ ở {kept}.", "What was there before is kept in {kept}.")
NO_SECRET = Words(
    "Bản sao lưu không có khóa bí mật: hãy đặt DONDOC_SECRET_KEY như cũ, nếu không mọi người phải thêm lại xác thực hai lớp.",
    "The backup holds no secret: set DONDOC_SECRET_KEY as it was, or everybody has to add their second step again.",
)
MISSING = Words("Khi sao lưu đã thiếu {count} tệp, ví dụ {first}.", "{count} files were missing when it was made, such as {first}.")


@click.command(
    "restore",
    cls=Command,
    about=Words("Phục hồi văn phòng từ một tệp sao lưu.", "Restore the office from a backup."),
    details=(
        Words(
            "Kiểm tra từng byte trước khi động vào gì; tệp hỏng hoặc lạ thì từ chối. Hãy dừng dondoc serve trước.",
            "Verifies every byte before it touches anything; a damaged or foreign file is refused. Stop dondoc serve first.",
        ),
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
@option(
    "--replace",
    is_flag=True,
    words=Words("Thay dữ liệu đang có; dữ liệu cũ được giữ lại bên cạnh.", "Replace what is there; it is kept beside."),
)
def command(file: Path, data: Path | None, replace: bool) -> None:
    """Restore."""
    place = folder(data)
    with tempfile.TemporaryDirectory() as scratch:
        # Settings make a secret in their folder: not in the one to be restored.
        os.environ.update({VARIABLE: scratch, "DJANGO_SETTINGS_MODULE": "dondoc.office.settings"})
        with installed(), worded():
            from dondoc.office.keeping.restore import restore

            done = restore(file.expanduser().absolute(), place, replace=replace)
    manifest = done.manifest
    files = sum(name.startswith("files/") for name in manifest.members)
    click.echo(DONE.say(current(), path=place, made=manifest.made, files=files, line=manifest.journal[0]))
    if done.kept:
        click.echo(KEPT.say(current(), kept=done.kept))
    if "secret-key" not in manifest.members:
        talk(NO_SECRET)
    if manifest.missing:
        talk(MISSING, count=len(manifest.missing), first=manifest.missing[0])
