"""Whether a task has what its criteria ask to be shown."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.office.deeds import NotNow
from dondoc.office.work.models import Criterion, Evidence, ProgressReport, Proof, Task


def shown_for(task: Task) -> dict[int, set[str]]:
    """Criterion → what is shown for it in reports that were not returned: ``document``, ``file``. One query."""
    rows = Evidence.objects.filter(report__task=task, criterion__isnull=False).exclude(report__state=ProgressReport.State.RETURNED)
    shown: dict[int, set[str]] = {}
    for criterion, document, file in rows.values_list("criterion_id", "document_id", "file_id"):
        kinds = {name for name, there in (("document", document), ("file", file)) if there}
        shown.setdefault(criterion or 0, set()).update(kinds)
    return shown


def missing_evidence(task: Task) -> list[Criterion]:
    """The criteria that ask for something which is not shown. Two queries."""
    shown = shown_for(task)
    return [one for one in task.criteria.exclude(proof=Proof.NONE) if not _is_enough(one, shown.get(one.pk, set()))]


def _is_enough(criterion: Criterion, shown: set[str]) -> bool:
    return "document" in shown or (criterion.proof == Proof.ANY and "file" in shown)


def require_evidence(task: Task) -> None:
    """Stop a task being done, or said to be, before what its criteria ask for is shown."""
    missing = missing_evidence(task)
    if missing:
        names = "; ".join(f"«{one.measure}»" for one in missing)
        words = _("Chưa đủ minh chứng cho tiêu chí: %(names)s. Hãy gửi báo cáo kèm văn bản hoặc tệp cho từng tiêu chí.")
        raise NotNow(words % {"names": names})
