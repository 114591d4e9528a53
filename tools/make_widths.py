"""Make the table of the widths that HarfBuzz gives to the letters of the shipped faces.

    python tools/make_widths.py

Needs uharfbuzz. To look a width up takes a tenth of the time that it takes to have a word shaped,
and the faces have nothing but kerning that depends on a letter's neighbours (tools/make_font.py).

The form of a file, pressed by zlib, all numbers 16 bits wide and little-endian: how many characters
the face covers, how many of them stand for themselves beside any other, how many kinds of them
there are before another one, and after it; all those characters, the ones that stand for themselves
first; of these the widths, their kinds before another one, their kinds after it; the kerning of
each kind before each kind after it, row by row. Everything is in units of the font.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from pathlib import Path

import uharfbuzz as hb

from argmap.drawing.typeset.clusters import is_simple

DATA = Path(__file__).parent.parent / "src" / "argmap" / "drawing" / "typeset" / "data"

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
"""It stands behind the number of every claim."""


def main() -> None:
    """Write data/widths-regular.bin and data/widths-semibold.bin."""
    for face in ("regular", "semibold"):
        target = DATA / f"widths-{face}.bin"
        target.write_bytes(table(DATA / f"inter-{face}.ttf"))
        print(target.name, target.stat().st_size)


def table(path: Path) -> bytes:
    """Return the table of a font file."""
    face = hb.Face(hb.Blob.from_file_path(path))
    font = hb.Font(face)
    covered = "".join(map(chr, sorted(face.unicodes)))
    plain = "".join(char for char in covered if is_simple(char) or char == NARROW_SPACE)
    marks = "".join(char for char in covered if char not in plain)
    widths = [font.get_glyph_h_advance(font.get_nominal_glyph(ord(char))) for char in plain]
    rows = [row(font, char, width, plain) for char, width in zip(plain, widths, strict=True)]
    columns = list(zip(*rows, strict=True))
    before, kinds = numbered(rows)
    after, places = numbered(columns)
    numbers = array("H", (len(covered), len(plain), len(kinds), len(places)))
    numbers.extend(map(ord, plain + marks))
    for found in (widths, before, after):
        numbers.extend(found)
    kerning = array("h", (kind[place] for kind in kinds for place in places.values()))
    for part in (numbers, kerning):
        if sys.byteorder == "big":
            part.byteswap()
    return zlib.compress(numbers.tobytes() + kerning.tobytes(), 9)


def row(font: hb.Font, char: str, width: int, plain: str) -> tuple[int, ...]:
    """Return how much wider a character is before each of those that may follow it."""
    buffer = hb.Buffer()
    buffer.add_str("".join(char + after for after in plain))
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
    hb.shape(font, buffer)
    places = buffer.glyph_positions
    if len(places) != 2 * len(plain):
        raise ValueError(f"{char} and another one share a glyph, or have several")
    return tuple(place.x_advance - width for place in places[::2])


def numbered(rows: list[tuple[int, ...]]) -> tuple[list[int], dict[tuple[int, ...], int]]:
    """Return the number of each row's kind, and where each kind is met first."""
    first: dict[tuple[int, ...], int] = {}
    for place, kind in enumerate(rows):
        first.setdefault(kind, place)
    number = {kind: count for count, kind in enumerate(first)}
    return [number[kind] for kind in rows], first


if __name__ == "__main__":
    main()
