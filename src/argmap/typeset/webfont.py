"""The part of a face that some texts need, as a WOFF2 font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.typeset import font, woff2
from argmap.typeset.clusters import is_ignorable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.typeset.style import FaceName

# The notices that go with every copy of the font, by their numbers in its `name` table.
COPYRIGHT = 0
LICENCE = 13


def web_font(face: FaceName, texts: Iterable[str]) -> bytes:
    """Return a WOFF2 font with the glyphs that the texts need, kerned as they are measured.

    Args:
        face: Which face.
        texts: All that is set in it. Characters that the face lacks are passed over.

    Returns:
        The font file; the same bytes for the same characters.
    """
    import uharfbuzz as hb  # noqa: PLC0415 - only who measures loads it

    loaded = font.load(face)
    wanted = {char for text in texts for char in text if not is_ignorable(char)}
    plan = hb.SubsetInput()
    plan.unicode_set.set({ord(char) for char in wanted & loaded.covers} | {ord(" ")})
    plan.name_id_set.set({COPYRIGHT, LICENCE})
    part = hb.subset(hb.Face(loaded.data), plan)
    return woff2.pack(part.blob.data)
