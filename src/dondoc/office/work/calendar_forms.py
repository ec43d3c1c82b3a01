"""What people type on the calendar's page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.forms import DateInput
from dondoc.office.registry.forms import SENSIBLE_DAYS


class DayForm(forms.Form):
    """A day worked or not, whatever the law's calendar says."""

    day = forms.DateField(label=_("Ngày"), widget=DateInput(), validators=SENSIBLE_DAYS)
    works = forms.ChoiceField(label=_("Ngày này"), choices=[("", _("nghỉ")), ("1", _("làm việc"))], required=False)
    name = forms.CharField(label=_("Lý do"), max_length=200)
    source = forms.CharField(label=_("Theo văn bản (số, ngày)"), max_length=200, required=False)

    def clean_works(self) -> bool:
        return bool(self.cleaned_data["works"])


class RuleForm(forms.Form):
    """How work is followed up, from a day on."""

    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateInput(), validators=SENSIBLE_DAYS)
    due_soon = forms.IntegerField(label=_("Báo sắp đến hạn trước (ngày làm việc)"), min_value=0, max_value=30, initial=3)
    extension_after_due = forms.BooleanField(label=_("Cho phép đề nghị gia hạn khi đã quá hạn"), required=False)
    source = forms.CharField(label=_("Theo văn bản (số, ngày)"), max_length=200, required=False)
