"""A preview for tests: it starts `argmap preview` as a process, and asks it as browsers do."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

_WAIT = 60


class Preview:
    """A process of `argmap preview`.

    Attributes:
        address: The address that it printed.
        port: The port in it.
    """

    def __init__(self, environment: dict[str, str], folder: Path, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "argmap", "preview", *arguments],
            cwd=folder,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stderr is not None
        said = self._process.stderr.readline()
        assert " is shown at" in said, said + self._process.stderr.read()
        self.address = self._process.stderr.readline().strip()
        assert self._process.stderr.readline() == "Ctrl-C ends it\n"
        parts = urlsplit(self.address)
        assert parts.hostname == "127.0.0.1"
        assert parts.port is not None
        self.port, self.path = parts.port, parts.path

    def ask(
        self, path: str = "", method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[int, dict[str, str], str]:
        """Return status, headers and text of an answer; what comes as a stream is not read.

        Args:
            path: What follows the address; with a / in front, what follows host and port.
            method: The method.
            body: What is sent.
            headers: Headers, with _ for -.
        """
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_WAIT)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path if path.startswith("/") else self.path + path, body, named)
        answer = line.getresponse()
        heads = {name.lower(): value for name, value in answer.getheaders()}
        stream = heads.get("content-type", "").startswith("text/event-stream")
        text = "" if stream else answer.read().decode()
        line.close()
        return answer.status, heads, text

    def state(self, **look: object) -> dict[str, Any]:
        """Return what is shown first of a map."""
        with Stream(self, **look) as stream:
            return stream.next()

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Send a signal, and return the exit status and what was said after the address."""
        self._process.send_signal(number)
        _, said = self._process.communicate(timeout=_WAIT)
        return self._process.returncode, said.strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End it, if it has not ended."""
        if self._process.poll() is None:
            assert self.end() == (130, "argmap: interrupted")


class Stream:
    """What a page of the preview is told."""

    def __init__(self, preview: Preview, **look: object) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=_WAIT)
        asked = urlencode(look, quote_via=quote)
        self._line.request("GET", f"{preview.path}events?{asked}")
        self._answer = self._line.getresponse()
        assert self._answer.status == 200

    def next(self) -> dict[str, Any]:
        """Wait for the next state, and return it."""
        while True:
            line = self._answer.readline().decode()
            assert line, "the stream has ended"
            if line.startswith("data: "):
                return json.loads(line.removeprefix("data: "))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._answer.close()
        self._line.close()
