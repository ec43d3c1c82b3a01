"""Forms of the second step, in the office's words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class CodeField(forms.CharField):
    """Six figures of an app, or eight of a recovery code; people type them with spaces."""

    def __init__(self, label: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
        super().__init__(label=label, max_length=20, widget=forms.TextInput(attrs=attrs))

    def to_python(self, value: Any) -> str:
        return "".join(str(value or "").split())


class StepForm(base.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step of signing in."""

    code = CodeField(_("Mã của ứng dụng, hoặc một mã dự phòng"))


class AgainForm(base.ReauthenticateForm):  # type: ignore[misc]
    """The same code before a change."""

    code = CodeField(_("Mã của ứng dụng, hoặc một mã dự phòng"))


class AddAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    code = CodeField(_("Mã 6 chữ số ứng dụng đang hiện"))


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey."""

    name = forms.CharField(label=_("Tên khóa"), max_length=60, required=False, help_text=_("Để nhận ra sau này, ví dụ: Máy ở cơ quan."))
    passwordless = forms.BooleanField(
        label=_("Đăng nhập không cần mật khẩu"),
        required=False,
        initial=True,
        help_text=_("Khóa phải hỏi vân tay, khuôn mặt hoặc mã PIN. Bỏ chọn nếu khóa của bạn không có các cách đó."),
    )


class PasswordForm(ReauthenticateForm):  # type: ignore[misc]
    """The password, before a change."""

    password = forms.CharField(
        label=_("Mật khẩu của bạn"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
