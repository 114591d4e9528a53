"""How supports, attacks, joins and references are drawn, told from rectangles and paths."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from geometry import Box, Bundle, Dot
from scenes import scene

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from geometry import Line
    from scenes import Scene

LAYOUTS = [("columns", 720), ("outline", 360)]
both = pytest.mark.parametrize(("layout", "width"), LAYOUTS)


def dashes(line: Line) -> str:
    """Return how a line is broken."""
    return line.look.partition(") ")[2]


def colour(thing: Box | Line) -> str:
    """Return the colour of a line or of a box's edge."""
    return thing.look.partition(") ")[0]


def check_stack(seen: Scene, strip: str, premises: list[str]) -> None:
    """Linked premises are one stack under their strip, with one bracket at its left edge."""
    bracket = seen.bracket(strip)
    boxes = [seen.box(name) for name in (strip, *premises)]
    assert set(map(id, bracket.sources)) == set(map(id, boxes))
    assert bracket.arrows == []
    for above, below in pairwise(boxes):
        assert below.top >= above.bottom
    assert len({box.left for box in boxes[1:]}) == 1
    points = [point for line in bracket.lines for point in line.points]
    assert min(x for x, _ in points) < boxes[1].left
    assert max(x for x, _ in points) <= boxes[1].left + 0.5
    assert max(y for _, y in points) == pytest.approx(boxes[-1].bottom, abs=1)
    assert min(y for _, y in points) == pytest.approx(boxes[0].bottom, abs=3)


@both
def test_linked_premises_share_one_arrowhead(page: Page, layout: str, width: int):
    """Two linked premises have a strip with the warrant above them, and one arrow together."""
    seen = scene(page, "linked-premises", width, layout)
    check_stack(seen, "collapse", ["crack", "load"])
    assert "bricht unter Lasten" in seen.words(seen.box("collapse"))
    assert seen.leads("collapse") == [seen.box("thesis")]
    linked = (seen.box("crack"), seen.box("load"))
    for link in seen.links:
        assert not (link.arrows and any(box in link.sources for box in linked))


@both
def test_what_stands_alone_is_not_in_the_stack(page: Page, layout: str, width: int):
    """An independent premise beside a stack has its own way to the conclusion."""
    seen = scene(page, "linked-premises", width, layout)
    assert seen.leads("detour") == [seen.box("thesis")]
    assert seen.box("detour").top >= seen.box("load").bottom


@both
def test_two_inferences_are_two_stacks(page: Page, layout: str, width: int):
    """Two inferences to one conclusion stand one below the other, each with its own bracket."""
    seen = scene(page, "two-inferences", width, layout)
    check_stack(seen, "demand", ["workers", "reading"])
    check_stack(seen, "supply", ["rent", "staff"])
    assert seen.bracket("demand") is not seen.bracket("supply")
    assert seen.box("supply").top >= seen.box("reading").bottom
    for strip in ("demand", "supply"):
        assert seen.leads(strip) == [seen.box("thesis")]


@both
def test_a_premise_of_two_inferences_is_a_reference_in_the_second(
    page: Page, layout: str, width: int
):
    """The claim stands in the first stack; in the second a reference links to its box."""
    seen = scene(page, "shared-premise", width, layout)
    assert seen.box("far") in seen.bracket("health").sources
    (reference,) = seen.references("far")
    assert reference in seen.bracket("pupils").sources
    assert seen.box("school") in seen.bracket("pupils").sources
    assert seen.words(reference).startswith("↗ 1 Der nächste Arzt")


@both
def test_an_undercut_points_at_the_bracket(page: Page, layout: str, width: int):
    """What attacks a step ends on its bracket and at no claim; what attacks the thesis at it."""
    seen = scene(page, "undercut", width, layout)
    bracket = seen.bracket("materials")
    assert seen.leads("others") == [bracket]
    assert seen.leads("signature") == [seen.box("thesis")]
    assert seen.box("others").top >= seen.box("date").bottom


@both
def test_an_attack_on_an_attack_points_at_a_dot_on_it(page: Page, layout: str, width: int):
    """The attacked attack carries a dot, and the arrow of what attacks it ends at the dot."""
    seen = scene(page, "attacked-attack", width, layout)
    (dot,) = seen.drawn.dots
    attack = seen.link("beetle")
    assert seen.leads("beetle") == [seen.box("thesis")]
    assert distance(attack, dot) < 1
    assert [target for target in seen.leads("natural") if isinstance(target, Dot)] == [dot]
    assert not any(isinstance(target, Box) for target in seen.leads("natural"))
    assert not any(box.holds((dot.x, dot.y)) for box in seen.drawn.boxes)


@both
def test_an_attacked_undercut_carries_dot_upon_dot(page: Page, layout: str, width: int):
    """An undercut ends on the bracket, what attacks it at a dot on it, and so on."""
    seen = scene(page, "attacked-undercut", width, layout)
    assert seen.bracket("seeing") in seen.leads("glasses")
    first, second = sorted(seen.drawn.dots, key=lambda dot: dot.y)
    assert distance(seen.link("glasses"), first) < 1
    assert first in seen.leads("lenses")
    assert distance(seen.link("lenses"), second) < 1
    assert second in seen.leads("receipt")
    for name in ("glasses", "lenses", "receipt"):
        assert not any(isinstance(target, Box) for target in seen.leads(name))


def distance(link: Bundle, dot: Dot) -> float:
    """Return how far the middle of a dot is from the points of a link, at the nearest piece."""
    best = math.inf
    for start, end in link.segments():
        length = math.dist(start, end)
        share = sum((p - a) * (b - a) for p, a, b in zip((dot.x, dot.y), start, end, strict=True))
        share = min(1.0, max(0.0, share / length**2))
        foot = tuple(a + share * (b - a) for a, b in zip(start, end, strict=True))
        best = min(best, math.dist(foot, (dot.x, dot.y)))
    return best


@both
def test_of_a_mutual_attack_one_direction_is_a_reference(page: Page, layout: str, width: int):
    """Of two claims that attack each other one stands under the other, and answers it by “⇄”."""
    seen = scene(page, "mutual-attack", width, layout)
    assert seen.leads("late") == [seen.box("thesis")]
    assert seen.leads("early") == [seen.box("late")]
    (back,) = seen.references("late")
    assert seen.words(back).startswith("⇄ 1 Antwort · Käuferin:")
    assert seen.leads(back) == [seen.box("early")]
    (again,) = seen.references("early")
    assert seen.words(again).startswith("↗ 1.1 Einwand")
    assert seen.leads(again) == [seen.box("thesis")]


@both
def test_linked_objections_have_a_bracket_too(page: Page, layout: str, width: int):
    """Objections that only work together are a stack, and all its links have the attack's dash."""
    seen = scene(page, "linked-objections", width, layout)
    check_stack(seen, "disturbance", ["noise", "sleep"])
    assert seen.leads("disturbance") == [seen.box("thesis")]
    attack = dashes(seen.link("disturbance").lines[0])
    assert attack not in ("", "none")
    stubs = [
        line
        for line in seen.bracket("disturbance").lines
        for name in ("noise", "sleep")
        if any(seen.box(name).border_distance(end) < 1 for end in (line.points[0], line.points[-1]))
    ]
    assert {dashes(line) for line in stubs} == {attack}
    assert seen.leads("windows") == [seen.box("noise")]


@both
def test_a_claim_in_two_places_has_one_box_and_a_linked_reference(
    page: Page, layout: str, width: int
):
    """The claim stands at the first thing that it bears on, at the second a link to its box."""
    seen = scene(page, "two-places", width, layout)
    assert seen.leads("leaves") == [seen.box("cool")]
    (reference,) = seen.references("leaves")
    assert seen.leads(reference) == [seen.box("air")]
    assert seen.words(reference).startswith("↗ 1.1 Ein großer Baum")
    assert seen.leads("roots") == [seen.box("thesis")]
    (attack,) = seen.references("roots")
    assert seen.words(attack).startswith("↗ 3 Einwand: ")
    assert seen.leads(attack) == [seen.box("cool")]
    assert dashes(seen.link(attack).lines[0]) == dashes(seen.link("roots").lines[0])


@both
def test_each_relation_has_a_line_of_its_own(page: Page, layout: str, width: int):
    """Supports and attacks are told apart by their dashes, without any colour."""
    seen = scene(page, "complete", width, layout)
    supports = dashes(seen.link("quiet").lines[0])
    attacks = dashes(seen.link("fire").lines[0])
    assert supports != attacks


@both
def test_the_side_is_seen_in_the_edge_of_the_box(page: Page, layout: str, width: int):
    """An answer to an objection looks like a premise of the thesis; so do the links of a side."""
    seen = scene(page, "attacked-attack", width, layout)
    variety, beetle, natural = (seen.box(name) for name in ("variety", "beetle", "natural"))
    assert colour(variety) == colour(natural) != colour(beetle)
    links = [seen.link(name).lines[0] for name in ("variety", "natural", "beetle")]
    assert colour(links[0]) == colour(links[1]) != colour(links[2])


@both
def test_evidence_stands_in_the_box_of_its_claim(page: Page, layout: str, width: int):
    """Below the claim's words, one piece below the other, without an edge and without a line."""
    seen = scene(page, "complete", width, layout)
    for claim, name in (("quiet", "quiet.1"), ("quiet", "tables"), ("fire", "fire.1")):
        piece = seen.box(name)
        assert seen.drawn.around(piece) is seen.box(claim)
        assert piece.stroke == 0
        assert not any(piece in link.sources for link in seen.links)
    assert seen.box("quiet.1").bottom < seen.box("tables").top
