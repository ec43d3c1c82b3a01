"""Plans, tasks and all that is kept about them: the data, and what must always hold of it."""

from dondoc.office.work.models.calendar import CalendarDay, FollowUpRule, rule_on, working_days
from dondoc.office.work.models.checks import Check, CheckedTask
from dondoc.office.work.models.criteria import Criterion, Proof
from dondoc.office.work.models.deadline import DEADLINE_FIELDS, DeadlineFields, DeadlineKind
from dondoc.office.work.models.extensions import Extension
from dondoc.office.work.models.plans import BodyRole, Plan, PlanItem, PlanItemBody, Spans
from dondoc.office.work.models.reports import Evidence, ProgressReport
from dondoc.office.work.models.tasks import Task, TaskDeadline, TaskTally, TaskUnit

__all__ = [
    "DEADLINE_FIELDS",
    "BodyRole",
    "CalendarDay",
    "Check",
    "CheckedTask",
    "Criterion",
    "DeadlineFields",
    "DeadlineKind",
    "Evidence",
    "Extension",
    "FollowUpRule",
    "Plan",
    "PlanItem",
    "PlanItemBody",
    "ProgressReport",
    "Proof",
    "Spans",
    "Task",
    "TaskDeadline",
    "TaskTally",
    "TaskUnit",
    "rule_on",
    "working_days",
]
