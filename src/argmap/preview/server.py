"""The server: one page, one stream of what it shows, and a door to the editor."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from queue import SimpleQueue
from typing import Any, Final, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from argmap.drawing.picture import NARROWEST, WIDEST, Picture
from argmap.errors import ArgmapError
from argmap.files.read import shipped
from argmap.preview.editors import Editor
from argmap.preview.look import CONTROLS, Look
from argmap.preview.maps import Maps
from argmap.text import plain_json

LOOPBACK: Final = "127.0.0.1"
OWN_NAMES: Final = (LOOPBACK, "localhost")

HEARTBEAT: Final = 15
"""Seconds after which a stream says something, to hear whether anybody listens."""

MOST_ASKED: Final = 10_000
"""Bytes of the largest request for the editor."""

PATIENCE: Final = 1
"""Seconds for the server to end."""

_HEADERS: Final = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}

Result = TypeVar("Result")


class PreviewServer:
    """Serves the maps of one folder to this computer.

    Attributes:
        address: Where the page is; nobody can guess it.
        maps: The maps.
    """

    def __init__(self, maps: Maps, port: int, editor: Editor | None) -> None:
        """Take a port; 0 is any that is free.

        Raises:
            ArgmapError: If the port cannot be had.
        """
        self.maps, self._editor = maps, editor
        self._token = secrets.token_urlsafe(24)
        self._socket = _listening(port)
        self._port = self._socket.getsockname()[1]
        self.address = f"http://{LOOPBACK}:{self._port}/{self._token}/"
        self._changes = Changes()
        self._drawing, self._opening = Worker("drawing"), Worker("opening")

    @contextmanager
    def running(self) -> Iterator[None]:
        """Serve within the block, in a thread of its own; it ends with the block, at once."""
        config = uvicorn.Config(
            Guard(self._application(), self._token, self._port),
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            loop="asyncio",
            http="h11",
            timeout_graceful_shutdown=0,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(
            target=partial(server.run, [self._socket]), name="server", daemon=True
        )
        thread.start()
        try:
            yield
        finally:
            logging.getLogger("uvicorn.error").disabled = True  # it tells whom it cuts off
            server.should_exit = server.force_exit = True
            thread.join(PATIENCE)

    def tell(self) -> None:
        """Have all open pages look again: something has changed."""
        self._changes.tell()

    def _application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._page, methods=["GET"]),
                Route("/events", self._events, methods=["GET"]),
                Route("/page", self._map_page, methods=["GET"]),
                Route("/open", self._open, methods=["POST"]),
            ]
        )

    async def _page(self, _: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        policy = (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
            "font-src data:; img-src data:; connect-src 'self'; frame-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        text = shipped("preview", "page.html").decode()
        parts = {
            "@@nonce@@": nonce,
            "@@style@@": shipped("preview", "page.css").decode(),
            "@@script@@": shipped("preview", "page.js").decode(),
            "@@editor@@": escape(self._editor.name if self._editor else ""),
            "@@width@@": f'min="{NARROWEST}" max="{WIDEST}" value="{Picture.width}"',
        }
        for name, values in CONTROLS.items():
            parts[f"@@{name}@@"] = "".join(f"<option>{value}</option>" for value in values)
        for mark, part in parts.items():
            text = text.replace(mark, part)
        return HTMLResponse(text, headers={"content-security-policy": policy})

    async def _events(self, request: Request) -> Response:
        name = request.query_params.get("map") or next(iter(self.maps.names), "")
        try:
            look = Look.chosen(request.query_params, self.maps.theme)
        except ValueError as error:
            raise HTTPException(400, str(error)) from None
        if name not in self.maps.names:
            raise HTTPException(404, "there is no such map")
        return StreamingResponse(self._told(name, look), media_type="text/event-stream")

    async def _told(self, name: str, look: Look) -> AsyncIterator[str]:
        """Yield what a page shows, now and whenever that changes."""
        before = None
        while True:
            seen, start = self._changes.count, time.perf_counter()
            try:
                state = await self._drawing.do(partial(self.maps.state, name, look))
            except KeyError:
                state = {"name": name, "maps": self.maps.names, "gone": True}
            if state != before:
                before = state
                # Nothing stands between this and the socket but the size of the text.
                taken = round((time.perf_counter() - start) * 1000, 1)
                said = plain_json(json.dumps(state | {"ms": taken}, ensure_ascii=False))
                yield f"data: {said}\n\n"
            while not await self._changes.after(seen, HEARTBEAT):
                yield ":\n\n"

    async def _map_page(self, request: Request) -> Response:
        text = self.maps.page(request.query_params.get("map", ""))
        if text is None:
            raise HTTPException(404, "there is no such page")
        return HTMLResponse(text, headers={"content-security-policy": "frame-ancestors 'self'"})

    async def _open(self, request: Request) -> Response:
        """Open a file of the folder in the editor."""
        if self._editor is None:
            raise HTTPException(404, "no --editor was given")
        if request.headers.get("content-type") != "application/json":
            raise HTTPException(415, "JSON is needed")
        try:
            asked = json.loads(await _body(request))
            path, line, column = str(asked["path"]), int(asked["line"]), int(asked["column"])
        except (ValueError, KeyError, TypeError):
            raise HTTPException(400, "a path, a line and a column are needed") from None
        real = self.maps.to_open(path)
        if real is None or line < 1 or column < 1:
            raise HTTPException(403, "only files of the folder are opened")
        trouble = await self._opening.do(partial(self._editor.open, real, line, column))
        return PlainTextResponse(trouble, 500 if trouble else 200)


async def _body(request: Request) -> bytes:
    """Return what was sent, if it is as short as it has to be."""
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > MOST_ASKED:
            raise HTTPException(413, "that is too long")
    return data


class Guard:
    """Answers only this computer's own browser, and only under the address that was printed.

    A page of somebody else's may ask this port, too: under a name that it has made to mean this
    computer (DNS rebinding), or from another port. Neither has the address, the names that are
    asked for tell, and a browser says where a request comes from.
    """

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app, self._start = app, f"/{token}"
        ends = [f":{port}", *[""] * (port == 80)]  # noqa: PLR2004 -- which browsers leave out
        self._hosts = {f"{name}{end}" for name in OWN_NAMES for end in ends}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope, Headers(scope=scope))

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = [(key.encode(), value.encode()) for key, value in _HEADERS.items()]
                message["headers"] = [*message.get("headers", []), *ours]
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        inner = dict(scope, path=scope["path"].removeprefix(self._start), root_path="")
        await self._app(inner, receive, answer)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return PlainTextResponse("this is not the name of this computer\n", 421)
        origin = headers.get("origin")
        if origin != f"http://{hosts[0]}" and (origin is not None or scope["method"] == "POST"):
            return PlainTextResponse("this page answers no other\n", 403)
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return PlainTextResponse("this page answers no other\n", 403)
        given = scope["path"].encode("utf-8", "replace")
        start = f"{self._start}/".encode()
        if not secrets.compare_digest(given[: len(start)], start):
            return PlainTextResponse("there is nothing here\n", 404)
        return None


class Changes:
    """Counts changes, and wakes those who wait for one, whatever thread tells of it."""

    def __init__(self) -> None:
        self.count = 0
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._lock = threading.Lock()

    def tell(self) -> None:
        """Count a change."""
        with self._lock:
            self.count += 1
            for loop, event in self._waiting:
                loop.call_soon_threadsafe(event.set)

    async def after(self, seen: int, seconds: float) -> bool:
        """Wait for a change after those that were seen; tell whether there was one in time."""
        event = asyncio.Event()
        one = (asyncio.get_running_loop(), event)
        with self._lock:
            if self.count != seen:
                return True
            self._waiting.add(one)
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return False
        finally:
            with self._lock:
                self._waiting.discard(one)
        return True


class Worker:
    """Does work one by one, in a thread that keeps no process from ending."""

    def __init__(self, name: str) -> None:
        self._tasks: SimpleQueue[Callable[[], None]] = SimpleQueue()
        threading.Thread(target=self._work, name=name, daemon=True).start()

    async def do(self, work: Callable[[], Result]) -> Result:
        """Do something there, and return its result or raise its error."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()

        def finish(result: Any, error: BaseException | None) -> None:
            if future.cancelled():  # nobody waits any more
                return
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)

        def run() -> None:
            if future.cancelled():
                return
            result, failure = None, None
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 -- raised where it is waited for
                failure = error
            if not loop.is_closed():
                loop.call_soon_threadsafe(finish, result, failure)

        self._tasks.put(run)
        return await future

    def _work(self) -> None:
        while True:
            self._tasks.get()()


def _listening(port: int) -> socket.socket:
    """Return a socket that only this computer can reach."""
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise ArgmapError(
            f"port {port} cannot be had ({error.strerror or error}): leave out --port, or name "
            "another"
        ) from None
