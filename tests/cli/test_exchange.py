"""`argmap import`, `argmap export` and `argmap sources` at the prompt."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.exchange import WRITTEN

Run = Callable[..., "subprocess.CompletedProcess[str]"]

KIALO = "Discussion Title: X\n\n1. Close it.\n1.1. Pro: Cracks [here](https://example.org/c).\n"
REFERENCES = [
    {"id": "survey", "type": "report", "title": "Bridge survey 2", "keyword": "x"},
    {"id": "http://zotero.org/1", "type": "book", "author": [{"family": "Stein", "given": "Ada"}],
     "title": "Bridges: a history", "issued": {"date-parts": [[2019, 3]]}},
]  # fmt: skip
BRIDGE = """\
# bridge.yaml
argmap: 1
title: Close the bridge
sources:
  # the one of 2019
  survey:
    title: >-
      Bridge
      survey
    author:
    - City Works Office  # by letter
  other: {title: Another}
# the claim
thesis:
  text: The bridge must be closed.
  evidence: [{text: Three cracks, source: survey}, {text: Rust, source: other}]
"""


def test_an_import_is_written_once_and_told_claim_by_claim(argmap: Run, tmp_path: Path) -> None:
    """To standard output without -o, and no file of the user's is overwritten without --force."""
    (tmp_path / "k.txt").write_text(KIALO, encoding="utf-8")
    shown = argmap("import", "k.txt")
    assert shown.returncode == 0
    assert shown.stdout.startswith('# Imported from kialo.\nargmap: 1\ntitle: "X"\n')
    done = argmap("import", "k.txt", "-o", "m.yaml", "--report", "lost.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "guessed: a web page that a claim links to is taken for evidence",
        "  n1-1: https://example.org/c",
        "guessed: the language is not told, and taken for English: write `lang`",
        "renamed: the thesis of a map has the id `thesis`",
        "  thesis: 1",
        "renamed: an id is one word that begins with a letter",
        "  n1-1: 1.1",
        "  example-org: example.org",
        "wrote lost.json",
        "wrote m.yaml, from kialo: `argmap validate m.yaml` says what is left to do",
    ]
    assert (tmp_path / "m.yaml").read_text(encoding="utf-8") == shown.stdout
    report = json.loads((tmp_path / "lost.json").read_text(encoding="utf-8"))
    assert report[0] == {
        "kind": "guessed",
        "what": "a web page that a claim links to is taken for evidence",
        "part": "n1-1",
        "detail": "https://example.org/c",
    }
    again = argmap("import", "k.txt", "-o", "m.yaml")
    assert again.returncode == 3
    assert "m.yaml is there already, and stays as it is; --force replaces it" in again.stderr
    assert argmap("import", "k.txt", "-o", "m.yaml", "--force").returncode == 0
    assert argmap("import", "k.txt", "-o", "k.txt", "--force").returncode == 2


def test_standard_input_is_imported(argmap: Run) -> None:
    """And named so in what is found."""
    assert argmap("import", "-", input=KIALO).returncode == 0
    done = argmap("import", "-", "--from", "aif", input=KIALO)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "<stdin>:1:1: error[AM601 not-importable]: this is not JSON: Expecting value\n"
        "1 | Discussion Title: X\n  | ^"
    )


@pytest.mark.parametrize("form", WRITTEN)
def test_every_format_is_written(form: str, argmap: Run, small_map: Path) -> None:
    """To standard output, and the same to a file."""
    shown = argmap("export", small_map, "--to", form)
    assert shown.returncode == 0
    done = argmap("export", small_map, "--to", form, "-o", f"out.{form}")
    assert done.stderr.startswith(f"wrote out.{form}\n")
    assert (small_map.parent / f"out.{form}").read_text(encoding="utf-8") == shown.stdout


def test_a_map_with_an_error_is_not_exported(argmap: Run, broken_map: Path) -> None:
    """Its findings are told instead; nor is it overwritten."""
    done = argmap("export", broken_map, "--to", "json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "AM201" in done.stderr
    assert argmap("export", broken_map, "--to", "json", "-o", broken_map).returncode == 2


def test_json_that_is_wrong_is_told_with_its_place(argmap: Run, tmp_path: Path) -> None:
    """By the schema that `argmap schema --export` prints, and by the rules."""
    (tmp_path / "m.yaml").write_text(BRIDGE, encoding="utf-8")
    whole = json.loads(argmap("export", "m.yaml", "--to", "json").stdout)
    assert json.loads(argmap("schema", "--export").stdout)["title"] == "Argument map as JSON"
    whole["claims"].append({"id": "cracks", "role": "premise", "supports": ["thesis"]})
    (tmp_path / "x.json").write_text(json.dumps(whole, indent=1), encoding="utf-8")
    done = argmap("import", "x.json")
    assert done.returncode == 1
    assert 'error[AM601 not-importable]: `claims`, 2: "text" is a required property' in done.stderr
    assert '"id": "cracks"' in done.stderr
    whole["claims"][1] |= {"text": "It is cracked.", "supports": ["thesys"]}
    (tmp_path / "x.json").write_text(json.dumps(whole), encoding="utf-8")
    assert "`supports` names `thesys`" in argmap("import", "x.json").stderr


def test_sources_are_added_and_updated_in_place(argmap: Run, tmp_path: Path) -> None:
    """Comments, order and whatever else stands there stay."""
    (tmp_path / "m.yaml").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "refs.json").write_text(json.dumps(REFERENCES), encoding="utf-8")
    done = argmap("sources", "m.yaml", "--from", "refs.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "lost: a field of a reference has no place at a source",
        "  survey: keyword",
        "renamed: a reference is a source of another id",
        "  http-zotero-org-1: http://zotero.org/1",
        "wrote m.yaml: 1 source added, 1 changed",
    ]
    changed = BRIDGE.replace(">-\n      Bridge\n      survey", "Bridge survey 2").replace(
        "  # by letter\n", "  # by letter\n    type: report\n"
    )
    changed = changed.replace(
        "Another}\n",
        "Another}\n  http-zotero-org-1:\n    type: book\n    author: Ada Stein\n"
        '    title: "Bridges: a history"\n    issued: 2019-03\n',
    )
    assert (tmp_path / "m.yaml").read_text(encoding="utf-8") == changed
    again = argmap("sources", "m.yaml", "--from", "refs.json")
    assert again.stderr.endswith("\nm.yaml is up to date\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "sources:\n  new:\n    title: New\n\n"),
        ("sources: {}\n", "sources:\n  new:\n    title: New\n"),
        ("sources: {a: {title: A}}  # all\n",
         "sources:\n  a: {title: A}  # all\n  new:\n    title: New\n"),
        ("sources:\n    a:\n        title: A\n    # end\n",
         "sources:\n    a:\n        title: A\n    new:\n      title: New\n    # end\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_sources_have_a_place_in_any_map(
    before: str, after: str, end: str, argmap: Run, tmp_path: Path
) -> None:
    """In braces, in an empty section, without one, and with the line ends of Windows."""
    frame = "argmap: 1\ntitle: X\n{}thesis: {{text: Y}}\n"
    (tmp_path / "m.yaml").write_text(frame.format(before), encoding="utf-8", newline=end)
    (tmp_path / "r.bib").write_text("@misc{new, title={New}}")
    assert argmap("sources", "m.yaml", "--from", "r.bib").returncode == 0
    written = (tmp_path / "m.yaml").read_bytes().decode()
    assert written == frame.format(after).replace("\n", end)


def test_references_that_are_wrong_change_nothing(argmap: Run, tmp_path: Path) -> None:
    """The mistake is told with its place, in the map too."""
    (tmp_path / "m.yaml").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "r.bib").write_text("@book{a,\n  title = {A\n}\n")
    done = argmap("sources", "m.yaml", "--from", "r.bib")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "r.bib:1:1: error[AM601 not-importable]: this entry does not end\n"
    )
    (tmp_path / "r.bib").write_text("@book{a, title = {A}}")
    (tmp_path / "m.yaml").write_text(BRIDGE.replace("title: C", "titel: C"), encoding="utf-8")
    done = argmap("sources", "m.yaml", "--from", "r.bib")
    assert done.returncode == 1
    assert done.stderr.endswith("\nno source was changed: mend this first\n")
    assert argmap("sources", "-", "--from", "-").returncode == 2
