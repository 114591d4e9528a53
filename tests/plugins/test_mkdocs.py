"""The plug-in for MkDocs: real sites, and what readers of them see."""

from __future__ import annotations

import io
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest
from PIL import Image

import argmap
from argmap.plugins import mkdocs as plugin
from bridge import BRIDGE, BROKEN
from mkdocs_sites import (
    MATERIAL,
    PLAIN,
    Built,
    built,
    dead_links,
    served_folder,
    write_files,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

INDEX = """\
---
title: Maps
---
# Maps

```argmap
maps/bridge.yaml
```

![The same again](maps/bridge.yaml)

[the claim](#own-cracks)

- in a list

    ```argmap
    maps/bridge.yaml --layout auto --no-text
    ```

- ![as an item](maps/bridge.yaml)

!!! note

    ```argmap
    --id-prefix own
MAP
    ```

````md
```argmap
maps/bridge.yaml
```
````
""".replace("MAP\n", "".join(f"    {line}\n" for line in BRIDGE.splitlines()))
WRONG = """\
---
title: What cannot be
---

Words ![amid](bridge.yaml) words.

![outside](../secret/map.yaml)

![by a link](linked.yaml)

![nowhere](missing.yaml)

```argmap
bridge.yaml --widht 300
```

```argmap
bridge.yaml --focus nobody
```

```argmap
bridge.yaml --evidence marks
```

```argmap
```

```argmap
argmap: 1
title: In the page
lang: en
thesis:
  text: The bridge must be closed.
premises:
  cracks: {text: It is cracked., supports: thesys}
```

![a broken map](broken.yaml)

![a weak map](weak.yaml)

```argmap
weak.yaml --theme ../secret/own.toml
```
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with Material, built with `--strict`."""
    folder = tmp_path_factory.mktemp("material")
    deep = "# Deep\n\n![](../../maps/bridge.yaml)\n\n```argmap\n/maps/bridge.yaml\n```\n"
    files = {"index.md": INDEX, "deep/er/page.md": deep, "maps/bridge.yaml": BRIDGE}
    files["maps/bridge.review.yaml"] = "argmap-review: 1\nclaims: {}\n"
    write_files(folder, {f"docs/{name}": text for name, text in files.items()})
    write_files(folder, {"mkdocs.yml": MATERIAL})
    return built(folder / "mkdocs.yml", strict=True)


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site whose pages ask for what cannot be, without SuperFences and without `--strict`."""
    folder = tmp_path_factory.mktemp("wrong")
    files = {
        "docs/index.md": WRONG,
        "docs/bridge.yaml": BRIDGE,
        "docs/broken.yaml": BROKEN,
        "docs/weak.yaml": re.sub(r"    evidence:\n(      - .*\n)+", "", BRIDGE),
        "secret/map.yaml": BRIDGE,
        "mkdocs.yml": PLAIN,
    }
    write_files(folder, files)
    (folder / "docs" / "linked.yaml").symlink_to(folder / "secret" / "map.yaml")
    return built(folder / "mkdocs.yml")


def test_a_sound_site_passes_strict_mode(site: Built) -> None:
    """Nothing is told, and a link to a claim in a figure is known to lead somewhere."""
    assert [one for one in site.told if not one.startswith(("INFO", "DEBUG"))] == []
    assert not site.aborted


def test_every_page_finds_its_pictures(site: Built) -> None:
    """The index, and a page two folders down."""
    assert dead_links(site) == []
    pages = site.pages()
    found = {name: len(tree.xpath("//figure//img")) for name, tree in pages.items()}
    assert found == {"index.html": 5, "deep/er/page/index.html": 2, "404.html": 0}


def test_pages_that_are_files_find_their_pictures(tmp_path: Path) -> None:
    """And so does the page that is shown at any address, on a site that is below a folder."""
    page = "# A page\n\n![x](/bridge.yaml)\n"
    names = ("index.md", "404.md", "a/b/c.md")
    files = {f"docs/{name}": page for name in names} | {"docs/bridge.yaml": BRIDGE}
    config = "use_directory_urls: false\nsite_url: https://example.org/some/where/\n"
    write_files(tmp_path, files | {"mkdocs.yml": PLAIN + config})
    made = built(tmp_path / "mkdocs.yml", strict=True)
    assert dead_links(made, "/some/where/") == []
    (picture,) = made.page("404.html").xpath("//figure//img/@src")
    assert picture.startswith("/some/where/assets/argmap/bridge-")


def test_a_figure_is_what_embed_writes(site: Built, tmp_path: Path) -> None:
    """Of the width of Material's column, with the name of the picture's file."""
    path = tmp_path / "bridge.yaml"
    path.write_text(BRIDGE, encoding="utf-8")
    text = (site.folder / "deep/er/page/index.html").read_text("utf-8")
    name = re.search(r"assets/argmap/(bridge-\w+)-688", text)
    assert name
    made = argmap.embed(path, name=name[1], base="../../../assets/argmap", width=688, narrow=328)
    assert made.text in text
    for file, drawing in made.pictures.items():
        assert (site.folder / "assets/argmap" / file).read_text("utf-8") == drawing.svg


def test_fences_are_taken_where_they_are_fences(site: Built) -> None:
    """In a list and in an admonition, as images are; in another fence they are code."""
    tree = site.page("index.html")
    assert len(tree.xpath("//li//figure[details]")) == 1
    assert len(tree.xpath("//li/figure[not(details)]")) == 1
    assert len(tree.xpath("//div[@class='admonition note']/figure")) == 1
    (code,) = tree.xpath("//pre")
    assert code.text_content().strip() == "```argmap\nmaps/bridge.yaml\n```"


def test_ids_in_a_page_differ(site: Built) -> None:
    """Though one map stands there several times."""
    for tree in site.pages().values():
        ids = tree.xpath("//figure//@id")
        assert len(ids) == len(set(ids))


def test_maps_are_not_copied_unless_that_is_wanted(site: Built, tmp_path: Path) -> None:
    """Nor are their ledgers; other YAML is the site's."""
    assert list(site.folder.rglob("*.yaml")) == []
    files = {"docs/index.md": "# A\n", "docs/bridge.yaml": BRIDGE, "docs/other.yaml": "a: 1\n"}
    write_files(tmp_path, files | {"mkdocs.yml": PLAIN})
    assert [path.name for path in built(tmp_path / "mkdocs.yml").folder.rglob("*.yaml")] == [
        "other.yaml"
    ]
    copying = "site_name: Maps\nplugins: [argmap: {copy_maps: true}]\n"
    write_files(tmp_path, {"mkdocs.yml": copying})
    assert (built(tmp_path / "mkdocs.yml").folder / "bridge.yaml").is_file()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_readers_see_words_in_their_size(
    browser: Browser, site: Built, width: int, scheme: str
) -> None:
    """No picture shrinks, nothing is wider than the window, and dark pages have dark pictures."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with served_folder(site.folder) as home:
        page.goto(f"{home}deep/er/page/")
        page.wait_for_function("() => [...document.images].every((one) => one.naturalWidth > 0)")
        images = page.query_selector_all("figure img")
        shown = "(one) => [one.getBoundingClientRect().width, one.naturalWidth]"
        assert [one.evaluate(shown) for one in images] == [[328 if width < 688 else 688] * 2] * 2
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) == 0
        picture = Image.open(io.BytesIO(images[0].screenshot())).convert("L")
        assert (picture.getpixel((2, 2)) < 60) is (scheme == "dark")
        align = "getComputedStyle(document.querySelector('figure details p')).textAlign"
        assert page.evaluate(align) == "start"
        assert [url for url in asked if not url.startswith((home, "data:"))] == []
    page.close()


@pytest.mark.parametrize(
    "said",
    [
        "docs/index.md:5: the map bridge.yaml stands amid words: give it a paragraph of its own",
        "docs/index.md:7: ../secret/map.yaml is not in docs: move it there",
        "docs/index.md:9: linked.yaml is not in docs: move it there",
        "docs/index.md:11: there is no file docs/missing.yaml",
        "docs/index.md:14: there is no option --widht here: did you mean `--width`?",
        "docs/index.md:18: no claim under the thesis has the id `nobody`",
        "docs/index.md:22: --evidence is of no use in an overview: add --layout auto",
        "docs/index.md:13: it is empty: write the path of a map into it, or the map itself",
        "docs/index.md:35:44: error[AM201 unknown-reference]: `supports` names `thesys`",
        "docs/broken.yaml:8:15: error[AM201 unknown-reference]: `supports` names `thesys`",
        "docs/weak.yaml:6:3: warning[AM301 bare-claim]: ",
        "docs/index.md:43: ../secret/own.toml is not in docs: move it there",
    ],
)
def test_what_cannot_be_is_told_with_its_place(wrong: Built, said: str) -> None:
    """The file and the line of the page, or of the map; errors stand in the page as well."""
    home = str(wrong.folder.parent)
    level = "WARNING" if "warning[" in said else "ERROR"
    assert any(
        one.replace(f"{home}/", "").startswith(f"{level} argmap: {said}") for one in wrong.told
    )
    page = wrong.page("index.html").text_content().replace(f"{home}/", "")
    words = said.split(": ", 1)[1]
    assert (" ".join(words.split()) in " ".join(page.split())) is (level == "ERROR")


def test_without_strict_the_build_goes_on(wrong: Built) -> None:
    """A map with a warning alone is shown."""
    assert not wrong.aborted
    assert len(wrong.page("index.html").xpath("//figure")) == 1


def test_a_page_that_is_always_light_has_light_pictures(browser: Browser, wrong: Built) -> None:
    """Though the reader's system is dark: MkDocs's own theme says nothing of colours."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    with served_folder(wrong.folder) as home:
        page.route(lambda url: not url.startswith(home), lambda route: route.abort())
        page.goto(home)
        image = page.wait_for_selector("figure img")
        image.evaluate("(one) => { one.loading = 'eager'; return one.decode(); }")
        assert image.evaluate("(one) => one.clientWidth === one.naturalWidth")
        picture = Image.open(io.BytesIO(image.screenshot())).convert("L")
        assert picture.getpixel((2, 2)) > 240
    page.close()


@pytest.mark.parametrize("name", ["broken", "weak"])
def test_strict_mode_fails_on_findings(tmp_path: Path, wrong: Built, name: str) -> None:
    """On an error, and on a warning."""
    map_ = (wrong.folder.parent / "docs" / f"{name}.yaml").read_text("utf-8")
    write_files(tmp_path, {"docs/index.md": "![x](m.yaml)\n", "docs/m.yaml": map_})
    write_files(tmp_path, {"mkdocs.yml": PLAIN})
    assert built(tmp_path / "mkdocs.yml", strict=True).aborted


def test_reviews_are_told_and_stop_no_picture(tmp_path: Path) -> None:
    """A challenge is told until the ledger says otherwise; only a mistake there fails a build."""
    write_files(tmp_path, {"docs/index.md": "![x](m.yaml)\n", "mkdocs.yml": PLAIN})
    write_files(tmp_path, {"docs/m.yaml": BRIDGE.replace("metre", "yard")})

    def build(*, strict: bool = False) -> tuple[list[tuple[str, ...]], bool]:
        made = built(tmp_path / "mkdocs.yml", strict=strict)
        assert len(made.page("index.html").xpath("//figure")) == 1
        told = "\n".join(made.told)
        place = r"(?m)^(\w+) argmap: .*/(m(?:\.review)?\.yaml):\d+:\d+: \w+\[(AM\d+) "
        return re.findall(place, told), made.aborted

    map_ = tmp_path / "docs" / "m.yaml"
    argmap.record(map_, "challenge", ["cracks"], by="Eva Roth", date="2026-03-14", note="Where?")
    assert build(strict=True) == ([("INFO", "m.yaml", "AM503")], False)
    argmap.record(map_, "accept", ["cracks"], by="Eva Roth", date="2026-03-15")
    assert build(strict=True) == ([], False)
    write_files(tmp_path, {"docs/m.review.yaml": "argmap-review: 2\nclaims: [\n"})
    assert build() == ([("ERROR", "m.review.yaml", "AM101")], False)
    assert build(strict=True)[1]


def test_options_for_all_maps_stand_in_the_configuration(tmp_path: Path) -> None:
    """As they are typed; a slip in them ends the build with one line."""
    config = "site_name: Maps\nplugins: [argmap: {{options: {}}}]\n"
    write_files(tmp_path, {"docs/index.md": "![x](m.yaml)\n", "docs/m.yaml": BRIDGE})
    write_files(tmp_path, {"mkdocs.yml": config.format("--layout outline --no-text --width 500")})
    tree = built(tmp_path / "mkdocs.yml", strict=True).page("index.html")
    assert tree.xpath("//figure//img/@width") == ["500"]
    assert tree.xpath("//figure//img/@alt") == ["x"], "an image's own words are for who hears it"
    assert tree.xpath("//figure//details") == []
    write_files(tmp_path, {"mkdocs.yml": config.format("--tehme mono")})
    wrong = built(tmp_path / "mkdocs.yml")
    said = "argmap: in its `options`: there is no option --tehme here: did you mean `--theme`?"
    assert wrong.aborted
    assert f"ERROR {said}" in wrong.told


def test_what_is_unchanged_is_not_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two maps changes, and one is drawn."""
    drawn: list[str] = []

    def embed(map_: argmap.ArgumentMap, **options: object) -> argmap.Embedding:
        drawn.append(map_.title)
        return argmap.embed(map_, **options)

    monkeypatch.setattr(plugin, "embed", embed)
    other = BRIDGE.replace("Close the bridge", "Close it")
    files = {"docs/index.md": "![x](a.yaml)\n\n![x](b.yaml)\n", "docs/a.yaml": BRIDGE}
    write_files(tmp_path, files | {"docs/b.yaml": other, "mkdocs.yml": PLAIN})
    built(tmp_path / "mkdocs.yml")
    write_files(tmp_path, {"docs/b.yaml": other.replace("metre", "mile")})
    built(tmp_path / "mkdocs.yml")
    assert drawn == ["Close the bridge", "Close it", "Close it"]


def test_pages_follow_a_map_outside_the_docs(tmp_path: Path, environment: dict[str, str]) -> None:
    """`mkdocs serve` writes them again when it changes."""
    config = "site_name: Maps\nplugins: [argmap: {maps_dir: maps}]\n"
    page = "```argmap\n../maps/bridge.yaml --layout auto\n```\n"
    write_files(tmp_path, {"mkdocs.yml": config, "docs/index.md": page, "maps/bridge.yaml": BRIDGE})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address]
    environment = environment | {"PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(command, cwd=tmp_path, env=environment) as server:
        try:
            _wait_for(address, "metre")
            write_files(tmp_path, {"maps/bridge.yaml": BRIDGE.replace("metre", "mile")})
            _wait_for(address, "mile")
        finally:
            server.send_signal(signal.SIGINT)


def _wait_for(address: str, word: str) -> None:
    """Wait until the page at an address has a word."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://{address}/", timeout=10) as answer:
                if word in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail(f"the page never had the word {word}")
