"""The assignment table as CSV: UTF-8 with a byte order mark, as Excel expects it."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from dondoc.reading.writers.planrows import COLUMNS, PlanTable

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would take for a formula (OWASP, CSV Injection)."""


def write_csv(table: PlanTable, stream: BinaryIO) -> None:
    """Write `table` with its column heads. A text that would be a formula is marked as text with an apostrophe."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    rows.writerows([_inert(cell) for cell in row.texts()] for row in table.rows)
    text.detach()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
