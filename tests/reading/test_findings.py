"""What a person is asked to look at."""

import unicodedata

import pytest

from dondoc.reading import read_text
from dondoc.reading.findings import MESSAGES, SEVERITY, is_about_persons_views, message

HEAD = """UBND TỈNH AN PHÚ HÀ
Số: 15/CT-UBND
An Phú Hà, ngày 20 tháng 11 năm 2025
CHỈ THỊ
Về việc quản lý tài sản công
I. TỔ CHỨC THỰC HIỆN
"""


def codes(line):
    return {finding.code for finding in read_text(HEAD + line + "\n").findings}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("1. Rà soát toàn bộ hồ sơ tồn đọng.", "no-lead"),
        ("1. Sở Nội vụ và Sở Tài chính rà soát hồ sơ tồn đọng.", "several-leads"),
        ("1. Các sở rà soát hồ sơ tồn đọng.", "lead-is-class"),
        ("1. Sở Nội vụ rà soát hồ sơ tồn đọng.", "no-deadline"),
        ("1. Sở Nội vụ rà soát hồ sơ trước ngày 10/01/2025.", "deadline-past"),
        ("1. Sở Nội vụ rà soát hồ sơ trước ngày 31/02/2026.", "deadline-impossible"),
        ("1. Sở Nội vụ rà soát hồ sơ trong đầu quý I/2026.", "deadline-fuzzy"),
        ("1. Sở Nội vụ rà soát hồ sơ trong thời hạn 10 ngày kể từ ngày ký.", "deadline-needs-event"),
        ("1. Sở Nội vụ tăng cường công tác kiểm tra.", "vague-duty"),
        ("1. Sở Nội vụ nắm bắt tâm tư, tư tưởng chính trị của cán bộ.", "about-persons-views"),
    ],
)
def test_finding(line, code):
    assert code in codes(line)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("1. Sở Nội vụ rà soát hồ sơ trước ngày 10/01/2026.", "deadline-past"),
        ("1. Sở Nội vụ rà soát hồ sơ trước ngày 10/01/2026.", "no-deadline"),
        ("1. Sở Nội vụ tăng cường kiểm tra, báo cáo UBND tỉnh trước ngày 10/01/2026.", "vague-duty"),
        ("1. Sở Nội vụ tăng cường kiểm tra 100% đơn vị.", "vague-duty"),
        ("1. Sở Nội vụ theo dõi, đánh giá tiến độ thực hiện của các đơn vị.", "about-persons-views"),
    ],
)
def test_no_finding(line, code):
    assert code not in codes(line)


def test_a_passage_about_persons_views_is_not_examined_further():
    assert codes("1. Sở Nội vụ theo dõi, đánh giá quan điểm chính trị của công chức.") == {"about-persons-views"}


@pytest.mark.parametrize(
    "words",
    [
        "THEO DÕI TƯ TƯỞNG CỦA ĐẢNG VIÊN",
        "Theo dõi  Tư Tưởng của cán bộ",
        "Lập danh sách người có phát ngôn trái chiều",
        "Đánh giá mức độ trung thành của cán bộ",
        "phòng ngừa, ngăn chặn suy thoái tư tưởng của từng cán bộ",
        "nắm tình hình tư tưởng của công chức",
        "theo dõi tư tưởng trong đoàn viên",
        "Nhận diện biểu hiện suy thoái trong đội ngũ",
    ],
)
def test_watching_what_persons_think_is_told_however_it_is_worded(words):
    assert is_about_persons_views(words)
    assert is_about_persons_views(unicodedata.normalize("NFD", words))


def test_study_of_a_doctrine_is_not_watching():
    assert not is_about_persons_views("đánh giá kết quả học tập tư tưởng Hồ Chí Minh")


def test_the_work_of_organisations_is_not_taken_for_persons_views():
    assert not is_about_persons_views("tuyên truyền, phổ biến pháp luật về tài sản công")


def test_every_finding_has_words_in_both_languages():
    assert set(MESSAGES) == set(SEVERITY)
    for words in MESSAGES.values():
        assert set(words) == {"vi", "en"}


def test_words_name_what_they_are_about():
    (finding,) = [
        f for f in read_text(HEAD + "1. Sở Nội vụ rà soát hồ sơ trước ngày 31/02/2026.\n").findings if f.code == "deadline-impossible"
    ]
    assert "31/02/2026" in message(finding, "vi")
