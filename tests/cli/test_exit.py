"""How the process starts and ends."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from argmap.__main__ import GC_THRESHOLD

if TYPE_CHECKING:
    from pathlib import Path

    Result = subprocess.CompletedProcess[str]

RITTER = "maps/ritter_2026-03-12.yaml"
RUN = "from argmap.__main__ import run; run()"


def started(code: str, environment: dict[str, str], folder: Path, arguments: list[str]) -> Result:
    """Run code in a Python of its own, with the command line of an `argmap`."""
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.argv[0] = 'argmap'\n{code}", *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["schema"], ["explain"], ["new", "-"]])
def test_what_needs_no_graph_starts_without_networkx(
    environment: dict[str, str], project: Path, arguments: list[str]
) -> None:
    """To import it takes more than half of the time of a start."""
    code = "from argmap.cli.main import main; sys.exit(main() or 'networkx' in sys.modules)"
    done = started(code, environment, project, arguments)
    assert (done.returncode, done.stderr) == (0, "")


REST = {
    *("argmap.comparison", "argmap.embedding", "argmap.standing"),
    *("multiprocessing", "rapidfuzz", "typst"),
}
"""What other commands need, several processes, quotes that are not found, or other pictures."""

DRAWING = {"argmap.drawing.draw", "argmap.drawing.layout", "pygraphviz", "uharfbuzz", "brotli"}
READING = {"argmap.checking", "argmap.reading", "argmap.rules", "yaml"}
SEARCHING = {"jsonschema_rs", "networkx"}


@pytest.mark.parametrize(
    ("arguments", "spared"),
    [
        (["render", "map.yaml", "-o", "-"], REST),
        (["validate", "map.yaml"], REST | DRAWING),
        (["explain"], REST | DRAWING | SEARCHING),
        (["schema"], REST | DRAWING | SEARCHING | READING),
        (["--help"], REST | DRAWING | SEARCHING | READING | {"argmap.cli.shared"}),
    ],
)
def test_a_command_imports_no_heavy_library_that_it_does_not_use(
    environment: dict[str, str], small_map: Path, arguments: list[str], spared: set[str]
) -> None:
    """A map is checked without what draws it, and a list of rules needs no map."""
    small_map.rename(small_map.with_name("map.yaml"))
    code = (
        "from argmap.cli.main import main; main();"
        f"print({spared} & {{*sys.modules}}, file=sys.stderr)"
    )
    done = started(code, environment, small_map.parent, arguments)
    assert done.stderr.splitlines()[-1] == "set()"


def test_imports_are_not_searched_for_garbage(environment: dict[str, str], project: Path) -> None:
    """What is imported lives on; but a long run is searched."""
    told = "print(gc.isenabled(), gc.get_threshold()[0], gc.get_stats()[2]['collections'])"
    code = f"import atexit, gc; atexit.register(lambda: {told}); {RUN}"
    done = started(code, environment, project, ["validate", RITTER])
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, f"True {GC_THRESHOLD} 0")


def test_the_end_frees_nothing_and_calls_what_is_to_be_called(
    environment: dict[str, str], project: Path
) -> None:
    """Functions for the exit are called, the last one first, and what they write arrives."""
    code = (
        "import atexit\n"
        "class Held:\n"
        "    def __del__(self): print('freed')\n"
        "held = Held()\n"
        "for word in ('first', 'last'): atexit.register(print, word)\n" + RUN
    )
    done = started(code, environment, project, ["--version"])
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["last", "first"])


@pytest.mark.parametrize("how", ["setprofile", "settrace"])
def test_who_watches_the_process_sees_its_end(
    environment: dict[str, str], project: Path, how: str
) -> None:
    """A profiler, which writes its figures when the command has returned, still does."""
    code = (
        f"sys.{how}(lambda *_: None)\ntry:\n    {RUN}\n"
        f"finally:\n    sys.{how}(None)\n    print('seen')"
    )
    done = started(code, environment, project, ["nothing"])
    assert (done.returncode, done.stdout) == (2, "seen\n")


def test_the_process_waits_for_its_threads(environment: dict[str, str], project: Path) -> None:
    """A thread that somebody else has started in it comes to its end."""
    code = (
        "import threading\n"
        "last = lambda: (threading.main_thread().join(), print('done'))\n"
        "threading.Thread(target=last).start()\n" + RUN
    )
    done = started(code, environment, project, ["--version"])
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["done"])


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["validate", RITTER], 0), (["validate", "none.yaml"], 3), (["explain", "AM999"], 2)],
)
def test_the_exit_status_is_the_commands(
    environment: dict[str, str], project: Path, arguments: list[str], status: int
) -> None:
    """However the process ends."""
    assert started(RUN, environment, project, arguments).returncode == status
