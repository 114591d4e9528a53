"""Pictures made by hand: a good one, and one for each fault that there can be."""

from __future__ import annotations


def box(
    name: str,
    left: float,
    top: float,
    width: float,
    height: float,
    *,
    words: str = "Worte",
    size: float = 14,
    at: tuple[float, float] = (8, 18),
    kind: str = "claim premise for",
    more: str = "",
) -> str:
    """A group with a box and a line of words in it."""
    return (
        f'<g class="{kind}" id="m-{name}"><rect x="{left}" y="{top}" width="{width}" '
        f'height="{height}" fill="#eee" stroke="#333"/>{more}<text x="{left + at[0]}" '
        f'y="{top + at[1]}" font-size="{size}">{words}</text></g>'
    )


def link(
    line: str, head: str | None = None, *, kind: str = "supports", stroke: str = "#00f"
) -> str:
    """A link with its arrowhead."""
    tip = f'<path class="head" d="{head}" fill="{stroke}" stroke="none"/>' if head else ""
    return f'<g class="link {kind}"><path d="{line}" fill="none" stroke="{stroke}"/>{tip}</g>'


def picture(*parts: str, width: float = 400, height: float = 300) -> str:
    """A picture with a background."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="DejaVu Sans">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{"".join(parts)}</svg>'
    )


THESIS = box("thesis", 10, 10, 380, 40, kind="claim thesis for", size=18, at=(8, 25))
FIRST = box("first", 40, 70, 200, 40)
SECOND = box("second", 40, 130, 200, 40)
THIRD = box("third", 260, 70, 130, 40)
TRUNK = "M20 57V85Q20 90 25 90H40"
TO_FIRST = link(TRUNK, "M20 50L23.5 57H16.5Z")
TO_SECOND = link("M20 52V145Q20 150 25 150H40")
TO_THIRD = link("M247 90H260", "M240 90L247 86.5V93.5Z", stroke="#f00", kind="attacks")
GOOD = (THESIS, FIRST, SECOND, THIRD, TO_FIRST, TO_SECOND, TO_THIRD)
ORDER = [("thesis", "first"), ("first", "third"), ("first", "second"), ("third", "second")]


def without(*parts: str) -> tuple[str, ...]:
    """The good picture without some of its parts."""
    return tuple(part for part in GOOD if part not in parts)


FAULTS = {
    "too wide": (picture(*GOOD, width=420), "420.00 px wide"),
    "small words": (
        picture(*without(THIRD), box("third", 260, 70, 130, 40, size=11.5, kind="evidence for")),
        "11.5 px high",
    ),
    "small claim": (
        picture(*without(THIRD), box("third", 260, 70, 130, 40, size=12)),
        "m-third are",
    ),
    "shrunk words": (
        picture(*GOOD)
        .replace('height="300"', 'height="240"', 1)
        .replace('width="400"', 'width="320"', 1),
        "px high",
    ),
    "boxes overlap": (
        picture(*GOOD, box("fourth", 200, 100, 80, 60)),
        "m-first and m-fourth overlap",
    ),
    "box in a foreign box": (
        picture(*without(SECOND), box("second", 45, 75, 60, 30)),
        "m-first and m-second overlap",
    ),
    "words too long": (
        picture(
            *without(FIRST), box("first", 40, 70, 200, 40, words="Ein ganz und gar überlanger Satz")
        ),
        "out of the box m-first",
    ),
    "words elsewhere": (
        picture(*without(SECOND), box("second", 40, 130, 200, 40, at=(20, 80))),
        "out of the box m-second",
    ),
    "words below the box": (
        picture(*without(SECOND), box("second", 40, 130, 200, 40, at=(8, 38))),
        "out of the box m-second",
    ),
    "letters above the box": (
        picture(*without(SECOND), box("second", 40, 130, 200, 40, words="z" + "\u0301" * 12)),
        "letters of",
    ),
    "words over the edge": (
        picture(*GOOD, '<text x="370" y="280" font-size="14">Rand und Band</text>'),
        "over the edge",
    ),
    "stroke over the edge": (
        picture(*without(THESIS), THESIS.replace('x="10"', 'x="0.2"', 1)),
        "m-thesis reaches over the edge",
    ),
    "words overlap": (
        picture(*GOOD, '<text x="50" y="96" font-size="14">Darüber</text>'),
        "overlap",
    ),
    "loose words over a box": (
        picture(*GOOD, '<text x="150" y="104" font-size="14">Darüber</text>'),
        "lie over the box m-first",
    ),
    "line through a box": (
        picture(*without(TO_SECOND), link("M30 57V90H100V150H40", "M30 50L33.5 57H26.5Z")),
        "runs through m-first",
    ),
    "line along a border": (
        picture(*GOOD, link("M239 57V111H300V110", "M239 50L242.5 57H235.5Z", stroke="#0a0")),
        "runs through m-first",
    ),
    "line through its own box": (
        picture(*without(TO_THIRD), link("M247 90H300", "M240 90L247 86.5V93.5Z")),
        "runs through m-third",
    ),
    "line through words": (
        picture(*GOOD, '<text x="4" y="125" font-size="14">mitten</text>'),
        "runs through the words",
    ),
    "lines cross": (
        picture(
            *GOOD, link("M12 57V120H30V260", "M12 50L15.5 57H8.5Z", stroke="#f00", kind="attacks")
        ),
        "cross or touch",
    ),
    "curves cross": (
        picture(*GOOD, link("M12 57C12 120 30 100 34 200", "M12 50L15.5 57H8.5Z", stroke="#f00")),
        "cross or touch",
    ),
    "one trunk for two relations": (
        picture(*without(TO_SECOND), TO_SECOND.replace("#00f", "#f00")),
        "cross or touch",
    ),
    "one trunk for two targets": (
        picture(
            *GOOD,
            box("fourth", 60, 190, 180, 40),
            link("M50 177V210H60", "M50 170L53.5 177H46.5Z"),
            link("M20 120V210H50"),
        ),
        "arrowheads at two places",
    ),
    "arrow to nothing": (
        picture(*without(TO_THIRD), link("M254 90H260", "M247 90L254 86.5V93.5Z")),
        "touches no box",
    ),
    "arrow turned": (
        picture(*without(TO_THIRD), link("M247 90H260", "M240 90L247.5 88.5L246 94.5Z")),
        "is turned by",
    ),
    "arrow apart from its line": (
        picture(*without(TO_THIRD), link("M250 90H260", "M240 90L247 86.5V93.5Z")),
        "stands apart",
    ),
    "arrow beside its line": (
        picture(*without(TO_THIRD), link("M247 94H260", "M240 90L247 86.5V93.5Z")),
        "stands beside",
    ),
    "line too short for an open arrow": (
        picture(
            *without(TO_THIRD),
            link("M247 90H260")[:-4]
            + '<path class="head" d="M247 86.5L240 90 247 93.5" fill="none" stroke="#00f"/></g>',
        ),
        "stops short",
    ),
    "arrow over a line": (
        picture(*GOOD, link("M24 57V60H34V180", "M24 50L27.5 57H19Z", stroke="#f00")),
        "lies over",
    ),
    "arrows over each other": (
        picture(*GOOD, link("M26 57V60H34V180", "M26 50L29.5 57H22.5Z", stroke="#f00")),
        "lies over",
    ),
    "link without an arrow": (picture(*without(TO_FIRST)), "no arrowhead"),
    "link from nothing": (
        picture(*without(TO_THIRD), link("M247 90H257", "M240 90L247 86.5V93.5Z")),
        "reaches nothing",
    ),
    "out of order": (
        picture(
            *without(FIRST, SECOND),
            FIRST.replace("first", "second"),
            SECOND.replace("second", "first"),
        ),
        "second stands before first",
    ),
    "level, out of order": (
        picture(
            *without(FIRST, THIRD), FIRST.replace("first", "third"), THIRD.replace("third", "first")
        ),
        "third stands before first",
    ),
    "left out": (picture(*without(SECOND, TO_SECOND)), "second is not in the picture"),
    "above the thesis": (
        picture(*GOOD, box("zero", 300, 2, 50, 6, words="")),
        "above the thesis",
    ),
}
"""A picture with one fault, and what is to be said about it; the width asked for is 400."""
