"""Themes: colours for light and dark, by name or from a TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from argmap.drawing.own_words import OwnWords, read_words
from argmap.errors import ArgmapError
from argmap.files.read import read_all
from argmap.model.argument import ArgumentMap
from argmap.model.marks import Tone
from argmap.model.vocabulary import language


class Paint(NamedTuple):
    """The colours of one kind of box: its ground, its edge, its words and its small print."""

    fill: str
    stroke: str
    text: str
    accent: str


class Tint(NamedTuple):
    """The colours of a mark: of its tag and its box's edge, and of the words in the tag.

    In the thesis the two change places.
    """

    fill: str
    text: str


class Palette(NamedTuple):
    """The colours of one picture, each `#rrggbb`.

    Attributes:
        background: Behind everything; `title` and `note` are words that stand on it.
        thesis, supporting, opposing: Claims by what they are and whose side they are on.
        evidence, warrant, reference: The other boxes.
        supporting_line, opposing_line, cites_line: Links by the side of their source.
        good, doubt, bad, new, gone: Marks by their tone.
    """

    background: str
    title: str
    note: str
    thesis: Paint
    supporting: Paint
    opposing: Paint
    evidence: Paint
    warrant: Paint
    reference: Paint
    supporting_line: str
    opposing_line: str
    cites_line: str
    good: Tint
    doubt: Tint
    bad: Tint
    new: Tint
    gone: Tint

    def side(self, *, against: bool) -> Paint:
        """Return the colours of a claim by the side that it is on."""
        return self.opposing if against else self.supporting

    def side_line(self, *, against: bool) -> str:
        """Return the colour of a link by the side of its source."""
        return self.opposing_line if against else self.supporting_line

    def tint(self, tone: Tone) -> Tint:
        """Return the colours of a tone."""
        return {
            Tone.GOOD: self.good,
            Tone.DOUBT: self.doubt,
            Tone.BAD: self.bad,
            Tone.NEW: self.new,
            Tone.GONE: self.gone,
        }[tone]


class Theme(NamedTuple):
    """The light palette, which print and plain renderers use as well, the dark one, and words.

    Attributes:
        light, dark: The palettes.
        words: Words in place of argmap's own, by their languages.
    """

    light: Palette
    dark: Palette
    words: tuple[OwnWords, ...] = ()

    def worded(self, argument: ArgumentMap) -> ArgumentMap:
        """Return a map with this theme's words for its language, if there are any."""
        tables = {own.lang: own.texts for own in self.words}
        lang = language(argument.lang, tables)
        return replace(argument, own_words=tables[lang]) if lang else argument


BLUE_AND_RUST: Final = Theme(
    light=Palette(
        background="#ffffff",
        title="#14304a",
        note="#4c545c",
        thesis=Paint("#14304a", "#14304a", "#ffffff", "#c9d8e6"),
        supporting=Paint("#e9f2f7", "#2b6c94", "#15202b", "#1d5679"),
        opposing=Paint("#fbeee6", "#b4541f", "#15202b", "#94400f"),
        evidence=Paint("#ffffff", "#83888d", "#2b333b", "#565e66"),
        warrant=Paint("#eef0f2", "#83888d", "#2b333b", "#4c545c"),
        reference=Paint("#ffffff", "#83888d", "#1d5679", "#4c545c"),
        supporting_line="#2b6c94",
        opposing_line="#b4541f",
        cites_line="#83888d",
        good=Tint("#1f6b3a", "#ffffff"),
        doubt=Tint("#7a5600", "#ffffff"),
        bad=Tint("#b0103c", "#ffffff"),
        new=Tint("#6a3fa0", "#ffffff"),
        gone=Tint("#565e66", "#ffffff"),
    ),
    dark=Palette(
        background="#12181e",
        title="#e8eef3",
        note="#a9b2ba",
        thesis=Paint("#d5e6f3", "#d5e6f3", "#0d1c29", "#2d4a61"),
        supporting=Paint("#16303f", "#6fb1d8", "#eef4f8", "#9accea"),
        opposing=Paint("#3b2216", "#e58b56", "#faf0ea", "#f3b48f"),
        evidence=Paint("#12181e", "#818a92", "#dfe4e8", "#a9b2ba"),
        warrant=Paint("#20272e", "#818a92", "#dfe4e8", "#b6bec5"),
        reference=Paint("#12181e", "#818a92", "#9accea", "#a9b2ba"),
        supporting_line="#6fb1d8",
        opposing_line="#e58b56",
        cites_line="#818a92",
        good=Tint("#7fd29b", "#0d1c29"),
        doubt=Tint("#e6c25c", "#0d1c29"),
        bad=Tint("#ff9dae", "#0d1c29"),
        new=Tint("#cbb0f7", "#0d1c29"),
        gone=Tint("#b0b9c1", "#0d1c29"),
    ),
)
"""Blue for the thesis's side, rust against it: told apart with every kind of colour vision."""

GREY: Final = Theme(
    light=Palette(
        background="#ffffff",
        title="#000000",
        note="#444444",
        thesis=Paint("#1a1a1a", "#1a1a1a", "#ffffff", "#d0d0d0"),
        supporting=Paint("#ffffff", "#1a1a1a", "#111111", "#333333"),
        opposing=Paint("#dedede", "#1a1a1a", "#111111", "#333333"),
        evidence=Paint("#ffffff", "#808080", "#222222", "#555555"),
        warrant=Paint("#f1f1f1", "#808080", "#222222", "#444444"),
        reference=Paint("#ffffff", "#808080", "#222222", "#444444"),
        supporting_line="#333333",
        opposing_line="#333333",
        cites_line="#808080",
        good=Tint("#333333", "#ffffff"),
        doubt=Tint("#4d4d4d", "#ffffff"),
        bad=Tint("#000000", "#ffffff"),
        new=Tint("#333333", "#ffffff"),
        gone=Tint("#595959", "#ffffff"),
    ),
    dark=Palette(
        background="#161616",
        title="#f2f2f2",
        note="#b5b5b5",
        thesis=Paint("#e6e6e6", "#e6e6e6", "#141414", "#444444"),
        supporting=Paint("#161616", "#d8d8d8", "#f2f2f2", "#cccccc"),
        opposing=Paint("#333333", "#d8d8d8", "#f6f6f6", "#d6d6d6"),
        evidence=Paint("#161616", "#8a8a8a", "#e2e2e2", "#b0b0b0"),
        warrant=Paint("#262626", "#8a8a8a", "#e2e2e2", "#bbbbbb"),
        reference=Paint("#161616", "#8a8a8a", "#e2e2e2", "#b5b5b5"),
        supporting_line="#c4c4c4",
        opposing_line="#c4c4c4",
        cites_line="#8a8a8a",
        good=Tint("#dddddd", "#111111"),
        doubt=Tint("#c4c4c4", "#111111"),
        bad=Tint("#ffffff", "#111111"),
        new=Tint("#dddddd", "#111111"),
        gone=Tint("#b5b5b5", "#111111"),
    ),
)
"""For one ink: the side against the thesis stands on grey."""

OKABE_AND_ITO: Final = Theme(
    light=Palette(
        background="#ffffff",
        title="#000000",
        note="#444444",
        thesis=Paint("#000000", "#000000", "#ffffff", "#d6d6d6"),
        supporting=Paint("#d9ecf7", "#0072b2", "#000000", "#004f7d"),
        opposing=Paint("#fde3d0", "#c04f00", "#000000", "#8a3a00"),
        evidence=Paint("#ffffff", "#767676", "#222222", "#555555"),
        warrant=Paint("#f0f0f0", "#767676", "#222222", "#444444"),
        reference=Paint("#ffffff", "#767676", "#004f7d", "#444444"),
        supporting_line="#0072b2",
        opposing_line="#c04f00",
        cites_line="#767676",
        good=Tint("#00614a", "#ffffff"),
        doubt=Tint("#6b5200", "#ffffff"),
        bad=Tint("#97005e", "#ffffff"),
        new=Tint("#43389b", "#ffffff"),
        gone=Tint("#525252", "#ffffff"),
    ),
    dark=Palette(
        background="#101010",
        title="#ffffff",
        note="#bdbdbd",
        thesis=Paint("#f2f2f2", "#f2f2f2", "#000000", "#3d3d3d"),
        supporting=Paint("#06293d", "#56b4e9", "#ffffff", "#9bd4f5"),
        opposing=Paint("#451d00", "#f0873a", "#ffffff", "#ffc08f"),
        evidence=Paint("#101010", "#8f8f8f", "#ececec", "#bdbdbd"),
        warrant=Paint("#242424", "#8f8f8f", "#ececec", "#c4c4c4"),
        reference=Paint("#101010", "#8f8f8f", "#9bd4f5", "#bdbdbd"),
        supporting_line="#56b4e9",
        opposing_line="#f0873a",
        cites_line="#8f8f8f",
        good=Tint("#3fd0a5", "#000000"),
        doubt=Tint("#f0e442", "#000000"),
        bad=Tint("#ff9bd6", "#000000"),
        new=Tint("#bdb4ff", "#000000"),
        gone=Tint("#c4c4c4", "#000000"),
    ),
)
"""The blue and the vermilion of Okabe and Ito's palette (2008), the second a little darker on white
for its contrast: the strongest difference for every kind of colour vision."""

THEMES: Final = {"default": BLUE_AND_RUST, "mono": GREY, "safe": OKABE_AND_ITO}
"""The themes by name."""

DEFAULT: Final = THEMES["default"]

MAX_BYTES: Final = 1024 * 1024
"""Largest file of a theme; one has a few thousand bytes."""

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def find_theme(name: Theme | str) -> Theme:
    """Return a theme.

    Args:
        name: The theme itself, one of `THEMES`, or the path of a TOML file (it ends in `.toml`)
            with the tables `[light]` and `[dark]`. A key of them is a field of `Palette`: a colour
            `#rrggbb`, for a kind of box a table of `fill`, `stroke`, `text` and `accent`, for a
            tone of marks one of `fill` and `text`. What the file leaves out is as in the default
            theme. A table `[words.lv]` has words in place of those that argmap adds to a map in
            that language, by their keys.

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

    try:
        table = tomllib.loads(read_all(name, MAX_BYTES).decode("utf-8").replace("\r\n", "\n"))
    except OSError as error:
        raise ArgmapError(f"cannot read the theme {name}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ArgmapError(f"the theme {name} is not TOML: {error}") from None
    except (RecursionError, ValueError):  # from Python's own reader
        said = "it nests too deep, or has a number of thousands of digits"
        raise ArgmapError(f"the theme {name} cannot be used: {said}") from None
    try:
        palettes = _known(Theme, table, "a theme")
        return Theme(
            light=_palette(DEFAULT.light, palettes.get("light", {}), "light"),
            dark=_palette(DEFAULT.dark, palettes.get("dark", {}), "dark"),
            words=read_words(palettes.get("words", {})),
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


_Colours = Theme | Palette | Paint | Tint


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
