"""Themes by name, or from a small TOML file of a user's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from argmap.errors import ArgmapError
from argmap.settled import read_all
from argmap.theme import DEFAULT, THEMES, Palette, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.theme import Paint, Tint

    _Colours = Theme | Palette | Paint | Tint

MAX_BYTES: Final = 1024 * 1024
"""What a theme's file may have; one has a few thousand."""

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def find_theme(name: Theme | str) -> Theme:
    """Return a theme.

    Args:
        name: The theme itself, one of `THEMES`, or the path of a TOML file (it ends in `.toml`)
            with the tables `[light]` and `[dark]`. A key of them is a field of `Palette`: a colour
            `#rrggbb`, for a kind of box a table of `fill`, `stroke`, `text` and `accent`, for a
            tone of marks one of `fill` and `text`. What the file leaves out is as in the default
            theme.

    Raises:
        ArgmapError: If there is no such theme, or the file cannot be read or used.
    """
    if isinstance(name, Theme):
        return name
    if name in THEMES:
        return THEMES[name]
    if not name.endswith(".toml"):
        raise ArgmapError(
            f"no theme {name}: take {', '.join(THEMES)}, or a file that ends in .toml"
        )
    import tomllib  # noqa: PLC0415 -- few have a theme of their own

    try:
        table = tomllib.loads(read_all(name, MAX_BYTES).decode("utf-8").replace("\r\n", "\n"))
    except OSError as error:
        raise ArgmapError(f"cannot read the theme {name}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ArgmapError(f"the theme {name} is not TOML: {error}") from None
    except (RecursionError, ValueError):  # what Python's reader does not catch of its own
        said = "it nests too deep, or has a number of thousands of digits"
        raise ArgmapError(f"the theme {name} cannot be used: {said}") from None
    try:
        palettes = _known(Theme, table, "a theme")
        return Theme(
            light=_palette(DEFAULT.light, palettes.get("light", {}), "light"),
            dark=_palette(DEFAULT.dark, palettes.get("dark", {}), "dark"),
        )
    except ValueError as error:
        raise ArgmapError(f"the theme {name}: {error}") from None


def _palette(base: Palette, table: object, place: str) -> Palette:
    changes: dict[str, Any] = {}
    for key, value in _known(Palette, table, place).items():
        old = getattr(base, key)
        where = f"{place}.{key}"
        if isinstance(old, str):
            changes[key] = _colour(value, where)
        else:
            paints = _known(type(old), value, where)
            paint = {name: _colour(colour, f"{where}.{name}") for name, colour in paints.items()}
            changes[key] = old._replace(**paint)
    return base._replace(**changes)


def _known(kind: type[_Colours], table: object, place: str) -> Mapping[str, object]:
    names = kind._fields
    if not isinstance(table, dict):
        raise ValueError(f"{place} is a table of {', '.join(names)}")  # noqa: TRY004 - one kind
    for key in table:
        if key not in names:
            raise ValueError(f"{place} has no {key}; its keys are {', '.join(names)}")
    return table


def _colour(value: object, place: str) -> str:
    if isinstance(value, str) and _COLOUR.fullmatch(value):
        return value.lower()
    raise ValueError(f"{place} is a colour such as #14304a, not {value!r}")
