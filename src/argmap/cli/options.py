"""Options that several commands share: maps, pictures, rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, get_args

import click

from argmap.checking import settings
from argmap.drawing.picture import ID_PREFIX, NARROWEST, WIDEST, Direction, Engine, Layout, Picture
from argmap.files.find import is_ledger, ledger_path
from argmap.files.read import STREAM
from argmap.text import one_line


def _read_once(_: click.Context, __: click.Parameter, maps: tuple[str, ...]) -> tuple[str, ...]:
    """Return the maps, unless two of them are standard input.

    A ledger beside its map is left out: `*.yaml` names both, and it is read with the map.
    """
    if maps.count(STREAM) > 1:
        raise click.UsageError("standard input (-) can be read only once.")
    ledgers = {ledger_path(path) for path in maps if not is_ledger(path)}
    return tuple(path for path in maps if path not in ledgers)


JOBS = click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="So many maps are worked on at once, each in a process of its own; without it, as many as "
    "there are processor cores, where there are maps enough to be worth it.",
)
"""How many processes share the work."""

MAPS = click.argument("maps", metavar="MAP...", nargs=-1, required=True, callback=_read_once)
"""Maps and folders with maps, `-` among them at most once."""


def source_files(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Return the files of `--source ID=FILE` by their ids."""
    files: dict[str, str] = {}
    for text in given:
        written, equals, file = text.partition("=")
        source = unicodedata.normalize("NFC", written.strip())
        if not (source and equals and file):
            raise click.BadParameter(
                f"'{one_line(text)}' is not ID=FILE, such as report=texts/report.txt: the id of a "
                "source, and a file with its text."
            )
        if source in files:
            raise click.BadParameter(f"'{one_line(source)}' is given two files.")
        files[source] = file
    return files


Command = TypeVar("Command", bound="Callable[..., Any]")
WIDTHS = click.IntRange(NARROWEST, WIDEST)


def checked_prefix(_: click.Context, __: click.Parameter, prefix: str | None) -> str | None:
    """Return the prefix, if it can begin an id and name a style."""
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
    """Give a command all options of one picture, in this order."""
    return _given(command, *PLACING, *DRAWING, PREFIX)


def drawing_options(command: Command) -> Command:
    """Give a command the options that are the same for pictures of several widths."""
    return _given(command, *DRAWING)


def picture_from(**given: Any) -> Picture:
    """Make the picture that a command's options ask for; None is an option that was not given."""
    return Picture(**{name: value for name, value in given.items() if value is not None})


def _given(command: Command, *options: Callable[[Command], Command]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


_LISTED = "a code, a name, or what codes begin with, such as AM3; several with commas"


def rule_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command."""
    options = (
        click.option(
            "--select",
            metavar="RULES",
            multiple=True,
            callback=partial(_words, treated=None),
            help=f"Tell these rules only ({_LISTED}), whatever the settings say. Errors are "
            "always told.",
        ),
        click.option(
            "--ignore",
            metavar="RULES",
            multiple=True,
            callback=partial(_words, treated="ignored"),
            help="Leave these rules out, too. Errors cannot be left out.",
        ),
        click.option(
            "--baseline",
            metavar="FILE",
            help="Tell only what this file, written by --write-baseline, does not hold. Errors are "
            "always told.",
        ),
        click.option(
            "--tighten",
            is_flag=True,
            help="Take out of the baseline what is no longer found; nothing is added.",
        ),
        click.option(
            "--write-baseline",
            "record",
            metavar="FILE",
            help="Write all warnings and notes of today to a baseline. Entries of maps that are "
            "not named here stay in it.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _words(
    _: click.Context, __: click.Parameter, given: tuple[str, ...], treated: str | None
) -> tuple[str, ...]:
    """Return the rules that were named, one or more with each option."""
    words = tuple(word.strip() for value in given for word in value.split(","))
    if words:
        try:
            for word in words:
                if treated is None:
                    settings.codes(word)
                else:
                    settings.refuse_errors(word, treated)
        except ValueError as error:
            raise click.BadParameter(one_line(str(error))) from None
    return words
