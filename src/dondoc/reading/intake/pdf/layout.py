"""Pages of words → blocks in reading order.

1. Words in a ruled table go to its cells; a table that goes on over pages is one, its repeated heading rows counted once.
2. Page numbers and lines that repeat at the edge of pages go.
3. The heading block (left: issuing body and number; right: quốc hiệu, place and date) and the foot (left: Nơi nhận; right: who signs) are
   read as columns: a gutter no word crosses, next to words only such blocks have.
4. The other lines make paragraphs: an indent, a wider space, a short line before.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise, product
from statistics import median

from dondoc.reading.intake.blocks import LANDMARKS, Block, Grid, GridCell, Paragraph
from dondoc.reading.intake.pdf.ruling import NEAR, RuledGrid
from dondoc.reading.intake.pdf.words import Word, rows

PAGE_NUMBER = re.compile(r"\W*(?:trang|page)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
EDGE = 0.12
"""Share of the page's height at top and bottom where page numbers and running lines stand (margins are 20–25 mm of 297)."""
RUNNING_PAGES = 3
"""Pages a line must repeat on, and at least half of all, to be a running one."""
SAME_PLACE = 6.0

EM = 1 / 1.15
"""A font's size from a word's height."""
WIDE = 1.5
"""Ems from which a gap in a line sets its parts apart."""
GUTTER = 3.0
"""Points a gutter keeps over all lines of a block."""
RIGHT_STARTS = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ|ĐẢNG CỘNG SẢN|Độc lập\s*[-–]|(?:TM|KT|TL|TUQ|Q)\.|(?:T/M|K/T|T/L)\b")
"""How the right column's lines start: these part a line wherever they stand after its first word."""

INDENT = 0.8
"""Ems a first line stands in."""
SHORT = 3.0
"""Ems by which a last line falls short of the right edge."""
LOOSE = 1.3
"""Times the usual distance of lines from which a paragraph starts."""
CENTRED = 10.0
"""Points the middle of a centred line may be off."""
ENDS = re.compile(r"[.;:!?…][”\"')]*$")
STARTS = re.compile(
    r"[-–+*•]\s|\(?\d{1,3}[.)]\s|\d+(?:\.\d+)+\.?\s|[a-zđ][.)]\s|[IVXL]+[.)\-]\s"
    r"|Điều\s+\d|Chương\s|Mục\s|Phần\s|Căn cứ\s|Kính gửi|Nơi nhận"
)
"""How a paragraph of an official text may start."""


@dataclass(frozen=True, slots=True)
class Page:
    """What was found on a page."""

    words: list[Word]
    grids: list[RuledGrid]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def em(self) -> float:
        """The font's size, about."""
        return (self.bottom - self.top) * EM


@dataclass(frozen=True, slots=True)
class Columns:
    """A block read as two columns."""

    left: list[Line]
    right: list[Line]
    top: float


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A ruled table with words."""

    xs: tuple[float, ...]
    grid: Grid
    top: float


Item = Line | Columns | DrawnTable


def blocks_of(pages: list[Page]) -> list[Block]:
    """The blocks of a document's pages."""
    bare = _without_furniture([_take_tables(page) for page in pages])
    made: list[Block] = []
    for items in _joined_tables([_items(lines, tables) for _, lines, tables in bare]):
        made += items
    return made


# --- tables


def _take_tables(page: Page) -> tuple[Page, list[list[Word]], list[DrawnTable]]:
    """The page's tables with data, and the rows of words outside them."""
    left = page.words
    tables: list[DrawnTable] = []
    for ruled in page.grids:
        inside = [word for word in left if _within(word, ruled)]
        table = _filled(ruled, inside)
        if table is not None:
            tables.append(table)
            left = [word for word in left if not _within(word, ruled)]
    return page, rows(left), tables


def _within(word: Word, ruled: RuledGrid) -> bool:
    return ruled.xs[0] - NEAR <= (word.x0 + word.x1) / 2 <= ruled.xs[-1] + NEAR and ruled.ys[0] - NEAR <= word.middle <= ruled.ys[-1] + NEAR


def _filled(ruled: RuledGrid, words: list[Word]) -> DrawnTable | None:
    """The grid with the words in its cells, or none where fewer than two rows and columns have any."""
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        slot = (
            bisect(ruled.ys, word.middle, 1, len(ruled.ys) - 1) - 1,
            bisect(ruled.xs, (word.x0 + word.x1) / 2, 1, len(ruled.xs) - 1) - 1,
        )
        inside.setdefault(slot, []).append(word)
    cells = []
    for area in ruled.areas:
        slots = product(range(area.row, area.row + area.rows), range(area.column, area.column + area.columns))
        lines = [_line(row) for row in rows([word for slot in slots for word in inside.get(slot, ())])]
        paragraphs = tuple(Paragraph(" ".join(line.text for line in part)) for part in _paragraphs(lines, area.x0, area.x1, centred=False))
        cells.append(GridCell(area.row, area.column, area.rows, area.columns, paragraphs))
    filled = [cell for cell in cells if cell.blocks]
    if len({cell.row for cell in filled}) < 2 or len({cell.column for cell in filled}) < 2:
        return None
    return DrawnTable(ruled.xs, Grid(tuple(cells)), ruled.ys[0])


def _joined_tables(pages: list[list[Item]]) -> Iterable[list[Block]]:
    """The blocks of each run of pages; a table at the top of a page goes on with one of the same columns at the foot of the page before."""
    flat: list[Item] = []
    for items in pages:
        last, first = (flat[-1] if flat else None), (items[0] if items else None)
        if isinstance(last, DrawnTable) and isinstance(first, DrawnTable) and _same_columns(last.xs, first.xs):
            flat[-1] = replace(last, grid=_append(last.grid, first.grid))
            items = items[1:]
        flat += items
    yield _blocks(flat)


def _same_columns(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= 2 * NEAR for a, b in zip(one, other, strict=True))


def _texts(grid: Grid, row: int) -> list[str]:
    return [_text(cell) for cell in grid.cells if cell.row == row]


def _text(cell: GridCell) -> str:
    return "\n".join(block.text for block in cell.blocks if isinstance(block, Paragraph))


def _row_count(grid: Grid) -> int:
    return max(cell.row + cell.rows for cell in grid.cells)


def _append(above: Grid, below: Grid) -> Grid:
    """One grid of two; heading rows that repeat are counted, a row cut by the page's end is made whole."""
    heading = _repeated_rows(above, below)
    rest = [replace(cell, row=cell.row - heading) for cell in below.cells if cell.row >= heading]
    base = _row_count(above)
    kept = list(above.cells)
    if _goes_on(above, rest):
        at = {cell.column: place for place, cell in enumerate(kept) if cell.row + cell.rows == base}
        for cell in (cell for cell in rest if cell.row == 0):
            if cell.column in at:
                old = kept[at[cell.column]]
                kept[at[cell.column]] = replace(old, blocks=_run_on(old.blocks, cell.blocks))
        rest = [replace(cell, row=cell.row - 1) for cell in rest if cell.row > 0]
    kept += [replace(cell, row=cell.row + base) for cell in rest]
    return Grid(tuple(kept), max(above.header_rows, heading))


def _repeated_rows(above: Grid, below: Grid) -> int:
    """How many rows at the top of `below` say what the top of `above` says; never all."""
    count = 0
    for row in range(min(_row_count(above), _row_count(below)) - 1):
        if not any(_texts(below, row)) or _texts(above, row) != _texts(below, row):
            break
        count += 1
    return count


def _goes_on(above: Grid, rest: list[GridCell]) -> bool:
    """Whether the first row is the rest of the last one: its number cell is empty, and it merges no rows."""
    first = [cell for cell in rest if cell.row == 0]
    number = next((cell for cell in first if cell.column == 0), None)
    last = [cell for cell in above.cells if cell.row + cell.rows == _row_count(above)]
    return (
        number is not None and not _text(number) and len(first) > 2 and all(cell.rows == 1 for cell in first)
        and {cell.column for cell in first} == {cell.column for cell in last}
        and any(cell.column == 0 and _text(cell) for cell in last)
    )  # fmt: skip


def _run_on(above: tuple[Block, ...], below: tuple[Block, ...]) -> tuple[Block, ...]:
    if above and below:
        last, first = above[-1], below[0]
        if isinstance(last, Paragraph) and isinstance(first, Paragraph) and not ENDS.search(last.text) and not STARTS.match(first.text):
            return (*above[:-1], Paragraph(f"{last.text} {first.text}"), *below[1:])
    return above + below


# --- page numbers and running lines


def _without_furniture(
    pages: list[tuple[Page, list[list[Word]], list[DrawnTable]]],
) -> list[tuple[Page, list[list[Word]], list[DrawnTable]]]:
    keys = Counter(key for page, lines, _ in pages for key in {_key(line) for line in lines if _at_edge(page, line)})
    often = {key for key, count in keys.items() if count >= max(RUNNING_PAGES, len(pages) / 2)}
    return [
        (page, [line for line in lines if not _is_furniture(page, line, lines, often)], tables)
        for page, lines, tables in pages
    ]  # fmt: skip


def _key(line: list[Word]) -> tuple[str, int]:
    """What a running line keeps from page to page: its words but for figures, and its height on the page."""
    return re.sub(r"\d+", "#", " ".join(word.text for word in line)), round(line[0].middle / SAME_PLACE)


def _at_edge(page: Page, line: list[Word]) -> bool:
    return line[0].middle < EDGE * page.height or line[0].middle > (1 - EDGE) * page.height


def _is_furniture(page: Page, line: list[Word], lines: list[list[Word]], often: set[tuple[str, int]]) -> bool:
    if not _at_edge(page, line):
        return False
    outermost = line is lines[0] or line is lines[-1]
    return _key(line) in often or (outermost and PAGE_NUMBER.fullmatch(" ".join(word.text for word in line)) is not None)


# --- columns


def _line(words: list[Word]) -> Line:
    return Line(
        " ".join(word.text for word in words),
        words[0].x0, min(word.top for word in words), max(word.x1 for word in words), max(word.bottom for word in words),
    )  # fmt: skip


def _items(lines: list[list[Word]], tables: list[DrawnTable]) -> list[Item]:
    """Lines, column blocks and tables of a page from the top down."""
    items: list[Item] = [*tables]
    place = 0
    for start, end, gutter in _column_blocks(lines):
        items += [_line(line) for line in lines[place:start]]
        words = [word for line in lines[start:end] for word in line]
        middle = sum(gutter) / 2
        sides = [[word for word in words if word.x1 <= middle], [word for word in words if word.x1 > middle]]
        left, right = ([_line(row) for row in rows(side)] for side in sides)
        items.append(Columns(left, right, min(word.top for word in words)))
        place = end
    items += [_line(line) for line in lines[place:]]
    return sorted(items, key=lambda item: item.top)


def _column_blocks(lines: list[list[Word]]) -> list[tuple[int, int, tuple[float, float]]]:
    """Runs of lines (start, end, gutter) that are a heading block or a foot."""
    found: list[tuple[int, int, tuple[float, float]]] = []
    middle = (min(line[0].x0 for line in lines) + max(line[-1].x1 for line in lines)) / 2 if lines else 0.0
    place = 0
    while place < len(lines):
        gap = _landmark_gap(lines[place])
        if gap is None:
            place += 1
            continue
        low = found[-1][1] if found else 0
        start, end = place, place + 1
        while end < len(lines) and not _is_title(lines[end], middle) and (narrower := _narrowed(lines[end], gap)):
            gap, end = narrower, end + 1
        while start > low and lines[start - 1][0].x0 > gap[0] and (narrower := _narrowed(lines[start - 1], gap)):
            gap, start = narrower, start - 1
        found.append((start, end, gap))
        place = end
    return found


def _is_title(line: list[Word], middle: float) -> bool:
    """Whether a line stands about the middle of the text, in one piece."""
    return abs((line[0].x0 + line[-1].x1) / 2 - middle) <= CENTRED and not _parted(line)


def _landmark_gap(line: list[Word]) -> tuple[float, float] | None:
    """The gap that parts a line into two columns, where the words on one side of it are those of a heading or a foot."""
    for left, right, gap in _parted(line):
        if LANDMARKS.search(right) or LANDMARKS.search(left):
            return gap
    return None


def _parted(line: list[Word]) -> list[tuple[str, str, tuple[float, float]]]:
    """The ways to part a line at a wide gap or before words that start a right column; the likelier first."""
    found = []
    for place in range(1, len(line)):
        before, after = line[place - 1], line[place]
        opening = unicodedata.normalize("NFC", " ".join(word.text for word in line[place : place + 4]))
        known = RIGHT_STARTS.match(opening) is not None
        if known or after.x0 - before.x1 >= WIDE * after.height * EM:
            right = unicodedata.normalize("NFC", " ".join(word.text for word in line[place:]))
            left = unicodedata.normalize("NFC", " ".join(word.text for word in line[:place]))
            found.append((known, left, right, (before.x1, after.x0)))
    found.sort(key=lambda part: (not part[0], part[3][0] - part[3][1]))
    return [(left, right, gap) for _, left, right, gap in found]


def _narrowed(line: list[Word], gutter: tuple[float, float]) -> tuple[float, float] | None:
    """What a line leaves of a gutter: between its columns, or beside it; ``None`` where it runs across."""
    gaps = [gap for _, _, gap in _parted(line)]
    gaps += [(gutter[0], min(gutter[1], line[0].x0)), (max(gutter[0], max(word.x1 for word in line)), gutter[1])]
    shared = [(max(gutter[0], low), min(gutter[1], high)) for low, high in gaps]
    low, high = max(shared, key=lambda gap: gap[1] - gap[0])
    return (low, high) if high - low >= GUTTER else None


# --- paragraphs


def _blocks(items: list[Item]) -> list[Block]:
    made: list[Block] = []
    run: list[Line] = []

    def flush() -> None:
        if run:
            left, right = _edges(run)
            for part in _paragraphs(run, left, right, centred=True):
                made.extend((Paragraph("\n".join(line.text for line in part)), Paragraph("")))
            run.clear()

    for item in items:
        if isinstance(item, Line):
            run.append(item)
            continue
        flush()
        if isinstance(item, DrawnTable):
            made += [Paragraph(""), item.grid, Paragraph("")]
        else:
            for side in (item.left, item.right):
                made += [Paragraph(""), *(Paragraph(line.text) for line in side), Paragraph("")]
    flush()
    return made


def _edges(lines: list[Line]) -> tuple[float, float]:
    """The left and right edge of the text: where its longer lines start and end."""
    widest = max(line.x1 - line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 >= 0.7 * widest]
    return min(line.x0 for line in long), max(line.x1 for line in long)


def _paragraphs(lines: list[Line], left: float, right: float, *, centred: bool) -> list[list[Line]]:
    """Lines by paragraph. `centred`: lines about the middle may be titles."""
    if not lines:
        return []
    pitches = [after.bottom - before.bottom for before, after in pairwise(lines) if 0 < after.bottom - before.bottom < 3 * before.em]
    pitch = median(pitches) if pitches else 0.0
    made = [[lines[0]]]
    for before, after in pairwise(lines):
        if _breaks(before, after, left, right, pitch, centred=centred):
            made.append([after])
        else:
            made[-1].append(after)
    return made


def _breaks(before: Line, after: Line, left: float, right: float, pitch: float, *, centred: bool) -> bool:
    """Whether a paragraph starts with `after`."""
    distance = after.bottom - before.bottom
    if distance > LOOSE * pitch or (distance <= 0 and not centred):
        return True
    if centred and all(_is_centred(line, left, right) for line in (before, after)):
        return before.text.isupper() != after.text.isupper()
    ended = ENDS.search(before.text) is not None
    if STARTS.match(after.text) and ended:
        return True
    if not centred:  # a narrow cell: every line may fall short
        return STARTS.match(after.text) is not None or (ended and before.x1 < right - SHORT * before.em)
    if before.x1 < right - SHORT * before.em:
        return True
    indented = after.x0 > left + INDENT * after.em
    if indented and after.x0 > before.x0 + INDENT * after.em:
        return True
    return indented and ended and not after.text[0].islower()


def _is_centred(line: Line, left: float, right: float) -> bool:
    free_left, free_right = line.x0 - left, right - line.x1
    return abs(free_left - free_right) <= 2 * CENTRED and min(free_left, free_right) > INDENT * line.em
