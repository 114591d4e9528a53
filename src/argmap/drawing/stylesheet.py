"""Style sheet of the SVG: fonts, scaling, light and dark palette."""

from __future__ import annotations

import base64
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final

from argmap.drawing.layout.measures import STYLES
from argmap.drawing.theme import Paint, Palette, Theme
from argmap.drawing.typeset import HYPHEN, SOFT_HYPHEN, FaceName, web_font
from argmap.model.marks import Tone
from argmap.model.outline import Item, ItemKind

WEIGHTS: Final[dict[FaceName, int]] = {"regular": 400, "semibold": 600}

MAIN: Final = 0.14
MAIN_GREY: Final = 0.05
"""Part of its rule's colour in the ground of a main reason; without colour it is less, because
there a darker ground says that a claim is against the thesis."""

DIVIDING: Final = "h"
"""The class of a hyphen where a line divides a word."""

Colour = tuple[str, str, str]
"""A selector, a property and its colour."""

FALLBACKS: Final = "Inter,Liberation Sans,Arial,DejaVu Sans,sans-serif"
"""Fonts that stand in where the embedded one is blocked: those first whose widths are near."""

SMALLEST: Final = f"{STYLES['meta'].size:g}"
"""The size of words that name none, in px."""

_HELD: Final = (
    "letter-spacing:normal",
    "word-spacing:normal",
    "white-space:normal",
    "text-transform:none",
    "text-shadow:none",
    "dominant-baseline:auto",
)
"""What a page does to all its words and must not do to these: boxes were measured without it."""

_ROOT: Final = (
    "direction:ltr",
    "writing-mode:horizontal-tb",
    "text-anchor:start",
    "fill:#000",
    "stroke:none",
    "stroke-width:1",
    "stroke-linecap:butt",
    "stroke-linejoin:miter",
    "paint-order:normal",
)
"""What else a page hands down to words and lines, and the values without a page."""

ATTRIBUTES: Final = (
    'direction="ltr" font-style="normal" font-variant="normal" font-weight="400" '
    'letter-spacing="0" word-spacing="0"'
)
"""The same for a page that lets no style sheet in, as far as there are attributes."""


def style_sheet(
    prefix: str,
    width: int,
    texts: Mapping[FaceName, Sequence[str]],
    theme: Theme | None,
    items: Iterable[Item],
    *,
    cells: bool = False,
) -> str:
    """Return the style sheet of a picture.

    Plain renderers see presentation attributes only; the style sheet is guarded by media
    queries, which they skip. Every selector begins with the picture's own class, so that several
    pictures, and a page around them, keep out of each other's way.

    Args:
        prefix: The picture's own class, and the name of its font.
        width: Its natural width, in CSS px.
        texts: All its words, by the face that they are set in: the font is cut to them.
        theme: Its colours, if page or system choose light or dark; those of the attributes if not.
        items: The items of its boxes: no others have rules.
        cells: Whether it has cells, not boxes and lines.
    """
    dark = _dark(prefix, theme, items, cells=cells) if theme else ""
    screen = f"@media screen{{{dark}{_focus(prefix)}}}"
    held = _unmoved(prefix, width)
    if any(line.endswith(SOFT_HYPHEN) for lines in texts.values() for line in lines):
        held += _dividing(prefix)
    return "".join([*_faces(prefix, texts), held, screen])


def _unmoved(prefix: str, width: int) -> str:
    """Return the rules that keep a page from moving words and lines, and let the picture shrink.

    A page that asks for wider letters everywhere means its own text; these words were set to
    their boxes. So what would move them is refused with `!important`: the more specific selector
    wins. What has an attribute goes back to it (`revert-layer`), against every selector of a
    page that is no more specific; whoever names the picture's own classes can still paint it.
    """
    root = f"svg.{prefix}"
    font = f"font:400 {SMALLEST}px {prefix},{FALLBACKS}"
    firm = {
        root: ["max-width:100%", "height:auto", font, *_ROOT],
        f"{root}:not(:root)": [f"width:{width}px"],
        f"{root} *": ["font:revert-layer", "text-anchor:revert-layer"],
        f"{root},{root} *": _HELD,
    }
    rules = (
        f"{selector}{{{';'.join(f'{one}!important' for one in held)}}}"
        for selector, held in firm.items()
    )
    return f"@media screen,print{{{root} *{{all:revert-layer}}{''.join(rules)}}}"


def _faces(prefix: str, texts: Mapping[FaceName, Sequence[str]]) -> Iterator[str]:
    for face, lines in texts.items():
        shown = "".join(lines).replace(SOFT_HYPHEN, HYPHEN)
        data = base64.b64encode(web_font(face, [shown])).decode()
        yield (
            f"@font-face{{font-family:{prefix};font-weight:{WEIGHTS[face]};"
            f"src:url(data:font/woff2;base64,{data})}}"
        )


def _dividing(prefix: str) -> str:
    """Return the rule for hyphens that divide words.

    A browser that does not know `interactivity` leaves them out of what is copied, and finds the
    words only by their parts.
    """
    ways = "interactivity:inert;-webkit-user-select:none;user-select:none"
    return f"@media screen,print{{svg.{prefix} .{DIVIDING}{{{ways}}}}}"


def _dark(prefix: str, theme: Theme, items: Iterable[Item], *, cells: bool) -> str:
    """Return the rules of the dark palette, for a dark page on screen: print stays light.

    `light-dark()` follows the page that the picture is part of. On its own, or as an image, the
    picture is its own root, and says that it can be both. Every browser that knows the function
    knows nested rules, too.
    """
    items = list(items)
    kinds = {
        ItemKind.REFERENCE if item.kind is ItemKind.CONTINUATION else item.kind for item in items
    }
    found = {item.mark.tone for item in items if item.mark}
    tones = [tone for tone in Tone if tone in found]
    light, dark = (
        _cell_colours(palette, tones) if cells else _colours(palette, kinds, tones)
        for palette in (theme.light, theme.dark)
    )
    steps = ["".join(_rules(one, other)) for one, other in zip(light, dark, strict=True)]
    if ItemKind.EVIDENCE in kinds and not cells:
        steps.insert(-1, ".evidence .box{stroke:none}")
    nested = "".join(steps)
    return (
        f"svg.{prefix}:root{{color-scheme:light dark}}"
        f"@supports (color:light-dark(red,red)){{svg.{prefix}{{{nested}}}}}"
    )


def _rules(light: Sequence[Colour], dark: Sequence[Colour]) -> Iterator[str]:
    """Yield a rule for each pair of colours, with all that have them."""
    selectors: dict[str, list[str]] = {}
    for (selector, name, one), (_, _, other) in zip(light, dark, strict=True):
        rule = f"{name}:light-dark({_short(one)},{_short(other)})"
        selectors.setdefault(rule, []).append(selector)
    return (f"{','.join(found)}{{{rule}}}" for rule, found in selectors.items())


def _short(colour: str) -> str:
    """Return a colour in three digits where it has only three."""
    mark, digits = colour[0], colour[1:]
    return mark + digits[::2] if digits[::2] == digits[1::2] else colour


def _colours(
    palette: Palette, kinds: Container[ItemKind], tones: Sequence[Tone]
) -> Iterator[list[Colour]]:
    """Yield all colours that the dark changes, in steps: each comes before those that refine it."""
    lines = {
        ".links .for": palette.supporting_line,
        ".links .against": palette.opposing_line,
        ".sample": palette.note,
    }
    yield [
        (".ground", "fill", palette.background),
        (".heading text", "fill", palette.title),
        (".note text", "fill", palette.note),
        *_boxes({".for": palette.supporting, ".against": palette.opposing}),
        (".bar", "fill", palette.opposing.stroke),
        (".faint", "fill", palette.note),
        *((selector, "stroke", colour) for selector, colour in lines.items()),
        *((f"{selector} .full", "fill", colour) for selector, colour in lines.items()),
    ]
    paints = {
        ItemKind.THESIS: palette.thesis,
        ItemKind.JOIN: palette.warrant,
        ItemKind.REFERENCE: palette.reference,
    }
    found = {f".{kind}": paint for kind, paint in paints.items() if kind in kinds}
    yield [
        *_boxes(found),
        *_grounds({".top": palette.thesis}),
        ("text.faint", "fill", palette.note),
    ]
    yield [*_tints(palette, tones)]


def _cell_colours(palette: Palette, tones: Sequence[Tone]) -> Iterator[list[Colour]]:
    """Yield the colours of cells that the dark changes, in steps as `_colours` does."""
    paints = {".for": palette.supporting, ".against": palette.opposing}
    yield [
        (".ground", "fill", palette.background),
        (".heading text", "fill", palette.title),
        (".note text", "fill", palette.note),
        *_grounds(paints),
        *(
            (f"{selector}.main .box", "fill", main_ground(paint))
            for selector, paint in paints.items()
        ),
        *((f"{selector} .rule", "fill", paint.stroke) for selector, paint in paints.items()),
        *((f"{selector} .broken", "stroke", paint.stroke) for selector, paint in paints.items()),
        (".faint", "fill", palette.note),
        *((f".side-{selector[1:]}", "fill", paint.accent) for selector, paint in paints.items()),
        (".hatching", "stroke", palette.opposing.stroke),
    ]
    yield [
        (".plain .box", "fill", palette.background),
        ("text.faint", "fill", palette.note),
        *_grounds({".thesis": palette.thesis}),
    ]
    tints = [(tone, palette.tint(tone)) for tone in tones]
    yield [(f".said.{tone}", "fill", tint.fill) for tone, tint in tints]
    yield [(f".thesis .said.{tone}", "fill", tint.text) for tone, tint in tints]


def main_ground(paint: Paint) -> str:
    """Return the ground of a main reason: that of its side with some of its rule's colour."""
    ground, rule = (bytes.fromhex(colour[1:]) for colour in (paint.fill, paint.stroke))
    part = MAIN if len({*ground}) > 1 else MAIN_GREY
    mixed = (round(one + (other - one) * part) for one, other in zip(ground, rule, strict=True))
    return f"#{bytes(mixed).hex()}"


def _boxes(paints: Mapping[str, Paint]) -> Iterator[Colour]:
    for selector, paint in paints.items():
        ground, *words = _grounds({selector: paint})
        yield from (ground, (f"{selector} .box", "stroke", paint.stroke), *words)


def _grounds(paints: Mapping[str, Paint]) -> Iterator[Colour]:
    for selector, paint in paints.items():
        yield f"{selector} .box", "fill", paint.fill
        yield f"{selector} text", "fill", paint.text
        yield f"{selector} .small", "fill", paint.accent


def _tints(palette: Palette, tones: Sequence[Tone]) -> Iterator[Colour]:
    """Yield the colours of marks: the edge of a box, its tag, its sign and its words."""
    for tone in tones:
        tint = palette.tint(tone)
        yield f".box.{tone}", "stroke", tint.fill
        plain, on_thesis = (tint.fill, tint.text), (tint.text, tint.fill)
        for around, (fill, text) in (("", plain), (".thesis ", on_thesis), (".top ", on_thesis)):
            yield f"{around}.tag.{tone}", "fill", fill
            yield f"{around}.word.{tone}", "fill", text
            yield f"{around}.sign.{tone}", "stroke", text


def _focus(prefix: str) -> str:
    """Return the rules of a link in focus, and of the box that a page's address names.

    One orange for all themes: to dark boxes and to light ones it has a contrast of 3. No browser
    draws a ring around words within a text: there a line stands under them.
    """
    within = f"svg.{prefix} text a"
    return (
        f"svg.{prefix} a:focus{{outline:2px solid #c2610a}}"
        f"svg.{prefix} a:hover text{{text-decoration:underline}}"
        f"svg.{prefix} g:target .box{{stroke:#c2610a;stroke-width:3}}"
        f"{within}:focus,{within}:hover{{text-decoration:underline 2px}}"
    )
