"""The options of the directive, as authors write them into a page: those of `argmap embed`.

They are read from the signature of `argmap.embed`, which is the one list of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from argmap.api import embed

Converter = Callable[[str | None], Any]
"""Takes what an author wrote, or None for nothing; raises `ValueError` where that will not do."""

NOTHING: Final = "none"
"""What leaves out a part of a picture, as in `--title none`."""

_PAGES_OWN: Final = {"source", "form", "name", "base", "return"}
"""Parameters of `embed` that the page settles, and no option."""


@cache
def converters() -> Mapping[str, Converter]:
    """Return what reads each option, by the name that it has without dashes before it."""
    return dict(_named())


def keywords(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keyword arguments of `embed` for options that the converters have read."""
    found: dict[str, Any] = {}
    for option, value in given.items():
        name = option.replace("-", "_")
        if option == "inline":
            found["form"] = option
        else:
            found[name.removeprefix("no_")] = value
    return found


def _named() -> Iterator[tuple[str, Converter]]:
    yield "inline", _flag
    for name, hint in get_type_hints(embed).items():
        if name in _PAGES_OWN:
            continue
        kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
        kind = next(one for one in reversed(kinds) if one is not NoneType)
        option = name.replace("_", "-")
        if kind is bool:
            yield option, _left_out
            yield f"no-{option}", _flag
        elif get_origin(kind) is Literal:
            yield option, partial(_choice, get_args(kind))
        else:
            yield option, partial(_value, kind)


def _flag(text: str | None) -> bool:
    """Return what a flag sets: `no-legend` the legend to nothing."""
    if text:
        raise ValueError(f"this option stands alone: leave out {text!r}")
    return False


def _left_out(text: str | None) -> bool:
    if text != NOTHING:
        raise ValueError(f"this option takes {NOTHING}, and nothing else")
    return False


def _choice(words: tuple[str, ...], text: str | None) -> str:
    if text not in words:
        raise ValueError(f"this option is one of {', '.join(words)}")
    return text


def _value(kind: type, text: str | None) -> Any:
    if not text:
        raise ValueError("this option takes a value")
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"this option takes a whole number, and not {text!r}") from None
