"""Rules on the structure: circles, what reaches the thesis, support and unanswered objections."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.argument import Claim, Role
from argmap.model.findings import Location, Severity, rule
from argmap.model.graph import links_of
from argmap.rules.facts import Facts, Hit, names, several

_MOST_BEHIND = 500_000  # links that are followed to count what is behind dead ends
_LONGEST_PATH = 30  # claims of a path in a message


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
    if facts.paths.support_in_order is None:
        yield from _circles_of_claims(facts)
    for circle, _ in facts.paths.circles_of_sources():
        via = facts.map.sources[circle[0]].via
        assert via is not None  # it leads to the next source of the circle
        way = " → ".join(f"`{source}`" for source in [*circle, circle[0]])
        message = f"these sources are known only `via` each other, in a circle: {way}"
        yield Hit(via.at, message, "take `via` out where you have the source itself")


def _circles_of_claims(facts: Facts) -> Iterator[Hit]:
    for circle, component in facts.paths.circles_of_support():
        relations = facts.graph[circle[0]][circle[1]]
        at: Location = (relations.get("supports") or relations["premise"])["at"]
        way = _arrows(facts, circle)
        claims = sum(node in facts.map.claims for node in component - set(circle))
        more = f" ({claims} more claims hang together in circles with it)" if claims > 1 else ""
        more = more.replace("1 more claims hang", "1 more claim hangs")
        message = f"the argument runs in a circle: {way}{more}"
        hint = "take away the link that is the weakest reason, so that the others rest on something"
        yield Hit(at, message, hint)


def _arrows(facts: Facts, circle: list[str]) -> str:
    """Write a circle as one line, back to where it began."""
    steps = [*circle, circle[0]]
    if circle[0] in facts.map.inferences and circle[0] not in facts.map.claims:
        steps = [*circle[1:], circle[0], circle[1]]
    return " → ".join(
        f"`{step}`" if step in facts.map.claims else f"inference `{step}`" for step in steps
    )


@rule("AM204", "disconnected", Severity.ERROR)
def disconnected(facts: Facts) -> Iterator[Hit]:
    """A claim never reaches the thesis, neither by links nor by inferences.

    Everything on a map bears on its thesis; what does not cannot be drawn. Where claims hang
    behind one another, the one that leads nowhere is told, and how many hang behind it.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
          grey-sky:
            text: The sky is grey.
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
            supports: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    if facts.torn or facts.premises_unread:
        return
    looked_at = 0
    for component in facts.paths.dead_ends():
        members = sorted(component, key=lambda node: facts.by_id[node].at)
        if not _explained(facts, members):
            behind: set[str] = set()
            if looked_at <= _MOST_BEHIND:  # of ten thousand, nobody asks what is behind the last
                behind = facts.paths.lost_behind(members[0]) & facts.map.claims.keys()
                looked_at += facts.paths.links_to(behind)
            yield _dead_end(facts, members, len(behind - component))


def _explained(facts: Facts, members: list[str]) -> bool:
    """Return whether another finding already says why these nodes lead nowhere."""
    for node in members:
        written = links_of(facts.map.claims.get(node) or facts.map.inferences[node])
        found = node in facts.unread or node in facts.meant
        if found or any(
            to.id == node or not facts.graph.has_edge(node, to.id, relation)
            for relation, to in written
        ):
            return True
    return not facts.paths.circled.isdisjoint(members)


def _dead_end(facts: Facts, members: list[str], behind: int) -> Hit:
    first = facts.by_id[members[0]]
    objection = isinstance(first, Claim) and first.role is Role.OBJECTION
    key = "attacks" if objection else "supports"
    if len(members) > 1:
        message = f"{names(members)} bear on each other and never on the thesis"
        hint = f"let one of them bear on a claim that reaches the thesis, with `{key}`"
    else:
        message = f"`{first.id}` bears on nothing, so it never reaches the thesis"
        hint = f"say what it bears on with `{key}`, or list it under an inference's `premises`"
    if behind:
        claims_behind = "does the claim" if behind == 1 else f"do the {behind:,} claims"
        message += f", and neither {claims_behind} behind it"
    return Hit(first.at, message, hint)


@rule("AM207", "no-support", Severity.WARNING)
def no_support(facts: Facts) -> Iterator[Hit]:
    """Nothing supports the thesis directly.

    A thesis that is only attacked, or has only claims that it never meets, is an assertion and
    not yet an argument. To answer an objection is to argue, too: a thesis that is defended in that
    way alone is left out.

    Bad:
        ```yaml
        premises: null
        objections:
          dry-street:
            text: The street is dry.
            attacks: thesis
            evidence:
              - {text: No puddles, source: photo}
              - {text: Dry shoes, source: diary}
        ```
    Good:
        ```yaml
        premises: null
        objections:
          dry-street:
            text: The street is dry.
            attacks: thesis
            evidence:
              - {text: No puddles, source: photo}
          wet-shoes:
            text: Whoever walks there gets wet shoes.
            attacks: dry-street
            evidence:
              - {text: Wet shoes, source: diary}
        ```
    """
    thesis = facts.map.thesis
    complete = not (facts.links_unread or facts.dangling)
    if complete and thesis.id not in facts.backed and not (thesis.evidence or _defended(facts)):
        message = "nothing supports the thesis directly"
        hint = "add a claim with `supports: thesis` under `premises`"
        yield Hit(thesis.at, message, hint, (thesis.id,))


def _defended(facts: Facts) -> bool:
    """Return whether an objection to the thesis is answered: it, or what stands behind it."""
    objections = (
        node for node, targets in facts.graph.adjacency() if "attacks" in targets.get("thesis", ())
    )
    return not facts.paths.with_supported(facts.attacked).isdisjoint(objections)


@rule("AM210", "works-both-ways", Severity.NOTE)
def works_both_ways(facts: Facts) -> Iterator[Hit]:
    """A claim helps the thesis on one way and hurts it on another.

    That can be meant: a reason may cut both ways. Often one of the links is on the wrong claim.
    Only the claim at which the two ways part is told, not what stands behind it. Ways through
    claims that attack each other in a circle do not count. On a map without evidence and sources
    all such claims are one finding.

    Bad:
        ```yaml
        premises:
          wet-street:
            supports: [thesis, sprinkler]
            evidence:
              - {text: Puddles, source: photo}
        objections:
          sprinkler:
            text: A sprinkler was on.
            attacks: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
        objections:
          sprinkler:
            text: A sprinkler was on.
            attacks: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    if facts.links_unread or not facts.attacked:
        return
    hint = "check that both links are meant; if they are, accept this under `ignore`"
    hits = (
        Hit(
            facts.by_id[node].at,
            f"`{node}` helps the thesis{_path(helps)} and hurts it{_path(hurts)}",
            hint,
            (node,),
        )
        for node, helps, hurts in facts.paths.both_ways()
    )
    many = "{count} claims help the thesis on one way and hurt it on another: {names}"
    yield from several(hits, many, hint) if facts.cites_nothing else hits


def _path(nodes: list[str]) -> str:
    """Return a path in brackets, a long one without its middle; nothing where it is not told."""
    steps = [f"`{node}`" for node in nodes]
    if len(steps) > _LONGEST_PATH:
        steps[_LONGEST_PATH // 2 : -_LONGEST_PATH // 2] = ["…"]
    return f" ({' → '.join(steps)})" if steps else ""


@rule("AM212", "wrong-section", Severity.WARNING)
def wrong_section(facts: Facts) -> Iterator[Hit]:
    """An objection only supports the thesis's side, or a premise only attacks it.

    The key decides what is drawn: an objection that `supports` the thesis is a reason for it, in
    the name of its speaker. One of the two is a slip, the key or the section. Answers to
    objections, and reasons for those, may stand in either section.

    Bad:
        ```yaml
        objections:
          dry-street:
            text: The street is dry.
            supports: thesis
            evidence:
              - {text: No puddles, source: photo}
        ```
    Good:
        ```yaml
        objections:
          dry-street:
            text: The street is dry.
            attacks: thesis
            evidence:
              - {text: No puddles, source: photo}
        ```
    """
    if facts.links_unread:
        return
    linked = {one.id for step in facts.map.inferences.values() for one in step.premises}
    for claim in facts.map.claims.values():
        if claim.role is Role.THESIS or claim.id in linked:
            continue
        if claim.role is Role.OBJECTION:
            side, links, others = "for", claim.supports, claim.attacks
            does, meant, section, right = "supports", "attacks", "objections", "premises"
        else:
            side, links, others = "against", claim.attacks, claim.supports
            does, meant, section, right = "attacks", "supports", "premises", "objections"
        if not links or others or facts.sides.get(claim.id) != side:
            continue
        targets = [facts.map.claims.get(link.id) for link in links]
        if all(target and target.role is not Role.OBJECTION for target in targets):
            what = names([link.id for link in links])
            message = f"`{claim.id}` stands under `{section}`, and only {does} {what}"
            hint = f"write `{meant}`, or move it to `{right}`"
            yield Hit(links[0].at, message, hint, (claim.id,))


@rule("AM306", "unanswered-objection", Severity.NOTE)
def unanswered_objection(facts: Facts) -> Iterator[Hit]:
    """Nothing on the map answers an objection to the thesis's side.

    An objection is answered where something attacks it, a premise behind it, or the step from
    there. A fair map may leave one open; a reader will ask what the thesis's side says to it. On a
    map without evidence and sources all open objections are one finding.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
        objections:
          sprinkler:
            text: A sprinkler was on.
            attacks: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
        objections:
          sprinkler:
            text: A sprinkler was on.
            attacks: thesis
            evidence:
              - {text: An entry at noon, source: diary}
          far-street:
            text: No sprinkler reaches the street.
            attacks: sprinkler
            evidence:
              - {text: An entry in the evening, source: diary}
        ```
    """
    if facts.links_unread or not facts.attacked:
        return
    many = "nothing answers {count} objections to the thesis's side: {names}"
    hint = "if the thesis's side has answers, add them as objections to these"
    hits = _unanswered(facts)
    yield from several(hits, many, hint) if facts.cites_nothing else hits


def _unanswered(facts: Facts) -> Iterator[Hit]:
    answered = facts.paths.with_supported(facts.attacked | facts.meant)
    ahead = dict(facts.graph.adjacency())
    for node, side in facts.sides.items():
        if side == "for" or node in answered:
            continue
        hurt = [target for target, relations in ahead[node].items() if "attacks" in relations]
        against = [target for target in hurt if facts.sides.get(target) == "for"]
        if against:
            message = f"nothing answers `{node}`, which attacks {names(against)}"
            hint = f"if the thesis's side has an answer, add it as an objection to `{node}`"
            yield Hit(facts.by_id[node].at, message, hint, (node,))
