#!/usr/bin/env python3
"""How fast the reader is beside what else can be installed, in one run on the same text.

    .venv/bin/python bench/peers.py [--megabytes 3]

Always measured: a bare ``re`` scan for document numbers, citations alone, the whole reading. Where they can be imported: Hyperscan, a
keyword scan over the same openings of a citation; underthesea, its word segmentation and its named-entity recognition (on a small part:
it is slow). They do other work than we do: the figures say what the machine could do, and what a general tool costs, not who is better.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from importlib import import_module

from speed import BARE, dispatches

from dondoc.reading import read_text
from dondoc.reading.citations import find_citations
from dondoc.reading.model import SourceText
from dondoc.reading.script import clean

KEYWORDS = (
    "Nghị định",
    "Nghị quyết",
    "Quyết định",
    "Thông tư",
    "Chỉ thị",
    "Kết luận",
    "Luật",
    "Bộ luật",
    "Kế hoạch",
    "Công văn",
    "/QĐ-",
    "/NĐ-",
    "-CT/",
    "-KL/",
)
SMALL = 40
"""Texts given to the slow peers."""

Work = Callable[[str], object]


def rate(work: Work, documents: list[str], repeat: int) -> float:
    """MB (10^6 bytes of UTF-8) a second of CPU, best of `repeat`."""
    size = sum(len(text.encode()) for text in documents) / 1e6
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        for text in documents:
            work(text)
        best = min(best, time.process_time() - start)
    return size / best


def hyperscan() -> Work | None:
    """A Hyperscan database of the keywords, if it can be imported."""
    try:
        module = import_module("hyperscan")
    except ImportError:
        return None
    database = module.Database()
    expressions = [word.encode() for word in KEYWORDS]
    database.compile(expressions=expressions, ids=list(range(len(expressions))), flags=[0] * len(expressions))

    def scan(text: str) -> int:
        hits = 0

        def found(*_: object) -> None:
            nonlocal hits
            hits += 1

        database.scan(text.encode(), match_event_handler=found)
        return hits

    return scan


def underthesea(name: str) -> Work | None:
    """One of underthesea's functions, if it can be imported and runs without fetching a model."""
    try:
        function: Work = getattr(import_module("underthesea"), name)
        function("Sở Y tế chủ trì.")
    except Exception:  # noqa: BLE001 - a peer that is absent or wants the network is left out, whatever it raises
        return None
    return function


def main() -> None:
    """Print MB/s and the ratio to the bare scan."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=3)
    documents = dispatches(parser.parse_args().megabytes, random.Random(20260101))
    cleaned = {text: clean(SourceText(text)) for text in documents}
    small = documents[:SMALL]
    rows: list[tuple[str, Work | None, list[str], int]] = [
        ("bare re", lambda text: sum(1 for _ in BARE.finditer(text)), documents, 3),
        ("Hyperscan keywords", hyperscan(), documents, 3),
        ("citations", lambda text: find_citations(cleaned[text]), documents, 3),
        ("whole reading", read_text, documents, 3),
        ("underthesea words", underthesea("word_tokenize"), small, 1),
        ("underthesea entities", underthesea("ner"), small[:4], 1),
    ]
    base = 0.0
    for name, work, given, repeat in rows:
        if work is None:
            print(f"{name:22} not installed here")
            continue
        figure = rate(work, given, repeat)
        base = base or figure
        print(f"{name:22} {figure:9.3f} MB/s  {figure / base:8.4f} of the bare scan")


if __name__ == "__main__":
    main()
