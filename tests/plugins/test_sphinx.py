"""The extension for Sphinx, in real projects that Sphinx builds."""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import pytest
from lxml import etree, html
from sphinx.cmd.build import main

from argmap import record
from arriving import SITE, served
from bridge import BRIDGE, BROKEN
from paths import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    Build = Callable[..., tuple[int, str]]

CONF = """\
project = "Bridges"
copyright = "nobody"
version = "1"
extensions = ["argmap.plugins.sphinx", "myst_parser"]
argmap_options = {"scheme": "light", "narrow": 340}
"""
PAGES = {
    "conf.py": CONF,
    "maps/brücke 1.yaml": BRIDGE,
    "index.rst": """\
Bridges
=======

.. toctree::

   deep/er/page
   own

.. argmap:: maps/brücke 1.yaml
   :alt: Why it closes
""",
    "deep/er/page.md": """\
# A page in a folder

```{argmap} ../../maps/ritter.yaml
```

```{argmap} /maps/brücke 1.yaml
:focus: cracks
:no-text:
```

```{argmap} /maps/brücke 1.yaml
```
""",
    "own.rst": """\
A map of its own
================

.. argmap::
   :layout: table
   :inline:

"""
    + "".join(f"   {line}\n" for line in BRIDGE.replace("the bridge", "the tunnel").splitlines()),
}


def _project(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def project_of_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a page in a folder, in both markups, and all that was built of it."""
    folder = _project(tmp_path_factory.mktemp("sphinx") / "doc", PAGES)
    shutil.copy(PROJECT / "maps" / "ritter_2026-03-12.yaml", folder / "maps" / "ritter.yaml")
    return folder


@pytest.fixture(scope="module")
def built(project_of_pages: Path) -> Callable[[str], Path]:
    """Return a function that builds the project, once for each builder, without a warning."""
    done: dict[str, Path] = {}

    def build(builder: str) -> Path:
        if builder not in done:
            done[builder] = output = project_of_pages.parent / builder
            trees = project_of_pages.parent / "trees"
            command = ["-q", "-W", "-b", builder, "-d", trees, project_of_pages, output]
            assert main(list(map(str, command))) == 0
        return done[builder]

    return build


@pytest.fixture
def sphinx(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Build:
    """Return a function that builds a project of some pages, and says how it went."""

    def build(pages: dict[str, str], *options: str) -> tuple[int, str]:
        folder = _project(tmp_path / "doc", {"conf.py": CONF, **pages})
        status = main(["-q", "-b", "dummy", *options, str(folder), str(tmp_path / "out")])
        told = re.sub("\x1b[^m]*m", "", capsys.readouterr().err)
        return status, told.replace(f"{folder}/", "")

    return build


def _pictures(site: Path, page: str) -> list[str]:
    """Return the files of the pictures that a page shows, from the site's folder on."""
    tree = html.fromstring((site / page).read_bytes())
    found = tree.xpath("//figure//img/@src | //figure//source/@srcset")
    return [unquote(urljoin(f"/{page}", one)).lstrip("/") for one in found]


@pytest.mark.parametrize(
    ("builder", "pages"),
    [
        ("html", {"index.html": 2, "deep/er/page.html": 6, "own.html": 0}),
        ("dirhtml", {"index.html": 2, "deep/er/page/index.html": 6, "own/index.html": 0}),
        ("singlehtml", {"index.html": 8}),
    ],
)
def test_every_page_finds_its_pictures(
    built: Callable[[str], Path], builder: str, pages: dict[str, int]
) -> None:
    """However deep it stands; one picture in a file is for wide pages, and one for narrow ones."""
    site = built(builder)
    for page, count in pages.items():
        pictures = _pictures(site, page)
        assert len(pictures) == count
        assert all((site / one).read_bytes().startswith(b"<svg ") for one in pictures)


def test_no_two_maps_of_one_page_have_the_same_ids(built: Callable[[str], Path]) -> None:
    """Also where one map stands on two pages that become one."""
    tree = html.fromstring((built("singlehtml") / "index.html").read_bytes())
    ids = tree.xpath("//figure//@id")
    assert sum(one.endswith("-cracks") for one in ids) == 5
    assert len(ids) == len(set(ids))


def test_a_reader_sees_the_overview_at_the_width_of_the_window(
    built: Callable[[str], Path], browser: Browser
) -> None:
    """On a desk and on a phone, with nothing to scroll sideways, and with rows that unfold."""
    site = built("dirhtml")
    files = {
        str(path.relative_to(site)): path.read_text(encoding="utf-8")
        for path in site.rglob("*")
        if path.suffix in {".html", ".css", ".svg"}
    }
    files["deep/er/page/"] = files["deep/er/page/index.html"]
    for width, natural in ((1280, 720), (390, 340)):
        with served(browser, files, width) as page:
            page.goto(f"{SITE}deep/er/page/")
            for image in page.query_selector_all("img"):
                image.scroll_into_view_if_needed()
            page.wait_for_function("() => [...document.images].every((one) => one.complete)")
            sizes = page.evaluate("() => [...document.images].map((one) => one.naturalWidth)")
            assert sizes == [natural] * 3
            assert page.evaluate("() => document.documentElement.scrollWidth") == width
            page.locator("figure summary").first.click()
            assert page.get_by_text("Russland bewegt sich im Rahmen des Rechts.").is_visible()


def test_options_are_those_of_embed(built: Callable[[str], Path]) -> None:
    """In the page, and for all pages of the project in its settings."""
    site = built("html")
    index = html.fromstring((site / "index.html").read_bytes())
    assert index.xpath("//figure//img/@alt") == ["Why it closes"]
    assert index.xpath("//figure/details")
    part = html.fromstring((site / "deep/er/page.html").read_bytes()).xpath("//figure")[1]
    assert part.xpath(".//img/@alt") == ["Close the bridge: 1 Its main pillar is cracked."]
    assert not part.xpath("./details")
    own = (site / "own.html").read_text(encoding="utf-8")
    assert own.count("<svg ") == 2
    assert "prefers-color-scheme" not in own


def test_a_search_finds_what_a_map_says(built: Callable[[str], Path]) -> None:
    """Its words stand in the index of the site, by their stems."""
    index = (built("html") / "searchindex.js").read_text(encoding="utf-8")
    assert '"pillar"' in index


def test_latex_has_the_picture_as_pdf_and_the_map_as_text(built: Callable[[str], Path]) -> None:
    """No list stands deeper than LaTeX allows, and sources have their addresses."""
    folder = built("latex")
    text = (folder / "bridges.tex").read_text(encoding="utf-8")
    files = re.findall(r"\\sphinxincludegraphics\{\{([^}]*)\}\.pdf\}", text)
    assert len(files) == 5
    for file in files:
        assert re.fullmatch("[a-zA-Z0-9-]+", file)
        assert (folder / f"{file}.pdf").read_bytes().startswith(b"%PDF")
    depth = deepest = 0
    for begins in re.findall(r"\\(begin|end)\{(?:itemize|enumerate)\}", text):
        depth += 1 if begins == "begin" else -1
        deepest = max(deepest, depth)
    assert deepest == 4
    assert r"\sphinxhref{https://example.org/survey}" in text
    assert "Its main pillar is cracked." in text


def test_lists_around_a_map_count_for_latex(sphinx: Build, tmp_path: Path) -> None:
    """Where no list may stand in them any more, what the map says is paragraphs."""
    page = "A\n=\n\n" + "".join(f"{'  ' * n}- a list\n\n" for n in range(4))
    for bullets in (2, 4):
        map_ = f"{'  ' * bullets}.. argmap:: bridge.yaml\n"
        pages = {"index.rst": f"{page}{map_}", "bridge.yaml": BRIDGE}
        assert sphinx(pages, "-W", "-b", "latex") == (0, "")
        tex = (tmp_path / "out" / "bridges.tex").read_text(encoding="utf-8")
        depths = [0]
        for begins in re.findall(r"\\(begin|end)\{itemize\}", tex):
            depths.append(depths[-1] + (1 if begins == "begin" else -1))
        assert max(depths) == 4
        assert "Three cracks are over a metre long." in tex


def test_latex_without_typst_has_the_text_and_a_line_on_what_to_install(
    sphinx: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    pages = {"index.rst": PAGES["own.rst"]}
    status, told = sphinx(pages, "-b", "latex")
    assert status == 0
    assert told.startswith("index.rst:4: WARNING: argmap: no picture: for PDF argmap needs typst")
    assert told.count("\n") == 1
    tex = (tmp_path / "out" / "bridges.tex").read_text(encoding="utf-8")
    assert "includegraphics" not in tex.partition(r"\begin{document}")[2]
    assert "Its main pillar is cracked." in tex


@pytest.mark.parametrize(
    ("builder", "file"), [("text", "index.txt"), ("man", "bridges.1"), ("xml", "index.xml")]
)
def test_other_builders_have_the_map_as_text(
    built: Callable[[str], Path], builder: str, file: str
) -> None:
    said = (built(builder) / file).read_text(encoding="utf-8")
    assert "Its main pillar is cracked." in said.replace("\\", "")


def test_an_epub_has_pictures_and_text_and_is_well_formed(built: Callable[[str], Path]) -> None:
    """Its pictures are listed in it, as a reader wants them."""
    with zipfile.ZipFile(built("epub") / "Bridges.epub") as book:
        names = book.namelist()
        for name in names:
            if name.endswith(".xhtml"):
                etree.fromstring(book.read(name))
        page = book.read(next(name for name in names if name.endswith("er/page.xhtml"))).decode()
        package = book.read(next(name for name in names if name.endswith(".opf"))).decode()
    pictures = [name for name in names if name.endswith(".svg")]
    assert len(pictures) == 5
    assert all(name.rpartition("/")[2] in package for name in pictures)
    assert "Militärisch finden die USA keinen Ausweg." in page


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (
            {"index.md": "# A\n\n```{argmap} bridge.yaml\n```\n"},
            "bridge.yaml:8:15: ERROR: unknown-reference: `supports` names `thesys`, and nothing ",
        ),
        (
            {"index.md": "# A\n\n```{argmap}\n:layout: table\n---\nBODY```\n"},
            "index.md:13: ERROR: unknown-reference: ",
        ),
        (
            {"index.rst": "A\n=\n\n.. argmap::\n   :layout: table\n\n   BODY\n"},
            "index.rst:14: ERROR: unknown-reference: ",
        ),
    ],
)
def test_findings_are_warnings_of_sphinx_at_their_places(
    sphinx: Build, page: dict[str, str], told: str
) -> None:
    """They make `-W` fail, on every build until they are mended."""
    ((name, text),) = page.items()
    indent = "   " if name.endswith(".rst") else ""
    pages = {
        name: text.replace("BODY", BROKEN.replace("\n", f"\n{indent}").rstrip(" ")),
        "bridge.yaml": BROKEN,
    }
    for _ in range(2):
        status, said = sphinx(pages, "-W", "--keep-going")
        assert status == 1
        assert told in said
        assert "[argmap.AM201]" in said
    mended = {name: text.replace("thesys", "thesis") for name, text in pages.items()}
    assert sphinx(mended, "-W") == (0, "")


def test_single_rules_can_be_silenced_as_sphinx_silences(sphinx: Build) -> None:
    bare = BRIDGE.partition("    evidence:")[0]
    pages = {"index.rst": "A\n=\n\n.. argmap:: bridge.yaml\n", "bridge.yaml": bare}
    assert "bridge.yaml:6:3: WARNING: bare-claim: " in sphinx(pages)[1]
    conf = f'{CONF}suppress_warnings = ["argmap.AM301"]\n'
    assert sphinx({**pages, "conf.py": conf}, "-W") == (0, "")


def test_what_reviews_leave_open_fails_no_build(sphinx: Build, tmp_path: Path) -> None:
    """A mistake in the ledger does, and the map is shown all the same."""
    pages = {"index.rst": "A\n=\n\n.. argmap:: bridge.yaml\n", "bridge.yaml": BRIDGE}
    assert sphinx(pages, "-W", "-b", "text") == (0, "")
    map_ = tmp_path / "doc" / "bridge.yaml"
    record(map_, "challenge", ["cracks"], by="Eva Roth", date="2026-03-14", note="Where?")
    assert sphinx({}, "-W", "-b", "text") == (0, "")
    broken = {"bridge.review.yaml": "argmap-review: 2\nclaims: [\n"}
    status, told = sphinx(broken, "-b", "text")
    assert (status, "bridge.review.yaml:" in told, "ERROR: yaml-syntax" in told) == (0, True, True)
    assert "main pillar" in (tmp_path / "out" / "index.txt").read_text(encoding="utf-8")


def test_a_changed_map_or_theme_has_its_page_written_again(sphinx: Build, tmp_path: Path) -> None:
    """And no other page."""
    pages = {
        "index.rst": "A\n=\n\n.. toctree::\n\n   b\n   c\n",
        "c.rst": "C\n=\n",
        "b.rst": "B\n=\n\n.. argmap:: bridge.yaml\n   :theme: own.toml\n",
        "bridge.yaml": BRIDGE,
        "own.toml": '[light]\nbackground = "#fffaf0"\n',
    }
    written = tmp_path / "out" / "b.txt"
    assert sphinx(pages, "-b", "text") == (0, "")
    (tmp_path / "out" / "c.txt").write_text("untouched")
    sphinx({"bridge.yaml": BRIDGE.replace("main pillar", "arch")}, "-b", "text")
    assert "Its arch is cracked." in written.read_text(encoding="utf-8")
    written.write_text("")
    sphinx({"own.toml": '[words.en]\npremise = "Ground"\n'}, "-b", "text")
    assert "1 Ground: Its arch is cracked." in written.read_text(encoding="utf-8")
    assert (tmp_path / "out" / "c.txt").read_text() == "untouched"


@pytest.mark.parametrize(
    ("directive", "told"),
    [
        (".. argmap:: ../bridge.yaml", "../bridge.yaml is outside of the folder of the sources"),
        (".. argmap:: link.yaml", "link.yaml is outside of the folder of the sources"),
        (".. argmap:: none.yaml", "there is no file none.yaml"),
        (".. argmap::", "name the file of one map, or write one below, and not both"),
        (".. argmap:: bridge.yaml\n   :theme: ../t.toml", "../t.toml is outside of the folder of"),
        (".. argmap:: bridge.yaml\n   :width: wide", "takes a whole number, and not 'wide'"),
        (".. argmap:: bridge.yaml\n   :legend: no", "this option takes none, and nothing else"),
        (".. argmap:: bridge.yaml\n   :no-legend: x", "stands alone: leave out 'x'"),
        (".. argmap:: bridge.yaml\n   :layout: round", "one of auto, table, columns, outline,"),
        (".. argmap:: bridge.yaml\n   :evidence: marks", "only counts evidence: add :layout: auto"),
        (".. argmap:: bridge.yaml\n   :base: /x", 'unknown option: "base"'),
    ],
)
def test_what_cannot_be_shown_is_told_with_the_place_in_the_page(
    sphinx: Build, tmp_path: Path, directive: str, told: str
) -> None:
    (tmp_path / "bridge.yaml").write_text(BRIDGE)
    (tmp_path / "doc").mkdir()
    (tmp_path / "doc" / "link.yaml").symlink_to(tmp_path / "bridge.yaml")
    pages = {"index.rst": f"A\n=\n\n{directive}\n", "bridge.yaml": BRIDGE}
    status, said = sphinx(pages, "-W")
    assert status == 1
    assert said.startswith("index.rst:4: ERROR: ")
    assert told in said


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (":focus: crack", "no claim under the thesis has the id `crack`: did you mean `cracks`?"),
        (":width: 20", "a width is 300 to 1600 px, not 20"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_the_place_in_the_page(
    sphinx: Build, option: str, told: str
) -> None:
    pages = {"index.rst": f"A\n=\n\n.. argmap:: b.yaml\n   {option}\n", "b.yaml": BRIDGE}
    status, said = sphinx(pages, "-W", "-b", "html")
    assert (status, said.splitlines()[0]) == (1, f"index.rst:4: WARNING: argmap: {told} [argmap]")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ('{"colour": "red"}', "argmap_options: no option is called 'colour'"),
        ('{"layout": "round"}', "argmap_options: this option is one of auto, table"),
    ],
)
def test_wrong_settings_are_told_before_anything_is_built(
    sphinx: Build, options: str, told: str
) -> None:
    conf = f"{CONF}argmap_options = {options}\n"
    status, said = sphinx({"index.rst": "A\n=\n", "conf.py": conf})
    assert status == 2
    assert told in said


def test_pages_are_read_and_written_by_several_processes(sphinx: Build) -> None:
    """Without a warning that the extension is not made for it."""
    pages = {
        f"p{n}.rst": f"P\n=\n\n.. argmap:: bridge.yaml\n   :depth: {n + 1}\n" for n in range(6)
    }
    toc = "A\n=\n\n.. toctree::\n   :glob:\n\n   *\n"
    pages |= {"index.rst": toc, "bridge.yaml": BRIDGE}
    assert sphinx(pages, "-W", "-j", "2", "-b", "html") == (0, "")
