"""The rows in which criteria are typed, on the desk and on a task's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from dondoc.office.web import whole_number
from dondoc.office.work.criteria import CriterionInput
from dondoc.office.work.models import Criterion, Proof

LENGTHS: dict[str, int] = {name: getattr(Criterion._meta.get_field(name), "max_length", 0) for name in ("measure", "target", "evidence")}


@dataclass(slots=True)
class CriterionRow:
    """A line of the form."""

    given: CriterionInput
    due: str = ""
    """As it was typed."""
    error: str = ""


def given_back(saved: Criterion) -> CriterionInput:
    """A saved criterion, to be changed."""
    return CriterionInput(saved.measure, saved.target, saved.evidence, saved.proof, saved.due, saved.pk)


class CriterionRows:
    """All criteria of one thing: a line each, and an empty one. A line without words is left out."""

    proofs = Proof.choices

    def __init__(self, data: QueryDict | None, saved: Iterable[CriterionInput]) -> None:
        self.rows = [CriterionRow(one, _iso(one.due)) for one in saved] if data is None else list(_typed(data))
        self.rows.append(CriterionRow(CriterionInput("")))

    @property
    def has_errors(self) -> bool:
        return any(row.error for row in self.rows)

    @property
    def given(self) -> tuple[CriterionInput, ...]:
        """What was typed."""
        return tuple(row.given for row in self.rows if row.given.measure)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _typed(data: QueryDict) -> Iterable[CriterionRow]:
    names = ("criterion-id", "criterion-measure", "criterion-target", "criterion-evidence", "criterion-proof", "criterion-due")
    dropped = set(data.getlist("criterion-drop"))
    for number, cells in enumerate(zip_longest(*(data.getlist(name) for name in names), fillvalue="")):
        known, measure, target, evidence, proof, due = (str(cell).strip() for cell in cells)
        if str(number) in dropped or not any((measure, target, evidence, due)):
            continue
        proof = proof if proof in Proof.values else ""
        given = CriterionInput(measure, target, evidence, proof, _day(due), whole_number(known) or 0)
        yield CriterionRow(given, due, _wrong(given, due))


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _wrong(given: CriterionInput, due: str) -> str:
    if not given.measure:
        return _("Hãy ghi kết quả phải đạt, hoặc xóa trắng cả dòng.")
    if due and given.due is None:
        return _("Hạn của tiêu chí không phải là một ngày. Hãy chọn lại.")
    long = [name for name, length in LENGTHS.items() if len(getattr(given, name)) > length]
    return _("Lời dài quá: kết quả tối đa 300, chỉ tiêu 120, minh chứng 200 chữ.") if long else ""
