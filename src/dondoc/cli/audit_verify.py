"""``dondoc audit verify``: whether somebody touched the journal."""

from __future__ import annotations

from pathlib import Path

import click

from dondoc.cli.audit import VERIFY
from dondoc.cli.command import Command, option
from dondoc.cli.failures import BadValue, Refusal
from dondoc.cli.language import Words, current
from dondoc.cli.office import data_option, open_office

WHOLE = Words("Nhật ký nguyên vẹn: {count} dòng. Dòng cuối {head}", "The journal is whole: {count} entries. Last entry {head}")
BROKEN = Words(
    "Nhật ký bị đứt ở dòng {line}: {why}. Hãy giữ nguyên dữ liệu, sao một bản và đối chiếu với bản sao lưu.",
    "The journal is broken at line {line}: {why}. Keep the data as it is, take a copy and compare it with a backup.",
)
WHY = {
    "missing": Words("thiếu dòng", "a line is missing"),
    "unlinked": Words("không nối với dòng trước", "it does not follow the line before"),
    "changed": Words("nội dung đã bị sửa", "what it says was changed"),
    "cut": Words("dòng đã ghi lại trước đây không còn hoặc khác đi", "the line noted before is gone or another"),
}
NOT_A_NOTE = Words(
    "--noted cần dạng SỐ:MÃ như lệnh này in ra, ví dụ 1204:9f1c…", "--noted takes NUMBER:HASH as this command prints it, such as 1204:9f1c…"
)


def _noted(text: str) -> tuple[int, str]:
    number, _colon, digest = text.partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise BadValue(NOT_A_NOTE)
    return int(number), digest


@click.command(
    "verify",
    cls=Command,
    about=VERIFY,
    details=(
        Words(
            "In số dòng và mã của dòng cuối: ghi lại ở nơi khác để lần sau (--noted) thấy cả khi các dòng cuối bị cắt bỏ.",
            "Prints number and hash of the last entry: note them elsewhere, and --noted shows next time if entries were cut off.",
        ),
    ),
)
@data_option
@option("--noted", metavar="N:HASH", words=Words("Dòng cuối đã ghi lại lần trước.", "The last entry noted before."))
def command(data: Path | None, noted: str | None) -> None:
    """Check; exit code 1 where the chain is broken."""
    note = _noted(noted) if noted else None
    open_office(data)
    from dondoc.office.audit import chain

    check = chain.verify()
    if not check:
        raise Refusal(BROKEN, line=check.broken_at, why=WHY[check.why].say(current()))
    if note and not chain.has(*note):
        raise Refusal(BROKEN, line=note[0], why=WHY["cut"].say(current()))
    number, digest = chain.head()
    click.echo(WHOLE.say(current(), count=check.entries, head=f"{number}:{digest}"))
