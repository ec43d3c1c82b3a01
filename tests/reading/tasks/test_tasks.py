"""From lines to tasks: inherited leads, units and their details, what is no task."""

from datetime import date

import pytest

from dondoc.reading import read_text


def tasks(text):
    return read_text(text).tasks


def leads(text):
    return [[body.name for body in task.lead] for task in tasks(text)]


OPENING = "KẾ HOẠCH\nKiểm kê tài sản công\nI. TỔ CHỨC THỰC HIỆN\n"


class TestInheritedLeads:
    def test_items_inherit_from_the_heading_above_them(self):
        text = OPENING + "1. Sở Tài chính\n- Hướng dẫn biểu mẫu kiểm kê.\n- Tổng hợp kết quả.\n2. Sở Nội vụ\n- Rà soát biên chế.\n"
        assert leads(text) == [["Sở Tài chính"], ["Sở Tài chính"], ["Sở Nội vụ"]]

    def test_an_inherited_lead_is_anchored_to_the_words_that_name_it(self):
        text = OPENING + "1. Sở Tài chính\n- Hướng dẫn biểu mẫu kiểm kê.\n"
        (task,) = tasks(text)
        assert task.inherited
        assert task.lead[0].span.of(text) == "Sở Tài chính"

    def test_paragraphs_inherit_from_an_introducing_paragraph(self):
        text = (
            "Để nâng cao hiệu quả công tác, Ban Thường vụ Thành ủy yêu cầu các cấp ủy, chính quyền thực hiện một số nhiệm vụ sau:\n"
            "Tăng cường kiểm tra việc sử dụng tài sản công.\nTổ chức rà soát quy chế chi tiêu nội bộ.\n"
        )
        assert leads(text) == [["các cấp ủy", "chính quyền"]] * 2

    def test_an_item_with_its_own_body_does_not_inherit(self):
        text = OPENING + "1. Sở Tài chính\n- Hướng dẫn biểu mẫu.\n- Sở Nội vụ tổng hợp danh sách.\n"
        assert leads(text) == [["Sở Tài chính"], ["Sở Nội vụ"]]

    def test_a_new_part_ends_what_was_passed_down(self):
        text = (
            "I. NHIỆM VỤ\nUBND tỉnh yêu cầu các sở thực hiện các nội dung sau:\n1. Rà soát hồ sơ.\n"
            "II. KIẾN NGHỊ\n1. Xem xét bổ sung kinh phí cho các địa phương.\n"
        )
        assert leads(text) == [["các sở"]]


class TestUnits:
    def test_details_belong_to_their_duty(self):
        text = OPENING + "1. Sở Nội vụ xây dựng phương án sắp xếp theo hướng:\n- Giảm đầu mối.\n- Tinh gọn biên chế.\n"
        (task,) = tasks(text)
        assert "Tinh gọn biên chế" in task.span.of(text)

    def test_sentences_to_different_bodies_are_different_tasks(self):
        text = OPENING + "1. Giao Sở Tài chính bố trí kinh phí. Giao Sở Nội vụ theo dõi, đôn đốc.\n"
        assert leads(text) == [["Sở Tài chính"], ["Sở Nội vụ"]]

    def test_labelled_lines_make_one_task(self):
        text = (
            "I. NỘI DUNG\n1. Tập huấn nghiệp vụ\n- Nội dung: Tổ chức tập huấn.\n- Cơ quan chủ trì: Sở Nội vụ.\n"
            "- Cơ quan phối hợp: Sở Tư pháp, UBND các xã.\n- Thời gian thực hiện: Quý I/2026.\n"
        )
        (task,) = tasks(text)
        assert [body.name for body in task.lead] == ["Sở Nội vụ"]
        assert [body.name for body in task.coordinating] == ["Sở Tư pháp", "UBND các xã"]
        assert task.deadline.due == date(2026, 3, 31)

    def test_a_time_after_several_items_holds_for_each(self):
        text = OPENING + (
            "1. Các sở thực hiện như sau:\n- Phối hợp hướng dẫn kiểm kê. Trong đó:\n+ Sở Xây dựng: hướng dẫn tài sản giao thông.\n"
            "+ Sở Công Thương: hướng dẫn tài sản chợ.\nThời gian thực hiện: Quý I/2026.\n"
        )
        due = {tuple(b.name for b in task.lead): task.deadline and task.deadline.due for task in tasks(text)}
        assert due[("Sở Xây dựng",)] == due[("Sở Công Thương",)] == date(2026, 3, 31)

    def test_the_action_leaves_out_the_bodies(self):
        (task,) = tasks(OPENING + "1. Giao Sở Nội vụ rà soát biên chế.\n")
        assert task.action == "Rà soát biên chế."


class TestNoTask:
    @pytest.mark.parametrize(
        "line",
        [
            "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này.",
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
            "Văn phòng UBND tỉnh thông báo để các sở, ngành biết, thực hiện./.",
            "Yêu cầu các sở, ban, ngành triển khai thực hiện nghiêm túc Chỉ thị này./.",
            "Sở Y tế đã hoàn thành 95% kế hoạch.",
            "Tăng cường quản lý tài sản công.",
        ],
    )
    def test_formulas_results_and_duties_of_nobody(self, line):
        assert leads("QUYẾT ĐỊNH\n" + line + "\n") == []

    def test_aims_without_an_actor(self):
        assert leads("I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao hiệu quả quản lý.\n2. Bảo đảm công khai, minh bạch.\n") == []

    def test_lists_of_whom_a_plan_concerns(self):
        assert leads("II. ĐỐI TƯỢNG THỰC HIỆN\n- Các cơ quan, đơn vị, địa phương tham gia thực hiện.\n") == []

    def test_recipients_and_signatures(self):
        assert leads("Nơi nhận:\n- Sở Nội vụ tổng hợp;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Bình\n") == []


class TestTables:
    TABLE = """PHỤ LỤC
| TT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn hoàn thành | Sản phẩm |
|---|---|---|---|---|---|
| I | Hoàn thiện thể chế |  |  |  |  |
| 1 | Rà soát quy chế quản lý tài sản công | Sở Tài chính | Sở Tư pháp; UBND các xã | Quý I/2026 | Báo cáo rà soát |
| 2 | Tập huấn nghiệp vụ | nt | - | 30/6/2026 |  |
"""

    def test_a_row_is_a_task_and_a_group_is_none(self):
        assert [task.action for task in tasks(self.TABLE)] == ["Rà soát quy chế quản lý tài sản công", "Tập huấn nghiệp vụ"]

    def test_cells_are_read_by_their_column(self):
        first = tasks(self.TABLE)[0]
        assert [body.name for body in first.lead] == ["Sở Tài chính"]
        assert [body.name for body in first.coordinating] == ["Sở Tư pháp", "UBND các xã"]
        assert first.deadline.due == date(2026, 3, 31)
        assert first.product.value == "Báo cáo rà soát"

    def test_bars_at_the_ends_of_rows_may_be_missing(self):
        text = "TT | Nội dung | Cơ quan chủ trì | Năm\n1 | Lập báo cáo | Sở Tư pháp | 2026\n2 | Rà soát | Sở Nội vụ | 2027\n"
        assert leads(text) == [["Sở Tư pháp"], ["Sở Nội vụ"]]

    def test_a_number_of_another_series_heads_a_group(self):
        text = self.TABLE + "| WP1 | Thủ tục |  |  | 2026 |  |\n"
        assert len(tasks(text)) == 2

    def test_nt_is_the_body_above_and_a_dash_is_nobody(self):
        second = tasks(self.TABLE)[1]
        assert [body.name for body in second.lead] == ["Sở Tài chính"]
        assert second.coordinating == ()
        assert second.inherited

    def test_cells_are_anchored_to_the_source(self):
        first = tasks(self.TABLE)[0]
        assert first.lead[0].span.of(self.TABLE) == "Sở Tài chính"
        assert first.deadline.span.of(self.TABLE) == "Quý I/2026"

    def test_a_table_of_something_else_assigns_nothing(self):
        assert tasks("| TT | Tên công trình | Kinh phí |\n|---|---|---|\n| 1 | Trạm y tế | 1.200 |\n") == ()


class TestSeenInGoldenTexts:
    def test_a_duty_to_appoint_somebody_is_inherited(self):
        text = (
            OPENING
            + "1. Các đảng ủy trực thuộc\n- Phân công một đồng chí phụ trách, gửi danh sách về Văn phòng Thành ủy trước ngày 10/3/2026.\n"
        )
        (task,) = tasks(text)
        assert (task.lead[0].name, task.report_to.name) == ("Các đảng ủy trực thuộc", "Văn phòng Thành ủy")

    def test_the_action_keeps_the_words_after_a_recurrence(self):
        (task,) = tasks(OPENING + "1. Văn phòng Thành ủy\n- Định kỳ 6 tháng tổng hợp kết quả, báo cáo Ban Thường vụ Thành ủy.\n")
        assert "tổng hợp kết quả" in task.action

    def test_a_class_narrowed_by_what_it_has(self):
        assert leads(OPENING + "1. UBND các xã có rừng chủ trì tuần tra, kiểm soát.\n") == [["UBND các xã có rừng"]]

    def test_a_request_to_somebody_unknown_is_not_inherited(self):
        text = OPENING + "1. Sở Tài chính\n- Hướng dẫn biểu mẫu.\n- Đề nghị quý vị độc giả theo dõi.\n"
        assert leads(text) == [["Sở Tài chính"]]


class TestForms:
    """Ways of putting a duty met in real documents of many offices."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("### 4. Giao Ban Pháp chế\n- Rà soát quy chế nội bộ.\n", [["Ban Pháp chế"]]),
            ("1. Sở Tài chính: Chủ trì, phối hợp với Sở Nội vụ rà soát.\n", [["Sở Tài chính"]]),
            ("3. Yêu cầu Thủ trưởng các đơn vị:\n- Rà soát hồ sơ.\n", [["Thủ trưởng các đơn vị"]]),
            ("Giao các sở, ngành:\n1. Rà soát hồ sơ.\n2. Lập danh mục.\n", [["các sở", "ngành"]] * 2),
            ("1. Giao đồng chí Trần Văn Bình chủ trì rà soát hồ sơ.\n", [["đồng chí Trần Văn Bình"]]),
            ("1. Phòng Đào tạo chủ trì xây dựng kế hoạch.\n", [["Phòng Đào tạo"]]),
            ("1. Sở Y tế TP. Sông Trà tổ chức tập huấn.\n", [["Sở Y tế TP. Sông Trà"]]),
            ("1. Cuối mỗi học kỳ, Ban Giám hiệu tổng hợp kết quả.\n", [["Ban Giám hiệu"]]),
            ("1. Thống nhất tổ chức Ngày hội; Sở Nội vụ chuẩn bị các điều kiện.\n", [["Sở Nội vụ"]]),
            ("1. Phó Chủ tịch phụ trách văn xã chỉ đạo Sở Y tế xây dựng kịch bản.\n", [["Phó Chủ tịch phụ trách văn xã"]]),
            ("1. Công an thành phố chủ trì rà soát. Các trường học có trách nhiệm lắp đặt.\n", [["Công an thành phố"], ["Các trường học"]]),
            ("1. Đối với Sở Tài chính:\n- Rà soát hồ sơ.\n", [["Sở Tài chính"]]),
            ("1. Đối với Sở Tài chính: chủ trì rà soát hồ sơ.\n", [["Sở Tài chính"]]),
            ("1. Trung tâm Công nghệ thông tin và Truyền thông bảo đảm hạ tầng.\n", [["Trung tâm Công nghệ thông tin và Truyền thông"]]),
            ("1. Trung tâm Điều hành giao thông: Bảo đảm thông suốt.\n", [["Trung tâm Điều hành giao thông"]]),
            (
                "1. Giáo viên chủ nhiệm các lớp có học sinh nội trú:\n- Lập danh sách.\n",
                [["Giáo viên chủ nhiệm các lớp có học sinh nội trú"]],
            ),
            ("1. Giáo viên được phân công chủ trì biên soạn tài liệu.\n", [["Giáo viên được phân công"]]),
            ("1. Chỉ thị cũng yêu cầu Sở Công Thương bình ổn giá.\n", [["Sở Công Thương"]]),
            ("Nhằm bảo đảm tiến độ; Sở Giáo dục và Đào tạo yêu cầu các đơn vị:\n1. Lập danh sách.\n", [["các đơn vị"]]),
            ("1. Khối Dân vận, Bộ phận Kế toán rà soát hồ sơ.\n", [["Khối Dân vận", "Bộ phận Kế toán"]]),
            ("1. Hội nghị tổ chức tại hội trường Thành ủy.\n", []),
            ("1. Các tổ chuyên môn, giáo viên chủ nhiệm thực hiện sổ sách.\n", [["Các tổ chuyên môn", "giáo viên chủ nhiệm"]]),
        ],
    )
    def test_is_read(self, text, expected):
        assert leads(OPENING + text) == expected

    def test_the_issuers_own_numbered_heading_passes_down(self):
        text = (
            "ỦY BAN NHÂN DÂN\nPHƯỜNG BẾN LỞ\nSố: 5/KH-UBND\nKẾ HOẠCH\nTổng vệ sinh\nI. PHÂN CÔNG\n"
            "1. Ủy ban nhân dân phường Bến Lở:\n- Cấp phát dụng cụ.\n"
        )
        assert leads(text) == [["Ủy ban nhân dân phường Bến Lở"]]

    def test_a_short_letter_has_a_body(self):
        text = "SỞ Y TẾ\nSố: 12/SYT-VP\nKính gửi: Các bệnh viện\nSở Y tế yêu cầu:\n1. Các bệnh viện rà soát thuốc.\n"
        assert leads(text) == [["Các bệnh viện"]]

    def test_a_sentence_alone_is_read(self):
        assert leads("Sở Y tế chủ trì, báo cáo UBND tỉnh trước ngày 15/12/2025.") == [["Sở Y tế"]]

    def test_a_closing_that_asks_for_a_report_is_a_task(self):
        text = OPENING + "Đề nghị các đơn vị thông báo để nhân viên biết, thực hiện và báo cáo kết quả về Văn phòng Sở.\n"
        assert leads(text) == [["các đơn vị"]]

    def test_a_paragraph_that_goes_on_keeps_the_bodies_of_the_one_before(self):
        text = "Mở đầu.\nChủ tịch UBND tỉnh yêu cầu các sở rà soát giá đất.\nTrong đó, công khai thông tin quy hoạch.\n"
        assert leads(text) == [["các sở"]] * 2

    def test_a_table_of_data_assigns_nothing(self):
        text = "| TT | Công trình | Quy mô |\n|---|---|---|\n| 1 | Trường | Trường An Hòa: Xây mới 02 phòng |\n| 2 | Trạm | Cải tạo |\n"
        assert leads(text) == []


class TestHeadingsOfSomebody:
    """Headings that name who acts in words no table has, or with more words than a name."""

    @pytest.mark.parametrize(
        ("heading", "lead"),
        [
            ("3. Cán bộ phụ trách lĩnh vực văn hóa", "Cán bộ phụ trách lĩnh vực văn hóa"),
            ("4. Chuyên viên giúp việc Tiểu ban:", "Chuyên viên giúp việc Tiểu ban"),
            ("a) Trưởng các điểm tiếp nhận có trách nhiệm", "Trưởng các điểm tiếp nhận"),
            ("2. Câu lạc bộ hưu trí phường", "Câu lạc bộ hưu trí phường"),
            ("5. Ấp đội Phú Hòa", "Ấp đội Phú Hòa"),
        ],
    )
    def test_pass_down_their_words(self, heading, lead):
        assert leads(OPENING + heading + "\n- Rà soát hồ sơ của đơn vị.\n- Lập danh sách người tham gia.\n") == [[lead]] * 2

    @pytest.mark.parametrize("heading", ["3. Kinh phí thực hiện", "2. Công tác tuyên truyền", "4. Tiến độ thực hiện:"])
    def test_the_heading_of_a_topic_names_nobody(self, heading):
        assert leads(OPENING + heading + "\n- Rà soát hồ sơ của đơn vị.\n- Lập danh sách người tham gia.\n") == []

    def test_rights_are_no_duties(self):
        text = OPENING + "1. Quyền hạn của Tổ công tác\na) Yêu cầu các sở, ngành cung cấp hồ sơ.\n2. Sở Nội vụ\n- Rà soát hồ sơ.\n"
        assert leads(text) == [["Sở Nội vụ"]]


class TestUnderAHeading:
    SOMEBODY = OPENING + "1. Sở Tài chính\n- Hướng dẫn biểu mẫu kiểm kê tài sản.\n"

    def test_a_duty_with_a_verb_the_table_lacks_counts_among_duties(self):
        text = self.SOMEBODY + "- Nhuận sắc lại toàn bộ tài liệu kiểm kê trước khi phát hành.\n"
        assert leads(text) == [["Sở Tài chính"]] * 2

    @pytest.mark.parametrize(
        "remark",
        [
            "- Kết quả kiểm kê là căn cứ để lập dự toán chi hằng năm của đơn vị.",
            "- Hồ sơ kiểm kê gồm biên bản, bảng kê và các tài liệu kèm theo.",
            "- Biểu mẫu số 02.",
        ],
    )
    def test_a_remark_or_a_thing_is_no_duty(self, remark):
        assert leads(self.SOMEBODY + remark + "\n") == [["Sở Tài chính"]]

    def test_a_duty_without_a_mark_at_its_end_only_announces_those_below(self):
        text = OPENING + "Giao các sở thực hiện:\n1. Đẩy mạnh cải cách thủ tục\n- Rà soát thủ tục.\n- Công khai thủ tục.\n"
        assert [task.action for task in tasks(text)] == ["Rà soát thủ tục.", "Công khai thủ tục."]

    def test_an_order_to_ones_own_people_is_part_of_the_duty(self):
        text = OPENING + "1. Sở Tài chính\n- Đôn đốc nộp báo cáo kiểm kê. Giao các phòng theo dõi từng đơn vị.\n"
        assert leads(text) == [["Sở Tài chính"]]


class TestIntroductions:
    @pytest.mark.parametrize(
        "words",
        [
            "Từ kết quả trên, Sở Y tế yêu cầu Giám đốc các bệnh viện chỉ đạo thực hiện:",
            "Đợt kiểm tra đã kết thúc. Do vậy, Sở Y tế đề nghị Giám đốc các bệnh viện:",
            "Để khắc phục, Sở Y tế đề nghị Giám đốc các bệnh viện quan tâm, tập trung triển khai:",
        ],
    )
    def test_pass_their_bodies_down(self, words):
        assert leads(f"Mở đầu.\n{words}\n1. Rà soát hồ sơ.\n2. Lập danh mục thuốc.\n") == [["Giám đốc các bệnh viện"]] * 2


class TestLetters:
    HEAD = "SỞ Y TẾ\nSố: 12/SYT-VP\nKính gửi: Các bệnh viện\n"

    def test_a_request_to_nobody_by_name_is_one_to_the_addressees(self):
        text = self.HEAD + "Sở Y tế thông báo lịch tập huấn.\nTrong quá trình thực hiện, nếu có vướng mắc đề nghị phản ánh về Sở Y tế.\n"
        (task,) = tasks(text)
        assert [body.name for body in task.lead] == ["Các bệnh viện"]
        assert task.report_to.name == "Sở Y tế"

    def test_the_closing_request_is_a_task_of_its_own(self):
        text = (
            OPENING + "1. Thủ trưởng các đơn vị phổ biến Kế hoạch đến viên chức. "
            "Trong quá trình thực hiện, nếu có khó khăn, các đơn vị báo cáo Sở Y tế xem xét.\n"
        )
        assert leads(text) == [["Thủ trưởng các đơn vị"], ["các đơn vị"]]

    def test_who_acts_stands_behind_the_condition(self):
        text = OPENING + "1. Trong quá trình thực hiện, nếu cần sửa đổi, bổ sung biểu mẫu, các đơn vị chủ động đề xuất Sở Tài chính.\n"
        assert leads(text) == [["các đơn vị"]]

    def test_the_time_of_a_purpose_is_no_deadline(self):
        (task,) = tasks(self.HEAD + "Để hoàn thành việc kiểm kê trong năm 2026, đề nghị các bệnh viện cử người tham gia.\n")
        assert task.deadline is None


class TestLabels:
    LABELS = (
        "- Thời gian: Tháng 3/2026.\n- Đơn vị chủ trì: Đồng chí Phó Bí thư, phụ trách khối đoàn thể.\n"
        "- Đơn vị phối hợp: Các đ/c Ủy viên, Trưởng đoàn thể, các chi bộ.\n"
    )

    def test_the_words_stand_where_no_body_is_known(self):
        (task,) = tasks(OPENING + "1. Tổ chức hội nghị cử tri.\n" + self.LABELS)
        assert [body.name for body in task.lead] == ["Đồng chí Phó Bí thư, phụ trách khối đoàn thể"]
        assert [body.name for body in task.coordinating] == ["Các đ/c Ủy viên", "Trưởng đoàn thể", "các chi bộ"]

    def test_below_the_last_of_several_items_they_hold_for_all(self):
        text = OPENING + "1. Tổ chức hội nghị\n1.1. Lập danh sách cử tri.\n1.2. Theo dõi, tổng hợp ý kiến.\n" + self.LABELS
        found = tasks(text)
        assert [(task.lead[0].name, str(task.deadline.due)) for task in found] == [
            ("Đồng chí Phó Bí thư, phụ trách khối đoàn thể", "2026-03-31")
        ] * 2


class TestPagesOfTheWeb:
    """A directive quoted in an article: items '(1)', questions and words of laws below it."""

    DIRECTIVE = (
        "Để chủ động ứng phó, Bộ trưởng Bộ Công Thương yêu cầu các đơn vị trong ngành Công Thương tập trung thực hiện các nhiệm vụ sau:\n\n"
        "(1) Tăng cường trực ban, theo dõi diễn biến.\n\n(2) Rà soát các công trình xung yếu.\n\n"
    )

    def test_items_in_brackets_are_items(self):
        assert leads(self.DIRECTIVE) == [["các đơn vị trong ngành Công Thương"]] * 2

    @pytest.mark.parametrize("turn", ["## Hành vi bị cấm là gì?", "Căn cứ Điều 12, các hành vi bị cấm được quy định như sau:"])
    def test_what_an_article_turns_to_is_no_duty_of_theirs(self, turn):
        assert len(tasks(f"{self.DIRECTIVE}{turn}\n\n- Sử dụng sai mục đích hàng cứu trợ.\n\n- Vận hành sai quy trình.\n")) == 2

    def test_bodies_pass_where_the_source_is_named_behind_what_follows(self):
        text = (
            "Mở đầu.\nBan Bí thư giao Đảng ủy Chính phủ chỉ đạo một số nội dung sau tại Kết luận 155-KL/TW:\n"
            "- Đảng uỷ Bộ Nội vụ chủ trì, phối hợp với các tỉnh uỷ, thành uỷ số hoá tài liệu.\n- Khẩn trương hoàn thiện dự thảo văn bản.\n"
        )
        found = tasks(text)
        assert [[body.name for body in task.lead] for task in found] == [["Đảng uỷ Bộ Nội vụ"], ["Đảng ủy Chính phủ"]]
        assert [body.name for body in found[0].coordinating] == ["các tỉnh uỷ", "thành uỷ"]


class TestManyOffices:
    """Ways of naming who acts in offices of many kinds: Party bodies, schools, companies, communes."""

    @pytest.mark.parametrize(
        ("text", "lead"),
        [
            ("Thầy Trần Văn Bình (Phó Hiệu trưởng): Phê duyệt kịch bản.", ["Thầy Trần Văn Bình"]),
            ("Cô Lê Thị Cúc - Bí thư Đoàn trường: Dẫn chương trình.", ["Cô Lê Thị Cúc - Bí thư Đoàn trường"]),
            ("Y tế học đường: Chuẩn bị tủ thuốc.", ["Y tế học đường"]),
            ("GVCN các lớp: Đôn đốc học sinh luyện tập.", ["GVCN các lớp"]),
            ("Đồng chí Trần Văn Bình, Phó Bí thư Đảng ủy trực tiếp chỉ đạo.", ["Đồng chí Trần Văn Bình, Phó Bí thư Đảng ủy"]),
            ("Các đồng chí đảng ủy viên được phân công có trách nhiệm dự họp.", ["Các đồng chí đảng ủy viên được phân công"]),
            ("Công chức Tài chính - Kế toán tham mưu bố trí kinh phí.", ["Công chức Tài chính - Kế toán"]),
            ("Trạm Y tế xã, Trường TH&THCS Bến Lở phối hợp khám sức khỏe.", ["Trạm Y tế xã", "Trường TH&THCS Bến Lở"]),
            ("Ban tổ chức hội thi gửi thể lệ về các trường.", ["Ban tổ chức hội thi"]),
            ("Cục Quản lý Khám, chữa bệnh chỉ đạo các bệnh viện.", ["Cục Quản lý Khám, chữa bệnh"]),
            ("Đồng ý bổ sung kinh phí cho xã; Phòng Tài chính tham mưu quyết định.", ["Phòng Tài chính"]),
            ("Nếu có khó khăn, vướng mắc đề nghị các cơ quan, đơn vị phản ánh về Sở.", ["các cơ quan", "đơn vị"]),
        ],
    )
    def test_are_read(self, text, lead):
        assert leads("KẾ HOẠCH\nTổ chức hội thi\nI. PHÂN CÔNG NHIỆM VỤ\n1. Kế hoạch chung.\n2. " + text + "\n") == [lead]

    def test_a_label_of_a_thing_is_nobody(self):
        assert leads("KẾ HOẠCH\nTổ chức hội thi\nI. PHÂN CÔNG NHIỆM VỤ\n1. Nội dung thi: Trình bày tình huống.\n") == []

    def test_two_bodies_run_together_in_a_cell_are_two(self):
        text = "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n| 1 | Họp | Bộ Thông tin và Truyền thông Bộ Tư pháp | 3/2026 |\n"
        assert leads(text) == [["Bộ Thông tin và Truyền thông", "Bộ Tư pháp"]]

    def test_a_page_that_speaks_to_its_readers_assigns_nothing(self):
        assert leads("Sở Y tế rà soát thuốc.\nQuý khách xác nhận giúp chúng tôi tiếp tục lưu trữ thông tin đã cung cấp.\n") == [["Sở Y tế"]]

    def test_a_column_of_bare_ends_gives_the_deadline(self):
        text = (
            "| TT | Nhiệm vụ | Chủ trì | Hoàn thành |\n|---|---|---|---|\n| 1 | Ban hành kế hoạch | Sở Nội vụ | Trước 15/01/2026 |\n"
            "| 2 | Sơ kết | UBND các xã | 15/6 và 15/12 hằng năm |\n"
        )
        found = tasks(text)
        assert [(str(task.deadline.due), task.deadline.every) for task in found] == [("2026-01-15", None), ("None", "year")]


class TestWhatWasReached:
    @pytest.mark.parametrize("title", ["ĐÁNH GIÁ KẾT QUẢ NĂM 2025", "MỤC TIÊU", "TỒN TẠI, HẠN CHẾ"])
    def test_parts_about_results_and_aims_assign_nothing(self, title):
        text = (
            f"KẾ HOẠCH\nTriển khai công tác\nI. {title}\n1. Sở Nội vụ tổ chức 10 lớp tập huấn.\n"
            "2. Thời gian tới, Sở Y tế tập trung khắc phục.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính bố trí kinh phí.\n"
        )
        assert leads(text) == [["Sở Y tế"], ["Sở Tài chính"]]

    def test_a_part_with_tasks_in_its_title_still_assigns(self):
        text = "KẾ HOẠCH\nTriển khai công tác\nI. MỤC TIÊU VÀ NHIỆM VỤ\n1. Sở Nội vụ tổ chức tập huấn.\n"
        assert leads(text) == [["Sở Nội vụ"]]

    def test_who_takes_part_is_no_task(self):
        assert leads("KẾ HOẠCH\nTổ chức hội nghị\nI. NỘI DUNG\n1. Thành phần\n- Lãnh đạo UBND tỉnh chủ trì.\n") == []


class TestHeadingsWithManner:
    def test_the_manner_is_no_part_of_the_name(self):
        text = OPENING + "3. Sở Tài chính khẩn trương:\n- Trình UBND tỉnh bố trí kinh phí.\n"
        assert leads(text) == [["Sở Tài chính"]]


class TestMarks:
    """Items marked in less usual ways."""

    def test_items_with_a_stroke_are_items(self):
        text = OPENING + "1/ Sở Nội vụ\na/ Rà soát biên chế.\nb/ Lập danh sách.\n2/ Công an tỉnh: Kiểm tra hồ sơ.\n"
        assert leads(text) == [["Sở Nội vụ"], ["Sở Nội vụ"], ["Công an tỉnh"]]

    @pytest.mark.parametrize("tie", ["Thứ nhất,", "Một là,", "Trước hết,"])
    def test_words_that_count_only_tie(self, tie):
        assert leads(f"Mở đầu.\n{tie} các địa phương chủ động cân đối ngân sách.\n") == [["các địa phương"]]

    def test_what_a_place_has_belongs_to_the_heading(self):
        text = OPENING + "3. Đối với UBND các xã, phường có rừng:\n- Kiện toàn Ban chỉ huy.\n"
        assert leads(text) == [["UBND các xã, phường có rừng"]]
