"""Programs of others read and draw what is written for them."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from argmap.checking import validate_text
from argmap.exchange import export_map
from argmap.model.graph import links_of
from fixture_maps import FULL
from random_maps import random_map

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from argmap.model.argument import ArgumentMap


def _map(text: str) -> ArgumentMap:
    argument = validate_text(text, "m.yaml").map
    assert argument is not None
    return argument


HOSTILE = FULL.replace("Drei Risse", "'`**x** #quot; <b>y</b> --> [z] \"q\" %% {k} end; \\n $x'")
DRAW = """async text => {
  mermaid.initialize({startOnLoad: false});
  const drawn = await mermaid.render("drawn", text);
  document.body.innerHTML = drawn.svg;
  const all = selector => [...document.querySelectorAll(selector)];
  const ends = line => line.dataset.id.split("_").slice(1, 3);
  return {
    boxes: Object.fromEntries(all(".node").map(one => [one.id.split("-").at(-2), one.textContent])),
    lines: all("path[data-id]").map(
      one => [...ends(one), one.classList.contains("edge-pattern-dotted")]),
  };
}"""
LAY_OUT = """
(async () => {
  const {D2} = await import("@terrastruct/d2");
  const given = require("node:fs").readFileSync(0, "utf8");
  const {diagram} = await new D2().compile(given);
  const lines = diagram.connections.map(one => [one.src, one.dst, one.strokeDash > 0]);
  const boxes = Object.fromEntries(diagram.shapes.map(one => [one.id, one.label]));
  console.log(JSON.stringify({boxes, lines}));
  process.exit(0);
})();
"""


def _drawn(found: dict[str, Any], argument: ArgumentMap) -> set[tuple[str, str, bool]]:
    """Return from what to what lines lead, and which attack; each box by the words of a part."""
    words = {name: claim.text for name, claim in argument.claims.items()}
    words |= {piece.id: piece.text or piece.quote or "" for _, piece in argument.evidence()}
    words |= {name: one.warrant or "" for name, one in argument.inferences.items()}
    names: dict[str, str] = {}
    for box, label in found["boxes"].items():
        said = " ".join(label.replace("\N{WORD JOINER}", "").split())
        (names[box],) = [
            name for name, text in words.items() if (text in said if text else len(said) == 1)
        ]
    assert sorted(names.values()) == sorted(words)
    return {(names[by], names[to], attacks) for by, to, attacks in found["lines"]}


def _lines(argument: ArgumentMap) -> set[tuple[str, str, bool]]:
    lines = {(piece.id, claim.id, False) for claim, piece in argument.evidence()}
    for claim in argument.claims.values():
        lines |= {(claim.id, to.id, relation == "attacks") for relation, to in links_of(claim)}
    for name, one in argument.inferences.items():
        lines |= {(premise.id, name, False) for premise in one.premises}
        lines.add((name, one.target.id, one.attacks is not None))
    return lines


def test_mermaid_draws_every_box_and_line(browser: Browser, node_modules: Path) -> None:
    """Whatever signs of Mermaid, Markdown and HTML are in the words: they stand as they are."""
    script = node_modules / "mermaid" / "dist" / "mermaid.min.js"
    if not script.exists():
        pytest.skip("Mermaid is not among the npm packages")
    argument = _map(HOSTILE)
    page = browser.new_page()
    try:
        page.set_content("<!doctype html>")
        page.add_script_tag(path=script)
        found = page.evaluate(DRAW, export_map(argument, "mermaid").text)
    finally:
        page.close()
    assert _drawn(found, argument) == _lines(argument)


def test_d2_lays_out_every_box_and_line(program: Callable[[str], str], node_modules: Path) -> None:
    """Whatever signs of D2 are in the words: they stand as they are."""
    if not (node_modules / "@terrastruct" / "d2").exists():
        pytest.skip("D2 is not among the npm packages")
    argument = _map(HOSTILE)
    # Without the slow way to translate WebAssembly, which would take a quarter of a minute.
    command = [program("node"), "--liftoff-only", "--eval", LAY_OUT]
    done = subprocess.run(
        command, cwd=node_modules.parent, input=export_map(argument, "d2").text,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert _drawn(json.loads(done.stdout), argument) == _lines(argument)


AIF = """
import json, sys, types
import arguebuf
sys.modules["pandas"] = types.ModuleType("pandas")  # xaif asks for it, and tables are not made
from xaif import AIF

found = {}
for name, whole in json.load(sys.stdin).items():
    graph, other = arguebuf.load.aif(whole), AIF({"AIF": whole})
    found[name] = {
        "texts": {one.id: one.text for one in graph.atom_nodes.values()},
        "steps": sorted(
            [one.id, type(one.scheme).__name__,
             sorted({two.id for two in graph.incoming_nodes(one)} & graph.atom_nodes.keys()),
             [to.id for to in graph.outgoing_nodes(one)]]
            for one in graph.scheme_nodes.values()
        ),
        "edges": len(graph.edges),
        "roots": [one.id for one in graph.root_nodes],
        "speakers": {one["nodeID"]: other.get_speaker(one["nodeID"])[0].strip()
                     for one in other.locutions},
    }
json.dump(found, sys.stdout)
"""


def _as_aif_has_it(argument: ArgumentMap) -> dict[str, Any]:
    """Return the claims, steps and speakers of a map, as AIF has a node for each."""
    pieces = list(argument.evidence())
    texts = {name: claim.text for name, claim in argument.claims.items()}
    texts |= {piece.id: piece.text or piece.quote for _, piece in pieces}
    steps = [(f"{piece.id}/{claim.id}", "Support", [piece.id], claim.id) for claim, piece in pieces]
    for claim in argument.claims.values():
        for relation, to in links_of(claim):
            kind = "Support" if relation == "supports" else "Attack"
            steps.append((f"{claim.id}/{to.id}", kind, [claim.id], to.id))
    for name, one in argument.inferences.items():
        premises = sorted(premise.id for premise in one.premises)
        steps.append((name, "Attack" if one.attacks else "Support", premises, one.target.id))
    spoken = [*argument.claims.values(), *(piece for _, piece in pieces)]
    said = {one.id: getattr(one, "speaker", None) or one.by for one in spoken}
    return {
        "texts": texts,
        "steps": sorted([name, kind, premises, [to]] for name, kind, premises, to in steps),
        "edges": sum(len(premises) + 1 for _, _, premises, _ in steps),
        "roots": ["thesis"],
        "speakers": {f"{name}/said": speaker for name, speaker in said.items() if speaker},
    }


def test_arguebuf_and_xaif_find_in_aif_what_is_on_the_map(aif_readers: str) -> None:
    """Claims and evidence, each step with its kind and ends, undercuts too, and who says it.

    Of arguebuf all but the speakers, of which it reads none from AIF; those are told by xaif.
    """
    maps = {f"m{seed}": random_map(seed) for seed in range(12)} | {"full": _map(FULL)}
    given = {name: json.loads(export_map(one, "aif").text) for name, one in maps.items()}
    done = subprocess.run(
        [aif_readers, "-c", AIF],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""  # nothing is told to be missing
    assert json.loads(done.stdout) == {name: _as_aif_has_it(one) for name, one in maps.items()}


REFERENCES = """\
argmap: 1
title: X
lang: en
by: Ada Stein
thesis: {text: Y}
sources:
  tex:
    type: article-journal
    title: 'Die 100 % & $x_1$ der {Brücke} \\ ~ ^ #'
    author: [Ada Stein, 'Barnes and Noble, Inc.', José Ñandú]
    editor: Zoë Abel
    issued: 2019-03-05
    container-title: Brücken & Große Straßen
    volume: 12
    issue: 3
    page: 12-14
    publisher: A_B Press
    DOI: 10.1000/ab_c%d#e
    URL: "https://example.org/a_b?c=%20&d=#e~f"
    note: Es hält.
  part:
    type: chapter
    title: Prüfbericht zur Brücke
    author: Ada Stein
    issued: 2019
    container-title: Das Große Buch
    collection-title: Bücher zur Brücke
    edition: 2
    publisher-place: Köln
    ISBN: 978-3-16-148410-0
  word: {type: report, title: Bericht, author: Prüfamt, issued: 2026-03, accessed: 2026-03-12}
"""


def _name(name: dict[str, str]) -> str:
    given, before = name.get("given"), name.get("dropping-particle")
    return name.get("literal") or " ".join(filter(None, (given, before, name["family"])))


def _items(text: str) -> list[dict[str, Any]]:
    """Return a list of references in CSL-JSON, each name in one piece."""
    items = json.loads(text)
    for item in items:
        item |= {key: list(map(_name, item[key])) for key in ("author", "editor") if key in item}
    return items


@pytest.mark.parametrize("form", ["bibtex", "csl-json"])
def test_pandoc_reads_references_as_they_stand_at_the_sources(
    form: str, program: Callable[[str], str]
) -> None:
    """No letter is made small, nothing is taken for TeX, and an organisation is one name."""
    argument = _map(REFERENCES)
    command = [program("pandoc"), "-f", form.replace("-", ""), "-t", "csljson"]
    given = export_map(argument, form).text
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    assert _items(done.stdout) == _items(export_map(argument, "csl-json").text)


def test_pandoc_sets_the_sources_in_a_citation_style(program: Callable[[str], str]) -> None:
    """Chicago's, where no other is named."""
    command = [program("pandoc"), "-f", "csljson", "-t", "plain", "--citeproc", "--wrap=none"]
    argument = _map(REFERENCES.replace("type: chapter", "type: chapter\n    language: de"))
    given = export_map(argument, "csl-json").text
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    said = done.stdout.split("\n\n")
    assert said[0] == (
        "Ada Stein. 2019. “Prüfbericht zur Brücke.” In Das Große Buch, 2nd ed. "
        "Bücher zur Brücke. Köln."
    )
    assert len(said) == 3


def test_pandoc_reads_the_outline_of_opml(program: Callable[[str], str]) -> None:
    """What bears on something stands below it."""
    command = [program("pandoc"), "-f", "opml", "-t", "markdown-smart", "--wrap=none"]
    given = export_map(_map(FULL), "opml").text
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    heads = [line.partition(" ") for line in done.stdout.splitlines() if line]
    assert [(len(marks), words) for marks, _, words in heads] == [
        (1, r"These · Ada Stein: Die Brücke muss zu. (\[1\], Seite 3)"),
        (2, "Zusammen, weil · unausgesprochen: darum (Schema: Zeichen)"),
        (3, "1 stützt auch hier"),
        (3, "2 stützt auch hier"),
        (3, "3 greift auch hier an"),
        (2, "1 Prämisse · Ada Stein: Sie hat Risse."),
        (3, r"Beleg · nachgeprüft: Drei Risse (\[1\])"),
        (3, "Beleg · Prüfer · berichtet: „viele Risse“"),
        (2, "2 Prämisse · unausgesprochen: Ungesagt"),
        (2, "3 Einwand · Bahn: Sie hält"),
        (3, "1 stützt auch hier"),
    ]
