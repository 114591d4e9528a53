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
from fixture_maps import FULL
from random_maps import random_map
from strategies import effort, maps

if TYPE_CHECKING:
    from pathlib import Path


def _map(text: str) -> ArgumentMap:
    found = validate_text(text, "m.yaml").map
    assert found is not None
    return found


def _again(text: str, form: str) -> ArgumentMap:
    return _map(import_map(text.encode(), "x.json", form).text)


@effort(12)
@given(maps())
def test_json_and_back_is_the_same_map(text: str) -> None:
    """`argmap diff` finds nothing, nothing was lost or guessed, and the format is told from it."""
    first = _map(text)
    out = export_map(first, "json")
    back = import_map(out.text.encode(), "x.json")
    assert (back.form, list(out.report.remarks), list(back.report.remarks)) == ("json", [], [])
    assert not compare(first, _map(back.text))


def _links(argument: ArgumentMap) -> set[tuple[str, str, str]]:
    """Return what bears on what, and how; an inference by its premises."""
    names = {
        name: "+".join(sorted(one.id for one in step.premises))
        for name, step in argument.inferences.items()
    }
    found = set()
    for claim in argument.claims.values():
        found |= {(claim.id, "supports", one.id) for one in claim.supports}
        found |= {(claim.id, "attacks", names.get(one.id, one.id)) for one in claim.attacks}
    for name, step in argument.inferences.items():
        verb = "attacks" if step.attacks else "supports"
        found.add((names[name], verb, names.get(step.target.id, step.target.id)))
    return found


def _same_argument(first: ArgumentMap, again: ArgumentMap) -> None:
    """Assert that the same claims of the same speakers bear on each other in the same way."""
    kept = {name: (one.text, one.speaker) for name, one in first.claims.items() if not one.implicit}
    found = {name: (one.text, one.speaker) for name, one in again.claims.items()}
    assert {name: found.get(name) for name in kept} == kept
    assert _links(first) <= _links(again)


@effort(12)
@given(maps())
def test_aif_and_back_is_the_same_argument(text: str) -> None:
    """Evidence comes back as claims, and what the report names does not come back."""
    first = _map(text)
    out = export_map(first, "aif")
    again = _again(out.text, "aif")
    _same_argument(first, again)
    told = {one.part for one in out.report.remarks if one.kind is Kind.LOST}
    assert {piece.id for _, piece in first.evidence()} <= told
    assert set(first.sources) <= told
    assert len(again.claims) == len(first.claims) + sum(1 for _ in first.evidence())


@pytest.fixture(scope="module")
def round_argdown(node_modules: Path, tmp_path_factory: pytest.TempPathFactory):
    """Return maps made by lot beside what Argdown's own command makes of them."""
    program = node_modules / ".bin" / "argdown"
    if not program.exists():
        pytest.skip("Argdown is not among the npm packages")
    folder = tmp_path_factory.mktemp("argdown")
    first = {f"m{seed}": random_map(seed) for seed in range(12)} | {"full": _map(FULL)}
    for name, argument in first.items():
        text = export_map(argument, "argdown").text
        (folder / f"{name}.argdown").write_text(text, encoding="utf-8")
    command = [str(program), "json", "*.argdown", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "canceled" not in done.stdout, done.stdout + done.stderr
    return {name: (one, folder / f"{name}.json") for name, one in first.items()}


def test_argdown_reads_what_is_written_and_it_comes_back(round_argdown) -> None:
    """Claims, speakers, links, evidence, warrants and schemes; undercuts stay on inferences."""
    assert len(round_argdown) == 13
    for first, file in round_argdown.values():
        back = import_map(file.read_bytes(), file.name)
        assert back.form == "argdown"
        again = _map(back.text)
        _same_argument(first, again)
        assert again.title == first.title
        cited = [(claim.id, one.id, one.text, one.quote, one.status) for claim, one in
                 first.evidence()]  # fmt: skip
        assert sorted(cited, key=str) == sorted(
            ((claim.id, one.id, one.text, one.quote, one.status) for claim, one in
             again.evidence()), key=str)  # fmt: skip
        said = {
            name: (one.warrant, one.by, one.scheme)
            for name, one in first.inferences.items()
            if one.warrant or one.scheme  # else, one premise alone is a plain link
        }
        assert {name: (again.inferences[name].warrant, again.inferences[name].by,
                       again.inferences[name].scheme) for name in said} == said  # fmt: skip


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
