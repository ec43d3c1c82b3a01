"""What the command line says when something is wrong: the thing, the place, the next step."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import click

from dondoc.cli.language import Language, Words, current
from dondoc.reading.errors import UnreadableFile

ERROR = Words("Lỗi: {message}", "Error: {message}")
SEE_HELP = Words("Xem hướng dẫn: {command} --help", "For help: {command} --help")
MAYBE = Words(" Có phải là {names}?", " Did you mean {names}?")

EXTRA = Words(
    "Thừa tham số: {args}. Hãy bỏ đi; tên có dấu cách thì đặt trong ngoặc kép.",
    "Too many arguments: {args}. Leave them out; put a name with spaces in quotes.",
)

USAGE: dict[str, Words] = {
    "NoSuchOption": Words("Không có tùy chọn {option_name}.", "There is no option {option_name}."),
    "NoSuchCommand": Words("Không có lệnh {command_name}.", "There is no command {command_name}."),
    "BadOptionUsage": Words("Tùy chọn {option_name} thiếu giá trị.", "Option {option_name} needs a value."),
    "BadOptionUsage of a flag": Words(
        "Tùy chọn {option_name} không nhận giá trị. Hãy bỏ phần sau dấu “=”.",
        "Option {option_name} takes no value. Leave out what follows “=”.",
    ),
    "MissingParameter": Words("Thiếu {hint}.", "{hint} is missing."),
    "BadParameter": Words("Giá trị của {hint} không dùng được: {message}", "Bad value for {hint}: {message}"),
}
"""Words by the name of Click's error; placeholders are its attributes."""

EXPECTED: dict[str, Words] = {
    "IntRange": Words("cần một số nguyên từ {min} trở lên", "a whole number from {min} is needed"),
    "IntRange to": Words("cần một số nguyên từ {min} đến {max}", "a whole number from {min} to {max} is needed"),
    "Choice": Words("chọn một trong: {choices}", "choose one of: {choices}"),
}
"""What an argument should have been, by the name of its type in Click (with `` to`` where it has a `max`); placeholders are that type's
attributes."""

OPENING: dict[int, Words] = {
    errno.ENOENT: Words("{name}: không có tệp này. Hãy kiểm tra lại đường dẫn.", "{name}: there is no such file. Check the path."),
    errno.EACCES: Words("{name}: không có quyền đọc hoặc ghi. Hãy xem lại quyền.", "{name}: permission denied. Check its permissions."),
    errno.EISDIR: Words("{name} là thư mục, ở đây cần một tệp.", "{name} is a folder; a file is needed here."),
    errno.ENOTDIR: Words("{name} không phải là thư mục. Hãy chọn nơi khác.", "{name} is not a folder. Choose another place."),
    errno.ENOSPC: Words("{name}: ổ đĩa đã đầy. Hãy dọn bớt rồi chạy lại.", "{name}: the disk is full. Make room and run it again."),
    errno.ENAMETOOLONG: Words("{name}: tên tệp quá dài. Hãy đặt tên ngắn hơn.", "{name}: the file name is too long. Choose a shorter one."),
}
OTHER_OPENING = Words("{name}: không mở hoặc ghi được ({why}).", "{name} can't be opened or written ({why}).")
AS_IS = Words("{why}", "{why}")
"""What was already said in the user's language."""
OWN_FAULT = Words(
    "{name}: Dondoc gặp lỗi của chính mình khi đọc ({why}). Hãy báo lại kèm tệp này nếu được.",
    "{name}: Dondoc itself failed while reading ({why}). Please report it, with the file if you may.",
)
DIED = Words(
    "{name}: tiến trình đọc bị dừng đột ngột (có thể hết bộ nhớ hoặc tệp hỏng). Hãy thử lại riêng tệp này.",
    "{name}: the process reading it died (out of memory, or a damaged file). Try this file alone.",
)


class Refusal(click.ClickException):
    """The work can't be done; `words` say why and what to do. Ends the program with code 1."""

    def __init__(self, words: Words, **values: object) -> None:
        self.words, self.values = words, values
        super().__init__(self.in_language("en"))

    def in_language(self, language: Language) -> str:
        """What to say."""
        return self.words.say(language, **self.values)


class BadValue(Refusal, click.UsageError):
    """An argument that can't be right, found only by the command itself. Ends the program with code 2."""

    exit_code = 2

    def __init__(self, words: Words, **values: object) -> None:
        Refusal.__init__(self, words, **values)
        self.ctx = click.get_current_context(silent=True)


def unread(error: Exception, path: Path | str, language: Language) -> str:
    """What to say of a file that gave `error` instead of a reading."""
    if isinstance(error, Refusal):
        return error.in_language(language)
    if isinstance(error, UnreadableFile):
        error.name = str(path)
        return error.message(language)
    if isinstance(error, OSError):
        words = OPENING.get(error.errno or 0, OTHER_OPENING)
        return words.say(language, name=error.filename or path, why=error.strerror or type(error).__name__)
    return OWN_FAULT.say(language, name=path, why=f"{type(error).__name__}: {error}")


def usage(error: click.UsageError, language: Language) -> str:
    """What to say of a wrong command line."""
    lines = [ERROR.say(language, message=_usage_message(error, language))]
    if error.ctx:
        lines.append(SEE_HELP.say(language, command=error.ctx.command_path))
    return "\n".join(lines)


def _usage_message(error: click.UsageError, language: Language) -> str:
    if isinstance(error, Refusal):
        return error.in_language(language)
    name = next((kind.__name__ for kind in type(error).__mro__ if kind.__name__ in USAGE), None)
    if name is None or language == "en":
        return error.format_message()
    words = USAGE[name + (" of a flag" if _is_about_a_flag(error) else "")]
    values: dict[str, Any] = {"hint": _hint(error), **vars(error), "message": _expected(error)}
    near = getattr(error, "possibilities", None)
    return words.say(language, **values) + (MAYBE.say(language, names=", ".join(near)) if near else "")


def _is_about_a_flag(error: click.UsageError) -> bool:
    """Whether an option that stands alone was given a value."""
    name, params = getattr(error, "option_name", None), error.ctx.command.params if error.ctx else ()
    return any(isinstance(param, click.Option) and param.is_flag and name in param.opts for param in params)


def _expected(error: click.UsageError) -> str:
    kind = getattr(getattr(error, "param", None), "type", None)
    words = EXPECTED.get(type(kind).__name__ + (" to" if getattr(kind, "max", None) is not None else ""))
    if words is None:
        return error.message
    values = {name: ", ".join(value) if name == "choices" else value for name, value in vars(kind).items()}
    return words.say("vi", **values) + "."


def _hint(error: click.UsageError) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return str(getattr(error, "param_hint", None) or "")
    return " / ".join(param.opts) if isinstance(param, click.Option) else "TỆP"


def talk(words: Words, **values: object) -> None:
    """Say something on stderr, in the language of the command that runs."""
    click.echo(words.say(current(), **values), err=True)
