"""Rules on whose word evidence is: the speaker's own, or known only from others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.model import Status
from argmap.rules.facts import Facts, Hit
from argmap.rules.spelling import same_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import Evidence


@rule("AM313", "own-word", Severity.WARNING)
def own_word(facts: Facts) -> Iterator[Hit]:
    """All evidence for a claim comes from its own speaker.

    Then the claim and its evidence are one voice, and who doubts the one has no reason to
    believe the other. Evidence is the speaker's own where its `by`, or else one of its source's
    authors, is the claim's speaker; capitals, accents and punctuation do not count. A claim is
    left out that a premise supports, and so is evidence that is `verified`: others have checked
    it. All such claims are one finding. On a map that renders what one person says, most claims
    may be of this kind: accept that once, with this reason.

    Bad:
        ```yaml
        by: Ada Stone
        sources:
          photo: null
          diary: {type: book, title: A diary, author: Ada Stone}
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: diary}
        ```
    Good:
        ```yaml
        argmap: 1
        title: Rain
        by: Ada Stone
        sources:
          diary: {type: book, title: A diary, author: Ada Stone}
          photo: {type: graphic, title: The street at noon, author: Bert Wood}
        thesis:
          text: It rains.
        premises:
          wet-street:
            text: The street is wet.
            supports: thesis
            evidence:
              - {text: Puddles, source: diary}
              - {text: Wet shoes, source: photo}
        ```
    """
    if facts.links_unread:
        return
    for claim in facts.map.claims.values():
        carried = claim.id in facts.backed or claim.id in facts.meant
        speaker = claim.speaker
        if speaker is None or carried or not claim.evidence or claim.id in facts.unread:
            continue
        if all(_is_own(facts, piece, speaker) for piece in claim.evidence):
            yield Hit(
                claim.at,
                f"all evidence for `{claim.id}` comes from its own speaker, {speaker}",
                "cite somebody else, too; if others have checked it, write `status: verified`; "
                "or accept it under `ignore`",
                (claim.id,),
                "for {count} claims, all evidence comes from their own speakers: {names}",
                claim.id,
            )


def _is_own(facts: Facts, piece: Evidence, speaker: str) -> bool:
    """Tells whether evidence is the word of a speaker, and of nobody who checked it."""
    if piece.status is Status.VERIFIED:
        return False
    if piece.by is not None:
        return same_name(piece.by, speaker)
    source = facts.map.sources.get(piece.source.id) if piece.source is not None else None
    if source is None or not source.author:
        return False
    return any(same_name(name, speaker) for name in source.author)


@rule("AM314", "second-hand", Severity.WARNING)
def second_hand(facts: Facts) -> Iterator[Hit]:
    """Evidence is `verified`, yet its source is known only through another.

    Whoever has not seen the source cannot have checked what it says: the source in between may
    have misread it. So either the check went further, and its source is to be cited, or what
    the map knows is that something was reported. All such evidence is one finding.

    Bad:
        ```yaml
        argmap: 1
        title: Rain
        sources:
          photo: {type: graphic, title: The street at noon}
          log: {type: report, title: The log of the station, via: diary}
          diary: {type: book, title: A diary}
        thesis:
          text: It rains.
        premises:
          wet-street:
            text: The street is wet.
            supports: thesis
            evidence:
              - {text: Puddles, source: photo}
              - {text: 4 mm of rain, source: log, status: verified}
        ```
    Good:
        ```yaml
        sources:
          diary: null
          log: {type: report, title: The log of the station}
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
              - {text: 4 mm of rain, source: log, status: verified}
        ```
    """
    verified = Status.VERIFIED
    for claim, piece in facts.cited:
        if piece.status is not verified or piece.source is None:
            continue
        source = facts.map.sources.get(piece.source.id)
        if source is None or source.via is None:
            continue
        yield Hit(
            piece.place("status"),
            f"`{piece.id}` is `verified`, yet its source `{source.id}` is known only through "
            f"`{source.via.id}`",
            "cite the source that it was checked in; take `via` out if that is this one; or "
            "write `status: reported`",
            (piece.id, claim.id, source.id),
            "{count} pieces of evidence are `verified`, yet their sources are known only through "
            "others: {names}",
            piece.id,
        )
