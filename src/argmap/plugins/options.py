"""The options that a page may set for a map: the parameters of `argmap.embed`, their one list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from argmap.api import embed

NOTHING: Final = "none"
"""What leaves out a part of a picture, as in `--title none`."""

_PAGES_OWN: Final = {"source", "form", "name", "base", "return"}
"""Parameters of `embed` that the page settles, and no option."""


class Option(NamedTuple):
    """An option that stands for one parameter of `embed`.

    Attributes:
        parameter: The parameter.
        kind: What it takes: `bool`, `int` or `str`.
        choices: The words that it takes; none where it takes any.
    """

    parameter: str
    kind: type
    choices: tuple[str, ...]

    @property
    def name(self) -> str:
        """How it is written, without dashes before it."""
        return self.parameter.replace("_", "-")


@cache
def options() -> Mapping[str, Option]:
    """Return the options by their names."""
    hints = get_type_hints(embed).items()
    found = [_option(name, hint) for name, hint in hints if name not in _PAGES_OWN]
    return {one.name: one for one in found}


def _option(parameter: str, hint: Any) -> Option:
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kind = next(one for one in reversed(kinds) if one is not NoneType)
    if get_origin(kind) is Literal:
        return Option(parameter, str, get_args(kind))
    return Option(parameter, kind, ())
