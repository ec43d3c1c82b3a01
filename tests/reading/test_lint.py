"""What a drafter is asked to mend."""

from __future__ import annotations

import pytest

from dondoc.reading import read_text
from dondoc.reading.findings import MESSAGES
from dondoc.reading.lint import SUGGESTIONS, lint, to_data
from dondoc.reading.model import Severity
from dondoc.reading.notes import NAMED_BY

HEAD = """UBND TỈNH AN PHÚ HÀ
Số: 15/CT-UBND
An Phú Hà, ngày 20 tháng 11 năm 2025
CHỈ THỊ
Về việc quản lý tài sản công
I. TỔ CHỨC THỰC HIỆN
"""
TEXT_ONLY = {"about-persons-views", "encoding-uncertain"}
"""Findings that are no slip of a drafter."""


def notes(line: str, level: Severity = Severity.INFO):
    return lint(read_text(HEAD + line + "\n"), level)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("1. Rà soát toàn bộ hồ sơ tồn đọng.", "no-lead"),
        ("1. Sở Nội vụ và Sở Tài chính rà soát hồ sơ tồn đọng.", "several-leads"),
        ("1. Sở Nội vụ rà soát hồ sơ tồn đọng.", "no-deadline"),
        ("1. Sở Nội vụ rà soát hồ sơ trước ngày 10/01/2025.", "deadline-past"),
        ("1. Sở Nội vụ rà soát hồ sơ trước ngày 31/02/2026.", "deadline-impossible"),
        ("1. Sở Nội vụ rà soát hồ sơ trong đầu quý I/2026.", "deadline-fuzzy"),
        ("1. Sở Nội vụ tăng cường công tác kiểm tra.", "vague-duty"),
        ("1. Sở Nội vụ rà soát hồ sơ trước ngày 10/01/2026.", "no-product"),
        ("1. Sở Nội vụ rà soát hồ sơ theo Nghị định số 30/2020/QĐ-TTg trước ngày 10/01/2026.", "number-against-kind"),
    ],
)
def test_what_cannot_be_followed_up_is_noted_with_a_suggestion_in_both_languages(line: str, code: str) -> None:
    found = {note.code: note for note in notes(line)}

    assert code in found
    assert all(found[code].suggestion(language) and found[code].message(language) for language in ("vi", "en"))


def test_a_task_that_says_all_is_left_alone() -> None:
    assert notes("1. Sở Nội vụ rà soát hồ sơ, báo cáo Ủy ban nhân dân tỉnh trước ngày 10/01/2026.") == ()


def test_a_note_says_where_its_words_stand() -> None:
    (note,) = notes("1. Sở Nội vụ rà soát hồ sơ, báo cáo UBND tỉnh trước ngày 31/02/2026.", Severity.ERROR)

    assert (note.line, note.column, note.words) == (7, 47, "trước ngày 31/02/2026")
    assert (HEAD + "1. Sở Nội vụ rà soát hồ sơ, báo cáo UBND tỉnh trước ngày 31/02/2026.").splitlines()[6][46:].startswith(note.words)


def test_a_missing_deadline_weighs_more_for_who_can_still_set_it() -> None:
    (note,) = (note for note in notes("1. Sở Nội vụ rà soát hồ sơ, báo cáo UBND tỉnh.") if note.code == "no-deadline")

    assert (note.severity, note.finding.severity) == (Severity.WARNING, Severity.INFO)


@pytest.mark.parametrize(("level", "codes"), [(Severity.INFO, {"no-deadline", "no-product"}), (Severity.WARNING, {"no-deadline"})])
def test_what_weighs_less_than_the_level_is_left_out(level: Severity, codes: set[str]) -> None:
    assert {note.code for note in notes("1. Sở Nội vụ rà soát hồ sơ.", level)} == codes


def test_a_passage_about_what_persons_think_is_shown_and_nothing_is_suggested() -> None:
    (note,) = notes("1. Sở Nội vụ nắm bắt tâm tư, tư tưởng chính trị của cán bộ.")

    assert (note.code, note.suggestion()) == ("about-persons-views", "")


def test_every_finding_a_drafter_can_mend_has_a_suggestion() -> None:
    assert set(MESSAGES) - set(SUGGESTIONS) <= TEXT_ONLY | set(NAMED_BY), "what is wrong with the file itself is not written otherwise"
    assert set(SUGGESTIONS) <= set(MESSAGES)


def test_a_note_is_data_for_other_programs() -> None:
    (note,) = notes("1. Sở Nội vụ rà soát hồ sơ, báo cáo UBND tỉnh trước ngày 31/02/2026.", Severity.ERROR)

    data = to_data(note)
    assert (data["code"], data["rule"], data["severity"]) == ("deadline-impossible", "finding.deadline-impossible", "error")
    assert data["end"] - data["start"] == len(note.words)
    assert set(data["message"]) == set(data["suggestion"]) == {"vi", "en"}
