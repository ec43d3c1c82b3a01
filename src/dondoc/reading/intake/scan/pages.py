"""Pictures of pages → pages of words, side by side on all cores, as many in memory as are being read."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dondoc.reading.intake import options
from dondoc.reading.intake.pdf.layout import Page
from dondoc.reading.intake.pdf.ruling import RuledGrid
from dondoc.reading.intake.scan import rules, skew, tesseract

if TYPE_CHECKING:
    from PIL.Image import Image

SOFT = (1, 2, 1, 2, 4, 2, 1, 2, 1)
"""The blur: each pixel with its neighbours, by their nearness. It halves the letters misread, on clean and on grainy pages."""
POOR = 0.5
"""Confidence below which a page may lie on its side."""
FEW = 8
"""Words a page that is not empty has at least; one on its side gives scraps."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture of a page, `dpi` pixels an inch."""

    image: Image
    dpi: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as it was recognised, in points; `confidence` 0 to 1; `doubtful` counts words to look at."""

    page: Page
    confidence: float
    doubtful: int


def recognise(pictures: Iterable[Picture], total: int) -> Iterator[Recognised]:
    """The pages of the pictures, in order; pictures are asked for one by one, as they can be worked on.

    The caller's `progress` hears (done, total) before the first page and after each.
    """
    asked, budget = options.current().progress, options.budget()
    budget.pages += total
    if asked:
        asked(budget.pages_done, budget.pages)
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with ThreadPoolExecutor(min(workers, max(total, 1))) as pool:
        running: deque[Future[Recognised]] = deque()
        try:
            for result in _in_turn(pool, pictures, running, workers + 1):
                budget.pages_done += 1
                if asked:
                    asked(budget.pages_done, budget.pages)
                yield result
        finally:
            for future in running:
                future.cancel()


def _in_turn(
    pool: ThreadPoolExecutor, pictures: Iterable[Picture], running: deque[Future[Recognised]], most: int
) -> Iterator[Recognised]:
    for picture in pictures:
        running.append(pool.submit(recognise_one, picture))
        if len(running) >= most:
            yield running.popleft().result()
    while running:
        yield running.popleft().result()


def recognise_one(picture: Picture) -> Recognised:
    """One page: straightened, recognised; turned upright and recognised again where it reads badly."""
    image = skew.straight(picture.image)
    heard, grids = _heard(image, picture.dpi)
    if heard.confidence < POOR or len(heard.words) < FEW:
        turn = tesseract.turn_of(image)
        if turn:
            turned = skew.straight(image.rotate(-turn, expand=True, fillcolor=255))
            again, other_grids = _heard(turned, picture.dpi)
            if again.confidence > heard.confidence:
                image, heard, grids = turned, again, other_grids
    scale = 72 / picture.dpi
    return Recognised(Page(heard.words, grids, image.width * scale, image.height * scale), heard.confidence, heard.doubtful)


def _heard(image: Image, dpi: float) -> tuple[tesseract.Heard, list[RuledGrid]]:
    """The words and tables of a straight page: without table lines, and soft as paper is (crisp edges and specks read worse)."""
    from PIL import ImageFilter

    bare, grids = rules.without_tables(image, dpi)
    return tesseract.listen(bare.filter(ImageFilter.Kernel((3, 3), SOFT)), dpi), grids
