"""Notes of intake that a person should see as findings: codes; what follows ``: `` in a note names a part or a file.

Apart from both, so that a reading of plain text loads no intake.
"""

from __future__ import annotations

PART_UNREAD = "part-unread"
"""A part of the file beside its text is broken and was left out."""
FORMULAS = "formulas-without-values"
"""A workbook has formulas that were never computed."""
UNCHECKED = "attachment-unchecked"
"""A file of a packet could not be looked into for a secrecy mark."""
MARKED = "attachment-secret"
"""One has such a mark."""

NAMED_BY: dict[str, str] = {PART_UNREAD: "part", FORMULAS: "", UNCHECKED: "file", MARKED: "file"}
"""The notes, with the placeholder for the name that follows."""
