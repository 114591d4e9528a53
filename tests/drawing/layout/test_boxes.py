"""Words of a box: run in where they belong together, and within their box in any font."""

from __future__ import annotations

import pytest

from argmap.drawing.layout.boxes import set_box
from argmap.drawing.layout.content import Contents
from argmap.drawing.layout.measures import PAD_X, SLACK
from argmap.drawing.layout.tree import tree
from argmap.model.outline import Item, ItemKind
from fixture_maps import read

WIDTHS = range(150, 700, 37)


def items(name: str, kind: ItemKind) -> list[Item]:
    """Return the items of a kind in a map."""
    return [item for item in tree(read(name), {}).walk() if item.kind is kind]


@pytest.mark.parametrize("name", ["complete", "two-places", "mutual-attack", "long-words"])
def test_a_reference_is_one_line_where_its_label_leaves_room(name: str) -> None:
    """Its number, its label and the first words of its claim; with less room, these stand below."""
    contents = Contents(read(name))
    found = items(name, ItemKind.REFERENCE)
    assert found or name == "long-words"
    for item in found:
        assert item.claim is not None
        for width in WIDTHS:
            box = set_box(item, contents, width)
            assert box is not None
            *_, last = box.words
            assert len(last.lines) == 1
            said = "".join(piece.text for piece in last.lines[0].pieces)
            assert item.claim.text[:6] in said
            assert len(box.words) == 1 or box.words[0].reach + 80 > width - 2 * PAD_X - SLACK


@pytest.mark.parametrize("name", ["complete", "thesis-evidence", "sixteen", "hebrew", "very-long"])
def test_evidence_stands_within_its_claims_box(name: str) -> None:
    """Below the claim's words, one below the other, and within the box in any font."""
    contents = Contents(read(name))
    for item in [*items(name, ItemKind.CLAIM), *items(name, ItemKind.THESIS)]:
        for width in WIDTHS:
            box = set_box(item, contents, width)
            assert box is not None
            edge = box.words[-1].bottom
            for part in box.parts:
                assert part.top > edge
                edge = part.top + part.height
                assert part.words[-1].bottom == edge < box.height
            assert all(text.reach <= width - 2 * PAD_X + SLACK + 1 for text in box.texts())
