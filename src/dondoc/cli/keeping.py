"""The words for what stands in the way of a backup or a restore."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dondoc.cli.failures import Refusal
from dondoc.cli.language import Words
from dondoc.cli.office import NOT_THERE

CANNOT: dict[str, Words] = {
    "no-office": NOT_THERE,
    "target-there": Words(
        "{path} đã có. Đặt tên khác, hoặc thêm --replace để thay bản sao lưu cũ.",
        "{path} is there already. Choose another name, or add --replace to replace the older backup.",
    ),
    "no-folder": Words("{path}: không có thư mục này. Hãy tạo trước.", "{path}: there is no such folder. Make it first."),
    "database-damaged": Words(
        "{database}: cơ sở dữ liệu bị hỏng ({why}). Hãy giữ nguyên tệp này và phục hồi từ bản sao lưu gần nhất.",
        "{database}: the database is damaged ({why}). Keep this file as it is and restore the latest backup.",
    ),
    "foreign": Words("{path} không phải là bản sao lưu của Dondoc.", "{path} is no backup of Dondoc."),
    "newer": Words(
        "{path} do bản Dondoc mới hơn ({made_by}) tạo. Hãy cập nhật Dondoc rồi phục hồi.",
        "{path} was made by a newer Dondoc ({made_by}). Update Dondoc, then restore.",
    ),
    "damaged": Words(
        "{path} bị hỏng ở {member}. Chưa thay đổi gì. Hãy dùng bản sao lưu khác.",
        "{path} is damaged at {member}. Nothing was changed. Use another backup.",
    ),
    "other-database": Words(
        "{path} là bản sao của {kind}. Hãy đặt (hoặc bỏ) DATABASE_URL cho đúng loại cơ sở dữ liệu rồi phục hồi.",
        "{path} is a backup of {kind}. Set (or leave out) DATABASE_URL to match, then restore.",
    ),
    "data-there": Words(
        "{path} đã có dữ liệu. Chọn thư mục khác bằng --data, hoặc thêm --replace: dữ liệu cũ được giữ lại bên cạnh.",
        "{path} holds data already. Choose another folder with --data, or add --replace: what is there is kept beside.",
    ),
    "database-there": Words(
        "DATABASE_URL đã có dữ liệu. Dùng cơ sở dữ liệu trống, hoặc thêm --replace: dữ liệu cũ được giữ trong một schema khác.",
        "The database at DATABASE_URL holds data already. Use an empty one, or add --replace: what is there is kept in another schema.",
    ),
    "no-room": Words(
        "{path}: cần {needed} MB, chỉ còn {free} MB trống. Hãy dọn ổ đĩa rồi chạy lại.",
        "{path}: {needed} MB are needed, {free} MB are free. Make room and run it again.",
    ),
    "running": Words(
        "{path}: văn phòng đang chạy trên dữ liệu này. Hãy dừng dondoc serve rồi phục hồi.",
        "{path}: the office runs on this data. Stop dondoc serve, then restore.",
    ),
    "tables-differ": Words(
        "Bản sao lưu có bảng mà bản Dondoc này không có: {tables}. Hãy dùng đúng bản Dondoc đã tạo nó.",
        "The backup has tables this Dondoc does not have: {tables}. Use the Dondoc that made it.",
    ),
}


@contextmanager
def worded() -> Iterator[None]:
    """Say a :class:`~dondoc.office.keeping.errors.CannotKeep` in words."""
    from dondoc.office.keeping.errors import CannotKeep

    try:
        yield
    except CannotKeep as error:
        raise Refusal(CANNOT[error.code], **error.values) from error
