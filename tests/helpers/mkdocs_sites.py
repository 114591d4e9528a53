"""Sites that MkDocs builds for the tests, and a server for them that is on this machine alone."""

from __future__ import annotations

import http.server
import logging
import threading
import warnings
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MATERIAL = """\
site_name: Maps
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
plugins: [search, argmap]
markdown_extensions: [admonition, pymdownx.superfences]
"""
PLAIN = "site_name: Maps\nplugins: [argmap]\n"


class Built:
    """A site that was built, or not.

    Attributes:
        folder: The site's files.
        told: What MkDocs said, as "LEVEL text".
        aborted: Whether MkDocs gave up at the end.
    """

    def __init__(self, folder: Path, told: list[str], *, aborted: bool) -> None:
        self.folder, self.told, self.aborted = folder, told, aborted

    def page(self, name: str) -> html.HtmlElement:
        """Return a page as a tree."""
        return html.document_fromstring((self.folder / name).read_text("utf-8"))

    def pages(self) -> dict[str, html.HtmlElement]:
        """Return all pages by their addresses."""
        paths = sorted(self.folder.rglob("*.html"))
        return {
            (name := path.relative_to(self.folder).as_posix()): self.page(name) for path in paths
        }


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def built(config: Path, *, strict: bool = False, site: Path | None = None) -> Built:
    """Build the site of a configuration, in this process, into its own folder or another."""
    told: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: told.append(f"{record.levelname} {record.getMessage()}")
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    aborted = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the themes and of what they import
            own = {"site_dir": str(site)} if site else {}
            settings = load_config(str(config), strict=strict, **own)
            build(settings)
    except Abort:
        aborted = True
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    return Built(Path(settings.site_dir), told, aborted=aborted)


def dead_links(site: Built, home: str = "/") -> list[str]:
    """Return what pages refer to that is not in the site: files, and anchors in pages.

    Args:
        site: The site.
        home: The path at which it is served.
    """
    pages = site.pages()
    anchors = {
        name: {one.get("id") or one.get("name") for one in tree.iter() if isinstance(one.tag, str)}
        for name, tree in pages.items()
    }
    dead = []
    for name, tree in pages.items():
        for target in {*tree.xpath("//@href | //@src"), *_candidates(tree)}:
            address = urljoin(f"http://site{home}{name}", target)
            parts = urlsplit(address)
            if parts.netloc != "site" or parts.scheme != "http":
                continue
            file = unquote(parts.path).removeprefix(home)
            file += "index.html" if file.endswith("/") or not file else ""
            anchor = unquote(urldefrag(address)[1])
            there = parts.path.startswith(home) and (site.folder / file).is_file()
            if not there or (anchor and file in anchors and anchor not in anchors[file]):
                dead.append(f"{name}: {target}")
    return dead


def _candidates(tree: html.HtmlElement) -> list[str]:
    return [one.split()[0] for value in tree.xpath("//@srcset") for one in value.split(",")]


@contextmanager
def served_folder(folder: Path) -> Iterator[str]:
    """Serve a folder, and yield its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(folder))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
