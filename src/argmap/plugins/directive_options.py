"""The options of the directive, as authors write them into a page: those of `argmap embed`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from argmap.plugins.options import NOTHING, options

Converter = Callable[[str | None], Any]
"""Takes what an author wrote, or None for nothing; raises `ValueError` where that will not do."""


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
    for name, option in options().items():
        if option.kind is bool:
            yield name, _left_out
            yield f"no-{name}", _flag
        elif option.choices:
            yield name, partial(_choice, option.choices)
        else:
            yield name, partial(_value, option.kind)


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
