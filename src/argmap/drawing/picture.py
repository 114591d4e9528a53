"""Options of a picture: width, layout, theme and the rest, checked in one place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

from argmap.drawing.theme import Theme
from argmap.files.names import file_part

Layout = Literal["auto", "table", "columns", "outline", "graph"]
EvidenceForm = Literal["words", "marks", "none"]
Direction = Literal["right", "down"]
Engine = Literal["auto", "embedded", "system"]
Scheme = Literal["auto", "light", "dark"]
Form = Literal["html", "inline", "markdown", "markdown-inline"]
"""Form of an embedded map."""

ImageFormat = Literal["svg", "png", "pdf"]
"""Format of a picture."""

NARROWEST: Final = 300
WIDEST: Final = 1600
NARROW: Final = 360
"""The width of the picture for pages where the usual one would have to shrink."""

MOST_BOXES: Final = 5_000
MOST_CHARACTERS: Final = 250_000
"""Boxes of one picture, and characters of their texts and of the sources below: a hundred pages of
a book, or a hundred screens. Nobody reads more of it at once, and each takes time to place."""

HUGE_BOXES: Final = 25_000
"""Boxes of a picture that was asked for although it is huge: up to 1.5 million px, and no browser
shows much more."""

ID_PREFIX: Final = r"[A-Za-z][A-Za-z0-9_-]*"
"""Pattern of a prefix that can begin an id and name a class."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Options of a picture.

    Attributes:
        width: Its greatest width, in CSS px, 300 to 1,600.
        layout: `table`, `columns`, `outline`, `graph` for a net that Graphviz places, or `auto`:
            columns of one screen where they are no higher than the table, else the table.
        overview: Whether it shows the thesis, its main reasons with theirs, and the objections
            with their answers, and counts the rest; then `layout` is of no use.
        focus: The id of the claim that it shows with what stands under it; None for all.
        depth: How many levels of claims it shows below its head, and counts what is deeper; None
            for all.
        evidence: Whether evidence stands there in words or not; `marks`, a ring each, is for the
            table, which `auto` then takes.
        huge: Whether it is drawn although it has more than 5,000 boxes or 250,000 characters; then
            25,000 boxes are the most.
        direction: In a net, where reasons stand: right of what they support, or down below it.
        engine: Which Graphviz draws.
        theme: The colours, their name, or the path of their file: see `find_theme`.
        scheme: `light` or `dark` colours, or with `auto` what the page or the system says.
        title: Whether the title stands above it, and author and date below.
        legend: Whether colours and lines are explained.
        sources: Whether the numbered list of sources stands below.
        id_prefix: Prefix of its ids; None for a name made from its contents.

    Raises:
        ValueError: If width, layout, direction, engine, scheme or depth is none of these, if no id
            can begin with the prefix, or if an overview is to show a part.
    """

    width: int = 720
    layout: Layout = "auto"
    evidence: EvidenceForm = "words"
    overview: bool = False
    focus: str | None = None
    depth: int | None = None
    huge: bool = False
    direction: Direction = "right"
    engine: Engine = "auto"
    theme: Theme | str = "default"
    scheme: Scheme = "auto"
    title: bool = True
    legend: bool = True
    sources: bool = True
    id_prefix: str | None = None

    @property
    def kinds(self) -> list[str]:
        """What the name of its file says of it, beside the map's: what part of the map it shows."""
        kinds = ["overview"] * self.overview
        kinds += [file_part(self.focus)] if self.focus is not None else []
        return kinds + ([f"d{self.depth}"] if self.depth is not None else [])

    def __post_init__(self) -> None:
        one_of("layout", self.layout, Layout)
        one_of("evidence", self.evidence, EvidenceForm)
        one_of("direction", self.direction, Direction)
        one_of("engine", self.engine, Engine)
        one_of("scheme", self.scheme, Scheme)
        if not NARROWEST <= self.width <= WIDEST:
            raise ValueError(f"a width is {NARROWEST} to {WIDEST} px, not {self.width}")
        if self.depth is not None and self.depth < 1:
            raise ValueError(f"a depth is at least 1, not {self.depth}")
        if self.overview and (self.focus is not None or self.depth is not None):
            raise ValueError("an overview shows the whole map: it takes no focus and no depth")
        if self.id_prefix is not None and not re.fullmatch(ID_PREFIX, self.id_prefix):
            raise ValueError(
                "ids begin with a letter, and letters, digits, - and _ follow: "
                f"not {self.id_prefix!r}"
            )


def one_of(option: str, value: str, names: object) -> None:
    """Refuse a value that a caller without a type checker may have misspelt.

    Raises:
        ValueError: If the value is not in the `Literal` of all names.
    """
    known: tuple[str, ...] = get_args(names)
    if value not in known:
        raise ValueError(f"{option} is one of {', '.join(known)}, not {value!r}")
