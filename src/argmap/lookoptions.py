"""The options that say how a picture is to look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from argmap.picture import ID_PREFIX, NARROWEST, WIDEST, Direction, Engine, Layout, Picture

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., Any]")
WIDTHS = click.IntRange(NARROWEST, WIDEST)


def checked_prefix(_: click.Context, __: click.Parameter, prefix: str | None) -> str | None:
    """Returns the prefix, if it can begin an id and name a style."""
    if prefix is not None and not re.fullmatch(ID_PREFIX, prefix):
        raise click.BadParameter("a letter, then letters, digits, - and _.")
    return prefix


def is_shown(_: click.Context, __: click.Parameter, place: str) -> bool:
    """Return whether something stands on the picture at all."""
    return place != "none"


PLACING = (
    click.option(
        "--width",
        metavar="PX",
        type=WIDTHS,
        default=Picture.width,
        help=f"The picture is at most this wide, in CSS px; {Picture.width} without it.",
    ),
    click.option(
        "--layout",
        type=click.Choice(get_args(Layout)),
        default=Picture.layout,
        help="columns: reasons stand to the right of what they support; where they are many, the "
        "first claims stand above them. outline: one below the other, indented, for phones and "
        "deep maps. auto, the default: columns where there is "
        "room. graph: a net, every link drawn, placed by Graphviz; an outline where that is too "
        "wide.",
    ),
    click.option(
        "--direction",
        type=click.Choice(get_args(Direction)),
        help="Where reasons stand in a net, that is with --layout graph or --format dot: right, "
        "the default, or down.",
    ),
)
DRAWING = (
    click.option(
        "--engine",
        type=click.Choice(get_args(Engine)),
        default=Picture.engine,
        help="Which Graphviz draws: embedded, the one that was installed with argmap; system, the "
        "one on your search path; auto, the default: embedded where it is there, else system.",
    ),
    click.option(
        "--theme",
        metavar="NAME|FILE",
        default=Picture.theme,
        help="The colours: default; mono, for one ink; safe, for the strongest contrast with every "
        "kind of colour vision; or a TOML file of your own that ends in .toml.",
    ),
    click.option(
        "--title",
        type=click.Choice(["above", "none"]),
        default="above",
        callback=is_shown,
        help="none leaves the title, and the line with author and date, to the article.",
    ),
    click.option(
        "--legend/--no-legend", default=Picture.legend, help="Whether the signs are explained."
    ),
    click.option(
        "--sources",
        type=click.Choice(["below", "none"]),
        default="below",
        callback=is_shown,
        help="none leaves the numbered list of sources to the article.",
    ),
)
PREFIX = click.option(
    "--id-prefix",
    metavar="NAME",
    callback=checked_prefix,
    help="What the ids in the picture begin with; without it, a name made from its contents.",
)


def look_options(command: Command) -> Command:
    """Gives a command all options of one picture, in this order."""
    return _given(command, *PLACING, *DRAWING, PREFIX)


def drawing_options(command: Command) -> Command:
    """Gives a command the options that are the same for pictures of several widths."""
    return _given(command, *DRAWING)


def picture_from(**given: Any) -> Picture:
    """Make the picture that a command's options ask for; None is an option that was not given."""
    return Picture(**{name: value for name, value in given.items() if value is not None})


def _given(command: Command, *options: Callable[[Command], Command]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
