"""What all pages share: the frame around them, how form fields look, pages of long lists, static addresses, error pages."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, ClearableFileInput, HiddenInput, RadioSelect, Select
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from dondoc.office.deeds import NotNow
from dondoc.office.faults import fault_of

PER_PAGE = 50


# ── the frame ─────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class NavEntry:
    """A line of the menu: shown to those who hold `verb`, marked on every page under its address."""

    label: Any
    url_name: str
    verb: str
    icon: str


NAVIGATION = (
    NavEntry(_("Bảng theo dõi"), "work:board", "work.view_board", "grid"),
    NavEntry(_("Kế hoạch"), "work:list-plans", "work.view_plan", "clipboard"),
    NavEntry(_("Nhiệm vụ"), "work:list-tasks", "work.view_task", "check"),
    NavEntry(_("Văn bản"), "registry:list-documents", "registry.view", "document"),
    NavEntry(_("Sổ văn bản"), "registry:list-registers", "registry.view", "inbox"),
    NavEntry(_("Đơn vị"), "directory:list-units", "directory.view", "tree"),
    NavEntry(_("Người dùng"), "directory:list-people", "directory.view", "people"),
    NavEntry(_("Nhật ký"), "audit:list-entries", "audit.view", "journal"),
)


def address(name: str, *args: Any) -> str | None:
    """The address of a URL name, or ``None`` where this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the menu this person sees, and how long a session may idle."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "idle_seconds": None}
    shown = [(entry, address(entry.url_name)) for entry in NAVIGATION if user.may(entry.verb)]
    navigation = [
        {"label": entry.label, "url": url, "icon": entry.icon, "current": request.path.startswith(url)} for entry, url in shown if url
    ]
    return {"navigation": navigation, "idle_seconds": settings.IDLE_SECONDS}


def is_fragment(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of a page (and not for a whole one out of its history)."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request and not htmx.boosted


# ── long lists ────────────────────────────────────────────────────────────────────────────────────────
COUNTED = 1_000
"""Long lists are counted so far; nobody pages through more, and counting all would take longer than showing a page."""


class LongPaginator(Paginator[Any]):
    """Pages of a list of any length: counted up to :data:`COUNTED`; behind that a page knows only whether another follows."""

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        if hasattr(rows, "count_up_to"):
            return int(rows.count_up_to(COUNTED))
        return int(rows.order_by()[: COUNTED + 1].count()) if isinstance(rows, QuerySet) else len(rows)

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self._counted > COUNTED

    @cached_property
    def count(self) -> int:
        """How many rows there are, as far as they are counted."""
        return min(self._counted, COUNTED)

    def get_page(self, number: Any) -> LongPage:
        """The page `number` asks for; the nearest one where it asks for nonsense."""
        asked = max(1, whole_number(str(number)) or 1)
        asked = asked if self.is_more else min(asked, self.num_pages)
        start = (asked - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        if not rows and asked > self.num_pages:
            return self.get_page(self.num_pages)
        return LongPage(rows[: self.per_page], asked, self, follows=len(rows) > self.per_page)


class LongPage(Page[Any]):
    """A page that has seen whether another follows."""

    def __init__(self, rows: list[Any], number: int, paginator: LongPaginator, *, follows: bool) -> None:
        super().__init__(rows, number, paginator)
        self.follows = follows

    def has_next(self) -> bool:
        return self.follows

    def next_page_number(self) -> int:
        return self.number + 1

    def previous_page_number(self) -> int:
        return self.number - 1


def page_of(request: HttpRequest, rows: Any, per_page: int = PER_PAGE) -> LongPage:
    """The page of `rows` (a query, or what has a slice and ``count_up_to``) that ``?page=`` asks for."""
    return LongPaginator(rows, per_page).get_page(request.GET.get("page"))


MOST_DIGITS = 18
"""Figures of a number a database column holds."""


def whole_number(text: str | None) -> int | None:
    """The number an address or a form carries; ``None`` for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def version_of(request: HttpRequest) -> int:
    """The version a form was drawn from; 0, which nothing has, where it says none."""
    return whole_number(request.POST.get("version")) or 0


def do_and_return(request: HttpRequest, deed: Callable[[], Any], to: Any) -> HttpResponse:
    """Do it and go `to` a thing or an address; a refusal is told there."""
    try:
        deed()
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect(to)


def query_without(request: HttpRequest, *names: str) -> str:
    """The query string of this page without some of its parts, for links that set those anew."""
    kept = [(key, value) for key, values in request.GET.lists() for value in values if key not in names and value]
    return urlencode(kept)


# ── forms ─────────────────────────────────────────────────────────────────────────────────────────────
class OfficeBoundField(BoundField):
    """Gives each input the class its kind is drawn with."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        classes = [*str(widget.attrs.get("class", "")).split(), _class_of(widget)]
        if self.errors:
            classes.append("is-invalid")
        return {**attrs, "class": " ".join(filter(None, classes))}

    @property
    def is_check(self) -> bool:
        """Whether the label stands after the box."""
        return isinstance(self.field.widget, CheckboxInput)


def _class_of(widget: Any) -> str:
    if isinstance(widget, CheckboxInput | CheckboxSelectMultiple | RadioSelect):
        return "form-check-input"
    if isinstance(widget, HiddenInput):
        return ""
    if isinstance(widget, Select):
        return "form-select"
    return "form-control" if isinstance(widget, ClearableFileInput) or hasattr(widget, "attrs") else ""


class FormRenderer(TemplatesSetting):
    """Forms drawn with the office's own templates."""

    form_template_name = "office/forms/_form.html"
    field_template_name = "office/forms/_field.html"
    bound_field_class = OfficeBoundField


# ── static files ──────────────────────────────────────────────────────────────────────────────────────
class VersionedStatic(StaticFilesStorage):
    """Addresses carry a piece of the file's checksum: browsers keep a file until it changes, with no build step."""

    def url(self, name: str | None) -> str:
        known = self._known.get(name or "")
        if known is None:
            base = super().url(name)
            mark = _mark(name) if name and not settings.DEBUG else ""
            known = self._known[name or ""] = f"{base}?v={mark}" if mark else base
        return known

    @cached_property
    def _known(self) -> dict[str, str]:
        """A page with icons asks a hundred times."""
        return {}


@cache
def _mark(name: str) -> str:
    found = finders.find(name)
    return hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:10] if found else ""


# ── error pages ───────────────────────────────────────────────────────────────────────────────────────
def _problem(request: HttpRequest, status: int, title: Any, what: Any, todo: Sequence[Any]) -> HttpResponse:
    context = {"problem_title": title, "problem": what, "todo": todo, "status": status}
    return render(request, "office/problem.html", context, status=status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    what = str(exception or "") or _("Vai trò của bạn không có quyền mở trang này.")
    todo = [_("Quay lại trang trước."), _("Nếu công việc cần đến, hãy nhờ người quản trị giao vai trò phù hợp trong mục Người dùng.")]
    return _problem(request, 403, _("Bạn không có quyền làm việc này"), what, todo)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404."""
    what = _("Địa chỉ này không có trang nào, hoặc mục bạn tìm không còn.")
    todo = [_("Kiểm tra lại địa chỉ."), _("Tìm trong danh sách văn bản hoặc nhiệm vụ.")]
    return _problem(request, 404, _("Không tìm thấy trang"), what, todo)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form sent without the office's own mark: an old page, or one from elsewhere."""
    what = _("Trang đã mở quá lâu hoặc bạn đã đăng nhập lại ở cửa sổ khác, nên dữ liệu chưa được lưu.")
    todo = [
        _("Quay lại trang trước, tải lại trang rồi gửi lại; phần đang gõ vẫn được giữ."),
        _("Trình duyệt phải cho phép cookie của trang này."),
    ]
    return _problem(request, 403, _("Biểu mẫu đã hết hạn"), what, todo)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """500 and its kin: drawn without the database, which may be what failed. Django calls this while it handles the error."""
    fault = fault_of(sys.exc_info()[1])
    # Without a request: the context of every page asks who is signed in, and that asks the database.
    response = HttpResponse(render_to_string("office/500.html", {"fault": fault}), status=fault.status)
    if fault.retry_after is not None:
        response["Retry-After"] = str(fault.retry_after)
    return response
