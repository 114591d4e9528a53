"""Copies of a file with one slip in each, by lot.

`python tests/helpers/slips.py 100000` tries so many. Every slip has a number, and the
same number is the same slip again.
"""

from __future__ import annotations

import random
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import Final

from paths import RITTER
from promises import any_bytes_are_told

SAID: Final = 5_000
"""After so many slips a run says how far it has come."""


def slip(data: bytes, number: int) -> bytes:
    """Return a file with one slip: a byte, a line, or two things that have changed places."""
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
    """Try one slip in the Ritter map; return its number, and what broke or nothing."""
    try:
        any_bytes_are_told(slip(RITTER.read_bytes(), number))
    except Exception as error:  # noqa: BLE001 -- a fault is told with its number, and the rest tried
        return number, repr(error)
    return number, ""


def main(count: int) -> int:
    """Try that many slips on all cores, and return how many broke something.

    What is found is written at once, and how far it has come now and then: whoever stops a long
    run knows what it has tried.
    """
    broken = 0
    with ProcessPoolExecutor() as pool:
        for number, fault in pool.map(tried, range(count), chunksize=100):
            broken += bool(fault)
            if fault:
                _say(f"slip {number}: {fault}")
            if (number + 1) % SAID == 0 or number + 1 == count:
                _say(f"{number + 1:,} slips tried, {broken:,} broke something")
    return broken


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])) > 0)
