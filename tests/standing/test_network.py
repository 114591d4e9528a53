"""What falls with what in any net, against a plain reading of the definition; and in large maps."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from argmap import impact, rank
from argmap.reading import read
from argmap.standing.labelling import (
    COUNTS,
    Label,
    Labelling,
    PartState,
    claim_label,
    step_label,
)
from argmap.standing.network import THESIS, PartKind
from argmap.standing.rank import rank_labelled
from arguments import some_net
from fixture_maps import chain, crowd

if TYPE_CHECKING:
    from argmap.model.argument import ArgumentMap
    from argmap.standing.network import Network

S, C, F = PartState.STANDS, PartState.CONTESTED, PartState.FALLS


def plain(network: Network, rejected: set[int]) -> list[Label]:
    """Label a net as the definition reads: everything again and again, until nothing changes."""
    labels = [Label.OPEN] * len(network.names)
    while True:
        due = [_due(network, rejected, labels, number) for number in range(len(labels))]
        if due == labels:
            return labels
        labels = due


def _due(network: Network, rejected: set[int], labels: list[Label], number: int) -> Label:
    tally = [0] * (2 * COUNTS)
    for neighbour in network.backed_by[number]:
        tally[labels[neighbour]] += 1
    for neighbour in network.attacked_by[number]:
        tally[COUNTS + labels[neighbour]] += 1
    if number in rejected:
        return Label.FALLEN
    if network.kinds[number] is PartKind.CLAIM:
        return claim_label(tally)
    return Label.OPEN if number in network.disputed else step_label(tally)


def test_labels_are_those_of_the_plain_definition() -> None:
    """In any net, before and after any rejection, however little of it is labelled anew."""
    chance = random.Random(1995)  # noqa: S311 -- which nets are tried
    for _ in range(1_500):
        network = some_net(chance)
        labelling = Labelling(network)
        assert labelling.labels == plain(network, set())
        rejected = {chance.randrange(len(network.names)) for _ in range(2)}
        former = labelling.reject(rejected)
        assert labelling.labels == plain(network, rejected)
        labelling.rejected.clear()
        labelling.restore(former)
        assert labelling.labels == plain(network, set())


def test_a_ranking_counts_what_single_rejections_do() -> None:
    """What is looked up instead of found again is the same, in any net."""
    chance = random.Random(2007)  # noqa: S311 -- which nets are tried
    for _ in range(1_500):
        network = some_net(chance)
        before = plain(network, set())
        loads = {load.id: load for load in rank_labelled(Labelling(network))}
        assert len(loads) == len(network.names) - 1
        for number in range(1, len(network.names)):
            after = plain(network, {number})
            changed = [
                after[claim].state
                for claim, kind in enumerate(network.kinds)
                if kind is PartKind.CLAIM
                and claim != number
                and before[claim].state is not after[claim].state
            ]
            lost = [
                (before[one] is Label.STANDS) - (after[one] is Label.STANDS)
                for one in network.backed_by[0]
            ]
            load = loads[network.names[number]]
            assert (load.falls, load.contested) == (changed.count(F), changed.count(C))
            assert (load.lost, load.thesis) == (sum(lost), after[0].state)


def large(text: str) -> ArgumentMap:
    """Return a map that is large and right, without checking it."""
    whole = read(text, "large.yaml").map
    assert whole is not None
    return whole


def test_a_chain_of_ten_thousand_falls_from_its_end() -> None:
    """Nothing recurses, and the ranking of a chain does not go through it for each claim."""
    whole = large(chain(10_000))
    found = impact(whole, ["c9998"])
    assert (len(found.falls), found.thesis) == (9_999, F)
    assert found.steps[-1].round == 9_999
    assert found.steps[-1].id == THESIS
    ranking = rank(whole)
    assert [load.falls for load in ranking.loads[:3]] == [9_999, 9_998, 9_997]
    assert len(ranking.points_of_failure) == 9_999


def test_ten_thousand_reasons_fall_together() -> None:
    """A thesis with many reasons falls with all of them, and not with all but one."""
    whole = large(crowd(10_000))
    reasons = [name for name in whole.claims if name != THESIS]
    assert impact(whole, reasons).thesis is F
    found = impact(whole, reasons[1:])
    assert (found.thesis, found.stands_on) == (S, (reasons[0],))
    assert rank(whole).points_of_failure == ()
