"""Embed a map as HTML: a figure with picture, text version and caption."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from argmap.drawing.layout.around import describe
from argmap.drawing.layout.content import source_numbers
from argmap.drawing.markup import escape, web_address
from argmap.drawing.typeset.clusters import runs_from_right
from argmap.embedding.pictures import Variant
from argmap.embedding.text_version import Words, alternative, caption, entries, line
from argmap.model.argument import ArgumentMap
from argmap.model.vocabulary import ENGLISH, language
from argmap.text import folded

LIST: Final = 'style="margin:0;padding-inline-start:1.2em"'
"""A page's own indent, 40 px in most browsers, would leave deep lists no room on a phone."""

WHOLE: Final = "margin:1em 0;overflow-wrap:anywhere"
"""A page's own margin takes 80 px in most browsers; a long word may break wherever it has to."""

_ROOT_CLASS: Final = re.compile(r'<svg [^>]*?class="argmap ([\w-]+)"')


def figure(argument: ArgumentMap, picture: Sequence[str], prefix: str) -> str:
    """Return the whole figure, without an empty line and with a final line end.

    `picture` holds lines; `prefix` begins the ids of the text version.
    """
    direction = ' dir="rtl"' if runs_from_right(argument.title) else ""
    own = "" if language(argument.lang) or argument.own_words else ENGLISH
    pen = HtmlPen(argument.lang, own, prefix, isolates=bool(direction))
    lines = [
        f'<figure class="argmap" lang="{escape(argument.lang)}"{direction} style="{WHOLE}">',
        *picture,
        *_details(argument, pen),
        f"<figcaption>{_caption(argument, pen)}</figcaption>",
        "</figure>",
    ]
    return "\n".join(lines) + "\n"


def responsive(argument: ArgumentMap, variants: Sequence[Variant]) -> Iterator[str]:
    """Yield a `<picture>` of drawings, the widest first; the reader's width chooses one."""
    widest, *narrower = variants
    yield "<picture>"
    for variant, wider in reversed(list(zip(narrower, variants, strict=False))):
        yield (
            f'<source media="{wider.too_narrow}" srcset="{escape(variant.address)}" '
            f"{_size(variant)}>"
        )
    said = escape(alternative(argument))
    yield (
        f'<img src="{escape(widest.address)}" {_size(widest)} alt="{said}" '
        'loading="lazy" decoding="async" style="max-width:100%;height:auto">'
    )
    yield "</picture>"


def inline(variants: Sequence[Variant]) -> Iterator[str]:
    """Yield the pictures themselves, the widest first; the reader's width shows one.

    What is not displayed is not read aloud either. The rule stands in the picture's own style
    sheet, the one place in a figure where HTML wants one; each has an id prefix of its own.
    """
    for position, variant in enumerate(variants):
        conditions = []
        if variant is not variants[-1]:
            conditions.append(variant.too_narrow)
        if position:
            conditions.append(f"not all and {variants[position - 1].too_narrow}")
        yield _hidden_where(conditions, variant.drawing.svg.rstrip())


def _hidden_where(conditions: Sequence[str], svg: str) -> str:
    """Return a picture that is not displayed where one of the media queries is true."""
    found = _ROOT_CLASS.match(svg)
    assert found is not None
    rule = f"svg.{found[1]}{{display:none}}"
    rules = f"@media {','.join(conditions)}{{{rule}}}" if conditions else ""
    # The first end tag is the real one: no text of the map can hold one.
    return svg.replace("</style>", f"{rules}</style>", 1)


def _size(variant: Variant) -> str:
    return f'width="{variant.drawing.width}" height="{variant.drawing.height}"'


def _caption(argument: ArgumentMap, pen: HtmlPen) -> str:
    parts = [f"<b>{pen.name(argument.title)}</b>"]
    parts += (f"{pen.own(own)}: {pen.name(said)}" for own, said in caption(argument))
    return " · ".join(parts)


def _details(argument: ArgumentMap, pen: HtmlPen) -> Iterator[str]:
    """Yield the text version, folded away until a reader opens it."""
    words = argument.words
    numbers = source_numbers(argument)
    yield '<details style="margin:.5em 0">'
    yield f"<summary>{pen.own(words.as_text)}</summary>"
    if argument.description:
        yield f"<p>{pen.name(argument.description)}</p>"
    opened = 0
    for entry in entries(argument):
        if entry.depth > opened:
            yield f"<ul {LIST}>"
        else:
            yield "</li>" + "</ul></li>" * (opened - entry.depth)
        identity = f' id="{pen.identity(entry.anchor)}"' if entry.anchor else ""
        yield f"<li{identity}>{line(entry, argument, numbers, pen)}"
        opened = entry.depth
    yield "</li></ul>" * opened
    yield from _sources(argument, pen)
    yield "</details>"


def _sources(argument: ArgumentMap, pen: HtmlPen) -> Iterator[str]:
    numbers = source_numbers(argument)
    if not numbers:
        return
    yield f"<p>{pen.strong(argument.words.sources)}</p>"
    yield f"<ol {LIST.replace('1.2em', '2em')}>"
    for name, position in numbers.items():
        source = argument.sources[name]
        text = pen.name(describe(source, argument, numbers))
        address = web_address(source.url)
        linked = f'<a href="{escape(address)}">{text}</a>' if address else text
        yield f'<li id="{pen.identity(name)}" value="{position}">{linked}</li>'
    yield "</ol>"


@dataclass(frozen=True, slots=True)
class HtmlPen:
    """Writes HTML.

    Attributes:
        lang: The language of the figure.
        own_lang: That of argmap's own words, if it is another.
        prefix: Prefix of ids.
        isolates: Whether the figure runs from right to left.
    """

    lang: str
    own_lang: str
    prefix: str
    isolates: bool

    def own(self, text: str) -> str:
        """Return words of argmap's own, marked where the map's language is none of its own."""
        marked = f' lang="{self.own_lang}"' if self.own_lang else ""
        if self.isolates:
            return f"<bdi{marked}>{escape(text)}</bdi>"
        return f"<span{marked}>{escape(text)}</span>" if marked else escape(text)

    def strong(self, text: str) -> str:
        """Return words of argmap's own in bold."""
        return f"<b>{self.own(text)}</b>"

    def words(self, words: Words) -> str:
        """Return words of the map, marked where their language or direction is another."""
        text = folded(words.text)
        marked = f' lang="{escape(words.lang)}"' if words.lang != self.lang else ""
        if self.isolates or any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text):
            return f"<bdi{marked}>{escape(text)}</bdi>"
        return f"<span{marked}>{escape(text)}</span>" if marked else escape(text)

    def name(self, text: str) -> str:
        """Return a name or another short piece of the map's."""
        return self.words(Words(text, self.lang))

    def see(self, anchor: str, text: str) -> str:
        """Return a link within the text version."""
        return f'<a href="#{self.identity(anchor)}">{self.own(text)}</a>'

    def identity(self, name: str) -> str:
        """Return the id of a claim or a source, as an attribute's value."""
        return f"{self.prefix}-{escape(name)}"
