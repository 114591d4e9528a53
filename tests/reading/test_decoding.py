"""Bytes become text, whatever their encoding, and what is wrong with them has its place."""

from __future__ import annotations

import pytest

from argmap.model.findings import Location
from argmap.reading import read
from argmap.reading.decoding import UNSAFE, holds_unsafe

HEAD = "argmap: 1\ntitle: Müll\nthesis:\n  text: B\n"


def found(data: str | bytes) -> list[tuple[str, int, int, str]]:
    """Return code, line, column and message of each finding."""
    return [
        (f.code, f.location.line, f.location.column, f.message)
        for f in read(data, "m.yaml").findings
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_with_and_without_a_byte_order_mark(encoding):
    assert found(HEAD.encode(encoding)) == []
    argument = read(HEAD, "m.yaml").map
    assert argument is not None
    assert argument.claims["thesis"].at == Location("m.yaml", 3, 1, 6)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_told_and_read_all_the_same(encoding):
    name = encoding.upper()[:6]
    data = (HEAD + "foo: bar\n").encode(encoding)
    assert found(data) == [
        ("AM101", 1, 1, f"the file is saved as {name}, not as UTF-8"),
        ("AM104", 5, 1, "`foo` is no key of a map"),
    ]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_an_8_bit_encoding_is_told_at_its_first_byte_and_read_all_the_same(encoding):
    reading = read((HEAD + "by: Jörg\nfoo: bar\n").encode(encoding), "m.yaml")
    first, second = reading.findings
    assert (first.code, first.location.line, first.location.column) == ("AM101", 2, 9)
    assert first.message == "the file is not saved as UTF-8: the byte 0xFC stands here"
    assert first.hint is not None
    assert first.hint.endswith("in Windows-1252 and Latin-1 this byte is `ü`")
    assert second.code == "AM104"
    assert reading.map is not None
    assert (reading.map.title, reading.map.by) == ("Müll", "Jörg")


def test_a_single_foreign_byte_leaves_the_rest_as_it_is():
    reading = read(HEAD.encode() + b"by: \xfcber\n", "m.yaml")
    assert [(f.code, f.location.line, f.location.column) for f in reading.findings] == [
        ("AM101", 5, 5)
    ]
    assert reading.map is not None
    assert (reading.map.title, reading.map.by) == ("Müll", "über")


@pytest.mark.parametrize("surrogate", [b"\xed\xa0\x80", b"\xed\xbf\xbf"])
def test_a_lone_surrogate_is_told_with_its_place(surrogate):
    data = HEAD.encode() + b"by: a" + surrogate + b"b\n"
    assert [(code, line, column) for code, line, column, _ in found(data)] == [("AM107", 5, 6)]


def test_a_nul_is_told_with_its_place():
    message = "this character cannot stand in a map: U+0000 (NUL)"
    assert found(HEAD + "by: a\0b\n") == [("AM107", 5, 6, message)]


@pytest.mark.parametrize(
    "data", [b"\xff" + b"a" * 999 + "\x81".encode() * 100, b"\0" * 200, b"\xff" + b"\1" * 100]
)
def test_what_is_no_text_is_told_once_whatever_else_is_wrong_with_it(data):
    reading = read(b"argmap: 1\ntitle: " + data, "m.yaml")
    told = [(str(finding.location), finding.message) for finding in reading.findings]
    assert told == [("m.yaml:1:1", "this is not a text")]


def test_every_unsafe_character_is_found_between_others():
    """Printable texts are not searched: no unsafe character may count as printable."""
    unsafe = [chr(code) for code in range(0x110000) if UNSAFE.match(chr(code))]
    assert len(unsafe) > 2_000
    assert all(holds_unsafe(f"a\n{char}b") for char in unsafe)
    assert not any(map(holds_unsafe, ["", "a\tb\r\n", "Straße\u00a0\u200d", "日本語"]))
