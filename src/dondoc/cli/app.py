"""The commands, and what happens around them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from dondoc.cli.command import Entry, LazyGroup, option, silence_stdout
from dondoc.cli.failures import ERROR, Refusal, unread, usage
from dondoc.cli.language import Words, chosen

STOPPED = Words("Đã dừng.", "Stopped.")
STDOUT = Words("đầu ra", "the output")
STOPPED_CODE = 130

ENTRIES = {
    "read": Entry(
        "dondoc.cli.read",
        Words("Đọc văn bản: đầu đề, viện dẫn, nhiệm vụ, điều cần xem lại.", "Read documents: heading, citations, tasks, findings."),
    ),
    "plan": Entry(
        "dondoc.cli.plan",
        Words("Lập bảng phân công nhiệm vụ của một văn bản (XLSX, DOCX, CSV).", "Write a document's assignment table (XLSX, DOCX, CSV)."),
    ),
    "lint": Entry(
        "dondoc.cli.lint",
        Words("Soát dự thảo: điều gì khó theo dõi, đôn đốc được.", "Check a draft: what in it can't be followed up."),
    ),
    "serve": Entry(
        "dondoc.cli.serve",
        Words("Chạy phần văn phòng trên máy này, mở bằng trình duyệt.", "Run the office on this machine, for the browser."),
    ),
    "backup": Entry(
        "dondoc.cli.backup",
        Words("Sao lưu cả văn phòng vào một tệp, trong lúc vẫn chạy.", "Back the whole office up into one file, while it runs."),
    ),
    "restore": Entry("dondoc.cli.restore", Words("Phục hồi văn phòng từ một tệp sao lưu.", "Restore the office from a backup.")),
    "doctor": Entry(
        "dondoc.cli.doctor",
        Words("Khám: mọi thứ có ổn không, nếu không thì làm gì.", "Examine whether all is well, and what to do where it is not."),
    ),
    "audit": Entry("dondoc.cli.audit", Words("Nhật ký: kiểm tra chuỗi còn nguyên vẹn không.", "The journal: check that its chain holds.")),
}


def _print_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from importlib.metadata import version

    click.echo(f"dondoc {version('dondoc')}")
    ctx.exit()


@click.command(
    "dondoc",
    cls=LazyGroup,
    entries=ENTRIES,
    about=Words("Dondoc: từ văn bản chỉ đạo đến việc xong.", "Dondoc: from dispatch to done."),
    no_args_is_help=True,
)
@option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, words=Words("In phiên bản.", "Show the version.")
)
def app() -> None:
    """Hold the commands together; does nothing itself."""


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    words = list(sys.argv[1:] if args is None else args)
    language = chosen(words)
    try:
        return int(app.main(words, prog_name="dondoc", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as help_text:
        click.echo(help_text.format_message(), err=True)
        return 2
    except click.UsageError as error:
        click.echo(usage(error, language), err=True)
        return error.exit_code
    except Refusal as error:
        click.echo(ERROR.say(language, message=error.in_language(language)), err=True)
        return error.exit_code
    except OSError as error:
        silence_stdout()
        click.echo(ERROR.say(language, message=unread(error, STDOUT.say(language), language)), err=True)
        return 1
    except click.Abort:
        click.echo(STOPPED.say(language), err=True)
        return STOPPED_CODE
