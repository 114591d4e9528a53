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
import shlex
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn, Self

if TYPE_CHECKING:
    from pathlib import Path

MOST_OF_A_REQUEST = 1 << 16
READ_AT_START = ("LANG", "LC_", "PYTHON", "TZ")
"""What the names of variables begin with that a process reads once, before it does anything."""

LATE = ("brotli", "difflib", "graphviz", "jsonschema_rs", "networkx", "rapidfuzz.fuzz", "uharfbuzz")

CLIENT = """
import json, os, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
    line.connect(sys.argv[1])
    request = json.dumps([os.getcwd(), sys.argv[2:], dict(os.environ)]).encode()
    socket.send_fds(line, [request], [0, 1, 2])
    status = int(line.recv(9))
os._exit(status if status >= 0 else 128 - status)
"""
"""Has the process that waits run `argmap` with the streams, folder and variables that it has."""


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

    def stand_in(self, script: Path) -> None:
        """Write a program that is `argmap` to all that starts it: each start is a fork."""
        address = script.with_suffix(".socket")
        self._line.send(json.dumps(str(address)).encode())
        assert self._line.recv(MOST_OF_A_REQUEST) == b"listening"
        client = shlex.join([sys.executable, "-IS", "-c", CLIENT, str(address)])
        script.write_text(f'#!/bin/sh\nexec {client} "$@"\n', encoding="utf-8")
        script.chmod(0o755)

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
    """Answer each request with the number of the process that runs it, and with its status.

    One without streams names an address to answer others at, too.
    """
    listening: list[int] = []
    while True:
        request, streams, *_ = socket.recv_fds(line, MOST_OF_A_REQUEST, 3)
        if not request:
            for process in listening:
                os.kill(process, signal.SIGTERM)
            return
        if not streams:
            listening.append(_listening(line, json.loads(request)))
            continue
        child = _started(line, request, streams)
        line.send(str(child).encode())
        line.send(_status(child))


def _listening(line: socket.socket, address: str) -> int:
    """Return the number of a process that answers each caller at an address, many at once."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
        server.bind(address)
        server.listen()
        child = os.fork()
        if child:
            line.send(b"listening")
            return child
        line.close()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for who has answered
        while True:
            caller, _ = server.accept()
            with caller:
                if os.fork() == 0:
                    server.close()
                    _answer(caller)


def _answer(caller: socket.socket) -> NoReturn:
    """Tell a caller the status of what was asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    request, streams, *_ = socket.recv_fds(caller, MOST_OF_A_REQUEST, 3)
    caller.send(_status(_started(caller, request, streams)))
    os._exit(0)


def _started(asker: socket.socket, request: bytes, streams: list[int]) -> int:
    """Return the number of a process that does what somebody asks for."""
    child = os.fork()
    if child == 0:
        asker.close()
        _become(streams, *json.loads(request))
    for stream in streams:
        os.close(stream)
    return child


def _status(child: int) -> bytes:
    """Wait for the end of a process, and return its exit status as it is sent."""
    return str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode()


def _become(
    streams: list[int], folder: str, arguments: list[str], variables: dict[str, str]
) -> NoReturn:
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
