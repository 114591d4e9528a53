"""Rules on wording: placeholders, long claims, the same claim twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from argmap.model.argument import Claim, Placed
from argmap.model.findings import Severity, rule
from argmap.model.vocabulary import language
from argmap.rules.facts import Facts, Hit, line, names, several
from argmap.rules.lines import VERSE, divisions
from argmap.text import listed, short_quote

_PARTS = (b"todo", b"tbd", b"xme", b"xxx", b"lorem", b"???")
"""Parts of all fillers and markers, of letters without other forms: `ſ` is one of `s`."""

_NOTHING = re.compile(r"[\s.…?!_*/·•#()\[\]<>–—-]*")
_FILLER = re.compile(r"\W*(?:todo|tbd|fixme|xxx+|lorem ipsum\b.*)\W*", re.IGNORECASE)
_MARKER = re.compile(r"\b(?:TODO|FIXME|TBD)\b(?!-\w)|(?<!\S)[(\[]?\?{3,}[)\]]?(?!\w)")
_SPOKEN = ("text", "quote", "by", "locator")

_LONGEST = 240
"""Characters of a claim. Three columns at 720 px leave a box some 220 px, which is about 30
letters a line: at this length the claim fills eight lines, as much as one glance takes in."""

_SHORTEN = "keep what is claimed, and make its reasons premises or evidence"

_PUNCTUATION = ".,;:!…\"'`„“”‚‘’«»‹›()[]–—。、"


@rule("AM401", "placeholder", Severity.WARNING)
def placeholder(facts: Facts) -> Iterator[Hit]:
    """A text still has to be written.

    `TODO`, `FIXME`, `TBD` and `???` are told wherever they stand in the author's own words, and
    so is a text of nothing but dots or dashes. An ellipsis at the end of a sentence and an
    omission in a quote are none; nor is `todo` in a Spanish sentence.

    Bad:
        ```yaml
        premises:
          wet-street:
            evidence:
              - {text: TODO look at the photo, source: photo}
              - {text: Wet shoes, source: diary}
        ```
    """
    for text in _texts(facts):
        if _is_unwritten(text.words, verbatim=text.key == "quote"):
            message = f"{_what(text)} still has to be written: {short_quote(text.words)}"
            yield Hit(text.holder.place(text.key), message, "write it, or take it out", text.ids)


def _is_unwritten(words: str, *, verbatim: bool) -> bool:
    """Return whether a text is a filler or, unless it is verbatim, has a marker."""
    if _NOTHING.fullmatch(words) or _FILLER.fullmatch(words):
        return True
    likely = "TODO" in words or "???" in words or "TBD" in words or "FIXME" in words
    return not verbatim and likely and not words.isupper() and _MARKER.search(words) is not None


class _Text(NamedTuple):
    """A text that the author wrote: of what, under which key, and the ids it is about."""

    holder: Placed
    key: str
    words: str
    ids: tuple[str, ...] = ()


def _texts(facts: Facts) -> Iterator[_Text]:
    """Yield the texts of a map that may be unwritten; a cheap test leaves most of them out."""
    yield from _texts_of(facts.map, ("title", "author", "by", "description"))
    for source in facts.map.sources.values():
        yield from _texts_of(source, ("title",), source.id)
    likely = _has_marks(facts)
    for claim in facts.map.claims.values():
        if likely or claim.quote or claim.by or claim.locator or not claim.text[:1].isalnum():
            yield from _texts_of(claim, _SPOKEN, claim.id)
    for claim, piece in facts.cited:
        words = piece.text or ""
        if likely or piece.quote or piece.by or piece.locator or not words[:1].isalnum():
            yield from _texts_of(piece, _SPOKEN, piece.id, claim.id)
    for inference in facts.map.inferences.values():
        yield from _texts_of(inference, ("warrant",), inference.id)


def _has_marks(facts: Facts) -> bool:
    """Return whether a text of a claim or of evidence may hold a filler or a marker."""
    texts = "\n".join([one.text or "" for one in facts.spoken])
    letters = texts.encode("utf-8", "surrogatepass").lower()
    return any(part in letters for part in _PARTS)


def _texts_of(holder: Placed, keys: Iterable[str], *ids: str) -> Iterator[_Text]:
    for key in keys:
        words = getattr(holder, key)
        if words:
            yield _Text(holder, key, words, ids)


def _what(text: _Text) -> str:
    """Return the name of a text in messages."""
    if not text.ids:
        return f"the map's `{text.key}`"
    return f"the {'speaker' if text.key == 'by' else text.key} of `{text.ids[0]}`"


@rule("AM402", "long-claim", Severity.WARNING)
def long_claim(facts: Facts) -> Iterator[Hit]:
    """A claim is longer than 240 characters.

    In three columns at 720 px that is a box of eight lines, about as much as one glance takes
    in. A long claim often holds its own reasons: they are premises or evidence. Wide
    characters, such as Chinese ones, count twice. On a map without evidence and sources all long
    claims are one finding.

    Bad:
        ```yaml
        premises:
          wet-street:
            text: >-
              The street is wet, and it was wet yesterday as well, and so were the roofs, the
              gardens and the cars that stood there all night long, while the people who came
              home late had their coats and hats soaked through and told everybody whom they met
              on the stairs.
        ```
    """
    many = f"{{count}} claims are longer than {_LONGEST} characters, too long for a box: {{names}}"
    hits = _long_claims(facts)
    yield from several(hits, many, _SHORTEN) if facts.cites_nothing else hits


def _long_claims(facts: Facts) -> Iterator[Hit]:
    for claim in facts.map.claims.values():
        if 2 * len(claim.text) <= _LONGEST:
            continue  # not even if all of it is wide
        length = _length(claim.text)
        if length > _LONGEST:
            message = (
                f"the text of `{claim.id}` is {length} characters long, more than {_LONGEST}: "
                "too long for a box"
            )
            yield Hit(claim.place("text"), message, _SHORTEN, (claim.id,))


def _length(text: str) -> int:
    """Return the length of a text in characters: wide ones count twice, combining marks not."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


@rule("AM403", "duplicate-claim", Severity.WARNING)
def duplicate_claim(facts: Facts) -> Iterator[Hit]:
    """Two claims say the same, word by word.

    Capitals, white space and punctuation do not count. One reason seems to be two then. A claim
    that serves two others names both: `supports: [a, b]`.

    Bad:
        ```yaml
        premises:
          wet-road:
            text: the street is wet
            supports: thesis
            evidence:
              - {text: An entry at noon, source: diary}
        ```
    """
    alike: dict[str, list[Claim]] = {}
    for claim in facts.map.claims.values():
        folded = unicodedata.normalize("NFKC", claim.text).casefold()
        key = " ".join(filter(None, map(str.strip, folded.split(), repeat(_PUNCTUATION))))
        alike.setdefault(key, []).append(claim)
    for key, (first, *others) in alike.items():
        if not key or not others:
            continue
        ids = tuple(claim.id for claim in others)
        say = "says" if len(ids) == 1 else "say"
        message = f"{names(ids)} {say} the same as `{first.id}` ({line(first.at)})"
        hint = "make it one claim; if it serves two others, it names both: `supports: [a, b]`"
        yield Hit(others[0].place("text"), message, hint, (first.id, *ids))


@rule("AM408", "joined-lines", Severity.NOTE)
def joined_lines(facts: Facts) -> Iterator[Hit]:
    """A text is written in paragraphs, as a list or as verse, and is one paragraph in the picture.

    White space is folded: an empty line between two paragraphs, the items of a list and the lines
    of a poem are gone then, and what they kept apart runs together. A paragraph that is merely
    broken into lines, as after `>-`, is none of these, and a quote counts as verse only where each
    of its lines is short and ends in a mark.

    Bad:
        ```yaml
        premises:
          wet-street:
            text: |
              The street is wet.

              So are the roofs.
        ```
    Good:
        ```yaml
        premises:
          wet-street:
            text: >-
              The street is wet, and so
              are the roofs.
        ```
    """
    if not facts.text:
        return
    for holder, keys, *ids in _shown(facts):
        for key in keys:
            words = getattr(holder, key)
            parts = words and divisions(facts.lines, holder.place(key))
            if parts:
                yield from _joined(_Text(holder, key, words, tuple(ids)), parts, facts)


def _shown(facts: Facts) -> Iterator[tuple[Placed, Sequence[str], *tuple[str, ...]]]:
    """Yield what a picture shows as paragraphs: holders, the keys of their texts, and their ids."""
    yield facts.map, ("description",)
    for one in facts.spoken:
        yield one, ("text", "quote"), one.id
    for inference in facts.map.inferences.values():
        yield inference, ("warrant",), inference.id


def _joined(text: _Text, parts: Sequence[str], facts: Facts) -> Iterator[Hit]:
    if text.key == "quote":
        hint = "quote less, or leave out what stands between with `[…]`"
    else:
        parts = [part for part in parts if part != VERSE]
        hint = "say one thing here, and make the rest premises or evidence"
    if not text.ids:
        hint = "write one paragraph"
    if parts:
        what = f"{_what(text)} is written as {listed(parts)}"
        claims = [facts.holder[name] for name in text.ids if name in facts.holder]
        message = f"{what}, and in the picture it is one paragraph"
        yield Hit(text.holder.place(text.key), message, hint, (*text.ids, *claims))


@rule("AM410", "foreign-words", Severity.NOTE)
def foreign_words(facts: Facts) -> Iterator[Hit]:
    """The map is in a language in which argmap has no words of its own.

    What it adds to a picture and to the text version is in English then: premise, evidence, the
    legend. Whoever draws the map can give it words of its own: a theme has them in a table, such as
    `[words.lv]` for Latvian (docs/author.md shows one). Then this note is to be accepted.

    Bad:
        ```yaml
        lang: lv
        ```
    """
    lang = facts.map.lang
    if language(lang) is None:
        yield Hit(
            facts.map.place("lang"),
            f"argmap has no words in `{lang}`: those that it adds to the picture are English",
            f"write them into a theme, in a table `[words.{lang}]`, and accept this note",
        )
