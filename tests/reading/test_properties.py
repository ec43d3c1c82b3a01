"""What holds for every text and every file, not only for the ones we thought of."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading import Reading, Span, UnreadableFile, read, read_text
from dondoc.reading.model import Body, Deadline, Read, Repair
from dondoc.reading.writers.jsonform import to_data
from tests.reading.golden.built import BUILT

FRAGMENTS = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ HÀ\n",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
    "ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 215 -CV/TU\n",
    "Số: 12/CT-UBND          An Phú Hà, ngày 05 tháng 02 năm 2026\n",
    "CHỈ THỊ\nVề việc tăng cường phòng cháy, chữa cháy\n",
    "Kính gửi:\n- Sở Y tế;\n- UBND các xã, phường.\n",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;\n",
    "theo điểm a, b khoản 2 Điều 5 Luật Đất đai năm 2013",
    "Nghị quyết Trung ương 4 khóa XI, khóa XII và Kết luận số 21 -KL/TW ngày 25/10/202 1",
    "(sau đây gọi tắt là Nghị định số 30)",
    "\nĐiều 3. Tổ chức thực hiện\n1. ",
    "\nI. TỔ CHỨC THỰC HIỆN\n",
    "\n2. Sở Tài chính:\na) ",
    "\nđ) ",
    "\n- ",
    "Giao Sở Xây dựng chủ trì, phối hợp với Công an tỉnh, các sở, ban, ngành ",
    "Yêu cầu Ủy ban nhân dân các xã, phường ",
    "rà soát, báo cáo Ủy ban nhân dân tỉnh ",
    "trước ngày 31/02/2026",
    " trước 17 giờ 00 ngày 23/9/2025.",
    " trong quý III/2025;",
    " trong thời hạn 10 ngày làm việc kể từ ngày ký. ",
    " định kỳ hằng quý, trước ngày 20 tháng cuối quý.",
    "TT\tNội dung\tCơ quan chủ trì\tThời hạn\n1\tLập danh mục\tSở Y tế\tQuý I/2026\n",
    "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Hoài Sơn\n",
    "\r\n",
    "\u00a0\u200b ",
    "“",
    "”",
    "0",
    "/",
)
PIECES = st.one_of(
    st.sampled_from(FRAGMENTS), st.text(max_size=12), st.text("ĐđÐ0123456789/-.–: \n\tđĂăệỦ\u0323\u0302ngàythángSốiIVX", max_size=12)
)
TEXTS = st.lists(PIECES, max_size=24).map("".join)
MARKS = ("\n1. ", "\na) ", "\nđ) ", "\n- ", "\n+ ", "\n", "\nĐiều 4. ", " ")
WHO = ("Giao Sở Xây dựng chủ trì, phối hợp với Công an tỉnh, các sở, ban, ngành ", "Sở Y tế ", "Yêu cầu Ủy ban nhân dân các xã, phường ",
       "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh ", "Văn phòng Ủy ban nhân dân tỉnh theo dõi, ", "")  # fmt: skip
WHAT = ("rà soát, tham mưu Kế hoạch ", "tổng hợp, báo cáo Ủy ban nhân dân tỉnh ", "hoàn thành việc cấp giấy ", "tăng cường kiểm tra ")
WHEN = ("trước ngày 15/3/2026.", "trước ngày 31/02/2026;", "trong quý III/2025;", "trong thời hạn 10 ngày làm việc kể từ ngày ký.", ".")
DUTIES = st.tuples(*map(st.sampled_from, (MARKS, WHO, WHAT, WHEN))).map("".join)
DISPATCHES = st.lists(st.one_of(DUTIES, st.sampled_from(FRAGMENTS)), min_size=3, max_size=20).map("".join)
BEGINNINGS = (
    *(b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<!DOCTYPE html><p>", b"<?xml version='1.0'?>"),
    *(b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"),
)
"""How files of kinds we know begin."""
FILES = {name: build() for name, build in BUILT.items()}


def parts(value: object) -> Iterator[object]:
    """Everything a reading is made of, the reading's own source left out."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from parts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name != "source":
                yield from parts(getattr(value, field.name))


def spans(reading: Reading) -> list[Span]:
    return [part for part in parts(reading) if isinstance(part, Span)]


def squeezed(text: str) -> str:
    """`text` composed, without white space and letter case: what remains is which letters were written."""
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


def without_places(value: Any) -> Any:
    """JSON data without offsets."""
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items() if key not in {"start", "end", "head_start", "head_end"}}
    return [without_places(item) for item in value] if isinstance(value, list) else value


def composed(value: Any) -> Any:
    """JSON data with every text in NFC."""
    return json.loads(unicodedata.normalize("NFC", json.dumps(value, ensure_ascii=False)))


@given(TEXTS)
def test_spans_lie_inside_the_source(text: str) -> None:
    reading = read_text(text)

    assert reading.source.text == text
    assert all(0 <= span.start <= span.end <= len(text) for span in spans(reading))


def test_most_of_the_dispatches_drawn_here_hold_tasks_and_half_of_these_deadlines() -> None:
    counts: Counter[str] = Counter()

    @settings(max_examples=100, derandomize=True, database=None)
    @given(DISPATCHES)
    def draw(text: str) -> None:
        tasks = read_text(text).tasks
        counts.update(["drawn", *(["tasks"] if tasks else []), *(["deadlines"] if any(task.deadline for task in tasks) else [])])

    draw()
    assert counts["tasks"] > 0.75 * counts["drawn"]
    assert counts["deadlines"] > 0.5 * counts["tasks"]


@given(DISPATCHES)
def test_what_is_read_has_words_to_show(text: str) -> None:
    reading = read_text(text)

    items = [*reading.citations, *reading.tasks, *(part for part in parts(reading) if isinstance(part, Read | Body | Deadline))]
    assert all(reading.quote(item.span).strip() for item in items)


@given(DISPATCHES)
def test_words_are_those_of_the_source(text: str) -> None:
    reading = read_text(text)

    deadlines = [task.deadline for task in reading.tasks if task.deadline]
    repairs = [part for part in parts(reading) if isinstance(part, Repair)]
    assert [squeezed(item.text) for item in deadlines] == [squeezed(reading.quote(item.span)) for item in deadlines]
    assert [repair.seen for repair in repairs] == [reading.quote(repair.span) for repair in repairs]


@given(DISPATCHES)
def test_deadlines_and_citations_of_a_task_point_where_they_should(text: str) -> None:
    reading = read_text(text)

    for task in reading.tasks:
        assert all(0 <= index < len(reading.citations) for index in task.citations)
        assert task.division is None or 0 <= task.division < len(reading.divisions)
    for index, division in enumerate(reading.divisions):
        assert division.parent is None or division.parent < index
        assert division.span.contains(division.head)


@given(TEXTS)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    assert read_text(text) == read_text(text)


@given(DISPATCHES)
def test_composed_and_decomposed_letters_give_the_same_reading(text: str) -> None:
    whole, apart = (read_text(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))

    assert composed(without_places(to_data(apart))) == composed(without_places(to_data(whole)))
    assert [squeezed(apart.quote(span)) for span in spans(apart)] == [squeezed(whole.quote(span)) for span in spans(whole)]


@given(TEXTS)
def test_every_reading_can_be_written_down(text: str) -> None:
    data = to_data(read_text(text), text=True)

    assert json.loads(json.dumps(data)) == data


@given(st.one_of(st.binary(max_size=400), st.builds(bytes.__add__, st.sampled_from(BEGINNINGS), st.binary(max_size=200))))
def test_any_bytes_end_in_a_reading_or_a_typed_error(data: bytes) -> None:
    assert_read_or_refused(data)


@settings(max_examples=3)  # each costs a start of LibreOffice
@given(st.binary(max_size=200))
def test_any_bytes_behind_the_mark_of_rtf_end_in_a_reading_or_a_typed_error(data: bytes) -> None:
    assert_read_or_refused(b"{\\rtf1" + data)


@pytest.mark.parametrize("name", FILES)
@given(cut=st.floats(0, 1), at=st.floats(0, 1), noise=st.binary(max_size=8))
def test_a_damaged_file_ends_in_a_reading_or_a_typed_error(name: str, cut: float, at: float, noise: bytes) -> None:
    data = bytearray(FILES[name][: int(len(FILES[name]) * cut)])
    place = int(len(data) * at)
    data[place : place + len(noise)] = noise

    assert_read_or_refused(bytes(data))


def assert_read_or_refused(data: bytes) -> None:
    refusal = None
    try:
        reading = read(data, name="tep")
    except UnreadableFile as error:
        refusal = error
    if refusal:
        assert all(refusal.message(language).startswith("tep") for language in ("vi", "en"))
    else:
        assert all(span.end <= len(reading.source.text) for span in spans(reading))
