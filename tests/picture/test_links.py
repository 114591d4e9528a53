"""Every link of a map is in its picture, and leads where the map says: seen from the paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fixture_maps import WRITTEN, read
from geometry import Box, Dot
from random_maps import random_map
from reading_order import bonds, homes
from scenes import scene

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from argmap.model.argument import ArgumentMap
    from reading_order import Bond
    from scenes import Scene


def check(seen: Scene, argument: ArgumentMap) -> None:
    """Each claim and inference is linked to what it bears on; evidence stands in its claim."""
    for claim, piece in argument.evidence():
        assert seen.drawn.around(seen.box(piece.id)) is seen.box(claim.id)
    for name, bond in homes(argument).items():
        strip = bond[0] in seen.drawn.boxes_by_id
        if bond[1] == "premise" and not strip:
            continue  # its arrow is the one of the inference
        box = _box(seen, argument, name)
        assert box is not None
        _check_bond(seen, argument, box, bond)


def _box(seen: Scene, argument: ArgumentMap, name: str) -> Box | None:
    """The box of a claim or an inference; of one without words, that of its only premise."""
    if name in argument.inferences and name not in seen.drawn.boxes_by_id:
        (premise,) = argument.inferences[name].premises
        if homes(argument).get(premise.id) == (name, "premise"):
            return seen.box(premise.id)
        return None
    return seen.box(name)


def _check_bond(seen: Scene, argument: ArgumentMap, box: Box, bond: Bond) -> None:
    target, relation = bond
    if relation == "premise":
        assert box in seen.bracket(target).sources
        return
    found = seen.leads(box)
    if target in argument.claims:
        assert found == [seen.box(target)]
        return
    assert not any(isinstance(one, Box) for one in found)
    if target in seen.drawn.boxes_by_id:
        assert seen.bracket(target) in found
    else:
        assert any(isinstance(one, Dot) for one in found)


def check_references(seen: Scene, argument: ArgumentMap) -> None:
    """Whatever a claim bears on besides has a reference to the claim, with a link of its own."""
    home = homes(argument)
    for name, choice in bonds(argument).items():
        others = [bond for bond in dict.fromkeys(choice) if bond != home[name]]
        if name in argument.inferences:
            continue
        references = seen.references(name)
        assert len(references) == len(others)
        for target, relation in others:
            if relation == "premise" and target in seen.drawn.boxes_by_id:
                held = seen.bracket(target).sources
                assert any(reference in held for reference in references)
            elif target in argument.claims:
                led = [one for reference in references for one in _leads(seen, reference)]
                assert seen.box(target) in led


def _leads(seen: Scene, box: Box) -> list[object]:
    """What the arrow from a box touches, if it has one of its own."""
    links = [link for link in seen.links if link.arrows and box in link.sources]
    return [target for link in links for target in link.targets]


@pytest.mark.parametrize(("layout", "width"), [("columns", 1000), ("outline", 600)])
@pytest.mark.parametrize("name", WRITTEN)
def test_links_lead_where_the_map_says(page: Page, name: str, layout: str, width: int):
    """In the maps of the tests every link and every reference leads to the right place."""
    seen = scene(page, name, width, layout)
    check(seen, read(name))
    check_references(seen, read(name))


@pytest.mark.parametrize("seed", range(100, 136))
def test_links_lead_where_a_map_of_any_shape_says(page: Page, seed: int):
    """The same holds for maps drawn by lot, in one layout or the other."""
    argument = random_map(seed)
    seen = scene(page, argument, 1600, ("columns", "outline")[seed % 2])
    check(seen, argument)
    check_references(seen, argument)
