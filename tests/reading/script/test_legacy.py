"""Texts from before Unicode: what they are written in, and what is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading import read_source
from dondoc.reading.data import table
from dondoc.reading.findings import message
from dondoc.reading.model import SourceText
from dondoc.reading.script.legacy import UNCERTAIN, Encoding, Mender, decode, hint, mend_bytes, mend_lines
from dondoc.reading.script.legacy.codes import raised
from dondoc.reading.script.legacy.syllables import frequent, syllables
from tests.reading.script.encoding import encode, opened_as_windows

BYTES = ["tcvn3", "vni", "vps", "viscii", "windows-1258"]
PLAN = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
An Phú Hà, ngày 20 tháng 11 năm 2025
Kính gửi: Sở Tài chính, các phường Bến Lở và Sông Trà
Căn cứ Luật Tổ chức chính quyền địa phương;
1. Sở Y tế chủ trì, phối hợp với các đơn vị liên quan rà soát, báo cáo trước ngày 15/12/2025.
2. Thuở trước khuỷu tay quỳnh quý, giếng nước gìn giữ nguyên vẹn, nghiêng nghễnh.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
Đỗ Thị Ngọc Ưng"""

SAMPLES = [
    ("tcvn3", "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    ("tcvn3", "Uû ban nh©n d©n tØnh", "Uỷ ban nhân dân tỉnh"),
    ("vni", "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ("viscii", "Cµng hòa xã hµi chü nghîa Vi®t Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("utf-8", "Cá»™ng hÃ²a xÃ£ há»™i chá»§ nghÄ©a Viá»‡t Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("utf-8", "Ä\x90á»™c láº\xadp - Tá»± do - Háº¡nh phÃºc", "Độc lập - Tự do - Hạnh phúc"),
]
"""As offices see them when a text is opened wrongly (domain notes on text, section 3)."""


@pytest.mark.parametrize(("name", "seen", "meant"), SAMPLES)
def test_a_line_as_offices_see_it_is_read(name: str, seen: str, meant: str) -> None:
    assert mend_lines(seen) == (meant, (f"encoding-{name}",))


@pytest.mark.parametrize("name", BYTES)
def test_a_file_in_an_old_encoding_is_read(name: str) -> None:
    assert mend_bytes(encode(PLAN, name)) == (PLAN, (f"encoding-{name}",))


def test_a_file_that_was_read_as_windows_and_saved_is_read() -> None:
    assert mend_lines(opened_as_windows(PLAN.encode())) == (PLAN, ("encoding-utf-8",))


@pytest.mark.parametrize("name", BYTES)
@given(st.lists(st.sampled_from(PLAN.split("\n")[3:11]), min_size=3, max_size=30))
@settings(deadline=None, max_examples=30)
def test_lines_come_back_from_an_old_encoding_in_any_order(name: str, lines: list[str]) -> None:
    text = PLAN + "\n" + "\n".join(lines)
    found = mend_bytes(encode(text, name))
    assert found is not None
    assert found[0] == text


@pytest.mark.parametrize("name", BYTES)
def test_abbreviations_and_slips_go_with_the_rest_of_their_file(name: str) -> None:
    text = f"{PLAN}\n36/2025/QĐ-UBND\nKiể\nKrông Pắk"
    assert mend_bytes(encode(text, name)) == (text, (f"encoding-{name}",))


@pytest.mark.parametrize("name", BYTES)
def test_every_letter_an_encoding_has_is_read_back(name: str) -> None:
    letters = [row["letter"] for row in table("legacy_letters") if name not in row or row[name]]
    for letter in letters:
        assert decode(opened_as_windows(encode(letter, name)), Encoding(name)) == letter


def test_windows_1258_is_what_python_has() -> None:
    text = "Độc lập, tự do, hạnh phúc: ữ ộ ẵ ỵ ₫"
    assert decode(opened_as_windows(encode(text, "windows-1258")), Encoding.CP1258) == text
    assert unicodedata.normalize("NFC", encode(text, "windows-1258").decode("cp1258")) == text


def test_a_text_opened_on_a_vietnamese_windows_is_read_too() -> None:
    seen = encode("Ủy ban nhân dân xã được giao tổ chức thực hiện".lower(), "tcvn3").decode("cp1258")
    assert decode(seen, Encoding.TCVN3) == "ủy ban nhân dân xã được giao tổ chức thực hiện"


def test_paragraphs_of_one_file_may_differ() -> None:
    lines = PLAN.split("\n")
    mixed = [
        line if place % 3 == 0 else opened_as_windows(encode(line, "tcvn3")) if place % 3 == 1 else opened_as_windows(line.encode())
        for place, line in enumerate(lines)
    ]
    made, notes = mend_lines("\n".join(mixed))
    assert made.split("\n")[6] == lines[6]
    assert made.split("\n")[4] == lines[4]
    assert made.split("\n")[5] == lines[5]
    assert set(notes) == {"encoding-tcvn3", "encoding-utf-8"}


class TestLeftAlone:
    @pytest.mark.parametrize(
        "text",
        [
            PLAN,
            unicodedata.normalize("NFD", PLAN),
            "Ðiều 1. Ủy ban nhân dân huyện",  # Eth for Đ
            "Công an xã và các trạm y tế, diện tích 20 m², nhiệt độ 37°C ± 2, «Thông báo»",
            "Công an xã báo cáo",
            "São Paulo, Zürich và Genève",
            "Muỗng, ½ cốc, 5 µg; © 2025; § 3",
            "Le présent règlement français a été approuvé à la majorité",
            "",
        ],
    )
    def test_what_is_unicode_is_not_touched(self, text: str) -> None:
        assert mend_lines(text) == (text, ())

    def test_a_line_with_a_letter_only_unicode_has_is_never_read_anew(self) -> None:
        line = "Điều 1. " + opened_as_windows(encode("Uỷ ban nhân dân tỉnh được giao chủ trì", "tcvn3"))
        assert Mender([(line, ".VnTime")]).mend(line, ".VnTime") == line

    def test_a_line_that_fits_no_encoding_stays_and_is_noted(self) -> None:
        doubtful = "C«ng xß hµi d©n xx¸q tØnhq n¨ngz"
        assert mend_lines(doubtful) == (doubtful, (UNCERTAIN,))

    def test_a_person_is_told_of_it(self) -> None:
        doubtful = "C«ng xß hµi d©n xx¸q tØnhq n¨ngz"
        reading = read_source(SourceText("Số: 12/KH-UBND\n" + doubtful, notes=(UNCERTAIN,)))
        (finding,) = [found for found in reading.findings if found.code == UNCERTAIN]
        assert reading.quote(finding.span) == doubtful
        assert "Unicode" in message(finding, "vi")
        assert "original" in message(finding, "en")

    @pytest.mark.parametrize("text", ["Le présent règlement français a été approuvé à la majorité", "Größe über alles, schöne Grüße"])
    def test_eight_bits_of_another_language_are_refused(self, text: str) -> None:
        assert mend_bytes(text.encode("latin-1")) is None

    def test_plain_words_with_windows_quotes_are_read_as_windows(self) -> None:
        assert mend_bytes(b"\x93Plan\x94 \x96 2026") == ("“Plan” – 2026", ("encoding-windows-1252",))


class TestFonts:
    @pytest.mark.parametrize(
        ("name", "encoding", "capitals"),
        [
            (".VnTime", Encoding.TCVN3, False),
            (".VnTimeH", Encoding.TCVN3, True),
            ("'.VnArial'", Encoding.TCVN3, False),
            ("ABCDEF+.VnTime", Encoding.TCVN3, False),
            ("VNI-Times", Encoding.VNI, False),
            (".VNI-Helve", Encoding.VNI, False),
            ("VPS Times", Encoding.VPS, False),
            ("VI Times", Encoding.VISCII, False),
        ],
    )
    def test_a_font_names_an_encoding(self, name: str, encoding: Encoding, *, capitals: bool) -> None:
        found = hint(name)
        assert found is not None
        assert (found.encoding, found.capitals) == (encoding, capitals)

    @pytest.mark.parametrize("name", ["Times New Roman", "Arial", "Vivaldi", "Viner Hand", ""])
    def test_other_fonts_say_nothing(self, name: str) -> None:
        assert hint(name) is None

    def test_a_font_of_capitals_makes_capitals(self) -> None:
        run = opened_as_windows(encode("ủy ban nhân dân", "tcvn3"))
        mender = Mender([(run, ".VnTimeH")])
        assert mender.mend(run, ".VnTimeH") == "ỦY BAN NHÂN DÂN"
        assert mender.mend("An", ".VnTimeH") == "AN"

    def test_a_short_run_is_read_by_its_font(self) -> None:
        run = opened_as_windows(encode("Sở", "tcvn3"))
        assert Mender([(run, ".VnTime")]).mend(run, ".VnTime") == "Sở"

    def test_a_run_in_unicode_that_kept_its_old_font_stays(self) -> None:
        pieces = [("Ủy ban nhân dân tỉnh", ".VnTime"), ("Công an", ".VnTime")]
        mender = Mender(pieces)
        assert [mender.mend(*piece) for piece in pieces] == [text for text, _ in pieces]


class TestCapitals:
    @pytest.mark.parametrize(
        ("seen", "read"),
        [
            ("CộNG HòA Xã HộI", "CỘNG HÒA XÃ HỘI"),
            ("Uỷ BAN NHâN DâN", "UỶ BAN NHÂN DÂN"),
            ("Uỷ ban", "Uỷ ban"),
            ("Số: 12/KH-UBND", "Số: 12/KH-UBND"),
            ("Hà Nội", "Hà Nội"),
        ],
    )
    def test_words_of_capitals_get_their_toned_letters_in_capitals(self, seen: str, read: str) -> None:
        assert raised(seen) == read


class TestSyllables:
    @pytest.mark.parametrize(
        "word",
        ["hòa", "hoà", "thúy", "thuý", "quyết", "quýt", "giếng", "gì", "nghiêng", "khuỷu", "thuở", "yếm", "được", "xoòng", "huỳnh"],
    )
    def test_a_word_is_a_syllable(self, word: str) -> None:
        assert word in syllables()

    @pytest.mark.parametrize("word", ["céng", "kã", "ngế", "ghà", "tàp", "hạchc", "bcò", "quủa"])
    def test_what_breaks_the_rules_of_spelling_is_none(self, word: str) -> None:
        assert word not in syllables()

    def test_all_frequent_ones_are_syllables(self) -> None:
        assert frequent() <= syllables()
