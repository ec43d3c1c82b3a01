"""Where an office keeps its data. Knows nothing of Django: the command line asks it too."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "DONDOC_DATA"


def default_data() -> Path:
    """The folder ``DONDOC_DATA`` names, else ``dondoc`` in the user's data folder (XDG base directories)."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "dondoc"
