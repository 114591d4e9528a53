"""Heights of main reasons are kept from one drawing to the next, and change no picture."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from argmap import render
from argmap.drawing.layout.cells import Phrase
from argmap.drawing.layout.table_content import CLAIM, HEAD, Node
from argmap.drawing.layout.table_heights import content, heights_of
from argmap.drawing.typeset.runs import Run
from random_maps import random_map

SAID = Phrase(Run("Ja", CLAIM, "de"))
OTHERS = {
    "style": CLAIM,
    "pieces": [[SAID]],
    "children": [Node(None, [], HEAD)],
    "start": 1,
    "step": 1,
    "rule": "double",
    "ground": "main",
    **{key: [SAID] for key in ("spans", "beside", "also", "warrant", "sign")},
    **dict.fromkeys(("against", "attack", "joined"), True),
}


def test_what_was_drawn_before_changes_no_byte() -> None:
    """A map that is edited, drawn at other widths and turned back is as in a new process."""
    pictures = []
    for seed in (2, 5):
        whole = random_map(seed)
        for name in list(whole.claims)[1:3]:
            longer = replace(whole.claims[name], text=f"{whole.claims[name].text} und mehr davon")
            edited = replace(whole, claims={**whole.claims, name: longer})
            for one, width in ((whole, 720), (edited, 720), (edited, 1100), (whole, 720)):
                pictures.append((one, width, render(one, width=width, layout="table").svg))
    for one, width, svg in pictures:
        heights_of.cache_clear()
        assert render(one, width=width, layout="table").svg == svg


@pytest.mark.parametrize("name", sorted({field.name for field in fields(Node)} - {"item"}))
def test_all_of_a_node_counts_but_what_it_shows(name: str) -> None:
    """What would be forgotten would keep a height that is not right any more."""
    node, other = Node(None, [], HEAD), Node(None, [], HEAD)
    assert content(node) == content(other)
    setattr(other, name, OTHERS[name])
    assert content(node) != content(other)
