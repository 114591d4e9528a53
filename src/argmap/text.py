"""Text helpers for messages: one line, lists, plurals, nearest word, excerpt with carets."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import pairwise
from typing import Final, Literal, NamedTuple

BOLD, RED, GREEN, YELLOW, BLUE, CYAN = "1", "31", "32", "33", "34", "36"
"""Styles of a terminal (SGR); several are joined by a semicolon."""

WIDTH = 100
"""Columns that an excerpt takes; a longer line is cut around the place it is about."""

NARROWEST = 12
"""Columns that an excerpt needs at least, to show anything of its line."""

_LONGEST: Final = 40  # letters of a text in a message
_LONGEST_QUOTE: Final = 60

_BLANKS: Final = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_MARKUP: Final = re.compile(
    r"[\\`*_{}\[\]<>&|~^$@#=\"+!]"  # emphasis, code, links, tags, math, citations, shortcodes
    r"|:(?=\S)|(?<=www)\."  # addresses that some programs turn into links, emoji by name
    r"|'(?!\w)|(?<!\w)'|(?<=[.-])[.-]|[.-](?=[.-])|\((?=\w{1,2}\))",  # what is made pretty
    re.IGNORECASE,
)
_OBEYED: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


_MARKS = 30
_MANY_MARKS: Final = re.compile(r"[^\x00-\u02ff\u0370-\u0482]{31,}")


def normalized(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """Return a text in a Unicode form.

    Python sorts the combining marks behind a letter in a time that grows with the square of their
    number. No language has more than a few, so that they are sorted by 30, as UAX #15 has it for
    streams.
    """
    if _MANY_MARKS.search(text) is None:
        return unicodedata.normalize(form, text)
    pieces, marks, begin = [], 0, 0
    for at, char in enumerate(text):
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > _MARKS:
            pieces.append(text[begin:at])
            begin, marks = at, 1
    pieces.append(text[begin:])
    return "".join([unicodedata.normalize(form, piece) for piece in pieces])


def one_line(text: str) -> str:
    """Escape every character that Python does not take for printable."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def shown(path: str) -> str:
    """Return a path for a message: on one line, with nothing that could move a cursor."""
    # Names are UTF-8 on every disk of today, whatever locale this process was given.
    return one_line(os.fsencode(path).decode("utf-8", "backslashreplace"))


def printable(text: str) -> str:
    """Escape what a terminal would obey, and leave what it shows: joiners and accents, too."""
    if text.isprintable():
        return text
    return "".join(_cell(char).shown if char != "\t" else "\\t" for char in text)


def plain_json(text: str) -> str:
    """Return JSON that says the same, and that a terminal shows as it is.

    What its writer leaves as it is and a terminal might obey, controls and turns of direction in
    the name of a file, becomes an escape; and so does half a surrogate pair, which such a name may
    hold and UTF-8 cannot.
    """
    return _OBEYED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def folded(text: str) -> str:
    """Return a text on one line; blanks that hold words together stay."""
    return _BLANKS.sub(" ", text).strip()


def web_address(url: str | None) -> str | None:
    """Return an address if it is one of the web, and None for every other scheme."""
    return url if url is not None and url.startswith(("https://", "http://")) else None


def escape_markdown(text: str) -> str:
    """Return a text on one line that stands as itself in Markdown.

    Numeric entities are no markup in any kind of Markdown, and break what is looked for in the
    source before: Hugo's shortcodes, Liquid's tags, addresses. A backslash does not do that, and
    some programs know fewer of them than others.
    """
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", folded(text))


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as YAML and editors count them, without their ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def short(text: str) -> str:
    """Return a text short enough for a message, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def short_quote(text: str) -> str:
    """Return a text in quotation marks, cut if it is long."""
    if len(text) > _LONGEST_QUOTE:
        text = text[: _LONGEST_QUOTE - 1].rstrip() + "…"
    return f"“{text}”"


def split_list(text: str) -> list[str]:
    """Return the words of a text that was meant as a list, or nothing if it is one word."""
    words = text.replace(",", " ").replace(";", " ").strip(" []").split()
    return words if len(words) > 1 else []


def listed(parts: Sequence[str], before_last: str = "and") -> str:
    """Return parts as a list to read: `a`, `a and b`, or `a, b and c`."""
    if len(parts) < 2:  # noqa: PLR2004
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {before_last} {parts[-1]}"


def plural(count: int, noun: str) -> str:
    """Return the singular or the plural of a noun, as the count asks."""
    if count == 1:
        return noun
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: `1 claim`, `2,000 entries`."""
    return f"{count:,} {plural(count, noun)}"


def styled(text: str, style: str, *, color: bool) -> str:
    """Return a text in a terminal's style, or as it is where colours are not wanted."""
    return f"\x1b[{style}m{text}\x1b[0m" if color else text


def reason(error: OSError) -> str:
    """Return why the system refused an operation, in words."""
    if isinstance(error, BrokenPipeError):
        return "its reader has closed it"
    return error.strerror or str(error)


def why_unreadable(error: OSError | ValueError) -> str:
    """Return why a file cannot be read, in words; Python refuses some names before the system."""
    return getattr(error, "strerror", None) or "its name is not one that a file can have"


def did_you_mean(meant: str | None, otherwise: str) -> str:
    """Return the hint about a misspelt word, or another one where nobody knows what it meant."""
    return f"did you mean `{meant}`?" if meant else otherwise


def nearest_key(word: str, known: Sequence[str]) -> str | None:
    """Return the key of the format that a misspelt one is closest to, or None if none is close.

    Keys are few and short. `Known` is for the ids of a map, which may be thousands; about one
    misspelt key in twenty, the two decide differently.
    """
    found = close_keys(word, known, 1)
    return found[0] if found else None


def close_keys(word: str, known: Sequence[str], most: int) -> list[str]:
    """Return the keys of the format that a misspelt one is close to, the closest first."""
    from difflib import get_close_matches  # noqa: PLC0415 -- 3 ms, for a misspelt word only

    by_lower = {name.lower(): name for name in known}
    found = get_close_matches(word.lower()[:60], list(by_lower), n=most, cutoff=0.7)
    return [by_lower[name] for name in found]


class Known:
    """Known words, such as the ids of a map, to find the one that a misspelt word is like."""

    _ALIKE = 0.66  # of SequenceMatcher's ratio: a third of the letters may differ
    _SHORTEST = 3  # a word of one or two letters is like too many others
    _FINALISTS = 12
    _MOST_SEARCHES = 200  # on a map with more unknown ids than this, one letter is not the trouble

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._searches = 0

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        """The words by their letters alone, first come first served."""
        return {_letters(word): word for word in reversed(self._words)}

    @cached_property
    def _with_pair(self) -> defaultdict[str, list[int]]:
        """The places of the words that have each pair of neighbouring letters."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            for pair in _pairs_of(word):
                found[pair].append(place)
        return found

    def nearest(self, word: str) -> str | None:
        """Return the known word that is most like one, or None if none is like it."""
        letters = _letters(word)
        if letters and letters in self._by_letters:
            return self._by_letters[letters]
        if len(letters) < self._SHORTEST or self._searches >= self._MOST_SEARCHES:
            return None
        self._searches += 1
        return next(iter(self._alike(word)), None)

    def only(self, word: str) -> str | None:
        """Return the known word that one is like, or None if it is like none or several."""
        meant = self.nearest(word)
        if meant is None or any(known != meant for known in self._alike(word)):
            return None
        return meant

    def _alike(self, word: str) -> list[str]:
        """Return the known words that are like one, the likest first."""
        from difflib import SequenceMatcher  # noqa: PLC0415 -- 3 ms, for a misspelt word only

        # Two words may be alike without a common pair, so the first ones are in it anyway.
        shared = Counter(dict.fromkeys(range(min(self._FINALISTS, len(self._words))), 0))
        for pair in _pairs_of(word):
            shared.update(self._with_pair.get(pair, ()))
        finalists = nsmallest(self._FINALISTS, shared, key=lambda place: (-shared[place], place))
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(word.casefold()[:100])
        found = []
        for known in [self._words[place] for place in finalists]:
            matcher.set_seq1(known.casefold()[:100])
            ratio = matcher.ratio()
            if ratio >= self._ALIKE:
                found.append((ratio, known))
        return [known for _, known in sorted(found, key=lambda one: -one[0])]


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word.casefold()))


def _pairs_of(word: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(word.casefold()[:100])))


_TAB = "    "
_CUT = "…"
_JOINERS = "\u200c\u200d"  # they shape the letters beside them in Persian, Hindi and emoji
_BEFORE = 40  # columns of WIDTH that are kept before a place where a long line is cut
_LEAST = 20  # and before a place that is itself too long
_WIDENS = "\ufe0f"  # shows the character before it as an emoji
_ZWJ = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)
_FAR = 4  # widths to either side of a place that are looked at: a line may be megabytes long


class _Cell(NamedTuple):
    """A character as a terminal shows it, and the columns that it takes there."""

    shown: str
    width: int


def excerpt(line: str, column: int, length: int, width: int = WIDTH) -> tuple[str, str]:
    """Return a line as a terminal shows it, and the line of carets to stand below it.

    Args:
        line: The line, without its end.
        column: Where the place begins, counted from 1 in characters; just behind the line's end
            is a place too.
        length: Characters that the place covers.
        width: Columns that there is room for.
    """
    start = min(max(column, 1) - 1, len(line))
    left = max(0, start - _FAR * width)
    cells = _cells(line[left : start + _FAR * width])
    more = left + len(cells) < len(line)
    start -= left
    end = max(start + 1, min(start + max(length, 1), len(cells)))
    first, last = _window(cells, start, end, width)
    text = "".join(cell.shown for cell in cells[first:last])
    head = _CUT if first or left else ""
    tail = _CUT if last < len(cells) or more else ""
    before = len(head) + _width(cells[first:start])
    marked = max(1, _width(cells[start : min(end, last)]))
    return head + text + tail, " " * before + "^" * marked


def _window(cells: list[_Cell], start: int, end: int, width: int) -> tuple[int, int]:
    """Return the first cell that is shown and the one behind the last, the place among them."""
    if _width(cells) <= width:
        return 0, len(cells)
    room = width - 2 * len(_CUT)
    first = start
    taken = _width(cells[start:end])
    before, least = _BEFORE * width // WIDTH, _LEAST * width // WIDTH
    kept = max(before, room - taken - _width(cells[end:])) if taken < room else least
    kept = min(kept, room - 1)
    while first > 0 and cells[first - 1].width <= kept:
        first -= 1
        kept -= cells[first].width
    while first < start and not cells[first].width:  # a mark whose letter is cut off
        first += 1
    last, taken = start, _width(cells[first:start])
    while last < len(cells) and taken + cells[last].width <= room:
        taken += cells[last].width
        last += 1
    return first, last


def _cells(text: str) -> list[_Cell]:
    """Return the characters of a text as a terminal shows them, emoji of several as one."""
    cells: list[_Cell] = []
    for place, char in enumerate(text):
        cell = _cell(char)
        if cell.width == 2 and place:  # noqa: PLR2004 -- as wide characters are
            joined = text[place - 1] == _ZWJ and place > 1 and ord(text[place - 2]) > 0x2000  # noqa: PLR2004
            if joined or (ord(char) in _SKIN and cells[-1].width != 1):
                cell = _Cell(char, 0)
        elif char == _WIDENS and cells and cells[-1].width == 1:
            cell = _Cell(char, 1)
        cells.append(cell)
    return cells


def _width(cells: list[_Cell]) -> int:
    return sum(cell.width for cell in cells)


def _cell(char: str) -> _Cell:
    """Return a character as it is shown: itself, blanks for a tab, or an escape."""
    if " " <= char <= "~":
        return _Cell(char, 1)
    if char == "\t":
        return _Cell(_TAB, len(_TAB))
    category = unicodedata.category(char)
    if char in _JOINERS or category in {"Mn", "Me"}:
        return _Cell(char, 0)
    if category[0] == "C" or category in {"Zl", "Zp"}:
        escaped = _escaped(char)
        return _Cell(escaped, len(escaped))
    return _Cell(char, 2 if unicodedata.east_asian_width(char) in "WF" else 1)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
