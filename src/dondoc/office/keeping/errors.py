"""What stands in the way of keeping or restoring. The command line has words for each code."""

from __future__ import annotations


class CannotKeep(Exception):
    """`code` says what, `values` which and where."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code, self.values = code, values
