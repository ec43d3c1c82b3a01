"""``dondoc read``: documents in, readings out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import click

from dondoc.cli.bulk import Died, work_through
from dondoc.cli.command import Command, option
from dondoc.cli.failures import AS_IS, DIED, BadValue, Refusal, talk, unread
from dondoc.cli.language import Language, Words, current
from dondoc.cli.outputs import name_outputs, written_whole

FAILED = 1
HIDDEN = (".", "~$")
"""How names begin that no person gave to a document: hidden files, Word's locks."""
CLUTTER = frozenset({"thumbs.db", "desktop.ini"})

NOTHING_HERE = Words("{folder}: trong thư mục không có tệp nào.", "{folder}: there is no file in this folder.")
SAME_FOLDER = Words(
    "{folder} là thư mục đang đọc; lần sau kết quả sẽ bị đọc như văn bản. Hãy chọn thư mục khác sau -o.",
    "{folder} is the folder being read; next time its results would be read as documents. Choose another folder after -o.",
)
NO_FILES = Words("Không có tệp nào để đọc.", "There is no file to read.")
SUMMARY = Words("Đã đọc {read}/{total} tệp; {failed} tệp không đọc được.", "Read {read} of {total} files; {failed} could not be read.")
PROGRESS = Words("Đang đọc", "Reading")


class Job(NamedTuple):
    """A file to read. `name` is what its reading calls it; without a `target` the result goes to stdout."""

    path: Path
    name: str
    target: Path | None


class Outcome(NamedTuple):
    """What came of a job: bytes for stdout (none where they are in a file), or what went wrong, in the user's words."""

    output: bytes | None = None
    error: str | None = None


class Form(NamedTuple):
    """How readings are printed: :data:`WRITERS` by `name`; `one_line` where several objects share a stream."""

    name: str
    one_line: bool
    language: Language


def as_json(path: Path, name: str, form: Form) -> str:
    """The reading of `path` as :mod:`dondoc.reading.writers.jsonform` has it."""
    import json

    from dondoc.reading import read
    from dondoc.reading.writers.jsonform import to_data

    return json.dumps(to_data(read(path, name=name)), ensure_ascii=False, indent=None if form.one_line else 2)


def as_text(path: Path, name: str, form: Form) -> str:
    """The reading of `path` for a person."""
    from dondoc.reading import read
    from dondoc.reading.writers.summary import to_text

    return to_text(read(path, name=name), form.language) + ("\n" if form.one_line else "")


WRITERS: dict[str, tuple[Callable[[Path, str, Form], str], str]] = {"json": (as_json, ".json"), "text": (as_text, ".txt")}
"""By the option's name: the function, and the suffix of files."""


def read_one(job: Job, *, form: Form) -> Outcome:
    """Read one file. Whatever goes wrong is the outcome of this file alone."""
    write, _ = WRITERS[form.name]
    try:
        output = (write(job.path, job.name, form) + "\n").encode("utf-8", "backslashreplace")
        if job.target is None:
            return Outcome(output=output)
        with written_whole(job.target) as stream:
            stream.write(output)
    except Exception as error:  # noqa: BLE001  a fault of ours in one file must not cost the other files
        return Outcome(error=unread(error, job.path, form.language))
    return Outcome()


def found(paths: Iterable[Path], *, leave_out: Path | None = None) -> Iterator[tuple[Path, str]]:
    """Every file to read and its name: `paths` themselves, and all files below those that are folders, by name.

    A file found in a folder is named by its way from there. Nothing below `leave_out` (where results go) is read.
    """
    away = leave_out.resolve() if leave_out else None
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        if path.resolve() == away:
            raise BadValue(SAME_FOLDER, folder=path)
        inside = [file for file in _walk(path) if away is None or away not in file.resolve().parents]
        if not inside:
            talk(NOTHING_HERE, folder=path)
        yield from ((file, file.relative_to(path).as_posix()) for file in inside)


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(HIDDEN))
        for name in sorted(files):
            file = Path(here, name)
            if not name.startswith(HIDDEN) and name.casefold() not in CLUTTER and file.is_file():
                yield file


@click.command(
    "read",
    cls=Command,
    about=Words("Đọc văn bản: đầu đề, viện dẫn, nhiệm vụ, điều cần xem lại.", "Read documents: heading, citations, tasks, findings."),
    details=(
        Words(
            "TỆP là văn bản thuần, trang web đã lưu, DOCX, PDF có lớp chữ, hoặc thư mục (đọc mọi tệp bên trong). Kết quả ra stdout: một "
            "tệp là một đối tượng JSON xuống dòng cho dễ xem, nhiều tệp thì mỗi tệp một dòng JSON, theo thứ tự đã nêu. Với -o, mỗi tệp có "
            "một tệp kết quả riêng.",
            "FILE is plain text, a saved web page, DOCX, a PDF with a text layer, or a folder (every file in it is read). Results go to "
            "stdout: one file as one indented JSON object, several as one JSON object a line, in the order given. With -o each file "
            "has a result file of its own.",
        ),
        Words(
            "Mã thoát: 0 mọi tệp đều đọc được; 1 có tệp không đọc được (nêu ở stderr, các tệp khác vẫn được đọc); 2 sai cách dùng.",
            "Exit code: 0 all files were read; 1 some could not be (see stderr; the others were read); 2 wrong usage.",
        ),
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@option("--json", "form", flag_value="json", default="json", words=Words("Kết quả là JSON (mặc định).", "Results as JSON (the default)."))
@option("--text", "form", flag_value="text", words=Words("Kết quả là bản tóm tắt cho người đọc.", "Results as a summary for people."))
@option(
    "-o",
    "--output",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    words=Words("Ghi kết quả vào thư mục này: <tên tệp>.json hoặc .txt.", "Write results into this folder: <name>.json or .txt."),
)
@option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    words=Words("Số tiến trình đọc cùng lúc (mặc định: số nhân của máy).", "Processes that read at once (default: the machine's cores)."),
)
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], form: str, folder: Path | None, jobs: int | None) -> None:
    """Read files and folders; see the option texts."""
    sources = list(found(files, leave_out=folder))
    if not sources:
        raise Refusal(NO_FILES)
    if folder:
        _make(folder)
    targets = name_outputs([path for path, _ in sources], folder, WRITERS[form][1]) if folder else ()
    todo = [Job(path, name, target) for (path, name), target in zip_longest(sources, targets)]
    shape = Form(form, one_line=len(todo) > 1 and folder is None, language=current(ctx))
    if not _report(_outcomes(todo, shape, jobs or os.cpu_count() or 1), len(todo)):
        ctx.exit(FAILED)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(AS_IS, why=unread(error, folder, current())) from error


def _outcomes(todo: list[Job], form: Form, processes: int) -> Iterator[Outcome]:
    work = partial(read_one, form=form)
    if len(todo) == 1:
        yield work(todo[0])
        return
    _load_reader()
    for result in work_through(todo, work, processes=min(processes, len(todo)), total=len(todo)):
        yield Outcome(error=DIED.say(form.language, name=result.job.path)) if isinstance(result, Died) else result


def _load_reader() -> None:
    """Load every stage before the processes part: they share it, and a broken installation is said once and not for each file."""
    from dondoc.reading import intake, read_text  # noqa: F401  intake is for the processes

    read_text("")


def _report(outcomes: Iterator[Outcome], total: int) -> bool:
    """Send results to stdout and troubles to stderr as they come; whether all went well."""
    stdout, stderr = sys.stdout.buffer, sys.stderr
    on_terminal = stderr.isatty() and total > 1
    failed = 0
    with click.progressbar(length=total, label=PROGRESS.say(current()), file=stderr, hidden=not on_terminal) as bar:
        for outcome in outcomes:
            if outcome.output:
                stdout.write(outcome.output)
            if outcome.error:
                failed += 1
                click.echo(("\r\033[K" if on_terminal else "") + outcome.error, file=stderr)
            bar.update(1)
    stdout.flush()
    if failed and total > 1:
        talk(SUMMARY, read=total - failed, total=total, failed=failed)
    return not failed
