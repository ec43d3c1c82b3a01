"""Links between documents: proposed from readings, pointed to registered documents only where there is no doubt, decided by people."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.office.deeds import NotNow
from dondoc.office.lineage import actions
from dondoc.office.lineage.linking import key_of, refresh_links, registered
from dondoc.office.lineage.models import DocumentLink
from dondoc.office.registry.actions import correct_header

UPPER = """ỦY BAN NHÂN DÂN
TỈNH AN PHÚ HÀ
Số: 45/KH-UBND
An Phú Hà, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Số hóa hồ sơ năm 2026

1. Sở Tài chính bố trí kinh phí trước ngày 30/6/2026.
"""
LOWER = """ỦY BAN NHÂN DÂN
THÀNH PHỐ SÔNG TRÀ
Số: 12/KH-UBND
Sông Trà, ngày 20 tháng 02 năm 2026

KẾ HOẠCH
Số hóa hồ sơ năm 2026

Thực hiện Kế hoạch số 45/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh An Phú Hà về số hóa hồ sơ; căn cứ Nghị định số 30/2020/NĐ-CP \
ngày 05/3/2020 của Chính phủ về công tác văn thư, Ủy ban nhân dân thành phố ban hành Kế hoạch như sau:

1. Phòng Nội vụ rà soát hồ sơ trước ngày 30/4/2026.
"""


def link_of(document, number):
    return document.links.get(cited_key=key_of(number))


@pytest.fixture
def lower(make_document):
    return make_document(LOWER, name="thap.txt")


@pytest.fixture
def upper(make_document):
    return make_document(UPPER, name="cao.txt")


class TestProposals:
    def test_each_document_cited_by_number_gives_one_with_its_relation(self, lower):
        assert {(link.cited_words, link.relation) for link in lower.links.all()} == {
            ("Kế hoạch 45/KH-UBND", "implements"),
            ("Nghị định 30/2020/NĐ-CP", "basis"),
        }

    def test_the_place_of_the_mention_is_kept(self, lower):
        start, end = link_of(lower, "45/KH-UBND").span
        assert lower.source_text[start:end].startswith("Kế hoạch số 45/KH-UBND")

    def test_a_registered_document_is_found(self, upper, lower):
        assert link_of(lower, "45/KH-UBND").cited == upper

    def test_one_that_comes_later_is_found_too(self, lower, upper):
        assert link_of(lower, "45/KH-UBND").cited == upper

    def test_another_year_s_document_of_the_same_number_is_not_meant(self, make_document, lower):
        make_document(UPPER.replace("năm 2026\n", "năm 2025\n", 1).replace("tháng 01 năm 2026", "tháng 01 năm 2025"), name="cu.txt")

        assert link_of(lower, "45/KH-UBND").cited is None

    def test_of_two_that_bear_the_number_the_date_chooses(self, make_document, upper, lower):
        make_document(UPPER.replace("tháng 01 năm 2026", "tháng 01 năm 2025"), name="cu.txt")

        assert registered({"45/KH-UBND": upper.date}) == {"45/KH-UBND": upper}
        assert registered({"45/KH-UBND": None}) == {}

    def test_a_number_corrected_by_hand_is_found_by_those_that_cite_it(self, office, make_document, lower):
        document = make_document(UPPER.replace("45/KH-UBND", "46/KH-UBND"), name="nham.txt")
        assert link_of(lower, "45/KH-UBND").cited is None

        correct_header(document, number="45/KH-UBND", by=office.person("clerk"))

        assert link_of(lower, "45/KH-UBND").cited == document

    def test_its_own_number_is_no_link(self, make_document):
        document = make_document(LOWER.replace("45/KH-UBND", "12/KH-UBND"), name="tu.txt")
        assert not document.links.filter(cited_key="12/KH-UBND").exists()

    @pytest.mark.parametrize(
        ("written", "key"),
        [("30/2020/NĐ-CP", "30/2020/NĐ-CP"), ("05 /CT - TTg", "5/CT-TTG"), ("21–KL/TW", "21-KL/TW"), ("012/QÐ-UBND", "12/QĐ-UBND")],
    )
    def test_numbers_are_compared_without_spaces_dashes_and_noughts(self, written, key):
        assert key_of(written) == key


class TestReadingAgain:
    def test_what_people_decided_stays(self, office, lower):
        link = link_of(lower, "45/KH-UBND")
        actions.decide(link, confirm=False, by=office.person("coordinator"))
        lower.reading["citations"] = []
        refresh_links(lower)

        assert [link.cited_key for link in lower.links.all()] == ["45/KH-UBND"]

    def test_what_nobody_decided_follows_the_reading(self, lower):
        lower.reading["citations"] = []
        refresh_links(lower)

        assert not lower.links.exists()


class TestPeople:
    def test_a_link_added_by_hand_is_confirmed_at_once(self, office, upper, lower):
        link = actions.link(upper, number="12/KH-UBND", relation="replies-to", by=office.person("clerk"))

        assert (link.cited, link.decision, link.origin) == (lower, "confirmed", "person")

    def test_adding_one_that_was_proposed_sets_the_relation(self, office, lower):
        actions.link(lower, number="30/2020/NĐ-CP", relation="implements", by=office.person("clerk"))

        assert link_of(lower, "30/2020/NĐ-CP").relation == "implements"

    def test_a_document_is_not_linked_to_itself(self, office, lower):
        with pytest.raises(NotNow, match="chính văn bản này"):
            actions.link(lower, number="12/KH-UBND", relation="amends", by=office.person("clerk"))

    @pytest.mark.parametrize("role", ["unit_officer", "reader", "administrator"])
    def test_others_may_not(self, office, lower, role):
        with pytest.raises(PermissionDenied):
            actions.decide(DocumentLink.objects.first(), confirm=True, by=office.person(role))
