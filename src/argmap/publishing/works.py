"""Tell which sources of several maps are the same: by DOI, ISBN and address, or by their title."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from argmap.files.names import file_part
from argmap.model.argument import Source
from argmap.text import normalized

KINDS: Final = ("doi", "isbn", "url", "title")
"""What tells sources apart, the surest first: keys begin with these."""

_DOI: Final = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE
)
_WITHIN: Final = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia",
                            "paper-conference"})  # fmt: skip
"""Types whose ISBN is that of the book around them."""


class SourceLine(NamedTuple):
    """A source of one map.

    Attributes:
        id: Its id in the map.
        said: The source in one line.
        url: Its address on the web, or nothing.
        keys: What tells it from all others, the surest first: its DOI, ISBN and address.
        title: Its title, authors and date as one key, or nothing where that is too little.
        claims: The places of the claims that rest on it among those of the map.
    """

    id: str
    said: str
    url: str
    keys: list[str]
    title: str
    claims: list[int]


class Use(NamedTuple):
    """A source of one map.

    Attributes:
        map: The place of the map among all.
        name: The map's name.
        source: What it says of the source.
    """

    map: int
    name: str
    source: SourceLine


class SharedSource(NamedTuple):
    """One source, in all maps that rest on it.

    Attributes:
        name: What stands for it in the name of its page.
        uses: Where it is used, at least once.
    """

    name: str
    uses: list[Use]

    @property
    def said(self) -> str:
        """The source in one line, as the map says it that says most."""
        return max((use.source.said for use in self.uses), key=len)

    @property
    def url(self) -> str:
        """Its address on the web, or nothing."""
        return next((use.source.url for use in self.uses if use.source.url), "")

    @property
    def maps(self) -> int:
        """How many maps have it."""
        return len({use.map for use in self.uses})


def identifiers(source: Source) -> list[str]:
    """Return what tells a source from all others, the surest first."""
    fields, url = source.fields, source.url or ""
    dois = (_DOI.fullmatch(given.strip()) for given in (str(fields.get("DOI") or ""), url))
    found = [f"doi:{unquote(doi[1]).casefold().rstrip('.')}" for doi in dois if doi]
    if number := _isbn(str(fields.get("ISBN") or "")):
        part = f"|{_plain(source.title or source.id)}" * (source.type in _WITHIN)
        found.append(f"isbn:{number}{part}")
    if url and not _DOI.fullmatch(url.strip()) and (address := _address(url)):
        found.append(f"url:{address}")
    return list(dict.fromkeys(found))


def title_key(source: Source) -> str:
    """Return title, authors and date as one key; nothing where a title is all there is."""
    if not source.title or not (source.author or source.issued):
        return ""
    authors = "|".join(sorted(map(_plain, source.author)))
    return f"title:{_plain(source.title)}|{authors}|{source.issued or ''}"


def works(uses: Iterable[Use]) -> list[SharedSource]:
    """Return the sources of all maps, each once, the most used first.

    Those that share a DOI are the same, and so are those that share an ISBN or an address, unless
    they have two different DOIs. One that has nothing of the kind is the one with the same title,
    authors and date. What could be either of two is neither.
    """
    found = list(uses)
    groups = _Groups(len(found))
    for kind in KINDS:
        if kind == "title":
            groups.sure = {groups.head[place] for place, use in enumerate(found) if use.source.keys}
        for places in _by_key(found, kind):
            groups.gather(places)
        if kind == "doi":
            groups.sure = {
                groups.head[place] for place, use in enumerate(found) if _has(use.source, kind)
            }
    made = [_work([found[place] for place in places]) for places in groups.all()]
    return sorted(_apart(made), key=lambda work: (-work.maps, work.said.casefold(), work.name))


class _Groups:
    """Places of sources that are the same.

    Attributes:
        sure: The heads of groups that are told from each other already.
    """

    def __init__(self, count: int) -> None:
        self.members = {place: [place] for place in range(count)}
        self.head = list(range(count))
        self.sure: set[int] = set()

    def gather(self, places: Sequence[int]) -> None:
        """Put the groups together that share a key, and a sure one with them if it is the only."""
        heads = list(dict.fromkeys(self.head[place] for place in places))
        loose = [head for head in heads if head not in self.sure]
        sure = [head for head in heads if head in self.sure]
        first, *others = [*sure, *loose] if len(sure) == 1 else loose or heads[:1]
        for other in others:
            first = self._join(first, other)

    def _join(self, one: int, other: int) -> int:
        """Put the smaller of two groups into the larger one, and return that one's head."""
        large, small = (
            (one, other) if len(self.members[one]) >= len(self.members[other]) else (other, one)
        )
        for place in self.members[small]:
            self.head[place] = large
        self.members[large] += self.members.pop(small)
        if small in self.sure:
            self.sure.add(large)
        return large

    def all(self) -> list[list[int]]:
        """Return the groups, each in order, by their first places."""
        return sorted(map(sorted, self.members.values()))


def _by_key(uses: Sequence[Use], kind: str) -> list[list[int]]:
    """Return the places of those that share a key of a kind."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, use in enumerate(uses):
        for key in _ranked(use.source):
            if key.startswith(f"{kind}:"):
                found[key].append(place)
    return list(found.values())


def _has(source: SourceLine, kind: str) -> bool:
    return any(key.startswith(f"{kind}:") for key in source.keys)


def _work(uses: list[Use]) -> SharedSource:
    keys = {key for use in uses for key in _ranked(use.source)}
    first = uses[0]
    key = min(keys, key=_rank) if keys else f"{first.name}|{first.source.id}"
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:20]
    slug = file_part(_plain(first.source.said)).partition("~")[0]
    return SharedSource(f"{slug}~{digest}", uses)


def _ranked(source: SourceLine) -> list[str]:
    return [*source.keys, *filter(None, [source.title])]


def _rank(key: str) -> tuple[int, str]:
    return KINDS.index(key.partition(":")[0]), key


def _apart(made: Iterable[SharedSource]) -> list[SharedSource]:
    """Return the works, no two with one name."""
    taken: dict[str, int] = {}
    found = []
    for work in made:
        digest = work.name.rpartition("~")[2]
        taken[digest] = count = taken.get(digest, 0) + 1
        found.append(work if count == 1 else work._replace(name=f"{work.name}-{count}"))
    return found


def _plain(text: str) -> str:
    """Return the letters and digits of a text, without capitals and accents."""
    bare = normalized("NFKD", text).casefold()
    return " ".join(re.findall(r"\w+", "".join(c for c in bare if not "\u0300" <= c <= "\u036f")))


def _isbn(text: str) -> str:
    """Return an ISBN in thirteen digits, or nothing where it is none."""
    digits = re.sub(r"[\s–-]|^ISBN(?:-1[03])?:?", "", text.strip().upper())
    if re.fullmatch(r"\d{9}[\dX]", digits):
        body = f"978{digits[:-1]}"
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
        return f"{body}{-total % 10}"
    return digits if re.fullmatch(r"\d{13}", digits) else ""


def _address(url: str) -> str:
    """Return an address without what does not tell two apart, or nothing where it is none."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
