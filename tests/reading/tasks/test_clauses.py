"""Who coordinates, to whom it is reported, what is delivered."""

import pytest

from dondoc.reading.tasks.coordination import coordinating_bodies
from dondoc.reading.tasks.products import find_product
from dondoc.reading.tasks.reporting import find_report_to


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("chủ trì, phối hợp với Sở Tài chính và các cơ quan liên quan hướng dẫn", ["Sở Tài chính", "các cơ quan liên quan"]),
        ("Phối hợp Công an tỉnh kiểm tra", ["Công an tỉnh"]),
        ("chủ trì cùng Sở Xây dựng rà soát", ["Sở Xây dựng"]),
        ("tăng cường phối hợp, hỗ trợ chính quyền địa phương trong công tác kiểm tra", ["chính quyền địa phương"]),
        ("phối hợp với Sở A rà soát; phối hợp với Công an tỉnh xử lý", ["Sở A", "Công an tỉnh"]),
        ("phối hợp với ngân hàng thương mại truy xuất dòng tiền", ["ngân hàng thương mại"]),
        ("phối hợp với các cơ quan liên quan như: Công an, Kho bạc nhà nước để xử lý", ["Công an", "Kho bạc nhà nước"]),
        ("phối hợp với các cơ quan phối hợp.", ["các cơ quan phối hợp"]),
        ("bảo đảm sự phối hợp giữa các ngành", []),
        ("Phối hợp tiến hành kiểm định thiết bị", []),
        ("rà soát biên chế", []),
    ],
)
def test_coordinating_bodies(text, expected):
    assert [name.text for name in coordinating_bodies(text, 0, len(text))[0]] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2025.", "Ủy ban nhân dân tỉnh"),
        ("báo cáo kết quả thực hiện về Sở Nội vụ (qua Phòng Tổ chức)", "Sở Nội vụ"),
        ("gửi Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh.", "Sở Nội vụ"),
        ("phản ánh về Sở Tài chính để được hướng dẫn", "Sở Tài chính"),
        ("phản hồi về Ban Chỉ đạo để xem xét", "Ban Chỉ đạo"),
        ("báo cáo cấp có thẩm quyền xem xét, quyết định", "cấp có thẩm quyền"),
        ("báo cáo, đề xuất Ban Chỉ đạo tỉnh chỉ đạo", "Ban Chỉ đạo tỉnh"),
        ("kịp thời phản ánh ý kiến, kiến nghị của hội viên và Nhân dân về bầu cử với Ban Thường trực xã.", "Ban Thường trực xã"),
        ("báo cáo, đề xuất vấn đề phát sinh với Trưởng ban", "Trưởng ban"),
        ("báo cáo và kiến nghị Chính phủ các biện pháp cần thiết", "Chính phủ"),
        ("thực hiện chế độ thông tin báo cáo về Sở Y tế.", "Sở Y tế"),
        ("báo cáo kết quả phối hợp với Sở Tài chính", None),
        ("trình Ủy ban nhân dân tỉnh phê duyệt", None),
        ("thực hiện chế độ báo cáo theo quy định", None),
        ("sau khi nghe báo cáo của Sở Y tế", None),
        ("gửi Quyết định cho các trường để thực hiện", None),
    ],
)
def test_report_to(text, expected):
    found = find_report_to(text, 0, len(text))
    assert (found.text if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xây dựng, trình UBND tỉnh ban hành Kế hoạch kiểm kê tài sản công trước ngày 15/3", "Kế hoạch kiểm kê tài sản công"),
        ("Sản phẩm: Quyết định của UBND tỉnh.", "Quyết định của UBND tỉnh"),
        ("lập Danh mục hồ sơ theo quy định", "Danh mục hồ sơ"),
        ("tăng cường kiểm tra", None),
    ],
)
def test_product(text, expected):
    found = find_product(text, 0, len(text))
    assert (text[slice(*found)] if found else None) == expected
