"""What the reader knows, as tables: one tab-separated file each, with its source, dated where the fact is.

Lines that begin with ``#`` are remarks; the first other line names the columns.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of ``<name>.tsv``: column → text ('' where a cell is empty)."""
    text = files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    return tuple(dict(zip(columns, line.split("\t") + [""] * len(columns), strict=False)) for line in lines[1:])
