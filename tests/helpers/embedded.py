"""Embedded maps for the tests: in a page, and as the tree of their text version."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import html

import argmap
from arriving import written
from fixture_maps import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PREFIX = "t"
ARTICLE = """\
<!doctype html><html lang="de"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Ein Artikel</title>
<style>body{{margin:0}}main{{max-width:720px;margin:0 auto;font:16px/1.5 sans-serif}}</style></head>
<body><main><h1>Ein Artikel</h1>
{fragment}<p>Weiter im Text.</p></main></body></html>
"""


@cache
def embedded(name: str, form: str = "html", prefix: str = PREFIX) -> argmap.Embedding:
    """Return one of the maps of the tests, embedded."""
    return argmap.embed(read(name), form=form, name=name, id_prefix=prefix)


def figure(name: str, form: str = "html") -> html.HtmlElement:
    """Return the figure as a tree."""
    return html.fragment_fromstring(embedded(name, form).text)


def entries(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the thesis, the rows and what stands in their lists, in reading order."""
    return tree.xpath("./details/p[@style] | ./details/details | .//ul/li")


def own_words(entry: html.HtmlElement) -> str:
    """Return the words of one entry, without what is counted in it and the lists in it."""
    if entry.tag == "details":
        head, *more = entry.xpath("./summary | ./p")
        said = "".join(
            head.xpath("./node()[not(preceding-sibling::br)]/descendant-or-self::text()")
        )
        return " ".join([said, *(part.text_content() for part in more)])
    parts = [entry.text or ""]
    for child in entry:
        if child.tag != "ul":
            parts.append(child.text_content())
        parts.append(child.tail or "")
    return "".join(parts).strip()


@contextmanager
def article(browser: Browser, width: int, *embeddings: argmap.Embedding) -> Iterator[Page]:
    """Open an article with maps in a window of a width in CSS px, their text versions closed."""
    fragments = "".join(one.text for one in embeddings)
    files = {"": ARTICLE.format(fragment=fragments)}
    for one in embeddings:
        files |= {quote(name): drawing.svg for name, drawing in one.pictures.items()}
    with written(browser, files, width) as page:
        for image in page.query_selector_all("img"):
            image.scroll_into_view_if_needed()
        page.wait_for_function("() => [...document.images].every((one) => one.naturalWidth > 0)")
        yield page


def unfold(page: Page) -> None:
    """Open the text versions."""
    page.evaluate(
        "() => { for (const one of document.querySelectorAll('details')) one.open = true }"
    )
