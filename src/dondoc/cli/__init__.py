"""The command line: ``dondoc read | plan | lint | serve | backup | restore | doctor | audit``.

A command reads its arguments, calls one function of the library and prints. Stdout is data, stderr is talk. Exit codes:

====  ======================================================================
0     all went well
1     some file could not be read, or the work could not be done
2     the command line itself was wrong
130   stopped with Ctrl-C
141   who reads our output closed the pipe (``| head``)
====  ======================================================================
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line with `args` (default: the program's own) and exit with its code."""
    from dondoc.cli.app import run

    sys.exit(run(args))
