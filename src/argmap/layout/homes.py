"""Where everything lives in the picture: one home for each claim and inference, a tree in all."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

from argmap import graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.model import ArgumentMap, Claim, Inference


class Link(NamedTuple):
    """What a claim or an inference bears on, and how; `premise` leads to its inference."""

    target: str
    relation: graph.Relation


def links_of(argument: ArgumentMap) -> dict[str, tuple[Link, ...]]:
    """Returns every link of every claim and inference; the first of each is its preferred home.

    A link to an id that the map does not have is left out.
    """
    stands_in: defaultdict[str, list[Link]] = defaultdict(list)
    for inference in argument.inferences.values():
        for premise in inference.premises:
            stands_in[premise.id].append(Link(inference.id, "premise"))
    links: dict[str, tuple[Link, ...]] = {
        claim.id: _known(argument, [*_own_links(claim), *stands_in[claim.id]])
        for claim in argument.claims.values()
    }
    for inference in argument.inferences.values():
        links[inference.id] = _known(argument, _own_links(inference)[:1])
    return links


def _own_links(thing: Claim | Inference) -> list[Link]:
    return [Link(reference.id, relation) for relation, reference in graph.links(thing)]


def _known(argument: ArgumentMap, links: Iterable[Link]) -> tuple[Link, ...]:
    unique = dict.fromkeys(links)
    return tuple(
        link
        for link in unique
        if link.target in argument.claims or link.target in argument.inferences
    )


def homes(links: Mapping[str, tuple[Link, ...]]) -> dict[str, Link]:
    """Returns the one link of each claim and inference that gives it its place, as a tree.

    The first link is the home unless that leads round in a circle (two claims that attack each
    other, say): then the first in the file's order with another way out takes that way. What
    never reaches the thesis has no home.
    """
    chosen = {name: options[0] for name, options in links.items() if options and name != "thesis"}
    waiting: defaultdict[str, list[tuple[str, Link]]] = defaultdict(list)
    housed: defaultdict[str, list[str]] = defaultdict(list)
    for name, link in chosen.items():
        housed[link.target].append(name)
        for option in links[name]:
            waiting[option.target].append((name, option))
    rank = {name: position for position, name in enumerate(links)}
    result: dict[str, Link] = {}
    reached = {"thesis"}
    ways_out: list[tuple[int, int, str, Link]] = []
    queue = deque(["thesis"])
    while queue:
        target = queue.popleft()
        for name in housed[target]:
            if name not in reached and chosen[name].target == target:
                reached.add(name)
                result[name] = chosen[name]
                queue.append(name)
        for name, option in waiting[target]:
            if name not in reached:
                heapq.heappush(ways_out, (rank[name], len(ways_out), name, option))
        while not queue and ways_out:
            *_, name, option = heapq.heappop(ways_out)
            if name not in reached:
                reached.add(name)
                result[name] = option
                queue.append(name)
    return result
