"""Golden documents that are not plain text, built here: a file of Word with its own numbering and tables, and a page of a portal."""

from __future__ import annotations

import io
from collections.abc import Callable

from docx import Document

WORD_TASKS = (
    ("Sở Du lịch chủ trì, phối hợp với Sở Văn hóa và Thể thao xây dựng đề cương Lễ hội, hoàn thành trước ngày 15/4/2026.", "List Number"),
    ("Sở Tài chính thẩm định dự toán, trình Ủy ban nhân dân tỉnh trong tháng 5/2026.", "List Number"),
    ("Công an tỉnh bảo đảm an ninh, trật tự trong thời gian diễn ra Lễ hội.", "List Number"),
)
WORD_ROWS = (
    ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"),
    ("1", "Xây dựng kịch bản khai mạc", "Sở Văn hóa và Thể thao", "Sở Du lịch", "20/5/2026", "Kịch bản"),
    ("2", "Chỉnh trang tuyến đường ven sông", "UBND phường Bến Lở", "Sở Xây dựng", "Trước 30/6/2026", "Tuyến đường hoàn thành"),
)


def word() -> bytes:
    """A kế hoạch: heading block in a table of two columns, automatic numbers, an annex with a table."""
    document = Document()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ HÀ\n\nSố: 77/KH-UBND"
    right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nAn Phú Hà, ngày 02 tháng 3 năm 2026"
    for text in ("KẾ HOẠCH", "Tổ chức Lễ hội sông nước An Phú Hà năm 2026"):
        document.add_paragraph(text)
    document.add_paragraph(
        "Thực hiện Nghị quyết số 12-NQ/TU ngày 10/01/2026 của Tỉnh ủy An Phú Hà về phát triển du lịch, Ủy ban nhân dân tỉnh ban hành "
        "Kế hoạch như sau:"
    )
    document.add_paragraph("I. TỔ CHỨC THỰC HIỆN")
    for text, style in WORD_TASKS:
        document.add_paragraph(text, style=style)
    document.add_paragraph("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nĐinh Công Hải")
    document.add_paragraph("PHỤ LỤC")
    document.add_paragraph("PHÂN CÔNG NHIỆM VỤ")
    table = document.add_table(rows=0, cols=len(WORD_ROWS[0]))
    for row in WORD_ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def portal_page() -> bytes:
    """A công văn as a portal shows it: menus, counters and related news around the text."""
    return """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Chỉ đạo tăng cường phòng cháy rừng - Cổng thông tin tỉnh An Phú Hà</title>
<style>body{font-family:serif}</style><script>var luotXem = 120;</script></head>
<body>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li><li><a href="/van-ban">Văn bản</a></li></ul></nav>
<div id="content"><article>
<h1>UBND tỉnh An Phú Hà chỉ đạo tăng cường phòng cháy, chữa cháy rừng</h1>
<p>UBND tỉnh An Phú Hà vừa ban hành Công văn số 1460/UBND-NN ngày 04/4/2026 về việc tăng cường các biện pháp phòng cháy, chữa cháy rừng.</p>
<p>Thực hiện Luật Lâm nghiệp năm 2017 và Nghị định số 156/2018/NĐ-CP ngày 16/11/2018 của Chính phủ, UBND tỉnh yêu cầu:</p>
<p>1. Chi cục Kiểm lâm tổ chức trực 24/24 giờ tại các trạm; báo cáo Sở Nông nghiệp và Môi trường trước 16 giờ hằng ngày.</p>
<p>2. UBND các xã có rừng chủ trì, phối hợp với chủ rừng phát dọn đường băng cản lửa, hoàn thành trước ngày 20/4/2026.</p>
<p>3. Sở Tài chính bố trí kinh phí mua sắm dụng cụ chữa cháy trong quý II/2026.</p>
</article></div>
<aside><h3>Tin liên quan</h3><ul><li><a href="/1">Lễ ra quân trồng cây</a></li><li><a href="/2">Lịch tiếp công dân</a></li></ul></aside>
<footer>Bản quyền thuộc Cổng thông tin điện tử tỉnh An Phú Hà. Lượt truy cập: 120.533</footer>
</body></html>
""".encode()


BUILT: dict[str, Callable[[], bytes]] = {"ke-hoach.docx": word, "trang-cong-thong-tin.html": portal_page}
"""Builders by the name the document goes by."""
