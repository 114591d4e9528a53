"""The format's definition, and whether a map departs from it at all: most do not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from argmap.reading.coretypes import plain_data
from argmap.reading.located import Mapping, Scalar
from argmap.shipped import shipped

if TYPE_CHECKING:
    from argmap.reading.located import Tree

VERSION = "1"
"""The version of the format as nearly everybody writes it."""


def text() -> str:
    """Returns the format's JSON Schema (2020-12) as text."""
    return shipped("schema.json").decode("utf-8")


@cache
def validator() -> Any:
    """Returns the compiled schema; the import waits for the first map, since it takes 30 ms."""
    import jsonschema_rs  # noqa: PLC0415

    return jsonschema_rs.Draft202012Validator(text(), validate_formats=True)


def is_sound(tree: Tree) -> bool:
    """Tells whether a tree is a map in every key and value.

    What words the departures, `schema.validate`, finds none in such a map. It says the last word
    on a version that is written otherwise.
    """
    root = tree.root
    if not isinstance(root, Mapping):
        return False
    version = root.values.get("argmap")
    plain = isinstance(version, Scalar) and version.text == VERSION
    return plain and bool(validator().is_valid(plain_data(root)))
