"""A process in which argmap is imported: every run of it is one that is forked from there.

Such a run has its own memory, streams, folder and exit status, as any process has; only Python's
own start and the imports, nine tenths of a short command's work, are done once for all of them.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

MOST_OF_A_REQUEST = 1 << 16
READ_AT_START = ("LANG", "LC_", "PYTHON", "TZ")
"""What the names of variables begin with that a process reads once, before it does anything."""

LATE = ("brotli", "difflib", "graphviz", "jsonschema_rs", "networkx", "rapidfuzz.fuzz", "uharfbuzz")


class Ready:
    """Holds the process that waits, and asks it for runs, one after the other."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                pass_fds=[theirs.fileno()],
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()
        self._process.communicate(timeout=60)

    def run(
        self,
        arguments: list[str],
        folder: Path,
        *,
        timeout: float = 120,
        env: dict[str, str] | None = None,
        input: str | None = None,  # noqa: A002 -- as `subprocess.run` has it
    ) -> subprocess.CompletedProcess[str]:
        """Run `argmap` in a folder, and return what `subprocess.run` returns of it.

        Args:
            arguments: What stands after its name.
            folder: Where it is.
            timeout: How many seconds it may take.
            env: Variables that it has beside its own, none of those in `READ_AT_START`.
            input: What it reads from standard input, if that is not empty.

        Raises:
            subprocess.TimeoutExpired: If it takes longer; it is killed.
        """
        (its_in, given), (out, its_out), (err, its_err) = (os.pipe() for _ in range(3))
        request = json.dumps([str(folder), arguments, env or {}]).encode()
        socket.send_fds(self._line, [request], [its_in, its_out, its_err])
        for stream in (its_in, its_out, its_err):
            os.close(stream)
        with ThreadPoolExecutor(3) as pool:
            said = pool.map(_read, (out, err))
            pool.submit(_write, given, input or "")
            child = int(self._line.recv(MOST_OF_A_REQUEST))
            self._line.settimeout(timeout)
            try:
                status = int(self._line.recv(MOST_OF_A_REQUEST))
            except TimeoutError as error:
                os.kill(child, signal.SIGKILL)
                raise subprocess.TimeoutExpired(arguments, timeout) from error
            finally:
                self._line.settimeout(None)
        return subprocess.CompletedProcess(["argmap", *arguments], status, *said)


def _read(stream: int) -> str:
    with open(stream, encoding="utf-8") as file:
        return file.read()


def _write(stream: int, text: str) -> None:
    """Write to a process, which may end without having read it."""
    with suppress(BrokenPipeError), open(stream, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def _serve(line: socket.socket) -> None:
    """Answer each request with the number of the process that runs it, and with its status."""
    while True:
        request, streams, *_ = socket.recv_fds(line, MOST_OF_A_REQUEST, 3)
        if not request:
            return
        child = os.fork()
        if child == 0:
            line.close()
            _become(streams, *json.loads(request))
        for stream in streams:
            os.close(stream)
        line.send(str(child).encode())
        line.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _become(
    streams: list[int], folder: str, arguments: list[str], variables: dict[str, str]
) -> None:
    """Go on as `python -m argmap` does in a folder; the end of that is the process's own."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.update(variables)
    sys.path[0] = folder
    sys.argv = ["argmap", *arguments]
    runpy.run_module("argmap", run_name="__main__", alter_sys=True)
    sys.exit()


def _import_all() -> None:
    """Imports every module of the package but the one that each run begins in, and libraries.

    Those are what the package imports when it first needs them. No command imports a plug-in, whose
    site generator would be in every fork.
    """
    package = importlib.import_module("argmap")
    for module in pkgutil.walk_packages(package.__path__, "argmap."):
        if module.name != "argmap.__main__" and not module.name.startswith("argmap.plugins."):
            importlib.import_module(module.name)
    for name in LATE:
        importlib.import_module(name)


if __name__ == "__main__":
    _import_all()
    gc.collect()
    gc.freeze()  # no fork copies what it never changes
    with socket.socket(fileno=int(sys.argv[1])) as given:
        _serve(given)
