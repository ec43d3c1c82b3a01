"""The documents above and below one: level by level along the links by which orders come down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.lineage.models import HANDS_DOWN, DocumentLink
from dondoc.office.registry.models import Document

MOST_NODES = 300
MOST_LEVELS = 8
"""Up and down each; both bounds keep the page at a bounded number of queries (one a level) and the picture readable."""
SHOWN = ("id", "kind", "number", "issuer", "date", "subject", "state", "file__name")


@dataclass(frozen=True, slots=True)
class Node:
    """A document of the picture; one that is not registered here has only its words."""

    key: str
    level: int
    """0: the document asked for; negative: above it; positive: below."""
    words: str
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """`lower` speaks of `upper` (keys of nodes)."""

    upper: str
    lower: str
    link: DocumentLink


@dataclass(slots=True)
class Lineage:
    """All that is drawn and listed."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    is_cut: bool = False
    """Whether there is more than is shown."""


def lineage(person: Person, document: Document) -> Lineage:
    """What `document` implements, and what implements it, over as many levels as there are (within the bounds)."""
    require(person, "registry.view")
    found = Lineage({_key(document): Node(_key(document), 0, str(document), document)})
    _walk(found, document, up=True)
    _walk(found, document, up=False)
    return found


def _walk(found: Lineage, start: Document, *, up: bool) -> None:
    """Breadth first, one query a level."""
    frontier, step = [start.pk], -1 if up else 1
    for depth in range(1, MOST_LEVELS + 1):
        links = _links(frontier, up=up)
        frontier = []
        for link in links:
            node = _upper(link, depth * step) if up else Node(_key(link.document), depth * step, str(link.document), link.document)
            if node.key not in found.nodes:
                if len(found.nodes) >= MOST_NODES:
                    found.is_cut = True
                    continue
                found.nodes[node.key] = node
                if node.document is not None:
                    frontier.append(node.document.pk)
            found.edges.append(Edge(_upper(link, 0).key, _key(link.document), link))
        if not frontier:
            return
    found.is_cut = True


def _links(documents: Iterable[int], *, up: bool) -> list[DocumentLink]:
    rows = DocumentLink.objects.filter(relation__in=HANDS_DOWN).exclude(decision=DocumentLink.Decision.REJECTED)
    rows = rows.filter(document__in=documents) if up else rows.filter(cited__in=documents)
    joined = rows.select_related("document__file", "cited__file")
    return list(joined.only(*_of_link(), *(f"{side}__{name}" for side in ("document", "cited") for name in SHOWN)))


def _of_link() -> tuple[str, ...]:
    return ("relation", "cited_key", "cited_words", "cited_date", "origin", "decision", "document_id", "cited_id")


def _upper(link: DocumentLink, level: int) -> Node:
    if link.cited is not None:
        return Node(_key(link.cited), level, str(link.cited), link.cited)
    return Node(f"number:{link.cited_key}", level, link.cited_words)


def _key(document: Document) -> str:
    return f"document:{document.pk}"
