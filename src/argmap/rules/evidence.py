"""Rules on evidence: missing, without a source, from one source or one speaker, disputed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from argmap.model.argument import Claim, Evidence, Status
from argmap.model.findings import Severity, rule
from argmap.rules.facts import Facts, Hit
from argmap.rules.speakers import same_name

_BARE = "{count} claims have neither evidence nor premises behind them"
_FEWEST_PIECES, _FEWEST_CLAIMS = 3, 2  # behind a claim of which AM305 speaks
_MOST_BEHIND = 500_000  # links that are followed to count the evidence behind claims


@rule("AM301", "bare-claim", Severity.WARNING)
def bare_claim(facts: Facts) -> Iterator[Hit]:
    """Neither evidence nor a premise stands behind a claim.

    Its reader can only believe its speaker: a claim's own `source` and `quote` show that it was
    said, not that it is so. All such claims are one finding, and on a map without evidence and
    sources it is a count alone: an essay or a debate may be meant to do without. A claim that is
    `implicit` is left out, because nobody said it, and the thesis too, which AM207 is about.

    Bad:
        ```yaml
        premises:
          grey-sky:
            text: The sky is grey.
            supports: thesis
        ```
    Good:
        ```yaml
        premises:
          grey-sky:
            text: The sky is grey.
            supports: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    for claim in facts.unbacked:
        if not (claim.evidence or claim.implicit or claim.id == "thesis"):
            yield Hit(
                claim.at,
                f"`{claim.id}` has neither evidence nor premises behind it",
                "give `evidence`, let a premise support it, or accept it under `ignore`",
                (claim.id,),
                _BARE if facts.cites_nothing else _BARE + ": {names}",
                claim.id,
            )


@rule("AM302", "no-source", Severity.WARNING)
def no_source(facts: Facts) -> Iterator[Hit]:
    """Evidence names no source.

    Who wants to check it does not know where to look. All such evidence is one finding. The
    claim's own `source` does not count for it: that one shows who says the claim.

    Bad:
        ```yaml
        premises:
          wet-street:
            source: diary
            evidence:
              - {text: Puddles, source: photo}
              - {text: Wet shoes}
        ```
    """
    for claim, piece in facts.cited:
        if piece.source is None and claim.id not in facts.unread:
            hint = "say where it comes from with `source`, and describe that under `sources`"
            if claim.source is not None:
                hint = "name its `source`, too: the claim's own one shows only where that is said"
            yield Hit(
                piece.at,
                f"the evidence `{piece.id}` names no source",
                hint,
                (piece.id, claim.id),
                "{count} pieces of evidence name no source: {names}",
                piece.id,
            )


@rule("AM305", "single-source", Severity.WARNING)
def single_source(facts: Facts) -> Iterator[Hit]:
    """All evidence behind a claim goes back to one source.

    Several reasons look like several witnesses, and if that one source errs, all of them fall.
    Counted is the evidence for the claim and for all that supports it; a source that is known
    only `via` another goes back to that one. Told is the topmost such claim, often the thesis,
    and only where at least three pieces of evidence for at least two claims are behind it: to
    cite one report twice for one claim is how reports are read. A map whose `about` names that
    source is a map of one text, which says so, and is left out.

    Bad:
        ```yaml
        sources:
          photo: null
          letter: {type: personal_communication, title: A letter, via: diary}
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: diary}
              - {text: Wet shoes, source: letter}
          grey-sky:
            text: The sky is grey.
            supports: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    Good:
        ```yaml
        argmap: 1
        title: Rain
        sources:
          diary: {type: book, title: A diary}
          photo: {type: graphic, title: The street at noon}
        thesis:
          text: It rains.
        premises:
          wet-street:
            text: The street is wet.
            supports: thesis
            evidence:
              - {text: Puddles, source: photo}
              - {text: Wet shoes, source: diary}
          grey-sky:
            text: The sky is grey.
            supports: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    order = facts.paths.support_in_order
    if not facts.cited or facts.links_unread or order is None:
        return
    about = facts.origins.get(facts.map.about.id) if facts.map.about is not None else None
    roots = _roots(facts, order)
    cited = _cited_behind(facts, order)
    seen: set[str] = set()
    looked_at = 0
    for name in reversed(order):
        claim = facts.map.claims.get(name)
        if claim is None or name in seen or len(roots[name]) != 1:
            continue
        several = len(cited[name]) >= _FEWEST_PIECES or sum(cited[name].values()) >= _FEWEST_PIECES
        (root,) = roots[name]
        behind = None
        if looked_at > _MOST_BEHIND:  # then only what is not behind another yet is walked through
            seen |= facts.paths.supporters(name, but=seen)
        else:
            behind = facts.paths.supporters(name)
            seen |= behind
            looked_at += facts.paths.links_to(behind)
        enough = several and len(cited[name]) >= _FEWEST_CLAIMS
        if enough and root is not None and root != about:
            yield _of_one_source(facts, claim, behind, root)


def _of_one_source(facts: Facts, claim: Claim, behind: set[str] | None, root: str) -> Hit:
    """Return the hit on a claim; where all behind it is not known, no number is told."""
    pieces = None
    if behind is not None:
        claims = [facts.map.claims[one] for one in behind if one in facts.map.claims]
        pieces = [piece for one in (claim, *claims) for piece in one.evidence]
    through = any(piece.source and piece.source.id != root for piece in pieces or ())
    how = ", through which the rest is known" if through else ""
    number = f" {len(pieces):,} pieces of" if pieces is not None else ""
    hint = "cite a source that does not depend on it, or accept it under `ignore`"
    if claim.id == "thesis":
        hint += f"; if the map renders this one text, write `about: {root}`"
    return Hit(
        claim.at,
        f"all{number} evidence behind `{claim.id}` go{'' if number else 'es'} back to one "
        f"source, `{root}`{how}",
        hint,
        (claim.id, root),
        "{count} claims rest on one source each, whatever stands behind them: {names}",
        claim.id,
    )


def _cited_behind(facts: Facts, order: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """Return claims with evidence at or behind each claim, up to three, with its pieces."""
    found: dict[str, dict[str, int]] = {}
    for name in order:
        claim = facts.map.claims.get(name)
        own = {name: len(claim.evidence)} if claim is not None and claim.evidence else {}
        for one in facts.paths.support.predecessors(name):
            if len(own) >= _FEWEST_PIECES:
                break
            own.update(found[one])
        found[name] = dict(islice(own.items(), _FEWEST_PIECES))
    return found


def _roots(facts: Facts, order: tuple[str, ...]) -> dict[str, set[str | None]]:
    """Return the sources that the evidence behind each claim and inference goes back to.

    Any two of them stand for all of several, and None for one that is not named.
    """
    found: dict[str, set[str | None]] = {}
    for name in order:
        roots = found[name] = set()
        if name in facts.map.claims:
            for piece in facts.map.claims[name].evidence:
                roots.add(facts.origins.get(piece.source.id) if piece.source is not None else None)
        for one in facts.paths.support.predecessors(name):
            if len(roots) > 1:
                break
            roots |= found[one]
    return found


@rule("AM311", "disputed-only", Severity.WARNING)
def disputed_only(facts: Facts) -> Iterator[Hit]:
    """A claim rests on disputed evidence alone.

    A premise behind the claim, or evidence that nobody disputes, would carry it further.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo, status: disputed}
              - {text: Wet shoes, source: diary, status: disputed}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo, status: disputed}
              - {text: Wet shoes, source: diary}
        ```
    """
    for claim in facts.unbacked:
        evidence = claim.evidence
        if evidence and all(piece.status is Status.DISPUTED for piece in evidence):
            message = f"all evidence for `{claim.id}` is disputed, and no premise supports it"
            hint = "add evidence that nobody disputes, or a premise; or accept it under `ignore`"
            ids = (claim.id, *(piece.id for piece in evidence))
            yield Hit(claim.at, message, hint, ids)


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
    for claim in facts.unbacked:
        speaker = claim.speaker
        if speaker is None or not claim.evidence or claim.id in facts.unread:
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
    if piece.status is Status.VERIFIED:
        return False
    if piece.by is not None:
        return same_name(piece.by, speaker)
    source = facts.map.sources.get(piece.source.id) if piece.source is not None else None
    return source is not None and any(same_name(name, speaker) for name in source.author)


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
    for claim, piece in facts.cited:
        if piece.status is not Status.VERIFIED or piece.source is None:
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
