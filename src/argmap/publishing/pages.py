"""The files of a site that are about all of its maps: index, sources, search, feed, style."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from argmap.drawing.stylesheet import FALLBACKS
from argmap.drawing.theme import Theme
from argmap.drawing.typeset.clusters import runs_from_right
from argmap.embedding.page import coloured
from argmap.embedding.rows import Sign
from argmap.errors import ArgmapError
from argmap.files.read import shipped
from argmap.model.vocabulary import ENGLISH, Vocabulary, language, vocabulary
from argmap.publishing.entry import ClaimLine, Entry
from argmap.publishing.works import SharedSource, Use, works
from argmap.review.ledger import ReviewState

if TYPE_CHECKING:
    import jinja2

ALWAYS: Final = ("index.html", "sources.html", "site.css", "site.js")
"""Files that every site has, whatever its maps."""

FEED: Final = "feed.xml"
MOST_IN_FEED: Final = 100
SHARD: Final = 500_000
"""Characters of a file of the search index, from which on the next one begins."""

MOST_SPEAKERS: Final = 6
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IDS: Final = uuid.UUID("7f3dfcc4-61a8-4f0f-9b0f-5a1d2a52a2d6")
"""What the ids of the feed are made from, besides a site's title and a map's name."""


class MapPage(NamedTuple):
    """A map of the site: its name below the folder of maps, its page, and what is known of it."""

    name: str
    page: str
    entry: Entry


class RestingMap(NamedTuple):
    """A map that rests on a source, and the claims that do."""

    map: MapPage
    claims: Sequence[ClaimLine]


class Pages:
    """Writes what is about all maps of a site."""

    def __init__(self, theme: Theme, title: str | None) -> None:
        """Prepare the templates.

        Raises:
            ArgmapError: If Jinja2 is not installed.
        """
        self.theme, self.title = theme, title
        self.templates = _templates()

    def files(self, maps: Sequence[MapPage]) -> Iterator[tuple[str, str]]:
        """Yield the name and the content of each file, those first that others link to."""
        maps = sorted(maps, key=lambda one: (one.entry.title.casefold(), one.name))
        maps.sort(key=lambda one: one.entry.date, reverse=True)
        words, lang = self._words(maps)
        title = self.title or words.argument_maps
        found = works(
            Use(place, one.name, source)
            for place, one in enumerate(maps)
            for source in one.entry.sources
        )
        shards = list(_shards(maps, found))
        dated = [one for one in maps if _moment(one.entry)]
        about = {
            "title": title, "words": words, "lang": lang, "maps": maps, "works": found,
            "rtl": runs_from_right(title), "has_feed": bool(dated), "shards": len(shards),
            "most_speakers": MOST_SPEAKERS, "counts": partial(_counts, words=words),
            "states": partial(_states, words=words),
        }  # fmt: skip
        yield (
            "site.css",
            coloured(shipped("publishing", "site.css").decode(), self.theme, FALLBACKS),
        )
        yield "site.js", shipped("publishing", "site.js").decode()
        for number, shard in enumerate(shards):
            yield f"search/{number}.js", shard
        for work in found:
            yield (
                f"sources/{work.name}.html",
                self._filled("source.html", about | {"work": work, "lines": _lines(work, maps)}),
            )
        yield "sources.html", self._filled("sources.html", about)
        if dated:
            yield FEED, self._filled("feed.xml", about | _feed(title, dated))
        yield "index.html", self._filled("index.html", about)

    def _filled(self, template: str, values: dict[str, object]) -> str:
        return _NOT_XML.sub("\ufffd", self.templates.get_template(template).render(values))

    def _words(self, maps: Sequence[MapPage]) -> tuple[Vocabulary, str]:
        """Return argmap's words in the language of most maps, and that language."""
        tags = Counter(one.entry.lang for one in maps)
        lang = min(tags, key=lambda tag: (-tags[tag], tag), default=ENGLISH)
        own = {one.lang: one.texts for one in self.theme.words}
        tag = language(lang, own)
        if tag is not None:
            return vocabulary(lang, own[tag]), lang
        return vocabulary(lang), lang if language(lang) else ENGLISH


def _templates() -> jinja2.Environment:
    try:
        import jinja2  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError as error:
        if error.name not in ("jinja2", "markupsafe"):
            raise
        raise ArgmapError(
            "a site needs Jinja2: `python -m pip install jinja2` installs it, and so does "
            "argmap's extra, argmap[site]"
        ) from error
    loader = jinja2.FunctionLoader(lambda name: shipped("publishing", "templates", name).decode())
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip


def _lines(work: SharedSource, maps: Sequence[MapPage]) -> list[RestingMap]:
    """Return the maps that rest on a source, with the claims that do."""
    resting: dict[int, set[int]] = {}
    for use in work.uses:
        resting.setdefault(use.map, set()).update(use.source.claims)
    return [
        RestingMap(maps[place], [maps[place].entry.claims[one] for one in sorted(claims)])
        for place, claims in resting.items()
    ]


def _counts(entry: Entry, words: Vocabulary) -> list[str]:
    """Return how many reasons, objections, answers and pieces of evidence a map has, in words."""
    forms = {
        Sign.REASON: words.reasons,
        Sign.OBJECTION: words.objections,
        Sign.ANSWER: words.answers,
    }
    numbers = [(form, entry.signs.get(kind, 0)) for kind, form in forms.items()]
    found = [*numbers, (words.pieces, entry.pieces)]
    return [words.counted(form, count) for form, count in found if count]


def _states(entry: Entry, words: Vocabulary) -> list[str]:
    """Return how many claims and warrants are in which state after their reviews, in words."""
    found = [(state, entry.states.get(state, 0)) for state in ReviewState]
    return [f"{getattr(words, state)}{words.colon}{count:,}" for state, count in found if count]


def _shards(maps: Sequence[MapPage], found: Sequence[SharedSource]) -> Iterator[str]:
    """Yield the parts of the search index, scripts that hand over what they hold."""
    parts = [
        {
            "page": one.page, "title": one.entry.title, "lang": one.entry.lang,
            "claims": [list(claim) for claim in one.entry.claims],
        }
        for one in maps
    ]  # fmt: skip
    sources = {"sources": [[f"sources/{work.name}.html", work.said, work.maps] for work in found]}
    held: list[str] = []
    size = 0
    for part in [*parts, sources]:
        text = json.dumps(part, ensure_ascii=False, separators=(",", ":"))
        held.append(text)
        size += len(text)
        if size >= SHARD or part is sources:
            lines = ",\n".join(held)
            yield _NOT_XML.sub("\ufffd", f"argmapIndex.push(\n{lines}\n);\n")
            held, size = [], 0


def _feed(title: str, dated: Sequence[MapPage]) -> dict[str, object]:
    """Return what stands in the feed besides: its own id, and the newest maps with theirs."""
    newest = sorted(dated, key=lambda one: one.entry.updated, reverse=True)[:MOST_IN_FEED]
    entries = [
        {"map": one, "id": uuid.uuid5(_IDS, f"{title}\0{one.name}"), "updated": _moment(one.entry)}
        for one in newest
    ]
    return {"id": uuid.uuid5(_IDS, title), "entries": entries, "updated": entries[0]["updated"]}


def _moment(entry: Entry) -> str:
    """Return when a map changed last as a feed says it, or nothing where nobody knows."""
    day = f"{entry.updated}-01-01"[:10] if len(entry.updated) < 7 else f"{entry.updated}-01"[:10]  # noqa: PLR2004
    try:
        return f"{date.fromisoformat(day).isoformat()}T00:00:00Z"
    except ValueError:
        return ""
