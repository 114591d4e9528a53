"""Rules on the words of quotes by themselves: cited once, marked as quotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from argmap.model.argument import Claim, Evidence
from argmap.model.findings import Severity, rule
from argmap.quotes.haystack import Haystack, Needle
from argmap.quotes.work import TooMuchWork, Work
from argmap.rules.facts import Facts, Hit, line, names
from argmap.text import normalized, short_quote

_MARKED = re.compile(
    r"“([^“”„]+)”|„([^“”„]+)[“”]|«([^«»]+)»|»([^«»]+)«|(?<!\w)\"([^\"]+)\"(?!\w)|「([^「」]+)」|『([^『』]+)』"
)
_MARKS = '“„«»"「『'  # the beginnings of such words
_FEWEST_WORDS = 3
_LONG_WORD = 4  # letters: shorter words may begin small in a title
_FEWEST_WIDE = 6  # characters of a script without blanks

_LONGEST_TRIVIAL, _MOST_TRIVIAL = 60, 2  # characters and words
_COMMON_WORDS = """
a an the this that these those it its he his him she her hers they them their we us our you your
i me my who whom whose which what and or but of in on at to from by for with as is are was were
be been am has have had do does did so then than there here der die das den dem des ein eine
einen einem einer eines dies diese dieser dieses er sie es ihn ihm ihr ihre wir uns unser mich
mir mein man wer wen wem und oder aber von in im an am auf zu zum zur aus bei mit für als ist
sind war waren sein hat haben hatte wird werden so da hier dass
"""
_COMMON = frozenset(_COMMON_WORDS.split())


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
    """Quotation marks in a `text` hold words that no `quote` has.

    A `text` says in the map's own words what is claimed, or what the evidence shows; verbatim words
    belong under `quote`, where the picture marks them and argmap checks them. A quote of the claim
    or of its evidence that has the words is enough. One or two words are left out, because their
    marks most often show distance, and so are titles: those of the map's sources, and words that
    all begin with a capital. All such evidence is one finding, and so are all such claims.

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
    texts = "\n".join([one.text or "" for one in facts.spoken])
    marks = [mark for mark in _MARKS if mark in texts]
    if not marks:
        return
    work = Work()
    titles = Haystack("\n".join(map(_words, _titles(facts))), work)
    try:
        for claim in facts.map.claims.values():
            both: tuple[Claim | Evidence, ...] = (claim, *claim.evidence)
            quotes = [one.quote for one in both if one.quote]
            holders = [one for one in both if _has_any(one.text, marks)]
            known = (Haystack("\n".join(map(_words, quotes)), work), titles) if holders else ()
            for holder in holders:
                loose = (one for one in _quotations(holder.text or "") if not _is_in(one, known))
                for marked in islice(loose, 1):
                    yield _loose(claim, holder, marked)
    except TooMuchWork:
        return


def _loose(claim: Claim, holder: Claim | Evidence, marked: str) -> Hit:
    message = f"the text of `{holder.id}` quotes {short_quote(marked)}, and no `quote` has "
    if isinstance(holder, Evidence):
        hint = "put the words of the source under `quote`, and say in `text` what they show"
        many = "{count} pieces of evidence quote words in their `text` that no `quote` has: {names}"
    else:
        hint = (
            "put the words of the source under the claim's `quote`, and say in `text` what they say"
        )
        many = "{count} claims quote words in their `text` that no `quote` of theirs has: {names}"
    ids = tuple(dict.fromkeys((holder.id, claim.id)))
    return Hit(holder.place("text"), message + "these words", hint, ids, many, holder.id)


def _has_any(text: str | None, marks: list[str]) -> bool:
    return text is not None and any(mark in text for mark in marks)


def _is_in(marked: str, texts: Iterable[Haystack]) -> bool:
    """Return whether one of some texts has the words in quotation marks."""
    words = _words(marked)
    inner = (max(0, words.find(" ")), max(0, words.rfind(" ")))
    return any(Needle(words, text, inner=inner).find(0, len(text.text)) >= 0 for text in texts)


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


@rule("AM319", "trivial-quote", Severity.NOTE)
def trivial_quote(facts: Facts) -> Iterator[Hit]:
    """A quote is only one or two words that stand in every text.

    “The” or “it is” can be found anywhere, and show nothing. Names, numbers, “no” and whatever
    else says something are fine, however short. argmap knows such words in English and German.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
              - {quote: it is, source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: Puddles, source: photo}
              - {quote: wet, source: diary}
        ```
    """
    for holder in facts.spoken:
        if holder.quote is None or len(holder.quote) > _LONGEST_TRIVIAL:
            continue
        words = _words(holder.quote).split()
        if 0 < len(words) <= _MOST_TRIVIAL and _COMMON.issuperset(words):
            yield Hit(
                holder.place("quote"),
                f"the quote of `{holder.id}` says next to nothing: {short_quote(holder.quote)}",
                "quote the words that show what is claimed, or say it in `text`",
                (holder.id, *filter(None, [facts.holder.get(holder.id)])),
            )


def _words(text: str) -> str:
    """Return the words of a text without capitals, punctuation and line breaks, to compare it."""
    plain = normalized("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", plain))
