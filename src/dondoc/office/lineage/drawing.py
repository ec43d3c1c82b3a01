"""A lineage as a picture: levels from left (above) to right (below), a level that is long in several columns. Plain numbers for SVG."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from dondoc.office.lineage.graph import Lineage, Node

WIDTH, HEIGHT = 210, 48
"""A box, in units of the picture (CSS pixels at full size)."""
GAP, LEVEL_GAP, COLUMN_GAP, MARGIN = 12, 70, 14, 8
MOST_IN_COLUMN = 24
LINE = 30
"""Letters that fit into a line of a box."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node at its place."""

    node: Node
    x: int
    y: int
    first_line: str
    second_line: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def text_x(self) -> int:
        return self.x + 10

    @property
    def first_y(self) -> int:
        return self.y + 20

    @property
    def second_y(self) -> int:
        return self.y + 38


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as a path from the right of the upper box to the left of the lower one."""

    path: str
    is_confirmed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    boxes: list[Box]
    lines: list[Line]


def draw(lineage: Lineage) -> Picture:
    """Place the nodes so that those linked lie near each other, and draw the links between neighbouring levels and over them."""
    boxes, x = {}, MARGIN
    heights = []
    for _level, nodes in groupby(_ordered(lineage), key=lambda node: node.level):
        placed = list(nodes)
        columns = -(-len(placed) // MOST_IN_COLUMN)
        rows = -(-len(placed) // columns)
        for place, node in enumerate(placed):
            left = x + (place // rows) * (WIDTH + COLUMN_GAP)
            boxes[node.key] = _box(node, left, MARGIN + (place % rows) * (HEIGHT + GAP))
        heights.append(rows * (HEIGHT + GAP) - GAP)
        x += columns * (WIDTH + COLUMN_GAP) - COLUMN_GAP + LEVEL_GAP
    lines = [
        Line(_path(boxes[edge.upper], boxes[edge.lower]), edge.link.decision == "confirmed", edge.link.get_relation_display())
        for edge in lineage.edges
        if edge.upper in boxes and edge.lower in boxes
    ]
    return Picture(x - LEVEL_GAP + MARGIN, max(heights) + 2 * MARGIN, list(boxes.values()), lines)


def _ordered(lineage: Lineage) -> list[Node]:
    """Level by level; within one, by the mean place of the neighbours nearer to the middle, so that lines cross little."""
    places: dict[str, float] = {}
    neighbours: dict[str, list[str]] = {}
    for edge in lineage.edges:
        neighbours.setdefault(edge.upper, []).append(edge.lower)
        neighbours.setdefault(edge.lower, []).append(edge.upper)
    levels = sorted({node.level for node in lineage.nodes.values()}, key=abs)
    for level in levels:
        nodes = [node for node in lineage.nodes.values() if node.level == level]
        nodes.sort(key=lambda node: (_mean([places[key] for key in neighbours.get(node.key, ()) if key in places]), node.words))
        places |= {node.key: place for place, node in enumerate(nodes)}
    return sorted(lineage.nodes.values(), key=lambda node: (node.level, places[node.key]))


def _mean(places: list[float]) -> float:
    return sum(places) / len(places) if places else 0.0


def _box(node: Node, x: int, y: int) -> Box:
    about = (node.document.subject or node.document.issuer) if node.document else ""
    return Box(node, x, y, _short(node.words), _short(about))


def _short(words: str) -> str:
    return words if len(words) <= LINE else f"{words[: LINE - 1].rstrip()}…"


def _path(upper: Box, lower: Box) -> str:
    start, end = (upper.x + WIDTH, upper.y + HEIGHT // 2), (lower.x, lower.y + HEIGHT // 2)
    bend = max(LEVEL_GAP // 2, abs(end[0] - start[0]) // 2)
    return f"M{start[0]} {start[1]} C{start[0] + bend} {start[1]} {end[0] - bend} {end[1]} {end[0]} {end[1]}"
