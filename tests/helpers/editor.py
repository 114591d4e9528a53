"""An editor for tests: it starts `argmap lsp` and talks to it as editors do, over its streams."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Self

_WAIT = 60


class Editor:
    """A process of `argmap lsp`, and the texts that are open in it.

    Attributes:
        diagnostics: What was last published for each URI.
        versions: The version of the text that it was published for.
        shown: The messages that the editor was asked to show.
    """

    def __init__(self, folder: Path, *, units: str | None = None, **options: str) -> None:
        """Start the server in a folder, with columns in `units`, or in what every editor knows."""
        command = [sys.executable, "-m", "argmap", "lsp"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, env=os.environ
        )
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._count = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.versions: dict[str, int | None] = {}
        self.shown: list[str] = []
        self.folder = folder
        self._texts: dict[str, int] = {}
        result = self.ask(
            "initialize",
            processId=None,
            rootUri=folder.as_uri(),
            capabilities={"general": {"positionEncodings": [units]}} if units else {},
            initializationOptions=options,
        )
        self.capabilities: dict[str, Any] = result["capabilities"]
        self.tell("initialized")

    def uri(self, name: str) -> str:
        """Return the URI of a file in the folder."""
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> list[dict[str, Any]]:
        """Open a text under a file's name, or change it, and return what is found in it."""
        uri = self.uri(name)
        version = self._texts.get(uri, 0) + 1
        self._texts[uri] = version
        if version == 1:
            item = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self.tell("textDocument/didOpen", textDocument=item)
        else:
            document = {"uri": uri, "version": version}
            changes = [{"text": text}]
            self.tell("textDocument/didChange", textDocument=document, contentChanges=changes)
        while self.versions.get(uri) != version:
            self._take(self._answers.get(timeout=_WAIT))
        return self.diagnostics[uri]

    def close(self, name: str) -> None:
        """Close a text, and wait until what was found in it is taken back."""
        uri = self.uri(name)
        self._texts.pop(uri)
        self.versions.pop(uri)
        self.tell("textDocument/didClose", textDocument={"uri": uri})
        while uri not in self.versions:
            self._take(self._answers.get(timeout=_WAIT))
        self.versions.pop(uri)

    def at(self, name: str, method: str, line: int, character: int, **more: object) -> Any:
        """Ask about a position, counted from 0 in UTF-16."""
        place = {"line": line, "character": character}
        document = {"uri": self.uri(name)}
        return self.ask(f"textDocument/{method}", textDocument=document, position=place, **more)

    def about(self, name: str, method: str, **more: object) -> Any:
        """Ask about a whole document."""
        return self.ask(f"textDocument/{method}", textDocument={"uri": self.uri(name)}, **more)

    def ask(self, method: str, **params: object) -> Any:
        """Send a request and return its result.

        Raises:
            RuntimeError: If the server answers with an error; its message.
        """
        self._count += 1
        self._send({"id": self._count, "method": method, "params": params})
        while True:
            message = self._answers.get(timeout=_WAIT)
            if message.get("id") == self._count and "method" not in message:
                if "error" in message:
                    raise RuntimeError(message["error"]["message"])
                return message.get("result")
            self._take(message)

    def tell(self, method: str, **params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _take(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[params["uri"]] = params["diagnostics"]
            self.versions[params["uri"]] = params.get("version")
        elif message.get("method") == "window/showMessage":
            self.shown.append(params["message"])

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self._answers.put(json.loads(stream.read(length)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Shut the server down as an editor does; it ends with status 0."""
        self.ask("shutdown")
        self.tell("exit")
        status = self._process.wait(timeout=_WAIT)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        assert status == 0
