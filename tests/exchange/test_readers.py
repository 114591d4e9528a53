"""Programs of others draw what is written for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.checking import validate_text
from argmap.exchange import export_map
from fixture_maps import FULL

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

HOSTILE = FULL.replace("Drei Risse", "'`**x** #quot; <b>y</b> --> [z] \"q\" %% {k} end; \\n $x'")
DRAW = """async text => {
  mermaid.initialize({startOnLoad: false});
  const drawn = await mermaid.render("drawn", text);
  document.body.innerHTML = drawn.svg;
  return [...document.querySelectorAll(".node")].map(node => node.textContent);
}"""


def test_mermaid_draws_every_box_with_its_words(browser: Browser, node_modules: Path) -> None:
    """Whatever signs of Mermaid, Markdown and HTML are in them: they are shown as they stand."""
    script = node_modules / "mermaid" / "dist" / "mermaid.min.js"
    if not script.exists():
        pytest.skip("Mermaid is not among the npm packages")
    argument = validate_text(HOSTILE, "m.yaml").map
    assert argument is not None
    page = browser.new_page()
    try:
        page.set_content("<!doctype html>")
        page.add_script_tag(path=script)
        said = page.evaluate(DRAW, export_map(argument, "mermaid").text)
    finally:
        page.close()
    said = [text.replace("\N{WORD JOINER}", "") for text in said]
    claims = [claim.text for claim in argument.claims.values()]
    pieces = [piece.text for _, piece in argument.evidence() if piece.text]
    assert len(said) == 8  # four claims, two pieces of evidence, two inferences
    assert [text for text in [*claims, *pieces] if not any(text in one for one in said)] == []
