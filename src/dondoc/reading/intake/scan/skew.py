"""How far a scanned page is turned, and turning it back.

The lines of a straight page make a comb of dark and light rows; the angle at which the rows differ most is the page's. The picture is made
small, slanted (for small angles that is as good as turning and much cheaper) and squeezed to one column, all inside Pillow.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SMALL = 1000
"""Pixels of the longer side that are enough to see lines."""
MOST = 5.0
"""Degrees looked for to either side; a page fed in by hand or a machine is rarely off by more."""
COARSE, FINE = 0.5, 0.1
LEAST = 0.15
"""Degrees below which turning loses more sharpness than it helps."""


def angle_of(page: Image) -> float:
    """Degrees the grey picture of a page must be turned counter-clockwise to stand straight; 0 where that is nothing to speak of."""
    from PIL import ImageOps

    factor = max(1, max(page.size) // SMALL)
    small = ImageOps.invert(page.reduce(factor))
    # thin lines of letters would drown in rounding: make what is dark at all fully so
    small = small.point([255 if value > 64 else 0 for value in range(256)])
    turn, around = round(MOST / COARSE), round(COARSE / FINE)
    coarse = _best(small.reduce(2), (step * COARSE for step in range(-turn, turn + 1)))
    found = _best(small, (coarse + step * FINE for step in range(-around + 1, around)))
    return round(found, 2) if abs(found) >= LEAST else 0.0


def _best(page: Image, angles: Iterable[float]) -> float:
    """The angle at which the lines of letters stand out most from what is between them."""
    from PIL import Image as Images

    width, height = page.size

    def comb(angle: float) -> int:
        slope = math.tan(math.radians(angle))
        slanted = page.transform(page.size, Images.Transform.AFFINE, (1, 0, 0, slope, 1, -slope * width / 2), Images.Resampling.NEAREST)
        rows = slanted.resize((1, height), Images.Resampling.BOX).tobytes()
        return sum((one - other) ** 2 for one, other in pairwise(rows))

    return max(angles, key=lambda angle: (comb(angle), -abs(angle)))


def straight(page: Image) -> Image:
    """The page turned to stand straight, its new corners white; the page itself where it does."""
    from PIL import Image as Images

    angle = angle_of(page)
    return page.rotate(angle, Images.Resampling.BILINEAR, fillcolor=255) if angle else page
