"""The preview in a real browser, while somebody edits a real file."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from paths import RITTER
from previewing import Preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
TOP = "(id) => document.querySelector(`[id$='-${id}']`).getBoundingClientRect().top"
OPEN = "() => [...document.querySelectorAll('details.row[open]')].map((one) => one.id)"


BAD = "<img src=x onerror=alert(1)><style>*{display:none}</style>"
NASTY = f"""\
argmap: 1
title: "{BAD}"
thesis: {{text: "{BAD} a."}}
premises:
  a: {{text: "{BAD} b.", supports: thesis}}
  b: {{text: "{BAD} b.", supports: thesis}}
"{BAD}": 1
"""
NEVER = "argmap: 1\ntitle: Rain\nthesis: {text: It rains.}\nbecause: theses\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with maps to be edited, one of them with markup in its name, too."""
    return tmp_path_factory.mktemp("edited")


@pytest.fixture(scope="module")
def preview(environment: dict[str, str], folder: Path) -> Iterator[Preview]:
    """A preview of that folder."""
    (folder / "ritter.yaml").write_bytes(RITTER.read_bytes())
    (folder / "never.yaml").write_text(NEVER, encoding="utf-8")
    (folder / "a<b onload=x>.yaml").write_text(NASTY, encoding="utf-8")
    with Preview(environment, folder, ".") as running:
        yield running


@pytest.fixture
def written(folder: Path) -> Path:
    """The Ritter map, to be edited."""
    path = folder / "ritter.yaml"
    if path.exists():
        path.write_bytes(RITTER.read_bytes())
    return path


def edit(path: Path, old: str, new: str) -> None:
    """Change words of a file as an editor does: a new file takes the place of the old one."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    beside = path.with_suffix(".new")
    beside.write_text(text.replace(old, new), encoding="utf-8")
    beside.replace(path)


@contextmanager
def shown(
    browser: Browser, preview: Preview, path: Path, more: str = ""
) -> Iterator[tuple[Page, list[str]]]:
    """Yield the page of a preview, and what went wrong on it or was asked for elsewhere."""
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((preview.address, "data:"))
            else wrong.append(request.url)
        ),
    )
    page.goto(f"{preview.address}?map={quote(path.name)}{more}")
    try:
        yield page, wrong
    finally:
        page.close()


def test_a_saved_edit_shows_where_the_reader_looks(
    browser: Browser, preview: Preview, written: Path
) -> None:
    """The words change and light up, and what stood under the reader's eyes stays there.

    Nothing is asked for elsewhere, and nothing is refused by the page's own policy.
    """
    with shown(browser, preview, written) as (page, wrong):
        page.wait_for_selector(".stage svg")
        page.evaluate("() => scrollTo(0, 900)")
        here = page.evaluate(
            "() => [...document.querySelectorAll('g.claim')].find((one) => "
            "one.getBoundingClientRect().top > 200).id.replace(/^m[0-9a-f]+-/, '')"
        )
        before = page.evaluate(TOP, here)
        words = "Mit dem Anruf bei Putin hat Trump"
        edit(written, words, f"{words} {'vor aller Welt und allen, die sehen wollen, ' * 12}")
        page.wait_for_selector("[data-changed]", state="attached")
        lit = page.locator("[data-changed]").evaluate_all("(found) => found.map((one) => one.id)")
        assert [re.sub("^m[0-9a-f]+-", "", one) for one in lit] == ["anruf-aus-schwaeche"]
        assert "vor aller Welt" in " ".join(page.text_content(".stage").split())
        assert page.evaluate(TOP, here) == pytest.approx(before, abs=1.5)
        assert page.evaluate("() => scrollY") > 950
        assert "1 claim changed" in page.inner_text(".status")
        page.wait_for_selector("[data-changed]", state="detached")
        assert wrong == []


def test_errors_come_and_go_beside_the_last_good_picture(
    browser: Browser, preview: Preview, written: Path
) -> None:
    """A click on a place copies it; the picture stays, and says that it is an old one."""
    with shown(browser, preview, written) as (page, wrong):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.wait_for_selector(".stage svg")
        picture = page.text_content(".stage")
        edit(written, "    supports: thesis", "    supports: thesys")
        error = page.wait_for_selector(".findings .error")
        assert "did you mean `thesis`" in error.inner_text()
        assert "supports: thesys\n" in error.query_selector("pre").inner_text()
        assert page.is_visible(".old")
        assert page.text_content(".stage") == picture
        error.query_selector("button").click()
        page.wait_for_function("() => document.querySelector('.status').innerText[0] === 'c'")
        copied = page.evaluate("() => navigator.clipboard.readText()")
        assert re.fullmatch(r"\./ritter\.yaml:\d+:15", copied)
        assert page.inner_text(".status") == f"copied: {copied}"
        edit(written, "thesys", "thesis")
        page.wait_for_selector(".old", state="hidden")
        assert page.locator(".findings .error").count() == 0
        assert wrong == []


def test_a_map_that_was_never_good_says_so(
    browser: Browser, preview: Preview, folder: Path
) -> None:
    """There is no picture, but a sentence and the list; and once it is mended, the picture."""
    path = folder / "never.yaml"
    with shown(browser, preview, path) as (page, wrong):
        page.wait_for_selector(".none:not([hidden])")
        assert page.locator(".stage > *").count() == 0
        edit(path, "because: theses\n", "")
        page.wait_for_selector(".stage svg")
        assert not page.is_visible(".none")
        page.select_option("[name=map]", "ritter.yaml")
        page.wait_for_function("() => document.title.startsWith('Trump')")
        assert wrong == []


def test_the_page_that_unfolds_keeps_its_open_branches(
    browser: Browser, preview: Preview, written: Path
) -> None:
    """A row that a reader has opened is open in the new version, at the same height."""
    with shown(browser, preview, written, "&view=page") as (page, wrong):
        page.wait_for_selector("iframe")
        frame = page.frames[1]
        frame.locator("details.row > summary").nth(2).click()
        opened = frame.evaluate(OPEN)
        assert len(opened) == 1
        frame.evaluate("() => scrollTo(0, 150)")
        edit(written, "Trump Schwäche gezeigt", "Trump große Schwäche gezeigt")
        page.wait_for_function(
            "() => document.querySelector('.status').innerText.includes('chang')"
        )
        frame = page.frames[-1]
        assert "große Schwäche" in frame.locator("main").inner_text()
        assert frame.evaluate(OPEN) == opened
        assert frame.evaluate("() => scrollY") == 150
        assert page.locator("iframe").count() == 1
        assert [one for one in wrong if "frame-ancestors" not in one] == []


def test_controls_change_the_picture_and_the_command_line(
    browser: Browser, preview: Preview, written: Path
) -> None:
    """Width, layout, evidence, scheme and focus; a reload keeps them."""
    with shown(browser, preview, written) as (page, wrong):
        page.wait_for_selector(".stage svg")
        page.fill("[name=width]", "360")
        page.press("[name=width]", "Tab")
        page.wait_for_selector(".stage svg[width='360']")
        page.select_option("[name=view]", "outline")
        page.select_option("[name=evidence]", "none")
        page.select_option("[name=scheme]", "dark")
        page.select_option("[name=focus]", "trump-droht")
        wanted = (
            "argmap render ./ritter.yaml --width 360 --layout outline --evidence none "
            "--focus trump-droht --scheme dark"
        )
        said = f"() => document.querySelector('.command code').innerText === '{wanted}'"
        page.wait_for_function(said)
        page.reload()
        page.wait_for_function(said)
        assert page.input_value("[name=focus]") == "trump-droht"
        page.fill("[name=width]", "20")
        page.press("[name=width]", "Tab")
        assert page.inner_text(".command code") == wanted
        assert wrong == []


def test_no_word_of_a_map_becomes_markup(browser: Browser, preview: Preview, folder: Path) -> None:
    """Neither in the picture, nor in the list, the controls or the name of the file."""
    path = folder / "a<b onload=x>.yaml"
    with shown(browser, preview, path) as (page, wrong):
        page.wait_for_selector(".findings li")
        edit(path, f'"{BAD}": 1\n', "")
        page.wait_for_selector(".stage svg")
        assert page.locator("img, [onerror], [onload]").count() == 0
        assert BAD[:10] in page.text_content(".stage")
        assert BAD[:10] in page.text_content("[name=focus]")
        assert page.text_content(".command code") == "argmap render './a<b onload=x>.yaml'"
        assert wrong == []
