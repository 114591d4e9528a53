"""Whatever stands in the fields of a map or in its file's name, it stays words."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from lxml import html

import argmap as package
import svg_numbers
from arriving import SITE, overheard
from embedded import article, unfold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from playwright.sync_api import Browser

TEXTS = {
    "markup": '</text></svg><script>window.hit=1</script><img src=x onerror="window.hit=1">]]><!--',
    "address": "javascript:window.hit=1 data:text/html,<script>window.hit=1</script>",
    "dot": '"];evil [label=<<b>x</b>>,URL="javascript:window.hit=1"]; // \\N \\G \\l &#34; \\',
    "css": "}*{display:none}</style><style>@import url(//evil.test)</style>expression(hit=1)",
    "entities": '&lol; &#x26;#60;script&#62; &amp;lt; <!DOCTYPE x [<!ENTITY a "b">]> %a;',
    "typst": '#import("x") $ x $ *b* _i_ `r` <l> @k = h \\u{202e} #eval("1") [[ ]]',
    "accents": "a" + "\u0301" * 10_000,
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 300,
    "word": "x" * 50_000,
}  # fmt: skip
MOST_IN_A_BROWSER = 3_000
"""Characters of a text: a browser takes half a minute for ten thousand accents in each field."""

ELEMENTS = {
    "a", "b", "br", "details", "figcaption", "figure", "img", "li", "ol", "p", "picture", "source",
    "summary", "ul",
}  # fmt: skip
NAMES = (
    '"><script>alert(1)<', "a\nb", "-o", "%s%n", "a\u202egpj", "a'b\"c", "$(touch hit)",
    "a\x1b[2Jb", "[x]", "a;b&c", "e\u0301",
)  # fmt: skip


def everywhere(text: str) -> package.ArgumentMap:
    """Return a map with the text in every field that takes any."""
    words = json.dumps(text, ensure_ascii=False)
    result = package.validate_text(f"""\
argmap: 1
title: {words}
author: {words}
by: {words}
description: {words}
sources:
  s: {{type: report, title: {words}, author: [{words}], publisher: {words}, URL: "https://a.test/"}}
thesis: {{text: {words}, source: s, locator: {words}, quote: {words}}}
premises:
  a:
    text: {words}
    supports: thesis
    evidence: [{{text: {words}, source: s, quote: {words}, locator: {words}, by: {words}}}]
  b: {{text: {words}, by: {words}}}
  c: {{text: {words}}}
objections:
  o: {{text: {words}, attacks: i}}
inferences:
  i: {{premises: [b, c], conclusion: thesis, warrant: {words}, scheme: {words}}}
""")
    assert result.map is not None
    assert result.ok, result.findings
    return result.map


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("layout", ["columns", "outline", "graph"])
def test_a_picture_keeps_every_promise_whatever_is_written(name: str, layout: package.Layout):
    """Nothing but the picture's own elements and attributes, every word, each inside its box."""
    argument = everywhere(TEXTS[name])
    drawing = package.render(argument, layout=layout, huge=True)
    if drawing.layout == "graph":  # a net shows a join's parts elsewhere; its elements are the same
        assert svg_numbers.strangers(drawing.svg) == []
    else:
        assert svg_numbers.faults(drawing.svg, argument, 720, []) == []


@pytest.mark.parametrize("name", TEXTS)
def test_an_embedded_map_runs_nothing_whatever_is_written(browser: Browser, name: str):
    """Chromium finds no script, dialog or request in it, and every element is one of ours."""
    text = TEXTS[name][:MOST_IN_A_BROWSER]
    embedding = package.embed(everywhere(text), name="m", id_prefix="t")
    tree = html.fragment_fromstring(embedding.text)
    assert {one.tag for one in tree.iter() if isinstance(one.tag, str)} <= ELEMENTS
    assert [key for one in tree.iter() for key in one.attrib if key.startswith("on")] == []
    with article(browser, 720, embedding) as page:
        with overheard(page, "dialog", "request") as asked:
            page.reload(wait_until="networkidle")
            unfold(page)
        assert set(asked) <= {SITE, *(SITE + file for file in embedding.pictures)}
        assert page.evaluate("window.hit") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_have_any_name(
    argmap: Callable[..., CompletedProcess[str]], small_map: Path, tmp_path: Path, name: str
):
    """Its picture has the same name, and what is told of it is one line without control signs."""
    folder = tmp_path / "maps"
    folder.mkdir()
    source = folder / f"{name}.yaml"
    source.write_bytes(small_map.read_bytes())
    done = argmap("render", source, "-o", f"{tmp_path}/pictures/")
    assert (done.returncode, done.stdout) == (0, "")
    assert [made.name for made in (tmp_path / "pictures").iterdir()] == [f"{name}.svg"]
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.removesuffix("\n").isprintable()
    assert not (tmp_path / "hit").exists()
