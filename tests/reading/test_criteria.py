"""Criteria suggested from a duty's own words, and nothing where it says nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.criteria import LONGEST, MOST, Proof, suggest

DAY = date(2026, 12, 15)


def told(criteria):
    return [(one.measure, one.target, one.evidence, one.proof.value) for one in criteria]


@pytest.mark.parametrize(
    ("action", "product", "criteria"),
    [
        (
            "Ban hành Kế hoạch kiểm kê tài sản công",
            "Kế hoạch kiểm kê tài sản công",
            [("Kế hoạch kiểm kê tài sản công", "", "Kế hoạch", "document")],
        ),
        ("Lập cơ sở dữ liệu đất công", "cơ sở dữ liệu đất công", [("cơ sở dữ liệu đất công", "", "", "any")]),
        (
            "Bảo đảm tối thiểu 95% hồ sơ được giải quyết đúng hạn; công khai trên cổng",
            "",
            [("Bảo đảm tối thiểu 95% hồ sơ được giải quyết đúng hạn", "tối thiểu 95% hồ sơ", "", "")],
        ),
        (
            "Tổ chức ít nhất 02 lớp tập huấn cho cán bộ",
            "",
            [("Tổ chức ít nhất 02 lớp tập huấn cho cán bộ", "ít nhất 02 lớp tập huấn", "", "")],
        ),
        (
            "Rà soát tài sản, báo cáo kết quả về Sở Tài chính trước ngày 15/12/2026",
            "",
            [("báo cáo kết quả về Sở Tài chính", "", "báo cáo", "document")],
        ),
        ("Xây dựng Báo cáo tổng kết", "Báo cáo tổng kết", [("Báo cáo tổng kết", "", "Báo cáo", "document")]),
        ("Tăng cường công tác quản lý tài sản công", "", []),
        ("Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020", "", []),
        ("Tập huấn cho đội ngũ báo cáo viên", "", []),
        ("Đẩy mạnh cải cách hành chính theo Điều 15 Luật số 80/2015/QH13", "", []),
    ],
)
def test_criteria_are_the_words_of_the_duty(action, product, criteria):
    assert told(suggest(action, product=product, due=DAY)) == criteria


def test_the_deadline_of_the_duty_is_that_of_its_criteria():
    assert {one.due for one in suggest("Báo cáo kết quả; đạt 100% hồ sơ", product="Kế hoạch", due=DAY)} == {DAY}


@given(st.text(max_size=400), st.text(max_size=80))
def test_nothing_is_invented_and_nothing_grows_beyond_measure(action, product):
    found = suggest(action, product=product)
    squeezed = " ".join(f"{action} {product}".split())
    assert len(found) <= MOST
    for one in found:
        assert 0 < len(one.measure) <= LONGEST
        assert " ".join(one.measure.split()) in squeezed
        assert one.proof in Proof
        assert one.due is None
