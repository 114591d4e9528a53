"""What the options of `embed` ask for: one fragment, or several, of a map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import click

from argmap.cli.options import (
    is_given,
    picture_from,
    refuse_focus_beside_split,
    refuse_without_effect,
)
from argmap.drawing.picture import NARROW, Form, ImageFormat, Picture
from argmap.embedding import Embedder
from argmap.embedding.pictures import address
from argmap.model.argument import ArgumentMap
from argmap.text import shown


class Order(NamedTuple):
    """What a fragment is to be like, whichever map it is of.

    Attributes:
        picture: The options of its picture for wide pages.
        form: What it is written in.
        base: The address of the folder with its pictures.
        narrow: The width of the picture for narrow pages.
        text: Whether the map as text comes along.
        alt: What those who hear the page are told of the picture; empty for what the map says.
        file_format: What the files of its pictures are.
    """

    picture: Picture
    form: Form
    base: str
    narrow: int
    text: bool
    alt: str
    file_format: ImageFormat

    def embedder(self, argument: ArgumentMap, name: str) -> Embedder:
        """Return what makes the fragment of a map, whose pictures' names begin with a name."""
        return Embedder(
            argument,
            self.picture,
            form=self.form,
            name=name,
            base=self.base,
            narrow=self.narrow,
            text=self.text,
            alt=self.alt,
            file_format=self.file_format,
        )


def ordered(
    context: click.Context,
    *,
    inline: bool,
    markdown: bool,
    file_format: ImageFormat,
    base: str,
    width: int,
    narrow: int | None,
    split: bool,
    text: bool,
    alt: str,
    **look: Any,
) -> Order:
    """Return what the options ask for.

    Raises:
        click.UsageError: If they contradict each other, or one does nothing.
    """
    form = _form(inline=inline, markdown=markdown, file_format=file_format)
    _refuse(form, base=base, split=split, look=look)
    if alt and split:
        raise click.UsageError(
            "--alt is about one picture, and --split writes several: leave out one of them."
        )
    if narrow is not None and narrow >= width:
        raise click.UsageError(f"--narrow should be less than --width, which is {width}.")
    parted = look["focus"] is not None or (look["depth"] is not None and not split)
    overview = not (split or parted or is_given(context, "layout"))
    if overview and look["evidence"] in ("words", "marks"):
        raise click.UsageError(
            f"an overview only counts evidence: beside --evidence {look['evidence']}, add --layout "
            "auto."
        )
    picture = picture_from(width=width, overview=overview, **look)
    return Order(picture, form, base, narrow or NARROW, text, alt, file_format)


def _form(*, inline: bool, markdown: bool, file_format: ImageFormat) -> Form:
    """Return what is written; stop where no page could show it."""
    if inline and markdown:
        if file_format == "svg":
            raise click.UsageError("--inline is HTML, which --markdown does without: choose one.")
        return "markdown-inline"
    if inline and file_format != "svg":
        raise click.UsageError(
            f"--inline puts SVG into the HTML: leave out --format {file_format}, or --inline."
        )
    if file_format == "pdf" and not markdown:
        raise click.UsageError("no browser shows a PDF as a picture: add --markdown to it.")
    return "markdown" if markdown else "inline" if inline else "html"


def _refuse(form: Form, *, base: str, split: bool, look: dict[str, Any]) -> None:
    """Stop at options that contradict each other, or do nothing."""
    if form.endswith("inline") and base:
        raise click.UsageError("--base is for pictures in files: with --inline there are none.")
    if form.startswith("markdown") and look["id_prefix"] is not None:
        raise click.UsageError("--id-prefix is for HTML: Markdown has no ids.")
    refuse_without_effect({**look, "overview": False})
    if split:
        refuse_focus_beside_split(look)
    try:
        address(base, "")
    except ValueError as error:
        raise click.UsageError(f"--base: {error}.") from error


def missing_pictures(names: Iterable[str]) -> list[str]:
    """Return a message on the files that a page needs beside what went to standard output."""
    said = " and ".join(map(shown, names))
    return [f"the page looks for {said}: -o with a folder writes them, too"] * bool(said)
