"""Embed a map in a page: pictures, caption and text version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from argmap.drawing.draw import Drawing, draw
from argmap.drawing.picture import Form, Picture
from argmap.drawing.theme import find_theme
from argmap.embedding.html import COLUMN, WHOLE, figure, inline, responsive
from argmap.embedding.markdown import as_markdown
from argmap.embedding.pictures import Variant, address, file_name
from argmap.model.argument import ArgumentMap


@dataclass(frozen=True, slots=True)
class Embedding:
    """A map for a page.

    Attributes:
        text: The fragment to paste: HTML or Markdown, with a final line end.
        pictures: The pictures that belong beside it, by the names of their files, the widest
            first; none where they are in the fragment.
        notes: Remarks for the maker, one sentence each.
    """

    text: str
    pictures: Mapping[str, Drawing]
    notes: tuple[str, ...]


def embed(
    argument: ArgumentMap,
    picture: Picture,
    *,
    form: Form,
    name: str,
    base: str,
    narrow: int | None,
    text: bool = True,
) -> Embedding:
    """Draw a map for a page, and write the fragment to paste.

    Args:
        argument: A map without errors.
        picture: Options of the picture for wide pages; its `id_prefix` begins the ids of the
            fragment, and without it, a name made from the map.
        form: `html` for a figure that shows pictures from files, `inline` for one that holds
            them, `markdown` for Markdown without HTML.
        name: Stem of the pictures' file names.
        base: The address of the folder with the pictures, absolute or relative to the page.
        narrow: The width of the picture for pages where that would have to shrink; None, or a
            width that is not less than the other, for no such picture.
        text: Whether the map as text comes along.

    Raises:
        ValueError: If an option is none of the values above.
        ArgmapError: If the theme cannot be used, or Graphviz is not there or fails.
    """
    theme = find_theme(picture.theme)
    picture, argument = replace(picture, theme=theme), theme.worded(argument)
    width = picture.width
    prefix = picture.id_prefix or _prefix(argument)
    variants = []
    for pixels in [width] if narrow is None or narrow >= width else [width, narrow]:
        # Pictures in files are those of `render`. In one page every id needs a name of its own;
        # in the text version a hyphen follows the prefix.
        own = f"{prefix}_{pixels}" if form == "inline" else None
        drawing = draw(argument, replace(picture, width=pixels, id_prefix=own))
        file = file_name(name, pixels)
        variants.append(Variant(drawing, file, address(base, file)))
    said = (note for one in variants for note in (*one.drawing.notes, *one.drawing.font_notes))
    notes = tuple(dict.fromkeys(said))
    pictures = {} if form == "inline" else {one.file: one.drawing for one in variants}
    if form == "markdown":
        fragment = as_markdown(argument, variants, text=text)
    elif form == "inline":
        fragment = figure(argument, inline(variants), prefix, f"{COLUMN};{WHOLE}", text=text)
    else:
        fragment = figure(argument, responsive(argument, variants), prefix, WHOLE, text=text)
    return Embedding(fragment, pictures, notes)


def _prefix(argument: ArgumentMap) -> str:
    """Return a short name of this map alone, so that several can stand in one page."""
    digest = hashlib.sha256(argument.title.encode("utf-8", "replace"))
    for claim in argument.claims.values():
        digest.update(f"\0{claim.id}\0{claim.text}".encode("utf-8", "replace"))
    return f"m{digest.hexdigest()[:6]}"
