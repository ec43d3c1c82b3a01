"""How a line puts a duty: who, in which form, and where the duty's words begin."""

import pytest

from dondoc.reading.tasks.statement import Form, read_statement


def read(text):
    return read_statement(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "form", "names"),
    [
        ("Giao Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp rà soát biên chế.", Form.ASSIGNED, ["Sở Nội vụ"]),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc tỉnh giám sát việc thực hiện.", Form.ASSIGNED, ["Ủy ban Mặt trận Tổ quốc tỉnh"]),
        ("Chủ tịch UBND tỉnh giao Giám đốc Sở Y tế tổ chức tập huấn.", Form.ASSIGNED, ["Giám đốc Sở Y tế"]),
        ("Về kinh phí: Giao Sở Tài chính bố trí kinh phí thực hiện.", Form.ASSIGNED, ["Sở Tài chính"]),
        ("Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở Nội vụ.", Form.ASSIGNED, ["các đơn vị"]),
        (
            "Trên cơ sở nguyên tắc phân cấp, phân quyền, Sở Nội vụ, đặc biệt là người đứng đầu chịu trách nhiệm thực hiện.",
            Form.SUBJECT,
            ["Sở Nội vụ"],
        ),
        (
            "Trong quá trình thực hiện, nếu có phát sinh, vướng mắc các cơ quan, đơn vị báo cáo về Sở Nội vụ.",
            Form.SUBJECT,
            ["các cơ quan", "đơn vị"],
        ),
        ("Nếu có vướng mắc đề nghị phản ánh về Sở Nội vụ.", Form.REQUESTED, []),
        ("Nhận được công văn này yêu cầu các đồng chí báo cáo kết quả về UBND xã.", Form.ASSIGNED, ["các đồng chí"]),
        ("Đề nghị các hiệp hội, doanh nghiệp tích cực tham gia.", Form.ASSIGNED, ["các hiệp hội", "doanh nghiệp"]),
        ("Sở Tài chính bố trí kinh phí thực hiện.", Form.SUBJECT, ["Sở Tài chính"]),
        ("Sở Xây dựng: hướng dẫn các địa phương thực hiện kiểm kê.", Form.SUBJECT, ["Sở Xây dựng"]),
        ("Sau khi phương án được duyệt, Sở Tài chính báo cáo UBND tỉnh.", Form.SUBJECT, ["Sở Tài chính"]),
        ("Các cơ quan, đơn vị theo chức năng, nhiệm vụ được giao tổ chức thực hiện.", Form.SUBJECT, ["Các cơ quan", "đơn vị"]),
        ("Sở Nông nghiệp và Môi trường", Form.HEADING, ["Sở Nông nghiệp và Môi trường"]),
        ("Giao Bộ Văn hóa, Thể thao và Du lịch:", Form.HEADING, ["Bộ Văn hóa, Thể thao và Du lịch"]),
        ("Sở Nội vụ có trách nhiệm:", Form.HEADING, ["Sở Nội vụ"]),
        ("Trách nhiệm của Sở Nội vụ", Form.HEADING, ["Sở Nội vụ"]),
        ("Các cơ quan tham mưu (gồm các Sở: Xây dựng, Công Thương)", Form.HEADING, ["Sở Xây dựng", "Sở Công Thương"]),
        ("UBND tỉnh yêu cầu các sở, ngành thực hiện một số nhiệm vụ sau:", Form.INTRODUCTION, ["các sở", "ngành"]),
        ("Theo dõi, đôn đốc việc thực hiện Kế hoạch.", Form.IMPERATIVE, []),
        ("Trên cơ sở chức năng được giao, chủ trì, phối hợp với các đơn vị rà soát.", Form.IMPERATIVE, []),
        ("Tỷ lệ giải ngân đạt 65% kế hoạch.", Form.OTHER, []),
        ("Sở Y tế đã tổ chức 15 lớp tập huấn.", Form.OTHER, []),
        ("Sở Y tế được bố trí 15 biên chế.", Form.OTHER, []),
    ],
)
def test_statement(text, form, names):
    statement = read(text)
    assert (statement.form, [name.text for name in statement.names]) == (form, names)


def test_the_assigner_is_not_the_one_assigned():
    assert [name.text for name in read("Chủ tịch UBND tỉnh giao Sở Y tế kiểm tra.").names] == ["Sở Y tế"]


def test_the_duty_begins_after_the_bodies():
    text = "Giao Sở Nội vụ rà soát biên chế."
    assert text[read(text).action :].strip() == "rà soát biên chế."
