"""Tables drawn with lines: from the ruling lines of a page to the rectangles of cells.

Lines are brought together where they differ by less than a pen's width; those that meet make one table. Its lines cut the plane into slots;
slots with no line between them are one merged cell.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from dondoc.reading.intake import limits
from dondoc.reading.intake.pdf.words import turned

NEAR = 3.0
"""Points within which two lines are one, or meet."""
SHORTEST = 6.0
"""Points a line must have to be a rule."""
STRAIGHT = 1.0
MAX_SLOTS = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along an axis: at `at` across, from `start` to `end` along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Area:
    """A cell: its first slot, how many it covers, and its rectangle."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """A drawn table: the places of its column and row lines, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...] = field(repr=False)


def grids(page: Any) -> list[RuledGrid]:
    """The tables drawn on a page, from the top down; at least two rows and two columns."""
    across, down = _rules(page)
    if len(across) < 3 or len(down) < 2 or len(across) + len(down) > limits.EDGES:
        return []
    return of_rules(across, down)


def of_rules(across: list[Rule], down: list[Rule]) -> list[RuledGrid]:
    """The tables that horizontal and vertical lines make, from the top down."""
    across, down = joined(across), joined(down)
    if len(across) + len(down) > limits.RULES:
        return []
    found = [grid for rows, columns in _tables(across, down) if (grid := _grid(rows, columns))]
    return sorted(found, key=lambda grid: grid.ys[0])


def _rules(page: Any) -> tuple[list[Rule], list[Rule]]:
    """Horizontal and vertical lines of the page's paths."""
    import pypdfium2.raw as pdfium

    frame, turn = page.get_bbox(), page.get_rotation()
    across: list[Rule] = []
    down: list[Rule] = []
    if pdfium.FPDFPage_CountObjects(page.raw) > limits.OBJECTS:
        return [], []
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        for x0, y0, x1, y1 in _segments(item):
            left, top, right, bottom = turned(min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1), frame, turn)
            if bottom - top < STRAIGHT and right - left >= SHORTEST:
                across.append(Rule((top + bottom) / 2, left, right))
            elif right - left < STRAIGHT and bottom - top >= SHORTEST:
                down.append(Rule((left + right) / 2, top, bottom))
        if len(across) + len(down) > limits.EDGES:
            break
    return across, down


def _segments(item: Any) -> Iterable[tuple[float, float, float, float]]:
    """The straight segments of a path, in page space."""
    import pypdfium2.raw as pdfium

    a, b, c, d, e, f = item.get_matrix().get()
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for place in range(min(max(pdfium.FPDFPath_CountSegments(item.raw), 0), limits.EDGES)):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield (*last, *point)
        last = point
        if start is not None and pdfium.FPDFPathSegment_GetClose(segment):
            yield (*last, *start)


def joined(rules: list[Rule]) -> list[Rule]:
    """Rules brought to common places and joined end to end."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][0].at <= NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    made: list[Rule] = []
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None or rule.start > end + NEAR:
                if start is not None:
                    made.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        if start is not None:
            made.append(Rule(at, start, end))
    return made


def _meet(row: Rule, column: Rule) -> bool:
    return row.start - NEAR <= column.at <= row.end + NEAR and column.start - NEAR <= row.at <= column.end + NEAR


def _tables(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that hang together."""
    links: list[list[int]] = [[] for _ in range(len(across) + len(down))]
    for i, row in enumerate(across):
        for j, column in enumerate(down, len(across)):
            if _meet(row, column):
                links[i].append(j)
                links[j].append(i)
    made = []
    seen: set[int] = set()
    for first in range(len(across)):
        if first in seen:
            continue
        group, queue = {first}, [first]
        while queue:
            for other in links[queue.pop()]:
                if other not in group:
                    group.add(other)
                    queue.append(other)
        seen |= group
        rows = [across[i] for i in sorted(group) if i < len(across)]
        made.append((rows, [down[i - len(across)] for i in sorted(group) if i >= len(across)]))
    return made


def _places(values: Iterable[float]) -> tuple[float, ...]:
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > NEAR:
            made.append(value)
    return tuple(made)


def _grid(rows: list[Rule], columns: list[Rule]) -> RuledGrid | None:
    """The cells of one table; its sides may be open (no outer vertical lines)."""
    if len(rows) < 2 or not columns:
        return None
    xs = _places([rule.at for rule in columns] + [min(rule.start for rule in rows), max(rule.end for rule in rows)])
    ys = _places([rule.at for rule in rows] + [min(rule.start for rule in columns), max(rule.end for rule in columns)])
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > MAX_SLOTS:
        return None
    return RuledGrid(xs, ys, tuple(_areas(xs, ys, rows, columns)))


def _at(places: tuple[float, ...], rules: list[Rule]) -> list[list[Rule]]:
    """The rules at each place."""
    return [[rule for rule in rules if abs(rule.at - place) <= NEAR] for place in places]


def _covers(rules: list[Rule], along: float) -> bool:
    return any(rule.start - NEAR <= along <= rule.end + NEAR for rule in rules)


def _areas(xs: tuple[float, ...], ys: tuple[float, ...], rows: list[Rule], columns: list[Rule]) -> Iterable[Area]:
    middles_x = [(a + b) / 2 for a, b in pairwise(xs)]
    middles_y = [(a + b) / 2 for a, b in pairwise(ys)]
    down, across = _at(xs, columns), _at(ys, rows)
    free = {(row, column) for row in range(len(middles_y)) for column in range(len(middles_x))}
    for row in range(len(middles_y)):
        for column in range(len(middles_x)):
            if (row, column) not in free:
                continue
            right, low = column + 1, row + 1
            while right < len(middles_x) and (row, right) in free and not _covers(down[right], middles_y[row]):
                right += 1
            while (
                low < len(middles_y)
                and all((low, place) in free for place in range(column, right))
                and not any(_covers(across[low], middles_x[place]) for place in range(column, right))
            ):
                low += 1
            free -= {(r, c) for r in range(row, low) for c in range(column, right)}
            yield Area(row, column, low - row, right - column, xs[column], ys[row], xs[right], ys[low])
