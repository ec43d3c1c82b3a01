"""Reading documents in the background. The job may be killed at any line and run again, any number of times.

A reading is worked out without touching the database, but for word of the pages of a scan, and saved in one transaction, with the draft
plan that other rooms make of it (:data:`dondoc.office.registry.signals.document_read`). Until that transaction ends, the document is as it
was.
"""

from __future__ import annotations

import datetime
import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, transaction
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus, task
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

from dondoc.office.audit.actions import record
from dondoc.office.registry import secrecy, storage
from dondoc.office.registry.models import Document
from dondoc.office.registry.signals import document_read
from dondoc.reading import Reading, UnreadableFile, read_source
from dondoc.reading.intake import limits
from dondoc.reading.intake.options import Options
from dondoc.reading.intake.sandbox import take_in_apart
from dondoc.reading.writers.jsonform import to_data

log = logging.getLogger(__name__)

PARSING: Final = 0.8
"""Share of the reading time that the process which takes the file apart may use: it is ended before the worker is."""
UNREADABLE: Final = "\ufffd"
"""Stands for a zero byte, which PostgreSQL keeps in no text: one for one, so that every place in the text stays."""
TELLING: Final = 1.0
"""Seconds between two words on the pages of a scan."""
LATER: Final = datetime.timedelta(seconds=30)
MOST_ATTEMPTS: Final = 3
"""A document whose reading ended its worker so often is set aside, so that one bad file can't hold up the others."""
ERRORS: Final = {
    "interrupted": {
        "vi": "Việc đọc tệp này bị ngắt {attempts} lần (quá lâu hoặc quá nặng). Hãy tách tệp, lưu lại thành DOCX rồi gửi lại, "
        "hoặc bấm “Đọc lại”.",
        "en": "Reading this file was cut off {attempts} times (too long or too heavy). Split it or save it as DOCX and send it again, "
        "or press “Read again”.",
    },
    "internal": {
        "vi": "Dondoc gặp lỗi khi đọc tệp này; bản gốc vẫn được giữ nguyên. Hãy bấm “Đọc lại”; nếu vẫn lỗi, báo người quản trị "
        "kèm tên tệp.",
        "en": "Dondoc failed while reading this file; the original is safe. Press “Read again”; if it fails again, tell the administrator "
        "the file's name.",
    },
    "lost": {
        "vi": "Không tìm thấy tệp gốc trên đĩa. Hãy báo người quản trị khôi phục từ bản sao lưu.",
        "en": "The original is not on disk. Ask the administrator to restore it from a backup.",
    },
}


@task()
def read_document(document_id: int) -> str:
    """Read a document and save what was found; returns the state it is left in."""
    document = _begin(document_id)
    if document is None or document.file is None:
        return "gone"
    if document.error_code == secrecy.CODE:
        return _finish_refusal(document)  # an earlier run was cut off half-way through it
    if not document.file.path.exists():
        return _fail(document, "lost", ERRORS["lost"])
    try:
        return _read(document, document.file.path.read_bytes(), document.file.name)
    except UnreadableFile as err:
        return _fail(document, err.code, {language: err.message(language) for language in ("vi", "en")})
    except Exception:
        log.exception("Reading document %s failed", document_id)
        return _fail(document, "internal", ERRORS["internal"])


def _read(document: Document, content: bytes, name: str) -> str:
    with time_limit(settings.READING_SECONDS) as allow:
        reading = read(content, name=name, heard=_Pages(document.pk, allow).heard)
    if mark := secrecy.mark_of(reading):
        return _refuse(document, mark)
    return _save(document, reading)


def read(content: bytes, *, name: str, heard: Callable[[int, int], None] | None = None) -> Reading:
    """Read a file; its format is parsed by a process of its own, which it can't take us down with.

    `heard` is told of each scanned page: (pages read, of so many).
    """
    source = take_in_apart(content, name=name, seconds=PARSING * settings.READING_SECONDS, options=Options(progress=heard))
    return read_source(replace(source, text=source.text.replace("\0", UNREADABLE)))


class _Pages:
    """The scanned pages of a document being read: more time for each, and word of them for who waits."""

    def __init__(self, document_id: int, allow: Callable[[float], None]) -> None:
        self._document_id, self._allow = document_id, allow
        self._told = -TELLING

    def heard(self, done: int, total: int) -> None:
        """`done` of `total` pages are recognised. A database that is busy costs the word and not the reading."""
        self._allow(limits.scan_seconds(total))
        now = time.monotonic()
        if now - self._told < TELLING and done < total:
            return
        self._told = now
        with suppress(DatabaseError):
            Document.objects.filter(pk=self._document_id).update(pages_read=done, pages_total=total)


def recover() -> int:
    """Queue again what a worker that is no more left behind; returns how many documents.

    Run by a worker before it takes its first job, while no other worker of this data folder runs.
    """
    with transaction.atomic():
        for left in DBTaskResult.objects.running().filter(task_path=read_document.module_path):
            left.set_failed(InterruptedError("the worker ended while this ran"))
        waiting_jobs = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=read_document.module_path)
        queued = {row["args"][0] for row in waiting_jobs.values_list("args_kwargs", flat=True)}
        waiting = Document.objects.filter(state__in=[Document.State.RECEIVED, Document.State.READING])
        left_behind = list(waiting.exclude(pk__in=queued).order_by("pk"))
        for document in left_behind:
            read_document.enqueue(document.pk)
    return len(left_behind)


@receiver(task_finished)
def try_later(task_result: TaskResult[Any], **_kwargs: Any) -> None:
    """A job that failed without leaving word on its document (the database was locked, the disk full) is run again a little later."""
    if task_result.status != TaskResultStatus.FAILED or task_result.task.module_path != read_document.module_path:
        return
    (document_id,) = task_result.args
    if Document.objects.filter(pk=document_id, state__in=[Document.State.RECEIVED, Document.State.READING]).exists():
        read_document.using(run_after=timezone.now() + LATER).enqueue(document_id)


def _begin(document_id: int) -> Document | None:
    """Mark the document as being read, or set it aside when that has failed too often; ``None`` if there is nothing to read."""
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).select_related("file").filter(pk=document_id).first()
        if document is None or not document.is_waiting:
            return None  # an earlier run of the same job finished the work
        if document.attempts < MOST_ATTEMPTS:
            document.state = Document.State.READING
            document.attempts += 1
            document.pages_read = document.pages_total = None
            document.save(update_fields=["state", "attempts", "pages_read", "pages_total"])
            return document
    words = {language: text.format(attempts=MOST_ATTEMPTS) for language, text in ERRORS["interrupted"].items()}
    _fail(document, "interrupted", words)
    return None


@transaction.atomic
def _save(document: Document, reading: Reading) -> str:
    document = Document.objects.select_for_update(of=("self",)).select_related("file").get(pk=document.pk)
    for name, value in header_values(reading).items():
        if name not in document.corrected:
            setattr(document, name, value)
    document.source_text = reading.source.text
    document.reading = to_data(reading)
    document.state = Document.State.READ
    document.read_at = timezone.now()
    document.error_code = document.error_vi = document.error_en = ""
    document.save()
    counts = {"tasks": len(reading.tasks), "citations": len(reading.citations), "findings": len(reading.findings)}
    record(None, "registry.read", document, **counts)
    document_read.send(sender=Document, document=document)
    return document.state


@transaction.atomic
def _fail(document: Document, code: str, words: dict[str, str]) -> str:
    Document.objects.filter(pk=document.pk).update(
        state=Document.State.FAILED, error_code=code, error_vi=words["vi"], error_en=words["en"], read_at=None
    )
    record(None, "registry.failed", document, code=code)
    return str(Document.State.FAILED)


@transaction.atomic
def _blank(document: Document, mark: str) -> None:
    """Remove all words of the document from the register and note that it is to be refused; the job may be cut off after this."""
    words = {language: secrecy.message(mark, language) for language in ("vi", "en")}
    Document.objects.filter(pk=document.pk).update(
        kind="", number="", issuer="", date=None, subject="", folded="", corrected=[], source_text="", reading=None, read_at=None,
        error_code=secrecy.CODE, error_vi=words["vi"], error_en=words["en"],
    )  # fmt: skip


def _refuse(document: Document, mark: str) -> str:
    """Remove the file and everything read from it; what stays is that a document was refused, by whom received and when."""
    _blank(document, mark)
    return _finish_refusal(document)


def _finish_refusal(document: Document) -> str:
    file = document.file
    assert file is not None
    storage.remove(file.sha256)
    with transaction.atomic():
        Document.objects.filter(pk=document.pk).update(file=None, state=Document.State.REFUSED)
        file.delete()
        document.refresh_from_db()
        record(None, "registry.refused", document, code=secrecy.CODE)
    return str(Document.State.REFUSED)


def header_values(reading: Reading) -> dict[str, Any]:
    """The register's fields as the header gives them, cut to what the register can hold."""
    header = reading.header
    date: datetime.date | None = header.date.value if header.date else None
    read_words = {"kind": header.kind, "number": header.number, "issuer": header.issuer, "subject": header.subject}
    limits = {name: getattr(Document._meta.get_field(name), "max_length", None) for name in read_words}
    return {**{name: (found.value if found else "")[: limits[name]] for name, found in read_words.items()}, "date": date}


@contextmanager
def time_limit(seconds: float) -> Iterator[Callable[[float], None]]:
    """End the whole process after `seconds`, even inside a library that doesn't come back. Gives a function that allows so many more.

    The worker is started again and counts the attempt. Only a process's main thread can set the alarm; a worker runs its jobs there.
    """
    end = time.monotonic() + seconds
    can_be_set = threading.current_thread() is threading.main_thread()

    def allow(more: float) -> None:
        if can_be_set:
            signal.setitimer(signal.ITIMER_REAL, max(end + more - time.monotonic(), 1))

    if not can_be_set:
        yield allow
        return
    before = signal.signal(signal.SIGALRM, signal.SIG_DFL)
    allow(0)
    try:
        yield allow
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
