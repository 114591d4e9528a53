"""Rules on quotes: found in the source's text, cited once, marked as quotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from argmap.model.argument import Claim, Evidence
from argmap.model.findings import Severity, rule
from argmap.quotes import Miss, check, stands
from argmap.quotes.sources import SourceText, Texts, Unreadable
from argmap.rules.facts import Facts, Hit, folded, line, names
from argmap.text import short_quote


class Quoted(NamedTuple):
    """A quote, the source that it is said to come from, and where its text may be had.

    Attributes:
        thing: The claim or the evidence that has it.
        quote: The quote.
        source: The id of its source.
        way: That id and those of the sources through which that one is known, nearest first.
    """

    thing: Claim | Evidence
    quote: str
    source: str
    way: tuple[str, ...]


def quotes(facts: Facts) -> Iterator[Quoted]:
    """Yield every quote whose source and the way to it are described, and were read."""
    for thing in facts.spoken:
        source = thing.source
        if source is None and isinstance(thing, Claim):
            source = facts.map.about
        if thing.quote is None or source is None:
            continue
        way = _way(facts, source.id)
        if way and facts.unread.isdisjoint((*way, thing.id)):
            yield Quoted(thing, thing.quote, source.id, way)


def _way(facts: Facts, source: str) -> tuple[str, ...]:
    """Return a source and those that it is known through, or nothing if one is not described."""
    way: dict[str, None] = {}
    while source not in way:
        if source not in facts.map.sources:
            return ()
        way[source] = None
        via = facts.map.sources[source].via
        if via is not None:
            source = via.id
    return tuple(way)


def holder_of(texts: Texts, way: tuple[str, ...]) -> str | None:
    """Return the nearest source on a way that has a text."""
    return next((source for source in way if source in texts.ids), None)


@rule("AM307", "quote-not-found", Severity.ERROR)
def quote_not_found(facts: Facts) -> Iterator[Hit]:
    """A quote does not stand in the text of its source.

    A quote is a promise that these are the words. It is checked against the plain text that the
    source names with `file`, or that you give with `--source ID=FILE`; for a source that is known
    `via` another, against the nearest text on that way. Evidence's quotes are checked, and those
    that show where a claim is said; where such a claim names no source, that is the map's `about`.

    What printing changes does not count: white space, line ends, words that are hyphenated there,
    the forms of quotation marks and dashes, ligatures. All else does: every word, its case, every
    comma. Your own may be the case of the first letter, and a full stop or a comma at the end.
    `[…]` or `…` marks an omission of up to 1,000 characters; what else stands in square brackets
    is yours, as in `[D]er` or `[sic]`. Words and numbers must be whole.

    A `locator` that is a heading of the text, or the beginning of one, narrows the check to that
    section; `line 12` or `lines 12–15` to these lines. Any other locator changes nothing.

    Text (`survey.txt`):
        ```text
        Survey of the bridge

        The main pillar is cracked in three places;
        none of the cracks is longer than a metre.
        ```
    Bad:
        ```yaml
        argmap: 1
        title: Close the bridge
        sources:
          survey: {type: report, title: Bridge survey, file: survey.txt}
          count: {type: dataset, title: Traffic count}
        thesis:
          text: The bridge must be closed.
        premises:
          cracks:
            text: Its main pillar is cracked.
            supports: thesis
            evidence:
              - {quote: The pillar is cracked in many places, source: survey}
              - {text: 900 lorries cross it each day., source: count}
        ```
    Good:
        ```yaml
        argmap: 1
        title: Close the bridge
        sources:
          survey: {type: report, title: Bridge survey, file: survey.txt}
          count: {type: dataset, title: Traffic count}
        thesis:
          text: The bridge must be closed.
        premises:
          cracks:
            text: Its main pillar is cracked.
            supports: thesis
            evidence:
              - {quote: The main pillar is cracked in three places, source: survey}
              - {text: 900 lorries cross it each day., source: count}
        ```
    """
    if facts.texts is None or not facts.texts.ids:
        return

    for quoted in quotes(facts):
        holder = holder_of(facts.texts, quoted.way)
        if holder is None:
            continue
        try:
            text = facts.texts.text(holder)
        except Unreadable:
            continue  # AM308 tells
        miss = check(quoted.quote, quoted.thing.locator, text)
        if miss is not None:
            yield _told(facts.texts, quoted, holder, text, miss)


@rule("AM308", "quote-unchecked", Severity.NOTE)
def quote_unchecked(facts: Facts) -> Iterator[Hit]:
    """The source of a quote has no text to check it against.

    So nobody but you has compared the words. Save the source as a plain text (UTF-8) and name that
    with `file`, its path relative to the map; a text that you must not pass on can stay with you:
    `argmap validate map.yaml --source ID=FILE`. All such quotes are one finding. It also tells of
    a `file` that is not there or holds no plain text.

    Text (`survey.txt`):
        ```text
        Survey of the bridge

        The main pillar is cracked in three places;
        none of the cracks is longer than a metre.
        ```
    Bad:
        ```yaml
        argmap: 1
        title: Close the bridge
        sources:
          survey: {type: report, title: Bridge survey}
          count: {type: dataset, title: Traffic count}
        thesis:
          text: The bridge must be closed.
        premises:
          cracks:
            text: Its main pillar is cracked.
            supports: thesis
            evidence:
              - {quote: cracked in three places, source: survey}
              - {text: 900 lorries cross it each day., source: count}
        ```
    Good:
        ```yaml
        argmap: 1
        title: Close the bridge
        sources:
          survey: {type: report, title: Bridge survey, file: survey.txt}
          count: {type: dataset, title: Traffic count}
        thesis:
          text: The bridge must be closed.
        premises:
          cracks:
            text: Its main pillar is cracked.
            supports: thesis
            evidence:
              - {quote: cracked in three places, source: survey}
              - {text: 900 lorries cross it each day., source: count}
        ```
    """
    if facts.parts_unread:  # a `file` may stand in what could not be read
        return
    texts = facts.texts
    for quoted in quotes(facts):
        holder = None if texts is None else holder_of(texts, quoted.way)
        source = facts.map.sources[holder or quoted.way[-1]]
        ids = (quoted.thing.id, *filter(None, [facts.holder.get(quoted.thing.id)]), *quoted.way)
        if texts is None or holder is None:
            trouble = f"there is no text of `{source.id}`"
            many = "{count} quotes are unchecked: there is no text of {names}"
            hint = f"name a plain text with `file`, or give `--source {source.id}=FILE`"
        else:
            reason = _unreadable(texts, holder)
            if reason is None:
                continue
            trouble = reason
            many = "{count} quotes are unchecked: " + _unformatted(reason)
            hint = "`file` takes the path of a plain text, relative to the map"
        at = source.place("file")
        message = f"the quote of `{quoted.thing.id}` is unchecked: {trouble}"
        yield Hit(at, message, hint, ids, many, source.id)


def _told(texts: Texts, quoted: Quoted, holder: str, text: SourceText, miss: Miss) -> Hit:
    """Return a miss as it is told, with the source that has the words if another one does."""
    thing = quoted.thing
    named = f"the text of `{holder}`"
    if holder != quoted.source:
        named += f", through which `{quoted.source}` is known"
    message = f"the quote of `{thing.id}` {miss.what.format(text=named)}"
    hint = miss.hint
    if miss.absent:
        hint = _elsewhere(texts, quoted.quote, holder) or hint
    if hint and text.assumed:
        hint += f" (the file is not UTF-8, and was read as {text.assumed})"
    return Hit(thing.place("locator" if miss.misplaced else "quote"), message, hint)


def _elsewhere(texts: Texts, quote: str, holder: str) -> str | None:
    """Return which other source's text has a quote, if one does."""
    for source in texts.ids:
        try:
            text = texts.text(source)
        except Unreadable:
            continue
        place = stands(quote, text) if source != holder else None
        if place is not None:
            return f"it is in the text of `{source}` ({text.line(place)}): is that the source?"
    return None


def _unreadable(texts: Texts, source: str) -> str | None:
    """Return why the text of a source cannot be used, or None if it can."""
    try:
        texts.text(source)
    except Unreadable as reason:
        return str(reason)
    return None


def _unformatted(text: str) -> str:
    """Return a text that `str.format` leaves as it is."""
    return text.replace("{", "{{").replace("}", "}}")


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
    """Yield what stands in quotation marks and is neither a word or two nor a title."""
    for found in _MARKED.finditer(text):
        marked = next(filter(None, found.groups())).strip()
        words = [word for word in map(folded, marked.split()) if word]
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
    """Yield the titles that the map knows."""
    for source in facts.map.sources.values():
        for key, value in source.fields.items():
            if "title" in key and isinstance(value, str):
                yield value


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
    """Yield the quotes that are cited for several claims, once for each of these."""
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
    """Return whether two locators can be the same place."""
    return one is None or other is None or folded(one) == folded(other)


def _twins(facts: Facts, cited: list[_Cited]) -> dict[str, list[_Cited]]:
    """Return what several of the claims bear on, each by itself, and which these are."""
    found: dict[tuple[str, str], list[_Cited]] = {}
    for one in cited:
        if one.claim.id in facts.unread:
            continue
        for _, target, relation in facts.graph.out_edges(one.claim.id, keys=True):
            if relation != "premise" and target != one.claim.id:
                found.setdefault((target, relation), []).append(one)
    return {target: ones for (target, _), ones in found.items() if len(ones) > 1}
