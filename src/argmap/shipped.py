"""The files that come with the package, wherever it was installed."""

from __future__ import annotations

from pkgutil import get_data  # importlib.resources takes 15 ms to import: half of a `--help`


def shipped(*path: str) -> bytes:
    """Returns the bytes of a file of this package.

    Args:
        path: The folders below the package, and the file's name.

    Raises:
        OSError: If there is no such file.
    """
    data = get_data("argmap", "/".join(path))
    assert data is not None  # whatever imports packages of Python's reads their files, too
    return data
