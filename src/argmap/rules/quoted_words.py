"""Rules on the words of quotes by themselves: cited once, marked as quotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from argmap.model.argument import Claim, Evidence
from argmap.model.findings import Severity, rule
from argmap.rules.facts import Facts, Hit, line, names
from argmap.text import normalized, short_quote

_MARKED = re.compile(
    r"“([^“”„]+)”|„([^“”„]+)[“”]|«([^«»]+)»|»([^«»]+)«|(?<!\w)\"([^\"]+)\"(?!\w)|「([^「」]+)」|『([^『』]+)』"
)
_MARKS = '“„«»"「『'  # the beginnings of such words
_FEWEST_WORDS = 3
_LONG_WORD = 4  # letters: shorter words may begin small in a title
_FEWEST_WIDE = 6  # characters of a script without blanks


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


class _Cited(NamedTuple):
    """A piece of evidence with a quote, and the claim that it is cited for."""

    claim: Claim
    piece: Evidence


def _repeated(facts: Facts) -> Iterator[list[_Cited]]:
    """Yield the quotes that are cited for several claims, once for each of these."""
    found: dict[tuple[str, str], list[_Cited]] = {}
    for claim, piece in facts.cited:
        if piece.quote is None or piece.source is None:
            continue
        words = _words(piece.quote)
        if words:
            found.setdefault((piece.source.id, words), []).append(_Cited(claim, piece))
    for alike in found.values():
        first = alike[0].piece.locator
        same = [one for one in alike if _same_place(first, one.piece.locator)]
        once = list({one.claim.id: one for one in reversed(same)}.values())[::-1]
        if len(once) > 1:
            yield once


def _same_place(one: str | None, other: str | None) -> bool:
    return one is None or other is None or _words(one) == _words(other)


def _twins(facts: Facts, cited: list[_Cited]) -> dict[str, list[_Cited]]:
    """Return the targets of several of the claims, each by a link of its own, with these claims."""
    found: dict[tuple[str, str], list[_Cited]] = {}
    for one in cited:
        if one.claim.id in facts.unread:
            continue
        for _, target, relation in facts.graph.out_edges(one.claim.id, keys=True):
            if relation != "premise" and target != one.claim.id:
                found.setdefault((target, relation), []).append(one)
    return {target: ones for (target, _), ones in found.items() if len(ones) > 1}


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
    titles = [_words(title) for title in _titles(facts)] if marks else []
    for claim, piece in facts.cited if marks else ():
        if piece.text is None or not any(mark in piece.text for mark in marks):
            continue
        said = [_words(quote) for quote in (piece.quote, claim.quote) if quote]
        said += [_words(other.quote) for other in claim.evidence if other.quote]
        for marked in _quotations(piece.text):
            words = _words(marked)
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
    """Yield the words in quotation marks, unless they are only one or two, or a title."""
    for found in _MARKED.finditer(text):
        marked = next(filter(None, found.groups())).strip()
        words = [word for word in map(_words, marked.split()) if word]
        wide = sum(unicodedata.east_asian_width(char) == "W" for char in marked)
        if wide >= _FEWEST_WIDE or (len(words) >= _FEWEST_WORDS and not _is_title(marked)):
            yield marked


def _is_title(text: str) -> bool:
    """Return whether all longer words of a text begin with a capital, as in titles."""
    words = [word.strip("‘’'(),.:;!?–—-") for word in text.split()]
    longer = [word for word in words if len(word) >= _LONG_WORD]
    counted = longer or [word for word in words if word]
    return all(word[0].isupper() or word[0].isdigit() for word in counted)


def _titles(facts: Facts) -> Iterator[str]:
    """Yield the titles of sources, and of what these are parts of."""
    for source in facts.map.sources.values():
        for key, value in source.fields.items():
            if "title" in key and isinstance(value, str):
                yield value


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


def _words(text: str) -> str:
    """Return the words of a text without capitals, punctuation and line breaks, to compare it."""
    plain = normalized("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", plain))
