"""What units send and the assigning side answers: reports with evidence, requests for more time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.office.directory.forms import DateInput
from dondoc.office.directory.models import Person
from dondoc.office.registry.forms import SENSIBLE_DAYS
from dondoc.office.work.actions.reports import WORDS_LENGTH, ReportInput, Shown
from dondoc.office.work.models import Criterion
from dondoc.office.work.queries.documents import find_document

MOST_FILES = 30


@dataclass(slots=True)
class EvidenceRow:
    """Where files and documents are given for one criterion, or for the task as a whole (no criterion)."""

    criterion: Criterion | None
    typed: str = ""
    error: str = ""
    shown: list[Shown] = field(default_factory=list)

    @property
    def id(self) -> int:
        """In the names of its fields."""
        return self.criterion.pk if self.criterion else 0


class ReportForm(forms.Form):
    """A report. Evidence is given in rows of its own: one a criterion that asks for some, and one for all else."""

    words = forms.CharField(label=gettext_lazy("Đã làm được gì"), widget=forms.Textarea(attrs={"rows": 3}), max_length=WORDS_LENGTH)
    percent = forms.IntegerField(label=gettext_lazy("Ước phần việc đã xong (%)"), min_value=0, max_value=100, required=False)
    is_final = forms.BooleanField(label=gettext_lazy("Đã làm xong, đề nghị xác nhận hoàn thành"), required=False)

    def __init__(
        self, person: Person, criteria: Iterable[Criterion], data: QueryDict | None = None, files: MultiValueDict[str, Any] | None = None
    ) -> None:
        super().__init__(data, auto_id="report-%s", use_required_attribute=False)
        self.rows = [EvidenceRow(one) for one in criteria if one.proof]
        self.rows.append(EvidenceRow(None))
        if data is not None:
            for row in self.rows:
                self._read(row, person, data, (files or MultiValueDict()).getlist(f"file-{row.id}"))

    def _read(self, row: EvidenceRow, person: Person, data: QueryDict, files: list[UploadedFile[Any]]) -> None:
        row.typed = data.get(f"document-{row.id}", "").strip()
        criterion = row.criterion.pk if row.criterion else None
        if row.typed:
            document = find_document(person, row.typed)
            if document is None:
                unclear = _("Không rõ văn bản «%(typed)s» là văn bản nào đã đăng ký. Hãy chọn trong danh sách gợi ý.")
                row.error = unclear % {"typed": row.typed}
            else:
                row.shown.append(Shown(criterion, document))
        for file in files[:MOST_FILES]:
            row.shown.append(Shown(criterion, None, file.name or "", file.read(settings.MAX_UPLOAD + 1)))

    def clean(self) -> dict[str, Any]:
        if any(row.error for row in self.rows):
            raise forms.ValidationError(_("Có văn bản minh chứng chưa rõ. Hãy xem lại; các tệp phải chọn lại."))
        return super().clean() or {}

    @property
    def given(self) -> ReportInput:
        """What was sent. Only after :meth:`is_valid`."""
        return ReportInput(**self.cleaned_data, evidence=tuple(one for row in self.rows for one in row.shown))


class ExtensionForm(forms.Form):
    """Asking for more time."""

    proposed = forms.DateField(label=gettext_lazy("Đề nghị hạn mới"), widget=DateInput(), validators=SENSIBLE_DAYS)
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu văn bản đề nghị (nếu có)"), max_length=80, required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="extension-%s", use_required_attribute=False)


class DecisionForm(forms.Form):
    """Deciding on it."""

    due = forms.DateField(
        label=gettext_lazy("Hạn đồng ý (bỏ trống: như đề nghị)"), widget=DateInput(), validators=SENSIBLE_DAYS, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Ý kiến (bắt buộc khi không đồng ý hoặc cho ngày khác)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="decision-%s", use_required_attribute=False)
