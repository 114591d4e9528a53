"""The rule on quotation marks: verbatim words stand where they can be checked."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import folded
from argmap.text import short_quote

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKED = re.compile(
    r"“([^“”„]+)”|„([^“”„]+)[“”]|«([^«»]+)»|»([^«»]+)«|(?<!\w)\"([^\"]+)\"(?!\w)|「([^「」]+)」|『([^『』]+)』"
)
_MARKS = '“„«»"「『'  # what such words begin with
_FEWEST_WORDS = 3
_LONG_WORD = 4  # letters: shorter words may begin small in a title
_FEWEST_WIDE = 6  # characters of a script without blanks


@rule("AM315", "loose-quotation", Severity.NOTE)
def loose_quotation(facts: Facts) -> Iterator[Hit]:
    """Quotation marks in an evidence's `text` hold words that no `quote` has.

    A `text` says in the map's own words what the evidence shows; verbatim words belong under
    `quote`, where the picture marks them and argmap checks them. One or two words are left out,
    because their marks most often show distance, and so are titles: those of the map's sources,
    and words that all begin with a capital. All such evidence is one finding.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
              - {text: 'She found it “wet from kerb to kerb”.', source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
              - text: She found all of it wet.
                source: diary
                quote: wet from kerb to kerb
        ```
    """
    texts = "\n".join([piece.text or "" for _, piece in facts.cited])
    marks = [mark for mark in _MARKS if mark in texts]
    titles = [folded(title) for title in _titles(facts)] if marks else []
    for claim, piece in facts.cited if marks else ():
        if piece.text is None or not any(mark in piece.text for mark in marks):
            continue
        said = [folded(quote) for quote in (piece.quote, claim.quote) if quote]
        said += [folded(other.quote) for other in claim.evidence if other.quote]
        for marked in _quotations(piece.text):
            words = folded(marked)
            if any(words in text for text in said + titles):
                continue
            yield Hit(
                piece.place("text"),
                f"the text of `{piece.id}` quotes {short_quote(marked)}, "
                "and no `quote` has these words",
                "put the words of the source under `quote`, and say in `text` what they show",
                (piece.id, claim.id),
                "{count} pieces of evidence quote words in their `text` that no `quote` has: "
                "{names}",
                piece.id,
            )
            break


def _quotations(text: str) -> Iterator[str]:
    """Yields what stands in quotation marks and is neither a word or two nor a title."""
    for found in _MARKED.finditer(text):
        marked = next(filter(None, found.groups())).strip()
        words = [word for word in map(folded, marked.split()) if word]
        wide = sum(unicodedata.east_asian_width(char) == "W" for char in marked)
        if wide >= _FEWEST_WIDE or (len(words) >= _FEWEST_WORDS and not _is_title(marked)):
            yield marked


def _is_title(text: str) -> bool:
    """Tells whether all longer words of a text begin with a capital, as in titles."""
    words = [word.strip("‘’'(),.:;!?–—-") for word in text.split()]
    longer = [word for word in words if len(word) >= _LONG_WORD]
    counted = longer or [word for word in words if word]
    return all(word[0].isupper() or word[0].isdigit() for word in counted)


def _titles(facts: Facts) -> Iterator[str]:
    """Yields the titles that the map knows."""
    for source in facts.map.sources.values():
        for key, value in source.fields.items():
            if "title" in key and isinstance(value, str):
                yield value
