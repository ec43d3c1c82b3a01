"""The annotated corpus as the benches see it: where it is, which third is kept aside, and how readings are matched to it.

The corpus is not part of the project; the benches take its folder (``texts/``, ``gold/``) and its scorer as arguments.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from dondoc.reading import Reading, read
from dondoc.reading.writers.jsonform import to_data

HALVES = ("dev", "held", "all")


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated document, its text, what an expert reads in it and what we read."""

    id: str
    text: str
    gold: dict[str, Any]
    reading: Reading
    read: dict[str, Any]


def is_held(name: str) -> bool:
    """Whether a document belongs to the third that is only looked at for figures: by the hash of its name, so that nobody chooses."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def documents(corpus: Path, half: str) -> Iterator[Document]:
    """The documents of one half, read now."""
    for path in sorted((corpus / "gold").glob("*.json")):
        if half != "all" and is_held(path.stem) != (half == "held"):
            continue
        source = corpus / "texts" / f"{path.stem}.txt"
        gold = json.loads(path.read_text(encoding="utf-8"))
        reading = read(source)
        yield Document(path.stem, source.read_text(encoding="utf-8"), gold, reading, to_data(reading))


def load_scorer(path: Path) -> ModuleType:
    """The corpus's own scorer, so that what counts as a match is written once."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs(scorer: ModuleType, part: str, gold: list[dict[str, Any]], got: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """(gold, read) indices that match, as the scorer has it."""
    if part == "citations":
        found = scorer.match(
            gold, got, lambda g, r: scorer.overlap(g, r) and (scorer.iou(g, r) if scorer.name_key(g) == scorer.name_key(r) else 0)
        )
    else:
        found = scorer.match(gold, got, lambda g, r: scorer.iou(g, r) if scorer.iou(g, r) >= 0.5 else 0)
    return list(found)


def arguments(description: str) -> argparse.ArgumentParser:
    """The arguments every bench on the corpus takes."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="the corpus's folder, with texts/ and gold/")
    parser.add_argument("scorer", type=Path, help="the corpus's score.py")
    parser.add_argument("--half", choices=HALVES, default="dev", help="dev: two thirds; held: the third kept aside")
    return parser
