"""Make the two font files that argmap ships, from Inter's release on npm.

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    python tools/make_font.py package

Needs fontTools 4.60 and brotli. Inter is under the SIL Open Font License 1.1 without a reserved
font name; the files made here carry a name of their own all the same, since they are no longer
what Inter's authors released. The licence goes beside them, as it asks.

What is kept, and why:

- The characters of REPERTOIRE: Latin, Greek, Cyrillic, punctuation, arrows, and what maps use.
- Kerning and the placing of marks. Features that replace characters by others according to their
  neighbours are dropped: a line could then not be measured word by word.
- No kerning with the space, for the same reason.

The same input gives the same bytes.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

DATA = Path(__file__).parent.parent / "src" / "argmap" / "drawing" / "typeset" / "data"
REPERTOIRE = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B
    (0x0259, 0x0259),  # schwa
    (0x02B0, 0x02FF),  # modifier letters
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20CF),  # currency
    (0x2100, 0x218F),  # letter-like, number forms
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2713, 0x2717),  # ticks and crosses
)
FEATURES = ["ccmp", "kern", "mark", "mkmk"]
SPACES = {"space", "nbspace", "uni00A0"}
BOTH_WAYS = "arrowrightleft"
SQUEEZE = 0.55  # so that both have room
LIFT = 400
MIDDLE = 652  # the height at which Inter's arrows lie
NEVER_MODIFIED = 3_786_912_000  # head.modified: 2024-01-01 in seconds since 1904


def main() -> None:
    """Write both faces and their licence; the argument is npm's unpacked `inter-ui`."""
    package = Path(sys.argv[1])
    for face, name in (("regular", "Regular"), ("semibold", "SemiBold")):
        target = DATA / f"inter-{face}.ttf"
        make(package / "web" / f"Inter-{name}.woff2", target, name)
        print(target.name, target.stat().st_size)
    shutil.copyfile(package / "LICENSE.txt", DATA / "inter-LICENSE.txt")


def make(source: Path, target: Path, style: str) -> None:
    """Write to `target` the part of the font `source` that argmap ships."""
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    forget_spaces(font["GPOS"].table)
    add_both_ways(font)
    options = subset.Options(
        layout_features=FEATURES,
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=[0, 5, 7, 13, 14],
        drop_tables=[*subset.Options._drop_tables_default, "STAT", "DSIG"],  # noqa: SLF001
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for low, high in REPERTOIRE for c in range(low, high + 1)])
    subsetter.subset(font)
    name_it(font, style)
    font["head"].modified = NEVER_MODIFIED
    font.save(target, reorderTables=True)


def add_both_ways(font: TTFont) -> None:
    """Add the character ⇄, which Inter lacks: its arrow to the right over its arrow to the left."""
    glyphs, metrics = font["glyf"], font["hmtx"].metrics
    pair = Glyph()
    pair.numberOfContours = -1
    pair.components = [component("arrowright", 0, LIFT), component("arrowleft", 0, -LIFT)]
    font.setGlyphOrder([*font.getGlyphOrder(), BOTH_WAYS])
    glyphs[BOTH_WAYS] = pair
    pair.recalcBounds(glyphs)
    metrics[BOTH_WAYS] = (metrics["arrowright"][0], pair.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x21C4] = BOTH_WAYS


def component(name: str, right: int, up: int) -> GlyphComponent:
    """Return a squeezed glyph, moved from the middle by font units, as part of another."""
    part = GlyphComponent()
    part.glyphName, part.x, part.flags = name, right, 0
    part.y = round(MIDDLE * (1 - SQUEEZE)) + up
    part.transform = [[1, 0], [0, SQUEEZE]]
    return part


def forget_spaces(table: Any) -> None:
    """Take the spaces out of every pair of glyphs that is kerned."""
    for lookup in table.LookupList.Lookup:
        for plain in lookup.SubTable:
            sub = plain.ExtSubTable if hasattr(plain, "ExtSubTable") else plain
            if sub.LookupType == 2:  # noqa: PLR2004 - pair adjustment
                forget_spaces_in_pairs(sub)


def forget_spaces_in_pairs(sub: Any) -> None:
    """Take the spaces out of one table of kerned pairs, be it by glyph or by class."""
    if sub.Format == 1:
        rows = zip(sub.Coverage.glyphs, sub.PairSet, strict=True)
        kept = [(glyph, pairs) for glyph, pairs in rows if glyph not in SPACES]
        sub.Coverage.glyphs = [glyph for glyph, _ in kept]
        sub.PairSet = [pairs for _, pairs in kept]
        for pairs in sub.PairSet:
            pairs.PairValueRecord = [
                r for r in pairs.PairValueRecord if r.SecondGlyph not in SPACES
            ]
            pairs.PairValueCount = len(pairs.PairValueRecord)
        sub.PairSetCount = len(sub.PairSet)
        return
    sub.Coverage.glyphs = [g for g in sub.Coverage.glyphs if g not in SPACES]
    for classes in (sub.ClassDef1.classDefs, sub.ClassDef2.classDefs):
        for glyph in SPACES & set(classes):
            del classes[glyph]


def name_it(font: TTFont, style: str) -> None:
    """Give the changed font a name of its own."""
    names = font["name"]
    family = "Argmap Sans"
    texts = {1: f"{family} {style}", 2: "Regular", 4: f"{family} {style}"}
    texts |= {3: f"{family} {style}, made from Inter", 6: f"ArgmapSans-{style}"}
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    names.names.sort()


if __name__ == "__main__":
    main()
