"""``dondoc audit``: what is done with the journal."""

from __future__ import annotations

import click

from dondoc.cli.command import Entry, LazyGroup
from dondoc.cli.language import Words

VERIFY = Words("Đi hết chuỗi nhật ký, chỉ ra dòng đầu tiên không khớp.", "Walk the journal; tell the first line that does not hold.")


@click.command(
    "audit",
    cls=LazyGroup,
    about=Words("Nhật ký: kiểm tra chuỗi còn nguyên vẹn không.", "The journal: check that its chain holds."),
    entries={"verify": Entry("dondoc.cli.audit_verify", VERIFY)},
    no_args_is_help=True,
)
def command() -> None:
    """Hold the commands together; does nothing itself."""
