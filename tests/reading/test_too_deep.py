"""What is too deep to be a map is told by one finding, whoever notices it first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.reading.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Callable


def stairs(step: str) -> Callable[[int], str]:
    """Return what writes a step so many times, each on a line of its own and further right."""
    return lambda levels: "".join(f"{' ' * (len(step) * n)}{step}\n" for n in range(levels))


DEEP: dict[str, tuple[Callable[[int], str], tuple[int, int]]] = {
    "brackets": (lambda levels: "[" * levels, (1, 65)),
    "brackets on lines": (lambda levels: "[\n" * levels, (65, 1)),
    "brackets in a value": (lambda levels: "ä: 'x'\nb: " + "[" * levels, (2, 67)),
    "brackets behind a comma": (lambda levels: "[" * 9 + "a, " + "[" * levels, (1, 68)),
    "brackets behind an anchor": (lambda levels: "[&a [&a b, " + "[" * levels, (1, 74)),
    "brackets behind an override": (lambda levels: "[\u202e, " + "[" * levels, (1, 68)),
    "brackets behind a directive": (lambda levels: "%TAG a\n" + "[" * levels, (2, 65)),
    "braces": (lambda levels: "{" * levels, (1, 65)),
    "keys in braces": (lambda levels: "{a: " * levels, (1, 257)),
    "brackets in braces": (lambda levels: "{[" * (levels // 2), (1, 65)),
    "braces in brackets": (lambda levels: "[{a: " * (levels // 2), (1, 161)),
    "dashes": (lambda levels: "- " * levels, (1, 129)),
    "dashes on lines": (stairs("-"), (65, 65)),
    "question marks": (lambda levels: "? " * levels, (1, 129)),
    "question marks in lists": (lambda levels: "- ? " * (levels // 2), (1, 129)),
    "keys": (stairs("k:"), (65, 129)),
    "keys in lists": (stairs("- k:"), (33, 129)),
    "brackets in keys in lists": (
        lambda levels: stairs("- k:")(20) + " " * 80 + "[" * levels,
        (21, 105),
    ),
}


@pytest.mark.parametrize("name", DEEP)
def test_what_is_too_deep_is_told_alike_however_deep_it_is(name: str) -> None:
    """The parser has a limit of its own, and in some releases meets that before ours."""
    text, place = DEEP[name]
    told = parse(text(100), "m.yaml").findings
    last = told[-1]
    assert (last.code, last.location.line, last.location.column) == ("AM108", *place)
    for levels in (998, 1_000, 1_002):
        deeper = parse(text(levels), "m.yaml")
        assert (deeper.findings, deeper.root, deeper.stopped) == (told, None, True)


@pytest.mark.parametrize("before", ["{a: 1} ", "a: b: ", "[a]: ", "- a\n- 'b' "])
def test_a_mistake_before_what_is_too_deep_is_told_as_ever(before: str) -> None:
    tellings = [parse(before + "[" * n, "m.yaml").findings[0] for n in (60, 1_000, 1_002)]
    first = tellings[0]
    assert first.code != "AM108"
    for told in tellings:
        assert (told.code, told.location.column) == (first.code, first.location.column)


@pytest.mark.parametrize("limit", [9, 63, 64, 65, 66])
def test_what_is_too_deep_for_the_parser_alone_is_told_in_the_same_words(limit: int) -> None:
    """Somebody else in the process may have told the parser to take less than we do."""
    parser = pytest.importorskip("yaml._yaml")
    if not hasattr(parser, "_set_max_nest_level"):
        pytest.skip("this release of PyYAML has no limit that could be set")
    usual = parser._get_max_nest_level()
    for name, (text, _) in DEEP.items():
        told = parse(text(100), "m.yaml").findings[-1]
        parser._set_max_nest_level(limit)
        try:
            tree = parse(text(100), "m.yaml")
        finally:
            parser._set_max_nest_level(usual)
        assert (tree.root, tree.stopped) == (None, True), name
        last = tree.findings[-1]
        assert (last.code, last.message, last.hint) == (told.code, told.message, told.hint), name
        if limit > 65:
            assert last.location == told.location, name
