"""Pictures of many thousand boxes: what stands far down is drawn as exactly as what is above."""

from __future__ import annotations

import pytest

from argmap.drawing import graphviz
from argmap.drawing.graphviz import Rectangle
from argmap.drawing.layout.boxes import Box
from argmap.drawing.layout.place import Place
from argmap.drawing.layout.sketch import sketch
from argmap.model.outline import Item, ItemKind


@pytest.mark.parametrize("height", [57, 58])
@pytest.mark.parametrize("top", [8, 123_456, 1_234_567])
def test_a_box_is_drawn_where_it_is_placed(top: int, height: int) -> None:
    """A map of 10,000 claims is more than a million px high, and no box is a px off."""
    box = Box(703, height, ())
    spot = Place(
        Item(ItemKind.THESIS, "thesis"), 8, 711, -1, beside=False, indent=24, box=box, top=top
    )
    drawn = graphviz.draw(sketch([spot]).dot, ["b0"], "auto")
    assert drawn.nodes["b0"] == Rectangle(8, top, 703, height)
