"""A map as DOT with its words, for plain Graphviz and other programs."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from argmap.drawing.layout.around import describe
from argmap.drawing.layout.bearing import effect
from argmap.drawing.layout.cited import own_source, source_numbers
from argmap.drawing.layout.sketch import Route
from argmap.drawing.net import links, standing
from argmap.drawing.picture import Direction
from argmap.drawing.theme import DEFAULT, Paint
from argmap.model.argument import ArgumentMap, Reference, Status
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
    labels = Labels(argument)
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
            "label": _label(_caption(argument, labels.numbers), CAPTION_COLUMNS),
        },
        node_attr={"shape": "box", "fontname": "Helvetica", "fontsize": "12", "margin": "0.14,0.1"},
        edge_attr={"arrowsize": "0.7"},
    )
    for item in items:
        texts = labels.of(item)
        graph.node(names[item], **(_box(item, texts) if texts else _joint(item)))
    for route in links(root):
        graph.edge(names[route.source], names[route.target], **_line(route))
    return str(graph.source)


class Labels:
    """The words of the boxes of one map, which has no legend here: each says what it is.

    Attributes:
        numbers: The number of each source that a box cites, in the order of the file.
    """

    def __init__(self, argument: ArgumentMap) -> None:
        self.argument = argument
        self.words = words = argument.words
        self.numbers = source_numbers(argument)
        self._effects = {Relation.SUPPORTS: words.premise, Relation.ATTACKS: words.objection}
        self._states = {
            Status.REPORTED: words.reported,
            Status.VERIFIED: words.verified,
            Status.DISPUTED: words.disputed,
        }

    def of(self, item: Item) -> list[str]:
        """Return the paragraphs of an item's box; a join that says nothing has none."""
        match item.kind:
            case ItemKind.EVIDENCE:
                return self._evidence(item)
            case ItemKind.JOIN:
                return self._join(item)
            case _:
                return self._claim(item)

    def _claim(self, item: Item) -> list[str]:
        claim, words = item.claim, self.words
        assert claim is not None
        relation = effect(item)
        name = words.thesis if relation is None else self._effects[relation]
        parts = [" ".join(filter(None, [item.full_number, name]))]
        if claim.implicit:
            parts.append(words.implicit)
        elif claim.speaker and (relation is None or claim.speaker != self.argument.by):
            parts.append(claim.speaker)
        said = [" · ".join(parts), claim.text]
        said += [self._quote(claim.quote)] if claim.quote else []
        source = own_source(claim, self.argument)
        return [*said, self._badge(source)] if source is not None else said

    def _evidence(self, item: Item) -> list[str]:
        piece = item.evidence
        assert piece is not None
        said = [piece.text] if piece.text else []
        said += [self._quote(piece.quote)] if piece.quote else []
        first = self.words.evidence
        if piece.source is not None and piece.source.id in self.numbers:
            first += f"\N{NO-BREAK SPACE}{self._badge(piece.source)}"
        speaker = piece.by if piece.by != self.argument.by else None
        return [*said, " · ".join(filter(None, [first, speaker, self._states[piece.status]]))]

    def _join(self, item: Item) -> list[str]:
        inference, words = item.inference, self.words
        assert inference is not None
        linked = item.links_premises
        if not (linked or inference.warrant or inference.scheme):
            return []
        reason = words.because if linked else words.because.capitalize()
        together = words.together if linked else ""
        head = words.comma.join(filter(None, [together, reason if inference.warrant else ""]))
        said = inference.by if inference.by != self.argument.by else None
        parts = [head, said if inference.by else (words.implicit if inference.warrant else None)]
        kicker = " · ".join(filter(None, parts))
        found = [kicker] if kicker else []
        found += [inference.warrant] if inference.warrant else []
        scheme = f"{words.scheme}{words.colon}{inference.scheme}"
        return [*found, scheme] if inference.scheme else found

    def _quote(self, quote: str) -> str:
        before, after = self.words.quotes
        return f"{before}{quote}{after}"

    def _badge(self, source: Reference) -> str:
        number = self.numbers.get(source.id)
        return f"[{number}]" if number else ""


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


def _caption(argument: ArgumentMap, numbers: Mapping[str, int]) -> list[str]:
    """Return the lines under the drawing: the title and the numbered sources."""
    lines = [argument.title]
    if numbers:
        lines.append(f"{argument.words.sources}{argument.words.colon}".rstrip())
    for name, position in numbers.items():
        source = argument.sources[name]
        lines.append(f"[{position}] {describe(source, argument, numbers)}")
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
