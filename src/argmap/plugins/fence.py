"""What a page says of a map: the words that follow `argmap embed`, as they are typed there."""

from __future__ import annotations

import argparse
import re
import shlex
from typing import Any, Final, NamedTuple, NoReturn

from argmap.plugins.options import NOTHING, options
from argmap.text import did_you_mean, nearest_key, shown

MAP_ENDINGS: Final = (".yaml", ".yml")

SHOWN: Final = {"title": "above", "sources": "below"}
"""The parts of a picture that are given a place, and no flag, and which place that is."""

_FILE: Final = re.compile(r"""("[^"]*|'[^']*|[^"'\s]\S*)\.ya?ml["']?(\s|$)""", re.IGNORECASE)


class Request(NamedTuple):
    """What a page asks for.

    Attributes:
        path: The map's file as the page names it, or None where the map stands there itself.
        options: Arguments of `argmap.embed`, without those that were not given.
        lines: How many lines of the fence come before a map that stands there itself.
    """

    path: str | None
    options: dict[str, Any]
    lines: int = 0


def read_fence(body: str) -> Request:
    """Return what a fence asks for: a path with options, or options and a map's own text.

    Raises:
        ValueError: If its words are no path and no options of the command.
    """
    lines = body.split("\n")
    first = next((line.strip() for line in lines if line.strip()), "")
    if not first:
        raise ValueError("it is empty: write the path of a map into it, or the map itself")
    if _FILE.match(first):
        return read_words(" ".join(lines), named=True)
    count = 0
    while count < len(lines) and (not lines[count].strip() or lines[count].lstrip()[:2] == "--"):
        count += 1
    given = read_words(" ".join(lines[:count]))
    if given.path is None and count == len(lines):
        raise ValueError("it has options alone: write the path of a map before them")
    return given._replace(lines=count)


def read_words(words: str, *, named: bool = False) -> Request:
    """Return the path, if one is to be there, and the options that some words stand for.

    Raises:
        ValueError: If a word is none of the command's.
    """
    parser = _parser()
    if named:
        parser.add_argument("path", metavar="MAP")
    try:
        parts = shlex.split(words)
    except ValueError:
        raise ValueError(f"a quotation mark is not closed: {words.strip()}") from None
    known, others = parser.parse_known_args(parts)
    if others:
        raise ValueError(_unknown(others[0].partition("=")[0], parser))
    found = vars(known)
    path = found.pop("path", None)
    given = {name: value for name, value in found.items() if value is not None}
    given |= {name: given[name] != NOTHING for name in SHOWN if name in given}
    return Request(path, given)


def _unknown(word: str, parser: _Parser) -> str:
    """Return what is wrong with a word that is none of the command's, or none for a page."""
    if not word.startswith("-"):
        return f"'{shown(word)}' is one word too many: a name with blanks stands in quotation marks"
    known = parser.format_usage().replace("[", " ").replace("]", " ").split()
    meant = nearest_key(word, [one for one in known if one.startswith("--")])
    hint = did_you_mean(meant, "a page takes those of `argmap embed` that are about a picture")
    return f"there is no option {shown(word)} here: {hint}"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(message.removeprefix("argument "))


def _parser() -> _Parser:
    parser = _Parser(prog="argmap embed", add_help=False, allow_abbrev=False)
    parser.add_argument("--inline", dest="form", action="store_const", const="inline")
    for name, option in options().items():
        flag = f"--{name}"
        if name in SHOWN:
            parser.add_argument(flag, choices=(SHOWN[name], NOTHING))
        elif option.kind is bool:
            parser.add_argument(flag, action=argparse.BooleanOptionalAction)
        elif option.choices:
            parser.add_argument(flag, choices=option.choices)
        else:
            parser.add_argument(flag, type=_whole_number if option.kind is int else str)
    return parser


def _whole_number(word: str) -> int:
    try:
        return int(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a whole number, not '{word}'") from None
