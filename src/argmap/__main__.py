"""The process: `argmap` and `python -m argmap` begin and end here."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

INTERRUPTED = 130
GC_THRESHOLD = 2_000_000
"""Imports alone allocate thousands of objects that never die, and a map of 10,000 claims some
hundred thousand; at Python's own threshold of 700 they are searched hundreds of times."""


def run() -> NoReturn:
    """Run the command line of this process, and end it with its exit status.

    With this threshold of the garbage collector, `argmap validate` takes a quarter less time.
    """
    gc.set_threshold(GC_THRESHOLD)
    try:
        # Imports are most of a short run: under the threshold, and where Ctrl-C may come.
        from argmap.cli.exit import leave  # noqa: PLC0415
        from argmap.cli.main import main  # noqa: PLC0415

        status = main()
    except KeyboardInterrupt:  # during the imports; later on, `main` reports it
        if sys.stderr is not None:
            sys.stderr.write("argmap: interrupted\n")
        sys.exit(INTERRUPTED)
    leave(status)


if __name__ == "__main__":
    run()
