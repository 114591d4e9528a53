"""From a map's bytes to its model, with every mistake in its place."""

from __future__ import annotations

from typing import NamedTuple

from argmap.errors import ArgmapError
from argmap.files import MAX_BYTES
from argmap.files.read import STREAM, name_in_findings, read_some, read_stdin
from argmap.model.argument import ArgumentMap
from argmap.model.findings import Collector, Finding
from argmap.reading import schema, yaml
from argmap.reading.build import build
from argmap.reading.conflicts import conflicts
from argmap.reading.decoding import decode
from argmap.reading.limits import too_much
from argmap.text import why_unreadable


class Reading(NamedTuple):
    """A file that was read.

    Attributes:
        map: The map, as far as it could be built, errors or not; None if it could not be,
            or if there are so many findings that more of them would not help.
        findings: The mistakes in the file, its keys and values, in the file's order.
        text: The text, safe to show: unsafe characters are replaced in it.
    """

    map: ArgumentMap | None
    findings: tuple[Finding, ...]
    text: str


def read(text: str | bytes, path: str) -> Reading:
    """Read a map.

    Args:
        text: The file's bytes or its text.
        path: The file as findings are to name it.
    """
    data = text.encode("utf-8", errors="surrogatepass") if isinstance(text, str) else text
    decoded, findings = decode(data, path)
    collector = Collector()
    collector.extend(findings)
    if decoded is None:
        return Reading(None, collector.result(), "")
    tree = yaml.parse(decoded, path)
    collector.extend(tree.findings)
    if tree.stopped:
        left = tuple(conflicts(tree.text, path, "keep what is meant of both"))
        if any(tree.line(one.location.line)[0] in "<>" for one in left):
            return Reading(None, left, tree.text)
        return Reading(None, collector.result(), tree.text)
    beyond = too_much(tree)
    if beyond is not None:
        collector.extend((beyond,))
        return Reading(None, collector.result(), tree.text)
    if not schema.is_sound(tree):
        collector.extend(schema.validate(tree))
    result = collector.result()
    if collector.overflowed or any(finding.code == "AM109" for finding in result):
        return Reading(None, result, tree.text)
    return Reading(build(tree), result, tree.text)


def read_file(path: str) -> Reading:
    """Read a map from a file.

    Args:
        path: The file; `-` is standard input, which findings name `<stdin>`.

    Raises:
        ArgmapError: If it cannot be read. What can be read and is no map is a finding.
    """
    return read(map_bytes(path), name_in_findings(path))


def map_bytes(path: str) -> bytes:
    """Return the bytes of a map, up to one more than it may have.

    Args:
        path: The file; `-` is standard input.

    Raises:
        ArgmapError: If it cannot be read.
    """
    if path == STREAM:
        return read_stdin()
    if not path:
        raise ArgmapError("there is no file with an empty name")
    try:
        return read_some(path, MAX_BYTES + 1, ordinary=False)
    except (FileNotFoundError, NotADirectoryError):
        raise ArgmapError(f"there is no file {path}") from None
    except IsADirectoryError:
        raise ArgmapError(f"{path} is a folder, not a file") from None
    except PermissionError:
        raise ArgmapError(f"{path} cannot be read: permission denied") from None
    except (OSError, ValueError) as error:
        raise ArgmapError(f"{path!r} cannot be read: {why_unreadable(error)}") from None
