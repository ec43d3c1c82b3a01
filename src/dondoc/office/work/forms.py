"""What people type on this room's pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.office.registry.forms import SENSIBLE_DAYS
from dondoc.office.web import whole_number
from dondoc.office.work.actions.plans import BodyInput, ItemInput
from dondoc.office.work.bodies import UnitChoices
from dondoc.office.work.criteria import from_kept
from dondoc.office.work.criteria_forms import CriterionRows
from dondoc.office.work.models import BodyRole, DeadlineKind, PlanItem

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
EVERY = (
    ("", "—"),
    ("day", gettext_lazy("hằng ngày")),
    ("week", gettext_lazy("hằng tuần")),
    ("month", gettext_lazy("hằng tháng")),
    ("quarter", gettext_lazy("hằng quý")),
    ("half-year", gettext_lazy("6 tháng một lần")),
    ("year", gettext_lazy("hằng năm")),
)


@dataclass(slots=True)
class BodyRow:
    """A line of the edit form: the words of the text, what is typed as the unit, what there is to pick from."""

    words: str = ""
    typed: str = ""
    why: str = ""
    picks: Sequence[tuple[int, str, bool]] = ()
    """(unit, label, whether it is ticked), for a class."""
    error: str = ""


class ItemForm(forms.Form):
    """The parts of a plan item. Bodies are rows of their own: :class:`BodyRows`."""

    action = forms.CharField(label=gettext_lazy("Nội dung nhiệm vụ"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000)
    deadline_kind = forms.ChoiceField(label=gettext_lazy("Loại thời hạn"), choices=DeadlineKind.choices, required=False)
    due = forms.DateField(label=gettext_lazy("Ngày đến hạn"), widget=DATE, required=False)
    event_on = forms.DateField(label=gettext_lazy("Tính từ ngày (nếu tính từ một sự kiện)"), widget=DATE, required=False)
    every = forms.ChoiceField(label=gettext_lazy("Chu kỳ (nếu định kỳ)"), choices=EVERY, required=False)
    deadline_text = forms.CharField(label=gettext_lazy("Thời hạn như văn bản viết"), max_length=500, required=False)
    report_to = forms.CharField(label=gettext_lazy("Báo cáo về"), max_length=500, required=False)
    product = forms.CharField(label=gettext_lazy("Sản phẩm phải có"), max_length=1000, required=False)
    each_unit = forms.BooleanField(label=gettext_lazy("Mỗi đơn vị chủ trì một nhiệm vụ riêng"), required=False)

    def __init__(self, data: QueryDict | None, item: PlanItem, choices: UnitChoices) -> None:
        names = ("action", "deadline_kind", "due", "event_on", "every", "deadline_text", "report_to", "product", "each_unit")
        initial = {name: getattr(item, name) for name in names}
        super().__init__(data, initial=initial, auto_id=f"item-{item.pk}-%s", use_required_attribute=False)
        self.bodies = [BodyRows(role, data, item, choices) for role in BodyRole]
        self.criteria = CriterionRows(data, from_kept(item.criteria))
        self.choices = choices
        self.fields["report_to"].widget.attrs["list"] = "units"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("due") and not data.get("deadline_kind"):
            data["deadline_kind"] = DeadlineKind.ABSOLUTE.value
        if data.get("deadline_kind") in {DeadlineKind.ABSOLUTE, DeadlineKind.PERIOD} and not data.get("due") and "due" not in self.errors:
            self.add_error("due", _("Loại thời hạn này cần một ngày. Hãy chọn ngày, hoặc chọn loại khác."))
        if data.get("deadline_kind") in {DeadlineKind.NONE, DeadlineKind.OPEN} and data.get("due") and self.data.get("deadline_kind"):
            self.add_error("due", _("Việc thường xuyên không có ngày đến hạn. Hãy bỏ ngày, hoặc chọn loại khác."))
        if self.criteria.has_errors:
            raise forms.ValidationError(_("Có tiêu chí chưa ghi đủ. Hãy xem lại từng dòng."))
        if any(rows.has_errors for rows in self.bodies):
            raise forms.ValidationError(_("Có tên đơn vị chưa rõ. Hãy chọn trong danh sách gợi ý."))
        return data

    @property
    def given(self) -> ItemInput:
        """What was typed, for the action. Only after :meth:`is_valid`."""
        data = dict(self.cleaned_data)
        report_to = data.pop("report_to").strip()
        return ItemInput(
            bodies=tuple(body for rows in self.bodies for body in rows.given),
            report_to=report_to,
            criteria=self.criteria.given if "criterion-measure" in self.data else None,
            report_unit=self.choices.find(report_to).unit if report_to else None,
            **data,
        )


class BodyRows:
    """The bodies of one role: a line each, and an empty one to add to. A class has boxes to tick instead of one unit."""

    def __init__(self, role: BodyRole, data: QueryDict | None, item: PlanItem, choices: UnitChoices) -> None:
        self.role, self.label = role, role.label
        self._choices = choices
        self.given: list[BodyInput] = []
        self.rows: list[BodyRow] = []
        if data is None:
            self._from_item(item)
        else:
            self._from_data(data, item)
        self.rows.append(BodyRow())

    @property
    def has_errors(self) -> bool:
        return any(row.error for row in self.rows)

    def _from_item(self, item: PlanItem) -> None:
        for body in item.bodies.all():
            if body.role == self.role:
                unit = body.unit_id or body.suggested_unit_id
                typed = self._choices.labels.get(unit, "") if unit else ""
                self.rows.append(
                    BodyRow(body.words, typed, body.suggestion_rule, self._picks(body.suggested_class if not unit else (), ()))
                )

    def _picks(self, units: Sequence[int], ticked: Sequence[int]) -> list[tuple[int, str, bool]]:
        return [(unit, self._choices.labels[unit], unit in ticked) for unit in units if unit in self._choices.labels]

    def _from_data(self, data: QueryDict, item: PlanItem) -> None:
        words, typed = data.getlist(f"{self.role}-words"), data.getlist(f"{self.role}-unit")
        classes = {body.words: body.suggested_class for body in item.bodies.all() if body.role == self.role and not body.unit_id}
        picked: dict[str, list[int]] = {}
        for value in data.getlist(f"{self.role}-pick"):
            number, _sep, unit = value.partition(":")
            if (chosen := whole_number(unit)) is not None:
                picked.setdefault(number, []).append(chosen)
        dropped = set(data.getlist(f"{self.role}-drop"))
        for at, (said, name) in enumerate(zip(words, typed, strict=False)):
            if str(at) not in dropped:
                self._row(said.strip()[:500], name.strip(), picked.get(str(at), []), classes.get(said.strip(), ()))

    def _row(self, words: str, typed: str, picked: list[int], candidates: Sequence[int]) -> None:
        if not (words or typed or picked):
            return
        row = BodyRow(words, typed, picks=self._picks(candidates, picked))
        self.rows.append(row)
        chosen = [unit for unit in picked if unit in self._choices.labels]
        if typed:
            found = self._choices.find(typed).unit
            if found is None:
                row.error = _("Không có đơn vị «%(name)s». Hãy chọn trong danh sách gợi ý.") % {"name": typed}
                return
            chosen.insert(0, found)
        if not chosen:
            self.given.append(BodyInput(self.role.value, words))
        for one in chosen:
            self.given.append(BodyInput(self.role.value, words or self._choices.units[one].name, one))


class ChangeForm(forms.Form):
    """A new deadline or lead for one or many tasks, with the reason."""

    due = forms.DateField(label=gettext_lazy("Thời hạn mới"), widget=DATE, required=False)
    lead = forms.CharField(
        label=gettext_lazy("Đơn vị chủ trì mới"), required=False, widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"})
    )
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: QueryDict | None, choices: UnitChoices) -> None:
        super().__init__(data, use_required_attribute=False)
        self.choices = choices

    def clean_lead(self) -> Any:
        typed = self.cleaned_data["lead"].strip()
        if not typed:
            return None
        unit = self.choices.find(typed).unit
        if unit is None:
            raise forms.ValidationError(_("Không có đơn vị «%(name)s». Hãy chọn trong danh sách gợi ý.") % {"name": typed})
        return self.choices.units[unit]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("due") and not data.get("lead"):
            raise forms.ValidationError(_("Chưa có gì để thay đổi: hãy chọn thời hạn mới hoặc đơn vị chủ trì mới."))
        return data


class ReviewForm(forms.Form):
    """When work without a day is looked at again."""

    day = forms.DateField(label=gettext_lazy("Xem lại ngày"), widget=DATE, validators=SENSIBLE_DAYS)


class EventForm(forms.Form):
    """The day the deadline counts from."""

    day = forms.DateField(label=gettext_lazy("Sự kiện xảy ra ngày"), widget=DATE, validators=SENSIBLE_DAYS)
    reason = forms.CharField(label=gettext_lazy("Căn cứ (văn bản, biên nhận…)"), max_length=1000, required=False)
