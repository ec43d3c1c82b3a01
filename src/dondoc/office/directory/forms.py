"""Forms of the directory and of signing in."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.actions import DELEGABLE
from dondoc.office.directory.models import Membership, Person, Unit, holding_on
from dondoc.office.directory.roles import Role


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class LongSelect(forms.Select):
    """A list of thousands, written in one go: Django draws each option with a template of its own."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        chosen = {str(part) for part in self.format_value(value)}
        options = "".join(
            f'<option value="{escape(key)}"{" selected" if str(key) in chosen else ""}>{escape(label)}</option>'
            for key, label in self.choices
        )
        given = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return mark_safe(f"<select{given}>{options}</select>")  # noqa: S308 - escaped


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for mypy only
    """Units indented as in the tree."""

    widget = LongSelect

    def label_from_instance(self, obj: Unit) -> str:
        return "\u2003" * obj.depth + obj.name


def _tree_order() -> Any:
    return Unit.objects.order_by("path").only("name", "path")


class SignInForm(AuthenticationForm):
    """User name and password. After too many wrong ones the name, and the address they came from, must wait; a name nobody has as well."""

    error_messages = {
        "invalid_login": _(
            "Tên đăng nhập hoặc mật khẩu không đúng. Hãy nhập lại; nếu quên mật khẩu, xin người quản trị một liên kết đăng nhập."
        ),
        "inactive": _("Tài khoản này đã ngừng hoạt động. Hãy liên hệ người quản trị."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name and password:
            self.user_cache = get_adapter().authenticate(self.request, username=name, password=password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
        return self.cleaned_data


class UnitForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """A unit and the other names it goes by."""

    parent = UnitChoice(queryset=Unit.objects.none(), required=False, label=_("Trực thuộc"), empty_label=_("(đơn vị cao nhất)"))
    other_names = forms.CharField(
        label=_("Tên gọi khác"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một tên, như văn bản thường viết: tên cũ, tên tắt. Dondoc dùng để nhận ra đơn vị trong văn bản."),
    )

    class Meta:
        model = Unit
        fields = ["name", "short_name", "code", "kind", "parent", "order", "valid_from"]
        widgets = {"valid_from": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = _tree_order().filter(valid_to=None)
        if self.instance.pk:
            choices = choices.exclude(path__startswith=self.instance.path)
            self.fields["other_names"].initial = "\n".join(alias.name for alias in self.instance.aliases.all())
        self.fields["parent"].queryset = choices  # type: ignore[attr-defined]

    def clean_other_names(self) -> list[str]:
        names = {" ".join(line.split()) for line in self.cleaned_data["other_names"].splitlines()}
        long = [name for name in names if len(name) > 200]
        if long:
            raise ValidationError(_("Tên gọi dài quá 200 chữ cái: hãy viết mỗi tên trên một dòng."))
        return sorted(names - {""})

    def clean_parent(self) -> Unit | None:
        parent: Unit | None = self.cleaned_data["parent"]
        if parent is not None and parent.depth + 1 >= Unit.MAX_DEPTH:
            raise ValidationError(_("Cây đơn vị sâu quá 20 cấp. Hãy chọn đơn vị cấp trên khác."))
        return parent


class EndUnitForm(forms.Form):
    """The last day of a unit."""

    last_day = forms.DateField(label=_("Ngày cuối cùng hoạt động"), widget=DateInput())

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def clean_last_day(self) -> Any:
        day = self.cleaned_data["last_day"]
        if self.unit.valid_from and day < self.unit.valid_from:
            raise ValidationError(_("Ngày này trước ngày đơn vị bắt đầu hoạt động. Hãy chọn ngày khác."))
        return day


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """A person's account."""

    class Meta:
        model = Person
        fields = ["full_name", "username", "email", "language", "is_active"]
        labels = {"username": _("Tên đăng nhập"), "email": _("Thư điện tử"), "is_active": _("Được đăng nhập")}
        help_texts = {
            "username": _("Chữ không dấu, số và các dấu @ . + - _"),
            "is_active": _("Bỏ chọn khi người này thôi làm việc; việc đã làm vẫn được giữ."),
        }

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if Person.objects.filter(username__iexact=username).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."))
        return username


class RoleForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """A role in a unit."""

    unit = UnitChoice(queryset=Unit.objects.none(), label=_("Ở đơn vị"))
    role = forms.ChoiceField(choices=Role.choices, label=_("Vai trò"))

    class Meta:
        model = Membership
        fields = ["unit", "role", "valid_from"]
        widgets = {"valid_from": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = _tree_order().filter(valid_to=None)  # type: ignore[attr-defined]


class DelegationForm(forms.Form):
    """A role of one's own, to whom, from when to when, by which paper."""

    membership = forms.ModelChoiceField(queryset=Membership.objects.none(), label=_("Vai trò ủy quyền"))
    to = forms.ModelChoiceField(queryset=Person.objects.none(), label=_("Người được ủy quyền"))
    valid_from = forms.DateField(label=_("Từ ngày"), widget=DateInput())
    valid_to = forms.DateField(label=_("Đến hết ngày"), widget=DateInput())
    document = forms.CharField(label=_("Văn bản ủy quyền"), max_length=120, help_text=_("Số, ký hiệu và ngày của văn bản ủy quyền."))

    def __init__(self, *args: Any, person: Person, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Membership.objects.filter(holding_on(today), person=person, role__in=DELEGABLE).select_related("unit", "person")
        self.fields["membership"].queryset = own  # type: ignore[attr-defined]
        self.fields["membership"].label_from_instance = lambda row: f"{row.get_role_display()}, {row.unit}"  # type: ignore[attr-defined]
        others = Person.objects.filter(is_active=True).exclude(pk=person.pk)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]
