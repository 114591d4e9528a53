"""What `embed --update` does: renew the maps in pages, in place.

A page may be a stranger's. So its markers name maps, themes and folders of the page's own
repository or folder alone, and nothing that starts a program.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote

import click

from argmap import checking
from argmap.cli.console import columns, put, say, wants_color
from argmap.cli.exit import Exit
from argmap.cli.fragments import Order, missing_pictures, ordered
from argmap.cli.options import is_given
from argmap.cli.shared import (
    MOST_NAMES,
    file_message,
    findings_text,
    warnings_message,
)
from argmap.drawing.draw import Drawing
from argmap.drawing.layout.part import FocusError
from argmap.drawing.picture import Engine, ImageFormat
from argmap.drawing.png_pdf import converted
from argmap.drawing.theme import THEMES
from argmap.embedding import Embedding
from argmap.embedding.markers import BEGINNING, MOST, Marked, Marker, Mistake, find_markers, renewed
from argmap.errors import ArgmapError
from argmap.files import MAX_BYTES
from argmap.files.bounds import Chosen, below, home_of, is_hidden
from argmap.files.read import STREAM, name_in_findings, read_all, read_stdin, stem
from argmap.files.write import holds, make_folder, write_together
from argmap.model.findings import Location, Severity
from argmap.report.terminal import Told, paragraph
from argmap.text import counted, folded, lines_of, shown, why_unreadable

MOST_BYTES: Final = 16 * 2**20
"""Largest page: pictures may be in it."""

_MARKDOWN: Final = {".markdown", ".md", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd"}
_HTML_AT_ONCE: Final = ("<!doctype html", "<html")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_OLD: Final = "out of date"
_AS_COMMAND: Final = "`argmap embed --help` explains the options"


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what was found in it.

    Attributes:
        path: Its file; `-` is standard input.
        text: All of it, with the line ends that it has.
        marked: Its markers.
    """

    path: str
    text: str
    marked: Marked

    @property
    def folder(self) -> str:
        """The folder from which it sees maps and pictures."""
        return "" if self.path == STREAM else os.path.dirname(self.path)  # noqa: PTH120

    def said(self, mistake: Mistake) -> str:
        """Return a mistake with its place, as findings are told, without the last line end."""
        line = self.text.count("\n", 0, mistake.at) + 1
        start = self.text.rfind("\n", 0, mistake.at) + 1
        column = mistake.at - start - (start == 0 and self.text.startswith("\ufeff")) + 1
        place = Location(name_in_findings(self.path), line, column, len("<!--"))
        said = Told(Severity.ERROR, Severity.ERROR, mistake.message, mistake.hint)
        lines = lines_of(self.text.removeprefix("\ufeff"))
        told = paragraph(
            place, said, lines, color=wants_color(sys.stderr), columns=columns(sys.stderr)
        )
        return told.removesuffix("\n")


class _WrongError(Exception):
    """A marker asks for what cannot be; it never leaves this module."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class _Wish(NamedTuple):
    """What a marker asks for.

    Attributes:
        map_file: The map, seen from the present folder.
        order: What its fragment is like.
        folder: The folder of its pictures; None where they are not written.
    """

    map_file: str
    order: Order
    folder: str | None


def renew(
    command: click.Command,
    paths: Sequence[str],
    folder: str | None,
    engine: Engine,
    reserved: Collection[str],
    *,
    check: bool,
) -> int:
    """Renew the maps in pages, all of them or none, and return the exit status.

    Args:
        command: The command whose options stand in markers.
        paths: The pages; `-` is standard input, and goes to standard output.
        folder: The folder for pictures whose address is no folder seen from the page.
        engine: Which Graphviz draws.
        reserved: Options by their names that do not stand in markers.
        check: Whether only to tell what is out of date.

    Raises:
        ArgmapError: If a page cannot be read or written, or Graphviz cannot be used.
    """
    paths = tuple(_distinct(paths))
    pages = [_read(path) for path in paths]
    renewer = _Renewer(command, folder, engine, reserved, pages)
    texts = {page.path: renewer.renewed(page) for page in pages}
    if renewer.wrong:
        say("\n\n".join(dict.fromkeys(renewer.wrong)))
        return Exit.FOUND
    if unmarked := [page.path for page in pages if not page.marked.markers]:
        names = ", ".join(shown(name_in_findings(path)) for path in unmarked[:MOST_NAMES])
        more = f", and {len(unmarked) - MOST_NAMES:,} more" * (len(unmarked) > MOST_NAMES)
        pages_said = counted(len(unmarked), "page")
        say(f"passed by {pages_said} without a marker ({BEGINNING}): {names}{more}")
    # Pictures first: no page is new before those that it shows.
    files: dict[str, str | bytes] = {**renewer.pictures}
    files |= {path: text.encode("utf-8") for path, text in texts.items() if path != STREAM}
    if check:
        stale = [f"{shown(path)} is {how}\n" for path, how in _stale(files)]
        stale += [
            f"{name_in_findings(page.path)} is {_OLD}\n"
            for page in pages
            if page.path == STREAM and texts[STREAM] != page.text
        ]
        put("".join(stale))
        return Exit.FOUND if stale else Exit.CLEAN
    for place, chosen in renewer.folders.items():
        make_folder(place, chosen)
    written = write_together(files)
    for page in pages:
        if page.path != STREAM and page.marked.markers:
            remark = f" ({counted(len(page.marked.markers), 'map')})"
            say(file_message(page.path, remark, written=page.path in written))
    for path in renewer.pictures:
        if path in written:
            say(file_message(path, "", written=True))
    if STREAM in texts:
        put(texts[STREAM].encode("utf-8"))
    for line in [*missing_pictures(renewer.looked_for), *renewer.remarks()]:
        say(line)
    return Exit.CLEAN


def _distinct(paths: Sequence[str]) -> Iterator[str]:
    """Yield each page once, however often and under whatever names it is given."""
    seen: set[str] = set()
    for path in paths:
        place = path if path == STREAM else _identity(path)
        if place not in seen:
            seen.add(place)
            yield path


def _identity(path: str) -> str:
    """Return the same text for the same file, however it is named."""
    return os.path.normcase(os.path.realpath(path))


def _read(path: str) -> Page:
    """Read a page and find its markers.

    Raises:
        ArgmapError: If it cannot be read, or is no UTF-8.
    """
    name = shown(name_in_findings(path))
    try:
        data = read_stdin() if path == STREAM else read_all(path, MOST_BYTES)
        if path == STREAM and len(data) > MAX_BYTES:
            raise ArgmapError(f"{name} is larger than {MAX_BYTES // 2**20} MiB: name the file")
        text = data.decode("utf-8")
    except FileNotFoundError:
        raise ArgmapError(f"there is no page {name}") from None
    except UnicodeDecodeError:
        raise ArgmapError(f"{name} is no text in UTF-8: save it in that encoding") from None
    except (OSError, ValueError) as error:
        raise ArgmapError(f"{name} cannot be read: {why_unreadable(error)}") from None
    markdown = Path(path).suffix.lower() in _MARKDOWN
    if path == STREAM:
        markdown = not text.lstrip("\ufeff \t\r\n")[:20].lower().startswith(_HTML_AT_ONCE)
    return Page(path, text, find_markers(text, markdown=markdown))


def _stale(files: Mapping[str, str | bytes]) -> Iterator[tuple[str, str]]:
    """Yield the files that do not hold what they should, each with what it is."""
    for path, content in files.items():
        same = holds(path, content)
        if not same:
            yield path, "missing" if same is None else _OLD


class _Renewer:
    """Makes what stands in pages, and gathers what is wrong with them.

    Attributes:
        wrong: What is wrong, as lines; where there is some, nothing is to be written.
        pictures: The content of each picture.
        folders: The folders for pictures, and what of their names a page chose.
        looked_for: Pictures that are not written, because nobody knows where to.
    """

    def __init__(
        self,
        command: click.Command,
        folder: str | None,
        engine: Engine,
        reserved: Collection[str],
        pages: Sequence[Page],
    ) -> None:
        # Options that print something and end are for people: they would end this process.
        own = [param for param in command.params if not param.is_eager]
        self._command = click.Command(command.name, params=own, add_help_option=False)
        self._folder, self._engine = folder, engine
        self._reserved = reserved
        self._kept = {_identity(page.path): "a page" for page in pages if page.path != STREAM}
        self._maps: dict[str, checking.Validation] = {}
        self._made: dict[tuple[str, Order], Embedding] = {}
        self._converted: dict[tuple[str, ImageFormat], str | bytes] = {}
        self._notes: dict[str, None] = {}
        self.wrong: list[str] = []
        self.pictures: dict[str, str | bytes] = {}
        self.folders: dict[str, Chosen] = {}
        self.looked_for: dict[str, None] = {}

    def renewed(self, page: Page) -> str:
        """Return a page with all its maps as they are now."""
        mistakes, fragments = list(page.marked.mistakes), []
        for position, marker in enumerate(page.marked.markers):
            if position == MOST:
                most = f"this is one more than {MOST} maps in a page"
                mistakes.append(Mistake(marker.at, most, "divide the page"))
                break
            try:
                made, wish = self._fragment(page, marker)
                if made is None:
                    continue
                self._place(page, wish, made)
            except _WrongError as error:
                mistakes.append(Mistake(marker.at, error.message, error.hint))
            else:
                apart = wish.order.form.startswith("markdown")
                fragments.append(marker.around(made.text, apart=apart))
        self.wrong += map(page.said, sorted(mistakes))
        if len(fragments) < len(page.marked.markers):
            return page.text
        return renewed(page.text, page.marked.markers, fragments)

    def remarks(self) -> Iterator[str]:
        """Yield notes on pictures, and how many warnings each map has."""
        yield from (f"note: {note}" for note in self._notes)
        for path, result in self._maps.items():
            yield from warnings_message(path, result)

    def _fragment(self, page: Page, marker: Marker) -> tuple[Embedding | None, _Wish]:
        """Return what a marker asks for; None for a map with errors, which are told."""
        wish = self._wish(page, marker)
        key = (_identity(wish.map_file), wish.order)
        if key in self._made:
            return self._made[key], wish
        try:
            if wish.map_file not in self._maps:
                self._maps[wish.map_file] = checking.check_to_draw(wish.map_file)
            result = self._maps[wish.map_file]
            if result.map is None or not result.drawable:
                self.wrong.append(findings_text(result, color=wants_color(sys.stderr)))
                return None, wish
            embedder = wish.order.embedder(result.map, stem(wish.map_file))
        except ArgmapError as error:
            hint = f"its name is seen from the folder of the page, as in {BEGINNING}"
            raise _WrongError(str(error), hint) from error
        try:
            made = embedder.embed()
        except FocusError as error:
            raise _WrongError(str(error), "mend --focus in this marker") from error
        self._made[key] = made
        self._notes |= dict.fromkeys(made.notes)
        self._kept[_identity(wish.map_file)] = "a map"
        return made, wish

    def _wish(self, page: Page, marker: Marker) -> _Wish:
        """Return what a marker asks for, as far as the page may."""
        try:
            words = shlex.split(marker.options)
            context = self._command.make_context("embed", words)
        except ValueError as error:
            message = f"the options of this marker cannot be read: {str(error).lower()}"
            raise _WrongError(message, f"a marker is written {BEGINNING}") from error
        except click.UsageError as error:
            raise _WrongError(_sentence(error), _AS_COMMAND) from error
        given = dict(context.params)
        for param in self._command.params:
            if param.name in self._reserved and is_given(context, param.name):
                message = f"{param.opts[0]} is for the command line, and not for a marker"
                raise _WrongError(message, "leave it out here")
        files = given.pop("files")
        options = {name: one for name, one in given.items() if name not in self._reserved}
        if len(files) != 1 or options["split"]:
            message = "a marker is for one map, and one fragment of it"
            raise _WrongError(message, "give each map, or part with --focus, a marker of its own")
        try:
            order = ordered(context, **options)
        except click.UsageError as error:
            raise _WrongError(_sentence(error), _AS_COMMAND) from error
        theme = order.picture.theme
        assert isinstance(theme, str)
        if theme not in THEMES and theme.endswith(".toml"):
            theme = _inside(page, theme)
        picture = replace(order.picture, engine=self._engine, theme=theme)
        return _Wish(
            _inside(page, files[0]),
            order._replace(picture=picture),
            None if order.form.endswith("inline") else self._folder_for(page, order.base),
        )

    def _folder_for(self, page: Page, base: str) -> str | None:
        """Return the folder of pictures, as the page sees it; None where nobody knows it."""
        if page.path == STREAM:
            return self._folder
        if "/" not in base[:1] and not _SCHEME.match(base):
            if {"?", "#"} & set(base):
                raise _WrongError("--base with ? or # is no folder", "name the folder alone")
            return _inside(page, unquote(base)) if base else page.folder
        if self._folder is None:
            message = f"--base {base} is an address, and no folder seen from the page"
            raise _WrongError(message, "say with -o on the command line where its pictures go")
        return self._folder

    def _place(self, page: Page, wish: _Wish, made: Embedding) -> None:
        """Give the pictures of a fragment their files."""
        if wish.folder is None:
            self.looked_for |= dict.fromkeys(made.pictures)
            return
        for name, drawing in made.pictures.items():
            target = os.path.join(wish.folder, name)  # noqa: PTH118 -- paths stay as written
            if taken := self._kept.get(_identity(target)):
                message = f"{shown(target)} is {taken}, and a picture would overwrite it"
                raise _WrongError(message, "name another folder with --base")
            content = self._content(drawing, wish.order.file_format)
            if self.pictures.setdefault(target, content) != content:
                message = f"another picture of these pages is in {shown(target)} already"
                hint = "name another folder with --base, or the map otherwise"
                raise _WrongError(message, hint)
        if wish.folder:
            chosen = Chosen(page.folder, "name another folder in the page's marker")
            self.folders.setdefault(wish.folder, chosen)

    def _content(self, drawing: Drawing, form: ImageFormat) -> str | bytes:
        """Return a picture in a format; a PNG takes its time, and is made once for all markers."""
        if (drawing.svg, form) not in self._converted:
            self._converted[drawing.svg, form] = converted(drawing, form)
        return self._converted[drawing.svg, form]


def _sentence(error: click.UsageError) -> str:
    """Return what is wrong with options, in the manner of findings."""
    return folded(error.format_message()).removesuffix(".")


def _inside(page: Page, name: str) -> str:
    """Return the path of a file or folder that a page names, in its own repository or folder.

    Raises:
        _WrongError: If it is elsewhere, hidden, or no path.
    """
    path = os.path.normpath(os.path.join(page.folder, name))  # noqa: PTH118
    home, real = home_of(page.folder), os.path.realpath(path)
    if "\0" in name or not name or name == STREAM or os.path.isabs(name):  # noqa: PTH117
        message = f"a page names files seen from its own folder, and not {shown(name) or 'nothing'}"
        raise _WrongError(message, f"a marker is written {BEGINNING}")
    if real != home and below(real, home) is None:
        message = f"{shown(name)} is not in the repository of the page, or in its folder"
        raise _WrongError(message, "keep page, map and pictures in one repository")
    if is_hidden(real, page.folder):
        message = f"{shown(name)} is hidden, as secrets are"
        raise _WrongError(message, "name a file or folder without a dot before its name")
    return path
