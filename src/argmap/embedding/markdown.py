"""Embed a map as Markdown without HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from argmap.drawing.layout.around import describe
from argmap.embedding.pictures import Variant
from argmap.embedding.text_version import Excerpt, Words, alternative, caption, entries, line
from argmap.model.argument import ArgumentMap
from argmap.text import escape_markdown, web_address

_UNSAFE: Final = re.compile(r"[\x00-\x20\"'()<>\[\\\]^`{|}]")


def as_markdown(excerpt: Excerpt, variants: Sequence[Variant], alt: str, *, text: bool) -> str:
    """Return the widest picture, its caption and its text version, with a final line end.

    Without `text` the last is left out.

    Nested items are indented by four blanks, which CommonMark, Pandoc and Python-Markdown all
    take for the same.
    """
    argument = excerpt.argument
    words, pen = argument.words, MarkdownPen(argument.lang)
    blocks = ["  \n".join(_picture(excerpt, variants, alt, pen))]
    if not text:
        return f"{blocks[0]}\n"
    said = argument.description if not excerpt.head else None
    about = f" {pen.name(said)}" if said else ""
    blocks.append(f"{pen.strong(f'{words.as_text}{words.full_stop}')}{about}")
    return "\n\n".join([*blocks, *outline(excerpt)]) + "\n"


def outline(excerpt: Excerpt) -> Iterator[str]:
    """Yield the blocks of a text version: what bears on what, then the sources."""
    argument, numbers = excerpt.argument, excerpt.numbers
    pen = MarkdownPen(argument.lang)
    items = (
        f"{'    ' * (entry.depth - 1)}-   {line(entry, argument, numbers, pen)}"
        for entry in entries(excerpt)
    )
    yield "\n".join(items)
    if numbers:
        yield pen.strong(argument.words.sources)
        yield "\n".join(_sources(argument, numbers, pen))


def _picture(
    excerpt: Excerpt, variants: Sequence[Variant], alt: str, pen: MarkdownPen
) -> Iterator[str]:
    """Yield the lines of a paragraph: picture, caption, and where the other pictures are.

    Pandoc takes the alternative text for a caption where a picture has a paragraph of its own.
    """
    widest, *narrower = variants
    argument = excerpt.argument
    said = escape_markdown(alt or alternative(argument, excerpt.head))
    yield f"![{said}]({_address(widest.address)})"
    parts = [f"**{pen.name(argument.title)}**"]
    parts += [pen.name(excerpt.head)] if excerpt.head else []
    parts += (
        f"{pen.own(own)}{argument.words.colon}{pen.name(said)}" for own, said in caption(argument)
    )
    yield " · ".join(parts)
    words = excerpt.argument.words
    for variant in narrower:
        yield f"[{pen.own(words.for_narrow)}]({_address(variant.address)})"


def _sources(argument: ArgumentMap, numbers: Mapping[str, int], pen: MarkdownPen) -> Iterator[str]:
    for name, position in numbers.items():
        source = argument.sources[name]
        text = pen.name(describe(source, argument, numbers))
        address = web_address(source.url)
        linked = f"[{text}]({_address(address)})" if address else text
        yield f"{f'{position}.':<3} {linked}"


def _address(address: str) -> str:
    """Return an address as the target of a link."""
    safe = _UNSAFE.sub(lambda found: quote(found[0], safe=""), address)
    return f"<{safe.replace('&', '&amp;')}>"


class MarkdownPen:
    """Writes Markdown. Languages cannot be marked in it, and items have no ids to lead to."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def own(self, text: str) -> str:
        """Return words of argmap's own."""
        return escape_markdown(text)

    def strong(self, text: str) -> str:
        """Return words of argmap's own in bold."""
        return f"**{escape_markdown(text)}**"

    def words(self, words: Words) -> str:
        """Return words of the map."""
        return escape_markdown(words.text)

    def name(self, text: str) -> str:
        """Return a name or another short piece of the map's."""
        return escape_markdown(text)

    def see(self, anchor: str, text: str) -> str:  # noqa: ARG002 -- nothing to lead to
        """Return the number that stands for a claim or a source."""
        return escape_markdown(text)
