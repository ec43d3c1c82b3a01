#!/usr/bin/env python3
"""What the reader makes of many texts, one line each, so that two versions of it can be compared byte for byte.

    .venv/bin/python bench/readings.py [FILE …] >before
    …change something that should change no reading…
    .venv/bin/python bench/readings.py [FILE …] | cmp before -

The texts: the files given, the texts of the golden readings, and invented dispatches; then the same damaged: cut, shuffled, in capitals,
with their letters taken apart, with marks and line ends strewn in, so that lines nobody would think of are read, too.
"""

from __future__ import annotations

import argparse
import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from speed import dispatches

from dondoc.reading import Reading, read_text

GOLDEN = Path(__file__).parent.parent / "tests" / "reading" / "golden"
STRAY = (" ", "", "\n", ".", ",", ";", ":", "-")
"""What is put in the place of letters."""


def cut(text: str, rng: random.Random) -> str:
    """A piece of the text."""
    start = rng.randrange(len(text))
    return text[start : start + rng.randrange(3000)]


def shuffled(text: str, rng: random.Random) -> str:
    """The text with some of its words in other places."""
    words = text.split(" ")
    for _ in range(len(words) // 20):
        i, j = rng.randrange(len(words)), rng.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return " ".join(words)


def strewn(text: str, rng: random.Random) -> str:
    """The text with marks, spaces and line ends in the place of some letters."""
    letters = list(text)
    for _ in range(len(letters) // 100):
        letters[rng.randrange(len(letters))] = rng.choice(STRAY)
    return "".join(letters)


DAMAGE: tuple[Callable[[str, random.Random], str], ...] = (
    cut,
    shuffled,
    strewn,
    lambda text, _: text.upper(),
    lambda text, _: text.lower(),
    lambda text, _: unicodedata.normalize("NFD", text),
)


def texts(files: list[Path], invented: int, damaged: int) -> Iterator[tuple[str, str]]:
    """(name, text) of all there is to read; the same for the same arguments."""
    rng = random.Random(20260101)
    whole = {path.name: path.read_text(encoding="utf-8") for path in (*files, *sorted(GOLDEN.glob("*.txt")))}
    whole |= {f"invented {i}": text for i, text in enumerate(dispatches(invented * 0.01, rng)[:invented])}
    yield from whole.items()
    names = sorted(whole)
    for i in range(damaged):
        name = rng.choice(names)
        yield f"{name}, damaged {i}", DAMAGE[i % len(DAMAGE)](whole[name], rng)


def line(name: str, reading: Reading) -> str:
    """All that was read, on one line."""
    parts = (reading.header, reading.divisions, reading.citations, reading.tasks, reading.findings, reading.repairs)
    return f"{name}\t{parts!r}"


def main() -> None:
    """Print a line a text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--invented", type=int, default=300)
    parser.add_argument("--damaged", type=int, default=300)
    options = parser.parse_args()
    for name, text in texts(options.files, options.invented, options.damaged):
        print(line(name, read_text(text)))


if __name__ == "__main__":
    main()
