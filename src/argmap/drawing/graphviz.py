"""The only door to Graphviz: DOT in, rectangles and paths out."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO, Literal, NamedTuple

from argmap.drawing.picture import Engine
from argmap.errors import EngineError
from argmap.files.handles import free_handles

_FILES = 5
"""Files that the embedded Graphviz opens at once: where it cannot, it crashes."""

MOST_KEPT, LONGEST_KEPT = 8, 200_000
"""Drawings that are kept, and characters of their DOT: a map of some hundred claims."""

_Found = Literal["embedded", "system"]

_ENDING = [getattr(signal, n) for n in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, n)]

_SHAPE = re.compile(
    r'<g id="([^"]+)" class="(?:node|edge)">\s*<title>[^<]*</title>\s*'
    r'(?:<polygon [^>]*?points="([^"]+)"|<path [^>]*?\bd="([^"]+)"'
    r'|<ellipse [^>]*?cx="([^"]+)" cy="([^"]+)" rx="([^"]+)" ry="([^"]+)")'
)
"""A node or an edge: its id, then the points of a box, a path, or an ellipse."""

_CHILD = """
import os, sys
if sys.platform == "linux":
    import ctypes
    ctypes.CDLL(None).prctl(1, 9)
import pygraphviz
graph = pygraphviz.AGraph()
graph.read(sys.stdin.buffer)
sys.stderr = open(os.devnull, "w")
sys.stdout.buffer.write(graph.draw(format="svg", prog="dot"))
"""
"""The child that places a net with the embedded Graphviz. On Linux it asks (PR_SET_PDEATHSIG) to
be killed if its parent is, which can do nothing for it then. Remarks of the binding on a net's size
go nowhere; those of Graphviz come through file descriptor 2."""


class Rectangle(NamedTuple):
    """A node as it was drawn, in px."""

    x: float
    y: float
    width: float
    height: float


class Drawn(NamedTuple):
    """A drawing by Graphviz.

    Attributes:
        nodes: The rectangle of each node by its id.
        edges: The path data of each edge by its id, absolute cubic splines.
        noise: Its standard error.
    """

    nodes: Mapping[str, Rectangle]
    edges: Mapping[str, str]
    noise: str


def draw(dot: str, ids: Collection[str], engine: Engine) -> Drawn:
    """Have Graphviz draw DOT in which every place is given.

    Args:
        dot: DOT text whose nodes have `pos`, `width`, `height`, and whose edges have `pos`.
        ids: The `id` of every node and edge that must come back.
        engine: `embedded` is the Graphviz inside the pygraphviz wheel, `system` the `dot` on the
            PATH, `auto` the first of them that is there.

    Raises:
        EngineError: If that engine is not there, fails, or leaves something out.
    """
    drawing = _drawn_before if len(dot) <= LONGEST_KEPT else _drawn
    return _complete(drawing(dot, _choose(engine)), ids)


def place(dot: str, ids: Collection[str], engine: Engine) -> Drawn:
    """Have Graphviz's `dot` find the places of fixed boxes, in a process that an interrupt ends.

    Arguments and errors are those of `draw`.
    """
    command = [sys.executable, "-c", _CHILD] if _choose(engine) == "embedded" else ["dot", "-Tsvg"]
    status, svg, said = _child(command, dot.encode())
    noise = _without_fonts(said.decode(errors="replace"))
    if status:
        raise EngineError(f"Graphviz failed with status {status}. {noise}".strip())
    return _complete(_taken(svg, noise), ids)


def _child(command: list[str], dot: bytes) -> tuple[int, bytes, bytes]:
    """Return a process's status, output and errors; whatever stops this process ends that one."""
    pipe = subprocess.PIPE
    process = None
    try:
        with _postponed_signals():
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603 - both are fixed
        svg, said = process.communicate(dot)
    except OSError as error:
        raise EngineError(f"Graphviz could not be started: {error}") from None
    finally:
        if process is not None:
            with process:  # closes its pipes and waits for its end
                process.kill()
    return process.returncode, svg, said


@contextlib.contextmanager
def _postponed_signals() -> Iterator[None]:
    """Let the handlers of signals that ask for the end run only after the block.

    One that raises while a process starts would leave nobody who knows it. To block the signals
    instead would block them in that process as well.
    """
    handlers = {}
    if threading.current_thread() is threading.main_thread():
        found = {number: signal.getsignal(number) for number in _ENDING}
        handlers = {number: handler for number, handler in found.items() if callable(handler)}
    caught: list[int] = []
    try:
        for number in handlers:
            signal.signal(number, lambda number, _: caught.append(number))
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for number in caught:
            signal.raise_signal(number)


def _without_fonts(said: str) -> str:
    """Return on one line the errors of Graphviz except on fonts: it has no words to set."""
    lines = (line for line in said.splitlines() if not line.startswith("Fontconfig "))
    return " ".join(" ".join(lines).split())


def _drawn(dot: str, engine: _Found) -> Drawn:
    return _taken(*(_embedded(dot) if engine == "embedded" else _system(dot)))


@lru_cache(maxsize=MOST_KEPT)
def _drawn_before(dot: str, engine: _Found) -> Drawn:
    """Return a drawing as it was drawn before: DOT has no words, and most edits move no box."""
    return _drawn(dot, engine)


def _taken(svg: bytes, noise: str) -> Drawn:
    if not svg.rstrip().endswith(b"</svg>"):
        raise EngineError(f"Graphviz gave back a broken drawing. {noise}".strip())
    return Drawn(*_read(svg), noise)


def _complete(drawn: Drawn, ids: Collection[str]) -> Drawn:
    missing = len(set(ids) - drawn.nodes.keys() - drawn.edges.keys())
    if missing:
        said = f"Graphviz left out {missing} of {len(ids)} shapes. {drawn.noise}"
        raise EngineError(said.strip())
    return drawn


def _choose(engine: Engine) -> _Found:
    if engine != "system":
        try:
            import pygraphviz  # noqa: F401, PLC0415 - heavy, and not there on every platform
        except ImportError as error:
            if engine == "embedded":
                raise EngineError(
                    f"the embedded Graphviz is not installed ({error}); try --engine system"
                ) from None
        else:
            return "embedded"
    if shutil.which("neato") is None:
        raise EngineError(
            "no Graphviz found: install one (the command `neato` must be on the PATH), "
            "or use a platform that pygraphviz has a wheel for"
        )
    return "system"


def _embedded(dot: str) -> tuple[bytes, str]:
    if free_handles(_FILES) < _FILES:
        raise EngineError(
            "Graphviz cannot draw: too few files may be open at once (`ulimit -n` raises the limit)"
        )
    import pygraphviz  # noqa: PLC0415 - heavy

    with _caught_stderr() as noise:
        try:
            graph = pygraphviz.AGraph()
            # Given as a text, it would be written to a file on disk first.
            with _scratch() as file:
                file.write(dot.encode())
                file.seek(0)
                graph.read(file)
            svg = graph.draw(format="svg", prog="nop2")
        except Exception as error:  # noqa: BLE001 - the binding raises what it likes
            raise EngineError(f"Graphviz failed: {error}") from None
    return svg, noise[0]


def _system(dot: str) -> tuple[bytes, str]:
    import graphviz  # noqa: PLC0415 - heavy

    try:
        svg = graphviz.pipe("neato", "svg", dot.encode(), neato_no_op=2, quiet=True)
    except graphviz.CalledProcessError as error:
        words = (error.stderr or b"").decode(errors="replace").strip().replace("\n", "; ")
        raise EngineError(f"Graphviz failed: {words or error}") from None
    except OSError as error:
        raise EngineError(f"Graphviz could not be started: {error}") from None
    return svg, ""


@contextlib.contextmanager
def _caught_stderr() -> Iterator[list[str]]:
    """Keep the prints of Graphviz and its binding off the terminal, and yield them in a list.

    The library writes to file descriptor 2 itself, past `sys.stderr`.
    """
    noise = [""]
    with _scratch() as catch, contextlib.ExitStack() as undo:
        sys.stderr.flush()
        saved = os.dup(2)
        undo.callback(os.close, saved)
        os.dup2(catch.fileno(), 2)
        undo.callback(os.dup2, saved, 2)
        with Path(os.devnull).open("w", encoding="utf-8") as null, contextlib.redirect_stderr(null):
            yield noise
        catch.seek(0)
        noise[0] = " ".join(catch.read().decode(errors="replace").split())


def _scratch() -> IO[bytes]:
    """Return a file without a name: in memory where that can be, as no disk may be writable."""
    if hasattr(os, "memfd_create"):
        with contextlib.suppress(OSError):
            return os.fdopen(os.memfd_create("argmap"), "w+b")

    try:
        return tempfile.TemporaryFile()
    except OSError as error:
        raise EngineError(f"Graphviz needs a folder for a temporary file: {error}") from None


def _read(svg: bytes) -> tuple[dict[str, Rectangle], dict[str, str]]:
    """Return the shapes in Graphviz's own SVG.

    It is searched for the one way in which Graphviz writes shapes, in half the time that reading
    it as XML takes; `_checked` finds out if a shape is missing.
    """
    nodes: dict[str, Rectangle] = {}
    edges: dict[str, str] = {}
    for name, points, path, *ellipse in _SHAPE.findall(svg.decode()):
        if path:
            edges[name] = path
        elif points:
            nodes[name] = _around(points)
        else:
            x, y, rx, ry = map(float, ellipse)
            nodes[name] = Rectangle(x - rx, y - ry, 2 * rx, 2 * ry)
    return nodes, edges


def _around(points: str) -> Rectangle:
    """Return the rectangle whose corners are `x,y x,y …`, one after the other round it."""
    one, _, opposite, _ = points.split(" ", 3)
    x1, y1 = map(float, one.split(","))
    x2, y2 = map(float, opposite.split(","))
    left, right = (x1, x2) if x1 < x2 else (x2, x1)
    top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
    return Rectangle(left, top, right - left, bottom - top)
