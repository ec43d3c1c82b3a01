#!/usr/bin/env python3
"""Fit the weights of ``dondoc.reading.confidence`` on annotated documents and write ``data/confidence.tsv``.

    .venv/bin/python bench/calibrate.py CORPUS SCORER [CORPUS2 …] [--half dev] [--part tasks]

Of every corpus the two thirds of ``dev`` count (``--half all``: the whole). With ``--part`` the other parts keep their weights. Rules fit
the documents they were written on, so that CORPUS, which they were written on, counts less than the further ones. The same documents give
the same file. Every signal also counts as seen a few times with the outcome of a doubtful thing, so that a rule seen twice is not trusted
like one seen a hundred times.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from corpus import arguments, documents, load_scorer
from outcomes import Outcome, outcomes

from dondoc.reading.confidence import PARTS, UNSEEN, Signals, fit

TABLE = Path(__file__).parents[1] / "src" / "dondoc" / "reading" / "data" / "confidence.tsv"
DOUBT = (4.25, 0.75)
"""Times right and wrong that every signal is taken to have been seen beside the documents; a rule seen nowhere has nothing else."""


KNOWN = 0.25
"""What a thing in the first corpus counts, beside one in a document that came after the rules."""

Weighed = tuple[Outcome, float]


def weights(found: list[Weighed]) -> dict[str, float]:
    """The weights for the outcomes of one part, each with what it counts."""
    counts: dict[Signals, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for item, weight in found:
        counts[item.signals][not item.right] += weight
    rows = [(signals, right, wrong) for signals, (right, wrong) in sorted(counts.items())]
    seen = sorted({signal for signals, _, _ in rows for signal in signals if not signal.startswith("field:")} - {UNSEEN})
    return fit([*rows, *(((signal,), *DOUBT) for signal in (*seen, UNSEEN))])


def main() -> None:
    """Write the table."""
    parser = arguments(__doc__ or "")
    parser.add_argument("more", nargs="*", type=Path, help="further annotated folders, of documents that came after the rules")
    parser.add_argument("--part", choices=PARTS, action="append", help="fit this part alone (may repeat); the others stay as they are")
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    fitted = args.part or PARTS
    found: dict[str, list[Weighed]] = defaultdict(list)
    total = 0
    for corpus in (args.corpus, *args.more):
        for document in documents(corpus, args.half):
            total += 1
            for item in outcomes(scorer, document):
                found[item.part].append((item, KNOWN if corpus == args.corpus else 1.0))
    lines = [
        "# Weights of the signals of dondoc.reading.confidence. Written by bench/calibrate.py; don't edit.",
        f"# Fitted last: {', '.join(fitted)}, on {total} annotated documents. right, wrong: how often things with the signal were so.",
        "part\tsignal\tweight\tright\twrong",
    ]
    for part in PARTS:
        if part not in fitted:
            lines += [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith(f"{part}\t")]
            continue
        for signal, weight in weights(found[part]).items():
            right = sum(item.right for item, _ in found[part] if signal in ("all", *item.signals))
            wrong = sum(not item.right for item, _ in found[part] if signal in ("all", *item.signals))
            lines.append(f"{part}\t{signal}\t{weight:.3f}\t{right}\t{wrong}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{total} documents, {sum(map(len, found.values()))} things read, {len(lines) - 3} weights in {TABLE.name}")


if __name__ == "__main__":
    main()
