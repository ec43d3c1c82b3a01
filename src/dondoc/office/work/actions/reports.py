"""Progress reports: sent by the units, returned or accepted by the side that gave the task out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, checked_reason, refuse_views
from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import may, require
from dondoc.office.registry.attachments import keep_attachment
from dondoc.office.registry.models import Document, StoredFile
from dondoc.office.work.actions.tasks import locked_task, move_task, require_directing, require_doing, save_task
from dondoc.office.work.models import BodyRole, Evidence, ProgressReport, Task
from dondoc.office.work.states import UNIT_DOES, State

REPORTABLE = (State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD)
WORDS_LENGTH = 10_000


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence: a registered document, or a file's name and bytes; for a criterion of the task, or for the task as a whole."""

    criterion: int | None = None
    document: Document | None = None
    name: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class ReportInput:
    """What a unit sends."""

    words: str
    percent: int | None = None
    is_final: bool = False
    evidence: tuple[Shown, ...] = field(default=())


def acting_unit(actor: Person, task: Task) -> Unit | None:
    """The lead unit of `task` (units prefetched) that `actor` acts for."""
    return next((row.unit for row in task.task_units.all() if row.role == BodyRole.LEAD and may(actor, UNIT_DOES, row.unit)), None)


def send_report(actor: Person, task: Task, given: ReportInput, *, version: int, today: date) -> ProgressReport:
    """Report what was done, with what shows it. A final report submits the task, once its criteria have the evidence they ask for.

    Files are on disk before anything is written about them; a refused one (empty, too large, secret) stops the whole report.
    """
    require_doing(actor, task)
    words = given.words.strip()
    if not words:
        raise NotNow(_("Hãy ghi đã làm được gì."))
    if len(words) > WORDS_LENGTH:
        raise NotNow(_("Báo cáo dài quá %(n)d chữ. Hãy viết tóm tắt và gửi kèm văn bản.") % {"n": WORDS_LENGTH})
    refuse_views(words)
    files = [keep_attachment(one.content, one.name, by=actor) if one.document is None else None for one in given.evidence]
    return _send(actor, task, given, words, files, version, today)


@transaction.atomic
def _send(
    actor: Person, task: Task, given: ReportInput, words: str, files: list[StoredFile | None], version: int, today: date
) -> ProgressReport:
    now = locked_task(task, version)
    if now.state not in REPORTABLE:
        raise NotNow(_("Nhiệm vụ đang ở trạng thái «%(state)s» nên chưa báo cáo được.") % {"state": now.get_state_display()})
    said = {"words": words, "percent": given.percent, "is_final": given.is_final}
    unit = acting_unit(actor, task)
    report = ProgressReport.objects.create(task=now, unit=unit, sent_by=actor, sent_at=timezone.now(), **said)
    own = set(now.criteria.values_list("pk", flat=True))
    Evidence.objects.bulk_create(
        Evidence(
            report=report,
            criterion_id=one.criterion if one.criterion in own else None,
            file=file,
            document=one.document,
            name=(str(one.document) if one.document else file.name if file else "")[:300],
        )
        for one, file in zip(given.evidence, files, strict=True)
    )
    detail = {"task": now.pk, "final": given.is_final, "percent": given.percent, "files": [file.sha256 for file in files if file]}
    record(actor, "work.send_report", report, **detail)
    save_task(now)
    record(actor, "work.reported_task", now, report=report.pk)
    if given.is_final:
        _submit(actor, now, today)
    return report


def _submit(actor: Person, task: Task, today: date) -> None:
    for verb, source in (("start", State.ACCEPTED), ("resume", State.ON_HOLD), ("submit", State.IN_PROGRESS)):
        if task.state == source:
            task = move_task(actor, task, verb, version=task.version, today=today)


@transaction.atomic
def accept_report(actor: Person, report: ProgressReport, *, version: int, today: date) -> ProgressReport:
    """Take the report as it is; a final one finishes the task. `version` is the task's."""
    return _decide(actor, report, ProgressReport.State.ACCEPTED, "finish", "", version, today)


@transaction.atomic
def return_report(actor: Person, report: ProgressReport, *, reason: str, version: int, today: date) -> ProgressReport:
    """Give the report back, saying what is lacking; its evidence no longer counts. `version` is the task's."""
    require_directing(actor, report.task)
    return _decide(actor, report, ProgressReport.State.RETURNED, "return", checked_reason(reason), version, today)


def _decide(actor: Person, report: ProgressReport, state: str, verb: str, reason: str, version: int, today: date) -> ProgressReport:
    require_directing(actor, report.task)
    task = locked_task(report.task, version)
    report = ProgressReport.objects.select_for_update().get(pk=report.pk)
    if report.state != ProgressReport.State.SENT:
        raise NotNow(_("Báo cáo này đã được xem xét rồi."))
    if report.is_final and task.state == State.SUBMITTED:
        move_task(actor, task, verb, version=task.version, reason=reason, today=today)
        report.refresh_from_db()
        return report
    report.state, report.decided_by, report.decided_at, report.reason = state, actor, timezone.now(), reason
    report.save()
    save_task(task)
    record(actor, f"work.{verb}_report", task, report=report.pk, **({"reason": reason} if reason else {}))
    return report


def note_download(actor: Person, evidence: Evidence) -> None:
    """Write down that a piece of evidence was taken away."""
    require(actor, "work.view_task")
    with transaction.atomic():
        record(actor, "work.downloaded_evidence", evidence.report.task, report=evidence.report_id, evidence=evidence.pk)
