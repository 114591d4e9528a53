"""Texts of a map's sources, read when needed, and the limits on which files may be read."""

from __future__ import annotations

import codecs
import os
import posixpath
import re
import stat
from collections.abc import Callable, Collection, Mapping
from copy import copy
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.errors import ArgmapError
from argmap.files.bounds import below, home_of, is_hidden
from argmap.files.git import bytes_at, work_tree
from argmap.files.read import read_some
from argmap.model.argument import ArgumentMap
from argmap.quotes.fold import Folded
from argmap.quotes.sections import Locators, Sections
from argmap.quotes.work import Allowance

if TYPE_CHECKING:
    from argmap.quotes import Miss, Occurrence

MAX_BYTES = 16 * 1024 * 1024
"""Longest text of a source that is read."""

_CONTROL_BYTES = bytes({*range(0x20)} - set(b"\t\n\v\f\r\x1a\x1b"))
_BINARY_SHARE = 0.01  # of control bytes, from which on a file is no text
_HTML_IN, _HTML_HEAD = 100_000, 2_000  # characters in which markup, and a page's head, shows
_HTML = re.compile(
    r"\A\s*<(?:!doctype html|html[\s>]|\?xml)|<(?:html|head|body)[\s>]", re.IGNORECASE
)
_TAG = re.compile(r"</(?:p|div|span|a|li|ul|ol|h[1-6]|em|strong|b|i|td|tr|table)>|<br\s?/?>|<p>")
_TAGS, _TAG_EACH = 10, 500
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a packed file, such as .docx or .epub"),
    (b"\xd0\xcf\x11\xe0", "a document of an older Word"),
    (b"{\\rtf", "an RTF document"),
)
Opener = Callable[[str], tuple[str, bytes]]
"""Returns, for the name under `file`, the path for messages and the bytes; raises `Unreadable`."""


class Unreadable(Exception):  # noqa: N818 -- AM308 reports it to the map's author
    """A source text cannot be read; its text gives the reason as the end of a sentence."""


class Texts:
    """The texts of a map's sources, each read at most once."""

    def __init__(
        self, argument_map: ArgumentMap, opener: Opener, given: Mapping[str, str] | None = None
    ) -> None:
        """Read the given files; one that the map names is read when it is asked for.

        Args:
            argument_map: The map.
            opener: Opens the files that the map names.
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
        self._locators = Locators(filter(None, locators))
        self._allowance = Allowance()
        self._read: dict[str, SourceText | Unreadable] = {}
        self._taken_in: dict[bytes, SourceText] = {}
        self._given = {
            id_: self._of_disk(path)
            for id_, path in (given or {}).items()
            if id_ in argument_map.sources
        }

    @cached_property
    def ids(self) -> Mapping[str, None]:
        """The sources that have a text, readable or not, in order."""
        return dict.fromkeys((*self._given, *self._files))

    @cached_property
    def named_by_map(self) -> Texts:
        """These texts without those that were given: what every reader of the map has."""
        other = copy(self)
        other._given = {}  # noqa: SLF001 -- of the same class
        return other

    def text(self, source: str) -> SourceText:
        """Return the text of one of the sources that have one.

        Raises:
            Unreadable: If the file that the map names cannot be used.
        """
        if source in self._given:
            return self._given[source]
        name = self._files[source]
        if name not in self._read:
            try:
                self._read[name] = self._taken(*self._opener(name))
            except Unreadable as reason:
                self._read[name] = reason
        found = self._read[name]
        if isinstance(found, Unreadable):
            raise found
        return found

    def _of_disk(self, path: str) -> SourceText:
        try:
            return self._taken(path, read_bytes(path))
        except Unreadable as reason:
            raise ArgmapError(str(reason)) from None

    def _taken(self, path: str, data: bytes) -> SourceText:
        """Return a text; one that is there under several names is folded once."""
        known = self._taken_in.get(data)
        if known is not None:
            return known.under(path)
        text = SourceText(path, data, self._locators, self._allowance)
        self._taken_in[data] = text
        return text


class SourceText:
    """The text of a source.

    Attributes:
        path: Its file as messages name it.
        assumed: The encoding that was assumed, if it is not Unicode.
        is_html: Whether it is not the words of a page but its markup.
        folded: Its words, to look for quotes in.
        checked: What was found of the quotes that were looked for, by their words and locators.
    """

    def __init__(
        self,
        path: str,
        data: bytes,
        locators: Collection[str] | Locators = (),
        allowance: Allowance | None = None,
    ) -> None:
        """Decode and fold a text.

        Args:
            path: Its file as messages name it.
            data: The file's bytes.
            locators: The locators of the map, which may name its sections and lines.
            allowance: What searches in it may take; its own if none is given.

        Raises:
            Unreadable: If there is no text in it.
        """
        text, self.assumed = _decoded(data, path)
        self.path = path
        self.is_html = _is_html(text)
        self.folded = Folded(text, allowance)
        self._locators = locators if isinstance(locators, Locators) else Locators(locators)
        self._first: SourceText | None = None
        self.checked: dict[tuple[str, str | None], Miss | Occurrence | None] = {}

    @cached_property
    def sections(self) -> Sections:
        """Its sections, as far as its lines show them."""
        return self._first.sections if self._first else Sections(self.folded, self._locators)

    def under(self, path: str) -> SourceText:
        """Return the same text under another name of its file."""
        other = copy(self)
        other.path, other._first, other.checked = path, self, {}  # noqa: SLF001 -- its own kind
        return other

    def line(self, place: int) -> str:
        """Return a place in it for messages: `sources/ritter.txt:47`."""
        return f"{self.path}:{self.folded.line_at(place)}"


def open_beside(folder: str) -> Opener:
    """Return an opener of the files on disk that are named relative to a map's folder."""

    def open_(name: str) -> tuple[str, bytes]:
        path = _path_beside(folder, name)
        _refuse_secrets(path, folder)
        return path, read_bytes(path)

    return open_


def open_at_revision(name: str) -> Opener:
    """Return an opener of the files that a map at a revision names, as they were then.

    Args:
        name: The map, as git takes it: `HEAD~1:maps/x.yaml`.
    """
    slash = name.rfind("/")
    revision, _, folder = name[: max(slash, name.rfind(":")) + 1].rpartition(":")

    def open_(file: str) -> tuple[str, bytes]:
        _refuse_address(file)
        inside = posixpath.normpath(posixpath.join(folder, file))
        if any(part.startswith(".") for part in inside.split("/") if part != ".."):
            raise Unreadable(f"{inside} is hidden, as secrets are")
        path = f"{revision}:{'./' * folder.startswith('.')}{inside}"
        try:
            data = bytes_at(path, most=MAX_BYTES)
        except ArgmapError as error:
            raise Unreadable(str(error)) from None
        if len(data) > MAX_BYTES:
            raise Unreadable(f"{path} is larger than {MAX_BYTES // 2**20} MiB")
        return path, data

    return open_


def open_at_hand(contents: Mapping[str, str]) -> Opener:
    """Return an opener of texts that are at hand, by their names under `file`."""

    def open_(name: str) -> tuple[str, bytes]:
        if name not in contents:
            raise Unreadable(f"the text {name} is not at hand")
        return name, contents[name].encode("utf-8", errors="replace")

    return open_


def read_bytes(path: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        Unreadable: If it cannot be read, is no regular file, or is too large.
    """
    try:
        found = Path(path).stat()  # before it is opened: opening a pipe waits for its writer
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable(f"{path} is a folder")
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(f"{path} is no regular file")
        if found.st_size > MAX_BYTES:
            raise Unreadable(f"{path} is larger than {MAX_BYTES // 2**20} MiB")
        return read_some(path, MAX_BYTES, anywhere=True)
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(f"there is no file {path}") from None
    except PermissionError:
        raise Unreadable(f"{path} cannot be read: permission denied") from None
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}") from None
    except ValueError:
        raise Unreadable(f"{path!r} is no name that a file can have") from None


def _decoded(data: bytes, path: str) -> tuple[str, str | None]:
    """Decode Unicode with or without a mark, else Windows-1252, and name what was assumed.

    Raises:
        Unreadable: If there is no text in it.
    """
    for beginning, kind in _KINDS:
        if data.startswith(beginning):
            raise Unreadable(f"{path} is {kind}, not a plain text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), None
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls > _BINARY_SHARE * len(data):
        raise Unreadable(f"{path} is not a plain text")
    if not data.strip():
        raise Unreadable(f"{path} is empty")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "Windows-1252"


def _is_html(text: str) -> bool:
    """Return whether a text is a page in HTML, or has many of its tags for its length."""
    beginning = text[:_HTML_IN]
    if _HTML.search(beginning[:_HTML_HEAD]):
        return True
    tags = sum(1 for _ in _TAG.finditer(beginning))
    return tags >= _TAGS and tags * _TAG_EACH >= len(beginning)


def _path_beside(folder: str, name: str) -> str:
    """Return the path of a file that is named relative to a folder.

    Raises:
        Unreadable: If the name is no relative path.
    """
    _refuse_address(name)
    return os.path.normpath(os.path.join(folder, name))  # noqa: PTH118 -- as it is to be shown


def _refuse_address(name: str) -> None:
    """Refuse an address or an absolute path, which the map's other readers would not have.

    Raises:
        Unreadable: If it is one.
    """
    if "://" in name:
        raise Unreadable(f"`file` is {name}, an address, and takes a file on disk")
    if os.path.isabs(name) or name[:1] in "/\\~" or name[1:3] in {":\\", ":/"}:  # noqa: PTH117
        raise Unreadable(f"`file` is {name}, and takes a path relative to the map")


def _refuse_secrets(path: str, folder: str) -> None:
    """Refuse a file that a map should not have read.

    That is one outside of the repository that the map is in, or without one, outside of the map's
    folder; and one that is hidden: keys and passwords are kept in such files, as in `.git/config`.
    A link counts as the file that it leads to.

    Args:
        path: The file.
        folder: The map's folder; empty for the present one.

    Raises:
        Unreadable: If it should not be read.
    """
    real = os.path.realpath(path)
    if below(real, home_of(folder)) is None:
        home = "repository" if work_tree(folder) else "folder"
        raise Unreadable(
            f"{path} is outside of the {home} that the map is in: only `--source` has it read"
        )
    if is_hidden(real, folder):
        raise Unreadable(f"{path} is hidden, as secrets are: only `--source` has it read")
