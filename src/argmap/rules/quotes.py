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
from argmap.rules.facts import Facts, Hit, escaped, line, names
from argmap.text import short_quote

_MARKED = re.compile(
    r"“([^“”„]+)”|„([^“”„]+)[“”]|«([^«»]+)»|»([^«»]+)«|(?<!\w)\"([^\"]+)\"(?!\w)|「([^「」]+)」|『([^『』]+)』"
)
_MARKS = '“„«»"「『'  # the beginnings of such words
_FEWEST_WORDS = 3
_LONG_WORD = 4  # letters: shorter words may begin small in a title
_FEWEST_WIDE = 6  # characters of a script without blanks


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
    texts = facts.texts
    if texts is None or not texts.ids:
        return
    for quoted in _quotes(facts):
        source = _with_text(texts, quoted.chain)
        if source is None:
            continue
        try:
            text = texts.text(source)
        except Unreadable:
            continue  # AM308 is about it
        miss = check(quoted.quote, quoted.holder.locator, text)
        if miss is not None:
            yield _missed(texts, quoted, source, text, miss)


def _missed(texts: Texts, quoted: _Quoted, source: str, text: SourceText, miss: Miss) -> Hit:
    """Return the hit on a quote that is not in a text, with another text that has its words."""
    holder = quoted.holder
    named = f"the text of `{source}`"
    if source != quoted.chain[0]:
        named += f", through which `{quoted.chain[0]}` is known"
    message = f"the quote of `{holder.id}` {miss.what.format(text=named)}"
    hint = miss.hint
    if miss.absent:
        hint = _elsewhere(texts, quoted.quote, source) or hint
    if hint and text.assumed:
        hint += f" (the file is not UTF-8, and was read as {text.assumed})"
    return Hit(holder.place("locator" if miss.misplaced else "quote"), message, hint)


def _elsewhere(texts: Texts, quote: str, source: str) -> str | None:
    """Return the hint that the text of another source has a quote, if one does."""
    for other in texts.ids:
        if other == source:
            continue
        try:
            text = texts.text(other)
        except Unreadable:
            continue
        place = stands(quote, text)
        if place is not None:
            return f"it is in the text of `{other}` ({text.line(place)}): is that the source?"
    return None


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
    for quoted in _quotes(facts):
        holder, chain = quoted.holder, quoted.chain
        source = None if texts is None else _with_text(texts, chain)
        if texts is None or source is None:
            source = chain[-1]
            reason = f"there is no text of `{source}`"
            many = "{count} quotes are unchecked: there is no text of {names}"
            hint = f"name a plain text with `file`, or give `--source {source}=FILE`"
        else:
            try:
                texts.text(source)
                continue
            except Unreadable as error:
                reason = str(error)
            many = f"{{count}} quotes are unchecked: {escaped(reason)}"
            hint = "`file` takes the path of a plain text, relative to the map"
        yield Hit(
            facts.map.sources[source].place("file"),
            f"the quote of `{holder.id}` is unchecked: {reason}",
            hint,
            (holder.id, *filter(None, [facts.holder.get(holder.id)]), *chain),
            many,
            source,
        )


class _Quoted(NamedTuple):
    """A quote, and where it is said to come from.

    Attributes:
        holder: The claim or the evidence that has it.
        quote: The quote.
        chain: Its source and those through which that one is known, nearest first.
    """

    holder: Claim | Evidence
    quote: str
    chain: tuple[str, ...]


def _quotes(facts: Facts) -> Iterator[_Quoted]:
    """Yield the quotes whose sources, with those they are known through, could all be read."""
    for holder in facts.spoken:
        source = holder.source
        if source is None and isinstance(holder, Claim):
            source = facts.map.about
        if holder.quote is None or source is None:
            continue
        chain = facts.chain(source.id)
        if chain and facts.unread.isdisjoint((*chain, holder.id)):
            yield _Quoted(holder, holder.quote, chain)


def _with_text(texts: Texts, sources: tuple[str, ...]) -> str | None:
    """Return the first of some sources that has a text."""
    return next((source for source in sources if source in texts.ids), None)


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
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", plain))
