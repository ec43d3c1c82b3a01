"""Invented dispatches, each with a number of its own, so that no test meets another's."""

from __future__ import annotations

import io
import itertools
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import docx

_numbers = itertools.count(701)

BODY = """\
Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư, Ủy ban nhân dân thành phố yêu cầu:

1. Phòng Tài chính - Kế hoạch chủ trì, phối hợp với Phòng Nội vụ rà soát kinh phí số hóa hồ sơ lưu trữ theo Điều 5 Nghị định số \
30/2020/NĐ-CP, trình Ủy ban nhân dân thành phố trước ngày {later}.

2. Phòng Nội vụ kiểm tra máy quét của các phòng. Lập danh sách thiết bị cần thay thế, hoàn thành trước ngày {later}.

3. Phòng Giáo dục và Đào tạo hướng dẫn các trường chuẩn bị hồ sơ, hoàn thành trước ngày {soon}.

4. Phòng Giáo dục và Đào tạo tập huấn cho văn thư các trường, hoàn thành trước ngày {soon}.

5. Tổ giúp việc chuyển đổi số theo dõi tiến độ, báo cáo hằng quý.

6. Thanh tra thành phố kiểm tra việc chỉnh lý hồ sơ, hoàn thành trước ngày {past}.

Kho lưu trữ ở nhà số 3 đường Bến Lở mở cửa trong giờ hành chính."""
FUNDS, SCANNERS, GUIDANCE, TRAINING, PROGRESS, FILING = range(6)
"""The tasks of :data:`BODY`, in its order."""
NOT_A_TASK = "Kho lưu trữ ở nhà số 3 đường Bến Lở mở cửa trong giờ hành chính."

FRAME = """\
{mark}ỦY BAN NHÂN DÂN
THÀNH PHỐ SÔNG TRÀ
Số: {number}
V/v số hóa hồ sơ lưu trữ, đợt {order}
Sông Trà, ngày {day:%d} tháng {day:%m} năm {day:%Y}

Kính gửi: Các phòng, ban thuộc thành phố.

{body}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Phạm Quốc Khánh
"""


def today() -> date:
    """The day it is in the office."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


@dataclass(frozen=True)
class Dispatch:
    """A dispatch: its number and its text."""

    number: str
    text: str

    @property
    def content(self) -> bytes:
        return self.text.encode()

    @property
    def docx(self) -> bytes:
        """The same words in a Word file, a paragraph a line."""
        file = docx.Document()
        for line in self.text.splitlines():
            file.add_paragraph(line)
        written = io.BytesIO()
        file.save(written)
        return written.getvalue()

    def save(self, folder: Path, ending: str = "txt") -> Path:
        path = folder / f"{self.number.replace('/', '-')}.{ending}"
        path.write_bytes(self.docx if ending == "docx" else self.content)
        return path


def dispatch(*, mark: str = "", body: str = BODY) -> Dispatch:
    """A new dispatch of a month ago with six tasks: one overdue today, two due tomorrow, two in two months, one each quarter."""
    order = next(_numbers)
    number = f"{order}/UBND-VP"
    days = {"past": today() - timedelta(days=3), "soon": today() + timedelta(days=1), "later": today() + timedelta(days=60)}
    words = body.format(**{name: f"{day:%d/%m/%Y}" for name, day in days.items()})
    month_ago = today() - timedelta(days=30)
    return Dispatch(number, FRAME.format(mark=f"{mark}\n" if mark else "", number=number, order=order, day=month_ago, body=words))
