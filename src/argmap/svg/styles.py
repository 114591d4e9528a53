"""The style sheet: fonts, shrinking, and the dark palette where a dark page asks for it."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

from argmap.layout.measures import STYLES
from argmap.typeset import web_font

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.layout.boxes import SetParagraph
    from argmap.marks import Tone
    from argmap.theme import Paint, Palette, Theme
    from argmap.typeset import FaceName

WEIGHTS: Final[dict[FaceName, int]] = {"regular": 400, "semibold": 600}


def style_sheet(
    prefix: str, paragraphs: Iterable[SetParagraph], theme: Theme, tones: Sequence[Tone]
) -> str:
    """Returns the style sheet of a picture.

    Plain renderers see presentation attributes only; what stands here is guarded by media
    queries, which they skip. Every selector begins with the picture's own class, so that several
    pictures, and a page around them, keep out of each other's way.

    Args:
        prefix: The picture's own class, and the name of its font.
        paragraphs: All its words, which the font is cut to.
        theme: Its colours; the light ones stand in attributes already.
        tones: Those of its marks.
    """
    shrink = f"@media screen,print{{svg.{prefix}{{max-width:100%;height:auto}}}}"
    screen = f"@media screen{{{_dark(prefix, theme, tones)}{_focus(prefix)}}}"
    return "".join([*_faces(prefix, paragraphs), shrink, screen])


def _faces(prefix: str, paragraphs: Iterable[SetParagraph]) -> Iterator[str]:
    texts: dict[FaceName, list[str]] = {"regular": [], "semibold": []}
    for paragraph in paragraphs:
        texts[STYLES[paragraph.style].face] += paragraph.lines
    for face, lines in texts.items():
        data = base64.b64encode(web_font(face, lines)).decode()
        yield (
            f"@font-face{{font-family:{prefix};font-weight:{WEIGHTS[face]};"
            f"src:url(data:font/woff2;base64,{data})}}"
        )


def _dark(prefix: str, theme: Theme, tones: Sequence[Tone]) -> str:
    """The dark palette, on a dark page and on screen only: print stays light.

    `light-dark()` follows the page that the picture is part of. On its own, or as an image, the
    picture is its own root, and says that it can be both. Every browser that knows the function
    knows nested rules, too.
    """
    light_ones, dark_ones = (
        [*_colours(palette), *_tints(palette, tones)] for palette in (theme.light, theme.dark)
    )
    pairs = zip(light_ones, dark_ones, strict=True)
    rules: dict[str, list[str]] = {}
    for (selector, name, light), (_, _, dark) in pairs:
        colour = f"light-dark({_short(light)},{_short(dark)})"
        end = "}" if "{" in name else ""
        rules.setdefault(selector, []).append(f"{name}:{colour}{end}")
    nested = "".join(f"{selector}{{{';'.join(lines)}}}" for selector, lines in rules.items())
    return (
        f"svg.{prefix}:root{{color-scheme:light dark}}"
        f"@supports (color:light-dark(red,red)){{svg.{prefix}{{{nested}}}}}"
    )


def _short(colour: str) -> str:
    """A colour in three digits where it has only three."""
    mark, digits = colour[0], colour[1:]
    return mark + digits[::2] if digits[::2] == digits[1::2] else colour


def _colours(palette: Palette) -> Iterator[tuple[str, str, str]]:
    """Yields selector, property and colour of everything that the dark changes."""
    yield ".ground", "fill", palette.background
    yield ".heading text", "fill", palette.title
    yield ".note text", "fill", palette.note
    paints: dict[str, Paint] = {
        ".for": palette.supporting,
        ".against": palette.opposing,
        ".thesis": palette.thesis,
        ".evidence": palette.evidence,
        ".join": palette.warrant,
        ".reference": palette.reference,
    }
    for selector, paint in paints.items():
        yield f"{selector} .box", "fill", paint.fill
        yield f"{selector} .box", "stroke", paint.stroke
        yield f"{selector} text", "fill", paint.text
        yield f"{selector} .small", "fill", paint.accent
    lines = {
        ".links .for": palette.supporting_line,
        ".links .against": palette.opposing_line,
        ".sample": palette.note,
        ".cites": palette.cites_line,
    }
    for selector, colour in lines.items():
        yield selector, "stroke", colour
        yield selector, ".full{fill", colour  # a rule in the rule


def _tints(palette: Palette, tones: Sequence[Tone]) -> Iterator[tuple[str, str, str]]:
    """Yields the same for marks: the edges of their boxes, their tags and signs."""
    for tone in tones:
        tint = palette.tint(tone)
        yield f".box.{tone}", "stroke", tint.fill
        for around, fill, text in (
            ("", tint.fill, tint.text),
            (".thesis ", tint.text, tint.fill),
        ):
            yield f"{around}.tag.{tone}", "fill", fill
            yield f"{around}.word.{tone}", "fill", text
            yield f"{around}.sign.{tone}", "stroke", text


def _focus(prefix: str) -> str:
    """A link that the keyboard or the pointer is on, and a box that a page's address names.

    One orange for all themes: to dark boxes and to light ones it has a contrast of 3.
    """
    return (
        f"svg.{prefix} a:focus{{outline:2px solid #c2610a}}"
        f"svg.{prefix} a:hover text{{text-decoration:underline}}"
        f"svg.{prefix} g:target .box{{stroke:#c2610a;stroke-width:3}}"
    )
