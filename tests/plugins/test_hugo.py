"""The shortcode for Hugo, in a real site of Hugo's."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from lxml import html

import argmap
from arriving import SITE, served
from bridge import BRIDGE
from paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    Hugo = Callable[[], subprocess.CompletedProcess[str]]

PAGE = """\
<!doctype html><html><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="viewport" content="width=device-width">
<style>body{margin:0}main{max-width:720px;margin:0 auto}</style></head>
<body><main>{{ .Content }}</main></body></html>
"""
FILES = {
    "config.toml": 'baseURL = "https://example.org/sub/folder/"\ntitle = "Bridges"\n'
    'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n',
    "layouts/_default/single.html": PAGE,
    "layouts/_default/list.html": PAGE,
    "content/_index.md": '---\ntitle: Start\n---\n\n{{< argmap "brücke 1" >}}\n',
    "content/deep/er/page.md": '---\ntitle: Deep\n---\n\nWords.\n\n{{< argmap "brücke 1" >}}\n',
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in a folder of its server, with a map on its first page and on a deep one."""
    for name, text in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shortcodes = tmp_path / "site" / "layouts" / "shortcodes"
    shortcodes.mkdir()
    shutil.copy(PROJECT / "generators" / "hugo" / "argmap.html", shortcodes)
    return tmp_path / "site"


@pytest.fixture
def hugo(site: Path, program: Callable[[str], str]) -> Hugo:
    """Return a function that builds the site."""
    command = [program("hugo"), "--cacheDir", site.parent / "cache"]

    def run() -> subprocess.CompletedProcess[str]:
        settings = {"cwd": site, "capture_output": True, "encoding": "utf-8", "timeout": 120}
        return subprocess.run(command, check=False, **settings)

    return run


def _write_map(site: Path, base: str = "/maps/") -> None:
    """Write what `argmap embed` writes for the site."""
    folder = site / "static" / "maps"
    folder.mkdir(parents=True)
    made = argmap.embed(argmap.validate_text(BRIDGE).map, name="brücke 1", base=base)
    (folder / "brücke 1.html").write_text(made.text, encoding="utf-8")
    for name, drawing in made.pictures.items():
        (folder / name).write_text(drawing.svg, encoding="utf-8")


def test_every_page_finds_the_pictures_in_a_site_in_a_folder(
    hugo: Hugo, site: Path, browser: Browser
) -> None:
    """Wide and on a phone, from the first page and from a deep one, with rows that unfold."""
    _write_map(site)
    done = hugo()
    assert done.returncode == 0, done.stdout + done.stderr
    public = site / "public"
    files = {
        f"sub/folder/{path.relative_to(public)}": path.read_text(encoding="utf-8")
        for path in public.rglob("*")
        if path.suffix in {".html", ".svg"}
    }
    files = {name.replace("brücke 1", "br%C3%BCcke%201"): text for name, text in files.items()}
    for page in ("", "deep/er/page/"):
        files[f"sub/folder/{page}"] = files[f"sub/folder/{page}index.html"]
        assert html.fromstring(files[f"sub/folder/{page}"]).xpath("//figure/details")
        for width, natural in ((1280, 720), (390, 360)):
            with served(browser, files, width) as window:
                window.goto(f"{SITE}sub/folder/{page}")
                window.wait_for_function("() => document.images[0].complete")
                assert window.evaluate("() => document.images[0].naturalWidth") == natural
                assert window.evaluate("() => document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(
    ("base", "told"),
    [
        (None, "there is no static/maps/brücke 1.html: argmap embed brücke 1.yaml -o static/maps"),
        ("", "the pictures of static/maps/brücke 1.html are not in /maps/: write it with --base"),
    ],
)
def test_a_map_that_cannot_be_shown_fails_the_build(
    hugo: Hugo, site: Path, base: str | None, told: str
) -> None:
    """With the page and the line of it, and with what to do."""
    if base is not None:
        _write_map(site, base)
    done = hugo()
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert told in said
    assert 'content/deep/er/page.md:7:1": ' in said
