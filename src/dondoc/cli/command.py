"""Click's commands in two languages, and a group that imports a command only when it runs."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import click

from dondoc.cli.failures import EXTRA, BadValue
from dondoc.cli.language import LANGUAGES, Words, chosen, current, set_language

ARGUMENTS = Words("Tham số", "Arguments")
OPTIONS = Words("Tùy chọn", "Options")
COMMANDS = Words("Lệnh", "Commands")
USAGE = Words("Cách dùng: ", "Usage: ")
HELP = Words("In hướng dẫn này rồi thôi.", "Show this help and exit.")
LANG = Words("Ngôn ngữ của thông báo (biến môi trường DONDOC_LANG; mặc định vi).", "Language of messages (DONDOC_LANG; default vi).")
CLOSED_PIPE = 141

VIETNAMESE_USAGE = {"[OPTIONS]": "[TÙY CHỌN]", "COMMAND [ARGS]...": "LỆNH [THAM SỐ]…", "FILE": "TỆP", "FILE...": "TỆP…"}
"""Click's words in a line of usage."""


class Option(click.Option):
    """An option whose help is in both languages."""

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, in the language of `ctx`."""
        return (self.get_help_spec(ctx), self.words.say(current(ctx)))


option: Callable[..., Callable[[Callable[..., Any]], Callable[..., Any]]] = partial(click.option, cls=Option)
"""``click.option`` that takes ``words=Words(vi, en)`` for its help."""


class Command(click.Command):
    """A command whose help is in both languages; `details` follow `about`, a paragraph each."""

    def __init__(self, *args: Any, about: Words, details: Sequence[Words] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about, self.details = about, tuple(details)
        lang = Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, words=LANG)
        self.params.append(lang)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the language first: what follows may have to complain in it, also of arguments that are too many."""
        if ctx.parent is None:
            set_language(ctx, chosen(args))
        may_have_more, ctx.allow_extra_args = ctx.allow_extra_args, True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # Click leaves it out where an option has a value too few or too many
            raise
        ctx.allow_extra_args = may_have_more
        if rest and not may_have_more and not ctx.resilient_parsing:
            raise BadValue(EXTRA, args=" ".join(rest))
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's ``--help``, in the language of `ctx`."""
        found = super().get_help_option(ctx)
        if found:
            found.help = HELP.say(current(ctx))
        return found

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands after the command's name in the line of usage."""
        pieces = super().collect_usage_pieces(ctx)
        return [VIETNAMESE_USAGE.get(piece, piece) for piece in pieces] if current(ctx) == "vi" else pieces

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line of usage."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=USAGE.say(current(ctx)))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command is for."""
        for words in (self.about, *self.details):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(words.say(current(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, a line each."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) and isinstance(param, click.Option)]
        with formatter.section(OPTIONS.say(current(ctx))):
            formatter.write_dl(records)


class Entry(NamedTuple):
    """A command of the group: the module that has it as ``command``, and one line of help."""

    module: str
    about: Words


class LazyGroup(Command, click.Group):
    """Commands by name. Listing them imports none; running one imports that one."""

    def __init__(self, *args: Any, entries: dict[str, Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  Click's signature
        """The names, in the order a person meets them."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command `cmd_name`; ``None`` if there is none."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        found = importlib.import_module(entry.module).command
        assert isinstance(found, click.Command)
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(COMMANDS.say(current(ctx))):
            formatter.write_dl([(name, entry.about.say(current(ctx))) for name, entry in self.entries.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A reader of our output who has seen enough (``| head``) is no error to talk about."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            silence_stdout()
            ctx.exit(CLOSED_PIPE)
        return result


def silence_stdout() -> None:
    """Send what Python still holds for stdout nowhere, or it would complain while it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
