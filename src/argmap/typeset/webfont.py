"""The part of a face that some texts need, as a WOFF2 font."""

from __future__ import annotations

from functools import lru_cache
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
    wanted = {char for char in set().union(*texts) if not is_ignorable(char)}
    return _cut(face, frozenset(wanted & font.load(face).covers | {" "}))


@lru_cache(maxsize=16)
def _cut(face: FaceName, chars: frozenset[str]) -> bytes:
    """Cut a face to characters, or find it as it was cut before."""
    import uharfbuzz as hb  # noqa: PLC0415 - only who measures loads it

    plan = hb.SubsetInput()
    plan.unicode_set.set({ord(char) for char in chars})
    plan.name_id_set.set({COPYRIGHT, LICENCE})
    part = hb.subset(hb.Face(font.load(face).data), plan)
    return woff2.pack(part.blob.data)
