"""What stands under the model and the reader: shared methods, and patterns compiled late."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from argmap.patterns import pattern
from argmap.reading.characters import UNSAFE, holds_unsafe
from argmap.records import Record


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Shared(Record):
    """Compared, hashed and shown by what all records share."""

    name: str
    size: int = 1
    place: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Other(Shared):
    """Has the same fields, and is something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The same with the methods that `dataclass` writes."""

    name: str
    size: int = 1
    place: str = field(default="", repr=False, compare=False)


def test_a_record_compares_hashes_and_shows_itself_as_a_dataclass_does():
    values = [{"name": "a"}, {"name": "a", "place": "p"}, {"name": "a", "size": 2}, {"name": "b"}]
    shared, written = [Shared(**one) for one in values], [Written(**one) for one in values]
    assert [[a == b for b in shared] for a in shared] == [
        [a == b for b in written] for a in written
    ]
    assert [hash(one) for one in shared] == [hash(one) for one in written]
    assert [repr(one).replace("Shared", "Written") for one in shared] == list(map(repr, written))


def test_a_record_equals_nothing_of_another_kind():
    assert Shared(name="a") != Other(name="a")
    assert Shared(name="a") != ("a", 1)


def test_a_record_is_frozen_and_can_be_replaced():
    one = Shared(name="a")
    with pytest.raises(FrozenInstanceError):
        one.name = "b"  # type: ignore[misc]
    assert replace(one, size=3) == Shared(name="a", size=3)


def test_a_late_pattern_finds_what_a_compiled_one_does():
    late, early = pattern("a(b+)", re.IGNORECASE), re.compile("a(b+)", re.IGNORECASE)
    assert late.sub(r"<\1>", "xABBy") == early.sub(r"<\1>", "xABBy") == "x<BB>y"
    assert [bool(late.fullmatch(text)) for text in ("abb", "abbc")] == [True, False]
    assert late.pattern == early.pattern


def test_a_mistake_in_a_late_pattern_is_told_at_its_first_use():
    late = pattern("(")
    with pytest.raises(re.error):
        late.match("x")


def test_every_unsafe_character_is_found_between_others():
    """Printable texts are not searched: no unsafe character may count as printable."""
    unsafe = [chr(code) for code in range(0x110000) if UNSAFE.match(chr(code))]
    assert len(unsafe) > 2_000
    assert all(holds_unsafe(f"a\n{char}b") for char in unsafe)
    assert not any(map(holds_unsafe, ["", "a\tb\r\n", "Straße\u00a0\u200d", "日本語"]))
