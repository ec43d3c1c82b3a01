"""A reading for a person's eyes."""

from __future__ import annotations

from dondoc.reading.writers.summary import to_text
from tests.reading.writers.sample import of_tasks, task, whole


def test_it_tells_what_the_document_is_and_who_does_what() -> None:
    assert (
        to_text(whole())
        == """chi-thi.txt
  Loại văn bản: Chỉ thị
  Số, ký hiệu: 07/CT-UBND
  Ngày ban hành: 12/03/2025
  Cơ quan ban hành: UBND tỉnh
  Trích yếu: Về việc bảo đảm an toàn hồ, đập

NHIỆM VỤ (2)
  1. kiểm tra hồ chứa
     Chủ trì: Sở Nông nghiệp và Môi trường
     Phối hợp: Sở Xây dựng; Công an tỉnh
     Thời hạn: trước ngày 30/4/2025 (30/04/2025)
     Sản phẩm: Báo cáo kiểm tra
     Báo cáo: UBND tỉnh
  2. cắm mốc chỉ giới
     Thời hạn: trong quý III/2025 (30/09/2025)

VIỆN DẪN (1)
  1. Nghị định 114/2018/NĐ-CP (khoản 2 Điều 23)

ĐIỀU CẦN XEM LẠI (0)"""
    )


def test_it_speaks_english_too() -> None:
    assert "TASKS (1)\n  1. kiểm tra hồ chứa" in to_text(of_tasks(task()), "en")
