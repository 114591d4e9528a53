"""What a paragraph is set in, and what comes out: `Style` and `Line`."""

from __future__ import annotations

from typing import Literal, NamedTuple

FaceName = Literal["regular", "semibold"]


class Style(NamedTuple):
    """How words look.

    Attributes:
        face: Which of the two faces of the font.
        size: The font size in px.
        leading: The distance from one line's baseline to the next one's, in px.
    """

    face: FaceName
    size: float
    leading: float


class Line(NamedTuple):
    """One line of a paragraph.

    Attributes:
        text: Its words, with a hyphen at the end where a word goes on in the next line.
        width: Its width in px, in the font that ships with argmap.
        rtl: Whether its paragraph runs from right to left.
        space: Whether a space follows it in the text; none does within a word, or at the end.
    """

    text: str
    width: float
    rtl: bool
    space: bool
