"""Subset a face to the characters of some texts, and write it as WOFF2."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache

from argmap.drawing.typeset.clusters import FaceName, is_ignorable
from argmap.drawing.typeset.measure import load_face
from argmap.drawing.typeset.outlines import transformed, transformed_widths

# The notices that go with every copy of the font, by their numbers in its `name` table.
COPYRIGHT = 0
LICENCE = 13

QUALITY = 6
"""Of Brotli: 11 would save a sixteenth of the bytes and take fifty times as long."""


def web_font(face: FaceName, texts: Iterable[str]) -> bytes:
    """Return a WOFF2 font with the glyphs that the texts need, kerned as they are measured.

    Args:
        face: The face to cut.
        texts: All texts that are set in it. For a character that the face lacks, the font has an
            empty box: a browser without any font for it draws that.

    Returns:
        The font file; the same bytes for the same characters.
    """
    wanted = {char for char in set().union(*texts) if not is_ignorable(char)}
    covers = load_face(face).covers
    return _cut(face, frozenset(wanted & covers | {" "}), boxed=not wanted <= covers)


@lru_cache(maxsize=16)
def _cut(face: FaceName, chars: frozenset[str], *, boxed: bool) -> bytes:
    """Cut a face to characters, or find it as it was cut before.

    If `boxed` is true, it keeps the box for all others.
    """
    import uharfbuzz as hb  # noqa: PLC0415 - heavy

    plan = hb.SubsetInput()
    plan.unicode_set.set({ord(char) for char in chars})
    plan.name_id_set.set({COPYRIGHT, LICENCE})
    if boxed:
        plan.flags |= hb.SubsetFlags.NOTDEF_OUTLINE
    part = hb.subset(hb.Face(load_face(face).data), plan)
    return pack(part.blob.data)


TRUETYPE = 0x00010000
HEADER = struct.Struct(">4sIIHHIIHHIIIII")
NO_EXTRAS = (0,) * 6
"""Neither a minor version nor metadata nor private data."""

DIRECTORY = struct.Struct(">IHHHH")
ENTRY = struct.Struct(">4sIII")

# Section 4.1: the numbers of the tables that our fonts have.
NAMED = 63
"""The number of a table that is written with its name."""

KNOWN = {
    "cmap": 0, "head": 1, "hhea": 2, "hmtx": 3, "maxp": 4, "name": 5, "OS/2": 6, "post": 7,
    "glyf": 10, "loca": 11, "GDEF": 26, "GPOS": 27, "GSUB": 28,
}  # fmt: skip
TRANSFORMED = {"glyf": 0, "loca": 0, "hmtx": 1}
"""The version of a table's transform. What is not here has none; with 0, `hmtx` is as it was."""

HEAD_FLAGS = 16
TOLD_TRANSFORMED = 0x08
"""Where the table `head` has its flags, and which of the first byte says that (section 4.1)."""

WINDOW = 16
"""Of Brotli, in bits: a font has not 64 KB."""


def pack(font: bytes) -> bytes:
    """Return a TrueType font as WOFF2."""
    import brotli  # noqa: PLC0415 - heavy

    tables = _tables(font)
    written = _transformed(dict(tables))
    directory = b"".join(_entry(tag, len(data), len(written[tag])) for tag, data in tables)
    pressed: bytes = brotli.compress(
        b"".join(written[tag] for tag, _ in tables),
        mode=brotli.MODE_FONT,
        quality=QUALITY,
        lgwin=WINDOW,
    )
    length = HEADER.size + len(directory) + len(pressed)
    padding = -length % 4
    plain = DIRECTORY.size + sum(ENTRY.size + len(data) + -len(data) % 4 for _, data in tables)
    sizes = (length + padding, len(tables), 0, plain, len(pressed))
    header = HEADER.pack(b"wOF2", TRUETYPE, *sizes, 1, *NO_EXTRAS)
    return header + directory + pressed + bytes(padding)


def _tables(font: bytes) -> list[tuple[str, bytes]]:
    """Read a font's tables in the order of their names; `loca` follows `glyf`, as it must."""
    count = DIRECTORY.unpack_from(font)[1]
    found = []
    for place in range(count):
        tag, _, start, length = ENTRY.unpack_from(font, DIRECTORY.size + place * ENTRY.size)
        found.append((tag.decode("ascii"), font[start : start + length]))
    return sorted(found, key=lambda table: "glyf~" if table[0] == "loca" else table[0])


def _transformed(tables: dict[str, bytes]) -> dict[str, bytes]:
    """Return the tables as they are written: `loca` follows from `glyf`."""
    head = bytearray(tables["head"])
    head[HEAD_FLAGS] |= TOLD_TRANSFORMED
    glyf = transformed(tables["glyf"], tables["loca"], tables["head"])
    hmtx = transformed_widths(tables) or tables["hmtx"]
    return {**tables, "head": bytes(head), "glyf": glyf, "loca": b"", "hmtx": hmtx}


def _entry(tag: str, length: int, written: int) -> bytes:
    """Write one line of the table directory (section 4.1)."""
    number = KNOWN.get(tag, NAMED)
    name = tag.encode("ascii") if number == NAMED else b""
    if tag not in TRANSFORMED or (tag == "hmtx" and length == written):
        return bytes([number]) + name + _base128(length)
    flags = number | TRANSFORMED[tag] << 6
    return bytes([flags]) + name + _base128(length) + _base128(written)


def _base128(number: int) -> bytes:
    """Write a number seven bits at a time, the highest first (section 4.1)."""
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))
