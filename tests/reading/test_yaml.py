"""Text becomes a located tree, and only the plain part of YAML is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.reading.tree import MappingNode, Node, ScalarNode, SequenceNode
from argmap.reading.yaml import MAX_DEPTH, parse

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = """\
title: Brücke
thesis:
  text: >-
    Erste Zeile
    zweite Zeile
  "by": 'Ämter'
list: [eins, zwei]
items:
  - a: 😀 b
    c: d
  -   - x
long: erste
  zweite
"""


def place(node: Node | ScalarNode) -> tuple[int, int, int]:
    """Return line, column and length of a node in `TEXT`."""
    at = parse(TEXT, "m.yaml").location(node)
    return at.line, at.column, at.length


def at(*path: str | int) -> Node:
    """Return the node of `TEXT` that a path leads to."""
    node: Node | None = parse(TEXT, "m.yaml").root
    for step in path:
        if isinstance(step, int):
            assert isinstance(node, SequenceNode)
            node = node.items[step]
        else:
            assert isinstance(node, MappingNode)
            node = node.values[step]
    assert node is not None
    return node


def codes(text: str) -> list[tuple[str, int, int]]:
    """Return code, line and column of each finding on a text."""
    found = parse(text, "m.yaml").findings
    return [(finding.code, finding.location.line, finding.location.column) for finding in found]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (["title"], (1, 8, 6)),
        (["thesis", "text"], (3, 9, 2)),
        (["thesis", "by"], (6, 9, 7)),
        (["list"], (7, 7, 1)),
        (["list", 1], (7, 14, 4)),
        (["items", 0], (9, 5, 6)),
        (["items", 0, "a"], (9, 8, 3)),
        (["items", 0, "c"], (10, 8, 1)),
        (["items", 1, 0], (11, 9, 1)),
        (["long"], (12, 7, 5)),
    ],
)
def test_a_value_keeps_its_line_its_column_and_its_length_there(path, expected):
    assert place(at(*path)) == expected


def test_a_key_keeps_its_place_with_its_quotes():
    thesis = at("thesis")
    assert isinstance(thesis, MappingNode)
    assert {name: place(key) for name, key in thesis.keys.items()} == {
        "text": (3, 3, 4),
        "by": (6, 3, 4),
    }


def test_places_are_the_same_with_any_line_ends():
    for line_end in ("\r\n", "\r"):
        tree = parse(TEXT.replace("\n", line_end), "m.yaml")
        assert isinstance(tree.root, MappingNode)
        long = tree.root.values["long"]
        location = tree.location(long)
        assert (location.line, location.column, location.length) == (12, 7, 5)


@pytest.mark.parametrize("word", ["no", "on", "1.10", "2026-03-12", "0x1F", "true", "1_000", "~"])
def test_a_word_without_quotes_stays_what_was_written(word):
    root = parse(f"a: {word}\nb: '{word}'\n", "m.yaml").root
    assert isinstance(root, MappingNode)
    plain, quoted = root.values["a"], root.values["b"]
    assert isinstance(plain, ScalarNode)
    assert isinstance(quoted, ScalarNode)
    assert (plain.text, plain.plain, quoted.text, quoted.plain) == (word, True, word, False)


def test_keys_are_nfc_folded_and_the_same_key_in_two_spellings_is_told():
    assert codes("é: 1\ne\u0301: 2\n") == [("AM102", 2, 1)]


def test_a_second_key_keeps_the_first_value():
    root = parse("a: 1\na: 2\nb: 3\n", "m.yaml").root
    assert isinstance(root, MappingNode)
    assert [value.text for value in root.values.values() if isinstance(value, ScalarNode)] == [
        "1",
        "3",
    ]


def test_a_section_that_is_written_twice_is_read_as_one():
    root = parse("p:\n  a: 1\nq: 1\np:\n  b: 2\n", "m.yaml").root
    assert isinstance(root, MappingNode)
    section = root.values["p"]
    assert isinstance(section, MappingNode)
    assert list(section.values) == ["a", "b"]


def test_every_feature_is_told_and_reading_goes_on():
    text = "a: &x 1\nb: *x\nc: !t 2\n<<: {d: 3}\n[e]: 4\n*x : 5\nf: 6\n"
    assert codes(text) == [("AM103", line, column) for line, column in [
        (1, 4), (2, 4), (3, 4), (4, 1), (5, 1), (6, 1)
    ]]  # fmt: skip
    root = parse(text, "m.yaml").root
    assert isinstance(root, MappingNode)
    assert list(root.values) == ["a", "b", "c", "f"]


def test_depth_is_limited_to_64():
    for opening, closing in (("[", "]"), ("{a: ", "}")):
        fits = opening * MAX_DEPTH + "1" + closing * MAX_DEPTH
        assert codes(fits) == []
        assert [code for code, *_ in codes(opening + fits + closing)] == ["AM108"]


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("a: Waffe #1 fehlt\n", [("AM110", 1, 10)]),
        ("a: Waffe\n  Nummer #1 fehlt\n", [("AM110", 2, 10)]),
        ("a: [Waffe #1\n  ]\n", [("AM110", 1, 11)]),
        ("a: Waffe\t##1\n", [("AM110", 1, 10)]),
        ("a: Waffe # geprüft\n", []),
        ("a: Waffe #\n", []),
        ("a: Waffe ## geprüft\n", []),
        ("a: Waffe#1\n", []),
        ("a: 'Waffe' #1\n", []),
        ("a: >- #1\n  Waffe #1 fehlt\n", []),
        ("a: Waffe\n#kommentar\n", []),
        ("a: #1\n", []),
    ],
)
def test_only_what_looks_like_a_lost_part_of_a_text_is_warned_of(text, warned):
    assert codes(text) == warned


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "U+0000 (NUL)"),
        ("\x1b", "U+001B (a control character)"),
        ("\x85", "U+0085 (a control character)"),
        ("\u2028", "U+2028 (LINE SEPARATOR)"),
        ("\u202e", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("\u2066", "U+2066 (LEFT-TO-RIGHT ISOLATE)"),
        ("\ufeff", "U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
        ("\ud83d", "U+D83D (half of a surrogate pair)"),
        ("\uffff", "U+FFFF (a control character)"),
    ],
)
def test_an_unsafe_character_is_told_and_replaced_and_the_rest_is_read(character, name):
    tree = parse(f"a: 1\nb: x{character}y\nb: 2\n", "m.yaml")
    assert [(f.code, f.location.line, f.location.column) for f in tree.findings] == [
        ("AM107", 2, 5),
        ("AM102", 3, 1),
    ]
    assert tree.findings[0].message.endswith(name)
    assert tree.text == "a: 1\nb: x\ufffdy\nb: 2\n"


def test_an_unsafe_character_that_is_written_as_an_escape_is_told_and_replaced():
    tree = parse('a: "x\\u202Ey"\n', "m.yaml")
    assert [(f.code, f.location.column, f.location.length) for f in tree.findings] == [
        ("AM107", 4, 10)
    ]
    assert isinstance(tree.root, MappingNode)
    value = tree.root.values["a"]
    assert isinstance(value, ScalarNode)
    assert value.text == "x\ufffdy"


def test_joiners_and_marks_of_direction_are_allowed():
    assert codes("a: x\u200d\u200e\u200f\u00ad\u00a0y\n") == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_order_to_the_reader_is_told_on_its_own_line(end: str) -> None:
    """Whatever ends the lines: editors count all three."""
    assert codes(end.join(["title: x", "date: y", "%YAML 1.2", "thesis: y"])) == [("AM103", 3, 1)]


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
    usual = parser._get_max_nest_level()  # noqa: SLF001 -- the only way to set it
    for name, (text, _) in DEEP.items():
        told = parse(text(100), "m.yaml").findings[-1]
        parser._set_max_nest_level(limit)  # noqa: SLF001 -- the only way to set it
        try:
            tree = parse(text(100), "m.yaml")
        finally:
            parser._set_max_nest_level(usual)  # noqa: SLF001 -- the only way to set it
        assert (tree.root, tree.stopped) == (None, True), name
        last = tree.findings[-1]
        assert (last.code, last.message, last.hint) == (told.code, told.message, told.hint), name
        if limit > 65:
            assert last.location == told.location, name


@pytest.mark.parametrize("end", ["---", "---\n", "--- # the end\n\n", "...\n---\n", "---\n...\n"])
def test_nothing_behind_closing_dashes_is_no_second_document(end):
    """Whoever opens a file with dashes may close it with them."""
    tree = parse(f"---\na: b\n{end}", "m.yaml")
    assert tree.findings == ()
    assert tree.root is not None


def test_what_stands_behind_closing_dashes_is_told():
    (finding,) = parse("a: b\n---\n# Notes\n\nc: d\n", "m.yaml").findings
    assert (finding.code, str(finding.location)) == ("AM103", "m.yaml:2:1")
