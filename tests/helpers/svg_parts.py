"""A picture as XML: its groups, and the letters that stand in them."""

from __future__ import annotations

import unicodedata

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"

ELEMENTS = {"svg", "g", "rect", "path", "circle", "text", "tspan", "title", "desc", "style", "a"}
ATTRIBUTES = {
    *("id", "class", "role", "lang", "href", "aria-labelledby", "aria-describedby"),
    *("width", "height", "viewBox", "x", "y", "dy", "rx", "cx", "cy", "r", "d", "transform"),
    *(
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "stroke-linejoin",
        "stroke-linecap",
    ),
    *("font-family", "font-size", "font-style", "font-variant", "font-weight"),
    *("letter-spacing", "word-spacing", "text-anchor", "direction"),
}


def parse(svg: str) -> etree._Element:
    """Read a picture as XML, with nothing fetched and no entity expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(svg.encode(), parser)


def groups(root: etree._Element, kind: str) -> list[etree._Element]:
    """Return the groups of a class."""
    return [group for group in root.iter(f"{SVG}g") if kind in group.get("class", "").split()]


def bare(text: str) -> str:
    """Return the letters of a text: no blanks, hyphens, marks or invisible characters."""
    folded = unicodedata.normalize("NFD", text)
    return "".join(
        letter
        for letter in folded
        if unicodedata.category(letter) not in {"Zs", "Cc", "Cf", "Mn", "Pd"}
    )


def said(element: etree._Element) -> str:
    """Return the letters that stand in an element."""
    return bare("".join(element.itertext()))
