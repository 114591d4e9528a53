"""Break a paragraph into lines: as few as possible, then as even as possible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import inf
from operator import add
from typing import NamedTuple

from argmap.drawing.typeset.breaks import WITHIN_LETTERS, Atom, DividedWord, divided, whole_words
from argmap.drawing.typeset.clusters import FaceName, split_clusters
from argmap.drawing.typeset.measure import Width, kerning, word_width

LAST_LINE = 0.5
"""Weight of the empty part of the last line, against 1 for the others."""

LONELY = 0.2
"""The part of the width below which a last line looks lost."""

LONELY_COST = 0.15

LONELY_WORDS, LONELY_WORD = 0.25, 0.5
"""The same where lines are filled, and for a last line of a single word there."""

WITH_COMPANY = 0.35
"""Weight of the empty part of a last line that gets company."""

TWO_HYPHENS = 0.15
"""The cost of a line that both starts and ends within a word."""

MOST_TAKEN = 3
"""Most characters that go to the next line with a sign that may not begin it."""

LONGEST = 5_000
"""Most parts of a text that is evened out: longer ones are books, not claims."""

NUMBER = re.compile(r"[(\[„“»«]?[+−–-]?\d[\d.,:–-]*$")
MONTHS = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    "January|February|March|May|June|July|October|December"
)
UNIT = re.compile(
    rf"(?:{MONTHS}|"
    r"%|‰|°C?|°F|[€$£¥₽]|EUR|USD|Euro|(?:US-)?Dollar|Prozent|percent|Uhr|Mio\.?|Mrd\.?|Tsd\.?|bn|tn|"
    r"[kcmµ]?m|k?g|t|[kMG]?[WB]|[kMGT]Wh|[kMG]?Hz|[hsl]|min|kt|Barrel|Meter|Kilometer|Tonnen)(?!\w)"
)
ABBREVIATION = re.compile(r"[(„“»«]?(?:§§?|(?:Nr|No|S|pp?|Art|Abs|Kap|Dr|Prof|Mrs?|Ms|St)\.)$")
ABBREVIATED = re.compile(r"[(„“»«]?[zdusoiaev]\.$")
ENDS = frozenset(".,:–-§0123456789")
"""Last characters of words that may belong to the next one."""

LONE_DASHES = frozenset("–—-")
NOTHING = Width(0, 0)


class Limits(NamedTuple):
    """The greatest width of a line, in units: in the shipped font and in its stand-ins."""

    own: int
    spare: int

    def hold(self, own: int, spare: int) -> bool:
        """Tell whether words of these widths fit in a line."""
        return own <= self.own and spare <= self.spare


class Sheet:
    """Atoms in a row and running sums of their widths.

    Attributes:
        atoms: The parts that lines can end after.
        count: How many there are.
        limits: The greatest width of a line.
        full: The same in the shipped font, at least 1.
        divided: Whether none of them can be made smaller: then a single one always makes a line.
        last: Weight of the empty part of the last line, against 1 for the others.
        starts, inner, ends: The line from atom i up to, not including, atom j is
            `ends[j] - starts[i]` wide, its hyphen included, and `inner[j] - starts[i]` if the
            hyphen is left out.
        spare_starts, spare_inner, spare_ends: The same in the stand-ins.
    """

    def __init__(
        self, atoms: list[Atom], limits: Limits, *, divided: bool, last: float = LAST_LINE
    ) -> None:
        """Sum up the widths of `atoms`; if they are divided, none can be made smaller."""
        columns = tuple(zip(*atoms, strict=True))
        texts, own, spare, joins, join_own, join_spare, _, sign_own, sign_spare, _ = columns
        self.atoms = atoms
        self.limits = limits
        self.divided = divided
        self.last = last
        self.count = len(atoms)
        self.full = max(limits.own, 1)
        self._pieces = list(map(add, texts, joins))
        self.starts, self.inner, self.ends = _sums(own, join_own, sign_own)
        self.spare_starts, self.spare_inner, self.spare_ends = _sums(spare, join_spare, sign_spare)

    def __len__(self) -> int:
        return self.count

    def width(self, start: int, end: int) -> int:
        """Return the width of a line in units, in the shipped font."""
        return self.ends[end] - self.starts[start]

    def text(self, start: int, end: int) -> str:
        """Return the words of a line."""
        last = self.atoms[end - 1]
        return "".join([*self._pieces[start : end - 1], last.text, last.sign])


def _sums(
    widths: Sequence[int], joins: Sequence[int], signs: Sequence[int]
) -> tuple[list[int], list[int], list[int]]:
    """Return where atoms start in their row, where they end, and where with their signs."""
    starts = list(accumulate(map(add, widths, joins), initial=0))
    inner = [0, *map(add, starts, widths)]
    ends = [0, *map(add, inner[1:], signs)] if any(signs) else inner
    return starts, inner, ends


def lay_out(words: list[str], face: FaceName, limits: Limits, free: Width) -> Sheet:
    """Put the words of a paragraph in a row; `free` stays free after the last one."""
    return Sheet(whole_row(words, face, limits, free), limits, divided=False)


def lay_out_divided(
    words: list[str], face: FaceName, lang: str, limits: Limits, free: Width
) -> Sheet:
    """Put words in a row with hyphens where their language, a BCP 47 tag, has them divided.

    Parts that are too wide for a line all the same are taken apart.
    """
    return Sheet(divided_row(words, face, lang, limits, free), limits, divided=True)


def whole_row(
    words: list[str], face: FaceName, limits: Limits, free: Width = NOTHING
) -> list[Atom]:
    """Return the parts of words that are left whole: a line may end after their own hyphens."""
    known = whole_words(face)
    parts = [known[word].atoms for word in words]
    return _in_a_row(words, parts, limits, free)


def divided_row(
    words: list[str], face: FaceName, lang: str, limits: Limits, free: Width = NOTHING
) -> list[Atom]:
    """Return the parts of words divided by their language's patterns, none wider than a line."""
    parts = [_parts(divided(word, face, lang), face, limits) for word in words]
    return _in_a_row(words, parts, limits, free)


def _in_a_row(
    words: list[str], parts: Iterable[Iterable[Atom]], limits: Limits, free: Width
) -> list[Atom]:
    """Return the parts of all words, those of words that belong together as one."""
    atoms: list[Atom] = []
    before = ""
    for word, own in zip(words, parts, strict=True):
        # One of the two says whether to look closer, which takes as long as all the rest.
        if (before[-1:] in ENDS or word in LONE_DASHES) and _belong_together(before, word):
            first, *rest = own
            atoms.append(_fused(atoms, first, limits))
            atoms += rest
        else:
            atoms += own
        before = word
    if any(free):
        last = atoms[-1]
        atoms[-1] = last._replace(own=last.own + free.own, spare=last.spare + free.spare)
    return atoms


def _belong_together(before: str, after: str) -> bool:
    """Tell whether a line should not end between two words: 5 km, § 3, z. B., word –."""
    if after in LONE_DASHES:
        return bool(before)
    if NUMBER.match(before):
        return UNIT.match(after) is not None
    if ABBREVIATION.match(before):
        return after[:1].isalnum()
    return ABBREVIATED.match(before) is not None and len(after) <= 4  # noqa: PLR2004


def _fused(atoms: list[Atom], after: Atom, limits: Limits) -> Atom:
    """Return `after` with the last atom put before it, which goes, if a line has room for both."""
    before = atoms[-1]
    own = before.own + before.join_own + after.own
    spare = before.spare + before.join_spare + after.spare
    if not limits.hold(own + after.sign_own, spare + after.sign_spare):
        return after
    atoms.pop()
    return after._replace(text=f"{before.text} {after.text}", own=own, spare=spare)


def _parts(word: DividedWord, face: FaceName, limits: Limits) -> Iterable[Atom]:
    """Return the parts of a word, each as narrow as a line, as almost all are by themselves."""
    if limits.hold(word.own, word.spare):
        return word.atoms
    return _made_to_fit(word.atoms, face, limits)


def _made_to_fit(parts: Iterable[Atom], face: FaceName, limits: Limits) -> Iterator[Atom]:
    """Take apart the atoms that are wider than a line."""
    for atom in parts:
        if limits.hold(atom.own + atom.sign_own, atom.spare + atom.sign_spare):
            yield atom
            continue
        bare = atom
        if atom.sign:
            bare = atom._replace(sign="", sign_own=0, sign_spare=0, penalty=WITHIN_LETTERS)
        if limits.hold(atom.own, atom.spare):
            yield bare
        else:
            yield from _pieces(bare, face, limits)


def _pieces(atom: Atom, face: FaceName, limits: Limits) -> Iterator[Atom]:
    """Cut an atom between its characters so that each piece fills a line."""
    clusters = split_clusters(atom.text)
    start = 0
    for end in _piece_ends(clusters, face, limits):
        text = "".join(clusters[start:end])
        width = word_width(text, face)
        if end == len(clusters):
            yield atom._replace(text=text, own=width.own, spare=width.spare)
        else:
            kern = kerning(clusters[end - 1], clusters[end], face)
            yield Atom(text, *width, "", *kern, penalty=WITHIN_LETTERS)
        start = end


def _piece_ends(clusters: list[str], face: FaceName, limits: Limits) -> Iterator[int]:
    """Yield the ends of the pieces; none begins with a sign if it can take a letter along."""
    steps: dict[tuple[str, str], Width] = {}
    start = own = spare = 0
    before = ""
    for place, cluster in enumerate(clusters):
        step = steps.get((before, cluster))
        if step is None:
            step = steps[before, cluster] = _step(before, cluster, face)
        own += step.own
        spare += step.spare
        if place > start and not limits.hold(own, spare):
            start = max(start + 1, place - _signs_before(clusters, place))
            if not limits.hold(*word_width("".join(clusters[start : place + 1]), face)):
                start = place
            yield start
            own, spare = word_width("".join(clusters[start : place + 1]), face)
        before = cluster
    yield len(clusters)


def _signs_before(clusters: list[str], place: int) -> int:
    """Return how many characters a sign takes along, if it would begin a line: `n()`, `n.`."""
    taken = 0
    while taken < MOST_TAKEN and not clusters[place - taken].isalnum():
        taken += 1
    return taken if clusters[place - taken].isalnum() else 0


def _step(before: str, cluster: str, face: FaceName) -> Width:
    """Return the width that a character adds to those before it."""
    width = word_width(cluster, face)
    if not before:
        return width
    kern = kerning(before, cluster, face)
    return Width(width.own + kern.own, width.spare + kern.spare)


def fewest(sheet: Sheet) -> list[int]:
    """Fill one line after the other; no other way takes fewer lines.

    Returns:
        The end of each line; nothing if a part is wider than a line that could be taken apart.
    """
    ends: list[int] = []
    start = 0
    while start < sheet.count:
        end = _farthest(sheet, start)
        if end == start:
            return []
        ends.append(end)
        start = end
    return ends


# The functions below ask of every atom, several times, whether a line has room up to it. They
# compare the sums in place: a call for it would double the time.


def _farthest(sheet: Sheet, start: int) -> int:
    """Return the last end of a line from `start`, or `start` if not even one atom fits."""
    own = sheet.limits.own + sheet.starts[start]
    spare = sheet.limits.spare + sheet.spare_starts[start]
    inner, ends = sheet.inner, sheet.ends
    spare_inner, spare_ends = sheet.spare_inner, sheet.spare_ends
    found = start + sheet.divided
    for end in range(found + 1, sheet.count + 1):
        if inner[end] > own or spare_inner[end] > spare:
            break
        if ends[end] <= own and spare_ends[end] <= spare:
            found = end
    return found


def balanced(sheet: Sheet, ends: list[int]) -> tuple[list[int], float]:
    """Even out the lines without taking more of them.

    It is the dynamic programme of Knuth and Plass (1981) for a fixed number of lines; the time
    grows with the length of the text, since each end moves within one line's reach only.

    Args:
        sheet: The words.
        ends: The ends that fewest() gave.

    Returns:
        The new ends, and the cost of the worst line.
    """
    if len(sheet) > LONGEST:
        return ends, 0.0
    own, spare = sheet.limits
    starts, spare_starts = sheet.starts, sheet.spare_starts
    costs: dict[int, float] = {0: 0.0}
    ways: list[dict[int, tuple[int, float]]] = []
    for first, last in zip(_earliest(sheet, ends), ends, strict=True):
        found: dict[int, float] = {}
        way: dict[int, tuple[int, float]] = {}
        for end in range(first, last + 1):
            least = inf
            alone = end - 1 if sheet.divided else -1
            from_own, from_spare = sheet.ends[end] - own, sheet.spare_ends[end] - spare
            for start, before in costs.items():
                if before >= least or start >= end:
                    continue
                fits = starts[start] >= from_own and spare_starts[start] >= from_spare
                if fits or start == alone:
                    cost = _line_cost(sheet, start, end)
                    if before + cost < least:
                        least = found[end] = before + cost
                        way[end] = start, cost
        costs = found
        ways.append(way)
    return _walk_back(sheet, ways)


def filled(sheet: Sheet, ends: list[int]) -> list[int]:
    """Fill one line after the other, but leave words whole where that takes no more lines.

    Args:
        sheet: The words.
        ends: The ends that fewest() gave.
    """
    found: list[int] = []
    start = 0
    for first in _earliest(sheet, ends):
        farthest = end = _farthest(sheet, start)
        while sheet.atoms[end - 1].penalty and end > max(first, start + 1):
            end -= 1
        start = farthest if sheet.atoms[end - 1].penalty else end
        found.append(start)
    return found


def with_company(sheet: Sheet, ends: list[int]) -> list[int]:
    """Give a short last word company from the line before it, where that makes the two more even.

    Args:
        sheet: The words.
        ends: The ends of their lines.
    """
    if len(ends) < 2 or not _is_lonely(sheet, ends[-2]):  # noqa: PLR2004
        return ends
    start = ends[-3] if len(ends) > 2 else 0  # noqa: PLR2004
    own = sheet.ends[sheet.count] - sheet.limits.own
    spare = sheet.spare_ends[sheet.count] - sheet.limits.spare

    def cost(end: int) -> float:
        before = _line_cost(sheet, start, end)
        empty = 1.0 - (sheet.ends[sheet.count] - sheet.starts[end]) / sheet.full
        return before + WITH_COMPANY * empty * empty

    best = ends[-2]
    least = cost(best)
    for end in range(best - 1, start, -1):
        if sheet.starts[end] < own or sheet.spare_starts[end] < spare:
            break
        found = cost(end)
        if found < least:
            best, least = end, found
    return [*ends[:-2], best, ends[-1]]


def _is_lonely(sheet: Sheet, start: int) -> bool:
    """Tell whether a last line looks lost: it is short, or a single word that is not long."""
    alone = not any(atom.join == " " for atom in sheet.atoms[start:-1])
    filled = (sheet.ends[sheet.count] - sheet.starts[start]) / sheet.full
    return filled < (LONELY_WORD if alone else LONELY_WORDS)


def _earliest(sheet: Sheet, ends: list[int]) -> list[int]:
    """Return how early each line can end so that the rest still fits in the lines after it."""
    starts, spare_starts = sheet.starts, sheet.spare_starts
    found = [sheet.count]
    for latest in reversed(ends[:-1]):
        start = end = found[-1]
        own = sheet.ends[end] - sheet.limits.own
        spare = sheet.spare_ends[end] - sheet.limits.spare
        start -= sheet.divided
        while start and starts[start - 1] >= own and spare_starts[start - 1] >= spare:
            start -= 1
        found.append(max(min(start, latest), 1))
    return found[::-1]


def _walk_back(sheet: Sheet, ways: list[dict[int, tuple[int, float]]]) -> tuple[list[int], float]:
    """Follow the ways, each a start and its cost by the end, from the last line to the first."""
    ends = [sheet.count]
    worst = 0.0
    for way in reversed(ways):
        start, cost = way[ends[-1]]
        worst = max(worst, cost)
        ends.append(start)
    return ends[-2::-1], worst


def _line_cost(sheet: Sheet, start: int, end: int) -> float:
    """Return the cost of a line: the square of its empty part, and the penalties of its ends."""
    filled = (sheet.ends[end] - sheet.starts[start]) / sheet.full
    empty = 1.0 - filled if filled < 1.0 else 0.0
    if end == sheet.count:
        return sheet.last * empty * empty + LONELY_COST * (filled < LONELY)
    last = sheet.atoms[end - 1]
    cost = empty * empty + last.penalty
    if last.sign and start and sheet.atoms[start - 1].sign:
        cost += TWO_HYPHENS
    return cost
