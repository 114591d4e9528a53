"""What several tests share: the project's files, the command as a process, a real browser."""

from __future__ import annotations

import gc
import importlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from geometry import wide_page
from paths import PROJECT
from ready import READ_AT_START, Ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from playwright.sync_api import Browser, Page

SMALL_MAP = """\
argmap: 1
title: Die Brücke
lang: de
by: Ada Stein
sources:
  gutachten:
    type: report
    title: Prüfbericht zur Brücke
    author: [Prüfamt]
  messung:
    type: dataset
    title: Messreihe am Pfeiler
thesis:
  text: Die Brücke muss gesperrt werden.
premises:
  risse:
    text: Der Pfeiler hat Risse.
    supports: thesis
    evidence:
      - text: Drei Risse sind länger als ein Meter.
        source: gutachten
      - text: Der längste Riss wuchs in einem Jahr um vier Zentimeter.
        source: messung
"""
GC_THRESHOLD = 50_000
"""At Python's own of 700, a seventh of the work of drawing maps is to search for garbage."""

LEAST_WORKERS = 3
"""Workers with `-n auto`, unless there are more cores: each waits for browsers and other processes
for almost half of its time."""

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


def pytest_xdist_auto_num_workers() -> int:
    """Return how many workers `-n auto` starts."""
    return max(LEAST_WORKERS, os.cpu_count() or 1)


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's root."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with what is not copied into it, such as `seed/`."""
    folder = Path(os.environ.get("ARGMAP_SHARED") or PROJECT.parent / "shared")
    if not (folder / "seed").is_dir():
        _without(f"the text that the Ritter map is made from is not at {folder / 'seed'}")
    return folder


@pytest.fixture
def small_map(tmp_path: Path) -> Path:
    """A short map without findings, alone in a folder."""
    path = tmp_path / "brücke.yaml"
    path.write_text(SMALL_MAP, encoding="utf-8")
    return path


@pytest.fixture
def broken_map(tmp_path: Path) -> Path:
    """The short map with one wrong reference."""
    path = tmp_path / "broken.yaml"
    path.write_text(SMALL_MAP.replace("supports: thesis", "supports: theses"), encoding="utf-8")
    return path


@pytest.fixture
def maps(small_map: Path, tmp_path: Path) -> Path:
    """A folder with nine maps, one of them in a folder of its own and one with an error."""
    folder = tmp_path / "maps"
    (folder / "more").mkdir(parents=True)
    text = small_map.read_text(encoding="utf-8")
    for number in range(9):
        name = f"more/{number}.yaml" if number == 7 else f"{number}.yaml"
        ours = text.replace("Drei Risse", f"{number + 4} Risse")
        if number == 4:
            ours = ours.replace("supports: thesis", "supports: theses")
        (folder / name).write_text(ours, encoding="utf-8")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _bytecode(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where Python may not leave bytecode beside modules, processes leave it in a folder of a run.

    Otherwise each would compile the package again, which is half of a short command's work.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        folder = tmp_path_factory.getbasetemp()
        folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")


@pytest.fixture(scope="session")
def environment(_bytecode: None) -> dict[str, str]:
    """The environment for a process of `argmap`: plain, with this very package in it."""
    environ = {
        key: value
        for key, value in os.environ.items()
        if key not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUTF8"}
    }
    return environ | {"PYTHONPATH": str(PROJECT / "src"), "PYTHONWARNINGS": "error"}


@pytest.fixture(scope="session")
def ready(environment: dict[str, str]) -> Iterator[Ready]:
    """A process in which argmap is imported, and from which runs of it are forked."""
    with Ready(environment) as process:
        yield process


@pytest.fixture(scope="session")
def forked(ready: Ready, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the search path of other programs: `argmap` in it is forked at each start."""
    folder = tmp_path_factory.mktemp("bin")
    ready.stand_in(folder / "argmap")
    return folder


@pytest.fixture
def argmap(
    environment: dict[str, str], ready: Ready, tmp_path: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs `argmap` with arguments as a process in a folder of its own.

    One with streams of its own, or with variables that are read at the start, is started from
    nothing.
    """

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        at_start = any(name.startswith(READ_AT_START) for name in options.get("env", ()))
        if not at_start and options.keys() <= {"cwd", "env", "input", "timeout"}:
            folder = tmp_path / options.pop("cwd", "")
            return ready.run(list(map(str, arguments)), folder, **options)
        environ = environment | options.pop("env", {})
        settings = {"cwd": tmp_path, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        settings |= {"encoding": "utf-8", "timeout": 120}
        command = [sys.executable, "-m", "argmap", *map(str, arguments)]
        return subprocess.run(command, check=False, env=environ, **(settings | options))

    return run


def _without(message: str) -> NoReturn:
    """Leave a test out where a tool is missing; where everything has to pass, that is a fault."""
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Return a function that finds a program by its name on the search path."""

    def find(name: str) -> str:
        found = shutil.which(name)
        return found or _without(f"there is no {name} on the search path")

    return find


@pytest.fixture(autouse=True, scope="session")
def _signals() -> None:
    """What asks a process to end is heard here and in every process started here.

    A shell has what it starts in the background ignore Ctrl-C, `nohup` the end of the terminal,
    and both are handed on.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def _engine(request: pytest.FixtureRequest, program: Callable[[str], str]) -> None:
    """What a test that runs for each Graphviz needs of the system's, where that is its turn."""
    case = getattr(request.node, "callspec", None)
    if case is not None and case.params.get("which") == "system":
        program("dot")
        program("neato")


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The folder with the npm packages that pictures are tried with."""
    folder = os.environ.get("ARGMAP_NODE_MODULES")
    if not folder:
        _without("ARGMAP_NODE_MODULES names no folder with npm packages; .ci/run makes one")
    return Path(folder)


@pytest.fixture(scope="session")
def aif_readers() -> str:
    """A Python with arguebuf and xaif, which ask for other versions than those of the tests."""
    python = os.environ.get("ARGMAP_AIF_READERS")
    return python or _without("ARGMAP_AIF_READERS names no Python that has them; .ci/run makes one")


@pytest.fixture(scope="session")
def cairosvg() -> ModuleType:
    """CairoSVG, which draws with the system's cairo."""
    try:
        return importlib.import_module("cairosvg")
    except (ImportError, OSError) as error:
        _without(f"CairoSVG cannot be used: {error}")


@pytest.fixture(scope="session")
def svg_hush() -> ModuleType:
    """The sanitizer svg-hush, in its Python dress."""
    try:
        return importlib.import_module("py_svg_hush")
    except ImportError as error:
        _without(f"svg-hush cannot be used: {error}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, the one that the system has."""
    executable = shutil.which("chromium")
    if executable is None:
        _without("there is no chromium on the search path: the drawings were not looked at")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- starts a driver

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable, args=CHROMIUM_ARGUMENTS, chromium_sandbox=False
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def page(browser: Browser) -> Iterator[Page]:
    """A page that is wider than any picture, for one picture after the other."""
    with wide_page(browser) as opened:
        yield opened


def pytest_collection_finish() -> None:
    """Leave what was collected out of every search for garbage, and search less often.

    It lives to the end, and what tests make goes mostly without a search, as in a run of `argmap`.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD)
