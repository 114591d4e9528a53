"""Maps made by lot go out to other formats and come back."""

from __future__ import annotations

import json
import random
import subprocess
import xml.etree.ElementTree as ET
from io import BytesIO
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import example, given

from argmap.checking import validate_text
from argmap.comparison.compare import compare
from argmap.exchange import WRITTEN, export_map, import_map
from argmap.exchange import bibtex as bibtex_format
from argmap.exchange import csl_json as csl_format
from argmap.exchange.intake import Intake
from argmap.exchange.loss import Kind, Report
from argmap.exchange.references import update_sources
from argmap.model.argument import ArgumentMap
from facts import facts, renamed, untold
from fixture_maps import FULL
from random_maps import random_map
from strategies import effort, maps

if TYPE_CHECKING:
    from pathlib import Path


def _map(text: str) -> ArgumentMap:
    found = validate_text(text, "m.yaml").map
    assert found is not None
    return found


@effort(12)
@given(maps())
def test_json_and_back_is_the_same_map(text: str) -> None:
    """`argmap diff` finds nothing, nothing was lost or guessed, and the format is told from it."""
    first = _map(text)
    out = export_map(first, "json")
    back = import_map(out.text.encode(), "x.json")
    assert (back.form, list(out.report.remarks), list(back.report.remarks)) == ("json", [], [])
    again = _map(back.text)
    assert not compare(first, again)
    assert facts(first) == facts(again)
    parts = ("claims", "inferences", "sources")
    assert [list(getattr(again, name)) for name in parts] == [
        list(getattr(first, name)) for name in parts
    ]


@effort(12)
@given(maps())
@example(FULL)
def test_aif_and_back_is_the_same_but_for_what_the_report_names(text: str) -> None:
    """Evidence comes back as claims, and every single thing that is gone or new was told."""
    first = _map(text)
    out = export_map(first, "aif")
    back = import_map(out.text.encode(), "x.json", "aif")
    remarks = [*out.report.remarks, *back.report.remarks]
    gone = ("warrant", "by")  # of inferences; without them some are no more than a link
    here = facts(first, without=gone)
    there = renamed(facts(_map(back.text), without=gone), remarks)
    assert untold(here ^ there, remarks) == set()
    said = {fact for fact in facts(first) if fact[0] in first.inferences and fact[1] in gone}
    assert untold(said, remarks) == set()
    told = {one.part for one in out.report.remarks if one.kind is Kind.LOST}
    assert {piece.id for _, piece in first.evidence()} | set(first.sources) <= told


def _made(examples: int) -> dict[str, ArgumentMap]:
    """Return maps with every key of the format, made by lot."""
    found = {"full": _map(FULL)}

    @effort(examples)
    @given(maps(most=8))
    def make(text: str) -> None:
        found[f"m{len(found)}"] = _map(text)

    make()
    return found


@pytest.fixture(scope="module")
def round_argdown(node_modules: Path, tmp_path_factory: pytest.TempPathFactory):
    """Return maps beside what their export says, and what Argdown's own command makes of them."""
    program = node_modules / ".bin" / "argdown"
    if not program.exists():
        pytest.skip("Argdown is not among the npm packages")
    folder = tmp_path_factory.mktemp("argdown")
    first = {f"r{seed}": random_map(seed) for seed in range(6)} | _made(12)
    told = {}
    for name, argument in first.items():
        out = export_map(argument, "argdown")
        told[name] = list(out.report.remarks)
        (folder / f"{name}.argdown").write_text(out.text, encoding="utf-8")
    command = [str(program), "json", "*.argdown", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "canceled" not in done.stdout, done.stdout + done.stderr
    return {name: (one, told[name], folder / f"{name}.json") for name, one in first.items()}


def test_argdown_and_back_is_the_same_but_for_what_the_report_names(round_argdown) -> None:
    """Every single thing that is gone or new was told, whatever signs are in the words."""
    assert len(round_argdown) > 12
    for first, told, file in round_argdown.values():
        back = import_map(file.read_bytes(), file.name)
        assert back.form == "argdown"
        remarks = [*told, *back.report.remarks]
        there = renamed(renamed(facts(_map(back.text)), back.report.remarks), told)
        assert untold(facts(first) ^ there, remarks) == set()


@effort(6)
@given(maps(most=6))
@example(FULL)
def test_every_format_takes_any_map(text: str) -> None:
    """Graphs, outlines and lists of references are read by the readers of others, with all in."""
    argument = _map(text)
    out = {form: export_map(argument, form).text for form in WRITTEN}
    assert all(one.endswith("\n") for form, one in out.items() if form != "bibtex")
    graph = nx.read_graphml(BytesIO(out["graphml"].encode()))
    pieces = {piece.id for _, piece in argument.evidence()}
    assert set(graph) == {*argument.claims, *argument.inferences, *pieces}
    assert {name: graph.nodes[name]["text"] for name in argument.claims} == {
        name: one.text for name, one in argument.claims.items()
    }
    outline = ET.fromstring(out["opml"])  # noqa: S314
    said = [one.get("text") for one in outline.iter("outline")]
    assert all(any(claim.text in one for one in said) for claim in argument.claims.values())
    items = json.loads(out["csl-json"])
    assert [item["id"] for item in items] == list(argument.sources)
    assert out["mermaid"].count("]:::") + out["mermaid"].count(":::") >= len(argument.claims)


@effort(12)
@given(maps(most=2))
def test_references_written_for_a_map_change_nothing_in_it(text: str) -> None:
    """The sources go out as CSL-JSON and come back as the very same sources."""
    argument = _map(text)
    report = Report()
    intake = Intake(export_map(argument, "csl-json").text.encode(), "refs.json")
    found = csl_format.read_references(intake, report)
    for name, source in argument.sources.items():
        if "type" not in source.fields:
            del found[name]["type"]  # the report said that it was guessed
    done = update_sources(text.encode(), "m.yaml", found, report)
    assert (done.text, done.added, done.changed, list(report.remarks)) == (text, (), (), [])


@effort(12)
@given(maps(most=2))
def test_bibtex_gives_back_what_it_has_fields_for(text: str) -> None:
    """Titles, names, dates and addresses, whatever signs of TeX are in them."""
    argument = _map(text)
    out = export_map(argument, "bibtex")
    if not out.text:
        assert not argument.sources
        return
    found = bibtex_format.read_references(Intake(out.text.encode(), "refs.bib"), Report())
    assert list(found) == list(argument.sources)
    for name, source in argument.sources.items():
        for key in ("title", "publisher", "issued", "URL", "author", "DOI", "note"):
            if key in source.fields:
                assert _folded(found[name].get(key)) == _folded(source.fields[key])


def _folded(value: object) -> object:
    """Return a value without what TeX has no difference for: quotes, dashes, kinds of blanks."""
    if isinstance(value, tuple):
        return tuple(map(_folded, value))
    text = str(value).replace("“", "``").replace("”", "''").replace("—", "---").replace("–", "--")
    return " ".join(text.split())


@pytest.mark.parametrize("seed", range(40))
def test_any_graph_is_a_map_or_a_question(seed: int) -> None:
    """Circles, loose ends, steps on steps: a map without errors comes of it, or one finding."""
    lot = random.Random(seed)  # noqa: S311 -- nothing secret
    kinds = ["I", "I", "I", "RA", "RA", "CA", "MA", "YA", "?"]
    count = lot.randint(2, 25)
    nodes = [{"nodeID": str(n), "text": f"It is {n}.", "type": lot.choice(kinds)}
             for n in range(count)]  # fmt: skip
    nodes[0]["type"] = "I"
    edges = [{"edgeID": str(n), "fromID": str(lot.randrange(count + 1)),
              "toID": str(lot.randrange(count))} for n in range(count * 2)]  # fmt: skip
    data = json.dumps({"nodes": nodes, "edges": edges, "locutions": []}).encode()
    done = import_map(data, "x.json", thesis="0")
    result = validate_text(done.text, "m.yaml")
    assert result.ok
    assert result.map is not None
    assert result.map.thesis.text == "It is 0."
