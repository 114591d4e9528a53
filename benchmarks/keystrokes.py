"""From a keystroke to its diagnostics in the language server: `python -m benchmarks.keystrokes`.

What is measured is the processor time of this process, in which the server's own classes check one
version of a text after the other, each with a letter more, and make its diagnostics. What the
pipe takes to bring the text and to carry the answer away is left out.
"""

from __future__ import annotations

import gc
import os
import statistics
import tempfile
import time
from pathlib import Path

from argmap.__main__ import GC_THRESHOLD
from argmap.lsp.document import Document
from argmap.lsp.server import make
from benchmarks.__main__ import RITTER, machine, say
from benchmarks.made_maps import made_map

STROKES = 12
CLAIMS = 2_000
GOALS = {"ritter": 50, "tree": 500, "net": 500}
"""Milliseconds for a keystroke."""


def strokes(path: Path, text: str) -> list[float]:
    """Return the seconds that each keystroke in a map took; the first one opens it."""
    server, document, taken = make(), None, []
    for count in range(STROKES + 1):
        typed = text.replace("text: ", f"text: {'x' * count} ", 1)
        start = time.process_time()
        document = Document(path.as_uri(), typed, before=document)
        shown = [server.diagnostic(document, one) for one in document.findings()]
        taken.append(time.process_time() - start)
        if not shown:
            raise SystemExit(f"nothing is found in {path}")
    return taken


def main() -> None:
    """Measure and prints a table."""
    gc.set_threshold(GC_THRESHOLD)  # as in the process of `argmap lsp`
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    say(f"{machine()}; load {load} on {os.cpu_count()} cores\n")
    say("| map | opened, ms | a keystroke, ms: median | most | goal |\n|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for name, goal in GOALS.items():
            path = RITTER if name == "ritter" else Path(folder, f"{name}.yaml")
            what = RITTER.stem if name == "ritter" else f"{name}, {CLAIMS:,} claims"
            text = RITTER.read_text("utf-8") if name == "ritter" else made_map(name, CLAIMS)
            opened, *typed = (1000 * one for one in strokes(path, text))
            middle = statistics.median(typed)
            say(f"| {what} | {opened:.0f} | **{middle:.0f}** | {max(typed):.0f} | ≤ {goal} |")


if __name__ == "__main__":
    main()
