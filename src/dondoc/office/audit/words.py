"""What entries say, in words. Each room adds its own verbs when it starts (``AppConfig.ready``)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "registry.received": _("tiếp nhận văn bản"),
    "registry.refused-secret": _("từ chối một tệp có dấu chỉ độ mật; không lưu gì"),
    "registry.refused": _("gỡ bỏ tệp vì có dấu chỉ độ mật"),
    "registry.read": _("đọc xong văn bản"),
    "registry.failed": _("không đọc được văn bản"),
    "registry.corrected": _("sửa thông tin văn bản"),
    "registry.queued-again": _("yêu cầu đọc lại"),
    "registry.downloaded": _("tải bản gốc"),
    "registry.added-register": _("lập sổ đăng ký"),
    "registry.changed-register": _("sửa sổ đăng ký"),
    "registry.opened-volume": _("mở quyển mới của sổ đăng ký"),
    "registry.numbered-incoming": _("vào sổ văn bản đến"),
    "registry.numbered-outgoing": _("vào sổ văn bản đi"),
    "registry.distributed": _("chuyển văn bản cho đơn vị"),
    "registry.acknowledged": _("ký nhận văn bản"),
    "registry.handed-back": _("chuyển lại văn bản không thuộc đơn vị"),
    "registry.gave-opinion": _("ghi ý kiến vào phiếu giải quyết"),
    "registry.settled": _("ghi văn bản đã giải quyết xong"),
    "registry.reopened": _("mở lại việc giải quyết văn bản"),
    "registry.recalled": _("thu hồi văn bản"),
    "registry.redirected": _("chuyển trả, chuyển văn bản đến nơi khác"),
    "registry.corrected-entry": _("sửa dòng trong sổ đăng ký"),
    "registry.opened-dossier": _("mở hồ sơ công việc"),
    "registry.changed-dossier": _("sửa hồ sơ công việc"),
    "registry.closed-dossier": _("kết thúc hồ sơ công việc"),
    "registry.reopened-dossier": _("mở lại hồ sơ công việc"),
    "registry.filed": _("đưa văn bản vào hồ sơ công việc"),
    "registry.unfiled": _("rút văn bản khỏi hồ sơ công việc"),
    "registry.replaced-file": _("thay tệp của văn bản"),
    "directory.signed-in": _("đăng nhập"),
    "directory.signed-out": _("đăng xuất"),
    "directory.sign-in-failed": _("đăng nhập không thành công"),
    "directory.made-link": _("tạo liên kết đăng nhập một lần"),
    "directory.used-link": _("đăng nhập bằng liên kết một lần"),
    "directory.changed-password": _("đổi mật khẩu"),
    "directory.added-unit": _("thêm đơn vị"),
    "directory.changed-unit": _("sửa đơn vị"),
    "directory.ended-unit": _("kết thúc hoạt động đơn vị"),
    "directory.added-person": _("thêm người dùng"),
    "directory.changed-person": _("sửa thông tin người dùng"),
    "directory.delegated": _("ủy quyền"),
    "directory.ended-delegation": _("thôi ủy quyền"),
    "directory.gave-role": _("giao vai trò"),
    "directory.ended-role": _("thôi vai trò"),
}


NOT_VERBS = ("role.", "field.")
"""How keys begin that name a role or a field, and no deed."""


def add(words: dict[str, Any]) -> None:
    """Add the verbs of a room: verb → what was done, as lazily translated words that follow a person's name."""
    WORDS.update(words)


def words_for(key: str, default: str | None = None) -> str:
    """The words for a verb (or a ``role.…``, a ``field.…``) in the reader's language; `default` or the key itself without any."""
    return str(WORDS.get(key, key if default is None else default))


ROOMS: dict[str, Any] = {
    "registry": _("Văn bản"),
    "work": _("Nhiệm vụ"),
    "directory": _("Đơn vị, người dùng"),
    "access": _("Đăng nhập"),
}
"""How the rooms are called above their deeds; one without a name here is called by its own."""


def verbs_by_room() -> list[tuple[str, Any, list[tuple[str, Any]]]]:
    """(room, its name, its verbs with their words) for choosing from, in the reader's language."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for verb, words in WORDS.items():
        if not verb.startswith(NOT_VERBS):
            found.setdefault(verb.partition(".")[0], []).append((verb, words))
    rooms = [(room, ROOMS.get(room, room), sorted(verbs, key=lambda one: str(one[1]))) for room, verbs in found.items()]
    return sorted(rooms, key=lambda one: str(one[1]))


PAGES: dict[str, str] = {}
"""Type of a thing → name of the address of its page, which takes the thing's number. Rooms add theirs when they start."""


def add_pages(pages: dict[str, str]) -> None:
    """Say where things of a room are found: ``{"registry.document": "registry:show-document"}``."""
    PAGES.update(pages)
