"""Embed a map in a page: pictures, caption and text version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.drawing.draw import Drawing, Pictures
from argmap.drawing.layout import arrange
from argmap.drawing.layout.limits import TooLargeError
from argmap.drawing.picture import Form, ImageFormat, Layout, Picture
from argmap.drawing.png_pdf import note_on_fonts
from argmap.embedding.html import COLUMN, WHOLE, figure, inline, responsive
from argmap.embedding.markdown import as_markdown
from argmap.embedding.pictures import Variant, address, data_address, file_name
from argmap.embedding.text_version import Excerpt
from argmap.model.argument import ArgumentMap
from argmap.text import folded

LOW, ALIKE = 600, 1.1
"""A whole map that is no higher, in px, or no more times as high as its overview, is shown whole:
the overview would leave words out and spare nobody anything."""

MOST_WHOLE = 60
"""Claims of a map that may be so low: of a larger one it need not be found out."""

FAR_APART = 240
"""Difference in px between the widths of two pictures in a page from which on a third one may help:
that of most columns lies between, and they would show the narrow one beside empty space."""

BETWEEN = 5 / 9
"""Where a third picture's width lies, from the narrow one on: 560 px between 360 and 720, since
most columns that show neither well are 560 to 700 px wide."""

FAR_LOWER = 200
"""So many px lower than the narrow picture a third one is, or it is left out."""


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


class Embedder:
    """Makes fragments of one map."""

    def __init__(
        self,
        argument: ArgumentMap,
        picture: Picture,
        *,
        form: Form,
        name: str,
        base: str,
        narrow: int | None,
        text: bool = True,
        alt: str = "",
        file_format: ImageFormat = "svg",
    ) -> None:
        """Prepare a map.

        Args:
            argument: A map without errors.
            picture: Options of the picture for wide pages; its `id_prefix` begins the ids of the
                fragment, and without it, a name made from the map.
            form: `html` for a figure that shows pictures from files, `inline` for one that holds
                them, `markdown` for Markdown without HTML, `markdown-inline` for such that holds
                the wide picture.
            name: Stem of the pictures' file names.
            base: The address of the folder with the pictures, absolute or relative to the page.
            narrow: The width of the picture for pages where that would have to shrink; None, or a
                width that is not less than the other, for no such picture.
            text: Whether the map as text comes along.
            alt: What those who hear the page are told of the pictures; without it, a sentence with
                the thesis, or with the claim that a part is about.
            file_format: The format of pictures in files and in Markdown.

        Raises:
            ArgmapError: If the theme cannot be used.
        """
        self.pictures = Pictures(argument, picture)
        self.picture, self.argument = picture, self.pictures.argument
        self.form, self.name, self.base, self.text = form, name, base, text
        self.alt, self.file_format = folded(alt), file_format
        self.narrow = None if narrow is None or narrow >= picture.width else narrow
        self.prefix = picture.id_prefix or _prefix(self.argument)

    def embed(self) -> Embedding:
        """Draw the pictures, and write the fragment to paste.

        Raises:
            FocusError: If there is no claim to focus on; a `ValueError`.
            ArgmapError: If Graphviz is not there or fails.
        """
        return self._embed(replace(self.picture, overview=self._needs_overview()), {})

    def _needs_overview(self) -> bool:
        """Tell whether an overview is asked for, and spares readers more than a few lines."""
        if not self.picture.overview or len(self.argument.claims) > MOST_WHOLE:
            return self.picture.overview
        try:
            whole, overview = (
                arrange(
                    self.argument, replace(self.picture, overview=one), self.pictures.part()
                ).height
                for one in (False, True)
            )
        except TooLargeError:  # few claims, or words without end
            return True
        return whole > max(LOW, ALIKE * overview)

    def split(self) -> Iterator[tuple[str, Embedding]]:
        """Yield the overview, and a fragment for each claim right under the thesis.

        They come with what stands for them in the names of their files; of the overview nothing.
        Pictures in files link to each other, the wide ones and the narrow ones apart.

        Raises:
            ArgmapError: If the files of two would have one name, or Graphviz is not there or fails.
        """
        options = dict(self.pictures.split(self.picture))
        files = {}
        for width in self._widths() if self._in_files else []:
            sized = {name: replace(one, width=width) for name, one in options.items()}
            named = {
                name: file_name(self.name, one, self.file_format) for name, one in sized.items()
            }
            files[width] = self.pictures.addresses(named)
        for picture in options.values():
            kinds = [] if picture.overview else picture.kinds
            yield "".join(f"-{kind}" for kind in kinds), self._embed(picture, files)

    @property
    def _in_files(self) -> bool:
        return self.form in ("html", "markdown")

    def _widths(self) -> list[int]:
        if self.narrow is None or self.form == "markdown-inline":
            return [self.picture.width]
        return [self.picture.width, self.narrow]

    def _embed(self, picture: Picture, files: Mapping[int, Mapping[str, str]]) -> Embedding:
        """Return one fragment; `files` are the pictures beside its own, by their widths."""
        prefix = self.prefix if picture.focus is None else _of_part(self.prefix, picture.focus)

        def variant(width: int) -> Variant:
            sized = replace(picture, width=width, layout=_layout(picture, width))
            # Pictures in files are those of `render`. In one page every id needs a name of its own;
            # in the text version a hyphen follows the prefix.
            own = f"{prefix}_{width}" if self.form == "inline" else None
            drawing = self.pictures.draw(replace(sized, id_prefix=own), files.get(width))
            file = file_name(self.name, sized, self.file_format)
            if self.form == "markdown-inline":
                where = data_address(drawing, self.file_format)
            else:
                where = address(self.base, file)
            return Variant(drawing, file, where)

        variants = [*map(variant, self._widths())]
        if self.form == "inline" and self.narrow and picture.width - self.narrow >= FAR_APART:
            between = variant(self.narrow + int(BETWEEN * (picture.width - self.narrow)))
            if variants[-1].drawing.height - between.drawing.height >= FAR_LOWER:
                variants.insert(1, between)
        notes = tuple(dict.fromkeys(note for one in variants for note in self._notes(one.drawing)))
        pictures = {one.file: one.drawing for one in variants if self._in_files}
        excerpt = Excerpt(self.argument, self.pictures.part(picture.focus))
        return Embedding(self._fragment(excerpt, variants, prefix), pictures, notes)

    def _notes(self, drawing: Drawing) -> Iterator[str]:
        yield from drawing.notes
        if self.file_format == "svg":
            yield from drawing.font_notes
        else:
            yield from note_on_fonts(drawing, self.file_format)

    def _fragment(self, excerpt: Excerpt, variants: Sequence[Variant], prefix: str) -> str:
        if self.form in ("markdown", "markdown-inline"):
            return as_markdown(excerpt, variants, self.alt, text=self.text)
        if self.form == "inline":
            style, pictures = f"{COLUMN};{WHOLE}", inline(variants, self.alt)
        else:
            style, pictures = WHOLE, responsive(excerpt, variants, self.alt)
        titled = self.picture.title
        return figure(excerpt, pictures, prefix, style, text=self.text, titled=titled)


def _layout(picture: Picture, width: int) -> Layout:
    """Return the layout at a width: columns and nets are for wide pages."""
    wide = picture.layout in ("columns", "graph") and width < picture.width
    return "auto" if wide else picture.layout


def _of_part(prefix: str, focus: str) -> str:
    """Return the prefix of a part's ids, apart from those of the whole and of the other parts."""
    return f"{prefix}_{hashlib.sha256(focus.encode('utf-8', 'replace')).hexdigest()[:6]}"


def _prefix(argument: ArgumentMap) -> str:
    """Return a short name of this map alone, so that several can stand in one page."""
    digest = hashlib.sha256(argument.title.encode("utf-8", "replace"))
    for claim in argument.claims.values():
        digest.update(f"\0{claim.id}\0{claim.text}".encode("utf-8", "replace"))
    return f"m{digest.hexdigest()[:6]}"
