"""The forms in which one document cites another (domain notes on citations, section 2), on invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.reading.citations import find_citations
from dondoc.reading.header import read_header
from dondoc.reading.model import Citation, SourceText
from dondoc.reading.script import clean


def read(text: str) -> list[Citation]:
    return find_citations(clean(SourceText(text=text)))[0]


def only(text: str) -> Citation:
    found = read(text)
    assert len(found) == 1, [(c.kind, c.number, c.name) for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("Căn cứ Nghị định số 124/2020/NĐ-CP;", "Nghị định", "124/2020/NĐ-CP"),
        ("theo Nghị định 31/2019/NĐ-CP thì", "Nghị định", "31/2019/NĐ-CP"),
        ("theo nghị định số 31/2019/NĐ-CP thì", "Nghị định", "31/2019/NĐ-CP"),
        ("Quyết định số 439/QĐ-TTg", "Quyết định", "439/QĐ-TTg"),
        ("Thông tư liên tịch số 06/2014/TTLT-BTP-TTCP-BQP", "Thông tư liên tịch", "06/2014/TTLT-BTP-TTCP-BQP"),
        ("Nghị quyết liên tịch 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "Nghị quyết liên tịch", "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"),
        ("Kế hoạch liên tịch số 01/KHLT-SYT-SGDĐT", "Kế hoạch liên tịch", "01/KHLT-SYT-SGDĐT"),
        ("Công văn số 9061/VPCP-CN", "Công văn", "9061/VPCP-CN"),
        ("Văn bản số 1204/UBND-NC", "Văn bản", "1204/UBND-NC"),
        ("Văn bản hợp nhất số 03/VBHN-VPQH", "Văn bản hợp nhất", "03/VBHN-VPQH"),
        ("Luật số 59/2020/QH14", "Luật", "59/2020/QH14"),
        ("Nghị quyết số 70/2025/UBTVQH15", "Nghị quyết", "70/2025/UBTVQH15"),
        ("Chỉ thị số 35-CT/TW", "Chỉ thị", "35-CT/TW"),
        ("Quy định số 11-QĐi/TW", "Quy định", "11-QĐi/TW"),
        ("Báo cáo số 90-BC/ĐU", "Báo cáo", "90-BC/ĐU"),
        ("Công điện số 12/CĐ-TTg", "Công điện", "12/CĐ-TTg"),
        ("Thông báo kết luận số 49/TB-VPCP", "Thông báo kết luận", "49/TB-VPCP"),
        ("Báo cáo thẩm tra số 14/BC-BPC", "Báo cáo thẩm tra", "14/BC-BPC"),
        ("Báo cáo giải trình, tiếp thu số 71/BC-UBND", "Báo cáo", "71/BC-UBND"),
        ("QĐ 30/2020/QĐ-TTg", "Quyết định", "30/2020/QĐ-TTg"),
        ("theo số 30/2020/NĐ-CP đã nêu", "Nghị định", "30/2020/NĐ-CP"),
        ("Nghị định số 30/NĐ-CP", "Nghị định", "30/NĐ-CP"),
        ("Luật số 25/QH14", "Luật", "25/QH14"),
        ("Công văn số 12a/SYT-NVY", "Công văn", "12a/SYT-NVY"),
        ("Hướng dẫn số 07-HD/BTCTW", "Hướng dẫn", "07-HD/BTCTW"),
        ("Thông tư số 88/2016/TTLT/BTC-BTNMT", "Thông tư", "88/2016/TTLT/BTC-BTNMT"),
        ("Kế hoạch số 05-KH/TĐTN-BTG", "Kế hoạch", "05-KH/TĐTN-BTG"),
        ("Kế hoạch số 15/KH-MTTQ-BTT", "Kế hoạch", "15/KH-MTTQ-BTT"),
    ],
)
def test_a_kind_and_a_number_are_a_citation(text: str, kind: str, number: str) -> None:
    citation = only(text)
    assert (citation.kind, citation.number, citation.name) == (kind, number, None)
    assert citation.rule.startswith("citation.")


@pytest.mark.parametrize(
    "written",
    [
        " ngày 09 tháng 11 năm 2022", " ngày 9 tháng 11 năm 2022", " ngày 09/11/2022", " ngày 9/11/2022", " ngày 9.11.2022",
        " ngày 9-11-2022", ", ngày 09/11/2022", " (ngày 09/11/2022)", " ban hành ngày 09/11/2022", " ngày ngày 09/11/2022",
        " ngày 09 tháng mười một năm 2022", " của Chính phủ ngày 09/11/2022", " ký ngày 09/11/2022",
    ],
)  # fmt: skip
def test_the_date_beside_a_number_is_read_in_every_form(written: str) -> None:
    assert only(f"Căn cứ Nghị định số 27/2022/NĐ-CP{written};").date == date(2022, 11, 9)


@pytest.mark.parametrize(
    "written", [" ngày 31/02/2020", " ngày 30 tháng 02 năm 2021", " ngày 15/13/2020", " năm 2020", " tháng 3 năm 2020"]
)
def test_what_is_no_real_day_is_no_date(written: str) -> None:
    assert only(f"Căn cứ Nghị định số 27/2020/NĐ-CP{written};").date is None


def test_a_date_that_belongs_to_something_else_is_not_taken() -> None:
    assert only("theo Nghị định số 27/2020/NĐ-CP có hiệu lực từ ngày 01/7/2020").date is None


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư", "Chính phủ"),
        ("Nghị định số 30/2020/NĐ-CP của Chính phủ Quy định giao nhiệm vụ", "Chính phủ"),
        ("Thông tư số 05/2021/TT-BYT của Bộ trưởng Bộ Y tế quy định", "Bộ trưởng Bộ Y tế"),
        ("Thông tư số 05/2021/TT-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch hướng dẫn", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Thông tư số 05/2021/TT-BLĐTBXH của Bộ Lao động - Thương binh và Xã hội về", "Bộ Lao động - Thương binh và Xã hội"),
        ("Thông tư số 03/2025/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"),
        ("Kết luận số 12-KL/TW ngày 01/8/2025 của Bộ Chính trị, Ban Bí thư về", "Bộ Chính trị, Ban Bí thư"),
        ("Kết luận số 12-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương Đảng khóa XIII về", "Ban Chấp hành Trung ương Đảng khóa XIII"),
        ("Quyết định số 9/QĐ-UBND ngày 03/10/2022 của UBND tỉnh ban hành Đề án", "UBND tỉnh"),
        ("Quyết định số 9/QĐ-UBND của Ủy ban nhân dân tỉnh An Phú Hà phê duyệt", "Ủy ban nhân dân tỉnh An Phú Hà"),
        ("Quyết định số 9/QĐ-ĐHST của Hiệu trưởng Trường Đại học Sông Trà về việc", "Hiệu trưởng Trường Đại học Sông Trà"),
        ("Nghị quyết số 9/NQ-HĐND của Hội đồng nhân dân phường Bến Lở về", "Hội đồng nhân dân phường Bến Lở"),
        ("Thông tư số 9/2023/TT-NHNN của Thống đốc Ngân hàng Nhà nước Việt Nam quy định", "Thống đốc Ngân hàng Nhà nước Việt Nam"),
        ("Công văn số 9/SYT-NVY của Sở Y tế, UBND phường yêu cầu", "Sở Y tế"),
        ("Nghị quyết số 9/2024/UBTVQH15 của Ủy ban Thường vụ Quốc hội và các văn bản khác", "Ủy ban Thường vụ Quốc hội"),
        ("Nghị quyết số 9/2024/QH15 do Quốc hội ban hành", "Quốc hội"),
        (
            "Nghị quyết số 9-NQ/TW ngày 12/4/2025 Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XIII về",
            "Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XIII",
        ),
        ("Công văn số 9/UBND-VX của UBND TP. Sông Trà về", "UBND TP. Sông Trà"),
    ],
)
def test_the_issuer_is_the_body_after_cua(text: str, issuer: str) -> None:
    assert only(text).issuer == issuer


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 12/TTr-SYT ngày 09/8/2024", "Giám đốc Sở Y tế"),
        ("Thực hiện ý kiến của Ban Tổ chức Trung ương tại Văn bản số 51-CV/BTCTW", "Ban Tổ chức Trung ương"),
        ("Sở Nội vụ đã có Văn bản số 91/SNV-TCBC đề nghị", "Sở Nội vụ"),
        ("Sở Nội vụ đã báo cáo tại Văn bản số 91/SNV-TCBC ngày 5/6/2026", "Sở Nội vụ"),
        ("theo đề nghị của Sở Nội vụ (Tờ trình số 91/TTr-SNV ngày 5/6/2026)", "Sở Nội vụ"),
        ("theo ý kiến của các sở, Sở Giáo dục và Đào tạo tại Công văn số 45/SGDĐT-KHTC", "Sở Giáo dục và Đào tạo"),
    ],
)
def test_the_body_that_brings_a_document_in_is_its_issuer(text: str, issuer: str) -> None:
    assert only(text).issuer == issuer


def test_a_body_after_the_amending_verb_is_not_the_issuer() -> None:
    first, second = read("Nghị định số 111/2025/NĐ-CP sửa đổi, bổ sung Nghị định số 60/2021/NĐ-CP của Chính phủ")
    assert (first.issuer, second.issuer) == (None, "Chính phủ")


class TestLists:
    def test_a_shared_kind_is_the_kind_of_each(self) -> None:
        found = read("các Nghị định số 23/2016/NĐ-CP và số 36/2016/NĐ-CP")
        assert [(c.kind, c.number) for c in found] == [("Nghị định", "23/2016/NĐ-CP"), ("Nghị định", "36/2016/NĐ-CP")]

    def test_the_numbers_may_follow_a_colon(self) -> None:
        found = read("tại các văn bản: Số 2/TTr-SYT ngày 11 tháng 5 năm 2026, số 19/TTr-SYT ngày 06 tháng 5 năm 2026, số 20/BC-SYT")
        assert [(c.kind, c.number) for c in found] == [("Văn bản", "2/TTr-SYT"), ("Văn bản", "19/TTr-SYT"), ("Văn bản", "20/BC-SYT")]

    def test_the_issuer_at_the_end_is_the_issuer_of_each(self) -> None:
        found = read("Công văn số 7/VPCP-CN ngày 18/8/2025, các Thông báo số 49/TB-VPCP và số 16/TB-VPCP của Văn phòng Chính phủ")
        assert [c.issuer for c in found] == ["Văn phòng Chính phủ"] * 3

    def test_an_issuer_does_not_pass_to_a_document_of_another_body(self) -> None:
        found = read("Nghị định số 3/2020/NĐ-CP và Thông tư số 4/2020/TT-BYT của Bộ trưởng Bộ Y tế")
        assert [c.issuer for c in found] == [None, "Bộ trưởng Bộ Y tế"]

    def test_the_proposer_at_the_front_is_the_issuer_of_each(self) -> None:
        found = read("Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 2/TTr-SYT ngày 11/5/2026, số 9/TTr-SYT ngày 06/5/2026;")
        assert [c.issuer for c in found] == ["Giám đốc Sở Y tế"] * 2

    def test_an_issuer_between_the_kind_and_the_numbers_is_the_issuer_of_each(self) -> None:
        found = read("các Quyết định của Thủ tướng Chính phủ: số 17/QĐ-TTg ngày 14/10/2021; số 26/QĐ-TTg ngày 22/02/2022")
        assert [(c.kind, c.issuer) for c in found] == [("Quyết định", "Thủ tướng Chính phủ")] * 2

    def test_an_amendment_chain_is_a_citation_each(self) -> None:
        text = "Luật Tố cáo số 25/2018/QH14 được sửa đổi, bổ sung bởi Luật số 59/2020/QH14, Luật số 81/2025/QH15 và Luật số 136/2025/QH15;"
        assert [c.number for c in read(text)] == ["25/2018/QH14", "59/2020/QH14", "81/2025/QH15", "136/2025/QH15"]

    def test_each_link_of_a_chain_has_its_own_provisions(self) -> None:
        found = read("khoản 2 Điều 5 Nghị định số 3/2020/NĐ-CP được sửa đổi, bổ sung tại điểm a khoản 1 Điều 2 Nghị định số 9/2024/NĐ-CP")
        assert [(p.article, p.clause, p.point) for c in found for p in c.provisions] == [("5", "2", None), ("2", "1", "a")]


class TestLaws:
    @pytest.mark.parametrize(
        ("text", "kind", "name", "year"),
        [
            ("theo Luật Thủ đô;", "Luật", "Thủ đô", None),
            ("quy định của Bộ luật Lao động và các văn bản hướng dẫn", "Bộ luật", "Lao động", None),
            ("theo Bộ Luật Dân sự,", "Bộ luật", "Dân sự", None),
            ("Luật Đất đai năm 2013 quy định", "Luật", "Đất đai", 2013),
            ("Luật Thanh tra 2022 có hiệu lực", "Luật", "Thanh tra", 2022),
            ("Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;", "Luật", "Tổ chức chính quyền địa phương", None),
            ("Luật Việc làm bảo đảm kịp thời", "Luật", "Việc làm", None),
            ("Luật Đầu tư theo phương thức đối tác công tư có hiệu lực", "Luật", "Đầu tư theo phương thức đối tác công tư", None),
            ("Luật Bảo vệ và phát triển rừng và Nghị quyết này", "Luật", "Bảo vệ và phát triển rừng", None),
            ("theo Luật quy hoạch (bao gồm)", "Luật", "quy hoạch", None),
            ("Luật Đất đai (sửa đổi) năm 2024", "Luật", "Đất đai", 2024),
            ("Pháp lệnh Ưu đãi người có công với cách mạng và", "Pháp lệnh", "Ưu đãi người có công với cách mạng", None),
            ("Luật Bảo tồn chợ nổi quy định tại", "Luật", "Bảo tồn chợ nổi", None),
            ("Luật Phát triển, quản lý bến đò được Quốc hội thông qua", "Luật", "Phát triển, quản lý bến đò", None),
            ("THI HÀNH LUẬT VIỆC LÀM TRÊN ĐỊA BÀN TỈNH AN PHÚ HÀ", "Luật", "việc làm", None),
        ],
    )
    def test_a_law_may_be_cited_by_its_name(self, text: str, kind: str, name: str, year: int | None) -> None:
        citation = only(text)
        assert (citation.kind, citation.number, citation.name, citation.year) == (kind, None, name, year)

    def test_a_law_with_a_number_has_no_name(self) -> None:
        citation = only("Căn cứ Luật Khiếu nại số 02/2011/QH13 ngày 11 tháng 11 năm 2011;")
        assert (citation.number, citation.name, citation.date) == ("02/2011/QH13", None, date(2011, 11, 11))

    def test_the_number_may_stand_in_brackets(self) -> None:
        assert only("Luật Đất đai (số 31/2024/QH15)").number == "31/2024/QH15"

    def test_an_amending_law_is_one_document(self) -> None:
        text = "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019;"
        citation = only(text)
        assert citation.name == "sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"
        assert citation.date == date(2019, 11, 22)

    @pytest.mark.parametrize(
        "name",
        [
            "sửa đổi, bổ sung một số điều và Phụ lục của Luật Thống kê",
            "sửa đổi, bổ sung một số điều của 11 Luật có liên quan đến an ninh, trật tự",
            "sửa đổi, bổ sung một số điều của Luật Chứng khoán, Luật Kế toán, Luật Quản lý, sử dụng tài sản công",
            "sửa đổi Luật Đê điều",
        ],
    )
    def test_an_amending_law_may_name_what_it_amends_in_many_ways(self, name: str) -> None:
        citation = only(f"Luật {name} ngày 12 tháng 11 năm 2021;")
        assert (citation.name, citation.date) == (name, date(2021, 11, 12))

    def test_an_amending_law_with_a_number_is_one_document(self) -> None:
        assert only("Luật sửa đổi, bổ sung một số điều của Luật Đê điều số 60/2020/QH14;").number == "60/2020/QH14"

    def test_laws_in_a_list_are_a_citation_each(self) -> None:
        assert [c.name for c in read("Luật Ngân sách nhà nước và Luật Việc làm, Luật Đầu tư công và pháp luật có liên quan")] == [
            "Ngân sách nhà nước", "Việc làm", "Đầu tư công",
        ]  # fmt: skip

    def test_laws_may_follow_the_word_and_a_colon(self) -> None:
        assert [(c.kind, c.name) for c in read("các Luật: Đất đai, Đấu thầu; các luật khác")] == [("Luật", "Đất đai"), ("Luật", "Đấu thầu")]
        assert read("Quy định của Luật: phải nộp hồ sơ") == []

    def test_laws_may_share_the_word(self) -> None:
        assert [c.name for c in read("các Luật Đất đai, Nhà ở và Kinh doanh bất động sản")] == [
            "Đất đai",
            "Nhà ở",
            "Kinh doanh bất động sản",
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "pháp luật về đất đai",
            "Luật này quy định",
            "Luật sư Trần Văn An",
            "theo quy định của Luật và các văn bản",
            "dự án Luật Việc làm",
        ],
    )
    def test_words_that_only_sound_like_a_law_are_none(self, text: str) -> None:
        assert read(text) == []


class TestNames:
    @pytest.mark.parametrize(
        ("text", "kind", "name"),
        [
            ("Nghị quyết Trung ương 4 khóa XII về", "Nghị quyết", "Trung ương 4 khóa XII"),
            ("Nghị quyết Trung ương 4 (khóa XII) về", "Nghị quyết", "Trung ương 4 (khóa XII)"),
            ("Nghị quyết Đại hội XIII của Đảng đề ra", "Nghị quyết", "Đại hội XIII của Đảng"),
            (
                "Nghị quyết của Đại hội đại biểu toàn quốc lần thứ XIV của Đảng.",
                "Nghị quyết",
                "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng",
            ),
            (
                "Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XIII về",
                "Nghị quyết",
                "Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XIII",
            ),
            (
                "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ I, nhiệm kỳ 2025 - 2030, khẩn trương",
                "Nghị quyết",
                "Đại hội đại biểu Đảng bộ tỉnh lần thứ I, nhiệm kỳ 2025 - 2030",
            ),
            ("thực hiện Quy hoạch điện VIII và", "Quy hoạch", "điện VIII"),
            (
                "Quy hoạch tỉnh An Phú Hà thời kỳ 2021 - 2030, tầm nhìn đến năm 2050 được",
                "Quy hoạch",
                "tỉnh An Phú Hà thời kỳ 2021 - 2030, tầm nhìn đến năm 2050",
            ),
            ("theo Hiến pháp và pháp luật", "Hiến pháp", None),
            ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;", "Hiến pháp", "nước Cộng hòa xã hội chủ nghĩa Việt Nam"),
            ("trái với Điều lệ Đảng, nghị quyết", "Điều lệ", "Đảng"),
        ],
    )
    def test_an_established_name_is_a_citation(self, text: str, kind: str, name: str | None) -> None:
        citation = only(text)
        assert (citation.kind, citation.number, citation.name) == (kind, None, name)

    def test_a_resolution_of_several_congresses_is_one_each(self) -> None:
        assert [c.name for c in read("Nghị quyết Trung ương 4 khóa XI, khóa XII và Kết luận số 21-KL/TW")] == [
            "Trung ương 4 khóa XI", "Trung ương 4 khóa XII", None,
        ]  # fmt: skip

    def test_the_constitution_may_have_a_year(self) -> None:
        assert only("Hiến pháp năm 2013").year == 2013

    def test_a_cong_van_may_be_cited_by_its_date(self) -> None:
        citation = only("Công văn ngày 5/6/2026 của Sở Tư pháp về")
        assert (citation.kind, citation.number, citation.date, citation.issuer) == ("Công văn", None, date(2026, 6, 5), "Sở Tư pháp")

    def test_a_cong_van_may_have_a_bare_number(self) -> None:
        citation = only("Công văn số 123 ngày 5/6/2026 của Sở Tư pháp")
        assert (citation.number, citation.date) == ("123", date(2026, 6, 5))


class TestAliases:
    def test_a_short_name_with_a_number_stands_for_the_document_in_the_brackets_and_later(self) -> None:
        text = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị (sau đây gọi tắt là Nghị quyết 57).\nMục tiêu của Nghị quyết 57 là"
        assert [(c.number, c.rule) for c in read(text)] == [
            ("57-NQ/TW", "citation.party-number"), ("57-NQ/TW", "citation.alias"), ("57-NQ/TW", "citation.alias"),
        ]  # fmt: skip

    def test_the_title_may_stand_before_the_brackets(self) -> None:
        text = (
            "Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị về đột phá phát triển khoa học (viết tắt là Nghị quyết số 57), "
            "Sở Y tế triển khai khoản 2 Mục I Nghị quyết số 57 như sau"
        )
        assert [c.number for c in read(text)] == ["57-NQ/TW"] * 3

    def test_a_full_number_in_the_brackets_is_a_mention(self) -> None:
        text = "theo Nghị định số 69/2019/NĐ-CP ngày 15/8/2019 của Chính phủ về sử dụng tài sản (sau đây gọi là Nghị định số 69/2019/NĐ-CP)"
        assert [(c.number, c.date) for c in read(text)] == [("69/2019/NĐ-CP", date(2019, 8, 15)), ("69/2019/NĐ-CP", None)]

    def test_a_short_name_without_a_number_is_no_citation(self) -> None:
        assert len(read("Nghị định số 69/2019/NĐ-CP (sau đây gọi tắt là Nghị định). Nghị định quy định")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "khoản 1 Điều này", "Nghị định này có hiệu lực", "các nghị quyết của Đảng", "ban hành kèm theo Quyết định này",
        "giai đoạn 2021-2025", "ngày 16-20/11/2025", "Tập đoàn Xây dựng - Chuyển giao", "100-150mm", "đạt 04/34 tỉnh", "Covid-19",
        "Số:      /QĐ-UBND", "xe F-16", "Chương trình mục tiêu quốc gia", "Kế hoạch năm 2025", "tốc độ 50 Km/H", "24/7",
        "số nhà 12/A đường Bến Lở",
        "theo Mẫu số 01/TB-ĐK ban hành kèm theo Nghị định này",
        "quy định tại Nghị định này theo biểu mẫu số 02a/ĐK-SYT",
        "phòng 5-B", "lúc 7h00-8h00", "Quy hoạch chung xã", "Đề án phát triển du lịch",
    ],
)  # fmt: skip
def test_what_names_no_other_document_is_no_citation(text: str) -> None:
    assert read(text) == []


class TestTheDocumentItself:
    """Own number and own title are no citations; the header tells them."""

    HEADING = "QUỐC HỘI\nLuật số: 31/2026/QH16\nHà Nội, ngày 18 tháng 01 năm 2026\nLUẬT\nCHỢ NỔI\nCăn cứ Hiến pháp;\n"

    def read_all(self, text: str) -> list[Citation]:
        made = clean(SourceText(text=text))
        return find_citations(made, header=read_header(made)[0])[0]

    def test_the_own_number_and_title_are_left_out(self) -> None:
        text = self.HEADING + "Quốc hội ban hành Luật Chợ nổi.\nLuật Chợ nổi số 31/2026/QH16 có hiệu lực"
        assert [c.kind for c in self.read_all(text)] == ["Hiến pháp"]

    def test_the_same_number_of_another_day_is_another_document(self) -> None:
        text = (
            "SỞ Y TẾ\nSố: 12/QĐ-SYT\nSông Trà, ngày 05 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề việc ban hành Nội quy\n"
            "Điều 1. Thay thế Quyết định số 12/QĐ-SYT ngày 04/02/2019 của Sở Y tế.\nTheo Quyết định số 12/QĐ-SYT thì"
        )
        assert [(c.number, c.date) for c in self.read_all(text)] == [("12/QĐ-SYT", date(2019, 2, 4))]


@pytest.mark.parametrize(
    ("text", "kind", "number", "issuer"),
    [
        ("theo Nghị định 123/2020 của Chính phủ thì", "Nghị định", "123/2020", "Chính phủ"),
        ("theo Thông tư số 78/2021 của Bộ Tài chính thì", "Thông tư", "78/2021", "Bộ Tài chính"),
    ],
)
def test_a_number_without_its_symbol_is_a_citation(text: str, kind: str, number: str, issuer: str) -> None:
    citation = only(text)
    assert (citation.kind, citation.number, citation.issuer, citation.rule) == (kind, number, issuer, "citation.short-number")


@pytest.mark.parametrize("text", ["Nghị định 12/5/2020 đã", "Thông tư 123/2020/X", "cộng đồng Dân Luật Việt Nam", "tờ bản đồ số 12/TĐ-BĐ"])
def test_days_sites_and_maps_are_none(text: str) -> None:
    assert read(text) == []


def test_a_letter_without_a_number_is_cited_by_its_day() -> None:
    citation = only("nhận được công văn không số ngày 05/03/2020 của Công ty Đò Ngang về giá đò")
    assert (citation.kind, citation.number, citation.date, citation.issuer) == ("Công văn", None, date(2020, 3, 5), "Công ty Đò Ngang")


def test_a_day_said_to_be_the_same_is_that_of_the_whole_list() -> None:
    found = read("các Quyết định số 15/QĐ-UBND, 16/QĐ-UBND cùng ngày 5/3/2026 của UBND tỉnh")
    assert [(c.number, c.date, c.issuer) for c in found] == [
        ("15/QĐ-UBND", date(2026, 3, 5), "UBND tỉnh"), ("16/QĐ-UBND", date(2026, 3, 5), "UBND tỉnh"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 10/01/2026, Chi cục Đò ngang đã ban hành Quyết định số 41/QĐ-CCĐN về",
        "Ngày 10/1/2026 Chi cục Đò ngang đã ban hành Quyết định số 41/QĐ-CCĐN về",
        "Trước đó, ngày 10 tháng 01 năm 2026 Chi cục Đò ngang ban hành Quyết định số 41/QĐ-CCĐN về",
    ],
)
def test_the_day_on_which_a_body_issued_a_document_stands_before_it_too(text: str) -> None:
    citation = only(text)
    assert (citation.issuer, citation.date) == ("Chi cục Đò ngang", date(2026, 1, 10))


def test_day_and_body_are_those_of_all_that_was_issued() -> None:
    found = read("Ngày 10/01/2026, Chi cục Đò ngang đã ban hành Quyết định số 41/QĐ-CCĐN về bến; Quyết định số 42/QĐ-CCĐN về phà.")
    assert [(c.number, c.issuer, c.date) for c in found] == [
        ("41/QĐ-CCĐN", "Chi cục Đò ngang", date(2026, 1, 10)), ("42/QĐ-CCĐN", "Chi cục Đò ngang", date(2026, 1, 10)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Từ ngày 10/01/2026, thực hiện Quyết định số 41/QĐ-CCĐN", "Ngày 10/01/2026, Chi cục nhận Quyết định số 41/QĐ-CCĐN"]
)
def test_a_day_of_something_else_before_a_document_is_not_its_own(text: str) -> None:
    assert only(text).date is None


@pytest.mark.parametrize(
    ("text", "kind", "issuer"),
    [
        ("Căn cứ Kế hoạch số /KH-SYT ngày tháng 7 năm 2026 của Sở Y tế tỉnh Hà về", "Kế hoạch", "Sở Y tế tỉnh Hà"),
        ("Căn cứ Nghị quyết số ……/NQ-HĐND ngày …/…/2026 của Hội đồng nhân dân tỉnh", "Nghị quyết", "Hội đồng nhân dân tỉnh"),
        ("Căn cứ Quyết định số .../QĐ-UBND ngày ... tháng ... năm 2026 của UBND tỉnh", "Quyết định", "UBND tỉnh"),
    ],
)
def test_a_document_whose_number_is_still_to_come_is_cited(text: str, kind: str, issuer: str) -> None:
    citation = only(text)
    assert (citation.kind, citation.number, citation.issuer, citation.rule) == (kind, None, issuer, "citation.blank-number")


@pytest.mark.parametrize("text", ["(Ban hành kèm theo Quyết định số /QĐ-UBND ngày / /2026 của UBND tỉnh)", "Quyết định số /QĐ-UBND"])
def test_a_blank_of_the_documents_own_is_no_citation(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("theo Luật Ban hành văn ban quy pham pháp luật đã", "pháp luật"),
        ("theo Luật sửa đổi, bỗ sung một số điều của Luật Thuế thu nhập cá nhân đã", "cá nhân"),
        ("theo Luật Thuế TNDN đã", "TNDN"),
    ],
)
def test_the_name_of_a_law_is_known_with_marks_lost_and_in_short(text: str, end: str) -> None:
    citation = only(text)
    assert text[: citation.span.end].endswith(end)


def test_a_permit_is_no_letter() -> None:
    citation = only("theo Giấy phép số 88/GP-BTNMT về muối")
    assert (citation.kind, citation.number) == ("Giấy phép", "88/GP-BTNMT")
