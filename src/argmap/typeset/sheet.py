"""The words of one paragraph in a row, ready to be cut into lines."""

from __future__ import annotations

import re
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from argmap.typeset.breaks import WITHIN_LETTERS, Atom
from argmap.typeset.clusters import split_clusters
from argmap.typeset.measure import Width, kerning, word_width
from argmap.typeset.words import divided, whole_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.typeset.style import FaceName
    from argmap.typeset.words import Divided

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
"""What the words end with that may belong to the next one."""

LONE_DASHES = frozenset("–—-")


class Limits(NamedTuple):
    """How wide a line may be, in units: in the shipped font and in its stand-ins."""

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
        limits: How wide a line may be.
        full: The same in the shipped font, at least 1.
        divided: Whether none of them can be made smaller: then a single one always makes a line.
        starts, inner, ends: The line from atom i up to, not including, atom j is
            `ends[j] - starts[i]` wide, its hyphen included, and `inner[j] - starts[i]` if the
            hyphen is left out.
        spare_starts, spare_inner, spare_ends: The same in the stand-ins.
    """

    def __init__(self, atoms: list[Atom], limits: Limits, *, divided: bool) -> None:
        """Sum up the widths of `atoms`; if they are divided, none can be made smaller."""
        columns = tuple(zip(*atoms, strict=True))
        texts, own, spare, joins, join_own, join_spare, _, sign_own, sign_spare, _ = columns
        self.atoms = atoms
        self.limits = limits
        self.divided = divided
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
    """Put the words of a paragraph in a row.

    Args:
        words: The words, as words_of() returns them.
        face: The face they are set in.
        limits: How wide a line may be.
        free: The room that stays free after the last word.
    """
    known = whole_words(face)
    parts = [known[word].atoms for word in words]
    return Sheet(_in_a_row(words, parts, limits, free), limits, divided=False)


def lay_out_divided(
    words: list[str], face: FaceName, lang: str, limits: Limits, free: Width
) -> Sheet:
    """Put them in a row with hyphens where their language, a BCP 47 tag, has them divided.

    What is too wide for a line all the same is taken apart.
    """
    parts = [_parts(divided(word, face, lang), face, limits) for word in words]
    return Sheet(_in_a_row(words, parts, limits, free), limits, divided=True)


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


def _parts(word: Divided, face: FaceName, limits: Limits) -> Iterable[Atom]:
    """Return the parts of a word, each as narrow as a line, as almost all are by themselves."""
    if limits.hold(word.own, word.spare):
        return word.atoms
    return _made_to_fit(word.atoms, face, limits)


def _made_to_fit(parts: Iterable[Atom], face: FaceName, limits: Limits) -> Iterator[Atom]:
    """Take apart what is wider than a line."""
    for atom in parts:
        if limits.hold(atom.own + atom.sign_own, atom.spare + atom.sign_spare):
            yield atom
            continue
        if atom.sign:
            bare = atom._replace(sign="", sign_own=0, sign_spare=0, penalty=WITHIN_LETTERS)
        else:
            bare = atom
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
            along = place > start + 1 and before.isalnum() and not cluster.isalnum()
            start = place - (along and limits.hold(*word_width(before + cluster, face)))
            yield start
            own, spare = word_width("".join(clusters[start : place + 1]), face)
        before = cluster
    yield len(clusters)


def _step(before: str, cluster: str, face: FaceName) -> Width:
    """Return what a character adds to the width of those before it."""
    width = word_width(cluster, face)
    if not before:
        return width
    kern = kerning(before, cluster, face)
    return Width(width.own + kern.own, width.spare + kern.spare)
