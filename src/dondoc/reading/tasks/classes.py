"""Whether the name of a body stands for one body or for many."""

from __future__ import annotations

import re

_MANY = re.compile(
    r"(?:các|những|mọi|toàn thể|tất cả)\s"  # các sở, ban, ngành
    r"|(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|hđnd|hội đồng nhân dân)\s+(?:các|cấp)\s",  # UBND các xã, HĐND cấp huyện
    re.IGNORECASE,
)


def stands_for_many(name: str) -> bool:
    """Whether `name` is a class of bodies, of which a person has to choose the units it means: ``các sở``, ``UBND các xã``."""
    return _MANY.match(name) is not None
