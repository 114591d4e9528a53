"""The words of one paragraph in a row, ready to be cut into lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.typeset.breaks import WITHIN_LETTERS, Atom, split_word
from argmap.typeset.clusters import split_clusters
from argmap.typeset.measure import Width, kerning, word_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.typeset.style import FaceName

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
        divided: Whether none of them can be made smaller.

    The line from atom i up to, not including, atom j is `ends[j] - starts[i]` wide, its hyphen
    included, and `inner[j] - starts[i]` if the hyphen is left out.
    """

    def __init__(self, atoms: list[Atom], limits: Limits, *, divided: bool) -> None:
        """Sum up the widths of `atoms`; if they are divided, none can be made smaller."""
        self.atoms = atoms
        self.limits = limits
        self.divided = divided
        self.count = len(atoms)
        self.full = max(limits.own, 1)
        self.starts, self.inner, self.ends = [0], [0], [0]
        self.spare_starts, self.spare_inner, self.spare_ends = [0], [0], [0]
        own = spare = 0
        for atom in atoms:
            own += atom.own
            spare += atom.spare
            self.inner.append(own)
            self.spare_inner.append(spare)
            self.ends.append(own + atom.sign_own)
            self.spare_ends.append(spare + atom.sign_spare)
            own += atom.join_own
            spare += atom.join_spare
            self.starts.append(own)
            self.spare_starts.append(spare)

    def __len__(self) -> int:
        return self.count

    def fits(self, start: int, end: int) -> bool:
        """Tell whether the atoms from `start` up to `end` make a line.

        A single one always does where none can be made smaller.
        """
        own, spare = self.limits
        return (self.divided and end == start + 1) or (
            self.ends[end] - self.starts[start] <= own
            and self.spare_ends[end] - self.spare_starts[start] <= spare
        )

    def exceeds(self, start: int, end: int) -> bool:
        """Tell whether the atoms are too wide for a line even without a hyphen."""
        if self.divided and end == start + 1:
            return False
        own, spare = self.limits
        return (
            self.inner[end] - self.starts[start] > own
            or self.spare_inner[end] - self.spare_starts[start] > spare
        )

    def width(self, start: int, end: int) -> int:
        """Return the width of a line in units, in the shipped font."""
        return self.ends[end] - self.starts[start]

    def text(self, start: int, end: int) -> str:
        """Return the words of a line."""
        parts: list[str] = []
        for atom in self.atoms[start : end - 1]:
            parts += (atom.text, atom.join)
        last = self.atoms[end - 1]
        return "".join((*parts, last.text, last.sign))


def lay_out(
    words: list[str], face: FaceName, lang: str, limits: Limits, free: Width, *, divided: bool
) -> Sheet:
    """Put the words of a paragraph in a row.

    Args:
        words: The words, as words_of() returns them.
        face: The face they are set in.
        lang: Their language, a BCP 47 tag.
        limits: How wide a line may be.
        free: The room that stays free after the last word.
        divided: Whether hyphens may be added, and what is too wide for a line taken apart.
    """
    atoms: list[Atom] = []
    before = ""
    for word in words:
        parts: Iterable[Atom] = split_word(word, face, lang, divided=divided)
        if divided:
            parts = _made_to_fit(parts, face, limits)
        if before and _belong_together(before, word):
            first, *rest = parts
            parts = (_fused(atoms, first, limits), *rest)
        atoms += parts
        before = word
    last = atoms[-1]
    atoms[-1] = last._replace(own=last.own + free.own, spare=last.spare + free.spare)
    return Sheet(atoms, limits, divided=divided)


def _belong_together(before: str, after: str) -> bool:
    """Tell whether a line should not end between two words: 5 km, § 3, z. B., word –."""
    if after in LONE_DASHES:
        return True
    if before[-1] not in ENDS:
        return False
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
