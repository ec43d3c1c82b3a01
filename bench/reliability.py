#!/usr/bin/env python3
"""Does confidence mean something? Predicted against observed, in bins, with Brier score and expected calibration error.

    .venv/bin/python bench/reliability.py CORPUS SCORER [CORPUS2 …] [--apart]

Prints a table for citations, tasks and header of every corpus: the two thirds that the weights were fitted on (dev) and the third that was
kept aside (held). The AUC is how often an error has a lower confidence than a thing that is right (0.5: no better than chance). With
``--apart`` the tasks of the further corpora alone, each document by weights fitted on all others: what to expect of an unseen document.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from calibrate import KNOWN, Weighed, weights
from corpus import arguments, documents, load_scorer
from outcomes import Outcome, outcomes

from dondoc.reading.confidence import CLOSE_LOOK, PARTS, chance

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


def auc(found: list[Outcome]) -> float:
    """How often an error has a lower confidence than a thing that is right; ties count half."""
    wrong, right = ([item.predicted for item in found if item.right is which] for which in (False, True))
    if not wrong or not right:
        return 0.5
    return sum((low < high) + 0.5 * (low == high) for low in wrong for high in right) / (len(wrong) * len(right))


def apart(scorer: ModuleType, corpora: list[Path], part: str) -> list[Outcome]:
    """The outcomes in all corpora but the first, each document's predicted by weights fitted on the other documents."""
    by_document: dict[tuple[Path, str], list[Outcome]] = {
        (corpus, document.id): [item for item in outcomes(scorer, document) if item.part == part]
        for corpus in corpora
        for document in documents(corpus, "all")
    }
    made: list[Outcome] = []
    for here, items in by_document.items():
        if here[0] == corpora[0] or not items:
            continue
        others: list[Weighed] = [
            (item, KNOWN if there[0] == corpora[0] else 1.0) for there, found in by_document.items() if there != here for item in found
        ]
        known = weights(others)
        made += [replace(item, predicted=round(chance(known, item.signals), 2)) for item in items]
    return made


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
            f"ECE {calibration_error(items):.4f}, AUC {auc(items):.3f}; below {CLOSE_LOOK}: {flagged}, with {caught} of {len(wrong)} errors"
        )
        for low, high, count, predicted, observed in bins(items):
            print(f"{'':25} {low:.2f}-{high:.2f} {count:5}  predicted {predicted:.3f}  observed {observed:.3f}")


def main() -> None:
    """Print the tables of all sets."""
    parser = arguments(__doc__ or "")
    parser.add_argument("more", nargs="*", type=Path, help="further annotated folders")
    parser.add_argument("--apart", action="store_true", help="tasks of each further document, by weights fitted on all others")
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    if args.apart:
        show("apart", {part: apart(scorer, [args.corpus, *args.more], part) if part == "tasks" else [] for part in PARTS})
        return
    for corpus in (args.corpus, *args.more):
        for half in ("dev", "held"):
            found: dict[str, list[Outcome]] = defaultdict(list)
            for document in documents(corpus, half):
                for item in outcomes(scorer, document):
                    found[item.part].append(item)
            show(f"{corpus.name} {half}", found)


if __name__ == "__main__":
    main()
