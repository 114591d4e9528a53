"""Rules on quotes that are cited more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import folded, line, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import Claim, Evidence


class _Cited(NamedTuple):
    """A quote, and what it is cited for."""

    claim: Claim
    piece: Evidence


@rule("AM312", "counted-twice", Severity.WARNING)
def counted_twice(facts: Facts) -> Iterator[Hit]:
    """The same quote carries two claims for one conclusion.

    Two reasons seem to bear on the conclusion, or two objections, and both are the same few
    words. Capitals, white space and punctuation do not count; the source has to be the same,
    and the locator, where both quotes have one. Premises that an inference links are one
    reason: they may share a quote, which AM316 mentions.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
              - {quote: wet from kerb to kerb, source: diary}
          wet-road:
            text: The road is wet.
            supports: thesis
            evidence:
              - {quote: "Wet from kerb to kerb.", source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
              - {quote: wet from kerb to kerb, source: diary}
        ```
    """
    for cited in _repeated(facts):
        for target, (first, *others) in _twins(facts, cited).items():
            claims = names([one.claim.id for one in others])
            at = line(first.piece.place("quote"))
            yield Hit(
                others[0].piece.place("quote"),
                f"this quote counts more than once for `{target}`: it carries {claims}, and "
                f"`{first.claim.id}` ({at}), too",
                "keep it where it belongs and cite other words for the other claim, or make the "
                "two claims one",
                tuple(name for one in (first, *others) for name in (one.piece.id, one.claim.id)),
            )


@rule("AM316", "repeated-quote", Severity.NOTE)
def repeated_quote(facts: Facts) -> Iterator[Hit]:
    """The same quote is cited for two claims.

    That is often right as it is: a few words may show two things. But whoever counts the
    quotes of a map counts them twice. Where both claims bear on one conclusion, each by itself,
    AM312 tells it instead.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
              - {quote: wet from kerb to kerb, source: diary}
          wet-since-dawn:
            text: It has been wet since dawn.
            supports: wet-street
            evidence:
              - {quote: wet from kerb to kerb, source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
              - {quote: wet from kerb to kerb, source: diary}
          wet-since-dawn:
            text: It has been wet since dawn.
            supports: wet-street
            evidence:
              - {quote: at six it was raining, source: diary}
        ```
    """
    for cited in _repeated(facts):
        if _twins(facts, cited):
            continue
        first, *others = cited
        claims = names([one.claim.id for one in others])
        yield Hit(
            others[0].piece.place("quote"),
            f"this quote is cited for {claims}, and for `{first.claim.id}` "
            f"({line(first.piece.place('quote'))}), too",
            "where the words show only one of these, cite others for the rest",
            tuple(name for one in cited for name in (one.piece.id, one.claim.id)),
        )


def _repeated(facts: Facts) -> Iterator[list[_Cited]]:
    """Yields the quotes that are cited for several claims, once for each of these."""
    found: dict[tuple[str, str], list[_Cited]] = {}
    for claim, piece in facts.cited:
        if piece.quote is None or piece.source is None:
            continue
        words = folded(piece.quote)
        if words:
            found.setdefault((piece.source.id, words), []).append(_Cited(claim, piece))
    for alike in found.values():
        first = alike[0].piece.locator
        same = [one for one in alike if _same_place(first, one.piece.locator)]
        once = list({one.claim.id: one for one in reversed(same)}.values())[::-1]
        if len(once) > 1:
            yield once


def _same_place(one: str | None, other: str | None) -> bool:
    """Tells whether two locators can be the same place."""
    return one is None or other is None or folded(one) == folded(other)


def _twins(facts: Facts, cited: list[_Cited]) -> dict[str, list[_Cited]]:
    """Returns what several of the claims bear on, each by itself, and which these are."""
    found: dict[tuple[str, str], list[_Cited]] = {}
    for one in cited:
        if one.claim.id in facts.unread:
            continue
        for _, target, relation in facts.graph.out_edges(one.claim.id, keys=True):
            if relation != "premise" and target != one.claim.id:
                found.setdefault((target, relation), []).append(one)
    return {target: ones for (target, _), ones in found.items() if len(ones) > 1}
