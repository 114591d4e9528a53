"""The filter for Pandoc, with a real Pandoc."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import html
from PIL import Image

from argmap.plugins.directive_options import converters
from arriving import opened
from bridge import BRIDGE, BROKEN
from paths import PROJECT
from results import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    Pandoc = Callable[..., subprocess.CompletedProcess[str]]

FILTER = PROJECT / "src" / "argmap" / "plugins" / "argmap.lua"
IMAGE = "![Why it *closes*](<maps/bridge 1.yaml>)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with maps and a text."""
    maps = tmp_path / "text" / "maps"
    maps.mkdir(parents=True)
    (maps / "bridge 1.yaml").write_text(BRIDGE)
    (maps / "broken.yaml").write_text(BROKEN)
    return maps.parent


def test_the_command_says_where_the_filter_is(
    argmap: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    assert argmap("embed", "--pandoc-filter").stdout == f"{FILTER}\n"


def test_web_pages_get_the_figure_with_its_pictures_in_it(
    pandoc: Pandoc, folder: Path, browser: Browser
) -> None:
    """From an image, and from a code block with the map in it; nothing is left beside it."""
    before = files(folder)
    fence = "```argmap\n--layout=table --no-text --id-prefix 'own'\n" + BRIDGE + "```\n"
    done = pandoc(f"{IMAGE}\n{fence}\nSome words.\n", "-t", "html")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = html.fragments_fromstring(done.stdout)[:2]
    assert first.tag == second.tag == "figure"
    assert first.xpath(".//*[name()='svg']/@aria-label") == ["Why it closes"] * 2
    assert len(first.xpath("./details/details")) == 1
    assert second.xpath(".//*[@id='own_720-cracks']")
    assert not second.xpath("./details")
    assert files(folder) == before
    for width, natural in ((1280, 720), (390, 360)):
        with opened(browser, done.stdout, width=width) as page:
            seen = [one for one in page.locator("svg.argmap").all() if one.is_visible()]
            assert [one.bounding_box()["width"] for one in seen] == [natural, natural]


@pytest.mark.parametrize(
    ("form", "place"), [("docx", "word/media/"), ("odt", "Pictures/"), ("epub", "EPUB/media/")]
)
def test_books_and_papers_get_a_png(pandoc: Pandoc, folder: Path, form: str, place: str) -> None:
    """With the author's alternative text; below it stands the map as text."""
    done = pandoc(IMAGE, "-o", f"a.{form}", "--metadata", "title=x")
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(folder / f"a.{form}") as archive:
        names = archive.namelist()
        (picture,) = (name for name in names if name.startswith(place) and name.endswith(".png"))
        with Image.open(io.BytesIO(archive.read(picture))) as image:
            assert image.width == 2 * 720
        texts = [archive.read(one).decode() for one in names if re.search(r"ml$", one)]
    # Pandoc 2 writes no alternative text into ODT.
    assert any("Why it closes" in text for text in texts) or form == "odt"
    assert any("Three cracks are over a metre long." in text for text in texts)
    assert files(folder) == {"maps/bridge 1.yaml", "maps/broken.yaml", f"a.{form}"}


def test_latex_gets_a_pdf_and_no_list_too_deep_for_it(pandoc: Pandoc, folder: Path) -> None:
    """Pandoc puts the PDF where it wants its pictures; claims keep their order, also in a list."""
    shutil.copy(PROJECT / "maps" / "ritter_2026-03-12.yaml", folder / "maps" / "ritter.yaml")
    text = "- in a list\n\n  ![](maps/ritter.yaml)\n"
    done = pandoc(text, "-t", "latex", "--extract-media", "media")
    assert (done.returncode, done.stderr) == (0, "")
    assert not list((folder / "media").rglob("*.yaml"))
    (file,) = re.findall(r"\\includegraphics(?:\[.*?\])?\{([^}]*\.pdf)\}", done.stdout)
    assert (folder / file).read_bytes().startswith(b"%PDF")
    depth = deepest = 0
    for begins in re.findall(r"\\(begin|end)\{itemize\}", done.stdout):
        depth += 1 if begins == "begin" else -1
        deepest = max(deepest, depth)
    assert (depth, deepest) == (0, 4)
    numbers = re.findall(r"\\textbf\{(\d[\d.]*) (?:Prämisse|Einwand)", done.stdout)
    assert numbers == sorted(numbers, key=lambda one: [int(part) for part in one.split(".")])
    assert len(numbers) > 30


def test_slides_get_the_picture_alone(pandoc: Pandoc) -> None:
    """With its caption: a list of all that the map says would not fit on one."""
    done = pandoc(f"# One\n\n{IMAGE}", "-t", "beamer", "--extract-media", "media")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"\\includegraphics.*\{.*\.pdf\}", done.stdout)
    assert r"\textbf{Close the bridge}" in done.stdout
    assert "itemize" not in done.stdout


def test_other_texts_get_the_map_as_text(pandoc: Pandoc) -> None:
    """With its caption, and with no picture that is not there."""
    done = pandoc(IMAGE, "-t", "gfm")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("**Close the bridge**\n\n")
    assert "Its main pillar is cracked." in done.stdout
    assert ".svg" not in done.stdout


def test_options_stand_in_braces_or_behind_the_path(pandoc: Pandoc) -> None:
    braces = "![](<maps/bridge 1.yaml>){focus=cracks .no-text}\n"
    words = '```argmap\n"maps/bridge 1.yaml" --focus cracks\n--no-text\n```\n'
    done = pandoc(f"{braces}\n{words}", "-t", "plain")
    assert (done.returncode, done.stderr) == (0, "")
    said = "Close the bridge · 1 Its main pillar is cracked.\n"
    assert done.stdout == f"{said}\n{said}"


def test_each_option_on_how_a_map_looks_can_stand_in_a_text() -> None:
    """They are those of the directive, and flags stand alone."""
    table = re.compile(r"^local (?:WITH_VALUE|ALONE) = \{(.*?)\}", re.DOTALL | re.MULTILINE)
    listed = "".join(table.findall(FILTER.read_text(encoding="utf-8")))
    names = set(re.findall(r'"([a-z-]+)"', listed))
    # A filter has no pictures for phones beside it, and says one thing in one way.
    left = {"inline", "narrow", "text", "legend", "no-title", "no-sources"}
    assert names == set(converters()) - left


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "![x](maps/broken.yaml)\n",
            ["maps/broken.yaml:8:15: error[AM201", "argmap: maps/broken.yaml cannot be shown\n"],
        ),
        (
            f"```argmap\n--no-text\n{BROKEN}```\n",
            ["<stdin>:9:15: error[AM201", "argmap: the map in a code block (<stdin>) cannot be"],
        ),
        ("```argmap\nmaps/none.yaml\n```\n", ["there is no file maps/none.yaml\n"]),
        # What Pandoc 3 makes of an image whose file it does not find.
        (
            "[x]{.placeholder original-image-src=maps/none.yaml}",
            ["argmap: there is no file maps/none.yaml\n"],
        ),
        ("```{.argmap width=wide}\nmaps/bridge.yaml\n```\n", ["'wide' is not a valid integer"]),
    ],
)
def test_what_is_wrong_with_a_map_fails_the_run(
    pandoc: Pandoc, folder: Path, text: str, told: list[str]
) -> None:
    """All findings stand on standard error, and no document is written."""
    done = pandoc(text, "-o", "a.docx")
    assert done.returncode == 83
    for line in told:
        assert line in done.stderr
    assert "traceback" not in done.stderr
    assert not (folder / "a.docx").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("See ![x](maps/broken.yaml) here.\n", "stands within a text: give it a paragraph of its"),
        ("```argmap\n```\n", "a code block is empty: write the path of a map into it, or the map"),
        ("```argmap\na.yaml b.yaml\n```\n", "a code block names more than one map: a.yaml b.yaml"),
        ("```argmap\na.yaml --output=b\n```\n", "a text has no option --output; it has those of"),
        ("```argmap\na.yaml --width\n```\n", "the option --width takes a value"),
        ("```argmap\na.yaml --no-text=1\n```\n", "the option --no-text takes no value"),
        ("```argmap\n'a.yaml --no-text\n```\n", "a quotation mark is not closed: 'a.yaml"),
        ("![x](a.yaml){output=b}\n", "a text has no option --output"),
        ("![x](a.yaml){.no-picture}\n", "a text has no option --no-picture"),
    ],
)
def test_what_a_text_may_not_ask_for_is_told_on_one_line(
    pandoc: Pandoc, text: str, told: str
) -> None:
    done = pandoc(text, "-t", "html")
    assert done.returncode == 83
    assert done.stderr.startswith("argmap: ")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_missing_command_is_told(pandoc: Pandoc, tmp_path: Path) -> None:
    done = pandoc(IMAGE, "-t", "html", path=str(tmp_path))
    assert done.returncode == 83
    assert done.stderr == (
        "argmap: the command `argmap` is not on the search path: activate the environment that it "
        "is installed in\n"
    )


def test_other_images_and_code_blocks_stay(pandoc: Pandoc) -> None:
    text = "![a](b.svg) ![c](https://example.org/d.yaml)\n\n``` yaml\nargmap: 1\n```\n"
    assert pandoc(text, "-t", "markdown").stdout == text
