"""The heads of sections: how the claims right under the thesis stand out."""

from __future__ import annotations

import pytest
from lxml import etree

from argmap import render
from fixture_maps import read

SVG = "{http://www.w3.org/2000/svg}"


def sizes(svg: str) -> dict[str, str]:
    """Return the font size of each claim's text, by the claim's id without the prefix."""
    found = {}
    for group in etree.fromstring(svg.encode()).iter(f"{SVG}g"):
        if group.get("class", "").startswith("claim "):
            name = group.get("id").partition("-")[2]
            found[name] = group.findall(f".//{SVG}text")[-1].get("font-size")
    return found


@pytest.mark.parametrize(("width", "layout"), [(360, "outline"), (720, "columns")])
def test_the_heads_of_sections_are_larger_than_what_stands_under_them(width: int, layout: str):
    """The claims right under the thesis are set in 15 px, the others in 14."""
    found = sizes(render(read("net"), layout=layout, width=width).svg)
    assert found.pop("thesis") == "19"
    assert {name for name, size in found.items() if size == "15"} == {f"n-{i}" for i in range(4)}
    assert set(found.values()) == {"14", "15"}


def test_beside_their_reasons_all_claims_are_of_one_size():
    """Where claims right under the thesis have a column of their own, that tells their level."""
    assert set(sizes(render(read("complete"), layout="columns", width=1200).svg).values()) == {
        "19",
        "14",
    }
