"""Embed a map as HTML: a figure with picture, text version and caption."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from argmap.drawing.layout.around import describe
from argmap.drawing.markup import escape
from argmap.drawing.typeset.clusters import runs_from_right
from argmap.embedding.pictures import Variant
from argmap.embedding.rows import below, counts, is_above_rows, is_row, sign
from argmap.embedding.text_version import (
    Excerpt,
    TextEntry,
    Words,
    alternative,
    caption,
    entries,
    line,
    origin,
    summary,
)
from argmap.model.argument import ArgumentMap
from argmap.model.outline import Item
from argmap.model.vocabulary import ENGLISH, language
from argmap.text import folded, web_address

LIST: Final = 'style="margin:0;padding-inline-start:1.2em"'
"""A page's own indent, 40 px in most browsers, would leave deep lists no room on a phone."""

ROW: Final = 'style="margin:.5em 0"'
"""Rows stand as close as lines of a text; a page's own paragraphs are often an em apart."""

WHOLE: Final = "margin:1em 0;overflow-wrap:anywhere"
"""A page's own margin takes 80 px in most browsers; a long word may break wherever it has to."""

COLUMN: Final = "display:block;box-sizing:border-box;width:100%"
"""What holds pictures is as wide as its column, so that their width can be chosen by that: a theme
that shrinks figures to what is in them would find nothing."""

ON_PAPER: Final = 0.95
"""How far a picture may shrink in print: A4 with a browser's margins is 717 px wide."""

_ROOT_CLASS: Final = re.compile(r'<svg [^>]*?class="argmap ([\w-]+)"')


def figure(
    excerpt: Excerpt,
    picture: Iterable[str],
    prefix: str,
    style: str,
    *,
    text: bool,
    titled: bool,
) -> str:
    """Return the whole figure, without an empty line and with a final line end.

    Args:
        excerpt: The map, or the part of it.
        picture: The lines of its picture.
        prefix: What the ids of the text version begin with.
        style: The figure's own style.
        text: Whether the text version comes along.
        titled: Whether the picture has the title: the caption does not repeat it.
    """
    argument = excerpt.argument
    direction = ' dir="rtl"' if runs_from_right(argument.title) else ""
    own = "" if language(argument.lang) or argument.own_words else ENGLISH
    pen = HtmlPen(argument.lang, own, prefix, isolates=bool(direction))
    lines = [
        f'<figure class="argmap" lang="{escape(argument.lang)}"{direction} style="{style}">',
        *picture,
        *(_details(excerpt, pen) if text else ()),
    ]
    said = _caption(excerpt, pen, titled=titled)
    lines += [f"<figcaption>{said}</figcaption>"] * bool(said)
    lines.append("</figure>")
    return "\n".join(lines) + "\n"


def responsive(excerpt: Excerpt, variants: Sequence[Variant], alt: str) -> Iterator[str]:
    """Yield a `<picture>` of drawings, the widest first; the width of the window chooses one.

    No element has a height: where a page takes the styles away, a picture that shrinks would keep
    it, and float in white. Until it is loaded, its room is that of the widest.
    """
    widest, *narrower = variants
    yield "<picture>"
    for variant, wider in reversed(list(zip(narrower, variants, strict=False))):
        yield (
            f'<source media="{wider.too_narrow}" srcset="{escape(variant.address)}" '
            f'width="{variant.drawing.width}">'
        )
    said = escape(alt or alternative(excerpt.argument, excerpt.head))
    width, height = widest.drawing.width, widest.drawing.height
    yield (
        f'<img src="{escape(widest.address)}" width="{width}" alt="{said}" loading="lazy" '
        'decoding="async" '
        f'style="max-width:100%;height:auto;aspect-ratio:auto {width}/{height}">'
    )
    yield "</picture>"


def inline(variants: Sequence[Variant], alt: str) -> Iterator[str]:
    """Yield the pictures themselves, the widest first; the width of their column shows one.

    What is not displayed is not read aloud either. Without any style, as reader views show a
    page, an attribute leaves the narrowest alone. The rules stand in a picture's own style
    sheet, the one place in a figure where HTML wants one; each has an id prefix of its own. An
    alternative text of the author's is heard in the place of the picture's own title.
    """
    label = f'aria-label="{escape(alt)}" ' if alt else ""
    yield f'<div style="{COLUMN};container-type:inline-size">'
    for position, variant in enumerate(variants):
        wider = variants[position - 1] if position else None
        hidden = variant is not variants[-1]
        svg = variant.drawing.svg.rstrip()
        found = _ROOT_CLASS.match(svg)
        assert found is not None
        none, there = (f"svg.{found[1]}{{display:{how}!important}}" for how in ("none", "inline"))
        rules = _where_fits(wider, none)
        if hidden:
            rules = f"{none}{_where_fits(variant, there)}{rules}"
            svg = svg.replace("<svg ", '<svg display="none" ', 1)
        svg = svg.replace("<svg ", f"<svg {label}", 1)
        # The first end tag is the real one: no text of the map can hold one.
        yield svg.replace("</style>", f"{rules}</style>", 1)
    yield "</div>"


def _where_fits(variant: Variant | None, rule: str) -> str:
    """Return a rule that holds where a picture has its room; on paper it may shrink a little."""
    if variant is None:
        return ""
    width = variant.drawing.width
    return (
        f"@media screen{{@container (min-width:{width}px){{{rule}}}}}"
        f"@media print{{@container (min-width:{width * ON_PAPER:.0f}px){{{rule}}}}}"
    )


def _caption(excerpt: Excerpt, pen: HtmlPen, *, titled: bool) -> str:
    argument = excerpt.argument
    parts = [] if titled else [f"<b>{pen.name(argument.title)}</b>"]
    parts += [pen.name(excerpt.head)] if excerpt.head else []
    parts += (
        f"{pen.own(own)}{argument.words.colon}{pen.name(said)}" for own, said in caption(argument)
    )
    return " · ".join(parts)


def _details(excerpt: Excerpt, pen: HtmlPen) -> Iterator[str]:
    """Yield the text version, folded away until a reader opens it."""
    argument, numbers = excerpt.argument, excerpt.numbers
    words = argument.words
    yield '<details style="margin:.5em 0">'
    yield f"<summary>{pen.own(words.as_text)}</summary>"
    if argument.description and not excerpt.head:
        yield f"<p>{pen.name(argument.description)}</p>"
    yield from _rows(excerpt, pen)
    yield from _sources(argument, numbers, pen)
    yield "</details>"


def _rows(excerpt: Excerpt, pen: HtmlPen) -> Iterator[str]:
    """Yield the thesis, and a row for each main reason that unfolds to a list of what is there."""
    argument, numbers = excerpt.argument, excerpt.numbers
    opened, above, folds = 0, 0, False
    for entry in entries(excerpt):
        identity = f' id="{pen.identity(entry.anchor)}"' if entry.anchor else ""
        item = entry.item
        assert item is not None
        if item.parent is None or is_above_rows(item.parent):
            closing = "</li></ul>" * opened + "</details>" * folds
            yield from [closing] * bool(closing)
            opened, above = 0, entry.depth
            rest = origin(entry, argument, numbers, pen)
            folds = is_row(item) and bool(entry.anchor and (item.children or rest))
            if folds:
                yield f"<details{identity} {ROW}>"
                yield f"<summary>{_row(entry, item, argument, pen)}</summary>"
                yield from [f"<p {ROW}>{rest}</p>"] * bool(rest)
            else:
                yield f"<p{identity} {ROW}>{line(entry, argument, numbers, pen)}</p>"
            continue
        depth = max(1, entry.depth - above)
        if depth > opened:
            yield f"<ul {LIST}>"
        else:
            yield "</li>" + "</ul></li>" * (opened - depth)
        yield f"<li{identity}>{line(entry, argument, numbers, pen)}"
        opened = depth
    closing = "</li></ul>" * opened + "</details>" * folds
    yield from [closing] * bool(closing)


def _row(entry: TextEntry, item: Item, argument: ArgumentMap, pen: HtmlPen) -> str:
    """Return a main reason, a sign for each claim under it, and what they come to."""
    signs = "".join(sign(one).shape for one in below(item))
    counted = " · ".join(pen.own(said) for _, said in counts(item, argument.words))
    shown = f'<span aria-hidden="true">{signs}</span> ' if signs else ""
    said = summary(entry, argument, pen)
    return f"{said}<br>{shown}{counted}" if counted else said


def _sources(argument: ArgumentMap, numbers: Mapping[str, int], pen: HtmlPen) -> Iterator[str]:
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


def _has_right(text: str) -> bool:
    """Tell whether a text has a letter that runs from right to left."""
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


@dataclass(frozen=True, slots=True)
class HtmlPen:
    """Writes HTML.

    Attributes:
        lang: The language of the figure.
        own_lang: That of argmap's own words, if it is another.
        prefix: Prefix of ids; none where a map has the page to itself.
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
        if self.isolates or _has_right(text):
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
        return f"{self.prefix}-{escape(name)}" if self.prefix else escape(name)
