"""Rules on sources: each is described and used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.nearest import split_list
from argmap.rules.telling import line, whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("AM303", "unknown-source", Severity.ERROR)
def unknown_source(facts: Facts) -> Iterator[Hit]:
    """A source is named that the map does not describe.

    Who checks a claim goes from its evidence to the source. A name that leads nowhere ends
    that way at its first step.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: foto}
              - {text: Wet shoes, source: diary}
        ```
    """
    for reference in facts.citations:
        if reference.id in facts.map.sources:
            continue
        thing = facts.things.get(reference.id)
        nearest = facts.known_sources.nearest(reference.id)
        words = [word for word in split_list(reference.id) if word in facts.map.sources]
        hint = f"describe it under `sources`, with `{reference.id}` as its key"
        if thing is not None:
            message = f"`{reference.id}` is no source but {whereabouts(thing)}"
            hint = "name one of the ids under `sources`"
        elif words:
            message = f"`{reference.id}` is several sources, and one can be named here"
            hint = "name one here, and add a piece of evidence for each of the others"
        else:
            message = f"`{reference.id}` is not described under `sources`"
            if nearest is not None:
                at = line(facts.map.sources[nearest].at)
                hint = f"did you mean `{nearest}` ({at})?"
        yield Hit(reference.at, message, hint)


@rule("AM304", "unused-source", Severity.WARNING)
def unused_source(facts: Facts) -> Iterator[Hit]:
    """A source is described, and nothing names it.

    Either a citation is missing, or the source is left over from an earlier draft. A source
    counts as used where a claim or its evidence cites it, where another source is known `via`
    it, and where the whole map is `about` it.

    Bad:
        ```yaml
        sources:
          radio: {type: broadcast, title: The forecast}
        ```
    """
    if facts.links_unread or not facts.unread.isdisjoint(facts.map.sources):
        return
    used = {reference.id for reference in facts.citations}
    for source in facts.map.sources.values():
        if source.id not in used and source.id not in facts.meant:
            message = f"nothing names the source `{source.id}`"
            hint = f"cite it with `source: {source.id}` where it is used, or take it out"
            yield Hit(source.at, message, hint, (source.id,))
