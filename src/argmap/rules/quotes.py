"""Rules on quotes and the texts of their sources: found there, in the named place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from argmap.model.argument import Claim, Evidence
from argmap.model.findings import Mend, Severity, rule
from argmap.quotes import Miss, check, stands
from argmap.quotes.sections import lines_named
from argmap.quotes.sources import SourceText, Texts, Unreadable
from argmap.quotes.work import TooMuchWork
from argmap.rules.facts import Facts, Hit, escaped
from argmap.text import counted, short_quote

_OTHER_TEXTS = 100
_TOO_MUCH = "cite fewer words, or give each part between omissions as a quote of its own"


@rule("AM307", "quote-not-found", Severity.ERROR)
def quote_not_found(facts: Facts) -> Iterator[Hit]:
    """A quote does not stand in the text of its source.

    A quote is a promise that these are the words. It is checked against the plain text that the
    source names with `file`, or that you give with `--source ID=FILE`; for a source that is known
    `via` another, against the nearest text on that way. Evidence's quotes are checked, and those
    that show where a claim is said; where such a claim names no source, that is the map's `about`.

    What printing changes does not count: white space, line ends, words that are hyphenated there,
    the forms of quotation marks and dashes, ligatures, and Markdown's emphasis with asterisks or
    underscores. All else does: every word, its case, every comma. Your own may be the case of the
    first letter, and a full stop or a comma at the end; where that makes a sentence of a part of
    one, AM317 says so.
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
    if texts is None:
        return
    for quoted, source, text in texts_of_quotes(facts):
        try:
            miss = check(quoted.quote, quoted.holder.locator, text)
        except TooMuchWork:
            continue  # AM308 is about it
        if miss is not None:
            yield _missed(texts, quoted, source, text, miss)


def _missed(texts: Texts, quoted: _Quoted, source: str, text: SourceText, miss: Miss) -> Hit:
    """Return the hit on a quote that is not in a text, with another text that has its words."""
    holder = quoted.holder
    named = f"the text of `{source}`"
    if source != quoted.chain[0]:
        named += f", through which `{quoted.chain[0]}` is known"
    message = f"the quote of `{holder.id}` {miss.what.format(text=named)}"

    def hint() -> str | None:
        elsewhere = _elsewhere(texts, quoted.quote, source) if miss.absent else None
        found = elsewhere or miss.hint
        if found and text.assumed:
            found += f" (the file is not UTF-8, and was read as {text.assumed})"
        return found

    def mend() -> Mend | None:
        words = miss.wording() if miss.wording is not None else None
        # Words that another source has as they are may be that source's.
        sure = words is not None and _elsewhere(texts, quoted.quote, source) is None
        return Mend(words) if words is not None and sure else None

    at = holder.place("locator" if miss.misplaced else "quote")
    return Hit(at, message, hint, mend=mend)


def _elsewhere(texts: Texts, quote: str, source: str) -> str | None:
    """Return the hint that the text of another source has a quote, if one of the first has."""
    known = {id(texts.text(source).folded)}
    for other in islice(texts.ids, _OTHER_TEXTS):
        try:
            text = texts.text(other)
            place = None if id(text.folded) in known else stands(quote, text)
        except Unreadable:
            continue
        except TooMuchWork:
            return None
        known.add(id(text.folded))
        if place is not None:
            return f"it is in the text of `{other}` ({text.line(place)}): is that the source?"
    return None


@rule("AM308", "quote-unchecked", Severity.NOTE)
def quote_unchecked(facts: Facts) -> Iterator[Hit]:
    """The source of a quote has no text to check it against.

    So nobody but you has compared the words. Save the source as a plain text (UTF-8) and name that
    with `file`, its path relative to the map; a text that you must not pass on can stay with you:
    `argmap validate map.yaml --source ID=FILE`. All such quotes are one finding. It also tells of
    a `file` that is not there or holds no plain text, and of quotes that no reader would want to
    look up: one of more than 100 omissions, or thousands of them in a text that says the same over
    and over. What argmap spends on them grows with the texts, and is the same on every machine.

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
                check(quoted.quote, holder.locator, texts.text(source))
                continue
            except Unreadable as error:
                reason = str(error)
                hint = "`file` takes the path of a plain text, relative to the map"
            except TooMuchWork:
                reason = "that takes more work than argmap spends on the quotes of a map"
                hint = _TOO_MUCH
            many = f"{{count}} quotes are unchecked: {escaped(reason)}"
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
        chain = _chain_of(facts, holder) if holder.quote is not None else ()
        if chain and holder.quote is not None:
            yield _Quoted(holder, holder.quote, chain)


def _chain_of(facts: Facts, holder: Claim | Evidence) -> tuple[str, ...]:
    """Return the source of a claim or evidence and those it is known through, if all were read."""
    source = holder.source
    if source is None and isinstance(holder, Claim):
        source = facts.map.about
    chain = facts.chain(source.id) if source is not None else ()
    return chain if facts.unread.isdisjoint((*chain, holder.id)) else ()


def texts_of_quotes(facts: Facts) -> Iterator[tuple[_Quoted, str, SourceText]]:
    """Yield the quotes whose sources have a text that can be read, with that source and text."""
    texts = facts.texts
    for quoted in _quotes(facts) if texts is not None and texts.ids else ():
        source = None if texts is None else _with_text(texts, quoted.chain)
        if texts is None or source is None:
            continue
        try:
            text = texts.text(source)
        except Unreadable:
            continue  # AM308 is about it
        yield quoted, source, text


def _with_text(texts: Texts, sources: tuple[str, ...]) -> str | None:
    """Return the first of some sources that has a text."""
    return next((source for source in sources if source in texts.ids), None)


@rule("AM320", "locator-not-found", Severity.NOTE)
def locator_not_found(facts: Facts) -> Iterator[Hit]:
    """A `locator` names a line that the source's text does not have, or misspells a heading.

    So whoever looks the words up does not find the place, and a quote is looked for in all of the
    text rather than in that section. What else a locator may say, such as a page, a minute or a
    heading that the text has nothing like, is left alone.

    Text (`survey.txt`):
        ```text
        Method

        We counted on three days.

        Results

        Nine hundred lorries crossed it each day.
        ```
    Bad:
        ```yaml
        sources:
          photo: {type: report, title: Survey, file: survey.txt}
        premises:
          wet-street:
            text: Many lorries use the bridge.
            evidence:
              - {text: About 900 a day, source: photo, locator: Resuls}
              - {text: Wet shoes, source: diary}
        ```
    Good:
        ```yaml
        sources:
          photo: {type: report, title: Survey, file: survey.txt}
        premises:
          wet-street:
            text: Many lorries use the bridge.
            evidence:
              - {text: About 900 a day, source: photo, locator: Results}
              - {text: Wet shoes, source: diary}
        ```
    """
    texts = facts.texts
    for holder in facts.spoken if texts is not None and texts.ids else ():
        chain = _chain_of(facts, holder)
        source = None if texts is None else _with_text(texts, chain)
        if texts is None or source is None or not holder.locator:
            continue
        try:
            astray = _astray(holder.locator, texts.text(source))
        except Unreadable:
            continue
        except TooMuchWork:
            return
        if astray is not None:
            message, hint = astray
            yield Hit(
                holder.place("locator"),
                f"the locator of `{holder.id}` {message.format(text=f'the text of `{source}`')}",
                hint,
                (holder.id, *filter(None, [facts.holder.get(holder.id)])),
            )


def _astray(locator: str, text: SourceText) -> tuple[str, str] | None:
    """Return what is wrong with a locator that leads nowhere in a text, and the hint."""
    sections = text.sections
    lines = lines_named(locator)
    if lines is not None:
        first, last = lines
        if 0 < first <= last <= sections.last:
            return None
        if first > last:
            return "counts its lines backwards", f"did you mean {last}–{first}?"
        return (
            "names a line that {text} does not have",
            f"{text.path} has {counted(sections.last, 'line')}",
        )
    if sections.knows(locator):
        return None
    nearest = sections.nearest(locator)
    if nearest is None:
        return None
    return "is no heading of {text}", f"did you mean {short_quote(nearest)}?"


@rule("AM321", "text-with-markup", Severity.NOTE)
def text_with_markup(facts: Facts) -> Iterator[Hit]:
    """The text of a source is HTML: markup stands between its words.

    A quote is compared with what the file holds. A tag inside of a sentence makes the words differ
    from those that a reader sees, and where a sentence ends cannot be told. Open the page in a
    browser and save it as plain text, or copy its words into a file. Markdown is fine:
    emphasis does not count.

    Text (`page.txt`):
        ```text
        <!DOCTYPE html>
        <html><body><p>The bridge is <b>not</b> safe.</p></body></html>
        ```
    Bad:
        ```yaml
        sources:
          photo: {type: webpage, title: The bridge, file: page.txt}
        premises:
          wet-street:
            text: The bridge is dangerous.
            evidence:
              - {quote: safe, source: photo}
              - {text: Wet shoes, source: diary}
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            text: The bridge is dangerous.
        ```
    """
    found: dict[str, Hit] = {}
    for _, source, text in texts_of_quotes(facts):
        if text.is_html and source not in found:
            found[source] = Hit(
                facts.map.sources[source].place("file"),
                f"the text of `{source}` is HTML, and its quotes are compared with the markup",
                f"save the page's words as plain text, and name that instead of {text.path}",
                (source,),
            )
    yield from found.values()
