"""Outlines of a TrueType font as WOFF2 writes them, which takes an eighth off the font's bytes.

The numbers of sections are those of WOFF File Format 2.0 (W3C).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

HEADER = struct.Struct(">HHHH7I")

FORMAT = 50
"""Where the table `head` says whether the places in `loca` are halved."""

METRICS = 34
"""Where the table `hhea` says how many glyphs have a width of their own."""

NO_EDGES = b"\x03"
"""Says that neither these glyphs nor the others have a left edge in `hmtx`."""

GLYPH_HEAD = 10
"""The bytes of a glyph before its outline: how many contours it has, and its box."""

# What a point in `glyf` says about itself: its coordinates in one byte each, and which way they
# go; without that byte, whether they are those of the point before it.
ON_CURVE, BYTE_X, BYTE_Y, AGAIN, MORE_X, MORE_Y = 1, 2, 4, 8, 16, 32

# What a part of a compound glyph says about itself.
WORDS, SCALED, FURTHER, SCALED_TWICE, MATRIX, INSTRUCTED = 1, 8, 32, 64, 128, 256

# How far a point may be for each way of writing it: along one axis, and along both.
FAR, NEAR, MIDDLE, TWELVE_BITS = 1280, 64, 768, 4096

ONE_BYTE = 253
"""The numbers that one byte writes, and the byte before two that write any."""

MOST_KEPT = 4096
"""Glyphs whose outlines are kept: other maps have the same letters."""


class Outline(NamedTuple):
    """What a glyph adds to each stream."""

    contours: bytes = b"\0\0"
    points: bytes = b""
    flags: bytes = b""
    coordinates: bytes = b""
    parts: bytes = b""
    box: bytes = b""
    instructions: bytes = b""


def transformed(glyf: bytes, loca: bytes, head: bytes) -> bytes:
    """Return the table `glyf` in the streams of section 5.1, from which `loca` follows, too."""
    (whole,) = struct.unpack_from(">h", head, FORMAT)
    glyphs = [_outline(glyf[start:end]) for start, end in pairwise(_places(loca, head))]
    boxed = bytearray((len(glyphs) + 31) // 32 * 4)
    for place, glyph in enumerate(glyphs):
        if glyph.box:
            boxed[place // 8] |= 0x80 >> place % 8
    streams = [b"".join(parts) for parts in zip(*glyphs, strict=True)]
    streams[Outline._fields.index("box")] = bytes(boxed) + streams[5]
    sizes = map(len, streams)
    return HEADER.pack(0, 0, len(glyphs), whole, *sizes) + b"".join(streams)


def transformed_widths(tables: Mapping[str, bytes]) -> bytes | None:
    """Return the table `hmtx` without the left edges, which the outlines have (section 5.4).

    Without an outline, a glyph needs none. None if they differ elsewhere.
    """
    (wide,) = struct.unpack_from(">H", tables["hhea"], METRICS)
    glyf, widths = tables["glyf"], tables["hmtx"]
    edges = [edge for _, edge in struct.iter_unpack(">Hh", widths[: 4 * wide])]
    edges += [edge for (edge,) in struct.iter_unpack(">h", widths[4 * wide :])]
    places = pairwise(_places(tables["loca"], tables["head"]))
    for edge, (start, end) in zip(edges, places, strict=True):
        if start != end and struct.unpack_from(">h", glyf, start + 2) != (edge,):
            return None
    return NO_EDGES + b"".join(widths[4 * one : 4 * one + 2] for one in range(wide))


def _places(loca: bytes, head: bytes) -> Sequence[int]:
    """Return where each glyph begins, and where the last one ends."""
    if struct.unpack_from(">h", head, FORMAT) != (0,):
        return struct.unpack(f">{len(loca) // 4}I", loca)
    return [2 * half for half in struct.unpack(f">{len(loca) // 2}H", loca)]


@lru_cache(maxsize=MOST_KEPT)
def _outline(glyph: bytes) -> Outline:
    if not glyph:
        return Outline()
    contours, *box = struct.unpack_from(">5h", glyph)
    if contours < 0:
        return _compound(glyph)
    ends = struct.unpack_from(f">{contours}H", glyph, GLYPH_HEAD)
    place = GLYPH_HEAD + 2 * contours
    (length,) = struct.unpack_from(">H", glyph, place)
    place += 2
    instructions = glyph[place : place + length]
    points = list(_points(glyph, place + length, ends[-1] + 1 if ends else 0))
    packed = [_packed(dx, dy, on_curve=on) for dx, dy, on in points]
    counts = [end - before for before, end in pairwise([-1, *ends])]
    return Outline(
        glyph[:2],
        b"".join(map(_number, counts)),
        bytes(flag for flag, _ in packed),
        b"".join(rest for _, rest in packed) + _number(length),
        box=b"" if box == _box(points) else glyph[2:GLYPH_HEAD],
        instructions=instructions,
    )


def _compound(glyph: bytes) -> Outline:
    """Return a glyph that is made of others, as it is."""
    place, flags = GLYPH_HEAD, FURTHER
    while flags & FURTHER:
        (flags,) = struct.unpack_from(">H", glyph, place)
        place += 8 if flags & WORDS else 6
        place += (
            2 * bool(flags & SCALED) + 4 * bool(flags & SCALED_TWICE) + 8 * bool(flags & MATRIX)
        )
    length, instructions = b"", b""
    if flags & INSTRUCTED:
        (count,) = struct.unpack_from(">H", glyph, place)
        length, instructions = _number(count), glyph[place + 2 : place + 2 + count]
    parts, box = glyph[GLYPH_HEAD:place], glyph[2:GLYPH_HEAD]
    return Outline(glyph[:2], coordinates=length, parts=parts, box=box, instructions=instructions)


def _points(glyph: bytes, place: int, count: int) -> Iterator[tuple[int, int, bool]]:
    """Yield how far each point is from the one before it, and whether it is on the curve."""
    flags: list[int] = []
    while len(flags) < count:
        flag = glyph[place]
        times = 1 + glyph[place + 1] if flag & AGAIN else 1
        flags += [flag] * times
        place += 2 if flag & AGAIN else 1
    across, place = _coordinates(glyph, place, flags, BYTE_X, MORE_X)
    down, _ = _coordinates(glyph, place, flags, BYTE_Y, MORE_Y)
    for flag, dx, dy in zip(flags, across, down, strict=True):
        yield dx, dy, bool(flag & ON_CURVE)


def _coordinates(
    glyph: bytes, place: int, flags: Sequence[int], byte: int, more: int
) -> tuple[list[int], int]:
    """Return one coordinate of all points, and where the next begin."""
    found = []
    for flag in flags:
        if flag & byte:
            found.append(glyph[place] if flag & more else -glyph[place])
            place += 1
        elif flag & more:
            found.append(0)
        else:
            found += struct.unpack_from(">h", glyph, place)
            place += 2
    return found, place


def _box(points: Sequence[tuple[int, int, bool]]) -> list[int]:
    """Return the box around points: left, lower, right and upper edge."""
    x = y = 0
    across, down = [], []
    for dx, dy, _ in points:
        x, y = x + dx, y + dy
        across.append(x)
        down.append(y)
    if not points:
        return [0, 0, 0, 0]
    return [min(across), min(down), max(across), max(down)]


def _packed(dx: int, dy: int, *, on_curve: bool) -> tuple[int, bytes]:
    """Write a point in as few bytes as it takes: its flag, and those that follow (section 5.2)."""
    x, y = abs(dx), abs(dy)
    right, up = int(dx >= 0), int(dy >= 0)
    start = (0 if on_curve else 128) + right + 2 * up
    if x == 0 and y < FAR:
        return start - right - up + (y >> 8 << 1), bytes([y & 0xFF])
    if y == 0 and x < FAR:
        return start - 2 * up + 10 + (x >> 8 << 1), bytes([x & 0xFF])
    if x <= NEAR and y <= NEAR:
        x, y = x - 1, y - 1
        return start + 20 + (x & 0x30) + (y >> 4 << 2), bytes([(x & 15) << 4 | y & 15])
    if x <= MIDDLE and y <= MIDDLE:
        x, y = x - 1, y - 1
        return start + 84 + 12 * (x >> 8) + (y >> 8 << 2), bytes([x & 0xFF, y & 0xFF])
    if x < TWELVE_BITS and y < TWELVE_BITS:
        return start + 120, bytes([x >> 4, (x & 15) << 4 | y >> 8, y & 0xFF])
    return start + 124, struct.pack(">HH", x, y)


def _number(value: int) -> bytes:
    """Write a number in one byte, two, or three (section 4.2, 255UInt16)."""
    if value < ONE_BYTE:
        return bytes([value])
    if value < 2 * ONE_BYTE:
        return bytes([255, value - ONE_BYTE])
    if value < 2 * ONE_BYTE + 256:
        return bytes([254, value - 2 * ONE_BYTE])
    return bytes([ONE_BYTE, value >> 8, value & 0xFF])
