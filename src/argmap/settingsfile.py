"""The settings beside a map: `argmap.toml`, or `[tool.argmap]` in `pyproject.toml`."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from argmap.catalogue import CATALOGUE
from argmap.errors import ArgmapError
from argmap.findings import Severity
from argmap.rules.nearest import Known
from argmap.rules.reasons import says_why
from argmap.settings import Settings, codes, refuse_errors, weight
from argmap.settled import STREAM, read_all
from argmap.text import did_you_mean, listed
from argmap.tomlplaces import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap.findings import Finding

OWN = "argmap.toml"
SHARED = "pyproject.toml"
SECTION = ("tool", "argmap")
KEYS = ("select", "ignore", "severity")
MAX_BYTES = 1024 * 1024
"""What a settings file may have; a stranger's may be made to take all memory."""

_T = TypeVar("_T")


def find_settings(path: str | os.PathLike[str]) -> Settings:
    """Returns the settings for a map: those of the nearest folder that has some.

    The map's own folder is looked at first, then the one above it, and so on. In one folder,
    `argmap.toml` comes before `pyproject.toml`, which counts only if it has `[tool.argmap]`.
    The first file found is the only one that counts.

    Args:
        path: The map's file; for `-`, standard input, the search begins in the present folder.

    Raises:
        ArgmapError: If a settings file cannot be read or used: one line, with its place.
    """
    name = os.fspath(path)
    folder = Path.cwd() if name == STREAM else Path(os.path.abspath(name)).parent  # noqa: PTH100
    for above in (folder, *folder.parents):
        for file in (above / OWN, above / SHARED):
            found = _read(file)
            if found is not None:
                return found
    return Settings()


def _read(file: Path) -> Settings | None:
    """Returns the settings in a file, or None if it is not there or holds none."""
    try:
        data = read_all(str(file), MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if not file.is_file():
            return None  # a folder that has the name, or one that may not be looked into
        raise ArgmapError(f"{_shown(file)} cannot be read: {error.strerror}") from None
    shared = file.name == SHARED
    if shared and b"argmap" not in data:
        return None  # most have nothing for argmap, and TOML takes time to read
    text, table = _parsed(file, data)
    if shared:
        for key in SECTION:
            table = table.get(key) if isinstance(table, dict) else None
        if table is None:
            return None
    read = _Reader(Places(text, _shown(file), SECTION if shared else ())).settings(table)
    return replace(read, beside={_shown(file): text}) if read.findings else read


def _parsed(file: Path, data: bytes) -> tuple[str, Any]:
    """Returns a file's text, and what TOML makes of it."""
    import tomllib  # noqa: PLC0415 -- most maps have no settings

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return text, tomllib.loads(text)
    except UnicodeDecodeError:
        raise ArgmapError(f"{_shown(file)} is not saved as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = re.fullmatch(r"(.*?)(?: \(at line (\d+), column (\d+)\))?", str(error), re.DOTALL)
        said, *place = found.groups() if found else (str(error), None)
        where = ":".join([_shown(file), *filter(None, place)])
        raise ArgmapError(f"{where}: this is not TOML: {said}") from None
    except (RecursionError, ValueError):  # what Python's reader does not catch of its own
        said = "it nests too deep, or has a number of thousands of digits"
        raise ArgmapError(f"{_shown(file)} cannot be used: {said}") from None


class _Reader:
    """Takes the table of a settings file apart; what is wrong with it ends the reading."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def settings(self, table: object) -> Settings:
        """Returns the settings that a table holds."""
        if not isinstance(table, dict):
            raise self._problem(f"the settings are a table of {_listed(KEYS)}")
        for key in table:
            if key not in KEYS:
                if key == SECTION[0]:
                    raise self._problem(
                        "in this file, the settings stand without `tool.argmap`", key
                    )
                nearest = Known(KEYS).nearest(key)
                hint = did_you_mean(nearest, f"they are {_listed(KEYS)}")
                raise self._problem(f"`{key}` is none of the settings: {hint}", key)
        ignored = self._ignored(table.get("ignore", {}))
        return Settings(
            select=self._selected(table["select"]) if "select" in table else ("AM",),
            ignore=tuple(ignored),
            severity=self._severities(table.get("severity", {})),
            findings=tuple(self._unexplained(ignored)),
        )

    def _selected(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self._problem('`select` is a list of rules, such as ["AM3", "AM401"]', "select")
        for word in value:
            self._check(codes, word, "select", str(word))
        return tuple(value)

    def _ignored(self, value: object) -> dict[str, str]:
        """Returns the rules that are ignored, each with its reason, which may be missing."""
        if isinstance(value, list):
            value = dict.fromkeys(map(str, value), "")
        if not isinstance(value, dict):
            example = 'ignore = {AM402 = "our claims may be long"}'
            raise self._problem(f"`ignore` gives each rule its reason: {example}", "ignore")
        for word, reason in value.items():
            self._check(_refuse_ignored, word, "ignore", word)
            if not isinstance(reason, str):
                raise self._problem(f"the reason for ignoring `{word}` is a text", "ignore", word)
        return value

    def _severities(self, value: object) -> dict[str, Severity]:
        if not isinstance(value, dict):
            example = 'severity = {AM401 = "error"}'
            raise self._problem(f"`severity` gives each rule its weight: {example}", "severity")
        found = {}
        for word, severity in value.items():
            found[word] = self._check(weight, severity, "severity", word)
            check = codes if found[word] is Severity.ERROR else _refuse_lighter
            self._check(check, word, "severity", word)
        return found

    def _unexplained(self, ignored: dict[str, str]) -> Iterator[Finding]:
        """Yields what there is to say where a rule is ignored without a reason."""
        rule = CATALOGUE["AM407"]
        words = [word for word, reason in ignored.items() if not says_why(reason, word)]
        if words:
            message = f"`ignore` gives no reason for {_listed(words)}"
            hint = f'write `ignore = {{{words[0]} = "…"}}` with the reason, for whoever comes next'
            yield rule.finding(self._places.of("ignore", words[0]), message, hint)

    def _check(self, check: Callable[[str], _T], value: object, *keys: str) -> _T:
        """Returns what a check makes of a value; what it refuses is told with its place."""
        try:
            if isinstance(value, str):
                return check(value)
        except ValueError as error:
            raise self._problem(str(error), *keys) from None
        raise self._problem(f"{value!r} is no text in quotes", *keys)

    def _problem(self, message: str, *keys: str) -> ArgmapError:
        return ArgmapError(f"{self._places.of(*keys)}: {message}")


def _refuse_ignored(word: str) -> None:
    refuse_errors(word, "ignored")


def _refuse_lighter(word: str) -> None:
    refuse_errors(word, "made lighter")


def _shown(file: Path) -> str:
    """Returns a file's path as it is told: from the present folder, if it is in or below it."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


def _listed(words: tuple[str, ...] | list[str]) -> str:
    return listed([f"`{word}`" for word in words])
