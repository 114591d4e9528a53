"""Arguments and options that several commands share: maps, processes, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

import click
from click.shell_completion import CompletionItem

from argmap.drawing.picture import (
    HUGE_BOXES,
    ID_PREFIX,
    MOST_BOXES,
    MOST_CHARACTERS,
    NARROWEST,
    WIDEST,
    Direction,
    Engine,
    EvidenceForm,
    Layout,
    Picture,
    Scheme,
)
from argmap.files.find import is_ledger, ledger_path
from argmap.files.read import STREAM

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
WIDTHS = click.IntRange(NARROWEST, WIDEST)
_FILES = re.compile(r"(?<!=)\b(?:DIR|FILE|FOLDER|MAP|PAGE)\b")


class FileName(click.types.StringParamType):
    """The name of a file or folder: any text, for which a shell offers what is there."""

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Leave it to the shell."""
        return [CompletionItem(incomplete, type="file")]


def names_file(param: click.Parameter) -> bool:
    """Return whether a parameter takes the name of a file or folder, by what `--help` calls it."""
    return bool(_FILES.search(param.metavar or "")) and param.type is click.STRING


def _without_ledgers(
    _: click.Context, __: click.Parameter, maps: tuple[str, ...]
) -> tuple[str, ...]:
    """Leave out ledgers beside their maps: `*.yaml` names both, and they are read with the map."""
    if maps.count(STREAM) > 1:
        raise click.UsageError("standard input (-) can be read only once.")
    ledgers = {ledger_path(path) for path in maps if not is_ledger(path)}
    return tuple(path for path in maps if path not in ledgers)


def checked_prefix(_: click.Context, __: click.Parameter, prefix: str | None) -> str | None:
    """Return the prefix, if it can begin an id and name a style."""
    if prefix is not None and not re.fullmatch(ID_PREFIX, prefix):
        raise click.BadParameter("a letter, then letters, digits, - and _.")
    return prefix


def _is_shown(_: click.Context, __: click.Parameter, place: str) -> bool:
    return place != "none"


def _combined(*options: Decorator) -> Decorator:
    """Make one decorator of several options, which `--help` lists in this order."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


maps_argument = click.argument(
    "maps", metavar="MAP...", nargs=-1, required=True, callback=_without_ledgers
)
jobs_option = click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="So many maps are worked on at once, each in a process of its own; without it, as many as "
    "there are processor cores, where there are maps enough to be worth it.",
)
theme_option = click.option(
    "--theme",
    metavar="NAME|FILE",
    default=Picture.theme,
    help="The colours: default; mono, for one ink; safe, for the strongest contrast with every "
    "kind of colour vision; or a TOML file of your own that ends in .toml.",
)
huge_option = click.option(
    "--huge",
    is_flag=True,
    help=f"Draw a picture although it has more than {MOST_BOXES:,} boxes, or {MOST_CHARACTERS:,} "
    f"characters in them, which takes a while; {HUGE_BOXES:,} boxes are the most.",
)
drawing_options = _combined(
    click.option(
        "--engine",
        type=click.Choice(get_args(Engine)),
        default=Picture.engine,
        help="Which Graphviz draws: embedded, the one that was installed with argmap; system, the "
        "one on your search path; auto, the default: embedded where it is there, else system.",
    ),
    theme_option,
    click.option(
        "--scheme",
        type=click.Choice(get_args(Scheme)),
        default=Picture.scheme,
        help="light or dark: the picture is that everywhere, on paper, too. auto, the default: a "
        "picture in a file is dark where the page says so, or, if that says nothing, where the "
        "reader's system is; one in the HTML is dark only on a page that says so; on paper both "
        "are light. For a page that is always light, say light.",
    ),
    click.option(
        "--title",
        type=click.Choice(["above", "none"]),
        default="above",
        callback=_is_shown,
        help="none leaves the title, and the line with author and date, to the article.",
    ),
    click.option(
        "--legend/--no-legend", default=Picture.legend, help="Whether the signs are explained."
    ),
    click.option(
        "--sources",
        type=click.Choice(["below", "none"]),
        default="below",
        callback=_is_shown,
        help="none leaves the numbered list of sources to the article.",
    ),
)
"""Options that are the same for pictures of several widths."""

layout_options = _combined(
    click.option(
        "--layout",
        type=click.Choice(get_args(Layout)),
        default=Picture.layout,
        help="auto, the default: columns where they are at most 900 px high and no higher than the "
        "table, else the table; below 480 px always the table, in one column. table: each claim "
        "beside its reasons or above them, the whole argument in little room. columns: with lines; "
        "reasons stand to the right of what they support; where they are many, the first claims "
        "stand above them. outline: one below the other, indented. graph: a net, every link drawn, "
        "placed by Graphviz; an outline where that is too wide.",
    ),
    click.option(
        "--evidence",
        type=click.Choice(get_args(EvidenceForm)),
        help="Evidence in words, the default; marks, a ring for each piece (○ reported, "
        "● verified, ◇ disputed), in a table, which auto takes then; or none, in every layout.",
    ),
    click.option(
        "--direction",
        type=click.Choice(get_args(Direction)),
        help="Where reasons stand in a net, that is with --layout graph or --format dot: right, "
        "the default, or down.",
    ),
    click.option(
        "--focus",
        metavar="ID",
        help="Show one claim with what stands under it, below a line that leads to it from the "
        "thesis, as in --focus cracks. Numbers are those of the whole map.",
    ),
    click.option(
        "--depth",
        metavar="N",
        type=click.IntRange(min=1),
        help="Show so many levels of claims, and count in each claim of the last one what stands "
        "under it.",
    ),
)
"""How a map is laid out, and which part of it."""

picture_options = _combined(
    click.option(
        "--width",
        metavar="PX",
        type=WIDTHS,
        default=Picture.width,
        help=f"The picture is at most this wide, in CSS px; {Picture.width} without it.",
    ),
    layout_options,
    huge_option,
    click.option(
        "--overview",
        is_flag=True,
        help="Show in one screen what is claimed, on which main reasons, and each objection with "
        "its answers; count the rest. Without -o the file is out/<name of the map>-overview.svg.",
    ),
    drawing_options,
    click.option(
        "--id-prefix",
        metavar="NAME",
        callback=checked_prefix,
        help="What the ids in the picture begin with; without it, a name made from its contents.",
    ),
)
"""All options of one picture."""


def refuse_without_effect(look: Mapping[str, Any]) -> None:
    """Stop at an option that does nothing in the layout, before somebody wonders why."""
    if look["direction"] and look["layout"] != "graph":
        raise click.UsageError("--direction is for nets: add --layout graph.")
    form, layout = look["evidence"], look["layout"]
    if form in (None, "none"):
        return
    if look["overview"]:
        raise click.UsageError(
            "--overview only counts evidence, and with --evidence none does not: leave out "
            f"--evidence {form}, or --overview."
        )
    if layout not in ("auto", "table"):
        raise click.UsageError(
            f"--evidence {form} is for tables: --layout {layout} has evidence in words, or none of "
            "it with --evidence none."
        )


def refuse_focus_beside_split(look: Mapping[str, Any]) -> None:
    """Stop where one claim and all are asked for."""
    if look["focus"] is not None:
        raise click.UsageError(
            "--split draws every claim right under the thesis: leave out --focus, or --split."
        )


def is_given(context: click.Context, option: str) -> bool:
    """Tell whether the user has given an option, and not its default alone."""
    return context.get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE


def picture_from(**given: Any) -> Picture:
    """Make the picture that a command's options ask for; None is an option that was not given."""
    return Picture(**{name: value for name, value in given.items() if value is not None})
