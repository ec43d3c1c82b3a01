"""Words of this room that stand in tables: deeds in the journal, what is said after a change, names of second steps."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

DEEDS: Final[dict[str, Any]] = {
    "access.added-step": _("thêm một cách xác thực hai lớp"),
    "access.removed-step": _("gỡ một cách xác thực hai lớp"),
    "access.renewed-codes": _("tạo bộ mã dự phòng mới"),
    "access.step-failed": _("nhập sai mã xác thực hai lớp"),
    "access.removed-all-steps": _("gỡ mọi cách xác thực hai lớp của một người"),
    "access.tied-to-provider": _("gắn tài khoản với hệ thống đăng nhập chung"),
    "access.ended-session": _("kết thúc một phiên đăng nhập"),
    "access.ended-sessions": _("kết thúc các phiên đăng nhập"),
}

AFTER: Final[dict[str, Any]] = {
    "mfa/messages/totp_activated.txt": _("Đã bật xác thực hai lớp bằng ứng dụng."),
    "mfa/messages/totp_deactivated.txt": _("Đã gỡ ứng dụng tạo mã."),
    "mfa/messages/recovery_codes_generated.txt": _("Đã tạo bộ mã dự phòng mới. Bộ mã cũ không còn dùng được."),
    "mfa/messages/webauthn_added.txt": _("Đã thêm khóa đăng nhập."),
    "mfa/messages/webauthn_removed.txt": _("Đã gỡ khóa đăng nhập."),
}
"""What a page says after a change, by the name allauth has for it."""

WRONG: Final[dict[str, Any]] = {
    "too_many_login_attempts": _("Nhập sai quá nhiều lần. Hãy đợi 15 phút rồi thử lại, hoặc xin người quản trị một liên kết đăng nhập."),
    "rate_limited": _("Nhập sai quá nhiều lần. Hãy đợi ít phút rồi thử lại."),
    "incorrect_password": _("Mật khẩu không đúng. Hãy nhập lại."),
    "incorrect_code": _("Mã không đúng hoặc đã hết hạn. Hãy nhập mã đang hiện, hoặc một mã dự phòng chưa dùng."),
    "cannot_delete_authenticator": _("Vai trò của bạn bắt buộc xác thực hai lớp. Hãy thêm cách khác trước khi gỡ cách này."),
    "cannot_generate_recovery_codes": _("Chưa bật xác thực hai lớp nên chưa có mã dự phòng. Hãy thêm ứng dụng hoặc khóa đăng nhập trước."),
}
"""What is wrong, by allauth's name for it."""
