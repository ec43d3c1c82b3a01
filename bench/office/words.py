"""Invented words for invented dispatches: few parts, many sentences, words as unequal in number as in life."""

from __future__ import annotations

from random import Random

VERBS = (
    "Rà soát", "Tổng hợp", "Báo cáo", "Xây dựng", "Tham mưu", "Kiểm tra", "Hướng dẫn", "Triển khai", "Hoàn thành", "Công khai", "Cập nhật",
    "Thẩm định",
)  # fmt: skip
OBJECTS = (
    "tài sản công chưa sử dụng", "kế hoạch vốn đầu tư", "danh mục thủ tục hành chính", "hồ sơ giải phóng mặt bằng",
    "đề án sắp xếp trường học",
    "cơ sở dữ liệu hộ tịch", "quy hoạch sử dụng đất", "phương án phòng chống lũ", "chỉ tiêu thu ngân sách", "mạng lưới trạm y tế",
    "tiến độ nông thôn mới", "việc cấp nước sinh hoạt", "tuyến đường liên xã", "chợ truyền thống", "bến thủy nội địa", "khu tái định cư",
    "nguồn gốc rừng trồng", "lớp tập huấn chuyển đổi số", "biên chế viên chức", "kho lưu trữ chuyên dụng",
)  # fmt: skip
TAILS = (
    "trên địa bàn", "năm nay", "theo chỉ đạo của Ủy ban nhân dân tỉnh", "tại các xã, phường", "bảo đảm đúng quy định",
    "gắn với cải cách hành chính",
    "và đề xuất giải pháp", "trong quý tới", "đối với các đơn vị trực thuộc", "phục vụ kỳ họp gần nhất",
)  # fmt: skip
RARE = ("Sông Trà", "Bến Lở", "Núi Đọ", "Cồn Sỏi", "Hòn Mấu", "Gò Duối", "Bàu Sen", "Đồng Cói", "Khe Nứa", "Vạn Giã")
"""Names of places: each with a number after it, they are the words few tasks have."""
KINDS = (("Công văn", "CV"), ("Kế hoạch", "KH"), ("Chỉ thị", "CT"), ("Quyết định", "QĐ"), ("Thông báo", "TB"))
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
GIVEN = ("Mai", "Bình", "Hà", "Khánh", "Châu", "Long", "Lan", "Sơn", "Thu", "Quang", "Yến", "Dũng")
BRANCHES = ("Tài chính", "Nội vụ", "Xây dựng", "Y tế", "Giáo dục", "Tư pháp", "Công thương", "Nông nghiệp", "Văn hóa", "Khoa học")


def unequal(chance: Random, words: tuple[str, ...]) -> str:
    """One of `words`, the first ones far more often."""
    return words[int(len(words) * chance.random() ** 2.2)]


def action(chance: Random) -> str:
    """What a task asks for."""
    place = f" khu vực {chance.choice(RARE)} {chance.randrange(1, 400)}" if chance.random() < 0.3 else ""
    return f"{unequal(chance, VERBS)} {unequal(chance, OBJECTS)} {unequal(chance, TAILS)}{place}"


def person_name(chance: Random) -> str:
    """A person's name."""
    return f"{chance.choice(FAMILY)} {chance.choice(GIVEN)} {chance.choice(GIVEN)}"
