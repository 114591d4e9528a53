"""What the dataclasses of the model have in common."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class Record:
    """Compares, hashes and shows a dataclass by its fields, as `dataclass` itself would have it.

    It would write and compile three functions for each class, half of what it takes to make one.
    """

    __slots__ = ()

    def __eq__(self: DataclassInstance, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _compared(self) == _compared(other)

    def __hash__(self: DataclassInstance) -> int:
        return hash(_compared(self))

    def __repr__(self: DataclassInstance) -> str:
        told = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
        return f"{type(self).__qualname__}({', '.join(told)})"


def _compared(record: DataclassInstance) -> tuple[object, ...]:
    """Returns the values that make a record what it is."""
    return tuple([getattr(record, one.name) for one in fields(record) if one.compare])
