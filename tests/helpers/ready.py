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
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

MOST_OF_A_REQUEST = 1 << 16
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
        self, arguments: list[str], folder: Path, timeout: float
    ) -> subprocess.CompletedProcess[str]:
        """Run `argmap` in a folder, and return what `subprocess.run` returns of it.

        Raises:
            subprocess.TimeoutExpired: If it takes more seconds than that; it is killed.
        """
        (out, its_out), (err, its_err) = os.pipe(), os.pipe()
        request = json.dumps([str(folder), arguments]).encode()
        socket.send_fds(self._line, [request], [its_out, its_err])
        os.close(its_out)
        os.close(its_err)
        with ThreadPoolExecutor(2) as pool:
            said = pool.map(_read, (out, err))
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


def _serve(line: socket.socket) -> None:
    """Answer each request with the number of the process that runs it, and with its status."""
    while True:
        request, streams, *_ = socket.recv_fds(line, MOST_OF_A_REQUEST, 2)
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


def _become(streams: list[int], folder: str, arguments: list[str]) -> None:
    """Go on as `python -m argmap` does in a folder; the end of that is the process's own."""
    for number, stream in enumerate(streams, start=1):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
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
