#!/usr/bin/env python3
"""Does confidence mean something? Predicted against observed, in bins, with Brier score and expected calibration error.

    .venv/bin/python bench/reliability.py CORPUS SCORER [CORPUS2 …]

Prints a table for citations, tasks and header of every corpus: the two thirds that the weights were fitted on (dev) and the third that was
kept aside (held).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from corpus import arguments, documents, load_scorer
from outcomes import Outcome, outcomes

from dondoc.reading.confidence import CLOSE_LOOK, PARTS

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)


def brier(found: list[Outcome]) -> float:
    """The mean squared distance of prediction and outcome."""
    return sum((item.predicted - item.right) ** 2 for item in found) / max(1, len(found))


def bins(found: list[Outcome]) -> list[tuple[float, float, int, float, float]]:
    """(from, to, things, predicted, observed) of each bin that is not empty; the last bin has both its ends."""
    rows = []
    for low, high in pairwise(EDGES):
        inside = [item for item in found if low <= item.predicted < high or item.predicted == high == 1.0]
        if inside:
            count = len(inside)
            rows.append((low, high, count, sum(item.predicted for item in inside) / count, sum(item.right for item in inside) / count))
    return rows


def calibration_error(found: list[Outcome]) -> float:
    """The mean distance of predicted and observed over the bins, weighted by their things."""
    return sum(count * abs(predicted - observed) for _, _, count, predicted, observed in bins(found)) / max(1, len(found))


def show(name: str, found: dict[str, list[Outcome]]) -> None:
    """Print the tables of one set of documents."""
    for part in PARTS:
        items = found[part]
        if not items:
            continue
        wrong = [item for item in items if not item.right]
        caught = sum(item.predicted < CLOSE_LOOK for item in wrong)
        flagged = sum(item.predicted < CLOSE_LOOK for item in items)
        print(
            f"{name:14} {part:10} {len(items):4} things, {len(items) - len(wrong)} right; Brier {brier(items):.4f}, "
            f"ECE {calibration_error(items):.4f}; below {CLOSE_LOOK}: {flagged}, with {caught} of {len(wrong)} errors"
        )
        for low, high, count, predicted, observed in bins(items):
            print(f"{'':25} {low:.2f}-{high:.2f} {count:5}  predicted {predicted:.3f}  observed {observed:.3f}")


def main() -> None:
    """Print the tables of all sets."""
    parser = arguments(__doc__ or "")
    parser.add_argument("more", nargs="*", type=Path, help="further annotated folders")
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    for corpus in (args.corpus, *args.more):
        for half in ("dev", "held"):
            found: dict[str, list[Outcome]] = defaultdict(list)
            for document in documents(corpus, half):
                for item in outcomes(scorer, document):
                    found[item.part].append(item)
            show(f"{corpus.name} {half}", found)


if __name__ == "__main__":
    main()
