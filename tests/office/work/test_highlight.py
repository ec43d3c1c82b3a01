"""A source text with marks that nest and overlap → pieces to draw."""

from hypothesis import given
from hypothesis import strategies as st

from dondoc.office.work.highlight import Mark, paragraphs

TEXT = "Giao Sở Y tế báo cáo trước ngày 30/4.\nTheo Nghị định 30.\n"


def pieces(text, *marks):
    return [[(piece.text, piece.kinds, piece.items) for piece in paragraph.pieces] for paragraph in paragraphs(text, marks)]


def test_a_text_without_marks_is_its_lines():
    assert pieces("Một.\nHai.") == [[("Một.\n", (), ())], [("Hai.", (), ())]]


def test_a_deadline_inside_a_task_belongs_to_both():
    [first, _second] = pieces(TEXT, Mark(0, 37, "task", 7), Mark(21, 36, "deadline"))
    assert first == [
        ("Giao Sở Y tế báo cáo ", ("task",), (7,)),
        ("trước ngày 30/4", ("deadline", "task"), (7,)),
        (".", ("task",), (7,)),
        ("\n", (), ()),
    ]


def test_tasks_that_overlap_share_the_words_between():
    [line] = pieces("abcdef", Mark(0, 4, "task", 1), Mark(2, 6, "task", 2))
    assert line == [("ab", ("task",), (1,)), ("cd", ("task",), (1, 2)), ("ef", ("task",), (2,))]


def test_a_mark_over_several_lines_goes_on_in_each():
    assert [line[0][2] for line in pieces("ab\ncd\nef", Mark(1, 7, "task", 3))][1:] == [(3,), (3,)]


def test_an_item_opens_once():
    found = [
        piece.opens for paragraph in paragraphs("ab\ncd", [Mark(0, 5, "task", 3), Mark(1, 2, "deadline")]) for piece in paragraph.pieces
    ]
    assert [opens for opens in found if opens] == [(3,)]


def test_marks_outside_the_text_are_cut_to_it():
    assert pieces("ab", Mark(1, 99, "task", 1), Mark(50, 60, "task", 2)) == [[("a", (), ()), ("b", ("task",), (1,))]]


@given(
    text=st.text(alphabet="aộ\n 𝒳", max_size=60),
    marks=st.lists(
        st.tuples(st.integers(0, 70), st.integers(0, 70), st.sampled_from(["task", "citation", "deadline"]), st.none() | st.integers(1, 4))
    ),
)
def test_nothing_is_lost_and_every_character_has_just_its_marks(text, marks):
    given_marks = [Mark(min(start, end), max(start, end), kind, item) for start, end, kind, item in marks]
    found = [piece for paragraph in paragraphs(text, given_marks) for piece in paragraph.pieces]
    assert "".join(piece.text for piece in found) == text
    for piece in found:
        for at in range(piece.start, piece.start + len(piece.text)):
            covering = [mark for mark in given_marks if mark.start <= at < mark.end]
            assert piece.kinds == tuple(sorted({mark.kind for mark in covering}))
            assert set(piece.items) == {mark.item for mark in covering if mark.item is not None}
