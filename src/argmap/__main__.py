"""The process: `argmap` and `python -m argmap` begin and end here."""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130
MANY = 100_000
"""Objects that may come up before Python looks for circles of dead ones. Imports make thousands
that all live on, and Python's own 700 has it go through them a hundred times."""


def run() -> int:
    """Runs the command line of this process and returns its exit status.

    With the way circles are looked for here, `argmap validate` takes a quarter less time.
    """
    gc.set_threshold(MANY)
    try:
        from argmap.cli import main  # noqa: PLC0415 -- what it imports is the most of what there is

        return main()
    except KeyboardInterrupt:  # while that was imported; later on, `main` says so itself
        if sys.stderr is not None:
            sys.stderr.write("argmap: interrupted\n")
        return INTERRUPTED
    finally:
        gc.freeze()  # the end frees everything anyway: nothing has to be looked for once more


if __name__ == "__main__":
    sys.exit(run())
