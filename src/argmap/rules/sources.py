"""Rules on sources: described, used, with a safe address and a plausible date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from argmap.model.findings import Mend, Severity, rule
from argmap.rules.facts import Facts, Hit, line, whereabouts
from argmap.text import listed, short_quote, split_list

_FEW = 5
"""Sources that a hint can name one by one."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


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
        named = facts.by_id.get(reference.id)
        nearest = facts.known_sources.nearest(reference.id)
        words = [word for word in split_list(reference.id) if word in facts.map.sources]
        hint = f"describe it under `sources`, with `{reference.id}` as its key"
        mend = None
        if named is not None:
            message = f"`{reference.id}` is no source but {whereabouts(named)}"
            hint = "name one of the ids under `sources`"
        elif words:
            message = f"`{reference.id}` is several sources, and one can be named here"
            hint = "name one here, and add a piece of evidence for each of the others"
        else:
            message = f"`{reference.id}` is not described under `sources`"
            if nearest is not None:
                at = line(facts.map.sources[nearest].at)
                hint = f"did you mean `{nearest}` ({at})?"
                only = facts.known_sources.only(reference.id)
                mend = Mend(only or nearest, sure=only is not None)
            elif 0 < len(facts.map.sources) <= _FEW:
                there = listed([f"`{name}`" for name in facts.map.sources], "or")
                hint = f"{hint}, or name one that is there: {there}"
        yield Hit(reference.at, message, hint, mend=mend)


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


@rule("AM309", "unsafe-url", Severity.ERROR)
def unsafe_url(facts: Facts) -> Iterator[Hit]:
    """A source's `URL` is no address on the web.

    The picture links to it, and a link may lead to `http` and `https` only: other kinds run
    programs or point into the author's own machine.

    Bad:
        ```yaml
        sources:
          diary: {type: book, title: A diary, URL: 'file:///home/ada/diary.txt'}
        ```
    Good:
        ```yaml
        sources:
          diary: {type: book, title: A diary, URL: 'https://example.org/diary'}
        ```
    """
    for source in facts.map.sources.values():
        if source.url is None or _is_web_address(source.url):
            continue
        if source.url.lower().startswith(("https://", "http://")):
            message = f"{short_quote(source.url)} is not one whole address"
            hint = "copy the address from the browser; a blank in it is written %20"
        else:
            message = f"{short_quote(source.url)} does not begin with `https://` or `http://`"
            hint = "write the address as the browser shows it, or take `URL` out"
        if not _SCHEME.match(source.url) and _is_web_address(f"https://{source.url}"):
            hint = f"did you mean `https://{source.url}`?"
        yield Hit(source.place("URL"), message, hint)


def _is_web_address(url: str) -> bool:
    if re.search(r"[\s\\<>\"`]", url):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:  # such as a broken IPv6 address
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(host)


@rule("AM310", "future-date", Severity.WARNING)
def future_date(facts: Facts) -> Iterator[Hit]:
    """A source is dated later than the map.

    The map's `date` is the state of things that it shows, so nothing that it cites can have
    appeared after it. Most often a year or a month is mistyped. A date without a day or a month
    is compared as far as it goes.

    Bad:
        ```yaml
        date: 2026-03-12
        sources:
          diary: {type: book, title: A diary, issued: 2026-04-01}
        ```
    Good:
        ```yaml
        date: 2026-03-12
        sources:
          diary: {type: book, title: A diary, issued: 2026-03}
        ```
    """
    date = facts.map.date
    if date is None:
        return
    for source in facts.map.sources.values():
        issued = source.issued
        if issued is None:
            continue
        known = min(len(issued), len(date))
        if issued[:known] > date[:known]:
            at = facts.map.place("date")
            message = (
                f"`{source.id}` is dated {issued}, later than the map's own date, {date} "
                f"({line(at)})"
            )
            hint = "correct one of the two; the map's `date` is the state of things that it shows"
            yield Hit(source.place("issued"), message, hint, (source.id,))
