"""What a page says when something under the office fails: the database does not answer, the disk is full. Needs no database itself."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db import DataError, InterfaceError, OperationalError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT}
TOO_MANY_AT_ONCE: Final = {"40001", "40P01", "55P03"}
"""PostgreSQL's codes for transactions that stood in each other's way; none of them was done."""
AGAIN = _("Chờ một lát rồi gửi lại; phần đang gõ được giữ trên máy này.")
TELL = _("Nếu vẫn lỗi, báo người quản trị kèm thời điểm xảy ra.")


@dataclass(frozen=True, slots=True)
class Fault:
    """One row: an error for which `is_it` holds is answered with `status` and these words."""

    is_it: Callable[[BaseException], bool]
    status: int
    title: str | Promise
    what: str | Promise
    todo: tuple[str | Promise, ...]
    retry_after: int | None = None
    """Seconds, for browsers and proxies."""


def _disk_is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    # 53100: PostgreSQL's own disk. SQLite has no code in its message.
    return isinstance(error, OperationalError) and (_code(error) == "53100" or "disk is full" in str(error))


def _stood_in_each_others_way(error: BaseException) -> bool:
    return isinstance(error, OperationalError) and (_code(error) in TOO_MANY_AT_ONCE or "is locked" in str(error))


def _database_is_gone(error: BaseException) -> bool:
    return isinstance(error, OperationalError | InterfaceError)


def _cannot_be_kept(error: BaseException) -> bool:
    return isinstance(error, DataError)


def _anything(_error: BaseException) -> bool:
    return True


FAULTS: Final = (
    Fault(
        _disk_is_full,
        507,
        _("Máy chủ hết chỗ lưu"),
        _("Đĩa đầy nên việc vừa làm chưa được lưu. Những gì đã lưu trước đó vẫn còn nguyên và vẫn xem được."),
        (_("Báo ngay người quản trị: cần giải phóng hoặc thêm dung lượng đĩa."), AGAIN),
        60,
    ),
    Fault(
        _stood_in_each_others_way,
        503,
        _("Nhiều người đang ghi cùng lúc"),
        _("Việc vừa làm chưa được lưu vì có người khác đang ghi vào cùng một chỗ."),
        (AGAIN, TELL),
        2,
    ),
    Fault(
        _database_is_gone,
        503,
        _("Cơ sở dữ liệu không trả lời"),
        _("Trang này chưa mở được, việc vừa làm chưa được lưu. Những gì đã lưu trước đó vẫn còn nguyên."),
        (AGAIN, TELL),
        10,
    ),
    Fault(
        _cannot_be_kept,
        400,
        _("Có ký tự không lưu được"),
        _("Địa chỉ hoặc phần đã gõ có ký tự điều khiển hay giá trị quá dài, nên chưa được lưu."),
        (_("Quay lại trang trước, xóa các ký tự lạ rồi gửi lại."), TELL),
    ),
    Fault(
        _anything,
        500,
        _("Hệ thống gặp lỗi"),
        _("Việc vừa làm chưa được lưu. Những gì đã lưu trước đó vẫn còn nguyên."),
        (_("Quay lại trang trước và thử lại; phần đang gõ được giữ trên máy này."), TELL),
    ),
)
"""The first row that fits counts."""


def fault_of(error: BaseException | None) -> Fault:
    """The row for `error`, or for what it was raised from."""
    chain = list(_causes(error))
    return next((fault for fault in FAULTS[:-1] for cause in chain if fault.is_it(cause)), FAULTS[-1])


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _code(error: BaseException) -> str:
    """PostgreSQL's code of an error; empty on SQLite."""
    return str(getattr(error.__cause__, "sqlstate", "") or "")
