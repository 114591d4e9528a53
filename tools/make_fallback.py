"""Make the widths of the fonts that stand in where argmap's own is blocked.

    python tools/make_fallback.py /usr/share/fonts/truetype

Needs uharfbuzz, DejaVu 2.37 (Sans) and Liberation 1.07.4 (Sans, as wide as Arial and Helvetica)
in the folder. Two files come out:

- fallback-widths.bin: for every character of the first Unicode plane its width in the widest of
  the fonts, in 1/2048 em, rounded up; 0 stands for "in none of them". First the regular face, then
  the semibold one, which bold stands in for. An Arabic letter counts with its widest form.
- fallback-kerns.txt: the pairs of characters that one of the fonts moves apart, and how far.

The same fonts give the same bytes.
"""

from __future__ import annotations

import sys
import unicodedata
import zlib
from array import array
from pathlib import Path

import uharfbuzz as hb

DATA = Path(__file__).parent.parent / "src" / "argmap" / "drawing" / "typeset" / "data"
FONTS = {
    "regular": ("dejavu/DejaVuSans.ttf", "liberation/LiberationSans-Regular.ttf"),
    "semibold": ("dejavu/DejaVuSans-Bold.ttf", "liberation/LiberationSans-Bold.ttf"),
}
EM = 2048
PLANE = 0x10000
FORMS = ("<isolated>", "<final>", "<initial>", "<medial>")


def main() -> None:
    """Write both files; the argument is the folder of the fonts."""
    folder = Path(sys.argv[1])
    ours = hb.Face(hb.Blob.from_file_path(DATA / "inter-regular.ttf"))
    kerned = [c for c in map(chr, sorted(ours.unicodes)) if unicodedata.category(c)[0] not in "MC"]
    table = array("H")
    lines = []
    for face, names in FONTS.items():
        widths: dict[int, int] = {}
        kerns: dict[str, int] = {}
        for name in names:
            font = hb.Font(hb.Face(hb.Blob.from_file_path(folder / name)))
            add_widths(font, widths)
            add_kerns(font, kerned, kerns)
        table.extend(widths.get(code, 0) for code in range(PLANE))
        pairs = " ".join(f"{pair}{units}" for pair, units in sorted(kerns.items()))
        lines.append(f"{face} {pairs}\n")
    if sys.byteorder == "big":
        table.byteswap()
    (DATA / "fallback-widths.bin").write_bytes(zlib.compress(table.tobytes(), 9))
    (DATA / "fallback-kerns.txt").write_text("".join(lines), encoding="utf-8")


def add_widths(font: hb.Font, widths: dict[int, int]) -> None:
    """Raise `widths` to those of a font's characters."""
    for code in font.face.unicodes:
        glyph = font.get_nominal_glyph(code)
        if code >= PLANE or glyph is None:
            continue
        width = -(-font.get_glyph_h_advance(glyph) * EM // font.face.upem)
        for place in (code, *letter_of(code)):
            widths[place] = max(widths.get(place, 0), width)


def letter_of(code: int) -> list[int]:
    """Return the letter that a character is a joined form of, if it is one."""
    form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
    return [int(letters[0], 16)] if form in FORMS and len(letters) == 1 else []


def add_kerns(font: hb.Font, chars: list[str], kerns: dict[str, int]) -> None:
    """Raise `kerns` by the pairs of characters that a font moves apart."""
    covers = set(font.face.unicodes)
    known = [char for char in chars if ord(char) in covers]
    for first in known:
        alone = widths_of(font, first)[0]
        row = widths_of(font, "".join(first + second for second in known))
        if len(row) == 2 * len(known):
            row = row[::2]
        else:  # some pairs make a ligature: one pair at a time
            pairs = [widths_of(font, first + second) for second in known]
            row = [pair[0] if len(pair) > 1 else 0 for pair in pairs]
        for second, width in zip(known, row, strict=True):
            if width > alone:
                units = -(-(width - alone) * EM // font.face.upem)
                kerns[first + second] = max(kerns.get(first + second, 0), units)


def widths_of(font: hb.Font, text: str) -> list[int]:
    """Return the width of each glyph of a text."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
    hb.shape(font, buffer)
    return [place.x_advance for place in buffer.glyph_positions]


if __name__ == "__main__":
    main()
