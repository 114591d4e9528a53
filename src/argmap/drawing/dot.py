"""A map as DOT with its words, for plain Graphviz and other programs."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable
from typing import Final

from argmap.drawing.layout.around import describe
from argmap.drawing.layout.content import Contents
from argmap.drawing.layout.sketch import Route
from argmap.drawing.net import links, standing
from argmap.drawing.picture import Direction
from argmap.drawing.theme import DEFAULT, Paint
from argmap.model.argument import ArgumentMap
from argmap.model.outline import Item, ItemKind, Relation, number, plan

COLUMNS: Final = 32
"""Longest line of a box in characters; a wide one, as in Chinese, counts twice."""
CAPTION_COLUMNS: Final = 100

_COLOURS = DEFAULT.light
_ARROWS: Final = {
    Relation.SUPPORTS: {"style": "solid", "arrowhead": "normal"},
    Relation.ATTACKS: {"style": "dashed", "arrowhead": "vee"},
    Relation.CITES: {"style": "dotted", "arrowhead": "normal"},
    Relation.PREMISE: {"style": "solid", "arrowhead": "normal"},
}
_NAME = re.compile(r"[^\W\d_][\w-]*(\.\d+)?")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def dot(argument: ArgumentMap, direction: Direction) -> str:
    """Return the DOT text of a map: each claim, inference and piece of evidence is a box.

    An edge leads from a premise, an objection or evidence to its target. Names of boxes are
    the ids of the map. Title and sources are the caption.

    Args:
        argument: A map without errors.
        direction: Where reasons stand: right of what they support, or down below it.
    """
    from graphviz import Digraph  # noqa: PLC0415 - heavy

    root = plan(argument)
    number(root)
    contents = Contents(argument)
    items = list(standing(root).values())
    names = _names(items)
    graph = Digraph(
        "argmap",
        graph_attr={
            "rankdir": "RL" if direction == "right" else "BT",
            "nodesep": "0.15",
            "ranksep": "0.5",
            "fontname": "Helvetica",
            "fontsize": "12",
            "labelloc": "b",
            "labeljust": "l",
            "label": _label(_caption(argument, contents), CAPTION_COLUMNS),
        },
        node_attr={"shape": "box", "fontname": "Helvetica", "fontsize": "12", "margin": "0.14,0.1"},
        edge_attr={"arrowsize": "0.7"},
    )
    for item in items:
        texts = [paragraph.text for paragraph in contents.of(item)]
        graph.node(names[item], **(_box(item, texts) if texts else _joint(item)))
    for route in links(root):
        graph.edge(names[route.source], names[route.target], **_line(route))
    return str(graph.source)


def _names(items: list[Item]) -> dict[Item, str]:
    """Return a name for each box: its id, where that is one that DOT takes for nothing else."""
    names: dict[Item, str] = {}
    taken: set[str] = set()
    for position, item in enumerate(items):
        name = item.id
        if name in taken or not _NAME.fullmatch(name):
            name = f"_{position}"
        taken.add(name)
        names[item] = name
    return names


def _caption(argument: ArgumentMap, contents: Contents) -> list[str]:
    """Return the lines under the drawing: the title and the numbered sources."""
    lines = [argument.title]
    if contents.numbers:
        lines.append(f"{argument.words.sources}{argument.words.colon}".rstrip())
    for name, position in contents.numbers.items():
        source = argument.sources[name]
        lines.append(f"[{position}] {describe(source, argument, contents.numbers)}")
    return lines


def _box(item: Item, texts: list[str]) -> dict[str, str]:
    paint = _paint(item)
    thesis = item.kind is ItemKind.THESIS
    implicit = item.claim is not None and item.claim.implicit
    return {
        "label": _label(texts, COLUMNS),
        "style": "rounded,filled,dashed" if implicit else "rounded,filled",
        "fillcolor": paint.fill,
        "color": paint.stroke,
        "fontcolor": paint.text,
    } | ({"fontsize": "16"} if thesis else {})


def _joint(item: Item) -> dict[str, str]:
    """Return the point on a link at which attacks on it end."""
    return {"label": "", "shape": "point", "color": _COLOURS.side_line(against=item.against)}


def _paint(item: Item) -> Paint:
    return {
        ItemKind.THESIS: _COLOURS.thesis,
        ItemKind.EVIDENCE: _COLOURS.evidence,
        ItemKind.JOIN: _COLOURS.warrant,
    }.get(item.kind, _COLOURS.side(against=item.against))


def _line(route: Route) -> dict[str, str]:
    colour = _COLOURS.side_line(against=route.against)
    if route.relation is Relation.CITES:
        colour = _COLOURS.cites_line
    line = _ARROWS[route.relation] | {"color": colour}
    return line if route.headed else line | {"arrowhead": "none"}


def _label(paragraphs: Iterable[str], columns: int) -> str:
    r"""Return a label of wrapped lines, each of which ends in `\l`: flush left."""
    from graphviz import nohtml  # noqa: PLC0415 - heavy

    lines = [line for paragraph in paragraphs for line in _wrapped(paragraph, columns)]
    label: str = nohtml("".join(f"{_plain(line)}\\l" for line in lines))
    return label


def _wrapped(text: str, columns: int) -> list[str]:
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return textwrap.wrap(text, columns // 2 if 2 * wide > len(text) else columns)


def _plain(line: str) -> str:
    r"""Return a text that a label shows as it is: without escapes, entities, control characters.

    A backslash begins an escape such as `\N`; `&lt;` would become a bracket, so an invisible word
    joiner follows the `&` there. Quotes are escaped by the package that writes the DOT.
    """
    without = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", line)
    return _ENTITY.sub("&\N{WORD JOINER}", without).replace("\\", "\\\\")
