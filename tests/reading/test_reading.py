"""A file becomes a model, whatever is wrong with its parts."""

from __future__ import annotations

import io
import sys

import pytest

from argmap.errors import ArgmapError
from argmap.files.read import STDIN_NAME
from argmap.model.argument import ArgumentMap, Role, Status
from argmap.model.findings import Location
from argmap.reading import read, read_file
from fixture_maps import FULL

HEAD = "argmap: 1\ntitle: Müll\nthesis:\n  text: B\n"


def model(text: str) -> ArgumentMap:
    """Return the map that a text becomes."""
    argument_map = read(text, "m.yaml").map
    assert argument_map is not None
    return argument_map


def found(data: str | bytes) -> list[tuple[str, int, int, str]]:
    """Return code, line, column and message of each finding."""
    return [
        (f.code, f.location.line, f.location.column, f.message)
        for f in read(data, "m.yaml").findings
    ]


def test_a_good_map_has_no_findings_and_all_its_parts():
    assert read(FULL, "m.yaml").findings == ()
    it = model(FULL)
    assert (it.title, it.lang, it.author, it.date, it.by) == (
        "Die Brücke", "de", "Ada", "2026-03-12", "Ada Stein",
    )  # fmt: skip
    assert it.description == "Erster Satz. Zweiter Satz."
    assert it.about is not None
    assert it.about.id == "bericht"
    assert list(it.claims) == ["thesis", "risse", "still", "zug"]
    assert [claim.role for claim in it.claims.values()] == [
        Role.THESIS, Role.PREMISE, Role.PREMISE, Role.OBJECTION,
    ]  # fmt: skip
    assert list(it.inferences) == ["schritt", "gegen"]
    assert it.inferences["gegen"].target.id == "schritt"
    assert [[ref.id for ref in entry.targets] for entry in it.ignores] == [["risse", "zug"], []]


def test_a_speaker_is_the_claims_own_else_the_maps_and_none_where_nobody_speaks():
    assert [claim.speaker for claim in model(FULL).claims.values()] == [
        "Ada Stein", "Ada Stein", None, "Bahn",
    ]  # fmt: skip


def test_evidence_is_numbered_within_its_claim_unless_it_has_an_id():
    first, second = model(FULL).claims["risse"].evidence
    assert (first.id, first.numbered, first.status) == ("risse.1", True, Status.VERIFIED)
    assert (second.id, second.numbered, second.status) == ("zitat", False, Status.REPORTED)
    assert (second.text, second.quote, second.by, second.lang) == (
        None, "viele Risse", "Prüfer", "en",
    )  # fmt: skip


def test_a_source_keeps_its_fields_and_takes_one_name_or_several():
    report, note = model(FULL).sources.values()
    assert (report.author, report.issued, report.url) == (
        ("A", "B"), "2026-03", "https://a.example",
    )  # fmt: skip
    assert (note.author, note.via.id if note.via else None, note.file) == (
        ("C",), "bericht", "notiz.txt",
    )  # fmt: skip
    assert note.fields == {
        "title": "Notiz", "author": ("C",), "via": "bericht", "file": "notiz.txt",
    }  # fmt: skip


def test_everything_knows_its_place():
    claim = model(FULL).claims["risse"]
    assert claim.at == Location("m.yaml", 19, 3, 5)
    assert claim.place("supports") == Location("m.yaml", 23, 15, 1)
    assert [ref.at for ref in claim.supports] == [
        Location("m.yaml", 23, 16, 6),
        Location("m.yaml", 23, 24, 3),
    ]
    assert claim.evidence[0].at == Location("m.yaml", 25, 9, 16)
    assert claim.evidence[0].place("source") == Location("m.yaml", 26, 17, 7)
    assert claim.evidence[0].place("by") == claim.evidence[0].at


def test_white_space_is_folded_and_no_break_spaces_stay():
    assert model(HEAD + 'by: " a \\t b\\n\\nc\u00a0\u202fd "\n').by == "a b c\u00a0\u202fd"


def test_ids_and_references_are_nfc_folded():
    text = HEAD + "premises:\n  e\u0301: {text: C, supports: thesis}\n"
    text += "  b: {text: D, supports: [\u00e9, e\u0301]}\n"
    it = model(text)
    assert list(it.claims) == ["thesis", "\u00e9", "b"]
    assert [ref.id for ref in it.claims["b"].supports] == ["\u00e9", "\u00e9"]


def test_an_id_in_two_sections_is_kept_apart():
    text = HEAD + "premises:\n  a: {text: C, supports: thesis}\n  thesis: {text: D}\n"
    it = model(text + "objections:\n  a: {text: E, attacks: thesis}\n")
    assert [claim.text for claim in it.claims.values()] == ["B", "C"]
    assert [(claim.id, claim.at.line) for claim in it.repeats] == [("thesis", 7), ("a", 9)]


def test_a_broken_claim_is_still_there_and_still_bears_on_something():
    text = HEAD + "premises:\n  a: {text: [C], supports: {}}\n  b: nur Text\n  c:\n"
    it = model(text + "objections:\n  d: {text: D, attacks: 3}\n  e: {text: E, foo: bar}\n")
    assert {name: claim.text for name, claim in it.claims.items()} == {
        "thesis": "B", "a": "a", "b": "nur Text", "c": "c", "d": "D", "e": "E",
    }  # fmt: skip
    assert [[ref.id for ref in it.claims[name].supports] for name in "abc"] == [["thesis"]] * 3
    assert [ref.id for ref in it.claims["d"].attacks] == ["3"]
    assert [ref.id for ref in it.claims["e"].attacks] == ["thesis"]


@pytest.mark.parametrize(
    "text",
    [
        "argmap: 1\ntitle: A\n",
        HEAD + "premises: [a, b]\n",
        "",
        "- a\n",
    ],
)
def test_without_a_thesis_or_a_whole_section_there_is_no_map(text):
    reading = read(text, "m.yaml")
    assert reading.map is None
    assert reading.findings


def test_a_file_is_read_and_standard_input_too(tmp_path, monkeypatch):
    path = tmp_path / "karte.yaml"
    path.write_text(FULL, encoding="utf-8")
    assert read_file(str(path)).map == read(FULL, str(path)).map
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"- a\n"), "utf-8"))
    assert [f.location.path for f in read_file("-").findings] == [STDIN_NAME]


def test_what_is_no_readable_file_is_one_clear_line(tmp_path, monkeypatch):
    missing = tmp_path / "missing.yaml"
    monkeypatch.chdir(tmp_path)
    for path, line in [
        (str(missing), f"there is no file {missing}"),
        (str(tmp_path), f"{tmp_path} is a folder, not a file"),
        (f"{__file__}/x.yaml", f"there is no file {__file__}/x.yaml"),
        ("a\0b", r"'a\x00b' cannot be read: its name is not one that a file can have"),
        ("", "there is no file with an empty name"),
    ]:
        with pytest.raises(ArgmapError) as caught:
            read_file(path)
        assert str(caught.value) == line


CONFLICT = """\
argmap: 1
title: T
thesis:
<<<<<<< HEAD
  text: It is so.
=======
  text: It is not so.
>>>>>>> feature/other
"""


@pytest.mark.parametrize("text", [CONFLICT, CONFLICT.replace("\n", "\r\n")])
def test_a_merge_that_was_not_finished_is_told_once_with_what_to_do(text):
    (finding,) = read(text, "m.yaml").findings
    assert (finding.code, str(finding.location)) == ("AM101", "m.yaml:4:1")
    assert finding.message == "a merge has left both sides of a conflict here"
    assert finding.hint == (
        "keep what is meant of both, and delete the lines that begin with <<<<<<<, ======= or "
        ">>>>>>>"
    )


def test_a_line_below_a_heading_is_no_merge():
    (finding,) = read("argmap: 1\ntitle: T\nThesis\n=======\n", "m.yaml").findings
    assert "merge" not in finding.message
