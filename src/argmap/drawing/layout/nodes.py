"""DOT of boxes at given places: the head of a graph, and a line for each node."""

from __future__ import annotations

from functools import lru_cache

POINTS_PER_INCH = 72

DOT_HEAD = """\
digraph argmap {
\tgraph [bgcolor=transparent notranslate=true pad=0]
\tnode [fixedsize=true label="" shape=box]
\tedge [arrowhead=none dir=none]
"""

# Names and numbers of ours need no quoting, so their lines are written here: the package graphviz
# takes five times as long, and to import it takes longer than all of them.


def node(name: str, left: float, top: float, width: int, height: int, *, shape: str = "") -> str:
    """Return the DOT of a box, its place and its size in px."""
    return (
        f"\t{name} [height={_inches(height)} id={name} "
        f'pos="{left + width / 2:g},{-(top + height / 2):.8g}"{shape} '
        f"width={_inches(width)}]\n"
    )


@lru_cache(maxsize=1024)
def _inches(pixels: int) -> str:
    return f"{pixels / POINTS_PER_INCH:.6f}"
