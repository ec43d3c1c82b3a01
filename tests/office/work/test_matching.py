"""Words of a text → units of the directory."""

import pytest

from dondoc.office.work.matching import Suggestion, UnitIndex, UnitRow

FINANCE, HEALTH, ENVIRONMENT, CITY, BEN_LO, GO_DA, OFFICE, INSPECTORATE, SCIENCE, POOL_A, POOL_B, ORGANISATION, FRONT, SCHOOL = range(1, 15)
INDEX = UnitIndex.of(
    [
        UnitRow(FINANCE, "Sở Tài chính", "Sở TC", "department"),
        UnitRow(HEALTH, "Sở Y tế tỉnh An Phú Hà", "", "department"),
        UnitRow(ENVIRONMENT, "Sở Nông nghiệp và Môi trường", "", "department", ("Sở Tài nguyên và Môi trường",)),
        UnitRow(CITY, "Ủy ban nhân dân thành phố Sông Trà", "UBND thành phố", "authority"),
        UnitRow(BEN_LO, "Ủy ban nhân dân phường Bến Lở", "", "commune"),
        UnitRow(GO_DA, "Ủy ban nhân dân xã Gò Đa", "", "commune"),
        UnitRow(OFFICE, "Văn phòng Ủy ban nhân dân thành phố", "", "office"),
        UnitRow(INSPECTORATE, "Thanh tra thành phố", "", "department"),
        UnitRow(SCIENCE, "Sở Khoa học và Công nghệ", "", "department"),
        UnitRow(POOL_A, "Phòng Tổng hợp", "", "division"),
        UnitRow(POOL_B, "Phòng Tổng hợp", "", "division"),
        UnitRow(ORGANISATION, "Ban Tổ chức Thành ủy", "", "committee"),
        UnitRow(FRONT, "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố", "", "mass"),
        UnitRow(SCHOOL, "Trường Chính trị", "", "service"),
    ]
)


@pytest.mark.parametrize(
    ("words", "unit", "rule"),
    [
        ("Sở Tài chính", FINANCE, "exact"),
        ("sở  TÀI CHÍNH", FINANCE, "exact"),
        ("Sở TC", FINANCE, "exact"),
        ("Sở Tài nguyên và Môi trường", ENVIRONMENT, "exact"),
        ("Uỷ ban nhân dân phường Bến Lở", BEN_LO, "folded"),
        ("So Tai chinh", FINANCE, "folded"),
        ("UBND phường Bến Lở", BEN_LO, "abbreviation"),
        ("UBND xã Gò Đa", GO_DA, "abbreviation"),
        ("Sở TN&MT", ENVIRONMENT, "abbreviation"),
        ("Sở KH&CN", SCIENCE, "abbreviation"),
        ("VP UBND thành phố", OFFICE, "abbreviation"),
        ("Giám đốc Sở Tài chính", FINANCE, "office"),
        ("Phó Giám đốc Sở Y tế", HEALTH, "office"),
        ("Chủ tịch UBND phường Bến Lở", BEN_LO, "office"),
        ("Trưởng Ban Tổ chức Thành ủy", ORGANISATION, "office"),
        ("Chánh Thanh tra thành phố", INSPECTORATE, "office"),
        ("Chánh Văn phòng Ủy ban nhân dân thành phố", OFFICE, "office"),
        ("Sở Y tế", HEALTH, "place"),
        ("Sở Tài chính tỉnh An Phú Hà", FINANCE, "place"),
    ],
)
def test_a_name_finds_its_unit_and_says_by_which_rule(words, unit, rule):
    found = INDEX.match(words)
    assert (found.unit, found.rule) == (unit, rule)


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("các sở, ban, ngành", {FINANCE, HEALTH, ENVIRONMENT, INSPECTORATE, SCIENCE}),
        ("Các xã, phường", {BEN_LO, GO_DA}),
        ("UBND các xã, phường", {BEN_LO, GO_DA}),
        ("Chủ tịch Ủy ban nhân dân các xã, phường", {BEN_LO, GO_DA}),
        ("các cấp ủy đảng", {ORGANISATION}),
        ("các tổ chức chính trị - xã hội", {FRONT}),
        ("các sở, ngành và Ủy ban nhân dân các xã", {FINANCE, HEALTH, ENVIRONMENT, INSPECTORATE, SCIENCE, BEN_LO, GO_DA}),
    ],
)
def test_a_class_is_a_list_for_a_person_to_choose_from(words, units):
    found = INDEX.match(words)
    assert (found.unit, found.rule, set(found.candidates)) == (None, "class", units)
    assert found.is_class


def test_a_class_that_does_not_say_of_what_offers_nothing():
    assert INDEX.match("các đơn vị liên quan") == Suggestion(None, "open-class")


def test_a_name_two_units_have_is_left_to_a_person():
    assert INDEX.match("Phòng Tổng hợp") == Suggestion(None, "ambiguous", (POOL_A, POOL_B))


@pytest.mark.parametrize(
    "words", ["Tổ công tác liên ngành", "Sở Ngoại vụ", "Ủy ban nhân dân phường Cây Sanh", "Giám đốc", "UBND", "", "Chính trị"]
)
def test_what_is_not_in_the_directory_is_not_guessed(words):
    assert INDEX.match(words) == Suggestion(None, "unknown")


def test_a_school_is_not_taken_for_its_head():
    assert INDEX.match("Trường Sở Tài chính").unit is None


def test_two_places_that_differ_never_meet():
    index = UnitIndex.of([UnitRow(1, "Ủy ban nhân dân phường Bến Lở", "", "commune"), UnitRow(2, "Công an phường Gò Đa", "", "other")])
    assert index.match("Công an phường Bến Lở").unit is None
    assert index.match("Ủy ban nhân dân phường Gò Đa").unit is None


def test_decomposed_text_finds_the_same_unit():
    import unicodedata

    assert INDEX.match(unicodedata.normalize("NFD", "Sở Tài chính")).unit == FINANCE
