"""Marks that nest, cross and run over paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.writers.marks import Close, Mark, Marks, Open, Words


def drawn(text: str, marks: list[Mark[str]], *edges: int) -> str:
    """The paragraphs between `edges`, marks as brackets with their names; a piece that goes on has a prime."""
    asked, out = Marks(marks), []
    for start, end in zip((0, *edges), (*edges, len(text)), strict=True):
        for event in asked.within(start, end):
            if isinstance(event, Open):
                out.append(f"({event.mark.what}{chr(39) if event.mark.begun else ''}:")
            else:
                out.append(")" if isinstance(event, Close) else text[event.start : event.end])
        out.append("|")
    return "".join(out)


def test_a_mark_in_another_stands_in_it() -> None:
    assert drawn("abcdef", [Mark(2, 3, "in"), Mark(1, 5, "out")]) == "a(out:b(in:c)de)f|"


def test_of_two_at_one_place_the_longer_is_outside() -> None:
    assert drawn("abc", [Mark(0, 1, "in"), Mark(0, 3, "out")]) == "(out:(in:a)bc)|"


def test_one_that_crosses_another_is_cut_and_goes_on() -> None:
    assert drawn("abcdef", [Mark(0, 3, "x"), Mark(2, 5, "y")]) == "(x:ab(y:c))(y':de)f|"


def test_one_that_runs_over_a_paragraph_goes_on_in_the_next() -> None:
    assert drawn("abcdef", [Mark(1, 5, "x")], 3) == "a(x:bc)|(x':de)f|"


def test_an_empty_mark_is_none() -> None:
    assert drawn("ab", [Mark(1, 1, "x")]) == "ab|"


PLACES = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)


@given(st.lists(PLACES, max_size=8), st.lists(st.integers(0, 20), max_size=3).map(sorted))
def test_every_letter_comes_once_under_the_marks_that_cover_it(places: list[list[int]], edges: list[int]) -> None:
    marks = Marks([Mark(start, end, index) for index, (start, end) in enumerate(places)])
    seen: list[set[int]] = []
    for start, end in zip((0, *edges), (*edges, 20), strict=True):
        path: list[int] = []
        for event in marks.within(start, end):
            if isinstance(event, Words):
                seen += [set(path)] * (event.end - event.start)
            elif isinstance(event, Open):
                path.append(event.mark.what)
            else:
                path.pop()
        assert path == []

    assert seen == [{index for index, (start, end) in enumerate(places) if start <= at < end} for at in range(20)]


def test_a_paragraph_of_very_many_marks_takes_no_time_to_speak_of() -> None:
    marks = [Mark(at, at + 15, at) for at in range(0, 200_000, 10)]

    assert sum(isinstance(event, Close) for event in Marks(marks).within(0, 200_020)) >= len(marks)
