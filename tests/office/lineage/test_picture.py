"""The lineage of a document: level by level up and down, drawn without boxes on boxes, bounded, and told again in a table."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.urls import reverse

from dondoc.office.lineage.drawing import MOST_IN_COLUMN, draw
from dondoc.office.lineage.graph import MOST_NODES, lineage
from dondoc.office.lineage.models import DocumentLink
from dondoc.office.registry.models import Document, StoredFile


def made(number):
    file = StoredFile.objects.create(sha256=f"{number:064x}", size=1, name=f"{number}.txt", media_type="text/plain")
    return Document.objects.create(file=file, kind="Kế hoạch", number=f"{number}/KH-UBND", subject=f"Việc {number}")


def linked(lower, upper, relation="implements", decision="proposed"):
    return DocumentLink.objects.create(
        document=lower, cited=upper, cited_key=upper.number, cited_words=str(upper), relation=relation, origin="reader", decision=decision
    )


@pytest.fixture
def chain(office):
    """Four documents, each implementing the one before."""
    documents = [made(number) for number in range(1, 5)]
    for upper, lower in pairwise(documents):
        linked(lower, upper)
    return documents


def levels(found):
    return {node.document.number: node.level for node in found.nodes.values() if node.document}


def test_what_is_above_and_below_stands_at_its_level(office, chain):
    found = lineage(office.person("reader"), chain[1])

    assert levels(found) == {"1/KH-UBND": -1, "2/KH-UBND": 0, "3/KH-UBND": 1, "4/KH-UBND": 2}
    assert not found.is_cut


def test_one_that_is_not_registered_is_shown_by_its_words(office, chain):
    DocumentLink.objects.create(document=chain[0], cited_key="9/CT-TTG", cited_words="Chỉ thị 9/CT-TTg", relation="basis", origin="reader")
    found = lineage(office.person("reader"), chain[0])

    assert [node.words for node in found.nodes.values() if node.document is None] == ["Chỉ thị 9/CT-TTg"]


def test_mere_mentions_and_rejected_links_are_not_followed(office, chain):
    linked(chain[0], made(8), relation="cites")
    DocumentLink.objects.filter(document=chain[1]).update(
        decision="rejected", decided_by=office.person("clerk"), decided_at="2026-03-10T00:00Z"
    )

    assert levels(lineage(office.person("reader"), chain[0])) == {"1/KH-UBND": 0}


def test_a_ring_ends(office, chain):
    linked(chain[0], chain[3])

    assert len(lineage(office.person("reader"), chain[0]).nodes) == 4


def test_three_hundred_documents_are_drawn_none_over_another(office, chain, django_assert_max_num_queries):
    for number in range(100, 100 + MOST_NODES + 20):
        linked(made(number), chain[3])
    with django_assert_max_num_queries(20):
        found = lineage(office.person("reader"), chain[3])
    picture = draw(found)

    assert len(found.nodes) == MOST_NODES
    assert found.is_cut
    places = {(box.x, box.y) for box in picture.boxes}
    assert len(places) == MOST_NODES
    by_column = {}
    for box in picture.boxes:
        by_column.setdefault(box.x, []).append(box.y)
    assert max(map(len, by_column.values())) <= MOST_IN_COLUMN
    assert all(upper + box.height < lower for ys in by_column.values() for upper, lower in pairwise(sorted(ys)))
    assert max(box.x + box.width for box in picture.boxes) < picture.width
    assert max(box.y + box.height for box in picture.boxes) < picture.height


def test_lines_run_from_the_upper_document_to_the_lower(office, chain):
    picture = draw(lineage(office.person("reader"), chain[1]))
    left_to_right = [re.match(r"M(\d+) \d+ C.* (\d+) \d+$", line.path) for line in picture.lines]

    assert len(left_to_right) == 3
    assert all(int(found[1]) < int(found[2]) for found in left_to_right)


class TestPage:
    def test_the_tables_say_what_the_picture_shows(self, client_for, chain):
        shown = client_for("reader").get(reverse("lineage:show-lineage", args=[chain[1].pk])).content.decode()

        assert shown.count('class="lineage-box') == 4
        assert 'class="lineage-line is-proposed"' in shown
        assert shown.count(chain[0].get_absolute_url()) == 2  # in the picture and in the table
        assert "chưa có trong sổ" not in shown

    def test_confirming_makes_the_line_full(self, client_for, chain):
        link = DocumentLink.objects.get(document=chain[1])
        client = client_for("coordinator")
        client.post(reverse("lineage:decide-link", args=[link.pk]), {"decision": "confirm"})

        assert 'class="lineage-line"' in client.get(reverse("lineage:show-lineage", args=[chain[1].pk])).content.decode()

    def test_a_link_to_itself_comes_back_with_why(self, client_for, chain):
        sent = {"relation": "amends", "number": chain[0].number}
        answer = client_for("clerk").post(reverse("lineage:add-link", args=[chain[0].pk]), sent)

        assert answer.status_code == 422
        assert "chính văn bản này" in answer.content.decode()
