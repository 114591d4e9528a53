"""The rule on circles: nothing is, by a detour, a reason for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Location, Severity
from argmap.rules.circle import circles
from argmap.rules.facts import Facts, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx


@rule("AM203", "circular-argument", Severity.ERROR)
def circular_argument(facts: Facts) -> Iterator[Hit]:
    """Claims support each other in a circle.

    Each claim of a circle rests on the next one and in the end on itself, so the circle rests
    on nothing. The way through inferences counts too. Where many circles hang together, the
    shortest one is told. Attacks in a circle are no mistake: two claims may attack each other.
    Sources that are known only `via` each other make the same circle.

    Bad:
        ```yaml
        premises:
          wet-street:
            supports: [thesis, grey-sky]
            evidence:
              - {text: Puddles, source: photo}
          grey-sky:
            text: The sky is grey.
            supports: wet-street
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
          grey-sky:
            text: The sky is grey.
            supports: wet-street
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    if facts.support_in_order is None:
        yield from _circles_of_claims(facts)
    yield from _circles_of_sources(facts)


def _circles_of_claims(facts: Facts) -> Iterator[Hit]:
    """Yields the circles of claims and inferences."""
    for circle, component in circles(facts.support, lambda node: facts.things[node].at):
        links = facts.graph[circle[0]][circle[1]]
        at: Location = (links.get("supports") or links["premise"])["at"]
        way = _way(facts, circle)
        claims = sum(node in facts.map.claims for node in component - set(circle))
        more = f" ({claims} more claims hang together in circles with it)" if claims > 1 else ""
        more = more.replace("1 more claims hang", "1 more claim hangs")
        message = f"the argument runs in a circle: {way}{more}"
        hint = "take away the link that is the weakest reason, so that the others rest on something"
        yield Hit(at, message, hint)


def _way(facts: Facts, circle: list[str]) -> str:
    """Returns a circle as a line to read, back to where it began."""
    steps = [*circle, circle[0]]
    if circle[0] in facts.map.inferences and circle[0] not in facts.map.claims:
        steps = [*circle[1:], circle[0], circle[1]]
    return " → ".join(
        f"`{step}`" if step in facts.map.claims else f"inference `{step}`" for step in steps
    )


def _circles_of_sources(facts: Facts) -> Iterator[Hit]:
    """Yields the circles of sources that are known only through each other."""
    import networkx as nx  # noqa: PLC0415 -- `argmap explain` does without it

    graph: nx.DiGraph[str] = nx.DiGraph()
    for source in facts.map.sources.values():
        if source.via is not None and source.via.id in facts.map.sources:
            graph.add_edge(source.id, source.via.id, at=source.via.at)
    for circle, _ in circles(graph, lambda node: facts.map.sources[node].at):
        at: Location = graph.edges[circle[0], circle[1]]["at"]
        way = " → ".join(f"`{source}`" for source in [*circle, circle[0]])
        message = f"these sources are known only `via` each other, in a circle: {way}"
        yield Hit(at, message, "take `via` out where you have the source itself")
