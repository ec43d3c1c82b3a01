"""Planning a check."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dondoc.office.work.actions.checks import MOST


class CheckForm(forms.Form):
    """What it is called; for a sample how many, and the seed if one is to be drawn again."""

    title = forms.CharField(label=_("Tên đợt kiểm tra"), max_length=200)
    size = forms.IntegerField(label=_("Lấy mẫu ngẫu nhiên bao nhiêu nhiệm vụ"), min_value=1, max_value=MOST)
    seed = forms.IntegerField(label=_("Số gieo (bỏ trống: máy tự lấy và ghi lại)"), min_value=0, max_value=2**62, required=False)

    def __init__(self, data: QueryDict | None = None, *, draws: bool) -> None:
        super().__init__(data, use_required_attribute=False)
        if not draws:
            del self.fields["size"], self.fields["seed"]
