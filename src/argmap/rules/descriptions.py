"""Rules on how a source is described: its address and its date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from argmap.catalogue import rule
from argmap.findings import Severity
from argmap.rules.facts import Facts, Hit
from argmap.rules.telling import line
from argmap.text import short_quote

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


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
    """Tells whether a text is an http or https address with a host and without blanks."""
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
        told = min(len(issued), len(date))
        if issued[:told] > date[:told]:
            at = facts.map.place("date")
            message = (
                f"`{source.id}` is dated {issued}, later than the map's own date, {date} "
                f"({line(at)})"
            )
            hint = "correct one of the two; the map's `date` is the state of things that it shows"
            yield Hit(source.place("issued"), message, hint, (source.id,))
