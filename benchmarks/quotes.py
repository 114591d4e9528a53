"""Quotes against a source of 1 MB: those that stand in it, and those that do not."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from argmap.quotes import check
from argmap.quotes.sources import SourceText
from benchmarks.processes import Ratio

if TYPE_CHECKING:
    from collections.abc import Callable

QUOTES = 200
ROUNDS = 7
MOST_FOR_A_MISS = 0.020
"""Seconds for each MB of the source."""

LENGTHS = (15, 40, 64, 100, 200, 600)
_LETTERS = "eeeeennnniiisssrrraaatttdddhhuullccggmmoobbwwffkkzzpvjyxqäöüß"
_SIZE = 1_000_000


def quote_rows() -> list[Ratio]:
    """Measure quotes that are found, together, and one that is missed, of several lengths."""
    text = made_text()
    data = text.encode()
    read, found = [], []
    quotes = [_quote(text, number) for number in range(QUOTES)]
    for _ in range(ROUNDS):
        start = time.process_time()
        source = SourceText("made.txt", data)
        middle = time.process_time()
        if any(check(quote, None, source) for quote in quotes):
            raise SystemExit("a quote was not found")
        found.append(time.process_time() - start)
        read.append(middle - start)
    rows = [Ratio(f"{QUOTES} quotes found", min(found), "reads and folds 1 MB", min(read), 2)]
    for length in LENGTHS:
        for what, quote in (("altered", _altered(text, length)), ("unlike all", _unlike(length))):
            seconds = _best(lambda quote=quote: check(quote, None, source))
            name = f"a miss, {length} characters, {what}"
            rows.append(Ratio(name, seconds, "20 ms for 1 MB", MOST_FOR_A_MISS, 1))
    return rows


def made_text() -> str:
    """Return words, lines and paragraphs of the lengths that texts have, made by rule."""
    dice = random.Random(1)  # noqa: S311 -- the same text on every run
    words = ["".join(dice.choices(_LETTERS, k=dice.randint(2, 12))) for _ in range(12_000)]
    lines, size = [], 0
    while size < _SIZE:
        line = " ".join(dice.choices(words, k=11)).capitalize() + dice.choice([".", ",", "“", " –"])
        lines.append(line)
        size += len(line.encode()) + 1
        if not dice.randrange(8):
            lines.append("")
    return "\n".join(lines)


def _quote(text: str, number: int) -> str:
    """Return words of the text, from everywhere in it, from 3 to 20 of them."""
    place = text.index("\n", number * len(text) // (QUOTES + 1)) + 1
    return " ".join(text[place:].split(maxsplit=30)[: 3 + number % 18]).rstrip(".,")


def _altered(text: str, length: int) -> str:
    """Return words of the text of which every seventh letter is another one."""
    place = text.index("\n", len(text) // 2) + 1
    words = " ".join(text[place : place + 2 * length].split())[:length]
    return "".join("x" if number % 7 == 3 else char for number, char in enumerate(words))  # noqa: PLR2004


def _unlike(length: int) -> str:
    dice = random.Random(2)  # noqa: S311
    return "".join(dice.choices(_LETTERS + " " * 9, k=length)).strip()


def _best(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)
