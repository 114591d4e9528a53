"""An embedded map as Markdown: what each kind of renderer makes of it is what was meant."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import markdown
import pytest
from lxml import html
from markdown_it import MarkdownIt

import argmap
from argmap.embedding.text_version import alternative
from embedded import embedded, entries, figure, own_words
from fixture_maps import WRITTEN, read

if TYPE_CHECKING:
    from collections.abc import Callable

ELEMENTS = {"div", "p", "img", "br", "strong", "a", "ul", "ol", "li"}
ATTRIBUTES = {"src", "alt", "href"}


def _commonmark(text: str) -> str:
    """As GitHub, Hugo and most others read Markdown, with HTML allowed."""
    return MarkdownIt("commonmark", {"html": True}).render(text)


def _pretty(text: str) -> str:
    """The same with what many sites add: links from addresses, tables, struck text, typography."""
    reader = MarkdownIt("commonmark", {"html": True, "typographer": True})
    return reader.enable(["table", "strikethrough", "replacements", "smartquotes"]).render(text)


def _python_markdown(text: str) -> str:
    """As MkDocs reads it, with the extensions that its users turn on."""
    return markdown.markdown(text, extensions=["extra", "smarty", "sane_lists", "toc"])


RENDERERS: dict[str, Callable[[str], str]] = {
    "CommonMark": _commonmark,
    "CommonMark and more": _pretty,
    "Python-Markdown": _python_markdown,
}


@cache
def rendered(name: str, renderer: str) -> html.HtmlElement:
    """Return one of the maps of the tests as a tree that a renderer made of its Markdown."""
    page = f"# Artikel\n\n{embedded(name, 'markdown', None).text}"
    tree = html.fragment_fromstring(RENDERERS[renderer](page), create_parent="div")
    tree.remove(tree[0])
    return tree


def plain(text: str) -> str:
    """Return a text with its apostrophes as they were typed: some renderers curl them."""
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("name", WRITTEN)
def test_the_list_is_that_of_the_html(name: str, renderer: str):
    """Every entry is there with every letter, and as deep below its main reason."""
    found = entries(rendered(name, renderer))
    expected = entries(figure(name))
    assert [plain(own_words(one)) for one in found] == [plain(own_words(one)) for one in expected]
    row = 0
    for ours, other in zip(found, expected, strict=True):
        deep = len(ours.xpath("ancestor::ul"))
        row = deep if other.tag != "li" else row
        assert deep == row + len(other.xpath("ancestor::ul"))


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("name", WRITTEN)
def test_nothing_of_the_map_becomes_markup(name: str, renderer: str):
    """Only the picture, bold words, links and lists that argmap wrote are there."""
    argument, tree = read(name), rendered(name, renderer)
    assert {str(element.tag) for element in tree.iter()} <= ELEMENTS
    assert {key for element in tree.iter() for key in element.attrib} <= ATTRIBUTES
    (image,) = tree.iter("img")
    kind = "-overview" if name == "complete" else ""
    assert image.get("src") == f"{name}{kind}.svg"
    assert plain(image.get("alt")) == plain(alternative(argument))
    links = [link.get("href") for link in tree.iter("a")]
    assert len(links) == 1 + sum(source.url is not None for source in argument.sources.values())
    assert all(link.startswith(("https://", "http://", f"{name}{kind}-360.svg")) for link in links)


def test_the_picture_comes_with_its_caption_and_the_way_to_the_narrow_one():
    """They share a paragraph, so that nobody makes a caption of the alternative text."""
    first = embedded("complete", "markdown", None).text.split("\n\n")[0]
    alt = "Argumentkarte zur These von Anna Berg: „Der Marktplatz soll für Autos gesperrt werden“."
    caption = "Argumentation: Anna Berg · Stand: 12. März 2026 · Karte: Erika Beispiel"
    assert first.splitlines() == [
        f"![{alt}](<complete-overview.svg>)  ",
        f"**Der Markt** · {caption}  ",
        "[Dieselbe Karte für schmale Bildschirme](<complete-overview-360.svg>)",
    ]


def test_what_is_looked_for_in_the_source_is_not_there():
    """Shortcodes, templates, citations, formulas and addresses are gone before anyone reads it."""
    hostile = "{{< x >}} {% x %} $a$ @key <b> [^1] https://a.test www.a.test ``` :smile: {.x} ~~s~~"
    text = f"argmap: 1\ntitle: T\nthesis: {{text: '{hostile}'}}\n"
    result = argmap.embed(argmap.validate_text(text).map, form="markdown")
    wrong = ["{{", "{%", "$", "@", "<b", "[^", "https:", "www.", "`", ":smile", "{", "~"]
    assert [one for one in wrong if one in result.text] == []
    (entry,) = entries(html.fragment_fromstring(_pretty(result.text), create_parent="div"))
    assert own_words(entry) == f"Thesis: {hostile}"


def test_addresses_stay_what_they_are():
    """A source's address and a picture's name survive with every character."""
    url = "https://example.org/a_(b)*c*?x=1&copy=2&y=[z]#d|e"
    text = (
        "argmap: 1\ntitle: T\nthesis: {text: A., source: s}\n"
        f"sources: {{s: {{type: webpage, title: S, URL: '{url}'}}}}\n"
    )
    argument = argmap.validate_text(text).map
    result = argmap.embed(argument, form="markdown", name="a b (c) ü_*", base="/media x/")
    for render in RENDERERS.values():
        tree = html.fragment_fromstring(render(result.text), create_parent="div")
        link = tree.findall(".//a")[-1].get("href")
        assert (
            link.replace("%28", "(")
            .replace("%29", ")")
            .replace("%5B", "[")
            .replace("%5D", "]")
            .replace("%7C", "|")
            == url
        )
        assert tree.find(".//img").get("src") == "/media%20x/a%20b%20%28c%29%20%C3%BC_%2A.svg"


@pytest.mark.parametrize("form", ["html", "inline"])
@pytest.mark.parametrize("name", ["complete", "hostile", "hebrew"])
def test_html_pasted_into_markdown_stays_as_it_is(name: str, form: str):
    """Where a site allows HTML in Markdown, no line of it is read as anything else."""
    fragment = embedded(name, form).text
    page = f"Vorher *so*.\n\n{fragment}\nNachher.\n"
    assert fragment.strip() in _commonmark(page)
    assert fragment.strip() in _python_markdown(page)
