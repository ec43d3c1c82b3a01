"""The ruling lines of a scanned table, so that its cells are read as those of a drawn one.

A line is dark over a length no letter has. The picture is squeezed along one direction, by the longest piece that must be dark throughout;
what is still dark lies on a line. All the work on pixels is Pillow's.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from dondoc.reading.intake import limits
from dondoc.reading.intake.pdf import ruling
from dondoc.reading.intake.pdf.ruling import Rule, RuledGrid

if TYPE_CHECKING:
    from PIL.Image import Image

PIECE = 0.1
"""Inches of a line that must be dark throughout: taller than a letter of the text, shorter than a cell."""
SHORTEST = 0.25
"""Inches a line must have."""
ERASED = 0.025
"""Inches wiped out along a line: a line of a point with its soft edges."""
FAINT = 170
"""Mean grey (0 black) up to which a pixel of the smaller picture is dark: a thin line fills half of it."""
DARK = 70
"""Mean grey (0 black) up to which a piece lies on a line; a worn line has gaps."""
COARSE = 150.0
"""Dots an inch that are enough to see lines."""
THICK = 0.05
"""Inches above which it is a bar or a picture and no line."""
_RUN = re.compile(rb"\x01+")


def without_tables(page: Image, dpi: float) -> tuple[Image, list[RuledGrid]]:
    """The grey picture of a straight page without the lines of its tables (Tesseract takes them for letters), and the tables, in points."""
    from PIL import Image as Images
    from PIL import ImageDraw

    factor = max(1, int(dpi // COARSE))
    small = _smaller(page, factor)
    across = _lines(small, dpi / factor)
    if len(across) < 3:
        return page, []
    down = _lines(small.transpose(Images.Transpose.TRANSPOSE), dpi / factor)
    if len(down) < 2 or len(across) + len(down) > limits.RULES:
        return page, []
    found = ruling.of_rules(across, down)
    if not found:
        return page, []
    bare = page.copy()
    pen = ImageDraw.Draw(bare)
    dots, width = dpi / 72, max(3, round(ERASED * dpi))
    for rule in across:
        if any(_on(rule, grid.ys, grid.xs) for grid in found):
            pen.line((rule.start * dots, rule.at * dots, rule.end * dots, rule.at * dots), 255, width)
    for rule in down:
        if any(_on(rule, grid.xs, grid.ys) for grid in found):
            pen.line((rule.at * dots, rule.start * dots, rule.at * dots, rule.end * dots), 255, width)
    return bare, found


def _on(rule: Rule, places: tuple[float, ...], along: tuple[float, ...]) -> bool:
    """Whether a line is one of a table's, that stand at `places` and reach over `along`."""
    within = rule.start < along[-1] and along[0] < rule.end
    return within and any(abs(rule.at - place) <= ruling.NEAR for place in places)


def _smaller(page: Image, factor: int) -> Image:
    """The page made smaller so that its lines stay: each pixel is the mean, and half dark is dark."""
    return page.reduce(factor).point([0 if value <= FAINT else 255 for value in range(256)])


def _lines(page: Image, dots: float) -> list[Rule]:
    """The horizontal lines of a picture of black and white, in points."""
    from PIL import Image as Images

    piece = max(4, round(PIECE * dots))
    columns = page.width // piece
    if columns < 2 or page.height < 2:
        return []
    squeezed = page.crop((0, 0, columns * piece, page.height)).resize((columns, page.height), Images.Resampling.BOX)
    flags = squeezed.point([1 if value <= DARK else 0 for value in range(256)]).tobytes()
    least = max(2, round(SHORTEST / PIECE))
    found: list[tuple[int, int, int]] = []
    for row in range(page.height):
        line = flags[row * columns : (row + 1) * columns]
        if 1 in line:
            found += [(run.start(), run.end(), row) for run in _RUN.finditer(line) if run.end() - run.start() >= least]
    pixels = page.tobytes()
    scale = 72 / dots
    made = []
    for first, last, rows in _thick(found):
        if len(rows) <= THICK * dots + 2:
            start, end = _reach(pixels, page.width, rows, first * piece, last * piece)
            made.append(Rule((rows[0] + rows[-1] + 1) / 2 * scale, start * scale, end * scale))
    return made


def _reach(pixels: bytes, width: int, rows: list[int], start: int, end: int) -> tuple[int, int]:
    """Where a line found in pieces really starts and ends."""

    def dark(x: int) -> bool:
        return any(pixels[row * width + x] == 0 for row in rows)

    while start > 0 and (dark(start - 1) or (start > 1 and dark(start - 2))):
        start -= 1
    while end < width and (dark(end) or (end + 1 < width and dark(end + 1))):
        end += 1
    return start, end


def _thick(found: list[tuple[int, int, int]]) -> list[tuple[int, int, list[int]]]:
    """Runs of neighbouring rows that overlap are one line: its widest reach and its rows."""
    lines: list[tuple[int, int, list[int]]] = []
    open_lines: list[tuple[int, int, list[int]]] = []
    for row, runs in groupby(found, key=lambda run: run[2]):
        still = [line for line in open_lines if line[2][-1] == row - 1]
        lines += [line for line in open_lines if line[2][-1] != row - 1]
        open_lines = still
        for start, end, _ in runs:
            place = next((n for n, line in enumerate(open_lines) if line[0] < end and start < line[1]), None)
            if place is None:
                open_lines.append((start, end, [row]))
            else:
                low, high, rows = open_lines[place]
                open_lines[place] = (min(low, start), max(high, end), rows if rows[-1] == row else [*rows, row])
    return lines + open_lines
