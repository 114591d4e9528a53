"""Rules on a claim's text: how long it is, and whether another one says the same."""

from __future__ import annotations

import unicodedata
from itertools import repeat
from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import line, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import Claim

_LONGEST = 240
"""Characters of a claim. Three columns at 720 px leave a box some 220 px, which is about 30
letters a line: at this length the claim fills eight lines, as much as one glance takes in."""

_PUNCTUATION = ".,;:!…\"'`„“”‚‘’«»‹›()[]–—。、"


@rule("AM402", "long-claim", Severity.WARNING)
def long_claim(facts: Facts) -> Iterator[Hit]:
    """A claim is longer than 240 characters.

    In three columns at 720 px that is a box of eight lines, about as much as one glance takes
    in. A long claim often holds its own reasons: they are premises or evidence. Wide
    characters, such as Chinese ones, count twice.

    Bad:
        ```yaml
        premises:
          wet-street:
            text: >-
              The street is wet, and it was wet yesterday as well, and so were the roofs, the
              gardens and the cars that stood there all night long, while the people who came
              home late had their coats and hats soaked through and told everybody whom they met
              on the stairs.
        ```
    """
    for claim in facts.map.claims.values():
        if 2 * len(claim.text) <= _LONGEST:
            continue  # not even if all of it is wide
        length = _length(claim.text)
        if length > _LONGEST:
            message = (
                f"the text of `{claim.id}` is {length} characters long, more than {_LONGEST}: "
                "too long for a box"
            )
            hint = "keep what is claimed, and make its reasons premises or evidence"
            yield Hit(claim.place("text"), message, hint, (claim.id,))


def _length(text: str) -> int:
    """Returns how many characters a text takes, where wide ones count twice and marks not."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


@rule("AM403", "duplicate-claim", Severity.WARNING)
def duplicate_claim(facts: Facts) -> Iterator[Hit]:
    """Two claims say the same, word by word.

    Capitals, white space and punctuation do not count. One reason seems to be two then. A claim
    that serves two others names both: `supports: [a, b]`.

    Bad:
        ```yaml
        premises:
          wet-road:
            text: the street is wet
            supports: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    alike: dict[str, list[Claim]] = {}
    for claim in facts.map.claims.values():
        folded = unicodedata.normalize("NFKC", claim.text).casefold()
        key = " ".join(filter(None, map(str.strip, folded.split(), repeat(_PUNCTUATION))))
        alike.setdefault(key, []).append(claim)
    for key, (first, *others) in alike.items():
        if not key or not others:
            continue
        ids = tuple(claim.id for claim in others)
        say = "says" if len(ids) == 1 else "say"
        message = f"{names(ids)} {say} the same as `{first.id}` ({line(first.at)})"
        hint = "make it one claim; if it serves two others, it names both: `supports: [a, b]`"
        yield Hit(others[0].place("text"), message, hint, (first.id, *ids))
