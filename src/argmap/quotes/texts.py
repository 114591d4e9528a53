"""The texts of a map's sources: which one a quote is checked in, each read when it is needed."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from argmap.errors import ArgmapError
from argmap.quotes import loading
from argmap.quotes.folding import Folded
from argmap.quotes.limits import refuse_secrets
from argmap.quotes.loading import Unreadable
from argmap.quotes.sections import Sections

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from argmap.model import ArgumentMap

    Opener = Callable[[str], tuple[str, bytes]]


class SourceText:
    """The text of a source.

    Attributes:
        path: Its file as it is to be named.
        assumed: The encoding that was assumed, if it is not Unicode.
        folded: Its words, to look for quotes in.
    """

    def __init__(self, path: str, data: bytes, locators: Collection[str] = ()) -> None:
        """Decodes and folds a text.

        Args:
            path: Its file as it is to be named.
            data: The file's bytes.
            locators: What locators of the map call its sections and lines, among others.

        Raises:
            Unreadable: If there is no text in it.
        """
        decoded = loading.decode(data, path)
        self.path = path
        self.assumed = decoded.assumed
        self.folded = Folded(decoded.text)
        self._locators = locators

    @cached_property
    def sections(self) -> Sections:
        """Its sections, as far as they can be told."""
        return Sections(self.folded, self._locators)

    def line(self, place: int) -> str:
        """Returns a place in it as it is told: `sources/ritter.txt:47`."""
        return f"{self.path}:{self.folded.line_at(place)}"


class Texts:
    """The texts of a map's sources, each read at most once."""

    def __init__(
        self, argument_map: ArgumentMap, opener: Opener, given: Mapping[str, str] | None = None
    ) -> None:
        """Notes what there is; a file that a source names is read when it is asked for.

        Args:
            argument_map: The map.
            opener: Returns for what stands in `file` the path to be told, and the file's bytes;
                raises `Unreadable`.
            given: Files on disk by the ids of sources, used instead of what the map names; ids
                that are none on this map are left out.

        Raises:
            ArgmapError: If a given file cannot be read.
        """
        self._files = {
            source.id: source.file for source in argument_map.sources.values() if source.file
        }
        self._opener = opener
        claims = argument_map.claims.values()
        pieces = (piece for _, piece in argument_map.evidence())
        locators = chain((c.locator for c in claims), (piece.locator for piece in pieces))
        self._locators = frozenset(filter(None, locators))
        self._read: dict[str, SourceText | Unreadable] = {}
        self._given = {
            id_: self._of_disk(path)
            for id_, path in (given or {}).items()
            if id_ in argument_map.sources
        }

    @property
    def ids(self) -> tuple[str, ...]:
        """The sources that have a text, readable or not."""
        return tuple(dict.fromkeys((*self._given, *self._files)))

    def text(self, source: str) -> SourceText:
        """Returns the text of one of the sources that have one.

        Raises:
            Unreadable: If the file that the map names cannot be used.
        """
        if source in self._given:
            return self._given[source]
        name = self._files[source]
        if name not in self._read:
            try:
                self._read[name] = SourceText(*self._opener(name), self._locators)
            except Unreadable as reason:
                self._read[name] = reason
        found = self._read[name]
        if isinstance(found, Unreadable):
            raise found
        return found

    def _of_disk(self, path: str) -> SourceText:
        try:
            return SourceText(path, loading.read_bytes(path), self._locators)
        except Unreadable as reason:
            raise ArgmapError(str(reason)) from None


def beside(folder: str) -> Opener:
    """Returns an opener of the files on disk that are named relative to a map's folder."""

    def open_(name: str) -> tuple[str, bytes]:
        path = loading.path_beside(folder, name)
        refuse_secrets(path, folder)
        return path, loading.read_bytes(path)

    return open_


def at_hand(contents: Mapping[str, str]) -> Opener:
    """Returns an opener of texts that are at hand by what `file` calls them."""

    def open_(name: str) -> tuple[str, bytes]:
        if name not in contents:
            raise Unreadable(f"the text {name} is not at hand")
        return name, contents[name].encode("utf-8", errors="replace")

    return open_
