"""Copies of a file with one slip in each, by lot: `python tests/slips.py 100000` tries so many.

Every slip has a number, and the same number is the same slip again.
"""

from __future__ import annotations

import random
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from promises import any_bytes_are_told

RITTER: Final = Path(__file__).parent.parent / "maps" / "ritter_2026-03-12.yaml"


def slip(data: bytes, number: int) -> bytes:
    """Returns a file with one slip: a byte, a line, or two things that have changed places."""
    lot = random.Random(number)  # noqa: S311 -- nothing secret
    kinds = (_byte, _byte_gone, _line_gone, _line_twice, _lines_swapped, _words_swapped)
    return lot.choice(kinds)(data, lot)


def _byte(data: bytes, lot: random.Random) -> bytes:
    place = lot.randrange(len(data))
    return data[:place] + bytes([lot.randrange(256)]) + data[place + 1 :]


def _byte_gone(data: bytes, lot: random.Random) -> bytes:
    place = lot.randrange(len(data))
    return data[:place] + data[place + 1 :]


def _line_gone(data: bytes, lot: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    del lines[lot.randrange(len(lines))]
    return b"".join(lines)


def _line_twice(data: bytes, lot: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    lines.insert(lot.randrange(len(lines)), lot.choice(lines))
    return b"".join(lines)


def _lines_swapped(data: bytes, lot: random.Random) -> bytes:
    return b"".join(_swapped(data.splitlines(keepends=True), lot))


def _words_swapped(data: bytes, lot: random.Random) -> bytes:
    return b" ".join(_swapped(data.split(b" "), lot))


def _swapped(parts: list[bytes], lot: random.Random) -> list[bytes]:
    one, other = lot.randrange(len(parts)), lot.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]
    return parts


def tried(number: int) -> tuple[int, str]:
    """Tries one slip in the Ritter map; returns its number, and what broke or nothing."""
    try:
        any_bytes_are_told(slip(RITTER.read_bytes(), number))
    except Exception as error:  # noqa: BLE001 -- a fault is told with its number, and the rest tried
        return number, repr(error)
    return number, ""


def main(count: int) -> int:
    """Tries that many slips on all cores, and returns how many broke something."""
    broken = 0
    with ProcessPoolExecutor() as pool:
        for number, fault in pool.map(tried, range(count), chunksize=100):
            if fault:
                broken += 1
                sys.stdout.write(f"slip {number}: {fault}\n")
    sys.stdout.write(f"{count:,} slips tried, {broken:,} broke something\n")
    return broken


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])) > 0)
