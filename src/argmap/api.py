"""Load, validate, render: the pipeline as a list of calls. Nothing here prints or exits."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from argmap import checking, reading
from argmap.errors import InvalidMapError
from argmap.findings import Severity
from argmap.model import ArgumentMap

if TYPE_CHECKING:
    from argmap.drawing import Drawing
    from argmap.findings import Finding

Layout = Literal["auto", "columns", "outline"]
Engine = Literal["auto", "embedded", "system"]


@dataclass(frozen=True, slots=True)
class Validation:
    """What the validation of one map has to say.

    Attributes:
        path: The map's file as it was named; `<stdin>` for standard input.
        map: What was read, or None where the file holds no readable map.
        findings: Everything that was found, in the order of the file.
        text: The file's text, to show the lines that the findings are about.
    """

    path: str
    map: ArgumentMap | None
    findings: tuple[Finding, ...]
    text: str

    @property
    def ok(self) -> bool:
        """Whether there is a map without an error; warnings and notes do not count."""
        return self.map is not None and not self.count(Severity.ERROR)

    def count(self, severity: Severity) -> int:
        """Returns how many findings weigh that much."""
        return sum(finding.severity is severity for finding in self.findings)


def validate(path: str | os.PathLike[str]) -> Validation:
    """Checks a map's file and returns all that is to be said about it.

    Args:
        path: The map's file; `-` is standard input.

    Raises:
        ArgmapError: If the file cannot be read.
    """
    file = os.fspath(path)
    checked = checking.check_file(file)
    name = reading.STDIN_NAME if file == reading.STDIN else file
    return Validation(name, checked.map, checked.findings, checked.text)


def validate_text(text: str | bytes, path: str = "<text>") -> Validation:
    """Checks a map that is at hand as text and returns all that is to be said about it.

    Args:
        text: The map; bytes are taken as UTF-8.
        path: The name that its findings carry; a source's `file` is looked for beside it.
    """
    checked = checking.check_text(text, path)
    return Validation(path, checked.map, checked.findings, checked.text)


def load(path: str | os.PathLike[str]) -> ArgumentMap:
    """Reads a map that has no errors, and returns it.

    Args:
        path: The map's file; `-` is standard input.

    Raises:
        InvalidMapError: If the map has an error; its `findings` hold all of them.
        ArgmapError: If the file cannot be read.
    """
    result = validate(path)
    if result.map is None or not result.ok:
        raise InvalidMapError(result.findings)
    return result.map


def render(
    source: ArgumentMap | str | os.PathLike[str],
    *,
    width: int = 720,
    layout: Layout = "auto",
    engine: Engine = "auto",
) -> Drawing:
    """Draws a map to a width and returns the drawing, whose `svg` is a complete SVG file.

    Args:
        source: A map without errors, as `load` returns it, or its file.
        width: The natural width that the drawing may have at most, in CSS px, 300 to 1,600.
        layout: `columns`, `outline`, or `auto`: columns where they have room enough.
        engine: `embedded` is the Graphviz that comes with the installation, `system` the
            one on the search path, `auto` the first of the two that is there.

    Raises:
        InvalidMapError: If `source` names a file whose map has an error.
        ArgmapError: If the file cannot be read or Graphviz cannot be used.
        ValueError: If an option is none of the values above.
    """
    from argmap import drawing  # noqa: PLC0415 -- a map is checked without what draws it

    _one_of("layout", layout, get_args(Layout))
    _one_of("engine", engine, get_args(Engine))
    argument_map = source if isinstance(source, ArgumentMap) else load(source)
    return drawing.draw(argument_map, width=width, layout=layout, engine=engine)


def _one_of(option: str, value: str, known: tuple[str, ...]) -> None:
    """Refuses a value that a caller without a type checker may have misspelt."""
    if value not in known:
        raise ValueError(f"{option} is one of {', '.join(known)}, not {value!r}")
