"""What a notebook shows of what a cell returns: findings as a table, a drawing as its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import html

import argmap

if TYPE_CHECKING:
    from pathlib import Path


def test_a_notebook_shows_findings_as_a_table(broken_map: Path) -> None:
    """A row for each, with its place, its code, what is wrong and what to do."""
    result = argmap.validate(broken_map)
    rows = html.fragment_fromstring(result._repr_html_()).xpath("./tbody/tr")
    said = [[cell.text_content() for cell in row] for row in rows]
    assert said == [
        [
            str(one.location),
            f"{one.severity}[{one.code} {one.name}]",
            one.message,
            one.hint or "",
        ]
        for one in result.findings
    ]
    assert "AM201" in said[-1][1]


def test_no_text_of_a_map_becomes_markup_in_it() -> None:
    """A stranger's map is shown as it was written."""
    text = "argmap: 1\ntitle: T\nthesis: {text: A.}\n'<img src=x onerror=alert(1)>': 1\n"
    table = argmap.validate_text(text, "<b>.yaml")._repr_html_()
    assert "onerror" in table
    tags = {str(one.tag) for one in html.fragment_fromstring(table).iter()}
    assert tags == {"table", "thead", "tbody", "tr", "th", "td"}


def test_a_map_without_findings_says_so(small_map: Path) -> None:
    """An empty table would look like a failure."""
    shown = argmap.validate(small_map)._repr_html_()
    assert shown == f"<p>no findings in {small_map}</p>"


def test_a_notebook_shows_a_drawing_as_its_picture(small_map: Path) -> None:
    """It is the SVG itself."""
    drawing = argmap.render(small_map)
    assert drawing._repr_svg_() == drawing.svg
