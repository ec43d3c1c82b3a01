"""Forms met in documents of other offices: brackets that assign, bullets of scans, ties before an order, remarks that begin with a verb."""

from __future__ import annotations

import pytest

from dondoc.reading import read_text

HEAD = """ỦY BAN NHÂN DÂN
TỈNH AN PHÚ HÀ
Số: 45/KH-UBND
An Phú Hà, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Bảo vệ rừng năm 2026

"""


def tasks(text):
    return [([body.name for body in task.lead], [body.name for body in task.coordinating]) for task in read_text(HEAD + text).tasks]


@pytest.mark.parametrize(
    ("bracket", "lead", "together"),
    [
        ("(Giao Công an tỉnh chủ trì, phối hợp với Sở Tư pháp)", ["Công an tỉnh"], ["Sở Tư pháp"]),
        ("(Giao Sở Nội vụ tham mưu)", ["Sở Nội vụ"], []),
        ("(Sở Nội vụ thực hiện)", ["Sở Nội vụ"], []),
    ],
)
def test_a_bracket_at_the_end_of_a_bare_duty_gives_it_to_whom_it_names(bracket, lead, together):
    assert tasks(f"II. NỘI DUNG\n\n1. Xây dựng quy chế tuần tra rừng {bracket}.\n") == [(lead, together)]


def test_a_bracket_in_mid_sentence_or_without_a_body_gives_it_to_nobody():
    text = "II. NỘI DUNG\n\n1. Xây dựng quy chế (bản thứ hai) về tuần tra rừng.\n2. Tổ chức tuần tra (ít nhất hai lần một tháng).\n"

    assert tasks(text) == []


def test_bullets_that_a_scan_made_of_dashes_stay_items_of_the_body_above():
    text = "1. Sở Nội vụ:\n\n_ Tiếp tục rà soát vị trí việc làm;\n\n~ Tham mưu quy chế tuyển dụng.\n\n- Tổng hợp kết quả.\n"

    assert tasks(text) == [(["Sở Nội vụ"], [])] * 3


def test_a_tie_before_an_order_does_not_hide_it():
    text = (
        "III. PHÂN CÔNG NHIỆM VỤ\n\n1. Công an tỉnh\n\nTham mưu kế hoạch tuần tra năm 2026.\n\n"
        "Trong đó giao Giám đốc Công an tỉnh chỉ đạo thực hiện:\n\n- Kiểm tra các trạm gác.\n"
    )

    assert [lead for lead, _together in tasks(text)] == [["Công an tỉnh"], ["Giám đốc Công an tỉnh"]]


def test_what_is_only_said_of_a_deed_is_no_duty():
    text = (
        "Ủy ban nhân dân tỉnh yêu cầu Giám đốc Sở Nội vụ:\n\n1. Rà soát vị trí việc làm.\n\n"
        "Đẩy mạnh cải cách hành chính là nhiệm vụ cấp bách của toàn tỉnh. "
        "Ủy ban nhân dân tỉnh yêu cầu Giám đốc Sở Nội vụ thực hiện nghiêm túc, hiệu quả Kế hoạch này./.\n"
    )

    assert tasks(text) == [(["Giám đốc Sở Nội vụ"], [])]


def test_the_circumstances_before_a_duty_do_not_hide_it():
    duties = "a) Trong bối cảnh hiện nay, thực hiện nhất quán mục tiêu giữ rừng.\n\nb) Rà soát các trạm gác.\n"
    text = f"III. TỔ CHỨC THỰC HIỆN\n\n1. Các sở, ngành\n\n{duties}"

    assert len(tasks(text)) == 2


def test_a_class_in_words_the_table_lacks_is_carried_on_to_its_colon():
    text = "1. Các Tập đoàn, doanh nghiệp chế biến gỗ: xây dựng kế hoạch thu mua gỗ rừng trồng trước mùa mưa.\n"

    assert tasks(text) == [(["Các Tập đoàn", "doanh nghiệp chế biến gỗ"], [])]


SCHOOL = """TRƯỜNG TRUNG HỌC PHỔ THÔNG BẾN LỞ
Số: 45/KH-THPT
Bến Lở, ngày 05 tháng 9 năm 2026

KẾ HOẠCH
Phòng chống đuối nước

"""


def leads(text):
    return [[body.name for body in task.lead] for task in read_text(SCHOOL + text).tasks]


def test_a_paragraph_that_only_names_a_body_heads_the_bare_duties_after_it():
    text = (
        "III. PHÂN CÔNG TRÁCH NHIỆM\n\nBan Giám hiệu nhà trường\n\nChịu trách nhiệm về an toàn bơi lội.\n\n"
        "Trực tiếp ký kế hoạch của trường.\n\n"
        "Tổ chức Đoàn Thanh niên\n\nXây dựng bảng cảnh báo tại các ao hồ.\n\nIV. KINH PHÍ\n\nTrích từ nguồn chi thường xuyên.\n"
    )

    assert leads(text) == [["Ban Giám hiệu nhà trường"]] * 2 + [["Tổ chức Đoàn Thanh niên"]]


def test_a_paragraph_that_names_a_body_over_prose_heads_nothing():
    assert leads("III. PHẠM VI\n\nBan Giám hiệu nhà trường\n\nHọc sinh khối 10 gồm ba lớp.\n\nHọc sinh khối 11 gồm hai lớp.\n") == []


@pytest.mark.parametrize("body", ["đội ngũ giáo viên", "các Tổ chuyên môn và bộ phận văn phòng", "các thầy cô giáo"])
def test_what_is_said_toward_a_body_of_a_school_heads_the_paragraphs_under_it(body):
    text = f"III. TỔ CHỨC THỰC HIỆN\n\n1. Đối với {body}\nTăng cường dạy bơi.\n\nGiữ mối liên hệ với gia đình học sinh.\n"

    assert len(leads(text)) == 2


@pytest.mark.parametrize("order", ["Để nghị", "Tổng cục Thủy sản dé nghị", "Téng cục Thủy sản đề nghị"])
def test_an_order_is_known_in_the_letters_a_scan_makes_of_it(order):
    text = f"III. TỔ CHỨC THỰC HIỆN\n\n1. {order} Chi cục Thủy sản rà soát các trạm cứu hộ.\n"

    assert leads(text) == [["Chi cục Thủy sản"]]


def test_meetings_to_attend_are_duties():
    meetings = "- Tham dự các cuộc họp lớp.\n\n- Dự họp các tổ chuyên môn về an toàn bơi lội."
    text = f"III. TỔ CHỨC THỰC HIỆN\n\n1. Ban Giám hiệu thực hiện giám sát thông qua các hoạt động sau:\n\n{meetings}\n"

    assert leads(text) == [["Ban Giám hiệu"]] * 2


class TestLeads:
    def test_a_shorter_form_within_the_item_names_the_lead(self):
        text = (
            "Ủy ban nhân dân tỉnh yêu cầu Chi cục Thủy sản các huyện, thành phố thực hiện các nội dung sau:\n\n"
            "1. Rà soát các trạm cứu hộ. Các Chi cục Thủy sản chủ động kiểm tra phao.\n\n"
            "2. Kiểm tra tàu cá tại bến.\n"
        )

        assert leads(text) == [["Các Chi cục Thủy sản"], ["Chi cục Thủy sản các huyện, thành phố"]]

    def test_what_is_said_toward_a_class_up_to_thi_is_its_name(self):
        text = "III. TỔ CHỨC THỰC HIỆN\n\n1. Đối với các trường chưa có hồ bơi thì khẩn trương rà soát nơi dạy bơi.\n"

        assert leads(text) == [["các trường chưa có hồ bơi"]]

    def test_a_circumstance_may_stand_between_a_body_and_its_duty(self):
        text = "III. TỔ CHỨC THỰC HIỆN\n\n1. Các đoàn kiểm tra khi kiểm tra hồ bơi phải ghi biên bản đầy đủ.\n"

        assert leads(text) == [["Các đoàn kiểm tra"]]

    def test_words_of_organising_a_party_of_inspection_are_no_name(self):
        text = "III. TỔ CHỨC THỰC HIỆN\n\n1. Tổ chức Đoàn kiểm tra hồ bơi: Ban Giám hiệu chủ trì.\n"

        assert ["Tổ chức Đoàn"] not in leads(text)

    @pytest.mark.parametrize("name", ["các đơn vị của Trung ương", "Chi cục Thủy sản các tỉnh thành phố trực thuộc Trung ương"])
    def test_names_go_on_to_their_end(self, name):
        assert leads(f"III. TỔ CHỨC THỰC HIỆN\n\n1. Giao {name} rà soát các trạm cứu hộ.\n") == [[name]]


class TestNoTask:
    @pytest.mark.parametrize("scrawl", ["./.", ". &f/", ".gaa!"])
    def test_a_closing_formula_asks_nothing_whatever_a_scan_makes_of_its_end(self, scrawl):
        closing = f"Ủy ban nhân dân tỉnh yêu cầu Giám đốc Sở Thủy sản nghiêm túc triển khai thực hiện{scrawl}"

        assert leads(f"III. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ rà soát các trạm cứu hộ.\n\n{closing}\n") == [["Sở Nội vụ"]]

    def test_what_the_issuer_will_do_itself_is_no_task(self):
        text = "III. TỔ CHỨC THỰC HIỆN\n\n1. Các lớp đăng ký học bơi.\n\nTrường Trung học phổ thông Bến Lở sẽ thành lập đoàn kiểm tra.\n"

        assert ["Trường Trung học phổ thông Bến Lở"] not in leads(text)


class TestReportedOrders:
    CONCLUSION = """VĂN PHÒNG CHÍNH PHỦ
Số: 256/TB-VPCP
Hà Nội, ngày 05 tháng 9 năm 2026

THÔNG BÁO
Kết luận về chợ đầu mối

"""

    def leads(self, text):
        return [[body.name for body in task.lead] for task in read_text(self.CONCLUSION + text).tasks]

    def test_who_orders_is_not_who_is_to_do_it(self):
        assert self.leads("Phó Thủ tướng yêu cầu rà soát vướng mắc trong quy định về chợ.\n") == []

    def test_an_order_toward_a_body_hands_what_follows_to_it(self):
        text = (
            "Sau khi nghe Bộ Xây dựng báo cáo, Phó Thủ tướng Trần Văn Bến có yêu cầu sau đây đối với Bộ Công Thương như sau:\n\n"
            "Khẩn trương hoàn thành cơ sở dữ liệu giá chợ.\n"
        )

        assert self.leads(text) == [["Bộ Công Thương"]]

    def test_ministries_share_a_head_without_a_colon(self):
        text = "Các bộ Xây dựng, Tài chính và Ngân hàng Nhà nước Việt Nam khẩn trương rà soát các quy định về chợ.\n"

        assert self.leads(text) == [["Bộ Xây dựng", "Bộ Tài chính", "Ngân hàng Nhà nước Việt Nam"]]


def test_a_group_that_helps_is_a_body_with_a_name_of_its_own():
    assert leads("III. TỔ CHỨC THỰC HIỆN\n\n1. Tổ giúp việc chuyển đổi số theo dõi tiến độ số hóa.\n") == [["Tổ giúp việc chuyển đổi số"]]
