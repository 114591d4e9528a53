"""Baselines: findings that an old map had when the rules were adopted."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from argmap.errors import ArgmapError
from argmap.files.bounds import Chosen
from argmap.files.lock import locked
from argmap.files.read import read_all
from argmap.files.write import write
from argmap.model.findings import CATALOGUE, Severity

HEAD = '{"argmap-baseline": 1}'

MAX_BYTES = 64 * 1024 * 1024
"""Largest baseline that is read: some 400,000 findings."""

_QUOTED_OR_NUMBER = re.compile(r"`[^`]*`|“[^”]*”|(?P<number>\d+(?:,\d{3})*)")


class Trace(NamedTuple):
    """A finding without its place.

    Attributes:
        code: The rule's code.
        at: The ids that it is about.
        message: What is wrong, with `#` for every number that is not quoted.
    """

    code: str
    at: tuple[str, ...]
    message: str


class Baseline(NamedTuple):
    """The findings that are not reported again, by the paths of their maps.

    Attributes:
        folder: Where the baseline stands; its paths begin there.
        entries: The traces of each map by its path, and how often each is there.
    """

    folder: str = "."
    entries: Mapping[str, Counter[Trace]] = MappingProxyType({})

    def key(self, path: str) -> str:
        """Return the path under which the entries of a map stand, with slashes."""
        try:
            return Path(os.path.relpath(path, self.folder)).as_posix()
        except ValueError:  # another drive of Windows
            return Path(path).absolute().as_posix()

    def of(self, path: str) -> Counter[Trace]:
        """Return the traces of a map."""
        return Counter(self.entries.get(self.key(path), ()))

    @classmethod
    def beside(cls, path: str) -> Baseline:
        """Return an empty baseline that is to stand in a file."""
        return cls(os.path.dirname(path) or ".")  # noqa: PTH120 -- paths stay the strings they were

    def with_map(self, path: str, traces: Iterable[Trace]) -> Baseline:
        """Return the baseline with other entries for one map."""
        return Baseline(self.folder, {**self.entries, self.key(path): Counter(traces)})

    def gone(self) -> tuple[str, ...]:
        """Return the paths of the maps that are no longer there."""
        return tuple(path for path in self.entries if not Path(self.folder, path).exists())

    def without_maps(self, paths: Collection[str]) -> Baseline:
        """Return the baseline without the entries of some maps, named as in it."""
        left = {path: held for path, held in self.entries.items() if path not in paths}
        return Baseline(self.folder, left)

    def __len__(self) -> int:
        return sum(traces.total() for traces in self.entries.values())

    def __bool__(self) -> bool:
        return True

    def text(self) -> str:
        """Return the baseline as its file holds it."""
        lines = sorted(
            (path, *trace) for path, traces in self.entries.items() for trace in traces.elements()
        )
        keys = ("map", "code", "at", "message")
        objects = (dict(zip(keys, line, strict=True)) for line in lines)
        return "\n".join([HEAD, *(json.dumps(one, ensure_ascii=False) for one in objects)]) + "\n"


def read_baseline(path: str) -> Baseline:
    """Return the baseline in a file.

    Raises:
        ArgmapError: If it cannot be read, or is no baseline: one line, with its place.
    """
    try:
        lines = read_all(path, MAX_BYTES).decode("utf-8").split("\n")
    except FileNotFoundError:
        hint = f"`--write-baseline {path}` makes one"
        raise ArgmapError(f"there is no baseline {path}: {hint}") from None
    except OSError as error:
        raise ArgmapError(f"the baseline {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ArgmapError(f"the baseline {path} is not saved as UTF-8") from None
    if lines[0].strip() != HEAD:
        raise ArgmapError(f"{path}:1: this is no baseline that argmap knows: it begins with {HEAD}")
    entries: dict[str, Counter[Trace]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip() and line.strip() != HEAD:
            name, trace = _entry(line, f"{path}:{number}")
            entries.setdefault(name, Counter())[trace] += 1
    return Baseline(Baseline.beside(path).folder, entries)


def change_baseline(path: str, change: Callable[[Baseline], Baseline]) -> Baseline:
    """Change the baseline in a file, or make one; other processes that do so wait meanwhile.

    Args:
        path: The file; its folder exists.
        change: Returns what the file is to hold, given what it holds.

    Returns:
        What the file holds now.

    Raises:
        ArgmapError: If it cannot be read or written, or is no baseline.
    """
    with locked(path):
        new = change((read_baseline if Path(path).exists() else Baseline.beside)(path))
        write(path, new.text(), Chosen.beside(path))
    return new


def _entry(line: str, place: str) -> tuple[str, Trace]:
    """Return what a line holds: the path of a map, and a trace."""
    try:
        match json.loads(line):
            case {"map": str(name), "code": str(code), "at": list(at), "message": str(message)}:
                return name, Trace(code, tuple(map(str, at)), message)
    except (ValueError, RecursionError):
        pass
    merged = line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||"))
    hint = "take the marks of the merge out, and keep the lines" if merged else "take it out"
    raise ArgmapError(f"{place}: this line is no entry of a baseline: {hint}")


class Sieve:
    """The baseline of one map, which lets each finding through that it does not hold.

    Attributes:
        hidden: The traces of the findings that it held back.
    """

    def __init__(self, path: str = "", known: Mapping[Trace, int] | None = None) -> None:
        self._path = path
        self._left = Counter(known or {})
        self._seen: list[tuple[str, Collection[str], str]] = []
        self.hidden: list[Trace] = []

    @property
    def traces(self) -> tuple[Trace, ...]:
        """The traces of all findings that a baseline can hold; few ask for them."""
        return tuple(self._trace(*one) for one in self._seen)

    def lets_through(self, code: str, ids: Collection[str], message: str) -> bool:
        """Return whether a finding is new; what is an error by itself always is."""
        if CATALOGUE[code].severity is Severity.ERROR:
            return True
        self._seen.append((code, ids, message))
        if not self._left:
            return True
        trace = self._trace(code, ids, message)
        if self._left[trace] <= 0:
            return True
        self._left[trace] -= 1
        self.hidden.append(trace)
        return False

    def _trace(self, code: str, ids: Collection[str], message: str) -> Trace:
        said = message.replace(f"{self._path}:", "line ") if self._path else message
        return Trace(code, tuple(ids), without_numbers(said))


def without_numbers(message: str) -> str:
    """Return a message with `#` for its counts and lines; what it quotes stays as it is."""
    return _QUOTED_OR_NUMBER.sub(lambda found: "#" if found["number"] else found[0], message)
