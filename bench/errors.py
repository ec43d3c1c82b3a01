#!/usr/bin/env python3
"""Errors on the annotated corpus, grouped by rule and surface form, so that the next general rule is visible.

    .venv/bin/python bench/errors.py CORPUS SCORER [--half dev|held|all] [--examples 3]

Prints the figures of the half, then the classes of error, largest first. Classes of the third kept aside are not printed: that third is
only for figures.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from corpus import Document, arguments, documents, load_scorer, pairs

FIELDS = {
    "citations": ("kind", "date", "issuer", "provisions"),
    "tasks": ("lead", "with", "deadline", "report_to"),
}
SURFACE = 40
"""Characters of the words that stand for a surface form."""


class Tally:
    """Counts of one half: matched, missed and spurious items, right and wrong fields, and the classes of error."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.fields: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.classes: dict[str, list[str]] = defaultdict(list)

    def add(self, scorer: Any, document: Document, part: str) -> None:
        """Match the `part` of one document and note what is wrong."""
        gold, got = document.gold.get(part), document.read[part]
        if gold is None:
            return
        matched = pairs(scorer, part, gold, got)
        hit_gold, hit_read = {g for g, _ in matched}, {r for _, r in matched}
        counts = self.counts[part]
        counts[0] += len(matched)
        counts[1] += len(gold) - len(matched)
        counts[2] += len(got) - len(matched)
        for index, item in enumerate(gold):
            if index not in hit_gold:
                self._note(f"{part}: missed, {surface(document, item)}", document, item)
        for index, item in enumerate(got):
            if index not in hit_read:
                self._note(f"{part}: spurious, rule {item['rule']}", document, item)
        for g, r in matched:
            self._fields(scorer, document, part, gold[g], got[r])

    def _fields(self, scorer: Any, document: Document, part: str, gold: dict[str, Any], got: dict[str, Any]) -> None:
        for field in FIELDS[part]:
            if not gold.get(field) and not got.get(field):
                continue
            right = same(scorer, field, gold, got)
            self.fields[f"{part}.{field}"][not right] += 1
            if not right:
                rule = (got.get("deadline") or {}).get("rule", "none") if field == "deadline" else got["rule"]
                want = gold.get(field)
                self._note(f"{part}.{field}: rule {rule}, wanted {str(want)[:SURFACE]!r}", document, got)

    def _note(self, name: str, document: Document, item: dict[str, Any]) -> None:
        self.classes[name].append(f"{document.id} {item['start']}: {' '.join(document.text[item['start'] : item['end']].split())[:120]}")


def surface(document: Document, item: dict[str, Any]) -> str:
    """The form of a missed item: its first words with figures as 0."""
    words = " ".join(document.text[item["start"] : item["end"]].split())[:SURFACE]
    return "".join("0" if c.isdigit() else c for c in words)


def same(scorer: Any, field: str, gold: dict[str, Any], got: dict[str, Any]) -> bool:
    """Whether a field agrees, as the scorer has it."""
    if field in {"lead", "with"}:
        return bool(scorer.same_bodies(gold.get(field), got.get(field)))
    if field == "deadline":
        want, have = gold.get(field) or {}, got.get(field) or {}
        return (want.get("due"), want.get("every")) == (have.get("due"), have.get("every"))
    if field == "provisions":
        return bool(scorer.provisions(gold) == scorer.provisions(got))
    if field in {"issuer", "report_to"}:
        return gold.get(field) is None or bool(scorer.same_words(gold[field], got.get(field)))
    return bool(gold.get(field) == got.get(field) or scorer.fold(gold.get(field)) == scorer.fold(got.get(field)))


def main() -> None:
    """Print figures and classes."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--examples", type=int, default=3, help="examples of each class")
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    tally = Tally()
    number = 0
    for document in documents(args.corpus, args.half):
        number += 1
        for part in FIELDS:
            tally.add(scorer, document, part)
    print(f"{args.half}: {number} documents")
    for part, (hit, missed, spurious) in tally.counts.items():
        print(f"  {part}: {hit} matched, {missed} missed, {spurious} spurious, F1 {2 * hit / max(1, 2 * hit + missed + spurious):.4f}")
    for field, (right, wrong) in sorted(tally.fields.items()):
        print(f"  {field}: {right / max(1, right + wrong):.4f} of {right + wrong}")
    if args.half == "held":
        return
    for name, examples in sorted(tally.classes.items(), key=lambda item: -len(item[1])):
        print(f"{len(examples):4}  {name}")
        for example in examples[: args.examples]:
            print(f"        {example}")


if __name__ == "__main__":
    main()
