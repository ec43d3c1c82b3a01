"""``dondoc doctor``: whether all is well, and what to do where it is not."""

from __future__ import annotations

from pathlib import Path

import click

from dondoc.cli.command import Command, option
from dondoc.cli.language import Words, current
from dondoc.cli.office import data_option, open_office

SIGNS = {"ok": Words("tốt  ", "ok     "), "warning": Words("chú ý", "warning"), "problem": Words("LỖI  ", "PROBLEM")}
LINES: dict[str, Words] = {
    "settings": Words("Cài đặt: hợp lý.", "Settings: sound."),
    "debug-on": Words(
        "Cài đặt: DONDOC_DEBUG đang bật, trang lỗi lộ dữ liệu. Hãy bỏ biến này rồi chạy lại.",
        "Settings: DONDOC_DEBUG is on, error pages show data. Leave it out and start again.",
    ),
    "any-host": Words(
        "Cài đặt: DONDOC_ALLOWED_HOSTS có “*”. Hãy ghi đúng các tên máy người dùng mở.",
        "Settings: DONDOC_ALLOWED_HOSTS has “*”. Name the hosts people use.",
    ),
    "no-https": Words(
        "Cài đặt: mở cho máy khác nhưng DONDOC_HTTPS chưa bật. Hãy đặt proxy https phía trước và DONDOC_HTTPS=1.",
        "Settings: others can reach it, but DONDOC_HTTPS is off. Put a proxy with https in front and set DONDOC_HTTPS=1.",
    ),
    "proxy-unknown": Words(
        "Cài đặt: có proxy https nhưng DONDOC_TRUSTED_PROXIES là 0, nên mọi người như đến từ một địa chỉ. Hãy đặt số proxy của cơ quan.",
        "Settings: a proxy with https, but DONDOC_TRUSTED_PROXIES is 0: all seem to come from one address. Set how many proxies are yours.",
    ),
    "no-second-step": Words(
        "Cài đặt: chưa vai trò nào bắt buộc xác thực hai lớp. Nên đặt DONDOC_TWO_FACTOR_ROLES=administrator,leader,coordinator.",
        "Settings: no role requires two-factor sign-in. Consider DONDOC_TWO_FACTOR_ROLES=administrator,leader,coordinator.",
    ),
    "folder": Words("Thư mục dữ liệu: {path}.", "Data folder: {path}."),
    "folder-closed": Words(
        "Thư mục dữ liệu: {path} không ghi được. Hãy cấp quyền cho tài khoản chạy Dondoc.",
        "Data folder: {path} can't be written. Let the account that runs Dondoc write there.",
    ),
    "open-to-others": Words(
        "Thư mục dữ liệu: tài khoản khác trên máy vào được {path}. Hãy chạy: chmod go-rwx {path}",
        "Data folder: other accounts of this machine get to {path}. Run: chmod go-rwx {path}",
    ),
    "disk": Words("Ổ đĩa: còn {free} MB.", "Disk: {free} MB free."),
    "disk-low": Words(
        "Ổ đĩa: {path} chỉ còn {free} MB. Hãy dọn bớt hoặc chuyển sang ổ lớn hơn trước khi đầy.",
        "Disk: only {free} MB free at {path}. Make room or move to a larger disk before it is full.",
    ),
    "database": Words("Cơ sở dữ liệu: {kind}, trả lời và đúng phiên bản.", "Database: {kind}, answers and is up to date."),
    "database-silent": Words(
        "Cơ sở dữ liệu: không trả lời ({why}). Hãy xem máy chủ cơ sở dữ liệu và DATABASE_URL.",
        "Database: does not answer ({why}). Look at the database server and DATABASE_URL.",
    ),
    "database-behind": Words(
        "Cơ sở dữ liệu: còn {count} bước nâng cấp. Hãy sao lưu rồi chạy dondoc serve một lần.",
        "Database: {count} steps behind. Make a backup, then run dondoc serve once.",
    ),
    "database-newer": Words(
        "Cơ sở dữ liệu: do bản Dondoc mới hơn tạo ({names}). Hãy cập nhật Dondoc.",
        "Database: made by a newer Dondoc ({names}). Update Dondoc.",
    ),
    "integrity": Words("Toàn vẹn: cơ sở dữ liệu không hỏng.", "Integrity: the database is whole."),
    "integrity-broken": Words(
        "Toàn vẹn: cơ sở dữ liệu hỏng ({what}). Hãy dừng Dondoc, sao nguyên thư mục và phục hồi từ bản sao lưu.",
        "Integrity: the database is damaged ({what}). Stop Dondoc, copy the folder as it is and restore a backup.",
    ),
    "journal": Words("Nhật ký: {entries} dòng, chuỗi nguyên vẹn.", "Journal: {entries} entries, the chain holds."),
    "figures": Words("Số liệu theo dõi khớp với các nhiệm vụ.", "The figures agree with the tasks."),
    "figures-differ": Words(
        "Số liệu theo dõi lệch so với nhiệm vụ ({why}). Chạy «python -m dondoc.office shell -c 'from dondoc.office.work import upkeep; "
        "upkeep.renew()'» để tính lại.",
        "The figures differ from the tasks ({why}). Run «python -m dondoc.office shell -c 'from dondoc.office.work import upkeep; "
        "upkeep.renew()'» to count them anew.",
    ),
    "journal-broken": Words(
        "Nhật ký: đứt ở dòng {line}. Hãy giữ nguyên dữ liệu và chạy dondoc audit verify để xem.",
        "Journal: broken at line {line}. Keep the data as it is and run dondoc audit verify.",
    ),
    "queue": Words("Hàng đợi: {count} việc đang chờ.", "Queue: {count} jobs waiting."),
    "no-worker": Words(
        "Hàng đợi: {count} việc chờ quá lâu và không có tiến trình làm việc nào chạy. Hãy chạy dondoc serve.",
        "Queue: {count} jobs wait too long and no worker runs. Run dondoc serve.",
    ),
    "queue-late": Words(
        "Hàng đợi: {count} việc chờ quá 15 phút. Nếu không giảm, hãy xem lỗi ở cửa sổ chạy dondoc serve.",
        "Queue: {count} jobs have waited over 15 minutes. If that does not fall, see what dondoc serve says.",
    ),
    "jobs-failed": Words(
        "Hàng đợi: {count} việc hỏng trong 7 ngày. Hãy mở các văn bản “Không đọc được” và yêu cầu đọc lại.",
        "Queue: {count} jobs failed in 7 days. Open the documents that could not be read and have them read again.",
    ),
    "mail": Words("Thư: {where} nhận kết nối.", "Mail: {where} takes connections."),
    "mail-silent": Words(
        "Thư: {where} không nhận ({why}). Hãy xem lại máy chủ thư, tên và mật khẩu.",
        "Mail: {where} does not take it ({why}). Check the mail server, name and password.",
    ),
    "mail-unsettled": Words(
        "Thư: {failed} thư không gửi được, {uncertain} thư không rõ đã đến chưa. Người quản trị hãy mở Thông báo, Thư gửi đi.",
        "Mail: {failed} failed, {uncertain} uncertain. An administrator opens Notices, Outbox and decides.",
    ),
    "files": Words("Tệp: xem {looked} trong {count}, đủ và đúng mã.", "Files: looked at {looked} of {count}, all there and right."),
    "file-missing": Words(
        "Tệp: thiếu {path}. Hãy lấy lại tệp này từ bản sao lưu (files/…/{sha256}).",
        "Files: {path} is missing. Take it from a backup (files/…/{sha256}).",
    ),
    "file-damaged": Words(
        "Tệp: {path} không còn đúng mã. Hãy thay bằng tệp cùng tên trong bản sao lưu.",
        "Files: {path} is no longer what it was. Replace it by the file of that name in a backup.",
    ),
    "files-more": Words("Tệp: còn {count} tệp thiếu hoặc hỏng nữa.", "Files: {count} more are missing or damaged."),
}


@click.command(
    "doctor",
    cls=Command,
    about=Words("Khám: mọi thứ có ổn không, nếu không thì làm gì.", "Examine whether all is well, and what to do where it is not."),
    details=(Words("Chỉ đọc, không sửa gì. Mã thoát 1 khi có dòng LỖI.", "Reads only. Exit code 1 where a line says PROBLEM."),),
)
@data_option
@option("--all-files", is_flag=True, words=Words("Xem mọi tệp thay vì 200 tệp ngẫu nhiên.", "Look at every file instead of 200 at random."))
@click.pass_context
def command(ctx: click.Context, data: Path | None, all_files: bool) -> None:
    """Examine."""
    open_office(data)
    from dondoc.office.keeping.doctor import PROBLEM, examine

    has_problem = False
    for found in examine(every_file=all_files):
        click.echo(f"{SIGNS[found.level].say(current())} {LINES[found.code].say(current(), **found.values)}")
        has_problem |= found.level == PROBLEM
    ctx.exit(int(has_problem))
