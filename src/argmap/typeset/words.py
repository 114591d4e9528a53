"""Words that were set before: how wide each is, and where a line may end in it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from argmap.typeset.breaks import Atom, divide_word, split_word

if TYPE_CHECKING:
    from argmap.typeset.style import FaceName

MOST_WORDS = 50_000
"""Words that are kept; then the memory starts anew."""


class Word(NamedTuple):
    """A word that is left whole, with the space after it. Widths are in units.

    Attributes:
        text: What stands in a line, the space included.
        own: Its width in the shipped font.
        spare: Its width in the stand-ins.
        atoms: Its parts: a line may end after its own hyphens.
    """

    text: str
    own: int
    spare: int
    atoms: tuple[Atom, ...]


class Words(dict[str, Word]):
    """The words of a face that were asked for so far: to look one up is all that most need."""

    def __init__(self, face: FaceName) -> None:
        self._face = face

    def __missing__(self, word: str) -> Word:
        if len(self) >= MOST_WORDS:
            self.clear()
        atoms = split_word(word, self._face)
        if len(atoms) == 1:
            text, own, spare, join, join_own, join_spare, *_ = atoms[0]
            found = Word(text + join, own + join_own, spare + join_spare, atoms)
        else:
            own = sum([atom.own + atom.join_own for atom in atoms])
            spare = sum([atom.spare + atom.join_spare for atom in atoms])
            found = Word("".join([atom.text + atom.join for atom in atoms]), own, spare, atoms)
        self[word] = found
        return found


class Divided(NamedTuple):
    """A word with hyphens where it may be divided.

    Attributes:
        atoms: Its parts.
        own: The width of the widest of them with its hyphen, in units, in the shipped font.
        spare: The same in the stand-ins.
    """

    atoms: tuple[Atom, ...]
    own: int
    spare: int


@cache
def whole_words(face: FaceName) -> Words:
    """Return the words of a face."""
    return Words(face)


@lru_cache(maxsize=MOST_WORDS)
def divided(word: str, face: FaceName, lang: str) -> Divided:
    """Return a word of a language, a BCP 47 tag, with all places where it may be divided."""
    atoms = divide_word(word, face, lang)
    own = max([atom.own + atom.sign_own for atom in atoms])
    spare = max([atom.spare + atom.sign_spare for atom in atoms])
    return Divided(atoms, own, spare)
