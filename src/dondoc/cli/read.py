"""``dondoc read``: documents in, readings out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from dondoc.cli.archives import unpacking
from dondoc.cli.bulk import Died, work_through
from dondoc.cli.command import Command, option
from dondoc.cli.failures import AS_IS, DIED, BadValue, Refusal, talk, unread
from dondoc.cli.inputs import FILE, read_file, showing_pages
from dondoc.cli.language import Language, Words, current
from dondoc.cli.outputs import name_outputs, written_whole

if TYPE_CHECKING:
    from dondoc.reading import UnreadableFile
    from dondoc.reading.model import Reading

FAILED = 1

NOTHING_HERE = Words("{folder}: trong thư mục không có tệp nào.", "{folder}: there is no file in this folder.")
SAME_FOLDER = Words(
    "{folder} là thư mục đang đọc; lần sau kết quả sẽ bị đọc như văn bản. Hãy chọn thư mục khác sau -o.",
    "{folder} is the folder being read; next time its results would be read as documents. Choose another folder after -o.",
)
NO_FILES = Words("Không có tệp nào để đọc.", "There is no file to read.")
SUMMARY = Words("Đã đọc {read}/{total} tệp; {failed} tệp không đọc được.", "Read {read} of {total} files; {failed} could not be read.")
ONE_EACH = Words(
    "Với --{form} mỗi tệp có một kết quả riêng. Hãy thêm -o và tên thư mục.",
    "With --{form} each file has a result of its own. Add -o and the name of a folder.",
)
ONE_FORM = Words("Mỗi lần chỉ chọn được một dạng kết quả: {forms}. Hãy bỏ bớt.", "Choose one form of results, not {forms}.")
PROGRESS = Words("Đang đọc", "Reading")


class Job(NamedTuple):
    """A file to read. `name` is what its reading calls it; without a `target` the result goes to stdout.

    `shown` is what messages call it; a file unpacked from an archive is called by its place there. `trouble` is why it could not be.
    """

    path: Path
    name: str
    target: Path | None
    shown: Path | str
    trouble: UnreadableFile | None = None


class Outcome(NamedTuple):
    """What came of a job: bytes for stdout (none where they are in a file), or what went wrong, in the user's words."""

    output: bytes | None = None
    error: str | None = None


class Form(NamedTuple):
    """How readings are printed: :data:`WRITERS` by `name`; `one_line` where several objects share a stream."""

    name: str
    one_line: bool
    language: Language


def as_json(reading: Reading, form: Form) -> bytes:
    """As :mod:`dondoc.reading.writers.jsonform` has it."""
    import json

    from dondoc.reading.writers.jsonform import to_data

    return _encoded(json.dumps(to_data(reading), ensure_ascii=False, indent=None if form.one_line else 2))


def as_text(reading: Reading, form: Form) -> bytes:
    """For a person."""
    from dondoc.reading.writers.summary import to_text

    return _encoded(to_text(reading, form.language) + ("\n" if form.one_line else ""))


def as_akn(reading: Reading, form: Form) -> bytes:  # noqa: ARG001  a file of data speaks no language
    """Akoma Ntoso; without the day of its making, so that the same document gives the same bytes."""
    from dondoc.reading.writers.akn import to_akn

    return to_akn(reading)


def as_html(reading: Reading, form: Form) -> bytes:
    """A page to look at."""
    from dondoc.reading.writers.html import to_html

    return _encoded(to_html(reading, form.language))


def _encoded(text: str) -> bytes:
    return (text + "\n").encode("utf-8", "backslashreplace")


class Writer(NamedTuple):
    """A form a reading can have: the function, the suffix of files, and whether several fit into one stream."""

    write: Callable[[Reading, Form], bytes]
    suffix: str
    joins: bool = True


WRITERS: dict[str, Writer] = {
    "json": Writer(as_json, ".json"),
    "text": Writer(as_text, ".txt"),
    "akn": Writer(as_akn, ".akn.xml", joins=False),
    "html": Writer(as_html, ".html", joins=False),
}
"""By the option's name."""
DEFAULT_FORM = "json"


def read_one(job: Job, *, form: Form) -> Outcome:
    """Read one file. Whatever goes wrong is the outcome of this file alone."""
    try:
        if job.trouble:
            raise job.trouble
        output = WRITERS[form.name].write(read_file(job.path, name=job.name), form)
        if job.target is None:
            return Outcome(output=output)
        with written_whole(job.target) as stream:
            stream.write(output)
    except Exception as error:  # noqa: BLE001  a fault of ours in one file must not cost the other files
        return Outcome(error=unread(error, job.shown, form.language))
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
    from dondoc.reading.intake.archive import is_clutter

    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(here, name)
            if not name.startswith(".") and not is_clutter(name) and file.is_file():
                yield file


@click.command(
    "read",
    cls=Command,
    about=Words("Đọc văn bản: đầu đề, viện dẫn, nhiệm vụ, điều cần xem lại.", "Read documents: heading, citations, tasks, findings."),
    details=(
        Words(
            "TỆP là văn bản thuần, trang web đã lưu, DOCX, DOC, ODT, RTF, XLSX, PDF, ảnh quét, gói edXML, thư (.eml), tệp nén ZIP hoặc "
            "thư mục (đọc mọi tệp bên trong). Kết quả ra stdout: một tệp là một đối tượng JSON xuống dòng cho dễ xem, nhiều tệp thì mỗi "
            "tệp một dòng JSON, theo thứ tự đã nêu. Với -o, mỗi tệp có một tệp kết quả riêng.",
            "FILE is plain text, a saved web page, DOCX, DOC, ODT, RTF, XLSX, PDF, a scan, an edXML packet, an e-mail (.eml), a ZIP "
            "archive or a folder (every file in these is read). Results go to stdout: one file as one indented JSON object, several as "
            "one JSON object a line, in the order given. With -o each file has a result file of its own.",
        ),
        Words(
            "Mã thoát: 0 mọi tệp đều đọc được; 1 có tệp không đọc được (nêu ở stderr, các tệp khác vẫn được đọc); 2 sai cách dùng.",
            "Exit code: 0 all files were read; 1 some could not be (see stderr; the others were read); 2 wrong usage.",
        ),
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@option("--json", is_flag=True, words=Words("Kết quả là JSON (mặc định).", "Results as JSON (the default)."))
@option("--text", is_flag=True, words=Words("Kết quả là bản tóm tắt cho người đọc.", "Results as a summary for people."))
@option(
    "--akn",
    is_flag=True,
    words=Words("Kết quả là Akoma Ntoso 3.0 (XML): toàn văn có đánh dấu.", "Results as Akoma Ntoso 3.0 (XML): the whole text, marked up."),
)
@option(
    "--html",
    is_flag=True,
    words=Words("Kết quả là một trang để xem, không cần gì thêm.", "Results as a page to look at that needs nothing else."),
)
@option(
    "-o",
    "--output",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    words=Words(
        "Ghi kết quả vào thư mục này: <tên tệp>.json, .txt, .akn.xml hoặc .html.",
        "Write results into this folder: <name>.json, .txt, .akn.xml or .html.",
    ),
)
@option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    words=Words("Số tiến trình đọc cùng lúc (mặc định: số nhân của máy).", "Processes that read at once (default: the machine's cores)."),
)
@click.pass_context
def command(ctx: click.Context, /, files: tuple[Path, ...], folder: Path | None, jobs: int | None, **forms: bool) -> None:
    """Read files and folders; see the option texts. `forms` has each of :data:`WRITERS` and whether it was asked for."""
    form = _form([name for name, asked in forms.items() if asked])
    with unpacking() as unpacked:
        sources = [entry for path, name in found(files, leave_out=folder) for entry in unpacked(path, name)]
        if not sources:
            raise Refusal(NO_FILES)
        if len(sources) > 1 and folder is None and not WRITERS[form].joins:
            raise BadValue(ONE_EACH, form=form)
        if folder:
            _make(folder)
        targets = name_outputs([entry.path for entry in sources], folder, WRITERS[form].suffix) if folder else ()
        todo = [Job(entry.path, entry.name, target, entry.shown, entry.trouble) for entry, target in zip_longest(sources, targets)]
        shape = Form(form, one_line=len(todo) > 1 and folder is None, language=current(ctx))
        if not _report(_outcomes(todo, shape, jobs or os.cpu_count() or 1), len(todo)):
            ctx.exit(FAILED)


def _form(asked: list[str]) -> str:
    if len(asked) > 1:
        raise BadValue(ONE_FORM, forms=", ".join(f"--{name}" for name in sorted(asked)))
    return asked[0] if asked else DEFAULT_FORM


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(AS_IS, why=unread(error, folder, current())) from error


def _outcomes(todo: list[Job], form: Form, processes: int) -> Iterator[Outcome]:
    work = partial(read_one, form=form)
    if len(todo) == 1:
        with showing_pages():
            outcome = work(todo[0])
        yield outcome
        return
    _load_reader()
    for result in work_through(todo, work, processes=min(processes, len(todo)), total=len(todo)):
        yield Outcome(error=DIED.say(form.language, name=result.job.shown)) if isinstance(result, Died) else result


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
