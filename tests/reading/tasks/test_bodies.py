"""Where the name of a body ends, and how a list of them splits."""

import pytest

from dondoc.reading.tasks.bodies import is_class, names_at

CASES = [
    ("Sở Nội vụ chủ trì", ["Sở Nội vụ"]),
    (
        "Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ và Công an tỉnh chủ trì",
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ", "Công an tỉnh"],
    ),
    ("Sở Nông nghiệp và Môi trường tổng hợp", ["Sở Nông nghiệp và Môi trường"]),
    ("UBND các xã, phường, đặc khu triển khai", ["UBND các xã, phường, đặc khu"]),
    ("Ủy ban nhân dân các phường Bến Lở tổ chức", ["Ủy ban nhân dân các phường Bến Lở"]),
    ("Chủ tịch Ủy ban nhân dân các huyện, thành phố chịu trách nhiệm", ["Chủ tịch Ủy ban nhân dân các huyện, thành phố"]),
    ("các sở, ban, ngành liên quan theo chức năng", ["các sở", "ban", "ngành liên quan"]),
    ("các cơ quan, đơn vị có liên quan tham mưu", ["các cơ quan", "đơn vị có liên quan"]),
    ("Thủ trưởng các sở, ban, ngành và UBND các xã chịu trách nhiệm", ["Thủ trưởng các sở, ban, ngành", "UBND các xã"]),
    ("Giám đốc Sở Y tế tổ chức", ["Giám đốc Sở Y tế"]),
    ("Các Bộ: Quốc phòng, Công an chủ động", ["Bộ Quốc phòng", "Bộ Công an"]),
    ("Các Sở: Tài chính, Xây dựng, Khoa học và Công nghệ phối hợp", ["Sở Tài chính", "Sở Xây dựng", "Sở Khoa học và Công nghệ"]),
    ("Trung tâm Kiểm soát bệnh tật tỉnh chủ trì", ["Trung tâm Kiểm soát bệnh tật tỉnh"]),
    ("Văn phòng Ban Chỉ đạo chuyển đổi số tỉnh theo dõi", ["Văn phòng Ban Chỉ đạo chuyển đổi số tỉnh"]),
    ("các cấp ủy đảng, chính quyền, Mặt trận Tổ quốc chỉ đạo", ["các cấp ủy đảng", "chính quyền", "Mặt trận Tổ quốc"]),
    ("Ban Tổ chức Thành ủy chủ trì", ["Ban Tổ chức Thành ủy"]),
    ("các ban xây dựng Đảng của Thành ủy tăng cường", ["các ban xây dựng Đảng của Thành ủy"]),
    ("Tập đoàn Bưu chính Viễn thông Việt Nam chuẩn bị", ["Tập đoàn Bưu chính Viễn thông Việt Nam"]),
    ("Khoa Sau đại học tiến hành", ["Khoa Sau đại học"]),
    ("Tỉnh tổ chức thực hiện", ["Tỉnh"]),
    ("Công an tỉnh (qua Phòng Tham mưu)", ["Công an tỉnh"]),
    ("Đồng chí Ủy viên Ban Thường vụ, Chủ tịch Hội Nông dân xã chỉ đạo", ["Đồng chí Ủy viên Ban Thường vụ, Chủ tịch Hội Nông dân xã"]),
    ("Các thành viên khác trong tiểu ban chủ động", ["Các thành viên khác trong tiểu ban"]),
    ("Các đoàn thanh tra, kiểm tra thuế theo dõi", ["Các đoàn thanh tra, kiểm tra thuế"]),
    ("Thủ trưởng các đơn vị, trường học có trách nhiệm", ["Thủ trưởng các đơn vị, trường học"]),
    ("Các trường đại học ngoài công lập căn cứ", ["Các trường đại học ngoài công lập"]),
    ("Sở Dân tộc và Tôn giáo có trách nhiệm chủ trì", ["Sở Dân tộc và Tôn giáo"]),
    ("Đảng uỷ Chính phủ, đảng uỷ các bộ, cơ quan ngang bộ", ["Đảng uỷ Chính phủ", "đảng uỷ các bộ", "cơ quan ngang bộ"]),
    ("Đảng ủy các cơ quan Đảng tỉnh tham mưu", ["Đảng ủy các cơ quan Đảng tỉnh"]),
    ("Đội Quản lý thị trường số 3, Hạt Kiểm lâm kiểm tra", ["Đội Quản lý thị trường số 3", "Hạt Kiểm lâm"]),
    ("Ban Chỉ đạo quốc gia 1237 theo dõi", ["Ban Chỉ đạo quốc gia 1237"]),
    ("Ban Chỉ đạo cấp quân khu, Ban Chỉ đạo các tỉnh xây dựng", ["Ban Chỉ đạo cấp quân khu", "Ban Chỉ đạo các tỉnh"]),
    ("UBND các xã có rừng chủ trì", ["UBND các xã có rừng"]),
    ("UBND các địa phương có chợ đầu mối bán hải sản thường xuyên theo dõi", ["UBND các địa phương có chợ đầu mối bán hải sản"]),
    ("Cơ quan Thủy sản và Kiểm ngư ở địa phương có trách nhiệm", ["Cơ quan Thủy sản và Kiểm ngư ở địa phương"]),
    ("Bộ Tài chính, cơ quan thuế chịu trách nhiệm", ["Bộ Tài chính", "cơ quan thuế"]),
    ("Các Tập đoàn, Tổng Công ty nhà nước chủ động", ["Các Tập đoàn", "Tổng Công ty nhà nước"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_names_at(text, expected):
    names, end = names_at(text, 0)
    assert [name.text for name in names] == expected
    assert end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo kết quả",
        "Ban hành kế hoạch",
        "tổ chức thực hiện",
        "Trường hợp có vướng mắc",
        "Phòng chống dịch bệnh",
        "tăng cường kiểm tra",
        "",
        "12/2025",
    ],
)
def test_nothing_is_a_body_that_is_a_verb_or_a_word(text):
    assert names_at(text, 0) == ([], 0)


def test_a_name_never_runs_over_a_paragraph():
    names, _ = names_at("Sở Tài chính\nSở Nội vụ", 0)
    assert [name.text for name in names] == ["Sở Tài chính"]


@pytest.mark.parametrize(("text", "expected"), [("các đơn vị", True), ("Sở Nội vụ", False), ("Giám đốc Sở Nội vụ", False)])
def test_a_class_of_bodies_is_told_from_a_name(text, expected):
    (name,), _ = names_at(text, 0)
    assert is_class(name) is expected
