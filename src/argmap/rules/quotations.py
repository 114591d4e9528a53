"""Rules on quotes: each stands in the text of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.quoted import Quoted, holder_of, quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.quotes.checks import Miss
    from argmap.quotes.texts import SourceText, Texts


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
    from argmap.quotes.checks import check  # noqa: PLC0415 -- few maps have texts
    from argmap.quotes.loading import Unreadable  # noqa: PLC0415

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
    """Returns a miss as it is told, with the source that has the words if another one does."""
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
    """Returns which other source's text has a quote, if one does."""
    from argmap.quotes.checks import stands  # noqa: PLC0415
    from argmap.quotes.loading import Unreadable  # noqa: PLC0415

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
    """Returns why the text of a source cannot be used, or None if it can."""
    from argmap.quotes.loading import Unreadable  # noqa: PLC0415

    try:
        texts.text(source)
    except Unreadable as reason:
        return str(reason)
    return None


def _unformatted(text: str) -> str:
    """Returns a text that `str.format` leaves as it is."""
    return text.replace("{", "{{").replace("}", "}}")
